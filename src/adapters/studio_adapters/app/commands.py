"""Command ids: UUID version 7 (RFC 9562), so that they come in the order of time."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID


def uuid7(now: datetime) -> str:
    """A new id: 48 bits of milliseconds, then chance."""
    milliseconds = int(now.timestamp() * 1000) & 0xFFFFFFFFFFFF
    chance = secrets.randbits(74)
    value = milliseconds << 80 | 7 << 76 | (chance >> 62) << 64 | 2 << 62 | (chance & (1 << 62) - 1)
    return str(UUID(int=value))
