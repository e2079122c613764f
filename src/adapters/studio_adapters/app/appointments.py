"""The handle of an appointment, for the acting person: 申请, 确认, 改期, 改派, 取消, 签到, 完成 (三、（四）1).

Appointments are about hours and minutes: who acts, acts at an instant, now or `acting(…, on=<aware datetime>)`.
"""

from __future__ import annotations

from datetime import datetime

from studio_adapters.app.core import Desk, Hand
from studio_adapters.app.handle import Handle
from studio_adapters.journal import Receipt
from studio_domain import appointment as appointments
from studio_domain import client_case, client_record, expert_contract, mentor_diary, room_diary, studio
from studio_domain.aggregate import At, Changes
from studio_domain.appointment import Appointment, Mode, Party
from studio_domain.client_record import ClientRecord
from studio_domain.desk import appointments as desk
from studio_domain.desk.diaries import MentorDays
from studio_domain.desk.slots import Booking, RoomDays, booked, booking
from studio_domain.expert_contract import ExpertContract
from studio_domain.studio import Studio
from studio_domain.values import Personal, PersonId, Span, client_id, legal_day, stream_name


class AppointmentHandle(Handle[Appointment]):
    """An appointment: `app.appointment("hz-xihu-001", "a-2025-0001")`."""

    KIND = "appointment"
    PERSONS = frozenset({"mentor", "wish"})
    IDS = frozenset({"service"})

    def __init__(self, desk: Desk, owner: str, appointment: str) -> None:
        super().__init__(desk, appointments, appointments.MAY_DECIDE, stream_name(owner, "appointment", appointment))
        self.appointment = appointment

    # -- the request

    def request(
        self,
        *,
        client: str,
        mode: Mode | str,
        start: datetime,
        end: datetime,
        case: str | None = None,
        wish: PersonId | None = None,
        confidential: bool = False,
        address: Personal[str] | None = None,
        site: str | None = None,
        override: str | None = None,
    ) -> Receipt:
        """申请预约: by or for a client, from *start* up to *end*; `site` names where an address is on file."""
        asked = locals()
        client_id(client)
        return self._decide(
            appointments.request,
            asked,
            lambda hand: desk.request(
                self._at(),
                self._studio(),
                self._record(client),
                appointment=self.appointment,
                client=client,
                case=case,
                mode=Mode(mode),
                start=start,
                end=end,
                wish=wish,
                confidential=confidential,
                address=address,
                site=site,
                override=override,
                at=hand.instant,
                terms=hand.terms,
            ),
        )

    def decline(self, *, reason: str) -> Receipt:
        """婉拒预约."""
        asked = locals()
        return self._decide_alone(
            appointments.decline,
            asked,
            lambda appointment, hand: appointments.decline(appointment, reason=reason, by=hand.by, at=hand.instant),
        )

    # -- agreements

    def confirm(self, *, mentor: PersonId, room: str | None = None, contract: str | None = None) -> Receipt:
        """确认预约: with a mentor, in a room (area); `contract` is that of an external expert."""
        asked = locals()

        def changes(hand: Hand) -> Changes:
            at, now = self._existing(), hand.instant
            taken = booking(at.state.mode, mentor, room, at.state.wanted, hand.terms)
            asked_on = legal_day(at.state.requested)
            return desk.confirm(
                at,
                self._studio(),
                self._record(at.state.client),
                self._contract(contract),
                self._mentor_days(taken),
                self._room_days(taken),
                mentor=mentor,
                room=room,
                by=hand.by,
                at=now,
                calendar=self._desk.working_days(asked_on.year, asked_on.year + 1),
                terms=hand.terms,
            )

        return self._decide(appointments.confirm, asked, changes)

    def reschedule(
        self,
        *,
        start: datetime,
        end: datetime,
        reason: str,
        client_consented: bool,
        room: str | None = None,
        override: str | None = None,
    ) -> Receipt:
        """改期: to another slot, with the client's consent."""
        asked = locals()

        def changes(hand: Hand) -> Changes:
            at = self._existing()
            before, mentor = booked(at.state), at.state.mentor
            slot = Span(start, end)
            taken = None if mentor is None else booking(at.state.mode, mentor, room, slot, hand.terms)
            return desk.reschedule(
                at,
                self._studio(),
                self._contract(at.state.contract),
                self._mentor_days(before, taken),
                self._room_days(before, taken),
                start=start,
                end=end,
                room=room,
                override=override,
                reason=reason,
                client_consented=client_consented,
                by=hand.by,
                at=hand.instant,
                terms=hand.terms,
            )

        return self._decide(appointments.reschedule, asked, changes)

    def reassign(
        self, *, mentor: PersonId, reason: str, client_consented: bool, contract: str | None = None
    ) -> Receipt:
        """改派指导师: with the client's consent; `contract` is that of an external expert."""
        asked = locals()

        def changes(hand: Hand) -> Changes:
            at = self._existing()
            before = booked(at.state)
            taken = before and Booking(mentor, before.kept, before.room, before.slot)
            return desk.reassign(
                at,
                self._studio(),
                self._relied(at.state),
                self._contract(contract),
                self._mentor_days(before, taken),
                mentor=mentor,
                reason=reason,
                client_consented=client_consented,
                by=hand.by,
                at=hand.instant,
            )

        return self._decide(appointments.reassign, asked, changes)

    # -- what comes of it

    def cancel(self, *, party: Party | str, reason: str) -> Receipt:
        """取消预约: by which side."""
        asked = locals()

        def changes(hand: Hand) -> Changes:
            at = self._existing()
            before = booked(at.state)
            return desk.cancel(
                at,
                self._studio(),
                self._relied(at.state),
                self._mentor_days(before),
                self._room_days(before),
                party=Party(party),
                reason=reason,
                at=hand.instant,
                terms=hand.terms,
            )

        return self._decide(appointments.cancel, asked, changes)

    def record_check_in(self, *, party: Party | str) -> Receipt:
        """签到: a report."""
        asked = locals()
        return self._decide_alone(
            appointments.record_check_in,
            asked,
            lambda appointment, hand: appointments.record_check_in(appointment, party=Party(party), at=hand.instant),
        )

    def complete(self, *, mentor: PersonId, case: str, service: str) -> Receipt:
        """完成预约: served by the mentor agreed on; `service` is a record of service in the `case`."""
        asked = locals()

        def changes(hand: Hand) -> Changes:
            at = self._existing()
            served = self._desk.existing(client_case, stream_name(self.owner, "case", case))
            return desk.complete(
                at, self._relied(at.state), served, mentor=mentor, service=service, at=hand.instant
            )  # fmt: skip

        return self._decide(appointments.complete, asked, changes)

    def record_no_show(self, *, party: Party | str) -> Receipt:
        """未到场: a report."""
        asked = locals()

        def changes(hand: Hand) -> Changes:
            at = self._existing()
            return desk.record_no_show(at, self._relied(at.state), party=Party(party), at=hand.instant)

        return self._decide(appointments.record_no_show, asked, changes)

    # -- the streams that it rests on

    def _studio(self) -> At[Studio]:
        return self._desk.existing(studio, stream_name(self.owner, "studio", "profile"))

    def _record(self, client: str) -> At[ClientRecord | None]:
        return self._desk.at(client_record, stream_name(self.owner, "client", client))

    def _contract(self, contract: str | None) -> At[ExpertContract] | None:
        if contract is None:
            return None
        return self._desk.existing(expert_contract, stream_name(self.owner, "expert", contract))

    def _relied(self, appointment: Appointment) -> At[ExpertContract | None] | None:
        """The contract that the appointment names, which an older history may not have."""
        if appointment.contract is None:
            return None
        return self._desk.at(expert_contract, stream_name(self.owner, "expert", appointment.contract))

    def _mentor_days(self, *bookings: Booking | None) -> MentorDays:
        region = self._desk.region_of(self.owner)
        streams = {stream for one in bookings if one is not None for stream in one.mentor_days(region)}
        return tuple(self._desk.at(mentor_diary, stream) for stream in sorted(streams))

    def _room_days(self, *bookings: Booking | None) -> RoomDays:
        streams = {stream for one in bookings if one is not None for stream in one.room_days(self.owner)}
        return tuple(self._desk.at(room_diary, stream) for stream in sorted(streams))
