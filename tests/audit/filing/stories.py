"""One thing bent in a year of plans, report and filings, and the one check that must say so; twins beside."""
# ruff: noqa: E501 -- one case a line

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Final

from attrs import frozen

from audit.filing.founding import (
    AS_OF,
    FIGURES,
    FIRST_CASE,
    GOALS,
    NAME,
    PLAN_2025,
    PROFILE,
    STAFF_OF_THREE,
    employed,
    filed,
    founded,
    history,
    on,
    planned,
    reported,
    service,
    worked,
)  # fmt: skip
from audit.mutations_trail import Bend, History, add, bend, drop, in_turn
from office import BUREAU, DESK, HEAD, LEAD, OFFICER, STAFF, Office, Person
from studio_domain.aggregate import Place, Reason
from studio_domain.annual_plan import facts as plan
from studio_domain.annual_plan.facts import Correction, Figure, Goal
from studio_domain.audit import Finding, Grounds, audit_studio
from studio_domain.filing import (
    FilingAcknowledged,
    FilingPrepared,
    FilingResubmitted,
    FilingReturned,
    FilingSubmitted,
    Matter,
)
from studio_domain.guideline import Role
from studio_domain.studio import StaffDeparted, StudioRenamed, WithdrawalApproved
from studio_domain.values import PersonId

CASE: Final = f"{NAME}/{FIRST_CASE}"
OTHER_BUREAU: Final = "12000000MB0000027M"


@frozen
class Mutation:
    """What is bent, and the checks that must find it, no other of this chapter; none for a twin."""

    bend: Bend
    checks: tuple[str, ...]
    as_of: date


def found_by(bent: Bend, *checks: str, as_of: date = AS_OF) -> Mutation:
    """A mutation."""
    return Mutation(bent, checks, as_of)


def not_found(bent: Bend, as_of: date = AS_OF) -> Mutation:
    """A twin."""
    return Mutation(bent, (), as_of)


def _figure(metric: str, value: int) -> tuple[Figure, ...]:
    return tuple(Figure(metric, value) if one.metric == metric else one for one in FIGURES)


def _reports(metric: str, value: int) -> Bend:
    return bend(plan.ReportSubmitted, fact={"figures": _figure(metric, value)})


def _late_service(day: str = "2025-12-30", known: str = "2026-02-10") -> Bend:
    return add(day, FIRST_CASE, STAFF, service(day, "s-4", 30), known=known, reason=Reason.LATE_ENTRY)


_SIXTH: Final = Place(CASE, 6)
"""The service that comes late; five facts of the case were there before."""


def _corrects(*corrections: Correction, day: str = "2026-02-12", report: int = 1) -> Bend:
    said = plan.ReportCorrected(report, corrections, LEAD.id, on(day))
    return add(day, PLAN_2025, LEAD, said)


_BY_ONE: Final = (Correction("services", 1, (_SIXTH,)), Correction("service-minutes", 30, (_SIXTH,)))


def _revised(day: str, reason: str = "任务调整", document: str = "计〔2025〕2号") -> Bend:
    drafted = plan.PlanDrafted(2025, 2, "做实一对一指导", GOALS, LEAD.id, on("2025-12-01"))
    return in_turn(
        add("2025-12-01", PLAN_2025, LEAD, drafted),
        add(day, PLAN_2025, HEAD, plan.PlanRevised(2, reason, HEAD.id, document, on(day))),
    )


def _in_order(*bends: Bend) -> Bend:
    """What was added at the end takes its place by the day on which it was recorded."""

    def bent(known: History) -> History:
        return sorted(in_turn(*bends)(known), key=lambda event: event.context.occurred)

    return bent


def _again(day: str, digest: str = "ef56") -> Bend:
    """Returned on 2026-02-06, and resubmitted."""
    return in_turn(
        drop(f"{NAME}/filing/b-2026-01", 3),
        add("2026-02-06", "filing/b-2026-01", OFFICER, FilingReturned("缺附件", OFFICER.id, on("2026-02-06"))),
        add(day, "filing/b-2026-01", STAFF, FilingResubmitted(digest, STAFF.id, on(day))),
    )


def _renamed(filing: str = "", about: str = "") -> Bend:
    """Another name from 2025-09-01; ten working days end on 2025-09-15."""

    def bent(known: History) -> History:
        renamed = StudioRenamed(
            "新名", "成都市武侯区", LEAD.id, (), on("2025-09-01"), OFFICER.id, "武人社发〔2025〕9号"
        )
        known = add("2025-09-01", PROFILE, OFFICER, renamed)(known)
        place = known[-1].place
        if not filing:
            return known
        matter = Matter("name-change", about or f"{place.stream}@{place.version}")
        told = FilingPrepared((matter,), "ab12", BUREAU, STAFF.id, on(filing)), FilingSubmitted(STAFF.id, on(filing))
        return add(filing, "filing/c-1", STAFF, *told)(known)

    return bent


def _withdrawn(last: str) -> Bend:
    return add(last, PROFILE, OFFICER, WithdrawalApproved(on(last), OFFICER.id, "武人社发〔2025〕8号"))


def _reported_again(figures: tuple[Figure, ...]) -> Bend:
    """Returned on 2026-01-29, reported and filed again by the due day."""
    again = plan.ReportSubmitted(2025, 2, on("2025-12-31"), figures, "cd35", LEAD.id, on("2026-01-30"))
    return _in_order(
        drop(f"{NAME}/{PLAN_2025}", 4),
        add("2026-01-29", PLAN_2025, OFFICER, plan.ReportReturned(1, "数据不全", OFFICER.id, on("2026-01-29"))),
        add("2026-01-30", PLAN_2025, LEAD, again),
    )


_MATTER: Final = Matter("discipline-decision", f"{NAME}/discipline/d-1@4")
_BOTH_LATE: Final = ("obligation.annual_plan", "obligation.annual_report")


def _prepared(*covers: Matter, digest: str = "ab12", authority: str = BUREAU) -> Bend:
    said = FilingPrepared(covers, digest, authority, STAFF.id, on("2025-07-01"))
    return add("2025-07-01", "filing/b-x", STAFF, said)


def _before_recognition(known: History) -> History:
    """A filing of the months before the recognition, with whoever was the authority then."""
    filing = _prepared(_MATTER, authority=OTHER_BUREAU)([])
    return [*filing, *known]


MUTATIONS: Final[Mapping[str, Mutation]] = {
    # the plan
    "a plan without direction": found_by(bend(plan.PlanDrafted, fact={"direction": " "}), "plan.incomplete"),
    "a plan without goals": found_by(bend(plan.PlanDrafted, fact={"goals": ()}), "plan.incomplete"),
    "a goal that nothing measures": found_by(bend(plan.PlanDrafted, fact={"goals": (Goal("fame", 1),)}), "plan.incomplete"),
    "a goal of nothing": found_by(bend(plan.PlanDrafted, 1, fact={"goals": (Goal("jobs", 0),)}), "plan.incomplete"),
    "one goal that is measured": not_found(bend(plan.PlanDrafted, fact={"goals": (Goal("jobs", 1),)})),
    "a version that was never drafted": found_by(drop(f"{NAME}/plan/2026", 1), "plan.incomplete"),
    "approved by its drafter": found_by(bend(plan.PlanDrafted, fact={"drafter": HEAD.id}), "plan.same-hand"),
    "approved for its drafter": found_by(bend(plan.PlanApproved, context={"on_behalf_of": LEAD.id}), "plan.same-hand"),
    "approved for somebody else": not_found(bend(plan.PlanApproved, context={"on_behalf_of": DESK.id})),
    "approved without a document": found_by(bend(plan.PlanApproved, fact={"document": ""}), "plan.papers"),
    "revised without a reason": found_by(_revised("2025-12-31", reason=" "), "plan.papers"),
    "revised after its year": found_by(_revised("2026-01-01"), "plan.revised-late"),
    "revised on its last day": not_found(_revised("2025-12-31")),
    # owed
    "the first plan filed a day late": found_by(bend(FilingSubmitted, 0, fact={"on": date(2025, 2, 6)}), "obligation.annual_plan"),
    "filed before it was approved": found_by(bend(plan.PlanApproved, fact={"on": date(2025, 2, 6)}), "obligation.annual_plan"),
    "the plan of 2026 not filed": found_by(bend(FilingPrepared, 1, fact={"covers": (Matter("report", "2025"),)}), "obligation.annual_plan"),
    "not overdue on the last day": not_found(bend(FilingPrepared, 1, fact={"covers": (Matter("report", "2025"),)}), date(2026, 2, 2)),
    "overdue on the next": found_by(bend(FilingPrepared, 1, fact={"covers": (Matter("report", "2025"),)}), "obligation.annual_plan", as_of=date(2026, 2, 3)),
    "both filed on 2026-02-03": found_by(bend(FilingSubmitted, 1, fact={"on": date(2026, 2, 3)}), *_BOTH_LATE),
    "the report not filed": found_by(bend(FilingPrepared, 1, fact={"covers": (Matter("plan", "2026"),)}), "obligation.annual_report"),
    "the report of another year filed": found_by(bend(FilingPrepared, 1, fact={"covers": (Matter("plan", "2026"), Matter("report", "2024"))}), "obligation.annual_report"),
    "returned, and resubmitted after the due day": found_by(_again("2026-02-09"), *_BOTH_LATE),
    "returned, not resubmitted by then": found_by(_again("2026-04-01"), *_BOTH_LATE),
    "the recognition over by the due day": not_found(in_turn(_withdrawn("2026-02-01"), bend(FilingPrepared, 1, fact={"covers": (Matter("report", "2025"),)}))),
    "over the day after it": found_by(in_turn(_withdrawn("2026-02-02"), bend(FilingPrepared, 1, fact={"covers": (Matter("report", "2025"),)})), "obligation.annual_plan"),
    # the figures
    "twenty services instead of three": found_by(_reports("services", 20), "report.figure-false"),
    "one service less than there were": found_by(_reports("services", 2), "report.figure-false"),
    "a minute more": found_by(_reports("service-minutes", 211), "report.figure-false"),
    "one case more opened": found_by(_reports("cases-opened", 3), "report.figure-false"),
    "one case more closed": found_by(_reports("cases-closed", 2), "report.figure-false"),
    "a client counted twice": found_by(_reports("clients-served", 3), "report.figure-false"),
    "one job more": found_by(_reports("jobs", 4), "report.figure-false"),
    "an enterprise more": found_by(_reports("enterprises-founded", 2), "report.figure-false"),
    "four staff instead of three": found_by(_reports("staff-minimum", 4), "report.figure-false"),
    "false, and put right": found_by(in_turn(_reports("services", 4), _corrects(Correction("services", -1, (Place(CASE, 2),)))), "report.figure-false"),
    "right, and corrected into the false": found_by(in_turn(_late_service(), _corrects(Correction("services", 2, (_SIXTH,)), _BY_ONE[1])), "report.figure-false"),
    "a service entered later, and not corrected": found_by(_late_service(), "report.out-of-date", "report.out-of-date"),
    "a service entered later, and corrected": not_found(in_turn(_late_service(), _corrects(*_BY_ONE))),
    "entered late, but before the report": not_found(_in_order(_late_service("2025-12-30", "2026-01-05"), bend(plan.ReportSubmitted, fact={"figures": tuple(Figure(one.metric, {"services": 4, "service-minutes": 240}.get(one.metric, one.value)) for one in FIGURES)}))),
    "a service of the next year": not_found(_late_service("2026-01-02", "2026-02-10")),
    "a correction that cites an old fact": found_by(in_turn(_late_service(), _corrects(Correction("services", 1, (Place(CASE, 2),)), _BY_ONE[1])), "report.correction-unfounded"),
    "a correction that cites nothing there is": found_by(in_turn(_late_service(), _corrects(Correction("services", 1, (Place(CASE, 9),)), _BY_ONE[1])), "report.correction-unfounded"),
    "a correction that cites no fact": found_by(in_turn(_late_service(), _corrects(Correction("services", 1, ()), _BY_ONE[1])), "report.correction-unfounded"),
    "less than nothing": found_by(_reports("jobs", -1), "report.figure-false", "report.incomplete"),
    "returned, and reported anew": not_found(in_turn(_reports("jobs", 3), _reported_again(FIGURES))),
    "false, returned, and reported anew": found_by(in_turn(_reports("jobs", 4), _reported_again(FIGURES)), "report.figure-false"),
    "reported anew, and false": found_by(_reported_again(_figure("jobs", 4)), "report.figure-false"),
    # the form of the report
    "a report of eleven months": found_by(bend(plan.ReportSubmitted, fact={"as_of": date(2025, 12, 30)}), "report.not-whole-year"),
    "a report before the year was over": found_by(bend(plan.ReportSubmitted, fact={"on": date(2025, 12, 30)}), "report.not-whole-year"),
    "to the end of the recognition": not_found(in_turn(_withdrawn("2025-12-30"), bend(plan.ReportSubmitted, fact={"as_of": date(2025, 12, 30)}))),
    "a goal left out": found_by(bend(plan.ReportSubmitted, fact={"figures": tuple(one for one in FIGURES if one.metric != "jobs")}), "report.incomplete"),
    "a figure of no metric": found_by(bend(plan.ReportSubmitted, fact={"figures": (*FIGURES, Figure("fame", 1))}), "report.incomplete"),
    "a figure twice": found_by(bend(plan.ReportSubmitted, fact={"figures": (*FIGURES, FIGURES[0])}), "report.incomplete"),
    "no text of the report": found_by(bend(plan.ReportSubmitted, fact={"digest": " "}), "report.incomplete"),
    # filings
    "a filing of nothing": found_by(_prepared(), "filing.incomplete"),
    "of a matter that is none": found_by(_prepared(Matter("gossip", "x")), "filing.incomplete"),
    "that says not what it is about": found_by(_prepared(Matter("venue-change", " ")), "filing.incomplete"),
    "of a plan of no year": found_by(_prepared(Matter("plan", "this one")), "filing.incomplete"),
    "without a document": found_by(_prepared(_MATTER, digest=""), "filing.incomplete"),
    "with nobody that there is": found_by(_prepared(_MATTER, authority="the bureau"), "filing.incomplete"),
    "with another authority": found_by(_prepared(_MATTER, authority=OTHER_BUREAU), "filing.elsewhere"),
    "with ours": not_found(_prepared(_MATTER)),
    "with another before there was one": not_found(_before_recognition),
    "resubmitted without a document": found_by(_again("2026-02-06", ""), *_BOTH_LATE, "filing.incomplete"),
    "acknowledged by another": found_by(bend(FilingAcknowledged, context={"org": OTHER_BUREAU}), "filing.answered-by-another"),
    # changes
    "a change of name that is not filed": found_by(_renamed(), "obligation.change_filing"),
    "filed on the eleventh working day": found_by(_renamed("2025-09-16"), "obligation.change_filing"),
    "filed on the tenth": not_found(_renamed("2025-09-15")),
    "the tenth is not over": not_found(_renamed(), date(2025, 9, 15)),
    "another change filed": found_by(_renamed("2025-09-15", about="studio/profile@2"), "obligation.change_filing"),
}  # fmt: skip

OURS: Final = ("plan.", "report.", "filing.", "obligation.annual_", "obligation.change_filing")


def findings(told: History, as_of: date = AS_OF) -> list[Finding]:
    """What a whole audit finds, as far as this chapter goes."""
    found = audit_studio(told, grounds=Grounds.of(told, studio=NAME), studio=NAME, as_of=as_of)
    return [one for one in found if one.check.startswith(OURS)]


def of_mutation(mutation: Mutation) -> list[Finding]:
    """What is found of the bent history."""
    return findings(mutation.bend(history()), mutation.as_of)


# -- S3: fewer than three, hidden

GAO, DENG = Person(PersonId("p-gao"), Role.STAFF), Person(PersonId("p-deng"), Role.STAFF)


def s3(*, replaced: str = "2025-06-20", since: str = "2023-10-15", claimed: int = 3, filing: str = "") -> Office:
    """One of three leaves with 2025-03-31; who joins in June reaches two years on 2025-10-15. The report claims three."""
    office = founded()
    planned(office, 2025, "2025-01-20", "2025-01-24")
    filed(office, "b-2025-01", "2025-02-05", Matter("plan", "2025"))
    office.act("2025-03-28", PROFILE, LEAD, StaffDeparted(STAFF_OF_THREE[2].id, on("2025-03-31"), "辞职"))
    place = office.history[-1].place
    if filing:
        filed(office, "b-2025-02", filing, Matter("staff-shortage", f"{place.stream}@{place.version}"))
    worked_later = replaced > "2025-06-10"
    if not worked_later:
        employed(office, replaced, DENG, since)
    worked(office)
    if worked_later:
        employed(office, replaced, DENG, since)
    planned(office, 2026, "2026-01-12", "2026-01-14")
    reported(office, "2026-01-15", *_figure("staff-minimum", claimed))
    return filed(office, "b-2026-01", "2026-01-16", Matter("plan", "2026"), Matter("report", "2025"))


STORIES: Final[Mapping[str, Callable[[], list[Finding]]]] = {
    **{f"{', '.join(one.checks)}: {name}": partial(of_mutation, one) for name, one in MUTATIONS.items() if one.checks},
    "S3": lambda: findings(s3().history),
    "S3 but for the report, and the shortage filed a day late": lambda: findings(
        s3(claimed=2, filing="2025-04-17").history
    ),
}
"""Each mutation by its name, and what is found of it."""
