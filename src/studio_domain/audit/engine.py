"""One pass over a history feeds every check.

The order of the pass is the order of positions. So what a check has seen when an approval
passes is what was known when it was given: K(t) needs no second reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from attrs import frozen

from studio_domain import rectification
from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.finding import Finding
from studio_domain.audit.legal_days import stated_day
from studio_domain.guideline import Role
from studio_domain.values import PersonId, end_of

F = TypeVar("F")

See = Callable[[Recorded[Any]], None]


@frozen
class Watch:
    """A class of facts and who wants to see them."""

    fact: type[Any]
    see: See


def on(fact: type[F], see: Callable[[Recorded[F]], None]) -> Watch:
    """Show every *fact* to *see*; mypy holds the two to each other."""
    return Watch(fact, see)


class Check(Protocol):
    """An accumulator: it sees facts one by one, and says at the end what did not hold.

    It remembers what it saw, so it serves one history. A check of the trail watches `object` and sees
    all that was known; any other sees what occurred up to the day of the audit.
    """

    def watches(self) -> Iterable[Watch]:
        """What it wants to see."""
        ...

    def findings(self, as_of: date) -> Iterable[Finding]:
        """What did not hold, as of the end of a legal day."""
        ...


def _dispatch(watches: Iterable[Watch]) -> dict[type[Any], list[See]]:
    """Who sees a class of facts, in the order of the checks; under `object` who sees them all."""
    seen_by: dict[type[Any], list[See]] = {object: []}
    for watch in watches:
        seen_by.setdefault(watch.fact, []).append(watch.see)
    return seen_by


def audit(
    history: Iterable[Recorded[Any]],
    checks: Sequence[Check],
    *,
    as_of: date,
    known_at: datetime | None = None,
    owner: str | None = None,
) -> list[Finding]:
    """The findings of *checks* on what was known at *known_at* about the time up to *as_of*.

    *history* comes in the order of positions. With *owner* only what its own facts breached is told: facts of
    the region may then stand in the history as grounds. Findings come in the order of their evidence.
    """
    answers = _Answers()
    watches = (*(watch for check in checks for watch in check.watches()), *answers.watches())
    show(history, watches, as_of=as_of, known_at=known_at)
    prefix = "" if owner is None else f"{owner}/"
    found = [
        answers.applied(finding)
        for check in checks
        for finding in check.findings(as_of)
        if finding.evidence[0].stream.startswith(prefix)
    ]
    return sorted(found, key=lambda f: (f.evidence[0], f.check, f.subjects))


def show(
    history: Iterable[Recorded[Any]], watches: Iterable[Watch], *, as_of: date, known_at: datetime | None = None
) -> None:
    """Show a history, in the order of positions, to who watches: what occurred up to *as_of*, as known at *known_at*.

    Who watches `object` sees all that was known.
    """
    dispatch = _dispatch(watches)
    trail, watching = dispatch.pop(object), dispatch.get
    last = end_of(as_of)
    for event in history:
        if known_at is not None and event.recorded_at > known_at:
            continue
        for see in trail:
            see(event)
        if seen_by := watching(type(event.fact)):
            occurred = event.context.occurred
            day = stated_day(occurred)
            if occurred <= last if day is None else day <= as_of:
                for see in seen_by:
                    see(event)


class _Answers:
    """What was answered to findings (整改台账): accepted answers and approved deviations explain, and no more.

    Only the authority accepts, and nobody his own answer; a deviation that is not the authority's explains nothing.
    """

    def __init__(self) -> None:
        self._answered: dict[str, set[PersonId]] = {}
        self._accepted: dict[str, Place] = {}
        self._deviations: list[tuple[rectification.DeviationApproved, Place]] = []

    def watches(self) -> Iterator[Watch]:
        yield on(rectification.FindingAnswered, self._answer)
        yield on(rectification.FindingAccepted, self._accept)
        yield on(rectification.DeviationApproved, self._deviate)

    def _answer(self, event: Recorded[rectification.FindingAnswered]) -> None:
        self._answered.setdefault(event.fact.finding, set()).add(event.fact.answered_by)

    def _accept(self, event: Recorded[rectification.FindingAccepted]) -> None:
        fact = event.fact
        answered = self._answered.get(fact.finding, set())
        if event.context.role == Role.AUTHORITY.value and answered and fact.accepted_by not in answered:
            self._accepted[fact.finding] = event.place

    def _deviate(self, event: Recorded[rectification.DeviationApproved]) -> None:
        if event.context.role == Role.AUTHORITY.value:
            self._deviations.append((event.fact, event.place))

    def applied(self, finding: Finding) -> Finding:
        if self._accepted and (place := self._accepted.get(str(finding.id))):
            return finding.with_explanation(place)
        for fact, place in self._deviations:
            if fact.check == finding.check and fact.subject in finding.subjects and _covers(fact, finding):
                return finding.with_explanation(place)
        return finding


def _covers(deviation: rectification.DeviationApproved, finding: Finding) -> bool:
    first = finding.interval.first
    return deviation.first <= first and (deviation.last is None or first <= deviation.last)
