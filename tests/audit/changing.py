"""Histories as data, and ways to change one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import attrs
from attrs import field, frozen


@frozen
class Told:
    """A fact of a stream, its day, and what its envelope says beside."""

    day: str
    kind: str
    fact: Any
    envelope: Mapping[str, Any] = field(factory=dict)


History = tuple[Told, ...]
Apply = Callable[[History], History]


Which = tuple[type[Any], dict[str, Any]]


def one(fact: type[Any], **fields: Any) -> Which:
    """The one fact of that class with these fields; `account` is the kind of its stream, `nth` counts from 0."""
    return fact, fields


def place_of(history: History, which: Which) -> int:
    """Where it stands in the history; there must be one, or `nth` say which."""
    fact, fields = which
    fields = dict(fields)
    account, nth = fields.pop("account", None), fields.pop("nth", None)
    found = [
        index
        for index, told in enumerate(history)
        if type(told.fact) is fact
        and (account is None or told.kind == account)
        and all(getattr(told.fact, name) == value for name, value in fields.items())
    ]
    assert found, which
    assert nth is not None or len(found) == 1, which
    return found[nth or 0]


def change(which: Which, **fields: Any) -> Apply:
    """With other fields."""

    def apply(history: History) -> History:
        at = place_of(history, which)
        told = history[at]
        return (*history[:at], attrs.evolve(told, fact=attrs.evolve(told.fact, **fields)), *history[at + 1 :])

    return apply


def drop(which: Which) -> Apply:
    """Without it."""

    def apply(history: History) -> History:
        at = place_of(history, which)
        return (*history[:at], *history[at + 1 :])

    return apply


def redate(which: Which, day: str, **fields: Any) -> Apply:
    """On another day, where it stands."""

    def apply(history: History) -> History:
        at = place_of(history, which)
        moved = attrs.evolve(history[at], day=day)
        return change(which, **fields)((*history[:at], moved, *history[at + 1 :]))

    return apply


def wrap(which: Which, **envelope: Any) -> Apply:
    """With other parts of its envelope."""

    def apply(history: History) -> History:
        at = place_of(history, which)
        return (*history[:at], attrs.evolve(history[at], envelope=envelope), *history[at + 1 :])

    return apply


def insert(after: Which, *told: Told) -> Apply:
    """With more facts after one."""

    def apply(history: History) -> History:
        at = place_of(history, after) + 1
        return (*history[:at], *told, *history[at:])

    return apply


def move(which: Which, after: Which) -> Apply:
    """Recorded after another fact, of the same day as before."""

    def apply(history: History) -> History:
        told = history[place_of(history, which)]
        return insert(after, told)(drop(which)(history))

    return apply


def restream(which: Which, kind: str) -> Apply:
    """Recorded in another stream."""

    def apply(history: History) -> History:
        at = place_of(history, which)
        return (*history[:at], attrs.evolve(history[at], kind=kind), *history[at + 1 :])

    return apply


def then(*steps: Apply) -> Apply:
    """One change after the other."""

    def apply(history: History) -> History:
        for step in steps:
            history = step(history)
        return history

    return apply


def later(day: str, days: int) -> str:
    """The day some days later."""
    return (date.fromisoformat(day) + timedelta(days)).isoformat()
