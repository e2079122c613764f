"""Opening a library, and what goes into the information library: 建立资源库, 收录信息, 复核, 停用 (三、（二）)."""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, require
from studio_domain.policy import Terms
from studio_domain.resource_entry.facts import EntryRetired, EntryReviewed, InformationAdded, LibraryOpened
from studio_domain.resource_entry.state import ResourceEntry, Version
from studio_domain.values import PersonId

# -- rules

_FIVE: Final = Clause.FIVE_LIBRARIES
_INFORMATION: Final = Clause.INFORMATION_LIBRARY

KNOWN_LIBRARY: Final = Rule(_FIVE, zh="没有资源库类型 {kind}", en="there is no library of the kind {kind}")
OPENED_ONCE: Final = Rule(_FIVE, zh="资源库 {kind} 已建立", en="the library {kind} is open already")
LIBRARY_OPEN: Final = Rule(_FIVE, zh="{day} 尚未建立资源库 {kind}", en="on {day} the library {kind} is not open")
ONE_LIBRARY: Final = Rule(
    _FIVE,
    zh="此条目属于资源库 {library}，不属于 {kind}",
    en="this entry is one of the library {library}, not of {kind}",
)
TITLED: Final = Rule(_FIVE, zh="条目须有名称", en="an entry has a title")
KNOWN_CATEGORY: Final = Rule(
    _INFORMATION, zh="没有基础信息类别 {category}", en="there is no category of information {category}"
)
SAME_CATEGORY: Final = Rule(
    _INFORMATION,
    zh="此条目的类别是 {before}，不是 {category}",
    en="this entry is of the category {before}, not {category}",
)
SOURCE_NAMED: Final = Rule(_INFORMATION, zh="信息须注明来源", en="information names its source")
POLICY_COMPLETE: Final = Rule(
    _INFORMATION,
    zh="政策信息须有文号、发文单位和施行日",
    en="a policy has its number, its issuer and the day it begins",
)
FIRST_TO_LAST: Final = Rule(_INFORMATION, zh="终止日 {last} 早于起始日 {first}", en="it ends on {last}, before {first}")
VERSION_EXISTS: Final = Rule(_FIVE, zh="没有第 {version} 版", en="there is no version {version}")
REVIEWED_BY_ANOTHER: Final = Rule(
    _FIVE, zh="第 {version} 版出自 {hand}，须他人复核", en="version {version} is by {hand}, somebody else reviews it"
)
IN_USE: Final = Rule(_FIVE, zh="条目已停用（{last_day}）", en="the entry is retired with {last_day}")
RETIRED_AFTER: Final = Rule(
    _FIVE, zh="停用日 {last_day} 早于启用日 {first}", en="the last day {last_day} is before its first, {first}"
)
REASONED: Final = Rule(_FIVE, zh="停用须说明理由", en="to retire an entry takes a reason")

POLICIES: Final = "policies"
"""The category of information whose entries are official documents (创业政策信息)."""

# -- decisions


def open_library(entry: ResourceEntry | None, *, kind: str, keeper: PersonId, on: date, terms: Terms) -> LibraryOpened:
    """建立资源库 (三、（二）): refuses a kind that neither text nor region names, and a second opening."""
    require(kind in terms.library.kinds, KNOWN_LIBRARY, kind=kind)
    require(entry is None, OPENED_ONCE, kind=kind)
    return LibraryOpened(kind, keeper, on)


def add_information(
    entry: ResourceEntry | None,
    *,
    category: str,
    title: str,
    source: str,
    document: str | None,
    issuer: str | None,
    first: date | None,
    last: date | None,
    author: PersonId,
    on: date,
    library: ResourceEntry | None,
    terms: Terms,
) -> InformationAdded:
    """收录信息 (三、（二）2): a new entry, or a further version of it; refuses another category, no source, a policy
    without number, issuer or first day, and an end before the beginning."""
    version = next_version(entry, library, kind="information", title=title, on=on)
    require(category in terms.library.info_categories, KNOWN_CATEGORY, category=category)
    if entry is not None:
        require(entry.category == category, SAME_CATEGORY, before=entry.category, category=category)
    require(bool(source.strip()), SOURCE_NAMED)
    if category == POLICIES:
        require(bool((document or "").strip() and (issuer or "").strip() and first), POLICY_COMPLETE)
    if last is not None:
        require((first or on) <= last, FIRST_TO_LAST, first=first or on, last=last)
    return InformationAdded(version, category, title, source, document, issuer, first, last, author, on)


def review_entry(entry: ResourceEntry, *, version: int, reviewer: PersonId, on: date) -> EntryReviewed:
    """复核 (三、（二）): refuses an unknown version, what is retired by then, and the review of one's own work."""
    known = _version(entry, version)
    retired = entry.last_day is not None and entry.last_day < on
    require(not retired, IN_USE, last_day=entry.last_day)
    require(reviewer not in known.hands[:1], REVIEWED_BY_ANOTHER, version=version, hand=reviewer)
    return EntryReviewed(version, reviewer, on)


def retire_entry(entry: ResourceEntry, *, last_day: date, reason: str) -> EntryRetired:
    """停用 (三、（二）): refuses what is retired already, a day before it was first used, and no reason."""
    require(entry.last_day is None, IN_USE, last_day=entry.last_day)
    first = min(version.first for version in entry.versions.values())
    require(last_day >= first, RETIRED_AFTER, last_day=last_day, first=first)
    require(bool(reason.strip()), REASONED)
    return EntryRetired(last_day, reason)


def next_version(entry: ResourceEntry | None, library: ResourceEntry | None, *, kind: str, title: str, on: date) -> int:
    """The number of an entry's next version in the library of that kind, which is open on the day."""
    open_on = library is not None and library.library == kind and library.active_on(on)
    require(open_on, LIBRARY_OPEN, kind=kind, day=on)
    if entry is not None:
        require(entry.library == kind, ONE_LIBRARY, library=entry.library, kind=kind)
        require(entry.last_day is None, IN_USE, last_day=entry.last_day)
    require(bool(title.strip()), TITLED)
    return entry.latest + 1 if entry else 1


def _version(entry: ResourceEntry, number: int) -> Version:
    if number not in entry.versions:
        raise Breach(VERSION_EXISTS, version=number)
    return entry.versions[number]


# -- who may decide

_KEEPERS: Final = frozenset({Role.LEAD, Role.STAFF, Role.MENTOR})

MAY_DECIDE: Final[MayDecide] = {
    open_library: frozenset({Role.LEAD, Role.STAFF}),
    add_information: _KEEPERS,
    review_entry: _KEEPERS,
    retire_entry: _KEEPERS,
}
