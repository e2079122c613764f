"""A lawful year of one studio's money, told fact by fact.

No decision is asked, so what is told here can be made unlawful at any point.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from attrs import define, field

from audit.bookkeeping import balanced
from audit.changing import History, Told
from studio_domain.aggregate import Recorded
from studio_domain.audit.grounds import Grounds
from studio_domain.fund_account import facts as fund
from studio_domain.fund_account.facts import (
    BudgetLine,
    ClaimKind,
    FundSource,
    PayerKind,
    ReceiptMode,
    SourceAmount,
    Voucher,
    VoucherKind,
)
from studio_domain.guideline import Role
from studio_domain.mandate import DelegationGranted, MandateGranted
from studio_domain.policy import Policy
from studio_domain.regulation_book import RegulationApproved, RegulationDrafted
from studio_domain.studio import CarrierRegistered
from studio_domain.values import PersonId, Region
from studio_domain.working_calendar import CalendarAdopted, WorkingDays
from telling import Studio

STUDIO = "hz-xihu-001"
CARRIER = "91000000MA00000157"
Y2024, Y2025 = "fund/2024", "fund/2025"
ACCOUNT = f"{STUDIO}/{Y2025}"

LEAD, STAFF, FINANCE = PersonId("p-lead"), PersonId("p-staff"), PersonId("p-finance")
FINHEAD, HEAD, CASHIER = PersonId("p-finhead"), PersonId("p-head"), PersonId("p-cashier")
EXPERT, AUTHORITY = PersonId("p-expert"), PersonId("p-authority")

GRANT, AWARD, OWN = FundSource.FISCAL_GRANT, FundSource.FISCAL_AWARD, FundSource.CARRIER
FEES, SPONSOR, GIFT = FundSource.SERVICE_FEE, FundSource.SPONSORSHIP, FundSource.DONATION

AS_OF = date(2026, 12, 31)


def recorded(history: Iterable[Told]) -> list[Recorded[Any]]:
    """The history as a journal gives it, one position after the other."""
    studio = Studio(STUDIO)
    for told in history:
        studio.tell(told.day, told.kind, told.fact, **told.envelope)
    return studio.history


def grounds(adopted: bool = True, /, **values: Any) -> Grounds:
    """Every deadline adopted since 2024, or none; calendars without holidays."""
    first = date(2024, 1, 1)
    policy = Policy.all_adopted(first, **values) if adopted else Policy.adopting(first, **values)
    years = [CalendarAdopted(year, (), (), "国办发明电") for year in range(2024, 2029)]
    return Grounds(policy, WorkingDays(years))


# -- telling a year


@define
class Story:
    """Facts of one account, in the order told."""

    kind: str = Y2025
    told: list[Told] = field(factory=list)

    def tell(self, day: str, *facts: object, kind: str | None = None) -> None:
        """Facts of a day."""
        self.told.extend(Told(day, kind or self.kind, fact) for fact in facts)

    def claim(
        self,
        name: str,
        line: str,
        category: str,
        amount: int,
        *days: str,
        vouchers: tuple[Voucher, ...] | None = None,
        kind: ClaimKind = ClaimKind.EXPENSE,
        rules: str = "v1",
        beneficiary: PersonId | None = None,
        behind: PersonId | None = None,
    ) -> None:
        """A claim submitted (accepted where it must be), reviewed, approved and paid on *days*; fewer leave it open."""
        submitted, *later = days
        if vouchers is None:
            vouchers = (invoice(f"2533200000000000{name[-2:]}00", amount, submitted),)
        asked = fund.ClaimSubmitted(name, kind, line, category, amount, vouchers, STAFF, rules, "培训活动", beneficiary)
        self.tell(submitted, asked)
        if kind is ClaimKind.EXPENSE and amount >= 1000_00 and later:
            self.tell(submitted, fund.GoodsAccepted(name, LEAD, date.fromisoformat(submitted), f"验-{name}"))
        for step, day in zip((self._reviewed, self._approved, self._paid), later, strict=False):
            step(name, day, behind)

    def _reviewed(self, name: str, day: str, behind: PersonId | None) -> None:
        self.tell(day, fund.ClaimReviewed(name, FINANCE))

    def _approved(self, name: str, day: str, behind: PersonId | None) -> None:
        self.tell(day, fund.ClaimApproved(name, FINHEAD, behind))

    def _paid(self, name: str, day: str, behind: PersonId | None) -> None:
        self.tell(day, paid(name, day))


def invoice(number: str, amount: int, issued: str, kind: VoucherKind = VoucherKind.INVOICE) -> Voucher:
    return Voucher(kind, number, amount, date.fromisoformat(issued))


def paid(name: str, day: str, payer: PersonId = CASHIER) -> fund.ClaimPaid:
    return fund.ClaimPaid(name, payer, date.fromisoformat(day), ReceiptMode.BANK, f"P-{name}", f"记-{name}")


def received(
    receipt: str, source: FundSource, amount: int, day: str, payer: PayerKind, /, **rest: Any
) -> fund.FundReceived:
    told: dict[str, Any] = {"mode": ReceiptMode.BANK, "reference": f"B-{receipt}", "payer": "某某单位"}
    return fund.FundReceived(receipt, source, amount, date.fromisoformat(day), payer_kind=payer, **(told | rest))


def charged(charge: str, amount: int, day: str) -> fund.FeeCharged:
    on = date.fromisoformat(day)
    items = (fund.ChargedItem("商业计划书辅导", amount, 1, amount),)
    return fund.FeeCharged(charge, "c-001", items, amount, on, on, CASHIER, f"收-{charge}")


def reconciled(month: int, day: str) -> fund.Reconciled:
    """A month whose figures `balanced` draws up."""
    return fund.Reconciled(month, 0, 0, (), FINANCE, date.fromisoformat(day))


def settled(
    name: str, spent: int, returned: int, day: str, vouchers: tuple[Voucher, ...], reviewer: PersonId = FINANCE
) -> fund.AdvanceSettled:
    return fund.AdvanceSettled(name, vouchers, spent, returned, STAFF, reviewer, date.fromisoformat(day))


LINES = (
    BudgetLine("培训活动费", GRANT, 20000_00, "training"),
    BudgetLine("宣传费", GRANT, 10000_00, "publicity"),
    BudgetLine("专家劳务费", GRANT, 15000_00, "expert-fees"),
    BudgetLine("创新试点", AWARD, 8000_00, "pilot"),
    BudgetLine("场地费", OWN, 12000_00, "rent"),
    BudgetLine("资料费", FEES, 5000_00, "materials"),
)
INCOME = (
    SourceAmount(GRANT, 45000_00),
    SourceAmount(AWARD, 8000_00),
    SourceAmount(OWN, 12000_00),
    SourceAmount(FEES, 5000_00),
)
ADDED = (BudgetLine("竞赛费", SPONSOR, 1500_00, "contest"), BudgetLine("场地费", OWN, 500_00, "rent"))
ADDED_INCOME = (SourceAmount(SPONSOR, 2000_00), SourceAmount(OWN, 500_00))
"""A supplement: a new line of what a sponsor gave, and more of the carrier's money for a line that is there."""


def _before() -> Iterator[Told]:
    """The carrier, its people, the rules for special funds; a short 2024 that closed with ¥3,200.00 of fees."""
    region = Region("330106", "浙江省杭州市西湖区")
    yield Told("2024-01-02", "studio/profile", CarrierRegistered(region, CARRIER, "西湖数智创业园", "park"))
    mandates = ((FINHEAD, Role.FINANCE_HEAD, 8600_00), (HEAD, Role.CARRIER_HEAD, None), (CASHIER, Role.CASHIER, None))
    for person, role, limit in mandates:
        granted = MandateGranted(f"M-{person}", role, CARRIER, date(2024, 1, 1), None, limit, "任〔2024〕1号")
        yield Told("2024-01-02", f"mandate/{person}", granted)
    behind = DelegationGranted(
        "D-1", HEAD, Role.CARRIER_HEAD, CARRIER, date(2025, 8, 1), date(2025, 8, 31), 20000_00, "委〔2025〕1号"
    )
    yield Told("2024-01-02", f"mandate/{FINHEAD}", behind)
    rules = RegulationApproved(1, date(2025, 1, 20), HEAD, "制〔2025〕2号")
    year = Story(Y2024)
    year.tell("2024-12-02", fund.AccountOpened(2024, CARRIER, ()))
    year.tell("2024-12-05", charged("F-0", 3200_00, "2024-12-05"))
    year.tell("2024-12-06", received("R-0", OWN, 100_00, "2024-12-06", PayerKind.CARRIER))
    back = fund.FundReturned("H-0", OWN, 100_00, date(2024, 12, 20), CASHIER, HEAD, "退〔2024〕1号", "P-H0")
    year.tell("2024-12-20", back)
    year.tell("2024-12-31", fund.YearClosed(FINHEAD, date(2024, 12, 31)))
    yield from year.told
    drafted = RegulationDrafted("special-fund", 1, "专项资金管理制度", FINANCE)
    yield Told("2025-01-02", "regulation/special-fund", drafted)
    yield Told("2025-01-02", "regulation/special-fund", rules)


def _first_half(year: Story) -> None:
    year.tell("2025-01-02", fund.AccountOpened(2025, CARRIER, (SourceAmount(FEES, 3200_00),)))
    year.tell("2025-01-02", fund.FinanceRulesAdopted("v1", date(2025, 1, 1), "制〔2025〕1号"))
    year.tell("2025-01-06", fund.BudgetDrafted(INCOME, LINES, FINANCE))
    year.tell("2025-01-08", fund.BudgetApproved(HEAD, "预〔2025〕1号"))
    year.tell("2025-01-09", reconciled(12, "2025-01-09"), kind=Y2024)
    grant = received(
        "R-1", GRANT, 45000_00, "2025-01-20", PayerKind.FINANCE_BUREAU, document="财〔2025〕3号", purpose="培训"
    )
    award = received("R-2", AWARD, 8000_00, "2025-01-22", PayerKind.AUTHORITY, document="人社〔2025〕5号")
    year.tell("2025-01-20", grant)
    year.tell("2025-01-22", award)
    year.tell("2025-02-10", received("R-3", OWN, 12000_00, "2025-02-10", PayerKind.CARRIER))
    year.tell("2025-02-12", reconciled(1, "2025-02-12"))
    year.claim("C-01", "场地费", "rent", 6000_00, "2025-02-11", "2025-02-12", "2025-02-13", "2025-02-14")
    year.tell("2025-02-28", fund.FinalAccountsDrafted((), FINANCE), kind=Y2024)
    year.tell("2025-03-03", fund.FinalAccountsApproved(HEAD, date(2025, 3, 3)), kind=Y2024)
    year.tell("2025-03-05", fund.PerformanceReviewed(LEAD, "良好", "绩〔2024〕1号"), kind=Y2024)
    year.tell("2025-03-10", reconciled(2, "2025-03-10"))
    client = received("R-4", SPONSOR, 2000_00, "2025-03-11", PayerKind.CLIENT, client="c-007", declaration="申报-1")
    year.tell("2025-03-11", client)
    year.tell("2025-03-12", received("R-5", GIFT, 1000_00, "2025-03-12", PayerKind.PERSON, payer="p-donor"))
    year.claim("C-02", "培训活动费", "training", 8600_00, "2025-04-14", "2025-04-15", "2025-04-16", "2025-04-18")
    year.tell("2025-04-10", reconciled(3, "2025-04-10"))
    year.tell("2025-05-06", charged("F-1", 1200_00, "2025-05-06"))
    year.tell("2025-05-08", fund.FeeRefunded("X-1", "F-1", 100_00, date(2025, 5, 8), CASHIER, "多收", "P-X1"))
    year.tell("2025-05-15", reconciled(4, "2025-05-15"))
    year.claim("C-03", "资料费", "materials", 999_99, "2025-05-19")  # no acceptance below ¥1,000.00
    year.tell("2025-05-20", fund.ClaimReturned("C-03", FINANCE, "票据不清"))
    year.claim("C-03", "资料费", "materials", 999_99, "2025-06-19", "2025-06-20", "2025-06-23", "2025-06-24")
    year.claim(
        "C-07", "培训活动费", "training", 3000_00, "2025-05-28", "2025-05-29", "2025-05-30", "2025-06-02",
        vouchers=(), kind=ClaimKind.ADVANCE,
    )  # fmt: skip
    spent = (invoice("253320000000000000700", 2600_00, "2025-06-10"),)
    year.tell("2025-06-20", settled("C-07", 2600_00, 400_00, "2025-06-20", spent))
    year.tell("2025-06-13", reconciled(5, "2025-06-13"))


def _second_half(year: Story) -> None:
    year.tell("2025-06-30", fund.FinanceRulesAdopted("v2", date(2025, 7, 1), "制〔2025〕9号"))
    year.tell("2025-07-10", reconciled(6, "2025-07-10"))
    twice = (invoice("144031909110-12345678", 500_00, "2025-07-02"),)  # free again after C-04 and after C-05
    year.claim("C-04", "宣传费", "publicity", 500_00, "2025-07-01", "2025-07-02", vouchers=twice, rules="v2")
    year.tell("2025-07-03", fund.ClaimRejected("C-04", FINHEAD, "未列入计划"))
    days = ("2025-07-07", "2025-07-08", "2025-07-09", "2025-07-10")
    year.claim("C-05", "宣传费", "publicity", 500_00, *days, vouchers=twice, rules="v2")
    year.tell("2025-07-14", fund.PaymentReversed("C-05", CASHIER, date(2025, 7, 14), "付错账户", "P-C05R"))
    days = ("2025-07-15", "2025-07-16", "2025-07-17", "2025-07-18")
    year.claim("C-06", "宣传费", "publicity", 500_00, *days, vouchers=twice, rules="v2")
    days = ("2025-08-04", "2025-08-05", "2025-08-06", "2025-08-08")
    year.claim("C-08", "专家劳务费", "expert-fees", 9000_00, *days, rules="v2", beneficiary=EXPERT, behind=HEAD)
    year.tell("2025-08-11", reconciled(7, "2025-08-11"))
    days = ("2025-09-01", "2025-09-02", "2025-09-03", "2025-09-05")
    year.claim("C-09", "培训活动费", "training", 6980_50, *days, rules="v2")
    year.tell("2025-09-10", reconciled(8, "2025-09-10"))
    _transfer(year, "T-1", "宣传费", "培训活动费", 500_00, "2025-10-10", None)
    _transfer(year, "T-2", "宣传费", "专家劳务费", 2000_00, "2025-10-13", "人社〔2025〕40号")
    year.tell("2025-10-14", _asked("T-3", "宣传费", "培训活动费", 100_00))
    year.tell("2025-10-15", fund.TransferDeclined("T-3", FINHEAD, "不必要"))
    year.tell("2025-10-15", reconciled(9, "2025-10-15"))
    # training: 20,000.00 + 500.00 − 8,600.00 − 2,600.00 − 6,980.50 = 2,319.50, to the fen
    days = ("2025-11-20", "2025-11-21", "2025-11-24", "2025-11-25")
    year.claim("C-10", "培训活动费", "training", 2319_50, *days, rules="v2")
    year.tell("2025-11-10", reconciled(10, "2025-11-10"))
    year.tell("2025-11-26", fund.BudgetSupplementDrafted("S-1", ADDED_INCOME, ADDED, FINANCE, "赞助到账，载体追加"))
    year.tell("2025-11-28", fund.BudgetSupplementApproved("S-1", HEAD, "预〔2025〕9号"))
    days = ("2025-12-01", "2025-12-02", "2025-12-03", "2025-12-04")
    year.claim("C-20", "竞赛费", "contest", 800_00, *days, rules="v2")
    returned = fund.FundReturned("H-1", OWN, 1000_00, date(2025, 12, 5), CASHIER, HEAD, "退〔2025〕1号", "P-H1")
    year.tell("2025-12-05", returned)
    year.tell("2025-12-10", reconciled(11, "2025-12-10"))
    year.claim("C-11", "资料费", "materials", 50_00, "2025-12-22", rules="v2")
    year.tell("2025-12-23", fund.ClaimReturned("C-11", FINANCE, "票据不清"))
    year.tell("2025-12-26", fund.ClaimRejected("C-11", FINHEAD, "改由个人承担"))
    year.tell("2025-12-31", fund.YearClosed(FINHEAD, date(2025, 12, 31)))
    year.tell("2026-01-09", reconciled(12, "2026-01-09"))
    year.tell("2026-02-27", fund.FinalAccountsDrafted((), FINANCE))
    year.tell("2026-03-09", fund.FinalAccountsApproved(HEAD, date(2026, 3, 9), "人社〔2026〕8号"))
    year.tell("2026-04-07", fund.PerformanceReviewed(LEAD, "良好", "绩〔2025〕1号"))


def _asked(name: str, giving: str, taking: str, amount: int) -> fund.TransferRequested:
    return fund.TransferRequested(name, giving, taking, amount, FINANCE, "培训增加")


def _transfer(year: Story, name: str, giving: str, taking: str, amount: int, day: str, document: str | None) -> None:
    year.tell(day, _asked(name, giving, taking, amount), fund.TransferApproved(name, HEAD, document))


def lawful_year() -> History:
    """2025 of one studio, with all kinds of facts but those that are a breach in themselves."""
    year = Story()
    _first_half(year)
    _second_half(year)
    return balanced((*_before(), *year.told))
