"""Who persons are, to the record: random ids in the open, anything else about them sealed."""

from __future__ import annotations

import re
from typing import Annotated, Final, NewType, TypeVar

from attrs import frozen

T = TypeVar("T")

# -- what is about a person, as it appears in a fact


class Opened(str):
    """A text about a person, opened for somebody who may read it: equal to the text, printed as what it is not."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<personal>"


@frozen(repr=False)
class Sealed:
    """A value about a person as it is stored: ciphertext, and which key opens it. Says nothing without that key.

    `commitment` binds the cell to the one key that opens it, `salt` gives each cell a key of its own; these and the
    ciphertext are base64. `suite` names how it was sealed.
    """

    ciphertext: str
    commitment: str
    salt: str
    sealed_by: str
    suite: str

    def __repr__(self) -> str:
        return f"<sealed by {self.sealed_by}>"


@frozen(repr=False)
class Erased(Sealed):
    """A sealed value whose key was destroyed (已删除): nobody can read it any more, and its bytes stay as they were."""

    def __repr__(self) -> str:
        return f"<erased with {self.sealed_by}>"


PERSONAL: Final = "personal"
Personal = Annotated[T | Sealed, PERSONAL]
"""A value about a natural person: `Personal[str]`. Given as it is, it is only ever stored, and read back, sealed.

Whoever may read it opens it; where its key is destroyed it is `Erased`.
"""

# -- persons

PersonId = NewType("PersonId", str)
"""A person, by a random id valid across a region: `p-` and 1 to 32 of `a-z0-9`. Never derived from a document."""

_PERSON_ID: Final = re.compile(r"p-[a-z0-9]{1,32}")
_CLIENT_ID: Final = re.compile(r"k-[a-z0-9]{1,32}")


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


def client_id(text: str) -> str:
    """*text* as a client's id (服务对象编号), random as a person's: `k-` and 1 to 32 of `a-z0-9`.

    Raises `ValueError` if it has not the form of one; the text is not repeated, it may be a name.
    """
    if _CLIENT_ID.fullmatch(text) is None:
        raise ValueError("a client's id is 'k-' and 1 to 32 of a-z and 0-9")
    return text
