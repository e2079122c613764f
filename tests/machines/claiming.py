"""What the machine does with claims: anybody tries any step; edges of line, limit, balance and vouchers are walked."""
# ruff: noqa: E501 -- one attempt a line

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from machines.office import (
    APPROVERS,
    BOOKS,
    CASH,
    CASHIERS,
    CLAIMANTS,
    DESK,
    FHEAD,
    HE,
    HE_APPROVES,
    HEAD,
    LATER_CASHIER,
    LEAD,
    LIMITS,
    OUTSIDER,
    REVIEWERS,
    SPOUSE,
    STAFF,
    TURN,
    VISITOR,
    A,
    B,
    Office,
    Who,
    late,
)
from studio_domain import fund_account as fund
from studio_domain import invoice
from studio_domain.desk.authority import OF_THE_CARRIER
from studio_domain.fund_account import ClaimKind, ReceiptMode, Voucher, VoucherKind
from studio_domain.guideline import Role, Rule

studios = st.sampled_from([A, A, A, B])
names = st.sampled_from(["a", "b", "c", "d"])
numbers = st.sampled_from(["25 01", "2501", "２５０１", "2502", "2503"])
edges = st.integers(-1, 1)
sums = st.sampled_from([1, 99_99, 100_00, 299_99, 999_99, 1_000_00, 1_900_00])
by_whom = {"claimant": st.sampled_from(CLAIMANTS), "reviewer": st.sampled_from(REVIEWERS), "approver": st.sampled_from(APPROVERS), "payer": st.sampled_from(CASHIERS)}  # fmt: skip


class Claiming(Office):
    # -- the steps

    def submit(self, studio: str, who: Who, claim: str, line: str, fen: int, *vouchers: Voucher, **words: Any) -> Any:
        """A decision still to be taken; the category is the line's."""
        category = known.category if (known := self.believed(studio).lines.get(line)) else "office"
        asked: dict[str, Any] = {
            "claim": claim,
            "line": line,
            "category": category,
            "fen": fen,
            "vouchers": vouchers,
            "purpose": "沙龙",
        }
        return lambda: self.account(studio).submit_claim(**(asked | words))

    def pay(self, studio: str, claim: str) -> Any:
        return lambda: self.account(studio).pay_claim(claim=claim, mode=ReceiptMode.BANK, reference="b", entry="记-1")

    def submitted(self, studio: str, line: str, fen: int, who: Who = STAFF, **words: Any) -> str:
        """A new expense on an invoice of its own."""
        claim = self.new("c")
        self.taken(studio, who, self.submit(studio, who, claim, line, fen, self.voucher(fen), **words))
        return claim

    def reviewed(self, studio: str, line: str, fen: int, **words: Any) -> str:
        claim = self.submitted(studio, line, fen, **words)
        account = self.account(studio)
        self.taken(studio, DESK, lambda: account.accept_goods(claim=claim, document="验"))
        self.taken(studio, BOOKS, lambda: account.review_claim(claim=claim))
        return claim

    def approved(self, studio: str, line: str, fen: int, **acting: Any) -> str:
        claim = self.reviewed(studio, line, fen)
        self.taken(studio, HEAD, lambda: self.account(studio).approve_claim(claim=claim), **acting)
        return claim

    def advanced(self, studio: str, line: str, fen: int) -> str:
        """A paid advance."""
        claim, account = self.new("v"), self.account(studio)
        self.taken(studio, STAFF, self.submit(studio, STAFF, claim, line, fen, kind=ClaimKind.ADVANCE))
        self.taken(studio, HE, lambda: account.review_claim(claim=claim))
        self.taken(studio, HEAD, lambda: account.approve_claim(claim=claim))
        self.taken(studio, CASH, self.pay(studio, claim))
        return claim

    def has(self, studio: str, *, line: int = 0, balance: int = 0) -> str | None:
        """A line with that much free, of a source with that much at hand."""
        account = self.believed(studio)
        if account.closed:
            return None
        fits = (
            name
            for name, one in account.lines.items()
            if one.free >= line and account.sources[one.source].available(self.today) >= balance
        )
        return next(fits, None)

    # -- anybody tries

    @rule(
        studio=studios,
        claim=names,
        fen=sums,
        number=numbers,
        claimant=by_whom["claimant"],
        n=st.integers(0, 3),
        pays=st.booleans(),
    )
    def tries_to_submit(
        self, studio: str, claim: str, fen: int, number: str, claimant: Who, n: int, pays: bool
    ) -> None:
        line = [*self.believed(studio).lines, "差旅费"][n]
        beneficiary = FHEAD.person if pays else None
        self.tried(
            studio,
            claimant,
            self.submit(studio, claimant, claim, line, fen, self.voucher(fen, number), beneficiary=beneficiary),
        )

    @rule(studio=studios, claim=names, hand=st.sampled_from(CLAIMANTS))
    def tries_to_accept(self, studio: str, claim: str, hand: Who) -> None:
        self.tried(studio, hand, lambda: self.account(studio).accept_goods(claim=claim, document="验"))

    @rule(studio=studios, claim=names, reviewer=by_whom["reviewer"])
    def tries_to_review(self, studio: str, claim: str, reviewer: Who) -> None:
        self.tried(studio, self.there(reviewer), lambda: self.account(studio).review_claim(claim=claim))

    @rule(studio=studios, claim=names, approver=by_whom["approver"])
    def tries_to_approve(self, studio: str, claim: str, approver: Who) -> None:
        self.tried(studio, self.there(approver), lambda: self.account(studio).approve_claim(claim=claim))

    @rule(studio=studios, claim=names, payer=by_whom["payer"], back=st.integers(0, 3))
    def tries_to_pay(self, studio: str, claim: str, payer: Who, back: int) -> None:
        acting = late(self.today - timedelta(back)) if back else {}
        self.tried(studio, self.there(payer), self.pay(studio, claim), **acting)

    @rule(
        studio=studios,
        claim=names,
        reason=st.sampled_from(["缺件", " "]),
        rejects=st.booleans(),
        by=st.sampled_from([HE, FHEAD, HEAD]),
    )
    def tries_to_end(self, studio: str, claim: str, reason: str, rejects: bool, by: Who) -> None:
        account = self.account(studio)
        end = account.reject_claim if rejects else account.return_claim
        self.tried(studio, by, lambda: end(claim=claim, reason=reason))

    @rule(studio=studios, claim=names, reason=st.sampled_from(["错付", " "]), back=st.integers(0, 3))
    def tries_to_reverse(self, studio: str, claim: str, reason: str, back: int) -> None:
        acting = late(self.today - timedelta(back)) if back else {}
        reverse = lambda: self.account(studio).reverse_payment(claim=claim, reason=reason, reference="b")  # noqa: E731
        self.tried(studio, FHEAD, reverse, **acting)

    def there(self, who: Who) -> Who:
        """He, or whoever holds the post today while he does not."""
        held = self.app.state(f"{A}/mandate/{who.id}").roles(self.today)
        return who if who.role in held else {Role.FINANCE: BOOKS, Role.CASHIER: CASH, Role.CARRIER_HEAD: HEAD}[who.role]

    # -- to the edge, and one step beyond

    @rule(studio=studios, over=edges)
    def up_to_what_the_line_has(self, studio: str, over: int) -> None:
        line = self.has(studio, line=2)
        if line is None:
            return
        claim = self.reviewed(studio, line, self.believed(studio).lines[line].free + over)
        decide = lambda: self.account(studio).approve_claim(claim=claim)  # noqa: E731
        if over > 0:
            self.refused(fund.WITHIN_LINE, studio, HEAD, decide)
            self.taken(studio, HE, lambda: self.account(studio).reject_claim(claim=claim, reason="超支"))
        else:
            self.taken(studio, HEAD, decide)

    @rule(studio=studios, over=edges, who=st.sampled_from([FHEAD, HE_APPROVES]))
    def up_to_the_approvers_limit(self, studio: str, over: int, who: Who) -> None:
        fen = LIMITS[who] + over
        if line := self.has(studio, line=fen):
            claim = self.reviewed(studio, line, fen)
            decide = lambda: self.account(studio).approve_claim(claim=claim)  # noqa: E731
            if over > 0:
                self.refused(fund.WITHIN_LIMIT, studio, who, decide)
            else:
                self.taken(studio, who, decide)

    @rule(studio=studios, over=edges, back=st.integers(0, 2))
    def up_to_what_the_source_has(self, studio: str, over: int, back: int) -> None:
        """What a day can pay is the least that is left on it or later."""
        account, day = self.believed(studio), self.today - timedelta(back)
        if account.closed or day.year != account.year:
            return
        for name, line in account.lines.items():
            fen = account.sources[line.source].available(day) + over
            if 0 < fen <= line.free:
                acting = late(day) if back else {}
                claim = self.approved(studio, name, fen, **acting)
                if over > 0:
                    self.refused(fund.WITHIN_BALANCE, studio, CASH, self.pay(studio, claim), **acting)
                else:
                    self.taken(studio, CASH, self.pay(studio, claim), **acting)
                return

    @rule(studio=studios, short=edges)
    def up_to_what_the_vouchers_say(self, studio: str, short: int) -> None:
        if line := self.has(studio, line=100_00):
            parts = (
                self.voucher(60_00),
                self.voucher(40_00 - short, kind=VoucherKind.RECEIPT),
                self.voucher(9, kind=VoucherKind.ACCEPTANCE),
            )
            decide = self.submit(studio, STAFF, self.new("c"), line, 100_00, *parts)
            if short > 0:
                self.refused(fund.VOUCHERS_SUFFICE, studio, STAFF, decide)
            else:
                self.taken(studio, STAFF, decide)

    @rule(studio=studios, known=st.booleans())
    def two_receipts_of_one_number(self, studio: str, known: bool) -> None:
        """Two documents where their issuers differ, and one where either is not known."""
        if line := self.has(studio, line=20_00):
            one = attrs.evolve(self.voucher(10_00, kind=VoucherKind.RECEIPT), issuer="某打印店")
            other = attrs.evolve(one, issuer="某复印店" if known else None)
            self.refused(
                fund.ISSUER_NO_PERSON, studio, STAFF,
                self.submit(studio, STAFF, self.new("c"), line, 10_00, attrs.evolve(one, issuer="王小明")),
            )  # fmt: skip
            self.taken(studio, STAFF, self.submit(studio, STAFF, self.new("c"), line, 10_00, one))
            again = self.submit(studio, STAFF, self.new("c"), line, 10_00, other)
            if known:
                self.taken(studio, STAFF, again)
            else:
                self.refused(fund.VOUCHER_FREE, studio, STAFF, again)

    @rule(studio=studios, over=edges)
    def up_to_what_needs_acceptance(self, studio: str, over: int) -> None:
        least = self.app.policy(studio).on(self.today).fund.acceptance_from
        if line := self.has(studio, line=least + over):
            account, claim = self.account(studio), self.submitted(studio, line, least + over)
            decide = lambda: account.review_claim(claim=claim)  # noqa: E731
            if over >= 0:
                self.refused(fund.ACCEPTED, studio, BOOKS, decide)
                self.refused(fund.TWO_HANDS, studio, STAFF, lambda: account.accept_goods(claim=claim, document="验"))
                self.taken(studio, LEAD, lambda: account.accept_goods(claim=claim, document="验"))
            self.taken(studio, BOOKS, decide)

    # -- whole ways

    @rule(studio=studios, over=edges)
    def an_advance_and_its_settlement(self, studio: str, over: int) -> None:
        line = self.has(studio, line=50_00, balance=50_00)
        if line is None or self.today.year != self.year[studio]:
            return
        claim, account = self.advanced(studio, line, 50_00), self.account(studio)

        def settle(spent: int, returned: int, *vouchers: Voucher) -> Any:
            return lambda: account.settle_advance(claim=claim, vouchers=vouchers, spent=spent, returned=returned)

        self.refused(
            fund.NO_OPEN_CLAIM if self.today.month == 12 and self.today.day == 31 else fund.YEAR_OVER,
            studio,
            FHEAD,
            account.close_year,
        )
        self.refused(fund.PARTS_NOT_NEGATIVE, studio, HE, settle(50_01, -1, self.voucher(50_01)))
        self.refused(fund.VOUCHED, studio, HE, settle(50_00, 0))
        self.refused(fund.VOUCHERS_SUFFICE, studio, HE, settle(30_00, 20_00, self.voucher(29_99)))
        if self.today > date(self.year[studio], 1, 1):
            before = {"on": self.today - timedelta(1), "reason": "late-entry"}
            self.refused(fund.AFTER_PAYMENT, studio, HE, settle(30_00, 20_00, self.voucher(30_00)), **before)
        decide = settle(30_00, 20_00 + over, self.voucher(30_00))
        if over:
            self.refused(fund.ADVANCE_ACCOUNTED, studio, HE, decide)
            self.taken(studio, FHEAD, lambda: account.reverse_payment(claim=claim, reason="未用", reference="b"))
        else:
            self.taken(studio, HE, decide)
            self.refused(
                fund.IN_ORDER, studio, FHEAD, lambda: account.reverse_payment(claim=claim, reason="r", reference="b")
            )

    @rule(studio=studios)
    def one_person_tries_every_part(self, studio: str) -> None:
        line = self.has(studio, line=10_00, balance=10_00)
        if line is None or self.today.year != self.year[studio]:
            return
        account = self.account(studio)
        mine = self.submitted(studio, line, 10_00, who=HE, beneficiary=FHEAD.person)
        self.refused(fund.FOUR_HANDS, studio, HE, lambda: account.review_claim(claim=mine))
        self.taken(studio, BOOKS, lambda: account.review_claim(claim=mine))
        self.refused(fund.FOUR_HANDS, studio, HE_APPROVES, lambda: account.approve_claim(claim=mine))
        self.refused(OF_THE_CARRIER, studio, OUTSIDER, lambda: account.approve_claim(claim=mine))
        self.refused(fund.MAY_APPROVE, studio, VISITOR, lambda: account.approve_claim(claim=mine))
        self.refused(fund.NOT_FOR_ONESELF, studio, FHEAD, lambda: account.approve_claim(claim=mine))
        theirs = self.reviewed(studio, line, 10_00, beneficiary=SPOUSE)
        self.refused(fund.NOT_FOR_KIN, studio, FHEAD, lambda: account.approve_claim(claim=theirs))
        self.taken(studio, HE, lambda: account.reject_claim(claim=theirs, reason="r"))
        self.refused(fund.IN_ORDER, studio, CASH, self.pay(studio, mine))
        self.taken(studio, HEAD, lambda: account.approve_claim(claim=mine))
        if self.today > date(self.year[studio], 1, 1):
            self.refused(fund.AFTER_APPROVAL, studio, CASH, self.pay(studio, mine), **late(self.today - timedelta(1)))
        self.taken(studio, CASH, self.pay(studio, mine))
        self.refused(
            fund.IS_ADVANCE,
            studio,
            BOOKS,
            lambda: account.settle_advance(claim=mine, vouchers=(), spent=0, returned=10_00),
        )
        self.taken(studio, FHEAD, lambda: account.reverse_payment(claim=mine, reason="r", reference="b"))

    @rule(reused=st.sampled_from(["reject", "return", "keep"]))
    def an_invoice_in_two_studios(self, reused: str) -> None:
        here, there = self.has(A, line=10_00), self.has(B, line=10_00)
        if here is None or there is None:
            return
        mistyped = Voucher(VoucherKind.RECEIPT, f"25{int(self.new('0').partition('-')[2]):018}", 10_00, self.today)
        self.taken(A, STAFF, self.submit(A, STAFF, self.new("c"), here, 10_00, mistyped))
        for kind in (VoucherKind.INVOICE, VoucherKind.LIST):
            again = Voucher(kind, mistyped.number, 10_00, self.today)
            self.refused(invoice.INVOICE_ONCE, B, LEAD, self.submit(B, LEAD, self.new("c"), there, 10_00, again))
        first, voucher = self.new("c"), self.voucher(10_00)
        same = Voucher(VoucherKind.INVOICE, voucher.number.replace("-", "－"), 10_00, self.today)
        self.taken(A, STAFF, self.submit(A, STAFF, first, here, 10_00, voucher))
        self.refused(fund.VOUCHER_FREE, A, LEAD, self.submit(A, LEAD, self.new("c"), here, 10_00, same))
        self.refused(invoice.INVOICE_ONCE, B, LEAD, self.submit(B, LEAD, self.new("c"), there, 10_00, same))
        if reused != "keep":
            account = self.account(A)
            end = account.reject_claim if reused == "reject" else account.return_claim
            self.taken(A, HE, lambda: end(claim=first, reason="r"))
            self.taken(B, LEAD, self.submit(B, LEAD, self.new("c"), there, 10_00, same))
        if reused == "return":
            self.refused(invoice.INVOICE_ONCE, A, STAFF, self.submit(A, STAFF, first, here, 10_00, voucher))
            self.refused(fund.NEW_CLAIM, A, LEAD, self.submit(A, LEAD, first, here, 10_00, self.voucher(10_00)))
            self.taken(A, STAFF, self.submit(A, STAFF, first, here, 10_00, self.voucher(10_00)))
            self.taken(A, FHEAD, lambda: account.return_claim(claim=first, reason="r"))
            self.taken(A, HE, lambda: account.reject_claim(claim=first, reason="r"))

    @rule(studio=studios)
    def ends_a_claim_on_its_way(self, studio: str) -> None:
        if line := self.has(studio, line=30_00):
            account = self.account(studio)
            ways = [
                self.submitted(studio, line, 10_00),
                self.reviewed(studio, line, 10_00),
                self.approved(studio, line, 10_00),
            ]
            for claim in ways:
                self.taken(studio, HE, partial(account.return_claim, claim=claim, reason="r"))
            ways = [self.reviewed(studio, line, 10_00), self.approved(studio, line, 10_00)]
            for claim in ways:
                self.taken(studio, HE, partial(account.reject_claim, claim=claim, reason="r"))

    @rule(studio=studios)
    def what_is_no_claim(self, studio: str) -> None:
        line = self.has(studio, line=10_00)
        if line is None:
            return
        fine, account, new = self.voucher(10_00), self.account(studio), self.new("c")
        bad: list[tuple[Rule, Any]] = [
            (fund.LINE_EXISTS, self.submit(studio, STAFF, new, "差旅费", 10_00, fine)),
            (fund.CATEGORY_OF_LINE, self.submit(studio, STAFF, new, line, 10_00, fine, category="hospitality")),
            (fund.POSITIVE, self.submit(studio, STAFF, new, line, 0, fine)),
            (fund.VOUCHED, self.submit(studio, STAFF, new, line, 10_00)),
            (fund.VOUCHER_NUMBERED, self.submit(studio, STAFF, new, line, 10_00, self.voucher(10_00, " - "))),
            (fund.VOUCHER_POSITIVE, self.submit(studio, STAFF, new, line, 10_00, fine, self.voucher(0))),
            (fund.VOUCHER_ONCE, self.submit(studio, STAFF, new, line, 10_00, self.voucher(5_00, "x 1"), self.voucher(5_00, "X1"))),
            (fund.ADVANCE_UNVOUCHED, self.submit(studio, STAFF, new, line, 10_00, fine, kind=ClaimKind.ADVANCE)),
        ]  # fmt: skip
        for refusing, decide in bad:
            self.refused(refusing, studio, STAFF, decide)
        self.refused(fund.CLAIM_EXISTS, studio, DESK, lambda: account.accept_goods(claim=new, document="验"))

    @precondition(lambda self: self.today >= TURN)
    @rule(studio=studios)
    def who_reconciled_does_not_pay(self, studio: str) -> None:
        """An accountant who reconciled the year, and has become cashier since, pays nothing of it (SD-3)."""
        if (line := self.has(studio, line=1_00, balance=1_00)) and self.today.year == self.year[studio]:
            claim = self.approved(studio, line, 1_00)
            if LATER_CASHIER.person in self.account(studio).state.books.reconcilers:
                self.refused(fund.CASHIER_APART, studio, LATER_CASHIER, self.pay(studio, claim))
            else:
                self.taken(studio, LATER_CASHIER, self.pay(studio, claim))
