"""Tariff schedule (收费项目和标准): what may be charged, from when, published before it holds (3.3.d).

Stream `<studio>/tariff/schedule`.
"""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from studio_domain.values import Fen, PersonId, whole_fen

# -- facts


@frozen
class TariffItem:
    """A service that may be charged: its name, service level, unit, and price per unit."""

    item: str
    level: str
    unit: str
    unit_fen: Fen = field(validator=whole_fen)


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
