"""Facts of a studio's premises: venues, zones, areas, isolation, equipment, display (三、（一）).

Names and fields are a storage format: change with care. Days are legal days and inclusive.
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import frozen

from studio_domain.values import PersonId


class TenureRight(Enum):
    """By which right a venue is used."""

    OWNED = "owned"  # 自有
    LEASED = "leased"  # 租赁
    LENT = "lent"  # 无偿使用


class ZoneKind(Enum):
    """What a zone of the premises is for."""

    CONSULTATION = "consultation"  # 咨询服务区
    BACK_OFFICE = "back-office"  # 后台办公区


@frozen
class VenueRegistered:
    """登记场地: an address that the studio may use from a day up to and including another."""

    venue: str
    address: str
    right: TenureRight
    first: date
    last: date | None
    document: str


@frozen
class VenueRelocated:
    """迁址: from a day on the studio works at another of its venues; the attestation of isolation falls."""

    venue: str
    first: date


@frozen
class VenueVacated:
    """腾退场地 (report): the venue is used to the end of `last_day`."""

    venue: str
    last_day: date


@frozen
class ZoneDefined:
    """划定区域: a zone of a venue; where a studio has but one, `deviation` says why."""

    venue: str
    zone: ZoneKind
    deviation: str | None = None


@frozen
class AreaDefined:
    """设置功能区: an area (`counselling-room`, `activity-room`, …, or a small `meeting-room`) with its seats."""

    area: str
    venue: str
    kind: str
    capacity: int
    first: date


@frozen
class AreaClosed:
    """撤销功能区 (report): it is used to the end of `last_day`."""

    area: str
    last_day: date


@frozen
class Remodelled:
    """改建 (report): the consultation zone of a venue was changed; the attestation of isolation falls."""

    venue: str
    on: date
    what: str


@frozen
class IsolationAttested:
    """确认咨询服务区相对隔离: after an inspection, with evidence (SHA-256, hex)."""

    venue: str
    inspector: PersonId
    on: date
    evidence: str


@frozen
class AreaInspected:
    """检查功能区: by a list of qualities (quiet, apart, safe …), and those that it fails."""

    area: str
    inspector: PersonId
    on: date
    failed: tuple[str, ...]


@frozen
class EquipmentRegistered:
    """登记设备设施."""

    equipment: str
    area: str
    name: str
    quantity: int


@frozen
class DisplayUpdated:
    """更新展示内容: which items are shown (`sign`, `slogan`, `policy`, `services`, `results`, `tariff` …)."""

    area: str
    items: tuple[str, ...]
    on: date


PremisesEvent = (
    VenueRegistered | VenueRelocated | VenueVacated | ZoneDefined | AreaDefined | AreaClosed | Remodelled
    | IsolationAttested | AreaInspected | EquipmentRegistered | DisplayUpdated
)  # fmt: skip
