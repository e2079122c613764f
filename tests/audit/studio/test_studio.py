"""The studio: what is bent is found, by one check alone; what is nearly bent is not."""

from __future__ import annotations

import pytest

from audit.studio.stories import MUTATIONS, found, s1, s13
from studio_world import findings


def test_s1_is_clean() -> None:
    assert findings(s1(), "2024-07-31") == []


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_mutation_is_found_and_its_twin_is_not(name: str) -> None:
    mutation = MUTATIONS[name]
    told = found(mutation)
    assert [one.check for one in told] == ([mutation.check] if mutation.check else []), [
        (one.check, one.message("en")) for one in told
    ]
    if mutation.delta is not None:
        assert told[0].delta.value == mutation.delta
    for one in told:
        assert "{" not in one.message("zh") + one.message("en")


@pytest.mark.parametrize("start", range(6))
def test_any_fact_may_be_missing(start: int) -> None:
    """What could not have come from us is read to its end: findings, never a crash."""
    for at in range(start, len(s13()), 6):
        assert len(findings((*s13()[:at], *s13()[at + 1 :]), "2026-06-30")) < 120


def test_backwards() -> None:
    assert findings(tuple(reversed(s13())), "2026-06-30")


def test_every_fact_alone() -> None:
    for event in s13():
        findings((event,), "2026-06-30")
