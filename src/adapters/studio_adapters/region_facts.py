"""The facts of regions that serve an audit as grounds, read once and kept: all but invoices, names, diaries.

Policies and calendars go to every studio of a region. Of mandates and persons a studio gets those of people who
appear in it: so an audit of many studios does not grow with all the region's people.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any, Final

from attrs import define, field

from studio_adapters import codec
from studio_adapters.journal import Kept
from studio_domain.aggregate import Recorded
from studio_domain.policy import scopes_of
from studio_domain.values import NATION

_PERSON: Final = re.compile(rb'"(p-[a-z0-9]{1,32})"')
_OF_PERSONS: Final = frozenset({"mandate", "person"})
_NO_GROUND: Final = frozenset({"invoice", "name", "diary"})


def persons_in(kept: Sequence[Kept]) -> set[str]:
    """The persons that rows name: in an envelope, in a fact, or as whose stream it is."""
    said = set(_PERSON.findall(b"\n".join([row[4] for row in kept])))
    places = map(_place, {row[1] for row in kept})
    return {*map(bytes.decode, said), *(local for kind, local in places if kind in _OF_PERSONS)}


def _place(stream: str) -> tuple[str, str]:
    """The kind of a stream, and the name that it has in its kind."""
    kind, _, local = stream.partition("/")[2].partition("/")
    return kind, local


@define
class _Region:
    books: list[Recorded[Any]] = field(factory=list)
    persons: defaultdict[str, list[Recorded[Any]]] = field(factory=lambda: defaultdict(list))


@define
class RegionFacts:
    """The facts of each region of a store, read when they are first asked for."""

    history: Callable[[str], Iterable[Kept]]
    """The rows of a region, in the order of positions."""
    there: frozenset[str]
    _read: dict[str, _Region] = field(factory=dict)

    def books(self, scopes: Iterable[str]) -> list[list[Recorded[Any]]]:
        """What serves everybody there, a list for each region, in the order of positions."""
        return [self._region(scope).books for scope in scopes if scope in self.there]

    def of(self, scopes: Sequence[str], persons: Iterable[str]) -> list[list[Recorded[Any]]]:
        """What serves a studio with these *persons*, in lists, each in the order of positions."""
        regions = [self._region(scope) for scope in scopes if scope in self.there]
        found = [event for person in persons for region in regions for event in region.persons.get(person, ())]
        return [*(region.books for region in regions), sorted(found, key=attrgetter("position"))]

    def _region(self, scope: str) -> _Region:
        if scope not in self._read:
            self._read[scope] = self._gather(scope)
        return self._read[scope]

    def _gather(self, scope: str) -> _Region:
        region = _Region()
        grounds = (kept for kept in self.history(scope) if _place(kept[1])[0] not in _NO_GROUND)
        for event in codec.recorded_eagerly(grounds):
            kind, local = _place(event.stream)
            if kind in _OF_PERSONS:
                region.persons[local].append(event)
            else:
                region.books.append(event)
        return region


def common_region(codes: Iterable[str]) -> str:
    """Whose policies hold across *codes*: of a county and its province the county, of two counties their city."""
    chains = [scopes_of(code) for code in codes]
    leaves = [one for one in chains if not any(set(one) < set(other) for other in chains)] or [scopes_of(NATION)]
    shared = [scope for scope in leaves[0] if all(scope in one for one in leaves)]
    return shared[-1].removeprefix("region-")
