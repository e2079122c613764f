"""The regional pass: what must be unique across studios. One entry for each number or person, nothing else.

It sees the facts of all studios in one pass; what lies within a studio is told by the studio's own audit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from attrs import define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding
from studio_domain.audit.voucher_use import is_invoice
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import Clause, Kind
from studio_domain.person_record import PersonRegistered
from studio_domain.studio.recognition_facts import CarrierRegistered, StudioRecognised, StudioRenamed
from studio_domain.values import PersonId, invoice_number
from studio_domain.values.names import name_key

INVOICE: Final = Predicate(
    "regional.invoice-twice",
    Clause.VOUCHERS,
    Kind.X,
    zh="发票 {subject} 已由 {first} 的报销 {claim} 使用，又用于 {stream}",
    en="invoice {subject} supports claim {claim} of {first}, and is used again in {stream}",
)
PERSON: Final = Predicate(
    "regional.person-twice",
    Clause.TRUTHFUL_REPORTS,
    Kind.X,
    zh="人员 {subject} 已在 {first} 登记，又登记于 {stream}",
    en="person {subject} is registered in {first}, and again in {stream}",
)
NAME: Final = Predicate(
    "regional.studio-name-twice",
    Clause.NAME_FORM,
    Kind.X,
    zh="名称 {subject} 已由 {first} 使用，又用于 {stream}",
    en="the name {subject} is that of {first}, and was given again in {stream}",
)
_Use = tuple[str, str, int]
"""Which claim of which account uses an invoice, and the version that says so."""

_Ended = fund.ClaimReturned | fund.ClaimRejected | fund.PaymentReversed


@define
class InvoicesAcrossStudios:
    """An invoice supports one claim at a time, whichever studio makes it (3.4.6.c)."""

    _used: dict[str, _Use] = field(factory=dict)
    _ended: set[tuple[str, str]] = field(factory=set)
    """Claims that have given their invoices back; few, and looked up only where two studios meet."""
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(fund.ClaimSubmitted, self._submitted)
        yield on(fund.AdvanceSettled, self._settled)
        yield on(fund.ClaimReturned, self._end)
        yield on(fund.ClaimRejected, self._end)
        yield on(fund.PaymentReversed, self._end)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _submitted(self, event: Recorded[fund.ClaimSubmitted]) -> None:
        self._ended.discard((event.stream, event.fact.claim))
        self._use(event, event.fact.claim, event.fact.vouchers)

    def _settled(self, event: Recorded[fund.AdvanceSettled]) -> None:
        self._use(event, event.fact.claim, event.fact.vouchers)

    def _end(self, event: Recorded[_Ended]) -> None:
        self._ended.add((event.stream, event.fact.claim))

    def _use(
        self, event: Recorded[fund.ClaimSubmitted | fund.AdvanceSettled], claim: str, vouchers: Iterable[fund.Voucher]
    ) -> None:
        for number in dict.fromkeys(_invoices(vouchers)):
            stream, holder, version = self._used.setdefault(number, (event.stream, claim, event.version))
            if (stream, holder) in self._ended:
                self._used[number] = (event.stream, claim, event.version)
            elif stream.partition("/")[0] != event.studio:
                self._found.append(
                    finding(
                        INVOICE, event, number,
                        expected=count(1), actual=count(2), delta=count(1), also=(Place(stream, version),),
                        first=stream, claim=holder,
                    )
                )  # fmt: skip


def _invoices(vouchers: Iterable[fund.Voucher]) -> Iterator[str]:
    """The numbers of those that are invoices, whatever they were filed as."""
    for voucher in vouchers:
        number = invoice_number(voucher.number)
        if number and is_invoice(voucher.kind, number):
            yield number


@define
class PersonsAcrossRegions:
    """A person has one record, whichever region keeps it."""

    _registered: dict[PersonId, tuple[str, int]] = field(factory=dict)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(PersonRegistered, self._register)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _register(self, event: Recorded[PersonRegistered]) -> None:
        person = event.fact.person
        first = self._registered.setdefault(person, (event.stream, event.version))
        if first != (event.stream, event.version) and event.context.corrects != first:
            self._found.append(
                finding(
                    PERSON, event, person,
                    expected=count(1), actual=count(2), delta=count(1), also=(Place(*first),), first=first[0],
                )
            )  # fmt: skip


@define
class NamesAcrossStudios:
    """A name is one studio's in the city that it lies in, and stays taken (1.4.a)."""

    _city: dict[str, str] = field(factory=dict)
    _first: dict[tuple[str, str], tuple[str, int]] = field(factory=dict)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(CarrierRegistered, self._register)
        yield on(StudioRecognised, self._name)
        yield on(StudioRenamed, self._name)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _register(self, event: Recorded[CarrierRegistered]) -> None:
        self._city[event.studio] = event.fact.region.code[:4]

    def _name(self, event: Recorded[StudioRecognised | StudioRenamed]) -> None:
        key = self._city.get(event.studio, ""), name_key(event.fact.name)
        stream, version = self._first.setdefault(key, (event.stream, event.version))
        if stream != event.stream:
            self._found.append(
                finding(
                    NAME, event, event.fact.name,
                    expected=count(1), actual=count(2), delta=count(1), also=(Place(stream, version),), first=stream,
                )
            )  # fmt: skip
