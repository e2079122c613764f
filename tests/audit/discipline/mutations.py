"""What can be wrong with a matter of discipline, each found by one check alone; and what comes close, and is lawful."""
# ruff: noqa: E501 -- one case a line

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
from attrs import frozen

from audit.changing import Apply, History, Which, change, drop, insert, move, one, place_of, redate, then
from audit.discipline.story import (
    AS_OF,
    CARD,
    CASE,
    D1,
    D2,
    D3,
    D4,
    DING,
    GONG,
    PROFILE,
    REVIEWER,
    STUDIO,
    TEA,
    VISIT,
    WU,
    Said,
    at,
    day,
    service,
)
from office import DESK, HEAD, LEAD, OFFICER, REGION, STAFF, Person, mandate_of
from studio_domain.appointment import AppointmentCancelled, AppointmentRescheduled, MentorReassigned
from studio_domain.appointment.facts import Party
from studio_domain.audit.finding import Measure, count, days, fen
from studio_domain.discipline_case import facts as discipline
from studio_domain.discipline_case.facts import AppealOutcome, GiftDisposal, GiftItem, GiftKind, Reporting, Sanction
from studio_domain.filing import FilingPrepared, FilingSubmitted, Matter
from studio_domain.guideline import Clause
from studio_domain.person_record import EmploymentChanged, PersonRegistered
from studio_domain.studio import LeadAppointed, LeadDeparted, StaffDeparted
from studio_domain.values import Opened, PersonId

S1, S2, S3, S4 = (f"{STUDIO}/{matter}" for matter in (D1, D2, D3, D4))
_ACTS, _COURSE = Clause.PROHIBITED_ACTS, Clause.DISCIPLINE


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


def of(fact: type[Any], kind: str = D1, **fields: Any) -> Which:
    """The one fact of that class in a matter."""
    return one(fact, account=kind, **fields)


def by(which: Which, person: Person, name: str, **envelope: Any) -> Apply:
    """Done, and recorded, by somebody else; *name* is the field that says who."""

    def apply(history: History) -> History:
        index = place_of(history, which)
        said = history[index]
        assert isinstance(said, Said)
        fact = attrs.evolve(said.fact, **{name: person.id})
        told = attrs.evolve(said, person=person, fact=fact, envelope={**said.envelope, **envelope})
        return (*history[:index], told, *history[index + 1 :])

    return apply


def moved(which: Which, on: str, **fields: Any) -> Apply:
    """On another day."""
    return redate(which, on, on=day(on), **fields)


def kept(*items: GiftItem) -> Apply:
    """The gift consists of these, and is kept after registration."""
    return then(
        change(of(discipline.GiftReported), items=items),
        change(of(discipline.GiftDisposed), disposal=GiftDisposal.REGISTERED),
    )


def change_to(which: Which, fact: Any) -> Apply:
    """Another fact in its place."""

    def apply(history: History) -> History:
        index = place_of(history, which)
        return (*history[:index], attrs.evolve(history[index], fact=fact), *history[index + 1 :])

    return apply


def also_head(person: PersonId) -> Said:
    """Somebody holds the post of the carrier's head as well."""
    told = attrs.evolve(mandate_of(HEAD), mandate="m-8")
    return Said("2024-12-17", f"mandate/{person}", told, HEAD)


def refiled(number: str, matter: str, version: int) -> Apply:
    """The sanction stands elsewhere now, and is filed as what it is."""
    covers = (Matter("discipline-decision", f"{STUDIO}/{matter}@{version}"),)
    return change(one(FilingPrepared, account=f"filing/{number}"), covers=covers)


def official(person: PersonId, after: Which, recorded: str, since: str) -> Apply:
    """Somebody of the record becomes a public official."""
    stream = f"{REGION}/person/{person}"
    return then(
        insert(POSTS, Said("2024-12-17", stream, PersonRegistered(person, None, False), OFFICER)),
        insert(after, Said(recorded, stream, EmploymentChanged("12000000MB0000027M", True, day(since)), OFFICER)),
    )


POSTS = one(PersonRegistered, person=GONG)
REPORTED, OPENED, DISPOSED = of(discipline.GiftReported), of(discipline.DisciplineOpened), of(discipline.GiftDisposed)
MEASURES, HEARD = of(discipline.MeasuresTaken), of(discipline.SubjectHeard)
CONCLUDED, DECIDED = of(discipline.InvestigationConcluded), of(discipline.SanctionDecided)
APPEALED, ANSWERED = of(discipline.AppealFiled), of(discipline.AppealDecided)
ENFORCED, CLOSED = of(discipline.SanctionEnforced), of(discipline.DisciplineClosed)
CONFIDENT, NO_CASE = of(discipline.ConductReported, D2), of(discipline.NoCaseDecided, D2)
OPENED_3, REFERRED = of(discipline.DisciplineOpened, D3), of(discipline.ReferredToAuthority, D3)
DECIDED_3, DECIDED_4 = of(discipline.SanctionDecided, D3), of(discipline.SanctionDecided, D4)
REPORTED_4, OPENED_4 = of(discipline.ConductReported, D4), of(discipline.DisciplineOpened, D4)
LEFT, FILED, VISITED = one(StaffDeparted, person=WU), one(FilingSubmitted, account="filing/b-1"), one(MentorReassigned)
GIFT_1, OWED_1 = f"{S1}/g-1", f"{STUDIO}/discipline-decision/d-1"
HANDED = date(2025, 10, 29)
CUP, ALMOST = GiftItem(GiftKind.GOODS, "茶杯", 100_00), GiftItem(GiftKind.GOODS, "茶叶", 199_99)
LIFTED = Said("2025-12-11", D1, discipline.MeasuresLifted(day("2025-12-11"), HEAD.id, day("2025-12-11")), HEAD)

MUTATIONS: tuple[Mutation, ...] = (
    # SD-8
    Mutation("the reporter opens the case", "discipline.hands", _COURSE, (OFFICER.id, S1), count(1), then(by(REPORTED, OFFICER, "recorder"), by(OPENED, OFFICER, "decider"))),
    Mutation("the reporter takes measures", "discipline.hands", _COURSE, (OFFICER.id, S1), count(1), then(by(REPORTED, OFFICER, "recorder"), by(MEASURES, OFFICER, "decider"))),
    Mutation("the reporter investigates", "discipline.hands", _COURSE, (REVIEWER.id, S4), count(1), then(by(REPORTED_4, REVIEWER, "recorder"), by(of(discipline.SubjectHeard, D4), REVIEWER, "investigator"))),
    Mutation("the reporter in confidence decides", "discipline.hands", _COURSE, (HEAD.id, S2), count(1), change(CONFIDENT, reporter=Opened(HEAD.id))),
    Mutation("the investigator decides", "discipline.hands", _COURSE, (REVIEWER.id, S4), count(1), then(by(of(discipline.EvidenceCollected, D4), REVIEWER, "investigator"), by(DECIDED_4, REVIEWER, "decider"))),
    Mutation("decided for the investigator", "discipline.hands", _COURSE, (DING.id, S1), count(1), change(DECIDED, on_behalf_of=DING.id)),
    Mutation("the subject takes evidence", "discipline.hands", _COURSE, (REVIEWER.id, S3), count(1), then(change(OPENED_3, subject=REVIEWER.id), by(of(discipline.EvidenceCollected, D3), REVIEWER, "investigator"))),
    Mutation("the subject refers the matter", "discipline.hands", _COURSE, (REVIEWER.id, S3), count(1), then(change(OPENED_3, subject=REVIEWER.id), by(REFERRED, REVIEWER, "by"))),
    Mutation("the appeal is decided by who decided first", "discipline.hands", _COURSE, (REVIEWER.id, S1), count(1), by(DECIDED, REVIEWER, "decider")),
    Mutation("the appeal is decided by who investigated", "discipline.hands", _COURSE, (REVIEWER.id, S1), count(1), by(HEARD, REVIEWER, "investigator")),
    Mutation("discipline lets a lead off", "discipline.decider-too-low", _COURSE, (LEAD.id, S2), count(1), by(NO_CASE, DING, "decider")),
    Mutation("discipline opens against a lead", "discipline.decider-too-low", _COURSE, (LEAD.id, S3), count(1), change(OPENED_3, subject=LEAD.id)),
    Mutation("a head decides about a head", "discipline.decider-too-low", _COURSE, (WU, S4), count(1), then(insert(POSTS, also_head(WU)), by(OPENED_4, OFFICER, "decider"))),
    # the course
    Mutation("no evidence", "discipline.uninvestigated", _COURSE, (WU, S4), count(1), then(drop(of(discipline.EvidenceCollected, D4)), refiled("b-4", D4, 5))),
    Mutation("no conclusion", "discipline.uninvestigated", _COURSE, (WU, S4), count(1), then(drop(of(discipline.InvestigationConcluded, D4)), refiled("b-4", D4, 5))),
    Mutation("unfounded, and decided", "discipline.uninvestigated", _COURSE, (STAFF.id, S1), count(1), change(CONCLUDED, founded=False)),
    Mutation("never heard", "discipline.unheard", _COURSE, (WU, S4), count(1), then(drop(of(discipline.SubjectHeard, D4)), refiled("b-4", D4, 5))),
    Mutation("heard after the decision", "discipline.unheard", _COURSE, (WU, S4), count(1), then(move(of(discipline.SubjectHeard, D4), DECIDED_4), moved(of(discipline.SubjectHeard, D4), "2025-05-14"), refiled("b-4", D4, 5))),
    Mutation("an official is criticised", "discipline.official-sanctioned", _COURSE, (GONG, S3), count(1), change(DECIDED_3, sanction=Sanction.CRITICISM)),
    Mutation("an official since the day of the decision", "discipline.official-sanctioned", _COURSE, (WU, S4), count(1), official(WU, of(discipline.InvestigationConcluded, D4), "2025-05-14", "2025-05-14")),
    Mutation("appealed a day late", "discipline.appeal-void", _COURSE, (STAFF.id, S1), days(1), moved(APPEALED, "2025-11-30")),
    Mutation("appealed by another", "discipline.appeal-void", _COURSE, (STAFF.id, S1), days(0), by(APPEALED, DESK, "appellant")),
    Mutation("dismissed, and still of the staff", "discipline.still-there", _COURSE, (WU, S4), count(1), drop(LEFT)),
    Mutation("dismissed, and of the staff for a day more", "discipline.still-there", _COURSE, (WU, S4), count(1), change(LEFT, last_day=day("2025-05-17"))),
    Mutation("suspended, and serving", "discipline.still-there", _COURSE, (STAFF.id, S1), count(1), insert(ANSWERED, LIFTED)),
    Mutation("closed before it was carried out", "discipline.closed-early", _COURSE, (STAFF.id, S1), count(1), drop(ENFORCED)),
    Mutation("a referral that went nowhere", "discipline.closed-early", _COURSE, (GONG, S3), count(1), drop(REFERRED)),
    Mutation("closed while appealed", "discipline.closed-early", _COURSE, (STAFF.id, S1), count(1), then(change(DECIDED, sanction=Sanction.SUSPENSION), drop(ANSWERED))),
    Mutation("closed with a gift", "discipline.closed-early", _COURSE, (STAFF.id, S1), count(1), then(change(REPORTED, items=(ALMOST,)), drop(DISPOSED), refiled("b-1", D1, 7))),
    Mutation("closed with a loss of a fen", "discipline.loss-open", _COURSE, (STAFF.id, S1), fen(1), change(CLOSED, recovered=499_99)),
    Mutation("served while out of service", "discipline.serves-suspended", _COURSE, (STAFF.id, f"{STUDIO}/{CASE}"), count(1), insert(MEASURES, service("s-9", "2025-10-17"))),
    Mutation("an appointment not reassigned", "discipline.not-reassigned", _COURSE, (STAFF.id, f"{STUDIO}/{VISIT}"), count(1), drop(VISITED)),
    # papers
    Mutation("conduct of an unknown kind", "discipline.incomplete", _COURSE, (S4,), count(1), change(REPORTED_4, kind="gossip")),
    Mutation("in confidence, by nobody", "discipline.incomplete", _COURSE, (S2,), count(1), change(CONFIDENT, reporter=None)),
    Mutation("a gift without value", "discipline.incomplete", _COURSE, (S1,), count(1), change(REPORTED, items=(TEA, GiftItem(GiftKind.CARD, "购物卡", 0)))),
    Mutation("a gift received tomorrow", "discipline.incomplete", _COURSE, (S1,), count(1), change(REPORTED, received=day("2025-10-12"))),
    Mutation("minutes by a word", "discipline.incomplete", _COURSE, (S1,), count(1), change(HEARD, digest="笔录")),
    Mutation("less than nothing to be made good", "discipline.incomplete", _COURSE, (S4,), count(1), change(DECIDED_4, recovery=-1)),
    Mutation("changed to nothing", "discipline.incomplete", _COURSE, (S1,), count(1), then(change(DECIDED, sanction=Sanction.SUSPENSION), change(ANSWERED, sanction=None))),
    # gifts
    Mutation("a card of a fen is kept", "discipline.gift-kept", _ACTS, (STAFF.id, S1), fen(1), kept(GiftItem(GiftKind.CARD, "购物卡", 1)), HANDED),
    Mutation("goods of 200 yuan are kept", "discipline.gift-kept", _ACTS, (STAFF.id, S1), fen(0), kept(TEA), HANDED),
    Mutation("taken over by who received it", "discipline.gift-own-hand", _ACTS, (DING.id, S1), fen(1_200_00), change(REPORTED, receiver=DING.id)),
    # what is owed
    Mutation("nothing was done about a report", "obligation.discipline_open", _ACTS, (S2,), days(321), drop(NO_CASE)),
    Mutation("no case a day late", "obligation.discipline_open", _ACTS, (S2,), days(1), moved(NO_CASE, "2025-03-18")),
    Mutation("handed over a day late", "obligation.gift_handover", _ACTS, (GIFT_1,), days(1), moved(DISPOSED, "2025-10-30")),
    Mutation("reported a month and a day after it was received", "obligation.gift_register", _ACTS, (GIFT_1,), days(1), change(REPORTED, received=day("2025-09-10"), items=(CUP,))),
    Mutation("reported a month and a day after the return", "obligation.gift_register", _ACTS, (GIFT_1,), days(1), change(REPORTED, received=day("2025-09-01"), away_until=day("2025-09-10"), items=(CUP,))),
    Mutation("the sanction filed a day late", "obligation.change_filing", Clause.TIMELY_FILING, (OWED_1,), days(1), moved(FILED, "2025-11-14")),
    Mutation("the sanction never filed", "obligation.change_filing", Clause.TIMELY_FILING, (OWED_1,), days(80), drop(FILED)),
)  # fmt: skip

TWINS: tuple[Twin, ...] = (
    Twin("whoever recorded an anonymous report investigates", "discipline.hands", by(of(discipline.ConductReported, D3), DING, "recorder")),
    Twin("another than the reporter in confidence", "discipline.hands", change(CONFIDENT, reporter=Opened(STAFF.id))),
    Twin("a reporter from outside", "discipline.hands", change(CONFIDENT, reporter=Opened("王女士"))),
    Twin("the opener decides", "discipline.hands", by(OPENED_4, HEAD, "decider")),
    Twin("a head opens against a lead", "discipline.decider-too-low", then(change(OPENED_3, subject=LEAD.id), by(OPENED_3, HEAD, "decider"))),
    Twin("a lead until the day before", "discipline.decider-too-low", then(insert(POSTS, Said("2024-12-17", PROFILE, LeadAppointed(STAFF.id, "mentor", False, day("2025-01-01"), HEAD.id), HEAD), Said("2024-12-17", PROFILE, LeadDeparted(STAFF.id, day("2025-10-14"), "卸任"), HEAD)))),
    Twin("heard after the conclusion", "discipline.unheard", move(of(discipline.SubjectHeard, D4), of(discipline.InvestigationConcluded, D4))),
    Twin("an official since the day after", "discipline.official-sanctioned", official(WU, DECIDED_4, "2025-05-15", "2025-05-15")),
    Twin("an official is dismissed by the unit, the studio refers", "discipline.official-sanctioned", official(WU, of(discipline.InvestigationConcluded, D4), "2025-05-13", "2025-05-15")),
    Twin("appealed on the last day", "discipline.appeal-void", moved(APPEALED, "2025-11-29")),
    Twin("closed as revoked", "discipline.closed-early", then(change(ANSWERED, outcome=AppealOutcome.REVOKED, sanction=None), drop(ENFORCED))),
    Twin("closed as unfounded", "discipline.closed-early", then(*(drop(of(fact)) for fact in (discipline.SanctionDecided, discipline.AppealFiled, discipline.AppealDecided, discipline.SanctionEnforced)), change(CONCLUDED, founded=False))),
    Twin("more was made good", "discipline.loss-open", change(CLOSED, recovered=500_01)),
    Twin("revoked, and nothing made good", "discipline.loss-open", then(change(ANSWERED, outcome=AppealOutcome.REVOKED, sanction=None), drop(ENFORCED), change(CLOSED, recovered=0))),
    Twin("served on the day on which it was lifted", "discipline.serves-suspended", then(insert(ENFORCED, attrs.evolve(LIFTED, day="2025-12-12", fact=discipline.MeasuresLifted(day("2025-12-12"), HEAD.id, day("2025-12-12"))), service("s-9", "2025-12-13")))),
    Twin("an appointment cancelled", "discipline.not-reassigned", change_to(VISITED, AppointmentCancelled(Party.MENTOR, "暂停服务", False, at("2025-10-16", 15)))),
    Twin("an appointment moved to after the suspension", "discipline.not-reassigned", then(change_to(VISITED, AppointmentRescheduled(at("2025-12-22", 9), at("2025-12-22", 10), None, 0, None, "暂停服务", True, DESK.id, at("2025-10-16", 15))))),
    Twin("not on the day of the audit", "discipline.not-reassigned", drop(VISITED), date(2025, 10, 19)),
    Twin("goods below 200 yuan are kept", "discipline.gift-kept", then(change(REPORTED, items=(ALMOST,)), change(DISPOSED, disposal=GiftDisposal.REGISTERED))),
    Twin("a card is returned", "discipline.gift-kept", then(change(REPORTED, items=(CARD,)), change(DISPOSED, disposal=GiftDisposal.RETURNED))),
    Twin("no case on the last day", "obligation.discipline_open", moved(NO_CASE, "2025-03-17")),
    Twin("nothing was done, on the last day", "obligation.discipline_open", drop(NO_CASE), date(2025, 3, 17)),
    Twin("more about a running case", "obligation.discipline_open", insert(ENFORCED, Said("2025-12-12", D1, discipline.ConductReported("improper-gain", None, None, Reporting.ANONYMOUS, None, DESK.id, None, day("2025-12-12")), DESK))),
    Twin("reported a month after it was received", "obligation.gift_register", change(REPORTED, received=day("2025-09-11"), items=(CUP,))),
    Twin("reported a month after the return", "obligation.gift_register", change(REPORTED, received=day("2025-09-01"), away_until=day("2025-09-11"), items=(CUP,))),
    Twin("goods below 100 yuan", "obligation.gift_register", change(REPORTED, received=day("2025-09-01"), items=(GiftItem(GiftKind.GOODS, "糖", 99_99),))),
    Twin("goods below 200 yuan, handed over late", "obligation.gift_handover", then(change(REPORTED, items=(ALMOST,)), moved(DISPOSED, "2025-10-30"))),
    Twin("refused on the spot", "obligation.gift_handover", change(DISPOSED, disposal=GiftDisposal.REFUSED)),
    Twin("filed a day ahead", "obligation.change_filing", moved(FILED, "2025-11-12")),
)  # fmt: skip
