"""Every check of conduct finds its mutation, and only it; what comes close is found by nobody."""

from __future__ import annotations

import pytest

from audit.conduct.mutations import MUTATIONS, TWINS
from audit.conduct.story import found, lawful
from audit.discipline.mutations import Mutation, Twin
from studio_domain.audit import ALL_PREDICATES

LAWFUL = lawful()


def test_a_lawful_year_has_no_finding() -> None:
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
    ours = {name for name in ALL_PREDICATES if name.startswith(("conduct.", "inspection."))}
    assert {one.check for one in MUTATIONS} == ours | {"obligation.pledge_renewal"}
    assert {one.check for one in TWINS} <= {one.check for one in MUTATIONS}
