"""The desk of training and activities: what a decision rests on is pinned, and a judge's fee is a claim at once."""

from __future__ import annotations

from typing import Any, Final

from studio_domain.aggregate import At, Change
from studio_domain.desk import programs
from studio_domain.fund_account import ClaimSubmitted
from studio_domain.invoice import InvoiceUsed
from studio_domain.service_activity import JudgeFeeClaimed, ServiceActivity
from studio_domain.service_activity import judging as rules
from studio_domain.training_program import ProgramCancelled
from studio_words import TERMS
from studio_world import LU, XU, ZHOU
from telling import refused_by
from test_fund_rules import ACCOUNT, submit
from test_program_rules import CHARGED, CONTEST, LATER, SINCE, account, guided

CONTEST_AT: Final[At[ServiceActivity]] = At("hz-xihu-001/activity/a-1", 3, CONTEST)
FUND: Final = At("hz-xihu-001/fund/2025", 9, ACCOUNT)


def fee(*, mentor: Any = ZHOU) -> tuple[Change, ...]:
    """A fee of the judge, whose contestants are in the hands of somebody."""
    words = {name: submit.keywords[name] for name in ("claim", "line", "category", "fen", "vouchers", "purpose")}
    return programs.claim_judge_fee(
        CONTEST_AT,
        [At("hz-xihu-001/case/2024-0001", 7, guided(mentor=mentor))],
        FUND,
        (At("region-330106/invoice/9", 0, None),),
        judge=XU, claimant=LU, on=LATER, terms=TERMS, **words,
    )  # fmt: skip


def test_a_judges_fee_is_a_claim_that_pays_him() -> None:
    told, claimed, used, case = fee()
    (of_contest,), (of_account,), (of_invoice,) = told.facts, claimed.facts, used.facts
    assert of_contest == JudgeFeeClaimed(XU, 2025, "n", LU, LATER)
    assert isinstance(of_account, ClaimSubmitted)
    assert (of_account.claim, of_account.beneficiary, of_account.claimant) == ("n", XU, LU)
    assert isinstance(of_invoice, InvoiceUsed)
    assert (case.stream, case.expected, case.facts) == ("hz-xihu-001/case/2024-0001", 7, ())


def test_who_should_stand_aside_is_not_paid() -> None:
    since = SINCE.replace(day=LATER.day)
    with refused_by(rules.STANDS_ASIDE, judge=XU, contestant="k-1", since=since):
        fee(mentor=XU)


def test_a_programme_is_cancelled_while_its_refunds_stand() -> None:
    accounts = {
        2025: At("hz-xihu-001/fund/2025", 4, account(2025, 100_00)),
        2026: At("hz-xihu-001/fund/2026", 2, account(2026, 0, 100_00)),
    }
    program, *pinned = programs.cancel_program(
        At("hz-xihu-001/training/t-1", 2, CHARGED), accounts, reason="报名不足", by=ZHOU, on=LATER
    )
    assert program.facts == (ProgramCancelled("报名不足", ZHOU, LATER),)
    assert [(one.stream, one.expected, one.facts) for one in pinned] == [
        ("hz-xihu-001/fund/2025", 4, ()), ("hz-xihu-001/fund/2026", 2, ()),
    ]  # fmt: skip
