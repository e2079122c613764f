"""What stands between a service and the domain: load, ask who decides, decide, append; again if a stream moved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from itertools import chain
from typing import Any, Final, TypeVar, cast

from attrs import frozen

from studio_adapters import codec
from studio_adapters.app.acting import Acting, current
from studio_adapters.app.commands import uuid7
from studio_adapters.journal import Conflict, Journal, Receipt
from studio_domain import mandate, studio
from studio_domain.aggregate import Aggregate, At, Change, Changes, Context, Recorded
from studio_domain.desk import authority
from studio_domain.guideline import Breach, Role
from studio_domain.mandate import Mandates
from studio_domain.policy import Policy, PolicyBooks, Terms, scopes_of
from studio_domain.studio import Studio
from studio_domain.values import NATION, PersonId, legal_day
from studio_domain.working_calendar import WorkingDays

S = TypeVar("S")
E = TypeVar("E")
F = TypeVar("F")

Decide = Callable[["Hand"], Change | Iterable[Change]]

ATTEMPTS: Final = 8
"""How often a decision is taken anew because another process moved one of its streams."""

_LATE_ENTRY: Final = {
    **dict.fromkeys(("fund", "invoice"), "backdate.finance_days"),
    **dict.fromkeys(("activity", "appointment", "case", "reception", "training"), "backdate.service_days"),
}
"""Kind of stream, and the policy of how late its facts may be entered; any other kind is a general matter."""

_REGION: Final = "region-"


@frozen
class Hand:
    """Who decides, as decisions ask for it: the person, the legal day it happens on, the terms of that day.

    `context` is the envelope that the facts will have, `digest` what stands for the command's arguments.
    """

    by: PersonId
    on_behalf_of: PersonId | None
    day: date
    today: date
    terms: Terms
    context: Context
    digest: bytes

    @property
    def instant(self) -> datetime:
        """When it happens; `ValueError` where only the day is known, for what is about hours and minutes."""
        if not isinstance(self.context.occurred, datetime):
            raise ValueError("this happens at an instant: with app.acting(…, on=<aware datetime>), or now")
        return self.context.occurred


class Mandated(Enum):
    """When the role acted in must be held by a mandate on record."""

    ALWAYS = "always"
    ONCE_FOUNDED = "once-founded"
    """Somebody's mandate comes first; when the studio or region is founded, nobody appoints himself."""
    NEVER = "never"


class Desk:
    """Loads streams, takes decisions, appends what comes of them."""

    def __init__(self, journal: Journal, new_command: Callable[[datetime], str] = uuid7) -> None:
        self.journal = journal
        self._new_command = new_command
        self._books: dict[str, tuple[Recorded[Any], ...]] = {}
        self._policies: dict[tuple[str, ...], tuple[tuple[int, ...], Policy]] = {}

    # -- reading

    def at(self, aggregate: Aggregate[S, E], stream: str) -> At[S | None]:
        """The stream as it is now; no state yet if nothing happened in it."""
        return self.journal.load(aggregate, stream)

    def mandates_of(self, owner: str, person: PersonId) -> At[Mandates]:
        """The stream of a person's mandates towards *owner*; none if nothing happened in it."""
        found = self.at(mandate, f"{owner}/mandate/{person}")
        return At(found.stream, found.version, found.state or Mandates())

    def existing(self, aggregate: Aggregate[S, E], stream: str) -> At[S]:
        """The stream as it is now; `LookupError` if nothing happened in it."""
        return self.journal.existing(aggregate, stream)

    def region_of(self, owner: str) -> str:
        """The region (six digits) that a studio lies in, or that a region is; the nation for an unregistered studio."""
        if owner.startswith(_REGION):
            return owner.removeprefix(_REGION)
        profile = self._profile(owner).state
        return NATION if profile is None else profile.region.code

    def _profile(self, owner: str) -> At[Studio | None]:
        """The studio as registered."""
        return self.at(studio, f"{owner}/studio/profile")

    def scopes(self, owner: str) -> tuple[str, ...]:
        """The owners whose policies and mandates reach *owner*, the widest first."""
        return scopes_of(self.region_of(owner), None if owner.startswith(_REGION) else owner)

    def policy(self, owner: str, *, wider: bool = False) -> Policy:
        """The policy of a studio or region as its books and those of the wider regions stand now.

        With *wider* its own book is left out.
        """
        scopes = self.scopes(owner)[: -1 if wider else None]
        books = [self._book(scope) for scope in scopes]
        head = tuple(len(book) for book in books)
        known = self._policies.get(scopes)
        if known is None or known[0] != head:
            seen = PolicyBooks()
            for event in chain.from_iterable(books):
                seen.see(event)
            known = self._policies[scopes] = head, seen.over(scopes)
        return known[1]

    def _book(self, scope: str) -> tuple[Recorded[Any], ...]:
        known = self._books.get(scope, ())
        newer = tuple(self.journal.read(f"{scope}/policy/values", len(known)))
        if newer:
            known = self._books[scope] = known + newer
        return known

    def working_days(self, *years: int) -> WorkingDays:
        """The working days of these years, by the calendars adopted; others are provisional."""
        streams = (f"region-{NATION}/calendar/{year}" for year in sorted({*years}))
        return WorkingDays(event.fact for stream in streams for event in self.journal.read(stream))

    def mandates(self, owner: str, person: PersonId) -> tuple[At[Mandates], ...]:
        """The mandates of *person* that reach *owner*, the nearest scope first."""
        return tuple(self.mandates_of(scope, person) for scope in reversed(self.scopes(owner)))

    def opened(self, event: Recorded[F]) -> F:
        """The fact of *event*, opened as far as its keys are here; without a key store it stays as it was read."""
        sealer = self.journal.sealer
        return event.fact if sealer is None else sealer.opened(event)

    # -- deciding

    def decide(
        self,
        name: str,
        stream: str,
        arguments: Mapping[str, object],
        allowed: frozenset[Role],
        build: Decide,
        *,
        mandated: Mandated = Mandated.ALWAYS,
    ) -> Receipt:
        """Take the decision *name* about *stream*, and append what it changes, if the authority that it rests on
        stands as it was read.

        A command that was done before answers its receipt without deciding again. `Breach` when a rule refuses;
        `Conflict` when other writers moved its streams eight times in a row.
        """
        acting = current()
        now = self.journal.clock()
        command = acting.command or self._new_command(now)
        digest = codec.command_digest(name, stream, {**arguments, "by": acting.by, "role": acting.role.value})
        if acting.command is not None and (known := self.journal.receipt(command, digest)) is not None:
            return known
        authority.may(allowed, acting.role)
        for attempt in range(ATTEMPTS):
            try:
                hand, grounds = self._hand(acting, stream, command, digest, now, mandated=mandated)
                built = build(hand)
            except Breach:
                if acting.command is not None and (known := self.journal.receipt(command, digest)) is not None:
                    return known  # another process obeyed the command in the meantime
                raise
            try:
                changes = (built,) if isinstance(built, Change) else tuple(built)
                return self.journal.append((*changes, *_further(grounds, changes)), hand.context, digest=digest)
            except Conflict:
                if attempt == ATTEMPTS - 1:
                    raise
        raise AssertionError("unreachable")

    def _hand(
        self, acting: Acting, stream: str, command: str, digest: bytes, now: datetime, *, mandated: Mandated
    ) -> tuple[Hand, Changes]:
        """The hand, and what must still stand as it was read for the hand to be entitled."""
        owner, kind = stream.split("/")[:2]
        occurred = now if acting.on is None else acting.on
        day, today = legal_day(occurred), legal_day(now)
        terms = self.policy(owner).on(day)
        principal, grounds = self._entitled(acting, owner, day, mandated)
        allowed = cast(int, terms[_LATE_ENTRY.get(kind, "backdate.max_days")])
        authority.timely(day, today=today, allowed=allowed, reason=acting.reason)
        context = Context(
            occurred=occurred,
            by=acting.by,
            role=acting.role.value,
            org=acting.org,
            on_behalf_of=principal,
            reason=acting.reason,
            command=command,
            correlation=acting.correlation,
            causation=acting.causation,
            rules=terms.version,
        )
        return Hand(acting.by, principal, day, today, terms, context, digest), grounds

    def _entitled(self, acting: Acting, owner: str, day: date, mandated: Mandated) -> tuple[PersonId | None, Changes]:
        """For whom is acted, as the mandates have it, and what must not have moved for that to be so.

        That is the one stream of mandates that the authority stands in. A studio without a carrier must still have
        none: what is allowed before it is founded is not allowed after.
        """
        if mandated is Mandated.NEVER:
            return acting.on_behalf_of, ()
        profile = None if owner.startswith(_REGION) else self._profile(owner)
        carrier = None if profile is None else profile.state
        founding = () if profile is None or carrier is not None else (profile.then(),)
        if mandated is Mandated.ONCE_FOUNDED:
            founded = self._has_facts(owner) if profile is None else carrier is not None
            if not founded:
                return acting.on_behalf_of, founding
        authority.of_the_carrier(carrier, role=acting.role, org=acting.org)
        held = authority.holds(
            self.mandates(owner, acting.by),
            role=acting.role,
            org=acting.org,
            day=day,
            principal=acting.on_behalf_of,
        )
        if held is None:
            return None, founding
        return held.state.on_behalf_of, (held.then(), *founding)

    def _has_facts(self, owner: str) -> bool:
        return next(self.journal.history(owner), None) is not None


def _further(grounds: Changes, changes: Changes) -> Changes:
    """The *grounds* that none of the *changes* insists on; `Conflict` where one moved between the two readings."""
    read = {change.stream: change.expected for change in changes}
    for ground in grounds:
        if read.get(ground.stream, ground.expected) != ground.expected:
            raise Conflict(f"{ground.stream} moved while it was decided on")
    return tuple(ground for ground in grounds if ground.stream not in read)
