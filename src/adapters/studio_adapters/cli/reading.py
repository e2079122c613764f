"""`history` and `show`: what was recorded, and what came of it."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterable, Iterator
from typing import Any

from studio_adapters import codec
from studio_adapters.aggregates import KINDS, aggregate_of
from studio_adapters.cli.tables import visible
from studio_adapters.plain import plain
from studio_adapters.problems import Problem
from studio_adapters.sources import open_source
from studio_domain.aggregate import Recorded, Unreadable, replay


def history(asked: Namespace) -> int:
    """A line for each fact, in the order of positions."""
    journal = open_source(asked.source)
    events = journal.history(asked.studio, asked.after) if asked.studio else journal.follow(asked.after)
    for line in (_json_lines if asked.format == "json" else _text_lines)(events):
        print(line)
    return 0


def _text_lines(events: Iterable[Recorded[Any]]) -> Iterator[str]:
    for event in events:
        context = event.context
        occurred = plain(context.occurred)
        yield visible(
            f"{event.position:>7}  {occurred:<25}  {event.stream}@{event.version}  {type_of(event.fact)}  "
            f"{context.by} ({context.role})  {summary(event.fact)}"
        )


def _json_lines(events: Iterable[Recorded[Any]]) -> Iterator[str]:
    for event in events:
        body = {
            "position": event.position,
            "stream": event.stream,
            "version": event.version,
            "type": type_of(event.fact),
            "recorded_at": plain(event.recorded_at),
            **codec.context_to_dict(event.context),
            "fact": plain(event.fact),
        }
        yield json.dumps(body, ensure_ascii=False)


def type_of(fact: object) -> str:
    """The stored name and schema of a fact, also of one that cannot be read."""
    return fact.type if isinstance(fact, Unreadable) else codec.topic_of(fact)


def summary(fact: object) -> str:
    """The fields of a fact on one line, nothing for those that are empty."""
    fields = plain(fact)
    said = (f"{name}={_short(value)}" for name, value in fields.items() if value not in (None, "", [], {}))
    return " ".join(said)


def _short(value: object) -> str:
    if isinstance(value, list):
        return f"[{len(value)}]"
    return str(value)


def show(asked: Namespace) -> int:
    """The state of a stream, as it was at the end of a legal day."""
    journal = open_source(asked.source)
    aggregate = aggregate_of(asked.stream)
    if aggregate is None:
        kinds = ", ".join(KINDS)
        raise Problem(
            f"无法识别的流 {asked.stream}; 形如 hz-xihu-001/fund/2025, 种类有 {kinds}",
            f"not a stream: {asked.stream}; it looks like hz-xihu-001/fund/2025, kinds are {kinds}",
        )
    events = [event for event in journal.read(asked.stream) if asked.as_of is None or event.context.day <= asked.as_of]
    if not events:
        raise Problem(f"{asked.stream} 没有记录", f"nothing is recorded in {asked.stream}")
    state = plain(replay(aggregate, events))
    last = events[-1]
    body = {"stream": asked.stream, "version": last.version, "recorded_at": plain(last.recorded_at), "state": state}
    if asked.format == "json":
        print(json.dumps(body, ensure_ascii=False, indent=1))
    else:
        print(*map(visible, _outline(body)), sep="\n")
    return 0


def _outline(value: Any, depth: int = 0) -> Iterator[str]:
    pairs = value.items() if isinstance(value, dict) else ((f"{n}.", item) for n, item in enumerate(value, start=1))
    for name, item in pairs:
        head = f"{'  ' * depth}{name}"
        if isinstance(item, dict | list) and item:
            yield f"{head}:" if isinstance(value, dict) else head
            yield from _outline(item, depth + 1)
        elif item not in ({}, []):
            yield f"{head}: {'-' if item is None else item}"
