"""A fund account as it is kept: every step is a decision, and what it decides is applied."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import reduce
from typing import Any, TypeVar

from studio_domain import fund_account as fund
from studio_domain import mandate, regulation_book, tariff_schedule
from studio_domain.fund_account import (
    BudgetLine,
    ClaimKind,
    FundAccount,
    FundSource,
    PayerKind,
    ReceiptMode,
    SourceAmount,
    Stage,
    Voucher,
    VoucherKind,
)
from studio_domain.guideline import Role
from studio_domain.mandate import Mandates
from studio_domain.policy import Terms
from studio_domain.regulation_book import RegulationBook
from studio_domain.studio import Studio
from studio_domain.tariff_schedule import TariffItem, TariffSchedule
from studio_domain.values import PersonId, Region

F = TypeVar("F")

LU, HE, SHEN, QIAN, XU, SUN = (PersonId(f"p-{n}") for n in range(1, 7))
"""Claimant, reviewer, finance head, cashier, carrier's head, deputy."""

PARK = "91000000MA00000157"
STUDIO = Studio(Region("330106", "浙江省杭州市西湖区"), PARK, "西湖数智创业园运营有限公司", "park")
TERMS = Terms()
GRANT, CARRIER, FEES = FundSource.FISCAL_GRANT, FundSource.CARRIER, FundSource.SERVICE_FEE
DAY = date(2025, 4, 18)
NEW_YEAR, YEAR_END = date(2025, 1, 1), date(2025, 12, 31)

TRAINING = BudgetLine("培训活动费", GRANT, 20_000_00, "training")
PUBLICITY = BudgetLine("宣传费", GRANT, 5_000_00, "publicity")
OFFICE = BudgetLine("办公费", CARRIER, 3_000_00, "office")


def told(module: Any, *events: object) -> Any:
    """The state after these facts."""
    return reduce(module.evolve, events, None)


def mandated(role: Role, limit: int | None = None, *, delegator: PersonId | None = None, org: str = PARK) -> Mandates:
    """Mandates of a person who holds a role in 2025, or holds it for another."""
    if delegator is None:
        granted: object = mandate.MandateGranted("m-1", role, org, NEW_YEAR, YEAR_END, limit, "任〔2025〕1号")
    else:
        granted = mandate.DelegationGranted("m-1", delegator, role, org, NEW_YEAR, YEAR_END, limit, "委〔2025〕1号")
    found: Mandates = told(mandate, granted)
    return found


FINANCE_HEAD = mandated(Role.FINANCE_HEAD)
DEPUTY = mandated(Role.CARRIER_HEAD, delegator=XU)
SPECIAL_FUND: RegulationBook = told(
    regulation_book,
    regulation_book.RegulationDrafted("special-fund", 1, "专项资金管理制度", LU),
    regulation_book.RegulationApproved(1, NEW_YEAR, XU, "制〔2025〕1号"),
)
TARIFF: TariffSchedule = told(
    tariff_schedule,
    tariff_schedule.TariffDrafted(
        1, (TariffItem("商业计划书辅导", "special", "次", 600_00), TariffItem("政策咨询", "basic", "次", 0)), LU
    ),
    tariff_schedule.TariffApproved(1, XU, NEW_YEAR, "价〔2025〕1号"),
    tariff_schedule.TariffPublished(1, NEW_YEAR, NEW_YEAR, "宣传展示区", LU),
)


def invoice(number: str, fen: int, kind: VoucherKind = VoucherKind.INVOICE) -> Voucher:
    """A voucher of the day."""
    return Voucher(kind, number, fen, DAY)


class Year:
    """The account of 2025, from its opening on."""

    def __init__(self, *opening: SourceAmount) -> None:
        opened = fund.open_account(None, year=2025, opening=opening, studio=STUDIO, previous=None)
        self.account = fund.evolve(None, opened)
        self.facts: list[fund.Event] = [opened]
        rules = fund.adopt_finance_rules
        self.take(rules, version="2023", effective=date(2023, 7, 1), document="财〔2023〕7号")

    def take(self, decide: Callable[..., Any], **words: Any) -> Any:
        """Take a decision on the account as it stands, and apply it."""
        fact = decide(self.account, **words)
        self.account = fund.evolve(self.account, fact)
        self.facts.append(fact)
        return fact

    def budget(self, *lines: BudgetLine) -> Year:
        """A budget that rests on as much income as its lines plan to spend."""
        sources = {each.source for each in lines}
        income = tuple(SourceAmount(s, sum(e.fen for e in lines if e.source is s)) for s in FundSource if s in sources)
        self.take(fund.draft_budget, income=income, lines=lines, drafter=HE, terms=TERMS)
        self.take(
            fund.approve_budget,
            approver=XU,
            document="预〔2025〕1号",
            on=NEW_YEAR,
            regulation=SPECIAL_FUND,
            terms=TERMS,
        )
        return self

    def receive(self, source: FundSource, fen: int, on: date = date(2025, 3, 20), receipt: str = "") -> Year:
        """Money that arrives at the bank."""
        number = receipt or f"r-{len(self.facts)}"
        kind = PayerKind.FINANCE_BUREAU if source is GRANT else PayerKind.CARRIER
        bank = {"mode": ReceiptMode.BANK, "reference": f"b-{number}", "payer": "西湖区财政局", "payer_kind": kind}
        self.take(fund.record_receipt, receipt=number, source=source, fen=fen, on=on, **bank)
        return self

    def submit(self, claim: str, line: BudgetLine, fen: int, *vouchers: Voucher, on: date = DAY, **words: Any) -> Year:
        """An expense, on an invoice of the claim's own name unless vouchers are given."""
        asked: dict[str, Any] = {
            "claim": claim, "kind": ClaimKind.EXPENSE, "line": line.line, "category": line.category, "fen": fen,
            "vouchers": vouchers or (invoice(claim, fen),), "claimant": LU, "purpose": "创业沙龙", "on": on,
        }  # fmt: skip
        self.take(fund.submit_claim, **(asked | words))
        return self

    def advance(self, claim: str, line: BudgetLine, fen: int) -> Year:
        """An advance that was paid."""
        self.submit(claim, line, fen, kind=ClaimKind.ADVANCE, vouchers=())
        return self.on_to(claim, Stage.PAID)

    def on_to(self, claim: str, stage: Stage, on: date = DAY) -> Year:
        """Bring a claim up to a stage, through the usual hands."""
        if not self.account.claims[claim].accepted and self.account.claims[claim].stage is Stage.SUBMITTED:
            self.take(fund.accept_goods, claim=claim, acceptor=HE, on=on, document="验〔2025〕1号")
        steps: list[tuple[Stage, Callable[..., Any], dict[str, Any]]] = [
            (Stage.REVIEWED, fund.review_claim, {"reviewer": HE, "terms": TERMS}),
            (
                Stage.APPROVED,
                fund.approve_claim,
                {"approver": SHEN, "on": on, "mandates": FINANCE_HEAD, "person": None, "terms": TERMS},
            ),
            (
                Stage.PAID,
                fund.pay_claim,
                {"payer": QIAN, "on": on, "mode": ReceiptMode.BANK, "reference": "b", "entry": "记-1"},
            ),
        ]
        order = [Stage.SUBMITTED, Stage.REVIEWED, Stage.APPROVED, Stage.PAID]
        for reached, decide, words in steps:
            if order.index(self.account.claims[claim].stage) < order.index(reached) <= order.index(stage):
                self.take(decide, claim=claim, **words)
        return self

    def spend(self, claim: str, line: BudgetLine, fen: int, *vouchers: Voucher, on: date = DAY) -> Year:
        """An expense, from the claim to the payment."""
        return self.submit(claim, line, fen, *vouchers, on=on).on_to(claim, Stage.PAID, on=on)


def ready() -> Year:
    """A year with a budget, and the money that it plans to spend."""
    return Year().budget(TRAINING, PUBLICITY, OFFICE).receive(GRANT, 25_000_00).receive(CARRIER, 3_000_00)


def balances(account: FundAccount) -> dict[FundSource, int]:
    """What is left, by source."""
    return {each.source: each.closing for each in account.closings}
