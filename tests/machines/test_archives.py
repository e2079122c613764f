"""No accepted sequence of decisions about the archives leads to a finding."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from machines.archives import ArchiveMachine
from studio_domain import archive_record as archive
from studio_domain import destruction_batch as destruction

TAKEN = {
    "collected", "classified", "filed", "verified", "migrated", "moved", "requested", "approved", "lent", "renewed",
    "returned", "lost", "level", "granted", "held", "lifted", "appraised", "proposed", "signed", "batch approved",
    "counted", "executed", "rejected", "reported", "frozen",
}  # fmt: skip
MET = {
    archive.REFERENCE_RESOLVES, archive.CODE_STANDS, archive.CLASSIFIED_FIRST, archive.RETAINED_AS_TABLED,
    archive.IN_STORE, archive.DIGEST_EQUAL, archive.READ_ON_SITE, archive.NOT_BORROWER, archive.APPROVED_ENOUGH,
    archive.LEAD_APPROVES_ARCHIVIST, archive.ONE_AT_A_TIME, archive.WITHIN_LOAN, archive.FEW_RENEWALS,
    archive.DOWNGRADED_BY_ANOTHER, archive.NOT_TO_ONESELF, archive.NOT_PLACER, archive.OWNER_APPRAISES,
    archive.NO_HOLD, archive.TO_BE_DESTROYED, archive.RETENTION_OVER, destruction.ALL_SIGNED,
    destruction.DEPARTMENT_SUPERVISES, destruction.EXECUTOR_APART, destruction.LIST_IN_ARCHIVES, destruction.AT_STAGE,
}  # fmt: skip
"""Rules that the machine walks to; each has cases of its own in `test_archive_rules`."""


def test_whatever_is_accepted_nothing_is_found() -> None:
    """And each transition was taken, each rule that it walks to refused something."""
    ArchiveMachine.taken.clear()
    ArchiveMachine.refused.clear()
    fixed = settings(
        derandomize=True, database=None, deadline=None, max_examples=120, stateful_step_count=25,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(ArchiveMachine, settings=fixed)
    assert {name for name, times in ArchiveMachine.taken.items() if times} == TAKEN
    met = {id(rule) for rule in ArchiveMachine.refused}
    assert [rule.en for rule in MET if id(rule) not in met] == []
