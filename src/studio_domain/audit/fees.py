"""Fees (服务收费, 3.3.d): nothing above or beside the published tariff, with a receipt, by other hands than set it.

Facts are judged as they are known now. A refund of all that was too much remedies a finding, and never
removes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, fen, finding
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.refunds import in_time
from studio_domain.audit.tariff_known import Schedule, Version
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import Clause, Kind, Source

_CLAUSE: Final = Clause.REASONABLE_FEES

OVERCHARGE: Final = Predicate(
    "fee.overcharge",
    _CLAUSE,
    Kind.X,
    zh="收费 {subject} 共 {actual:yuan} 元，按服务当日有效标准应为 {expected:yuan} 元，多收 {delta:yuan} 元",
    en="charge {subject} of {actual:yuan} should be {expected:yuan} by the tariff of that day, {delta:yuan} less",
)
UNLISTED_ITEM: Final = Predicate(
    "fee.unlisted-item",
    _CLAUSE,
    Kind.X,
    zh="收费 {subject} 中的 {item}（{actual:yuan} 元）未列入公示标准",
    en="charge {subject}: {item}, {actual:yuan}, is not listed in the published tariff",
)
UNPUBLISHED: Final = Predicate(
    "fee.unpublished",
    _CLAUSE,
    Kind.X,
    zh="收费 {subject}（{actual:yuan} 元）：服务当日没有有效的公示标准",
    en="charge {subject} of {actual:yuan}: no published tariff was in force on the day of the service",
)
COLLECTOR_SET_TARIFF: Final = Predicate(
    "fee.collector-set-tariff",
    _CLAUSE,
    Kind.X,
    zh="收费 {subject} 由 {collector} 收取，此人拟订或批准了所用收费标准",
    en="charge {subject} was collected by {collector}, who drafted or approved the tariff",
)
RECEIPT_MISSING: Final = Predicate(
    "fee.receipt-missing",
    _CLAUSE,
    Kind.G,
    zh="收费 {subject} 没有票据号",
    en="charge {subject} names no invoice or receipt",
)
REFUND_EXCEEDS_CHARGE: Final = Predicate(
    "fee.refund-exceeds-charge",
    _CLAUSE,
    Kind.G,
    zh="收费 {subject} 共退 {actual:yuan} 元，超过所收 {expected:yuan} 元",
    en="charge {subject}: {actual:yuan} refunded in all, of {expected:yuan} charged",
)
PUBLIC_SERVICE_CHARGES: Final = Predicate(
    "fee.public-service-charges",
    _CLAUSE,
    Kind.X,
    zh="公共就业服务机构不得向服务对象收费：{subject}，{actual:yuan} 元",
    en="a public employment service may not charge those it serves: {subject}, {actual:yuan}",
    source=Source.LAW,
)


@define
class _Charge:
    """A charge and what was paid back of it, in the order in which that became known."""

    event: Recorded[fund.FeeCharged]
    refunds: list[Recorded[fund.FeeRefunded]] = field(factory=list)
    early: set[Place] = field(factory=set)
    """Refunds in another account that came before its own was closed."""

    def repaid(self, amount: int) -> Place | None:
        """The refund by which *amount* had been paid back, if it has."""
        total = 0
        for refund in self.refunds:
            total += refund.fact.fen
            if total >= amount:
                return refund.place
        return None


@define
class Fees:
    """Each charge against the tariff lawfully in force on the day of its service (明码标价, SD-12)."""

    _grounds: Grounds
    _schedule: Schedule = field(factory=Schedule)
    _charges: dict[tuple[str, int], _Charge] = field(factory=dict)
    _by_number: dict[tuple[str, str], _Charge] = field(factory=dict)
    _latest: dict[str, _Charge] = field(factory=dict)
    _closed: set[str] = field(factory=set)

    def watches(self) -> Iterator[Watch]:
        yield from self._schedule.watches()
        yield on(fund.FeeCharged, self._charged)
        yield on(fund.FeeRefunded, self._refunded)
        yield on(fund.YearClosed, self._close)

    def findings(self, as_of: date) -> Iterator[Finding]:
        lawful = self._schedule.lawful()
        for charge in self._charges.values():
            yield from _lawful(charge, lawful.on(charge.event.fact.service_on))
            yield from self._public_service(charge)
            yield from _receipt(charge)
            yield from _refunds(charge)

    def _charged(self, event: Recorded[fund.FeeCharged]) -> None:
        charge, number = _Charge(event), event.fact.charge
        if event.context.corrects is not None:
            replaced = self._charges.pop(event.context.corrects, None)
            charge.refunds = replaced.refunds if replaced else charge.refunds
            charge.early = replaced.early if replaced else charge.early
        self._charges[event.stream, event.version] = charge
        self._by_number[event.stream, number] = self._latest[number] = charge

    def _refunded(self, event: Recorded[fund.FeeRefunded]) -> None:
        number, year = event.fact.charge, event.fact.charge_year
        if year is None:
            charge = self._by_number.get((event.stream, number)) or self._latest.get(number)
        else:
            charge = self._by_number.get((f"{event.studio}/fund/{year}", number))
        if charge is None:
            return  # `trail.reference` says so
        if charge.event.stream != event.stream and charge.event.stream not in self._closed:
            charge.early.add(event.place)
        corrected = event.context.corrects
        charge.refunds[:] = [other for other in charge.refunds if (other.stream, other.version) != corrected]
        charge.refunds.append(event)

    def _close(self, event: Recorded[fund.YearClosed]) -> None:
        self._closed.add(event.stream)

    def _public_service(self, charge: _Charge) -> Iterator[Finding]:
        fact, carrier = charge.event.fact, self._grounds.studio
        if carrier is None or fact.fen <= 0:
            return
        terms = self._grounds.policy.on(fact.service_on)
        if carrier.kind in terms.fee.free_carrier_kinds:
            yield _excess(
                PUBLIC_SERVICE_CHARGES, charge, fact.charge,
                actual=fact.fen, over=fact.fen, policy=terms.cite("fee.free_carrier_kinds"),
            )  # fmt: skip


def _lawful(charge: _Charge, versions: tuple[Version, ...]) -> Iterator[Finding]:
    """A charge by the version of the tariff that was lawful on the day of its service, if any was; of two, by the one
    that it keeps to."""
    fact = charge.event.fact
    if not versions:
        if fact.fen > 0:
            yield _excess(UNPUBLISHED, charge, fact.charge, actual=fact.fen, over=fact.fen)
        return
    version = min(versions, key=partial(_overcharge, fact))
    yield from _collector(charge, version)
    unlisted = [one for one in fact.items if version.price(one.item) is None and one.fen > 0]
    over = _overcharge(fact, version)
    if over > 0:
        yield _excess(OVERCHARGE, charge, fact.charge, actual=fact.fen, over=over)
    for one in unlisted:
        repaid = max(one.fen, over)
        yield _excess(
            UNLISTED_ITEM, charge, fact.charge, one.item, actual=one.fen, over=one.fen, repaid=repaid, item=one.item
        )


def _overcharge(fact: fund.FeeCharged, version: Version) -> int:
    """What every item costs above its price, and what no item accounts for; a reduction of the bill counts."""
    over = fact.fen - sum(one.fen for one in fact.items)
    for one in fact.items:
        price = version.price(one.item)
        lawful = (price or 0) * max(one.quantity, 0)
        over += max(one.fen - lawful, 0) if one.fen >= 0 else one.fen
    return over


def _excess(
    predicate: Predicate,
    charge: _Charge,
    *subjects: str,
    actual: int,
    over: int,
    repaid: int | None = None,
    **named: Any,
) -> Finding:
    """A finding on money taken; paying back *repaid*, by default all that was too much, remedies it."""
    found = finding(
        predicate, charge.event, *subjects, expected=fen(actual - over), actual=fen(actual), delta=fen(over), **named
    )
    refund = charge.repaid(over if repaid is None else repaid)
    return found.with_remedy(refund) if refund else found


def _collector(charge: _Charge, version: Version) -> Iterator[Finding]:
    fact = charge.event.fact
    setting = [event for event in version.drafted if event.fact.drafter == fact.collector]
    giving = [event for event in version.approved if event.fact.approver == fact.collector]
    if setting or giving:
        yield finding(
            COLLECTOR_SET_TARIFF, charge.event, fact.charge,
            expected=count(2), actual=count(1), delta=count(1),
            also=tuple(event.place for event in (*setting, *giving)), collector=fact.collector,
        )  # fmt: skip


def _receipt(charge: _Charge) -> Iterator[Finding]:
    if not charge.event.fact.receipt.strip():
        yield finding(
            RECEIPT_MISSING, charge.event, charge.event.fact.charge, expected=count(1), actual=count(0), delta=count(1)
        )


def _refunds(charge: _Charge) -> Iterator[Finding]:
    taken, total = charge.event.fact.fen, 0
    for refund in charge.refunds:
        yield from in_time(refund, charge.event, early=refund.place in charge.early)
        total += refund.fact.fen
        if total > max(taken, 0):
            yield finding(
                REFUND_EXCEEDS_CHARGE, refund, charge.event.fact.charge,
                expected=fen(taken), actual=fen(total), delta=fen(total - taken), also=(charge.event.place,),
            )  # fmt: skip
