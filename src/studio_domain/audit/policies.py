"""Policy books (政策取值, 前言): values that reach back, that nobody may set, that loosen what a wider scope has set.

A fact that corrects another remedies what was wrong with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import attrs
from attrs import define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, Severity, count, days, finding, text
from studio_domain.audit.grounds import Grounds
from studio_domain.guideline import Clause, Kind, Source
from studio_domain.policy import KEYS, scopes_of
from studio_domain.policy.facts import GuidelineAdopted, PolicyValueSet
from studio_domain.values import NATION, legal_day
from studio_domain.working_calendar import CalendarAdopted

RETROACTIVE: Final = Predicate(
    "policy.retroactive",
    Clause.REFERENCE_TEXT,
    Kind.G,
    zh="{subject} 自 {effective} 起执行，{delta} 天后才记录；理由：{reason}",
    en="{subject} holds from {effective}, recorded {delta} days later; reason: {reason}",
)
UNKNOWN_KEY: Final = Predicate(
    "policy.unknown-key",
    Clause.REFERENCE_TEXT,
    Kind.G,
    zh="没有政策项 {subject}，所设取值不产生效力",
    en="there is no policy key {subject}, the value set governs nothing",
)
OUT_OF_BOUND: Final = Predicate(
    "policy.out-of-bound",
    Clause.REFERENCE_TEXT,
    Kind.G,
    zh="{subject} 的取值 {actual} 超出限度（{expected}），不产生效力",
    en="{subject}: the value {actual} is beyond {expected}, and governs nothing",
)
SCOPE: Final = Predicate(
    "policy.scope",
    Clause.REFERENCE_TEXT,
    Kind.G,
    zh="{scope} 将 {subject} 设为 {actual}，宽于上级所设 {expected}",
    en="{scope} sets {subject} to {actual}, looser than {expected} of a wider scope",
)
TWO_GUIDELINES: Final = Predicate(
    "policy.two-guidelines",
    Clause.TRIAL_VERSION,
    Kind.G,
    zh="自 {effective} 起同时采用指引版本 {expected} 和 {actual}",
    en="two versions of the guideline are adopted from {effective}: {expected} and {actual}",
)
CALENDAR: Final = Predicate(
    "policy.calendar",
    Clause.TIMELY_FILING,
    Kind.G,
    zh="{subject} 年工作日历有 {actual} 天不在该年，或既上班又休息",
    en="the working calendar of {subject} names {actual} days of other years, or both worked and off",
    source=Source.LAW,
)
SAME_DOCUMENT: Final = Predicate(
    "policy.calendar-same-document",
    Clause.TIMELY_FILING,
    Kind.G,
    zh="{subject} 年工作日历已按 {document} 采用，又以同一文件调整",
    en="the working calendar of {subject} was adopted by {document}, and changed by the same document",
    source=Source.LAW,
)


@define
class Policies:
    """What the books of a studio and of its regions record (P.3, P.4)."""

    _grounds: Grounds
    _set: defaultdict[tuple[str, str], list[Recorded[PolicyValueSet]]] = field(factory=lambda: defaultdict(list))
    _guidelines: defaultdict[date, list[Recorded[GuidelineAdopted]]] = field(factory=lambda: defaultdict(list))
    _corrected: dict[tuple[str, int], Place] = field(factory=dict)
    _calendars: dict[tuple[str, str], Place] = field(factory=dict)
    """By which documents each calendar was adopted."""
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(PolicyValueSet, self._value)
        yield on(GuidelineAdopted, self._guideline)
        yield on(CalendarAdopted, self._calendar)

    def findings(self, as_of: date) -> Iterator[Finding]:
        for found in (*self._found, *self._loosened(), *self._together()):
            breach = found.evidence[0]
            remedy = self._corrected.get((breach.stream, breach.version))
            yield found.with_remedy(remedy) if remedy else found

    def _value(self, event: Recorded[PolicyValueSet]) -> None:
        self._correction(event)
        fact = event.fact
        known = KEYS.get(fact.key)
        if known is None:
            self._say(UNKNOWN_KEY, event, fact.key, "-", repr(fact.value))
        elif not (known.fits(fact.value) and known.admits(fact.value)):
            self._say(OUT_OF_BOUND, event, fact.key, f"{known.type.__name__} {known.bound}", repr(fact.value))
        else:
            self._set[event.studio, fact.key].append(event)
        back = (legal_day(event.context.claimed_at or event.recorded_at) - fact.effective).days
        if back > 0:
            self._retroactive(event, back)

    def _retroactive(self, event: Recorded[PolicyValueSet], back: int) -> None:
        fact = event.fact
        reason = (fact.retroactive_reason or "").strip()
        found = finding(
            RETROACTIVE, event, fact.key,
            expected=days(0), actual=days(back), delta=days(back), effective=fact.effective, reason=reason or "-",
        )  # fmt: skip
        self._found.append(attrs.evolve(found, severity=Severity.ADVICE) if reason else found)

    def _guideline(self, event: Recorded[GuidelineAdopted]) -> None:
        self._correction(event)
        self._guidelines[event.fact.effective].append(event)

    def _calendar(self, event: Recorded[CalendarAdopted]) -> None:
        self._correction(event)
        fact = event.fact
        first = self._calendars.setdefault((event.stream, fact.document.strip()), event.place)
        if first != event.place and event.context.corrects is None:
            self._found.append(
                finding(
                    SAME_DOCUMENT, event, str(fact.year),
                    expected=count(1), actual=count(2), delta=count(1), also=(first,), document=fact.document,
                )
            )  # fmt: skip
        wrong = {day for day in (*fact.days_off, *fact.days_worked) if day.year != fact.year}
        wrong |= set(fact.days_off) & set(fact.days_worked)
        if wrong:
            self._found.append(
                finding(
                    CALENDAR, event, str(fact.year),
                    expected=count(0), actual=count(len(wrong)), delta=count(len(wrong)),
                )
            )  # fmt: skip

    def _correction(self, event: Recorded[Any]) -> None:
        if event.context.corrects is not None:
            self._corrected[event.context.corrects] = event.place

    def _say(self, predicate: Predicate, event: Recorded[Any], key: str, expected: str, actual: str) -> None:
        self._found.append(finding(predicate, event, key, expected=text(expected), actual=text(actual), delta=count(1)))

    def _loosened(self) -> Iterator[Finding]:
        """A threshold of the text or the law may only be tightened on the way down to the studio."""
        for (scope, key), events in self._set.items():
            if not KEYS[key].tightens_only:
                continue
            for event in events:
                for wider in self._wider(scope):
                    ahead = self._in_force(wider, key, event.fact.effective)
                    if ahead is not None and not KEYS[key].bound.keeps(event.fact.value, ahead.fact.value):
                        yield finding(
                            SCOPE, event, key,
                            expected=text(repr(ahead.fact.value)), actual=text(repr(event.fact.value)), delta=count(1),
                            also=(ahead.place,), scope=scope,
                        )  # fmt: skip
                        break

    def _wider(self, scope: str) -> tuple[str, ...]:
        if scope.startswith("region-"):
            return scopes_of(scope.removeprefix("region-"))[:-1]
        return scopes_of(self._grounds.studio.region.code if self._grounds.studio else NATION)

    def _in_force(self, scope: str, key: str, day: date) -> Recorded[PolicyValueSet] | None:
        began = [event for event in self._set.get((scope, key), ()) if event.fact.effective <= day]
        return max(began, key=lambda event: (event.fact.effective, event.version), default=None)

    def _together(self) -> Iterator[Finding]:
        for effective, adopted in self._guidelines.items():
            standing = [event for event in adopted if (event.stream, event.version) not in self._corrected]
            for event in standing[1:]:
                if event.fact.version != standing[0].fact.version:
                    yield finding(
                        TWO_GUIDELINES, event, event.fact.version,
                        expected=text(standing[0].fact.version), actual=text(event.fact.version), delta=count(1),
                        also=(standing[0].place,), effective=effective,
                    )  # fmt: skip
