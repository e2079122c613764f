"""A studio at every stage of its life, and a well-formed case of each decision about it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial, reduce
from typing import Any, Final

import attrs

from studio_domain import studio
from studio_domain.guideline import Role
from studio_domain.mandate import Authority, Mandate, Mandates
from studio_domain.person_record import Employment, Interest, InterestKind, PersonRecord
from studio_domain.policy import Terms
from studio_domain.regulation_book import RegulationBook, RegulationVersion
from studio_domain.resource_entry import ResourceEntry, Version
from studio_domain.studio import EvidenceKind, ReviewOpinion, Studio, TenureRight, WithdrawalKind, ZoneKind
from studio_domain.values import PersonId
from studio_domain.working_calendar import WorkingCalendar
from studio_world import (
    BUREAU,
    DIGEST,
    FANG,
    HE,
    LU,
    PARK,
    PROFILE,
    QIAN,
    RECOGNISED,
    SHEN,
    SUN,
    WANG,
    XU,
    ZHAO,
    ZHOU,
    World,
)

TERMS: Final = Terms()
DAY: Final = date(2024, 5, 20)
JUNE, JULY = date(2024, 6, 14), RECOGNISED
FIRST, LAST = date(2024, 6, 17), date(2024, 6, 21)
OTHER: Final = "12000000MB0000027M"
ONE: Final = timedelta(1)


def state(world: World) -> Studio:
    found = world.app.journal.load(studio, PROFILE).state
    assert found is not None
    return found


def told(known: Studio, *facts: Any) -> Studio:
    return reduce(studio.evolve, facts, known)


_world = World().founded()
REGISTERED: Final = state(_world)
_world.staffed().housed().ruled()
READY: Final = state(_world)
DRAFTED: Final = told(READY, studio.ApplicationDrafted(1, ZHOU, ZHOU))
_world.applied()
SUBMITTED: Final = state(_world)
UNDER_REVIEW: Final = told(SUBMITTED, studio.ApplicationAccepted(WANG))
_world.reviewed()
REVIEWED: Final = state(_world)
_world.noticed()
NOTICED: Final = state(_world)
_world.recognise()
STUDIO: Final = state(_world)
"""Recognised on 2024-07-01 until 2027-06-30."""
CLOSED: Final = told(
    STUDIO,
    studio.RecognitionWithdrawn("n-1", WithdrawalKind.CANCELLED, date(2025, 1, 1), SUN, "d", 0),
    studio.StudioClosed(date(2025, 2, 1), XU, DIGEST, True),
)
OBJECTED: Final = told(NOTICED, studio.ObjectionRecorded("o-1", "年限", FIRST))
ORDERED: Final = told(STUDIO, studio.RectificationOrdered("r-1", ("a", "b"), date(2024, 10, 1), WANG, "d"))
SUSPENDED: Final = told(STUDIO, studio.StudioSuspended(date(2024, 8, 1), "整改", WANG, "d"))
NOTIFIED: Final = told(
    STUDIO, studio.WithdrawalNotified("n-1", WithdrawalKind.CANCELLED, "未整改", WANG, date(2024, 9, 2))
)
HEARD: Final = told(NOTIFIED, studio.StatementHeard("n-1", False, date(2024, 9, 10)))
ASKED: Final = told(STUDIO, studio.WithdrawalRequested(ZHOU, XU, "移交", date(2024, 9, 2)))
ENDED: Final = told(STUDIO, studio.WithdrawalApproved(date(2024, 12, 31), SUN, "d"))
LEFT: Final = told(STUDIO, studio.StaffDeparted(LU, date(2024, 8, 30), "离职"))
AWAY: Final = told(STUDIO, studio.LeaveStarted(LU, date(2024, 8, 1), None, "病假"))
MOVING: Final = told(
    STUDIO, studio.VenueRegistered("v-2", "文二路", TenureRight.LEASED, date(2024, 8, 1), date(2026, 7, 31), "租")
)
NEW_AREAS: Final = tuple(
    studio.AreaDefined(f"{kind}-2", "v-2", kind, 30, date(2024, 8, 1)) for kind in TERMS.venue.area_kinds
)
NEW_PLACE: Final = told(
    MOVING, *NEW_AREAS, *(studio.ZoneDefined("v-2", zone) for zone in ZoneKind),
    studio.IsolationAttested("v-2", XU, date(2024, 8, 1), DIGEST),
)  # fmt: skip


def with_(known: Studio, **roster: Any) -> Studio:
    """With another roster or other premises."""
    return attrs.evolve(known, **{name: attrs.evolve(getattr(known, name), **said) for name, said in roster.items()})


def headed(
    role: Role = Role.CARRIER_HEAD, org: str = PARK, last: date | None = None, principal: PersonId | None = None
) -> Mandates:
    return Mandates({"m-1": Mandate(Authority(role, org, None, principal), date(2024, 1, 1), last)})


def record(person: PersonId, employer: str | None = BUREAU, *interests: Interest) -> PersonRecord:
    numbered = {f"i-{at}": one for at, one in enumerate(interests)}
    return PersonRecord(person, (Employment(date.min, employer, True),), numbered)


def opinions(*reviewers: PersonId, score: str = "79") -> tuple[ReviewOpinion, ...]:
    return tuple(ReviewOpinion(one, BUREAU, score, "符合") for one in reviewers or (ZHAO, QIAN))


def book(kind: str, effective: date = date(2024, 5, 15)) -> RegulationBook:
    return RegulationBook(kind, {1: RegulationVersion(1, ZHOU, XU, effective)})


LIBRARIES: Final = tuple(ResourceEntry(kind, {1: Version(DAY)}) for kind in TERMS.library.kinds)
REGULATIONS: Final = tuple(book(kind) for kind in TERMS.regulation.kinds)
PERSONS: Final = {person: record(person) for person in (ZHAO, QIAN, WANG, SUN)}
STAKE: Final = Interest(PARK, InterestKind.OWNERSHIP, date(2020, 1, 1), JUNE)
CALENDARS: Final = tuple(WorkingCalendar(year, "国办发明电") for year in (2024, 2025))

# -- one well-formed case of each decision, in the order of MAY_DECIDE

change_operator = partial(
    studio.change_operator, STUDIO, carrier=OTHER, name="武侯区公共就业创业服务中心", kind="public-employment-service",
    first=JULY, approver=SUN, document="西人社发〔2024〕40号", on=JULY, terms=TERMS,
)  # fmt: skip
cooperate = partial(
    studio.sign_cooperation, STUDIO, cooperation="h-1", partner="某银行", subject="融资", first=JULY, last=JULY,
    document="协〔2024〕1号",
)  # fmt: skip
declare = partial(
    studio.declare_experience, STUDIO, experience="n", person=FANG, kind="mentoring", first=DAY, last=JULY, proof=DIGEST
)
verify = partial(studio.verify_experience, told(STUDIO, declare()), experience="n", verifier=WANG, on=JULY)
attach = partial(
    studio.attach_evidence, STUDIO, evidence="n", person=FANG, kind=EvidenceKind.CATEGORY, region="330106",
    title="表彰", digest=DIGEST,
)  # fmt: skip
review_evidence = partial(studio.review_evidence, told(STUDIO, attach()), evidence="n", reviewer=WANG, accepted=True)
appoint = partial(
    studio.appoint_lead, READY, person=SHEN, category="trainer", principal=False, first=DAY, by=XU, terms=TERMS,
    deviation="引进人才",
)  # fmt: skip
join = partial(studio.join_staff, STUDIO, person=FANG, category="mentor", duties=("接待",), first=JULY, terms=TERMS)
assign_duty = partial(studio.assign_duty, STUDIO, person=LU, duties=("活动组织",), first=JULY)
assign_archivist = partial(studio.assign_archivist, STUDIO, person=LU, first=JULY, handover=DIGEST)
lead_departs = partial(studio.record_lead_departure, STUDIO, person=ZHOU, last_day=JULY, reason="退休")
staff_departs = partial(studio.record_staff_departure, STUDIO, person=LU, last_day=JULY, reason="离职")
leave = partial(studio.record_leave, STUDIO, person=LU, first=JULY, expected=JULY, reason="病假")
back = partial(studio.record_return, AWAY, person=LU, last_day=date(2024, 8, 9))
clear = partial(studio.clear_loans, LEFT, person=LU, on=JULY, by=HE)
hand_over = partial(studio.sign_handover, LEFT, person=LU, receiver=HE, on=JULY, digest=DIGEST)
revoke = partial(studio.revoke_access, LEFT, person=LU, on=JULY, by=HE)
register_venue = partial(
    studio.register_venue, STUDIO, venue="v-3", address="古墩路", right=TenureRight.LENT, first=JULY, last=JULY,
    document="借〔2024〕1号",
)  # fmt: skip
relocate = partial(studio.relocate, NEW_PLACE, venue="v-2", first=date(2024, 8, 1), terms=TERMS)
exit_ = partial(studio.record_exit, STUDIO, venue="v-1", last_day=JULY)
remodel = partial(studio.record_remodelling, STUDIO, venue="v-1", on=JULY, what="拆隔断")
define_zone = partial(studio.define_zone, MOVING, venue="v-2", zone=ZoneKind.CONSULTATION, deviation="面积所限")
attest = partial(studio.attest_isolation, STUDIO, venue="v-1", inspector=XU, on=JULY, evidence=DIGEST)
define_area = partial(
    studio.define_area, STUDIO, area="n", venue="v-1", kind="activity-room", capacity=30, first=JULY, terms=TERMS
)
close_area = partial(studio.record_area_closure, STUDIO, area="activity-room", last_day=JULY)
inspect = partial(studio.inspect_area, STUDIO, area="counselling-room", inspector=XU, on=JULY, failed=("quiet",))
equip = partial(studio.register_equipment, STUDIO, equipment="e-2", area="activity-room", name="音响", quantity=1)
display = partial(studio.update_display, STUDIO, area="display-area", items=("sign",), on=JULY)
draft = partial(studio.draft_application, READY, lead=ZHOU, drafter=ZHOU, on=DAY)
submit = partial(
    studio.submit_application, DRAFTED, lead_signed=DAY, carrier_signer=XU, carrier_signed=DAY,
    document="申〔2024〕1号", on=DAY, mandates=headed(), libraries=LIBRARIES, regulations=REGULATIONS, terms=TERMS,
)  # fmt: skip
send_back = partial(studio.return_application, SUBMITTED, reviewer=WANG, reasons=("缺证明",))
accept = partial(studio.accept_application, SUBMITTED, reviewer=WANG)
review = partial(
    studio.complete_review, UNDER_REVIEW, opinions=opinions(), score="79", on=JUNE, persons=PERSONS, terms=TERMS
)
post = partial(
    studio.post_notice, REVIEWED, first=FIRST, last=LAST, place="公示栏", by=WANG, calendars=CALENDARS, terms=TERMS
)
object_ = partial(studio.record_objection, NOTICED, objection="o-1", subject="年限", on=FIRST)
settle = partial(studio.settle_objection, OBJECTED, objection="o-1", upheld=False, reason="经查不实", by=WANG, on=LAST)
recognise = partial(
    studio.recognise, NOTICED, lead_name="周明远", region_name="杭州市西湖区", extras=(),
    document="西人社发〔2024〕37号", first=JULY, last=date(2027, 6, 30), decider=SUN, authority=BUREAU, on=JULY,
    person=PERSONS[SUN], terms=TERMS,
)  # fmt: skip
reject = partial(studio.reject_application, SUBMITTED, reason="年限不足", decider=SUN)
rename = partial(
    studio.rename, STUDIO, lead_name="周明远", region_name="西湖区", extras=(), first=JULY, decider=SUN, document="d",
    on=JULY, terms=TERMS,
)  # fmt: skip
order = partial(
    studio.order_rectification, STUDIO, order="r-2", items=("补足人员",), due=JULY + ONE, by=WANG,
    document="改〔2024〕1号", on=JULY,
)  # fmt: skip
rectified = partial(
    studio.accept_rectification, ORDERED, order="r-1", evidence=(DIGEST, DIGEST[::-1]), by=WANG, on=JULY
)
failed = partial(studio.fail_rectification, ORDERED, order="r-1", reason="未补足", by=WANG, on=date(2024, 10, 2))
suspend = partial(studio.suspend, STUDIO, first=JULY, reason="整改", by=WANG, document="停〔2024〕1号")
lift = partial(studio.lift_suspension, SUSPENDED, first=date(2024, 8, 1), by=WANG, document="复〔2024〕1号")
renew = partial(
    studio.renew, STUDIO, last=date(2027, 7, 1), score="88", decider=SUN, document="续〔2027〕1号",
    on=date(2027, 6, 30), terms=TERMS,
)  # fmt: skip
notify = partial(
    studio.notify_withdrawal, STUDIO, notice="n-1", kind=WithdrawalKind.REVOKED, ground="材料不实", by=WANG, on=JULY
)
hear = partial(studio.record_statement, NOTIFIED, notice="n-1", waived=True, on=JULY)
withdraw = partial(
    studio.withdraw_recognition, HEARD, notice="n-1", kind=WithdrawalKind.CANCELLED, first=date(2024, 9, 10),
    decider=SUN, document="撤〔2024〕1号", clawback_fen=0, on=date(2024, 9, 10),
)  # fmt: skip
ask_exit = partial(
    studio.request_withdrawal, STUDIO, lead=ZHOU, carrier_signer=XU, plan="移交方案", on=JULY, mandates=headed()
)
let_go = partial(
    studio.approve_withdrawal,
    ASKED,
    last_day=date(2024, 9, 2),
    decider=SUN,
    document="退〔2024〕1号",
    on=date(2024, 9, 2),
)
close = partial(studio.close_studio, ENDED, on=date(2025, 1, 1), by=XU, handover=DIGEST, plaque_returned=True)

DECISIONS: Final[tuple[partial[Any], ...]] = (
    change_operator, cooperate, declare, verify, attach, review_evidence, appoint, join, assign_duty, assign_archivist,
    lead_departs, staff_departs, leave, back, clear, hand_over, revoke, register_venue, relocate, exit_, remodel,
    define_zone, attest, define_area, close_area, inspect, equip, display, draft, submit, send_back, accept, review,
    post, object_, settle, recognise, reject, rename, order, rectified, failed, suspend, lift, renew, notify, hear,
    withdraw, ask_exit, let_go, close,
)  # fmt: skip
