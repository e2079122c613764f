"""Where a studio works on a day: venues, their zones, the areas of the consultation zone, isolation (三、（一）)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import assert_never

import attrs
from attrs import field, frozen

from studio_domain.studio.premises_facts import (
    AreaClosed,
    AreaDefined,
    AreaInspected,
    DisplayUpdated,
    EquipmentRegistered,
    IsolationAttested,
    PremisesEvent,
    Remodelled,
    VenueRegistered,
    VenueRelocated,
    VenueVacated,
    ZoneDefined,
    ZoneKind,
)
from studio_domain.values import Days, add_days, union


@frozen
class Venue:
    """A venue, the days of its rights, and what was found of it; `used_until` is the last day after a move or exit."""

    rights: tuple[Days, ...]
    zones: frozenset[ZoneKind] = frozenset()
    deviates: bool = False
    attested: date | None = None
    remodelled: date | None = None
    used_until: date | None = None

    def in_use_on(self, day: date) -> bool:
        """Whether the studio may use it on *day*, and has not left it."""
        return any(day in days for days in self.spans)

    def isolated_on(self, day: date) -> bool:
        """Whether its consultation zone was attested to be set apart by *day*, and not remodelled since."""
        if self.attested is None or day < self.attested:
            return False
        return self.remodelled is None or not self.attested < self.remodelled <= day

    @property
    def spans(self) -> tuple[Days, ...]:
        """The days on which it is used."""
        return _until(self.rights, self.used_until)


@frozen
class Area:
    """An area with its seats, and the days on which it is used: its own that are its venue's as well."""

    kind: str
    capacity: int
    venue: str
    spans: tuple[Days, ...]

    def in_use_on(self, day: date) -> bool:
        """Whether it is there on *day*."""
        return any(day in days for days in self.spans)


@frozen
class Premises:
    """All venues and areas of a studio, past ones too; `moves` says from which day on it works at which venue."""

    venues: Mapping[str, Venue] = field(factory=dict)
    areas: Mapping[str, Area] = field(factory=dict)
    moves: tuple[tuple[date, str], ...] = ()
    equipped: bool = False

    def area(self, area: str) -> Area | None:
        """An area as it may be used; None if there is none of that name."""
        found = self.areas.get(area)
        if found is None or found.venue not in self.venues:
            return found
        return attrs.evolve(found, spans=_both(found.spans, self.venues[found.venue].spans))

    def areas_on(self, day: date) -> tuple[Area, ...]:
        """The areas in use on *day*."""
        found = (self.area(name) for name in self.areas)
        return tuple(area for area in found if area is not None and area.in_use_on(day))

    def venues_on(self, day: date) -> tuple[Venue, ...]:
        """The venues in use on *day*."""
        return tuple(venue for venue in self.venues.values() if venue.in_use_on(day))

    def main_on(self, day: date) -> str | None:
        """The venue that the studio works at on *day*: the first, until it moved."""
        found = [(first, venue) for first, venue in self.moves if first <= day]
        return max(found, key=lambda one: one[0])[1] if found else None

    def isolated_on(self, day: date) -> bool:
        """Whether the consultation zone where it works is attested to be set apart (相对隔离) on *day*."""
        venue = self.venues.get(self.main_on(day) or "")
        return venue is not None and venue.isolated_on(day)


def _until(spans: tuple[Days, ...], last: date | None) -> tuple[Days, ...]:
    return spans if last is None else _both(spans, (Days.through(date.min, last),))


def _both(ones: tuple[Days, ...], others: tuple[Days, ...]) -> tuple[Days, ...]:
    """The days that lie in both, as intervals in order."""
    found = []
    for one in ones:
        for other in others:
            untils = [days.until for days in (one, other) if days.until is not None]
            both = Days(max(one.first, other.first), min(untils, default=None))
            if both.until is None or both.first < both.until:
                found.append(both)
    return union(found)


def after(premises: Premises, event: PremisesEvent) -> Premises:
    """The premises after *event*; LookupError for a venue or area that is unknown."""
    match event:
        case VenueRegistered(venue, _, _, first, last):
            known = premises.venues.get(venue, Venue(()))
            rights = (*_until(known.rights, known.used_until), Days.through(first, last))
            held = attrs.evolve(known, rights=rights, used_until=None)
            return attrs.evolve(_keep(premises, venue, held), moves=premises.moves or ((date.min, venue),))
        case VenueRelocated(venue, first):
            return _relocated(premises, venue, first)
        case VenueVacated(venue, last_day):
            return _keep(premises, venue, attrs.evolve(premises.venues[venue], used_until=last_day))
        case ZoneDefined(venue, zone, deviation):
            known = premises.venues[venue]
            zones, deviates = known.zones | {zone}, known.deviates or deviation is not None
            return _keep(premises, venue, attrs.evolve(known, zones=zones, deviates=deviates))
        case AreaDefined(area, venue, kind, capacity, first):
            defined = Area(kind, capacity, venue, (Days(first),))
            return attrs.evolve(premises, areas={**premises.areas, area: defined})
        case AreaClosed(area, last_day):
            closed = premises.areas[area]
            closed = attrs.evolve(closed, spans=_until(closed.spans, last_day))
            return attrs.evolve(premises, areas={**premises.areas, area: closed})
        case Remodelled(venue, on):
            known = premises.venues[venue]
            return _keep(premises, venue, attrs.evolve(known, remodelled=max(on, known.remodelled or on)))
        case IsolationAttested(venue, _, on):
            return _keep(premises, venue, attrs.evolve(premises.venues[venue], attested=on))
        case EquipmentRegistered():
            return attrs.evolve(premises, equipped=True)
        case AreaInspected() | DisplayUpdated():
            return premises
        case _ as unreachable:
            assert_never(unreachable)


def _keep(premises: Premises, name: str, venue: Venue) -> Premises:
    return attrs.evolve(premises, venues={**premises.venues, name: venue})


def _relocated(premises: Premises, venue: str, first: date) -> Premises:
    """The venue left is used no more, and what was attested of it holds no more."""
    if venue not in premises.venues:
        raise LookupError("relocated to a venue that is not registered")
    left = premises.main_on(first)
    moved = attrs.evolve(premises, moves=(*premises.moves, (first, venue)))
    if left is None or left == venue:
        return moved
    former = attrs.evolve(premises.venues[left], used_until=add_days(first, -1), attested=None)
    return _keep(moved, left, former)
