"""年终决算 (3.4.6.b, 3.3.c): S14 to the fen, no source below nothing, and what a closed year suggests."""

from __future__ import annotations

from datetime import date

import pytest

from audit.bookkeeping import balanced
from audit.changing import History, Told, change, drop, insert, one, then
from audit.fund_changes import of_2025
from audit.histories import (
    ACCOUNT,
    AS_OF,
    CASHIER,
    FEES,
    FINANCE,
    FINHEAD,
    GRANT,
    HEAD,
    OWN,
    Story,
    charged,
    grounds,
    lawful_year,
    received,
    reconciled,
    recorded,
)
from studio_domain.audit.engine import audit
from studio_domain.audit.finding import Finding, Severity, fen
from studio_domain.audit.fund_checks import fund_checks
from studio_domain.audit.grounds import Grounds
from studio_domain.fund_account import facts as fund
from studio_domain.fund_account.facts import BudgetLine, PayerKind, SourceAmount, SourceClosing
from studio_domain.guideline import Clause
from studio_domain.regulation_book import RegulationApproved

LAWFUL = lawful_year()
FILED = date(2026, 2, 2)


def found(history: History, as_of: date = AS_OF, judged_by: Grounds | None = None) -> list[Finding]:
    return audit(recorded(history), fund_checks(judged_by or grounds()), as_of=as_of)


def suggested(history: History, as_of: date = date(2025, 12, 31)) -> list[Finding]:
    """What is found beside the months that nobody reconciled."""
    return [one for one in found(history, as_of) if one.check != "obligation.reconcile"]


def checks(findings: list[Finding]) -> list[str]:
    return [one.check for one in findings]


def s14(closings: tuple[SourceClosing, ...] | None = None) -> History:
    """S14, the money of it: opening fees 3,200.00; in 148,640.00; out 123,965.70; left 27,874.30."""
    year = Story()
    rules = RegulationApproved(1, date(2025, 1, 1), HEAD, "制〔2025〕2号")
    year.tell("2025-01-01", rules, kind="regulation/special-fund")
    year.tell("2025-01-02", fund.AccountOpened(2025, "91000000MA00000157", (SourceAmount(FEES, 3200_00),)))
    year.tell("2025-01-02", fund.FinanceRulesAdopted("v1", date(2025, 1, 1), "制〔2025〕1号"))
    lines = (
        BudgetLine("培训活动费", GRANT, 100000_00, "training"),
        BudgetLine("场地费", OWN, 30000_00, "rent"),
        BudgetLine("资料费", FEES, 18000_00, "materials"),
    )
    income = (SourceAmount(GRANT, 100000_00), SourceAmount(OWN, 30000_00), SourceAmount(FEES, 18000_00))
    year.tell("2025-01-06", fund.BudgetDrafted(income, lines, FINANCE))
    year.tell("2025-01-08", fund.BudgetApproved(HEAD, "预〔2025〕1号"))
    year.tell("2025-02-10", reconciled(1, "2025-02-10"))
    year.tell("2025-03-03", received("R-2", OWN, 30000_00, "2025-03-03", PayerKind.CARRIER))
    year.tell("2025-03-10", reconciled(2, "2025-03-10"))
    grant = received(
        "R-1", GRANT, 100000_00, "2025-03-20", PayerKind.FINANCE_BUREAU, document="财〔2025〕3号", purpose="培训"
    )
    year.tell("2025-03-20", grant)
    year.tell("2025-03-25", charged("F-1", 18640_00, "2025-03-25"))
    spending = (
        ("培训活动费", "training", 42000_00), ("培训活动费", "training", 18300_50),
        ("培训活动费", "training", 27450_00), ("场地费", "rent", 26400_00),
        ("资料费", "materials", 9815_20),
    )  # fmt: skip
    for month, (line, category, amount) in enumerate(spending, start=4):
        days = tuple(f"2025-{month:02}-{day}" for day in (20, 21, 22, 23))
        year.claim(f"C-{month:02}", line, category, amount, *days)
        year.tell(f"2025-{month:02}-10", reconciled(month - 1, f"2025-{month:02}-10"))
    for month in (9, 10, 11, 12):
        year.tell(f"2025-{month:02}-10", reconciled(month - 1, f"2025-{month:02}-10"))
    year.tell("2025-12-31", fund.YearClosed(FINHEAD, date(2025, 12, 31)))
    year.tell("2026-01-09", reconciled(12, "2026-01-09"))
    year.tell("2026-01-28", fund.FinalAccountsDrafted((), FINANCE))
    year.tell("2026-02-02", fund.FinalAccountsApproved(HEAD, FILED, "西人社发〔2026〕4号"))
    history = balanced(tuple(year.told))
    return history if closings is None else change(one(fund.FinalAccountsDrafted), closings=closings)(history)


def closing(grant: int = 12249_50, own: int = 3600_00, fees: int = 12024_80) -> tuple[SourceClosing, ...]:
    """The final accounts of the story, with its figures."""
    return (
        SourceClosing(GRANT, 0, 100000_00, 87750_50, grant),
        SourceClosing(OWN, 0, 30000_00, 26400_00, own),
        SourceClosing(FEES, 3200_00, 18640_00, 9815_20, fees),
    )


class TestS14:
    """Final accounts that equal the ledger to the fen."""

    def test_the_figures_of_the_story_are_the_ledgers(self) -> None:
        assert sum(one.closing for one in closing()) == 27874_30 == 3200_00 + 148640_00 - 123965_70
        assert found(s14(closing()), FILED) == []

    @pytest.mark.parametrize(
        ("closings", "source"),
        [
            (closing(grant=12249_51), "fiscal-grant"),
            (closing(own=3599_99), "carrier"),
            (closing(fees=12024_79), "service-fee"),
        ],
    )
    def test_a_fen_off_is_found(self, closings: tuple[SourceClosing, ...], source: str) -> None:
        (off,) = found(s14(closings), FILED)
        assert off.check == "fund.final-accounts-differ"
        assert off.clause is Clause.BUDGET
        assert off.subjects == (ACCOUNT, source)
        assert abs(int(off.delta.value)) == 1

    def test_a_source_left_out_is_found_with_all_it_had(self) -> None:
        (off,) = found(s14(closing()[:2]), FILED)
        assert off.subjects == (ACCOUNT, "service-fee")
        assert off.delta == fen(-3200_00)

    def test_a_source_that_there_is_not_is_found(self) -> None:
        more = SourceClosing(fund.FundSource.DONATION, 0, 10_00, 0, 10_00)
        (off,) = found(s14((*closing(), more)), FILED)
        assert (off.subjects, off.delta) == ((ACCOUNT, "donation"), fen(10_00))

    def test_what_is_recorded_after_the_approval_does_not_make_it_false(self) -> None:
        late = Told("2025-12-30", "fund/2025", charged("F-9", 50_00, "2025-12-30"))
        assert checks(found((*s14(closing()), late), date(2026, 2, 10))) == ["fund.booked-after-close"]

    def test_an_approval_of_no_draft_is_of_other_figures(self) -> None:
        findings = found(drop(one(fund.FinalAccountsDrafted))(s14()), FILED)
        assert checks(findings) == ["fund.final-accounts-differ"] * 3


class TestAdvice:
    """A closed year may suggest something; an ordinary one does not, and no advice is a violation."""

    def year(self, *receipts: fund.FundReceived, spent: int) -> History:
        year = Story()
        year.tell("2025-01-02", fund.AccountOpened(2025, "91000000MA00000157", ()))
        year.tell("2025-01-02", fund.FinanceRulesAdopted("v1", date(2025, 1, 1), "制〔2025〕1号"))
        lines = (BudgetLine("场地费", OWN, 900_00, "rent"),)
        year.tell("2025-01-06", fund.BudgetDrafted((SourceAmount(OWN, 900_00),), lines, FINANCE))
        year.tell("2025-01-08", fund.BudgetApproved(HEAD, "预〔2025〕1号"))
        year.tell("2025-02-10", *receipts)
        year.claim("C-01", "场地费", "rent", spent, "2025-03-03", "2025-03-04", "2025-03-05", "2025-03-06")
        year.tell("2025-12-31", fund.YearClosed(FINHEAD, date(2025, 12, 31)))
        return tuple(year.told)

    own = received("R-1", OWN, 900_00, "2025-02-10", PayerKind.CARRIER)
    gift = received("R-2", fund.FundSource.DONATION, 1, "2025-02-10", PayerKind.PERSON, payer="")

    def test_one_source_in_a_year(self) -> None:
        (advice,) = suggested(self.year(self.own, spent=899_99))
        assert (advice.check, advice.clause) == ("fund.single-channel", Clause.FUNDING_CHANNELS)
        assert advice.severity is Severity.ADVICE

    def test_two_sources(self) -> None:
        assert suggested(self.year(self.own, self.gift, spent=900_00)) == []

    def test_nothing_left(self) -> None:
        findings = suggested(self.year(self.own, spent=900_00))
        assert checks(findings) == ["fund.nothing-left", "fund.single-channel"]
        assert {one.severity for one in findings} == {Severity.ADVICE}

    def test_not_before_the_year_is_closed(self) -> None:
        assert suggested(self.year(self.own, spent=900_00), date(2025, 12, 30)) == []


class TestBalance:
    """A source is never below nothing, by the days on which its money moved."""

    def test_each_stretch_below_nothing_is_one_finding_with_its_days_and_its_depth(self) -> None:
        history = then(
            change(one(fund.FundReceived, receipt="R-3"), on=date(2025, 3, 3), fen=5000_00),
            insert(
                one(fund.FundReceived, receipt="R-4"),
                Told("2025-03-20", "fund/2025", received("R-7", OWN, 7000_00, "2025-03-20", PayerKind.CARRIER)),
            ),
            balanced,
        )(LAWFUL)
        (below,) = found(history)
        assert (below.check, below.actual, below.delta) == ("fund.balance-negative", fen(-6000_00), fen(6000_00))
        assert (below.interval.first, below.interval.until) == (date(2025, 2, 14), date(2025, 3, 20))
        assert below.evidence[0] == next(one.place for one in recorded(history) if _pays(one.fact, "C-01"))

    def test_below_nothing_twice(self) -> None:
        history = then(
            change(one(fund.FundReceived, receipt="R-3"), on=date(2025, 3, 3), fen=6000_00),
            insert(
                one(fund.FundReturned, returned="H-1"),
                Told("2025-12-08", "fund/2025", received("R-7", OWN, 6000_00, "2025-12-08", PayerKind.CARRIER)),
            ),
            balanced,
        )(LAWFUL)
        assert [(one.interval.first, one.interval.until) for one in found(history)] == [
            (date(2025, 2, 14), date(2025, 3, 3)),
            (date(2025, 12, 5), date(2025, 12, 8)),
        ]


def _pays(fact: object, claim: str) -> bool:
    return isinstance(fact, fund.ClaimPaid) and fact.claim == claim


def test_an_advance_reversed_after_it_was_settled_gives_back_what_was_spent() -> None:
    """¥3,000.00 went out, 400.00 and then 2,600.00 came back: nothing of it is spent."""
    reversal = fund.PaymentReversed("C-07", CASHIER, date(2025, 6, 27), "活动取消", "P-7R")
    history = then(
        insert(one(fund.AdvanceSettled), Told("2025-06-27", "fund/2025", reversal)),
        drop(of_2025(fund.FinalAccountsApproved)),
    )(LAWFUL)
    misstated = [one for one in found(history, date(2025, 7, 10)) if one.check == "fund.ledger-misstated"]
    assert [one.delta for one in misstated] == [fen(-2600_00)]
