"""Studio names (工作室名称): a name is one studio's, in the whole city that it lies in, and stays taken (一、（四）).

Stream `region-<city>/name/<SHA-256 of the name>`: names are no ASCII, and streams are. The city (six digits,
the last two 00) holds counties and their authorities, so that no two of them give the same name.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Final

from attrs import frozen

from studio_domain.guideline import Clause, MayDecide, Role, Rule, require
from studio_domain.values import region_stream
from studio_domain.values.names import name_key

# -- rules

NAME_FREE: Final = Rule(
    Clause.NAME_FORM, zh="名称 {name} 已由工作室 {holder} 使用", en="the name {name} is that of the studio {holder}"
)

# -- facts


@frozen
class NameTaken:
    """使用名称: by a studio (its id), for good."""

    name: str
    studio: str


Event = NameTaken

# -- state


@frozen
class StudioName:
    """A name, and the studio that bears or bore it."""

    name: str
    holder: str


def evolve(name: StudioName | None, event: Event) -> StudioName:
    """The name after *event*; who took it first keeps it."""
    return name or StudioName(event.name, event.studio)


def name_stream(region: str, name: str) -> str:
    """Where a name is kept for all studios of the city of *region* (six digits)."""
    return region_stream(f"{region[:4]}00", "name", sha256(name_key(name).encode()).hexdigest())


# -- decisions


def take_name(taken: StudioName | None, *, name: str, studio: str) -> NameTaken:
    """使用名称 (一、（四）): refuses a name that is taken, be it by a studio that has another now or is closed."""
    require(taken is None, NAME_FREE, name=name, holder=taken.holder if taken else studio)
    return NameTaken(name, studio)


# -- who may decide: whoever recognises or renames

MAY_DECIDE: Final[MayDecide] = {take_name: frozenset({Role.AUTHORITY})}
