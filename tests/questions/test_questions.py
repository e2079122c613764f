"""Each question lists what it asks for and leaves out what comes near, with the facts that a row rests on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from nonsense import OWNERS, histories
from studio_domain import client_case as case
from studio_domain.aggregate import Reason, Recorded
from studio_domain.audit.engine import show
from studio_domain.expert_contract import facts as expert
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import READINGS
from studio_domain.questions import Asked, questions
from studio_domain.studio import StaffJoined
from studio_domain.values import PersonId
from telling import Studio, noon

DAY = date(2025, 12, 31)
PAPER = case.Evidence("记录", "0" * 64)
A, B, C, D = (PersonId(f"p-{name}") for name in ("ask", "check", "grant", "pay"))


def asked(name: str, history: list[Recorded[Any]], as_of: date = DAY, **rest: Any) -> list[tuple[Any, ...]]:
    """The cells of the rows that answer a question."""
    answering = questions()[name].make(Asked(as_of, **rest))
    show(history, answering.watches(), as_of=as_of)
    answers = list(answering.answers())
    there = {event.place for event in history}
    assert all(answer.evidence and set(answer.evidence) <= there for answer in answers)
    return [answer.cells for answer in answers]


def claimed(
    studio: Studio,
    claim: str = "bx-1",
    *,
    fen: int = 100_00,
    number: str = "1",
    hands: tuple[PersonId, ...] = (A, B, C, D),
    days: tuple[str, ...] = ("2025-03-03", "2025-03-04", "2025-03-05", "2025-03-06"),
    issuer: str | None = None,
    kind: fund.VoucherKind = fund.VoucherKind.INVOICE,
) -> Studio:
    """A claim that passes through four hands; a day that is empty leaves its step out."""
    voucher = fund.Voucher(kind, number, fen, date(2025, 3, 1), None, issuer)
    paid = date.fromisoformat(days[3]) if days[3] else DAY
    steps = (
        fund.ClaimSubmitted(claim, fund.ClaimKind.EXPENSE, "L", "x", fen, (voucher,), hands[0], "r", "培训场地"),
        fund.ClaimReviewed(claim, hands[1]),
        fund.ClaimApproved(claim, hands[2]),
        fund.ClaimPaid(claim, hands[3], paid, fund.ReceiptMode.BANK, "T-1", "记-1"),
    )
    for day, who, fact in sorted(zip(days, hands, steps, strict=True), key=lambda one: one[0]):
        if day:
            studio.tell(day, "fund/2025", fact, by=who)
    return studio


def opened(studio: Studio, name: str = "2025-01", *, due: str = "2025-06-30", on: str = "2025-01-06") -> Studio:
    """A case of that number."""
    said = case.CaseOpened(name, "c-1", ("n-1",), A, date.fromisoformat(on), date.fromisoformat(due))
    studio.tell(on, f"case/{name}", said, by=A)
    return studio


def closed(studio: Studio, on: str, name: str = "2025-01", *, objective: bool = False) -> Studio:
    """The case is closed on that day."""
    kind = case.ClosureKind.OBJECTIVE if objective else case.ClosureKind.COMPLETED
    day, reason = date.fromisoformat(on), "force_majeure" if objective else None
    studio.tell(on, f"case/{name}", case.ClosureProposed(1, kind, reason, (PAPER,), A, day), by=A)
    studio.tell(on, f"case/{name}", case.CaseClosed(1, kind, B, day), by=B)
    return studio


def served(studio: Studio, day: str, mentor: PersonId = A, name: str = "2025-01") -> Studio:
    """A service of an hour in the case."""
    start = noon(day)
    said = case.ServiceDelivered(
        f"s-{day}", "2.2", "policy", case.Channel.VISIT, mentor, start, start + timedelta(hours=1), "room-1", None, (),
        PAPER,
    )  # fmt: skip
    studio.tell(day, f"case/{name}", said, by=mentor)
    return studio


JOINED = StaffJoined(A, "mentor", ("接待",), date(2025, 3, 1))


class TestMoney:
    @pytest.mark.parametrize(("fen", "rows"), [(10_000_00, 1), (9_999_99, 0)])
    def test_large_payments_from_the_amount_on(self, fen: int, rows: int) -> None:
        found = asked("large-payments", claimed(Studio(), fen=fen).history)
        assert len(found) == rows
        assert not rows or found[0][:3] == ("2025 bx-1", "2025-03-06", fen)
        assert len(asked("large-payments", claimed(Studio(), fen=fen).history, least=9_999_99)) == 1

    def test_large_payments_the_largest_first_and_only_paid_ones(self) -> None:
        studio = claimed(Studio(), "bx-1", fen=20_000_00)
        claimed(studio, "bx-2", fen=30_000_00, number="2")
        claimed(studio, "bx-3", fen=40_000_00, number="3", days=("2025-04-01", "2025-04-02", "2025-04-03", ""))
        assert [row[0] for row in asked("large-payments", studio.history)] == ["2025 bx-2", "2025 bx-1"]

    @pytest.mark.parametrize(
        ("hands", "said"),
        [((A, B, C, D), None), ((A, B, A, D), "claimed, approved"), ((A, B, C, C), "approved, paid")],
    )
    def test_same_hands(self, hands: tuple[PersonId, ...], said: str | None) -> None:
        found = asked("same-hands", claimed(Studio(), hands=hands).history)
        assert [row[2] for row in found] == ([said] if said else [])

    def test_who_attests_what_he_claims_is_not_asked_for(self) -> None:
        studio = claimed(Studio())
        studio.tell("2025-03-03", "fund/2025", fund.GoodsAccepted("bx-1", A, date(2025, 3, 3), "验收单"), by=A)
        assert asked("same-hands", studio.history) == []

    def test_slow_claims_the_slowest_first_and_paid_before_asked(self) -> None:
        studio = claimed(Studio(), "bx-1")
        claimed(studio, "bx-2", number="2", days=("2025-05-10", "2025-05-11", "2025-05-12", "2025-05-08"))
        claimed(studio, "bx-3", number="3", days=("2025-06-01", "2025-06-02", "2025-06-03", "2025-08-01"))
        found = asked("slow-claims", studio.history)
        assert [(row[0], row[3]) for row in found][:2] == [("2025 bx-3", 61), ("2025 bx-1", 3)]

    @pytest.mark.parametrize(
        ("days", "how"),
        [
            (("2025-03-03", "2025-03-04", "2025-03-05", "2025-03-06"), None),
            (("2025-03-03", "2025-03-04", "2025-03-07", "2025-03-06"), "approved-later"),
            (("2025-03-03", "2025-03-04", "", "2025-03-06"), "never-approved"),
        ],
    )
    def test_unapproved_payments(self, days: tuple[str, ...], how: str | None) -> None:
        found = asked("unapproved-payments", claimed(Studio(), days=days).history)
        assert [row[4] for row in found] == ([how] if how else [])

    def test_reported_payments_are_told(self) -> None:
        said = fund.UnapprovedPaymentReported("u-1", fund.FundSource.CARRIER, 80_00, date(2025, 3, 4), D, "T-9")
        studio = Studio().tell("2025-03-04", "fund/2025", said)
        assert asked("unapproved-payments", studio.history) == [("u-1", "2025-03-04", 80_00, D, "reported")]

    @pytest.mark.parametrize(
        ("second", "times"),
        [("2533 2000 0000 1234 5678", 2), ("２５３３２０００００００１２３４５６７８", 2), ("1", 0)],
    )
    def test_repeated_invoices_however_they_are_spelt(self, second: str, times: int) -> None:
        studio = claimed(Studio(), "bx-1", number="25332000000012345678")
        found = asked("repeated-invoices", claimed(studio, "bx-2", number=second).history)
        assert [row[3] for row in found] == ([times] if times else [])

    def test_receipts_of_two_issuers_are_two(self) -> None:
        studio = claimed(Studio(), "bx-1", kind=fund.VoucherKind.RECEIPT, issuer="甲")
        claimed(studio, "bx-2", kind=fund.VoucherKind.RECEIPT, issuer="乙")
        assert asked("repeated-invoices", studio.history) == []

    def test_transfers_with_their_answers(self) -> None:
        studio = Studio()
        for name in ("t-1", "t-2", "t-3"):
            said = fund.TransferRequested(name, "宣传费", "培训费", 500_00, A, "x")
            studio.tell("2025-03-03", "fund/2025", said, by=A)
        studio.tell("2025-03-04", "fund/2025", fund.TransferApproved("t-1", C), by=C)
        studio.tell("2025-03-05", "fund/2025", fund.TransferDeclined("t-2", C, "x"), by=C)
        found = asked("transfers", studio.history)
        assert [(row[6], row[7], row[8]) for row in found] == [
            ("approved", C, "2025-03-04"), ("declined", C, "2025-03-05"), ("waiting", None, None),
        ]  # fmt: skip


class TestCases:
    @pytest.mark.parametrize(("on", "days"), [("2025-06-30", None), ("2025-07-01", 1)])
    def test_overdue_cases_from_the_day_after(self, on: str, days: int | None) -> None:
        found = asked("overdue-cases", closed(opened(Studio()), on).history)
        assert [row[6] for row in found] == ([days] if days else [])

    def test_overdue_cases_still_open(self) -> None:
        history = opened(Studio()).history
        assert [row[5:] for row in asked("overdue-cases", history)] == [(None, 184)]
        assert asked("overdue-cases", history, date(2025, 6, 30)) == []

    def test_an_extension_moves_the_day(self) -> None:
        studio = opened(Studio())
        said = case.CaseTermExtended("e-1", date(2025, 9, 28), B, date(2025, 6, 20))
        studio.tell("2025-06-20", "case/2025-01", said, by=B)
        assert asked("overdue-cases", studio.history, date(2025, 9, 28)) == []
        assert [row[6] for row in asked("overdue-cases", studio.history, date(2025, 9, 29))] == [1]

    @pytest.mark.parametrize(("day", "rows"), [("2025-11-01", 0), ("2025-10-31", 1)])
    def test_idle_cases_after_sixty_days(self, day: str, rows: int) -> None:
        studio = served(opened(Studio(), on="2025-01-06"), day)
        found = asked("idle-cases", studio.history)
        assert [row[4:] for row in found] == ([("2025-10-31", 61)] if rows else [])

    def test_a_closed_case_does_not_rest(self) -> None:
        assert asked("idle-cases", closed(opened(Studio()), "2025-03-01").history) == []

    def test_objective_closures_and_no_others(self) -> None:
        studio = closed(opened(Studio()), "2025-03-01", objective=True)
        closed(opened(studio, "2025-02"), "2025-03-02", "2025-02")
        found = asked("objective-closures", studio.history)
        assert found == [("2025-01", A, "force_majeure", 1, B, "2025-03-01")]

    def test_services_without_a_contract(self) -> None:
        studio = opened(Studio())
        studio.tell("2025-03-01", "studio/profile", JOINED, by=C)
        served(served(studio, "2025-03-03", A), "2025-03-04", B)
        assert [row[3] for row in asked("services-without-contract", studio.history)] == [B]


class TestExperts:
    def test_fees_and_hours(self) -> None:
        studio, start = Studio(), noon("2025-03-03")
        for fact in (
            expert.ExpertNominated(A, B, "融资", "x", date(2025, 1, 6)),
            expert.ServiceLogged("l-1", "t-1", "o-1", start, start + timedelta(minutes=90), A),
            expert.LogVerified("l-1", 80, B, True, None, date(2025, 3, 4)),
            expert.FeeClaimed("f-1", ("l-1",), 1, 1_000_00, 40_00, 960_00, "x", "bx-1", date(2025, 3, 5)),
            expert.FeeClaimed("f-2", ("l-1",), 1, 500_00, 0, 500_00, "x", "bx-2", date(2025, 3, 5)),
            expert.FeeWithdrawn("f-2", date(2025, 3, 6)),
            expert.FeePaid("f-1", date(2025, 3, 7)),
        ):
            studio.tell("2025-03-07", "expert/k-1", fact)
        assert asked("expert-fees", studio.history) == [("k-1", A, 90, 80, 1_000_00, 40_00, 960_00)]


class TestTrail:
    @pytest.mark.parametrize(("known", "days"), [("2025-03-11", None), ("2025-03-12", 8)])
    def test_late_records_after_a_week(self, known: str, days: int | None) -> None:
        said = fund.ClaimReviewed("bx-1", B)
        studio = Studio().tell("2025-03-04", "fund/2025", said, known=known, reason=Reason.LATE_ENTRY)
        found = asked("late-records", studio.history)
        assert [row[3] for row in found] == ([days] if days else [])

    def test_acted_for_others(self) -> None:
        studio = Studio()
        studio.tell("2025-03-04", "fund/2025", fund.ClaimReviewed("bx-1", B), by=A, on_behalf_of=B, role="finance")
        studio.tell("2025-03-05", "fund/2025", fund.ClaimReviewed("bx-2", B), by=A, on_behalf_of=B, role="finance")
        studio.tell("2025-03-06", "fund/2025", fund.ClaimReviewed("bx-3", B), by=B)
        assert asked("acted-for-others", studio.history) == [(A, B, "finance", 2, "ClaimReviewed × 2")]

    def test_imported_records_by_batch(self) -> None:
        studio = Studio()
        studio.tell("2025-03-04", "fund/2025", fund.ClaimReviewed("bx-1", B), batch="b-1")
        studio.tell(
            "2025-03-05", "fund/2025", fund.ClaimReviewed("bx-2", B), batch="b-1", claimed_at=noon("2025-03-05")
        )
        studio.tell("2025-03-06", "fund/2025", fund.ClaimReviewed("bx-3", B))
        assert asked("imported-records", studio.history) == [("b-1", "fund", 2, 1)]

    @pytest.mark.parametrize(("day", "rows"), [("2025-03-07", 0), ("2025-03-08", 1)], ids=["Friday", "Saturday"])
    def test_weekend_approvals(self, day: str, rows: int) -> None:
        days = "2025-03-03", "2025-03-04", day, day
        assert len(asked("weekend-approvals", claimed(Studio(), days=days).history)) == 2 * rows


@pytest.mark.parametrize("name", questions())
def test_a_question_says_what_it_is_in_both_languages(name: str) -> None:
    one = questions()[name]
    assert one.clause in READINGS
    assert len({column.name for column in one.columns}) == len(one.columns)
    for said in (one.zh, one.en, one.says_zh, one.says_en, *(word for c in one.columns for word in (c.zh, c.en))):
        assert said.strip() == said != ""
    assert not one.zh.isascii()
    assert one.en.isascii()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(history=histories)
def test_a_history_that_could_not_be_ours_is_answered(history: list[Recorded[Any]]) -> None:
    for question in questions().values():
        for owner in OWNERS:
            answering = question.make(Asked(DAY))
            show([event for event in history if event.studio == owner], answering.watches(), as_of=DAY)
            for answer in answering.answers():
                assert len(answer.cells) == len(question.columns)
                for column, cell in zip(question.columns, answer.cells, strict=True):
                    assert cell is None or type(cell) is (int if column.unit in ("fen", "count") else str)
