"""How long a record is kept (保管期限): definitions that guards, checks and registers share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from studio_domain.archive_record.facts import Medium, Secrecy
from studio_domain.policy.bounds import PERMANENT, years_of

ARCHIVES: Final = "archives"
"""The department (部门) that keeps the records; also the kind of the regulation about them."""

ACCOUNTING: Final = "accounting"
INFORMATION_TECHNOLOGY: Final = "it"
"""Departments that a destruction of accounting, of electronic records needs (会计档案管理办法)."""

RANK: Final[Mapping[Secrecy, int]] = {
    Secrecy.PUBLIC: 0,
    Secrecy.INTERNAL: 1,
    Secrecy.CONFIDENTIAL: 2,
    Secrecy.PERSONAL: 2,
}
"""How closed a level is; from confidential on a reader needs a grant, and a loan a second approval."""

CLOSED: Final = RANK[Secrecy.CONFIDENTIAL]


def is_closed(secrecy: Secrecy) -> bool:
    """Whether a record of that level is read by a grant only."""
    return RANK[secrecy] >= CLOSED


def tabled(category: str, importance: str, table: Mapping[str, int | None], ranks: Mapping[str, int | None]) -> str:
    """The retention code of a record: the longer of what its category and what its importance asks for.

    `KeyError` for a category or importance that is in neither table.
    """
    asked = (table[category], ranks[importance])
    return PERMANENT if None in asked else f"D{max(years for years in asked if years is not None)}"


def years_kept(retention: str) -> int | None:
    """The years of a code, None for permanent; what is no code at all counts as permanent."""
    try:
        return years_of(retention)
    except ValueError:
        return None


def free_from(year: int, retention: str, extended: Iterable[int] = ()) -> date | None:
    """The first day on which a record of *year* may be destroyed; None for one that is kept for good.

    The term runs from the first day after the year: of FY2015, ten years, from 2016-01-01 to 2025-12-31, so that
    the day is 2026-01-01. What appraisals *extended* it by is added.
    """
    years = years_kept(retention)
    if years is None:
        return None
    first = year + 1 + years + sum(extended)
    return date(first, 1, 1) if 1 <= first <= date.max.year else None


def departments_asked(items: Iterable[tuple[str, bool, Medium]]) -> frozenset[str]:
    """Of which departments the supervisors of a destruction are: of the archives, of each owner, of accounting for
    accounting records, and of information technology for electronic ones; *items* are owner, accounting, medium."""
    asked = {ARCHIVES}
    for owner, accounting, medium in items:
        asked.add(ACCOUNTING if accounting else owner)
        if medium is Medium.ELECTRONIC:
            asked.add(INFORMATION_TECHNOLOGY)
    return frozenset(asked)
