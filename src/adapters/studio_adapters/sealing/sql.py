"""Keys in a database: what SQLite and PostgreSQL do alike. Every key is wrapped; a fence is only ever added to."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from secrets import token_hex
from typing import Any, Final

from studio_adapters.sealing.cells import KEY_BYTES, KeyMismatch, commitment_of
from studio_adapters.sealing.port import Key, KeysRestored, Promise, SubjectErased
from studio_adapters.sealing.wrapping import Epochs

FORMAT: Final = 1

Run = Callable[..., list[tuple[Any, ...]]]
"""Runs one statement, with `?` for its values, and answers its rows."""

_KEY: Final = "SELECT id, subject, purpose, wrapped, epoch, commitment FROM subject_keys WHERE "
_FREE: Final = (
    " AND NOT EXISTS (SELECT 1 FROM subject_fences f WHERE f.subject = subject_keys.subject)"
    " AND NOT EXISTS (SELECT 1 FROM fenced_keys d WHERE d.id = subject_keys.id"
    " OR d.commitment = subject_keys.commitment)"
)


class SqlKeys(ABC):
    """A key store in tables. `epochs` wraps the keys, and lies elsewhere."""

    def __init__(self, epochs: Epochs) -> None:
        self.epochs = epochs

    @property
    @abstractmethod
    def name(self) -> str:
        """What the certificate of an erasure calls this store."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Run]:
        """One reading transaction."""

    @abstractmethod
    def _writing(self) -> AbstractContextManager[Run]:
        """One writing transaction; writers take turns."""

    # -- keys

    def provide(self, subject: str, purpose: str) -> Key:
        """The subject's key for that purpose, made if there is none yet."""
        key = self._found("subject = ? AND purpose = ?", subject, purpose)
        if key is None:
            with self._writing() as run:
                if run("SELECT 1 FROM subject_fences WHERE subject = ?", subject):
                    raise SubjectErased(f"{subject}: erased, no key is made for it any more")
                self._make(run, subject, purpose)
            key = self._found("subject = ? AND purpose = ?", subject, purpose)
        if key is None:
            raise SubjectErased(f"{subject}: erased while its key was made")
        return key

    def _make(self, run: Run, subject: str, purpose: str) -> None:
        (epoch,) = run("SELECT epoch FROM key_store")[0]
        secret = os.urandom(KEY_BYTES)
        run(
            "INSERT INTO subject_keys (id, subject, purpose, wrapped, epoch, commitment) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            token_hex(16), subject, purpose, self.epochs.wrap(epoch, secret), epoch, commitment_of(secret),
        )  # fmt: skip

    def find(self, key: str) -> Key | None:
        """The key of that id, unless it stands behind a fence."""
        return self._found("id = ?", key)

    def _found(self, where: str, *values: str) -> Key | None:
        """A key not behind a fence; read again where another process began an epoch in between."""
        for again in (True, False):
            with self._reading() as run:
                found = run(_KEY + where + _FREE, *values)
            try:
                return self._key(found[0]) if found else None
            except KeysRestored:
                if not again:
                    raise
        raise AssertionError("unreachable")

    def _key(self, row: tuple[Any, ...]) -> Key:
        name, subject, purpose, wrapped, epoch, commitment = row
        key = Key(name, subject, purpose, self.epochs.unwrap(epoch, bytes(wrapped)))
        if key.commitment != commitment:
            raise KeyMismatch(f"{self.name}: key {name} is not the one that was made")
        return key

    def destroyed(self, key: str) -> bool:
        """Whether the key of that id stands behind a fence."""
        with self._reading() as run:
            return bool(run("SELECT 1 FROM fenced_keys WHERE id = ?", key))

    def of(self, subject: str) -> tuple[str, ...]:
        """The ids of the subject's keys, those behind the fence included."""
        with self._reading() as run:
            found = run(
                "SELECT id FROM subject_keys WHERE subject = ? UNION SELECT id FROM fenced_keys WHERE subject = ?",
                subject, subject,
            )  # fmt: skip
        return tuple(sorted(key for (key,) in found))

    # -- the fence, and what it keeps out

    def fence(self, subject: str, keys: Sequence[str], fact: bytes | None) -> None:
        """Put up the fence; committed before anything is deleted."""
        with self._writing() as run:
            run("INSERT INTO subject_fences (subject, fact) VALUES (?, ?) ON CONFLICT DO NOTHING", subject, fact)
            run(
                "INSERT INTO fenced_keys (id, subject, commitment)"
                " SELECT id, subject, commitment FROM subject_keys WHERE subject = ? ON CONFLICT DO NOTHING",
                subject,
            )
            for key in keys:
                run(
                    "INSERT INTO fenced_keys (id, subject, commitment) VALUES (?, ?, NULL) ON CONFLICT DO NOTHING",
                    key, subject,
                )  # fmt: skip

    def destroy(self, subject: str) -> None:
        """Delete the keys of a fenced subject, and wrap all others anew: no backup of this store opens any more."""
        with self._writing() as run:
            run(
                "DELETE FROM subject_keys WHERE subject = ?"
                " AND EXISTS (SELECT 1 FROM subject_fences f WHERE f.subject = subject_keys.subject)",
                subject,
            )
            self._wrap_anew(run)
        self.prune()

    def rotate(self) -> None:
        """Begin an epoch: every key is wrapped anew, and the key-encryption keys of before are destroyed."""
        with self._writing() as run:
            self._wrap_anew(run)
        self.prune()

    def _wrap_anew(self, run: Run) -> None:
        rows = run("SELECT id, wrapped, epoch FROM subject_keys")
        secrets = [(self.epochs.unwrap(epoch, bytes(wrapped)), key) for key, wrapped, epoch in rows]
        epoch = self.epochs.next()
        for secret, key in secrets:
            run(
                "UPDATE subject_keys SET wrapped = ?, epoch = ? WHERE id = ?",
                self.epochs.wrap(epoch, secret), epoch, key,
            )  # fmt: skip
        run("UPDATE key_store SET epoch = ?", epoch)

    def prune(self) -> None:
        """Destroy the key-encryption keys before the store's epoch: a rotation that broke off is finished so."""
        with self._writing() as run:
            (epoch,) = run("SELECT epoch FROM key_store")[0]
            self.epochs.prune(epoch)

    # -- what the log still has to be told

    def promises(self) -> Sequence[Promise]:
        """Erasures that the log does not have yet."""
        with self._reading() as run:
            found = run("SELECT subject, fact FROM subject_fences WHERE fact IS NOT NULL ORDER BY subject")
        return [Promise(subject, bytes(fact)) for subject, fact in found]

    def kept(self, subject: str) -> None:
        """The log has the erasure."""
        with self._writing() as run:
            run("UPDATE subject_fences SET fact = NULL WHERE subject = ?", subject)

    def seen(self, origin: str) -> int:
        """Up to where the log of that origin was searched for erasures."""
        with self._reading() as run:
            found = run("SELECT position FROM searched_logs WHERE origin = ?", origin)
        return int(found[0][0]) if found else 0

    def see(self, origin: str, position: int) -> None:
        """The log was searched up to *position*."""
        with self._writing() as run:
            run(
                "INSERT INTO searched_logs (origin, position) VALUES (?, ?)"
                " ON CONFLICT (origin) DO UPDATE SET position = excluded.position",
                origin, position,
            )  # fmt: skip
