"""Our facts for a stock eventsourcing `Application`: `MAPPER_TOPIC=studio_adapters.codec.mapper:StudioMapper`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, TypeVar

from attrs import field, frozen
from eventsourcing.persistence import Mapper, StoredEvent

from studio_adapters import codec
from studio_adapters.journal import row_of
from studio_domain.aggregate import Aggregate, BrokenHistory, Context

S = TypeVar("S")
E = TypeVar("E")


@frozen(slots=False)
class StudioEvent:
    """A fact as eventsourcing wants it: of which stream, and which version of it."""

    originator_id: str
    originator_version: int
    fact: Any
    line: bytes = field(repr=False)

    @cached_property
    def context(self) -> Context:
        """Who recorded it, when it happened and why."""
        return codec.decode_context(self.line)


class StudioMapper(Mapper[str]):
    """Stored names and two lines of JSON, without transcoder, compressor or cipher: bytes are hashed as stored."""

    def to_stored_event(self, domain_event: Any) -> StoredEvent:
        """The two lines of a `StudioEvent`."""
        stream, version = domain_event.originator_id, domain_event.originator_version
        row = row_of(stream, version, domain_event.fact, domain_event.line)
        return StoredEvent(stream, version, row.topic, row.state)

    def to_domain_event(self, stored_event: StoredEvent) -> StudioEvent:
        """The fact; anything unreadable is a `BrokenHistory`, as for a decision."""
        stream, version = str(stored_event.originator_id), stored_event.originator_version
        line, _, body = stored_event.state.partition(b"\n")
        try:
            return StudioEvent(stream, version, codec.decode_fact(stored_event.topic, body), line)
        except codec.UNREADABLE as problem:
            raise BrokenHistory(f"{stream}@{version}: {codec.describe(problem)}") from problem


def projector(aggregate: Aggregate[S, E]) -> Callable[[S | None, Iterable[StudioEvent]], S | None]:
    """For `repository.get(stream, projector_func=projector(fund_account))`: folds with the aggregate's `evolve`."""

    def project(state: S | None, events: Iterable[StudioEvent]) -> S | None:
        for event in events:
            state = aggregate.evolve(state, event.fact)
        return state

    return project
