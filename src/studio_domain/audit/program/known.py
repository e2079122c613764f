"""What is known of training, activities and publications (二): their facts by stream, the rooms. No check.

What a decision had to know is judged by what was recorded before it; what a report tells of, as it is known now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeVar, get_args

from attrs import define, field

from studio_domain import case_study, development_ledger, publication, reception_ledger, skills_pilot
from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Measure, Predicate, count, finding, text
from studio_domain.service_activity import facts as activity
from studio_domain.studio.premises_facts import AreaDefined
from studio_domain.training_program import facts as training

F = TypeVar("F")

TRAINING: Final = get_args(training.Event)
ACTIVITY: Final = get_args(activity.Event)
PUBLICATION: Final = get_args(publication.Event)
STUDY: Final = get_args(case_study.Event)
PILOT: Final = get_args(skills_pilot.Event)
RECEPTION: Final = get_args(reception_ledger.Event)
DEVELOPMENT: Final = get_args(development_ledger.Event)


@define
class Told:
    """A stream, by its facts in the order of recording."""

    stream: str
    _facts: dict[type[Any], list[Recorded[Any]]] = field(factory=dict)

    def add(self, event: Recorded[Any]) -> None:
        """Take up a fact."""
        self._facts.setdefault(type(event.fact), []).append(event)

    def all(self, fact: type[F]) -> list[Recorded[F]]:
        """Its facts of a class."""
        return self._facts.get(fact, [])

    def before(self, event: Recorded[Any], fact: type[F]) -> list[Recorded[F]]:
        """Its facts of a class that were recorded before *event*."""
        return [one for one in self.all(fact) if one.version < event.version]

    def every(self) -> list[Recorded[Any]]:
        """All its facts, in the order of recording."""
        return sorted((one for facts in self._facts.values() for one in facts), key=lambda one: one.version)

    @property
    def name(self) -> str:
        """Its local id."""
        return self.stream.rpartition("/")[2]


@define
class Streams:
    """Every stream of one kind. It comes before the checks that ask it, and has no findings of its own."""

    facts: tuple[type[Any], ...]
    all: dict[str, Told] = field(factory=dict)

    def watches(self) -> Iterator[Watch]:
        for fact in self.facts:
            yield on(fact, self._see)

    def findings(self, as_of: object) -> Iterator[Finding]:
        yield from ()

    def __iter__(self) -> Iterator[Told]:
        return iter(self.all.values())

    def _see(self, event: Recorded[Any]) -> None:
        told = self.all.get(event.stream)
        if told is None:
            told = self.all[event.stream] = Told(event.stream)
        told.add(event)


@define
class Rooms:
    """How many a room of the studio holds. No check."""

    _seats: dict[tuple[str, str], Recorded[AreaDefined]] = field(factory=dict)

    def watches(self) -> Iterator[Watch]:
        yield on(AreaDefined, self._defined)

    def findings(self, as_of: object) -> Iterator[Finding]:
        yield from ()

    def get(self, studio: str, area: str | None) -> Recorded[AreaDefined] | None:
        """The room, as it was defined last; None of a place that is not the studio's, or unknown."""
        return None if area is None else self._seats.get((studio, area))

    def _defined(self, event: Recorded[AreaDefined]) -> None:
        self._seats[event.studio, event.fact.area] = event


# -- what checks share


def lacking(there: Mapping[str, bool]) -> list[str]:
    """The names of what is not there."""
    return [name for name, is_there in there.items() if not is_there]


def said(words: str | None) -> bool:
    """Whether *words* say anything."""
    return bool((words or "").strip())


def incomplete(predicate: Predicate, event: Recorded[Any], there: Mapping[str, bool]) -> Iterator[Finding]:
    """One finding that names all that is missing of a fact, if anything is."""
    if missing := lacking(there):
        yield finding(
            predicate, event, event.stream.rpartition("/")[2], type(event.fact).__name__,
            expected=count(0), actual=text(", ".join(missing)), delta=count(len(missing)),
        )  # fmt: skip


def simply(
    predicate: Predicate,
    event: Recorded[Any],
    *subjects: str,
    expected: Measure | None = None,
    actual: Measure | None = None,
    delta: Measure | None = None,
    **rest: Any,
) -> Finding:
    """A finding of this stream that counts one breach where nothing else is measured."""
    return finding(
        predicate,
        event,
        event.stream.rpartition("/")[2],
        *subjects,
        expected=count(1) if expected is None else expected,
        actual=count(0) if actual is None else actual,
        delta=count(1) if delta is None else delta,
        **rest,
    )
