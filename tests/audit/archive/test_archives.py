"""The archives: what is bent is found, by the checks named and no other; what is nearly bent is not."""

from __future__ import annotations

import pytest

from audit.archive.histories import found, lawful
from audit.archive.mutations import MUTATIONS
from audit.archive.stories import of_mutation
from studio_domain.audit import ALL_PREDICATES, Severity

PREFIXES = ("archive.", "destruction.", "ledger.")
OWED = ("archive_annual", "loan_return", "integrity_check", "integrity_restore", "ledger_freeze")


def test_nothing_is_found_of_the_lawful_archives() -> None:
    assert found(lawful()) == []


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_mutation_is_found_and_its_twin_is_not(name: str) -> None:
    mutation = MUTATIONS[name]
    assert sorted(one.check for one in of_mutation(mutation)) == sorted(mutation.checks)


def test_every_check_has_a_mutation() -> None:
    ours = {check for check in ALL_PREDICATES if check.startswith(PREFIXES)} | {f"obligation.{key}" for key in OWED}
    assert {check for one in MUTATIONS.values() for check in one.checks} == ours


def test_a_deadline_that_nobody_adopted_warns() -> None:
    late = MUTATIONS["never frozen"].apply(lawful())
    assert [one.severity for one in found(late)] == [Severity.VIOLATION]
    assert [one.severity for one in found(late, adopted=False)] == [Severity.WARNING]


def test_a_destruction_has_no_deadline_to_adopt() -> None:
    early = MUTATIONS["destroyed twelve days early"].apply(lawful())
    (one,) = found(early, adopted=False)
    assert (one.severity, one.delta.value) == (Severity.VIOLATION, 12)


def test_a_history_without_records_is_read_to_its_end() -> None:
    """What refers to records that are not there is found, and crashes nothing."""
    kinds = ("archive/", "destruction/")
    bare = tuple(one for one in lawful() if type(one.fact).__name__.startswith(("Lent", "Record", "Batch", "Items")))
    rest = tuple(one for one in bare if one.kind.startswith(kinds) and type(one.fact).__name__ != "RecordCollected")
    assert found(rest)
