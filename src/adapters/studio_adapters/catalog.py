"""The catalog: every clause, fact, decision, rule, check, obligation and policy key, read from the code itself."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from enum import Enum
from types import ModuleType
from typing import Annotated, Any, Final, get_args, get_origin, get_type_hints

import attrs
from attrs import frozen

from studio_adapters.aggregates import KINDS
from studio_adapters.codec import TABLE, Stored
from studio_domain import desk
from studio_domain.guideline import READINGS, Rule
from studio_domain.values import FEN, PERSONAL, PersonId

STREAMS: Final = {
    "studio": "<studio>/studio/profile",
    "fund": "<studio>/fund/<year>",
    "invoice": "region-<code>/invoice/<number>",
    "tariff": "<studio>/tariff/schedule",
    "mandate": "<studio>/mandate/<person>, region-<code>/mandate/<person>",
    "person": "region-<code>/person/<person>",
    "regulation": "<studio>/regulation/<kind>",
    "policy": "<studio>/policy/values, region-<code>/policy/values",
    "calendar": "region-000000/calendar/<year>",
    "rectification": "<studio>/rectification/ledger",
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


@frozen
class DecisionEntry:
    """A decision or report: where it stands, what it says, who may take it, what it emits."""

    name: str
    kind: str
    says: str
    roles: tuple[str, ...]
    emits: str
    report: bool


@frozen
class RuleEntry:
    """A rule that a decision keeps to."""

    name: str
    kind: str
    clause: str
    heading: str
    zh: str
    en: str


def modules_of(kind: str) -> Iterator[ModuleType]:
    """The module of an aggregate, and all below it if it is a package."""
    top = KINDS[kind]
    assert isinstance(top, ModuleType)
    yield top
    for found in pkgutil.iter_modules(getattr(top, "__path__", ()), f"{top.__name__}."):
        yield importlib.import_module(found.name)


def decisions() -> list[DecisionEntry]:
    """Every decision and report, by kind of stream and name."""
    found = []
    for kind in KINDS:
        top: Any = KINDS[kind]
        for function, roles in top.MAY_DECIDE.items():
            emits = get_type_hints(function).get("return")
            found.append(
                DecisionEntry(
                    name=function.__name__,
                    kind=kind,
                    says=_says(function),
                    roles=tuple(sorted(role.value for role in roles)),
                    emits=getattr(emits, "__name__", str(emits)),
                    report=is_report(function.__name__),
                )
            )
    return sorted(found, key=lambda entry: (entry.kind, entry.name))


def is_report(name: str) -> bool:
    """Whether a function reports a fact (and never refuses it) by the name it bears."""
    return name.startswith(("record_", "report_"))


def facts() -> list[FactEntry]:
    """Every type of fact, by stored name."""
    made = decisions()
    homes = {fact: kind for kind in KINDS for fact in get_args(getattr(KINDS[kind], "Event", ())) or _single(kind)}
    return sorted((_fact(stored, homes[stored.cls], made) for stored in TABLE), key=lambda entry: entry.type)


def _single(kind: str) -> tuple[type[Any], ...]:
    event: Any = getattr(KINDS[kind], "Event", None)
    return (event,) if isinstance(event, type) else ()


def _fact(stored: Stored, kind: str, made: list[DecisionEntry]) -> FactEntry:
    by = [entry for entry in made if entry.emits == stored.cls.__name__ and entry.kind == kind]
    hints = get_type_hints(stored.cls, include_extras=True)
    return FactEntry(
        type=stored.name,
        schema=stored.schema,
        kind=kind,
        stream=STREAMS[kind],
        says=_says(stored.cls),
        fields=tuple(_field(each.name, hints[each.name]) for each in attrs.fields(stored.cls)),
        decisions=tuple(entry.name for entry in by),
        report=any(entry.report for entry in by),
        roles=tuple(sorted({role for entry in by for role in entry.roles})),
    )


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
        parts = get_args(hint)
        return f"list of {_type(parts[0])}" if parts[-1] is Ellipsis else " and ".join(map(_type, parts))
    if parts := get_args(hint):
        return " or ".join("null" if part is type(None) else _type(part) for part in parts)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return "one of: " + ", ".join(str(member.value) for member in hint)
    names = {str: "text", int: "integer", bool: "true or false"}
    return names.get(hint, getattr(hint, "__name__", str(hint)))


def rules() -> list[RuleEntry]:
    """Every rule, by kind of stream and name; those of the desk under `desk`."""
    headings = {each.clause: each.heading for each in READINGS.values()}
    places = [(kind, module) for kind in KINDS for module in modules_of(kind)]
    places += [
        ("desk", importlib.import_module(m.name)) for m in pkgutil.iter_modules(desk.__path__, "studio_domain.desk.")
    ]
    found: dict[tuple[str, str], RuleEntry] = {}
    for kind, module in places:
        for name, rule in vars(module).items():
            if isinstance(rule, Rule) and not (kind == "desk" and (name in {n for _, n in found})):
                found.setdefault(
                    (kind, name), RuleEntry(name, kind, rule.clause.value, headings[rule.clause], rule.zh, rule.en)
                )
    return [found[at] for at in sorted(found)]


def _says(documented: Any) -> str:
    """The first paragraph of a docstring, on one line."""
    return " ".join((inspect.getdoc(documented) or "").split("\n\n")[0].split())
