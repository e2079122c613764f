"""Checks of the term of a case (3.4.3.a, SD-10): how long, how often extended, by whose hands, and in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from attrs import frozen

from studio_domain.aggregate import Recorded
from studio_domain.audit.case.known import CaseKnown, CasesKnown
from studio_domain.audit.engine import Watch
from studio_domain.audit.finding import Finding, Predicate, count, days, on_day, text
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.shared import simply
from studio_domain.client_case import facts as case
from studio_domain.guideline import Clause, Kind, distinct, hands
from studio_domain.values import PersonId

_TERM: Final = Clause.CASE_TERM

TOO_LONG: Final = Predicate(
    "case.term-too-long",
    _TERM,
    Kind.A,
    zh="{stream} 约定期限 {actual} 天，限 {expected} 天",
    en="{stream} was given a term of {actual} days, {expected} are allowed",
    policy="case.term_days",
)
EXTENDED_UNASKED: Final = Predicate(
    "case.extension-unasked",
    _TERM,
    Kind.A,
    zh="{stream} 的延期 {subject} 没有申请",
    en="{stream}: extension {subject} was granted, and nobody had asked for it",
)
EXTENDED_LATE: Final = Predicate(
    "case.extension-late",
    _TERM,
    Kind.A,
    zh="{stream} 的延期 {subject} 于 {actual} 批准，到期日 {expected} 已过",
    en="{stream}: extension {subject} was granted on {actual}, past the due day {expected}",
)
EXTENDED_OFTEN: Final = Predicate(
    "case.extension-count",
    _TERM,
    Kind.A,
    zh="{stream} 的延期 {subject} 为第 {actual} 次，最多 {expected} 次",
    en="{stream}: extension {subject} is number {actual}, {expected} are allowed",
    policy="case.max_ext",
)
EXTENDED_FAR: Final = Predicate(
    "case.extension-too-long",
    _TERM,
    Kind.A,
    zh="{stream} 的延期 {subject} 延长 {actual} 天，每次限 {expected} 天",
    en="{stream}: extension {subject} is of {actual} days, {expected} are allowed",
    policy="case.ext_days",
)
TERM_HANDS: Final = Predicate(
    "case.term-hands",
    Clause.CASE_CLOSURE,
    Kind.G,
    zh="{stream} 的延期或暂停 {subject} 由申请人或本项目指导师 {actual} 批准（{separation}）",
    en="{stream}: {subject} was approved by {actual}, who asked for it or has the case ({separation})",
)
PAUSE_BACKDATED: Final = Predicate(
    "case.pause-backdated",
    _TERM,
    Kind.A,
    zh="{stream} 于 {actual} 批准自 {expected} 起暂停并顺延期限",
    en="{stream}: a pause from {expected} that moves the due day was approved on {actual}, after it began",
)
PAUSE_ORDER: Final = Predicate(
    "case.pause-order",
    _TERM,
    Kind.G,
    zh="{stream} 于 {actual} 暂停或恢复，与此前的暂停、恢复不符",
    en="{stream} paused or resumed on {actual}, which does not follow from what was recorded before",
)

_TURNS: Final = (
    case.CaseOpened, case.CaseReopened, case.CaseTermExtended, case.ServicePaused, case.ServiceResumed,
)  # fmt: skip
_DAY: Final = timedelta(1)
_SEPARATION: Final = "SD-10"


@frozen
class Term:
    """A term is as long as policy allows, and extended in time, seldom, shortly, and by another hand."""

    known: CasesKnown
    grounds: Grounds

    def watches(self) -> Iterator[Watch]:
        yield from ()

    def findings(self, as_of: date) -> Iterator[Finding]:
        for of in self.known:
            for event in of.any_of(case.CaseOpened, case.CaseReopened):
                yield from self._begun(event)
            for nth, extended in enumerate(of.all(case.CaseTermExtended), start=1):
                yield from self._extended(of, extended, nth)
            yield from _pauses(of)

    def _begun(self, event: Recorded[Any]) -> Iterator[Finding]:
        fact = event.fact
        since = fact.opened if isinstance(fact, case.CaseOpened) else fact.on
        terms, key = self.grounds.policy.on(since), "case.term_days"
        most, agreed = terms.case.term_days, (fact.due - since).days
        if not 0 <= agreed <= most:
            yield simply(
                TOO_LONG, event, event.stream.rpartition("/")[2],
                expected=days(most), actual=days(agreed), delta=days(max(agreed - most, -agreed)),
                binding=terms.binds(key), policy=terms.cite(key),
            )  # fmt: skip

    def _extended(self, of: CaseKnown, event: Recorded[case.CaseTermExtended], nth: int) -> Iterator[Finding]:
        fact, due, name = event.fact, due_before(of, event, event.fact.on), event.fact.extension
        asked = [one for one in of.before(event, case.TermExtensionRequested) if one.fact.extension == name]
        if not asked:
            yield simply(EXTENDED_UNASKED, event, name)
        yield from _approved(of, event, name, asked[-1].fact.asker if asked else None, fact.approver, fact.on)
        if due is not None and fact.on > due:
            yield simply(
                EXTENDED_LATE, event, name,
                expected=on_day(due), actual=on_day(fact.on), delta=days((fact.on - due).days),
            )  # fmt: skip
        terms = self.grounds.policy.on(fact.on)
        most, by = terms.case.max_ext, None if due is None else (fact.due - due).days
        if nth > most:
            key = "case.max_ext"
            yield simply(
                EXTENDED_OFTEN, event, name, expected=count(most), actual=count(nth), delta=count(nth - most),
                binding=terms.binds(key), policy=terms.cite(key),
            )  # fmt: skip
        longest = terms.case.ext_days
        if by is not None and not 0 < by <= longest:
            key = "case.ext_days"
            yield simply(
                EXTENDED_FAR, event, name, expected=days(longest), actual=days(by), delta=days(abs(by - longest)),
                binding=terms.binds(key), policy=terms.cite(key),
            )  # fmt: skip


def due_before(of: CaseKnown, event: Recorded[Any], day: date) -> date | None:
    """The due day on *day*, by what was recorded before *event*: an approved pause that lasts moves it along."""
    due: date | None = None
    rests: date | None = None
    for turn in sorted(of.any_of(*_TURNS), key=lambda one: one.version):
        fact = turn.fact
        if turn.version >= event.version:
            break
        if isinstance(fact, case.CaseOpened | case.CaseReopened | case.CaseTermExtended):
            due = fact.due
        elif isinstance(fact, case.ServicePaused):
            rests = fact.first if fact.approver is not None else None
        elif due is not None and rests is not None:
            due, rests = moved(due, rests, fact.last_day), None
    return due if due is None or rests is None else moved(due, rests, day)


def moved(due: date, first: date, last: date) -> date:
    """The *due* day after a pause from *first* to *last*, both included."""
    return due + max(last - first + _DAY, timedelta())


# -- pauses


def _pauses(of: CaseKnown) -> Iterator[Finding]:
    rests: Recorded[Any] | None = None
    over: date | None = None
    for event in sorted(of.any_of(case.ServicePaused, case.ServiceResumed), key=lambda one: one.version):
        fact = event.fact
        if isinstance(fact, case.ServicePaused):
            if rests is not None or (over is not None and fact.first <= over):
                yield simply(PAUSE_ORDER, event, of.name, actual=on_day(fact.first))
            rests = event
            if fact.approver is not None:
                yield from _approved(of, event, "pause", fact.asker, fact.approver, event.context.day)
                yield from _paused_late(of, event)
                if event.context.day > fact.first:
                    late = (event.context.day - fact.first).days
                    yield simply(
                        PAUSE_BACKDATED, event, of.name,
                        expected=on_day(fact.first), actual=on_day(event.context.day), delta=days(late),
                    )  # fmt: skip
        else:
            if rests is None or fact.last_day < rests.fact.first:
                yield simply(PAUSE_ORDER, event, of.name, actual=on_day(fact.last_day))
            rests, over = None, fact.last_day


def _paused_late(of: CaseKnown, event: Recorded[case.ServicePaused]) -> Iterator[Finding]:
    """Past the due day there is no term left that a pause could move."""
    due = due_before(of, event, event.fact.first)
    if due is not None and event.fact.first > due:
        yield simply(
            EXTENDED_LATE, event, "pause",
            expected=on_day(due), actual=on_day(event.fact.first), delta=days((event.fact.first - due).days),
        )  # fmt: skip


def _approved(
    of: CaseKnown, event: Recorded[Any], name: str, asker: PersonId | None, approver: PersonId, day: date
) -> Iterator[Finding]:
    """Neither who asked nor whose case it is approves, in person or as the one who is acted for (SD-10)."""
    own = hands(approver, event.context.on_behalf_of)
    mentor = of.mentor_on(day, event)
    others = [hands(person) for person in (asker, mentor) if person is not None]
    same = next((both for other in others if (both := distinct(own, other)) is not None), None)
    if same is not None:
        yield simply(
            TERM_HANDS, event, name,
            expected=count(2), actual=text(same), delta=count(1), separation=_SEPARATION,
        )  # fmt: skip
