"""Whatever is asked, in whatever order: every store answers as the one in memory does, byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import count
from typing import Any, ClassVar, Final, cast

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from studio_adapters.journal import Batch, Journal, JournalError, Row, Rows
from studio_adapters.memory import Recorder
from studio_adapters.testing.storage_contract.stores import OpenAgain, Stores
from studio_adapters.testing.storage_words import NOON, answered, context
from studio_domain.aggregate import Change

MODEST: Final = settings(deadline=None, max_examples=40, stateful_step_count=30)

OWNERS = ["hz", "hz-1", "hz-10", "hz.x", "region-330106"]
streams = st.tuples(st.sampled_from(OWNERS), st.integers(1, 2)).map("@{0[0]}/a/{0[1]}".format)
near = st.sampled_from([0] * 12 + [1, -1])
texts = st.lists(st.text(st.characters(codec="utf-8"), max_size=5), max_size=3)
commands = st.integers(0, 50).map("@c-{}".format)
places = st.integers(-1, 30)


class Agreement(RuleBasedStateMachine):
    """Drives stores side by side; the first is the model. They are never emptied: every run has names of its own."""

    def __init__(self, stores: Sequence[Rows], run: int) -> None:
        super().__init__()
        self.stores = stores
        self.run = f"r{run}."
        self.gaps = 0
        self.before = stores[0].end()
        self.now = NOON

    def named(self, name: str) -> str:
        """*name* as it is called in this run."""
        return name.replace("@", self.run)

    def all_answer(self, ask: Callable[[Rows], Any]) -> None:
        """Each store the same: a value, or a kind of refusal."""
        answers: list[Any] = []
        for store in self.stores:
            try:
                answers.append(ask(store))
            except JournalError as refusal:
                answers.append(type(refusal))
        for answer in answers[1:]:
            assert answer == answers[0]

    def batch(self, command: str, told: dict[str, tuple[int, list[str]]]) -> Batch:
        """Facts for streams, each expected at its version or near it."""
        model = self.stores[0]
        changes = []
        for name, (off, answers) in told.items():
            stream = self.named(name)
            expected = max(0, sum(1 for _ in model.read(stream)) + off)
            changes.append(Change(stream, expected, tuple(map(answered, answers))))
        return Journal(model).batch(changes, context(self.named(command)))

    @rule(
        told=st.lists(
            st.tuples(commands, st.dictionaries(streams, st.tuples(near, texts), min_size=1, max_size=3)),
            min_size=1,
            max_size=2,
        ),
        step=st.integers(-2, 3),
    )
    def append(self, told: list[tuple[str, dict[str, tuple[int, list[str]]]]], step: int) -> None:
        """Some commands in one transaction, some of them known, some stale, at a clock that may stand still."""
        batches = [self.batch(*one) for one in told]
        self.now += timedelta(seconds=step)
        self.all_answer(lambda store: store.append(batches, lambda: self.now))

    @rule(
        stream=streams,
        command=commands,
        said=st.lists(st.text(st.characters(codec="utf-8"), max_size=3), min_size=1, max_size=4),
    )
    def append_next(self, stream: str, command: str, said: list[str]) -> None:
        """What is mostly right: one stream, where it is."""
        asked = self.batch(command, {stream: (0, said)})
        self.all_answer(lambda store: store.append([asked], lambda: self.now))

    @rule(stream=streams, version=st.integers(0, 4))
    def append_a_gap(self, stream: str, version: int) -> None:
        """A version that may not be the next."""
        stream, command = self.named(stream), self.named(f"@gap-{self.gaps}")
        self.gaps += 1
        found = sum(1 for _ in self.stores[0].read(stream))
        asked = Batch(command, b"digest", ((stream, found),), (Row(stream, version, "no.type/1", b"{}"),))
        self.all_answer(lambda store: store.append([asked], lambda: self.now))

    @rule(owner=st.sampled_from(OWNERS), after=places, until=st.none() | places)
    def history(self, owner: str, after: int, until: int | None) -> None:
        """A range of a studio."""
        first, last = self.before + after, None if until is None else self.before + until
        self.all_answer(lambda store: list(store.history(self.named(f"@{owner}"), first, last)))

    @rule(stream=streams, after=places, command=commands)
    def read(self, stream: str, after: int, command: str) -> None:
        """A stream after a version, and what became of a command."""
        self.all_answer(lambda store: list(store.read(self.named(stream), after)))
        self.all_answer(lambda store: store.receipt(self.named(command)))

    @rule(owner=st.sampled_from(OWNERS), topics=st.sets(st.sampled_from(["no.type/1", "other/1"])), until=places)
    def among(self, owner: str, topics: set[str], until: int) -> None:
        """What is of a type or of an owner."""
        self.all_answer(lambda store: list(store.among(topics, self.named(f"@{owner}"), self.before + until)))

    @invariant()
    def they_agree(self) -> None:
        """On all that this run has written, and where it ends."""
        self.all_answer(lambda store: (store.end(), list(store.follow(self.before))))

    def teardown(self) -> None:
        """On everything."""
        self.all_answer(lambda store: (store.origin, list(store.owners()), list(store.instants())))


def agree(*stores: Rows, budget: settings = MODEST) -> None:
    """Drive *stores* side by side, the first being the model; all are empty and of one origin."""
    runs = count()

    class Run(Agreement):
        def __init__(self) -> None:
            super().__init__(stores, next(runs))

    run_state_machine_as_test(Run, settings=budget)


class Agreeing(Stores):
    """Against the store in memory, whatever is asked."""

    BUDGET: ClassVar = MODEST

    def test_whatever_is_asked_it_answers_as_memory_does(self, rows: Rows, open_again: OpenAgain) -> None:
        """By way of two openings of the store in turn."""
        model, again = Recorder(rows.origin), open_again()
        agree(model, cast("Rows", _Turns(rows, again)), budget=self.BUDGET)
        kept = list(model.follow())
        for store in (rows, again, open_again()):
            assert list(store.follow()) == kept
            assert list(store.owners()) == list(model.owners())


class _Turns:
    """Two openings of one store that are asked in turn."""

    def __init__(self, first: Rows, second: Rows) -> None:
        self._next, self._after = first, second

    def __getattr__(self, name: str) -> Any:
        self._next, self._after = self._after, self._next
        return getattr(self._next, name)
