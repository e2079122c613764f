"""Checks of 预算执行 (3.4.6.b, 3.3.g): what was approved against what the line had when it was approved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit import budget, supplements, transfers
from studio_domain.audit.budget import Line, forbidden
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, fen, finding, text
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.legal_days import day_of
from studio_domain.fund_account import facts as fund
from studio_domain.fund_account.facts import FundSource, SourceAmount
from studio_domain.guideline import Clause, Kind

LINE_EXCEEDED: Final = Predicate(
    "fund.line-exceeded",
    Clause.BUDGET,
    Kind.G,
    zh="报销 {claim} 批准 {claimed:yuan} 元，科目 {line} 当时仅余 {free:yuan} 元，超出 {over:yuan} 元；"
    "其后的调剂、追加不能补正",
    en="claim {claim} of {claimed:yuan} was approved when {line} had {free:yuan} left, {over:yuan} over; "
    "no later transfer or supplement cures it",
)
SPENT_BEFORE_BUDGET: Final = Predicate(
    "fund.spent-before-budget",
    Clause.BUDGET,
    Kind.G,
    zh="报销 {claim} 的 {claimed:yuan} 元在预算批准之前获批",
    en="claim {claim} of {claimed:yuan} was approved before the budget was",
)
CATEGORY_MISMATCH: Final = Predicate(
    "fund.category-mismatch",
    Clause.BUDGET,
    Kind.G,
    zh="报销 {claim} 属 {category} 类，科目 {line} 的预算是 {budgeted} 类",
    en="claim {claim} is of category {category}, its line {line} was budgeted for {budgeted}",
)

_GRANT: Final = FundSource.FISCAL_GRANT


@define
class _Claim:
    line: str
    category: str
    fen: int
    approved: bool = False


@define
class _Account:
    opening: tuple[SourceAmount, ...] = ()
    draft: Recorded[fund.BudgetDrafted] | None = None
    lines: dict[str, Line] | None = None
    used: defaultdict[str, int] = field(factory=lambda: defaultdict(int))
    claims: dict[str, _Claim] = field(factory=dict)
    asked: dict[str, Recorded[fund.TransferRequested]] = field(factory=dict)
    supplements: dict[str, Recorded[fund.BudgetSupplementDrafted]] = field(factory=dict)
    closed: Recorded[fund.YearClosed] | None = None


@define
class BudgetExecution:
    """At each approval, approved and not reversed so far + this ≤ the line as known then (预算执行)."""

    grounds: Grounds
    _accounts: defaultdict[str, _Account] = field(factory=lambda: defaultdict(_Account))
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(fund.AccountOpened, self._opened)
        yield on(fund.BudgetDrafted, self._drafted)
        yield on(fund.BudgetApproved, self._budgeted)
        yield on(fund.BudgetSupplementDrafted, self._supplementing)
        yield on(fund.BudgetSupplementApproved, self._supplemented)
        yield on(fund.YearClosed, self._closed)
        yield on(fund.TransferRequested, self._asked)
        yield on(fund.TransferApproved, self._transferred)
        yield on(fund.TransferDeclined, self._declined)
        yield on(fund.ClaimSubmitted, self._submitted)
        yield on(fund.ClaimApproved, self._approved)
        yield on(fund.ClaimReturned, self._ended)
        yield on(fund.ClaimRejected, self._ended)
        yield on(fund.PaymentReversed, self._ended)
        yield on(fund.AdvanceSettled, self._settled)
        yield on(fund.UnapprovedPaymentReported, self._left)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    # -- the budget

    def _opened(self, event: Recorded[fund.AccountOpened]) -> None:
        self._accounts[event.stream].opening = event.fact.opening

    def _drafted(self, event: Recorded[fund.BudgetDrafted]) -> None:
        self._accounts[event.stream].draft = event

    def _budgeted(self, event: Recorded[fund.BudgetApproved]) -> None:
        account = self._accounts[event.stream]
        draft = account.draft
        account.lines = {}
        if draft is None:
            return
        for line in draft.fact.lines:
            made_by = [draft.place, event.place]
            account.lines[line.line] = Line(line.source, line.category, line.fen, made_by)
        self._found.extend(budget.judge(event, draft, account.opening, self.grounds.policy.on(event.context.day)))

    # -- supplements

    def _supplementing(self, event: Recorded[fund.BudgetSupplementDrafted]) -> None:
        self._accounts[event.stream].supplements[event.fact.supplement] = event

    def _supplemented(self, event: Recorded[fund.BudgetSupplementApproved]) -> None:
        account = self._accounts[event.stream]
        draft = account.supplements.pop(event.fact.supplement, None)
        terms = self.grounds.policy.on(event.context.day)
        self._found.extend(supplements.judge(event, draft, account.lines, account.closed, terms))
        if draft is None or account.lines is None:
            return
        for more in draft.fact.lines:
            line = account.lines.setdefault(more.line, Line(more.source, more.category, 0))
            line.limit += more.fen
            line.approved += more.fen
            line.because += [draft.place, event.place]

    def _closed(self, event: Recorded[fund.YearClosed]) -> None:
        self._accounts[event.stream].closed = event

    # -- transfers

    def _asked(self, event: Recorded[fund.TransferRequested]) -> None:
        self._accounts[event.stream].asked[event.fact.transfer] = event

    def _declined(self, event: Recorded[fund.TransferDeclined]) -> None:
        self._accounts[event.stream].asked.pop(event.fact.transfer, None)

    def _transferred(self, event: Recorded[fund.TransferApproved]) -> None:
        account = self._accounts[event.stream]
        asked = account.asked.pop(event.fact.transfer, None)
        lines = account.lines or {}
        terms = self.grounds.policy.on(event.context.day)
        self._found.extend(transfers.judge(event, asked, lines, account.used, terms))
        if asked is not None:
            giving, taking, moved = transfers.directed(asked.fact)
            for name, shift in ((giving, -moved), (taking, moved)):
                if line := lines.get(name):
                    line.limit += shift
                    line.given += max(0, -shift)
                    line.because.append(event.place)

    # -- claims

    def _submitted(self, event: Recorded[fund.ClaimSubmitted]) -> None:
        fact = event.fact
        self._accounts[event.stream].claims[fact.claim] = _Claim(fact.line, fact.category, fact.fen)

    def _approved(self, event: Recorded[fund.ClaimApproved]) -> None:
        account = self._accounts[event.stream]
        claim = account.claims.get(event.fact.claim)
        if claim is None or claim.approved:
            return
        self._found.extend(self._spent(event, account, claim))
        claim.approved = True
        account.used[claim.line] += claim.fen

    def _spent(self, event: Recorded[fund.ClaimApproved], account: _Account, claim: _Claim) -> Iterator[Finding]:
        name = event.fact.claim
        if account.lines is None:
            yield finding(
                SPENT_BEFORE_BUDGET,
                event,
                name,
                expected=fen(0),
                actual=fen(claim.fen),
                delta=fen(claim.fen),
                also=(account.draft.place,) if account.draft else (),
                claim=name,
                claimed=claim.fen,
            )
            return
        line = account.lines.get(claim.line)
        free = max(0, line.limit - account.used[claim.line]) if line else 0
        because = line.because if line else ()
        if claim.fen > free:
            yield finding(
                LINE_EXCEEDED,
                event,
                name,
                expected=fen(free),
                actual=fen(claim.fen),
                delta=fen(claim.fen - free),
                also=tuple(because),
                claim=name,
                line=claim.line,
                claimed=claim.fen,
                free=free,
                over=claim.fen - free,
            )
        if line is None:
            return
        terms = self.grounds.policy.on(day_of(event.context.occurred))
        if line.source is _GRANT and claim.category in terms.fund.fiscal_forbidden:
            yield forbidden(event, name, claim.category, claim.fen, terms, tuple(because))
        elif claim.category != line.category:
            yield finding(
                CATEGORY_MISMATCH,
                event,
                name,
                expected=text(line.category),
                actual=text(claim.category),
                delta=fen(claim.fen),
                also=tuple(because),
                claim=name,
                line=claim.line,
                category=claim.category,
                budgeted=line.category,
            )

    def _ended(self, event: Recorded[fund.ClaimReturned | fund.ClaimRejected | fund.PaymentReversed]) -> None:
        account = self._accounts[event.stream]
        claim = account.claims.pop(event.fact.claim, None)
        if claim and claim.approved:
            account.used[claim.line] -= claim.fen

    def _settled(self, event: Recorded[fund.AdvanceSettled]) -> None:
        """What was paid back is free again on the line."""
        account = self._accounts[event.stream]
        claim = account.claims.get(event.fact.claim)
        if claim and claim.approved:
            account.used[claim.line] -= event.fact.returned
            claim.fen -= event.fact.returned

    def _left(self, event: Recorded[fund.UnapprovedPaymentReported]) -> None:
        """Money that left without approval is no less gone from its line."""
        if event.fact.line is not None:
            self._accounts[event.stream].used[event.fact.line] += event.fact.fen
