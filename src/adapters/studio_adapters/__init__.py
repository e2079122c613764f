"""Storage and edges for studio_domain: the only place that knows a database, a codec, a terminal, a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio_adapters.app import StudioApp

__all__ = ["StudioApp"]


def __getattr__(name: str) -> object:
    """`StudioApp` is loaded when it is first asked for, so that the command line starts without it."""
    if name == "StudioApp":
        from studio_adapters.app import StudioApp

        return StudioApp
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
