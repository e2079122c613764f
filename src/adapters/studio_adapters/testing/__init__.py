"""For those who test an adapter of their own: the contracts that every store and every place for registers keeps.

`from studio_adapters.testing import StorageContract, SinkContract`. They need pytest and Hypothesis, and are imported
when they are asked for.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from studio_adapters.testing.sink_contract import SinkContract
    from studio_adapters.testing.storage_contract import StorageContract

__all__ = ["SinkContract", "StorageContract"]

_PLACES: Final = {"SinkContract": "sink_contract", "StorageContract": "storage_contract"}

if (_pytest := sys.modules.get("pytest")) is not None:  # so that an assertion that fails says what it compared
    _pytest.register_assert_rewrite(*(f"{__name__}.{place}" for place in _PLACES.values()))


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__} has no attribute {name}")
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
