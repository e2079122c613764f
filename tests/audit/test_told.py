"""What an audit says is part of what it does: a changed word, figure or piece of evidence is a change to approve."""

from __future__ import annotations

import pytest

from audit.told import approved, stories, told
from studio_domain.audit import ALL_PREDICATES

APPROVED = approved()


@pytest.fixture(scope="module")
def said() -> dict[str, str]:
    return told(stories())


@pytest.mark.parametrize("story", APPROVED)
def test_every_finding_says_what_was_approved(said: dict[str, str], story: str) -> None:
    """After a change that is meant, `python tests/write_findings.py` writes the file anew: read its diff."""
    assert said[story] == APPROVED[story]


def test_every_story_was_approved(said: dict[str, str]) -> None:
    assert list(said) == list(APPROVED)


def test_every_check_has_a_story() -> None:
    checks = {line.partition(",")[0] for text in APPROVED.values() for line in text.splitlines()}
    assert set(ALL_PREDICATES) <= checks
