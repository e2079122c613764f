"""What a studio left behind when it was closed, and what was begun in it afterwards (1.1.a).

Judged by what was known when the closing was recorded (K): its order among the facts of the store.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.appointment import facts as appointment
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Measure, Predicate, count, finding, on_day
from studio_domain.audit.legal_days import day_of
from studio_domain.audit.recognised import Recognised
from studio_domain.client_case import facts as case
from studio_domain.expert_contract import facts as expert
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import Clause, Kind
from studio_domain.studio import recognition_facts as recognition

UNSETTLED: Final = Predicate(
    "studio.closed-unsettled",
    Clause.RECOGNITION,
    Kind.X,
    zh="{subject} 关闭时专账 {account} 尚未结账",
    en="{subject} was closed while the account {account} was open",
)
CASE_LEFT: Final = Predicate(
    "studio.closed-with-case",
    Clause.RECOGNITION,
    Kind.X,
    zh="{subject} 关闭时项目 {matter} 尚未结案或移交",
    en="{subject} was closed while case {matter} was neither closed nor handed over",
)
FILE_LEFT: Final = Predicate(
    "studio.closed-unarchived",
    Clause.RECOGNITION,
    Kind.X,
    zh="{subject} 关闭时项目 {matter} 尚未归档",
    en="{subject} was closed while the file of case {matter} was not archived",
)
APPOINTMENT_LEFT: Final = Predicate(
    "studio.closed-with-appointment",
    Clause.RECOGNITION,
    Kind.X,
    zh="{subject} 于 {expected} 关闭时，{actual} 的预约 {matter} 尚无结果",
    en="{subject} was closed on {expected} while appointment {matter} of {actual} had no outcome",
)
CONTRACT_LEFT: Final = Predicate(
    "studio.closed-with-contract",
    Clause.RECOGNITION,
    Kind.X,
    zh="{subject} 于 {expected} 关闭时，聘用合同 {matter} 执行至 {actual}",
    en="{subject} was closed on {expected} while the contract {matter} held until {actual}",
)
BEGUN_AFTER: Final = Predicate(
    "studio.begun-after-closing",
    Clause.RECOGNITION,
    Kind.X,
    zh="{subject} 于 {expected} 关闭，其后仍登记 {stream} 的 {fact}",
    en="{subject} was closed on {expected}; {fact} of {stream} was recorded after that",
)

Asked = appointment.AppointmentRequested | appointment.AppointmentConfirmed | appointment.AppointmentRescheduled


@define
class WoundUp:
    """What is under way in a studio, fact by fact, and what of it there is when it closes."""

    _recognised: Recognised = field(factory=Recognised)
    _accounts: dict[str, None] = field(factory=dict)
    _cases: dict[str, bool] = field(factory=dict)
    """Those that are not over: whether they are closed, and their file is not archived yet."""
    _appointments: dict[str, date] = field(factory=dict)
    _contracts: dict[str, date] = field(factory=dict)
    _closed: dict[str, Recorded[recognition.StudioClosed]] = field(factory=dict)
    _late: list[tuple[Recorded[Any], Recorded[recognition.StudioClosed], date | None]] = field(factory=list)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield from self._recognised.watches()
        yield on(fund.AccountOpened, self._opened)
        yield on(fund.YearClosed, self._settled)
        yield on(case.CaseOpened, self._begun)
        yield on(case.CaseReopened, self._begun)
        yield on(case.CaseClosed, self._done)
        yield on(case.CaseArchived, self._over)
        yield on(case.CaseTransferred, self._over)
        yield on(appointment.AppointmentRequested, self._asked)
        yield on(appointment.AppointmentConfirmed, self._asked)
        yield on(appointment.AppointmentRescheduled, self._asked)
        for outcome in (
            appointment.AppointmentDeclined, appointment.AppointmentCancelled, appointment.AppointmentCompleted,
            appointment.NoShowRecorded,
        ):  # fmt: skip
            yield on(outcome, self._answered)
        yield on(expert.ContractSigned, self._signed)
        yield on(expert.ContractRenewed, self._renewed)
        yield on(expert.ContractTerminated, self._terminated)
        yield on(recognition.StudioClosed, self._close)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found
        for event, closed, day in self._late:
            # on a day without recognition the chapter of the thing itself says that it is one too many
            if day is None or (self._recognised.on(event.studio, day) and day <= closed.fact.on):
                yield finding(
                    BEGUN_AFTER, event, event.studio,
                    expected=on_day(closed.fact.on), actual=count(1), delta=count(1),
                    also=(closed.place,), stream=event.stream, fact=type(event.fact).__name__,
                )  # fmt: skip

    # -- what is begun and what is over

    def _opened(self, event: Recorded[fund.AccountOpened]) -> None:
        self._accounts[event.stream] = None
        self._after(event, None)

    def _settled(self, event: Recorded[fund.YearClosed]) -> None:
        self._accounts.pop(event.stream, None)

    def _begun(self, event: Recorded[case.CaseOpened | case.CaseReopened]) -> None:
        fact = event.fact
        self._cases[event.stream] = False
        self._after(event, fact.opened if isinstance(fact, case.CaseOpened) else fact.on)

    def _done(self, event: Recorded[case.CaseClosed]) -> None:
        if event.stream in self._cases:
            self._cases[event.stream] = True

    def _over(self, event: Recorded[case.CaseArchived | case.CaseTransferred]) -> None:
        self._cases.pop(event.stream, None)

    def _asked(self, event: Recorded[Asked]) -> None:
        self._appointments[event.stream] = day_of(event.fact.end)
        if not isinstance(event.fact, appointment.AppointmentRescheduled):
            self._after(event, day_of(event.context.occurred))

    def _answered(self, event: Recorded[Any]) -> None:
        self._appointments.pop(event.stream, None)

    def _signed(self, event: Recorded[expert.ContractSigned]) -> None:
        self._contracts[event.stream] = event.fact.last
        self._after(event, None)

    def _renewed(self, event: Recorded[expert.ContractRenewed]) -> None:
        if event.stream in self._contracts:
            self._contracts[event.stream] = event.fact.last

    def _terminated(self, event: Recorded[expert.ContractTerminated]) -> None:
        if (last := self._contracts.get(event.stream)) is not None:
            self._contracts[event.stream] = min(last, event.fact.last_day)

    def _after(self, event: Recorded[Any], day: date | None) -> None:
        if (closed := self._closed.get(event.studio)) is not None:
            self._late.append((event, closed, day))

    # -- the closing

    def _close(self, event: Recorded[recognition.StudioClosed]) -> None:
        self._closed.setdefault(event.studio, event)
        closed = event.fact.on
        for account in sorted(self._accounts):
            self._found.append(
                finding(
                    UNSETTLED, event, event.studio, account,
                    expected=count(0), actual=count(1), delta=count(1), account=account,
                )
            )  # fmt: skip
        for stream, done in sorted(self._cases.items()):
            self._left(FILE_LEFT if done else CASE_LEFT, event, stream)
        for stream, day in sorted(self._appointments.items()):
            if closed <= day:
                self._left(APPOINTMENT_LEFT, event, stream, on_day(closed), on_day(day))
        for stream, last in sorted(self._contracts.items()):
            if closed <= last:
                self._left(CONTRACT_LEFT, event, stream, on_day(closed), on_day(last))

    def _left(
        self,
        predicate: Predicate,
        event: Recorded[recognition.StudioClosed],
        stream: str,
        expected: Measure | None = None,
        actual: Measure | None = None,
    ) -> None:
        self._found.append(
            finding(
                predicate, event, event.studio, stream,
                expected=expected or count(0), actual=actual or count(1), delta=count(1),
                matter=stream.rpartition("/")[2],
            )
        )  # fmt: skip
