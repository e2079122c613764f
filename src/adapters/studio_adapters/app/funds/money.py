"""Money in and fees of the fund account, for the acting person (三、（三）)."""

from __future__ import annotations

from datetime import date

from studio_adapters.app.funds.base import FundHandle
from studio_adapters.journal import Receipt
from studio_domain import fund_account as fund
from studio_domain import studio, tariff_schedule
from studio_domain.desk import funds
from studio_domain.fund_account import (
    ChargedItem,
    FundSource,
    PayerKind,
    ReceiptMode,
)
from studio_domain.values import Fen, PersonId


class MoneyIn(FundHandle):
    """收到经费, 结余上缴, 收取和退还服务费."""

    def record_receipt(
        self,
        *,
        receipt: str,
        source: FundSource,
        fen: Fen,
        on: date,
        mode: ReceiptMode,
        reference: str,
        payer: str,
        payer_kind: PayerKind,
        document: str | None = None,
        purpose: str | None = None,
        client: str | None = None,
        declaration: str | None = None,
    ) -> Receipt:
        """收到经费: a report."""
        asked = locals()
        return self._decide_alone(
            fund.record_receipt,
            asked,
            lambda account, hand: fund.record_receipt(
                account,
                receipt=receipt,
                source=source,
                fen=fen,
                on=on,
                mode=mode,
                reference=reference,
                payer=payer,
                payer_kind=payer_kind,
                document=document,
                purpose=purpose,
                client=client,
                declaration=declaration,
            ),
        )

    def return_funds(
        self, *, returned: str, source: FundSource, fen: Fen, approver: PersonId, document: str, reference: str
    ) -> Receipt:
        """结余上缴、退回拨款, paid by the acting person."""
        asked = locals()
        return self._decide_alone(
            fund.return_funds,
            asked,
            lambda account, hand: fund.return_funds(
                account,
                returned=returned,
                source=source,
                fen=fen,
                on=hand.day,
                payer=hand.by,
                approver=approver,
                document=document,
                reference=reference,
                principal=hand.on_behalf_of,
            ),
        )

    def charge_fee(
        self,
        *,
        charge: str,
        client: str,
        items: tuple[ChargedItem, ...],
        service_on: date,
        receipt: str,
        case: str | None = None,
    ) -> Receipt:
        """收取服务费, by the tariff in force on the day of the service."""
        asked = locals()
        return self._decide(
            fund.charge_fee,
            asked,
            lambda hand: funds.charge_fee(
                self._existing(),
                self._desk.existing(tariff_schedule, f"{self.owner}/tariff/schedule"),
                self._desk.existing(studio, f"{self.owner}/studio/profile"),
                charge=charge,
                client=client,
                items=items,
                service_on=service_on,
                on=hand.day,
                collector=hand.by,
                receipt=receipt,
                terms=hand.terms,
                case=case,
            ),
        )

    def refund_fee(
        self, *, refund: str, charge: str, fen: Fen, reason: str, reference: str, charge_year: int | None = None
    ) -> Receipt:
        """退还服务费; `charge_year` is the year whose account has the charge, where that is not this one."""
        asked = locals()
        if charge_year is not None and charge_year != self.year:
            return self._decide(
                fund.refund_fee,
                asked,
                lambda hand: funds.refund_earlier_fee(
                    self._existing(),
                    self._desk.existing(fund, f"{self.owner}/fund/{charge_year}"),
                    refund=refund,
                    charge=charge,
                    fen=fen,
                    on=hand.day,
                    payer=hand.by,
                    reason=reason,
                    reference=reference,
                ),
            )
        return self._decide_alone(
            fund.refund_fee,
            asked,
            lambda account, hand: fund.refund_fee(
                account,
                refund=refund,
                charge=charge,
                fen=fen,
                on=hand.day,
                payer=hand.by,
                reason=reason,
                reference=reference,
            ),
        )
