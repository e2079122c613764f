"""Rule by rule: what each `require` of training, activities, publicity and the ledgers refuses, and the other side."""
# ruff: noqa: E501 -- one case a line

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from functools import partial, reduce
from typing import Any, Final

import attrs
import pytest

from studio_domain import (
    case_study,
    client_case,
    development_ledger,
    publication,
    reception_ledger,
    service_activity,
    skills_pilot,
    studio,
    training_program,
)
from studio_domain.client_case import facts as case
from studio_domain.client_record import ClientRecord, Consent, Need, Purpose
from studio_domain.fund_account import FundAccount
from studio_domain.fund_account.state import Books, Charge
from studio_domain.guideline import Rule, fill
from studio_domain.publication import Subject
from studio_domain.reception_ledger import ReceptionChannel
from studio_domain.resource_entry import ResourceEntry, Version
from studio_domain.training_program import NeedRef
from studio_domain.values import SHANGHAI, PersonId
from studio_words import STUDIO, SUSPENDED, TERMS
from studio_words import told as with_facts
from studio_world import BUREAU, LU, XU, ZHOU
from telling import refused_by
from test_form import rules

DIGEST: Final = "0123456789abcdef" * 4
DAY: Final = timedelta(1)
ON: Final = date(2025, 3, 10)
FAN: Final = PersonId("p-fan")
HOUSE: Final = with_facts(
    STUDIO,
    studio.AreaDefined("room-9", next(iter(STUDIO.premises.venues)), "activity-room", 30, date(2024, 8, 1)),
    studio.ArchivistAssigned(LU, date(2024, 8, 1), DIGEST),
)
RECORD: Final = ClientRecord(
    "k-1", True, date(2025, 1, 6), (Consent(Purpose.PUBLICITY, None, True, ON),), (), {"n-1": Need("2.4", ON)}
)
CLIENTS: Final = {"k-1": RECORD}
COURSE: Final = ResourceEntry("course", {1: Version(date(2025, 1, 6))}, last_day=date(2025, 12, 31))


def of(module: Any, *facts: Any) -> Any:
    """The state after these facts."""
    return reduce(module.evolve, facts, None)


# -- training

T = training_program
START: Final = datetime(2025, 3, 20, 9, tzinfo=SHANGHAI)


def until(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


_PROPOSED = T.ProgramProposed("创业基础", LU, ON)
_ASSESSED = T.NeedsAssessed((NeedRef("k-1", "n-1"),), DIGEST, LU, ON)
_DESIGNED = T.ProgramPlanDesigned(1, 240, "course-1", 1, DIGEST, "", LU, ON)
_APPROVED = T.ProgramPlanApproved(1, ZHOU, "培1号", ON)
_TAUGHT = T.SessionDelivered("s-1", LU, START, until(120), "course-1", 1, "room-9", "活动室", 30, DIGEST)
_EVALUATED = T.EffectEvaluated("questionnaire", 30, 27, DIGEST, LU, date(2025, 3, 24))
PROPOSED = of(T, _PROPOSED)
ASSESSED = of(T, _PROPOSED, _ASSESSED)
DESIGNED = of(T, _PROPOSED, _ASSESSED, _DESIGNED)
APPROVED = of(T, _PROPOSED, _ASSESSED, _DESIGNED, _APPROVED)
REDESIGNED = of(T, _PROPOSED, _ASSESSED, _DESIGNED, _APPROVED, attrs.evolve(_DESIGNED, version=2))
RUNNING = of(T, _PROPOSED, _ASSESSED, _DESIGNED, _APPROVED, _TAUGHT)
EVALUATED = of(T, _PROPOSED, _ASSESSED, _DESIGNED, _APPROVED, _TAUGHT, _EVALUATED)
COMPLETED = of(
    T, _PROPOSED, _ASSESSED, _DESIGNED, _APPROVED, _TAUGHT, _EVALUATED, T.ProgramCompleted(ZHOU, _EVALUATED.on)
)
CHARGED = of(T, _PROPOSED, T.ProgramCharged(2025, "F-1"))
LATER: Final = date(2025, 3, 25)


def account(year: int, refunded: int = 0, earlier: int = 0) -> FundAccount:
    charges = {"F-1": Charge(200_00, "1", refunded)} if year == 2025 else {}
    return FundAccount(year, "91000000MA00000157", Books({}), charges=charges, earlier_refunds={(2025, "F-1"): earlier})


propose = partial(T.propose_program, None, title="创业基础", proposer=LU, on=ON, studio=HOUSE)
assess = partial(T.assess_needs, PROPOSED, needs=_ASSESSED.needs, digest=DIGEST, assessor=LU, on=ON, clients=CLIENTS)
design = partial(
    T.design_plan,
    ASSESSED,
    minutes=240,
    course="course-1",
    course_version=1,
    digest=DIGEST,
    designer=LU,
    on=ON,
    entry=COURSE,
)
approve = partial(T.approve_plan, DESIGNED, version=1, approver=ZHOU, document="培1号", on=ON)
schedule = partial(
    T.schedule_session, APPROVED, session="s-1", trainer=LU, start=START, end=until(240), area="room-9", seats=30, on=ON,
    studio=HOUSE, contract=None, entry=COURSE,
)  # fmt: skip
teach = partial(
    T.record_session, APPROVED, session="s-1", trainer=FAN, start=START, end=until(1), course="course-1", course_version=9,
    area="room-9", place="活动室", attendance=0, sign_in="",
)  # fmt: skip
charge = partial(T.record_charge, PROPOSED, year=2025, charge="F-1")
evaluate = partial(
    T.evaluate_effect, RUNNING, method="test", asked=30, answered=30, digest=DIGEST, evaluator=LU, on=LATER
)
complete = partial(T.complete_program, EVALUATED, by=ZHOU, on=LATER)
cancel = partial(
    T.cancel_program, CHARGED, reason="报名不足", by=ZHOU, on=LATER, accounts={2025: account(2025, 200_00)}
)


def onto(decide: partial[Any], state: Any, **words: Any) -> Callable[[], Any]:
    """The decision about another state."""
    return partial(decide.func, state, **(decide.keywords | words))


Case = tuple[Rule, dict[str, object], Callable[[], object]]

TRAINING_REFUSED: dict[str, Case] = {
    "proposed twice": (T.PROPOSED_ONCE, {}, onto(propose, PROPOSED)),
    "no title": (T.TITLED, {}, partial(propose, title=" ")),
    "a suspended studio": (T.STUDIO_SERVES, {"day": ON}, partial(propose, studio=SUSPENDED)),
    "needs of a programme that is over": (T.NOT_OVER, {}, onto(assess, COMPLETED)),
    "before the last step": (T.IN_ORDER, {"on": ON - DAY, "before": ON}, partial(assess, on=ON - DAY)),
    "no needs": (T.NEEDS_NAMED, {}, partial(assess, needs=())),
    "a need that is not on record": (T.NEED_ON_RECORD, {"client": "k-1", "need": "n-2"}, partial(assess, needs=(NeedRef("k-1", "n-2"),))),
    "a client who is not": (T.NEED_ON_RECORD, {"client": "k-9", "need": "n-1"}, partial(assess, needs=(NeedRef("k-9", "n-1"),))),
    "no document of the needs": (T.DIGESTED, {}, partial(assess, digest="ab")),
    "a plan before the needs": (T.NEEDS_FIRST, {}, onto(design, PROPOSED)),
    "no minutes": (T.MINUTES_PLANNED, {}, partial(design, minutes=0)),
    "a version of the course that is not": (T.COURSE_IN_USE, {"course": "course-1", "version": 2, "day": ON}, partial(design, course_version=2)),
    "what is no course": (T.COURSE_IN_USE, {"course": "course-1", "version": 1, "day": ON}, partial(design, entry=attrs.evolve(COURSE, library="tool"))),
    "no document of the plan": (T.DIGESTED, {}, partial(design, digest="")),
    "revised for no reason": (T.REVISION_REASONED, {}, onto(design, APPROVED, reason=" ")),
    "a plan that is not": (T.VERSION_EXISTS, {"version": 2}, partial(approve, version=2)),
    "approved again": (T.FORWARD, {"version": 1, "in_force": 1}, onto(approve, APPROVED)),
    "approved by the designer": (T.TWO_HANDS, {"version": 1, "hand": LU}, partial(approve, approver=LU)),
    "approved for the designer": (T.TWO_HANDS, {"version": 1, "hand": LU}, partial(approve, principal=LU)),
    "approved by no document": (T.DOCUMENTED, {}, partial(approve, document=" ")),
    "a session without a plan": (T.PLAN_FIRST, {}, onto(schedule, DESIGNED)),
    "a session that was delivered": (T.NEW_SESSION, {"session": "s-1"}, onto(schedule, RUNNING, end=until(60))),
    "scheduled backwards": (T.ENDS_AFTER_START, {}, partial(schedule, end=START)),
    "a stranger": (T.TRAINER_MAY_SERVE, {"trainer": FAN, "day": START.date()}, partial(schedule, trainer=FAN)),
    "a course that has ended by then": (T.COURSE_IN_USE, {"course": "course-1", "version": 1, "day": START.date()}, partial(schedule, entry=attrs.evolve(COURSE, last_day=START.date() - DAY))),
    "a minute more than the plan": (T.WITHIN_PLAN, {"over": 1}, partial(schedule, end=until(241))),
    "a minute more with what was taught": (T.WITHIN_PLAN, {"over": 1}, onto(schedule, RUNNING, session="s-2", end=until(121))),
    "a room that is not": (T.AREA_IN_USE, {"area": "room-0", "day": START.date()}, partial(schedule, area="room-0")),
    "thirty-one for the room": (T.WITHIN_ROOM, {"area": "room-9", "capacity": 30, "seats": 31}, partial(schedule, seats=31)),
    "delivered twice": (T.SESSION_ONCE, {"session": "s-1"}, onto(teach, RUNNING)),
    "delivered backwards": (T.ENDS_AFTER_START, {}, partial(teach, end=START)),
    "fewer than nobody": (T.NOT_NEGATIVE, {}, partial(teach, attendance=-1)),
    "a charge twice": (T.CHARGE_ONCE, {"charge": "F-1"}, onto(charge, CHARGED)),
    "evaluated before any teaching": (T.TAUGHT_FIRST, {}, onto(evaluate, APPROVED)),
    "no method": (T.METHOD_NAMED, {}, partial(evaluate, method=" ")),
    "more answers than asked": (T.RESPONSES, {"asked": 30, "answered": 31}, partial(evaluate, answered=31)),
    "nobody asked": (T.RESPONSES, {"asked": 0, "answered": 0}, partial(evaluate, asked=0, answered=0)),
    "completed without an evaluation": (T.EVALUATED_FIRST, {"stage": T.Stage.RUNNING}, onto(complete, RUNNING)),
    "completed after another session": (T.EVALUATED_FIRST, {"stage": T.Stage.RUNNING}, onto(complete, T.evolve(EVALUATED, attrs.evolve(_TAUGHT, session="s-2")))),
    "completed twice": (T.NOT_OVER, {}, onto(complete, COMPLETED)),
    "cancelled for no reason": (T.REASON_STATED, {}, partial(cancel, reason="")),
    "a fen not refunded": (T.REFUNDED, {"charge": "F-1", "rest": 1}, partial(cancel, accounts={2025: account(2025, 199_99)})),
    "a fen not refunded in two years": (T.REFUNDED, {"charge": "F-1", "rest": 1}, partial(cancel, accounts={2025: account(2025, 100_00), 2026: account(2026, 0, 99_99)})),
}  # fmt: skip
TRAINING_ACCEPTED: dict[str, Callable[[], object]] = {
    "a need of that very day": assess,
    "the course's last day": partial(schedule, entry=attrs.evolve(COURSE, last_day=START.date())),
    "what is left of the plan": onto(schedule, RUNNING, session="s-2", end=until(120)),
    "elsewhere with many": partial(schedule, area=None, seats=300),
    "a revised plan": onto(approve, REDESIGNED, version=2),
    "refunded in two years": partial(cancel, accounts={2025: account(2025, 100_00), 2026: account(2026, 0, 100_00)}),
    "a charge that no account has": partial(cancel, accounts={2025: None}),
}

# -- activities

A = service_activity
HELD_ON: Final = date(2025, 3, 20)
_PLAN = A.ActivityPlanned("salon", "沙龙", "人社局", BUREAU, "room-9", True, HELD_ON, 30, LU, ON)
_HELD = A.ActivityHeld("room-9", "活动室", 30, DIGEST, HELD_ON)
_REPORTED = A.ActivityReported(DIGEST, LU, HELD_ON)
PLANNED = of(A, _PLAN)
HELD = of(A, _PLAN, _HELD)
REPORTED = of(A, _PLAN, _HELD, _REPORTED)
CALLED_OFF = of(A, _PLAN, A.ActivityCancelled("雨", ZHOU, ON))
CONTEST = of(A, _PLAN, A.ContestantsListed(("k-1",), ON), A.JudgeAppointed(XU, LU, ON))
RECUSED = A.evolve(CONTEST, A.RecusalRecorded(LU, "k-1", ON))
SHOWN = of(publication, publication.AnnouncementPublished("a-1", "website", (), DIGEST, LU, ON))

_OPENED = case.CaseOpened("2024-0001", "k-1", ("n-1",), LU, date(2024, 1, 8), date(2024, 7, 1))
_CLOSED = case.CaseClosed(1, case.ClosureKind.COMPLETED, ZHOU, HELD_ON - timedelta(365))


def guided(*facts: Any, mentor: PersonId = LU) -> client_case.ClientCase:
    return of(client_case, attrs.evolve(_OPENED, mentor=mentor), *facts)  # type: ignore[no-any-return]


def closed(on: date) -> case.CaseClosed:
    return attrs.evolve(_CLOSED, on=on)


def served(on: date) -> case.ServiceDelivered:
    start = datetime(on.year, on.month, on.day, 9, tzinfo=SHANGHAI)
    return case.ServiceDelivered(
        "s-1",
        "2.2",
        "policy",
        case.Channel.VISIT,
        LU,
        start,
        start + DAY / 24,
        "咨询室",
        None,
        (),
        case.Evidence("记录", DIGEST),
    )


SINCE: Final = date(2024, 3, 20)

plan = partial(
    A.plan_activity, None, kind="salon", title="沙龙", host="人社局", authority=BUREAU, area="room-9", open_to_public=True,
    day=HELD_ON, expected=30, planner=LU, on=ON, studio=HOUSE, terms=TERMS,
)  # fmt: skip
announce = partial(A.announce_activity, PLANNED, activity_id="a-1", publication_id="x-1", publication=SHOWN, on=ON)
hold = partial(
    A.record_activity, PLANNED, area="room-9", place="活动室", attendance=300, attendance_list="", on=HELD_ON
)
sum_up = partial(A.report_on_activity, HELD, digest=DIGEST, reporter=LU, on=HELD_ON)
file = partial(A.archive_activity, REPORTED, archive_code="2025-HD-1", archivist=LU, on=HELD_ON, studio=HOUSE)
call_off = partial(A.cancel_activity, PLANNED, reason="雨", by=ZHOU, on=ON)
support = partial(A.record_support, PLANNED, support="u-1", kind="rules", provider=FAN, digest="", on=ON)
enter = partial(A.record_contestants, PLANNED, contestants=("k-1",), on=ON)
recuse = partial(A.record_recusal, PLANNED, judge=LU, contestant="k-1", on=ON)
appoint = partial(A.appoint_judge, CONTEST, judge=LU, appointer=ZHOU, on=HELD_ON, cases=(), terms=TERMS)
pay = partial(
    A.claim_judge_fee, CONTEST, judge=XU, year=2025, claim="C-1", claimant=LU, on=HELD_ON, cases=(), terms=TERMS
)

_ASIDE: Final = {"judge": LU, "contestant": "k-1", "since": SINCE}

ACTIVITY_REFUSED: dict[str, Case] = {
    "planned twice": (A.PLANNED_ONCE, {}, onto(plan, PLANNED)),
    "of no kind": (A.KNOWN_KIND, {"kind": "party"}, partial(plan, kind="party")),
    "no title": (A.TITLED, {}, partial(plan, title="")),
    "no host": (A.HOST_NAMED, {}, partial(plan, host=" ")),
    "no authority": (A.WITH_AUTHORITY, {"kind": "salon", "authority": "-"}, partial(plan, authority=None)),
    "an authority that is none": (A.WITH_AUTHORITY, {"kind": "teaching-research", "authority": "局"}, partial(plan, kind="teaching-research", authority="局")),
    "a suspended studio": (A.STUDIO_SERVES, {"day": ON}, partial(plan, studio=SUSPENDED)),
    "planned for yesterday": (A.PLANNED_AHEAD, {"day": ON - DAY, "on": ON}, partial(plan, day=ON - DAY)),
    "a room that is not": (A.AREA_IN_USE, {"area": "room-0", "day": HELD_ON}, partial(plan, area="room-0")),
    "thirty-one for the room": (A.WITHIN_ROOM, {"area": "room-9", "capacity": 30, "expected": 31}, partial(plan, expected=31)),
    "announced after it was held": (A.STILL_AHEAD, {"stage": A.Stage.HELD}, onto(announce, HELD, on=HELD_ON)),
    "cancelled twice": (A.STILL_AHEAD, {"stage": A.Stage.CANCELLED}, onto(call_off, CALLED_OFF)),
    "before the last step": (A.IN_ORDER, {"on": ON - DAY, "before": ON}, partial(announce, on=ON - DAY)),
    "announced by nothing": (A.ANNOUNCED_BY, {"publication": "x-1"}, partial(announce, publication=None)),
    "announced by what is about another": (A.ANNOUNCED_BY, {"publication": "x-1"}, partial(announce, activity_id="a-2")),
    "announced by what was taken down": (A.ANNOUNCED_BY, {"publication": "x-1"}, partial(announce, publication=publication.evolve(SHOWN, publication.PublicationTakenDown("错", LU, ON)))),
    "held twice": (A.HELD_ONCE, {}, onto(hold, HELD)),
    "fewer than nobody": (A.NOT_NEGATIVE, {}, partial(hold, attendance=-1)),
    "reported on before it was held": (A.HELD_FIRST, {"stage": A.Stage.PLANNED}, onto(sum_up, PLANNED)),
    "reported on without a document": (A.DIGESTED, {}, partial(sum_up, digest="ab")),
    "archived before it was reported on": (A.REPORTED_FIRST, {"stage": A.Stage.HELD}, onto(file, HELD)),
    "no archive code": (A.ARCHIVE_CODE, {}, partial(file, archive_code=" ")),
    "not by the archivist": (A.BY_ARCHIVIST, {"person": ZHOU, "day": HELD_ON}, partial(file, archivist=ZHOU)),
    "cancelled for no reason": (A.REASON_STATED, {}, partial(call_off, reason="")),
    "support twice": (A.SUPPORT_ONCE, {"support": "u-1"}, onto(support, A.evolve(PLANNED, support()))),
    "a judge of what is cancelled": (A.NOT_CANCELLED, {}, onto(appoint, CALLED_OFF)),
    "a judge of nobody": (A.CONTESTANTS_FIRST, {}, onto(appoint, PLANNED)),
    "the mentor of an open case": (A.STANDS_ASIDE, _ASIDE, partial(appoint, cases=(guided(),))),
    "the mentor until twelve months before": (A.STANDS_ASIDE, _ASIDE, partial(appoint, cases=(guided(closed(SINCE)),))),
    "the mentor until another took over": (A.STANDS_ASIDE, _ASIDE, partial(appoint, cases=(guided(case.MentorAssigned(ZHOU, SINCE + DAY, "换", True)),))),
    "a service twelve months before": (A.STANDS_ASIDE, _ASIDE, partial(appoint, cases=(guided(served(SINCE), mentor=ZHOU),))),
    "a fee of who should stand aside": (A.STANDS_ASIDE, _ASIDE | {"judge": XU}, partial(pay, cases=(guided(mentor=XU),))),
    "a fee of nobody": (A.APPOINTED_FIRST, {"judge": LU}, partial(pay, judge=LU)),
    "a fee twice": (A.FEE_ONCE, {"judge": XU}, onto(pay, A.evolve(CONTEST, pay()))),
}  # fmt: skip
ACTIVITY_ACCEPTED: dict[str, Callable[[], object]] = {
    "on the day itself": partial(plan, day=ON),
    "team study without an authority": partial(plan, kind="sharing", authority=None),
    "elsewhere with many": partial(plan, area=None, expected=300),
    "cancelled, and held all the same": onto(hold, CALLED_OFF),
    "the mentor until a day earlier": partial(appoint, cases=(guided(closed(SINCE - DAY)),)),
    "another took over by then": partial(appoint, cases=(guided(case.MentorAssigned(ZHOU, SINCE, "换", True)),)),
    "a service a day earlier": partial(appoint, cases=(guided(served(SINCE - DAY), mentor=ZHOU),)),
    "who stands aside": onto(appoint, RECUSED, cases=(guided(),)),
    "who guided somebody else": partial(appoint, cases=(attrs.evolve(guided(), client="k-2"),)),
}

# -- publicity, case studies

P = publication
_DRAFT = P.PublicationDrafted(Subject.ACHIEVEMENT, "宣传", DIGEST, ("k-1",), None, "s-1", LU, ON)
_NOTICE = P.PublicationDrafted(Subject.ANNOUNCEMENT, "公告", DIGEST, (), "a-1", None, LU, ON)
_PASSED = P.SecrecyReviewed(True, "可以", ZHOU, ON)
DRAFT = of(P, _DRAFT)
PASSED = of(P, _DRAFT, _PASSED)
READY = of(P, _DRAFT, _PASSED, P.PromotionApproved(ZHOU, ON))
NOTICE = of(P, _NOTICE, P.PromotionApproved(ZHOU, ON))
UNREVIEWED = of(P, _DRAFT, P.PromotionApproved(ZHOU, ON))
OUT = P.evolve(READY, P.AchievementPublished("website", ("k-1",), "s-1", DIGEST, LU, ON))
STUDY = of(case_study, case_study.CaseCompiled("2024-0001", "案例", DIGEST, LU, ON))
CLEAN = case_study.evolve(STUDY, case_study.DeidentificationReviewed(True, DIGEST, ZHOU, ON))

draft = partial(
    P.draft_publication, None, kind=Subject.ANNOUNCEMENT, title="公告", digest=DIGEST, clients=(), activity="a-1", study=None,
    author=LU, on=ON,
)  # fmt: skip
review = partial(P.review_secrecy, DRAFT, passed=True, opinion="可以", reviewer=ZHOU, on=ON)
promote = partial(P.approve_promotion, PASSED, approver=ZHOU, on=ON)
notify = partial(P.publish_announcement, NOTICE, channel="website", publisher=LU, on=ON, clients={}, terms=TERMS)
publish = partial(
    P.publish_achievement, READY, channel="website", publisher=LU, on=ON, clients=CLIENTS, study=CLEAN, terms=TERMS
)
note = partial(
    P.record_publication, None, channel="billboard", clients=("k-9",), study=None, digest="", publisher=LU, on=ON
)
withdraw = partial(P.take_down, OUT, reason="撤回同意", by=LU, on=ON)

PUBLICITY_REFUSED: dict[str, Case] = {
    "drafted twice": (P.DRAFTED_ONCE, {}, onto(draft, DRAFT)),
    "no title": (P.TITLED, {}, partial(draft, title=" ")),
    "no text": (P.DIGESTED, {}, partial(draft, digest="ab")),
    "of no activity": (P.OF_AN_ACTIVITY, {}, partial(draft, activity=None)),
    "before the last step": (P.IN_ORDER, {"on": ON - DAY, "before": ON}, partial(review, on=ON - DAY)),
    "reviewed once it is out": (P.NOT_PUBLISHED, {}, onto(review, OUT)),
    "published twice": (P.NOT_PUBLISHED, {}, onto(publish, OUT)),
    "noted twice": (P.NOT_PUBLISHED, {}, onto(note, OUT)),
    "reviewed by the author": (P.OTHER_HAND, {"hand": LU}, partial(review, reviewer=LU)),
    "approved for the author": (P.OTHER_HAND, {"hand": LU}, partial(promote, principal=LU)),
    "no opinion": (P.OPINION_STATED, {}, partial(review, opinion="")),
    "approved before the review": (P.SECRECY_PASSED, {}, onto(promote, DRAFT)),
    "published without a review": (P.SECRECY_PASSED, {}, onto(publish, UNREVIEWED)),
    "published without approval": (P.APPROVED_FIRST, {}, onto(publish, PASSED)),
    "an announcement as an achievement": (P.OF_ITS_KIND, {"kind": Subject.ANNOUNCEMENT}, onto(publish, NOTICE)),
    "an achievement as an announcement": (P.OF_ITS_KIND, {"kind": Subject.ACHIEVEMENT}, onto(notify, READY)),
    "on no channel": (P.KNOWN_CHANNEL, {"channel": "billboard"}, partial(publish, channel="billboard")),
    "no consent yet": (P.CONSENT_TO_PUBLICITY, {"client": "k-1", "day": ON}, partial(publish, clients={"k-1": attrs.evolve(RECORD, consents_given=(Consent(Purpose.PUBLICITY, None, True, ON + DAY),))})),
    "no such client": (P.CONSENT_TO_PUBLICITY, {"client": "k-1", "day": ON}, partial(publish, clients={"k-1": None})),
    "a client whose data is erased": (P.CONSENT_TO_PUBLICITY, {"client": "k-1", "day": ON}, partial(publish, clients={"k-1": attrs.evolve(RECORD, erased_on=ON)})),
    "a study that was not reviewed": (P.DEIDENTIFIED, {"study": "s-1"}, partial(publish, study=STUDY)),
    "taken down before it was out": (P.PUBLISHED_FIRST, {}, onto(withdraw, READY)),
    "taken down twice": (P.PUBLISHED_FIRST, {}, onto(withdraw, P.evolve(OUT, withdraw()))),
    "taken down for no reason": (P.TAKEDOWN_REASONED, {}, partial(withdraw, reason=" ")),
}  # fmt: skip
PUBLICITY_ACCEPTED: dict[str, Callable[[], object]] = {
    "an achievement of no activity": partial(draft, kind=Subject.ACHIEVEMENT, activity=None),
    "approved without a review, naming nobody": onto(promote, of(P, _NOTICE)),
    "what was drafted is noted as published": onto(note, DRAFT),
}

compile_it = partial(
    case_study.compile_case, None, case=guided(closed(ON)), title="案例", digest=DIGEST, compiler=LU, on=ON
)
look_over = partial(case_study.review_deidentification, STUDY, passed=True, digest=DIGEST, reviewer=ZHOU, on=ON)

STUDY_REFUSED: dict[str, Case] = {
    "compiled twice": (case_study.COMPILED_ONCE, {}, onto(compile_it, STUDY)),
    "no title": (case_study.TITLED, {}, partial(compile_it, title="")),
    "no text": (case_study.DIGESTED, {}, partial(compile_it, digest="ab")),
    "an open case": (case_study.CASE_CLOSED, {"case": "2024-0001", "day": ON}, partial(compile_it, case=guided())),
    "a case closed tomorrow": (case_study.CASE_CLOSED, {"case": "2024-0001", "day": ON}, partial(compile_it, case=guided(closed(ON + DAY)))),
    "reviewed by its compiler": (case_study.OTHER_HAND, {"hand": LU}, partial(look_over, reviewer=LU)),
    "reviewed before it was there": (case_study.IN_ORDER, {"on": ON - DAY, "compiled": ON}, partial(look_over, on=ON - DAY)),
}  # fmt: skip

# -- pilots and ledgers

S = skills_pilot
PILOT = of(S, S.PilotLaunched("skills-training", "试点", "电子", DIGEST, ZHOU, ON))
REVIEWED = S.evolve(PILOT, S.PilotReviewed("可推广", DIGEST, LU, ON))
launch = partial(
    S.launch_pilot, None, mode="labour-brand", title="试点", industry_basis="电子信息", digest=DIGEST, launcher=ZHOU, on=ON,
    studio=HOUSE, terms=TERMS,
)  # fmt: skip
judge_pilot = partial(S.review_pilot, PILOT, conclusion="可推广", digest=DIGEST, reviewer=LU, on=ON)
end = partial(S.end_pilot, REVIEWED, by=ZHOU, on=ON)

R = reception_ledger
LEDGER = of(R, R.ReceptionRecorded("e-1", "mentor", ReceptionChannel.ONLINE, "咨询", LU, None, ON))
receive = partial(
    R.record_reception, LEDGER, month="2025-03", entry="e-2", audience="tourist", channel=ReceptionChannel.OFFLINE, matter="",
    receiver=LU, client=None, on=date(2025, 3, 31),
)  # fmt: skip
mend = partial(
    R.record_correction,
    LEDGER,
    entry="e-1",
    reason="记错",
    audience="trainer",
    channel=ReceptionChannel.OFFLINE,
    matter="师资",
    client="k-1",
)
strike = partial(R.record_strike_out, LEDGER, entry="e-1", reason="重复")

D = development_ledger
BOOK = of(D, D.ResearchRecorded("d-1", "直播", True, (LU,), DIGEST, ON))
develop = partial(
    D.record_development, BOOK, year=2025, entry="d-2", person=LU, subject="辅导", minutes=1, digest="", on=ON
)
research = partial(
    D.record_research, BOOK, year=2025, entry="d-2", subject="直播", blended=False, participants=(), digest="", on=ON
)

OTHERS_REFUSED: dict[str, Case] = {
    "launched twice": (S.LAUNCHED_ONCE, {}, onto(launch, PILOT)),
    "of no mode": (S.KNOWN_MODE, {"mode": "tourism"}, partial(launch, mode="tourism")),
    "no title": (S.TITLED, {}, partial(launch, title=" ")),
    "no basis": (S.INDUSTRY_BASIS, {}, partial(launch, industry_basis=" ")),
    "a suspended studio": (S.STUDIO_SERVES, {"day": ON}, partial(launch, studio=SUSPENDED)),
    "no scheme": (S.DIGESTED, {}, partial(launch, digest="")),
    "reviewed by who launched it": (S.OTHER_HAND, {"hand": ZHOU}, partial(judge_pilot, reviewer=ZHOU)),
    "no conclusion": (S.CONCLUDED, {}, partial(judge_pilot, conclusion="")),
    "before the last step": (S.IN_ORDER, {"on": ON - DAY, "before": ON}, partial(judge_pilot, on=ON - DAY)),
    "ended before a review": (S.REVIEWED_FIRST, {}, onto(end, PILOT)),
    "ended twice": (S.GOING_ON, {}, onto(end, S.evolve(REVIEWED, end()))),
    "the first day of the next month": (R.IN_ITS_MONTH, {"day": date(2025, 4, 1), "month": "2025-03"}, partial(receive, on=date(2025, 4, 1))),
    "an entry twice": (R.ENTRY_ONCE, {"entry": "e-1"}, partial(receive, entry="e-1")),
    "the number of what was struck out": (R.ENTRY_ONCE, {"entry": "e-1"}, onto(receive, R.evolve(LEDGER, strike()), entry="e-1")),
    "a correction of nothing": (R.ENTRY_EXISTS, {"entry": "e-9"}, partial(mend, entry="e-9")),
    "a correction for no reason": (R.REASON_STATED, {}, partial(mend, reason=" ")),
    "struck out twice": (R.ENTRY_EXISTS, {"entry": "e-1"}, onto(strike, R.evolve(LEDGER, strike()))),
    "another year": (D.IN_ITS_YEAR, {"day": ON, "year": 2024}, partial(develop, year=2024)),
    "a number twice": (D.ENTRY_ONCE, {"entry": "d-1"}, partial(research, entry="d-1")),
    "no time": (D.MINUTES_POSITIVE, {}, partial(develop, minutes=0)),
}  # fmt: skip

REFUSED: dict[str, Case] = {
    f"{chapter}: {name}": one
    for chapter, cases in (
        ("training", TRAINING_REFUSED), ("activity", ACTIVITY_REFUSED), ("publicity", PUBLICITY_REFUSED),
        ("study", STUDY_REFUSED), ("others", OTHERS_REFUSED),
    )
    for name, one in cases.items()
}  # fmt: skip
ACCEPTED = {**TRAINING_ACCEPTED, **ACTIVITY_ACCEPTED, **PUBLICITY_ACCEPTED}
MODULES = (
    "training_program", "service_activity", "publication", "case_study", "skills_pilot", "reception_ledger",
    "development_ledger",
)  # fmt: skip
DECIDED: tuple[partial[Any], ...] = (
    propose, assess, design, approve, schedule, teach, charge, evaluate, complete, cancel, plan, announce, hold, sum_up,
    file, call_off, support, enter, recuse, appoint, pay, draft, review, promote, notify, publish, note, withdraw,
    compile_it, look_over, launch, judge_pilot, end, receive, mend, strike, develop, research,
)  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_a_rule_refuses(name: str) -> None:
    rule, figures, decide = REFUSED[name]
    with refused_by(rule, **figures):
        decide()
    assert fill(rule.zh, figures)


@pytest.mark.parametrize("name", ACCEPTED)
def test_the_other_side_of_the_boundary(name: str) -> None:
    assert ACCEPTED[name]() is not None


def test_every_rule_has_a_case() -> None:
    met = {id(rule) for rule, _, _ in REFUSED.values()}
    for module in MODULES:
        assert [name for name, rule in rules(module).items() if id(rule) not in met] == [], module


@pytest.mark.parametrize("decide", DECIDED, ids=lambda decide: decide.func.__name__)
def test_every_word_given_stands_in_the_fact(decide: partial[Any]) -> None:
    """A field of the fact that is named like a word of the decision holds that word."""
    fact = decide()
    shared = {field.name for field in attrs.fields(type(fact))} & set(decide.keywords)
    given = {name: decide.keywords[name] for name in shared}
    if fact.__class__ in (P.AnnouncementPublished, P.AchievementPublished) and decide is not note:
        given |= {"clients": () if decide is notify else ("k-1",)}
        given |= {} if decide is notify else {"study": "s-1"}
    given |= {"case": "2024-0001"} if decide is compile_it else {}
    given |= {"publication": "x-1"} if decide is announce else {}
    assert shared
    assert {name: getattr(fact, name) for name in shared} == given


def test_every_decision_has_a_case() -> None:
    allowed: Iterable[Any] = (
        *T.MAY_DECIDE, *A.MAY_DECIDE, *P.MAY_DECIDE, *case_study.MAY_DECIDE, *S.MAY_DECIDE, *R.MAY_DECIDE, *D.MAY_DECIDE
    )  # fmt: skip
    assert [decide.func for decide in DECIDED] == list(allowed)


class TestTransitions:
    def test_the_four_steps(self) -> None:
        stages = [one.stage for one in (PROPOSED, ASSESSED, APPROVED, RUNNING, EVALUATED, COMPLETED)]
        assert stages == list(T.Stage)[:-1]
        assert of(T, _PROPOSED, T.ProgramCancelled("r", ZHOU, ON)).stage is T.Stage.CANCELLED

    def test_a_scheduled_session_that_is_delivered_takes_its_time_once(self) -> None:
        planned = T.evolve(APPROVED, schedule())
        assert planned.taken == 240
        assert T.evolve(planned, _TAUGHT).taken == 120

    def test_what_runs_goes_on_running_under_a_revised_plan(self) -> None:
        revised = T.evolve(
            T.evolve(RUNNING, attrs.evolve(_DESIGNED, version=2, minutes=60)), attrs.evolve(_APPROVED, version=2)
        )
        assert (revised.stage, revised.in_force) == (T.Stage.RUNNING, 2)
        assert revised.plan is not None
        assert revised.plan.minutes == 60

    def test_the_life_of_an_activity(self) -> None:
        announced = A.evolve(PLANNED, A.ActivityAnnounced("x-1", ON))
        archived = A.evolve(REPORTED, A.ActivityArchived("c", LU, HELD_ON))
        stages = [one.stage for one in (PLANNED, announced, HELD, REPORTED, archived, CALLED_OFF)]
        assert stages == list(A.Stage)
        assert A.evolve(HELD, A.ActivityAnnounced("x-1", ON)).stage is A.Stage.HELD

    def test_a_ledger_has_one_digest_for_the_same_entries(self) -> None:
        corrected = R.evolve(LEDGER, mend())
        back = R.evolve(corrected, R.ReceptionCorrected("e-1", "mentor", ReceptionChannel.ONLINE, "咨询", None, "复原"))
        assert corrected.digest != LEDGER.digest == back.digest
        more = R.evolve(LEDGER, receive())
        assert R.evolve(more, R.ReceptionStruckOut("e-2", "错")).digest == LEDGER.digest
        assert R.ReceptionLedger().digest == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    def test_what_was_never_there_makes_no_sense(self) -> None:
        senseless: list[tuple[Any, Any, Any]] = [
            (T, None, _ASSESSED),
            (T, PROPOSED, _APPROVED),
            (A, None, _HELD),
            (P, None, _PASSED),
            (case_study, None, case_study.DeidentificationReviewed(True, DIGEST, ZHOU, ON)),
            (S, None, S.PilotEnded(ZHOU, ON)),
            (R, None, R.ReceptionStruckOut("e-1", "错")),
            (R, LEDGER, R.ReceptionCorrected("e-2", "mentor", ReceptionChannel.ONLINE, "", None, "错")),
        ]
        for module, known, event in senseless:
            with pytest.raises(LookupError):
                module.evolve(known, event)
