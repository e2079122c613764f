"""Interchange: a history as JSON Lines, out of a store and into one."""

from __future__ import annotations

from studio_adapters.exchange import legacy, verified
from studio_adapters.exchange.lines import Header, export

__all__ = ["Header", "export", "legacy", "verified"]
