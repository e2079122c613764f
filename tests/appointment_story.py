"""An appointment as it is kept: every step is a decision, and what it decides is applied.

A Thursday morning in March 2025 at a studio in Hangzhou: asked for on Tuesday, from nine to ten.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial, reduce
from typing import Any

import attrs

from studio_domain import appointment as appt
from studio_domain import expert_contract as expert
from studio_domain.appointment import Appointment, Mode, Party
from studio_domain.client_case import Channel, ClientCase, Evidence, ServiceDelivered
from studio_domain.client_case import evolve as evolve_case
from studio_domain.client_case import state as case_state
from studio_domain.client_record import ClientRecord, Consent, Purpose
from studio_domain.expert_contract import ExpertContract
from studio_domain.policy import Policy, Terms
from studio_domain.studio import Studio
from studio_domain.studio.premises import Area, Premises
from studio_domain.studio.recognition import Recognition, Term
from studio_domain.studio.roster import Roster, Service
from studio_domain.values import SHANGHAI, Days, PersonId, Region
from studio_domain.working_calendar import CalendarAdopted, WorkingDays

ZHOU, LU, HE, FAN, GU = (PersonId(f"p-{name}") for name in ("zhou", "lu", "he", "fan", "gu"))
"""The lead, a mentor, the desk, an external expert, a stranger."""

STUDIO_ID, REGION, PARK = "hz-xihu-001", "330106", "91000000MA00000157"
APPOINTMENT, CLIENT_ID, CASE, CONTRACT_ID = "a-2025-0001", "k-wang", "2025-0017", "x-fan"
RECOGNISED, ENDS = date(2024, 7, 1), date(2027, 6, 30)
TUESDAY, THURSDAY, FRIDAY = date(2025, 3, 4), date(2025, 3, 6), date(2025, 3, 7)
ROOM, ACTIVITY, DISPLAY, OLD = "counselling-1", "activity", "display", "counselling-old"

TERMS = Terms()
TRAVELLING = Policy.adopting(date(2024, 1, 1), **{"appt.travel_buffer": 30}).on(TUESDAY)
"""Terms with half an hour of travel."""
CALENDAR = WorkingDays([CalendarAdopted(year, (), (), "国办发明电") for year in (2025, 2026)])


def at(day: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """An instant of a legal day."""
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=SHANGHAI)


def told(module: Any, *events: object) -> Any:
    """The state after these facts."""
    return reduce(module.evolve, events, None)


ASKED, START, END = at(TUESDAY, 10), at(THURSDAY, 9), at(THURSDAY, 10)


def area(kind: str, until: date | None = None) -> Area:
    return Area(kind, 4, "v-1", (Days(RECOGNISED, until),))


STUDIO = Studio(
    Region(REGION, "浙江省杭州市西湖区"), PARK, "西湖数智创业园运营有限公司", "park",
    Recognition(terms=(Term(RECOGNISED, ENDS),)),
    Roster(
        leads=(Service(ZHOU, "mentor", RECOGNISED, None, True),),
        staff=(Service(LU, "mentor", RECOGNISED), Service(HE, "mentor", RECOGNISED)),
        leaves=((HE, Days(FRIDAY)),),
    ),
    Premises(
        areas={
            ROOM: area("counselling-room"), ACTIVITY: area("activity-room"), DISPLAY: area("display-area"),
            OLD: area("counselling-room", THURSDAY),
        }
    ),
)  # fmt: skip
SUSPENDED = attrs.evolve(STUDIO, recognition=attrs.evolve(STUDIO.recognition, suspensions=(Days(TUESDAY),)))
CLIENT = ClientRecord(CLIENT_ID, True, RECOGNISED, (Consent(Purpose.GUIDANCE, None, True, RECOGNISED),))
WITHDRAWN = attrs.evolve(
    CLIENT, consents_given=(*CLIENT.consents_given, Consent(Purpose.GUIDANCE, None, False, TUESDAY))
)
CONTRACT: ExpertContract = told(
    expert,
    expert.ExpertNominated(FAN, ZHOU, "财税", "十五年代账经验", RECOGNISED),
    expert.ContractSigned(
        ZHOU, PARK, RECOGNISED, RECOGNISED, RECOGNISED, THURSDAY, expert.FeeKind.CONSULTING, 0, "合〔2024〕1号"
    ),
)
"""To the end of Thursday."""


def served(service: str = "s-1", mentor: PersonId = LU, start: datetime = START, end: datetime = END) -> Any:
    """A service of the case."""
    record = Evidence("服务记录", "a" * 64)
    return ServiceDelivered(
        service, "2.2", "opening", Channel.VISIT, mentor, start, end, "个体咨询室", APPOINTMENT, (), record
    )


EMPTY_CASE = ClientCase(CASE, CLIENT_ID, (), case_state.Term(RECOGNISED, ENDS), ((RECOGNISED, LU),))
FILE: ClientCase = evolve_case(EMPTY_CASE, served())


class Story:
    """An appointment, decision by decision."""

    def __init__(self, state: Appointment | None = None) -> None:
        self._state = state
        self.facts: list[Any] = []

    @property
    def appointment(self) -> Appointment:
        assert self._state is not None
        return self._state

    def tell(self, *facts: appt.Event) -> Story:
        """Facts past every guard."""
        for fact in facts:
            self._state = appt.evolve(self._state, fact)
            self.facts.append(fact)
        return self

    def take(self, decision: Callable[..., appt.Event], **words: Any) -> Story:
        """Decide, and apply it."""
        return self.tell(decision(self._state, **words))


request = partial(
    appt.request,
    appointment=APPOINTMENT, client=CLIENT_ID, case=CASE, mode=Mode.VISIT, start=START, end=END, wish=LU,
    confidential=False, address=None, site=None, override=None, at=ASKED, studio=STUDIO, record=CLIENT, terms=TERMS,
)  # fmt: skip
on_site = partial(request, mode=Mode.ON_SITE, site="file-7")
confirm = partial(
    appt.confirm,
    mentor=LU, contract_id=None, room=ROOM, by=HE, at=at(TUESDAY, 11), studio=STUDIO, record=CLIENT, contract=None,
    calendar=CALENDAR, terms=TERMS,
)  # fmt: skip
decline = partial(appt.decline, reason="当日无指导师", by=HE, at=at(TUESDAY, 11))
reschedule = partial(
    appt.reschedule,
    start=at(THURSDAY, 14), end=at(THURSDAY, 15), room=ROOM, override=None, reason="客户临时有事",
    client_consented=True, by=HE, at=at(TUESDAY, 15), studio=STUDIO, contract=None, terms=TERMS,
)  # fmt: skip
reassign = partial(
    appt.reassign,
    mentor=ZHOU, contract_id=None, reason="指导师请假", client_consented=True, by=HE, at=at(TUESDAY, 15),
    studio=STUDIO, contract=None,
)  # fmt: skip
cancel = partial(appt.cancel, party=Party.CLIENT, reason="行程有变", at=at(TUESDAY, 15), terms=TERMS)
check_in = partial(appt.record_check_in, party=Party.CLIENT, at=at(THURSDAY, 8, 55))
complete = partial(appt.complete, mentor=LU, service="s-1", case=FILE, at=at(THURSDAY, 10, 5))
no_show = partial(appt.record_no_show, party=Party.CLIENT, at=at(THURSDAY, 9, 15))


def requested(**words: Any) -> Story:
    return Story().take(request, **words)


def confirmed(**words: Any) -> Story:
    return requested(**words).take(confirm)


def here() -> Story:
    return confirmed().take(check_in)


def over() -> Story:
    return here().take(complete)


MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
