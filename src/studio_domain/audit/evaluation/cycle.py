"""Checks of a year's evaluation (3.4.5.a, 3.4.5.b; SD-7): indicators, scores, hands, appeals, grades, completeness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.evaluation.known import Served
from studio_domain.audit.finding import Finding, Measure, Predicate, count, days, finding, on_day, text
from studio_domain.audit.grounds import Grounds
from studio_domain.evaluation_cycle import facts as evaluation
from studio_domain.evaluation_cycle.facts import Indicator
from studio_domain.guideline import Clause, Hands, Kind, Role, hands
from studio_domain.policy.grades import grade_of, score_of
from studio_domain.studio import roster_facts as roster
from studio_domain.values import PersonId

_ALL: Final = Clause.EVALUATION_OF_ALL

WEIGHTS: Final = Predicate(
    "evaluation.weights", Clause.INDICATORS, Kind.G,
    zh="{stream} 的指标有误：{actual}", en="the indicators of {stream} are wrong: {actual}",
)  # fmt: skip
FROZEN_LATE: Final = Predicate(
    "evaluation.frozen-late", Clause.INDICATORS, Kind.G,
    zh="{stream} 的指标未在 {expected} 前、首次评分前确定并保持不变（{actual}）",
    en="the indicators of {stream} were not settled by {expected} and before the first score, and kept ({actual})",
)  # fmt: skip
HANDS: Final = Predicate(
    "evaluation.hands", _ALL, Kind.G,
    zh="{stream}：{person} 一人两面：{actual}", en="{stream}: {person} stands on two sides: {actual}",
)  # fmt: skip
INCOMPLETE: Final = Predicate(
    "evaluation.incomplete", _ALL, Kind.A,
    zh="{stream} 的 {fact} 缺失或无效：{actual}", en="of {fact} in {stream} is missing or void: {actual}",
)  # fmt: skip
DATA: Final = Predicate(
    "evaluation.data-differs", Clause.INDICATORS, Kind.X,
    zh="{stream}：{subject} 的指标 {indicator} 得 {actual} 分，按已记录的事实应为 {expected}",
    en="{stream}: {subject} has {actual} by indicator {indicator}; the facts known then say {expected}",
)  # fmt: skip
SCORE: Final = Predicate(
    "evaluation.score-differs", _ALL, Kind.G,
    zh="{stream}：{subject} 的得分为 {actual}，加权应为 {expected}",
    en="{stream}: {subject} was graded on {actual}; the weighted score is {expected}",
)  # fmt: skip
GRADE: Final = Predicate(
    "evaluation.grade-differs", Clause.INDICATORS, Kind.G,
    zh="{stream}：{subject} 得 {score} 分，等次应为 {expected}，而非 {actual}",
    en="{stream}: {subject} has {score}, which is {expected}, not {actual}",
    policy="grade.bands",
)  # fmt: skip
EARLY: Final = Predicate(
    "evaluation.graded-early", _ALL, Kind.G,
    zh="{stream}：{subject} 于 {actual} 定等，申诉期至 {expected} 止，或申诉未决",
    en="{stream}: {subject} was graded on {actual}; there was time to appeal up to {expected}, or an appeal waited",
    policy="evaluation.appeal_days",
)  # fmt: skip
LEAD: Final = Predicate(
    "evaluation.lead-graded-low", _ALL, Kind.X,
    zh="{stream}：领办人 {subject} 由 {actual} 定等，应由载体负责人或主管部门定等",
    en="{stream}: {actual} graded the lead {subject}, it takes the carrier's head or the authority",
)  # fmt: skip
NOT_ALL: Final = Predicate(
    "evaluation.not-all", _ALL, Kind.X,
    zh="{stream} 已完成，{subject} 当年有服务，没有等次也没有免予考核的理由",
    en="{stream} is closed; {subject} served in the year, and has neither a grade nor a reason to be exempt",
)  # fmt: skip
_HEADS: Final = (Role.CARRIER_HEAD.value, Role.AUTHORITY.value)
_HUNDRED: Final = Decimal(100)


@define
class _Cycle:
    defined: Recorded[evaluation.IndicatorsDefined] | None = None
    indicators: dict[str, Indicator] = field(factory=dict)
    frozen: bool = False
    listed: dict[PersonId, str | None] = field(factory=dict)
    scores: dict[tuple[PersonId, str], tuple[Decimal, Recorded[Any]]] = field(factory=dict)
    scorers: defaultdict[PersonId, set[PersonId]] = field(factory=lambda: defaultdict(set))
    drafted: Recorded[evaluation.DraftPublished] | None = None
    waiting: set[PersonId] = field(factory=set)
    grades: dict[PersonId, tuple[str, str]] = field(factory=dict)


@define
class Cycles:
    """Each step of a cycle by what was known when it was taken."""

    grounds: Grounds
    served: Served
    _cycles: defaultdict[str, _Cycle] = field(factory=lambda: defaultdict(_Cycle))
    _leads: defaultdict[PersonId, list[tuple[date, date | None]]] = field(factory=lambda: defaultdict(list))
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(roster.LeadAppointed, self._appointed)
        yield on(roster.LeadDeparted, self._departed)
        yield on(evaluation.IndicatorsDefined, self._defined)
        yield on(evaluation.IndicatorsFrozen, self._froze)
        yield on(evaluation.EvaluateesListed, self._listed)
        yield on(evaluation.Scored, self._scored)
        yield on(evaluation.DraftPublished, self._drafted)
        yield on(evaluation.AppealFiled, self._appealed)
        yield on(evaluation.AppealDecided, self._answered)
        yield on(evaluation.GradeDecided, self._graded)
        yield on(evaluation.CycleClosed, self._closed)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    # -- who leads

    def _appointed(self, event: Recorded[roster.LeadAppointed]) -> None:
        self._leads[event.fact.person].append((event.fact.first, None))

    def _departed(self, event: Recorded[roster.LeadDeparted]) -> None:
        spells, ended = self._leads[event.fact.person], event.fact.last_day
        spells[:] = [(first, ended if last is None or last > ended else last) for first, last in spells]

    # -- indicators and list

    def _defined(self, event: Recorded[evaluation.IndicatorsDefined]) -> None:
        cycle = self._cycles[event.stream]
        if cycle.frozen:
            self._late(event, cycle, "changed", 1)
        cycle.defined, cycle.indicators = event, {one.code: one for one in event.fact.indicators}

    def _froze(self, event: Recorded[evaluation.IndicatorsFrozen]) -> None:
        """From here on the indicators count, so here they must be right."""
        cycle = self._cycles[event.stream]
        cycle.frozen = True
        listed = cycle.defined.fact.indicators if cycle.defined else ()
        metrics = self.grounds.policy.on(event.fact.on).scoring.metrics
        wrong = [f"weight {one.code}" for one in listed if one.weight <= 0]
        wrong += ["names"] if len(cycle.indicators) < len(listed) or "" in map(str.strip, cycle.indicators) else []
        wrong += [f"metric {one.code}" for one in listed if not _counts(one, metrics)]
        total = sum(one.weight for one in listed)
        wrong += [] if total == _HUNDRED else [f"total {total}"]
        if wrong:
            self._add(WEIGHTS, event, (), count(100), text(", ".join(wrong)), count(len(wrong)))
        late = (event.fact.on - date(self._year(event), 12, 31)).days
        if late > 0:
            self._late(event, cycle, event.fact.on.isoformat(), late)

    def _late(self, event: Recorded[Any], cycle: _Cycle, how: str, by: int) -> None:
        self._add(FROZEN_LATE, event, (), on_day(date(self._year(event), 12, 31)), text(how), days(by))

    def _listed(self, event: Recorded[evaluation.EvaluateesListed]) -> None:
        self._cycles[event.stream].listed = {one.person: one.exempt for one in event.fact.evaluatees}
        blank = [
            f"exempt {one.person}" for one in event.fact.evaluatees if one.exempt is not None and not one.exempt.strip()
        ]
        self._lacks(event, blank)

    # -- scores and appeals

    def _scored(self, event: Recorded[evaluation.Scored]) -> None:
        cycle, fact = self._cycles[event.stream], event.fact
        ours = hands(fact.scorer, fact.on_behalf_of)
        if not cycle.frozen and not cycle.scores:
            self._late(event, cycle, fact.on.isoformat(), 1)
        self._himself(event, fact.person, ours, "scorer")
        wrong = [] if fact.person in cycle.listed else ["person"]
        wrong += [] if fact.indicator in cycle.indicators else ["indicator"]
        wrong += [] if fact.source.strip() else ["source"]
        value = score_of(fact.value)
        wrong += ["value"] if value is None else []
        self._lacks(event, wrong)
        if value is not None:
            cycle.scores[fact.person, fact.indicator] = value, event
            self._data(event, cycle, value)
        cycle.scorers[fact.person] |= ours

    def _data(self, event: Recorded[evaluation.Scored], cycle: _Cycle, value: Decimal) -> None:
        """What counts data is so much of its full figure, to two places."""
        fact, indicator = event.fact, cycle.indicators.get(event.fact.indicator)
        if indicator is None or indicator.metric is None or not indicator.full or indicator.full < 0:
            return
        known = self.served.counted(indicator.metric, self._year(event), fact.person)
        if known is None:
            return
        share = min(_HUNDRED, _HUNDRED * known / indicator.full).quantize(Decimal("0.01"), rounding="ROUND_HALF_UP")
        if share != value:
            expected = text(_plain(share))
            self._add(DATA, event, (fact.person,), expected, text(fact.value), count(1), indicator=fact.indicator)

    def _drafted(self, event: Recorded[evaluation.DraftPublished]) -> None:
        self._cycles[event.stream].drafted = event

    def _appealed(self, event: Recorded[evaluation.AppealFiled]) -> None:
        cycle = self._cycles[event.stream]
        cycle.waiting.add(event.fact.person)
        last = self._window(cycle)
        wrong = [] if event.fact.digest.strip() else ["digest"]
        wrong += ["day"] if last is not None and event.fact.on > last else []
        self._lacks(event, wrong)

    def _answered(self, event: Recorded[evaluation.AppealDecided]) -> None:
        cycle, fact = self._cycles[event.stream], event.fact
        cycle.waiting.discard(fact.person)
        ours = hands(fact.decider, fact.on_behalf_of)
        self._himself(event, fact.person, ours, "appeal")
        if both := min(ours & cycle.scorers[fact.person], default=None):
            self._add(HANDS, event, (both,), count(1), text("scorer, appeal"), count(1), person=both)
        value = None if fact.value is None else score_of(fact.value)
        given = fact.indicator is not None
        wrong = ["value"] if given is not (value is not None) else []
        wrong += ["indicator"] if fact.indicator is not None and fact.indicator not in cycle.indicators else []
        self._lacks(event, wrong)
        if fact.indicator is not None and value is not None:
            cycle.scores[fact.person, fact.indicator] = value, event

    def _window(self, cycle: _Cycle) -> date | None:
        if cycle.drafted is None:
            return None
        drafted = cycle.drafted.fact.on
        terms = self.grounds.policy.on(drafted)
        return self.grounds.working_days.add_working_days(drafted, terms.evaluation.appeal_days).day

    # -- grades

    def _graded(self, event: Recorded[evaluation.GradeDecided]) -> None:
        cycle, fact = self._cycles[event.stream], event.fact
        ours, person = hands(fact.decider, fact.on_behalf_of), fact.person
        self._himself(event, person, ours, "grader")
        scorers = cycle.scorers.get(person, set())
        if scorers and scorers <= ours and person not in ours:
            both = min(scorers)
            self._add(HANDS, event, (both,), count(1), text("sole scorer, grader"), count(1), person=both)
        self._weighed(event, cycle)
        self._in_time(event, cycle)
        cycle.grades[person] = fact.score, fact.grade
        leads = any(first <= fact.on and (last is None or fact.on <= last) for first, last in self._leads[person])
        if leads and event.context.role not in _HEADS:
            self._add(LEAD, event, (person,), text(", ".join(_HEADS)), text(event.context.role), count(1))

    def _weighed(self, event: Recorded[evaluation.GradeDecided], cycle: _Cycle) -> None:
        fact, terms = event.fact, self.grounds.policy.on(event.fact.on)
        scored = {code: cycle.scores.get((fact.person, code)) for code in cycle.indicators}
        parts = [cycle.indicators[code].weight * one[0] for code, one in scored.items() if one is not None]
        weighted = sum(parts, Decimal(0)) / 100
        whole = bool(scored) and len(parts) == len(scored)
        also = tuple(one[1].place for one in scored.values() if one is not None)
        if not whole or score_of(fact.score) != weighted:
            expected = text(_plain(weighted) if whole else "-")
            self._add(SCORE, event, (fact.person,), expected, text(fact.score), count(1), also=also)
            return
        reached = grade_of(weighted, terms)
        if fact.grade != reached:
            key = str(GRADE.policy)
            self._add(
                GRADE, event, (fact.person,), text(reached), text(fact.grade), count(1), also=also,
                binding=terms.binds(key), policy=terms.cite(key), score=fact.score,
            )  # fmt: skip

    def _in_time(self, event: Recorded[evaluation.GradeDecided], cycle: _Cycle) -> None:
        last, on_ = self._window(cycle), event.fact.on
        if last is None or on_ <= last or event.fact.person in cycle.waiting:
            drafted = cycle.drafted
            terms = self.grounds.policy.on(drafted.fact.on if drafted else on_)
            key, early = str(EARLY.policy), 0 if last is None else max(0, (last - on_).days + 1)
            self._add(
                EARLY, event, (event.fact.person,), on_day(last or on_), on_day(on_), days(early),
                also=(drafted.place,) if drafted else (), policy=terms.cite(key),
                binding=terms.binds(key) or event.fact.person in cycle.waiting or last is None,
            )  # fmt: skip

    def _closed(self, event: Recorded[evaluation.CycleClosed]) -> None:
        cycle = self._cycles[event.stream]
        listed = {person for person, exempt in cycle.listed.items() if exempt is None}
        exempt = set(cycle.listed) - listed
        for person in sorted((listed | set(self.served.providers(self._year(event)))) - exempt - set(cycle.grades)):
            self._add(NOT_ALL, event, (person,), count(1), count(0), count(1))

    # -- telling

    def _himself(self, event: Recorded[Any], person: PersonId, ours: Hands, side: str) -> None:
        if person in ours:
            self._add(HANDS, event, (person,), count(1), text(f"evaluated, {side}"), count(1), person=person)

    def _lacks(self, event: Recorded[Any], wrong: list[str]) -> None:
        if wrong:
            said = text(", ".join(wrong))
            self._add(INCOMPLETE, event, (), count(0), said, count(len(wrong)), fact=type(event.fact).__name__)

    def _add(
        self,
        predicate: Predicate,
        event: Recorded[Any],
        subjects: tuple[str, ...],
        expected: Measure,
        actual: Measure,
        delta: Measure,
        also: tuple[Place, ...] = (),
        binding: bool = True,
        policy: str | None = None,
        **figures: object,
    ) -> None:
        found = finding(
            predicate, event, *(subjects or (event.stream,)), expected=expected, actual=actual, delta=delta, also=also,
            interval=None, binding=binding, policy=policy, **figures,
        )  # fmt: skip
        self._found.append(found)

    def _year(self, event: Recorded[Any]) -> int:
        """A cycle's stream ends in its year; of nonsense that of the fact."""
        year = event.stream.rpartition("/")[2]
        return int(year) if len(year) == 4 and year.isascii() and year.isdigit() and int(year) else event.fact.on.year


def _counts(indicator: Indicator, metrics: tuple[str, ...]) -> bool:
    if indicator.metric is None:
        return indicator.full is None
    return indicator.metric in metrics and indicator.full is not None and indicator.full > 0


def _plain(score: Decimal) -> str:
    return f"{score.normalize():f}"
