"""Appointments through the app: the diaries of mentor and room move with them in one append (三、（四）1)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from practice import ACTIVITY, CLIENTS, CONTRACT, DESK, FAN, HE, HEAD, LEAD, LU, ROOM, A, B, Practice, Time, at
from studio_adapters.aggregates import aggregate_of
from studio_adapters.app import StudioApp
from studio_adapters.app.appointments import AppointmentHandle
from studio_adapters.sealing.memory import MemoryKeys
from studio_domain import appointment as appt
from studio_domain import expert_contract as contracts
from studio_domain import mentor_diary, room_diary
from studio_domain.aggregate import Reason
from studio_domain.appointment import Mode, Party, Stage
from studio_domain.audit.finding import Severity
from studio_domain.expert_contract import facts as expert
from studio_domain.guideline import Breach, Rule
from studio_domain.studio import recognition_facts as recognition
from studio_domain.values import Sealed, Span

TUESDAY, THURSDAY, FRIDAY = date(2025, 3, 4), date(2025, 3, 6), date(2025, 3, 7)
NINE, TEN, ELEVEN = (at(THURSDAY, hour) for hour in (9, 10, 11))


@pytest.fixture
def practice() -> Iterator[Practice]:
    time = Time(at(TUESDAY, 10))
    with closing(StudioApp("memory:", clock=time)) as app:
        yield Practice(app, time)


def mentor_days(practice: Practice, person: str, *days: date) -> list[dict[str, Span]]:
    found = (practice.app.state(f"region-330100/diary/{person}/{day}") for day in days)
    return [dict(one.kept) if one else {} for one in found]


def room_days(practice: Practice, room: str, *days: date, studio: str = A) -> list[dict[str, Span]]:
    found = (practice.app.state(f"{studio}/room/{room}/{day}") for day in days)
    return [dict(one.kept) if one else {} for one in found]


@contextmanager
def refused(rule: Rule) -> Iterator[None]:
    """What is inside is refused by *rule*, whatever the figures."""
    with pytest.raises(Breach) as caught:
        yield
    assert caught.value.rule is rule


class TestConfirm:
    """安排约定的创业指导师: what is confirmed stands in both diaries."""

    def test_both_diaries_in_one_append(self, practice: Practice) -> None:
        one = practice.asked("a-1", NINE, TEN)
        with practice.acting(DESK):
            receipt = one.confirm(mentor=LU.id, room=ROOM)
        assert receipt.last - receipt.first == 2
        assert mentor_days(practice, LU.id, THURSDAY) == [{one.stream: Span(NINE, TEN)}]
        assert room_days(practice, ROOM, THURSDAY) == [{one.stream: Span(NINE, TEN)}]
        assert (one.state.stage, one.state.mentor, one.state.slot) == (Stage.CONFIRMED, LU.id, Span(NINE, TEN))

    def test_not_at_all_where_the_mentor_is_taken(self, practice: Practice) -> None:
        first, second = practice.asked("a-1", NINE, TEN), practice.asked("a-2", at(THURSDAY, 9, 59), ELEVEN)
        with practice.acting(DESK):
            first.confirm(mentor=LU.id, room=ROOM)
            with refused(mentor_diary.MENTOR_FREE):
                second.confirm(mentor=LU.id, room=ACTIVITY)
        assert second.state.stage is Stage.REQUESTED
        assert room_days(practice, ACTIVITY, THURSDAY) == [{}]

    def test_nor_where_the_room_is(self, practice: Practice) -> None:
        first, second = practice.asked("a-1", NINE, TEN), practice.asked("a-2", at(THURSDAY, 9, 59), ELEVEN)
        with practice.acting(DESK):
            first.confirm(mentor=LU.id, room=ROOM)
            with refused(room_diary.ROOM_FREE):
                second.confirm(mentor=HE.id, room=ROOM)
        assert mentor_days(practice, HE.id, THURSDAY) == [{}]

    def test_slots_may_touch(self, practice: Practice) -> None:
        first, second = practice.asked("a-1", NINE, TEN), practice.asked("a-2", TEN, ELEVEN)
        with practice.acting(DESK):
            first.confirm(mentor=LU.id, room=ROOM)
            second.confirm(mentor=LU.id, room=ROOM)
        assert mentor_days(practice, LU.id, THURSDAY) == [
            {first.stream: Span(NINE, TEN), second.stream: Span(TEN, ELEVEN)}
        ]

    def test_a_mentor_has_one_diary_in_two_districts_of_a_city(self, practice: Practice) -> None:
        ours, theirs = practice.asked("a-1", NINE, TEN), practice.asked("a-1", NINE, TEN, studio=B)
        with practice.acting(DESK):
            ours.confirm(mentor=LU.id, room=ROOM)
        with practice.acting(DESK, B):
            with refused(mentor_diary.MENTOR_FREE):
                theirs.confirm(mentor=LU.id, room=ROOM)
            theirs.confirm(mentor=HE.id, room=ROOM)

    def test_over_midnight_it_stands_in_both_days(self, practice: Practice) -> None:
        start, end = at(THURSDAY, 23), at(FRIDAY, 1)
        one = practice.asked("a-1", start, end, override="夜市摊主")
        early = practice.asked("a-2", at(FRIDAY, 0, 30), at(FRIDAY, 2), override="夜市摊主")
        after = practice.asked("a-3", end, at(FRIDAY, 2), override="夜市摊主")
        with practice.acting(DESK):
            one.confirm(mentor=LU.id, room=ROOM)
            assert mentor_days(practice, LU.id, THURSDAY, FRIDAY) == [{one.stream: Span(start, end)}] * 2
            assert room_days(practice, ROOM, THURSDAY, FRIDAY) == [{one.stream: Span(start, end)}] * 2
            with refused(mentor_diary.MENTOR_FREE):
                early.confirm(mentor=LU.id, room=ACTIVITY)
            after.confirm(mentor=LU.id, room=ROOM)

    def test_by_another_clock(self, practice: Practice) -> None:
        kathmandu = timezone(timedelta(hours=5, minutes=45))
        one = practice.asked("a-1", NINE.astimezone(kathmandu), TEN.astimezone(UTC))
        two = practice.asked("a-2", at(THURSDAY, 9, 59).astimezone(timezone.min), ELEVEN)
        with practice.acting(DESK):
            one.confirm(mentor=LU.id, room=ROOM)
            with refused(mentor_diary.MENTOR_FREE):
                two.confirm(mentor=LU.id, room=ACTIVITY)

    def test_travel_on_site_is_kept_too(self) -> None:
        time = Time(at(TUESDAY, 10))
        with closing(StudioApp("memory:", clock=time)) as app:
            practice = Practice(app, time, **{"appt.travel_buffer": 30})
            one = practice.asked("a-1", NINE, TEN, mode=Mode.ON_SITE, site="file-7")
            near, later = (
                practice.asked("a-2", at(THURSDAY, 10, 29), ELEVEN),
                practice.asked("a-3", at(THURSDAY, 10, 30), ELEVEN),
            )
            with practice.acting(DESK):
                one.confirm(mentor=LU.id)
                with refused(mentor_diary.MENTOR_FREE):
                    near.confirm(mentor=LU.id, room=ROOM)
                later.confirm(mentor=LU.id, room=ROOM)
            assert mentor_days(practice, LU.id, THURSDAY)[0][one.stream] == Span(
                at(THURSDAY, 8, 30), at(THURSDAY, 10, 30)
            )

    def test_an_external_expert_by_his_contract(self, practice: Practice) -> None:
        one = practice.asked("a-1", NINE, TEN)
        with practice.acting(DESK):
            with refused(appt.MENTOR_MAY_SERVE):
                one.confirm(mentor=FAN.id, room=ROOM)
            one.confirm(mentor=FAN.id, room=ROOM, contract=CONTRACT)
        assert one.state.contract == CONTRACT

    def test_what_it_rests_on_must_not_move(self, practice: Practice) -> None:
        """Studio, client and contract are read, insisted upon, and read again when they moved."""
        one = practice.asked("a-1", NINE, TEN)
        ended = expert.ContractTerminated(expert.TerminationCause.MUTUAL, TUESDAY, HEAD.id, None, None, "解〔2025〕1号")
        journal, append = practice.app.journal, practice.app.journal.append
        streams: list[str] = []

        def meanwhile(changes, context, *, digest=None):  # type: ignore[no-untyped-def]
            journal.append = append  # type: ignore[method-assign]
            streams.extend(change.stream for change in changes)
            practice.lay(TUESDAY, HEAD, f"{A}/expert/{CONTRACT}", ended)
            return append(changes, context, digest=digest)

        journal.append = meanwhile  # type: ignore[method-assign]
        with practice.acting(DESK), refused(appt.MENTOR_MAY_SERVE):
            one.confirm(mentor=FAN.id, room=ROOM, contract=CONTRACT)
        assert {f"{A}/studio/profile", f"{A}/client/{CLIENTS[0]}", f"{A}/expert/{CONTRACT}"} <= set(streams)
        assert mentor_days(practice, FAN.id, THURSDAY) == [{}]


class TestChanges:
    """改期、改派、取消: old time is given back and new time taken, in one append."""

    def confirmed(self, practice: Practice) -> appt.Appointment:
        one = practice.asked("a-1", NINE, TEN)
        with practice.acting(DESK):
            one.confirm(mentor=LU.id, room=ROOM)
        return one.state

    def test_moved_within_its_own_slot(self, practice: Practice) -> None:
        self.confirmed(practice)
        one, later = practice.appointment("a-1"), Span(at(THURSDAY, 9, 30), at(THURSDAY, 10, 30))
        with practice.acting(DESK):
            one.reschedule(start=later.start, end=later.end, room=ROOM, reason="堵车", client_consented=True)
        assert mentor_days(practice, LU.id, THURSDAY) == [{one.stream: later}]
        assert room_days(practice, ROOM, THURSDAY) == [{one.stream: later}]

    def test_moved_to_another_day_and_room(self, practice: Practice) -> None:
        self.confirmed(practice)
        one, later = practice.appointment("a-1"), Span(at(FRIDAY, 9), at(FRIDAY, 10))
        with practice.acting(DESK):
            one.reschedule(start=later.start, end=later.end, room=ACTIVITY, reason="出差", client_consented=True)
        assert mentor_days(practice, LU.id, THURSDAY, FRIDAY) == [{}, {one.stream: later}]
        assert room_days(practice, ROOM, THURSDAY, FRIDAY) == [{}, {}]
        assert room_days(practice, ACTIVITY, FRIDAY) == [{one.stream: later}]

    def test_not_moved_onto_another(self, practice: Practice) -> None:
        self.confirmed(practice)
        one, two = practice.appointment("a-1"), practice.asked("a-2", TEN, ELEVEN)
        with practice.acting(DESK):
            two.confirm(mentor=LU.id, room=ACTIVITY)
            with refused(mentor_diary.MENTOR_FREE):
                one.reschedule(
                    start=at(THURSDAY, 9, 1), end=at(THURSDAY, 10, 1), room=ROOM, reason="r", client_consented=True
                )
        assert mentor_days(practice, LU.id, THURSDAY)[0][one.stream] == Span(NINE, TEN)

    def test_reassigned(self, practice: Practice) -> None:
        self.confirmed(practice)
        one = practice.appointment("a-1")
        with practice.acting(LEAD):
            one.reassign(mentor=FAN.id, reason="请假", client_consented=True, contract=CONTRACT)
        assert mentor_days(practice, LU.id, THURSDAY) == [{}]
        assert mentor_days(practice, FAN.id, THURSDAY) == [{one.stream: Span(NINE, TEN)}]
        assert room_days(practice, ROOM, THURSDAY) == [{one.stream: Span(NINE, TEN)}]

    def test_cancelled(self, practice: Practice) -> None:
        self.confirmed(practice)
        one = practice.appointment("a-1")
        with practice.acting(DESK):
            one.cancel(party=Party.CLIENT, reason="出差")
        assert (mentor_days(practice, LU.id, THURSDAY), room_days(practice, ROOM, THURSDAY)) == ([{}], [{}])

    def test_of_a_diary_that_never_had_it(self, practice: Practice) -> None:
        """What an import brought without diaries can still be moved and called off."""
        one = practice.asked("a-1", NINE, TEN)
        confirmed = appt.AppointmentConfirmed(LU.id, None, ROOM, NINE, TEN, 0, DESK.id, at(TUESDAY, 10))
        practice.lay(TUESDAY, DESK, one.stream, confirmed)
        with practice.acting(DESK):
            one.reschedule(start=TEN, end=ELEVEN, room=ROOM, reason="r", client_consented=True)
            assert mentor_days(practice, LU.id, THURSDAY) == [{one.stream: Span(TEN, ELEVEN)}]
            one.cancel(party=Party.MENTOR, reason="r")
        assert mentor_days(practice, LU.id, THURSDAY) == [{}]


class TestContracts:
    """An external expert's contract has what relies on it, for as long as that is to come (三、（四）8、1)."""

    OF_FAN = f"{A}/expert/{CONTRACT}"

    def bookings(self, practice: Practice, contract: str = CONTRACT) -> dict[str, tuple[date, date]]:
        kept = practice.app.state(f"{A}/expert/{contract}").bookings
        return {name: (booking.first, booking.last) for name, booking in kept.items()}

    def confirmed(self, practice: Practice, name: str = "a-1", **slot: datetime) -> AppointmentHandle:
        one = practice.asked(name, slot.get("start", NINE), slot.get("end", TEN), override="夜市摊主")
        with practice.acting(DESK):
            one.confirm(mentor=FAN.id, room=ROOM, contract=CONTRACT)
        return one

    def test_confirmed_in_one_append(self, practice: Practice) -> None:
        one = self.confirmed(practice)
        (booked,) = (event for event in practice.app.journal.read(self.OF_FAN) if event.version == 3)
        assert booked.fact == expert.BookingMade(one.stream, THURSDAY, THURSDAY)
        agreed = list(practice.app.journal.read(one.stream))[-1]
        assert booked.context.command == agreed.context.command

    def test_for_each_day_of_the_slot(self, practice: Practice) -> None:
        one = self.confirmed(practice, start=at(THURSDAY, 23), end=at(FRIDAY, 1))
        assert self.bookings(practice) == {one.stream: (THURSDAY, FRIDAY)}

    def test_to_midnight_is_not_the_next_day(self, practice: Practice) -> None:
        one = self.confirmed(practice, start=at(THURSDAY, 23), end=at(FRIDAY, 0))
        assert self.bookings(practice) == {one.stream: (THURSDAY, THURSDAY)}

    def test_moved(self, practice: Practice) -> None:
        one = self.confirmed(practice)
        with practice.acting(DESK):
            one.reschedule(start=at(FRIDAY, 9), end=at(FRIDAY, 10), room=ROOM, reason="r", client_consented=True)
        assert self.bookings(practice) == {one.stream: (FRIDAY, FRIDAY)}

    def test_reassigned_away_and_back_to_another_contract(self, practice: Practice) -> None:
        one = self.confirmed(practice)
        practice.engaged(A, "x-fan-2")
        words: dict[str, Any] = {"reason": "r", "client_consented": True}
        with practice.acting(DESK):
            one.reassign(mentor=LU.id, **words)
            assert self.bookings(practice) == {}
            one.reassign(mentor=FAN.id, contract="x-fan-2", **words)
        assert (self.bookings(practice), self.bookings(practice, "x-fan-2")) == (
            {}, {one.stream: (THURSDAY, THURSDAY)}
        )  # fmt: skip

    def test_nobody_elses_contract(self, practice: Practice) -> None:
        one, two = practice.asked("a-1", NINE, TEN), self.confirmed(practice, "a-2", start=TEN, end=ELEVEN)
        with practice.acting(DESK):
            with refused(contracts.BOOKED_FOR_ITS_EXPERT):
                one.confirm(mentor=LU.id, room=ROOM, contract=CONTRACT)
            with refused(contracts.BOOKED_FOR_ITS_EXPERT):
                two.reassign(mentor=LU.id, contract=CONTRACT, reason="r", client_consented=True)
        assert two.state.mentor == FAN.id

    def test_its_outcomes(self, practice: Practice) -> None:
        off, kept, missed = (
            self.confirmed(practice, f"a-{hour}", start=at(THURSDAY, hour), end=at(THURSDAY, hour + 1))
            for hour in (9, 10, 11)
        )
        with practice.acting(DESK):
            off.cancel(party="client", reason="出差")
        assert set(self.bookings(practice)) == {kept.stream, missed.stream}
        practice.time.now = at(THURSDAY, 11)
        with practice.acting(FAN):
            kept.record_check_in(party="client")
            assert set(self.bookings(practice)) == {kept.stream, missed.stream}
            kept.complete(mentor=FAN.id, case=practice.serve(A, kept, FAN.id, "s-1"), service="s-1")
        assert set(self.bookings(practice)) == {missed.stream}
        practice.time.now = at(THURSDAY, 11, 20)
        with practice.acting(FAN):
            missed.record_no_show(party="client")
        assert self.bookings(practice) == {}

    def test_who_ends_it_is_told(self, practice: Practice) -> None:
        one = self.confirmed(practice)
        contract = practice.app.expert_contract(A, CONTRACT)
        words: dict[str, Any] = {
            "cause": contracts.TerminationCause.FOR_CAUSE, "evidence": "据-1", "notified": TUESDAY, "document": "解-1"
        }  # fmt: skip
        with practice.acting(HEAD), refused(contracts.BOOKINGS_RELEASED):
            contract.terminate_contract(last_day=TUESDAY, **words)
        with practice.acting(LEAD):
            contract.suspend_contract(first=TUESDAY, reason="核查")
            one.reassign(mentor=LU.id, reason="专家停聘", client_consented=True)
        with practice.acting(HEAD):
            contract.terminate_contract(last_day=TUESDAY, **words)
        report = practice.app.audit(A, as_of=TUESDAY)
        assert [found.message("en") for found in report.findings if found.check.startswith("expert.ended")] == []

    def test_what_is_booked_up_to_the_last_day_stands(self, practice: Practice) -> None:
        one = self.confirmed(practice)
        with practice.acting(HEAD):
            practice.app.expert_contract(A, CONTRACT).terminate_contract(
                cause=contracts.TerminationCause.MUTUAL, last_day=THURSDAY, document="解〔2025〕1号"
            )
        assert self.bookings(practice) == {one.stream: (THURSDAY, THURSDAY)}

    def test_an_older_appointment_has_no_booking(self, practice: Practice) -> None:
        """It is cancelled as ever, its contract ends as ever, and what is agreed anew is booked."""
        one, two, three = (
            practice.asked(f"a-{hour}", at(THURSDAY, hour), at(THURSDAY, hour + 1)) for hour in (9, 10, 11)
        )
        for it in (one, two, three):
            slot = it.state.wanted
            contract = "x-gone" if it is three else CONTRACT
            agreed = appt.AppointmentConfirmed(
                FAN.id, contract, ROOM, slot.start, slot.end, 0, DESK.id, at(TUESDAY, 10)
            )  # fmt: skip
            practice.lay(TUESDAY, DESK, it.stream, agreed)
        with practice.acting(DESK):
            one.cancel(party="mentor", reason="r")
            assert self.bookings(practice) == {}
            three.cancel(party="mentor", reason="r")
        with practice.acting(HEAD):
            practice.app.expert_contract(A, CONTRACT).terminate_contract(
                cause=contracts.TerminationCause.MUTUAL, last_day=THURSDAY, document="解〔2025〕1号"
            )
        with practice.acting(DESK):
            two.reschedule(start=TEN, end=ELEVEN, room=ACTIVITY, reason="r", client_consented=True)
        assert self.bookings(practice) == {two.stream: (THURSDAY, THURSDAY)}

    def test_late_as_its_appointment_is(self) -> None:
        """补录: what is late as a service is, and not as contracts are, is no finding of its own."""
        time = Time(at(TUESDAY, 10))
        with closing(StudioApp("memory:", clock=time)) as app:
            practice = Practice(app, time, **{"backdate.service_days": 20, "backdate.max_days": 1})
            one = self.confirmed(practice)
            practice.time.now = at(date(2025, 3, 20), 9)
            with practice.acting(FAN, on=at(THURSDAY, 9, 20), reason=Reason.LATE_ENTRY):
                one.record_no_show(party="client")
            report = app.audit(A, as_of=date(2025, 3, 20))
            late = {found.evidence[0] for found in report.findings if found.check == "trail.backdated"}
            assert one.stream not in {place.stream for place in late}
            assert {place.version for place in late if place.stream == self.OF_FAN} == {1, 2}, "laid long after"


class TestToItsEnd:
    """From the request to the record of service, and what an audit says of it."""

    def test_kept_and_audited(self, practice: Practice) -> None:
        one = practice.asked("a-1", NINE, TEN)
        with practice.acting(DESK):
            one.confirm(mentor=LU.id, room=ROOM)
        practice.time.now = at(THURSDAY, 8, 55)
        with practice.acting(DESK):
            one.record_check_in(party="client")
        practice.time.now = at(THURSDAY, 10, 5)
        number = practice.serve(A, one, LU.id, "s-1")
        with practice.acting(LU):
            one.complete(mentor=LU.id, case=number, service="s-1")
        assert one.state.stage is Stage.COMPLETED
        report = practice.app.audit(A, as_of=date(2025, 3, 31))
        ours = [found for found in report.findings if found.check.startswith(("appointment", "obligation.appointment"))]
        assert [found.message("en") for found in ours] == []
        standing = {entry.key: entry.standing.value for entry in report.obligations if entry.subject == "a-1"}
        assert standing == {"appointment_answer": "discharged", "appointment_outcome": "discharged"}

    def test_a_no_show_and_an_answer_in_time(self, practice: Practice) -> None:
        one, two = practice.asked("a-1", NINE, TEN), practice.asked("a-2", NINE, TEN, client=CLIENTS[1])
        with practice.acting(DESK):
            one.confirm(mentor=LU.id, room=ROOM)
            two.decline(reason="当日已满")
        practice.time.now = at(THURSDAY, 9, 15)
        with practice.acting(LU):
            one.record_no_show(party=Party.CLIENT)
        assert (one.state.stage, two.state.stage) == (Stage.NO_SHOW, Stage.DECLINED)

    def test_a_suspended_studio_takes_none(self, practice: Practice) -> None:
        one = practice.asked("a-1", NINE, TEN)
        order = recognition.StudioSuspended(TUESDAY, "整改不力", HEAD.id, "停〔2025〕1号")
        practice.lay(TUESDAY, HEAD, f"{A}/studio/profile", order)
        with practice.acting(DESK), refused(appt.TAKES_NEW):
            one.confirm(mentor=LU.id, room=ROOM)

    def test_a_day_is_no_instant(self, practice: Practice) -> None:
        with practice.acting(DESK, on=TUESDAY), pytest.raises(ValueError, match="instant"):
            practice.appointment("a-1").request(client=CLIENTS[0], mode=Mode.VISIT, start=NINE, end=TEN)

    def test_late_with_the_instant_at_which_it_happened(self, practice: Practice) -> None:
        one = practice.asked("a-1", NINE, TEN)
        with practice.acting(DESK):
            one.confirm(mentor=LU.id, room=ROOM)
        practice.time.now = at(FRIDAY, 9)
        with practice.acting(LU, on=at(THURSDAY, 9, 20)):
            one.record_no_show(party=Party.CLIENT)
        history = list(practice.app.journal.read(one.stream))
        assert history[-1].fact == appt.NoShowRecorded(Party.CLIENT, at(THURSDAY, 9, 20))

    @pytest.mark.parametrize("start", [datetime(2025, 3, 6, 9), NINE])
    def test_ill_formed_words_are_misuse(self, practice: Practice, start: datetime) -> None:
        one = practice.appointment("a-1")
        with practice.acting(DESK), pytest.raises(ValueError):  # noqa: PT011 -- built-in errors, each its own
            one.request(client="王小明", mode=Mode.VISIT, start=start, end=TEN)
        with practice.acting(DESK), pytest.raises(ValueError, match="wish"):
            one.request(client=CLIENTS[0], mode=Mode.VISIT, start=NINE, end=TEN, wish="王小明")  # type: ignore[arg-type]

    def test_a_slot_of_years_is_refused_without_a_thousand_diaries(self, practice: Practice) -> None:
        one = practice.asked("a-1", NINE, TEN)
        with practice.acting(DESK):
            one.confirm(mentor=LU.id, room=ROOM)
            with refused(appt.WITHIN_A_DAY):
                one.reschedule(start=TEN, end=at(date(2125, 1, 1), 9), room=ROOM, reason="r", client_consented=True)


class TestPersonalAddress:
    """到企业现场: the address is personal, and sealed where the store has keys."""

    def test_sealed(self) -> None:
        time = Time(at(TUESDAY, 10))
        with closing(StudioApp("memory:", keys=MemoryKeys(), clock=time)) as app:
            practice = Practice(app, time)
            one = practice.asked("a-1", NINE, TEN, mode="on-site", address="余杭塘路 1 号")
            (asked,) = practice.app.journal.read(one.stream)
            assert isinstance(asked.fact.address, Sealed)
            assert "余杭塘路" not in repr(asked.fact)

    def test_without_keys_by_where_it_is_on_file(self, practice: Practice) -> None:
        with pytest.raises(Exception, match="personal"):
            practice.asked("a-1", NINE, TEN, mode="on-site", address="余杭塘路 1 号")
        assert practice.asked("a-1", NINE, TEN, mode="on-site", site="file-7").state.mode is Mode.ON_SITE


class TestStreams:
    """A diary is a stream of somebody or something, and of a day."""

    def test_four_parts(self) -> None:
        assert aggregate_of("region-330100/diary/p-017/2025-04-01") is mentor_diary
        assert aggregate_of("hz-a-001/room/counselling-1/2025-04-01") is room_diary

    @pytest.mark.parametrize(
        "stream", ["region-330100/diary/p-017", "hz-a-001/room/2025", "hz-a-001/fund/2025/03", "a/b", "a/diary/b/c/d"]
    )
    def test_no_other(self, stream: str) -> None:
        assert aggregate_of(stream) is None


def test_severities_are_what_they_are(practice: Practice) -> None:
    """Two studios without any appointment have nothing to say about appointments."""
    findings = practice.app.audit(as_of=date(2025, 3, 31)).findings
    assert [one.check for one in findings if "appointment" in one.check and one.severity is Severity.VIOLATION] == []
