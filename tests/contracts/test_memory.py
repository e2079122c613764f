"""The memory store keeps the contract."""

from __future__ import annotations

import pytest

from studio_adapters import memory
from studio_adapters.journal import Rows
from studio_adapters.testing import StorageContract


class TestMemory(StorageContract):
    @pytest.fixture
    def rows(self) -> Rows:
        return memory.Recorder()
