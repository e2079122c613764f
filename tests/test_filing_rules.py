"""Rule by rule: what each `require` of plans, reports and filings refuses, and the other side of its boundary."""
# ruff: noqa: E501 -- one case a line

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial, reduce
from typing import Any

import attrs
import pytest

from studio_domain import annual_plan, filing, studio
from studio_domain.aggregate import Place
from studio_domain.annual_plan import AnnualPlan, Correction, Figure, Goal, Standing
from studio_domain.filing import Filing, Matter, Stage
from studio_domain.guideline import Rule, fill
from studio_domain.policy import Terms
from studio_domain.studio import Studio
from studio_domain.values import PersonId, Region
from telling import refused_by
from test_form import rules

ZHOU, XU, WANG, LU = PersonId("p-zhou"), PersonId("p-xu"), PersonId("p-wang"), PersonId("p-lu")
BUREAU, ANOTHER = "1100000000000006XU", "12000000MB0000027M"
TERMS = Terms()
DRAFTED, APPROVED = date(2025, 1, 20), date(2025, 1, 24)
LAST, REPORTED = date(2025, 12, 31), date(2026, 1, 28)
DAY = timedelta(1)
LATE = Place("hz-xihu-001/case/2025-0001", 9)


def _studio(*, until: date | None = None, recognised: bool = True) -> Studio:
    facts: list[studio.Event] = [
        studio.CarrierRegistered(
            Region("330106", "浙江省杭州市西湖区"), "91000000MA00000157", "西湖数智创业园运营有限公司", "park"
        ),
        studio.ApplicationDrafted(1, ZHOU, ZHOU),
    ]
    if recognised:
        facts.append(
            studio.StudioRecognised("名", "杭州市西湖区", ZHOU, (), "文", date(2024, 7, 1), until, WANG, BUREAU)
        )
    made = reduce(studio.evolve, facts, None)
    assert made is not None
    return made


STUDIO = _studio()

GOALS = (Goal("services", 120), Goal("jobs", 30))
FIGURES = (Figure("services", 118), Figure("jobs", 31))


def planned(*events: annual_plan.Event, onto: AnnualPlan | None = None) -> AnnualPlan:
    made = reduce(annual_plan.evolve, events, onto)
    assert made is not None
    return made


def drafted(version: int) -> annual_plan.PlanDrafted:
    return annual_plan.PlanDrafted(2025, version, "方向", GOALS, ZHOU, DRAFTED)


DRAFT = planned(drafted(1))
PLAN = planned(annual_plan.PlanApproved(1, XU, "计〔2025〕1号", APPROVED), drafted(2), onto=DRAFT)
REPORT = planned(annual_plan.ReportSubmitted(2025, 1, LAST, FIGURES, "ab", ZHOU, REPORTED), onto=PLAN)
ANSWERED = planned(annual_plan.ReportAcknowledged(1, WANG, REPORTED), onto=REPORT)
RETURNED = planned(annual_plan.ReportReturned(1, "缺", WANG, REPORTED), onto=REPORT)

draft = partial(
    annual_plan.draft_plan,
    None,
    year=2025,
    direction="做实一对一指导",
    goals=GOALS,
    drafter=ZHOU,
    on=DRAFTED,
    terms=TERMS,
)
approve = partial(annual_plan.approve_plan, DRAFT, version=1, approver=XU, document="计〔2025〕1号", on=APPROVED)
revise = partial(
    annual_plan.revise_plan, PLAN, version=2, reason="任务调整", approver=XU, document="计〔2025〕2号", on=LAST
)
report = partial(
    annual_plan.submit_report, PLAN, year=2025, as_of=LAST, figures=FIGURES, digest="ab", reporter=ZHOU, on=REPORTED,
    studio=STUDIO, terms=TERMS,
)  # fmt: skip
correct = partial(
    annual_plan.correct_report, REPORT, corrections=(Correction("services", 1, (LATE,)),), reporter=ZHOU, on=REPORTED
)
acknowledge = partial(annual_plan.acknowledge_report, REPORT, officer=WANG, on=REPORTED)
send_back = partial(annual_plan.return_report, REPORT, reason="缺附件", officer=WANG, on=REPORTED)


def correcting(*corrections: Correction) -> Callable[[], object]:
    return partial(correct, corrections=corrections)


Case = tuple[Rule, dict[str, object], Callable[[], object]]

PLAN_REFUSED: dict[str, Case] = {
    "no direction": (annual_plan.DIRECTION, {}, lambda: draft(direction=" ")),
    "no goals": (annual_plan.GOALS, {}, lambda: draft(goals=())),
    "a goal of no metric": (annual_plan.GOAL_METRIC, {"metric": "fame"}, lambda: draft(goals=(*GOALS, Goal("fame", 1)))),
    "a goal twice": (annual_plan.GOAL_ONCE, {"metric": "jobs"}, lambda: draft(goals=(*GOALS, Goal("jobs", 9)))),
    "a goal of nothing": (annual_plan.GOAL_AIMS, {"metric": "jobs", "target": 0}, lambda: draft(goals=(Goal("jobs", 0),))),
    "no such version": (annual_plan.VERSION_EXISTS, {"version": 2}, lambda: approve(version=2)),
    "the drafter approves": (annual_plan.TWO_HANDS, {"version": 1, "hand": ZHOU}, lambda: approve(approver=ZHOU)),
    "somebody approves for him": (annual_plan.TWO_HANDS, {"version": 1, "hand": ZHOU}, lambda: approve(principal=ZHOU)),
    "the drafter revises": (annual_plan.TWO_HANDS, {"version": 2, "hand": ZHOU}, lambda: revise(approver=ZHOU)),
    "no document": (annual_plan.PLAN_DOCUMENTED, {}, lambda: approve(document=" ")),
    "revised without a document": (annual_plan.PLAN_DOCUMENTED, {}, lambda: revise(document="")),
    "approved before it was drafted": (annual_plan.NOT_BEFORE_DRAFT, {"version": 1, "on": DRAFTED - DAY, "drafted": DRAFTED}, lambda: approve(on=DRAFTED - DAY)),
    "approved twice": (annual_plan.APPROVED_ONCE, {"version": 1}, lambda: annual_plan.approve_plan(PLAN, **(approve.keywords | {"version": 2}))),
    "revised before it was approved": (annual_plan.APPROVED_FIRST, {"year": 2025}, lambda: annual_plan.revise_plan(DRAFT, **revise.keywords)),
    "revised to itself": (annual_plan.REVISED_FORWARD, {"version": 1, "in_force": 1}, lambda: revise(version=1)),
    "revised to what there is not": (annual_plan.VERSION_EXISTS, {"version": 3}, lambda: revise(version=3)),
    "revised in the next year": (annual_plan.IN_ITS_YEAR, {"year": 2025, "on": LAST + DAY}, lambda: revise(on=LAST + DAY)),
    "revised for no reason": (annual_plan.REVISION_REASONED, {}, lambda: revise(reason=" ")),
    "no figures": (annual_plan.HAS_FIGURES, {}, lambda: report(figures=())),
    "a figure of no metric": (annual_plan.FIGURE_METRIC, {"metric": "fame"}, lambda: report(figures=(*FIGURES, Figure("fame", 1)))),
    "a figure twice": (annual_plan.FIGURE_ONCE, {"metric": "jobs"}, lambda: report(figures=(*FIGURES, Figure("jobs", 1)))),
    "less than nothing": (annual_plan.NOT_NEGATIVE, {"metric": "jobs", "value": -1}, lambda: report(figures=(FIGURES[0], Figure("jobs", -1)))),
    "a goal left out": (annual_plan.GOALS_REPORTED, {"metric": "jobs"}, lambda: report(figures=FIGURES[:1])),
    "a day short of the year": (annual_plan.WHOLE_YEAR, {"as_of": LAST - DAY, "year": 2025}, lambda: report(as_of=LAST - DAY)),
    "the end of another year": (annual_plan.WHOLE_YEAR, {"as_of": date(2024, 12, 31), "year": 2025}, lambda: report(as_of=date(2024, 12, 31))),
    "a day short of the recognition's end": (annual_plan.WHOLE_YEAR, {"as_of": date(2025, 6, 29), "year": 2025}, lambda: report(as_of=date(2025, 6, 29), studio=_studio(until=date(2025, 6, 30)))),
    "before the year is over": (annual_plan.YEAR_OVER, {"as_of": LAST, "on": LAST - DAY}, lambda: report(on=LAST - DAY)),
    "no text": (annual_plan.REPORT_DOCUMENTED, {}, lambda: report(digest=" ")),
    "reported twice": (annual_plan.REPORTED_ONCE, {"year": 2025}, lambda: annual_plan.submit_report(REPORT, **report.keywords)),
    "reported after an answer": (annual_plan.REPORTED_ONCE, {"year": 2025}, lambda: annual_plan.submit_report(ANSWERED, **report.keywords)),
    "reported before it was returned": (annual_plan.REPORT_IN_ORDER, {"on": REPORTED - DAY, "before": REPORTED}, lambda: annual_plan.submit_report(RETURNED, **(report.keywords | {"on": REPORTED - DAY}))),
    "corrected, and never reported": (annual_plan.REPORTED_FIRST, {"year": 2025}, lambda: annual_plan.correct_report(PLAN, **correct.keywords)),
    "corrected while returned": (annual_plan.REPORTED_FIRST, {"year": 2025}, lambda: annual_plan.correct_report(RETURNED, **correct.keywords)),
    "acknowledged, and never reported": (annual_plan.REPORTED_FIRST, {"year": 2025}, lambda: annual_plan.acknowledge_report(PLAN, officer=WANG, on=REPORTED)),
    "answered twice": (annual_plan.AWAITS_ANSWER, {"report": 1}, lambda: annual_plan.return_report(ANSWERED, **send_back.keywords)),
    "a correction of nothing": (annual_plan.CORRECTS_SOMETHING, {}, correcting()),
    "a correction by nothing": (annual_plan.CORRECTS_SOMETHING, {}, correcting(Correction("jobs", 0, (LATE,)))),
    "a figure that was not reported": (annual_plan.FIGURE_REPORTED, {"metric": "cases-opened"}, correcting(Correction("cases-opened", 1, (LATE,)))),
    "corrected twice at once": (annual_plan.CORRECTED_ONCE, {"metric": "jobs"}, correcting(Correction("jobs", 1, (LATE,)), Correction("jobs", 1, (LATE,)))),
    "a correction that cites nothing": (annual_plan.CITES_FACTS, {"metric": "jobs"}, correcting(Correction("jobs", 1, ()))),
    "corrected below nothing": (annual_plan.NOT_NEGATIVE, {"metric": "jobs", "value": -1}, correcting(Correction("jobs", -32, (LATE,)))),
    "corrected before it was reported": (annual_plan.REPORT_IN_ORDER, {"on": REPORTED - DAY, "before": REPORTED}, lambda: correct(on=REPORTED - DAY)),
    "acknowledged before it was reported": (annual_plan.REPORT_IN_ORDER, {"on": REPORTED - DAY, "before": REPORTED}, lambda: acknowledge(on=REPORTED - DAY)),
    "returned for no reason": (annual_plan.RETURN_REASONED, {}, lambda: send_back(reason="")),
}  # fmt: skip

# -- filings

FILED = date(2026, 2, 2)
COVERS = (Matter("plan", "2025"), Matter("report", "2025"), Matter("lead-change", "hz-xihu-001/studio/profile@17"))


def steps(*events: filing.Event) -> Filing:
    made = reduce(filing.evolve, events, None)
    assert made is not None
    return made


_PREPARED = filing.FilingPrepared(COVERS, "ab", BUREAU, LU, FILED)
PREPARED = steps(_PREPARED)
SUBMITTED = steps(_PREPARED, filing.FilingSubmitted(LU, FILED))
DONE = steps(_PREPARED, filing.FilingSubmitted(LU, FILED), filing.FilingAcknowledged(WANG, FILED))
BACK = steps(_PREPARED, filing.FilingSubmitted(LU, FILED), filing.FilingReturned("缺", WANG, FILED))
PLANS: dict[str, AnnualPlan | None] = {"2025": REPORT}

prepare = partial(
    filing.prepare_filing,
    None,
    covers=COVERS,
    digest="ab",
    authority=BUREAU,
    preparer=LU,
    on=FILED,
    studio=STUDIO,
    terms=TERMS,
)
submit = partial(filing.submit_filing, PREPARED, submitter=LU, on=FILED, plans=PLANS)
answer = partial(filing.acknowledge_filing, SUBMITTED, officer=WANG, org=BUREAU, on=FILED)
give_back = partial(filing.return_filing, SUBMITTED, reason="缺附件", officer=WANG, org=BUREAU, on=FILED)
resubmit = partial(filing.resubmit_filing, BACK, digest="cd", submitter=LU, on=FILED, plans=PLANS)


def covering(*covers: Matter) -> Callable[[], object]:
    return partial(prepare, covers=covers)


FILING_REFUSED: dict[str, Case] = {
    "prepared twice": (filing.PREPARED_ONCE, {}, lambda: filing.prepare_filing(PREPARED, **prepare.keywords)),
    "a filing of nothing": (filing.COVERS_SOMETHING, {}, covering()),
    "a matter of no kind": (filing.KNOWN_MATTER, {"kind": "gossip"}, covering(Matter("gossip", "x"))),
    "about nothing": (filing.SAYS_WHAT_ABOUT, {"kind": "venue-change"}, covering(Matter("venue-change", " "))),
    "a plan of no year": (filing.OF_A_YEAR, {"kind": "plan", "about": "25"}, covering(Matter("plan", "25"))),
    "a report of a year in other digits": (filing.OF_A_YEAR, {"kind": "report", "about": "２０２５"}, covering(Matter("report", "２０２５"))),
    "covered twice": (filing.COVERED_ONCE, {"kind": "plan", "about": "2025"}, covering(*COVERS, COVERS[0])),
    "no document": (filing.DIGEST_GIVEN, {}, lambda: prepare(digest=" ")),
    "nobody that there is": (filing.AUTHORITY_VALID, {"authority": "bureau"}, lambda: prepare(authority="bureau")),
    "another authority": (filing.LOCAL_AUTHORITY, {"recognised_by": BUREAU, "authority": ANOTHER}, lambda: prepare(authority=ANOTHER)),
    "submitted twice": (filing.SUBMITTED_ONCE, {}, lambda: filing.submit_filing(SUBMITTED, **submit.keywords)),
    "submitted before it was prepared": (filing.FILED_IN_ORDER, {"on": FILED - DAY, "before": FILED}, lambda: submit(on=FILED - DAY)),
    "a plan that is not approved": (filing.PLAN_HOLDS, {"year": "2025"}, lambda: submit(plans={"2025": DRAFT})),
    "a plan that is not there": (filing.PLAN_HOLDS, {"year": "2025"}, lambda: submit(plans={"2025": None})),
    "a report that is not submitted": (filing.REPORT_STANDS, {"year": "2025"}, lambda: submit(plans={"2025": PLAN})),
    "a report that was returned": (filing.REPORT_STANDS, {"year": "2025"}, lambda: resubmit(plans={"2025": RETURNED})),
    "acknowledged, and never submitted": (filing.AWAITS_AUTHORITY, {"stage": Stage.PREPARED}, lambda: filing.acknowledge_filing(PREPARED, **answer.keywords)),
    "returned once it was acknowledged": (filing.AWAITS_AUTHORITY, {"stage": Stage.ACKNOWLEDGED}, lambda: filing.return_filing(DONE, **give_back.keywords)),
    "acknowledged by another": (filing.BY_ITS_AUTHORITY, {"authority": BUREAU, "org": ANOTHER}, lambda: answer(org=ANOTHER)),
    "returned by another": (filing.BY_ITS_AUTHORITY, {"authority": BUREAU, "org": ANOTHER}, lambda: give_back(org=ANOTHER)),
    "acknowledged before it was submitted": (filing.FILED_IN_ORDER, {"on": FILED - DAY, "before": FILED}, lambda: answer(on=FILED - DAY)),
    "returned for no reason": (filing.ANSWER_REASONED, {}, lambda: give_back(reason=" ")),
    "resubmitted without a return": (filing.RETURNED_FIRST, {"stage": Stage.SUBMITTED}, lambda: filing.resubmit_filing(SUBMITTED, **resubmit.keywords)),
    "resubmitted before the return": (filing.FILED_IN_ORDER, {"on": FILED - DAY, "before": FILED}, lambda: resubmit(on=FILED - DAY)),
    "resubmitted without a document": (filing.DIGEST_GIVEN, {}, lambda: resubmit(digest="")),
}  # fmt: skip

REFUSED = {**{f"plan: {name}": case for name, case in PLAN_REFUSED.items()}, **{f"filing: {name}": case for name, case in FILING_REFUSED.items()}}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_breaks_a_rule_is_refused_under_it(name: str) -> None:
    rule, figures, decide = REFUSED[name]
    with refused_by(rule, **figures):
        decide()
    assert fill(rule.zh, figures)
    assert fill(rule.en, figures)


def test_every_rule_has_a_case() -> None:
    ours = [*rules("annual_plan").values(), *rules("filing").values()]
    assert {id(rule) for rule, _, _ in REFUSED.values()} == {id(rule) for rule in ours}


PLAN_FACTS = annual_plan.Event | filing.Event

WELL: dict[str, Callable[[], object]] = {
    "each metric is a goal": lambda: draft(goals=tuple(Goal(metric, 1) for metric in TERMS.report.metrics)),
    "approved on the day of its draft": lambda: approve(on=DRAFTED),
    "approved for somebody else": lambda: approve(principal=LU),
    "revised on the last day of its year": lambda: revise(on=LAST),
    "a report of no plan": lambda: annual_plan.submit_report(None, **report.keywords),
    "a report on the last day": lambda: report(on=LAST),
    "a figure of nothing": lambda: report(figures=(FIGURES[0], Figure("jobs", 0))),
    "to the recognition's end": lambda: report(as_of=date(2025, 6, 30), studio=_studio(until=date(2025, 6, 30))),
    "the whole year, though the recognition ended": lambda: report(studio=_studio(until=date(2025, 6, 30))),
    "corrected to nothing": correcting(Correction("jobs", -31, (LATE,))),
    "corrected after an answer": lambda: annual_plan.correct_report(ANSWERED, **correct.keywords),
    "acknowledged": acknowledge,
    "returned": send_back,
    "each matter that is known": covering(*(Matter(kind, "2025") for kind in TERMS.filing.kinds)),
    "any authority before the recognition": lambda: prepare(authority=ANOTHER, studio=_studio(recognised=False)),
    "submitted": submit,
    "a matter that is about no year": lambda: filing.submit_filing(attrs.evolve(PREPARED, covers=COVERS[2:]), submitter=LU, on=FILED, plans={}),
    "acknowledged by the authority it lies with": answer,
    "returned by the authority it lies with": give_back,
    "resubmitted": resubmit,
}  # fmt: skip


@pytest.mark.parametrize("name", WELL)
def test_what_keeps_to_the_rules_is_decided(name: str) -> None:
    assert isinstance(WELL[name](), PLAN_FACTS)


class TestStates:
    """What becomes of a plan, a report, a filing."""

    def test_drafts_are_counted_and_the_approved_one_holds(self) -> None:
        again = annual_plan.draft_plan(PLAN, **draft.keywords)
        assert again.version == 3
        assert (PLAN.in_force, PLAN.since, PLAN.goals) == (1, APPROVED, ("services", "jobs"))
        assert (DRAFT.in_force, DRAFT.goals, DRAFT.reported) == (None, (), False)

    def test_a_revision_takes_the_place_of_the_plan(self) -> None:
        revised = annual_plan.evolve(PLAN, revise())
        assert (revised.in_force, revised.since) == (2, LAST)

    def test_a_correction_changes_the_figures(self) -> None:
        corrected = annual_plan.evolve(REPORT, correct())
        assert corrected.report is not None
        assert (corrected.report.figures, corrected.report.standing) == (
            {"services": 119, "jobs": 31},
            Standing.SUBMITTED,
        )

    def test_a_report_that_was_returned_is_followed_by_the_next(self) -> None:
        again = annual_plan.submit_report(RETURNED, **report.keywords)
        assert again.report == 2
        assert not RETURNED.reported
        assert annual_plan.evolve(RETURNED, again).reported

    def test_a_filing_that_was_returned_lies_with_the_authority_again(self) -> None:
        assert [PREPARED.stage, SUBMITTED.stage, DONE.stage, BACK.stage] == list(Stage)
        assert filing.evolve(BACK, resubmit()).stage is Stage.SUBMITTED
        assert filing.years_of(PREPARED) == ("2025",)

    def test_what_was_never_there_makes_no_sense(self) -> None:
        senseless: list[tuple[AnnualPlan | None, annual_plan.Event]] = [
            (None, annual_plan.PlanApproved(1, XU, "d", APPROVED)),
            (DRAFT, annual_plan.PlanApproved(2, XU, "d", APPROVED)),
            (PLAN, annual_plan.ReportAcknowledged(1, WANG, REPORTED)),
            (REPORT, annual_plan.ReportReturned(2, "缺", WANG, REPORTED)),
            (REPORT, annual_plan.ReportCorrected(1, (Correction("cases-opened", 1, (LATE,)),), ZHOU, REPORTED)),
        ]
        for known, event in senseless:
            with pytest.raises(LookupError):
                annual_plan.evolve(known, event)
        with pytest.raises(LookupError):
            filing.evolve(None, filing.FilingSubmitted(LU, FILED))


DECIDED = (
    draft, approve, revise, report, correct, acknowledge, send_back, prepare, submit, answer, give_back, resubmit,
)  # fmt: skip


@pytest.mark.parametrize("decide", DECIDED, ids=lambda decide: decide.func.__name__)
def test_every_word_given_stands_in_the_fact(decide: partial[Any]) -> None:
    """A field of the fact that is named like a word of the decision holds that word."""
    fact = decide()
    shared = {field.name for field in attrs.fields(type(fact))} & set(decide.keywords)
    assert shared
    assert {name: getattr(fact, name) for name in shared} == {name: decide.keywords[name] for name in shared}


def test_every_decision_has_a_case() -> None:
    assert [decide.func for decide in DECIDED] == [*annual_plan.MAY_DECIDE, *filing.MAY_DECIDE]
