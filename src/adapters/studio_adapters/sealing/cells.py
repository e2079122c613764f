"""Cells: one personal text, sealed for the one place where it stands (ADR 0011 fixes every byte, with test vectors).

Each cell has a key of its own, derived from the subject's key, a fresh salt and the address; so the nonce can be zero.
AES-GCM does not commit to its key: the commitment in the cell does, so that no cell opens to two texts.
"""

from __future__ import annotations

import hmac
import os
from base64 import b64decode, b64encode
from hashlib import sha256
from typing import Final

from attrs import frozen

from studio_adapters.port import JournalError
from studio_domain.values import Opened, Sealed

SUITE: Final = "aes-256-gcm/1"
"""The only one so far; SM4-GCM would be another."""

KEY_BYTES: Final = 32
SALT_BYTES: Final = 16

_ONCE: Final = bytes(12)
"""The nonce: a cell's key seals one text, once."""


class CellError(JournalError):
    """A cell does not open, though its key is there; the text names the place, never a value."""


class KeyMismatch(CellError):
    """The key is not the one that was issued under this id: another was put in its place."""


class CellMisplaced(CellError):
    """The cell was not sealed here by this key: it was moved, or its salt, its commitment or its key id was changed."""


class CellTampered(CellError):
    """The ciphertext was changed."""


class UnknownSuite(CellError):
    """The cell was sealed in a way that this version of the library does not know."""


@frozen
class Address:
    """Where a cell stands: stream, version, stored name without schema, the field's path (`items[0].name`)."""

    stream: str
    version: int
    type: str
    path: str

    def __str__(self) -> str:
        return f"{self.stream}@{self.version} {self.path}"

    def bound(self, suite: str, key: str) -> bytes:
        """The associated data: what the cell is bound to, a line for each."""
        lines = ("studio-domain/cell/v1", suite, self.stream, str(self.version), self.type, self.path, key, "")
        return "\n".join(lines).encode()


def commitment_of(secret: bytes) -> str:
    """What the record says of a subject's key: SHA-256 (hex) over 32 random bytes, which tells nothing about them."""
    return sha256(b"studio-domain/key/v1\0" + secret).hexdigest()


def seal(text: str, key: str, secret: bytes, address: Address, salt: bytes | None = None) -> Sealed:
    """*text* as the cell of its address; *salt* is fresh but for test vectors."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt = os.urandom(SALT_BYTES) if salt is None else salt
    bound = address.bound(SUITE, key)
    cell_key, commitment = _derived(secret, salt, bound)
    ciphertext = AESGCM(cell_key).encrypt(_ONCE, text.encode(), bound)
    return Sealed(_text(ciphertext), _text(commitment), _text(salt), key, SUITE)


def unseal(cell: Sealed, secret: bytes, address: Address) -> Opened:
    """The text of *cell*; `CellError` says which part of it is not what was sealed at *address*."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if cell.suite != SUITE:
        raise UnknownSuite(f"{address}: sealed in a suite that this version does not know")
    bound = address.bound(cell.suite, cell.sealed_by)
    cell_key, commitment = _derived(secret, _bytes(cell.salt, address), bound)
    if not hmac.compare_digest(commitment, _bytes(cell.commitment, address)):
        raise CellMisplaced(f"{address}: not sealed here by this key")
    try:
        return Opened(AESGCM(cell_key).decrypt(_ONCE, _bytes(cell.ciphertext, address), bound).decode())
    except (InvalidTag, UnicodeDecodeError) as changed:
        raise CellTampered(f"{address}: the ciphertext was changed") from changed


def _derived(secret: bytes, salt: bytes, bound: bytes) -> tuple[bytes, bytes]:
    """The cell's own key, and what commits the cell to it."""
    cell_key = hmac.digest(secret, salt + bound, "sha256")
    return cell_key, sha256(b"studio-domain/kc/v1\0" + cell_key).digest()


def _text(data: bytes) -> str:
    return b64encode(data).decode()


def _bytes(text: str, address: Address) -> bytes:
    """Base64 as we write it, and no other spelling of the same bytes."""
    try:
        data = b64decode(text, validate=True)
    except ValueError as changed:
        raise CellTampered(f"{address}: a part of the cell is no base64") from changed
    if _text(data) != text:
        raise CellTampered(f"{address}: a part of the cell is not spelt as it was sealed")
    return data
