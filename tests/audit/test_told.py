"""What an audit says is part of what it does: a changed word, figure or piece of evidence is a change to approve."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.told import SECTIONS, approved, told
from studio_domain.audit import ALL_PREDICATES

APPROVED = {file: approved(file) for file in SECTIONS}
each_file = pytest.mark.parametrize("file", SECTIONS, ids=lambda file: file.stem)


@pytest.mark.parametrize(
    ("file", "name"),
    [(file, name) for file, stories in SECTIONS.items() for name in stories],
    ids=lambda of: of.stem if isinstance(of, Path) else of,
)
def test_every_finding_says_what_was_approved(file: Path, name: str) -> None:
    """After a change that is meant, `python tests/write_findings.py` writes the file anew: read its diff."""
    assert told(SECTIONS[file][name]) == APPROVED[file][name]


@each_file
def test_every_story_was_approved(file: Path) -> None:
    assert list(SECTIONS[file]) == list(APPROVED[file])


def test_every_check_has_a_story() -> None:
    texts = [text for found in APPROVED.values() for text in found.values()]
    checks = {line.partition(",")[0] for text in texts for line in text.splitlines()}
    assert set(ALL_PREDICATES) <= checks
