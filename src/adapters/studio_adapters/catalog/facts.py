"""Facts and what they are made of, read from the code itself."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import cache
from typing import Annotated, Any, Final, get_args, get_origin, get_type_hints

import attrs
from attrs import frozen

from studio_adapters.aggregates import KINDS
from studio_adapters.catalog.decisions import decisions, in_order, says
from studio_adapters.codec import TABLE, Stored
from studio_domain.guideline import Clause
from studio_domain.values import FEN, PERSONAL, PersonId

STREAMS: Final = {
    "studio": "<studio>/studio/profile",
    "client": "<studio>/client/<client>",
    "key": "<studio>/key/<key>, region-<code>/key/<key>",
    "name": "region-<code>/name/<digest>",
    "fund": "<studio>/fund/<year>",
    "invoice": "region-<code>/invoice/<number>",
    "tariff": "<studio>/tariff/schedule",
    "mandate": "<studio>/mandate/<person>, region-<code>/mandate/<person>",
    "person": "region-<code>/person/<person>",
    "regulation": "<studio>/regulation/<kind>",
    "policy": "<studio>/policy/values, region-<code>/policy/values",
    "calendar": "region-000000/calendar/<year>",
    "rectification": "<studio>/rectification/ledger",
    "resource": "<studio>/resource/<entry>, <studio>/resource/library-<kind>",
    "case": "<studio>/case/<year>-<number>",
    "appointment": "<studio>/appointment/<id>",
    "diary": "region-<city>/diary/<person>/<date>",
    "room": "<studio>/room/<area>/<date>",
    "plan": "<studio>/plan/<year>",
    "filing": "<studio>/filing/<id>",
    "expert": "<studio>/expert/<contract>",
    "discipline": "<studio>/discipline/<id>",
    "evaluation": "<studio>/evaluation/<year>",
    "conduct": "<studio>/conduct/<person>",
    "inspection": "<studio>/inspection/<year>",
    "archive": "<studio>/archive/<archive code>",
    "destruction": "<studio>/destruction/<batch>",
    "ledger": "<studio>/ledger/<ledger>-<year>-<month>",
    "reception": "<studio>/reception/<year>-<month>",
    "training": "<studio>/training/<programme>",
    "activity": "<studio>/activity/<id>",
    "publication": "<studio>/publication/<id>",
    "study": "<studio>/study/<id>",
    "pilot": "<studio>/pilot/<id>",
    "development": "<studio>/development/<year>",
}
"""Where the facts of each kind of stream lie."""


@frozen
class FieldEntry:
    """A field of a fact: its name, its type in words, its unit, and whether it is personal."""

    name: str
    type: str
    unit: str
    personal: bool


@frozen
class PartEntry:
    """A part of facts: an amount of a source, a voucher."""

    name: str
    says: str
    fields: tuple[FieldEntry, ...]


@frozen
class FactEntry:
    """A type of fact: stored name and schema, where it lies, what it says, whose decisions bring it about."""

    type: str
    schema: int
    kind: str
    stream: str
    says: str
    fields: tuple[FieldEntry, ...]
    decisions: tuple[str, ...]
    report: bool
    roles: tuple[str, ...]
    headings: tuple[str, ...]
    clauses: tuple[str, ...]


@cache
def facts() -> tuple[FactEntry, ...]:
    """Every type of fact, by stored name."""
    homes = {fact: kind for kind in KINDS for fact in _events(kind)}
    return tuple(sorted((_fact(stored, homes[stored.cls]) for stored in TABLE), key=lambda entry: entry.type))


def _events(kind: str) -> tuple[type[Any], ...]:
    event: Any = getattr(KINDS[kind], "Event", None)
    return (event,) if isinstance(event, type) else get_args(event)


def _fact(stored: Stored, kind: str) -> FactEntry:
    by = [entry for entry in decisions() if stored.cls.__name__ in entry.emits.split(", ") and entry.kind == kind]
    return FactEntry(
        type=stored.name,
        schema=stored.schema,
        kind=kind,
        stream=STREAMS[kind],
        says=says(stored.cls),
        fields=_fields(stored.cls),
        decisions=tuple(entry.name for entry in by),
        report=any(entry.report for entry in by),
        roles=tuple(sorted({role for entry in by for role in entry.roles})),
        headings=tuple(dict.fromkeys(one for entry in by for one in entry.headings)),
        clauses=in_order(Clause(clause) for entry in by for clause in entry.clauses),
    )


@cache
def parts() -> tuple[PartEntry, ...]:
    """The classes that fields of facts are made of, by name."""
    found: dict[str, type[Any]] = {}
    waiting = [stored.cls for stored in TABLE]
    while waiting:
        hints = get_type_hints(waiting.pop(), include_extras=True)
        for part in (part for hint in hints.values() for part in _classes(hint)):
            if part.__name__ not in found:
                found[part.__name__] = part
                waiting.append(part)
    return tuple(PartEntry(name, says(found[name]), _fields(found[name])) for name in sorted(found))


def _classes(hint: Any) -> Iterator[type[Any]]:
    if isinstance(hint, type) and attrs.has(hint):
        yield hint
    for part in get_args(hint):
        yield from _classes(part)


def _fields(of: type[Any]) -> tuple[FieldEntry, ...]:
    hints = get_type_hints(of, include_extras=True)
    return tuple(_field(each.name, hints[each.name]) for each in attrs.fields(of))


def _field(name: str, hint: Any) -> FieldEntry:
    marks = _marks(hint)
    return FieldEntry(name, _type(hint), FEN if FEN in marks else "", PERSONAL in marks)


def _marks(hint: Any) -> set[object]:
    inner = (mark for part in get_args(hint) for mark in _marks(part))
    return {*inner, *(hint.__metadata__ if get_origin(hint) is Annotated else ())}


def _type(hint: Any) -> str:
    """A type in words: `text`, `list of Voucher`, `date or null`, `one of: bank, treasury`."""
    if get_origin(hint) is Annotated:
        return _type(get_args(hint)[0])
    if hint is PersonId:
        return "person id"
    if get_origin(hint) is tuple:
        inner = get_args(hint)
        return f"list of {_type(inner[0])}" if inner[-1] is Ellipsis else " and ".join(map(_type, inner))
    if inner := get_args(hint):
        return " or ".join("null" if part is type(None) else _type(part) for part in inner)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return "one of: " + ", ".join(str(member.value) for member in hint)
    names = {str: "text", int: "integer", bool: "true or false"}
    return names.get(hint, getattr(hint, "__name__", str(hint)))
