"""The end of a year and what leads to it (3.3.g, 3.4.6.b): edges that no mutation of the lawful year comes to."""

from __future__ import annotations

from datetime import date

import pytest

from audit.bookkeeping import balanced
from audit.changing import Apply, History, change, drop, insert, move, one, then
from audit.fund_changes import FINAL, left, month, of_2025, payment, told
from audit.histories import (
    ACCOUNT,
    AS_OF,
    AWARD,
    CARRIER,
    FINANCE,
    FINHEAD,
    GRANT,
    HEAD,
    LEAD,
    OWN,
    STUDIO,
    Story,
    grounds,
    lawful_year,
    received,
    recorded,
)
from audit.mutations_trail import SCHEDULE, add, compliant
from audit.mutations_trail import STUDIO as CHENGDU
from office import STAFF, TARIFF
from studio_domain import tariff_schedule as tariff
from studio_domain.audit import Grounds, audit_studio
from studio_domain.audit.engine import audit
from studio_domain.audit.finding import Finding, days
from studio_domain.audit.fund_checks import fund_checks
from studio_domain.fund_account import facts as fund
from studio_domain.fund_account.facts import FundSource, PayerKind, SourceAmount

LAWFUL = lawful_year()


def found(history: History, check: str, as_of: date = AS_OF) -> list[Finding]:
    return [one for one in audit(recorded(history), fund_checks(grounds()), as_of=as_of) if one.check == check]


def small_year(*opening: SourceAmount, source: FundSource | None = None, document: str | None = None) -> History:
    """2025 of a studio that may receive ¥5.00 of one source and spends nothing, to its final accounts."""
    year = Story()
    year.tell("2025-01-02", fund.AccountOpened(2025, CARRIER, opening))
    if source is not None:
        year.tell("2025-03-03", received("R-1", source, 5_00, "2025-03-03", PayerKind.AUTHORITY))
    year.tell("2025-12-31", fund.YearClosed(FINHEAD, date(2025, 12, 31)))
    year.tell("2026-01-28", fund.FinalAccountsDrafted((), FINANCE))
    year.tell("2026-02-02", fund.FinalAccountsApproved(HEAD, date(2026, 2, 2), document))
    return balanced(tuple(year.told))


class TestTheReplyOfTheAuthority:
    """Whatever the treasury gave, in whatever way it came to the year, it is accounted for to the authority."""

    @pytest.mark.parametrize("source", [GRANT, AWARD])
    def test_either_kind_of_fiscal_money(self, source: FundSource) -> None:
        [one] = found(small_year(source=source), "fund.final-without-reply")
        assert one.message("en").startswith(f"{ACCOUNT} had 5.00 of fiscal money")
        assert found(small_year(source=source, document="批"), "fund.final-without-reply") == []

    def test_carried_over_and_received_together(self) -> None:
        [one] = found(small_year(SourceAmount(GRANT, 2_00), source=AWARD), "fund.final-without-reply")
        assert "有财政资金 7.00 元" in one.message("zh")

    @pytest.mark.parametrize("fen", [1, 0])
    def test_a_fen_carried_over_is_fiscal_money_and_nothing_is_none(self, fen: int) -> None:
        assert len(found(small_year(SourceAmount(GRANT, fen)), "fund.final-without-reply")) == fen

    def test_other_money_needs_no_reply(self) -> None:
        assert found(small_year(SourceAmount(OWN, 1), source=OWN), "fund.final-without-reply") == []


class TestTheOrder:
    def test_a_draft_ahead_of_the_close_is_told_once(self) -> None:
        history = drop(of_2025(fund.YearClosed))(LAWFUL)
        assert len(found(history, "fund.final-before-close")) == 1
        undrafted = drop(of_2025(fund.FinalAccountsDrafted))(history)
        [one] = found(undrafted, "fund.final-before-close")
        assert one.interval.first == date(2026, 3, 9)

    def test_an_account_that_was_not_opened_has_no_year(self) -> None:
        """Nothing is known of its year but that it has none: `fund.unopened` says so."""
        history = drop(of_2025(fund.AccountOpened))(LAWFUL)
        early = change(of_2025(fund.YearClosed), on=date(2025, 1, 1))(history)
        assert found(early, "fund.closed-early") == []

    @pytest.mark.parametrize("year", [0, 10_000, 2024, 2026])
    def test_a_year_that_no_calendar_has_does_not_end(self, year: int) -> None:
        history = change(of_2025(fund.AccountOpened), year=year)(LAWFUL)
        assert [one.delta for one in found(history, "fund.closed-early")] == [days(365)] * (year == 2026)

    def test_a_claim_sent_back_and_handed_in_again_is_told_of_its_latest(self) -> None:
        history = then(
            drop(one(fund.ClaimRejected, claim="C-11")),
            move(one(fund.ClaimSubmitted, claim="C-11"), after=one(fund.ClaimReturned, claim="C-11")),
        )(LAWFUL)
        [open_] = found(history, "fund.year-closed-with-open-claims")
        assert open_.evidence[1].version == 86


class TestWhoReconcilesAndPays:
    """SD-3: whichever comes first, and told once."""

    CHECK = "fund.reconciler-is-cashier"

    def lead(self, *payments: str) -> Apply:
        return then(change(month(9), reconciler=LEAD), *(change(payment(claim), payer=LEAD) for claim in payments))

    def test_the_first_payment_is_told_and_not_the_next(self) -> None:
        more = insert(payment("C-10"), told("2025-11-26", fund.FundReturned(
            "H-9", OWN, 1, date(2025, 11, 26), LEAD, HEAD, "退", "P")))  # fmt: skip
        assert len(found(then(self.lead("C-10"), more)(LAWFUL), self.CHECK)) == 1

    def test_who_let_money_go_without_approval_does_not_reconcile_it(self) -> None:
        paid = then(left(day="2025-10-09"), change(one(fund.UnapprovedPaymentReported), payer=LEAD))
        assert len(found(then(paid, change(month(10), reconciler=LEAD))(LAWFUL), self.CHECK)) == 1

    def test_a_report_after_the_reconciliation_is_no_breach_of_it(self) -> None:
        paid = then(left(), change(one(fund.UnapprovedPaymentReported), payer=LEAD))
        assert found(then(paid, change(month(9), reconciler=LEAD))(LAWFUL), self.CHECK) == []


class TestOpenings:
    def test_what_is_carried_over_below_nothing_is_not_the_openings_fault(self) -> None:
        history = change(of_2025(fund.AccountOpened), opening=(SourceAmount(OWN, -1),))(LAWFUL)
        assert found(history, "fund.opening-negative") == []
        alone = tuple(told for told in history if told.kind != "fund/2024")
        [one] = found(alone, "fund.opening-negative")
        assert one.subjects == (ACCOUNT, "carrier")
        assert one.evidence[0].stream == f"{STUDIO}/fund/2025"

    def test_a_first_account_may_open_with_nothing(self) -> None:
        assert found(small_year(SourceAmount(OWN, 0)), "fund.opening-negative") == []


class TestPublications:
    """明码标价: public since a day that is not made up afterwards."""

    def backdated(self, corrects: tuple[str, int], published: date) -> list[Finding]:
        said = tariff.TariffPublished(2, published, date(2025, 7, 20), "网站", STAFF.id)
        history = add("2025-07-20", TARIFF, STAFF, said, corrects=corrects)(compliant())
        known = Grounds.of(history, studio=CHENGDU)
        findings = audit_studio(history, grounds=known, studio=CHENGDU, as_of=date(2025, 7, 31))
        return [one for one in findings if one.check == "fee.publication-backdated"]

    def test_a_correction_of_a_correction_goes_back_to_the_first(self) -> None:
        assert self.backdated((SCHEDULE, 6), date(2025, 7, 10)) == []

    def test_a_correction_of_what_is_not_there_stands_for_itself(self) -> None:
        [one] = self.backdated((SCHEDULE, 99), date(2025, 7, 19))
        assert one.delta == days(1)


def test_the_last_fiscal_money_is_seen_even_if_all_went_back() -> None:
    """Received, and handed back to the fen: there was fiscal money, and the authority replies about it."""
    back = told("2025-06-03", fund.FundReturned("H-1", GRANT, 5_00, date(2025, 6, 3), LEAD, HEAD, "退", "P"))
    history = insert(one(fund.FundReceived), back)(small_year(source=GRANT))
    assert len(found(balanced(history), "fund.final-without-reply")) == 1
    assert found(then(change(FINAL, document="批"))(LAWFUL), "fund.final-without-reply") == []
