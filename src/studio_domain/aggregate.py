"""What a fact is recorded in, what an aggregate is, and what a decision hands to the journal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, Final, Generic, Protocol, TypeVar

from attrs import field, frozen
from attrs.validators import optional

from studio_domain.values import PersonId, aware, legal_day

S = TypeVar("S")
E = TypeVar("E")
S_co = TypeVar("S_co", covariant=True)
E_co = TypeVar("E_co", covariant=True)
E_contra = TypeVar("E_contra", contravariant=True)


class Aggregate(Protocol[S, E_contra]):
    """Any module with this function is an aggregate; none needs to register or inherit."""

    def evolve(self, state: S | None, event: E_contra, /) -> S: ...


# -- the envelope


class Reason(Enum):
    """Why a fact was recorded as it was, where the fact alone does not say. The value is stored."""

    CORRECTION = "correction"  # 更正
    LATE_ENTRY = "late-entry"  # 补录
    INSTRUCTION = "instruction"  # 按主管部门要求


def _instant_or_day(_: Any, attribute: Any, value: datetime | date) -> None:
    if isinstance(value, datetime):
        aware(_, attribute, value)


@frozen(kw_only=True, weakref_slot=False)
class Context:
    """Who acts, in which role, for which organisation, when and why: what nobody may append without.

    `occurred` is an aware instant, or a bare legal day where only the day is known. `rules` names
    the guideline and the policy head in force. `corrects` is the stream and version of an earlier
    fact that this one replaces. `batch` names the import that brought the fact in, and `claimed_at`
    is when its source says it was written down: a claim, while `recorded_at` is what the journal saw.
    """

    occurred: datetime | date = field(validator=_instant_or_day)
    by: PersonId
    role: str
    org: str
    on_behalf_of: PersonId | None = None
    reason: Reason | None = None
    corrects: tuple[str, int] | None = None
    command: str
    correlation: str | None = None
    causation: str | None = None
    rules: str
    batch: str | None = None
    claimed_at: datetime | None = field(default=None, validator=optional(aware))

    @property
    def day(self) -> date:
        """The legal day on which it happened."""
        return legal_day(self.occurred)


NO_CONTEXT: Final = Context(
    occurred=datetime(1970, 1, 1, tzinfo=UTC), by=PersonId("-"), role="-", org="-", command="-", rules="-"
)
"""Stands in for an envelope that cannot be read; an audit finds it."""


@frozen(order=True)
class Place:
    """Where a fact stands: enough to find it again, and to cite it."""

    stream: str
    version: int


class Recorded(Generic[E_co]):
    """A fact in its envelope: whose, which, when it became known, in what context.

    `position` is the store's own count and no evidence; (stream, version) is. A store may hand out
    a subclass that decodes `recorded_at` and `context` when they are first read.
    """

    __slots__ = ("_context", "_recorded_at", "fact", "position", "stream", "version")

    stream: Final[str]
    version: Final[int]
    position: Final[int]
    fact: E_co

    def __init__(
        self, stream: str, version: int, position: int, recorded_at: datetime, context: Context, fact: E_co
    ) -> None:
        self.stream = stream
        self.version = version
        self.position = position
        self.fact = fact
        self._recorded_at = recorded_at
        self._context = context

    @property
    def recorded_at(self) -> datetime:
        """The instant at which the journal wrote it, in UTC."""
        return self._recorded_at

    @property
    def context(self) -> Context:
        """Who recorded it, in which role, when it happened and why."""
        return self._context

    @property
    def studio(self) -> str:
        """The first part of the stream: a studio, or a region."""
        return self.stream.partition("/")[0]

    @property
    def place(self) -> Place:
        """Its stream and version."""
        return Place(self.stream, self.version)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Recorded):
            return NotImplemented
        return self._key() == other._key()

    def __hash__(self) -> int:
        return hash((self.stream, self.version, self.position))

    def __repr__(self) -> str:
        return f"<{self.stream}@{self.version} {type(self.fact).__name__}>"

    def _key(self) -> tuple[object, ...]:
        return self.stream, self.version, self.position, self.recorded_at, self.context, self.fact


@frozen
class Unreadable:
    """Stands in for a fact that cannot be read: an unknown type, a newer one, broken bytes."""

    type: str
    problem: str


# -- streams as they were read, and what a decision adds to them


@frozen
class Change:
    """Facts to append to *stream*, provided it is still at version *expected*; see also `unmoved`."""

    stream: str
    expected: int
    facts: tuple[Any, ...] = ()


Changes = tuple[Change, ...]


def unmoved(owner: str, position: int) -> Change:
    """Adds nothing, and insists that no stream of *owner* has a fact after *position*.

    For a decision that rests on there being none of something, in whichever stream: it cannot pin what is not there.
    All streams of an owner go by `<owner>/`, and their version is the position of the last fact.
    """
    return Change(f"{owner}/", position)


@frozen
class At(Generic[S_co]):
    """A stream as it was read: its state, and the version at which it had it."""

    stream: str
    version: int
    state: S_co

    def then(self, *facts: object) -> Change:
        """What a decision adds; nothing added still insists that the stream has not moved."""
        return Change(self.stream, self.version, facts)


class BrokenHistory(Exception):
    """A stream that no decision can rest on: a gap, an unreadable or a senseless fact."""


def replay(
    aggregate: Aggregate[S, E], history: Iterable[Recorded[E]], state: S | None = None, known: int = 0
) -> S | None:
    """The state after *history*, or None before the first fact; a remembered *state* at *known* is folded on.

    Raises `BrokenHistory`, naming the first version that is missing, unreadable or senseless; the
    fact itself is not printed, since it may hold personal data.
    """
    evolve = aggregate.evolve
    for version, event in enumerate(history, start=known + 1):
        if event.version != version:
            raise BrokenHistory(f"{event.stream}: expected version {version}, found {event.version}")
        fact = event.fact
        if isinstance(fact, Unreadable):
            raise BrokenHistory(f"{event.stream}@{version}: {fact.problem}")
        try:
            state = evolve(state, fact)
        except LookupError as senseless:
            raise _senseless(event) from senseless
    return state


def replay_as_of(aggregate: Aggregate[S, E], history: Iterable[Recorded[E]], day: date) -> S | None:
    """The state at the end of a legal *day*, by all that is known now: what happened later is left out.

    A late entry about an earlier day counts. Raises `BrokenHistory` for a fact that is unreadable, or makes no sense
    without what happened later.
    """
    state: S | None = None
    for event in history:
        fact = event.fact
        if isinstance(fact, Unreadable):
            raise BrokenHistory(f"{event.stream}@{event.version}: {fact.problem}")
        if event.context.day <= day:
            try:
                state = aggregate.evolve(state, fact)
            except LookupError as senseless:
                raise _senseless(event) from senseless
    return state


def _senseless(event: Recorded[Any]) -> BrokenHistory:
    return BrokenHistory(f"{event.stream}@{event.version}: {type(event.fact).__name__} makes no sense here")
