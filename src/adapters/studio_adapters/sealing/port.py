"""The port of key stores: where subjects' keys live, apart from the log, and how they are destroyed for ever."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from attrs import field, frozen

from studio_adapters.port import JournalError
from studio_adapters.sealing.cells import commitment_of


class SubjectErased(JournalError):
    """Data about a subject whose keys were destroyed is not sealed any more: nobody gets a new key for him."""


class KeysRestored(JournalError):
    """The key store holds keys that were destroyed: it is an older copy, put back. It opens nothing."""


class KeysUnavailable(JournalError):
    """The key store cannot be reached, opened, read or written; the text names it and the cause."""


@frozen
class Key:
    """The key of a subject's data for a purpose: 32 random bytes."""

    id: str
    subject: str
    purpose: str
    secret: bytes = field(repr=False)

    @property
    def commitment(self) -> str:
        """What the record says of it."""
        return commitment_of(self.secret)


@frozen
class Promise:
    """An erasure that has begun: the subject is fenced; `fact` (JSON) is still to be recorded in the log."""

    subject: str
    fact: bytes


class Keys(Protocol):
    """Keys by subject and purpose. A subject that was fenced never has a key again.

    Every method is one transaction. Usable from several threads; several processes may share a store.
    """

    @property
    def name(self) -> str:
        """What the certificate of an erasure calls this store."""
        ...

    def provide(self, subject: str, purpose: str) -> Key:
        """The subject's key for that purpose, made if there is none yet; `SubjectErased` behind a fence."""
        ...

    def find(self, key: str) -> Key | None:
        """The key of that id; None if it is not here, or its subject or its bytes are behind a fence."""
        ...

    def destroyed(self, key: str) -> bool:
        """Whether the key of that id stands behind a fence."""
        ...

    def of(self, subject: str) -> tuple[str, ...]:
        """The ids of the subject's keys, those behind the fence included, in ascending order."""
        ...

    def fence(self, subject: str, keys: Sequence[str], fact: bytes | None) -> None:
        """Put up the fence, before anything is deleted: the subject, these ids, and the commitments of its keys.

        *fact* is what the log is promised; None where the log has it already. A second fence changes nothing.
        """
        ...

    def destroy(self, subject: str) -> None:
        """Delete the keys of a fenced subject, so that their bytes are in no file and, wrapped, in no backup."""
        ...

    def promises(self) -> Sequence[Promise]:
        """Erasures that the log does not have yet."""
        ...

    def kept(self, subject: str) -> None:
        """The log has the erasure of *subject*."""
        ...

    def seen(self, origin: str) -> int:
        """Up to which position the log of that origin was searched for erasures."""
        ...

    def see(self, origin: str, position: int) -> None:
        """The log was searched up to *position*."""
        ...

    def close(self) -> None:
        """Give back what the store holds open."""
        ...
