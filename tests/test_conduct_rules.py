"""Rule by rule: what each `require` of pledges, declarations and inspections refuses, and the other side of it."""
# ruff: noqa: E501 -- one case a line

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import attrs
import pytest

from studio_domain import conduct_record, inspection
from studio_domain.conduct_record import ConductRecord
from studio_domain.guideline import Rule, fill
from studio_domain.inspection import Inspections
from studio_domain.values import PersonId
from telling import refused_by
from test_form import rules

LU, HE = PersonId("p-lu"), PersonId("p-he")
ON, DAY, DIGEST = date(2025, 6, 2), timedelta(1), "ab" * 32

pledge = partial(conduct_record.sign_pledge, None, person=LU, text_version="承诺书/1", digest=DIGEST, signer=LU, on=ON)
declare = partial(
    conduct_record.declare_integrity, None, person=LU, year=2025, interests=("i-1",), digest=DIGEST, signer=LU, on=ON
)
hold = partial(
    inspection.hold_inspection, None, inspection="jc-1", year=2025, scope="廉洁自律", digest=DIGEST, inspector=HE, on=ON
)
PLEDGED = conduct_record.evolve(None, pledge())
DECLARED = conduct_record.evolve(PLEDGED, declare())
HELD = inspection.evolve(None, hold())


def of(decide: partial[Any], state: ConductRecord | Inspections, **other: Any) -> Callable[[], object]:
    return partial(decide.func, state, **{**decide.keywords, **other})


Case = tuple[Rule, dict[str, object], Callable[[], object]]

REFUSED: dict[str, Case] = {
    "pledged for another": (conduct_record.OWN_PLEDGE, {"person": LU}, lambda: pledge(signer=HE)),
    "a pledge of no text": (conduct_record.PLEDGE_TEXT, {}, lambda: pledge(text_version=" ")),
    "a pledge by a word": (conduct_record.PLEDGE_DIGEST, {}, lambda: pledge(digest="ab")),
    "pledged before": (conduct_record.PLEDGE_IN_ORDER, {"on": ON - DAY, "before": ON}, of(pledge, PLEDGED, on=ON - DAY)),
    "declared for another": (conduct_record.OWN_DECLARATION, {"person": LU}, lambda: declare(signer=HE)),
    "declared the day after the year": (conduct_record.DECLARED_FOR_THE_YEAR, {"year": 2025, "on": date(2026, 1, 1)}, lambda: declare(on=date(2026, 1, 1))),
    "declared twice": (conduct_record.DECLARED_ONCE, {"year": 2025}, of(declare, DECLARED)),
    "declared by a word": (conduct_record.DECLARATION_DIGEST, {}, lambda: declare(digest="")),
    "inspected twice": (inspection.INSPECTED_ONCE, {"inspection": "jc-1"}, of(hold, HELD)),
    "an inspection of another year": (inspection.IN_ITS_YEAR, {"on": date(2026, 1, 1), "year": 2025}, lambda: hold(on=date(2026, 1, 1))),
    "an inspection of nothing": (inspection.SCOPE_STATED, {}, lambda: hold(scope="")),
    "an inspection without a record": (inspection.RESULT_GIVEN, {}, lambda: hold(digest="x")),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_breaks_a_rule_is_refused_under_it(name: str) -> None:
    rule, figures, decide = REFUSED[name]
    with refused_by(rule, **figures):
        decide()
    assert fill(rule.zh, figures)
    assert fill(rule.en, figures)


def test_every_rule_has_a_case() -> None:
    ours = [*rules("conduct_record").values(), *rules("inspection").values()]
    assert {id(rule) for rule, _, _ in REFUSED.values()} == {id(rule) for rule in ours}


WELL: dict[str, Callable[[], object]] = {
    "pledged again on the day": of(pledge, PLEDGED),
    "declared of no interest": lambda: declare(interests=()),
    "declared on the last day": lambda: declare(on=date(2025, 12, 31)),
    "declared of another year": of(declare, DECLARED, year=2026, on=date(2026, 1, 1)),
    "another inspection": of(hold, HELD, inspection="jc-2"),
    "inspected on the first day": lambda: hold(on=date(2025, 1, 1)),
}


@pytest.mark.parametrize("name", WELL)
def test_what_keeps_to_the_rules_is_decided(name: str) -> None:
    assert isinstance(WELL[name](), conduct_record.Event | inspection.Event)


def test_states() -> None:
    assert (DECLARED.pledged, DECLARED.declared) == (ON, frozenset({2025}))
    assert inspection.evolve(HELD, hold(inspection="jc-2")).held == frozenset({"jc-1", "jc-2"})


DECIDED = (pledge, declare, hold)


@pytest.mark.parametrize("decide", DECIDED, ids=lambda decide: decide.func.__name__)
def test_every_word_given_stands_in_the_fact(decide: partial[Any]) -> None:
    fact = decide()
    shared = {field.name for field in attrs.fields(type(fact))} & set(decide.keywords)
    assert shared
    assert {name: getattr(fact, name) for name in shared} == {name: decide.keywords[name] for name in shared}


def test_every_decision_has_a_case() -> None:
    assert {decide.func for decide in DECIDED} == {*conduct_record.MAY_DECIDE, *inspection.MAY_DECIDE}
