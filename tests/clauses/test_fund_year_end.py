"""The year's end (三、（四）6; 三、（三）): no fen is lost, the books agree, the final accounts are the ledger."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fund_year import (
    CARRIER,
    DAY,
    FEES,
    FINANCE_HEAD,
    GRANT,
    HE,
    LU,
    NEW_YEAR,
    OFFICE,
    PUBLICITY,
    QIAN,
    SHEN,
    STUDIO,
    SUN,
    TARIFF,
    TERMS,
    TRAINING,
    XU,
    YEAR_END,
    Year,
    balances,
    invoice,
    ready,
)
from studio_domain import fund_account as fund
from studio_domain.aggregate import BrokenHistory, Recorded, replay
from studio_domain.fund_account import (
    BudgetLine,
    ChargedItem,
    ClaimKind,
    FundSource,
    ReceiptMode,
    SourceAmount,
    SourceClosing,
    Stage,
)
from studio_domain.guideline import Breach
from studio_domain.mandate import Mandates
from telling import context, noon, refused_by

FEBRUARY = date(2026, 2, 2)


class TestS14TheYear2025:
    """Closing per source, to the fen: 12,249.50, 3,600.00, 12,024.80, in all 27,874.30."""

    def story(self) -> Year:
        lines = (
            BudgetLine("培训活动费", GRANT, 100_000_00, "training"),
            BudgetLine("办公费", CARRIER, 30_000_00, "office"),
            BudgetLine("资料费", FEES, 15_000_00, "materials"),
        )
        year = Year(SourceAmount(FEES, 3_200_00)).budget(*lines)
        year.receive(GRANT, 100_000_00, date(2025, 3, 20)).receive(CARRIER, 30_000_00)
        item = ChargedItem("商业计划书辅导", 466_00, 40, 18_640_00)
        words = {"client": "k-1", "service_on": DAY, "on": DAY, "collector": QIAN, "receipt": "1"}
        year.take(fund.charge_fee, charge="f", items=(item,), tariff=TARIFF, studio=STUDIO, terms=TERMS, **words)
        training, office, materials = lines
        for number, fen in enumerate((42_000_00, 18_300_50, 27_450_00)):
            year.spend(f"g{number}", training, fen)
        return year.spend("c", office, 26_400_00).spend("f", materials, 9_815_20)

    def closed(self) -> Year:
        year = self.story()
        year.take(fund.close_year, by=SHEN, on=YEAR_END)
        year.take(fund.draft_final_accounts, drafter=HE)
        return year

    def test_the_closing(self) -> None:
        account = self.story().account
        assert balances(account) == {GRANT: 12_249_50, CARRIER: 3_600_00, FEES: 12_024_80}
        assert sum(balances(account).values()) == 27_874_30

    def test_the_final_accounts_are_computed(self) -> None:
        year = self.closed()
        drafted = year.facts[-1]
        assert isinstance(drafted, fund.FinalAccountsDrafted)
        assert drafted.closings == (
            SourceClosing(GRANT, 0, 100_000_00, 87_750_50, 12_249_50),
            SourceClosing(CARRIER, 0, 30_000_00, 26_400_00, 3_600_00),
            SourceClosing(FEES, 3_200_00, 18_640_00, 9_815_20, 12_024_80),
        )
        year.take(fund.approve_final_accounts, approver=XU, on=FEBRUARY, document="西财〔2026〕5号")

    def test_money_known_late_makes_the_draft_stale(self) -> None:
        """The receipt is recorded all the same; the accounts are drafted again."""
        year = self.closed().receive(CARRIER, 1, YEAR_END)
        approval: dict[str, Any] = {"approver": XU, "on": FEBRUARY, "document": "西财〔2026〕5号"}
        with refused_by(fund.EQUAL_LEDGER, year=2025):
            year.take(fund.approve_final_accounts, **approval)
        year.take(fund.draft_final_accounts, drafter=HE)
        year.take(fund.approve_final_accounts, **approval)

    def test_reconciled_month_by_month(self) -> None:
        year = self.story()
        year.take(
            fund.reconcile,
            month=3,
            books_fen=133_200_00,
            items=(),
            reconciler=HE,
            on=date(2025, 4, 10),
            mandates=Mandates(),
        )
        items = (fund.ReconcilingItem("在途支票", 300_00),)
        year.take(
            fund.reconcile,
            month=12,
            books_fen=28_174_30,
            items=items,
            reconciler=HE,
            on=date(2026, 1, 10),
            mandates=Mandates(),
        )
        ledgers = [fact.ledger_fen for fact in year.facts if isinstance(fact, fund.Reconciled)]
        assert ledgers == [133_200_00, 27_874_30]


class TestFiscalMoney:
    """Final accounts of fiscal money need the authority's reply; those without it do not."""

    @pytest.mark.parametrize("source", FundSource)
    def test_by_source(self, source: FundSource) -> None:
        year = Year().receive(source, 1)
        year.take(fund.close_year, by=SHEN, on=YEAR_END)
        year.take(fund.draft_final_accounts, drafter=HE)
        if source in fund.FISCAL:
            with refused_by(fund.AUTHORITY_REPLIED):
                year.take(fund.approve_final_accounts, approver=XU, on=FEBRUARY)
        else:
            year.take(fund.approve_final_accounts, approver=XU, on=FEBRUARY)

    def test_a_fiscal_source_without_a_fen(self) -> None:
        year = Year(SourceAmount(GRANT, 0))
        year.take(fund.close_year, by=SHEN, on=YEAR_END)
        year.take(fund.draft_final_accounts, drafter=HE)
        year.take(fund.approve_final_accounts, approver=XU, on=FEBRUARY)


class TestClosing:
    """Nothing open is carried past the close: every claim is over, every advance settled."""

    def close(self, year: Year) -> Year:
        year.take(fund.close_year, by=SHEN, on=YEAR_END)
        return year

    @pytest.mark.parametrize("stage", [Stage.SUBMITTED, Stage.REVIEWED, Stage.APPROVED])
    def test_a_claim_under_way(self, stage: Stage) -> None:
        with refused_by(fund.NO_OPEN_CLAIM, claim="a", stage=stage):
            self.close(ready().submit("a", OFFICE, 1).on_to("a", stage))

    def test_a_returned_claim_until_it_is_rejected(self) -> None:
        year = ready().submit("a", OFFICE, 1)
        year.take(fund.return_claim, claim="a", by=HE, reason="缺清单")
        with refused_by(fund.NO_OPEN_CLAIM, claim="a", stage=Stage.RETURNED):
            self.close(year)
        year.take(fund.reject_claim, claim="a", by=HE, reason="逾期未补")
        self.close(year)

    def test_an_advance_until_it_is_settled(self) -> None:
        year = ready().advance("a", OFFICE, 1)
        with refused_by(fund.NO_OPEN_CLAIM, claim="a", stage=Stage.PAID):
            self.close(year)
        words = {"vouchers": (), "spent": 0, "returned": 1, "reviewer": HE, "on": DAY}
        year.take(fund.settle_advance, claim="a", **words)
        self.close(year)

    def test_what_is_paid_or_reversed_is_over(self) -> None:
        year = ready().spend("a", OFFICE, 1).spend("b", OFFICE, 1)
        year.take(fund.reverse_payment, claim="b", by=HE, on=DAY, reason="重复", reference="b")
        self.close(year)

    def test_reports_are_taken_after_it(self) -> None:
        year = self.close(ready()).receive(CARRIER, 1, YEAR_END)
        words = {"fen": 2, "on": YEAR_END, "payer": QIAN, "reference": "b"}
        year.take(fund.report_unapproved_payment, payment="u", source=CARRIER, **words)
        assert year.account.balance(CARRIER) == 2_999_99


class TestMoneyIsSpentAfterItCame:
    """A payment dated before its money, or before a day on which the rest is needed, is no payment from it."""

    def test_the_eve_of_the_receipt(self) -> None:
        year = ready().submit("a", OFFICE, 1)
        with refused_by(fund.WITHIN_BALANCE, source=CARRIER, over=1):
            year.on_to("a", Stage.PAID, on=date(2025, 3, 19))

    def test_the_day_of_the_receipt(self) -> None:
        ready().spend("a", OFFICE, 3_000_00, on=date(2025, 3, 20))


# -- conservation

lines = st.sampled_from([TRAINING, PUBLICITY, OFFICE])
names = st.sampled_from(["a", "b", "c"])
sums = st.integers(1, 6_000_00)
days = st.integers(0, 364).map(lambda count: NEW_YEAR + timedelta(count))
people = st.sampled_from([LU, HE, SHEN, QIAN, XU, SUN])
sources = st.sampled_from([GRANT, CARRIER, FEES])
stages = st.sampled_from([Stage.REVIEWED, Stage.APPROVED, Stage.PAID])
numbers = st.integers(1, 12).map(str)

Step = tuple[Any, dict[str, Any]]


def _step(decide: Any, **words: st.SearchStrategy[Any]) -> st.SearchStrategy[Step]:
    return st.tuples(st.just(decide), st.fixed_dictionaries(words))


def _spend(year: Year, *, claim: str, line: BudgetLine, fen: int, number: str, on: date, stage: Stage) -> None:
    """A claim, as far as a stage: chance alone seldom finds the four hands."""
    year.submit(claim, line, fen, invoice(number, fen)).on_to(claim, stage, on=on)


def _advance(year: Year, *, claim: str, line: BudgetLine, fen: int, spent: int, number: str, on: date) -> None:
    """An advance, paid and settled."""
    year.advance(claim, line, fen)
    part = min(spent, fen)
    words = {"vouchers": (invoice(number, part),), "spent": part, "returned": fen - part, "reviewer": HE, "on": on}
    year.take(fund.settle_advance, claim=claim, **words)


BANK = st.just(ReceiptMode.BANK)
STEPS = st.one_of(
    _step(_spend, claim=names, line=lines, fen=sums, number=numbers, on=days, stage=stages),
    _step(_advance, claim=names, line=lines, fen=sums, spent=sums, number=numbers, on=days),
    _step(fund.review_claim, claim=names, reviewer=people, terms=st.just(TERMS)),
    _step(
        fund.approve_claim,
        claim=names, approver=people, on=days, mandates=st.just(FINANCE_HEAD), person=st.none(),
        terms=st.just(TERMS),
    ),
    _step(fund.pay_claim, claim=names, payer=people, on=days, mode=BANK, reference=numbers, entry=numbers),
    _step(fund.return_claim, claim=names, by=people, reason=st.just("r")),
    _step(fund.reject_claim, claim=names, by=people, reason=st.just("r")),
    _step(fund.reverse_payment, claim=names, by=people, on=days, reason=st.just("r"), reference=numbers),
    _step(
        fund.return_funds,
        returned=numbers, source=sources, fen=sums, on=days, payer=people, approver=people, document=st.just("d"),
        reference=numbers,
    ),
    _step(
        fund.charge_fee,
        charge=names, client=st.just("k"), items=st.just((ChargedItem("商业计划书辅导", 600_00, 1, 600_00),)),
        service_on=st.just(DAY), on=days, collector=people, receipt=numbers, tariff=st.just(TARIFF),
        studio=st.just(STUDIO), terms=st.just(TERMS),
    ),
    _step(
        fund.refund_fee,
        refund=numbers, charge=names, fen=st.integers(1, 600_00), on=days, payer=people, reason=st.just("r"),
        reference=numbers,
    ),
)  # fmt: skip


def _moved(facts: list[Any]) -> Counter[FundSource]:
    """What the facts themselves say came in and went out, by source."""
    claimed: dict[str, Any] = {}
    moved: Counter[FundSource] = Counter()
    source = {line.line: line.source for line in (TRAINING, PUBLICITY, OFFICE)}
    for fact in facts:
        match fact:
            case fund.FundReceived():
                moved[fact.source] += fact.fen
            case fund.FundReturned():
                moved[fact.source] -= fact.fen
            case fund.FeeCharged():
                moved[FEES] += fact.fen
            case fund.FeeRefunded():
                moved[FEES] -= fact.fen
            case fund.ClaimSubmitted():
                claimed[fact.claim] = fact
            case fund.ClaimPaid(claim):
                moved[source[claimed[claim].line]] -= claimed[claim].fen
            case fund.PaymentReversed(claim):
                moved[source[claimed[claim].line]] += claimed[claim].fen
            case fund.AdvanceSettled(claim):
                moved[source[claimed[claim].line]] += fact.returned
            case _:
                pass
    return moved


@settings(deadline=None, max_examples=60)
@given(st.lists(STEPS, min_size=10, max_size=40))
def test_no_fen_is_made_or_lost(steps: list[Step]) -> None:
    """Whatever is decided in whatever order: opening + in − out = balance, and nothing is ever overdrawn."""
    year = Year(SourceAmount(FEES, 3_200_00)).budget(TRAINING, PUBLICITY, OFFICE)
    year.receive(GRANT, 25_000_00).receive(CARRIER, 3_000_00)
    for decide, words in steps:
        try:
            if decide in (_spend, _advance):
                decide(year, **words)
            else:
                year.take(decide, **words)
        except Breach:
            continue
    account, moved = year.account, _moved(year.facts)
    for source in (GRANT, CARRIER, FEES):
        opening = 3_200_00 if source is FEES else 0
        assert account.balance(source) == opening + moved[source] >= 0
        assert account.ledger(source).available(NEW_YEAR) >= 0
    for line in (TRAINING, PUBLICITY, OFFICE):
        held = {Stage.APPROVED, Stage.PAID, Stage.SETTLED}
        used = [c.fen for c in account.claims.values() if c.line == line.line and c.stage in held]
        assert account.headroom(line.line) == line.fen - sum(used) >= 0


# -- a history that did not come from us


@pytest.mark.parametrize(
    "senseless",
    [
        fund.AccountOpened(2025, STUDIO.carrier, ()),
        fund.BudgetApproved(XU, "d"),
        fund.BudgetSupplementApproved("s", XU, "d"),
        fund.TransferApproved("t", XU),
        fund.TransferDeclined("t", XU, "r"),
        fund.GoodsAccepted("a", HE, DAY, "d"),
        fund.ClaimReviewed("a", HE),
        fund.ClaimApproved("a", SHEN),
        fund.ClaimPaid("a", QIAN, DAY, ReceiptMode.BANK, "b", "记-1"),
        fund.ClaimReturned("a", HE, "r"),
        fund.ClaimRejected("a", HE, "r"),
        fund.AdvanceSettled("a", (), 0, 1, LU, HE, DAY),
        fund.PaymentReversed("a", HE, DAY, "r", "b"),
        fund.FeeRefunded("f", "c", 1, DAY, QIAN, "r", "b"),
    ],
    ids=lambda fact: type(fact).__name__,
)
def test_a_fact_about_nothing_breaks_the_history(senseless: fund.Event) -> None:
    """Loading names the version; only the audit reads on."""
    told = [fund.AccountOpened(2025, STUDIO.carrier, ()), senseless]
    history = [
        Recorded("hz/fund/2025", n, n, noon("2025-01-01"), context(), fact) for n, fact in enumerate(told, start=1)
    ]
    with pytest.raises(BrokenHistory, match=f"hz/fund/2025@2: {type(senseless).__name__}"):
        replay(fund, history)
    with pytest.raises(LookupError):
        fund.evolve(None, fund.ClaimReviewed("a", HE))


def test_an_advance_of_a_year_that_was_imported_is_read_as_it_is() -> None:
    """No rule is known when the past is read: a claim without a voucher, approved by its claimant."""
    account = ready().account
    for fact in (
        fund.ClaimSubmitted("x", ClaimKind.EXPENSE, "办公费", "office", 9_000_00, (), LU, "2023", "p"),
        fund.ClaimApproved("x", LU),
        fund.ClaimPaid("x", LU, DAY, ReceiptMode.BANK, "b", "记-1"),
    ):
        account = fund.evolve(account, fact)
    assert (account.balance(CARRIER), account.headroom("办公费")) == (-6_000_00, -6_000_00)
