"""Checks of 个人信息 (3.4.4.d5): no natural person's name stands in the open where an organisation's belongs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding
from studio_domain.fund_account import facts as fund
from studio_domain.fund_account.facts import PayerKind
from studio_domain.guideline import Clause, Kind
from studio_domain.values import is_person_id, may_name_a_person

PAYER_NAMED: Final = Predicate(
    "fund.payer-named",
    Clause.SECRECY,
    Kind.X,
    zh="收款 {receipt} 的付款人栏疑为自然人姓名，应写人员编号、单位全称或代码",
    en="receipt {receipt} seems to name a natural person as payer, where an id, an organisation or its code belongs",
)
ISSUER_NAMED: Final = Predicate(
    "fund.issuer-named",
    Clause.SECRECY,
    Kind.X,
    zh="报销 {claim} 的票据 {number} 出具单位疑为自然人姓名，应写单位全称或代码",
    en="voucher {number} of claim {claim} seems to name a natural person as issuer, where an organisation belongs",
)


@define
class OpenNames:
    """What a finding says repeats no name."""

    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(fund.FundReceived, self._received)
        yield on(fund.ClaimSubmitted, self._vouched)
        yield on(fund.AdvanceSettled, self._vouched)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _received(self, event: Recorded[fund.FundReceived]) -> None:
        fact = event.fact
        if fact.payer_kind is PayerKind.PERSON:
            named = fact.payer != "" and not is_person_id(fact.payer)
        else:
            named = may_name_a_person(fact.payer)
        if named:
            self._add(PAYER_NAMED, event, fact.receipt, receipt=fact.receipt)

    def _vouched(self, event: Recorded[fund.ClaimSubmitted | fund.AdvanceSettled]) -> None:
        for voucher in event.fact.vouchers:
            if voucher.issuer is not None and may_name_a_person(voucher.issuer):
                claim, number = event.fact.claim, voucher.number
                self._add(ISSUER_NAMED, event, claim, number, claim=claim, number=number)

    def _add(
        self,
        predicate: Predicate,
        event: Recorded[fund.FundReceived] | Recorded[fund.ClaimSubmitted | fund.AdvanceSettled],
        *subjects: str,
        **named: Any,
    ) -> None:
        self._found.append(
            finding(predicate, event, *subjects, expected=count(0), actual=count(1), delta=count(1), **named)
        )
