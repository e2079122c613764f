"""What an audit says is part of what it does: a changed word, figure or piece of evidence is a change to approve."""

from __future__ import annotations

import pytest

from audit.told import STORIES, approved, told
from studio_domain.audit import ALL_PREDICATES

APPROVED = approved()


@pytest.mark.parametrize("name", STORIES)
def test_every_finding_says_what_was_approved(name: str) -> None:
    """After a change that is meant, `python tests/write_findings.py` writes the file anew: read its diff."""
    assert told(STORIES[name]) == APPROVED[name]


def test_every_story_was_approved() -> None:
    assert list(STORIES) == list(APPROVED)


def test_every_check_has_a_story() -> None:
    checks = {line.partition(",")[0] for text in APPROVED.values() for line in text.splitlines()}
    assert set(ALL_PREDICATES) <= checks
