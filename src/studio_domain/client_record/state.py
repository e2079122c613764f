"""A client as rules see him, and how facts change that. No rule is known here, and nothing personal is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import assert_never

import attrs
from attrs import field, frozen

from studio_domain.client_record.facts import (
    AccessGranted,
    AccessRecorded,
    AccessWithdrawn,
    ClientClassified,
    ClientDataErased,
    ClientRegistered,
    ConsentGranted,
    ConsentWithdrawn,
    EnterpriseSize,
    EnterpriseUpdated,
    ErasureApproved,
    ErasureRequested,
    Event,
    LegalHoldLifted,
    LegalHoldPlaced,
    LegalRank,
    NeedRecorded,
    ProcessingRestricted,
    Purpose,
    RestrictionEnded,
)
from studio_domain.values import PersonId

# -- state


@frozen
class Consent:
    """A word of the client about a purpose: given, or withdrawn; towards a recipient where one is named."""

    purpose: Purpose
    recipient: str | None
    given: bool
    on: date


@frozen
class Enterprise:
    """The client's enterprise as it stands from a day on."""

    first: date
    size: EnterpriseSize
    code: str | None
    industry: str


@frozen
class Need:
    """A service or resource that the client needs, by its kind."""

    kind: str
    on: date


@frozen
class Classification:
    """In which segment and at which stage the client is."""

    segment: str
    stage: str
    basis: tuple[str, ...]
    on: date


@frozen
class Grant:
    """Who may open the record, for which purpose; `last` is inclusive."""

    person: PersonId
    purpose: Purpose
    first: date
    last: date | None

    def holds(self, day: date) -> bool:
        """Whether it is there on *day*."""
        return self.first <= day and (self.last is None or day <= self.last)


@frozen
class Restriction:
    """Nothing but storage: from a day up to and with `until`, and up to before the day it `ended`."""

    on: date
    until: date
    rank: LegalRank
    ended: date | None = None

    def holds(self, day: date) -> bool:
        """Whether it is there on *day*."""
        return self.on <= day <= self.until and (self.ended is None or day < self.ended)


@frozen
class Erasure:
    """A request to erase, and how far it has come."""

    on: date
    approved: date | None = None
    approvers: frozenset[PersonId] = frozenset()
    """Who approved it, and on whose behalf."""


@frozen
class ClientRecord:
    """A client: consents in the order given, what is known and needed, who may look, and what became of the data."""

    client: str
    adult: bool
    registered: date
    consents_given: tuple[Consent, ...] = ()
    enterprises: tuple[Enterprise, ...] = ()
    needs: Mapping[str, Need] = field(factory=dict)
    classification: Classification | None = None
    grants: tuple[Grant, ...] = ()
    requests: Mapping[str, Erasure] = field(factory=dict)
    restrictions: tuple[Restriction, ...] = ()
    holds: Mapping[str, PersonId] = field(factory=dict)
    """The legal holds that are not lifted, and who placed each."""
    holds_known: frozenset[str] = frozenset()
    erased_on: date | None = None

    @property
    def erased(self) -> bool:
        """Whether the personal data is gone."""
        return self.erased_on is not None

    def consents(self, purpose: Purpose, day: date, recipient: str | None = None) -> bool:
        """Whether consent to *purpose* (towards *recipient*) is in force on *day*: a withdrawal counts at once.

        What is withdrawn without naming a recipient is withdrawn towards all.
        """
        words = [
            word
            for word in self.consents_given
            if word.purpose is purpose
            and word.on <= day
            and (word.recipient == recipient or (word.recipient is None and not word.given))
        ]
        return bool(words) and sorted(words, key=lambda word: word.on)[-1].given

    def enterprise_on(self, day: date) -> Enterprise | None:
        """The enterprise as it stands on *day*; None if nothing is known of one."""
        known = [one for one in self.enterprises if one.first <= day]
        return sorted(known, key=lambda one: one.first)[-1] if known else None

    def may_open(self, person: PersonId, purpose: Purpose, day: date) -> bool:
        """Whether *person* was granted to open the record for *purpose* on *day*."""
        return any(one.person == person and one.purpose is purpose and one.holds(day) for one in self.grants)

    def restricted_on(self, day: date) -> bool:
        """Whether nothing but storage is allowed on *day*."""
        return any(one.holds(day) for one in self.restrictions)

    def served_on(self, day: date) -> bool:
        """Whether the client may be served on *day*: with consent to guidance, neither erased nor restricted."""
        return self.consents(Purpose.GUIDANCE, day) and not self.erased and not self.restricted_on(day)


# -- transitions


def evolve(record: ClientRecord | None, event: Event) -> ClientRecord:
    """The record after *event*."""
    if isinstance(event, ClientRegistered):
        return ClientRecord(event.client, event.adult, event.on)
    if record is None:
        raise LookupError("nothing is known of a client before the registration")
    match event:
        case ConsentGranted() | ConsentWithdrawn():
            given = isinstance(event, ConsentGranted)
            word = Consent(event.purpose, event.recipient, given, event.on)
            return attrs.evolve(record, consents_given=(*record.consents_given, word))
        case EnterpriseUpdated(_, code, size, industry, first):
            known = Enterprise(first, size, code, industry)
            return attrs.evolve(record, enterprises=(*record.enterprises, known))
        case NeedRecorded(need, kind, _, on):
            return attrs.evolve(record, needs={**record.needs, need: Need(kind, on)})
        case ClientClassified(segment, stage, basis, _, _, on):
            return attrs.evolve(record, classification=Classification(segment, stage, basis, on))
        case AccessGranted() | AccessWithdrawn():
            return _access(record, event)
        case AccessRecorded():
            return record
        case _:
            return _ending(record, event)


def _access(record: ClientRecord, event: AccessGranted | AccessWithdrawn) -> ClientRecord:
    if isinstance(event, AccessGranted):
        grant = Grant(event.person, event.purpose, event.first, event.last)
        return attrs.evolve(record, grants=(*record.grants, grant))
    grants = tuple(
        attrs.evolve(one, last=event.last_day)
        if one.person == event.person
        and one.purpose is event.purpose
        and (one.last is None or one.last > event.last_day)
        else one
        for one in record.grants
    )
    return attrs.evolve(record, grants=grants)


def _ending(
    record: ClientRecord,
    event: ErasureRequested
    | ProcessingRestricted
    | RestrictionEnded
    | LegalHoldPlaced
    | LegalHoldLifted
    | ErasureApproved
    | ClientDataErased,
) -> ClientRecord:
    match event:
        case ErasureRequested(request, _, on):
            return attrs.evolve(record, requests={**record.requests, request: Erasure(on)})
        case ProcessingRestricted(_, rank, until, _, on):
            return attrs.evolve(record, restrictions=(*record.restrictions, Restriction(on, until, rank)))
        case RestrictionEnded(_, on):
            ended = tuple(attrs.evolve(one, ended=on) if one.holds(on) else one for one in record.restrictions)
            return attrs.evolve(record, restrictions=ended)
        case LegalHoldPlaced(hold, _, placed_by, _):
            known = record.holds_known | {hold}
            return attrs.evolve(record, holds={**record.holds, hold: placed_by}, holds_known=known)
        case LegalHoldLifted(hold):
            return attrs.evolve(record, holds={of: by for of, by in record.holds.items() if of != hold})
        case ErasureApproved(request, _, approver, behind, on):
            hands = frozenset((approver,) if behind is None else (approver, behind))
            approved = attrs.evolve(record.requests[request], approved=on, approvers=hands)
            return attrs.evolve(record, requests={**record.requests, request: approved})
        case ClientDataErased():
            return attrs.evolve(record, erased_on=event.on)
        case _ as unreachable:
            assert_never(unreachable)
