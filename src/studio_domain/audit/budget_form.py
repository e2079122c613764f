"""Checks of what a budget says when it is approved (按要求编制经费预决算, 3.4.6.b): once, on paper, line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Measure, Predicate, count, fen, finding
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import Clause, Kind

APPROVED_TWICE: Final = Predicate(
    "fund.budget-approved-twice",
    Clause.BUDGET,
    Kind.G,
    zh="{account} 的预算重复批准；已批准的预算只能调剂、追加",
    en="the budget of {account} was approved twice; what is approved changes by transfers and supplements only",
)
WITHOUT_DOCUMENT: Final = Predicate(
    "fund.budget-without-document",
    Clause.BUDGET,
    Kind.G,
    zh="{account} 的预算批准没有文件",
    en="no document says that the budget of {account} was approved",
)
WITHOUT_LINES: Final = Predicate(
    "fund.budget-without-lines",
    Clause.BUDGET,
    Kind.G,
    zh="{account} 批准的预算没有任何科目",
    en="the budget of {account} was approved without a single line",
)
LINE_TWICE: Final = Predicate(
    "fund.budget-line-twice",
    Clause.BUDGET,
    Kind.G,
    zh="{account} 批准的预算中，科目 {line} 出现 {actual} 次",
    en="the budget of {account} was approved with line {line} in it {actual} times",
)
LINE_NOT_POSITIVE: Final = Predicate(
    "fund.budget-line-not-positive",
    Clause.BUDGET,
    Kind.G,
    zh="{account} 批准的预算中，科目 {line} 为 {actual:yuan} 元",
    en="the budget of {account} was approved with line {line} of {actual:yuan}",
)


@define
class BudgetForm:
    """A budget is approved once, by a document, with lines of different names that each set money aside.

    A draft may be anything until it is approved. An approval that corrects the one before takes its place.
    """

    _drafts: dict[str, Recorded[fund.BudgetDrafted]] = field(factory=dict)
    _approved: dict[str, Place] = field(factory=dict)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(fund.BudgetDrafted, self._drafted)
        yield on(fund.BudgetApproved, self._approval)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _drafted(self, event: Recorded[fund.BudgetDrafted]) -> None:
        self._drafts[event.stream] = event

    def _approval(self, event: Recorded[fund.BudgetApproved]) -> None:
        before, draft = self._approved.get(event.stream), self._drafts.get(event.stream)
        if before and event.context.corrects != (before.stream, before.version):
            self._add(APPROVED_TWICE, event, expected=count(1), actual=count(2), delta=count(1), also=(before,))
        self._approved[event.stream] = event.place
        if not event.fact.document.strip():
            self._add(WITHOUT_DOCUMENT, event, expected=count(1), actual=count(0), delta=count(1))
        if draft is None or not draft.fact.lines:
            also = (draft.place,) if draft else ()
            self._add(WITHOUT_LINES, event, expected=count(1), actual=count(0), delta=count(1), also=also)
        else:
            self._lines(event, draft)

    def _lines(self, event: Recorded[fund.BudgetApproved], draft: Recorded[fund.BudgetDrafted]) -> None:
        also = (draft.place,)
        for line, times in Counter(one.line for one in draft.fact.lines).items():
            if times > 1:
                self._add(
                    LINE_TWICE, event, line,
                    expected=count(1), actual=count(times), delta=count(times - 1), also=also,
                )  # fmt: skip
        for one in draft.fact.lines:
            if one.fen <= 0:
                self._add(
                    LINE_NOT_POSITIVE, event, one.line,
                    expected=fen(1), actual=fen(one.fen), delta=fen(one.fen - 1), also=also,
                )  # fmt: skip

    def _add(
        self,
        predicate: Predicate,
        event: Recorded[fund.BudgetApproved],
        line: str | None = None,
        *,
        expected: Measure,
        actual: Measure,
        delta: Measure,
        also: tuple[Place, ...] = (),
    ) -> None:
        subjects = (event.stream,) if line is None else (line, event.stream)
        self._found.append(
            finding(
                predicate, event, *subjects,
                expected=expected, actual=actual, delta=delta, also=also, account=event.stream, line=line,
            )
        )  # fmt: skip
