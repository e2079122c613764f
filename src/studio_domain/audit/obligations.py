"""The obligation ledger (义务台账): what one fact asks for and another must give, by a day.

Opened by a fact, due by policy, discharged by a fact, else overdue; one form for all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Any

from attrs import define, field, frozen

from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.finding import Finding, Predicate, days, finding, on_day
from studio_domain.guideline import Kind, Obligation
from studio_domain.policy import Terms
from studio_domain.values import Days
from studio_domain.working_calendar import Due


class Standing(Enum):
    """How an obligation stands on a day."""

    OPEN = "open"  # 未到期
    DISCHARGED = "discharged"  # 已履行
    LATE = "late"  # 逾期履行
    OVERDUE = "overdue"  # 逾期未履行


@frozen
class Entry:
    """An obligation as of a day: who owes what to whom, since when, until when, and whether it was given."""

    key: str
    subject: str
    opened: date
    opened_by: Place
    due: date
    provisional: bool
    discharged: date | None
    discharged_by: Place | None
    standing: Standing
    overdue_days: int


@define
class _Owed:
    opened_by: Recorded[Any]
    opened: date
    due: Due
    terms: Terms
    discharged: date | None = None
    discharged_by: Recorded[Any] | None = None

    def met(self, as_of: date) -> date | None:
        """The day on which it was met, if it was by *as_of*."""
        return self.discharged if self.discharged is not None and self.discharged <= as_of else None

    def overdue(self, as_of: date) -> int:
        """By how many days it was met late, or is overdue; none while the day itself is provisional."""
        if self.due.provisional:
            return 0
        return max(0, ((self.met(as_of) or as_of) - self.due.day).days)


@define
class ObligationLedger:
    """The obligations of one kind, by subject; a subject that is opened again begins anew."""

    obligation: Obligation
    predicate: Predicate
    _owed: dict[str, list[_Owed]] = field(factory=dict)

    @classmethod
    def of(cls, obligation: Obligation) -> ObligationLedger:
        """A ledger whose findings are named `obligation.<key>`."""
        predicate = Predicate(
            f"obligation.{obligation.key}",
            obligation.clause,
            Kind.A,
            zh=f"{obligation.zh}（{{subject}}）应于 {{due}} 前完成，逾期 {{late}} 天",
            en=f"{obligation.en} ({{subject}}) was due by {{due}}; {{late}} days late",
        )
        return cls(obligation, predicate)

    def open(self, subject: str, by: Recorded[Any], opened: date, due: Due, terms: Terms) -> None:
        """Something is owed from *opened*, by *due*, as the *terms* of that day have it."""
        self._owed.setdefault(subject, []).append(_Owed(by, opened, due, terms))

    def discharge(self, subject: str, by: Recorded[Any], day: date) -> bool:
        """The oldest open obligation of *subject* is met on *day*; False if none was open."""
        for owed in self._owed.get(subject, ()):
            if owed.discharged is None:
                owed.discharged, owed.discharged_by = day, by
                return True
        return False

    def entries(self, as_of: date) -> Iterator[Entry]:
        """Every obligation that had been opened by *as_of*, as it stood then."""
        for subject, all_owed in self._owed.items():
            for owed in all_owed:
                if owed.opened <= as_of:
                    yield _entry(self.obligation.key, subject, owed, as_of)

    def findings(self, as_of: date) -> Iterator[Finding]:
        """One finding for each obligation that was met late, or is overdue."""
        for subject, all_owed in self._owed.items():
            for owed in all_owed:
                if owed.opened <= as_of and (late := owed.overdue(as_of)):
                    yield self._late(subject, owed, late, as_of)

    def _late(self, subject: str, owed: _Owed, late: int, as_of: date) -> Finding:
        met, key = owed.met(as_of), next(iter(self.obligation.due.keys), None)
        found = finding(
            self.predicate,
            owed.opened_by,
            subject,
            expected=on_day(owed.due.day),
            actual=on_day(met or as_of),
            delta=days(late),
            interval=Days(owed.opened, met),
            binding=key is None or owed.terms.binds(key),
            policy=owed.terms.cite(key) if key else None,
            subject=subject,
            due=owed.due.day,
            late=late,
        )
        return found.with_remedy(owed.discharged_by.place) if met and owed.discharged_by else found


def _entry(key: str, subject: str, owed: _Owed, as_of: date) -> Entry:
    met, over = owed.met(as_of), owed.overdue(as_of)
    if met is not None:
        standing = Standing.LATE if over else Standing.DISCHARGED
    else:
        standing = Standing.OVERDUE if over else Standing.OPEN
    return Entry(
        key=key,
        subject=subject,
        opened=owed.opened,
        opened_by=owed.opened_by.place,
        due=owed.due.day,
        provisional=owed.due.provisional,
        discharged=met,
        discharged_by=owed.discharged_by.place if owed.discharged_by and met else None,
        standing=standing,
        overdue_days=over,
    )
