"""What can be wrong with an expert's contract, each found by one check alone; and what comes close, and is lawful."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import attrs
from attrs import frozen

from audit.changing import Apply, History, Which, change, drop, insert, one, place_of, redate, then
from audit.expert.story import (
    ACCOUNT,
    AS_OF,
    CLAIM,
    FAN,
    FAN_S,
    FEE,
    GU,
    GU_S,
    PROFILE,
    RULES,
    STUDIO,
    X1,
    X2,
    Said,
    day,
    served,
    service,
    verified,
)
from expert_story import at
from office import CASHIER, DESK, FINANCE, HEAD, LEAD, OFFICER, REGION, STAFF, Person
from studio_domain.audit.finding import Measure, count, days, fen
from studio_domain.expert_contract import facts as expert
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import Clause
from studio_domain.person_record import EmploymentChanged, PersonRegistered
from studio_domain.policy.facts import PolicyValueSet
from studio_domain.regulation_book import RegulationApproved, RegulationRepealed
from studio_domain.studio import StaffDeparted, StaffJoined
from studio_domain.values import PersonId, withholding

OTHER_PARTY = "12000000MB0000027M"


@frozen
class Mutation:
    """A change of the lawful year that one check must find, once, and no other."""

    name: str
    check: str
    clause: Clause
    subjects: tuple[str, ...]
    delta: Measure
    apply: Apply
    as_of: date = AS_OF


@frozen
class Twin:
    """A change of the lawful year close to what a check looks for, that is none of its business."""

    name: str
    check: str
    apply: Apply
    as_of: date = AS_OF


# -- how to change it


def of(fact: type[Any], kind: str = X1, **fields: Any) -> Which:
    """The one fact of that class in a contract."""
    return one(fact, account=kind, **fields)


def by(which: Which, person: Person, **envelope: Any) -> Apply:
    """Recorded by somebody else, or for somebody (`on_behalf_of`)."""

    def apply(history: History) -> History:
        index = place_of(history, which)
        said = history[index]
        assert isinstance(said, Said)
        told = attrs.evolve(said, person=person, envelope=envelope)
        return (*history[:index], told, *history[index + 1 :])

    return apply


def known(which: Which, on: str) -> Apply:
    """Recorded on another day than that on which it happened."""

    def apply(history: History) -> History:
        index = place_of(history, which)
        said = history[index]
        assert isinstance(said, Said)
        told = attrs.evolve(said, known=on)
        return (*history[:index], told, *history[index + 1 :])

    return apply


def joined(person: PersonId, first: str, recorded: str = "2025-07-01") -> Said:
    return Said(recorded, PROFILE, StaffJoined(person, "mentor", ("guidance",), day(first)), LEAD)


def logged(entry: str, on: str, hour: int, minute: int = 0, minutes: int = 60) -> Said:
    """A service that nobody has verified."""
    return Said(on, X1, service(entry, on, hour, minutes, minute), STAFF)


def also_served(entry: str, on: str, hour: int, minute: int, minutes: int, kind: str = X1) -> tuple[Said, ...]:
    return (
        Said(on, kind, service(entry, on, hour, minutes, minute), STAFF),
        Said(on, kind, verified(entry, on, minutes), DESK),
    )


def moved(entry: str, start: str, hour: int, minutes: int = 60) -> Apply:
    """Gu's service, on another day: logged and verified there."""
    begin = at(day(start), hour)
    return then(
        change(of(expert.ServiceLogged, X2, entry=entry), start=begin, end=begin + (G1.fact.end - G1.fact.start)),
        change(of(expert.LogVerified, X2, entry=entry), on=max(day(start), day("2025-02-04"))),
    )


G1 = served("g-1", "2025-02-04", 14, 60, 60, X2)[0]
LAST_OF_FEBRUARY = of(expert.FeePaid)
ON_THE_THIRD = of(expert.LogVerified, entry="s-1")
APPROVED_1, APPROVED_2 = of(expert.EngagementApproved), of(expert.EngagementApproved, X2)
VERIFIED_1, VERIFIED_2 = of(expert.QualificationVerified), of(expert.QualificationVerified, X2)
SIGNED_1, SIGNED_2 = of(expert.ContractSigned), of(expert.ContractSigned, X2)
RENEWED, ACKNOWLEDGED = of(expert.ContractRenewed), of(expert.ExpiryAcknowledged)
TERMINATED, SETTLED = of(expert.ContractTerminated, X2), of(expert.ContractSettled, X2)
EVALUATED = of(expert.ExpertEvaluated)
CLAIMED = of(expert.FeeClaimed)
ASKED = one(fund.ClaimSubmitted)
ABSENT = of(expert.AbsenceRecorded, excused=True)


def fee(unit: int | None = None, **fields: Any) -> Apply:
    """Another fee of Fan; where its gross differs, so does the claim that pays it."""
    steps = [change(CLAIMED, **fields)]
    if "gross" in fields:
        steps.append(change(ASKED, fen=fields["gross"]))
    if unit is not None:
        steps.append(change(SIGNED_1, unit_fen=unit))
    return then(*steps)


def second_fee(*entries: str) -> tuple[Said, ...]:
    """One more fee, of one class hour, with its claim."""
    return (
        Said("2025-02-10", X1, attrs.evolve(
            FEE, fee="f-2", entries=entries, units=100, gross=800_00, tax=0, net=800_00, claim="c-2",
            on=day("2025-02-10"),
        ), STAFF),
        Said("2025-02-10", ACCOUNT, attrs.evolve(CLAIM, claim="c-2", fen=800_00), STAFF),
    )  # fmt: skip


def booked(appointment: str, on: str, *days: str) -> Said:
    """An appointment with Gu, for these days."""
    made = expert.BookingMade(f"{STUDIO}/appointment/{appointment}", day(days[0]), day(days[-1]))
    return Said(on, X2, made, DESK)


def released(appointment: str, on: str) -> Said:
    return Said(on, X2, expert.BookingReleased(f"{STUDIO}/appointment/{appointment}"), DESK)


WITHDRAWN = Said("2025-02-10", X1, expert.FeeWithdrawn("f-1", day("2025-02-10")), CASHIER)
SETTLED_1 = Said("2026-01-10", X1, expert.ContractSettled(LEAD.id, day("2026-01-10"), True), LEAD)


def last_fee(
    fee: str,
    claim: str,
    entries: tuple[str, ...],
    units: int,
    on: str = "2026-01-05",
    paid_on: str = "2026-01-08",
    **fields: Any,
) -> tuple[Said, ...]:
    """A fee of January 2026 for the rest of the hours, with its claim and its payment."""
    gross = units * 8_00
    claimed = attrs.evolve(
        FEE, fee=fee, entries=entries, units=units, gross=gross, tax=withholding(gross), net=gross - withholding(gross),
        claim=claim, on=day(on),
    )  # fmt: skip
    claimed = attrs.evolve(claimed, **fields)
    paid = fund.ClaimPaid(claim, CASHIER.id, day(paid_on), fund.ReceiptMode.BANK, "b-2", "记-2")
    return (
        Said(on, X1, claimed, STAFF),
        Said(on, ACCOUNT, attrs.evolve(CLAIM, claim=claim, fen=gross), STAFF),
        Said(paid_on, ACCOUNT, paid, CASHIER),
        Said(paid_on, X1, expert.FeePaid(fee, day(paid_on)), CASHIER),
    )


def two_fees(*, again: tuple[Said, ...]) -> Apply:
    """A fee of one class hour in January 2026, and then another."""
    return insert(of(expert.LogVerified, entry="s-4"), *last_fee("f-3", "c-3", ("s-2",), 100), *again)


TOGETHER: Final[dict[str, Any]] = {"tax": 320_00, "net": 1_280_00}
"""Of 1,600 after another 800, all in one month: 20 % of what is above 800."""


LAST_FEES = insert(of(expert.LogVerified, entry="s-4"), *last_fee("f-3", "c-3", ("s-2", "s-3", "s-4"), 300))
"""All that was verified is paid: three class hours, and half an hour that makes none."""

SELECTION, WORK, END = Clause.EXPERT_SELECTION, Clause.EXPERT_MANAGEMENT, Clause.EXPERT_RENEWAL

MUTATIONS: tuple[Mutation, ...] = (
    # -- 选聘
    Mutation("no approval", "expert.selection-order", SELECTION, (FAN_S,), count(1), drop(APPROVED_1)),
    Mutation("no verification", "expert.selection-order", SELECTION, (GU_S,), count(1), drop(VERIFIED_2)),
    Mutation(
        "signed although declined", "expert.selection-order", SELECTION, (GU_S,), count(1),
        insert(APPROVED_2, Said("2025-01-09", X2, expert.EngagementDeclined(HEAD.id, "编制", day("2025-01-09")), HEAD)),
    ),
    Mutation(
        "declined when it was signed", "expert.selection-order", SELECTION, (GU_S,), count(1),
        insert(SIGNED_2, Said("2025-01-10", X2, expert.EngagementDeclined(HEAD.id, "编制", day("2025-01-10")), HEAD)),
    ),
    Mutation(
        "no declaration of conflicts", "expert.qualification-unproven", SELECTION, (GU_S,), count(1),
        change(VERIFIED_2, declaration=" "),
    ),
    Mutation(
        "nothing that proves it", "expert.qualification-unproven", SELECTION, (GU_S,), count(2),
        change(VERIFIED_2, declaration="", document=""),
    ),
    Mutation(
        "a term that begins the day before it is signed", "expert.signed-backdated", SELECTION, (GU_S,), days(1),
        change(SIGNED_2, first=day("2025-01-09")),
    ),
    Mutation(
        "signed by the carrier the day after it begins", "expert.signed-backdated", SELECTION, (GU_S,), days(1),
        then(redate(SIGNED_2, "2025-01-11", carrier_signed=day("2025-01-11"))),
    ),
    Mutation(
        "signed by the expert before the approval", "expert.signed-unapproved", SELECTION, (GU_S,), days(1),
        change(SIGNED_2, expert_signed=day("2025-01-07")),
    ),
    Mutation(
        "said to be signed tomorrow", "expert.signed-ahead", SELECTION, (GU_S,), days(1),
        change(SIGNED_2, expert_signed=day("2025-01-11"), first=day("2025-01-11")),
    ),
    Mutation(
        "an approval without document", "expert.unwritten", SELECTION, (GU_S,), count(1),
        change(APPROVED_2, document=" "),
    ),
    Mutation(
        "a contract without document", "expert.unwritten", SELECTION, (GU_S,), count(1), change(SIGNED_2, document="")
    ),
    Mutation(
        "three years and a day", "expert.term-too-long", SELECTION, (GU_S,), days(1),
        change(SIGNED_2, last=day("2028-01-10")),
    ),
    Mutation(
        "renewed for three years and a day", "expert.term-too-long", SELECTION, (FAN_S,), days(1),
        change(RENEWED, last=day("2028-07-13")),
    ),
    Mutation(
        "with another party", "expert.party-differs", Clause.OPERATED_BY_CARRIER, (GU_S,), count(1),
        change(SIGNED_2, party=OTHER_PARTY),
    ),
    Mutation(
        "the day after the rules were repealed", "expert.no-regulation", Clause.EXPERT_SYSTEM, (GU_S,), count(1),
        then(
            insert(SIGNED_1, Said("2025-01-10", RULES, RegulationRepealed(1, day("2025-01-10"), HEAD.id, "废"), HEAD)),
            redate(SIGNED_2, "2025-01-11", carrier_signed=day("2025-01-11"), first=day("2025-01-11")),
        ),
    ),
    Mutation(
        "the day before the rules held", "expert.no-regulation", Clause.EXPERT_SYSTEM, (FAN_S,), count(1),
        then(
            change(one(RegulationApproved), effective=day("2025-01-11")),
            redate(SIGNED_2, "2025-01-11", carrier_signed=day("2025-01-11"), first=day("2025-01-11")),
        ),
    ),
    Mutation(
        "a public official as verified", "expert.official-unpermitted", SELECTION, (FAN_S,), count(1),
        change(VERIFIED_1, public_official=True),
    ),
    Mutation(
        "a public official on record", "expert.official-unpermitted", SELECTION, (FAN_S,), count(1),
        change(one(PersonRegistered), public_official=True),
    ),
    Mutation(
        "a public official since the day it was signed", "expert.official-unpermitted", SELECTION, (FAN_S,), count(1),
        insert(one(PersonRegistered), Said(
            "2024-12-20", f"{REGION}/person/{FAN}", EmploymentChanged(None, True, day("2025-01-10")), OFFICER)),
    ),
    Mutation(
        "a permission that says nothing", "expert.official-unpermitted", SELECTION, (FAN_S,), count(1),
        change(VERIFIED_1, public_official=True, permission=" "),
    ),
    Mutation(
        "joins the staff while a paid expert", "expert.staff-and-expert", SELECTION, (FAN, FAN_S), count(1),
        insert(SETTLED, joined(FAN, "2025-12-31")),
    ),
    Mutation(
        "left the staff on the first day of the term", "expert.staff-and-expert", SELECTION, (FAN, FAN_S), count(1),
        insert(
            one(fund.AccountOpened), joined(FAN, "2024-12-20", "2025-01-02"),
            Said("2025-01-02", PROFILE, StaffDeparted(FAN, day("2025-01-13"), "转外聘"), LEAD),
        ),
    ),
    # -- 经手
    Mutation(
        "verified by the nominator", "expert.selection-hands", SELECTION, (STAFF.id, FAN_S), count(1),
        then(change(of(expert.ExpertNominated), nominator=STAFF.id), by(of(expert.ExpertNominated), STAFF)),
    ),
    Mutation(
        "nominated for the one who verifies", "expert.selection-hands", SELECTION, (STAFF.id, FAN_S), count(1),
        change(of(expert.ExpertNominated), on_behalf_of=STAFF.id),
    ),
    Mutation(
        "approved for the nominator", "expert.selection-hands", SELECTION, (LEAD.id, GU_S), count(1),
        by(APPROVED_2, HEAD, on_behalf_of=LEAD.id),
    ),
    Mutation(
        "approved for the one who verified", "expert.selection-hands", SELECTION, (STAFF.id, GU_S), count(1),
        by(APPROVED_2, HEAD, on_behalf_of=STAFF.id),
    ),
    Mutation(
        "approved for the expert", "expert.selection-hands", SELECTION, (GU, GU_S), count(1),
        by(APPROVED_2, HEAD, on_behalf_of=GU),
    ),
    Mutation(
        "nominated himself", "expert.selection-hands", SELECTION, (LEAD.id, GU_S), count(1),
        change(of(expert.ExpertNominated, X2), person=LEAD.id),
    ),
    Mutation(
        "signed by the expert for the carrier", "expert.signs-for-both", SELECTION, (GU, GU_S), count(1),
        then(change(SIGNED_2, carrier_signer=GU), by(SIGNED_2, HEAD, on_behalf_of=GU)),
    ),
    Mutation(
        "verified by the expert", "expert.own-log", WORK, (GU, GU_S), count(1),
        then(
            change(of(expert.LogVerified, X2), verifier=GU),
            by(of(expert.LogVerified, X2), DESK, on_behalf_of=GU),
        ),
    ),
    Mutation(
        "renewed for the nominator", "expert.renewal-hands", END, (LEAD.id, FAN_S), count(1),
        by(RENEWED, HEAD, on_behalf_of=LEAD.id),
    ),
    Mutation(
        "renewed for the expert", "expert.renewal-hands", END, (FAN, FAN_S), count(1),
        by(RENEWED, HEAD, on_behalf_of=FAN),
    ),
    Mutation(
        "evaluated for the expert", "expert.own-evaluation", END, (FAN, FAN_S), count(1),
        by(EVALUATED, LEAD, on_behalf_of=FAN),
    ),
    Mutation(
        "dismissed for the expert", "expert.own-evaluation", END, (GU, GU_S), count(1),
        by(TERMINATED, HEAD, on_behalf_of=GU),
    ),
    # -- 日常工作
    Mutation("before the term", "expert.out-of-term", WORK, ("g-1", GU_S), count(1), moved("g-1", "2025-01-09", 14)),
    Mutation(
        "after the dismissal", "expert.out-of-term", WORK, ("s-9", GU_S), count(1),
        insert(SETTLED, Said("2025-07-01", X2, service("s-9", "2025-07-01", 9, 30), STAFF)),
    ),
    Mutation(
        "over the end of the last day", "expert.out-of-term", WORK, ("s-9", GU_S), count(1),
        insert(SETTLED, Said("2025-07-01", X2, service("s-9", "2025-06-30", 23, 61), STAFF)),
    ),
    Mutation(
        "in a term that was signed, and not yet recorded", "expert.out-of-term", WORK, ("g-1", GU_S), count(1),
        then(known(SIGNED_2, "2025-01-13"), moved("g-1", "2025-01-12", 14)),
    ),
    Mutation(
        "logged the day before", "expert.logged-ahead", WORK, ("s-9", GU_S), count(1),
        insert(of(expert.LogVerified, X2), Said("2025-02-04", X2, service("s-9", "2025-02-05", 9, 30), STAFF)),
    ),
    Mutation(
        "on the first day of a suspension", "expert.served-while-suspended", WORK, ("s-9", FAN_S), count(1),
        insert(of(expert.ContractSuspended), logged("s-9", "2025-03-10", 9)),
    ),
    Mutation(
        "on the last day of a suspension", "expert.served-while-suspended", WORK, ("s-9", FAN_S), count(1),
        insert(of(expert.ContractResumed), logged("s-9", "2025-03-16", 9)),
    ),
    Mutation(
        "for no task", "expert.no-task", WORK, ("g-1", GU_S), count(1),
        change(of(expert.ServiceLogged, X2, entry="g-1"), task="t-9"),
    ),
    Mutation(
        "for a task assigned later", "expert.no-task", WORK, ("g-1", GU_S), count(1),
        then(
            change(of(expert.ServiceLogged, X2, entry="g-1"), task="t-2"),
            insert(of(expert.LogVerified, X2), Said(
                "2025-02-04", X2, expert.TaskAssigned("t-2", "评审", LEAD.id, day("2025-03-01")), LEAD)),
        ),
    ),
    Mutation(
        "verified unseen", "expert.unwitnessed", WORK, ("g-1", GU_S), count(1),
        change(of(expert.LogVerified, X2), attended=False, confirmation=" "),
    ),
    Mutation(
        "a minute more than it lasted", "expert.minutes-over-span", WORK, ("g-1", GU_S), count(1),
        change(of(expert.LogVerified, X2), minutes=61),
    ),
    Mutation(
        "verified before it ended", "expert.verified-ahead", WORK, ("g-1", GU_S), count(1),
        change(of(expert.LogVerified, X2), on=day("2025-02-03")),
    ),
    Mutation(
        "verified again", "expert.verified-twice", WORK, ("g-1", GU_S), count(1),
        insert(of(expert.LogVerified, X2), Said("2025-02-04", X2, verified("g-1", "2025-02-04", 60), DESK)),
    ),
    Mutation(
        "a minute over three hours of lecturing", "expert.half-day", WORK, ("s-8", FAN_S), count(1),
        insert(
            ON_THE_THIRD, *also_served("s-9", "2025-02-03", 10, 30, 90), *also_served("s-8", "2025-02-03", 8, 59, 1)
        ),
    ),
    Mutation(
        "served twice at a time", "expert.hours-twice", WORK, (FAN, "s-9"), count(1),
        insert(ON_THE_THIRD, *also_served("s-9", "2025-02-03", 10, 29, 31)),
    ),
    Mutation(
        "served twice at a time, the longer one first", "expert.hours-twice", WORK, (FAN, "s-9"), count(90),
        insert(ON_THE_THIRD, logged("s-9", "2025-02-03", 8, 59, 92), Said(
            "2025-02-03", X1, verified("s-9", "2025-02-03", 30), DESK)),
    ),
    Mutation(
        "a second unexcused absence in a year", "expert.absences", END, (FAN_S,), count(1),
        change(ABSENT, excused=False),
    ),
    # -- 劳务费
    Mutation(
        "a fen above the cap", "expert.fee-over-cap", WORK, ("f-1", FAN_S), fen(1),
        fee(1_150_01, gross=2_300_01, tax=300_00, net=2_000_01),
    ),
    Mutation(
        "two fen above what was agreed", "expert.fee-over-agreed", WORK, ("f-1", FAN_S), fen(2), fee(1_149_99),
    ),
    Mutation(
        "a fee of an unpaid engagement", "expert.fee-over-agreed", WORK, ("f-1", FAN_S), fen(2_300_00), fee(0),
    ),
    Mutation(
        "a hundredth of an hour too many", "expert.fee-over-hours", WORK, ("f-1", FAN_S), count(1), fee(units=201)
    ),
    Mutation(
        "an hour of a half day that is full", "expert.fee-over-hours", WORK, ("f-1", FAN_S), count(100),
        change(of(expert.LogVerified, entry="s-1"), minutes=89),
    ),
    Mutation(
        "a fen more tax than is withheld", "expert.fee-tax", WORK, ("f-1", FAN_S), fen(1),
        fee(tax=300_01, net=1_999_99),
    ),
    Mutation("a tax that was not kept", "expert.fee-tax", WORK, ("f-1", FAN_S), fen(-1), fee(tax=299_99)),
    Mutation(
        "for an entry that nobody verified", "expert.fee-unverified", WORK, ("f-1", FAN_S), count(1),
        then(insert(ON_THE_THIRD, logged("s-9", "2025-02-04", 9)), fee(entries=("s-1", "s-9"))),
    ),
    Mutation(
        "for an entry verified later", "expert.fee-unverified", WORK, ("f-1", FAN_S), count(1),
        then(
            insert(ON_THE_THIRD, logged("s-9", "2025-02-04", 9)), fee(entries=("s-1", "s-9")),
            insert(LAST_OF_FEBRUARY, Said("2025-02-10", X1, verified("s-9", "2025-02-10", 45), DESK)),
        ),
    ),
    Mutation(
        "for hours paid before", "expert.fee-twice", WORK, ("f-2", FAN_S), count(1),
        insert(LAST_OF_FEBRUARY, *second_fee("s-1")),
    ),
    Mutation(
        "a claim of a fen more", "expert.fee-claim-differs", WORK, ("f-1", FAN_S), fen(1), change(ASKED, fen=2_300_01)
    ),
    Mutation(
        "a claim that pays somebody else", "expert.fee-claim-differs", WORK, ("f-1", FAN_S), fen(0),
        change(ASKED, beneficiary=GU),
    ),
    Mutation(
        "a fee that was not paid", "expert.fee-not-paid", WORK, ("f-1", FAN_S), count(1), drop(one(fund.ClaimPaid))
    ),
    Mutation(
        "withdrawn while its claim is under way", "expert.fee-withdrawn", WORK, ("f-1", FAN_S), count(1),
        then(drop(of(expert.FeePaid)), insert(one(fund.ClaimPaid), WITHDRAWN)),
    ),
    # -- 续聘、解聘
    Mutation(
        "renewed on the last day, and recorded on the next", "expert.renewed-late", END, (FAN_S,), days(1),
        then(redate(RENEWED, "2025-07-12", on=day("2025-07-12")), known(RENEWED, "2025-07-13")),
    ),
    Mutation(
        "renewed on no evaluation", "expert.renewed-unevaluated", END, (FAN_S,), count(1),
        change(RENEWED, evaluation="e-9"),
    ),
    Mutation(
        "renewed on an older evaluation", "expert.renewed-unevaluated", END, (FAN_S,), count(1),
        insert(EVALUATED, Said("2025-06-21", X1, expert.ExpertEvaluated(
            "e-2", "qualified", "61", LEAD.id, day("2025-06-21")), LEAD)),
    ),
    Mutation(
        "renewed below the pass mark", "expert.renewed-not-passed", END, (FAN_S,), count(1),
        change(EVALUATED, score="59.99", grade="unqualified"),
    ),
    Mutation(
        "a grade that is not the score's", "expert.grade-differs", END, (FAN_S,), count(1),
        change(EVALUATED, score="84.99", grade="excellent"),
    ),
    Mutation(
        "a score that is none", "expert.grade-differs", END, (GU_S,), count(1),
        insert(of(expert.LogVerified, X2), Said("2025-02-04", X2, expert.ExpertEvaluated(
            "e-1", "excellent", "101", LEAD.id, day("2025-02-04")), LEAD)),
    ),
    Mutation(
        "two fees paid in a month, each taxed alone", "expert.month-taxed-apart", WORK, (FAN_S, "2026-01"), fen(160_00),
        two_fees(again=last_fee("f-4", "c-4", ("s-3",), 200, "2026-01-08", "2026-01-31")),
    ),
    Mutation(
        "dismissed without evidence", "expert.dismissed-without-evidence", END, (GU_S,), count(1),
        change(TERMINATED, evidence=None),
    ),
    Mutation(
        "dismissed without notice", "expert.dismissed-without-evidence", END, (GU_S,), count(1),
        change(TERMINATED, notified=None),
    ),
    Mutation(
        "dismissed before the notice", "expert.dismissed-without-evidence", END, (GU_S,), count(1),
        change(TERMINATED, notified=day("2025-07-01")),
    ),
    Mutation(
        "dismissed a day before an appointment", "expert.ended-while-booked", END,
        (GU_S, f"{STUDIO}/appointment/a-9"), days(1),
        insert(EVALUATED, booked("a-9", "2025-06-20", "2025-07-01")),
    ),
    Mutation(
        "dismissed on the evening of an appointment past midnight", "expert.ended-while-booked", END,
        (GU_S, f"{STUDIO}/appointment/a-9"), days(1),
        insert(EVALUATED, booked("a-9", "2025-06-20", "2025-06-30", "2025-07-01")),
    ),
    Mutation(
        "dismissed, and the appointment then called off", "expert.ended-while-booked", END,
        (GU_S, f"{STUDIO}/appointment/a-9"), days(3),
        then(
            insert(EVALUATED, booked("a-9", "2025-06-20", "2025-07-03")),
            insert(TERMINATED, released("a-9", "2025-06-26")),
        ),
    ),
    Mutation(
        "a dismissal without document", "expert.renewal-unwritten", END, (GU_S,), count(1),
        change(TERMINATED, document=" "),
    ),
    Mutation(
        "a renewal without document", "expert.renewal-unwritten", END, (FAN_S,), count(1), change(RENEWED, document=""),
    ),
    Mutation(
        "dismissed for yesterday", "expert.decided-late", END, (GU_S,), days(1),
        change(TERMINATED, last_day=day("2025-06-24"), notified=day("2025-06-24")),
    ),
    Mutation(
        "suspended since yesterday", "expert.decided-late", END, (FAN_S,), days(1),
        change(of(expert.ContractSuspended), first=day("2025-03-02")),
    ),
    Mutation(
        "resumed since yesterday", "expert.decided-late", END, (FAN_S,), days(1),
        change(of(expert.ContractResumed), first=day("2025-03-13")),
    ),
    Mutation(
        "renewed when it was dismissed", "expert.after-end", END, (GU_S,), days(1),
        then(
            insert(TERMINATED, Said("2025-06-26", X2, expert.ExpertEvaluated(
                "e-1", "qualified", "70", LEAD.id, day("2025-06-26")), LEAD)),
            insert(of(expert.ExpertEvaluated, X2), Said("2025-06-29", X2, expert.ContractRenewed(
                day("2027-06-30"), "e-1", HEAD.id, "续", day("2025-06-29")), HEAD)),
        ),
    ),
    Mutation(
        "renewed when its end was acknowledged", "expert.after-end", END, (FAN_S,), days(1),
        insert(
            ACKNOWLEDGED,
            Said("2025-11-20", X1, expert.ExpertEvaluated("e-2", "qualified", "70", LEAD.id, day("2025-11-20")), LEAD),
            Said("2025-11-21", X1, expert.ContractRenewed(
                day("2026-12-31"), "e-2", HEAD.id, "续", day("2025-11-21")), HEAD),
        ),
    ),
    Mutation(
        "evaluated when it was settled", "expert.after-end", END, (GU_S,), days(0),
        insert(SETTLED, Said("2025-07-01", X2, expert.ExpertEvaluated(
            "e-1", "qualified", "70", LEAD.id, day("2025-07-01")), LEAD)),
    ),
    Mutation(
        "a fee when it was settled", "expert.after-end", END, (GU_S,), days(1),
        insert(
            SETTLED,
            Said("2025-07-02", X2, attrs.evolve(
                FEE, entries=(), units=0, gross=0, tax=0, net=0, claim="c-9", on=day("2025-07-02")), STAFF),
            Said("2025-07-02", ACCOUNT, attrs.evolve(CLAIM, claim="c-9", fen=0, beneficiary=GU), STAFF),
        ),
    ),
    Mutation(
        "settled with verified hours not claimed", "expert.settled-open", END, (FAN_S,), count(1),
        insert(of(expert.LogVerified, entry="s-4"), SETTLED_1),
    ),
    Mutation(
        "settled with a fee unpaid", "expert.settled-open", END, (FAN_S,), count(1),
        then(LAST_FEES, insert(of(expert.FeePaid, fee="f-3"), SETTLED_1), drop(of(expert.FeePaid, fee="f-3"))),
    ),
    Mutation(
        "a task the day after the end", "expert.after-end", END, (GU_S,), days(1),
        insert(SETTLED, Said("2025-07-01", X2, expert.TaskAssigned("t-2", "评审", LEAD.id, day("2025-07-02")), LEAD)),
    ),
    Mutation(
        "a suspension from the day after the end", "expert.after-end", END, (GU_S,), days(1),
        insert(TERMINATED, Said("2025-06-25", X2, expert.ContractSuspended(day("2025-07-01"), "r", LEAD.id), LEAD)),
    ),
    Mutation(
        "dismissed twice", "expert.after-end", END, (GU_S,), days(1),
        insert(TERMINATED, Said("2025-06-26", X2, expert.ContractTerminated(
            expert.TerminationCause.MUTUAL, day("2025-07-01"), HEAD.id, None, None, "解"), HEAD)),
    ),
    Mutation(
        "settled with materials out", "expert.settled-open", END, (GU_S,), count(1),
        change(SETTLED, materials_returned=False),
    ),
    Mutation(
        "settled on the last day", "expert.settled-open", END, (GU_S,), count(1),
        redate(SETTLED, "2025-06-30", on=day("2025-06-30")),
    ),
    Mutation(
        "an hour short of the least", "expert.few-hours", END, (FAN_S, "2025-12-31"), count(1),
        change(of(expert.LogVerified, entry="s-4"), minutes=29),
    ),
    Mutation(
        "an end that nobody acknowledged", "obligation.expert_renewal", END, (FAN_S,), days(32), drop(ACKNOWLEDGED)
    ),
    Mutation(
        "acknowledged the day after", "obligation.expert_renewal", END, (FAN_S,), days(1),
        then(drop(ACKNOWLEDGED), insert(of(expert.LogVerified, entry="s-4"), Said(
            "2026-01-01", X1, expert.ExpiryAcknowledged(LEAD.id, day("2026-01-01")), LEAD))),
    ),
    Mutation(
        "acknowledged before it was owed", "obligation.expert_renewal", END, (FAN_S,), days(32),
        redate(ACKNOWLEDGED, "2025-10-31", on=day("2025-10-31")),
    ),
)  # fmt: skip

TWINS: tuple[Twin, ...] = (
    Twin("signed on the day the term begins", "expert.signed-backdated", change(SIGNED_2, first=day("2025-01-10"))),
    Twin("three years to the day", "expert.term-too-long", change(SIGNED_2, last=day("2028-01-09"))),
    Twin("renewed for three years", "expert.term-too-long", change(RENEWED, last=day("2028-07-12"))),
    Twin(
        "on the last day of the rules", "expert.no-regulation",
        insert(SIGNED_1, Said("2025-01-10", RULES, RegulationRepealed(1, day("2025-01-10"), HEAD.id, "废"), HEAD)),
    ),
    Twin(
        "on the first day of the rules", "expert.no-regulation",
        change(one(RegulationApproved), effective=day("2025-01-10")),
    ),
    Twin("an unpaid public official", "expert.official-unpermitted", change(VERIFIED_2, public_official=True)),
    Twin(
        "a permitted public official", "expert.official-unpermitted",
        change(VERIFIED_1, public_official=True, permission="允〔2025〕1号"),
    ),
    Twin(
        "an official from the day after", "expert.official-unpermitted",
        insert(one(PersonRegistered), Said(
            "2024-12-20", f"{REGION}/person/{FAN}", EmploymentChanged(None, True, day("2025-01-11")), OFFICER)),
    ),
    Twin("joins the staff after the term", "expert.staff-and-expert", insert(SETTLED, joined(FAN, "2026-01-01"))),
    Twin(
        "an unpaid expert joins the staff", "expert.staff-and-expert",
        insert(TERMINATED, joined(GU, "2025-06-26", "2025-06-25")),
    ),
    Twin(
        "left the staff the day before the term", "expert.staff-and-expert",
        insert(
            one(fund.AccountOpened), joined(FAN, "2024-12-20", "2025-01-02"),
            Said("2025-01-02", PROFILE, StaffDeparted(FAN, day("2025-01-12"), "转外聘"), LEAD),
        ),
    ),
    Twin(
        "nominated for somebody else", "expert.selection-hands",
        change(of(expert.ExpertNominated), on_behalf_of=DESK.id),
    ),
    Twin(
        "logged in the morning of the day", "expert.logged-ahead",
        insert(of(expert.LogVerified, X2), Said("2025-02-04", X2, service("s-9", "2025-02-04", 22, 30), STAFF)),
    ),
    Twin(
        "on the day that the contract was recorded", "expert.out-of-term",
        then(known(SIGNED_2, "2025-01-13"), moved("g-1", "2025-01-13", 14)),
    ),
    Twin("on the first day of the term", "expert.out-of-term", moved("g-1", "2025-01-10", 9)),
    Twin(
        "to the end of the last day", "expert.out-of-term",
        insert(TERMINATED, Said("2025-06-30", X2, service("s-9", "2025-06-30", 23, 59), STAFF)),
    ),
    Twin(
        "served before a dismissal was known", "expert.out-of-term",
        insert(of(expert.ExpertEvaluated), Said("2025-06-24", X2, service("s-9", "2025-06-24", 9, 30), STAFF)),
    ),
    Twin(
        "on the day that the renewal was recorded", "expert.out-of-term",
        insert(RENEWED, logged("s-9", "2025-07-11", 9)),
    ),
    Twin(
        "the day before a suspension, and the day after", "expert.served-while-suspended",
        then(
            insert(of(expert.ContractSuspended), logged("s-9", "2025-03-09", 9)),
            insert(of(expert.ContractResumed), logged("s-8", "2025-03-17", 9)),
        ),
    ),
    Twin(
        "confirmed by the client", "expert.unwitnessed",
        change(of(expert.LogVerified, X2), attended=False, confirmation="确认单-1"),
    ),
    Twin("less than it lasted", "expert.minutes-over-span", change(of(expert.LogVerified, X2), minutes=59)),
    Twin(
        "three hours of lecturing in a morning", "expert.half-day",
        insert(ON_THE_THIRD, *also_served("s-9", "2025-02-03", 10, 30, 90)),
    ),
    Twin(
        "more after noon", "expert.half-day",
        insert(
            ON_THE_THIRD, *also_served("s-9", "2025-02-03", 10, 30, 90), *also_served("s-8", "2025-02-03", 12, 0, 180)
        ),
    ),
    Twin(
        "a long unpaid consultation", "expert.half-day",
        insert(of(expert.LogVerified, X2), *also_served("s-8", "2025-02-05", 8, 0, 240, X2)),
    ),
    Twin(
        "one service after the other", "expert.hours-twice",
        insert(ON_THE_THIRD, *also_served("s-9", "2025-02-03", 10, 30, 30)),
    ),
    Twin("logged twice, verified once", "expert.hours-twice", insert(ON_THE_THIRD, logged("s-9", "2025-02-03", 9))),
    Twin(
        "an absence in another year", "expert.absences",
        insert(of(expert.LogVerified, entry="s-4"), Said(
            "2026-01-05", X1, expert.AbsenceRecorded("case/k-1", False, day("2026-01-05")), STAFF)),
    ),
    Twin(
        "as much as was agreed and capped", "expert.fee-over-agreed",
        fee(units=200, gross=2_300_00, tax=300_00, net=2_000_00),
    ),
    Twin("no tax on a small fee", "expert.fee-tax", fee(gross=800_00, tax=0, net=800_00)),
    Twin(
        "the rest of the hours in another fee", "expert.fee-twice",
        insert(LAST_OF_FEBRUARY, *second_fee("s-2")),
    ),
    Twin(
        "claimed anew after it was withdrawn", "expert.fee-twice",
        then(
            drop(of(expert.FeePaid)),
            drop(one(fund.ClaimPaid)),
            insert(
                one(fund.ClaimApproved),
                Said("2025-02-10", ACCOUNT, fund.ClaimRejected("c-1", FINANCE.id, "超标"), FINANCE), WITHDRAWN,
                *second_fee("s-1"),
            ),
        ),
    ),
    Twin("renewed on the last day", "expert.renewed-late", redate(RENEWED, "2025-07-12", on=day("2025-07-12"))),
    Twin("the best of grades", "expert.grade-differs", change(EVALUATED, score="85", grade="excellent")),
    Twin(
        "ended by agreement, without notice", "expert.dismissed-without-evidence",
        change(TERMINATED, cause=expert.TerminationCause.MUTUAL, evidence=None, notified=None),
    ),
    Twin(
        "notified on the last day", "expert.dismissed-without-evidence",
        change(TERMINATED, notified=day("2025-06-30")),
    ),
    Twin(
        "a task on the last day", "expert.after-end",
        insert(TERMINATED, Said(
            "2025-06-30", X2, expert.TaskAssigned("t-2", "评审", LEAD.id, day("2025-06-30")), LEAD)),
    ),
    Twin(
        "settled with half an hour that makes no class hour", "expert.settled-open",
        then(LAST_FEES, insert(of(expert.FeePaid, fee="f-3"), SETTLED_1)),
    ),
    Twin(
        "two fees of a month, taxed together", "expert.month-taxed-apart",
        two_fees(again=last_fee("f-4", "c-4", ("s-3",), 200, "2026-01-08", **TOGETHER)),
    ),
    Twin(
        "the second fee paid in the month after", "expert.month-taxed-apart",
        two_fees(again=last_fee("f-4", "c-4", ("s-3",), 200, "2026-01-08", "2026-02-01")),
    ),
    Twin(
        "taxed together, and paid in the month after", "expert.fee-tax",
        two_fees(again=last_fee("f-4", "c-4", ("s-3",), 200, "2026-01-08", "2026-02-01", **TOGETHER)),
    ),
    Twin(
        "dismissed from the day after an appointment", "expert.ended-while-booked",
        insert(EVALUATED, booked("a-9", "2025-06-20", "2025-06-30")),
    ),
    Twin(
        "dismissed once an appointment was called off", "expert.ended-while-booked",
        insert(EVALUATED, booked("a-9", "2025-06-20", "2025-07-01"), released("a-9", "2025-06-24")),
    ),
    Twin(
        "given back, though it was never booked", "expert.ended-while-booked",
        insert(EVALUATED, released("a-9", "2025-06-24")),
    ),
    Twin("settled the day after", "expert.settled-open", redate(SETTLED, "2025-07-01", on=day("2025-07-01"))),
    Twin("no hours asked for", "expert.few-hours", then(
        change(one(PolicyValueSet, key="expert.min_hours_term"), value=0), drop(of(expert.LogVerified, entry="s-4")))),
    Twin(
        "acknowledged on the first day", "obligation.expert_renewal",
        redate(ACKNOWLEDGED, "2025-11-01", on=day("2025-11-01")),
    ),
    Twin(
        "acknowledged on the last day", "obligation.expert_renewal",
        then(drop(ACKNOWLEDGED), insert(of(expert.LogVerified, entry="s-4"), Said(
            "2025-12-31", X1, expert.ExpiryAcknowledged(LEAD.id, day("2025-12-31")), LEAD))),
    ),
    Twin("not due yet", "obligation.expert_renewal", drop(ACKNOWLEDGED), as_of=day("2025-12-31")),
)  # fmt: skip
