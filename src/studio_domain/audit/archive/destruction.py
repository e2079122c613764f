"""What was destroyed (3.4.4.d4): each record when its time had come, free, appraised, and by a batch that lists it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import frozen

from studio_domain.aggregate import Recorded
from studio_domain.archive_record import facts as archive
from studio_domain.archive_record.facts import Verdict
from studio_domain.audit.archive.known import ArchivesKnown, RecordKnown
from studio_domain.audit.archive.lending import loans_of
from studio_domain.audit.engine import Watch
from studio_domain.audit.finding import Finding, Predicate, count, days, on_day, text
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.shared import simply
from studio_domain.destruction_batch import facts as batch
from studio_domain.guideline import Clause, Kind, Source, hands

EARLY: Final = Predicate(
    "destruction.early",
    Clause.DESTRUCTION,
    Kind.G,
    zh="档案 {subject} 最早可于 {expected} 销毁，{actual} 销毁，提前 {delta} 天",
    en="record {subject} could be destroyed from {expected} on; it was on {actual}, {delta} days early",
)
PERMANENT: Final = Predicate(
    "destruction.permanent",
    Clause.DESTRUCTION,
    Kind.G,
    zh="永久保管（或未定期限）的档案 {subject} 于 {actual} 销毁",
    en="record {subject}, kept for good or without a term, was destroyed on {actual}",
)
HELD: Final = Predicate(
    "destruction.held",
    Clause.DESTRUCTION,
    Kind.G,
    zh="档案 {subject} 在冻结处置（{actual}）期间销毁",
    en="record {subject} was destroyed under the legal hold {actual}",
)
ON_LOAN: Final = Predicate(
    "destruction.on-loan",
    Clause.DESTRUCTION,
    Kind.G,
    zh="档案 {subject} 在借（{actual}）期间销毁",
    en="record {subject} was destroyed while out on loan {actual}",
)
UNAPPRAISED: Final = Predicate(
    "destruction.unappraised",
    Clause.DESTRUCTION,
    Kind.G,
    zh="档案 {subject} 销毁前未经鉴定为可以销毁（{actual}）",
    en="record {subject} was destroyed, and not appraised as to be destroyed ({actual})",
)
OUTSIDE_BATCH: Final = Predicate(
    "destruction.outside-batch",
    Clause.DESTRUCTION,
    Kind.X,
    zh="档案 {subject} 销毁，清册 {actual} 没有执行或没有列入",
    en="record {subject} was destroyed, and no list {actual} was executed that has it",
)
UNAUTHORISED: Final = Predicate(
    "destruction.unauthorised",
    Clause.DESTRUCTION,
    Kind.A,
    zh="档案 {subject} 被擅自销毁（档案法第二十一条禁止）",
    en="record {subject} was destroyed without authority (Archives Law, article 21)",
    source=Source.LAW,
)
APPRAISAL: Final = Predicate(
    "archive.appraisal",
    Clause.DESTRUCTION,
    Kind.G,
    zh="档案 {subject} 的鉴定缺 {actual}",
    en="the appraisal of {subject} lacks {actual}",
    policy="archive.appraisers_min",
)
OWN_HOLD: Final = Predicate(
    "archive.own-hold",
    Clause.DESTRUCTION,
    Kind.G,
    zh="{actual} 解除了自己对 {subject} 提出的冻结",
    en="{actual} lifted the hold on {subject} that he had placed",
)


@frozen
class Destruction:
    """A record is destroyed when its retention is over, free of holds and loans, appraised, and on a list."""

    known: ArchivesKnown
    grounds: Grounds

    def watches(self) -> Iterator[Watch]:
        yield from ()

    def findings(self, as_of: date) -> Iterator[Finding]:
        for of in self.known.records.values():
            for event in of.events:
                match event.fact:
                    case archive.RecordDestroyed():
                        yield from self._destroyed(of, event)
                    case archive.UnauthorisedDestructionReported():
                        yield simply(UNAUTHORISED, event, of.name)
                    case archive.Appraised():
                        yield from self._appraised(of, event)
                    case archive.LegalHoldLifted():
                        yield from _lifted(of, event)
                    case _:
                        pass

    def _destroyed(self, of: RecordKnown, event: Recorded[archive.RecordDestroyed]) -> Iterator[Finding]:
        fact, free = event.fact, of.free_from(event)
        if free is None:
            yield simply(PERMANENT, event, of.name, actual=on_day(fact.on))
        elif fact.on < free:
            early = days((free - fact.on).days)
            yield simply(EARLY, event, of.name, expected=on_day(free), actual=on_day(fact.on), delta=early)
        if held := _holds(of, event):
            yield simply(HELD, event, of.name, expected=count(0), actual=text(", ".join(held)))
        out = [one.loan for one in loans_of(of, event).values() if one.lent is not None and one.back is None]
        if out:
            yield simply(ON_LOAN, event, of.name, expected=count(0), actual=text(", ".join(out)))
        verdict = of.verdict(event)
        if verdict is not Verdict.DESTROY:
            said = text(verdict.value if verdict else "none")
            yield simply(UNAPPRAISED, event, of.name, expected=text(Verdict.DESTROY.value), actual=said)
        known = self.known.batch(of.studio, fact.batch)
        executed = known.all(batch.BatchExecuted) if known else []
        listed = known is not None and of.name in known.items()
        if not (listed and any(of.name in one.fact.records for one in executed)):
            yield simply(OUTSIDE_BATCH, event, of.name, actual=text(fact.batch))

    def _appraised(self, of: RecordKnown, event: Recorded[archive.Appraised]) -> Iterator[Finding]:
        fact, terms = event.fact, self.grounds.policy.on(event.fact.on)
        persons, collected = {one.person for one in fact.appraisers}, of.collected()
        lacking = ["appraisers"] if len(persons) < terms.archive.appraisers_min else []
        if collected is not None and all(one.department != collected.department for one in fact.appraisers):
            lacking.append("owner")
        if len(fact.opinion) != 64:
            lacking.append("opinion")
        if (fact.verdict is Verdict.KEEP) != (fact.years is not None and fact.years > 0):
            lacking.append("years")
        if lacking:
            yield simply(
                APPRAISAL, event, of.name, expected=count(0), actual=text(", ".join(lacking)),
                delta=count(len(lacking)), policy=terms.cite("archive.appraisers_min"),
            )  # fmt: skip


def _holds(of: RecordKnown, by: Recorded[Any]) -> list[str]:
    """The holds that were in force when *by* was recorded."""
    lifted = {one.fact.hold for one in of.all(archive.LegalHoldLifted, by)}
    return [one.fact.hold for one in of.all(archive.LegalHoldPlaced, by) if one.fact.hold not in lifted]


def _lifted(of: RecordKnown, event: Recorded[archive.LegalHoldLifted]) -> Iterator[Finding]:
    acting = hands(event.fact.lifter, event.context.on_behalf_of)
    placed = [one for one in of.all(archive.LegalHoldPlaced, event) if one.fact.hold == event.fact.hold]
    if any(one.fact.placer in acting for one in placed):
        placer = text(placed[-1].fact.placer)
        yield simply(OWN_HOLD, event, of.name, actual=placer, also=(placed[-1].place,))
