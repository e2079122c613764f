"""Checks of 追加预算 (3.4.6.b): what a supplement adds rests on money beyond the budget, between budget and close."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.budget import Line, forbidden
from studio_domain.audit.finding import Finding, Predicate, count, fen, finding, text
from studio_domain.fund_account.facts import (
    BudgetSupplementApproved,
    BudgetSupplementDrafted,
    FundSource,
    YearClosed,
)
from studio_domain.guideline import Clause, Kind
from studio_domain.policy import Terms

NOT_DRAFTED: Final = Predicate(
    "fund.supplement-not-drafted",
    Clause.BUDGET,
    Kind.G,
    zh="追加预算 {supplement} 获批准，却没有待批的草案",
    en="supplement {supplement} was approved although no draft of it awaited approval",
)
BEFORE_BUDGET: Final = Predicate(
    "fund.supplement-before-budget",
    Clause.BUDGET,
    Kind.G,
    zh="追加预算 {supplement} 批准时，年度预算尚未批准",
    en="supplement {supplement} was approved before the budget of its year was",
)
AFTER_CLOSE: Final = Predicate(
    "fund.supplement-after-close",
    Clause.BUDGET,
    Kind.G,
    zh="追加预算 {supplement} 在年度结账之后批准",
    en="supplement {supplement} was approved after the close of its year",
)
OVER_INCOME: Final = Predicate(
    "fund.supplement-over-income",
    Clause.BUDGET,
    Kind.G,
    zh="追加预算 {supplement} 给 {source} 的科目追加 {added:yuan} 元，新增收入仅 {income:yuan} 元",
    en="supplement {supplement} adds {added:yuan} to lines of {source}, whose additional income is {income:yuan}",
)
LINES_SENSELESS: Final = Predicate(
    "fund.supplement-lines",
    Clause.BUDGET,
    Kind.G,
    zh="追加预算 {supplement} 的科目中有 {wrong} 行重复或不为正数，或没有任何科目",
    en="supplement {supplement} has {wrong} lines that stand twice or are not positive, or has no line at all",
)
LINE_DIFFERS: Final = Predicate(
    "fund.supplement-line-differs",
    Clause.BUDGET,
    Kind.G,
    zh="追加预算 {supplement} 把科目 {line} 列为 {asked}，预算中为 {budgeted}",
    en="supplement {supplement} has line {line} as {asked}, the budget as {budgeted}",
)
DRAFTER_APPROVES: Final = Predicate(
    "fund.supplement-drafter-approves",
    Clause.BUDGET,
    Kind.G,
    zh="追加预算 {supplement} 由编制人 {person} 本人批准，或由他人代其批准",
    en="supplement {supplement} was approved by {person}, who drafted it, or on that person's behalf",
)
UNDOCUMENTED: Final = Predicate(
    "fund.supplement-without-document",
    Clause.BUDGET,
    Kind.G,
    zh="追加预算 {supplement} 的批准没有文件",
    en="the approval of supplement {supplement} names no document",
)


def judge(
    event: Recorded[BudgetSupplementApproved],
    draft: Recorded[BudgetSupplementDrafted] | None,
    lines: Mapping[str, Line] | None,
    closed: Recorded[YearClosed] | None,
    terms: Terms,
) -> Iterator[Finding]:
    """What is wrong with an approval: by the *lines* as they stood (None: no budget yet), by the terms of its day."""
    name = event.fact.supplement
    if draft is None:
        yield finding(NOT_DRAFTED, event, name, expected=count(1), actual=count(0), delta=count(1), supplement=name)
    if lines is None:
        yield finding(BEFORE_BUDGET, event, name, expected=count(1), actual=count(0), delta=count(1), supplement=name)
    if closed is not None:
        yield finding(
            AFTER_CLOSE, event, name,
            expected=count(0), actual=count(1), delta=count(1), also=(closed.place,), supplement=name,
        )  # fmt: skip
    if not event.fact.document.strip():
        yield finding(UNDOCUMENTED, event, name, expected=count(1), actual=count(0), delta=count(1), supplement=name)
    if draft is not None:
        yield from _hands(event, draft)
        yield from _lines(event, draft, lines or {}, terms)
        yield from _means(event, draft)


def _hands(event: Recorded[BudgetSupplementApproved], draft: Recorded[BudgetSupplementDrafted]) -> Iterator[Finding]:
    drafter = draft.fact.drafter
    if drafter in (event.fact.approver, event.context.on_behalf_of):
        yield finding(
            DRAFTER_APPROVES, event, event.fact.supplement, drafter,
            expected=count(2), actual=count(1), delta=count(1), also=(draft.place,),
            supplement=event.fact.supplement, person=drafter,
        )  # fmt: skip


def _lines(
    event: Recorded[BudgetSupplementApproved],
    draft: Recorded[BudgetSupplementDrafted],
    lines: Mapping[str, Line],
    terms: Terms,
) -> Iterator[Finding]:
    name, because = event.fact.supplement, (draft.place,)
    times = Counter(more.line for more in draft.fact.lines)
    wrong = sum(times[more.line] > 1 or more.fen <= 0 for more in draft.fact.lines)
    if wrong or not times:
        yield finding(
            LINES_SENSELESS, event, name,
            expected=count(0), actual=count(wrong), delta=count(wrong), also=because, supplement=name, wrong=wrong,
        )  # fmt: skip
    for more in draft.fact.lines:
        known = lines.get(more.line)
        if known is not None and (known.source, known.category) != (more.source, more.category):
            budgeted, asked = (f"{one.source.value} {one.category}" for one in (known, more))
            yield finding(
                LINE_DIFFERS, event, name, more.line,
                expected=text(budgeted), actual=text(asked), delta=fen(more.fen), also=(*because, *known.because),
                supplement=name, line=more.line, asked=asked, budgeted=budgeted,
            )  # fmt: skip
        if more.source is FundSource.FISCAL_GRANT and more.category in terms.fund.fiscal_forbidden:
            yield forbidden(event, more.line, more.category, more.fen, terms, because)


def _means(event: Recorded[BudgetSupplementApproved], draft: Recorded[BudgetSupplementDrafted]) -> Iterator[Finding]:
    name, also = event.fact.supplement, (draft.place,)
    added: Counter[FundSource] = Counter()
    for more in draft.fact.lines:
        added[more.source] += more.fen
    income: Counter[FundSource] = Counter()
    for each in draft.fact.income:
        income[each.source] += each.fen
    for source, total in added.items():
        if total > income[source]:
            yield _beyond(event, name, source, total, income[source], also)


def _beyond(
    event: Recorded[BudgetSupplementApproved],
    name: str,
    source: FundSource,
    added: int,
    income: int,
    also: tuple[Place, ...],
) -> Finding:
    return finding(
        OVER_INCOME, event, name, source.value,
        expected=fen(income), actual=fen(added), delta=fen(added - income), also=also,
        supplement=name, source=source, added=added, income=income,
    )  # fmt: skip
