"""What the machine does with money beside claims: in and out, transfers between lines, fees and refunds."""
# ruff: noqa: E501 -- one attempt a line

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from machines.claiming import edges, studios
from machines.office import (
    ADVICE,
    BOOKS,
    CARRIER,
    CASH,
    DESK,
    FEES,
    FHEAD,
    GRANT,
    HE,
    HE_APPROVES,
    HEAD,
    PLAN,
    A,
    B,
    Office,
    item,
    late,
)
from studio_domain import fund_account as fund
from studio_domain.fund_account import BudgetLine, ChargedItem, FundSource, PayerKind, ReceiptMode, SourceAmount
from studio_domain.guideline import Rule

sources = st.sampled_from([GRANT, CARRIER, FEES])


class Booking(Office):
    # -- money in, and sent back

    def receive(
        self,
        studio: str,
        source: FundSource,
        fen: int,
        number: str = "",
        on: date | None = None,
        payer: str = "财政局",
    ) -> Any:
        """Money with all that its source asks for."""
        receipt = number or self.new("r")
        fiscal: dict[str, Any] = {"document": "财〔2025〕1号", "purpose": "培训"} if source is GRANT else {}
        kind = PayerKind.FINANCE_BUREAU if source is GRANT else PayerKind.CARRIER
        return lambda: self.account(studio).record_receipt(
            receipt=receipt, source=source, fen=fen, on=on or self.today, mode=ReceiptMode.BANK, reference=f"b-{receipt}",
            payer=payer, payer_kind=kind, **fiscal,
        )  # fmt: skip

    @rule(studio=studios, source=sources, fen=st.sampled_from([1, 700_00, 2_500_00]), back=st.integers(0, 3))
    def receives(self, studio: str, source: FundSource, fen: int, back: int) -> None:
        day = max(self.today - timedelta(back), self.begun)
        if not self.believed(studio).closed and day.year == self.year[studio]:
            number = self.new("r")
            self.refused(fund.POSITIVE, studio, BOOKS, self.receive(studio, source, 0, number))
            self.refused(fund.PAYER_NO_NAME, studio, BOOKS, self.receive(studio, source, fen, number, payer="王小明"))
            self.taken(studio, BOOKS, self.receive(studio, source, fen, number, day))
            self.refused(fund.NEW_NUMBER, studio, BOOKS, self.receive(studio, source, fen, number))

    @rule(studio=studios, source=sources, over=edges, back=st.integers(0, 2))
    def sends_back_all_there_is(self, studio: str, source: FundSource, over: int, back: int) -> None:
        account, day = self.believed(studio), self.today - timedelta(back)
        fen = account.sources[source].available(day) + over
        if account.closed or day.year != account.year or fen <= 0:
            return
        acting, number = late(day) if back else {}, self.new("s")

        def send(**bent: Any) -> Callable[[], object]:
            asked: dict[str, Any] = {
                "returned": number,
                "source": source,
                "fen": fen,
                "approver": HEAD.person,
                "document": "d",
                "reference": "b",
            }
            return lambda: self.account(studio).return_funds(**(asked | bent))

        if over > 0:
            self.refused(fund.WITHIN_BALANCE, studio, CASH, send(), **acting)
            return
        self.refused(fund.TWO_HANDS, studio, CASH, send(approver=CASH.person), **acting)
        self.refused(fund.DOCUMENTED, studio, CASH, send(document=" "), **acting)
        self.taken(studio, CASH, send(), **acting)
        self.refused(fund.NEW_NUMBER, studio, CASH, send(fen=1), **acting)

    @rule(studio=studios, source=sources, fen=st.sampled_from([1, 50_00]), names_a_line=st.booleans())
    def tells_of_an_unapproved_payment(self, studio: str, source: FundSource, fen: int, names_a_line: bool) -> None:
        """A report: it is recorded, and the audit objects to the payment, and to no more than follows from it."""
        account = self.believed(studio)
        if account.closed or account.sources[source].available(self.today) < fen or self.today.year != account.year:
            return
        line = next((name for name, one in account.lines.items() if one.source is source and one.free >= fen), None)
        number = self.new("u")

        def report(of: int) -> Callable[[], object]:
            return lambda: self.account(studio).report_unapproved_payment(
                payment=number,
                source=source,
                fen=of,
                payer=CASH.person,
                reference="b",
                line=line if names_a_line else None,
            )

        self.refused(fund.POSITIVE, studio, BOOKS, report(0))
        self.taken(studio, BOOKS, report(fen))
        self.refused(fund.NEW_NUMBER, studio, BOOKS, report(fen))
        self.reported.add("fund.unapproved-payment")

    # -- transfers

    @rule(studio=studios, over=edges, agreed=st.booleans())
    def transfers_to_the_edge(self, studio: str, over: int, agreed: bool) -> None:
        """Up to a tenth of the line by itself, with the authority up to all that is free."""
        account, giving, taking = self.believed(studio), "培训活动费", "宣传费"
        if account.closed:
            return
        line, pct = account.lines[giving], self.app.policy(studio).on(self.today).fund.transfer_limit_pct
        fen = (line.free if agreed else line.budget * pct // 100 - line.given) + over
        if not 0 < fen <= line.free + 1:
            return
        handle, transfer = self.account(studio), self.new("t")
        self.taken(
            studio,
            HE,
            lambda: handle.request_transfer(transfer=transfer, giving=giving, taking=taking, fen=fen, reason="r"),
        )
        document = "西人社〔2025〕9号" if agreed else None
        decide = lambda: handle.approve_transfer(transfer=transfer, document=document)  # noqa: E731
        if agreed and over > 0:
            self.refused(fund.WITHIN_LINE, studio, FHEAD, decide)
            self.refused(
                fund.REASON_STATED, studio, FHEAD, lambda: handle.decline_transfer(transfer=transfer, reason=" ")
            )
            self.taken(studio, FHEAD, lambda: handle.decline_transfer(transfer=transfer, reason="超支"))
        elif fen > line.free:
            self.refused(fund.WITHIN_LINE, studio, FHEAD, decide)
        elif over > 0:
            self.refused(fund.AUTHORITY_AGREES, studio, FHEAD, decide)
        else:
            self.taken(studio, FHEAD, decide)
            self.refused(fund.TRANSFER_PENDING, studio, FHEAD, decide)

    # -- supplements

    @rule(studio=studios, source=sources, over=edges, new=st.booleans())
    def adds_to_the_budget(self, studio: str, source: FundSource, over: int, new: bool) -> None:
        """Up to the additional income of a source, on a line that is there or a new one; the money need not be here."""
        account, handle, number = self.believed(studio), self.account(studio), self.new("s")
        if account.closed:
            return
        known = next(name for name, one in account.lines.items() if one.source is source)
        line, fen = (self.new("科目") if new else known), 300_00 + over
        category = "contest" if new else account.lines[known].category

        def draft(*lines: BudgetLine, **bent: Any) -> Callable[[], object]:
            asked = {"supplement": number, "income": (SourceAmount(source, 300_00),), "lines": lines, "reason": "追加"}
            return lambda: handle.draft_budget_supplement(**(asked | bent))

        def approve(**bent: Any) -> Callable[[], object]:
            return lambda: handle.approve_budget_supplement(**({"supplement": number, "document": "d"} | bent))

        more = BudgetLine(line, source, fen, category)
        self.refused(fund.SUPPLEMENT_PENDING, studio, HEAD, approve())
        self.refused(fund.LINE_AS_BUDGETED, studio, HE, draft(BudgetLine(known, source, 1, "another")))
        self.refused(fund.REASON_STATED, studio, HE, draft(BudgetLine(line, source, 1, category), reason=" "))
        if over > 0:
            self.refused(fund.WITHIN_ADDED_MEANS, studio, HE, draft(more))
            return
        self.taken(studio, HE, draft(BudgetLine(line, source, 1, category)))
        self.taken(studio, HE, draft(more))
        self.refused(fund.TWO_HANDS, studio, HE_APPROVES, approve())
        self.refused(fund.DOCUMENTED, studio, HEAD, approve(document=" "))
        self.taken(studio, HEAD, approve())
        self.refused(fund.NEW_SUPPLEMENT, studio, HE, draft(more))

    @rule(studio=studios)
    def what_is_no_transfer(self, studio: str) -> None:
        if self.believed(studio).closed:
            return
        handle, known = self.account(studio), self.new("t")

        def ask(**bent: Any) -> Callable[[], object]:
            asked: dict[str, Any] = {
                "transfer": known,
                "giving": "培训活动费",
                "taking": "宣传费",
                "fen": 1,
                "reason": "r",
            }
            return lambda: handle.request_transfer(**(asked | bent))

        self.refused(fund.LINE_EXISTS, studio, HE, ask(taking="差旅费"))
        self.refused(fund.BETWEEN_TWO_LINES, studio, HE, ask(taking="培训活动费"))
        self.refused(fund.WITHIN_ONE_SOURCE, studio, HE, ask(taking="办公费"))
        self.refused(fund.POSITIVE, studio, HE, ask(fen=0))
        self.refused(fund.REASON_STATED, studio, HE, ask(reason=" "))
        self.taken(studio, HE, ask())
        self.refused(fund.NEW_TRANSFER, studio, HE, ask())
        self.refused(fund.TRANSFER_PENDING, studio, FHEAD, lambda: handle.approve_transfer(transfer="nobody's"))

    # -- fees

    def charge(self, studio: str, *items: ChargedItem, **words: Any) -> Any:
        asked: dict[str, Any] = {
            "charge": self.new("f"),
            "client": "k-1",
            "items": items,
            "service_on": self.today,
            "receipt": self.new("No"),
        }
        return lambda: self.account(studio).charge_fee(**(asked | words))

    @rule(over=edges, quantity=st.integers(1, 3), ago=st.integers(0, 40))
    def charges_up_to_the_tariff(self, over: int, quantity: int, ago: int) -> None:
        day = self.today - timedelta(ago)
        if self.believed(A).closed or self.today.year != self.year[A]:
            return
        price = self.price(PLAN, day)
        decide = self.charge(A, item(PLAN, max(0, (1 if price is None else price) + over), quantity), service_on=day)
        if price is None:
            self.refused(fund.TARIFF_IN_FORCE, A, DESK, decide)
        elif over > 0:
            self.refused(fund.WITHIN_TARIFF, A, DESK, decide)
        else:
            self.taken(A, DESK, decide)

    @rule(over=edges)
    def charges_for_a_basic_service(self, over: int) -> None:
        if self.believed(A).closed or self.today.year != self.year[A]:
            return
        listed, most = self.price(ADVICE, self.today), self.app.policy(A).on(self.today).fee.basic_price
        if listed is None or (fen := min(listed, most) + over) < 0:
            return
        refusal = self.tried(A, DESK, self.charge(A, item(ADVICE, fen)))
        assert refusal is (None if over <= 0 else fund.WITHIN_TARIFF if fen > listed else fund.BASIC_SERVICE)

    @rule(over=edges)
    def refunds_all_there_is(self, over: int) -> None:
        account = self.believed(A)
        charge = next((name for name, fen in account.charges.items() if fen > 0), None)
        if charge is None or account.closed or self.today.year != account.year:
            return
        refund, handle, left = self.new("b"), self.account(A), account.charges[charge]

        def pay_back(**bent: Any) -> Callable[[], object]:
            asked: dict[str, Any] = {
                "refund": refund,
                "charge": charge,
                "fen": left + over,
                "reason": "多收",
                "reference": "b",
            }
            return lambda: handle.refund_fee(**(asked | bent))

        self.refused(fund.CHARGE_EXISTS, A, CASH, pay_back(charge="nobody's"))
        self.refused(fund.POSITIVE, A, CASH, pay_back(fen=0))
        if over > 0:
            self.refused(fund.WITHIN_CHARGE, A, CASH, pay_back())
        elif left + over > account.sources[FEES].available(self.today):
            self.refused(fund.WITHIN_BALANCE, A, CASH, pay_back())
        elif left + over > 0:
            self.refused(fund.REASON_STATED, A, CASH, pay_back(reason=" "))
            self.taken(A, CASH, pay_back())
            self.refused(fund.NEW_NUMBER, A, CASH, pay_back(fen=1))

    @rule(over=edges)
    def refunds_all_there_is_of_last_year(self, over: int) -> None:
        """Once a year is closed, what it charged is paid back out of the next year's account."""
        account = self.believed(A)
        before = self.books.accounts.get(f"{A}/fund/{account.year - 1}")
        charge = next((name for name, fen in before.charges.items() if fen > 0), None) if before else None
        if before is None or charge is None or account.closed or self.today.year != account.year:
            return
        refund, handle, fen = self.new("b"), self.account(A), before.charges[charge] + over

        def pay_back(**bent: Any) -> Callable[[], object]:
            asked: dict[str, Any] = {
                "refund": refund,
                "charge": charge,
                "fen": fen,
                "reason": "多收",
                "reference": "b",
            }
            return lambda: handle.refund_fee(**(asked | {"charge_year": before.year} | bent))

        self.refused(fund.CHARGE_EXISTS, A, CASH, pay_back(charge="nobody's"))
        if over > 0:
            self.refused(fund.WITHIN_CHARGE, A, CASH, pay_back())
        elif fen > account.sources[FEES].available(self.today):
            self.refused(fund.WITHIN_BALANCE, A, CASH, pay_back())
        elif fen > 0:
            self.taken(A, CASH, pay_back())
            self.refused(fund.NEW_NUMBER, A, CASH, pay_back(fen=1))

    @rule()
    def what_is_no_fee(self) -> None:
        if self.believed(A).closed or self.today.year != self.year[A] or not (price := self.price(PLAN, self.today)):
            return
        known, receipt = self.new("f"), self.new("No")
        self.taken(A, DESK, self.charge(A, item(PLAN, price), charge=known, receipt=receipt))
        bad: list[tuple[Rule, Any]] = [
            (fund.NEW_CHARGE, self.charge(A, item(PLAN, 1), charge=known)),
            (fund.ITEMISED, self.charge(A)),
            (fund.IN_TARIFF, self.charge(A, item("代办", 1))),
            (fund.QUANTITY, self.charge(A, item(PLAN, 1, 0))),
            (fund.PRICE_NOT_NEGATIVE, self.charge(A, item(PLAN, -1))),
            (fund.UNIT_BY_QUANTITY, self.charge(A, item(PLAN, 1, 2, 3))),
            (fund.TARIFF_IN_FORCE, self.charge(A, item(PLAN, 1), service_on=date(2024, 12, 31))),
            (fund.RECEIPT_GIVEN, self.charge(A, item(PLAN, 1), receipt=" ")),
            (fund.RECEIPT_ONCE, self.charge(A, item(PLAN, 1), receipt=receipt.lower())),
        ]  # fmt: skip
        for refusing, decide in bad:
            self.refused(refusing, A, DESK, decide)
        self.refused(fund.FREE_OF_CHARGE, B, DESK, self.charge(B, item(PLAN, 1)))

    def price(self, name: str, day: date) -> int | None:
        """What the tariff in force on that day asks, by what was published in A."""
        begun = [one for one in self.tariffs if one.effective <= day]
        if not begun or (begun[-1].last is not None and begun[-1].last < day):
            return None
        return begun[-1].prices.get(name)
