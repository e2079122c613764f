"""Who may act in which role, and up to which amount, as known so far (任职、授权、委托): no check, grounds for some."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date

from attrs import define, field

from studio_domain import mandate
from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.guideline import Role
from studio_domain.values import PersonId


@define
class Held:
    """A mandate: what it allows, between which days (inclusive), and for whom where it is a delegation."""

    role: Role
    first: date
    last: date | None
    limit: int | None
    delegator: PersonId | None
    place: Place

    def on(self, day: date) -> bool:
        """Whether it is in force on *day*."""
        return self.first <= day and (self.last is None or day <= self.last)


@define
class MandatesKnown:
    """The mandates of each studio's people, as the pass has seen them."""

    _held: defaultdict[tuple[str, str], dict[str, Held]] = field(factory=lambda: defaultdict(dict))

    def watches(self) -> Iterator[Watch]:
        """What the check that asks must show it."""
        yield on(mandate.MandateGranted, self._granted)
        yield on(mandate.DelegationGranted, self._delegated)
        yield on(mandate.MandateEnded, self._ended)

    def held(self, studio: str, person: PersonId, roles: Collection[Role], day: date) -> list[Held]:
        """The mandates of *person* in one of *roles* on *day*."""
        known = self._held.get((studio, person), {}).values()
        return [held for held in known if held.role in roles and held.on(day)]

    def anywhere(self, person: PersonId, roles: Collection[Role], day: date) -> list[Held]:
        """As `held`, towards the studio or any of its regions."""
        owners = {owner for owner, of in self._held if of == person}
        return [held for owner in sorted(owners) for held in self.held(owner, person, roles, day)]

    def _of(self, event: Recorded[mandate.Event]) -> dict[str, Held]:
        """A mandate's stream ends in its person."""
        return self._held[event.studio, event.stream.rpartition("/")[2]]

    def _granted(self, event: Recorded[mandate.MandateGranted]) -> None:
        fact = event.fact
        self._of(event)[fact.mandate] = Held(fact.role, fact.first, fact.last, fact.limit, None, event.place)

    def _delegated(self, event: Recorded[mandate.DelegationGranted]) -> None:
        fact = event.fact
        self._of(event)[fact.mandate] = Held(fact.role, fact.first, fact.last, fact.limit, fact.delegator, event.place)

    def _ended(self, event: Recorded[mandate.MandateEnded]) -> None:
        last = event.fact.last_day
        if held := self._of(event).get(event.fact.mandate):
            held.last = last if held.last is None else min(held.last, last)
