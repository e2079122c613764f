"""The form of a year's plan (3.4.0.b): direction, goals that can be measured, two hands, papers, in its year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.annual_plan.facts import PlanApproved, PlanDrafted, PlanRevised
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Measure, Predicate, count, days, finding, on_day, text
from studio_domain.audit.grounds import Grounds
from studio_domain.guideline import Clause, Kind
from studio_domain.values import PersonId

INCOMPLETE: Final = Predicate(
    "plan.incomplete",
    Clause.ANNUAL_PLAN,
    Kind.G,
    zh="{subject} 年度计划第 {version} 版缺少{actual}",
    en="version {version} of the plan of {subject} lacks {actual}",
)
SAME_HAND: Final = Predicate(
    "plan.same-hand",
    Clause.ANNUAL_PLAN,
    Kind.G,
    zh="{subject} 年度计划第 {version} 版由 {hand} 起草并批准",
    en="{hand} drafted version {version} of the plan of {subject}, and approved it",
)
PAPERS: Final = Predicate(
    "plan.papers",
    Clause.ANNUAL_PLAN,
    Kind.A,
    zh="{subject} 年度计划第 {version} 版的批准或调整缺少{actual}",
    en="version {version} of the plan of {subject} was approved or revised without a {actual}",
)
REVISED_LATE: Final = Predicate(
    "plan.revised-late",
    Clause.ANNUAL_PLAN,
    Kind.G,
    zh="{subject} 年度计划于 {actual} 调整，当年已于 {expected} 结束",
    en="the plan of {subject} was revised on {actual}; its year ended on {expected}",
)

_ONE, _NONE = count(1), count(0)


@define
class Plans:
    """What is approved was drafted by somebody else, has a direction and goals of known metrics, and its papers."""

    grounds: Grounds
    _drafts: dict[tuple[str, int], Recorded[PlanDrafted]] = field(factory=dict)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(PlanDrafted, self._drafted)
        yield on(PlanApproved, self._approved)
        yield on(PlanRevised, self._revised)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _drafted(self, event: Recorded[PlanDrafted]) -> None:
        self._drafts[event.stream, event.fact.version] = event

    def _approved(self, event: Recorded[PlanApproved]) -> None:
        self._holds(event, ("document", event.fact.document))

    def _revised(self, event: Recorded[PlanRevised]) -> None:
        fact = event.fact
        self._holds(event, ("document", fact.document), ("reason", fact.reason))
        draft = self._drafts.get((event.stream, fact.version))
        if draft is not None and fact.on.year > draft.fact.year:
            end = date(draft.fact.year, 12, 31)
            late = days((fact.on - end).days)
            self._add(REVISED_LATE, event, expected=on_day(end), actual=on_day(fact.on), delta=late)

    def _holds(self, event: Recorded[PlanApproved] | Recorded[PlanRevised], *papers: tuple[str, str]) -> None:
        """From here on the version is the plan; a version that was never drafted lacks all that a draft has."""
        fact = event.fact
        if missing := [name for name, paper in papers if not paper.strip()]:
            said = text(", ".join(missing))
            self._add(PAPERS, event, expected=_NONE, actual=said, delta=count(len(missing)))
        draft = self._drafts.get((event.stream, fact.version))
        lacks = self._lacks(draft.fact if draft else None)
        also = (draft.place,) if draft else ()
        if lacks:
            said = text(", ".join(lacks))
            self._add(INCOMPLETE, event, expected=_NONE, actual=said, delta=count(len(lacks)), also=also)
        hands = (fact.approver, event.context.on_behalf_of)
        if draft is not None and draft.fact.drafter in hands:
            hand = draft.fact.drafter
            self._add(SAME_HAND, event, expected=count(2), actual=_ONE, delta=_ONE, also=also, hand=hand)

    def _lacks(self, draft: PlanDrafted | None) -> list[str]:
        if draft is None:
            return ["direction", "goals"]
        metrics = self.grounds.policy.on(draft.on).report.metrics
        measurable = any(goal.metric in metrics and goal.target > 0 for goal in draft.goals)
        return [name for name, there in (("direction", draft.direction.strip()), ("goals", measurable)) if not there]

    def _add(
        self,
        predicate: Predicate,
        event: Recorded[Any],
        *,
        expected: Measure,
        actual: Measure,
        delta: Measure,
        also: tuple[Place, ...] = (),
        hand: PersonId | None = None,
    ) -> None:
        year = event.stream.rpartition("/")[2]
        self._found.append(
            finding(
                predicate, event, year,
                expected=expected, actual=actual, delta=delta, also=also, version=event.fact.version, hand=hand,
            )
        )  # fmt: skip
