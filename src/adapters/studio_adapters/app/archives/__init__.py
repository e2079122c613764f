"""Handles of the archives, for the acting person: 档案, 销毁清册, 月度台账 (三、（四）4)."""

from __future__ import annotations

from studio_adapters.app.archives.destruction import DestructionHandle, LedgerHandle
from studio_adapters.app.archives.reading import ArchiveHandle

__all__ = ["ArchiveHandle", "DestructionHandle", "LedgerHandle"]
