"""Regulation book (管理制度): one stream per kind of system, versions that tile time (3.4.0.a).

Stream `<studio>/regulation/<kind>`: the eight systems, and `special-fund` (专项资金管理制度, 3.3.f).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, assert_never

import attrs
from attrs import frozen

from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, require
from studio_domain.policy import Terms
from studio_domain.values import PersonId

# -- rules

_SYSTEMS: Final = Clause.EIGHT_SYSTEMS

KNOWN_KIND: Final = Rule(_SYSTEMS, zh="没有管理制度类别 {kind}", en="there is no kind of regulation {kind}")
ONE_KIND: Final = Rule(_SYSTEMS, zh="此处是 {book} 制度，不是 {kind}", en="this is the book of {book}, not of {kind}")
TITLED: Final = Rule(_SYSTEMS, zh="制度须有名称", en="a regulation has a title")
VERSION_EXISTS: Final = Rule(_SYSTEMS, zh="没有第 {version} 版制度", en="there is no version {version} of it")
TWO_HANDS: Final = Rule(_SYSTEMS, zh="第 {version} 版由 {hand} 起草，须他人批准", en="{hand} drafted version {version}")
DOCUMENTED: Final = Rule(_SYSTEMS, zh="批准、废止制度须有文件", en="to approve or repeal takes a document")
IN_SEQUENCE: Final = Rule(
    _SYSTEMS,
    zh="第 {latest} 版已批准，不再批准第 {version} 版",
    en="version {latest} is approved, too late to approve version {version}",
)
AFTER_THE_EARLIER: Final = Rule(
    _SYSTEMS,
    zh="施行日 {effective} 早于第 {earlier} 版施行日 {since}",
    en="in force from {effective}, before version {earlier}, from {since}",
)
APPROVED_FIRST: Final = Rule(_SYSTEMS, zh="第 {version} 版尚未批准", en="version {version} is not approved")
REPEALED_ONCE: Final = Rule(_SYSTEMS, zh="第 {version} 版已废止", en="version {version} is already repealed")
REPEALED_LATER: Final = Rule(
    _SYSTEMS,
    zh="废止日 {last_day} 早于施行日 {effective}",
    en="the last day {last_day} is before it came into force on {effective}",
)

# -- facts


@frozen
class RegulationDrafted:
    """起草制度: versions count 1, 2, 3…"""

    kind: str
    version: int
    title: str
    drafter: PersonId


@frozen
class RegulationApproved:
    """批准制度: in force from a day, replacing the version before."""

    version: int
    effective: date
    approver: PersonId
    document: str


@frozen
class RegulationRepealed:
    """废止制度: the version holds to the end of `last_day`."""

    version: int
    last_day: date
    by: PersonId
    document: str


Event = RegulationDrafted | RegulationApproved | RegulationRepealed

# -- state

SPECIAL_FUND: Final = "special-fund"
"""The kind that 三、（三） asks for beside the eight systems (专项资金管理制度)."""


@frozen
class RegulationVersion:
    """A version, its hands, and the days between which it holds; `effective` is set once it is approved."""

    version: int
    drafter: PersonId
    approver: PersonId | None = None
    effective: date | None = None
    last_day: date | None = None


@frozen
class RegulationBook:
    """All versions of one kind, by number. In force is the one that began last, until its own last day."""

    kind: str
    versions: Mapping[int, RegulationVersion]

    def version_on(self, day: date) -> int | None:
        """The version in force on *day*; one that is repealed does not revive the one before it."""
        _, latest = self.began_last(day)
        found = self.versions.get(latest)
        return latest if found and (found.last_day is None or day <= found.last_day) else None

    def began_last(self, day: date) -> tuple[date, int]:
        """When the latest version began that did so by *day*, and its number; 0 where none did."""
        begun = ((found.effective, found.version) for found in self.versions.values())
        return max(((since, version) for since, version in begun if since and since <= day), default=(date.min, 0))


def evolve(book: RegulationBook | None, event: Event) -> RegulationBook:
    """The book after *event*."""
    if isinstance(event, RegulationDrafted):
        versions = book.versions if book else {}
        drafted = RegulationVersion(event.version, event.drafter)
        return RegulationBook(event.kind, {**versions, event.version: drafted})
    if book is None:
        raise LookupError("approved or repealed before it was drafted")
    match event:
        case RegulationApproved(version, effective, approver):
            return _keep(book, attrs.evolve(book.versions[version], effective=effective, approver=approver))
        case RegulationRepealed(version, last_day):
            return _keep(book, attrs.evolve(book.versions[version], last_day=last_day))
        case _ as unreachable:
            assert_never(unreachable)


def _keep(book: RegulationBook, after: RegulationVersion) -> RegulationBook:
    return RegulationBook(book.kind, {**book.versions, after.version: after})


# -- decisions


def draft_regulation(
    book: RegulationBook | None, *, kind: str, title: str, drafter: PersonId, terms: Terms
) -> RegulationDrafted:
    """起草制度 (管理制度 三、（四）; 专项资金管理制度 三、（三）): refuses an unknown kind, the book of another kind,
    and a regulation without a title."""
    require(kind in terms.regulation.kinds or kind == SPECIAL_FUND, KNOWN_KIND, kind=kind)
    if book is not None:
        require(kind == book.kind, ONE_KIND, book=book.kind, kind=kind)
    require(bool(title.strip()), TITLED)
    last = max(book.versions, default=0) if book else 0
    return RegulationDrafted(kind, last + 1, title, drafter)


def approve_regulation(
    book: RegulationBook,
    *,
    version: int,
    effective: date,
    approver: PersonId,
    document: str,
    principal: PersonId | None = None,
) -> RegulationApproved:
    """批准制度 (三、（四）): refuses the drafter's own approval, one for him (*principal*: whom the approver acts for),
    one without a document, one after the approval of
    the same or a later version, and one that would hold before the version it replaces."""
    drafted = _version(book, version)
    latest = max((known.version for known in book.versions.values() if known.effective is not None), default=0)
    require(version > latest, IN_SEQUENCE, version=version, latest=latest)
    require(drafted.drafter not in (approver, principal), TWO_HANDS, version=version, hand=drafted.drafter)
    since, earlier = book.began_last(date.max)
    require(effective >= since, AFTER_THE_EARLIER, effective=effective, earlier=earlier, since=since)
    require(bool(document.strip()), DOCUMENTED)
    return RegulationApproved(version, effective, approver, document)


def repeal_regulation(
    book: RegulationBook, *, version: int, last_day: date, by: PersonId, document: str
) -> RegulationRepealed:
    """废止制度 (三、（四）): refuses what is not approved or already repealed, a last day before it came into force
    (what does not hold yet is replaced), and one without a document."""
    found = _version(book, version)
    if found.effective is None:
        raise Breach(APPROVED_FIRST, version=version)
    require(found.last_day is None, REPEALED_ONCE, version=version)
    require(last_day >= found.effective, REPEALED_LATER, last_day=last_day, effective=found.effective)
    require(bool(document.strip()), DOCUMENTED)
    return RegulationRepealed(version, last_day, by, document)


def _version(book: RegulationBook, version: int) -> RegulationVersion:
    if version not in book.versions:
        raise Breach(VERSION_EXISTS, version=version)
    return book.versions[version]


# -- who may decide

MAY_DECIDE: Final[MayDecide] = {
    draft_regulation: frozenset({Role.LEAD, Role.STAFF, Role.ARCHIVIST, Role.FINANCE, Role.DISCIPLINE}),
    approve_regulation: frozenset({Role.CARRIER_HEAD}),
    repeal_regulation: frozenset({Role.CARRIER_HEAD}),
}
