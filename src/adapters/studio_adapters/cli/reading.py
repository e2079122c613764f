"""`history` and `show`: what was recorded, and what came of it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator
from typing import Any

from studio_adapters import codec
from studio_adapters.aggregates import KINDS, aggregate_of
from studio_adapters.cli.output import emit
from studio_adapters.journal import Journal
from studio_adapters.plain import json_text, plain, visible
from studio_adapters.problems import Problem
from studio_adapters.sources import open_source
from studio_domain.aggregate import Recorded, Unreadable, replay, replay_as_of


def history(asked: Namespace) -> int:
    """A line for each fact, in the order of positions."""
    with open_source(asked.source) as journal:
        if asked.studio:
            check_owner(journal, asked.studio)
            events = journal.history(asked.studio, asked.after)
        else:
            events = journal.follow(asked.after)
        as_json = asked.format == "json"
        emit((_json_line if as_json else _text_line)(event) for event in events)
    return 0


def check_owner(journal: Journal, owner: str) -> None:
    """`Problem` for a studio or region without facts."""
    if owner not in journal.rows.owners():
        raise Problem(f"没有工作室 {owner}", f"there is no studio {owner}")


def _text_line(event: Recorded[Any]) -> str:
    context = event.context
    return visible(
        f"{event.position:>7}  {plain(context.occurred):<25}  {event.stream}@{event.version}  {type_of(event.fact)}  "
        f"{context.by} ({context.role})  {summary(event.fact)}"
    )


def _json_line(event: Recorded[Any]) -> str:
    return json_text(
        {
            "position": event.position,
            "stream": event.stream,
            "version": event.version,
            "type": type_of(event.fact),
            "recorded_at": plain(event.recorded_at),
            **codec.context_to_dict(event.context),
            "fact": plain(event.fact),
        }
    )


def type_of(fact: object) -> str:
    """The stored name and schema of a fact, also of one that cannot be read."""
    return fact.type if isinstance(fact, Unreadable) else codec.topic_of(fact)


def summary(fact: object) -> str:
    """The fields of a fact on one line, nothing for those that are empty."""
    fields = plain(fact)
    said = (f"{name}={_short(value)}" for name, value in fields.items() if value not in (None, "", [], {}))
    return " ".join(said)


def _short(value: object) -> str:
    return f"[{len(value)}]" if isinstance(value, list) else str(value)


def show(asked: Namespace) -> int:
    """The state of a stream, as it was at the end of a legal day."""
    aggregate = aggregate_of(asked.stream)
    if aggregate is None:
        kinds = ", ".join(KINDS)
        raise Problem(
            f"无法识别的流 {asked.stream}; 形如 hz-xihu-001/fund/2025, 种类有 {kinds}",
            f"not a stream: {asked.stream}; it looks like hz-xihu-001/fund/2025, kinds are {kinds}",
        )
    with open_source(asked.source) as journal:
        events = list(journal.read(asked.stream))
    told = [event for event in events if asked.as_of is None or event.context.day <= asked.as_of]
    if not told:
        raise Problem(f"{asked.stream} 没有记录", f"nothing is recorded in {asked.stream}")
    state = replay(aggregate, events) if asked.as_of is None else replay_as_of(aggregate, events, asked.as_of)
    last = told[-1]
    body = {
        "stream": asked.stream,
        "version": last.version,
        "recorded_at": plain(last.recorded_at),
        "state": plain(state),
    }
    emit([json_text(body, indent=1)] if asked.format == "json" else map(visible, _outline(body)))
    return 0


def _outline(value: Any, depth: int = 0) -> Iterator[str]:
    pairs: Iterable[tuple[str, Any]] = (
        value.items() if isinstance(value, dict) else ((f"{n}.", item) for n, item in enumerate(value, start=1))
    )
    for name, item in pairs:
        head = f"{'  ' * depth}{name}"
        if isinstance(item, dict | list) and item:
            yield f"{head}:" if isinstance(value, dict) else head
            yield from _outline(item, depth + 1)
        elif item not in ({}, []):
            yield f"{head}: {'-' if item is None else item}"
