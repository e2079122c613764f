"""A runner takes in every fact once, wherever it was stopped, whoever else runs, whatever a store says meanwhile."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import attrs
import pytest

from registers.conftest import Again
from registers.shown import BOTH, DeviationApproved, accepted, answered, assert_shown, expected, told
from studio_adapters import memory
from studio_adapters.journal import Rows
from studio_adapters.port import ForeignStore, Row, StoreUnavailable
from studio_adapters.testing.sink_contract import ANSWERS, APPROVALS, NEWER, Answers, Approvals
from studio_adapters.views import (
    MemorySink,
    OtherHistory,
    RegisterStopped,
    Runner,
    Shown,
    Sink,
    Step,
    spec_of,
    status,
)
from studio_domain.aggregate import Recorded
from studio_domain.values import PersonId
from studio_domain.views.register import RowChange, folding, reads

QUICK: dict[str, Any] = {"poll": 0.005, "retry": 0.02}
WAIT = 10.0


@pytest.fixture
def store() -> Rows:
    """A journal; which one it is makes no difference to registers (tests/contracts)."""
    return memory.Recorder("log")


def some(rows: Rows) -> None:
    """Facts of three owners, some of which change nothing."""
    told(rows, answered("f", "甲"), answered("g"), owner="hz")
    told(rows, answered("f", "cd's own"), owner="cd")
    told(rows, accepted("f"), answered("f", ""), answered("h"), owner="hz")
    told(rows, *approval(), owner="region-330106")


class TestCatchingUp:
    def test_everything_is_taken_in_in_batches_of_any_size(self, store: Rows, again: Again) -> None:
        some(store)
        sink = again()
        for batch in (1, 2, 3, 1000):
            Runner(store, sink, BOTH, batch=batch).catch_up()
            assert_shown(store, sink)
            told(store, answered("f", f"after batches of {batch}"))
        assert [one.lag for one in status(sink, store, BOTH)] == [1, 1]

    def test_an_empty_journal_is_caught_up_with(self, store: Rows, sink: Sink) -> None:
        Runner(store, sink, BOTH).catch_up()
        assert [(one.state, one.position, one.lag) for one in status(sink, store, BOTH)] == [("live", 0, 0)] * 2

    def test_a_runner_begins_where_the_last_one_ended_and_remembers_what_that_one_knew(
        self, store: Rows, again: Again
    ) -> None:
        """The accumulators are kept nowhere: the number of answers before the restart still counts after it."""
        for n in range(7):
            told(store, answered("f", str(n)))
            Runner(store, again(), BOTH, batch=2).catch_up()
        assert Shown(again()).table("answer_tally", "hz")[0]["answers"] == 7
        assert_shown(store, again())

    def test_what_is_written_already_is_not_written_again(
        self, store: Rows, sink: Sink, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        some(store)
        Runner(store, sink, BOTH).catch_up()
        steps = spied(sink, monkeypatch)
        told(store, answered("z"))
        Runner(store, sink, BOTH, batch=1).catch_up()
        assert {step.position for step in steps} == {store.end()}
        assert {key for step in steps for table in step.changes.values() for key in table} == {
            ("hz", "z"),
            ("hz", "z", 0),
        }

    def test_a_new_register_is_filled_from_the_first_fact(self, store: Rows, sink: Sink) -> None:
        some(store)
        Runner(store, sink, [ANSWERS]).catch_up()
        assert [one.state for one in status(sink, store, BOTH)] == ["live", "missing"]
        Runner(store, sink, BOTH).catch_up()
        assert_shown(store, sink)

    def test_a_store_may_take_its_origin_after_its_registers_were_made(self, sink: Sink) -> None:
        store, other = memory.Recorder(), memory.Recorder("restored")
        Runner(store, sink, BOTH).catch_up()
        some(other)
        store.restore("restored", other.follow())
        Runner(store, sink, BOTH).catch_up()
        Runner(store, sink, BOTH).catch_up()
        assert_shown(store, sink)


def spied(sink: Sink, monkeypatch: pytest.MonkeyPatch, *, until: int = 10**9) -> list[Step]:
    """The steps that a sink takes from now on; who runs is interrupted after *until* of them."""
    taken: list[Step] = []
    advance: Any = type(sink).advance

    def noted(self: Sink, steps: Sequence[Step]) -> None:
        advance(self, steps)
        taken.extend(steps)
        if len(taken) >= until:
            raise KeyboardInterrupt

    monkeypatch.setattr(type(sink), "advance", noted)
    return taken


class TestGoingOn:
    def test_what_is_written_later_is_taken_in_and_waited_for(self, store: Rows, sink: Sink) -> None:
        some(store)
        with Runner(store, sink, BOTH, **QUICK) as runner:
            for n in range(5):
                position = told(store, answered("f", str(n)))
                runner.wait_until(position, WAIT)
                assert Shown(sink).table("open_answers", "hz")[0]["answer"] == str(n)
            nothing = told(store, answered("f"))
            runner.wait_until(nothing, WAIT, {"approvals"})  # which does not read it
        assert_shown(store, sink)

    def test_a_register_is_waited_for_no_longer_than_asked(self, store: Rows, sink: Sink) -> None:
        with (
            Runner(store, sink, BOTH, **QUICK) as runner,
            pytest.raises(TimeoutError, match=r"not at 1 .*answers, app"),
        ):
            runner.wait_until(1, 0.05)

    def test_it_begins_and_ends_as_often_as_one_likes(self, store: Rows, sink: Sink) -> None:
        runner = Runner(store, sink, BOTH, **QUICK)
        runner.close()
        for n in range(3):
            with runner:
                runner.start()
                runner.wait_until(told(store, answered("f", str(n))), WAIT)
                assert runner.running
            assert not runner.running
        runner.close()

    def test_a_sink_that_cannot_be_used_is_tried_again(self, store: Rows) -> None:
        sink = Failing()
        some(store)
        sink.trouble = "the disk is full"
        with Runner(store, sink, BOTH, **QUICK) as runner:
            with pytest.raises(TimeoutError, match="the disk is full"):
                runner.wait_until(store.end(), 0.1)
            told(store, answered("z"))
            sink.trouble = ""
            runner.wait_until(store.end(), WAIT)
        assert_shown(store, sink)
        assert runner.trouble is None

    def test_a_lost_acknowledgement_is_no_reason_to_write_twice(self, store: Rows) -> None:
        sink = Failing()
        sink.lost = 10**6
        with Runner(store, sink, BOTH, batch=2, **QUICK) as runner:
            some(store)
            runner.wait_until(store.end(), WAIT)
        assert sink.lost < 10**6
        assert_shown(store, sink)

    def test_a_fault_of_ours_ends_the_runner_and_is_told(self, store: Rows, monkeypatch: pytest.MonkeyPatch) -> None:
        sink = MemorySink()
        runner = Runner(store, sink, BOTH, **QUICK).start()
        monkeypatch.setattr(MemorySink, "advance", lambda *_: 1 // 0)
        told(store, answered("f"))
        with pytest.raises(ZeroDivisionError):
            runner.wait_until(1, WAIT)
        with pytest.raises(ZeroDivisionError):
            runner.close()


class Failing(MemorySink):
    """In trouble for as long as it is told so; or does what it is asked, and cannot say so."""

    trouble = ""
    lost = 0

    def advance(self, steps: Sequence[Step]) -> None:
        if self.trouble:
            raise StoreUnavailable(self.trouble)
        super().advance(steps)
        if self.lost:
            self.lost -= 1
            raise StoreUnavailable("connection lost")


class TestTwoAtOnce:
    """The second of two waits its turn at every step: nothing is locked, nothing is repeated, nothing is left out."""

    def test_they_take_turns_and_either_goes_on_alone(self, store: Rows, again: Again) -> None:
        some(store)
        one, two = Runner(store, again(), BOTH, batch=2), Runner(store, again(), BOTH, batch=3)
        one.catch_up()
        two.catch_up()
        for n in range(6):
            told(store, answered("f", str(n)), accepted("f"), answered(f"n-{n}"))
            for runner in (one, two) if n % 2 else (two, one):
                runner.catch_up()
                assert_shown(store, again())
        told(store, answered("f", "last"))
        two.catch_up()
        assert_shown(store, again())

    def test_both_in_the_background_while_four_write(self, store: Rows, again: Again) -> None:
        """Whoever looks meanwhile sees the register as it was at its position: nothing missed, nothing repeated."""

        def write(owner: str) -> None:
            for n in range(25):
                told(
                    store,
                    answered(f"f-{n % 3}", str(n)),
                    *([accepted(f"f-{n % 3}")] if n % 4 == 0 else []),
                    owner=owner,
                )

        seen: dict[int, str] = {}
        last = 0
        with (
            Runner(store, again(), BOTH, batch=3, **QUICK) as one,
            Runner(store, again(), BOTH, batch=5, **QUICK) as two,
            ThreadPoolExecutor(4) as writers,
        ):
            writing = [writers.submit(write, f"hz-{n}") for n in range(4)]
            shown = Shown(again())
            while not all(one.done() for one in writing):
                try:
                    found = shown.digest("answers")
                except LookupError:  # not begun yet
                    continue
                assert found.position >= last
                last = found.position
                seen[found.position] = found.sha256
            for writer in writing:
                writer.result()
            one.wait_until(store.end(), WAIT)
            two.wait_until(store.end(), WAIT)
        assert_shown(store, again())
        for position, digest in seen.items():
            assert digest == expected(store, ANSWERS, position), position


class TestRebuilding:
    def test_a_register_is_built_anew_beside_the_live_one_while_four_write(self, store: Rows, again: Again) -> None:
        """Whoever looks sees a whole register at its position, before the switch and after it, and never goes back."""

        def write(owner: str) -> None:
            for n in range(20):
                told(store, answered(f"f-{n % 3}", str(n)), owner=owner)

        some(store)
        last, seen = 0, dict[int, str]()
        with Runner(store, again(), BOTH, batch=7, **QUICK) as runner, ThreadPoolExecutor(4) as writers:
            runner.wait_until(store.end(), WAIT)
            writing = [writers.submit(write, f"hz-{n}") for n in range(4)]
            shown = Shown(again())
            runner.rebuild("answers")
            while not all(one.done() for one in writing):
                found = shown.digest("answers")
                assert found.position >= last
                last = found.position
                seen[found.position] = found.sha256
            for writer in writing:
                writer.result()
            runner.wait_until(store.end(), WAIT)
            until = time.monotonic() + WAIT
            while [one.number for one in again().generations("answers")] != [2] and time.monotonic() < until:
                time.sleep(0.01)
        assert [(one.number, one.live) for one in again().generations("answers")] == [(2, True)]
        assert_shown(store, again())
        for position, digest in seen.items():
            assert digest == expected(store, ANSWERS, position), position

    def test_what_is_built_anew_shows_the_same(self, store: Rows, again: Again) -> None:
        some(store)
        runner = Runner(store, again(), BOTH, batch=2)
        runner.catch_up()
        before = Shown(again()).digest("answers")
        runner.rebuild("answers")
        assert {one.state for one in runner.status()} == {"live", "building"}
        runner.catch_up()
        assert Shown(again()).digest("answers") == before
        assert [(one.number, one.live) for one in again().generations("answers")] == [(2, True)]
        told(store, answered("z"))
        runner.catch_up()
        assert_shown(store, again())

    def test_another_process_may_build_it_under_one_that_runs(self, store: Rows, again: Again) -> None:
        some(store)
        runs, builds = Runner(store, again(), BOTH), Runner(store, again(), BOTH, batch=1)
        runs.catch_up()
        builds.rebuild("answers")
        builds.catch_up()
        for n in range(3):
            told(store, answered("f", f"later {n}"))
            runs.catch_up()
            assert_shown(store, again())
        assert [(one.number, one.live) for one in again().generations("answers")] == [(2, True)]

    def test_one_that_was_killed_while_it_built_is_gone_on_with(
        self, store: Rows, again: Again, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        some(store)
        first = Runner(store, again(), BOTH, batch=1)
        first.catch_up()
        first.rebuild("answers")
        steps = spied(again(), monkeypatch, until=3)
        with pytest.raises(KeyboardInterrupt):
            first.catch_up()
        assert len(steps) == 3
        monkeypatch.undo()
        built = next(one for one in again().generations("answers") if not one.live)
        assert 0 < built.position < store.end()
        Runner(store, again(), BOTH).catch_up()
        assert [(one.number, one.live) for one in again().generations("answers")] == [(built.number, True)]
        assert_shown(store, again())

    def test_a_new_version_is_built_without_being_asked(self, store: Rows, again: Again) -> None:
        some(store)
        older = Runner(store, again(), BOTH)
        older.catch_up()
        assert [one.state for one in status(again(), store, [NEWER])] == ["outdated"]
        Runner(store, again(), [ANSWERS, NEWER]).catch_up()
        assert_shown(store, again(), [ANSWERS, NEWER])
        told(store, answered("f"))
        older.catch_up()  # a process of the older release is still there: it takes its hands off
        older.catch_up()
        assert {one.register: one.state for one in older.status()} == {"answers": "live", "approvals": "outdated"}
        with pytest.raises(ForeignStore, match="approvals is of version 2, this is 1"):
            older.rebuild("approvals")
        Runner(store, again(), [ANSWERS, NEWER]).catch_up()
        assert_shown(store, again(), [ANSWERS, NEWER])

    def test_other_tables_or_other_facts_are_another_form_without_a_version(self) -> None:
        class Less(Answers):
            def __init__(self) -> None:
                super().__init__()
                self.see = folding(reads(type(answered("f")), self._answered))

        assert spec_of(Less, "answers").version == ANSWERS.version
        assert spec_of(Less, "answers").fingerprint != ANSWERS.fingerprint
        assert spec_of(Answers) == ANSWERS


class Fussy(Answers):
    """Knows no answer to a question of old."""

    def __init__(self) -> None:
        super().__init__()
        self.see = folding(reads(type(answered("f")), self._fussy), reads(type(accepted("f")), self._accepted))

    def _fussy(self, event: Recorded[Any]) -> Iterator[RowChange]:
        self.count["touched"] = 1
        if event.fact.answer == "secret":
            raise KeyError(event.fact.answer)
        yield from self._answered(event)


FUSSY = spec_of(Fussy, "answers")


class TestPoison:
    """A fact that a register cannot take in stops that register, and nothing else."""

    def test_only_the_register_that_met_it_stops(self, store: Rows, again: Again) -> None:
        some(store)
        before = store.end()
        at = told(store, answered("p", "secret"))
        told(store, answered("q"), *approval())
        Runner(store, again(), [FUSSY, APPROVALS]).catch_up()
        stopped, on = status(again(), store, [FUSSY, APPROVALS])
        assert (stopped.state, stopped.position, stopped.lag) == ("stopped", before, store.end() - before)
        assert (on.state, on.position) == ("live", store.end())
        assert stopped.poison is not None
        assert (stopped.poison.position, stopped.poison.stream, stopped.poison.type) == (
            at, "hz/rectification/ledger", "rectification.finding-answered/1",
        )  # fmt: skip
        assert stopped.poison.reason.startswith("KeyError at tests/registers/test_runner.py:")
        assert "secret" not in str(stopped.poison)
        assert Shown(again()).digest("answers").sha256 == expected(store, ANSWERS, before)

    def test_it_is_told_to_who_waits_and_the_others_go_on(self, store: Rows, sink: Sink) -> None:
        with Runner(store, sink, [FUSSY, APPROVALS], **QUICK) as runner:
            position = told(store, answered("p", "secret"))
            with pytest.raises(RegisterStopped, match=r"answers stopped at hz/rectification/ledger@1 .*KeyError"):
                runner.wait_until(position, WAIT)
            runner.wait_until(told(store, *approval()), WAIT, {"approvals"})

    def test_it_stays_stopped_until_it_is_resumed_and_then_goes_on_from_there(self, store: Rows, again: Again) -> None:
        told(store, answered("p"), answered("p", "secret"), answered("p", "after"))
        Runner(store, again(), [FUSSY]).catch_up()
        Runner(store, again(), [FUSSY]).catch_up()
        assert status(again(), store, [FUSSY])[0].state == "stopped"
        stubborn = Runner(store, again(), [FUSSY])
        stubborn.resume("answers")
        stubborn.catch_up()
        assert status(again(), store, [FUSSY])[0].state == "stopped"
        mended = Runner(store, again(), [attrs.evolve(FUSSY, make=Answers)])  # mended, and shows the same as before
        mended.resume("answers")
        mended.catch_up()
        assert_shown(store, again(), [ANSWERS])

    def test_a_new_version_leaves_the_poison_behind(self, store: Rows, again: Again) -> None:
        told(store, answered("p"), answered("p", "secret"), answered("p", "after"))
        Runner(store, again(), [FUSSY]).catch_up()
        with Runner(store, again(), [attrs.evolve(ANSWERS, version=2, fingerprint="mended")], **QUICK) as runner:
            runner.wait_until(store.end(), WAIT)
        assert_shown(store, again(), [ANSWERS])

    @pytest.mark.parametrize(
        ("topic", "state", "reason"),
        [
            ("rectification.finding-answered/1", b'{"finding":1}', "finding: Expected `str`, got `int`"),
            ("rectification.finding-answered/9", b"{}", "unknown type rectification.finding-answered/9"),
            ("rectification.finding-forgotten/1", b"{}", "unknown type rectification.finding-forgotten/1"),
            ("rectification.finding-answered/1", b"\xff", "finding-answered"),
        ],
    )
    def test_what_cannot_be_read_stops_who_would_read_it(
        self, store: Rows, sink: Sink, topic: str, state: bytes, reason: str
    ) -> None:
        from studio_adapters import codec
        from studio_adapters.port import Batch
        from telling import Clock, context

        told(store, answered("f"))
        row = Row("hz/rectification/other", 1, topic, codec.encode_context(context()) + b"\n" + state)
        store.append([Batch("c-bad", b"", ((row.stream, 0),), (row,))], Clock())
        told(store, answered("g"), *approval())
        Runner(store, sink, BOTH).catch_up()
        stopped = status(sink, store, BOTH)[0]
        assert (stopped.state, stopped.position) == ("stopped", 1)
        assert stopped.poison is not None
        assert stopped.poison.type == topic
        assert stopped.poison.reason
        known = codec.BY_NAME.get(topic.rpartition("/")[0])
        approvals = status(sink, store, BOTH)[1]
        # a type of the family that nobody knows may be meant for it as well
        assert approvals.state == ("live" if known else "stopped")

    def test_an_unknown_kind_of_fact_is_no_concern_of_registers_of_other_kinds(self, store: Rows, sink: Sink) -> None:
        from studio_adapters import codec
        from studio_adapters.port import Batch
        from telling import Clock, context

        row = Row("hz/moon/1", 1, "moon.risen/1", codec.encode_context(context()) + b"\n{}")
        store.append([Batch("c-moon", b"", ((row.stream, 0),), (row,))], Clock())
        Runner(store, sink, BOTH).catch_up()
        assert {one.state for one in status(sink, store, BOTH)} == {"live"}

    def test_a_row_that_does_not_fit_stops_its_register_on_every_engine(self, store: Rows, sink: Sink) -> None:
        class Wrong(Approvals):
            def _approved(self, event: Recorded[Any]) -> Iterable[RowChange]:
                return [("approvals", (event.stream,), {"stream": 7})]

        told(store, *approval())
        Runner(store, sink, [spec_of(Wrong, "approvals")]).catch_up()
        (one,) = sink.generations()
        assert one.poison is not None
        assert one.poison.reason == "approvals.stream: not text"


def approval() -> tuple[DeviationApproved, ...]:
    return (DeviationApproved("c", "s", date(2025, 1, 1), date(2025, 2, 1), "因", "文", PersonId("p-1")),)


class TestAnotherHistory:
    """A register never goes on with a journal other than the one it has seen."""

    def test_of_another_log(self, store: Rows, sink: Sink) -> None:
        some(store)
        Runner(store, sink, BOTH).catch_up()
        other = memory.Recorder("other")
        some(other)
        with pytest.raises(OtherHistory, match="answers is of log log, not of other"):
            Runner(other, sink, BOTH).catch_up()

    def test_of_an_older_copy_or_one_that_went_another_way(self, store: Rows, again: Again) -> None:
        some(store)
        copy = memory.Recorder()
        copy.restore("log", list(store.follow())[:4])
        Runner(store, again(), BOTH).catch_up()
        with pytest.raises(OtherHistory, match="answers is at 7, and the journal ends at 4"):
            Runner(copy, again(), BOTH).catch_up()
        for n in range(9):
            told(copy, answered("f", f"another way {n}"))
        runner = Runner(copy, again(), BOTH)
        with pytest.raises(OtherHistory, match="has seen another fact at position 7: build it anew"):
            runner.catch_up()
        for name in runner.specs:
            runner.rebuild(name)
        runner.catch_up()
        assert_shown(copy, again())

    def test_one_that_is_changed_under_a_runner_ends_it(
        self, store: Rows, sink: Sink, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        some(store)
        runner = Runner(store, sink, BOTH)
        runner.catch_up()
        other = memory.Recorder("log")
        for n in range(20):
            told(other, answered("f", str(n)))
        monkeypatch.setattr(store, "follow", other.follow)
        with pytest.raises(OtherHistory, match="does not hold at position 7 what was read there"):
            runner.catch_up()


def test_lag_is_told_with_the_first_fact_that_waits(store: Rows, sink: Sink) -> None:
    some(store)
    Runner(store, sink, BOTH).catch_up()
    told(store, answered("f"))
    told(store, answered("g"))
    waiting = list(store.follow(store.end() - 2))
    for one in status(sink, store, BOTH):
        assert (one.state, one.lag, one.waiting_since) == ("live", 2, waiting[0][5])
