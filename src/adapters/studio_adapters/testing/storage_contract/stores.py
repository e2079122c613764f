"""The stores that the tests of the contract ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager

import pytest

from studio_adapters.journal import Rows

OpenAgain = Callable[[], Rows]
Forbidden = Sequence[Callable[[], object]]
Full = Callable[[], AbstractContextManager[object]]


class Stores:
    """An empty store, and what can be done to it; all but the store itself may be left out."""

    @pytest.fixture
    def rows(self) -> Iterator[Rows]:
        """An empty store."""
        raise NotImplementedError

    @pytest.fixture
    def open_again(self, rows: Rows) -> OpenAgain:
        """The same store once more; one that lives in one process only answers itself."""
        return lambda: rows

    @pytest.fixture
    def opener(self) -> str:
        """`module:function` that opens an address in another process."""
        return "studio_adapters.stores:open_store"

    @pytest.fixture
    def address(self) -> str:
        """Where another process finds the store."""
        pytest.skip("no other process can open it")

    @pytest.fixture
    def fresh(self) -> str:
        """An address where nothing is yet, and a store can be made."""
        pytest.skip("no other process can open it")

    @pytest.fixture
    def forbidden(self) -> Forbidden:
        """Statements that would change or drop what is written."""
        pytest.skip("no database that could be asked past the adapter")

    @pytest.fixture
    def read_only(self) -> OpenAgain:
        """The same store, opened where nothing may be written."""
        pytest.skip("it cannot be opened for reading alone")

    @pytest.fixture
    def full(self) -> Full:
        """A block during which the disk takes nothing more."""
        pytest.skip("it lies on no disk of its own that could be full")
