"""Key-encryption keys by epoch: subjects' keys are stored wrapped, and an older epoch is destroyed.

A backup of the key store from before the last epoch is noise, wherever it lies: so an erasure reaches backups. The
file of epochs must therefore not be backed up together with the key store.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Final

from studio_adapters.sealing.port import KeysRestored, KeysUnavailable

KEK_BYTES: Final = 32


class Epochs:
    """A small file `{"epoch": key, …}` (hex), readable by its owner alone; replaced as a whole, never edited."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._known: dict[int, bytes] = {}

    def first(self) -> int:
        """Make the file with its first epoch, unless it is there; the newest epoch."""
        self._load()
        if not self._known:
            self._known = {1: os.urandom(KEK_BYTES)}
            self._store()
        return max(self._known)

    def next(self) -> int:
        """Add an epoch beside those that are there; its number."""
        self._load()
        epoch = max(self._known, default=0) + 1
        self._known[epoch] = os.urandom(KEK_BYTES)
        self._store()
        return epoch

    def prune(self, epoch: int) -> None:
        """Destroy every key before *epoch*."""
        self._load()
        if any(known < epoch for known in self._known):
            self._known = {known: key for known, key in self._known.items() if known >= epoch}
            self._store()

    def wrap(self, epoch: int, secret: bytes) -> bytes:
        """*secret* as it is stored: 40 bytes (RFC 3394)."""
        from cryptography.hazmat.primitives.keywrap import aes_key_wrap

        return aes_key_wrap(self._of(epoch), secret)

    def unwrap(self, epoch: int, wrapped: bytes) -> bytes:
        """The secret again; `KeysRestored` where its epoch was destroyed."""
        from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap

        try:
            return aes_key_unwrap(self._of(epoch), wrapped)
        except InvalidUnwrap as foreign:
            raise KeysUnavailable(f"{self.path}: not the key-encryption keys of this key store") from foreign

    def _of(self, epoch: int) -> bytes:
        if epoch not in self._known:
            self._load()
        if epoch not in self._known:
            if self._known and epoch < min(self._known):
                raise KeysRestored(f"{self.path}: epoch {epoch} was destroyed; the keys are an older copy, put back")
            raise KeysUnavailable(f"{self.path}: has no key of epoch {epoch}")
        return self._known[epoch]

    def _load(self) -> None:
        try:
            body = json.loads(self.path.read_text("ascii")) if self.path.exists() else {}
            self._known = {int(epoch): bytes.fromhex(key) for epoch, key in body.items()}
        except (OSError, ValueError, AttributeError) as problem:
            raise KeysUnavailable(f"{self.path}: cannot be read as key-encryption keys") from problem

    def _store(self) -> None:
        body = json.dumps({str(epoch): key.hex() for epoch, key in sorted(self._known.items())}) + "\n"
        fresh = self.path.with_name(self.path.name + ".new")
        try:
            fresh.unlink(missing_ok=True)
            with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
                file.write(body)
                file.flush()
                os.fsync(file.fileno())
            before = os.open(self.path, os.O_WRONLY) if self.path.exists() else None
            os.replace(fresh, self.path)
            if before is not None:  # its blocks are written over before they are given back
                try:
                    os.write(before, bytes(os.fstat(before).st_size))
                    os.fsync(before)
                finally:
                    os.close(before)
        except OSError as problem:
            raise KeysUnavailable(f"{self.path}: {problem.strerror or 'cannot be written'}") from problem
