"""Every check of a year's evaluation finds its mutation, and only it; what comes close is found by nobody."""

from __future__ import annotations

import pytest

from audit.discipline.mutations import Mutation, Twin
from audit.discipline.story import day
from audit.evaluation.mutations import MUTATIONS, TWINS
from audit.evaluation.story import BORDER, STREAM, STUDIO, found, lawful, recorded, weighted
from studio_domain.audit import ALL_PREDICATES, Grounds, Standing, obligation_register

LAWFUL = lawful()


def test_a_lawful_year_has_no_finding() -> None:
    assert weighted(BORDER) == "84.995"
    assert [one.message("en") for one in found(LAWFUL)] == []


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda one: one.name)
def test_a_mutation_is_found_by_its_check_alone(mutation: Mutation) -> None:
    findings = found(mutation.apply(LAWFUL), mutation.as_of)
    assert [one.check for one in findings] == [mutation.check], [one.message("en") for one in findings]
    (one,) = findings
    assert (one.clause, one.subjects, one.delta) == (mutation.clause, mutation.subjects, mutation.delta)


@pytest.mark.parametrize("twin", TWINS, ids=lambda one: one.name)
def test_a_twin_is_found_by_nobody(twin: Twin) -> None:
    assert [one.message("en") for one in found(twin.apply(LAWFUL), twin.as_of)] == []


def test_every_check_has_a_mutation_and_a_twin() -> None:
    ours = {name for name in ALL_PREDICATES if name.startswith("evaluation.")} | {"obligation.evaluation"}
    assert {one.check for one in MUTATIONS} == ours
    assert {one.check for one in TWINS} <= ours


@pytest.mark.parametrize(
    ("as_of", "standing"),
    [("2025-12-30", None), ("2025-12-31", Standing.OPEN), ("2026-02-28", Standing.DISCHARGED)],
)
def test_the_obligation_stands_in_the_register(as_of: str, standing: Standing | None) -> None:
    events = recorded(LAWFUL)
    grounds = Grounds.of(events, studio=STUDIO)
    register = obligation_register(events, grounds=grounds, studio=STUDIO, as_of=day(as_of))
    entries = [(one.due, one.standing) for one in register if one.subject == STREAM]
    assert entries == ([] if standing is None else [(day("2026-02-28"), standing)])
