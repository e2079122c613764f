"""Registers of external experts (外聘专家): who is engaged until when, and what was served and paid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.expert_contract import facts as expert
from studio_domain.values import Fen, PersonId, legal_day
from studio_domain.views.register import Column, RowChange, Table, folding, reads

ROSTER: Final = Table(
    "expert_roster", "外聘专家名册", "expert roster", 1,
    (
        Column("contract", "聘用合同", "contract"),
        Column("expert", "专家", "expert"),
        Column("field_of_work", "专业", "field of work"),
        Column("title", "职称", "title"),
        Column("stage", "状态", "stage"),
        Column("first", "聘期起", "from", "day"),
        Column("last", "聘期止", "to", "day"),
        Column("services", "服务次数", "services", "count"),
        Column("minutes", "核实服务分钟", "verified minutes", "count"),
        Column("unverified", "待核实", "not verified", "count"),
        Column("absences", "无故缺席", "unexcused absences", "count"),
        Column("grade", "最近考核", "last grade"),
        Column("gross_fen", "劳务费（税前）", "fees before tax", "fen"),
        Column("tax_fen", "预扣税", "tax withheld", "fen"),
        Column("unpaid", "未付劳务费", "fees not paid", "count"),
    ),
)  # fmt: skip

SERVICES: Final = Table(
    "expert_services", "外聘专家服务记录", "expert services", 2,
    (
        Column("contract", "聘用合同", "contract"),
        Column("entry", "记录", "entry"),
        Column("expert", "专家", "expert"),
        Column("day", "日期", "day", "day"),
        Column("occasion", "服务对象、活动", "occasion"),
        Column("task", "任务", "task"),
        Column("minutes", "核实分钟", "verified minutes", "count"),
        Column("verifier", "核实人", "verified by"),
        Column("fee", "劳务费", "fee"),
    ),
)  # fmt: skip

BOOKINGS: Final = Table(
    "expert_bookings", "外聘专家待履行预约", "appointments to come of experts", 2,
    (
        Column("contract", "聘用合同", "contract"),
        Column("appointment", "预约", "appointment"),
        Column("expert", "专家", "expert"),
        Column("first", "日期起", "from", "day"),
        Column("last", "日期止", "to", "day"),
    ),
)  # fmt: skip


@define
class _Contract:
    """A contract as far as its row goes."""

    person: PersonId
    field_of_work: str
    title: str | None = None
    stage: str = "nominated"
    first: date | None = None
    last: date | None = None
    ended: date | None = None
    services: int = 0
    minutes: int = 0
    unverified: int = 0
    absences: int = 0
    evaluated: tuple[date, str] | None = None
    fees: dict[str, tuple[Fen, Fen, bool]] = field(factory=dict)
    """Each fee that was claimed: gross, tax, and whether it is paid."""


class ExpertRoster:
    """外聘专家名册: every contract with its term and what was done under it; all figures are sums of facts."""

    tables = (ROSTER,)

    def __init__(self) -> None:
        self._contracts: dict[str, _Contract] = {}
        self.see = folding(
            reads(expert.ExpertNominated, self._nominated),
            reads(expert.QualificationVerified, self._verified),
            reads(expert.EngagementApproved, lambda event: self._stage(event, "approved")),
            reads(expert.EngagementDeclined, lambda event: self._stage(event, "declined")),
            reads(expert.ContractSigned, self._signed),
            reads(expert.ContractRenewed, self._renewed),
            reads(expert.ContractSuspended, lambda event: self._stage(event, "suspended")),
            reads(expert.ContractResumed, lambda event: self._stage(event, "signed")),
            reads(expert.ExpiryAcknowledged, lambda event: self._stage(event, "acknowledged")),
            reads(expert.ContractTerminated, self._terminated),
            reads(expert.ContractSettled, lambda event: self._stage(event, "settled")),
            reads(expert.ServiceLogged, self._logged),
            reads(expert.LogVerified, self._counted),
            reads(expert.AbsenceRecorded, self._absent),
            reads(expert.ExpertEvaluated, self._evaluated),
            reads(expert.FeeClaimed, self._claimed),
            reads(expert.FeePaid, self._paid),
            reads(expert.FeeWithdrawn, self._withdrawn),
        )

    # -- selection and term

    def _nominated(self, event: Recorded[expert.ExpertNominated]) -> Iterator[RowChange]:
        self._contracts[event.stream] = _Contract(event.fact.person, event.fact.field_of_work)
        yield self._row(event.stream)

    def _verified(self, event: Recorded[expert.QualificationVerified]) -> Iterator[RowChange]:
        if contract := self._contracts.get(event.stream):
            contract.title = event.fact.title.value
            yield from self._stage(event, "verified")

    def _stage(self, event: Recorded[Any], stage: str) -> Iterator[RowChange]:
        if contract := self._contracts.get(event.stream):
            contract.stage = stage
            yield self._row(event.stream)

    def _signed(self, event: Recorded[expert.ContractSigned]) -> Iterator[RowChange]:
        if contract := self._contracts.get(event.stream):
            contract.first, contract.last = event.fact.first, event.fact.last
            yield from self._stage(event, "signed")

    def _renewed(self, event: Recorded[expert.ContractRenewed]) -> Iterator[RowChange]:
        if contract := self._contracts.get(event.stream):
            contract.last = event.fact.last
            yield self._row(event.stream)

    def _terminated(self, event: Recorded[expert.ContractTerminated]) -> Iterator[RowChange]:
        if contract := self._contracts.get(event.stream):
            contract.ended = event.fact.last_day
            yield from self._stage(event, "terminated")

    # -- work

    def _logged(self, event: Recorded[expert.ServiceLogged]) -> Iterator[RowChange]:
        if contract := self._contracts.get(event.stream):
            contract.unverified += 1
            yield self._row(event.stream)

    def _counted(self, event: Recorded[expert.LogVerified]) -> Iterator[RowChange]:
        if contract := self._contracts.get(event.stream):
            contract.unverified -= 1
            contract.services += 1
            contract.minutes += event.fact.minutes
            yield self._row(event.stream)

    def _absent(self, event: Recorded[expert.AbsenceRecorded]) -> Iterator[RowChange]:
        contract = self._contracts.get(event.stream)
        if contract is not None and not event.fact.excused:
            contract.absences += 1
            yield self._row(event.stream)

    def _evaluated(self, event: Recorded[expert.ExpertEvaluated]) -> Iterator[RowChange]:
        contract = self._contracts.get(event.stream)
        if contract is not None and (contract.evaluated is None or contract.evaluated[0] <= event.fact.on):
            contract.evaluated = event.fact.on, event.fact.grade
            yield self._row(event.stream)

    # -- fees

    def _claimed(self, event: Recorded[expert.FeeClaimed]) -> Iterator[RowChange]:
        if contract := self._contracts.get(event.stream):
            contract.fees[event.fact.fee] = event.fact.gross, event.fact.tax, False
            yield self._row(event.stream)

    def _paid(self, event: Recorded[expert.FeePaid]) -> Iterator[RowChange]:
        contract = self._contracts.get(event.stream)
        if contract is not None and (fee := contract.fees.get(event.fact.fee)):
            contract.fees[event.fact.fee] = fee[0], fee[1], True
            yield self._row(event.stream)

    def _withdrawn(self, event: Recorded[expert.FeeWithdrawn]) -> Iterator[RowChange]:
        if contract := self._contracts.get(event.stream):
            contract.fees.pop(event.fact.fee, None)
            yield self._row(event.stream)

    def _row(self, stream: str) -> RowChange:
        of = self._contracts[stream]
        last = min((day for day in (of.last, of.ended) if day is not None), default=None)
        paid = [fee for fee in of.fees.values() if fee[2]]
        return (
            ROSTER.name,
            (stream,),
            {
                "contract": stream,
                "expert": of.person,
                "field_of_work": of.field_of_work,
                "title": of.title,
                "stage": of.stage,
                "first": of.first.isoformat() if of.first else None,
                "last": last.isoformat() if last else None,
                "services": of.services,
                "minutes": of.minutes,
                "unverified": of.unverified,
                "absences": of.absences,
                "grade": of.evaluated[1] if of.evaluated else None,
                "gross_fen": sum(gross for gross, _, _ in paid),
                "tax_fen": sum(tax for _, tax, _ in paid),
                "unpaid": len(of.fees) - len(paid),
            },
        )


class ExpertServices:
    """外聘专家服务记录: every service of every expert, with who verified it and the fee that it is in."""

    tables = (SERVICES,)

    def __init__(self) -> None:
        self._persons: dict[str, PersonId] = {}
        self._rows: dict[tuple[str, str], dict[str, str | int | None]] = {}
        self._fees: defaultdict[tuple[str, str], tuple[str, ...]] = defaultdict(tuple)
        self.see = folding(
            reads(expert.ExpertNominated, self._nominated),
            reads(expert.ServiceLogged, self._logged),
            reads(expert.LogVerified, self._verified),
            reads(expert.FeeClaimed, self._claimed),
            reads(expert.FeeWithdrawn, self._withdrawn),
        )

    def _nominated(self, event: Recorded[expert.ExpertNominated]) -> Iterator[RowChange]:
        self._persons[event.stream] = event.fact.person
        yield from ()

    def _logged(self, event: Recorded[expert.ServiceLogged]) -> Iterator[RowChange]:
        fact = event.fact
        row: dict[str, str | int | None] = {
            "contract": event.stream, "entry": fact.entry, "expert": self._persons.get(event.stream),
            "day": legal_day(fact.start).isoformat(), "occasion": fact.occasion, "task": fact.task, "minutes": None,
            "verifier": None, "fee": None,
        }  # fmt: skip
        self._rows[event.stream, fact.entry] = row
        yield self._change(event.stream, fact.entry)

    def _verified(self, event: Recorded[expert.LogVerified]) -> Iterator[RowChange]:
        fact = event.fact
        yield from self._with(event.stream, (fact.entry,), minutes=fact.minutes, verifier=fact.verifier)

    def _claimed(self, event: Recorded[expert.FeeClaimed]) -> Iterator[RowChange]:
        self._fees[event.stream, event.fact.fee] = event.fact.entries
        yield from self._with(event.stream, event.fact.entries, fee=event.fact.fee)

    def _withdrawn(self, event: Recorded[expert.FeeWithdrawn]) -> Iterator[RowChange]:
        yield from self._with(event.stream, self._fees.pop((event.stream, event.fact.fee), ()), fee=None)

    def _with(self, stream: str, entries: Iterable[str], **columns: str | int | None) -> Iterator[RowChange]:
        for entry in entries:
            if (row := self._rows.get((stream, entry))) is not None:
                row |= columns
                yield self._change(stream, entry)

    def _change(self, stream: str, entry: str) -> RowChange:
        return SERVICES.name, (stream, entry), dict(self._rows[stream, entry])


class ExpertBookings:
    """外聘专家待履行预约: what relies on which contract, and keeps it from being ended before that day."""

    tables = (BOOKINGS,)

    def __init__(self) -> None:
        self._persons: dict[str, PersonId] = {}
        self.see = folding(
            reads(expert.ExpertNominated, self._nominated),
            reads(expert.BookingMade, self._made),
            reads(expert.BookingReleased, self._released),
        )

    def _nominated(self, event: Recorded[expert.ExpertNominated]) -> Iterator[RowChange]:
        self._persons[event.stream] = event.fact.person
        yield from ()

    def _made(self, event: Recorded[expert.BookingMade]) -> Iterator[RowChange]:
        fact = event.fact
        yield BOOKINGS.name, (event.stream, fact.appointment), {
            "contract": event.stream, "appointment": fact.appointment, "expert": self._persons.get(event.stream),
            "first": fact.first.isoformat(), "last": fact.last.isoformat(),
        }  # fmt: skip

    def _released(self, event: Recorded[expert.BookingReleased]) -> Iterator[RowChange]:
        yield BOOKINGS.name, (event.stream, event.fact.appointment), None
