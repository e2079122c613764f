"""Checks of classified and graded service (3.2.3, 3.4.2): tools in use, levels with a basis, agreements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import frozen

from studio_domain.aggregate import Recorded
from studio_domain.audit.case.known import SPECIAL, CaseKnown, CasesKnown
from studio_domain.audit.case.services import NO_AGREEMENT, NO_LEVEL
from studio_domain.audit.case.surroundings import ClientsKnown, EntriesKnown
from studio_domain.audit.engine import Watch
from studio_domain.audit.finding import Finding, Predicate, count, on_day, text
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.shared import simply, stated
from studio_domain.audit.tariff_known import Lawful, Schedule
from studio_domain.client_case import facts as case
from studio_domain.guideline import Clause, Kind

TOOL_NOT_IN_USE: Final = Predicate(
    "case.tool-not-in-use",
    Clause.TOOL_LIBRARY,
    Kind.X,
    zh="{stream} 的测评 {subject} 使用 {tool} 第 {actual} 版，当日使用中的是第 {expected} 版",
    en="{stream}: assessment {subject} used version {actual} of {tool}, the one in use was {expected}",
)
TOOL_AUDIENCE: Final = Predicate(
    "case.tool-audience",
    Clause.TOOL_LIBRARY,
    Kind.X,
    zh="{stream} 的测评 {subject} 使用 {tool}，该版适用于 {expected}，服务对象属 {actual}",
    en="{stream}: assessment {subject} used {tool}, made for {expected}, with a client who is {actual}",
)
LEVEL_UNKNOWN: Final = Predicate(
    "case.level-unknown",
    Clause.SERVICE_LEVELS,
    Kind.G,
    zh="{stream} 的服务级别 {actual} 未登记",
    en="{stream} is at the service level {actual}, which nobody registered",
)
LEVEL_GROUNDLESS: Final = Predicate(
    "case.level-groundless",
    Clause.GRADED_SERVICE,
    Kind.A,
    zh="{stream} 确定或调整服务级别 {subject}，未写明依据或原因",
    en="{stream} was set to the service level {subject}, without a basis or, at a change, a reason",
)
AGREEMENT_TARIFF: Final = Predicate(
    "case.agreement-tariff",
    Clause.REASONABLE_FEES,
    Kind.X,
    zh="{stream} 的协议 {subject} 约定 {item}，签署日 {actual} 执行的收费标准没有该专项服务",
    en="{stream}: agreement {subject} is about {item}, no special service of the tariff in force on {actual}",
)
AGREEMENT_VOID: Final = Predicate(
    "case.agreement-void",
    Clause.SERVICE_LEVELS,
    Kind.G,
    zh="{stream} 的协议 {subject} 缺少服务内容或文本，费用为负，或期限 {actual} 有误",
    en="{stream}: agreement {subject} lacks scope or document, has a fee below nothing, or the term {actual}",
)


@frozen
class Levels:
    """Tools are in use and made for the client; a level is known and founded; special service is agreed by tariff."""

    known: CasesKnown
    clients: ClientsKnown
    entries: EntriesKnown
    tariff: Schedule
    grounds: Grounds

    def watches(self) -> Iterator[Watch]:
        yield from self.tariff.watches()

    def findings(self, as_of: date) -> Iterator[Finding]:
        lawful = self.tariff.lawful()
        for of in self.known:
            for assessed in of.all(case.ClientAssessed):
                yield from self._assessed(of, assessed)
            yield from self._levels(of)
            for signed in of.all(case.AgreementSigned):
                yield from _agreed(signed, lawful)
            for planned in of.all(case.SolutionPlanned):
                yield from _planned(of, planned)

    def _assessed(self, of: CaseKnown, event: Recorded[case.ClientAssessed]) -> Iterator[Finding]:
        fact = event.fact
        used = self.entries.tool(event.studio, fact.tool, fact.on)
        if used != fact.tool_version:
            expected = text("none") if used is None else count(used)
            yield simply(
                TOOL_NOT_IN_USE, event, fact.assessment,
                expected=expected, actual=count(fact.tool_version), tool=fact.tool,
            )  # fmt: skip
        else:
            segment = self.clients.segment(event.studio, of.client or "", fact.on) or fact.segment
            audiences = self.entries.audiences(event.studio, fact.tool, fact.tool_version)
            if segment not in audiences:
                yield simply(
                    TOOL_AUDIENCE, event, fact.assessment,
                    expected=text(", ".join(audiences)), actual=text(segment), tool=fact.tool,
                )  # fmt: skip

    def _levels(self, of: CaseKnown) -> Iterator[Finding]:
        for nth, event in enumerate(of.all(case.ServiceLevelSet)):
            fact = event.fact
            if fact.level not in self.grounds.policy.on(fact.first).service.levels:
                yield simply(LEVEL_UNKNOWN, event, of.name, actual=text(fact.level))
            if not any(stated(ground) for ground in fact.basis) or (nth and not stated(fact.reason)):
                yield simply(LEVEL_GROUNDLESS, event, fact.level)


def _agreed(event: Recorded[case.AgreementSigned], lawful: Lawful) -> Iterator[Finding]:
    fact = event.fact
    items = (item for version in lawful.on(fact.signed) for item in version.items)
    if not any(item.item == fact.tariff_item and item.level == SPECIAL for item in items):
        yield simply(AGREEMENT_TARIFF, event, fact.agreement, actual=on_day(fact.signed), item=fact.tariff_item)
    if not stated(fact.scope) or not stated(fact.document) or fact.fen < 0 or fact.first > fact.last:
        yield simply(AGREEMENT_VOID, event, fact.agreement, actual=text(f"{fact.first}/{fact.last}"))


def _planned(of: CaseKnown, event: Recorded[case.SolutionPlanned]) -> Iterator[Finding]:
    fact, level = event.fact, of.level_on(event.fact.on, event)
    if level is None:
        yield simply(NO_LEVEL, event, f"plan {fact.plan}", actual=on_day(fact.on))
    elif level == SPECIAL and not of.agreed_on(fact.on, event):
        yield simply(NO_AGREEMENT, event, f"plan {fact.plan}", actual=on_day(fact.on))
