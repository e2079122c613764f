"""The five libraries (3.2.0, 3.2.2): open when the studio is recognised, filled after the grace, reviewed in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, days, finding, on_day, text
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.recognised import Recognised
from studio_domain.client_record.facts import ClientRegistered
from studio_domain.guideline import Clause, Kind
from studio_domain.resource_entry import facts as resource
from studio_domain.values import Days, add_days

_GRACE: Final = "library.grace_days"
_REVIEW: Final = "library.info_review_days"

NOT_OPEN: Final = Predicate(
    "resource.library-not-open",
    Clause.FIVE_LIBRARIES,
    Kind.G,
    zh="{expected} 认定时资源库 {subject} 尚未建立",
    en="when the studio was recognised on {expected}, the library {subject} was not open",
)
EMPTY: Final = Predicate(
    "resource.library-empty",
    Clause.FIVE_LIBRARIES,
    Kind.A,
    zh="资源库 {subject} 至 {expected} 仍无条目",
    en="the library {subject} has no entry by {expected}",
    policy=_GRACE,
)
NOT_COVERED: Final = Predicate(
    "resource.category-missing",
    Clause.INFORMATION_LIBRARY,
    Kind.R,
    zh="基础信息库缺少类别 {subject}",
    en="the information library has nothing of the category {subject}",
)
NOT_REVIEWED: Final = Predicate(
    "resource.information-not-reviewed",
    Clause.INFORMATION_LIBRARY,
    Kind.R,
    zh="信息条目 {subject} 应于 {expected} 前复核",
    en="the entry {subject} was to be reviewed by {expected}",
    policy=_REVIEW,
)

_Named = tuple[str, str]
"""A studio, and a kind of library or category of it."""


@define
class _Entry:
    """An entry of the information library: its latest version, and when it was last found right."""

    event: Recorded[resource.InformationAdded]
    current: date
    last_day: date | None = None


@define
class Libraries:
    """All kinds are open at recognition and have an entry after the grace; the eight categories; reviews."""

    grounds: Grounds
    _recognised: Recognised = field(factory=Recognised)
    _opened: dict[_Named, date] = field(factory=dict)
    _filled: dict[_Named, date] = field(factory=dict)
    _entries: dict[str, _Entry] = field(factory=dict)

    def watches(self) -> Iterator[Watch]:
        yield from self._recognised.watches()
        yield on(resource.LibraryOpened, self._library)
        yield on(resource.InformationAdded, self._information)
        yield on(resource.ToolPublished, self._tool)
        yield on(resource.CoursePublished, self._course)
        yield on(resource.ExpertListed, self._expert)
        yield on(ClientRegistered, self._client)
        yield on(resource.EntryReviewed, self._reviewed)
        yield on(resource.EntryRetired, self._retired)

    def findings(self, as_of: date) -> Iterator[Finding]:
        for studio in self._recognised.studios():
            yield from self._of(studio, as_of)
        for name, entry in self._entries.items():
            yield from self._overdue(name, entry, as_of)

    # -- the facts

    def _library(self, event: Recorded[resource.LibraryOpened]) -> None:
        _earliest(self._opened, (event.studio, event.fact.kind), event.fact.on)

    def _information(self, event: Recorded[resource.InformationAdded]) -> None:
        self._fill(event, "information", event.fact.on)
        before = self._entries.get(event.stream)
        current = max(event.fact.on, before.current) if before else event.fact.on
        self._entries[event.stream] = _Entry(event, current)

    def _tool(self, event: Recorded[resource.ToolPublished]) -> None:
        self._fill(event, "tool", event.fact.first)

    def _course(self, event: Recorded[resource.CoursePublished]) -> None:
        self._fill(event, "course", event.fact.first)

    def _expert(self, event: Recorded[resource.ExpertListed]) -> None:
        self._fill(event, "expert", event.fact.first)

    def _client(self, event: Recorded[ClientRegistered]) -> None:
        self._fill(event, "client", event.fact.on)

    def _fill(self, event: Recorded[Any], kind: str, on: date) -> None:
        _earliest(self._filled, (event.studio, kind), on)

    def _reviewed(self, event: Recorded[resource.EntryReviewed]) -> None:
        if entry := self._entries.get(event.stream):
            entry.current = max(entry.current, event.fact.on)

    def _retired(self, event: Recorded[resource.EntryRetired]) -> None:
        if entry := self._entries.get(event.stream):
            entry.last_day = event.fact.last_day

    # -- what does not hold

    def _of(self, studio: str, as_of: date) -> Iterator[Finding]:
        recognised = self._recognised.first(studio)
        if recognised is None:
            return
        since = recognised.fact.first
        terms = self.grounds.policy.on(since)
        last = add_days(since, terms.library.grace_days)
        for kind in terms.library.kinds:
            opened, filled = self._opened.get((studio, kind)), self._filled.get((studio, kind))
            if opened is None or opened > since:
                actual = on_day(opened) if opened else text("none")
                yield finding(
                    NOT_OPEN,
                    recognised,
                    kind,
                    expected=on_day(since),
                    actual=actual,
                    delta=days((opened - since).days) if opened else count(1),
                    interval=Days(since, opened),
                )
            if as_of > last and (filled is None or filled > last):
                yield finding(
                    EMPTY,
                    recognised,
                    kind,
                    expected=on_day(last),
                    actual=on_day(filled or as_of),
                    delta=days(((filled or as_of) - last).days),
                    interval=Days(add_days(last, 1), filled),
                    binding=terms.binds(_GRACE),
                    policy=terms.cite(_GRACE),
                )
        if as_of > last:
            yield from self._uncovered(studio, recognised, terms.library.info_categories, as_of)

    def _uncovered(
        self, studio: str, recognised: Recorded[Any], categories: tuple[str, ...], as_of: date
    ) -> Iterator[Finding]:
        live = {
            entry.event.fact.category
            for entry in self._entries.values()
            if entry.event.studio == studio and (entry.last_day is None or as_of <= entry.last_day)
        }
        for category in categories:
            if category not in live:
                yield finding(NOT_COVERED, recognised, category, expected=count(1), actual=count(0), delta=count(1))

    def _overdue(self, name: str, entry: _Entry, as_of: date) -> Iterator[Finding]:
        until = as_of if entry.last_day is None else min(as_of, entry.last_day)
        terms = self.grounds.policy.on(entry.current)
        due = add_days(entry.current, terms.library.info_review_days)
        if until > due:
            yield finding(
                NOT_REVIEWED,
                entry.event,
                name.rpartition("/")[2],
                expected=on_day(due),
                actual=on_day(until),
                delta=days((until - due).days),
                interval=Days(add_days(due, 1)),
                binding=terms.binds(_REVIEW),
                policy=terms.cite(_REVIEW),
            )


def _earliest(known: dict[_Named, date], name: _Named, on: date) -> None:
    known[name] = min(on, known.get(name, on))
