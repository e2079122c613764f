"""Claims (三、（四）6; 三、（三）): four persons, vouchers used once in the region, corrections by reversal only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

import attrs
import pytest

from fund_year import (
    DAY,
    DEPUTY,
    GRANT,
    HE,
    LU,
    OFFICE,
    PUBLICITY,
    QIAN,
    SHEN,
    SUN,
    TERMS,
    TRAINING,
    XU,
    Year,
    invoice,
    mandated,
    ready,
)
from studio_domain import fund_account as fund
from studio_domain import invoice as registry
from studio_domain.aggregate import At
from studio_domain.desk import funds
from studio_domain.fund_account import ClaimKind, ReceiptMode, Stage, VoucherKind
from studio_domain.guideline import Role
from studio_domain.invoice import Invoice
from studio_domain.mandate import Mandates
from telling import refused_by

MERGED = attrs.evolve(TERMS, fund=attrs.evolve(TERMS.fund, sod_merge_reviewer_approver=True))
PAYING: Mapping[str, Any] = {"on": DAY, "mode": ReceiptMode.BANK, "reference": "b", "entry": "记-1"}
NUMBER, RETYPED = "25332000000012345678", "2533 2000 0000 1234 5678"
ACCOUNT, REGION = "hz-xihu-001/fund/2025", "region-330106"


class TestFourHands:
    """不相容岗位分离: claimant, reviewer, approver and payer are four; who acts for another counts as two."""

    def reviewed(self) -> Year:
        return ready().submit("a", OFFICE, 100).on_to("a", Stage.REVIEWED)

    def approve(self, year: Year, approver: Any, mandates: Any = None, terms: Any = TERMS) -> Year:
        held = mandates or mandated(Role.FINANCE_HEAD)
        year.take(fund.approve_claim, claim="a", approver=approver, on=DAY, mandates=held, person=None, terms=terms)
        return year

    def test_the_hands_of_a_claim_in_order(self) -> None:
        year = self.approve(self.reviewed(), SUN, DEPUTY)
        year.take(fund.pay_claim, claim="a", payer=QIAN, **PAYING)
        assert year.account.claims["a"].hands == (LU, HE, SUN, XU, QIAN)

    @pytest.mark.parametrize("hand", [LU, HE, SUN, XU])
    def test_whoever_had_a_hand_in_it_does_not_pay(self, hand: Any) -> None:
        """Nor does the one on whose behalf it was approved."""
        year = self.approve(self.reviewed(), SUN, DEPUTY)
        with refused_by(fund.FOUR_HANDS, hand=hand, claim="a"):
            year.take(fund.pay_claim, claim="a", payer=hand, **PAYING)

    def test_a_small_studio_may_merge_review_and_approval(self) -> None:
        self.approve(self.reviewed(), HE, terms=MERGED)
        with refused_by(fund.FOUR_HANDS, hand=LU, claim="a"):
            self.approve(self.reviewed(), LU, terms=MERGED)

    def test_merged_hands_do_not_pay_either(self) -> None:
        year = self.approve(self.reviewed(), HE, terms=MERGED)
        with refused_by(fund.FOUR_HANDS, hand=HE, claim="a"):
            year.take(fund.pay_claim, claim="a", payer=HE, **PAYING)

    def test_a_beneficiary_may_be_the_claimant_but_not_the_approver(self) -> None:
        year = ready().submit("a", OFFICE, 100, beneficiary=LU).on_to("a", Stage.REVIEWED)
        self.approve(year, SHEN)

    def test_a_cashier_of_the_year_does_not_reconcile_it(self) -> None:
        year = ready().spend("a", OFFICE, 100)
        month = {"month": 4, "books_fen": 27_999_00, "items": (), "on": date(2025, 4, 30)}
        with refused_by(fund.CASHIER_APART, hand=QIAN):
            year.take(fund.reconcile, reconciler=QIAN, mandates=Mandates(), **month)
        year.take(fund.reconcile, reconciler=HE, mandates=Mandates(), **month)


class TestWhoPaysDoesNotReconcile:
    """出纳不得兼管核对: whoever took money out of the account this year, for whatever reason."""

    @pytest.mark.parametrize(
        "payment",
        [
            fund.FundReturned("x", GRANT, 1, DAY, SUN, XU, "d", "b"),
            fund.UnapprovedPaymentReported("x", GRANT, 1, DAY, SUN, "b"),
            fund.FeeRefunded("x", "c", 1, DAY, SUN, "多收", "b"),
        ],
        ids=lambda fact: type(fact).__name__,
    )
    def test_every_way_out(self, payment: fund.Event) -> None:
        charged = fund.FeeCharged("c", "k", (), 1, DAY, DAY, HE, "1")
        account = fund.evolve(fund.evolve(ready().account, charged), payment)
        with refused_by(fund.CASHIER_APART, hand=SUN):
            fund.reconcile(
                account,
                month=3,
                books_fen=28_000_00,
                items=(),
                reconciler=SUN,
                on=date(2025, 4, 1),
                mandates=Mandates(),
            )


class TestAuthorityToApprove:
    """The approver holds the carrier's authority that day, up to his limit; one that suffices, his own first."""

    def approved(self, *held: Mandates) -> fund.ClaimApproved:
        year = ready().submit("a", OFFICE, 1_000_00).on_to("a", Stage.REVIEWED)
        both = Mandates({str(n): one for n, each in enumerate(held) for one in each.mandates.values()})
        return fund.approve_claim(
            year.account, claim="a", approver=SHEN, on=DAY, mandates=both, person=None, terms=TERMS
        )

    def test_his_own(self) -> None:
        assert self.approved(mandated(Role.FINANCE_HEAD, 1_000_00), DEPUTY).on_behalf_of is None

    def test_his_own_does_not_suffice(self) -> None:
        assert self.approved(mandated(Role.FINANCE_HEAD, 999_99), DEPUTY).on_behalf_of == XU

    def test_the_larger_of_his_limits_counts(self) -> None:
        own = mandated(Role.FINANCE_HEAD, 1), mandated(Role.CARRIER_HEAD, 999_00)
        with refused_by(fund.WITHIN_LIMIT, approver=SHEN, over=1_00):
            self.approved(*own)


class TestAcceptance:
    """验收: an expense from ¥1,000.00 on is reviewed only after somebody else accepted the goods."""

    @pytest.mark.parametrize(("fen", "kind"), [(999_99, ClaimKind.EXPENSE), (1_000_00, ClaimKind.ADVANCE)])
    def test_not_needed(self, fen: int, kind: ClaimKind) -> None:
        year = ready()
        if kind is ClaimKind.ADVANCE:
            year.submit("a", OFFICE, fen, kind=kind, vouchers=())
        else:
            year.submit("a", OFFICE, fen)
        year.take(fund.review_claim, claim="a", reviewer=HE, terms=TERMS)

    def test_needed(self) -> None:
        year = ready().submit("a", OFFICE, 1_000_00)
        with refused_by(fund.ACCEPTED, claim="a", least=1_000_00):
            year.take(fund.review_claim, claim="a", reviewer=HE, terms=TERMS)
        year.take(fund.accept_goods, claim="a", acceptor=SUN, on=DAY, document="验〔2025〕1号")
        year.take(fund.review_claim, claim="a", reviewer=HE, terms=TERMS)


class TestS7AnInvoiceIsUsedOnce:
    """An e-invoice supports one claim, however its number is typed; what ends the claim frees it."""

    def first(self) -> Year:
        return ready().spend("a", TRAINING, 1_860_00, invoice(NUMBER, 1_860_00))

    def again(self, year: Year) -> Year:
        return year.submit("b", PUBLICITY, 1_860_00, invoice(RETYPED, 1_860_00))

    def test_typed_twice(self) -> None:
        with refused_by(fund.VOUCHER_FREE, number=NUMBER, claim="a"):
            self.again(self.first())

    def test_reversed_before(self) -> None:
        year = self.first()
        year.take(fund.reverse_payment, claim="a", by=HE, on=DAY, reason="科目有误", reference="b-2")
        assert self.again(year).account.holder(fund.Document(VoucherKind.INVOICE, NUMBER)) == "b"

    @pytest.mark.parametrize("decide", [fund.return_claim, fund.reject_claim])
    def test_given_up_before(self, decide: Callable[..., Any]) -> None:
        year = ready().submit("a", TRAINING, 1_860_00, invoice(NUMBER, 1_860_00))
        year.take(decide, claim="a", by=HE, reason="票据不符")
        self.again(year)

    def test_a_returned_claim_comes_back_with_its_invoice(self) -> None:
        year = ready().submit("a", TRAINING, 1_860_00, invoice(NUMBER, 1_860_00))
        year.take(fund.return_claim, claim="a", by=HE, reason="缺清单")
        year.submit("a", TRAINING, 1_860_00, invoice(NUMBER, 1_860_00), invoice("清单1", 1, VoucherKind.LIST))
        assert year.on_to("a", Stage.PAID).account.claims["a"].hands == (LU, HE, SHEN, QIAN)


class TestTwoIssuers:
    """收据: one document by its number and its issuer; two organisations may give the same number."""

    BOOKSHOP, PRINTER = "西湖区新知书店", "91000000MA00000157"

    def receipt(
        self, issuer: str | None, number: str = "0001", kind: VoucherKind = VoucherKind.RECEIPT
    ) -> fund.Voucher:
        return attrs.evolve(invoice(number, 10_00, kind), issuer=issuer)

    def twice(self, one: str | None, other: str | None, kind: VoucherKind = VoucherKind.RECEIPT) -> Year:
        year = ready().submit("a", OFFICE, 10_00, self.receipt(one, kind=kind))
        return year.submit("b", OFFICE, 10_00, self.receipt(other, "0 001", kind=kind))

    def test_of_two_organisations_are_two(self) -> None:
        year = self.twice(self.BOOKSHOP, "西湖区求是书店")
        assert year.account.claims["a"].invoices == year.account.claims["b"].invoices == ()
        year.submit("c", OFFICE, 20_00, self.receipt("某打印店", "7"), self.receipt("某复印店", "7"))

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (BOOKSHOP, "西湖区 新知书店"), (BOOKSHOP, None), (None, BOOKSHOP), (None, None), (PRINTER, PRINTER.lower()),
            (BOOKSHOP, PRINTER),
        ],
    )  # fmt: skip
    def test_of_one_or_of_an_unknown_one_are_one(self, one: str | None, other: str | None) -> None:
        """And so may be a name and a code."""
        with refused_by(fund.VOUCHER_FREE, number="0001", claim="a"):
            self.twice(one, other)

    def test_an_invoice_is_one_by_its_number_alone(self) -> None:
        with refused_by(fund.VOUCHER_FREE, number="0001", claim="a"):
            self.twice(self.BOOKSHOP, "西湖区求是书店", VoucherKind.INVOICE)
        year = ready().submit("a", OFFICE, 10_00, self.receipt(self.BOOKSHOP))
        with refused_by(fund.VOUCHER_FREE, number="0001", claim="a"):
            year.submit("b", OFFICE, 10_00, self.receipt("西湖区求是书店", kind=VoucherKind.INVOICE))
        with refused_by(fund.VOUCHER_ONCE, number=NUMBER):
            ready().submit("a", OFFICE, 2, self.receipt(self.BOOKSHOP, NUMBER), self.receipt("某打印店", NUMBER))

    def test_rejected_it_is_free_again(self) -> None:
        year = ready().submit("a", OFFICE, 10_00, self.receipt(self.BOOKSHOP))
        year.take(fund.reject_claim, claim="a", by=HE, reason="超范围")
        year.submit("b", OFFICE, 10_00, self.receipt(self.BOOKSHOP))


class TestReversal:
    """红字冲销: equal and opposite; the line, the balance and the documents are as before the payment."""

    def test_nothing_is_left_of_the_payment(self) -> None:
        before, year = ready(), ready().spend("a", TRAINING, 300_00)
        assert year.account.balance(GRANT) == before.account.balance(GRANT) - 300_00
        year.take(fund.reverse_payment, claim="a", by=HE, on=DAY, reason="重复支付", reference="b-2")
        assert year.account.balance(GRANT) == before.account.balance(GRANT)
        assert year.account.headroom("培训活动费") == before.account.headroom("培训活动费")
        with refused_by(fund.IN_ORDER, claim="a", stage=Stage.REVERSED, needed="paid"):
            year.take(fund.reverse_payment, claim="a", by=HE, on=DAY, reason="重复支付", reference="b-3")


class TestAdvance:
    """借款核销: what was spent has vouchers, the rest is back in the account and free for the line."""

    def settled(self, spent: int, returned: int) -> Year:
        year = ready().advance("a", OFFICE, 200_00)
        receipts = (invoice("9", spent),) if spent else ()
        words = {"vouchers": receipts, "spent": spent, "returned": returned, "reviewer": HE, "on": DAY}
        year.take(fund.settle_advance, claim="a", **words)
        return year

    @pytest.mark.parametrize(("spent", "returned"), [(200_00, 0), (150_00, 50_00), (0, 200_00)])
    def test_what_is_left(self, spent: int, returned: int) -> None:
        account = self.settled(spent, returned).account
        assert account.balance(OFFICE.source) == account.headroom("办公费") == 3_000_00 - spent
        assert account.claims["a"].stage is Stage.SETTLED

    def test_its_vouchers_are_kept_from_other_claims(self) -> None:
        with refused_by(fund.VOUCHER_FREE, number="9", claim="a"):
            self.settled(150_00, 50_00).submit("b", OFFICE, 1, invoice("9", 1))

    def test_it_is_settled_once(self) -> None:
        year = self.settled(200_00, 0)
        words = {"vouchers": (invoice("8", 200_00),), "spent": 200_00, "returned": 0, "reviewer": HE, "on": DAY}
        with refused_by(fund.IN_ORDER, claim="a", stage=Stage.SETTLED, needed="paid"):
            year.take(fund.settle_advance, claim="a", **words)

    def test_an_imported_reversal_gives_back_what_was_spent(self) -> None:
        """Our decisions reverse no settled advance; what another system did is read to the fen."""
        account = fund.evolve(self.settled(150_00, 50_00).account, fund.PaymentReversed("a", HE, DAY, "r", "b"))
        assert account.balance(OFFICE.source) == account.headroom("办公费") == 3_000_00


class TestUnapprovedPayment:
    """Money that left without approval is recorded whatever the balance, and counts against source and line."""

    def report(self, year: Year, fen: int, line: str | None = None, payment: str = "u") -> Year:
        words = {"on": DAY, "payer": QIAN, "reference": "b-9", "line": line}
        year.take(fund.report_unapproved_payment, payment=payment, source=GRANT, fen=fen, **words)
        return year

    def test_below_nothing(self) -> None:
        year = self.report(ready(), 25_000_01, "培训活动费")
        assert (year.account.balance(GRANT), year.account.headroom("培训活动费")) == (-1, -5_000_01)
        with refused_by(fund.WITHIN_LINE, line="培训活动费", over=5_000_02):
            year.submit("a", TRAINING, 1).on_to("a", Stage.APPROVED)

    @pytest.mark.parametrize("line", [None, "差旅费"])
    def test_a_line_not_named_or_not_known(self, line: str | None) -> None:
        year = self.report(ready(), 1, line)
        assert year.account.balance(GRANT) == 24_999_99
        assert year.account.headroom("培训活动费") == 20_000_00

    def test_before_there_is_a_budget(self) -> None:
        assert self.report(Year(), 1, "培训活动费").account.balance(GRANT) == -1


class TestTheRegionsInvoices:
    """The desk keeps each invoice from other claims of the region, and frees it with the claim."""

    def at(self, state: Invoice | None, number: str = NUMBER) -> At[Invoice | None]:
        return At(f"{REGION}/invoice/{number}", 0 if state is None else 1, state)

    def submit(self, *invoices: At[Invoice | None], kind: VoucherKind = VoucherKind.INVOICE) -> Any:
        vouchers = (invoice(RETYPED, 60, kind), invoice("清单1", 40, VoucherKind.LIST))
        return funds.submit_claim(
            At(ACCOUNT, 7, ready().account), invoices,
            claim="a", kind=ClaimKind.EXPENSE, line="办公费", category="office", fen=100, vouchers=vouchers,
            claimant=LU, purpose="复印", on=DAY,
        )  # fmt: skip

    def held(self, claim: str = "a") -> Invoice:
        return Invoice(NUMBER, (ACCOUNT, claim))

    def account(self, stage: Stage) -> At[fund.FundAccount]:
        vouchers = invoice(RETYPED, 100), invoice("清单1", 1, VoucherKind.LIST)
        year = ready().submit("a", OFFICE, 100, *vouchers).on_to("a", stage)
        return At(ACCOUNT, 7, year.account)

    def test_only_its_invoices_are_registered(self) -> None:
        claimed, used = self.submit(self.at(None))
        assert [type(fact) for fact in claimed.facts] == [fund.ClaimSubmitted]
        assert used == self.at(None).then(registry.InvoiceUsed(NUMBER, ACCOUNT, "a", 60))

    @pytest.mark.parametrize("kind", [VoucherKind.RECEIPT, VoucherKind.LIST])
    def test_an_invoice_is_one_whatever_it_is_filed_as(self, kind: VoucherKind) -> None:
        _, used = self.submit(self.at(None), kind=kind)
        assert used == self.at(None).then(registry.InvoiceUsed(NUMBER, ACCOUNT, "a", 60))
        with refused_by(registry.INVOICE_ONCE, number=NUMBER, account="hz-gongshu-002/fund/2025", claim="x"):
            self.submit(self.at(Invoice(NUMBER, ("hz-gongshu-002/fund/2025", "x"))), kind=kind)

    def test_what_was_filed_otherwise_is_freed_where_it_is_held(self) -> None:
        """A claim of before, whose invoice the registry did not take for one, holds nothing that could be freed."""
        year = ready().submit("a", OFFICE, 100, invoice(RETYPED, 100, VoucherKind.RECEIPT))
        returned = partial(funds.return_claim, At(ACCOUNT, 7, year.account), claim="a", by=HE, reason="r")
        _, freed = returned((self.at(self.held()),))
        assert freed == self.at(self.held()).then(registry.InvoiceFreed(ACCOUNT, "a"))
        for state in (None, self.held("other"), Invoice(NUMBER, None)):
            _, left = returned((self.at(state),))
            assert left == self.at(state).then()

    def test_another_studio_was_first(self) -> None:
        with refused_by(registry.INVOICE_ONCE, number=NUMBER, account="hz-gongshu-002/fund/2025", claim="x"):
            self.submit(self.at(Invoice(NUMBER, ("hz-gongshu-002/fund/2025", "x"))))

    @pytest.mark.parametrize("numbers", [(), ("25332000000000000001",), (NUMBER, "25332000000000000001")])
    def test_the_streams_are_those_of_its_invoices(self, numbers: tuple[str, ...]) -> None:
        with pytest.raises(ValueError, match="the claim has the invoices"):
            self.submit(*(self.at(None, number) for number in numbers))

    @pytest.mark.parametrize("decide", [funds.return_claim, funds.reject_claim])
    def test_freed_when_the_claim_is_given_up(self, decide: Callable[..., Any]) -> None:
        _, freed = decide(self.account(Stage.REVIEWED), (self.at(self.held()),), claim="a", by=HE, reason="票据不符")
        assert freed.facts == (registry.InvoiceFreed(ACCOUNT, "a"),)

    def test_freed_by_a_reversal(self) -> None:
        words: dict[str, Any] = {"claim": "a", "by": HE, "on": DAY, "reason": "科目有误", "reference": "b"}
        account = self.account(Stage.PAID)
        _, freed = funds.reverse_payment(account, (self.at(self.held()),), **words)
        assert freed.facts == (registry.InvoiceFreed(ACCOUNT, "a"),)
        with refused_by(registry.HELD_BY_CLAIM, number=NUMBER, account=ACCOUNT, claim="a"):
            funds.reverse_payment(account, (self.at(self.held("other")),), **words)

    def test_a_claim_from_before_the_registry(self) -> None:
        """Its invoice is held by nothing, and its end is refused by nothing."""
        unknown = self.at(None)
        _, freed = funds.return_claim(self.account(Stage.REVIEWED), (unknown,), claim="a", by=HE, reason="r")
        assert freed == unknown.then()

    def test_used_when_an_advance_is_settled(self) -> None:
        account = At(ACCOUNT, 9, ready().advance("a", OFFICE, 100).account)
        _, used = funds.settle_advance(
            account, (self.at(None),),
            claim="a", vouchers=(invoice(NUMBER, 100),), spent=100, returned=0, reviewer=HE, on=DAY,
        )  # fmt: skip
        assert used.facts == (registry.InvoiceUsed(NUMBER, ACCOUNT, "a", 100),)
