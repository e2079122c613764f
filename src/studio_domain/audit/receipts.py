"""Checks of 收到经费 (3.3.a, 3.3.c, 3.3.f): what fiscal money comes with, each receipt once, sponsors without ties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import define, field, frozen

from studio_domain import regulation_book as book
from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding
from studio_domain.fund_account import facts as fund
from studio_domain.fund_account.facts import FundReceived, FundSource, PayerKind
from studio_domain.guideline import Clause, Kind

FISCAL_WITHOUT_DOCUMENT: Final = Predicate(
    "fund.fiscal-without-document",
    Clause.FISCAL_SUPPORT,
    Kind.A,
    zh="财政资金 {receipt}（{amount:yuan} 元）缺 {missing}",
    en="fiscal money {receipt} ({amount:yuan}) lacks {missing}",
)
SPECIAL_FUND_RULES_MISSING: Final = Predicate(
    "fund.special-fund-rules-missing",
    Clause.SPECIAL_FUND_RULES,
    Kind.X,
    zh="收到财政补助 {receipt}（{amount:yuan} 元）时，没有执行中的专项资金管理制度",
    en="no rules for special funds were in force when the grant {receipt} ({amount:yuan}) came in",
)
DUPLICATE_REFERENCE: Final = Predicate(
    "fund.duplicate-reference",
    Clause.FUNDING_CHANNELS,
    Kind.G,
    zh="到账凭据 {reference} 已记入 {first}，又记入 {receipt}（{amount:yuan} 元）",
    en="reference {reference}, booked as {first}, is booked again as {receipt} ({amount:yuan})",
)
SPONSOR_CONFLICT: Final = Predicate(
    "fund.sponsor-conflict",
    Clause.FUNDING_CHANNELS,
    Kind.A,
    zh="服务对象赞助 {receipt}（{amount:yuan} 元），没有利益关系申报",
    en="a client sponsored {receipt} ({amount:yuan}), and no interest was declared",
)

_FISCAL: Final = frozenset({FundSource.FISCAL_GRANT, FundSource.FISCAL_AWARD})
_PUBLIC: Final = frozenset({PayerKind.AUTHORITY, PayerKind.FINANCE_BUREAU})
_SPECIAL_FUND: Final = "/regulation/special-fund"


@define
class _Rules:
    """The versions of a studio's special-fund rules: from when each is in force, and to when where repealed."""

    effective: dict[int, date] = field(factory=dict)
    repealed: dict[int, date] = field(factory=dict)

    def in_force(self, day: date) -> bool:
        begun = [(effective, version) for version, effective in self.effective.items() if effective <= day]
        if not begun:
            return False
        last = self.repealed.get(max(begun)[1])
        return last is None or day <= last


@frozen
class _First:
    receipt: str
    place: Place


@define
class Receipts:
    """Money that came in is recorded whatever it lacks; what it lacks is found here."""

    _rules: defaultdict[str, _Rules] = field(factory=lambda: defaultdict(_Rules))
    _booked: dict[tuple[str, str, str], _First] = field(factory=dict)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(book.RegulationApproved, self._approved)
        yield on(book.RegulationRepealed, self._repealed)
        yield on(fund.FundReceived, self._received)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _approved(self, event: Recorded[book.RegulationApproved]) -> None:
        if event.stream.endswith(_SPECIAL_FUND):
            self._rules[event.studio].effective[event.fact.version] = event.fact.effective

    def _repealed(self, event: Recorded[book.RegulationRepealed]) -> None:
        if event.stream.endswith(_SPECIAL_FUND):
            self._rules[event.studio].repealed[event.fact.version] = event.fact.last_day

    def _received(self, event: Recorded[FundReceived]) -> None:
        fact = event.fact
        if fact.source in _FISCAL:
            self._fiscal(event)
        if fact.source is FundSource.FISCAL_GRANT and not self._rules[event.studio].in_force(fact.on):
            self._lacking(SPECIAL_FUND_RULES_MISSING, event)
        if fact.source is FundSource.SPONSORSHIP:
            self._sponsored(event)
        if fact.reference:
            key = event.studio, fact.mode.value, fact.reference
            first = self._booked.setdefault(key, _First(fact.receipt, event.place))
            if first.place != event.place:
                self._again(event, first)

    def _fiscal(self, event: Recorded[FundReceived]) -> None:
        """A grant is for a purpose; an award is not (以奖代补)."""
        fact, missing = event.fact, []
        if not fact.document:
            missing.append("document")
        if not fact.purpose and fact.source is FundSource.FISCAL_GRANT:
            missing.append("purpose")
        if fact.payer_kind not in _PUBLIC:
            missing.append("public-payer")
        if missing:
            found = finding(
                FISCAL_WITHOUT_DOCUMENT,
                event,
                fact.receipt,
                expected=count(0),
                actual=count(len(missing)),
                delta=count(len(missing)),
                receipt=fact.receipt,
                amount=fact.fen,
                missing=", ".join(missing),
            )
            self._found.append(found)

    def _sponsored(self, event: Recorded[FundReceived]) -> None:
        fact = event.fact
        from_client = fact.client is not None or fact.payer_kind is PayerKind.CLIENT
        if from_client and not fact.declaration:
            self._lacking(SPONSOR_CONFLICT, event)

    def _lacking(self, predicate: Predicate, event: Recorded[FundReceived]) -> None:
        fact = event.fact
        found = finding(
            predicate,
            event,
            fact.receipt,
            expected=count(1),
            actual=count(0),
            delta=count(1),
            receipt=fact.receipt,
            amount=fact.fen,
        )
        self._found.append(found)

    def _again(self, event: Recorded[FundReceived], first: _First) -> None:
        fact = event.fact
        found = finding(
            DUPLICATE_REFERENCE,
            event,
            fact.receipt,
            fact.reference,
            expected=count(1),
            actual=count(2),
            delta=count(1),
            also=(first.place,),
            reference=fact.reference,
            first=first.receipt,
            receipt=fact.receipt,
            amount=fact.fen,
        )
        self._found.append(found)
