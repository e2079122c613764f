"""Whatever is asked of them, memory and SQLite answer the same, byte for byte."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from studio_adapters import memory, sqlite
from studio_adapters.journal import Batch, Journal, JournalError, Row, Rows
from studio_domain.aggregate import Change
from studio_domain.rectification import FindingAnswered
from studio_domain.values import PersonId
from telling import context

STREAMS = ["hz/a/1", "hz/a/2", "hz-1/a/1", "hz-10/a/1", "region-330106/a/1", "hz.x/a/1"]
OWNERS = [*sorted({stream.partition("/")[0] for stream in STREAMS}), "nobody"]

streams = st.sampled_from(STREAMS)
near = st.sampled_from([0, 0, 0, 0, 0, 1, -1])
texts = st.lists(st.text(st.characters(codec="utf-8"), max_size=5), max_size=3)
commands = st.integers(0, 25).map("c-{}".format)
positions = st.integers(0, 30)


class Agreement(RuleBasedStateMachine):
    @initialize()
    def open(self) -> None:
        self.place = tempfile.TemporaryDirectory()
        self.path = Path(self.place.name) / "studio.db"
        self.memory = memory.Recorder("same")
        self.sqlite = sqlite.open_file(self.path, origin="same")
        self.second = sqlite.open_file(self.path)
        self.now = datetime(2025, 1, 1, tzinfo=UTC)

    def both(self, ask: Callable[[Rows], Any], *, second: bool = False) -> Any:
        """What either answers: a value, or the kind of refusal and its text."""
        answers = []
        for store in (self.memory, self.second if second else self.sqlite):
            try:
                answers.append(ask(store))
            except JournalError as refusal:
                answers.append((type(refusal), str(refusal).removeprefix(f"{self.path}: ")))
        assert answers[0] == answers[1]
        return answers[0]

    def batch(self, command: str, told: dict[str, tuple[int, list[str]]]) -> Batch:
        """Facts for streams, each expected at its version or near it."""
        changes = [
            Change(
                stream,
                max(0, len(list(self.memory.read(stream))) + off),
                tuple(FindingAnswered("f", text, PersonId("p-1")) for text in answers),
            )
            for stream, (off, answers) in told.items()
        ]
        return Journal(self.memory).batch(changes, context(command))

    @rule(
        told=st.lists(st.tuples(commands, st.dictionaries(streams, st.tuples(near, texts), max_size=3)), max_size=2),
        step=st.integers(-2, 3),
        second=st.booleans(),
    )
    def append(self, told: list[tuple[str, dict[str, tuple[int, list[str]]]]], step: int, second: bool) -> None:
        batches = [self.batch(*one) for one in told]
        self.now += timedelta(seconds=step)
        self.both(lambda store: store.append(batches, lambda: self.now), second=second)

    @rule(stream=streams, version=st.integers(0, 4), command=commands)
    def append_a_gap(self, stream: str, version: int, command: str) -> None:
        row = Row(stream, version, "no.type/1", b"{}\n{}")
        found = len(list(self.memory.read(stream)))
        asked = Batch(command, b"digest", ((stream, found),), (row,))
        self.both(lambda store: store.append([asked], lambda: self.now))

    @rule(owner=st.sampled_from(OWNERS), after=positions, until=st.none() | positions, second=st.booleans())
    def history(self, owner: str, after: int, until: int | None, second: bool) -> None:
        self.both(lambda store: list(store.history(owner, after, until)), second=second)

    @rule(stream=streams, after=positions, command=commands, second=st.booleans())
    def read(self, stream: str, after: int, command: str, second: bool) -> None:
        self.both(
            lambda store: (list(store.read(stream)), list(store.follow(after)), store.receipt(command)), second=second
        )

    @rule()
    def open_again(self) -> None:
        self.sqlite.close()
        self.sqlite = sqlite.open_file(self.path)

    @rule(owner=st.none() | st.sampled_from(OWNERS), data=st.data())
    def restore(self, owner: str | None, data: st.DataObject) -> None:
        kept = list(self.memory.follow() if owner is None else self.memory.history(owner))
        here = memory.Recorder("here")
        with tempfile.TemporaryDirectory() as place:
            there = sqlite.open_file(Path(place) / "studio.db")
            answers = []
            for store in (here, there):
                try:
                    answers.append((store.restore("same", kept), list(store.follow()), list(store.owners())))
                except JournalError as refusal:
                    answers.append((0, [], [type(refusal).__name__]))
            there.close()
        assert answers[0] == answers[1]

    @invariant()
    def they_agree(self) -> None:
        if hasattr(self, "memory"):
            self.both(lambda store: (store.origin, list(store.owners()), list(store.follow())))

    def teardown(self) -> None:
        if hasattr(self, "sqlite"):
            self.sqlite.close()
            self.second.close()
            self.place.cleanup()


TestAgreement = Agreement.TestCase
TestAgreement.settings = settings(deadline=None, max_examples=25, stateful_step_count=25)
