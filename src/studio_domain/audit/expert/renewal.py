"""Checks of 续聘 (3.4.8.d): evaluated, renewed in time and after a pass, with enough hours in a term."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.expert.known import ContractsKnown, known_on
from studio_domain.audit.finding import Finding, Measure, Predicate, count, days, finding, on_day, text
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.legal_days import day_of
from studio_domain.expert_contract import facts as expert
from studio_domain.guideline import Clause, Kind
from studio_domain.policy.grades import grade_of, score_of
from studio_domain.values import Days, add_days

_PASS_KEY: Final = "grade.pass_from"
_HOURS_KEY: Final = "expert.min_hours_term"
_HOUR: Final = 60

LATE: Final = Predicate(
    "expert.renewed-late",
    Clause.EXPERT_RENEWAL,
    Kind.G,
    zh="{stream} 聘期至 {expected}，{actual} 才记录续聘",
    en="{stream} ended on {expected}, its renewal was recorded on {actual}",
)
UNEVALUATED: Final = Predicate(
    "expert.renewed-unevaluated",
    Clause.EXPERT_RENEWAL,
    Kind.G,
    zh="{stream} 续聘所依据的考核 {actual} 不是本期最近一次考核（{expected}）",
    en="{stream} was renewed on evaluation {actual}, the last one of the term is {expected}",
)
NOT_PASSED: Final = Predicate(
    "expert.renewed-not-passed",
    Clause.EXPERT_RENEWAL,
    Kind.G,
    zh="{stream} 续聘所依据的考核得分 {actual}，合格线 {expected}",
    en="{stream} was renewed on a score of {actual}, {expected} passes",
    policy=_PASS_KEY,
)
GRADE: Final = Predicate(
    "expert.grade-differs",
    Clause.EXPERT_RENEWAL,
    Kind.G,
    zh="{stream} 的考核 {evaluation} 得分 {score}，等次应为 {expected}，而非 {actual}",
    en="{stream}: evaluation {evaluation} has a score of {score}, which is {expected}, not {actual}",
    policy="grade.bands",
)
FEW_HOURS: Final = Predicate(
    "expert.few-hours",
    Clause.EXPERT_RENEWAL,
    Kind.R,
    zh="{stream} 聘期内核实服务 {actual} 小时，至少应有 {expected} 小时",
    en="{stream}: {actual} hours were verified in the term, {expected} are the least",
    policy=_HOURS_KEY,
)


@define
class _Life:
    evaluations: list[Recorded[expert.ExpertEvaluated]] = field(factory=list)
    used: set[str] = field(factory=set)
    starts: dict[str, date] = field(factory=dict)
    minutes: list[tuple[date, int]] = field(factory=list)


@define
class Renewal:
    """How a contract goes on."""

    grounds: Grounds
    known: ContractsKnown
    _lives: defaultdict[str, _Life] = field(factory=lambda: defaultdict(_Life))
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(expert.ServiceLogged, self._log)
        yield on(expert.LogVerified, self._verified)
        yield on(expert.ExpertEvaluated, self._evaluated)
        yield on(expert.ContractRenewed, self._renewed)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found
        for stream, contract in self.known.contracts.items():
            signed = contract.signed
            if signed is not None and not contract.terminations:
                yield from self._few_hours(stream, signed, [last for _, last in contract.ends], as_of)

    # -- renewal

    def _evaluated(self, event: Recorded[expert.ExpertEvaluated]) -> None:
        fact, life = event.fact, self._lives[event.stream]
        life.evaluations.append(event)
        terms, score = self.grounds.policy.on(fact.on), score_of(fact.score)
        expected = "-" if score is None else grade_of(score, terms)
        if fact.grade != expected:
            key = GRADE.policy or ""
            self._add(
                GRADE, event, text(expected), text(fact.grade), count(1), binding=terms.binds(key),
                policy=terms.cite(key), evaluation=fact.evaluation, score=fact.score,
            )  # fmt: skip

    def _renewed(self, event: Recorded[expert.ContractRenewed]) -> None:
        fact, life, contract = event.fact, self._lives[event.stream], self.known.contracts[event.stream]
        before = contract.ends[-2][1] if len(contract.ends) > 1 else None
        if not contract.terminations and before is not None and (recorded := known_on(event)) > before:
            self._add(LATE, event, on_day(before), on_day(recorded), days((recorded - before).days))
        latest = max(reversed(life.evaluations), key=lambda one: one.fact.on, default=None)
        expected = latest.fact.evaluation if latest and latest.fact.evaluation not in life.used else "-"
        life.used.add(fact.evaluation)
        if latest is None or fact.evaluation != expected:
            self._add(UNEVALUATED, event, text(expected), text(fact.evaluation), count(1))
            return
        terms, score = self.grounds.policy.on(fact.on), score_of(latest.fact.score)
        if score is None or score < terms.grade.pass_from:
            self._add(
                NOT_PASSED, event, count(terms.grade.pass_from), text(latest.fact.score), count(1), (latest.place,),
                binding=terms.binds(_PASS_KEY), policy=terms.cite(_PASS_KEY),
            )  # fmt: skip

    # -- the hours of a term

    def _log(self, event: Recorded[expert.ServiceLogged]) -> None:
        self._lives[event.stream].starts.setdefault(event.fact.entry, day_of(event.fact.start))

    def _verified(self, event: Recorded[expert.LogVerified]) -> None:
        life = self._lives[event.stream]
        if (start := life.starts.get(event.fact.entry)) is not None:
            life.minutes.append((start, event.fact.minutes))

    def _few_hours(
        self, stream: str, signed: Recorded[expert.ContractSigned], ends: list[date], as_of: date
    ) -> Iterator[Finding]:
        first = signed.fact.first
        for last in ends:
            if last >= as_of or first > last:
                break
            term, terms = Days.through(first, last), self.grounds.policy.on(last)
            least, minutes = terms.expert.min_hours_term, self._lives[stream].minutes
            served = sum(counted for day, counted in minutes if day in term)
            if served < least * _HOUR:
                yield finding(
                    FEW_HOURS, signed, stream, last.isoformat(),
                    expected=count(least), actual=count(served // _HOUR), delta=count(least - served // _HOUR),
                    interval=term, binding=terms.binds(_HOURS_KEY), policy=terms.cite(_HOURS_KEY),
                )  # fmt: skip
            first = add_days(last, 1)

    def _add(
        self,
        predicate: Predicate,
        event: Recorded[Any],
        expected: Measure,
        actual: Measure,
        delta: Measure,
        also: tuple[Place, ...] = (),
        **rest: Any,
    ) -> None:
        found = finding(
            predicate, event, event.stream, expected=expected, actual=actual, delta=delta, also=also, **rest
        )
        self._found.append(found)
