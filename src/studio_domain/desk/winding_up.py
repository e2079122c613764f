"""Closing a studio: nothing that it began is left to anybody else (一、（一）; 三、（四）3、4、6、8).

That there is none of something, in whichever stream, no stream can be pinned for. So the whole history of the studio is
read once, for the few streams in which something may still be under way, and the closing insists that none of its
streams has moved since. What is begun afterwards rests on the studio's profile, which the closing has moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from attrs import field, frozen

from studio_domain import studio as profile
from studio_domain.aggregate import At, BrokenHistory, Changes, Recorded, Unreadable, unmoved
from studio_domain.appointment import Appointment, Stage
from studio_domain.appointment import facts as appointments
from studio_domain.client_case import ClientCase
from studio_domain.client_case import facts as cases
from studio_domain.expert_contract import ExpertContract
from studio_domain.expert_contract import facts as experts
from studio_domain.fund_account import FundAccount
from studio_domain.fund_account import facts as funds
from studio_domain.guideline import Clause, Rule, require
from studio_domain.studio import Studio
from studio_domain.values import PersonId, legal_day, stream_owner

# -- rules

FUNDS_SETTLED: Final = Rule(Clause.RECOGNITION, zh="{year} 年度专账尚未结账", en="the account of {year} is not closed")
CASES_CLOSED: Final = Rule(
    Clause.RECOGNITION, zh="项目 {case} 尚未结案或移交", en="case {case} is neither closed nor handed over"
)
FILES_ARCHIVED: Final = Rule(
    Clause.RECOGNITION, zh="项目 {case} 尚未归档", en="the file of case {case} is not archived"
)
NOTHING_AHEAD: Final = Rule(
    Clause.RECOGNITION,
    zh="{day} 的预约 {appointment} 尚无结果",
    en="appointment {appointment} of {day} has no outcome yet",
)
CONTRACTS_ENDED: Final = Rule(
    Clause.RECOGNITION,
    zh="聘用合同 {contract} 执行至 {last}，{on} 尚未结束",
    en="the contract {contract} holds until {last}, it has not ended on {on}",
)

# -- what may still be under way

_BEGINS: Final[frozenset[type[Any]]] = frozenset(
    {
        cases.CaseOpened, cases.CaseReopened, funds.AccountOpened, appointments.AppointmentRequested,
        experts.ContractSigned,
    }
)  # fmt: skip
_ENDS: Final[frozenset[type[Any]]] = frozenset(
    {
        cases.CaseArchived, cases.CaseTransferred, funds.YearClosed, appointments.AppointmentDeclined,
        appointments.AppointmentCancelled, appointments.AppointmentCompleted, appointments.NoShowRecorded,
    }
)  # fmt: skip
_KINDS: Final = ("appointment", "case", "expert", "fund")


@frozen
class UnderWay:
    """The streams of a studio in which something may still be under way, by its facts up to a position.

    Their states decide. Memory is that of what is not over; contracts, of which no fact says that they ended, are kept.
    """

    position: int = 0
    streams: frozenset[str] = frozenset()

    def after(self, history: Iterable[Recorded[Any]]) -> UnderWay:
        """With more of the history; `BrokenHistory` for a fact that might be one of these and cannot be read."""
        position, streams = self.position, set(self.streams)
        for event in history:
            position, fact = event.position, event.fact
            if isinstance(fact, Unreadable) and event.stream.split("/")[1] in _KINDS:
                raise BrokenHistory(f"{event.stream}@{event.version}: {fact.problem}")
            if type(fact) in _BEGINS:
                streams.add(event.stream)
            elif type(fact) in _ENDS:
                streams.discard(event.stream)
        return UnderWay(position, frozenset(streams))

    def of(self, kind: str) -> tuple[str, ...]:
        """Those of a kind, in order."""
        return tuple(sorted(stream for stream in self.streams if stream.split("/")[1] == kind))


@frozen
class Matters:
    """What may still be under way at a studio, as its streams stood at the position of its last fact."""

    position: int
    cases: Sequence[At[ClientCase]] = field(default=())
    accounts: Sequence[At[FundAccount]] = field(default=())
    appointments: Sequence[At[Appointment]] = field(default=())
    contracts: Sequence[At[ExpertContract]] = field(default=())


# -- the decision


def close_studio(
    studio: At[Studio], matters: Matters, *, on: date, by: PersonId, handover: str, plaque_returned: bool
) -> Changes:
    """关闭 (一、（一）): once cases are closed or handed over and their files archived, accounts closed, appointments
    over and contracts ended; and nothing of the studio has moved since that was seen."""
    closed = profile.close_studio(studio.state, on=on, by=by, handover=handover, plaque_returned=plaque_returned)
    for account in matters.accounts:
        require(account.state.year_end.closed, FUNDS_SETTLED, year=account.state.year)
    for case in matters.cases:
        require(not case.state.open, CASES_CLOSED, case=case.state.case)
        filed = case.state.end.archived or case.state.end.transferred is not None
        require(filed, FILES_ARCHIVED, case=case.state.case)
    for appointment in matters.appointments:
        day = _last_day(appointment.state)
        require(day is None or day < on, NOTHING_AHEAD, appointment=appointment.state.appointment, day=day)
    for contract in matters.contracts:
        ended, name = contract.state.ended_by(on), contract.stream.rpartition("/")[2]
        require(ended, CONTRACTS_ENDED, contract=name, last=contract.state.last_day, on=on)
    return studio.then(closed), unmoved(stream_owner(studio.stream), matters.position)


def _last_day(appointment: Appointment) -> date | None:
    """The last legal day of an appointment whose outcome is still to come; None once it has one."""
    if appointment.stage not in (Stage.REQUESTED, Stage.CONFIRMED, Stage.CHECKED_IN):
        return None
    return legal_day((appointment.slot or appointment.wanted).end)
