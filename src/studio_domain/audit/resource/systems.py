"""The eight systems of rules (3.4.0.a): of each one version in force on every day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, days, finding, text
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.recognised import Recognised
from studio_domain.guideline import Clause, Kind
from studio_domain.regulation_book import RegulationApproved, RegulationRepealed
from studio_domain.values import Days, add_days, union

NOT_IN_FORCE: Final = Predicate(
    "regulation.not-in-force",
    Clause.EIGHT_SYSTEMS,
    Kind.A,
    zh="管理制度 {subject} 在认定期内有 {actual} 天没有有效版本，自 {since} 起",
    en="of the system {subject} no version was in force on {actual} days of the recognition, from {since} on",
)


@define
class _Version:
    effective: date
    version: int
    last_day: date | None = None


@define
class Systems:
    """On each day of the recognition every system has a version in force."""

    grounds: Grounds
    _recognised: Recognised = field(factory=Recognised)
    _versions: dict[str, list[_Version]] = field(factory=dict)
    """By book, in the order approved."""

    def watches(self) -> Iterator[Watch]:
        yield from self._recognised.watches()
        yield on(RegulationApproved, self._approved)
        yield on(RegulationRepealed, self._repealed)

    def findings(self, as_of: date) -> Iterator[Finding]:
        for studio in self._recognised.studios():
            yield from self._gaps(studio, as_of)

    # -- the facts

    def _approved(self, event: Recorded[RegulationApproved]) -> None:
        known = _Version(event.fact.effective, event.fact.version)
        self._versions.setdefault(event.stream, []).append(known)

    def _repealed(self, event: Recorded[RegulationRepealed]) -> None:
        for known in self._versions.get(event.stream, ()):
            if known.version == event.fact.version:
                known.last_day = event.fact.last_day

    # -- every day of the recognition

    def _gaps(self, studio: str, as_of: date) -> Iterator[Finding]:
        recognised = self._recognised.first(studio)
        if recognised is None:
            return
        live = [_until(span, as_of) for span in self._recognised.days(studio) if span.first <= as_of]
        for kind in self.grounds.policy.on(recognised.fact.first).regulation.kinds:
            held = self._in_force(f"{studio}/regulation/{kind}")
            if missing := [gap for span in live for gap in _without(span, held)]:
                total = sum((gap.until - gap.first).days for gap in missing if gap.until is not None)
                yield finding(
                    NOT_IN_FORCE,
                    recognised,
                    kind,
                    expected=text("every-day"),
                    actual=days(total),
                    delta=days(total),
                    interval=missing[0],
                    since=missing[0].first,
                )

    def _in_force(self, book: str) -> tuple[Days, ...]:
        """The days on which a version holds; one that is replaced ends there, one repealed revives none."""
        begun = sorted(self._versions.get(book, ()), key=lambda known: (known.effective, known.version))
        held = []
        for number, known in enumerate(begun, start=1):
            ends = [following.effective for following in begun[number : number + 1]]
            if known.last_day is not None:
                ends.append(add_days(known.last_day, 1))
            held.append(Days(known.effective, min(ends, default=None)))
        return union(held)


def _until(span: Days, as_of: date) -> Days:
    """As far as the day of the audit, that day included."""
    end = add_days(as_of, 1)
    return Days(span.first, end if span.until is None else min(span.until, end))


def _without(span: Days, held: tuple[Days, ...]) -> Iterator[Days]:
    """The parts of *span* that lie in none of *held*, which are in order and do not touch."""
    first, end = span.first, span.until
    assert end is not None, "bounded by the day of the audit"
    for inside in held:
        if first >= end or inside.first >= end:
            break
        if inside.first > first:
            yield Days(first, inside.first)
        first = end if inside.until is None else max(first, inside.until)
    if first < end:
        yield Days(first, end)
