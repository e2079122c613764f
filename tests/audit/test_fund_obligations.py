"""What an account owes (3.4.6.c, 3.3.g, 3.4.6.b): each by its day, not overdue on it, and never forgotten."""

from __future__ import annotations

from datetime import date

import pytest

from audit.bookkeeping import balanced
from audit.changing import History, Told, drop, insert, one, redate, then
from audit.fund_changes import of_2025
from audit.histories import (
    ACCOUNT,
    AS_OF,
    CASHIER,
    FINANCE,
    FINHEAD,
    STUDIO,
    Story,
    grounds,
    lawful_year,
    reconciled,
    recorded,
)
from studio_domain.audit.engine import audit
from studio_domain.audit.finding import Finding, Severity, Status
from studio_domain.audit.fund_checks import fund_checks, fund_ledgers
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.obligations import Entry, Standing
from studio_domain.fund_account import facts as fund
from studio_domain.policy import Policy
from studio_domain.working_calendar import CalendarAdopted, WorkingDays

LAWFUL = lawful_year()


def found(history: History, as_of: date = AS_OF, judged_by: Grounds | None = None) -> list[Finding]:
    return audit(recorded(history), fund_checks(judged_by or grounds()), as_of=as_of)


class TestObligations:
    """An advance is settled, a month reconciled, the year accounted for, each by its day and not after."""

    def entries(self, history: History, as_of: date, judged_by: Grounds | None = None) -> dict[str, Entry]:
        owed = fund_ledgers(judged_by or grounds())
        audit(recorded(history), [owed], as_of=as_of)
        return {entry.subject: entry for ledger in owed.ledgers for entry in ledger.entries(as_of)}

    @pytest.mark.parametrize(
        ("as_of", "standing"),
        [(date(2025, 7, 2), Standing.OPEN), (date(2025, 7, 3), Standing.OVERDUE)],
    )
    def test_open_on_its_due_day_overdue_the_day_after(self, as_of: date, standing: Standing) -> None:
        history = drop(one(fund.AdvanceSettled))(LAWFUL)
        assert self.entries(history, as_of)[f"{ACCOUNT}/C-07"].standing is standing

    def test_a_month_is_not_owed_before_its_end(self) -> None:
        assert f"{ACCOUNT}/06" not in self.entries(LAWFUL, date(2025, 6, 29))
        assert self.entries(LAWFUL, date(2025, 6, 30))[f"{ACCOUNT}/06"].standing is Standing.OPEN
        assert self.entries(LAWFUL, date(2025, 7, 10))[f"{ACCOUNT}/06"].standing is Standing.DISCHARGED

    def test_months_before_the_account_was_opened_are_not_owed(self) -> None:
        months = [subject for subject in self.entries(LAWFUL, AS_OF) if subject.startswith(f"{STUDIO}/fund/2024/")]
        assert months == [f"{STUDIO}/fund/2024/12"]

    @pytest.mark.parametrize(
        ("opened", "closed", "owed"),
        [
            ("2025-01-31", "2025-03-01", ["01", "02", "03"]),
            ("2025-02-01", "2025-02-28", ["02"]),
        ],
    )
    def test_months_before_it_was_opened_and_after_it_was_closed_are_not_owed(
        self, opened: str, closed: str, owed: list[str]
    ) -> None:
        """A month counts with its last day after the opening, and its first day before the close."""
        year = Story()
        year.tell(opened, fund.AccountOpened(2025, "91000000MA00000157", ()))
        year.tell(closed, fund.YearClosed(FINHEAD, date.fromisoformat(closed)))
        findings = [one for one in found(tuple(year.told), date(2025, 12, 31)) if one.check == "obligation.reconcile"]
        assert [one.subjects[0] for one in findings] == [f"{ACCOUNT}/{month}" for month in owed]

    def test_a_month_reconciled_before_its_end_is_still_owed(self) -> None:
        history = redate(one(fund.Reconciled, account="fund/2025", month=4), "2025-04-29", on=date(2025, 4, 29))(LAWFUL)
        assert [one.check for one in found(history, date(2025, 5, 15))] == ["fund.month-not-over"]
        assert {one.check for one in found(history, date(2025, 5, 16))} == {
            "fund.month-not-over",
            "obligation.reconcile",
        }

    def test_a_month_met_late_is_remedied_not_forgotten(self) -> None:
        history = then(drop(one(fund.Reconciled, account="fund/2025", month=4)), lambda told: (
            *told, Told("2026-06-01", "fund/2025", reconciled(4, "2026-06-01"))), balanced)(LAWFUL)  # fmt: skip
        (late,) = found(history)
        assert (late.check, late.status) == ("obligation.reconcile", Status.REMEDIED)

    @pytest.mark.parametrize(("rollover", "due"), [(True, date(2026, 4, 1)), (False, date(2026, 3, 31))])
    def test_final_accounts_roll_over_a_holiday(self, rollover: bool, due: date) -> None:
        """2026-03-31 is a Tuesday; were it off, Wednesday would be the last day, unless policy says otherwise."""
        years = [CalendarAdopted(year, (), (), "国办发明电") for year in (2024, 2025)]
        off = CalendarAdopted(2026, (date(2026, 3, 31),), (), "国办发明电")
        judged_by = Grounds(
            Policy.all_adopted(date(2024, 1, 1), **{"deadline.rollover": rollover}), WorkingDays([*years, off])
        )
        entry = self.entries(LAWFUL, AS_OF, judged_by)[ACCOUNT]
        assert entry.due == due

    def test_in_a_year_without_a_calendar_final_accounts_are_not_overdue(self) -> None:
        judged_by = Grounds(Policy.all_adopted(date(2024, 1, 1)), WorkingDays())
        history = drop(of_2025(fund.FinalAccountsApproved))(LAWFUL)
        assert found(history, judged_by=judged_by) == []

    def test_deadlines_that_nobody_adopted_warn_only(self) -> None:
        history = drop(one(fund.AdvanceSettled))(LAWFUL)
        findings = [one for one in found(history, judged_by=grounds(False)) if one.check == "obligation.voucher"]
        assert [one.severity for one in findings] == [Severity.WARNING]

    def test_the_same_claim_number_in_two_years_is_two_claims(self) -> None:
        """The advance of 2024 stays open although one of that number was settled in 2025."""
        year = Story("fund/2024")
        asked = fund.ClaimSubmitted("C-07", fund.ClaimKind.ADVANCE, "场地费", "rent", 10_00, (), FINANCE, "v1", "定金")
        paid = fund.ClaimPaid("C-07", CASHIER, date(2024, 12, 10), fund.ReceiptMode.BANK, "P", "记")
        year.tell("2024-12-09", asked)
        year.tell("2024-12-10", paid)
        history = insert(one(fund.AccountOpened, year=2024), *year.told)(LAWFUL)
        late = [one for one in found(history) if one.check == "obligation.voucher"]
        assert [one.subjects for one in late] == [(f"{STUDIO}/fund/2024/C-07",)]
