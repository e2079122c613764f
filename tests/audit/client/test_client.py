"""Clients and personal data: what is bent is found, by one check alone; what is nearly bent is not."""

from __future__ import annotations

import pytest

from audit.client.served import AS_OF, NAME, compliant
from audit.client.stories import MUTATIONS, findings
from studio_domain.audit import Grounds, audit_studio
from studio_domain.audit.driver import examine
from studio_domain.audit.obligations import Standing


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_mutation_is_found_and_its_twin_is_not(name: str) -> None:
    mutation = MUTATIONS[name]
    expected = [] if mutation.check is None else [mutation.check]
    assert [one.check for one in findings(mutation)] == expected


def test_nothing_personal_is_told_in_a_finding() -> None:
    for mutation in MUTATIONS.values():
        for one in findings(mutation):
            assert "林晓" not in f"{one} {one.message('zh')} {one.message('en')}"
            assert "面馆" not in f"{one} {one.message('zh')} {one.message('en')}"


def test_the_lawful_story_is_lawful_throughout() -> None:
    history = compliant().history
    found = audit_studio(history, grounds=Grounds.of(history, studio=NAME), studio=NAME, as_of=AS_OF)
    chapters = ("client.", "personal.", "trail.", "obligation.pii")
    assert [one.check for one in found if one.check.startswith(chapters)] == []


def test_a_request_is_owed_again_after_the_restriction_and_discharged_by_the_erasure() -> None:
    history = compliant().history
    examined = examine(history, grounds=Grounds.of(history, studio=NAME), studio=NAME, as_of=AS_OF)
    owed = [(str(one.opened), str(one.due), one.standing) for one in examined.obligations if one.key == "pii_erasure"]
    assert owed == [
        ("2025-04-01", "2025-04-22", Standing.DISCHARGED),
        ("2025-04-30", "2025-05-21", Standing.DISCHARGED),
    ]
