"""Sealing what is appended, opening what was read, and holding the key store to what the log says was erased."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any, Final, TypeVar

from studio_adapters import codec
from studio_adapters.port import JournalError, Rows
from studio_adapters.sealing import cells
from studio_adapters.sealing.cells import Address, KeyMismatch
from studio_adapters.sealing.port import Key, Keys, KeysRestored
from studio_adapters.sealing.subjects import subject_of
from studio_domain import subject_key
from studio_domain.aggregate import Change, Recorded
from studio_domain.client_record import ClientDataErased
from studio_domain.subject_key import KeyPurpose, SubjectKeyIssued
from studio_domain.values import Erased, Opened, Sealed, stream_owner

F = TypeVar("F")

ERASED: Final = codec.TOPIC[ClientDataErased].rpartition("/")[0] + "/"


class Sealer:
    """A key store beside a log. What it opens is for whoever asked, and is kept nowhere."""

    def __init__(self, keys: Keys, rows: Rows) -> None:
        self.keys = keys
        self.rows = rows

    # -- writing

    def sealing(self, changes: Iterable[Change]) -> Sealing:
        """The seals of one append of *changes*."""
        return Sealing(self, changes)

    # -- reading

    def opened(self, event: Recorded[F]) -> F:
        """The fact of *event*, opened: where a key is not here it stays `Sealed`, where it is destroyed, `Erased`.

        `CellError` for a cell that is not what was sealed: that is never told as an erasure.
        """
        name = codec.topic_of(event.fact).rpartition("/")[0]

        def unseal(path: str, value: Any) -> Any:
            if not isinstance(value, Sealed):
                return Opened(value)
            return self._unseal(value, Address(event.stream, event.version, name, path))

        return codec.with_personal(event.fact, unseal)

    def _unseal(self, cell: Sealed, address: Address) -> Opened | Sealed:
        key = self.keys.find(cell.sealed_by)
        if key is None:
            gone = self.keys.destroyed(cell.sealed_by)
            return Erased(cell.ciphertext, cell.commitment, cell.salt, cell.sealed_by, cell.suite) if gone else cell
        if key.commitment != self._issued(stream_owner(address.stream), key.id):
            raise KeyMismatch(f"{address}: key {key.id} is not the one that was issued")
        return cells.unseal(cell, key.secret, address)

    def _issued(self, owner: str, key: str) -> str | None:
        """What the log committed to when the key was issued."""
        fact = self.first(key_stream(owner, key))
        return fact.commitment if isinstance(fact, SubjectKeyIssued) else None

    def first(self, stream: str) -> Any:
        """The first fact of *stream*; None before it."""
        for event in codec.recorded(islice(self.rows.read(stream), 1)):
            return event.fact
        return None

    # -- what the log says was erased

    def check(self) -> None:
        """Hold the key store to the log: `KeysRestored` if a key is there that the log says was destroyed.

        Only what the log has since the last time is searched; a key store put back from before searches it again.
        """
        origin = self.rows.origin
        after = last = self.keys.seen(origin)
        for position, stream, version, topic, state, _, _ in self.rows.follow(after):
            last = position
            if topic.startswith(ERASED):
                fact = codec.decode_fact(topic, state.partition(b"\n")[2])
                self._hold(stream, version, fact)
        if last > after:
            self.keys.see(origin, last)

    def _hold(self, stream: str, version: int, fact: ClientDataErased) -> None:
        back = [key for key in (*fact.keys, *self.keys.of(stream)) if self.keys.find(key) is not None]
        if back:
            raise KeysRestored(
                f"{self.keys.name}: holds keys that were destroyed by {stream}@{version}: an older copy, put back"
            )
        self.keys.fence(stream, fact.keys, None)

    def destroy_again(self) -> int:
        """Destroy what the log says was destroyed, in a key store that was put back; how many subjects it was."""
        count = 0
        for _, stream, _, topic, state, _, _ in self.rows.follow():
            if topic.startswith(ERASED):
                fact: ClientDataErased = codec.decode_fact(topic, state.partition(b"\n")[2])
                self.keys.fence(stream, fact.keys, None)
                self.keys.destroy(stream)
                count += 1
        return count


class Sealing:
    """The seals of one append: each subject's key, and the facts that issue those that the log does not know yet."""

    __slots__ = ("_changes", "_keys", "_sealer")

    def __init__(self, sealer: Sealer, changes: Iterable[Change]) -> None:
        self._sealer = sealer
        self._changes = changes
        self._keys: dict[tuple[str, KeyPurpose], Key] = {}

    @property
    def used(self) -> bool:
        """Whether anything was sealed."""
        return bool(self._keys)

    def seal(self, stream: str, version: int, fact: F) -> F:
        """*fact* with its personal values sealed for this place."""
        subject = subject_of(stream, self._first)
        if subject not in self._keys:
            self._keys[subject] = self._sealer.keys.provide(subject[0], subject[1].value)
        key, name = self._keys[subject], codec.topic_of(fact).rpartition("/")[0]

        def sealed(path: str, value: Any) -> Sealed:
            if not isinstance(value, str):
                raise JournalError(f"{stream}: {path} is a cell from another place, and is not sealed again")
            return cells.seal(value, key.id, key.secret, Address(stream, version, name, path))

        return codec.with_personal(fact, sealed)

    def issues(self) -> list[Change]:
        """The keys that the log does not know yet."""
        issued = []
        for (subject, purpose), key in self._keys.items():
            stream = key_stream(stream_owner(subject), key.id)
            if self._sealer.first(stream) is None:
                fact = subject_key.record_key(
                    None, key=key.id, subject=subject, purpose=purpose, commitment=key.commitment
                )
                issued.append(Change(stream, 0, (fact,)))
        return issued

    def _first(self, stream: str) -> Any:
        for change in self._changes:
            if change.stream == stream and change.expected == 0:
                return change.facts[0]
        return self._sealer.first(stream)


def key_stream(owner: str, key: str) -> str:
    """The stream of a key."""
    return f"{owner}/key/{key}"
