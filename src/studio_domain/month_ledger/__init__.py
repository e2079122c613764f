"""A month's ledger that is frozen (固定月度台账): its content as a hash, which the audit works out again (三、（四）4).

Stream `<studio>/ledger/<ledger>-<year>-<month>`, as `hz-xihu-001/ledger/services-2025-03`.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from attrs import field, frozen

from studio_domain.guideline import Clause, MayDecide, Role, Rule, require
from studio_domain.month_ledger.lines import LEDGERS, Content, content_of, last_day_of, line_of, month_of
from studio_domain.policy import Terms
from studio_domain.studio import Studio
from studio_domain.values import PersonId, aware

__all__ = [
    "ANOTHER_CONTENT",
    "FROZEN_BY_ARCHIVIST",
    "KNOWN_LEDGER",
    "LEDGERS",
    "MAY_DECIDE",
    "MONTH_OVER",
    "Content",
    "Event",
    "LedgerFrozen",
    "MonthLedger",
    "content_of",
    "evolve",
    "freeze_ledger",
    "last_day_of",
    "line_of",
    "month_of",
]

# -- rules

_SORT: Final = Clause.TIMELY_SORTING

KNOWN_LEDGER: Final = Rule(_SORT, zh="没有台账 {ledger}", en="there is no ledger {ledger}")
MONTH_OVER: Final = Rule(
    _SORT, zh="{month} 于 {last} 结束，{on} 不能固定", en="{month} ends on {last}: {on} is too early"
)
ANOTHER_CONTENT: Final = Rule(
    _SORT, zh="{month} 台账已固定，此后没有变化", en="the ledger of {month} is frozen, and nothing was added since"
)
FROZEN_BY_ARCHIVIST: Final = Rule(
    Clause.ARCHIVIST,
    zh="{day} 的档案专人不是 {person}，不能固定台账",
    en="on {day} {person} does not keep the archives",
)

# -- facts


@frozen
class LedgerFrozen:
    """固定台账: how many lines, their SHA-256 (hex), and up to which instant of recording they were known."""

    ledger: str
    month: str
    lines: int
    digest: str
    known: datetime = field(validator=aware)
    archivist: PersonId
    on: date


Event = LedgerFrozen

# -- state


@frozen
class MonthLedger:
    """A month's ledger as it was frozen last."""

    ledger: str
    month: str
    digest: str
    on: date


def evolve(ledger: MonthLedger | None, event: Event) -> MonthLedger:
    """The ledger after *event*; `LookupError` for one of another month."""
    if ledger is not None and (ledger.ledger, ledger.month) != (event.ledger, event.month):
        raise LookupError(event.month)
    return MonthLedger(event.ledger, event.month, event.digest, event.on)


# -- decisions


def freeze_ledger(
    frozen_before: MonthLedger | None,
    *,
    ledger: str,
    month: str,
    content: Content,
    archivist: PersonId,
    on: date,
    studio: Studio,
    terms: Terms,
) -> LedgerFrozen:
    """固定台账 (预约及服务台账 三、（四）4): when the month is over, by the archivist in charge; again only where
    entries were added since."""
    require(ledger in LEDGERS and ledger in terms.holdings.ledgers, KNOWN_LEDGER, ledger=ledger)
    last = last_day_of(month)
    require(on > last, MONTH_OVER, month=month, last=last, on=on)
    new = frozen_before is None or frozen_before.digest != content.digest
    require(new, ANOTHER_CONTENT, month=month)
    require(studio.archivist_on(on) == archivist, FROZEN_BY_ARCHIVIST, person=archivist, day=on)
    return LedgerFrozen(ledger, month, content.lines, content.digest, content.known, archivist, on)


# -- who may decide

MAY_DECIDE: Final[MayDecide] = {freeze_ledger: frozenset({Role.ARCHIVIST})}
