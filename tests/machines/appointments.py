"""Two studios that share their mentors, some weeks of March: everybody asks, agrees, moves, comes and does not come.

Facts of the studio, of clients and of contracts are laid down as they would come from their own decisions; everything
about appointments is decided through the app. What is owed is done before it is late.
"""
# ruff: noqa: E501 -- one decision a line

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import partial
from itertools import count, pairwise
from typing import Any, ClassVar, Final

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from machines.office import Tally
from machines.pure import PureApp
from practice import (
    ACTIVITY,
    CARRIERS,
    CASES,
    CITY,
    CLIENTS,
    CONTRACT,
    DESK,
    DISPLAY,
    DISTRICTS,
    FAN,
    GU,
    HE,
    HEAD,
    LEAD,
    LU,
    OFFICER,
    ROOM,
    A,
    B,
    Practice,
    Time,
    Who,
    at,
)
from studio_adapters.app import StudioApp
from studio_adapters.app.appointments import AppointmentHandle
from studio_adapters.chinese_days import calendar_of
from studio_domain import appointment as appt
from studio_domain.aggregate import replay
from studio_domain.appointment import AGREED, Appointment, Party, Stage
from studio_domain.audit import Finding, Grounds, audit_region, audit_studio, merged
from studio_domain.audit.finding import Severity
from studio_domain.client_case import facts as case
from studio_domain.client_record import facts as client
from studio_domain.client_record.facts import Purpose
from studio_domain.expert_contract import facts as expert
from studio_domain.guideline import Breach
from studio_domain.policy import scopes_of
from studio_domain.studio import recognition_facts as recognition
from studio_domain.values import SHANGHAI, PersonId, legal_day
from studio_domain.views import AppointmentCalendar
from studio_domain.working_calendar import WorkingDays

FIRST: Final = date(2025, 3, 3)
LAST_OF_B: Final = date(2025, 3, 14)
"""The second studio leaves with this day."""
OLD: Final = "s-old"
"""A service of each case from long before."""
QUARTER: Final = timedelta(minutes=15)
DAYS_OFF: Final = WorkingDays([calendar_of(2025)])
ZONES: Final[tuple[tzinfo, ...]] = (SHANGHAI, UTC, timezone(timedelta(hours=-9, minutes=-30)))
MENTORS: Final = (LU, LU, LU, HE, HE, FAN, FAN, LEAD, GU)
MODES: Final = (appt.Mode.VISIT, appt.Mode.VISIT, appt.Mode.ON_SITE, appt.Mode.ONLINE)

TRANSITIONS: Final = frozenset(
    {
        "- -> requested", "requested -> confirmed", "requested -> declined", "requested -> cancelled",
        "confirmed -> confirmed: rescheduled", "confirmed -> confirmed: reassigned", "confirmed -> checked-in",
        "confirmed -> cancelled", "confirmed -> no-show", "checked-in -> checked-in", "checked-in -> checked-in: reassigned",
        "checked-in -> completed", "checked-in -> no-show", "confirmed -> cancelled: late",
        "contract ended",
    }
)  # fmt: skip
"""Every edge of the table of 三、（四）1 that decisions and reports may take."""

studios = st.sampled_from([A, A, B])
mentors = st.sampled_from(MENTORS)
rooms = st.sampled_from([ROOM, ROOM, ACTIVITY, ACTIVITY, DISPLAY, "attic", None])
reasons = st.sampled_from(["客户临时有事", "客户临时有事", "客户临时有事", " "])
yes = st.sampled_from([True, True, True, True, False])


def some(*stages: Stage) -> Callable[[AppointmentMachine], bool]:
    """Whether an appointment is at one of these stages."""
    return lambda machine: any(state.stage in stages for _, _, state in machine.all())


_ASKED, _AGREED, _HERE = some(Stage.REQUESTED), some(Stage.CONFIRMED), some(Stage.CHECKED_IN)
_LIVE = some(*AGREED)


class AppointmentMachine(RuleBasedStateMachine):
    """Decides purely; a subclass drives a store by another `open_app`."""

    counted: ClassVar[Tally] = Tally()

    def __init__(self) -> None:
        super().__init__()
        self.time = Time(at(FIRST, 8))
        self.app = self.open_app(self.time)
        self.practice: Practice
        self.known = 0
        self.services = count(1)
        self.contracts = {A: CONTRACT, B: CONTRACT}
        """The expert's present contract in each studio."""
        self.paused: set[str] = set()
        self.suspended = False

    def open_app(self, time: Time) -> StudioApp:
        return PureApp(time)

    @initialize(buffer=st.sampled_from([0, 30]))
    def begins(self, buffer: int) -> None:
        self.practice = Practice(self.app, self.time, **{"appt.travel_buffer": buffer})
        for studio in (A, B):
            for number in CASES.values():
                self.lay(DESK, f"{studio}/case/{number}", _service(OLD, LU.id, at(date(2025, 2, 3), 9)), studio=studio)
        left = recognition.WithdrawalApproved(LAST_OF_B, OFFICER.id, "退〔2025〕1号")
        self.lay(OFFICER, f"{B}/studio/profile", left, studio=B)

    # -- ways to act

    def lay(self, who: Who, stream: str, *facts: Any, studio: str = A) -> None:
        self.practice.lay(legal_day(self.time.now), who, stream, *facts, org=CARRIERS[studio])

    def all(self) -> Iterator[tuple[str, AppointmentHandle, Appointment]]:
        """The appointments that there are."""
        for studio in (A, B):
            for number in range(1, self.known + 1):
                handle = self.app.appointment(studio, f"a-{number}")
                if (state := handle._at().state) is not None:
                    yield studio, handle, state

    def take(self, studio: str, who: Who, one: AppointmentHandle, decide: Callable[[], object], how: str = "") -> bool:
        """Whether it was accepted; either is counted."""
        before = one._at().state
        try:
            with self.practice.acting(who, studio):
                decide()
        except Breach as refused:
            self.counted.refusals[refused.rule] += 1
            assert one._at().state == before
            return False
        edge = f"{before.stage.value if before else '-'} -> {one.state.stage.value}{how}"
        self.counted.transitions[edge] += 1
        return True

    def slot(self, day: int, hour: int, quarter: int, length: int, zone: tzinfo) -> tuple[datetime, datetime]:
        start = at(legal_day(self.time.now) + timedelta(day), hour) + quarter * QUARTER
        return start.astimezone(zone), (start + length * QUARTER).astimezone(zone)

    # -- asking and answering

    @rule(
        studio=studios, who=st.sampled_from([DESK, LEAD]), client=st.sampled_from(CLIENTS), mode=st.sampled_from(MODES),
        day=st.sampled_from([0, 1, 1, 1, 1, 2, 13]), hour=st.sampled_from([8, 9, 9, 9, 9, 10, 17, 23]), quarter=st.sampled_from([0, 0, 1, 3]),
        length=st.sampled_from([4, 4, 4, 4, 2, 8, 6, 0, 97]), zone=st.sampled_from(ZONES), confidential=st.sampled_from([False, False, True]),
        fits=yes, override=st.sampled_from([None, "夜市摊主"]), again=st.integers(0, 12), with_case=st.booleans(),
        mentor=st.sampled_from([None, *MENTORS]), room=st.sampled_from([*[ROOM] * 6, ACTIVITY, DISPLAY, "attic", None]),
    )  # fmt: skip
    def somebody_asks(
        self, studio: str, who: Who, client: str, mode: appt.Mode, day: int, hour: int, quarter: int, length: int, zone: tzinfo,
        confidential: bool, fits: bool, override: str | None, again: int, with_case: bool, mentor: Who | None, room: str | None,
    ) -> None:  # fmt: skip
        """And is answered at once, if a *mentor* is at hand."""
        if again or not self.known:
            self.known += 1
        start, end = self.slot(day, hour, quarter, length, zone)
        site = "file-7" if fits is (mode is appt.Mode.ON_SITE) else None
        one = self.app.appointment(studio, f"a-{self.known}")
        asked = self.take(
            studio, who, one,
            lambda: one.request(
                client=client, mode=mode, start=start, end=end, confidential=confidential, site=site, override=override,
                case=CASES[client] if with_case else None,
            ),
        )  # fmt: skip
        if asked and mentor is not None:
            self.confirms(studio, one, mentor, None if mode is appt.Mode.ON_SITE else room)

    @rule(
        first=studios, second=studios, mentor=st.sampled_from([LU, HE, LEAD]), another=st.sampled_from([LU, HE, LEAD]),
        room=st.sampled_from([ROOM, ACTIVITY]), day=st.integers(1, 3), hour=st.integers(9, 16), quarter=st.integers(0, 5),
        zone=st.sampled_from(ZONES),
    )  # fmt: skip
    def two_want_an_hour(
        self, first: str, second: str, mentor: Who, another: Who, room: str, day: int, hour: int, quarter: int, zone: tzinfo
    ) -> None:  # fmt: skip
        """The second begins up to an hour and a quarter after the first, in the counselling room or another."""
        for studio, who, where, after in ((first, mentor, ROOM, 0), (second, another, room, quarter)):
            start, end = self.slot(day, hour, after, 4, zone)
            self.known += 1
            one = self.app.appointment(studio, f"a-{self.known}")
            asks = partial(one.request, client=CLIENTS[0], mode=appt.Mode.VISIT, start=start, end=end)
            if self.take(studio, DESK, one, asks):
                self.confirms(studio, one, who, where)

    def confirms(self, studio: str, one: AppointmentHandle, mentor: Who, room: str | None) -> None:
        contract = self.contracts[studio] if mentor is FAN else None
        self.take(studio, DESK, one, lambda: one.confirm(mentor=mentor.id, room=room, contract=contract))

    def chosen(self, pick: int, *stages: Stage) -> tuple[str, AppointmentHandle, Appointment] | None:
        """An appointment, rather one at one of the *stages*; one in ten any."""
        there = list(self.all())
        fitting = [one for one in there if one[2].stage in stages] or there
        found = there if pick % 10 == 0 else fitting
        return found[pick % len(found)] if found else None

    @precondition(_ASKED)
    @rule(pick=st.integers(0, 999), mentor=mentors, room=rooms, fits=st.booleans())
    def somebody_confirms(self, pick: int, mentor: Who, room: str | None, fits: bool) -> None:
        if found := self.chosen(pick, Stage.REQUESTED):
            studio, one, state = found
            if fits:
                room = None if state.mode is appt.Mode.ON_SITE else ROOM
            self.confirms(studio, one, mentor, room)

    @precondition(_ASKED)
    @rule(pick=st.integers(0, 999), reason=reasons)
    def somebody_declines(self, pick: int, reason: str) -> None:
        if found := self.chosen(pick, Stage.REQUESTED):
            studio, one, _ = found
            self.take(studio, LEAD, one, lambda: one.decline(reason=reason))

    # -- changes

    @precondition(_AGREED)
    @rule(
        pick=st.integers(0, 999), day=st.sampled_from([0, 1, 1, 2, 5, 13]), hour=st.sampled_from([9, 10, 14, 17, 23]), quarter=st.integers(0, 3),
        length=st.sampled_from([0, 1, 4, 8, 97]), room=rooms, override=st.sampled_from([None, "夜市摊主"]), reason=reasons,
        consented=yes, same=st.integers(0, 5), fits=st.booleans(),
    )  # fmt: skip
    def somebody_reschedules(
        self, pick: int, day: int, hour: int, quarter: int, length: int, room: str | None, override: str | None, reason: str,
        consented: bool, same: int, fits: bool,
    ) -> None:  # fmt: skip
        if found := self.chosen(pick, Stage.CONFIRMED):
            studio, one, state = found
            start, end = self.slot(day, hour, quarter, length, UTC)
            if fits:
                room = None if state.mode is appt.Mode.ON_SITE else state.room or ROOM
            if not same and state.slot is not None:
                start, end, room, override = state.slot.start, state.slot.end, state.room, "如前"
            self.take(
                studio, DESK, one,
                lambda: one.reschedule(
                    start=start, end=end, room=room, override=override, reason=reason, client_consented=consented
                ),
                ": rescheduled",
            )  # fmt: skip

    @precondition(_LIVE)
    @rule(
        pick=st.integers(0, 999),
        mentor=mentors,
        reason=reasons,
        consented=yes,
        here=st.booleans(),
        waits=st.integers(0, 4),
    )
    def somebody_reassigns(self, pick: int, mentor: Who, reason: str, consented: bool, here: bool, waits: int) -> None:
        """One in five times when it is over."""
        if found := self.chosen(pick, Stage.CHECKED_IN if here else Stage.CONFIRMED):
            studio, one, state = found
            if not waits and state.stage in AGREED and state.slot is not None:
                self.until(state.slot.end)
            contract = self.contracts[studio] if mentor is FAN else None
            self.take(
                studio, LEAD, one,
                lambda: one.reassign(mentor=mentor.id, reason=reason, client_consented=consented, contract=contract),
                ": reassigned",
            )  # fmt: skip

    @precondition(some(Stage.REQUESTED, Stage.CONFIRMED))
    @rule(
        pick=st.integers(0, 999), party=st.sampled_from(list(Party)), reason=reasons, asked=st.booleans(), waits=st.booleans()
    )  # fmt: skip
    def somebody_cancels(self, pick: int, party: Party, reason: str, asked: bool, waits: bool) -> None:
        """Or *waits* for the last half hour with it."""
        if found := self.chosen(pick, Stage.REQUESTED if asked else Stage.CONFIRMED):
            studio, one, state = found
            slot = state.slot
            if waits and slot is not None and state.stage is Stage.CONFIRMED:
                self.until(slot.start - 2 * QUARTER)
            late = slot is not None and slot.start - self.time.now < timedelta(minutes=60)
            self.take(studio, DESK, one, lambda: one.cancel(party=party, reason=reason), ": late" if late else "")

    # -- the day itself

    @precondition(_LIVE)
    @rule(pick=st.integers(0, 999), party=st.sampled_from(list(Party)), before=st.integers(0, 3))
    def somebody_comes(self, pick: int, party: Party, before: int) -> None:
        """Half an hour before at the earliest; then a mentor may be late for completing it, or too early."""
        agreed = [one for one in self.all() if one[2].stage in AGREED and one[2].slot is not None]
        studio, one, state = agreed[pick % len(agreed)]
        assert state.slot is not None
        if before and state.stage is Stage.CONFIRMED and self.time.now < state.slot.start - QUARTER:
            self.until(state.slot.start - QUARTER)
        now = self.time.now
        if one.state.stage in AGREED and state.slot.start - 2 * QUARTER <= now < state.slot.end:
            self.take(studio, DESK, one, lambda: one.record_check_in(party=party))

    @precondition(_LIVE)
    @rule(
        pick=st.integers(0, 999), mentor=st.sampled_from([*[None] * 7, GU]), served=st.sampled_from([*[True] * 5, False]),
        of=st.sampled_from([*[None] * 9, *CLIENTS]), old=st.integers(0, 5), over=yes,
    )  # fmt: skip
    def somebody_is_served(
        self, pick: int, mentor: Who | None, served: bool, of: str | None, old: int, over: bool
    ) -> None:
        """Who has not checked in does so a quarter before; *over* waits to the end of the slot."""
        agreed = [one for one in self.all() if one[2].stage in AGREED]
        studio, one, state = agreed[pick % len(agreed)]
        assert state.slot is not None
        if state.stage is Stage.CONFIRMED:
            self.until(state.slot.start - QUARTER)
            if self.time.now >= state.slot.end or one.state.stage is not Stage.CONFIRMED:
                return
            self.take(studio, DESK, one, lambda: one.record_check_in(party=Party.CLIENT))
        if over:
            self.until(state.slot.end)
        by = mentor.id if mentor else one.state.mentor or LU.id
        self.completes(studio, one, by, served=served, of=of, service=None if old else OLD)

    def completes(
        self, studio: str, one: AppointmentHandle, by: PersonId, *, served: bool = True, of: str | None = None,
        service: str | None = None,
    ) -> None:  # fmt: skip
        """The service is recorded in the client's own case, and cited from there or from another."""
        state = one.state
        number = CASES[of or state.client]
        began = state.slot is not None and state.slot.start <= self.time.now
        if service is None:
            service = f"s-{next(self.services)}"
            if (
                served
                and began
                and state.stage is Stage.CHECKED_IN
                and state.mentor is not None
                and state.slot is not None
            ):
                given = _service(service, state.mentor, state.slot.start, one.appointment, state.slot.end)
                self.lay(DESK, f"{studio}/case/{CASES[state.client]}", given, studio=studio)
        self.take(studio, LU, one, lambda: one.complete(mentor=by, case=number, service=service))

    @precondition(_LIVE)
    @rule(pick=st.integers(0, 999), party=st.sampled_from(list(Party)), here=st.integers(0, 3))
    def somebody_does_not_come(self, pick: int, party: Party, here: int) -> None:
        agreed = [one for one in self.all() if one[2].stage is (Stage.CONFIRMED if here else Stage.CHECKED_IN)]
        if agreed:
            studio, one, state = agreed[pick % len(agreed)]
            assert state.slot is not None
            self.until(state.slot.start + QUARTER)
            if one.state.stage in AGREED:
                self.take(studio, LU, one, lambda: one.record_no_show(party=party))

    # -- what happens around it

    @rule(hours=st.sampled_from([1, 1, 3, 8, 24]), minutes=st.sampled_from([0, 15, 50]))
    def time_passes(self, hours: int, minutes: int) -> None:
        self.until(self.time.now + timedelta(hours=hours, minutes=minutes))

    def until(self, moment: datetime) -> None:
        """Before a day ends, its appointments have their outcome, and requests that are due their answer."""
        while (day := legal_day(self.time.now)) < legal_day(moment):
            self.time.now = max(self.time.now, at(day, 23, 45))
            self.owed(day)
            self.time.now = at(day + timedelta(1), 0)
        self.time.now = max(self.time.now, moment.astimezone(SHANGHAI))

    def owed(self, day: date) -> None:
        for studio, one, state in list(self.all()):
            if state.stage is Stage.REQUESTED and state.answer_due(DAYS_OFF, 3).day <= day:
                assert self.take(studio, DESK, one, partial(one.decline, reason="未能安排"))
            slot = state.slot
            if state.stage in AGREED and slot is not None and legal_day(slot.end) <= day - timedelta(1):
                assert self.take(studio, LU, one, partial(one.record_no_show, party=Party.CLIENT))

    @rule(studio=studios, resume=st.booleans())
    def an_experts_contract_is_suspended(self, studio: str, resume: bool) -> None:
        """From tomorrow on; what was agreed with him for then is called off, unless the client already sits there."""
        stream, tomorrow = f"{studio}/expert/{self.contracts[studio]}", legal_day(self.time.now) + timedelta(1)
        if studio in self.paused:
            if resume:
                self.lay(LEAD, stream, expert.ContractResumed(tomorrow, LEAD.id), studio=studio)
                self.paused.discard(studio)
            return
        his = [
            (one, state) for where, one, state in self.all()
            if where == studio and state.mentor == FAN.id and state.stage in AGREED and state.slot is not None
            and state.slot.legal_days[-1] >= tomorrow
        ]  # fmt: skip
        if any(
            state.stage is Stage.CHECKED_IN or (state.slot and state.slot.start <= self.time.now) for _, state in his
        ):
            return
        self.lay(LEAD, stream, expert.ContractSuspended(tomorrow, "核查", LEAD.id), studio=studio)
        self.paused.add(studio)
        for one, _ in his:
            assert self.take(studio, DESK, one, partial(one.cancel, party=Party.MENTOR, reason="合同暂停"))

    @rule(studio=studios, ends=st.sampled_from([0, 0, 1, 2]), frees=st.booleans())
    def an_experts_contract_is_ended(self, studio: str, ends: int, frees: bool) -> None:
        """Not over an appointment's head: it is called off first, or the contract lasts. Another follows it."""
        contract = self.app.expert_contract(studio, self.contracts[studio])
        last_day = legal_day(self.time.now) + timedelta(ends)
        if frees:
            for where, one, state in list(self.all()):
                his = where == studio and state.contract == contract.stream.rpartition("/")[2]
                slot = state.slot
                if his and state.stage is Stage.CONFIRMED and slot is not None and self.time.now < slot.start:
                    assert self.take(studio, DESK, one, partial(one.cancel, party=Party.MENTOR, reason="解聘"))
        booked = {name: one.last for name, one in contract.state.bookings.items() if one.last > last_day}
        try:
            with self.practice.acting(HEAD, studio):
                contract.terminate_contract(
                    cause=expert.TerminationCause.MUTUAL, last_day=last_day, document="解〔2025〕1号"
                )
        except Breach as refused:
            self.counted.refusals[refused.rule] += 1
            assert booked
            return
        assert not booked
        self.counted.transitions["contract ended"] += 1
        self.paused.discard(studio)
        self.contracts[studio] = f"{CONTRACT}-{next(self.services)}"
        self.practice.engaged(studio, self.contracts[studio])

    @rule(begins=st.integers(0, 4))
    def the_studio_is_suspended_or_back(self, begins: int) -> None:
        today, stream = legal_day(self.time.now), f"{A}/studio/profile"
        if not self.suspended and begins:
            return
        if self.suspended:
            self.lay(OFFICER, stream, recognition.SuspensionLifted(today, OFFICER.id, "复〔2025〕1号"))
        else:
            self.lay(OFFICER, stream, recognition.StudioSuspended(today, "整改不力", OFFICER.id, "停〔2025〕1号"))
        self.suspended = not self.suspended

    @rule(studio=studios, client_id=st.sampled_from(CLIENTS[1:]), given=yes)
    def a_client_thinks_again(self, studio: str, client_id: str, given: bool) -> None:
        today, stream = legal_day(self.time.now), f"{studio}/client/{client_id}"
        if given:
            self.lay(
                DESK, stream, client.ConsentGranted(Purpose.GUIDANCE, "v1", None, None, "同-2", today), studio=studio
            )
        else:
            self.lay(DESK, stream, client.ConsentWithdrawn(Purpose.GUIDANCE, None, today), studio=studio)

    # -- what holds after every step

    @invariant()
    def diaries_have_what_is_agreed_and_nothing_else(self) -> None:
        """By mentor and by room, from the appointments alone."""
        if not hasattr(self, "practice"):
            return
        spans: dict[str, list[tuple[datetime, datetime]]] = {}
        for studio, one, state in self.all():
            if state.slot is None or state.kept is None or state.stage in (Stage.CANCELLED, Stage.DECLINED):
                continue
            for day in state.kept.legal_days:
                diary = self.app.state(f"region-330100/diary/{state.mentor}/{day}")
                assert diary.kept[one.stream] == state.kept
            if state.room is not None:
                for day in state.slot.legal_days:
                    assert self.app.state(f"{studio}/room/{state.room}/{day}").kept[one.stream] == state.slot
                spans.setdefault(f"{studio}/{state.room}", []).append((state.slot.start, state.slot.end))
            spans.setdefault(str(state.mentor), []).append((state.kept.start, state.kept.end))
        for taken in spans.values():
            ordered = sorted(taken)
            assert all(first[1] <= second[0] for first, second in pairwise(ordered))

    @invariant()
    def contracts_have_what_relies_on_them_and_nothing_else(self) -> None:
        """From the appointments alone."""
        if not hasattr(self, "practice"):
            return
        relied: dict[str, dict[str, tuple[date, date]]] = {}
        for studio, one, state in self.all():
            if state.contract is not None and state.stage in AGREED and state.slot is not None:
                days = state.slot.legal_days
                relied.setdefault(f"{studio}/expert/{state.contract}", {})[one.stream] = days[0], days[-1]
        for stream in {*relied, *(f"{studio}/expert/{name}" for studio, name in self.contracts.items())}:
            kept = {name: (one.first, one.last) for name, one in self.app.state(stream).bookings.items()}
            assert kept == relied.get(stream, {})

    # -- what holds at the end

    def teardown(self) -> None:
        if hasattr(self, "practice"):
            for _, one, state in self.all():
                assert replay(appt, self.app.journal.read(one.stream)) == state
            self.registered()
            found = [one for one in self.findings() if _ours(one) and one.severity is not Severity.ADVICE]
            assert not found, "\n".join(f"{one.check}: {one.message('en')} {one.evidence}" for one in found)
        self.app.close()

    def registered(self) -> None:
        """The calendar says what the appointments say."""
        for studio in (A, B):
            kept = self.app.register(AppointmentCalendar(), studio)
            rows = {row["appointment"]: (row["outcome"], row["mentor"]) for row in kept.table("appointments")}
            states = {
                one.appointment: (state.stage.value, state.mentor) for at_, one, state in self.all() if at_ == studio
            }
            assert rows == states
            held = {Stage.CONFIRMED, Stage.CHECKED_IN, Stage.COMPLETED}
            there = {one.appointment for at_, one, state in self.all() if at_ == studio and state.stage in held}
            assert {row["appointment"] for row in kept.table("mentor_calendar")} == there

    def findings(self) -> Iterable[Finding]:
        """Of both studios and of the region, on the machine's own day."""
        today = legal_day(self.time.now)
        for studio, district in DISTRICTS.items():
            regions = [self.app.history(scope) for scope in scopes_of(district.code)]
            facts = list(merged(self.app.history(studio), regions))
            grounds = Grounds.of(facts, studio=studio, region=district.code)
            yield from audit_studio(facts, grounds=grounds, studio=studio, as_of=today)
        everything = list(self.app.journal.follow())
        yield from audit_region(everything, grounds=Grounds.of(everything, region=CITY), as_of=today)


def _service(
    service: str, mentor: PersonId, start: datetime, appointment: str | None = None, end: datetime | None = None
) -> case.ServiceDelivered:
    record = case.Evidence("服务记录", "a" * 64)
    return case.ServiceDelivered(
        service, "2.2", "opening", case.Channel.VISIT, mentor, start, end or start + 4 * QUARTER, "咨询室", appointment, (),
        record,
    )  # fmt: skip


def _ours(found: Finding) -> bool:
    """What is said of appointments and diaries, by any check, or by theirs of anything."""
    kind = found.evidence[0].stream.split("/")[1]
    return kind in ("appointment", "diary", "room") or found.check.startswith(
        ("appointment.", "regional.mentor", "expert.ended-while-booked")
    )
