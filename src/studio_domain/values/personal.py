"""Who persons are, to the record: random ids in the open, anything else about them sealed."""

from __future__ import annotations

from typing import Annotated, Final, NewType, TypeVar

T = TypeVar("T")

PERSONAL: Final = "personal"
Personal = Annotated[T, PERSONAL]
"""A value about a natural person: `Personal[str]`. It is only ever stored as a sealed cell."""

PersonId = NewType("PersonId", str)
"""A person, by a random id valid across a region: `p-` and 1 to 32 of `a-z0-9`. Never derived from a document."""
