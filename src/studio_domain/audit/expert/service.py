"""Checks of 日常工作管理 (3.4.8.c): services within the term, for a task, verified by a witness, counted once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.expert.known import ContractsKnown, known_on, verified_hours
from studio_domain.audit.finding import Finding, Measure, Predicate, count, finding, on_day, text
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.legal_days import day_of
from studio_domain.expert_contract import facts as expert
from studio_domain.expert_contract.hours import HalfDay, Hours, half_day_limit, half_days
from studio_domain.guideline import Clause, Kind

_HALF_DAY_KEY: Final = "expert.half_day_max"
_MINUTE: Final = timedelta(minutes=1)

OUT_OF_TERM: Final = Predicate(
    "expert.out-of-term",
    Clause.EXPERT_MANAGEMENT,
    Kind.X,
    zh="{stream} 的服务记录 {entry}（{actual}）不在当时已知的聘期内（{expected}）",
    en="{stream}: entry {entry} of {actual} lies outside the term as known then ({expected})",
)
WHILE_SUSPENDED: Final = Predicate(
    "expert.served-while-suspended",
    Clause.EXPERT_MANAGEMENT,
    Kind.X,
    zh="{stream} 的服务记录 {entry}（{actual}）在暂停聘用期间",
    en="{stream}: entry {entry} of {actual} was served while the contract was suspended",
)
NO_TASK: Final = Predicate(
    "expert.no-task",
    Clause.EXPERT_MANAGEMENT,
    Kind.A,
    zh="{stream} 的服务记录 {entry} 所属任务 {expected} 此前未分配",
    en="{stream}: entry {entry} is for task {expected}, which was not assigned before",
)
LOGGED_AHEAD: Final = Predicate(
    "expert.logged-ahead",
    Clause.EXPERT_MANAGEMENT,
    Kind.G,
    zh="{stream} 的服务记录 {entry} 于 {expected} 登记，却在 {actual} 才结束",
    en="{stream}: entry {entry} was logged on {expected}, and ended on {actual}",
)
UNWITNESSED: Final = Predicate(
    "expert.unwitnessed",
    Clause.EXPERT_MANAGEMENT,
    Kind.A,
    zh="{stream} 的服务记录 {entry} 由不在场者核实，也没有服务对象确认",
    en="{stream}: entry {entry} was verified by somebody not there, without the client's confirmation",
)
OVER_SPAN: Final = Predicate(
    "expert.minutes-over-span",
    Clause.EXPERT_MANAGEMENT,
    Kind.G,
    zh="{stream} 的服务记录 {entry} 历时 {expected} 分钟，核实为 {actual} 分钟",
    en="{stream}: entry {entry} lasted {expected} minutes, {actual} were verified",
)
VERIFIED_TWICE: Final = Predicate(
    "expert.verified-twice",
    Clause.EXPERT_MANAGEMENT,
    Kind.G,
    zh="{stream} 的服务记录 {entry} 重复核实",
    en="{stream}: entry {entry} was verified twice",
)
VERIFIED_AHEAD: Final = Predicate(
    "expert.verified-ahead",
    Clause.EXPERT_MANAGEMENT,
    Kind.G,
    zh="{stream} 的服务记录 {entry} 于 {expected} 结束，{actual} 已核实",
    en="{stream}: entry {entry} ended on {expected}, and was verified on {actual}",
)
HALF_DAY: Final = Predicate(
    "expert.half-day",
    Clause.EXPERT_MANAGEMENT,
    Kind.A,
    zh="{stream} 在 {day} 半天内核实讲课 {actual} 分钟，至多 {expected} 分钟",
    en="{stream}: {actual} minutes of lecturing in half of {day} were verified, {expected} count at most",
    policy=_HALF_DAY_KEY,
)
ABSENCES: Final = Predicate(
    "expert.absences",
    Clause.EXPERT_RENEWAL,
    Kind.A,
    zh="{stream} 的专家在 {year} 年第 {actual} 次无故缺席（{expected} 次可解聘）",
    en="{stream}: unexcused absence {actual} of {year}, with {expected} an expert may be dismissed",
    policy="expert.no_show_year",
)


@define
class _Logged:
    event: Recorded[expert.ServiceLogged]
    verified: Place | None = None


@define
class Service:
    """What was logged, by what was known of the contract when it was served; what of it was verified."""

    grounds: Grounds
    known: ContractsKnown
    _tasks: set[tuple[str, str]] = field(factory=set)
    _logged: dict[tuple[str, str], _Logged] = field(factory=dict)
    _halves: defaultdict[tuple[str, HalfDay], int] = field(factory=lambda: defaultdict(int))
    _absent: defaultdict[tuple[str, int], list[Recorded[expert.AbsenceRecorded]]] = field(
        factory=lambda: defaultdict(list)
    )
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(expert.TaskAssigned, self._assigned)
        yield on(expert.ServiceLogged, self._log)
        yield on(expert.LogVerified, self._verified)
        yield on(expert.AbsenceRecorded, self._absence)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found
        yield from self._absences(as_of)

    def _assigned(self, event: Recorded[expert.TaskAssigned]) -> None:
        self._tasks.add((event.stream, event.fact.task))

    def _log(self, event: Recorded[expert.ServiceLogged]) -> None:
        fact = event.fact
        self._logged.setdefault((event.stream, fact.entry), _Logged(event))
        first, last = day_of(fact.start), day_of(fact.end)
        contract = self.known.contracts[event.stream]
        if not contract.covers(first, last, first):
            ends = contract.last_day(first)
            begins = contract.signed.fact.first if contract.signed and ends else None
            term = "-" if begins is None else f"{begins} - {ends}"
            self._add(OUT_OF_TERM, event, fact.entry, text(term), text(first.isoformat()), also=_place(contract.signed))
        elif contract.suspended(first, first) or contract.suspended(last, first):
            self._add(WHILE_SUSPENDED, event, fact.entry, count(0), text(first.isoformat()))
        if (logged := known_on(event)) < last:
            self._add(LOGGED_AHEAD, event, fact.entry, on_day(logged), on_day(last))
        if (event.stream, fact.task) not in self._tasks:
            self._add(NO_TASK, event, fact.entry, text(fact.task), text("-"))

    # -- verification

    def _verified(self, event: Recorded[expert.LogVerified]) -> None:
        fact = event.fact
        logged = self._logged.get((event.stream, fact.entry))
        if logged is None:
            return
        if logged.verified is not None:
            self._add(VERIFIED_TWICE, event, fact.entry, count(1), count(2), also=(logged.verified,))
            return
        logged.verified = event.place
        if not fact.attended and not (fact.confirmation or "").strip():
            self._add(UNWITNESSED, event, fact.entry, count(1), count(0))
        ended = day_of(logged.event.fact.end)
        if fact.on < ended:
            self._add(VERIFIED_AHEAD, event, fact.entry, on_day(ended), on_day(fact.on), also=(logged.event.place,))
        lasted = max(0, (logged.event.fact.end - logged.event.fact.start) // _MINUTE)
        if fact.minutes > lasted:
            place = (logged.event.place,)
            self._add(OVER_SPAN, event, fact.entry, count(lasted), count(fact.minutes), fact.minutes - lasted, place)
        self._half_days(event, verified_hours(logged.event.fact, fact.minutes))

    def _half_days(self, event: Recorded[expert.LogVerified], hours: Hours) -> None:
        """Of paid lectures; a half day is told once, when it is first over."""
        signed = self.known.contracts[event.stream].signed
        if signed is None or signed.fact.unit_fen <= 0 or signed.fact.fee_kind is not expert.FeeKind.LECTURE:
            return
        terms = self.grounds.policy.on(event.context.day)
        limit = half_day_limit(terms)
        for half, minutes in half_days(hours):
            before = self._halves[event.stream, half]
            self._halves[event.stream, half] = total = before + minutes
            if before <= limit < total:
                found = finding(
                    HALF_DAY, event, event.fact.entry, event.stream,
                    expected=count(limit), actual=count(total), delta=count(total - limit), day=half[0],
                    binding=terms.binds(_HALF_DAY_KEY), policy=terms.cite(_HALF_DAY_KEY),
                )  # fmt: skip
                self._found.append(found)

    # -- absence

    def _absence(self, event: Recorded[expert.AbsenceRecorded]) -> None:
        if not event.fact.excused:
            self._absent[event.stream, event.fact.on.year].append(event)

    def _absences(self, as_of: date) -> Iterator[Finding]:
        """Told of the absence that makes them enough in a year; ended by a termination since then."""
        for (stream, year), absences in self._absent.items():
            absences.sort(key=lambda event: event.fact.on)
            terms = self.grounds.policy.on(date(year, 12, 31) if year < as_of.year else as_of)
            most = terms.expert.no_show_year
            if len(absences) >= most:
                breach = absences[most - 1]
                yield finding(
                    ABSENCES, breach, stream,
                    expected=count(most), actual=count(most), delta=count(1), year=year,
                    also=tuple(event.place for event in absences[: most - 1]),
                    binding=terms.binds(ABSENCES.policy or ""), policy=terms.cite(ABSENCES.policy or ""),
                )  # fmt: skip

    def _add(
        self,
        predicate: Predicate,
        event: Recorded[Any],
        entry: str,
        expected: Measure,
        actual: Measure,
        delta: int = 1,
        also: tuple[Place, ...] = (),
    ) -> None:
        self._found.append(
            finding(
                predicate, event, entry, event.stream,
                expected=expected, actual=actual, delta=count(delta), also=also, entry=entry,
            )
        )  # fmt: skip


def _place(event: Recorded[Any] | None) -> tuple[Place, ...]:
    return () if event is None else (event.place,)
