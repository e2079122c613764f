"""Every check of appointments finds its mutation, and only it; what comes close is found by nobody."""

from __future__ import annotations

import pytest

from audit.appointment.mutations import MUTATIONS, TWINS, Mutation, Twin
from audit.appointment.story import LAWFUL, found
from studio_domain.audit import ALL_PREDICATES

WITHOUT_A_TWIN = {"appointment.without-consent", "appointment.ends-before-start", "appointment.late-not-said"}
"""Whose near misses are the lawful weeks themselves."""

OURS = {name for name in ALL_PREDICATES if name.startswith(("appointment.", "obligation.appointment_"))}


def test_lawful_weeks_have_no_finding() -> None:
    assert [one.message("en") for one in found(LAWFUL)] == []


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda one: one.name)
def test_a_mutation_is_found_by_its_check_alone(mutation: Mutation) -> None:
    findings = found(mutation.apply(LAWFUL), mutation.as_of, mutation.known)
    assert [one.check for one in findings] == [mutation.check], [one.message("en") for one in findings]
    (one,) = findings
    assert (one.subjects, one.delta.value) == (mutation.subjects, mutation.delta)
    assert one.message("zh") != one.message("en")


@pytest.mark.parametrize("twin", TWINS, ids=lambda one: one.name)
def test_a_twin_is_found_by_nobody(twin: Twin) -> None:
    assert [one.message("en") for one in found(twin.apply(LAWFUL), twin.as_of, twin.known)] == []


def test_every_check_has_a_mutation_and_a_twin() -> None:
    assert {one.check for one in MUTATIONS} == OURS
    assert {one.check for one in TWINS} >= OURS - WITHOUT_A_TWIN
