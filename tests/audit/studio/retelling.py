"""A studio's history bent at one point, and told anew: in the order of recording, with its own numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import attrs

from studio_domain.aggregate import Recorded
from studio_domain.guideline import Role
from studio_domain.values import SHANGHAI, PersonId
from studio_world import BUREAU, PARK, PROFILE, SUN, WANG, XU, ZHOU
from telling import context

History = list[Recorded[Any]]
Bend = Callable[[History], History]


def retold(events: Iterable[Recorded[Any]]) -> History:
    """The same in the order of recording, numbered as a journal would."""
    versions: Counter[str] = Counter()
    found: History = []
    for event in sorted(events, key=lambda one: one.recorded_at):
        versions[event.stream] += 1
        found.append(
            Recorded(event.stream, versions[event.stream], len(found) + 1, event.recorded_at, event.context, event.fact)
        )
    return found


def at(history: History, kind: type[Any], nth: int = 0, /, **fields: Any) -> int:
    """Where the nth fact of that class with these fields stands."""
    found = [
        place
        for place, event in enumerate(history)
        if type(event.fact) is kind and all(getattr(event.fact, name) == value for name, value in fields.items())
    ]
    return found[nth]


def bend(kind: type[Any], nth: int = 0, /, *, context: dict[str, Any] | None = None, **fields: Any) -> Bend:
    """With other fields, or another envelope."""

    def bent(history: History) -> History:
        place = at(history, kind, nth)
        event = history[place]
        said = attrs.evolve(event.context, **(context or {}))
        changed = Recorded(
            event.stream, event.version, event.position, event.recorded_at, said, attrs.evolve(event.fact, **fields)
        )
        return [*history[:place], changed, *history[place + 1 :]]

    return bent


def drop(kind: type[Any], nth: int = 0, /, **fields: Any) -> Bend:
    """Without it."""

    def bent(history: History) -> History:
        place = at(history, kind, nth, **fields)
        return retold([*history[:place], *history[place + 1 :]])

    return bent


def tell(
    day: str,
    *facts: Any,
    by: PersonId = XU,
    role: Role = Role.CARRIER_HEAD,
    org: str = PARK,
    stream: str = PROFILE,
    **said: Any,
) -> Bend:
    """With more facts, recorded in the afternoon of a day."""

    def bent(history: History) -> History:
        moment = datetime.combine(date.fromisoformat(day), time(15), SHANGHAI).astimezone(UTC)
        known = {event.recorded_at for event in history}
        more: History = []
        for fact in facts:
            while moment in known:
                moment += timedelta(seconds=1)
            known.add(moment)
            envelope = context(
                f"told-{day}-{len(history)}-{len(more)}",
                day=day,
                by=by,
                role=role.value,
                org=org,
                rules="trial",
                **said,
            )
            more.append(Recorded(stream, 0, 0, moment, envelope, fact))
        return retold([*history, *more])

    return bent


def by_authority(day: str, *facts: Any, who: PersonId = SUN, **said: Any) -> Bend:
    return tell(day, *facts, by=who, role=Role.AUTHORITY, org=BUREAU, **said)


def by_officer(day: str, *facts: Any, **said: Any) -> Bend:
    return by_authority(day, *facts, who=WANG, **said)


def by_lead(day: str, *facts: Any, who: PersonId = ZHOU, **said: Any) -> Bend:
    return tell(day, *facts, by=who, role=Role.LEAD, **said)


def then(*bends: Bend) -> Bend:
    def bent(history: History) -> History:
        for one in bends:
            history = one(history)
        return history

    return bent
