"""Ledgers and pilots (二、（一）, （六）, （八）; 一、（二）): what an entry must say, and where it belongs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding, text
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.program.known import incomplete, said, simply
from studio_domain.development_ledger import MentorDevelopmentRecorded, ResearchRecorded
from studio_domain.guideline import Clause, Kind
from studio_domain.reception_ledger import ReceptionCorrected, ReceptionRecorded, ReceptionStruckOut
from studio_domain.skills_pilot import PilotEnded, PilotLaunched, PilotReviewed

AUDIENCE_UNKNOWN: Final = Predicate(
    "reception.audience-unknown",
    Clause.RECEPTION_AUDIENCES,
    Kind.A,
    zh="接待 {subject} 的对象 {actual} 未登记",
    en="the reception {subject} was of {actual}, an audience that is not registered",
)
OTHER_MONTH: Final = Predicate(
    "reception.other-month",
    Clause.RECEPTION_AUDIENCES,
    Kind.A,
    zh="{expected} 的接待 {subject} 记入了 {actual} 台账",
    en="the reception {subject} of {expected} stands in the ledger of {actual}",
)
RECEPTION_INCOMPLETE: Final = Predicate(
    "reception.incomplete",
    Clause.RECEPTION_AUDIENCES,
    Kind.A,
    zh="接待台账 {subject} 的记录缺失：{actual}",
    en="of the reception ledger {subject} is missing: {actual}",
)
OTHER_YEAR: Final = Predicate(
    "development.other-year",
    Clause.MENTOR_GROWTH,
    Kind.A,
    zh="{expected} 年的 {subject} 记入了 {actual} 年台账",
    en="{subject} of {expected} stands in the ledger of {actual}",
)
DEVELOPMENT_INCOMPLETE: Final = Predicate(
    "development.incomplete",
    Clause.MENTOR_GROWTH,
    Kind.A,
    zh="成长与研发台账 {subject} 的记录缺失或无效：{actual}",
    en="of the development ledger {subject} is missing or void: {actual}",
)
MODE_UNKNOWN: Final = Predicate(
    "pilot.mode-unknown",
    Clause.SKILLS_PILOTS,
    Kind.G,
    zh="试点 {subject} 的叠加模式 {actual} 未登记",
    en="the pilot {subject} is of the mode {actual}, which is not registered",
)
PILOT_INCOMPLETE: Final = Predicate(
    "pilot.incomplete",
    Clause.SKILLS_PILOTS,
    Kind.G,
    zh="试点 {subject} 的记录缺失：{actual}",
    en="of the pilot {subject} is missing: {actual}",
)
PILOT_HAND: Final = Predicate(
    "pilot.same-hand",
    Clause.SKILLS_PILOTS,
    Kind.G,
    zh="试点 {subject} 由启动人 {hand} 本人评估",
    en="{hand}, who launched the pilot {subject}, reviewed it",
)
PILOT_ORDER: Final = Predicate(
    "pilot.out-of-order",
    Clause.SKILLS_PILOTS,
    Kind.G,
    zh="试点 {subject} 的 {fact} 与其进程不符",
    en="{fact} of the pilot {subject} does not fit its course",
)


@define
class Ledgers:
    """The entries of reception and development."""

    grounds: Grounds
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(ReceptionRecorded, self._received)
        yield on(ReceptionCorrected, self._corrected)
        yield on(ReceptionStruckOut, self._struck_out)
        yield on(MentorDevelopmentRecorded, self._developed)
        yield on(ResearchRecorded, self._researched)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _received(self, event: Recorded[ReceptionRecorded]) -> None:
        fact = event.fact
        self._audience(event, fact.entry, fact.audience, fact.on)
        month, ledger = fact.on.isoformat()[:7], event.stream.rpartition("/")[2]
        if ledger != month:
            self._found.append(_misplaced(OTHER_MONTH, event, fact.entry, month, ledger))
        self._found += incomplete(RECEPTION_INCOMPLETE, event, {"matter": said(fact.matter)})

    def _corrected(self, event: Recorded[ReceptionCorrected]) -> None:
        fact = event.fact
        self._audience(event, fact.entry, fact.audience, event.context.day)
        there = {"matter": said(fact.matter), "reason": said(fact.reason)}
        self._found += incomplete(RECEPTION_INCOMPLETE, event, there)

    def _struck_out(self, event: Recorded[ReceptionStruckOut]) -> None:
        self._found += incomplete(RECEPTION_INCOMPLETE, event, {"reason": said(event.fact.reason)})

    def _audience(self, event: Recorded[Any], entry: str, audience: str, day: date) -> None:
        if audience not in self.grounds.policy.on(day).program.audiences:
            self._found.append(
                finding(AUDIENCE_UNKNOWN, event, entry, expected=count(1), actual=text(audience), delta=count(1))
            )

    def _developed(self, event: Recorded[MentorDevelopmentRecorded]) -> None:
        fact = event.fact
        self._year(event, fact.entry, fact.on)
        there = {"subject": said(fact.subject), "minutes": fact.minutes > 0, "digest": said(fact.digest)}
        self._found += incomplete(DEVELOPMENT_INCOMPLETE, event, there)

    def _researched(self, event: Recorded[ResearchRecorded]) -> None:
        fact = event.fact
        self._year(event, fact.entry, fact.on)
        there = {"subject": said(fact.subject), "digest": said(fact.digest)}
        self._found += incomplete(DEVELOPMENT_INCOMPLETE, event, there)

    def _year(self, event: Recorded[Any], entry: str, day: date) -> None:
        ledger = event.stream.rpartition("/")[2]
        if ledger != str(day.year):
            self._found.append(_misplaced(OTHER_YEAR, event, entry, str(day.year), ledger))


@define
class Pilots:
    """A pilot is of a known mode, has its basis, is reviewed by another hand, and before it ends."""

    grounds: Grounds
    _launched: dict[str, Recorded[PilotLaunched]] = field(factory=dict)
    _reviewed: set[str] = field(factory=set)
    _ended: set[str] = field(factory=set)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(PilotLaunched, self._launch)
        yield on(PilotReviewed, self._review)
        yield on(PilotEnded, self._end)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _launch(self, event: Recorded[PilotLaunched]) -> None:
        fact = event.fact
        self._fits(event, event.stream not in self._launched)
        self._launched.setdefault(event.stream, event)
        if fact.mode not in self.grounds.policy.on(fact.on).program.pilot_modes:
            self._found.append(simply(MODE_UNKNOWN, event, actual=text(fact.mode)))
        there = {
            "title": said(fact.title), "industry basis": said(fact.industry_basis), "digest": said(fact.digest),
        }  # fmt: skip
        self._found += incomplete(PILOT_INCOMPLETE, event, there)

    def _review(self, event: Recorded[PilotReviewed]) -> None:
        fact, launched = event.fact, self._launched.get(event.stream)
        self._fits(event, launched is not None and event.stream not in self._ended)
        self._reviewed.add(event.stream)
        there = {"conclusion": said(fact.conclusion), "digest": said(fact.digest)}
        self._found += incomplete(PILOT_INCOMPLETE, event, there)
        if launched is not None and launched.fact.launcher in (fact.reviewer, event.context.on_behalf_of):
            hand = launched.fact.launcher
            self._found.append(simply(PILOT_HAND, event, expected=count(2), actual=count(1), hand=hand))

    def _end(self, event: Recorded[PilotEnded]) -> None:
        self._fits(event, event.stream in self._reviewed and event.stream not in self._ended)
        self._ended.add(event.stream)

    def _fits(self, event: Recorded[Any], fits: bool) -> None:
        if not fits:
            fact = type(event.fact).__name__
            self._found.append(simply(PILOT_ORDER, event, fact, fact=fact))


def _misplaced(predicate: Predicate, event: Recorded[Any], entry: str, belongs: str, lies: str) -> Finding:
    return finding(predicate, event, entry, expected=text(belongs), actual=text(lies), delta=count(1))
