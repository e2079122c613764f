"""Key stores for tests: each test that asks for `keys` runs on every one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from studio_adapters.sealing import Keys, open_keys

Open = Callable[[], Keys]


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("STUDIO_KEYS", "STUDIO_KEK"):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def keys(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Keys]:
    """An empty key store."""
    url = "memory:"
    if request.param == "sqlite":
        url = str(tmp_path / "keys.db")
    if request.param == "postgres":
        url = request.getfixturevalue("postgres_url")
    with closing(open_keys(url, tmp_path / "kek")) as store:
        yield store


@pytest.fixture(params=["sqlite", "postgres"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Open:
    """Opens one and the same key store, as often as it is asked."""
    url = str(tmp_path / "keys.db") if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    return lambda: open_keys(url, tmp_path / "kek")
