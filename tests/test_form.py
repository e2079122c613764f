"""What every aggregate has, whatever it is about: a module, or a package that is split by the life of the thing."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import types
import typing
from collections.abc import Callable, Iterator
from enum import Enum
from string import Formatter
from types import ModuleType

import pytest

import studio_domain
from studio_domain import aggregate, guideline
from studio_domain.guideline import Role, Rule

NOT_AGGREGATES = {"aggregate", "audit", "desk", "guideline", "questions", "testing", "values", "views"}
EXPECTED = {
    "appointment", "client_case", "client_record", "expert_contract", "fund_account", "invoice", "mandate",
    "mentor_diary", "person_record", "policy", "rectification", "regulation_book", "resource_entry", "room_diary",
    "studio", "studio_name", "subject_key", "tariff_schedule", "working_calendar",
    "annual_plan", "filing",
    "conduct_record", "discipline_case", "evaluation_cycle", "inspection",
    "archive_record", "destruction_batch", "month_ledger",
    "case_study", "development_ledger", "publication", "reception_ledger", "service_activity", "skills_pilot",
    "training_program",
}  # fmt: skip


def modules(name: str) -> list[ModuleType]:
    """The module of that name, and all below it if it is a package."""
    top = importlib.import_module(f"studio_domain.{name}")
    below = pkgutil.iter_modules(getattr(top, "__path__", ()), f"{top.__name__}.")
    return [top, *(importlib.import_module(found.name) for found in below)]


AGGREGATES = sorted({found.name for found in pkgutil.iter_modules(studio_domain.__path__)} - NOT_AGGREGATES)
each_aggregate = pytest.mark.parametrize("name", AGGREGATES)


def members(name: str) -> Iterator[tuple[str, object]]:
    """What is defined in the aggregate, each once; constants count where they stand in more than one module."""
    for module in modules(name):
        for of, value in vars(module).items():
            home = getattr(value, "__module__", None)
            if inspect.isfunction(value) or inspect.isclass(value):
                if home == module.__name__:
                    yield of, value
            else:
                yield of, value


def rules(name: str) -> dict[str, Rule]:
    return {of: value for of, value in members(name) if isinstance(value, Rule)}


def facts(name: str) -> frozenset[type]:
    """The members of its union `Event`."""
    unions = [value for of, value in members(name) if of == "Event"]
    return frozenset(leaf for union in unions for leaf in _leaves(union))


def may_decide(name: str) -> dict[Callable[..., object], frozenset[Role]]:
    table: dict[Callable[..., object], frozenset[Role]] = {}
    for of, value in members(name):
        if of == "MAY_DECIDE":
            table |= typing.cast("dict[Callable[..., object], frozenset[Role]]", value)
    return table


def decisions(name: str) -> set[Callable[..., object]]:
    """Its public functions that answer with facts, and with nothing but facts."""
    known = facts(name)
    return {
        value
        for of, value in members(name)
        if inspect.isfunction(value) and not of.startswith("_") and _leaves(_answer(value)) <= known
    }


def _answer(function: types.FunctionType) -> object:
    """What it returns; other hints are left alone, they may not be evaluable at run time."""
    hint = function.__annotations__.get("return")
    return eval(hint, function.__globals__) if isinstance(hint, str) else hint


def _leaves(hint: object) -> set[type]:
    """The types in a union or a tuple, however nested."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType, tuple):
        return {leaf for one in typing.get_args(hint) if one is not ... for leaf in _leaves(one)}
    return {typing.cast(type, hint)}


def figures(text: str) -> set[tuple[str, str]]:
    """The figures that a text names, and how it reads them."""
    return {(name, spec or "") for _, name, spec, _ in Formatter().parse(text) if name}


def used(name: str) -> set[str]:
    """The names that functions of the aggregate read; an import is no use."""
    trees = [ast.parse(inspect.getsource(module)) for module in modules(name)]
    bodies = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    nodes = [node for body in bodies for node in ast.walk(body)]
    return {node.id for node in nodes if isinstance(node, ast.Name)} | {
        node.attr for node in nodes if isinstance(node, ast.Attribute)
    }


def test_all_aggregates_are_looked_at() -> None:
    assert set(AGGREGATES) >= EXPECTED
    for name in AGGREGATES:
        assert any(of == "evolve" for of, _ in members(name)), name


@each_aggregate
def test_every_decision_says_who_may_take_it(name: str) -> None:
    table = may_decide(name)
    assert set(table) == decisions(name)
    assert table
    assert all(roles and roles <= set(Role) for roles in table.values())


@each_aggregate
def test_auditors_write_nothing(name: str) -> None:
    assert not [decision for decision, roles in may_decide(name).items() if Role.AUDITOR in roles]


@each_aggregate
def test_every_decision_says_its_duty_in_chinese(name: str) -> None:
    for decision in may_decide(name):
        said = inspect.getdoc(decision)
        assert said
        assert not said.isascii(), decision.__name__


@each_aggregate
def test_every_rule_is_used_and_speaks_both_languages(name: str) -> None:
    read = used(name)
    for of, rule in rules(name).items():
        assert of in read, f"{of} refuses nothing"
        assert figures(rule.zh) == figures(rule.en), of
        assert not rule.zh.isascii(), of
        assert rule.en.isascii(), of


@each_aggregate
def test_no_rule_says_the_same_as_another(name: str) -> None:
    found = rules(name).values()
    assert len({rule.en for rule in found}) == len({rule.zh for rule in found}) == len({id(rule) for rule in found})


@each_aggregate
def test_stored_codes_are_ascii(name: str) -> None:
    for _, value in members(name):
        _ascii(value)


@pytest.mark.parametrize("module", [aggregate, guideline], ids=lambda module: module.__name__)
def test_codes_of_the_envelope_are_ascii(module: ModuleType) -> None:
    for value in vars(module).values():
        _ascii(value)


def _ascii(value: object) -> None:
    if inspect.isclass(value) and issubclass(value, Enum):
        codes = [member.value for member in value]
        assert all(str(code).isascii() for code in codes), value
        assert len(set(codes)) == len(value.__members__), f"{value} has a code twice"
