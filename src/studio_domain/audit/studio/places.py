"""Venues and areas, and the days on which they are used: timelines that checks of premises ask, no checks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.studio.gaps import Effect, both, day_after
from studio_domain.studio import premises_facts as premises
from studio_domain.tariff_schedule import TariffPublished
from studio_domain.values import Days


@define
class Place:
    """A venue: its rights, when it was left, when it was attested to be set apart, and what undid that."""

    event: Recorded[premises.VenueRegistered]
    rights: list[tuple[Days, Recorded[Any]]] = field(factory=list)
    zones: set[premises.ZoneKind] = field(factory=set)
    deviates: bool = False
    left: tuple[date, Recorded[Any]] | None = None
    attested: list[date] = field(factory=list)
    falls: list[tuple[date, Recorded[Any]]] = field(factory=list)

    def spans(self) -> list[Days]:
        """The days on which it is used."""
        rights = [one for one, _ in self.rights]
        return rights if self.left is None else both(rights, [Days(date.min, day_after(self.left[0]))])

    def apart(self) -> list[Days]:
        """The days on which the last attestation holds: until what undid it."""
        undone = sorted(day for day, _ in self.falls)
        return [Days(day, next((fall for fall in undone if fall > day), None)) for day in self.attested]


@define
class Spot:
    """An area: its own days, its last inspection, and what was shown in it last."""

    event: Recorded[premises.AreaDefined]
    kind: str
    venue: str
    first: date
    last: tuple[date, Recorded[Any]] | None = None
    inspected: date | None = None
    shown: tuple[str, ...] = ()
    shown_by: Recorded[Any] | None = None


@define
class Places:
    """The venues and areas of one studio, by all that is known now."""

    venues: dict[str, Place] = field(factory=dict)
    areas: dict[str, Spot] = field(factory=dict)
    equipped: bool = False
    tariff: bool = False
    moves: list[tuple[date, str, Recorded[Any]]] = field(factory=list)
    """From which day on the studio works at which venue, and what says so."""

    def watches(self) -> Iterator[Watch]:
        """What the check that asks must show it."""
        yield on(premises.VenueRegistered, self._register)
        yield on(premises.VenueRelocated, self._relocate)
        yield on(premises.VenueVacated, self._vacate)
        yield on(premises.ZoneDefined, self._zone)
        yield on(premises.AreaDefined, self._define)
        yield on(premises.AreaClosed, self._close)
        yield on(premises.Remodelled, self._remodel)
        yield on(premises.IsolationAttested, self._attest)
        yield on(premises.AreaInspected, self._inspect)
        yield on(premises.EquipmentRegistered, self._equip)
        yield on(premises.DisplayUpdated, self._show)
        yield on(TariffPublished, self._publish)

    # -- what is asked

    def worked_at(self) -> Iterator[tuple[str, Days, Recorded[Any]]]:
        """At which venue the studio works, on which days, and by which fact."""
        in_turn = sorted(self.moves, key=lambda move: move[0])
        for at, (first, venue, event) in enumerate(in_turn):
            until = in_turn[at + 1][0] if at + 1 < len(in_turn) else None
            if until is None or first < until:
                yield venue, Days(first, until), event

    def area_days(self, name: str) -> list[Days]:
        """The days of an area that are its venue's as well."""
        area = self.areas[name]
        own = [Days(area.first, day_after(area.last[0]) if area.last else None)]
        venue = self.venues.get(area.venue)
        return both(own, venue.spans()) if venue else []

    def ends(self) -> Iterator[Effect]:
        """When each right to a venue ends, or it is left."""
        for venue in self.venues.values():
            for days, event in venue.rights:
                if days.until is not None:
                    yield Effect(days.until, event)
            if venue.left is not None:
                yield Effect(day_after(venue.left[0]), venue.left[1])

    def begins(self) -> Iterator[Effect]:
        """When each right begins."""
        return (Effect(days.first, event) for venue in self.venues.values() for days, event in venue.rights)

    def area_ends(self, kind: str) -> Iterator[Effect]:
        """When an area of that kind is closed, or its venue is left."""
        for area in self.areas.values():
            if area.kind == kind:
                venue = self.venues.get(area.venue)
                if venue is not None and venue.left is not None:
                    yield Effect(day_after(venue.left[0]), venue.left[1])
                if area.last is not None:
                    yield Effect(day_after(area.last[0]), area.last[1])

    # -- the facts

    def _register(self, event: Recorded[premises.VenueRegistered]) -> None:
        fact = event.fact
        place = self.venues.setdefault(fact.venue, Place(event))
        if place.left is not None:  # what was left stays left until the new right begins
            until = day_after(place.left[0])
            place.rights = [(cut, of) for days, of in place.rights for cut in both([days], [Days(date.min, until)])]
        place.rights.append((Days.through(fact.first, fact.last), event))
        place.left = None
        if not self.moves:
            self.moves.append((date.min, fact.venue, event))

    def _relocate(self, event: Recorded[premises.VenueRelocated]) -> None:
        fact = event.fact
        before = [(first, venue) for first, venue, _ in self.moves if first <= fact.first]
        former = max(before, key=lambda one: one[0])[1] if before else ""
        if fact.venue != former and fact.first > date.min and (place := self.venues.get(former)):
            place.left = date.fromordinal(fact.first.toordinal() - 1), event
            place.falls.append((fact.first, event))
        self.moves.append((fact.first, fact.venue, event))

    def _vacate(self, event: Recorded[premises.VenueVacated]) -> None:
        if place := self.venues.get(event.fact.venue):
            place.left = event.fact.last_day, event

    def _zone(self, event: Recorded[premises.ZoneDefined]) -> None:
        if place := self.venues.get(event.fact.venue):
            place.zones.add(event.fact.zone)
            place.deviates = place.deviates or bool(event.fact.deviation)

    def _define(self, event: Recorded[premises.AreaDefined]) -> None:
        fact = event.fact
        self.areas[fact.area] = Spot(event, fact.kind, fact.venue, fact.first)

    def _close(self, event: Recorded[premises.AreaClosed]) -> None:
        if area := self.areas.get(event.fact.area):
            area.last = event.fact.last_day, event

    def _remodel(self, event: Recorded[premises.Remodelled]) -> None:
        if place := self.venues.get(event.fact.venue):
            place.falls.append((event.fact.on, event))

    def _attest(self, event: Recorded[premises.IsolationAttested]) -> None:
        if place := self.venues.get(event.fact.venue):
            place.attested.append(event.fact.on)

    def _inspect(self, event: Recorded[premises.AreaInspected]) -> None:
        if area := self.areas.get(event.fact.area):
            area.inspected = max(area.inspected or event.fact.on, event.fact.on)

    def _equip(self, event: Recorded[premises.EquipmentRegistered]) -> None:
        self.equipped = True

    def _show(self, event: Recorded[premises.DisplayUpdated]) -> None:
        if area := self.areas.get(event.fact.area):
            area.shown, area.shown_by = event.fact.items, event

    def _publish(self, event: Recorded[TariffPublished]) -> None:
        self.tariff = True
