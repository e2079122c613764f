"""How facts change the budget of an account; no rule is known here (see `transitions`)."""

from __future__ import annotations

from typing import assert_never

import attrs

from studio_domain.fund_account.facts import (
    BudgetApproved,
    BudgetDrafted,
    BudgetLine,
    BudgetSupplementApproved,
    BudgetSupplementDrafted,
    TransferApproved,
    TransferDeclined,
    TransferRequested,
)
from studio_domain.fund_account.state import Budget, Line, Supplement, Transfer
from studio_domain.values import Fen


def budgeted(
    budget: Budget, event: BudgetDrafted | BudgetApproved | BudgetSupplementDrafted | BudgetSupplementApproved
) -> Budget:
    """The budget after what was drafted or approved of it."""
    match event:
        case BudgetDrafted():
            return attrs.evolve(budget, draft=event)
        case BudgetApproved():
            if budget.draft is None:
                raise LookupError("no budget was drafted")
            lines = {each.line: Line(each.source, each.category, each.fen, each.fen) for each in budget.draft.lines}
            return attrs.evolve(budget, lines=lines)
        case BudgetSupplementDrafted(supplement):
            return attrs.evolve(budget, supplements={**budget.supplements, supplement: Supplement(event)})
        case BudgetSupplementApproved(supplement):
            draft = budget.supplements[supplement].draft
            lines = {**budget.lines}
            for each in draft.lines:
                lines[each.line] = _grown(lines.get(each.line), each)
            return attrs.evolve(
                budget, lines=lines, supplements={**budget.supplements, supplement: Supplement(draft, pending=False)}
            )
        case _ as unreachable:
            assert_never(unreachable)


def _grown(line: Line | None, more: BudgetLine) -> Line:
    """The line with what a supplement adds to it; of no line yet a new one."""
    before = line or Line(more.source, more.category, 0, 0)
    return attrs.evolve(before, approved=before.approved + more.fen, limit=before.limit + more.fen)


def transferred(budget: Budget, event: TransferRequested | TransferApproved | TransferDeclined) -> Budget:
    """The budget after a transfer was asked for, or answered."""
    match event:
        case TransferRequested(transfer, giving, taking, fen, asker):
            return attrs.evolve(budget, transfers={**budget.transfers, transfer: Transfer(giving, taking, fen, asker)})
        case TransferApproved(transfer):
            asked = budget.transfers[transfer]
            giver, taker = budget.lines[asked.giving], budget.lines[asked.taking]
            lines = {
                **budget.lines,
                asked.giving: attrs.evolve(giver, limit=giver.limit - asked.fen, given=giver.given + asked.fen),
                asked.taking: attrs.evolve(taker, limit=taker.limit + asked.fen),
            }
            answered = {**budget.transfers, transfer: attrs.evolve(asked, pending=False)}
            return attrs.evolve(budget, lines=lines, transfers=answered)
        case TransferDeclined(transfer):
            asked = budget.transfers[transfer]
            return attrs.evolve(budget, transfers={**budget.transfers, transfer: attrs.evolve(asked, pending=False)})
        case _ as unreachable:
            assert_never(unreachable)


def use(budget: Budget, name: str, fen: Fen) -> Budget:
    """The budget when *fen* more of a line are used."""
    line = budget.lines[name]
    used = Line(line.source, line.category, line.approved, line.limit, line.used + fen, line.given)
    return Budget(budget.draft, {**budget.lines, name: used}, budget.transfers, budget.supplements)
