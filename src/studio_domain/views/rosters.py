"""Register of a studio's people: roster (人员名册).

Rows say from which day to which they hold, both inclusive, so that `holding_on` gives those of any date; it serves rows
of areas as well. With `as_of` a register knows no more than had happened by then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from attrs import define

from studio_domain.aggregate import Recorded
from studio_domain.studio import roster_facts as roster
from studio_domain.values import add_days
from studio_domain.views.register import Column, Key, Row, RowChange, Table, folding, reads

ROSTER: Final = Table(
    "studio_roster", "人员名册", "roster of the studio", 4,
    (
        Column("studio", "工作室", "studio"),
        Column("post", "岗位", "post"),
        Column("person", "人员", "person"),
        Column("first", "起始日", "from", "day"),
        Column("last", "截止日", "to", "day"),
        Column("category", "类别", "category"),
        Column("duties", "职责", "duties"),
    ),
)  # fmt: skip

LEAD, PRINCIPAL, STAFF, ARCHIVIST = "lead", "principal-lead", "staff", "archivist"
"""The posts of the roster: 领办人, 主领办人, 工作人员, 档案专人."""


def holding_on(rows: Iterable[Row], day: date) -> list[Row]:
    """Of rows that say from which day to which they hold, those of *day*."""
    on = day.isoformat()
    return [row for row in rows if str(row["first"]) <= on and (row["last"] is None or on <= str(row["last"]))]


def text_of(day: date | None) -> str | None:
    """A day as rows have it."""
    return None if day is None else day.isoformat()


@define
class _Entry:
    """A line of the roster."""

    post: str
    person: str
    first: date
    category: str = ""
    duties: tuple[str, ...] = ()
    last: date | None = None
    principal: bool = False

    def on(self, day: date) -> bool:
        """Whether it holds on *day*."""
        return self.first <= day and (self.last is None or day <= self.last)


class StudioRoster:
    """人员名册: who led and who belonged to the staff, from when to when, and who kept the archives."""

    tables = (ROSTER,)

    def __init__(self) -> None:
        self._entries: dict[str, list[_Entry]] = {}
        self._led: dict[str, dict[Key, Row]] = {}
        self.see = folding(
            reads(roster.LeadAppointed, self._lead),
            reads(roster.LeadDeparted, self._lead_left),
            reads(roster.StaffJoined, self._joined),
            reads(roster.StaffDeparted, self._left),
            reads(roster.DutyAssigned, self._assigned),
            reads(roster.ArchivistAssigned, self._keeps),
        )

    def _lead(self, event: Recorded[roster.LeadAppointed]) -> Iterator[RowChange]:
        """A principal lead takes the former one's place, who leads on; a member of the staff is staff no longer."""
        fact = event.fact
        yield from self._superseded(event, STAFF, fact.person)
        yield self._new(event, _Entry(LEAD, fact.person, fact.first, fact.category, principal=fact.principal))
        yield from self._principals(event)

    def _lead_left(self, event: Recorded[roster.LeadDeparted]) -> Iterator[RowChange]:
        yield from self._ended(event, event.fact.person, event.fact.last_day, (LEAD, ARCHIVIST))
        yield from self._principals(event)

    def _joined(self, event: Recorded[roster.StaffJoined]) -> Iterator[RowChange]:
        fact = event.fact
        yield self._new(event, _Entry(STAFF, fact.person, fact.first, fact.category, fact.duties))

    def _left(self, event: Recorded[roster.StaffDeparted]) -> Iterator[RowChange]:
        yield from self._ended(event, event.fact.person, event.fact.last_day, (STAFF, ARCHIVIST))

    def _assigned(self, event: Recorded[roster.DutyAssigned]) -> Iterator[RowChange]:
        for entry in self._entries.get(event.studio, ()):
            if (entry.post, entry.person, entry.last) == (STAFF, event.fact.person, None):
                entry.duties = event.fact.duties
                yield self._row(event, entry)

    def _keeps(self, event: Recorded[roster.ArchivistAssigned]) -> Iterator[RowChange]:
        yield from self._superseded(event, ARCHIVIST, None)
        yield self._new(event, _Entry(ARCHIVIST, event.fact.person, event.fact.first))

    def _principals(self, event: Recorded[Any]) -> Iterator[RowChange]:
        """Drawn up anew: of several principal leads of a day the one appointed last, and after him again another."""
        leads = [one for one in self._entries.get(event.studio, ()) if one.post == LEAD and one.principal]
        edges = sorted({one.first for one in leads} | {add_days(one.last, 1) for one in leads if one.last is not None})
        rows: dict[Key, Row] = {}
        before: _Entry | None = None
        for number, first in enumerate(edges, start=1):
            following = edges[number] if number < len(edges) else None
            there = [one for one in leads if one.on(first)]
            lead = max(reversed(there), key=lambda one: one.first, default=None)
            if lead is not None:
                since = before.first if before is not None and before.person == lead.person else first
                last = add_days(following, -1) if following is not None else None
                before = _Entry(PRINCIPAL, lead.person, since, lead.category, last=last)
                _, key, row = self._row(event, before)
                rows[key] = row or {}
            else:
                before = None
        told = self._led.get(event.studio, {})
        self._led[event.studio] = rows
        yield from ((ROSTER.name, key, None) for key in told if key not in rows)
        yield from ((ROSTER.name, key, row) for key, row in rows.items() if told.get(key) != row)

    def _superseded(
        self, event: Recorded[roster.LeadAppointed | roster.ArchivistAssigned], post: str, person: str | None
    ) -> Iterator[RowChange]:
        """Who held a post only from the day on which that ends never held it."""
        first, entries = event.fact.first, self._entries.get(event.studio, [])
        for entry in [one for one in entries if one.post == post and one.first == first]:
            if person in (None, entry.person):
                entries.remove(entry)
                yield ROSTER.name, (event.studio, post, entry.person, first.isoformat()), None
        yield from self._ended(event, person, add_days(first, -1), (post,))

    def _ended(
        self, event: Recorded[Any], person: str | None, last: date, posts: tuple[str, ...]
    ) -> Iterator[RowChange]:
        for entry in self._entries.get(event.studio, ()):
            named = entry.post in posts and person in (None, entry.person) and entry.first <= last
            if named and (entry.last is None or entry.last > last):
                entry.last = last
                yield self._row(event, entry)

    def _new(self, event: Recorded[Any], entry: _Entry) -> RowChange:
        self._entries.setdefault(event.studio, []).append(entry)
        return self._row(event, entry)

    def _row(self, event: Recorded[Any], entry: _Entry) -> RowChange:
        first = entry.first.isoformat()
        row: Row = {
            "studio": event.studio, "post": entry.post, "person": entry.person, "first": first,
            "last": text_of(entry.last), "category": entry.category, "duties": "、".join(entry.duties),
        }  # fmt: skip
        return ROSTER.name, (event.studio, entry.post, entry.person, first), row
