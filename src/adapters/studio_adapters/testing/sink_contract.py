"""What every place for registers keeps to, one test a line: subclass it, and give it yours.

class TestMine(SinkContract):
    @pytest.fixture
    def sink(self) -> Iterator[Sink]: ...                # nothing is kept in it
    @pytest.fixture
    def sink_again(self, sink) -> Sink: ...              # the same, as another process would open it
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs
import pytest

from studio_adapters.port import ForeignStore
from studio_adapters.views.port import Generation, Moved, Poison, Shown, Sink, Step
from studio_adapters.views.spec import spec_of
from studio_domain.aggregate import Recorded
from studio_domain.rectification import DeviationApproved, FindingAccepted, FindingAnswered
from studio_domain.views.register import Column, Key, Row, RowChange, Table, folding, reads

OPEN = Table("open_answers", "待认可", "answers to accept", 1, (
    Column("finding", "发现", "finding"), Column("answer", "答复", "answer"),
))  # fmt: skip
TALLY = Table("answer_tally", "答复次数", "answers in number", 2, (
    Column("finding", "发现", "finding"), Column("stage", "次序", "stage", "count"),
    Column("answers", "答复", "answers", "count"), Column("last", "最后", "last"),
))  # fmt: skip


class Answers:
    """A register with what registers have: several tables, rows that change and rows that go, a memory of its own."""

    tables = (OPEN, TALLY)

    def __init__(self) -> None:
        self.count: dict[str, int] = {}
        self.see = folding(reads(FindingAnswered, self._answered), reads(FindingAccepted, self._accepted))

    def _answered(self, event: Recorded[FindingAnswered]) -> Iterator[RowChange]:
        finding, answer = event.fact.finding, event.fact.answer
        self.count[finding] = number = self.count.get(finding, 0) + 1
        yield OPEN.name, (finding,), {"finding": finding, "answer": answer}
        yield TALLY.name, (finding, 0), {"finding": finding, "stage": 0, "answers": number, "last": answer or None}

    def _accepted(self, event: Recorded[FindingAccepted]) -> Iterable[RowChange]:
        finding = event.fact.finding
        return [
            (OPEN.name, (finding,), None),
            (TALLY.name, (finding, 1), {"finding": finding, "stage": 1, "answers": 0, "last": event.fact.document}),
        ]


class Approvals:
    """Another register, of facts that the first does not read."""

    tables = (Table("approvals", "例外", "deviations", 1, (Column("stream", "流", "stream"),)),)

    def __init__(self) -> None:
        self.see = folding(reads(DeviationApproved, self._approved))

    def _approved(self, event: Recorded[DeviationApproved]) -> Iterable[RowChange]:
        return [("approvals", (event.stream,), {"stream": event.stream})]


class ApprovalsAgain(Approvals):
    """Changed in what it makes of the same facts."""

    VERSION = 2


ANSWERS, APPROVALS = spec_of(Answers), spec_of(Approvals)
NEWER = spec_of(ApprovalsAgain, "approvals")
POISON = Poison(7, "a.b/1", "hz/a/1", 3, "because")
LEAF = "ab" * 32


def step(at: Generation, position: int, leaf: str = LEAF, **tables: dict[Key, Row | None]) -> Step:
    """A step, its tables by name."""
    return Step(at, position, leaf, tables)


def answer(owner: str, finding: str, said: str) -> dict[Key, Row | None]:
    """A row of `open_answers`."""
    return {(owner, finding): {"finding": finding, "answer": said}}


def moved(at: Generation, position: int, leaf: str = LEAF) -> Generation:
    """Where a generation is after a step."""
    return attrs.evolve(at, position=position, leaf=leaf)


class SinkContract:
    """All that a place for registers promises (ADR 0016)."""

    @pytest.fixture
    def sink(self) -> Iterator[Sink]:
        """Nothing is kept in it yet."""
        raise NotImplementedError

    @pytest.fixture
    def sink_again(self, sink: Sink) -> Sink:
        """The same once more; one that lives in one process only answers itself."""
        return sink

    @pytest.fixture
    def live(self, sink: Sink) -> Generation:
        """A register of whose tables nothing was written yet."""
        return sink.begin(ANSWERS, "log", live=True)

    # -- steps

    def test_rows_and_position_are_written_together(self, sink: Sink, sink_again: Sink, live: Generation) -> None:
        assert sink.generations() == [live]
        sink.advance([step(live, 3, open_answers=answer("hz", "f", "甲 '\"%s? ; 😀\n") | answer("cd", "f", ""))])
        assert sink_again.generations("answers") == [moved(live, 3)]
        assert sink_again.generations("other") == []
        assert Shown(sink_again).table("open_answers") == [
            {"owner": "cd", "finding": "f", "answer": ""},
            {"owner": "hz", "finding": "f", "answer": "甲 '\"%s? ; 😀\n"},
        ]
        assert Shown(sink_again).table("open_answers", "cd") == [{"finding": "f", "answer": ""}]

    def test_a_later_row_replaces_and_none_removes(self, sink: Sink, live: Generation) -> None:
        sink.advance([step(live, 1, open_answers=answer("hz", "f", "a") | answer("hz", "g", "b"))])
        changes: dict[Key, Row | None] = {("hz", "f"): None, ("hz", "never"): None, **answer("hz", "g", "c")}
        sink.advance([step(moved(live, 1), 2, "cd" * 32, open_answers=changes)])
        assert Shown(sink).table("open_answers", "hz") == [{"finding": "g", "answer": "c"}]
        assert sink.generations() == [moved(live, 2, "cd" * 32)]

    def test_facts_that_change_nothing_move_the_position(self, sink: Sink, live: Generation) -> None:
        sink.advance([step(live, 9)])
        assert sink.generations() == [moved(live, 9)]
        sink.advance([])

    def test_a_step_from_another_place_is_refused_whole(self, sink: Sink, live: Generation) -> None:
        other = sink.begin(APPROVALS, "log", live=True)
        sink.advance([step(live, 3, open_answers=answer("hz", "f", "a"))])
        late = answer("hz", "f", "late")
        for seen in (
            live,
            moved(live, 2),
            moved(live, 3, "another leaf"),
            attrs.evolve(moved(live, 3), number=2),
            attrs.evolve(moved(live, 3), fingerprint="another"),
            attrs.evolve(moved(live, 3), register="another"),
        ):
            with pytest.raises(Moved):
                sink.advance([step(other, 4), step(seen, 4, open_answers=late)])
        assert sink.generations() == [moved(live, 3), other]
        assert Shown(sink).table("open_answers", "hz") == [{"finding": "f", "answer": "a"}]

    def test_a_register_takes_the_log_of_its_first_fact(self, sink: Sink, live: Generation) -> None:
        sink.advance([step(attrs.evolve(live, origin="restored"), 1)])
        assert sink.generations() == [attrs.evolve(moved(live, 1), origin="restored")]

    def test_numbers_of_64_bits_and_what_is_not_known_come_back(self, sink: Sink, live: Generation) -> None:
        rows: dict[Key, Row | None] = {
            ("hz", "f", number): {"finding": "f", "stage": number, "answers": -number, "last": None}
            for number in (2**63 - 1, 10, 9, 0, -1, 1 - 2**63)
        }
        sink.advance([step(live, 1, answer_tally=rows)])
        found = Shown(sink).table("answer_tally", "hz")
        assert [row["stage"] for row in found] == [1 - 2**63, -1, 0, 9, 10, 2**63 - 1]
        assert [row["answers"] for row in found] == [2**63 - 1, 1, 0, -9, -10, 1 - 2**63]
        assert {row["last"] for row in found} == {None}

    def test_rows_come_by_owner_and_key_in_code_points(self, sink: Sink, live: Generation) -> None:
        findings = ["", "A", "Z", "a", "a ", "aa", "z", "é", "一", "丁", "\uf900", "\uffee", "😀", "𠀀"]
        rows: dict[Key, Row | None] = {}
        for finding in reversed(findings):
            rows |= answer("hz", finding, "x") | answer("hz-1", finding, "x")
        sink.advance([step(live, 1, open_answers=rows)])
        found = [(row["owner"], row["finding"]) for row in Shown(sink).table("open_answers")]
        assert found == [(owner, finding) for owner in ("hz", "hz-1") for finding in findings]

    # -- what is kept, and of whom

    def test_beginning_again_begins_nothing(self, sink: Sink, sink_again: Sink, live: Generation) -> None:
        sink.advance([step(live, 3)])
        assert sink_again.begin(ANSWERS, "log", live=True) == moved(live, 3)
        beside = sink.begin(ANSWERS, "log", live=False)
        assert sink_again.begin(ANSWERS, "log", live=False) == beside
        assert [one.number for one in sink.generations()] == [live.number, beside.number]

    def test_a_live_register_of_another_form_is_not_gone_on_with(self, sink: Sink) -> None:
        sink.begin(APPROVALS, "log", live=True)
        with pytest.raises(Moved):
            sink.begin(NEWER, "log", live=True)

    def test_a_table_is_of_one_register(self, sink: Sink, live: Generation) -> None:
        with pytest.raises(ForeignStore, match="open_answers"):
            sink.begin(attrs.evolve(ANSWERS, name="other"), "log", live=True)
        assert sink.generations() == [live]

    def test_what_is_not_kept_cannot_be_shown(self, sink: Sink, live: Generation) -> None:
        assert live.live
        with pytest.raises(LookupError, match="nothing"):
            Shown(sink).table("nothing")
        with pytest.raises(LookupError, match="nothing"):
            Shown(sink).digest("nothing")

    # -- beside the live one

    def test_what_is_built_beside_is_not_seen_until_the_switch(self, sink: Sink, live: Generation) -> None:
        sink.advance([step(live, 5, open_answers=answer("hz", "f", "old"))])
        beside = sink.begin(ANSWERS, "log", live=False)
        sink.advance([step(beside, 4, open_answers=answer("hz", "f", "new"))])
        assert not sink.switch(beside)  # the live one is further on
        assert Shown(sink).table("open_answers", "hz") == [{"finding": "f", "answer": "old"}]
        sink.advance([step(moved(beside, 4), 5)])
        assert sink.switch(beside)
        assert sink.switch(beside)
        assert Shown(sink).table("open_answers", "hz") == [{"finding": "f", "answer": "new"}]
        assert sink.generations() == [attrs.evolve(moved(beside, 5), live=True)]
        with pytest.raises(Moved):
            sink.advance([step(moved(live, 5), 6)])
        sink.advance([step(moved(beside, 5), 6, open_answers=answer("hz", "g", "on"))])
        assert len(Shown(sink).table("open_answers")) == 2

    def test_one_who_reads_sees_all_of_the_old_or_all_of_the_new(
        self, sink: Sink, sink_again: Sink, live: Generation
    ) -> None:
        sink.advance([step(live, 5, open_answers=answer("hz", "f", "old"))])
        with sink_again.reading() as reading:
            assert reading.live("answers") == moved(live, 5)
            rows = list(reading.rows("open_answers"))
        beside = sink.begin(ANSWERS, "log", live=False)
        sink.advance([step(beside, 5, open_answers=answer("hz", "f", "new"), answer_tally={})])
        assert sink.switch(beside)
        with sink_again.reading() as reading:
            assert reading.tables("answers") == ["answer_tally", "open_answers"]
            assert [row["answer"] for row in (*rows, *reading.rows("open_answers"))] == ["old", "new"]

    def test_a_register_that_stopped_does_not_stand_in_the_way(self, sink: Sink, live: Generation) -> None:
        sink.advance([step(live, 5)])
        sink.stop(moved(live, 5), POISON)
        beside = sink.begin(ANSWERS, "log", live=False)
        sink.advance([step(beside, 1)])
        assert sink.switch(beside)
        third = sink.begin(ANSWERS, "log", live=False)
        sink.stop(third, POISON)
        assert not sink.switch(third)

    def test_what_was_built_beside_is_dropped(self, sink: Sink, live: Generation) -> None:
        beside = sink.begin(ANSWERS, "log", live=False)
        sink.discard(beside)
        sink.discard(beside)
        sink.discard(live)
        assert sink.generations() == [live]
        with pytest.raises(Moved):
            sink.switch(beside)
        with pytest.raises(Moved):
            sink.advance([step(beside, 1)])

    def test_the_newer_form_takes_the_place_of_the_older(self, sink: Sink) -> None:
        older = sink.begin(APPROVALS, "log", live=True)
        sink.advance([step(older, 2, approvals={("hz", "s"): {"stream": "s"}})])
        newer = sink.begin(NEWER, "log", live=False)
        sink.advance([step(newer, 2)])
        assert sink.switch(newer)
        assert Shown(sink).table("approvals") == []
        assert [(one.version, one.live) for one in sink.generations()] == [(2, True)]

    # -- stopping

    def test_a_register_that_stopped_goes_no_further_until_it_is_resumed(
        self, sink: Sink, sink_again: Sink, live: Generation
    ) -> None:
        other = sink.begin(APPROVALS, "log", live=True)
        sink.advance([step(live, 5)])
        sink.stop(live, POISON)  # not where it was last seen
        assert sink.generations("answers") == [moved(live, 5)]
        sink.stop(moved(live, 5), POISON)
        assert sink_again.generations("answers") == [attrs.evolve(moved(live, 5), poison=POISON)]
        with pytest.raises(Moved):
            sink.advance([step(moved(live, 5), 6)])
        sink.advance([step(other, 6)])
        sink_again.resume("answers")
        sink.advance([step(moved(live, 5), 6)])
        assert sink.generations() == [moved(live, 6), moved(other, 6)]
