"""Who is acting: set once around a piece of work, and taken into the envelope of every fact in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from typing import Final

from attrs import frozen

from studio_domain.aggregate import Reason
from studio_domain.guideline import Role
from studio_domain.values import PersonId, person_id


@frozen(kw_only=True)
class Acting:
    """A person in a role for an organisation; `on` is when it happened, if that is not now."""

    by: PersonId
    role: Role
    org: str
    on: datetime | date | None = None
    on_behalf_of: PersonId | None = None
    reason: Reason | None = None
    command: str | None = None
    correlation: str | None = None
    causation: str | None = None


class NobodyActs(RuntimeError):
    """A decision was asked for outside `with app.acting(…)`."""


_acting: Final[ContextVar[Acting | None]] = ContextVar("acting", default=None)


def current() -> Acting:
    """Who is acting in this thread or task; `NobodyActs` if nobody is."""
    acting = _acting.get()
    if acting is None:
        raise NobodyActs("a decision needs an acting person: with app.acting(person, role=…, org=…)")
    return acting


@contextmanager
def acting(
    person: str,
    *,
    role: Role | str,
    org: str,
    on: datetime | date | None = None,
    on_behalf_of: str | None = None,
    reason: Reason | str | None = None,
    command: str | None = None,
    correlation: str | None = None,
    causation: str | None = None,
) -> Iterator[Acting]:
    """Decisions inside are taken by *person* in *role* for *org*; threads and tasks do not disturb each other.

    *on* is when it happened if that is not now: an aware instant or a legal day. *command* makes a single decision
    repeatable: the same command answers its receipt again. Raises ValueError for an ill-formed person or role.
    """
    who = Acting(
        by=person_id(person),
        role=Role(role),
        org=org,
        on=on,
        on_behalf_of=None if on_behalf_of is None else person_id(on_behalf_of),
        reason=None if reason is None else Reason(reason),
        command=command,
        correlation=correlation,
        causation=causation,
    )
    token = _acting.set(who)
    try:
        yield who
    finally:
        _acting.reset(token)
