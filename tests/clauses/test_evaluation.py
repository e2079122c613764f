"""Evaluation (评价考核 三、（四）5), through decisions; what S14 says of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from studio_adapters.app.evaluations import EvaluationHandle
from studio_domain import evaluation_cycle as evaluation
from studio_domain import expert_contract
from studio_domain.aggregate import Change, Context
from studio_domain.audit import Finding
from studio_domain.client_case import facts as case
from studio_domain.evaluation_cycle import Evaluatee, Indicator
from studio_domain.expert_contract import facts as expert
from studio_domain.guideline import Role
from studio_domain.values import SHANGHAI, PersonId
from studio_domain.views import EvaluationSheet, Kept
from studio_world import HE, LU, PARK, SHEN, STUDIO, XU, ZHAO, ZHOU, World, day
from telling import refused_by

FAN, GU, QIN = map(PersonId, ("p-fan", "p-gu", "p-qin"))
MEMBERS, EXPERTS = (ZHOU, SHEN, LU, HE), (FAN, GU, QIN)
INDICATORS = (
    Indicator("quality", 30), Indicator("attitude", 30), Indicator("results", 25),
    Indicator("services", 15, "services", 20),
)  # fmt: skip
TERMS = {
    "evaluation.due": "02-28", "evaluation.appeal_days": 5,
    "grade.bands": ("85:excellent", "60:qualified", "0:unqualified"),
}  # fmt: skip
SCORES = {**dict.fromkeys((*MEMBERS, *EXPERTS), ("95", "95", "95", "5")), LU: ("85", "85", "84.98", "85")}
"""陆文博, with seventeen services, comes to 84.995."""


class Evaluating(World):
    """S1 in its second year: four members and three experts serve, and are evaluated."""

    def begun(self) -> Evaluating:
        self.founded(**TERMS).staffed().housed().ruled().applied().reviewed().noticed().recognise()
        self.clock.jump(day("2025-03-03"))
        opened = case.CaseOpened("2025-0001", "k-1", ("n-1",), LU, day("2025-03-03"), day("2026-12-31"))
        self.append("case/2025-0001", opened)
        for number, person in enumerate((*MEMBERS, *EXPERTS, *(LU for _ in range(16)))):
            self.serves(number, person)
        return self

    def serves(self, number: int, mentor: PersonId) -> None:
        """A service of a case that is another chapter's."""
        start = datetime(2025, 3, 3, 9, tzinfo=SHANGHAI)
        told = case.ServiceDelivered(
            f"s-{number}", "2.2", "policy", case.Channel.VISIT, mentor, start, start + timedelta(hours=1), "咨询室",
            None, (), case.Evidence("记录", "ab"),
        )  # fmt: skip
        self.append("case/2025-0001", told, number + 1)

    def append(self, stream: str, fact: Any, known: int = 0) -> None:
        context = Context(
            occurred=self.clock.day, by=HE, role="staff", org=PARK, command=f"x-{stream}-{known}", rules="trial"
        )
        self.app.journal.append([Change(f"{STUDIO}/{stream}", known, (fact,))], context)

    @property
    def cycle(self) -> EvaluationHandle:
        return self.app.evaluation(STUDIO, 2025)

    def settled(self, on: str = "2025-06-05") -> Evaluating:
        self.lead("2025-06-02", lambda: self.cycle.define_indicators(indicators=INDICATORS))
        self.head(on, lambda: self.cycle.freeze_indicators(document="考〔2025〕1号"))
        return self

    def scored(self) -> Evaluating:
        """Two indicators by one hand, two by another; the lead by the authority and the head."""
        evaluatees = [Evaluatee(person) for person in (*MEMBERS, *EXPERTS)]
        self.lead("2026-01-08", lambda: self.cycle.list_evaluatees(evaluatees=evaluatees))
        for person, values in SCORES.items():
            by_one = self.authority if person == ZHOU else None
            give = [self._score(person, one.code, value) for one, value in zip(INDICATORS, values, strict=True)]
            if by_one:
                by_one("2026-01-12", ZHAO, *give[:2])
            else:
                self.lead("2026-01-12", *give[:2])
            self.head("2026-01-12", *give[2:])
        self.lead("2026-01-16", self.cycle.publish_draft)
        return self

    def _score(self, person: PersonId, indicator: str, value: str) -> Callable[[], object]:
        return partial(self.cycle.score, person=person, indicator=indicator, value=value, source="评议表")

    def graded(self, *but: PersonId, on: str = "2026-01-26") -> Evaluating:
        for person in SCORES:
            if person not in but:
                self.head(on, partial(self._grade, person, weighted(person), "qualified"))
        return self

    def _grade(self, person: PersonId, score: str, grade: str) -> object:
        return self.cycle.decide_grade(person=person, score=score, grade=grade, document="等〔2026〕1号")

    def ours(self, as_of: str) -> list[Finding]:
        """What is found of the evaluation."""
        return [one for one in self.findings(as_of) if one.check.startswith(("evaluation.", "obligation.evaluation"))]


def weighted(person: PersonId) -> str:
    parts = (one.weight * Decimal(value) for one, value in zip(INDICATORS, SCORES[person], strict=True))
    return f"{(sum(parts, Decimal(0)) / 100).normalize():f}"


@pytest.fixture
def begun() -> Evaluating:
    return Evaluating().begun()


class TestIndicators:
    """3.4.5.a: indicators with weights that come to 100 are settled within the year, before anybody is scored, and
    change no more; the grade is that of the unrounded score."""

    def test_nobody_is_scored_before_they_are_settled(self, begun: Evaluating) -> None:
        begun.lead("2025-06-02", lambda: begun.cycle.define_indicators(indicators=INDICATORS))
        with refused_by(evaluation.CYCLE_AT, stage=evaluation.Stage.PLANNED):
            begun.lead("2025-06-02", begun._score(LU, "quality", "85"))

    def test_they_are_not_settled_once_the_year_is_over(self, begun: Evaluating) -> None:
        with refused_by(evaluation.FROZEN_IN_THE_YEAR, year=2025, on=date(2026, 1, 1)):
            begun.settled("2026-01-01")

    def test_84_995_is_the_lower_band(self, begun: Evaluating) -> None:
        begun.settled().scored()
        assert weighted(LU) == "84.995"
        with refused_by(evaluation.GRADE_AS_SCORED, score="84.995", expected="qualified", grade="excellent"):
            begun.head("2026-01-26", partial(begun._grade, LU, "84.995", "excellent"))
        with refused_by(evaluation.SCORE_AS_WEIGHTED, person=LU, expected="84.995", score="85"):
            begun.head("2026-01-26", partial(begun._grade, LU, "85", "excellent"))

    def test_what_counts_data_is_what_the_facts_say(self, begun: Evaluating) -> None:
        begun.settled()
        begun.lead("2026-01-08", lambda: begun.cycle.list_evaluatees(evaluatees=[Evaluatee(LU)]))
        begun.head("2026-01-12", begun._score(LU, "services", "90"))
        found = begun.ours("2026-01-12")
        assert [(one.check, one.expected.value, one.actual.value) for one in found] == [
            ("evaluation.data-differs", "85", "90")
        ]


class TestEvaluationOfAll:
    """3.4.5.b: whoever served in the year, full-time or part-time, is scored by others (SD-7), may appeal within five
    working days, and is graded; the lead by the carrier's head or the authority."""

    def test_s14_gives_no_finding(self, begun: Evaluating) -> None:
        begun.settled().scored().graded()
        begun.head("2026-02-28", begun.cycle.close_cycle)
        assert begun.ours("2026-06-30") == []
        rows = Kept(EvaluationSheet()).see_all(begun.history)
        assert [(row["evaluated"], row["graded"], row["closed"]) for row in rows.table("evaluation_cycles")] == [
            (7, 7, "2026-02-28")
        ]
        sheet = {row["person"]: (row["score"], row["grade"]) for row in rows.table("evaluation_grades")}
        assert sheet[LU] == ("84.995", "qualified")
        assert len(rows.table("evaluation_scores")) == 28

    def test_nobody_is_left_ungraded(self, begun: Evaluating) -> None:
        begun.settled().scored().graded(QIN)
        with refused_by(evaluation.ALL_GRADED, person=QIN):
            begun.head("2026-02-27", begun.cycle.close_cycle)
        assert begun.ours("2026-02-28") == []
        assert [one.check for one in begun.ours("2026-03-01")] == ["obligation.evaluation"]

    def test_nobody_scores_himself(self, begun: Evaluating) -> None:
        begun.settled()
        begun.lead("2026-01-08", lambda: begun.cycle.list_evaluatees(evaluatees=[Evaluatee(LU), Evaluatee(ZHOU)]))
        with refused_by(evaluation.NOT_HIMSELF, hand=LU):
            begun.acts("2026-01-12", LU, Role.STAFF, begun._score(LU, "quality", "100"))

    def test_the_head_grades_the_lead(self, begun: Evaluating) -> None:
        begun.settled().scored()
        mandate = begun.app.mandates(STUDIO, SHEN)
        begun.head(
            "2026-01-26",
            lambda: mandate.record_mandate(
                mandate_id="m-2", role=Role.LEAD, org=PARK, first=day("2026-01-26"), document="任-2"
            ),
        )
        with refused_by(evaluation.LEAD_BY_A_HEAD, person=ZHOU, role=Role.LEAD):
            begun.lead("2026-01-26", partial(begun._grade, ZHOU, weighted(ZHOU), "qualified"), who=SHEN)

    def test_an_appeal_within_five_working_days_changes_the_score(self, begun: Evaluating) -> None:
        begun.settled().scored()
        begun.acts("2026-01-23", LU, Role.STAFF, lambda: begun.cycle.file_appeal(person=LU, digest="ab" * 32))
        with refused_by(evaluation.NOT_THE_SCORER, hand=XU, person=LU):
            begun.head("2026-01-23", lambda: begun.cycle.decide_appeal(person=LU, document="复-1"))
        answer = partial(begun.cycle.decide_appeal, person=LU, document="复-1", indicator="results", value="85")
        begun.authority("2026-01-23", ZHAO, answer)
        begun.head("2026-01-26", partial(begun._grade, LU, "85", "excellent"))
        assert begun.ours("2026-01-26") == []

    def test_an_appeal_of_the_sixth_is_too_late(self, begun: Evaluating) -> None:
        begun.settled().scored()
        late = date(2026, 1, 24)
        with refused_by(evaluation.WITHIN_WINDOW, last=date(2026, 1, 23), on=late):
            begun.acts("2026-01-24", LU, Role.STAFF, lambda: begun.cycle.file_appeal(person=LU, digest="ab" * 32))


class TestAContractCitesIt:
    """3.4.8.d: what an expert's contract says of the year's evaluation is what that decided."""

    def test_only_the_grade_that_was_decided(self, begun: Evaluating) -> None:
        begun.settled().scored().graded()
        nominated = expert.ExpertNominated(FAN, ZHOU, "财税", "经验", day("2026-01-26"))
        begun.append("expert/x-1", nominated)
        on = day("2026-01-26")
        signed = expert.ContractSigned(XU, PARK, on, on, on, day("2026-12-31"), expert.FeeKind.CONSULTING, 0, "合-1")
        begun.append("expert/x-1", signed, 1)
        handle = begun.app.expert_contract(STUDIO, "x-1")
        evaluate = partial(handle.evaluate_expert, evaluation="evaluation/2025", grade="qualified")
        with refused_by(expert_contract.OF_A_CYCLE, evaluation="evaluation/2025", score="82", grade="qualified"):
            begun.lead("2026-01-26", partial(evaluate, score="82"))
        begun.lead("2026-01-26", partial(evaluate, score=weighted(FAN)))
        assert begun.ours("2026-01-26") == []
