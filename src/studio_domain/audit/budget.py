"""Checks of 编制预算 (3.4.6.b, 3.3.g): what a budget may hold when it is approved, and by whom it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from attrs import Factory, define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.finding import Finding, Predicate, count, fen, finding
from studio_domain.fund_account import facts as fund
from studio_domain.fund_account.facts import FundSource, SourceAmount
from studio_domain.guideline import Clause, Kind, hands
from studio_domain.policy import Terms

_FORBIDDEN_KEY: Final = "fund.fiscal_forbidden"

LINES_OVER_INCOME: Final = Predicate(
    "fund.lines-over-income",
    Clause.BUDGET,
    Kind.G,
    zh="来源 {source} 的预算科目合计 {planned:yuan} 元，超过上年结转与预计收入合计 {income:yuan} 元",
    en="the lines of {source} sum to {planned:yuan}, more than what was carried over and is expected, {income:yuan}",
)
DRAFTER_APPROVES: Final = Predicate(
    "fund.budget-drafter-approves",
    Clause.BUDGET,
    Kind.G,
    zh="预算由编制人 {person} 本人或受其委托的人批准",
    en="the budget was approved by {person}, who drafted it, or on that person's behalf",
)
FORBIDDEN_CATEGORY: Final = Predicate(
    "fund.forbidden-category",
    Clause.FUND_SAFETY,
    Kind.A,
    zh="{what} 以财政补助列支 {category} 类 {amount:yuan} 元，属不得列支的类别",
    en="{what} spends {amount:yuan} of a fiscal grant on {category}, which it may not pay",
    policy=_FORBIDDEN_KEY,
)


@define
class Line:
    """A line of the approved budget, as supplements and transfers so far made it, and the facts that did.

    `approved` is what budget and supplements gave it, `given` what it has passed on to other lines since.
    """

    source: FundSource
    category: str
    limit: int
    because: list[Place] = field(factory=list)
    approved: int = Factory(lambda line: line.limit, takes_self=True)
    given: int = 0


def judge(
    event: Recorded[fund.BudgetApproved],
    draft: Recorded[fund.BudgetDrafted],
    opening: Iterable[SourceAmount],
    terms: Terms,
) -> Iterator[Finding]:
    """What is wrong with a budget, by the terms of the day of its approval; what was carried over may be spent."""
    drafter = draft.fact.drafter
    if drafter in hands(event.fact.approver, event.context.on_behalf_of):
        yield finding(
            DRAFTER_APPROVES,
            event,
            event.stream,
            drafter,
            expected=count(2),
            actual=count(1),
            delta=count(1),
            also=(draft.place,),
            person=drafter,
        )
    planned: defaultdict[FundSource, int] = defaultdict(int)
    for line in draft.fact.lines:
        planned[line.source] += line.fen
        if line.source is FundSource.FISCAL_GRANT and line.category in terms.fund.fiscal_forbidden:
            yield forbidden(event, line.line, line.category, line.fen, terms, (draft.place,))
    income: defaultdict[FundSource, int] = defaultdict(int)
    for expected in (*opening, *draft.fact.income):
        income[expected.source] += expected.fen
    for source, total in planned.items():
        if total > income[source]:
            yield finding(
                LINES_OVER_INCOME,
                event,
                event.stream,
                source.value,
                expected=fen(income[source]),
                actual=fen(total),
                delta=fen(total - income[source]),
                also=(draft.place,),
                source=source,
                planned=total,
                income=income[source],
            )


def forbidden(
    event: Recorded[fund.BudgetApproved | fund.BudgetSupplementApproved | fund.ClaimApproved],
    what: str,
    category: str,
    amount: int,
    terms: Terms,
    because: tuple[Place, ...],
) -> Finding:
    """A fiscal grant that a line sets aside, or a claim spends, on what it may not pay (专款专用)."""
    return finding(
        FORBIDDEN_CATEGORY,
        event,
        what,
        expected=fen(0),
        actual=fen(amount),
        delta=fen(amount),
        also=because,
        binding=terms.binds(_FORBIDDEN_KEY),
        policy=terms.cite(_FORBIDDEN_KEY),
        what=what,
        category=category,
        amount=amount,
    )
