"""A studio of the story: its people, its systems of rules, its tariff, and how a claim goes through its hands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from studio_adapters.app.funds import FundAccountHandle
from studio_adapters.demo.office import FIRST_DAY, Office
from studio_adapters.demo.people import Carrier, Person, Place
from studio_domain.fund_account import BudgetLine, ChargedItem, ClaimKind, FundSource, PayerKind, ReceiptMode, Voucher
from studio_domain.guideline import Role
from studio_domain.regulation_book import SPECIAL_FUND
from studio_domain.tariff_schedule import TariffItem
from studio_domain.values import Fen, PersonId

COACHING: Final = "商业计划书辅导"
MATCHING: Final = "融资对接服务"
ADVICE: Final = "政策咨询"

SYSTEMS: Final = {
    "appointment": "预约服务制度",
    "graded-service": "分级分类服务制度",
    "case-closure": "服务项目结案制度",
    "archives": "档案管理制度",
    "evaluation": "考核评价制度",
    "finance": "经费管理制度",
    "discipline": "纪律监督制度",
    "external-experts": "外聘专家制度",
    SPECIAL_FUND: "专项资金管理制度",
}

FINANCE_HEAD_LIMIT: Final = 20_000_00
ACCEPTED_FROM: Final = 1_000_00


class House:
    """A studio, the *number* of the story's; persons have ids that hold across the region, and no names."""

    def __init__(self, office: Office, studio: str, place: Place, carrier: Carrier, number: int) -> None:
        self.office = office
        self.studio = studio
        self.place = place
        self.carrier = carrier
        self.officer = place.officer
        self.mode = ReceiptMode.TREASURY if carrier.kind == "public-employment-service" else ReceiptMode.BANK
        roles = (
            Role.CARRIER_HEAD, Role.FINANCE_HEAD, Role.FINANCE, Role.CASHIER, Role.LEAD, Role.STAFF, Role.STAFF,
            Role.STAFF,
        )  # fmt: skip
        people = tuple(Person(f"p-{number}{one:02}", role, carrier.code) for one, role in enumerate(roles, start=1))
        self.people = people
        self.deputy = Person(f"p-{number}09", Role.CARRIER_HEAD, carrier.code)
        """Holds no post of his own; acts for the carrier's head while that one is away."""
        self.head, self.finance_head, self.finance, self.cashier, self.lead, self.staff, self.keeper, self.desk = people
        self._entries = 0
        self._charges = 0

    def account(self, year: int) -> FundAccountHandle:
        """专账 of a year."""
        return self.office.app.fund_account(self.studio, year)

    # -- the first days

    def found(self, day: date, *, prices: Sequence[tuple[str, Fen]] = ()) -> None:
        """Carrier, posts and persons on record, nine systems of rules in force; a tariff where there are *prices*."""
        app, acts = self.office.app, self.office.acts

        def register() -> None:
            for person in self.people:
                app.mandates(self.studio, person.id).record_mandate(
                    mandate_id="m-1", role=person.role, org=person.org, first=day,
                    limit=FINANCE_HEAD_LIMIT if person is self.finance_head else None,
                    document=f"{self.carrier.name}任〔{day.year}〕3号",
                )  # fmt: skip
            app.studio(self.studio).register_carrier(
                region=self.place.region, carrier=self.carrier.code, name=self.carrier.name, kind=self.carrier.kind
            )
            for person in (*self.people, self.deputy):
                app.person(self.place.region.code, person.id).record_person(employer=self.carrier.code)

        acts(day, self.head, register)
        for kind, title in SYSTEMS.items():
            self._regulate(day, kind, title)
        if prices:
            self.price(day, 1, prices, effective=day)

    def _regulate(self, day: date, kind: str, title: str) -> None:
        book = self.office.app.regulation(self.studio, kind)
        self.office.acts(day, self.lead, lambda: book.draft_regulation(title=title))
        self.office.acts(
            day,
            self.head,
            lambda: book.approve_regulation(version=1, effective=day, document=f"制〔{day.year}〕1号"),
        )

    def price(
        self, day: date, version: int, prices: Sequence[tuple[str, Fen]], *, effective: date, public: date | None = None
    ) -> None:
        """收费标准: drafted and approved on *day*, published then or on the day *public*."""
        self.draft_tariff(day, version, prices)
        self.office.acts(public or day, self.staff, lambda: self.publish(version, effective))

    def draft_tariff(self, day: date, version: int, prices: Sequence[tuple[str, Fen]]) -> None:
        """A version of the tariff, drafted by the lead and approved by the carrier's head; advice is free."""
        tariff = self.office.app.tariff(self.studio)
        items = (
            *(TariffItem(item, "special", "次", fen) for item, fen in prices),
            TariffItem(ADVICE, "basic", "次", 0),
        )
        self.office.acts(day, self.lead, lambda: tariff.draft_tariff(items=items))
        self.office.acts(
            day,
            self.head,
            lambda: tariff.approve_tariff(version=version, document=f"价〔{day.year}〕{version}号"),
        )

    def publish(self, version: int, effective: date) -> None:
        """The acting person publishes a version where everybody sees it."""
        self.office.app.tariff(self.studio).publish_tariff(version=version, effective=effective, place="宣传展示区")

    def delegate(self, first: date, last: date) -> None:
        """委托: the deputy acts for the carrier's head from *first* to *last*."""
        mandates = self.office.app.mandates(self.studio, self.deputy.id)
        self.office.acts(
            first,
            self.head,
            lambda: mandates.record_delegation(
                mandate_id=f"w-{first:%Y%m}", delegator=PersonId(self.head.id), role=Role.CARRIER_HEAD,
                org=self.carrier.code, first=first, last=last, document=f"委〔{first.year}〕1号",
            ),
        )  # fmt: skip

    # -- money in

    def receive(
        self, day: date, source: FundSource, fen: Fen, *, document: str = "", purpose: str = "", mark: str = ""
    ) -> None:
        """Money of the county or the carrier, booked by finance on the day it came."""
        year, fiscal = day.year, source in (FundSource.FISCAL_GRANT, FundSource.FISCAL_AWARD)
        receipt = f"sk-{day:%Y%m%d}{mark}"
        reference = self.office.reference(self.mode, day)
        self.office.acts(
            day,
            self.finance,
            lambda: self.account(year).record_receipt(
                receipt=receipt, source=source, fen=fen, on=day, mode=self.mode, reference=reference,
                payer=self.place.bureau if fiscal else self.carrier.name,
                payer_kind=PayerKind.FINANCE_BUREAU if fiscal else PayerKind.CARRIER,
                document=document or None, purpose=purpose or None,
            ),
        )  # fmt: skip

    def charge(self, day: date, item: str, unit: Fen, quantity: int = 1) -> str:
        """A fee for a service of that day, by somebody who did not make the tariff; the number of the charge."""
        self._charges += 1
        charge, client = f"sf-{day.year}-{self._charges:03}", f"c-{self.office.chance.randrange(10**6):06}"
        receipt = self.office.number(self.place, day)
        items = (ChargedItem(item, unit, quantity, unit * quantity),)
        self.office.acts(
            day,
            self.desk,
            lambda: self.account(day.year).charge_fee(
                charge=charge, client=client, items=items, service_on=day, receipt=receipt
            ),
        )
        return charge

    def refund(self, day: date, charge: str, fen: Fen, reason: str) -> None:
        """Part of a fee paid back by the cashier."""
        reference = self.office.reference(self.mode, day)
        self.office.acts(
            day,
            self.cashier,
            lambda: self.account(day.year).refund_fee(
                refund=f"tf-{day:%Y%m%d}", charge=charge, fen=fen, reason=reason, reference=reference
            ),
        )

    def hand_back(self, day: date, source: FundSource, fen: Fen, document: str) -> None:
        """结余上缴, paid by the cashier and approved by the carrier's head."""
        reference = self.office.reference(self.mode, day)
        self.office.acts(
            day,
            self.cashier,
            lambda: self.account(day.year).return_funds(
                returned=f"jy-{day.year}", source=source, fen=fen, approver=PersonId(self.head.id), document=document,
                reference=reference,
            ),
        )  # fmt: skip

    # -- claims: claimant, acceptor, reviewer, approver, cashier

    def claim(
        self, number: str, line: BudgetLine, fen: Fen, submitted: date, *, purpose: str,
        vouchers: tuple[Voucher, ...] = (), pace: int = 0, approver: Person | None = None,
    ) -> date:  # fmt: skip
        """An expense through all its hands, *pace* working days from one to the next; the day of the payment."""
        self.submit(number, line, fen, submitted, purpose=purpose, vouchers=vouchers)
        self.review(number, fen, submitted)
        approved = self.office.working(submitted, pace) if pace else submitted
        self.approve(number, fen, approved, approver=approver)
        paid = self.office.working(approved, pace) if pace else approved
        self.pay(number, paid)
        return paid

    def submit(
        self, number: str, line: BudgetLine, fen: Fen, day: date, *, purpose: str, vouchers: tuple[Voucher, ...] = (),
        kind: ClaimKind = ClaimKind.EXPENSE, beneficiary: Person | None = None,
    ) -> None:  # fmt: skip
        """经办, with an invoice of its own where no *vouchers* are named; an advance has none."""
        if not vouchers and kind is ClaimKind.EXPENSE:
            vouchers = (self.bill(fen, day),)
        self.office.acts(
            day,
            self.staff,
            lambda: self.account(day.year).submit_claim(
                claim=number, line=line.line, category=line.category, fen=fen, purpose=purpose, vouchers=vouchers,
                kind=kind, beneficiary=PersonId(beneficiary.id) if beneficiary else None,
            ),
        )  # fmt: skip

    def bill(self, fen: Fen, day: date, number: str = "") -> Voucher:
        """An invoice written some days before, in the same year."""
        issued = max(day - timedelta(days=self.office.chance.randrange(2, 20)), date(day.year, 1, 1), FIRST_DAY)
        return self.office.invoice(self.place, fen, issued, number)

    def review(self, number: str, fen: Fen, day: date) -> None:
        """验收 where the sum is large, then 审核."""
        account = self.account(day.year)
        if fen >= ACCEPTED_FROM:
            self.office.acts(
                day, self.keeper, lambda: account.accept_goods(claim=number, document=f"验〔{day:%Y%m%d}〕{number}")
            )
        self.office.acts(day, self.finance, lambda: account.review_claim(claim=number))

    def approve(self, number: str, fen: Fen, day: date, *, approver: Person | None = None) -> None:
        """审批: by the head of finance up to his limit, above it by the carrier's head."""
        who = approver or (self.finance_head if fen <= FINANCE_HEAD_LIMIT else self.head)
        self.office.acts(day, who, lambda: self.account(day.year).approve_claim(claim=number))

    def pay(self, number: str, day: date) -> None:
        """支付."""
        self._entries += 1
        entry, reference = f"记-{day:%Y%m}-{self._entries:03}", self.office.reference(self.mode, day)
        self.office.acts(
            day,
            self.cashier,
            lambda: self.account(day.year).pay_claim(claim=number, mode=self.mode, reference=reference, entry=entry),
        )
