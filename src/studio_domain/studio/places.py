"""Where a studio works: 场地, 分区, 功能区, 隔离, 检查, 设备, 展示 (三、（一）)."""

from __future__ import annotations

from datetime import date
from typing import Final

import attrs

from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, require
from studio_domain.policy import Terms
from studio_domain.studio import composition
from studio_domain.studio.premises import Area, Venue, after
from studio_domain.studio.premises_facts import (
    AreaClosed,
    AreaDefined,
    AreaInspected,
    DisplayUpdated,
    EquipmentRegistered,
    IsolationAttested,
    Remodelled,
    TenureRight,
    VenueRegistered,
    VenueRelocated,
    VenueVacated,
    ZoneDefined,
    ZoneKind,
)
from studio_domain.studio.standing import alive, digested, documented, in_order, new, stated
from studio_domain.studio.state import Studio
from studio_domain.values import PersonId

# -- rules

_PREMISES: Final = Clause.FIXED_PREMISES

VENUE_EXISTS: Final = Rule(_PREMISES, zh="没有场地 {venue}", en="there is no venue {venue}")
VENUE_IN_USE: Final = Rule(_PREMISES, zh="{day} 场地 {venue} 不在使用期内", en="venue {venue} is not in use on {day}")
ANOTHER_VENUE: Final = Rule(_PREMISES, zh="工作室已在场地 {venue}", en="the studio works at venue {venue} already")
ZONE_ONCE: Final = Rule(Clause.TWO_ZONES, zh="场地 {venue} 已划定 {zone}", en="venue {venue} has its {zone} already")
AREA_KIND_KNOWN: Final = Rule(Clause.FOUR_AREAS, zh="没有功能区类型 {kind}", en="there is no kind of area {kind}")
HAS_SEATS: Final = Rule(Clause.FOUR_AREAS, zh="容纳人数须大于零", en="an area has room for somebody")
ROOM_FOR_THIRTY: Final = Rule(
    Clause.ACTIVITY_ROOM,
    zh="创业活动室容纳 {capacity} 人，少于 {least} 人",
    en="the activity room has {capacity} seats, fewer than {least}",
)
AREA_EXISTS: Final = Rule(Clause.FOUR_AREAS, zh="没有功能区 {area}", en="there is no area {area}")
AREA_IN_USE: Final = Rule(Clause.FOUR_AREAS, zh="{day} 功能区 {area} 不在使用", en="area {area} is not in use on {day}")
DISPLAYED_THERE: Final = Rule(
    Clause.DISPLAY_AREA, zh="功能区 {area} 不是宣传展示区", en="area {area} is no display area"
)
SOME_PIECES: Final = Rule(_PREMISES, zh="设备数量须大于零", en="equipment is one piece or more")

DISPLAY_AREA: Final = "display-area"
ACTIVITY_ROOM: Final = "activity-room"
MEETING_ROOM: Final = "meeting-room"
"""The kinds of areas that rules name (宣传展示区, 创业活动室, 小型会议室)."""

# -- venues


def register_venue(
    studio: Studio, *, venue: str, address: str, right: TenureRight, first: date, last: date | None, document: str
) -> VenueRegistered:
    """登记场地 (固定的工作场所 三、（一）): by a right and its document; a lease that goes on is registered again."""
    alive(studio)
    stated("address", address)
    in_order(first, last)
    documented(document)
    return VenueRegistered(venue, address, right, first, last, document)


def relocate(studio: Studio, *, venue: str, first: date, terms: Terms) -> VenueRelocated:
    """迁址 (三、（一）): to another venue of the studio that is in use that day. A recognised studio moves once the new
    place has what premises must have: it is attested anew to be set apart, and the four areas are there."""
    alive(studio)
    _in_use(studio, venue, first)
    require(venue != studio.premises.main_on(first), ANOTHER_VENUE, venue=venue)
    moved = VenueRelocated(venue, first)
    if studio.serves_on(first):
        composition.premises(attrs.evolve(studio, premises=after(studio.premises, moved)), first, terms)
    return moved


def record_exit(studio: Studio, *, venue: str, last_day: date) -> VenueVacated:
    """腾退场地 (三、（一）): recorded even when the studio has no other."""
    _venue(studio, venue)
    return VenueVacated(venue, last_day)


def record_remodelling(studio: Studio, *, venue: str, on: date, what: str) -> Remodelled:
    """改建 (相对隔离 三、（一）): the attestation of isolation falls."""
    _venue(studio, venue)
    return Remodelled(venue, on, what)


def define_zone(studio: Studio, *, venue: str, zone: ZoneKind, deviation: str | None = None) -> ZoneDefined:
    """划定区域 (咨询服务区、后台办公区 三、（一）): where there is but one, *deviation* says why."""
    alive(studio)
    known = _venue(studio, venue)
    require(zone not in known.zones, ZONE_ONCE, venue=venue, zone=zone)
    if deviation is not None:
        stated("reason", deviation)
    return ZoneDefined(venue, zone, deviation)


def attest_isolation(studio: Studio, *, venue: str, inspector: PersonId, on: date, evidence: str) -> IsolationAttested:
    """确认咨询服务区相对隔离 (三、（一）): after an inspection of a venue in use, by its evidence."""
    alive(studio)
    _in_use(studio, venue, on)
    digested(evidence)
    return IsolationAttested(venue, inspector, on, evidence)


# -- areas


def define_area(
    studio: Studio, *, area: str, venue: str, kind: str, capacity: int, first: date, terms: Terms
) -> AreaDefined:
    """设置功能区 (个体咨询室、创业活动室、宣传展示区、自助服务区 三、（一）1): an activity room has room for thirty at
    least; a smaller room is a meeting room."""
    alive(studio)
    new(area, studio.premises.areas)
    _in_use(studio, venue, first)
    require(kind in terms.venue.area_kinds or kind == MEETING_ROOM, AREA_KIND_KNOWN, kind=kind)
    require(capacity > 0, HAS_SEATS)
    least = terms.venue.room_min
    require(kind != ACTIVITY_ROOM or capacity >= least, ROOM_FOR_THIRTY, capacity=capacity, least=least)
    return AreaDefined(area, venue, kind, capacity, first)


def record_area_closure(studio: Studio, *, area: str, last_day: date) -> AreaClosed:
    """撤销功能区 (三、（一）1): recorded even when one of the four is gone by it."""
    _area(studio, area)
    return AreaClosed(area, last_day)


def inspect_area(studio: Studio, *, area: str, inspector: PersonId, on: date, failed: tuple[str, ...]) -> AreaInspected:
    """检查功能区 (空间相对独立，环境安静舒适，给人以安全感 三、（一）1): the qualities that it fails, if any."""
    alive(studio)
    require(_area(studio, area).in_use_on(on), AREA_IN_USE, area=area, day=on)
    return AreaInspected(area, inspector, on, failed)


def register_equipment(studio: Studio, *, equipment: str, area: str, name: str, quantity: int) -> EquipmentRegistered:
    """登记设备设施 (配有相应设备设施 三、（一）)."""
    alive(studio)
    _area(studio, area)
    stated("title", name)
    require(quantity > 0, SOME_PIECES)
    return EquipmentRegistered(equipment, area, name, quantity)


def update_display(studio: Studio, *, area: str, items: tuple[str, ...], on: date) -> DisplayUpdated:
    """更新展示内容 (标识、标语、政策、服务项目、工作成果 三、（一）1): of a display area in use."""
    alive(studio)
    known = _area(studio, area)
    require(known.kind == DISPLAY_AREA, DISPLAYED_THERE, area=area)
    require(known.in_use_on(on), AREA_IN_USE, area=area, day=on)
    stated("items", *items)
    return DisplayUpdated(area, items, on)


# -- what they ask


def _venue(studio: Studio, venue: str) -> Venue:
    known = studio.premises.venues.get(venue)
    if known is None:
        raise Breach(VENUE_EXISTS, venue=venue)
    return known


def _in_use(studio: Studio, venue: str, day: date) -> None:
    require(_venue(studio, venue).in_use_on(day), VENUE_IN_USE, venue=venue, day=day)


def _area(studio: Studio, area: str) -> Area:
    known = studio.area(area)
    if known is None:
        raise Breach(AREA_EXISTS, area=area)
    return known


# -- who may decide

_KEEPERS: Final = frozenset({Role.LEAD, Role.CARRIER_HEAD})
_OFFICE: Final = frozenset({Role.LEAD, Role.STAFF, Role.CARRIER_HEAD})

MAY_DECIDE: Final[MayDecide] = {
    register_venue: _KEEPERS,
    relocate: _KEEPERS,
    record_exit: _KEEPERS,
    record_remodelling: _OFFICE,
    define_zone: _KEEPERS,
    attest_isolation: frozenset({Role.CARRIER_HEAD, Role.AUTHORITY}),
    define_area: _OFFICE,
    record_area_closure: _OFFICE,
    inspect_area: _OFFICE | {Role.AUTHORITY},
    register_equipment: _OFFICE,
    update_display: _OFFICE,
}
