"""One thing bent in S1 or S13, and the one check of a studio that must say so; twins beside."""
# ruff: noqa: E501 -- one case a line

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache, partial
from typing import Any, Final

import attrs
from attrs import frozen

from audit.studio.retelling import Bend, History, bend, by_authority, by_lead, by_officer, drop, tell, then
from studio_domain import person_record
from studio_domain import studio as at
from studio_domain.appointment import facts as appt
from studio_domain.audit import Finding, Grounds, audit_region
from studio_domain.client_case import facts as case
from studio_domain.client_case.facts import Channel, ServiceDelivered
from studio_domain.client_case.facts import Evidence as CaseEvidence
from studio_domain.expert_contract import facts as expert
from studio_domain.fund_account import AccountOpened
from studio_domain.guideline import Role
from studio_domain.person_record import InterestDeclared, InterestKind, PersonRegistered
from studio_domain.policy.facts import PolicyValueSet
from studio_domain.studio import EvidenceKind, TenureRight, WithdrawalKind, ZoneKind
from studio_domain.values import PersonId
from studio_world import (
    BUREAU,
    DIGEST,
    FANG,
    HE,
    LU,
    PARK,
    QIAN,
    SHEN,
    STUDIO,
    SUN,
    WANG,
    XU,
    ZHAO,
    ZHOU,
    World,
    day,
    findings,
)
from telling import noon


@cache
def s1() -> tuple[Any, ...]:
    return tuple(World().recognised().history)


@cache
def s13() -> tuple[Any, ...]:
    return tuple(World().recognised().succeeded().history)


@frozen
class Mutation:
    """What is bent, the check that must find it and no other of this chapter; None for a twin."""

    bend: Bend
    check: str | None
    delta: int | None = None
    as_of: str = "2024-07-31"
    of: Callable[[], tuple[Any, ...]] = s1
    beside: tuple[str, ...] = ()
    """What other chapters say of it."""


def unchanged(history: History) -> History:
    return history


JULY: Final = day("2024-07-10")
NOTIFIED: Final = at.WithdrawalNotified("n-1", WithdrawalKind.CANCELLED, "未整改", WANG, JULY)
HEARD: Final = at.StatementHeard("n-1", True, JULY)
TAKEN: Final = at.RecognitionWithdrawn("n-1", WithdrawalKind.CANCELLED, day("2024-07-20"), SUN, "撤", 0)
CLOSED: Final = at.StudioClosed(day("2024-07-22"), XU, DIGEST, True)
LEFT: Final = ("case.", "client.", "appointment.", "expert.", "obligation.", "trail.", "role.", "paper.", "person.")
"""What the chapters of cases, appointments and contracts say of so bare a story."""


def closing(*before: tuple[str, str, Any], after: tuple[tuple[str, str, Any], ...] = ()) -> Bend:
    """A studio that loses its recognition and is closed on 2024-07-22; what was recorded before that, and after."""
    told = [tell(on, fact, stream=f"{STUDIO}/{kind}") for on, kind, fact in before]
    late = [tell(on, fact, stream=f"{STUDIO}/{kind}") for on, kind, fact in after]
    return then(*told, taken(), tell("2024-07-22", CLOSED), *late)


CASE_OPENED: Final = (
    "2024-07-10",
    "case/2024-1",
    case.CaseOpened("2024-1", "k-1", ("n-1",), LU, JULY, day("2024-12-31")),
)
CASE_CLOSED: Final = (
    "2024-07-18",
    "case/2024-1",
    case.CaseClosed(1, case.ClosureKind.OBJECTIVE, ZHOU, day("2024-07-18")),
)
CASE_FILED: Final = ("2024-07-19", "case/2024-1", case.CaseArchived("D-1", HE, day("2024-07-19")))
CASE_MOVED: Final = ("2024-07-18", "case/2024-1", case.CaseTransferred("hz-2", "迁居", True, ZHOU, day("2024-07-18")))
CASE_AGAIN: Final = ("2024-07-19", "case/2024-1", case.CaseReopened("续办", day("2024-12-31"), ZHOU, day("2024-07-19")))


def asked_for(on: str) -> tuple[str, str, Any]:
    """An hour of a day, online, asked for on 2024-07-15."""
    start = noon(on)
    asked = appt.AppointmentRequested(
        "a-1",
        "k-1",
        None,
        appt.Mode.ONLINE,
        start,
        start + timedelta(hours=1),
        None,
        False,
        None,
        None,
        None,
        noon("2024-07-15"),
    )
    return "2024-07-15", "appointment/a-1", asked


CALLED_OFF: Final = (
    "2024-07-18",
    "appointment/a-1",
    appt.AppointmentCancelled(appt.Party.CLIENT, "改日", False, noon("2024-07-18")),
)


def engaged_until(last: str) -> tuple[tuple[str, str, Any], tuple[str, str, Any]]:
    """An expert's contract from 2024-07-11 on."""
    first = day("2024-07-11")
    signed = expert.ContractSigned(
        XU, PARK, first, first, first, day(last), expert.FeeKind.CONSULTING, 0, "合〔2024〕1号"
    )
    return (
        ("2024-07-10", "expert/x-1", expert.ExpertNominated(QIAN, ZHOU, "财税", "经验", JULY)),
        ("2024-07-11", "expert/x-1", signed),
    )


ENDED: Final = (
    "2024-07-18",
    "expert/x-1",
    expert.ContractTerminated(expert.TerminationCause.MUTUAL, day("2024-07-21"), XU, None, None, "解"),
)
ORDER: Final = at.RectificationOrdered("r-1", ("a", "b"), day("2024-07-20"), WANG, "改")
ASKED: Final = at.WithdrawalRequested(ZHOU, XU, "移交", JULY)


def worked(since: str, number: str = "x-9") -> Bend:
    """方子墨 worked as a mentor since, verified."""
    declared = at.ExperienceDeclared(number, FANG, "mentoring", day(since), None, DIGEST)
    return then(
        tell("2024-07-08", declared), by_officer("2024-07-08", at.ExperienceVerified(number, WANG, day("2024-07-08")))
    )


FANG_JOINS: Final = tell("2024-07-10", at.StaffJoined(FANG, "mentor", ("接待",), JULY))


def left(person: PersonId, last: str, *, lead: bool = False) -> Bend:
    """Somebody left, and everything was cleared that day."""
    fact = (at.LeadDeparted if lead else at.StaffDeparted)(person, day(last), "离职")
    return tell(last, fact, *cleared(person, last))


def cleared(person: PersonId, on: str) -> tuple[Any, ...]:
    receiver = SHEN if person != SHEN else LU
    return (
        at.LoansCleared(person, day(on), XU),
        at.HandoverSigned(person, receiver, day(on), DIGEST),
        at.AccessRevoked(person, day(on), XU),
    )


def taken(*, notice: bool = True, heard: bool = True, kind: WithdrawalKind = WithdrawalKind.CANCELLED) -> Bend:
    steps = [by_officer("2024-07-10", NOTIFIED)] if notice else []
    steps += [by_officer("2024-07-12", HEARD)] if heard else []
    return then(*steps, by_authority("2024-07-15", attrs.evolve(TAKEN, kind=kind)))


def shown(kind: EvidenceKind) -> int:
    return tuple(EvidenceKind).index(kind)


def moved(*, attested: bool) -> Bend:
    """To another venue with everything that it takes on 2024-07-15, attested or not."""
    on = day("2024-07-15")
    areas = (
        at.AreaDefined(f"{kind}-2", "v-2", kind, 30, on)
        for kind in ("counselling-room", "activity-room", "display-area", "self-service-area")
    )
    shows = at.DisplayUpdated("display-area-2", ("sign", "slogan", "policy", "services", "results"), on)
    return tell(
        "2024-07-15", at.VenueRegistered("v-2", "文二路", TenureRight.LEASED, on, None, "租"), *areas, shows,
        *((at.IsolationAttested("v-2", XU, on, DIGEST),) if attested else ()), at.VenueRelocated("v-2", on),
    )  # fmt: skip


YEARLY: Final = (
    "studio.not-inspected", "trail.", "case.", "service.", "conduct.", "inspection.", "obligation.ledger_freeze",
)  # fmt: skip


def served(minutes: int) -> Bend:
    """周明远 advises a client on 2025-03-04."""
    start = noon("2025-03-04")
    service = ServiceDelivered(
        "s-1", "2.2", "policy", Channel.VISIT, ZHOU, start, start + timedelta(minutes=minutes), "咨询室", None, (),
        CaseEvidence("记录", DIGEST),
    )  # fmt: skip
    return by_lead("2025-03-04", service, stream=f"{STUDIO}/case/2025-0001")


THREE_YEARS: Final = tell(
    "2024-05-06",
    PolicyValueSet("recognition.valid_years", 3, day("2024-05-06"), "规", XU),
    stream=f"{STUDIO}/policy/values",
)
STAKE: Final = InterestDeclared("i-1", PARK, InterestKind.OWNERSHIP, day("2024-06-14"))
OBJECTION: Final = by_officer("2024-06-18", at.ObjectionRecorded("o-1", "年限", day("2024-06-18")))


def interested(fact: InterestDeclared) -> Bend:
    return by_officer("2024-06-20", fact, stream=f"region-330106/person/{ZHAO}")


def settled(upheld: bool) -> Bend:
    return by_officer("2024-06-20", at.ObjectionSettled("o-1", upheld, "查", WANG, day("2024-06-20")))


MUTATIONS: Final[Mapping[str, Mutation]] = {
    # 1.3.0.a, SD-11: the joint application
    "recognised without an application": Mutation(drop(at.JointApplicationSubmitted), "studio.no-application"),
    "one person signs for both": Mutation(bend(at.JointApplicationSubmitted, carrier_signer=ZHOU), "studio.one-signer"),
    "somebody else signs for the carrier": Mutation(bend(at.JointApplicationSubmitted, carrier_signer=QIAN), "studio.signer-not-of-carrier"),
    "signed before the mandate began": Mutation(bend(at.JointApplicationSubmitted, carrier_signed=day("2023-12-31")), "studio.signer-not-of-carrier"),
    "signed on its first day": Mutation(bend(at.JointApplicationSubmitted, carrier_signed=day("2024-01-01")), None),
    # 1.1.a: review, notice, objection
    "no review": Mutation(drop(at.ReviewCompleted), "studio.few-reviewers", 2),
    "one reviewer": Mutation(bend(at.ReviewCompleted, opinions=(at.ReviewOpinion(ZHAO, BUREAU, "79", "好"),)), "studio.few-reviewers", 1),
    "one reviewer heard twice": Mutation(bend(at.ReviewCompleted, opinions=(at.ReviewOpinion(ZHAO, BUREAU, "79", "好"),) * 2), "studio.few-reviewers", 1),
    "a reviewer employed by the carrier": Mutation(bend(PersonRegistered, 2, employer=PARK), "studio.tied-to-carrier"),
    "a decider employed by the carrier": Mutation(bend(PersonRegistered, 4, employer=PARK), "studio.tied-to-carrier"),
    "a reviewer with a stake on the day": Mutation(interested(STAKE), "studio.tied-to-carrier"),
    "a stake from the next day": Mutation(interested(attrs.evolve(STAKE, first=day("2024-06-15"))), None),
    "a stake in somebody else": Mutation(interested(attrs.evolve(STAKE, party="12000000MB0000027M")), None),
    "a stake that ended the day before": Mutation(then(interested(attrs.evolve(STAKE, first=day("2024-01-01"))), by_officer("2024-06-21", person_record.InterestEnded("i-1", day("2024-06-13")), stream=f"region-330106/person/{ZHAO}")), None),
    "who reviewed decides": Mutation(bend(at.StudioRecognised, decider=ZHAO, context={"by": ZHAO}), "studio.decider-reviewed"),
    "four working days of notice": Mutation(bend(at.PublicNoticePosted, last=day("2024-06-20")), "studio.notice-short", 1),
    "five with a weekend between": Mutation(bend(at.PublicNoticePosted, first=day("2024-06-18"), last=day("2024-06-24")), None),
    "no notice": Mutation(drop(at.PublicNoticePosted), "studio.notice-short", 5),
    "recognised on the last day of the notice": Mutation(bend(at.PublicNoticePosted, last=day("2024-07-01")), "studio.notice-running"),
    "on the day after": Mutation(bend(at.PublicNoticePosted, last=day("2024-06-30")), None),
    "a notice before the review": Mutation(bend(at.PublicNoticePosted, first=day("2024-06-13")), "studio.notice-before-review"),
    "a notice on the day of the review": Mutation(bend(at.PublicNoticePosted, first=day("2024-06-14")), None),
    "an open objection": Mutation(OBJECTION, "studio.objection-standing"),
    "an objection upheld": Mutation(then(OBJECTION, settled(True)), "studio.objection-standing"),
    "an objection turned down": Mutation(then(OBJECTION, settled(False)), None),
    # the term and its end
    "recognised from the day before": Mutation(bend(at.StudioRecognised, first=day("2024-06-30")), "studio.reaches-back", 1),
    "recognised from the next day": Mutation(bend(at.StudioRecognised, first=day("2024-07-02")), None),
    "a day more than three years": Mutation(then(THREE_YEARS, bend(at.StudioRecognised, last=day("2027-07-01"))), "studio.term-long", 1),
    "three years without an end": Mutation(then(THREE_YEARS, bend(at.StudioRecognised, last=None)), "studio.term-long"),
    "three years": Mutation(THREE_YEARS, None),
    "renewed a day late": Mutation(then(bend(at.StudioRecognised, last=day("2024-07-20")), by_authority("2024-07-21", at.RecognitionRenewed(None, "80", SUN, "续"))), "studio.renewed-late", 1),
    "renewed on the last day": Mutation(then(bend(at.StudioRecognised, last=day("2024-07-20")), by_authority("2024-07-20", at.RecognitionRenewed(None, "80", SUN, "续"))), None),
    "rectified with less evidence": Mutation(by_officer("2024-07-10", ORDER, at.RectificationAccepted("r-1", (DIGEST,), WANG, JULY)), "studio.rectification-unproved", 1),
    "rectified": Mutation(by_officer("2024-07-10", ORDER, at.RectificationAccepted("r-1", (DIGEST, DIGEST[::-1]), WANG, JULY)), None),
    "failed on the last day": Mutation(then(by_officer("2024-07-10", ORDER), by_officer("2024-07-20", at.RectificationFailed("r-1", "未改", WANG, day("2024-07-20")))), "studio.rectification-failed-early", 1),
    "failed the day after": Mutation(then(by_officer("2024-07-10", ORDER), by_officer("2024-07-21", at.RectificationFailed("r-1", "未改", WANG, day("2024-07-21")))), None),
    "taken away without notice": Mutation(taken(notice=False, heard=False), "studio.withdrawn-unnotified"),
    "taken away unheard": Mutation(taken(heard=False), "studio.withdrawn-unheard"),
    "taken away as fraud, where failure was notified": Mutation(taken(kind=WithdrawalKind.REVOKED), "studio.withdrawn-unnotified"),
    "taken away after notice and hearing": Mutation(taken(), None),
    "let go without having asked": Mutation(by_authority("2024-07-15", at.WithdrawalApproved(day("2024-07-20"), SUN, "退")), "studio.exit-not-asked"),
    "let go when it asked": Mutation(then(by_lead("2024-07-10", ASKED), by_authority("2024-07-15", at.WithdrawalApproved(day("2024-07-20"), SUN, "退"))), None),
    "asked by one person for both": Mutation(then(by_lead("2024-07-10", attrs.evolve(ASKED, carrier_signer=ZHOU)), by_authority("2024-07-15", at.WithdrawalApproved(day("2024-07-20"), SUN, "退"))), "studio.one-signer"),
    "closed while recognised": Mutation(tell("2024-07-22", CLOSED), "studio.closed-early"),
    "closed with the plaque": Mutation(then(taken(), tell("2024-07-22", attrs.evolve(CLOSED, plaque_returned=False))), "studio.plaque-kept"),
    "closed with an open account": Mutation(then(tell("2024-05-07", AccountOpened(2024, PARK, ()), stream=f"{STUDIO}/fund/2024"), taken(), tell("2024-07-22", CLOSED)), "studio.closed-unsettled", beside=("obligation.reconcile", "trail.")),
    "closed": Mutation(then(taken(), tell("2024-07-22", CLOSED)), None),
    "closed with an open case": Mutation(closing(CASE_OPENED), "studio.closed-with-case", beside=LEFT),
    "closed with a case opened again": Mutation(closing(CASE_OPENED, CASE_CLOSED, CASE_AGAIN), "studio.closed-with-case", beside=LEFT),
    "closed before the file is archived": Mutation(closing(CASE_OPENED, CASE_CLOSED), "studio.closed-unarchived", beside=LEFT),
    "closed with the file archived": Mutation(closing(CASE_OPENED, CASE_CLOSED, CASE_FILED), None, beside=LEFT),
    "closed with the case handed over": Mutation(closing(CASE_OPENED, CASE_MOVED), None, beside=LEFT),
    "closed with an appointment that day": Mutation(closing(asked_for("2024-07-22")), "studio.closed-with-appointment", beside=LEFT),
    "closed the day after an appointment": Mutation(closing(asked_for("2024-07-21")), None, beside=LEFT),
    "closed with an appointment called off": Mutation(closing(asked_for("2024-07-25"), CALLED_OFF), None, beside=LEFT),
    "closed on the last day of a contract": Mutation(closing(*engaged_until("2024-07-22")), "studio.closed-with-contract", beside=LEFT),
    "closed the day after a contract ended": Mutation(closing(*engaged_until("2024-07-21")), None, beside=LEFT),
    "closed the day after a contract was ended": Mutation(closing(*engaged_until("2024-12-31"), ENDED), None, beside=LEFT),
    "an account opened after the closing": Mutation(closing(after=(("2024-07-23", "fund/2024", AccountOpened(2024, PARK, ())),)), "studio.begun-after-closing", beside=LEFT),
    "a case entered late after the closing": Mutation(closing(after=(("2024-07-23", *CASE_OPENED[1:]),)), "studio.begun-after-closing", beside=LEFT),
    "a case of a day without recognition": Mutation(closing(after=(("2024-07-23", "case/2024-1", attrs.evolve(CASE_OPENED[2], opened=day("2024-07-21"))),)), None, beside=LEFT),
    # form
    "recognised without a number": Mutation(bend(at.StudioRecognised, document=" "), "studio.no-document"),
    "experience without proof": Mutation(bend(at.ExperienceDeclared, proof="证明"), "studio.not-digested"),
    "who leads appoints himself": Mutation(bend(at.LeadAppointed, by=ZHOU, context={"on_behalf_of": ZHOU}), "studio.own-hand"),
    "who clears his own loans": Mutation(then(left(LU, "2024-07-20"), bend(at.LoansCleared, by=LU, context={"on_behalf_of": LU})), "studio.own-hand"),
    # 1.4: the name
    "a name without its words": Mutation(bend(at.StudioRecognised, name="杭州市周明远工作室"), "studio.name-form"),
    "a name without a lead": Mutation(bend(at.StudioRecognised, name="杭州市西湖区创业指导师工作室"), "studio.name-form"),
    "a name with what no template has": Mutation(bend(at.StudioRecognised, name="杭州市西湖区周明远创业指导师工作室（市级）", extras=("市级",)), "studio.name-form"),
    "a name in another order": Mutation(bend(at.StudioRecognised, name="周明远杭州市西湖区创业指导师工作室"), "studio.name-form"),
    "a name of another lead's": Mutation(bend(at.StudioRecognised, name="杭州市西湖区艾力·买买提创业指导师工作室"), None),
    "another region's name": Mutation(bend(at.StudioRecognised, name="杭州市上城区周明远创业指导师工作室", region_name="杭州市上城区"), "studio.name-region"),
    "the city's name": Mutation(bend(at.StudioRecognised, name="杭州市周明远创业指导师工作室", region_name="杭州市"), None),
    "named after somebody else": Mutation(bend(at.StudioRecognised, lead=LU), "studio.name-lead"),
    # 1.3.1: leads
    "a lead of no category": Mutation(bend(at.LeadAppointed, category="official"), "studio.lead-category"),
    "of no category, with the reason": Mutation(bend(at.LeadAppointed, category="official", deviation="引进"), None),
    "a lead whose excellence is not shown": Mutation(then(drop(at.EvidenceReviewed, shown(EvidenceKind.CATEGORY)), drop(at.EvidenceAttached, shown(EvidenceKind.CATEGORY))), "studio.lead-excellence"),
    "five years less a day": Mutation(bend(at.ExperienceDeclared, first=day("2019-05-21")), "studio.lead-years", 1),
    "five years to the day": Mutation(bend(at.ExperienceDeclared, first=day("2019-05-20")), None),
    "five years of training": Mutation(bend(at.ExperienceDeclared, kind="training"), "studio.lead-years"),
    "years that nobody verified": Mutation(drop(at.ExperienceVerified), "studio.lead-years"),
    "standing that nobody reviewed": Mutation(drop(at.EvidenceReviewed, shown(EvidenceKind.INFLUENCE)), "studio.lead-influence"),
    "standing that was turned down": Mutation(bend(at.EvidenceReviewed, shown(EvidenceKind.INFLUENCE), accepted=False), "studio.lead-influence"),
    "contribution in the whole city": Mutation(bend(at.EvidenceAttached, shown(EvidenceKind.LOCAL_CONTRIBUTION), region="330100"), "studio.lead-contribution"),
    "contribution that nobody looked at": Mutation(drop(at.EvidenceReviewed, shown(EvidenceKind.LOCAL_CONTRIBUTION)), None),
    "a year in which the lead served nobody": Mutation(unchanged, "studio.lead-nominal", 1, "2025-12-31", beside=YEARLY),
    "59 minutes in the year": Mutation(served(minutes=59), "studio.lead-nominal", 1, "2025-12-31", beside=YEARLY),
    "an hour in the year": Mutation(served(minutes=60), None, None, "2025-12-31", beside=YEARLY),
    "the year is not over": Mutation(unchanged, None, None, "2025-12-30", beside=YEARLY),
    # 1.3.3, 3.4.4.e: staff and the archivist
    "two years less a day when it applied": Mutation(bend(at.ExperienceDeclared, 3, first=day("2022-05-21")), "studio.applied-short", 1),
    "staff of no category": Mutation(bend(at.StaffJoined, category="official"), "studio.staff-category"),
    "staff a day before the two years": Mutation(then(worked("2022-07-11"), FANG_JOINS), "studio.staff-unqualified", 1),
    "staff on the anniversary": Mutation(then(worked("2022-07-10"), FANG_JOINS), None),
    "one too few for 61 days": Mutation(left(LU, "2024-07-10"), "studio.staff-shortage", 1, "2024-09-10"),
    "one too few for 60": Mutation(left(LU, "2024-07-10"), None, as_of="2024-09-09"),
    "nobody leads for 61 days": Mutation(left(ZHOU, "2024-07-10", lead=True), "studio.lead-vacancy", 1, "2024-09-10"),
    "nobody leads for 60": Mutation(left(ZHOU, "2024-07-10", lead=True), None, as_of="2024-09-09"),
    "the archivist leaves": Mutation(left(HE, "2024-07-30"), "studio.no-archivist", 1, "2024-08-01"),
    "another takes over the next day": Mutation(then(left(HE, "2024-07-30"), tell("2024-07-31", at.ArchivistAssigned(LU, day("2024-07-31"), DIGEST))), None),
    "the archives go over without a list": Mutation(tell("2024-07-10", at.ArchivistAssigned(LU, JULY, None)), "studio.archives-not-listed"),
    # 3.1: premises
    "29 seats": Mutation(bend(at.AreaDefined, 1, capacity=29), "studio.activity-room-small", 1),
    "30 seats": Mutation(bend(at.AreaDefined, 1, capacity=30, area="activity-room"), None),
    "51 seats": Mutation(bend(at.AreaDefined, 1, capacity=51), "studio.activity-room-large", 1),
    "50 seats": Mutation(bend(at.AreaDefined, 1, capacity=50), None),
    "no self-service area": Mutation(drop(at.AreaDefined, 3), "studio.area-missing", 30),
    "the area is closed": Mutation(tell("2024-07-10", at.AreaClosed("self-service-area", JULY)), "studio.area-missing", 20),
    "it is replaced the next day": Mutation(tell("2024-07-10", at.AreaClosed("self-service-area", JULY), at.AreaDefined("s-2", "v-1", "self-service-area", 3, day("2024-07-11"))), None),
    "an area of nobody's kind": Mutation(tell("2024-07-10", at.AreaDefined("k", "v-1", "kitchen", 3, JULY)), "studio.area-kind"),
    "a small meeting room": Mutation(tell("2024-07-10", at.AreaDefined("m", "v-1", "meeting-room", 8, JULY)), None),
    "no equipment": Mutation(drop(at.EquipmentRegistered), "studio.no-equipment"),
    "one zone": Mutation(drop(at.ZoneDefined, zone=ZoneKind.BACK_OFFICE), "studio.one-zone"),
    "one zone, with the reason": Mutation(then(drop(at.ZoneDefined, zone=ZoneKind.BACK_OFFICE), bend(at.ZoneDefined, deviation="面积所限")), None),
    "never set apart": Mutation(drop(at.IsolationAttested), "studio.not-set-apart", 30),
    "remodelled": Mutation(tell("2024-07-10", at.Remodelled("v-1", JULY, "拆隔断")), "studio.not-set-apart", 21),
    "remodelled and attested that day": Mutation(tell("2024-07-10", at.Remodelled("v-1", JULY, "加隔断"), at.IsolationAttested("v-1", XU, JULY, DIGEST)), None),
    "moved, and not attested": Mutation(moved(attested=False), "studio.not-set-apart", 16),
    "moved, and attested": Mutation(moved(attested=True), None),
    "no lease for 31 days": Mutation(bend(at.VenueRegistered, last=JULY), "studio.no-premises", 1, "2024-08-11"),
    "no lease for 30": Mutation(bend(at.VenueRegistered, last=JULY), None, as_of="2024-08-10"),
    "the lease goes on": Mutation(then(bend(at.VenueRegistered, last=JULY), tell("2024-07-10", at.VenueRegistered("v-1", "文三路 1 号", TenureRight.LEASED, day("2024-07-11"), None, "续"))), None, as_of="2024-08-11"),
    "not inspected for a year and a day": Mutation(unchanged, "studio.not-inspected", 1, "2025-07-02"),
    "not inspected for a year": Mutation(unchanged, None, as_of="2025-07-01"),
    "policies not on display": Mutation(bend(at.DisplayUpdated, items=("sign", "slogan", "services", "results")), "studio.not-shown", 1),
    # S13: obligations
    "her mentoring began a day late": Mutation(bend(at.ExperienceDeclared, 4, first=day("2021-04-02")), "studio.lead-years", 1, "2026-06-30", s13),
    "her mentoring began on the day": Mutation(bend(at.ExperienceDeclared, 4, first=day("2021-04-01")), None, None, "2026-06-30", s13),
    "renamed a day late": Mutation(bend(at.StudioRenamed, first=day("2026-05-02")), "obligation.rename", 1, "2026-06-30", s13),
    "renamed on the last day": Mutation(bend(at.StudioRenamed, first=day("2026-05-01")), None, None, "2026-06-30", s13),
    "never renamed": Mutation(drop(at.StudioRenamed), "obligation.rename", 60, "2026-06-30", s13),
    "the loans cleared a day late": Mutation(bend(at.LoansCleared, on=day("2026-04-01")), "obligation.departure_clearance", 1, "2026-06-30", s13),
    "handed over to a stranger": Mutation(bend(at.HandoverSigned, receiver=QIAN), "obligation.departure_clearance", None, "2026-06-30", s13),
    "access left": Mutation(drop(at.AccessRevoked), "obligation.departure_clearance", None, "2026-06-30", s13),
    "one too few from 1 April to 30 May": Mutation(bend(at.StaffJoined, 3, first=day("2026-05-31")), None, None, "2026-06-30", s13),
    "to 31 May": Mutation(bend(at.StaffJoined, 3, first=day("2026-06-01")), "studio.staff-shortage", 1, "2026-06-30", s13),
}  # fmt: skip

FILINGS: Final = "obligation.change_filing"
ELSEWHERE: Final = ("resource.", "regulation.", FILINGS, "obligation.annual_")
"""Told by other chapters: this studio files nothing, and plans no year."""


def found(mutation: Mutation) -> list[Finding]:
    """What a whole audit finds of the bent history, as far as this chapter goes."""
    told = findings(mutation.bend(list(mutation.of())), mutation.as_of)
    served = ("studio.lead-nominal",) if mutation.of is s13 else ()  # S13 tells no services: cases do
    return [one for one in told if not one.check.startswith((*ELSEWHERE, *served, *mutation.beside))]


def filings() -> list[Finding]:
    """S13 without its filings."""
    return [one for one in findings(s13(), "2026-06-30") if one.check == FILINGS]


def one_name_twice() -> list[Finding]:
    """Two studios of the city under one name."""
    mine = list(s1())
    named = next(event for event in mine if isinstance(event.fact, at.StudioRecognised))
    register = next(event for event in mine if isinstance(event.fact, at.CarrierRegistered))
    other = [
        type(one)("hz-b-001/studio/profile", version, len(mine) + version, one.recorded_at, one.context, one.fact)
        for version, one in enumerate((register, named), start=1)
    ]
    return [
        one
        for one in audit_region([*mine, *other], grounds=Grounds(), as_of=date(2024, 7, 31))
        if one.check == "regional.studio-name-twice"
    ]


STORIES: Final[Mapping[str, Callable[[], list[Finding]]]] = {
    **{f"{one.check}: {name}": partial(found, one) for name, one in MUTATIONS.items() if one.check},
    "S13 without its filings": filings,
    "two studios under one name": one_name_twice,
}
"""Each mutation by its name, and what is found of it."""

__all__ = ["BUREAU", "MUTATIONS", "STORIES", "Role"]
