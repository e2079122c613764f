"""Rule by rule: what each `require` about a studio refuses. Without the line, its case here fails."""
# ruff: noqa: E501 -- one case a line

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import attrs
import pytest

import studio_words as say
from studio_domain import studio, studio_name
from studio_domain.guideline import Rule, fill
from studio_domain.mandate import Mandates
from studio_domain.studio import EvidenceKind, WithdrawalKind, ZoneKind
from studio_words import (
    CLOSED,
    DAY,
    DRAFTED,
    ENDED,
    FIRST,
    HEARD,
    JULY,
    JUNE,
    LAST,
    MOVING,
    NEW_PLACE,
    NOTICED,
    ONE,
    ORDERED,
    OTHER,
    PERSONS,
    READY,
    REGISTERED,
    STUDIO,
    SUBMITTED,
    SUSPENDED,
    TERMS,
    headed,
    opinions,
    record,
    told,
    with_,
)
from studio_world import DIGEST, FANG, HE, LU, NAME, PARK, QIAN, SHEN, SUN, WANG, XU, ZHAO, ZHOU
from telling import refused_by
from test_form import rules

register = partial(
    studio.register_carrier, None,
    region=STUDIO.region, carrier=PARK, name="西湖数智创业园运营有限公司", kind="park", terms=TERMS,
)  # fmt: skip


def at(decide: partial[Any], known: studio.Studio, **words: Any) -> Callable[[], object]:
    """The decision about another studio than its own."""
    return lambda: decide.func(known, **(decide.keywords | words))


def but(decide: partial[Any], **words: Any) -> Callable[[], object]:
    """The decision with other words."""
    return lambda: decide(**words)


def without_experience(person: str) -> studio.Studio:
    kept = {name: one for name, one in DRAFTED.roster.experiences.items() if one.person != person}
    return with_(DRAFTED, roster={"experiences": kept})


def shown(kind: EvidenceKind, **said: Any) -> studio.Studio:
    """On notice, with that evidence about the lead changed."""
    changed = {
        name: attrs.evolve(one, **said) if one.kind is kind else one for name, one in NOTICED.roster.evidence.items()
    }
    return with_(NOTICED, roster={"evidence": changed})


def area_gone(kind: str) -> studio.Studio:
    return told(DRAFTED, studio.AreaClosed(kind, DAY - ONE))


def termed(**words: Any) -> Any:
    """Terms with other values of a group: `termed(studio={"tenure_as_of": "join"})`."""
    return attrs.evolve(TERMS, **{group: attrs.evolve(getattr(TERMS, group), **said) for group, said in words.items()})


THREE_YEARS = termed(recognition={"valid_years": 3})
OPEN_TERM = with_(STUDIO, recognition={"terms": (studio.Term(JULY, None),)})
FOR_ZHOU = headed(principal=ZHOU)
STARTED = attrs.evolve(NEW_PLACE, roster=STUDIO.roster)
LEASED = told(REGISTERED, studio.VenueRegistered("v-1", "a", studio.TenureRight.LEASED, DAY, JULY, "d"))
WORDED = with_(STUDIO, roster={"leads": ()})

CASES: list[tuple[Rule, dict[str, object], Callable[[], object]]] = [
    # the carrier
    (studio.REGISTERED_ONCE, {"carrier": PARK}, lambda: studio.register_carrier(STUDIO, **register.keywords)),
    (studio.VALID_CODE, {"carrier": "91000000MA00000158"}, but(register, carrier="91000000MA00000158")),
    (studio.CARRIER_NAMED, {}, but(register, name=" ")),
    (studio.KNOWN_KIND, {"kind": "bank"}, but(register, kind="bank")),
    (studio.VALID_CODE, {"carrier": "1"}, but(say.change_operator, carrier="1")),
    (studio.ANOTHER_OPERATOR, {"carrier": PARK}, but(say.change_operator, carrier=PARK)),
    (studio.CHANGE_BEGUN, {"first": JULY + ONE, "on": JULY}, but(say.change_operator, first=JULY + ONE)),
    (studio.DOCUMENTED, {}, but(say.change_operator, document=" ")),
    (studio.NOT_CLOSED, {"closed": date(2025, 2, 1)}, at(say.change_operator, CLOSED)),
    (studio.STATED, {"what": "partner"}, but(say.cooperate, partner=" ")),
    (studio.STATED, {"what": "subject"}, but(say.cooperate, subject="")),
    (studio.FIRST_TO_LAST, {"first": JULY, "last": JULY - ONE}, but(say.cooperate, last=JULY - ONE)),
    (studio.DOCUMENTED, {}, but(say.cooperate, document="")),
    (studio.NOT_CLOSED, {"closed": date(2025, 2, 1)}, at(say.cooperate, CLOSED)),
    # experience and evidence
    (studio.NEW_ID, {"number": "x-1"}, but(say.declare, experience="x-1")),
    (studio.STATED, {"what": "kind"}, but(say.declare, kind="")),
    (studio.FIRST_TO_LAST, {"first": DAY, "last": DAY - ONE}, but(say.declare, last=DAY - ONE)),
    (studio.DIGESTED, {}, but(say.declare, proof="证明")),
    (studio.NOT_CLOSED, {"closed": date(2025, 2, 1)}, at(say.declare, CLOSED)),
    (studio.EXPERIENCE_EXISTS, {"experience": "y"}, but(say.verify, experience="y")),
    (studio.VERIFIED_ONCE, {"experience": "x-1"}, but(say.verify, experience="x-1")),
    (studio.ANOTHER_HAND, {"hand": FANG}, but(say.verify, verifier=FANG)),
    (studio.ANOTHER_HAND, {"hand": FANG}, but(say.verify, principal=FANG)),
    (studio.ANOTHER_HAND, {"hand": SHEN}, but(say.appoint, behind=SHEN)),
    (studio.ANOTHER_HAND, {"hand": FANG}, but(say.review_evidence, principal=FANG)),
    (studio.ANOTHER_HAND, {"hand": LU}, but(say.clear, principal=LU)),
    (studio.ANOTHER_HAND, {"hand": LU}, but(say.revoke, principal=LU)),
    (studio.NEW_ID, {"number": f"z-{ZHOU}-category"}, but(say.attach, evidence=f"z-{ZHOU}-category")),
    (studio.STATED, {"what": "title"}, but(say.attach, title="")),
    (studio.DIGESTED, {}, but(say.attach, digest=DIGEST.upper())),
    (studio.EVIDENCE_EXISTS, {"evidence": "y"}, but(say.review_evidence, evidence="y")),
    (studio.EVIDENCE_REVIEWED_ONCE, {"evidence": f"z-{ZHOU}-category"}, but(say.review_evidence, evidence=f"z-{ZHOU}-category")),
    (studio.ANOTHER_HAND, {"hand": FANG}, but(say.review_evidence, reviewer=FANG)),
    # people
    (studio.ANOTHER_HAND, {"hand": SHEN}, but(say.appoint, by=SHEN)),
    (studio.LEAD_CATEGORY_KNOWN, {"category": "official"}, but(say.appoint, category="official", deviation=None)),
    (studio.LEAD_CATEGORY_KNOWN, {"category": "official"}, but(say.appoint, category="official", deviation=" ")),
    (studio.EXCELLENCE_SHOWN, {"person": SHEN}, but(say.appoint, deviation=None)),
    (studio.ALREADY_LEADS, {"person": ZHOU, "first": DAY}, but(say.appoint, person=ZHOU)),
    (studio.ALREADY_LEADS, {"person": ZHOU, "first": DAY}, but(say.appoint, person=ZHOU, principal=True)),
    (studio.A_PRINCIPAL, {"first": DAY}, at(say.appoint, REGISTERED)),
    (studio.LEAD_YEARS, {"lead": SHEN, "day": JULY, "years": 5}, at(say.appoint, STUDIO, first=JULY)),
    (studio.STAFF_CATEGORY_KNOWN, {"category": "official"}, but(say.join, category="official")),
    (studio.STATED, {"what": "duties"}, but(say.join, duties=())),
    (studio.ALREADY_MEMBER, {"person": LU, "first": JULY}, but(say.join, person=LU)),
    (studio.ALREADY_MEMBER, {"person": ZHOU, "first": JULY}, but(say.join, person=ZHOU)),
    (studio.STATED, {"what": "duties"}, but(say.assign_duty, duties=(" ",))),
    (studio.STAFF_THEN, {"person": ZHOU, "first": JULY}, but(say.assign_duty, person=ZHOU)),
    (studio.ARCHIVIST_A_MEMBER, {"person": XU, "first": JULY}, but(say.assign_archivist, person=XU)),
    (studio.ANOTHER_ARCHIVIST, {"person": HE}, but(say.assign_archivist, person=HE)),
    (studio.ARCHIVES_HANDED_OVER, {}, but(say.assign_archivist, handover=None)),
    (studio.DIGESTED, {}, but(say.assign_archivist, handover="清单")),
    # departures
    (studio.LEAD_KNOWN, {"person": LU, "last_day": JULY}, but(say.lead_departs, person=LU)),
    (studio.LEAD_KNOWN, {"person": ZHOU, "last_day": date(2024, 5, 9)}, but(say.lead_departs, last_day=date(2024, 5, 9))),
    (studio.STAFF_KNOWN, {"person": ZHOU, "last_day": JULY}, but(say.staff_departs, person=ZHOU)),
    (studio.STAFF_KNOWN, {"person": LU, "last_day": date(2024, 5, 9)}, but(say.staff_departs, last_day=date(2024, 5, 9))),
    (studio.MEMBER_KNOWN, {"person": FANG}, but(say.leave, person=FANG)),
    (studio.ON_LEAVE, {"person": HE}, but(say.back, person=HE)),
    (studio.HAS_LEFT, {"person": HE}, but(say.clear, person=HE)),
    (studio.ANOTHER_HAND, {"hand": LU}, but(say.clear, by=LU)),
    (studio.HAS_LEFT, {"person": HE}, but(say.hand_over, person=HE)),
    (studio.ANOTHER_HAND, {"hand": LU}, but(say.hand_over, receiver=LU)),
    (studio.RECEIVER_A_MEMBER, {"receiver": XU, "on": JULY}, but(say.hand_over, receiver=XU)),
    (studio.DIGESTED, {}, but(say.hand_over, digest="")),
    (studio.HAS_LEFT, {"person": HE}, but(say.revoke, person=HE)),
    (studio.ANOTHER_HAND, {"hand": LU}, but(say.revoke, by=LU)),
    # premises
    (studio.STATED, {"what": "address"}, but(say.register_venue, address=" ")),
    (studio.FIRST_TO_LAST, {"first": JULY, "last": JULY - ONE}, but(say.register_venue, last=JULY - ONE)),
    (studio.DOCUMENTED, {}, but(say.register_venue, document="")),
    (studio.VENUE_EXISTS, {"venue": "v-9"}, but(say.relocate, venue="v-9")),
    (studio.VENUE_IN_USE, {"venue": "v-2", "day": date(2024, 7, 31)}, but(say.relocate, first=date(2024, 7, 31))),
    (studio.ANOTHER_VENUE, {"venue": "v-1"}, but(say.relocate, venue="v-1")),
    (studio.SET_APART, {"day": date(2024, 8, 1)}, at(say.relocate, told(MOVING, *say.NEW_AREAS, *(studio.ZoneDefined("v-2", zone) for zone in ZoneKind)))),
    (studio.AREA_THERE, {"kind": "counselling-room", "day": date(2024, 8, 1)}, at(say.relocate, told(NEW_PLACE, studio.AreaClosed("counselling-room-2", date(2024, 7, 31))))),
    (studio.VENUE_EXISTS, {"venue": "v-9"}, but(say.exit_, venue="v-9")),
    (studio.VENUE_EXISTS, {"venue": "v-9"}, but(say.remodel, venue="v-9")),
    (studio.VENUE_EXISTS, {"venue": "v-9"}, but(say.define_zone, venue="v-9")),
    (studio.ZONE_ONCE, {"venue": "v-1", "zone": ZoneKind.CONSULTATION}, but(say.define_zone, venue="v-1")),
    (studio.STATED, {"what": "reason"}, but(say.define_zone, deviation=" ")),
    (studio.VENUE_IN_USE, {"venue": "v-1", "day": date(2024, 5, 12)}, but(say.attest, on=date(2024, 5, 12))),
    (studio.DIGESTED, {}, but(say.attest, evidence="照片")),
    (studio.NEW_ID, {"number": "activity-room"}, but(say.define_area, area="activity-room")),
    (studio.VENUE_IN_USE, {"venue": "v-1", "day": date(2024, 5, 12)}, but(say.define_area, first=date(2024, 5, 12))),
    (studio.AREA_KIND_KNOWN, {"kind": "kitchen"}, but(say.define_area, kind="kitchen")),
    (studio.HAS_SEATS, {}, but(say.define_area, kind="display-area", capacity=0)),
    (studio.ROOM_FOR_THIRTY, {"capacity": 29, "least": 30}, but(say.define_area, capacity=29)),
    (studio.AREA_EXISTS, {"area": "y"}, but(say.close_area, area="y")),
    (studio.AREA_EXISTS, {"area": "y"}, but(say.inspect, area="y")),
    (studio.AREA_IN_USE, {"area": "counselling-room", "day": date(2024, 5, 12)}, but(say.inspect, on=date(2024, 5, 12))),
    (studio.AREA_EXISTS, {"area": "y"}, but(say.equip, area="y")),
    (studio.STATED, {"what": "title"}, but(say.equip, name="")),
    (studio.SOME_PIECES, {}, but(say.equip, quantity=0)),
    (studio.DISPLAYED_THERE, {"area": "activity-room"}, but(say.display, area="activity-room")),
    (studio.AREA_IN_USE, {"area": "display-area", "day": date(2024, 5, 12)}, but(say.display, on=date(2024, 5, 12))),
    (studio.STATED, {"what": "items"}, but(say.display, items=())),
    # the application
    (studio.NOT_RECOGNISED_YET, {"on": JULY}, at(say.draft, STUDIO, on=JULY)),
    (studio.ONE_AT_A_TIME, {"number": 1, "stage": studio.Stage.SUBMITTED}, at(say.draft, SUBMITTED)),
    (studio.AT_STAGE, {"stage": "submitted", "needed": "drafted"}, at(say.submit, SUBMITTED)),
    (studio.AT_STAGE, {"stage": "-", "needed": "drafted"}, at(say.submit, READY)),
    (studio.SIGNED_BY_NOW, {"signed": DAY + ONE, "on": DAY}, but(say.submit, lead_signed=DAY + ONE)),
    (studio.SIGNED_BY_NOW, {"signed": DAY + ONE, "on": DAY}, but(say.submit, carrier_signed=DAY + ONE)),
    (studio.TWO_SIGNERS, {"lead": ZHOU}, but(say.submit, carrier_signer=ZHOU)),
    (studio.TWO_SIGNERS, {"lead": ZHOU}, but(say.submit, carrier_signer=ZHOU, mandates=Mandates())),
    (studio.TWO_SIGNERS, {"lead": ZHOU}, but(say.submit, mandates=FOR_ZHOU)),
    (studio.SIGNS_FOR_CARRIER, {"day": DAY, "signer": XU, "carrier": PARK}, but(say.submit, mandates=headed(last=DAY - ONE))),
    (studio.SIGNS_FOR_CARRIER, {"day": DAY, "signer": XU, "carrier": PARK}, but(say.submit, mandates=headed(org=OTHER))),
    (studio.DOCUMENTED, {}, but(say.submit, document="")),
    (studio.LEAD_THERE, {"day": DAY, "lead": ZHOU, "least": 1, "leads": 0}, at(say.submit, with_(DRAFTED, roster={"leads": ()}))),
    (studio.STAFF_ENOUGH, {"day": DAY, "staff": 2, "least": 3, "years": 2}, at(say.submit, without_experience(HE))),
    (studio.ARCHIVIST_NAMED, {"day": DAY}, at(say.submit, with_(DRAFTED, roster={"archivists": ()}))),
    (studio.LEAD_YEARS, {"lead": ZHOU, "day": DAY, "years": 5}, at(say.submit, without_experience(ZHOU))),
    (studio.LEAD_YEARS, {"lead": ZHOU, "day": date(2024, 5, 10), "years": 5}, at(say.submit, without_experience(ZHOU), terms=termed(studio={"tenure_as_of": "join"}))),
    (studio.PREMISES_HELD, {"day": DAY}, at(say.submit, told(DRAFTED, studio.VenueVacated("v-1", DAY - ONE)))),
    (studio.EQUIPPED, {}, at(say.submit, with_(DRAFTED, premises={"equipped": False}))),
    (studio.ZONED, {"zone": ZoneKind.BACK_OFFICE}, at(say.submit, with_(DRAFTED, premises={"venues": {"v-1": attrs.evolve(DRAFTED.premises.venues["v-1"], zones=frozenset({ZoneKind.CONSULTATION}))}}))),
    (studio.SET_APART, {"day": DAY}, at(say.submit, told(DRAFTED, studio.Remodelled("v-1", DAY, "拆隔断")))),
    (studio.AREA_THERE, {"kind": "self-service-area", "day": DAY}, at(say.submit, area_gone("self-service-area"))),
    (studio.LIBRARY_THERE, {"library": "tool", "day": DAY}, but(say.submit, libraries=[one for one in say.LIBRARIES if one.library != "tool"])),
    (studio.REGULATION_HOLDS, {"kind": "archives", "day": DAY}, but(say.submit, regulations=[say.book(one.kind, DAY + ONE) if one.kind == "archives" else one for one in say.REGULATIONS])),
    (studio.AT_STAGE, {"stage": "drafted", "needed": "submitted"}, at(say.send_back, DRAFTED)),
    (studio.STATED, {"what": "reasons"}, but(say.send_back, reasons=())),
    (studio.AT_STAGE, {"stage": "drafted", "needed": "submitted"}, at(say.accept, DRAFTED)),
    # review, notice, objections
    (studio.AT_STAGE, {"stage": "submitted", "needed": "under-review"}, at(say.review, SUBMITTED)),
    (studio.ENOUGH_REVIEWERS, {"reviewers": 1, "least": 2}, but(say.review, opinions=opinions(ZHAO, ZHAO))),
    (studio.PERSON_ON_RECORD, {"person": QIAN}, but(say.review, persons={ZHAO: PERSONS[ZHAO]})),
    (studio.UNTIED, {"person": QIAN, "carrier": PARK}, but(say.review, persons=PERSONS | {QIAN: record(QIAN, PARK)})),
    (studio.UNTIED, {"person": ZHAO, "carrier": PARK}, but(say.review, persons=PERSONS | {ZHAO: record(ZHAO, None, say.STAKE)})),
    (studio.SCORED, {"score": "100.1"}, but(say.review, score="100.1")),
    (studio.SCORED, {"score": "优"}, but(say.review, opinions=opinions(score="优"))),
    (studio.AT_STAGE, {"stage": "under-review", "needed": "reviewed"}, at(say.post, say.UNDER_REVIEW)),
    (studio.NOTICE_AFTER_REVIEW, {"first": date(2024, 6, 13), "reviewed": JUNE}, but(say.post, first=date(2024, 6, 13))),
    (studio.FIRST_TO_LAST, {"first": FIRST, "last": date(2024, 6, 16)}, but(say.post, last=date(2024, 6, 16))),
    (studio.STATED, {"what": "place"}, but(say.post, place="")),
    (studio.CALENDAR_KNOWN, {"year": 2026}, but(say.post, last=date(2026, 1, 1))),
    (studio.NOTICE_LONG_ENOUGH, {"days": 4, "least": 5}, but(say.post, last=date(2024, 6, 20))),
    (studio.APPLIED_EVER, {}, at(say.object_, READY)),
    (studio.AT_STAGE, {"stage": "-", "needed": ", ".join(one.value for one in studio.Stage)}, at(say.settle, READY)),
    (studio.NEW_ID, {"number": "o-1"}, at(say.object_, say.OBJECTED)),
    (studio.OBJECTION_OPEN, {"objection": "o-2"}, but(say.settle, objection="o-2")),
    (studio.OBJECTION_OPEN, {"objection": "o-1"}, at(say.settle, told(say.OBJECTED, say.settle()))),
    (studio.STATED, {"what": "reason"}, but(say.settle, reason="")),
    # recognition
    (studio.AT_STAGE, {"stage": "reviewed", "needed": "on-notice"}, at(say.recognise, say.REVIEWED)),
    (studio.NOTICE_OVER, {"last": LAST, "on": LAST}, but(say.recognise, on=LAST)),
    (studio.NO_OBJECTION, {"objection": "o-1"}, at(say.recognise, say.OBJECTED)),
    (studio.NO_OBJECTION, {"objection": "o-1"}, at(say.recognise, told(say.OBJECTED, say.settle(upheld=True)))),
    (studio.DECIDER_APART, {"hand": ZHAO}, but(say.recognise, decider=ZHAO, person=PERSONS[ZHAO])),
    (studio.DECIDER_APART, {"hand": QIAN}, but(say.recognise, principal=QIAN)),
    (studio.PERSON_ON_RECORD, {"person": SUN}, but(say.recognise, person=None)),
    (studio.UNTIED, {"person": SUN, "carrier": PARK}, but(say.recognise, person=record(SUN, PARK))),
    (studio.DOCUMENTED, {}, but(say.recognise, document=" ")),
    (studio.NOT_BACKWARDS, {"first": JULY - ONE, "on": JULY}, but(say.recognise, first=JULY - ONE)),
    (studio.NOT_RECOGNISED_YET, {"on": JULY}, at(say.recognise, with_(NOTICED, recognition={"terms": STUDIO.recognition.terms}))),
    (studio.FIRST_TO_LAST, {"first": JULY, "last": JULY - ONE}, but(say.recognise, last=JULY - ONE)),
    (studio.TERM_BOUNDED, {"years": 3, "latest": date(2027, 6, 30)}, but(say.recognise, last=date(2027, 7, 1), terms=THREE_YEARS)),
    (studio.TERM_BOUNDED, {"years": 3, "latest": date(2027, 6, 30)}, but(say.recognise, last=None, terms=THREE_YEARS)),
    (studio.STAFF_ENOUGH, {"day": JULY, "staff": 2, "least": 3, "years": 2}, at(say.recognise, told(NOTICED, studio.StaffDeparted(LU, JULY - ONE, "离职")))),
    (studio.LEAD_INFLUENCE, {"lead": ZHOU}, at(say.recognise, shown(EvidenceKind.INFLUENCE, accepted=None))),
    (studio.LEAD_CONTRIBUTION, {"lead": ZHOU, "region": "330106"}, at(say.recognise, shown(EvidenceKind.LOCAL_CONTRIBUTION, region="330100"))),
    (studio.LEAD_CONTRIBUTION, {"lead": ZHOU, "region": "330106"}, at(say.recognise, shown(EvidenceKind.LOCAL_CONTRIBUTION, accepted=False))),
    (studio.SET_APART, {"day": JULY}, at(say.recognise, told(NOTICED, studio.Remodelled("v-1", JULY, "拆隔断")))),
    (studio.REGION_IN_NAME, {"given": "上城区", "region": "浙江省杭州市西湖区"}, but(say.recognise, region_name="上城区")),
    (studio.REGION_IN_NAME, {"given": " ", "region": "浙江省杭州市西湖区"}, but(say.recognise, region_name=" ")),
    (studio.LEAD_IN_NAME, {}, but(say.recognise, lead_name="　")),
    (studio.EXTRAS_OF_TEMPLATE, {"extras": 1}, but(say.recognise, extras=("市级",))),
    (studio.AT_STAGE, {"stage": "drafted", "needed": "submitted, under-review, reviewed, on-notice"}, at(say.reject, DRAFTED)),
    (studio.DECIDER_APART, {"hand": ZHAO}, at(say.reject, NOTICED, decider=ZHAO)),
    (studio.STATED, {"what": "reason"}, but(say.reject, reason="")),
    # the name
    (studio.RECOGNISED_THEN, {"day": JULY - ONE}, but(say.rename, first=JULY - ONE, on=JULY - ONE)),
    (studio.NOT_BACKWARDS, {"first": JULY, "on": JULY + ONE}, but(say.rename, on=JULY + ONE)),
    (studio.DOCUMENTED, {}, but(say.rename, document="")),
    (studio.RENAMED_AFTER_LEAD, {"first": JULY}, at(say.rename, WORDED)),
    (studio.ANOTHER_NAME, {}, but(say.rename, region_name="杭州市西湖区")),
    # supervision
    (studio.RECOGNISED_THEN, {"day": JULY - ONE}, but(say.order, on=JULY - ONE)),
    (studio.NEW_ID, {"number": "r-1"}, at(say.order, ORDERED, order="r-1")),
    (studio.STATED, {"what": "items"}, but(say.order, items=())),
    (studio.TIME_TO_RECTIFY, {"due": JULY, "on": JULY}, but(say.order, due=JULY)),
    (studio.ORDER_OPEN, {"order": "r-9"}, but(say.rectified, order="r-9")),
    (studio.ORDER_OPEN, {"order": "r-1"}, at(say.failed, told(ORDERED, say.rectified()))),
    (studio.EVIDENCE_PER_ITEM, {"items": 2, "evidence": 1}, but(say.rectified, evidence=(DIGEST, DIGEST))),
    (studio.DIGESTED, {}, but(say.rectified, evidence=("a", "b"))),
    (studio.TIME_WAS_LEFT, {"due": date(2024, 10, 1)}, but(say.failed, on=date(2024, 10, 1))),
    (studio.STATED, {"what": "reason"}, but(say.failed, reason="")),
    (studio.RECOGNISED_THEN, {"day": JULY - ONE}, but(say.suspend, first=JULY - ONE)),
    (studio.NOT_SUSPENDED, {"first": date(2024, 8, 1)}, at(say.suspend, SUSPENDED, first=date(2024, 8, 1))),
    (studio.STATED, {"what": "reason"}, but(say.suspend, reason="")),
    (studio.SUSPENDED_THEN, {"first": date(2024, 7, 31)}, but(say.lift, first=date(2024, 7, 31))),
    (studio.DOCUMENTED, {}, but(say.lift, document="")),
    (studio.RENEWED_IN_TIME, {"on": date(2027, 7, 1)}, but(say.renew, on=date(2027, 7, 1))),
    (studio.RENEWED_IN_TIME, {"on": date(2027, 6, 30)}, at(say.renew, ENDED)),
    (studio.HAS_A_TERM, {}, at(say.renew, OPEN_TERM)),
    (studio.RENEWED_BEYOND, {"last": date(2027, 6, 30), "former": date(2027, 6, 30)}, but(say.renew, last=date(2027, 6, 30))),
    (studio.TERM_BOUNDED, {"years": 3, "latest": date(2030, 6, 30)}, but(say.renew, last=date(2030, 7, 1), terms=THREE_YEARS)),
    # the end
    (studio.RECOGNISED_THEN, {"day": JULY - ONE}, but(say.notify, on=JULY - ONE)),
    (studio.NEW_ID, {"number": "n-1"}, at(say.notify, say.NOTIFIED)),
    (studio.STATED, {"what": "ground"}, but(say.notify, ground="")),
    (studio.NOTICE_GIVEN, {"notice": "n-9"}, but(say.hear, notice="n-9")),
    (studio.NOTICE_GIVEN, {"notice": "n-9"}, but(say.withdraw, notice="n-9")),
    (studio.KIND_AS_NOTIFIED, {"notified": WithdrawalKind.CANCELLED, "kind": WithdrawalKind.REVOKED}, but(say.withdraw, kind=WithdrawalKind.REVOKED)),
    (studio.HEARD_FIRST, {"notice": "n-1"}, at(say.withdraw, say.NOTIFIED)),
    (studio.HEARD_FIRST, {"notice": "n-1"}, but(say.withdraw, on=date(2024, 9, 9))),
    (studio.NOT_BEFORE_TODAY, {"first": date(2024, 9, 10), "on": date(2024, 9, 11)}, but(say.withdraw, on=date(2024, 9, 11))),
    (studio.CLAWBACK_NOT_NEGATIVE, {}, but(say.withdraw, clawback_fen=-1)),
    (studio.LEAD_ASKS, {"lead": LU, "on": JULY}, but(say.ask_exit, lead=LU)),
    (studio.TWO_SIGNERS, {"lead": ZHOU}, but(say.ask_exit, carrier_signer=ZHOU)),
    (studio.STATED, {"what": "plan"}, but(say.ask_exit, plan="")),
    (studio.EXIT_REQUESTED, {}, at(say.let_go, HEARD)),
    (studio.NOT_BEFORE_TODAY, {"first": date(2024, 9, 2), "on": date(2024, 9, 3)}, but(say.let_go, on=date(2024, 9, 3))),
    (studio.EVER_RECOGNISED, {}, at(say.close, READY)),
    (studio.TERM_OVER, {"on": date(2024, 12, 31)}, but(say.close, on=date(2024, 12, 31))),
    (studio.DIGESTED, {}, but(say.close, handover="清单")),
    (studio.PLAQUE_RETURNED, {}, but(say.close, plaque_returned=False)),
    (studio.NOT_CLOSED, {"closed": date(2025, 2, 1)}, at(say.close, CLOSED)),
    # the city's names
    (studio_name.NAME_FREE, {"name": NAME, "holder": "hz-b-001"}, lambda: studio_name.take_name(studio_name.StudioName(NAME, "hz-b-001"), name=NAME, studio="hz-xihu-001")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "figures", "decide"), CASES, ids=[f"{at}: {case[0].en}" for at, case in enumerate(CASES)]
)
def test_the_rule_refuses(rule: Rule, figures: dict[str, object], decide: Callable[[], object]) -> None:
    with refused_by(rule, **figures):
        decide()
    for text in (rule.zh, rule.en):
        assert fill(text, figures)


def test_every_rule_has_a_case() -> None:
    of_both = {**rules("studio"), **rules("studio_name")}
    assert [name for name, rule in of_both.items() if rule not in [case[0] for case in CASES]] == []


WELL: dict[str, Callable[[], object]] = {
    "a carrier": lambda: register(),
    "a third lead of another category, with the reason": but(say.appoint, category="official"),
    "a co-lead who becomes the principal one": at(say.appoint, told(READY, say.appoint()), principal=True),
    "a first lead": at(say.appoint, REGISTERED, principal=True),
    "a first archivist without a list": at(say.assign_archivist, with_(STUDIO, roster={"archivists": ()}), handover=None),
    "a departure on the first day": but(say.staff_departs, last_day=date(2024, 5, 10)),
    "an activity room of a meeting's size is a meeting room": but(say.define_area, kind="meeting-room", capacity=29),
    "an area on the venue's first day": but(say.define_area, first=date(2024, 5, 13)),
    "one zone, with the reason": at(say.submit, with_(DRAFTED, premises={"venues": {"v-1": attrs.evolve(DRAFTED.premises.venues["v-1"], zones=frozenset({ZoneKind.CONSULTATION}), deviates=True)}})),
    "an application of the years that count on the recognition": at(say.submit, without_experience(ZHOU), terms=termed(studio={"tenure_as_of": "recognition"})),
    "isolation attested on the day of remodelling": at(say.submit, told(DRAFTED, studio.Remodelled("v-1", DAY, "加隔断"), studio.IsolationAttested("v-1", XU, DAY, DIGEST))),
    "a move before anything is asked": at(say.relocate, told(MOVING, studio.WithdrawalApproved(date(2024, 7, 31), SUN, "d"))),
    "an application after one that was rejected": at(say.draft, told(SUBMITTED, say.reject())),
    "a signature under a delegation of another": but(say.submit, mandates=headed(principal=XU)),
    "a tie that is over": but(say.review, on=JUNE, persons=PERSONS | {ZHAO: record(ZHAO, None, attrs.evolve(say.STAKE, last_day=JUNE - ONE))}),
    "the highest score": but(say.review, score="100", opinions=opinions(score="0")),
    "a settled objection": at(say.recognise, told(say.OBJECTED, say.settle())),
    "a recognition the day after the notice": but(say.recognise, on=LAST + ONE, first=LAST + ONE),
    "an open recognition": but(say.recognise, last=None),
    "the whole of three years": but(say.recognise, terms=THREE_YEARS),
    "a contribution not looked at yet": at(say.recognise, shown(EvidenceKind.LOCAL_CONTRIBUTION, accepted=None)),
    "a suspension once more": at(say.suspend, told(SUSPENDED, say.lift(first=date(2024, 8, 5))), first=date(2024, 8, 5)),
    "a renewal without an end": but(say.renew, last=None),
    "a letting go on the last day": but(say.let_go),
    "a name of its own": lambda: studio_name.take_name(None, name=NAME, studio="hz-xihu-001"),
}  # fmt: skip


@pytest.mark.parametrize("name", WELL)
def test_what_keeps_to_the_rules_is_decided(name: str) -> None:
    assert WELL[name]() is not None


@pytest.mark.parametrize("decide", say.DECISIONS, ids=lambda decide: decide.func.__name__)
def test_every_decision_is_taken_where_nothing_stands_against_it(decide: partial[Any]) -> None:
    assert isinstance(decide(), studio.Event)


@pytest.mark.parametrize("decide", say.DECISIONS, ids=lambda decide: decide.func.__name__)
def test_nothing_is_decided_about_a_closed_studio(decide: partial[Any]) -> None:
    """What happened is still reported."""
    closed = with_(decide.args[0], recognition={"closed": JULY})
    if decide.func.__name__.startswith("record_"):
        assert decide.func(closed, **decide.keywords) == decide()
    else:
        with refused_by(studio.NOT_CLOSED, closed=JULY):
            decide.func(closed, **decide.keywords)


@pytest.mark.parametrize(
    "decide", [one for one in say.DECISIONS if "document" in one.keywords], ids=lambda decide: decide.func.__name__
)
def test_whatever_rests_on_a_document_names_it(decide: partial[Any]) -> None:
    with refused_by(studio.DOCUMENTED):
        decide(document=" ")


@pytest.mark.parametrize(
    "decide",
    [one for one in say.DECISIONS if "reason" in one.keywords and not one.func.__name__.startswith("record_")],
    ids=lambda decide: decide.func.__name__,
)
def test_whatever_takes_a_reason_states_it(decide: partial[Any]) -> None:
    with refused_by(studio.STATED, what="reason"):
        decide(reason=" ")


def test_a_studio_before_its_carrier_is_nonsense() -> None:
    for decide in say.DECISIONS:
        with pytest.raises(LookupError):
            studio.evolve(None, decide())


@pytest.mark.parametrize(
    "fact",
    [
        studio.LeadDeparted(LU, DAY, "x"), studio.StaffDeparted(ZHOU, DAY, "x"), studio.LeaveEnded(LU, DAY),
        studio.ExperienceVerified("y", XU, DAY), studio.EvidenceReviewed("y", WANG, True),
        studio.VenueRelocated("y", DAY), studio.VenueVacated("y", DAY), studio.AreaClosed("y", DAY),
        studio.RectificationAccepted("y", (), WANG, DAY), studio.StatementHeard("y", True, DAY),
        studio.ObjectionSettled("y", True, "r", WANG, DAY),
    ],
    ids=lambda fact: type(fact).__name__,
)  # fmt: skip
def test_what_makes_no_sense_is_told(fact: studio.Event) -> None:
    with pytest.raises(LookupError):
        told(NOTICED, fact)


@pytest.mark.parametrize(
    "fact",
    [
        studio.ApplicationAccepted(WANG), studio.ObjectionRecorded("o", "s", DAY),
        studio.RecognitionRenewed(None, "80", SUN, "d"), studio.WithdrawalApproved(DAY, SUN, "d"),
    ],
    ids=lambda fact: type(fact).__name__,
)  # fmt: skip
def test_nothing_is_renewed_that_never_began(fact: studio.Event) -> None:
    with pytest.raises(LookupError):
        told(READY, fact)
