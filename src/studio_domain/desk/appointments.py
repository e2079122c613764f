"""The desk of appointments: what is agreed stands in the diaries of mentor and room at once (三、（四）1; 三、（一）1).

A mentor's diary is the city's, so that two studios cannot have one hour of his; a room's is the studio's. Each is a
stream of a day, and a slot stands in the diary of every legal day that it touches. What an agreement rests on (studio,
client, the expert's contract) is insisted upon: it must not move before the agreement is written. An external expert's
contract has the appointment on record too, so that nobody ends it unawares (三、（四）8).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from studio_domain import appointment as appointments
from studio_domain.aggregate import At, Change, Changes
from studio_domain.appointment import Appointment, Mode, Party
from studio_domain.client_case import ClientCase
from studio_domain.client_record import ClientRecord
from studio_domain.desk.bookings import Relied, local_name, relied_on
from studio_domain.desk.diaries import MentorDays
from studio_domain.desk.slots import RoomDays, booked, mentor_days, room_days
from studio_domain.expert_contract import ExpertContract
from studio_domain.policy import Terms
from studio_domain.studio import Studio
from studio_domain.values import Personal, PersonId
from studio_domain.working_calendar import WorkingDays

# -- the request


def request(
    known: At[Appointment | None],
    studio: At[Studio],
    record: At[ClientRecord | None],
    *,
    appointment: str,
    client: str,
    case: str | None,
    mode: Mode,
    start: datetime,
    end: datetime,
    wish: PersonId | None,
    confidential: bool,
    address: Personal[str] | None,
    site: str | None,
    override: str | None,
    at: datetime,
    terms: Terms,
) -> Changes:
    """申请预约 (三、（四）1): while studio and client's record stay as they are."""
    _of(record, client)
    requested = appointments.request(
        known.state,
        appointment=appointment,
        client=client,
        case=case,
        mode=mode,
        start=start,
        end=end,
        wish=wish,
        confidential=confidential,
        address=address,
        site=site,
        override=override,
        at=at,
        studio=studio.state,
        record=record.state,
        terms=terms,
    )
    return known.then(requested), studio.then(), record.then()


# -- agreements: with diaries of the same append


def confirm(
    appointment: At[Appointment],
    studio: At[Studio],
    record: At[ClientRecord | None],
    contract: At[ExpertContract] | None,
    mentors: MentorDays,
    rooms: RoomDays,
    *,
    mentor: PersonId,
    room: str | None,
    by: PersonId,
    at: datetime,
    calendar: WorkingDays,
    terms: Terms,
) -> Changes:
    """确认预约 (三、（四）1; 三、（一）1): and take the slot in the diaries of mentor and room."""
    _of(record, appointment.state.client)
    confirmed = appointments.confirm(
        appointment.state,
        mentor=mentor,
        contract_id=local_name(contract),
        room=room,
        by=by,
        at=at,
        studio=studio.state,
        record=record.state,
        contract=_state(contract),
        calendar=calendar,
        terms=terms,
    )
    after = appointments.evolve(appointment.state, confirmed)
    taken = booked(after)
    return (
        appointment.then(confirmed),
        *_pinned(studio, record),
        *_contracts(appointment, after, contract),
        *mentor_days(appointment, studio, mentors, taken),
        *room_days(appointment, rooms, taken),
    )


def reschedule(
    appointment: At[Appointment],
    studio: At[Studio],
    contract: At[ExpertContract] | None,
    mentors: MentorDays,
    rooms: RoomDays,
    *,
    start: datetime,
    end: datetime,
    room: str | None,
    override: str | None,
    reason: str,
    client_consented: bool,
    by: PersonId,
    at: datetime,
    terms: Terms,
) -> Changes:
    """改期 (三、（四）1; 三、（一）1): give the old slot back and take the new one, or neither."""
    moved = appointments.reschedule(
        appointment.state,
        start=start,
        end=end,
        room=room,
        override=override,
        reason=reason,
        client_consented=client_consented,
        by=by,
        at=at,
        studio=studio.state,
        contract=_state(contract),
        terms=terms,
    )
    after = appointments.evolve(appointment.state, moved)
    taken = booked(after)
    return (
        appointment.then(moved),
        *_pinned(studio),
        *_contracts(appointment, after, contract),
        *mentor_days(appointment, studio, mentors, taken),
        *room_days(appointment, rooms, taken),
    )


def reassign(
    appointment: At[Appointment],
    studio: At[Studio],
    before: Relied,
    contract: At[ExpertContract] | None,
    mentors: MentorDays,
    *,
    mentor: PersonId,
    reason: str,
    client_consented: bool,
    by: PersonId,
    at: datetime,
) -> Changes:
    """改派指导师 (三、（四）1): give one mentor's time back and take the other's, or neither.

    *before* is the contract that the appointment names until now, *contract* that of the mentor to come.
    """
    reassigned = appointments.reassign(
        appointment.state,
        mentor=mentor,
        contract_id=local_name(contract),
        reason=reason,
        client_consented=client_consented,
        by=by,
        at=at,
        studio=studio.state,
        contract=_state(contract),
    )
    after = appointments.evolve(appointment.state, reassigned)
    taken = booked(after)
    return (
        appointment.then(reassigned),
        *_pinned(studio),
        *_contracts(appointment, after, before, contract),
        *mentor_days(appointment, studio, mentors, taken),
    )


# -- what comes of it


def cancel(
    appointment: At[Appointment],
    studio: At[Studio],
    contract: Relied,
    mentors: MentorDays,
    rooms: RoomDays,
    *,
    party: Party,
    reason: str,
    at: datetime,
    terms: Terms,
) -> Changes:
    """取消预约 (三、（四）1): mentor and room are free again, and so is the expert's contract."""
    cancelled = appointments.cancel(appointment.state, party=party, reason=reason, at=at, terms=terms)
    return (
        appointment.then(cancelled),
        *_contracts(appointment, appointments.evolve(appointment.state, cancelled), contract),
        *mentor_days(appointment, studio, mentors, None),
        *room_days(appointment, rooms, None),
    )


def complete(
    appointment: At[Appointment],
    contract: Relied,
    case: At[ClientCase],
    *,
    mentor: PersonId,
    service: str,
    at: datetime,
) -> Changes:
    """完成预约 (三、（四）1): by a record of service in the client's case, which stays as it is."""
    completed = appointments.complete(appointment.state, mentor=mentor, service=service, case=case.state, at=at)
    after = appointments.evolve(appointment.state, completed)
    return appointment.then(completed), *_contracts(appointment, after, contract), case.then()


def record_no_show(appointment: At[Appointment], contract: Relied, *, party: Party, at: datetime) -> Changes:
    """未到场 (三、（四）1): a report, refused for no rule; nothing is to come under the expert's contract any more."""
    missed = appointments.record_no_show(appointment.state, party=party, at=at)
    after = appointments.evolve(appointment.state, missed)
    return appointment.then(missed), *_contracts(appointment, after, contract)


# -- the contracts of external experts


def _contracts(appointment: At[Appointment], after: Appointment, *named: Relied) -> Iterator[Change]:
    yield from (contract.then(*facts) for contract, facts in relied_on(appointment, after, *named))


# -- what it rests on


def _pinned(*read: At[Studio] | At[ClientRecord | None]) -> Iterator[Change]:
    yield from (at.then() for at in read)


def _of(record: At[ClientRecord | None], client: str) -> None:
    if record.stream.rpartition("/")[2] != client:
        raise ValueError(f"{record.stream} is not the record of {client}")


def _state(contract: At[ExpertContract] | None) -> ExpertContract | None:
    return None if contract is None else contract.state
