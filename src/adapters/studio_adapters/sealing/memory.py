"""Keys in memory: for tests and tutorials. They are gone with the process, and all that they sealed with them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from secrets import token_hex
from threading import Lock

from studio_adapters.sealing.cells import KEY_BYTES
from studio_adapters.sealing.port import Key, Promise, SubjectErased


class MemoryKeys:
    """A key store that nobody can restore."""

    name = "memory"

    def __init__(self) -> None:
        self._keys: dict[str, Key] = {}
        self._fenced: dict[str, bytes | None] = {}
        self._dead: dict[str, str] = {}
        self._seen: dict[str, int] = {}
        self._lock = Lock()

    def provide(self, subject: str, purpose: str) -> Key:
        """The subject's key for that purpose."""
        with self._lock:
            if subject in self._fenced:
                raise SubjectErased(f"{subject}: erased, no key is made for it any more")
            for key in self._keys.values():
                if (key.subject, key.purpose) == (subject, purpose):
                    return key
            made = Key(token_hex(16), subject, purpose, os.urandom(KEY_BYTES))
            self._keys[made.id] = made
            return made

    def find(self, key: str) -> Key | None:
        """The key of that id."""
        with self._lock:
            found = self._keys.get(key)
            return None if found is None or key in self._dead or found.subject in self._fenced else found

    def destroyed(self, key: str) -> bool:
        """Whether the key of that id stands behind a fence."""
        return key in self._dead

    def of(self, subject: str) -> tuple[str, ...]:
        """The ids of the subject's keys."""
        with self._lock:
            alive = {key.id for key in self._keys.values() if key.subject == subject}
            return tuple(sorted(alive | {key for key, of in self._dead.items() if of == subject}))

    def fence(self, subject: str, keys: Sequence[str], fact: bytes | None) -> None:
        """Put up the fence."""
        with self._lock:
            self._fenced.setdefault(subject, fact)
            known = [key.id for key in self._keys.values() if key.subject == subject]
            self._dead.update(dict.fromkeys((*keys, *known), subject))

    def destroy(self, subject: str) -> None:
        """Delete the keys of a fenced subject."""
        with self._lock:
            for key in [key.id for key in self._keys.values() if key.subject == subject]:
                del self._keys[key]

    def promises(self) -> Sequence[Promise]:
        """Erasures that the log does not have yet."""
        with self._lock:
            return [Promise(subject, fact) for subject, fact in sorted(self._fenced.items()) if fact is not None]

    def kept(self, subject: str) -> None:
        """The log has the erasure."""
        with self._lock:
            if subject in self._fenced:
                self._fenced[subject] = None

    def seen(self, origin: str) -> int:
        """Up to where the log was searched."""
        return self._seen.get(origin, 0)

    def see(self, origin: str, position: int) -> None:
        """The log was searched so far."""
        self._seen[origin] = position

    def close(self) -> None:
        """Nothing is held open."""
