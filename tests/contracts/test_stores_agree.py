"""Whatever is asked of them, memory, SQLite and PostgreSQL answer the same, byte for byte."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_adapters import memory, postgres, sqlite
from studio_adapters.journal import JournalError, Kept, Rows
from studio_adapters.testing.storage_contract.agreement import agree
from studio_adapters.testing.storage_words import Ticking, add, answered
from studio_domain.aggregate import Change


@pytest.fixture
def stores(tmp_path: Path, postgres_url: str) -> Iterator[list[Rows]]:
    """All kinds, empty, of one origin."""
    with (
        closing(memory.Recorder("same")) as one,
        closing(sqlite.open_file(tmp_path / "studio.db", origin="same")) as two,
        closing(postgres.open_url(postgres_url, origin="same")) as three,
    ):
        yield [one, two, three]


def test_all_of_them_side_by_side(stores: list[Rows]) -> None:
    agree(*stores)
    first, *others = (list(store.follow()) for store in stores)
    assert first
    assert others == [first, first]


STREAMS = ["hz/a/1", "hz/a/2", "hz-1/a/1", "hz-10/a/1", "region-330106/a/1", "hz.x/a/1"]
told = st.lists(st.tuples(st.sampled_from(STREAMS), st.integers(0, 3), st.booleans()), max_size=8)


@settings(deadline=None, max_examples=25)
@given(told=told, owner=st.sampled_from([None, "hz", "hz-1", "nobody"]), turned=st.booleans())
def test_they_restore_the_same(told: list[tuple[str, int, bool]], owner: str | None, turned: bool) -> None:
    """The whole or one studio; what is out of order is refused by both, and leaves both empty."""
    source, clock = memory.Recorder("same"), Ticking()
    for number, (stream, facts, shared) in enumerate(told):
        version = sum(1 for _ in source.read(stream))
        command = f"c-{number // 2 if shared else number}"  # one command in two places cannot be restored
        try:
            add(source, command, Change(stream, version, (answered(str(number)),) * facts), clock=clock)
        except JournalError:
            continue
    kept = list(source.follow() if owner is None else source.history(owner))
    if turned:
        kept.reverse()
    with tempfile.TemporaryDirectory() as place, closing(sqlite.open_file(Path(place) / "studio.db")) as file:
        first, second = (_restored(store, kept) for store in (memory.Recorder("here"), file))
    assert first == second


def _restored(store: Rows, kept: list[Kept]) -> tuple[object, ...]:
    try:
        count = store.restore("same", kept)
    except JournalError as refusal:
        return type(refusal), list(store.follow()), list(store.owners())
    return count, list(store.follow()), list(store.owners())
