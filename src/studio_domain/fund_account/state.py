"""What the rules of a fund account need to know of its past; `transitions` says how facts change it.

The ledgers hold what came in and went out; a budget line holds what was approved against it, paid or not.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from itertools import accumulate
from typing import Final

from attrs import field, frozen

from studio_domain.fund_account.documents import Document
from studio_domain.fund_account.facts import (
    BudgetDrafted,
    BudgetSupplementDrafted,
    ClaimKind,
    FinalAccountsDrafted,
    FinanceRulesAdopted,
    FundSource,
    SourceClosing,
)
from studio_domain.values import Fen, PersonId

# -- the books


@frozen
class Ledger:
    """A source (分户账). What is refunded to clients lowers income; what comes back from a payment lowers `spent`.

    `days` has what each day moved, in less out.
    """

    opening: Fen = 0
    income: Fen = 0
    spent: Fen = 0
    days: Mapping[date, Fen] = field(factory=dict)

    @property
    def balance(self) -> Fen:
        """What is left; below nothing after an unapproved payment."""
        return self.opening + self.income - self.spent

    def at_end_of(self, day: date) -> Fen:
        """What was left at the end of *day*."""
        return self.opening + sum(moved for when, moved in self.days.items() if when <= day)

    def available(self, day: date) -> Fen:
        """What can be paid on *day*: the least that is left at its end and from then on."""
        later = (self.days[when] for when in sorted(self.days) if when > day)
        return min(accumulate(later, initial=self.at_end_of(day)))


@frozen
class Books:
    """The ledgers, the numbers of entries already used, who pays and who reconciles, and up to which month."""

    ledgers: Mapping[FundSource, Ledger]
    numbers: frozenset[tuple[type[object], str]] = frozenset()
    cashiers: frozenset[PersonId] = frozenset()
    reconcilers: frozenset[PersonId] = frozenset()
    reconciled: frozenset[int] = frozenset()


# -- the budget


@frozen
class Line:
    """A budget line (预算科目): as approved, supplements (追加) included; as it stands after transfers; what is used,
    and what was given away."""

    source: FundSource
    category: str
    approved: Fen
    limit: Fen
    used: Fen = 0
    given: Fen = 0

    @property
    def headroom(self) -> Fen:
        """What may still be approved (可用额度)."""
        return self.limit - self.used


@frozen
class Transfer:
    """A transfer (预算调剂) that was asked for, and whether it awaits an answer."""

    giving: str
    taking: str
    fen: Fen
    asker: PersonId
    pending: bool = True


@frozen
class Supplement:
    """A supplement (追加预算) as it was drafted last, and whether it awaits approval."""

    draft: BudgetSupplementDrafted
    pending: bool = True


@frozen
class Budget:
    """The draft as it stands, and once it is approved the lines."""

    draft: BudgetDrafted | None = None
    lines: Mapping[str, Line] = field(factory=dict)
    transfers: Mapping[str, Transfer] = field(factory=dict)
    supplements: Mapping[str, Supplement] = field(factory=dict)


# -- claims, fees, the year's end


class Stage(Enum):
    """How far a claim has come."""

    SUBMITTED = "submitted"  # 已提交
    REVIEWED = "reviewed"  # 已审核
    APPROVED = "approved"  # 已审批
    PAID = "paid"  # 已支付
    SETTLED = "settled"  # 已核销
    RETURNED = "returned"  # 退回补正
    REJECTED = "rejected"  # 不予报销
    REVERSED = "reversed"  # 已冲销


UNDER_WAY: Final = frozenset({Stage.SUBMITTED, Stage.REVIEWED, Stage.APPROVED})


@frozen
class Claim:
    """A claim (报销单). `hands` are the claimant, the reviewer, the approver and whom he acted for, the payer.

    `vouchers` are the documents, by number, that it keeps from other claims. `fen` is what it takes of its line.
    """

    kind: ClaimKind
    line: str
    fen: Fen
    vouchers: Mapping[str, tuple[Document, ...]]
    beneficiary: PersonId | None
    hands: tuple[PersonId, ...]
    stage: Stage = Stage.SUBMITTED
    accepted: bool = False
    paid: date | None = None
    approved: date | None = None

    @property
    def invoices(self) -> tuple[str, ...]:
        """The numbers that it holds in the region's invoice registry."""
        return tuple(number for number, same in self.vouchers.items() if any(one.is_invoice for one in same))

    @property
    def open(self) -> bool:
        """Whether it keeps the year from being closed: something is still to be done about it."""
        unsettled = self.kind is ClaimKind.ADVANCE and self.stage is Stage.PAID
        return unsettled or self.stage in UNDER_WAY or self.stage is Stage.RETURNED


@frozen
class Charge:
    """A fee that was charged, under which receipt, and what of it was refunded."""

    fen: Fen
    receipt: str
    refunded: Fen = 0


@frozen
class YearEnd:
    """Whether the year is closed, and the final accounts (决算) as drafted and as approved."""

    closed: bool = False
    draft: FinalAccountsDrafted | None = None
    approved: bool = False


_EMPTY: Final = Ledger()


@frozen
class FundAccount:
    """The account of a studio for a fiscal year."""

    year: int
    operator: str
    books: Books
    budget: Budget = field(factory=Budget)
    claims: Mapping[str, Claim] = field(factory=dict)
    charges: Mapping[str, Charge] = field(factory=dict)
    finance_rules: tuple[FinanceRulesAdopted, ...] = ()
    year_end: YearEnd = field(factory=YearEnd)
    earlier_refunds: Mapping[tuple[int, str], Fen] = field(factory=dict)
    """What this year refunded of charges of an earlier one, by its year and the charge."""

    def ledger(self, source: FundSource) -> Ledger:
        """The ledger of *source*, empty where nothing was booked."""
        return self.books.ledgers.get(source, _EMPTY)

    def balance(self, source: FundSource) -> Fen:
        """What is left of *source*."""
        return self.ledger(source).balance

    def headroom(self, line: str) -> Fen:
        """What may still be approved against *line*."""
        return self.budget.lines[line].headroom

    def holder(self, document: Document) -> str | None:
        """The claim that keeps this document."""
        for name, claim in self.claims.items():
            if any(document.same_as(one) for one in claim.vouchers.get(document.number, ())):
                return name
        return None

    def finance_rules_on(self, day: date) -> str | None:
        """The version of the carrier's finance rules in force on *day*."""
        begun = [rules for rules in reversed(self.finance_rules) if rules.effective <= day]
        return max(begun, key=lambda rules: rules.effective).version if begun else None

    @property
    def closings(self) -> tuple[SourceClosing, ...]:
        """Every source from opening to closing, as the ledgers stand."""
        return tuple(
            SourceClosing(source, ledger.opening, ledger.income, ledger.spent, ledger.balance)
            for source in FundSource
            if (ledger := self.books.ledgers.get(source))
        )
