"""Who persons are, to the record: random ids in the open, anything else about them sealed."""

from __future__ import annotations

import re
from typing import Annotated, Final, NewType, TypeVar

T = TypeVar("T")

PERSONAL: Final = "personal"
Personal = Annotated[T, PERSONAL]
"""A value about a natural person: `Personal[str]`. It is only ever stored as a sealed cell."""

PersonId = NewType("PersonId", str)
"""A person, by a random id valid across a region: `p-` and 1 to 32 of `a-z0-9`. Never derived from a document."""

_PERSON_ID: Final = re.compile(r"p-[a-z0-9]{1,32}")


def is_person_id(text: str) -> bool:
    """Whether *text* has the form of a person's id."""
    return _PERSON_ID.fullmatch(text) is not None


def person_id(text: str) -> PersonId:
    """*text* as a person's id.

    Raises `ValueError` if it has not the form of one; the text is not repeated, it may be a name.
    """
    if not is_person_id(text):
        raise ValueError("a person's id is 'p-' and 1 to 32 of a-z and 0-9")
    return PersonId(text)
