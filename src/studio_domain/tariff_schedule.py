"""Tariff schedule (收费项目和标准): what may be charged, from when, published before it holds (3.3.d).

Stream `<studio>/tariff/schedule`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, assert_never

import attrs
from attrs import field, frozen

from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, require
from studio_domain.policy import Terms
from studio_domain.values import Fen, PersonId, whole_fen

# -- rules

_FEES: Final = Clause.REASONABLE_FEES

ITEM_ONCE: Final = Rule(_FEES, zh="收费项目 {item} 重复", en="item {item} is listed twice")
PRICE_NOT_NEGATIVE: Final = Rule(
    _FEES, zh="{item} 单价 {fen:yuan} 元为负", en="{item} costs {fen:yuan}, less than nothing"
)
KNOWN_LEVEL: Final = Rule(Clause.SERVICE_LEVELS, zh="没有服务级别 {level}", en="there is no service level {level}")
BASIC_PRICE: Final = Rule(
    _FEES,
    zh="基本服务 {item} 单价 {fen:yuan} 元，不得高于 {most:yuan} 元",
    en="basic service {item} costs {fen:yuan}, more than {most:yuan}",
)
VERSION_EXISTS: Final = Rule(_FEES, zh="没有第 {version} 版收费标准", en="there is no tariff version {version}")
APPROVED_ONCE: Final = Rule(_FEES, zh="第 {version} 版已批准", en="version {version} is already approved")
TWO_HANDS: Final = Rule(_FEES, zh="第 {version} 版由 {hand} 拟订，须由他人批准", en="{hand} drafted version {version}")
DOCUMENTED: Final = Rule(_FEES, zh="批准收费标准须有文件", en="an approval rests on a document")
APPROVED_FIRST: Final = Rule(_FEES, zh="第 {version} 版尚未批准", en="version {version} is not approved")
PUBLISHED_AFTER_APPROVAL: Final = Rule(
    _FEES,
    zh="第 {version} 版 {approved} 才批准，不得于 {published} 公示",
    en="version {version} was approved on {approved}, after its publication on {published}",
)
IN_SEQUENCE: Final = Rule(
    _FEES,
    zh="第 {latest} 版已公示，不再公示第 {version} 版",
    en="version {latest} is published, too late to publish version {version}",
)
PUBLISHED_BEFORE_EFFECT: Final = Rule(
    _FEES,
    zh="执行日 {effective} 早于公示日 {published}",
    en="in force from {effective}, before its publication on {published}",
)
AFTER_THE_EARLIER: Final = Rule(
    _FEES,
    zh="执行日 {effective} 早于第 {earlier} 版执行日 {since}",
    en="in force from {effective}, before version {earlier}, from {since}",
)
PUBLISHED_SOMEWHERE: Final = Rule(_FEES, zh="公示收费标准须写明地点", en="a publication names its place")
PUBLISHED_FIRST: Final = Rule(_FEES, zh="第 {version} 版尚未公示", en="version {version} is not published")
WITHDRAWN_ONCE: Final = Rule(_FEES, zh="第 {version} 版已停止执行", en="version {version} is already withdrawn")
WITHDRAWN_LATER: Final = Rule(
    _FEES,
    zh="停止执行日 {last_day} 早于公示日 {published}",
    en="the last day {last_day} is before the publication on {published}",
)
REASON_STATED: Final = Rule(_FEES, zh="停止执行须说明原因", en="a withdrawal states its reason")

# -- facts


@frozen
class TariffItem:
    """A service that may be charged: its name, service level, unit, and price per unit."""

    item: str
    level: str
    unit: str
    unit_fen: Fen = field(converter=whole_fen)


@frozen
class TariffDrafted:
    """拟订收费标准: versions count 1, 2, 3…"""

    version: int
    items: tuple[TariffItem, ...]
    drafter: PersonId


@frozen
class TariffApproved:
    """批准收费标准."""

    version: int
    approver: PersonId
    on: date
    document: str


@frozen
class TariffPublished:
    """公示收费标准: published on a day, in force from a day not before it; it replaces the version before."""

    version: int
    published: date
    effective: date
    place: str
    publisher: PersonId


@frozen
class TariffWithdrawn:
    """停止执行: the version holds to the end of `last_day`."""

    version: int
    last_day: date
    by: PersonId
    reason: str


Event = TariffDrafted | TariffApproved | TariffPublished | TariffWithdrawn

# -- state

BASIC: Final = "basic"
"""The service level (基本服务) whose price policy bounds."""


@frozen
class TariffVersion:
    """A version and the hands it went through; `effective` is set once it is published."""

    version: int
    items: Mapping[str, TariffItem]
    drafter: PersonId
    approver: PersonId | None = None
    approved: date | None = None
    published: date | None = None
    effective: date | None = None
    last_day: date | None = None

    @property
    def holds_from(self) -> date | None:
        """The day from which it replaces the others; none when it was withdrawn before that day."""
        withdrawn = self.effective is not None and self.last_day is not None and self.last_day < self.effective
        return None if withdrawn else self.effective


@frozen
class TariffSchedule:
    """All versions, by number. In force is the one that began last, until its own last day."""

    versions: Mapping[int, TariffVersion] = field(factory=dict)

    def version_on(self, day: date) -> int | None:
        """The version in force on *day*; one that is withdrawn does not revive the one before it."""
        _, latest = self.began_last(day)
        found = self.versions.get(latest)
        return latest if found and (found.last_day is None or day <= found.last_day) else None

    def item_on(self, item: str, day: date) -> TariffItem | None:
        """The *item* as it may be charged on *day*."""
        version = self.version_on(day)
        return None if version is None else self.versions[version].items.get(item)

    def began_last(self, day: date) -> tuple[date, int]:
        """When the latest version began that did so by *day*, and its number; 0 where none did."""
        begun = ((found.holds_from, found.version) for found in self.versions.values())
        return max(((since, version) for since, version in begun if since and since <= day), default=(date.min, 0))


def evolve(schedule: TariffSchedule | None, event: Event) -> TariffSchedule:
    """The schedule after *event*."""
    versions = schedule.versions if schedule else {}
    match event:
        case TariffDrafted(version, items, drafter):
            return _keep(versions, TariffVersion(version, {item.item: item for item in items}, drafter))
        case TariffApproved(version, approver, on):
            return _keep(versions, attrs.evolve(versions[version], approver=approver, approved=on))
        case TariffPublished(version, published, effective):
            return _keep(versions, attrs.evolve(versions[version], published=published, effective=effective))
        case TariffWithdrawn(version, last_day):
            return _keep(versions, attrs.evolve(versions[version], last_day=last_day))
        case _ as unreachable:
            assert_never(unreachable)


def _keep(versions: Mapping[int, TariffVersion], after: TariffVersion) -> TariffSchedule:
    return TariffSchedule({**versions, after.version: after})


# -- decisions


def draft_tariff(
    schedule: TariffSchedule | None, *, items: tuple[TariffItem, ...], drafter: PersonId, terms: Terms
) -> TariffDrafted:
    """拟订收费标准 (合理范围内收取服务费 三、（三）): refuses an item listed twice, a negative price, an unknown
    service level (三、（四）2), and a basic service above the price that policy allows."""
    listed: set[str] = set()
    for item in items:
        require(item.item not in listed, ITEM_ONCE, item=item.item)
        require(item.unit_fen >= 0, PRICE_NOT_NEGATIVE, item=item.item, fen=item.unit_fen)
        require(item.level in terms.service.levels, KNOWN_LEVEL, level=item.level)
        most = terms.fee.basic_price
        require(item.level != BASIC or item.unit_fen <= most, BASIC_PRICE, item=item.item, fen=item.unit_fen, most=most)
        listed.add(item.item)
    last = max(schedule.versions, default=0) if schedule else 0
    return TariffDrafted(last + 1, items, drafter)


def approve_tariff(
    schedule: TariffSchedule,
    *,
    version: int,
    approver: PersonId,
    on: date,
    document: str,
    principal: PersonId | None = None,
) -> TariffApproved:
    """批准收费标准 (三、（三）): refuses the drafter's own approval, one for him (*principal*: whom the approver acts
    for), a second one, and one without a document."""
    drafted = _version(schedule, version)
    require(drafted.approver is None, APPROVED_ONCE, version=version)
    require(drafted.drafter not in (approver, principal), TWO_HANDS, version=version, hand=drafted.drafter)
    require(bool(document.strip()), DOCUMENTED)
    return TariffApproved(version, approver, on, document)


def publish_tariff(
    schedule: TariffSchedule,
    *,
    version: int,
    published: date,
    effective: date,
    place: str,
    publisher: PersonId,
    terms: Terms,
) -> TariffPublished:
    """公示收费标准 (三、（三）, 明码标价): refuses what is not approved by then, what would hold before it is published
    or before the version it replaces, a publication after that of a later version or at no place, and a basic
    service above the price that policy allows on the day of publication, whose *terms* these are."""
    approved = _version(schedule, version)
    if approved.approved is None:
        raise Breach(APPROVED_FIRST, version=version)
    since = approved.approved
    require(published >= since, PUBLISHED_AFTER_APPROVAL, version=version, approved=since, published=published)
    for item in approved.items.values():
        most = terms.fee.basic_price
        require(item.level != BASIC or item.unit_fen <= most, BASIC_PRICE, item=item.item, fen=item.unit_fen, most=most)
    latest = max((known.version for known in schedule.versions.values() if known.published is not None), default=0)
    require(version > latest, IN_SEQUENCE, version=version, latest=latest)
    require(effective >= published, PUBLISHED_BEFORE_EFFECT, effective=effective, published=published)
    begun, earlier = schedule.began_last(date.max)
    require(effective >= begun, AFTER_THE_EARLIER, effective=effective, earlier=earlier, since=begun)
    require(bool(place.strip()), PUBLISHED_SOMEWHERE)
    return TariffPublished(version, published, effective, place, publisher)


def withdraw_tariff(
    schedule: TariffSchedule, *, version: int, last_day: date, by: PersonId, reason: str
) -> TariffWithdrawn:
    """停止执行收费标准 (三、（三）): refuses what is not published or already withdrawn, a last day before the
    publication, and silence about the reason."""
    found = _version(schedule, version)
    if found.published is None:
        raise Breach(PUBLISHED_FIRST, version=version)
    require(found.last_day is None, WITHDRAWN_ONCE, version=version)
    require(last_day >= found.published, WITHDRAWN_LATER, last_day=last_day, published=found.published)
    require(bool(reason.strip()), REASON_STATED)
    return TariffWithdrawn(version, last_day, by, reason)


def _version(schedule: TariffSchedule, version: int) -> TariffVersion:
    if version not in schedule.versions:
        raise Breach(VERSION_EXISTS, version=version)
    return schedule.versions[version]


# -- who may decide

MAY_DECIDE: Final[MayDecide] = {
    draft_tariff: frozenset({Role.LEAD, Role.STAFF, Role.FINANCE}),
    approve_tariff: frozenset({Role.CARRIER_HEAD}),
    publish_tariff: frozenset({Role.LEAD, Role.STAFF}),
    withdraw_tariff: frozenset({Role.LEAD, Role.CARRIER_HEAD}),
}
