"""Two studios of a region, their people and their first budgets: the world that the machine moves money in."""
# ruff: noqa: E501 -- one decision a line

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import count
from typing import Any, Final

from attrs import define, field, frozen

from machines.bookkeeping import Account, Bookkeeper
from studio_adapters.app import StudioApp
from studio_adapters.app.funds import FundAccountHandle
from studio_domain import fund_account as fund
from studio_domain.aggregate import Reason, Recorded
from studio_domain.fund_account import BudgetLine, ChargedItem, FundSource, SourceAmount, Voucher, VoucherKind
from studio_domain.guideline import Breach, Role, Rule
from studio_domain.person_record import Relation
from studio_domain.tariff_schedule import TariffItem
from studio_domain.values import SHANGHAI, PersonId, Region, legal_day, month_end

FIRST, LAST = date(2024, 12, 16), date(2026, 3, 20)
"""The machine lives between these days: it ends before the final accounts of 2025 are due."""

REGION: Final = Region("330106", "浙江省杭州市西湖区")
BUREAU: Final = "1100000000000006XU"
A, B = "hz-a-001", "hz-b-001"
CARRIERS: Final = {A: "91000000MA00000157", B: BUREAU}
GRANT, CARRIER, FEES = FundSource.FISCAL_GRANT, FundSource.CARRIER, FundSource.SERVICE_FEE

LINES: Final = (
    BudgetLine("培训活动费", GRANT, 9_000_00, "training"),
    BudgetLine("宣传费", GRANT, 5_000_00, "publicity"),
    BudgetLine("办公费", CARRIER, 3_000_00, "office"),
    BudgetLine("专家费", FEES, 1_000_00, "expert"),
)
INCOME: Final = tuple(
    SourceAmount(source, fen) for source, fen in ((GRANT, 14_000_00), (CARRIER, 2_500_00), (FEES, 1_000_00))
)
OPENING: Final = (SourceAmount(CARRIER, 500_00),)


@frozen
class Who:
    """Somebody in one of his roles."""

    id: str
    role: Role

    @property
    def person(self) -> PersonId:
        return PersonId(self.id)


OFFICER = Who("p-officer", Role.AUTHORITY)
HEAD = Who("p-head", Role.CARRIER_HEAD)
FHEAD = Who("p-fhead", Role.FINANCE_HEAD)
OUTSIDER = Who("p-outside", Role.FINANCE_HEAD)
VISITOR = Who("p-visitor", Role.FINANCE_HEAD)
HEAD_DRAFTS = Who("p-head", Role.STAFF)
SPOUSE = PersonId("p-spouse")
"""Of the carrier's head of finance."""
DEPUTY = Who("p-deputy", Role.CARRIER_HEAD)
DEPUTY_ASKS = Who("p-deputy", Role.STAFF)
HE = Who("p-he", Role.FINANCE)
HE_APPROVES = Who("p-he", Role.FINANCE_HEAD)
BOOKS = Who("p-books", Role.FINANCE)
CASH = Who("p-cash", Role.CASHIER)
CASH_ASKS = Who("p-cash", Role.STAFF)
LEAD = Who("p-lead", Role.LEAD)
STAFF = Who("p-staff", Role.STAFF)
DESK = Who("p-desk", Role.STAFF)
LATER_FINANCE, WAS_CASHIER = Who("p-turn", Role.FINANCE), Who("p-turn", Role.CASHIER)
LATER_CASHIER, WAS_FINANCE = Who("p-nrut", Role.CASHIER), Who("p-nrut", Role.FINANCE)

TURN: Final = date(2025, 7, 1)
"""On this day a cashier becomes an accountant, and an accountant a cashier."""

LIMITS: Final = {FHEAD: 2_000_00, HE_APPROVES: 300_00}
CLAIMANTS, REVIEWERS = (STAFF, LEAD, DESK, CASH_ASKS, BOOKS, HE), (HE, BOOKS, WAS_FINANCE, LATER_FINANCE)
APPROVERS, CASHIERS = (FHEAD, HEAD, DEPUTY, HE_APPROVES), (CASH, WAS_CASHIER, LATER_CASHIER)

PLAN, ADVICE = "商业计划书辅导", "政策咨询"
TARIFF: Final = (TariffItem(PLAN, "special", "次", 600_00), TariffItem(ADVICE, "basic", "次", 1_00))


class Clock:
    """Stands at noon of a day; a millisecond passes each time it is asked."""

    def __init__(self, day: date) -> None:
        self.now = datetime.combine(day, time(12), SHANGHAI)

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now

    @property
    def day(self) -> date:
        return legal_day(self.now)

    def jump(self, day: date) -> None:
        if day > self.day:
            self.now = datetime.combine(day, time(12), SHANGHAI)


@define
class Tally:
    """How often each transition was taken, and each rule refused something."""

    transitions: Counter[str] = field(factory=Counter)
    refusals: Counter[Rule] = field(factory=Counter)
    messages: set[str] = field(factory=set)


@define
class Published:
    """A version of the tariff as it was published, and its last day if it was withdrawn."""

    effective: date
    prices: dict[str, int]
    last: date | None = None


class Office:
    """Acts in the app, counts what becomes of it, and keeps its own books."""

    def __init__(self, app: StudioApp, clock: Clock, tally: Tally) -> None:
        self.app, self.clock, self.tally = app, clock, tally
        self.books = Bookkeeper()
        self.position = 0
        self.year = {A: 2025, B: 2025}
        self.begun = FIRST
        """The day on which there were accounts, and rules for special funds."""
        self.reported: set[str] = set()
        """The checks that will object, because somebody reported what is against the rules."""
        self.tariffs: list[Published] = []
        """The versions of A that hold, in the order in which they begin."""
        self._numbers = count(1)

    # -- acting

    def tried(self, studio: str, who: Who, decide: Callable[[], object], **acting: Any) -> Rule | None:
        """The rule that refuses, or None if it was decided. What is refused leaves nothing behind."""
        refusal: Rule | None = None
        with self.app.acting(who.id, role=who.role, org=self.org(studio, who), **acting):
            try:
                decide()
            except Breach as breach:
                refusal = breach.rule
                self.tally.messages.update((breach.message("zh"), breach.message("en")))
        new = self._follow()
        if refusal is not None:
            assert not new, "a refusal leaves nothing behind"
            self.tally.refusals[refusal] += 1
        return refusal

    def taken(self, studio: str, who: Who, decide: Callable[[], object], **acting: Any) -> None:
        """Decided, as it must be."""
        refusal = self.tried(studio, who, decide, **acting)
        assert refusal is None, f"refused: {refusal}"

    def refused(self, rule: Rule, studio: str, who: Who, decide: Callable[[], object], **acting: Any) -> None:
        """Refused by *rule*, as it must be."""
        refusal = self.tried(studio, who, decide, **acting)
        assert refusal is rule, f"refused by {refusal}, not by {rule}"

    def _follow(self) -> list[Recorded[Any]]:
        new = list(self.app.journal.follow(self.position))
        for event in new:
            self.position = event.position
            self.tally.transitions.update(self.books.see(event))
        return new

    def org(self, studio: str, who: Who) -> str:
        """For which organisation somebody acts: the outsider for the other studio's carrier."""
        if who is OFFICER:
            return BUREAU
        return CARRIERS[{A: B, B: A}[studio] if who is OUTSIDER else studio]

    # -- what there is

    @property
    def today(self) -> date:
        return self.clock.day

    def account(self, studio: str) -> FundAccountHandle:
        return self.app.fund_account(studio, self.year[studio])

    def believed(self, studio: str) -> Account:
        """What our own books say of the present account."""
        return self.books.accounts[self.account(studio).stream]

    def new(self, prefix: str = "n") -> str:
        """A number that nobody used."""
        return f"{prefix}-{next(self._numbers)}"

    def voucher(self, fen: int, number: str = "", kind: VoucherKind = VoucherKind.INVOICE) -> Voucher:
        return Voucher(kind, number or self.new("2533"), fen, self.today)

    # -- the beginning

    def founded(self) -> None:
        """Calendars, carriers, mandates, tariff, rules for special funds: all but the accounts."""
        for owner in ("region-000000", "region-330106"):
            self._mandate(A, owner, OFFICER, OFFICER)
        for year in (2025, 2026):
            calendar = self.app.calendar(year)
            self.taken(A, OFFICER, partial(calendar.adopt_calendar, days_off=(), days_worked=(), document="d"))
        record = self.app.person(REGION.code, FHEAD.id)
        self.taken(A, HEAD, partial(record.record_person, employer=CARRIERS[A]))
        self.taken(A, FHEAD, partial(record.record_relation, other=SPOUSE, relation=Relation.SPOUSE))
        for studio, kind in ((A, "park"), (B, "public-employment-service")):
            self._staffed(studio)
            self._mandate(studio, "region-330106", OFFICER, VISITOR)
            self.taken(
                studio, HEAD,
                partial(self.app.studio(studio).register_carrier, region=REGION, carrier=CARRIERS[studio], name="运营载体", kind=kind
                ),
            )  # fmt: skip
            book = self.app.policy_book(studio)
            self.taken(
                studio,
                HEAD,
                partial(book.set_value, key="fee.basic_price", value=1_00, effective=FIRST, document="d"),
            )
            tariff = self.app.tariff(studio)
            self.taken(studio, LEAD, partial(tariff.draft_tariff, items=TARIFF))
            self.taken(studio, HEAD, partial(tariff.approve_tariff, version=1, document="d"))
            self.taken(
                studio,
                STAFF,
                partial(tariff.publish_tariff, version=1, effective=date(2025, 1, 1), place="展示区"),
            )
        self.tariffs.append(Published(date(2025, 1, 1), {PLAN: 600_00, ADVICE: 1_00}))

    def _staffed(self, studio: str) -> None:
        before, after = date(2025, 6, 30), TURN
        for who in (HEAD, HEAD_DRAFTS, FHEAD, OUTSIDER, HE, HE_APPROVES, BOOKS, CASH, CASH_ASKS, LEAD, STAFF, DESK):
            self._mandate(studio, studio, HEAD, who)
        for who in (WAS_CASHIER, WAS_FINANCE):
            self._mandate(studio, studio, HEAD, who, last=before)
        for who in (LATER_FINANCE, LATER_CASHIER):
            self._mandate(studio, studio, HEAD, who, first=after)
        self.delegate(studio, date(2025, 1, 1), date(2025, 11, 30))

    def _mandate(
        self, studio: str, owner: str, by: Who, who: Who, first: date = FIRST, last: date | None = None
    ) -> None:
        org = self.org(studio, who)
        held = self.app.mandates(owner, who.id)
        self.taken(
            studio, by,
            lambda: held.record_mandate(
                mandate_id=self.new("m"), role=who.role, org=org, first=first, last=last, limit=LIMITS.get(who), document="d"
            ),
        )  # fmt: skip

    def delegate(self, studio: str, first: date, last: date, limit: int | None = None) -> None:
        """The head lets the deputy act for him."""
        held = self.app.mandates(studio, DEPUTY.id)
        self.taken(
            studio, HEAD,
            lambda: held.record_delegation(
                mandate_id=self.new("d"), delegator=HEAD.person, role=Role.CARRIER_HEAD, org=CARRIERS[studio],
                first=first, last=last, limit=limit, document="d",
            ),
        )  # fmt: skip

    # -- duties, so that nothing is overdue

    def until(self, day: date) -> None:
        """Let time pass, with what is due on the way: months reconciled, advances settled."""
        day = min(day, LAST)
        for month in _months_between(self.today, day):
            self.clock.jump(month_end(*month))
            for studio in self.accounts_open():
                if self.year[studio] == month[0]:
                    self.reconciled_to(studio, month[1])
                self.settled(studio)
        self.clock.jump(day)

    def accounts_open(self) -> tuple[str, ...]:
        return tuple(studio for studio in (A, B) if self.account(studio).stream in self.books.accounts)

    def reconciled_to(self, studio: str, last: int) -> None:
        """The months up to *last* that are still to be reconciled, by somebody who never pays."""
        for month in range(self.believed(studio).reconciled + 1, last + 1):
            fen = self.believed(studio).total(month_end(self.year[studio], month))
            self.taken(studio, BOOKS, partial(self.account(studio).reconcile, month=month, books_fen=fen))

    def settled(self, studio: str) -> None:
        """Every paid advance is settled: all of it comes back."""
        account = self.account(studio)
        for name, claim in self.believed(studio).claims.items():
            if claim.kind is fund.ClaimKind.ADVANCE and claim.stage == "paid":
                who = BOOKS if claim.claimant != BOOKS.id else HE
                self.taken(
                    studio, who,
                    partial(account.settle_advance, claim=name, vouchers=(), spent=0, returned=claim.fen),
                )  # fmt: skip


def item(name: str, unit: int, quantity: int = 1, fen: int | None = None) -> ChargedItem:
    """A position of a bill."""
    return ChargedItem(name, unit, quantity, unit * quantity if fen is None else fen)


def late(on: date) -> dict[str, Any]:
    """Acting for a day that is over."""
    return {"on": on, "reason": Reason.LATE_ENTRY}


def _months_between(first: date, last: date) -> list[tuple[int, int]]:
    """The months whose last day lies between *first* and *last*, both included."""
    months = [(year, month) for year in (2024, 2025, 2026) for month in range(1, 13)]
    return [month for month in months if first <= month_end(*month) <= last]
