"""What a register is called, what it reads, and what cannot be kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from studio_adapters.testing.sink_contract import ANSWERS, NEWER, Approvals
from studio_adapters.views import known, spec_of
from studio_domain.aggregate import Recorded
from studio_domain.views.register import Column, Misfit, Row, RowChange, Table, fitted

TABLE = Table("t", "表", "table", 1, (Column("name", "名", "name"), Column("fen", "分", "fen", "fen")))


class Everything:
    """A register that does not say what it reads."""

    tables: tuple[Table, ...] = (TABLE,)

    def see(self, event: Recorded[Any]) -> Iterable[RowChange]:
        return ()


def test_every_register_of_the_library_can_be_kept() -> None:
    names = [spec.name for spec in known()]
    assert {"budget_execution", "fee_register", "fund_ledger"} <= set(names)
    assert names == sorted(set(names))
    assert all(spec.types for spec in known())


def test_what_is_read_is_wanted_and_what_is_unknown_of_its_family() -> None:
    topics = {
        "rectification.finding-answered/1": True,
        "rectification.finding-answered/7": True,
        "rectification.never-heard/1": True,
        "rectification.deviation-approved/1": False,
        "fund-account.opened/1": False,
        "moon.risen/1": False,
        "": False,
    }
    assert {topic: ANSWERS.wants(topic) for topic in topics} == topics
    assert all(spec_of(Everything).wants(topic) for topic in topics)


def test_a_version_is_part_of_the_form() -> None:
    older = spec_of(Approvals)
    assert (older.version, NEWER.version) == (1, 2)
    assert older.fingerprint != NEWER.fingerprint
    assert older.fingerprint == spec_of(Approvals, "another_name").fingerprint


NAME = Column("name", "名", "name")


@pytest.mark.parametrize(
    "table",
    [
        Table("register_positions", "表", "t", 1, (NAME,)),
        Table("sqlite_master", "表", "t", 1, (NAME,)),
        Table("t__2", "表", "t", 1, (NAME,)),
        Table('t"; DROP TABLE t', "表", "t", 1, (NAME,)),
        Table("t" * 49, "表", "t", 1, (NAME,)),
        Table("t", "表", "t", 1, (Column("名", "名", "name"),)),
        Table("t", "表", "t", 1, (Column("owner", "所属", "owner"),)),
        Table("t", "表", "t", 1, (NAME, NAME)),
        Table("t", "表", "t", 0, (NAME,)),
        Table("t", "表", "t", 2, (NAME,)),
    ],
    ids=lambda table: f"{table.name[:9]}, {table.columns[0].name}, {table.key}",
)
def test_what_cannot_be_a_table_is_refused(table: Table) -> None:
    class Odd(Everything):
        tables = (table,)

    with pytest.raises(ValueError, match=r"^Odd: "):
        spec_of(Odd)


@pytest.mark.parametrize(
    ("key", "row", "said"),
    [
        ((), {"name": "a", "fen": 1}, "t: a key of 0 parts, not 1"),
        (("a", 1), None, "t: a key of 2 parts, not 1"),
        (("b",), {"name": "a", "fen": 1}, "t: the key is not what the row says"),
        ((1,), None, "t.name: not text"),
        (("a",), {"name": "a"}, "t: not the columns of the table"),
        (("a",), {"name": "a", "fen": 1, "more": 2}, "t: not the columns of the table"),
        (("a",), {"name": "a", "fen": "1"}, "t.fen: not a whole number of 64 bits"),
        (("a",), {"name": "a", "fen": True}, "t.fen: not a whole number of 64 bits"),
        (("a",), {"name": "a", "fen": 2**63}, "t.fen: not a whole number of 64 bits"),
    ],
)
def test_a_row_that_is_not_of_its_table_is_told_without_its_values(key: Any, row: Row | None, said: str) -> None:
    with pytest.raises(Misfit) as misfit:
        fitted(TABLE, key, row)
    assert str(misfit.value) == said


def test_a_row_that_fits_is_kept_as_it_is() -> None:
    rows: list[Row] = [{"name": "a", "fen": -(2**63)}, {"name": "a", "fen": None}]
    for row in rows:
        assert fitted(TABLE, ("a",), row) == (("a",), row)
    assert fitted(TABLE, ("a\0",), None) == (("a␀",), None)
