"""Decisions, reports and rules, read from the code itself: which function keeps to which rule."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from types import CodeType, FunctionType, ModuleType
from typing import Any, Final, get_args, get_type_hints

from attrs import frozen

from studio_adapters.aggregates import KINDS
from studio_domain import desk
from studio_domain.guideline import READINGS, Clause, Role, Rule, heading

DESK: Final = "desk"
"""The kind under which stands what rests on several streams."""

_HEADING: Final = re.compile(r"前言|[一二三]、（[一二三四五六七八九]）[0-9]?")


@frozen
class DecisionEntry:
    """A decision or report: its arguments, who may take it, what it emits, and the rules by which it refuses."""

    name: str
    kind: str
    says: str
    arguments: tuple[str, ...]
    roles: tuple[str, ...]
    emits: str
    report: bool
    rules: tuple[str, ...]
    headings: tuple[str, ...]
    clauses: tuple[str, ...]


@frozen
class RuleEntry:
    """A rule that decisions keep to, and which ones do."""

    name: str
    kind: str
    clause: str
    heading: str
    zh: str
    en: str
    source: str
    decisions: tuple[str, ...]


def is_report(name: str) -> bool:
    """Whether a function reports a fact (and never refuses it for a rule) by the name it bears."""
    return name.startswith(("record_", "report_"))


# -- decisions


@cache
def decisions() -> tuple[DecisionEntry, ...]:
    """Every decision and report, by kind of stream and name; those of the desk after them."""
    found = [
        _decision(kind, function, (role.value for role in roles))
        for kind, top in KINDS.items()
        for function, roles in getattr(top, "MAY_DECIDE", {}).items()
    ]
    found += [_decision(DESK, function, ()) for function in _of_the_desk()]
    return tuple(sorted(found, key=lambda entry: (entry.kind == DESK, entry.kind, entry.name)))


def _of_the_desk() -> Iterator[Callable[..., Any]]:
    for module in _modules(DESK):
        for name, function in vars(module).items():
            public = isinstance(function, FunctionType) and not name.startswith("_")
            if public and function.__module__ == module.__name__:
                answers = str(function.__annotations__["return"])
                if "Change" in answers and not answers.startswith("Iterator"):  # an iterator is a part of a decision
                    yield function


def _decision(kind: str, function: Callable[..., Any], roles: Iterable[str]) -> DecisionEntry:
    emits = get_type_hints(function).get("return")
    rules = _rules_of(function)
    said = says(function)
    return DecisionEntry(
        name=function.__name__,
        kind=kind,
        says=said,
        arguments=tuple(
            name for name, one in inspect.signature(function).parameters.items() if one.kind is one.KEYWORD_ONLY
        ),
        roles=tuple(sorted(roles)),
        emits="Changes" if kind == DESK else _emitted(emits),
        report=is_report(function.__name__),
        rules=tuple(sorted({_names()[id(rule)][1] for rule in rules})),
        headings=tuple(dict.fromkeys(_HEADING.findall(said))),
        clauses=in_order(rule.clause for rule in rules),
    )


def _emitted(hint: Any) -> str:
    """The facts that a decision answers with, by name; several stand in the order in which they are recorded."""
    return ", ".join(_emitted(one) for one in get_args(hint)) or getattr(hint, "__name__", str(hint))


def _rules_of(function: Callable[..., Any]) -> list[Rule]:
    """The rules that *function* names, itself or through functions of the domain that it calls."""
    found: dict[int, Rule] = {}
    seen: set[object] = set()
    waiting: list[object] = [function]
    while waiting:
        one = waiting.pop()
        if not isinstance(one, FunctionType) or one in seen or not one.__module__.startswith("studio_domain."):
            continue
        seen.add(one)
        for value in _named(one):
            if isinstance(value, Rule) and id(value) in _names():
                found[id(value)] = value
            else:
                waiting.append(value)
    return list(found.values())


def _named(function: FunctionType) -> Iterator[object]:
    names = set(_names_in(function.__code__))
    for name in names & function.__globals__.keys():
        value = function.__globals__[name]
        if isinstance(value, ModuleType) and value.__name__.startswith("studio_domain."):
            yield from (vars(value)[inner] for inner in names & vars(value).keys())
        else:
            yield value


def _names_in(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names_in(constant)


def roles() -> dict[Role, tuple[str, ...]]:
    """What each role may decide or report, by kind of stream and name."""
    found: dict[Role, list[str]] = {role: [] for role in Role}
    for one in decisions():
        for role in one.roles:
            found[Role(role)].append(f"{one.kind}.{one.name}")
    return {role: tuple(names) for role, names in found.items()}


# -- rules


@cache
def rules() -> tuple[RuleEntry, ...]:
    """Every rule, by kind of stream and name; those of the desk after them."""
    users: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    of_streams = (function for top in KINDS.values() for function in getattr(top, "MAY_DECIDE", {}))
    for function in (*of_streams, *_of_the_desk()):
        for rule in _rules_of(function):
            users[_names()[id(rule)]].add(function.__name__)
    found = [
        RuleEntry(
            name, kind, rule.clause.value, heading(rule.clause), rule.zh, rule.en, rule.source.value,
            tuple(sorted(users[kind, name])),
        )
        for kind, name, rule in _all_rules()
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda entry: (entry.kind == DESK, entry.kind, entry.name)))


def name_of(rule: Rule) -> tuple[str, str] | None:
    """The kind and name that the catalog has *rule* under; None for a rule that is not of the domain."""
    return _names().get(id(rule))


@cache
def _names() -> dict[int, tuple[str, str]]:
    return {id(rule): (kind, name) for kind, name, rule in _all_rules()}


def _all_rules() -> Iterator[tuple[str, str, Rule]]:
    """Kind, name and rule, each where it is written: what is only imported has no annotation there."""
    for kind in (*KINDS, DESK):
        for module in _modules(kind):
            written = inspect.get_annotations(module)
            yield from (
                (kind, name, rule) for name, rule in vars(module).items() if isinstance(rule, Rule) and name in written
            )


def _modules(kind: str) -> Iterator[ModuleType]:
    """The module of an aggregate, or the desk, and all below it if it is a package."""
    top: Any = desk if kind == DESK else KINDS[kind]
    yield top
    for found in pkgutil.iter_modules(getattr(top, "__path__", ()), f"{top.__name__}."):
        yield importlib.import_module(found.name)


# -- words


def says(documented: Any) -> str:
    """The first paragraph of a docstring, on one line."""
    return " ".join((inspect.getdoc(documented) or "").split("\n\n")[0].split())


def in_order(clauses: Iterable[Clause]) -> tuple[str, ...]:
    wanted = set(clauses)
    return tuple(clause.value for clause in READINGS if clause in wanted)
