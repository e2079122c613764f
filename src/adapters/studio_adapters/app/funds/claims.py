"""Claims of the fund account, for the acting person: 报销, 借款 (三、（四）6)."""

from __future__ import annotations

from studio_adapters.app.funds.base import FundHandle
from studio_adapters.journal import Receipt
from studio_domain import fund_account as fund
from studio_domain.desk import funds
from studio_domain.fund_account import (
    ClaimKind,
    FundSource,
    ReceiptMode,
    Voucher,
)
from studio_domain.values import Fen, Personal, PersonId


class Claims(FundHandle):
    """经办, 验收, 审核, 审批, 支付, 核销, 冲销."""

    def submit_claim(
        self,
        *,
        claim: str,
        line: str,
        category: str,
        fen: Fen,
        purpose: str,
        vouchers: tuple[Voucher, ...] = (),
        kind: ClaimKind = ClaimKind.EXPENSE,
        beneficiary: PersonId | None = None,
        payee: Personal[str] | None = None,
    ) -> Receipt:
        """提交报销 (经办), or 借款 with `kind=ClaimKind.ADVANCE`; its invoices are kept from every other claim."""
        asked = locals()
        return self._decide(
            fund.submit_claim,
            asked,
            lambda hand: funds.submit_claim(
                self._existing(),
                self._invoices(funds.invoices_of(vouchers)),
                claim=claim,
                kind=kind,
                line=line,
                category=category,
                fen=fen,
                vouchers=vouchers,
                claimant=hand.by,
                purpose=purpose,
                on=hand.day,
                beneficiary=beneficiary,
                payee=payee,
            ),
        )

    def accept_goods(self, *, claim: str, document: str) -> Receipt:
        """验收、证明."""
        asked = locals()
        return self._decide_alone(
            fund.accept_goods,
            asked,
            lambda account, hand: fund.accept_goods(
                account,
                claim=claim,
                acceptor=hand.by,
                on=hand.day,
                document=document,
                principal=hand.on_behalf_of,
            ),
        )

    def review_claim(self, *, claim: str) -> Receipt:
        """审核."""
        asked = locals()
        return self._decide_alone(
            fund.review_claim,
            asked,
            lambda account, hand: fund.review_claim(account, claim=claim, reviewer=hand.by, terms=hand.terms),
        )

    def approve_claim(self, *, claim: str) -> Receipt:
        """审批, within the line and within the limit of the acting person's mandate."""
        asked = locals()
        return self._decide(
            fund.approve_claim,
            asked,
            lambda hand: funds.approve_claim(
                self._existing(),
                self._desk.mandates_of(self.owner, hand.by),
                self._record_of(hand.by),
                claim=claim,
                approver=hand.by,
                on=hand.day,
                terms=hand.terms,
            ),
        )

    def pay_claim(self, *, claim: str, mode: ReceiptMode, reference: str, entry: str) -> Receipt:
        """支付, by the cashier; `entry` is the accounting voucher's number (记账凭证号)."""
        asked = locals()
        return self._decide_alone(
            fund.pay_claim,
            asked,
            lambda account, hand: fund.pay_claim(
                account, claim=claim, payer=hand.by, on=hand.day, mode=mode, reference=reference, entry=entry
            ),
        )

    def return_claim(self, *, claim: str, reason: str) -> Receipt:
        """退回补正."""
        asked = locals()
        return self._decide(
            fund.return_claim,
            asked,
            lambda hand: funds.return_claim(
                (at := self._existing()), self._held_by(at, claim), claim=claim, by=hand.by, reason=reason
            ),
        )

    def reject_claim(self, *, claim: str, reason: str) -> Receipt:
        """不予报销."""
        asked = locals()
        return self._decide(
            fund.reject_claim,
            asked,
            lambda hand: funds.reject_claim(
                (at := self._existing()), self._held_by(at, claim), claim=claim, by=hand.by, reason=reason
            ),
        )

    def settle_advance(self, *, claim: str, vouchers: tuple[Voucher, ...], spent: Fen, returned: Fen) -> Receipt:
        """借款核销, reviewed by the acting person."""
        asked = locals()
        return self._decide(
            fund.settle_advance,
            asked,
            lambda hand: funds.settle_advance(
                self._existing(),
                self._invoices(funds.invoices_of(vouchers)),
                claim=claim,
                vouchers=vouchers,
                spent=spent,
                returned=returned,
                reviewer=hand.by,
                on=hand.day,
            ),
        )

    def reverse_payment(self, *, claim: str, reason: str, reference: str) -> Receipt:
        """红字冲销."""
        asked = locals()
        return self._decide(
            fund.reverse_payment,
            asked,
            lambda hand: funds.reverse_payment(
                (at := self._existing()),
                self._held_by(at, claim),
                claim=claim,
                by=hand.by,
                on=hand.day,
                reason=reason,
                reference=reference,
            ),
        )

    def report_unapproved_payment(
        self, *, payment: str, source: FundSource, fen: Fen, payer: PersonId, reference: str, line: str | None = None
    ) -> Receipt:
        """未经审批的支付: a report."""
        asked = locals()
        return self._decide_alone(
            fund.report_unapproved_payment,
            asked,
            lambda account, hand: fund.report_unapproved_payment(
                account,
                payment=payment,
                source=source,
                fen=fen,
                on=hand.day,
                payer=payer,
                reference=reference,
                line=line,
            ),
        )
