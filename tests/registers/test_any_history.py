"""Whatever was recorded, in whatever order: rebuilt, kept live and folded in memory, a register shows the same."""

from __future__ import annotations

import os
import tempfile
from contextlib import ExitStack
from datetime import date
from itertools import count
from pathlib import Path

import msgspec
import psycopg
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.sql import SQL, Identifier

import nonsense
from registers.shown import assert_shown
from studio_adapters import codec
from studio_adapters.journal import Journal
from studio_adapters.memory import Recorder
from studio_adapters.views import Runner, Shown, Sink, known, open_registers
from studio_domain.aggregate import Change, Unreadable
from studio_domain.fund_account import facts as fund
from studio_domain.values import PersonId
from studio_domain.views import Kept
from studio_domain.views.register import fitted
from telling import Clock, context

STREAMS = ("s-1/fund/2025", "s-1/fund/2026", "s-2/fund/2025", "s-10/fund/2025", "region-330106/policy/values")
READ = frozenset(stored.cls for stored in codec.TABLE for spec in known() if spec.wants(stored.topic))


def _storable(fact: object) -> bool:
    """Taken by the journal, and with numbers whose sums are still of 64 bits."""
    if isinstance(fact, Unreadable) or codec.unsealed(fact):
        return False
    try:
        codec.encode_fact(fact)
    except (OverflowError, msgspec.MsgspecError):
        return False
    return all(abs(number) < 2**50 for number in _numbers(codec.to_dict(fact)))


def _numbers(value: object) -> list[int]:
    if isinstance(value, dict):
        return [number for one in value.values() for number in _numbers(one)]
    if isinstance(value, list):
        return [number for one in value for number in _numbers(one)]
    return [value] if isinstance(value, int) else []


facts = (st.one_of(*[nonsense._of(cls) for cls in nonsense.FACTS if cls in READ]) | nonsense.facts).filter(_storable)
histories = st.lists(st.tuples(st.sampled_from(STREAMS), st.lists(facts, min_size=1, max_size=4)), max_size=8)
COUNT = count(1)
QUIET = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@settings(QUIET, max_examples=15)
@given(history=histories, again=st.sets(st.integers(0, 7)), batch=st.integers(1, 9))
def test_every_prefix_of_any_history_shows_the_same_on_every_engine(
    postgres_server: str, history: list[tuple[str, list[object]]], again: set[int], batch: int
) -> None:
    rows = Recorder("log")
    versions = dict.fromkeys(STREAMS, 0)
    with ExitStack() as stack:
        sinks = _sinks(stack, postgres_server)
        runners = [Runner(rows, sink, batch=batch) for sink in sinks]
        for number, (stream, told) in enumerate(history):
            Journal(rows, Clock()).append([Change(stream, versions[stream], tuple(told))], context(f"c-{number}"))
            versions[stream] += len(told)
            if number in again:  # begun anew, with nothing remembered
                runners = [Runner(rows, sink, batch=batch) for sink in sinks]
            for runner in runners:
                runner.catch_up()
                assert_shown(rows, runner.sink, known())
        live = [Shown(sink).digest(spec.name) for spec in known() for sink in sinks] if history else []
        for runner in runners if history else ():
            for spec in known():
                runner.rebuild(spec.name)
            runner.catch_up()
            assert {one.number for one in runner.sink.generations()} == {2}
        assert [Shown(sink).digest(spec.name) for spec in known() for sink in sinks if history] == live


def _sinks(stack: ExitStack, server: str) -> list[Sink]:
    place = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    schema = f"any_{os.getpid()}_{next(COUNT)}"
    sinks = [open_registers("memory:"), open_registers(place / "r.db"), open_registers(server, schema=schema)]
    for sink in sinks:
        stack.callback(sink.close)
    admin = stack.enter_context(psycopg.connect(server, autocommit=True))
    admin.execute("SET client_min_messages = warning")
    stack.callback(lambda: admin.execute(SQL("DROP SCHEMA {} CASCADE").format(Identifier(schema))))
    return sinks


@settings(QUIET, max_examples=150)
@given(history=histories)
def test_every_row_of_every_register_fits_its_table(history: list[tuple[str, list[object]]]) -> None:
    """Whatever the facts say: else the register would stop at them wherever it is kept."""
    rows = Recorder("log")
    versions = dict.fromkeys(STREAMS, 0)
    for number, (stream, told) in enumerate(history):
        Journal(rows, Clock()).append([Change(stream, versions[stream], tuple(told))], context(f"c-{number}"))
        versions[stream] += len(told)
    for spec in known():
        tables = {table.name: table for table in spec.tables}
        for owner in rows.owners():
            register = spec.make()
            for event in Journal(rows).history(owner):
                for table, key, row in register.see(event):
                    fitted(tables[table], key, row)


def test_a_text_that_no_database_takes_is_shown_by_its_picture() -> None:
    rows = Recorder("log")
    day = date(2025, 1, 1)
    charged = fund.FeeCharged("f\0", "c\0\0", (), 1, day, day, PersonId("p-1"), "\0")
    Journal(rows, Clock()).append([Change(STREAMS[0], 0, (charged,))], context())
    sink = open_registers("memory:")
    Runner(rows, sink).catch_up()
    (row,) = Shown(sink).table("fees")
    assert (row["charge"], row["client"], row["receipt"]) == ("f␀", "c␀␀", "␀")
    assert_shown(rows, sink, known())
    fees = next(spec for spec in known() if spec.name == "fee_register")
    assert Kept(fees.make()).see_all(Journal(rows).history("s-1")).table("fees")[0]["charge"] == "f␀"
