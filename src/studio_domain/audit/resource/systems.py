"""The eight systems of rules (3.4.0.a): of each one version in force on every day of the recognition; and its hands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, days, finding, text
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.recognised import Recognised
from studio_domain.guideline import Clause, Kind
from studio_domain.regulation_book import RegulationApproved, RegulationDrafted, RegulationRepealed
from studio_domain.values import Days, PersonId, add_days, union

NOT_IN_FORCE: Final = Predicate(
    "regulation.not-in-force",
    Clause.EIGHT_SYSTEMS,
    Kind.A,
    zh="管理制度 {subject} 在认定期内有 {actual} 天没有有效版本，自 {since} 起",
    en="of the system {subject} no version was in force on {actual} days of the recognition, from {since} on",
)
SAME_HAND: Final = Predicate(
    "regulation.same-hand",
    Clause.EIGHT_SYSTEMS,
    Kind.G,
    zh="管理制度 {subject} 第 {version} 版由 {hand} 起草并批准",
    en="{hand} drafted version {version} of the system {subject}, and approved it",
)
NO_DOCUMENT: Final = Predicate(
    "regulation.no-document",
    Clause.EIGHT_SYSTEMS,
    Kind.A,
    zh="管理制度 {subject} 第 {version} 版没有批准文件",
    en="version {version} of the system {subject} was approved without a document",
)


@define
class _Version:
    effective: date
    version: int
    last_day: date | None = None


@define
class Systems:
    """On each day of the recognition every system has a version in force, drafted and approved by two persons."""

    grounds: Grounds
    _recognised: Recognised = field(factory=Recognised)
    _versions: dict[str, list[_Version]] = field(factory=dict)
    """By book, in the order approved."""
    _drafts: dict[tuple[str, int], tuple[PersonId, Place]] = field(factory=dict)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield from self._recognised.watches()
        yield on(RegulationDrafted, self._drafted)
        yield on(RegulationApproved, self._approved)
        yield on(RegulationRepealed, self._repealed)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found
        for studio in self._recognised.studios():
            yield from self._gaps(studio, as_of)

    # -- the facts

    def _drafted(self, event: Recorded[RegulationDrafted]) -> None:
        self._drafts[event.stream, event.fact.version] = event.fact.drafter, event.place

    def _approved(self, event: Recorded[RegulationApproved]) -> None:
        fact = event.fact
        self._versions.setdefault(event.stream, []).append(_Version(fact.effective, fact.version))
        drafter, place = self._drafts.get((event.stream, fact.version), (None, event.place))
        if drafter in (fact.approver, event.context.on_behalf_of) and drafter is not None:
            self._add(SAME_HAND, event, fact.version, (place,), hand=drafter)
        if not fact.document.strip():
            self._add(NO_DOCUMENT, event, fact.version)

    def _repealed(self, event: Recorded[RegulationRepealed]) -> None:
        for known in self._versions.get(event.stream, ()):
            if known.version == event.fact.version:
                known.last_day = event.fact.last_day

    def _add(
        self,
        predicate: Predicate,
        event: Recorded[Any],
        version: int,
        also: tuple[Place, ...] = (),
        hand: PersonId | None = None,
    ) -> None:
        kind = event.stream.rpartition("/")[2]
        found = finding(
            predicate,
            event,
            kind,
            expected=count(1),
            actual=count(0),
            delta=count(1),
            also=also,
            version=version,
            hand=hand,
        )
        self._found.append(found)

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
