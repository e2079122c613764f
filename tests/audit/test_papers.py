"""手续: every field that must say something, and every number, in every fact that has one."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from audit.mutations_trail import AS_OF
from stored_examples import example
from studio_domain.audit import Finding
from studio_domain.audit.engine import audit
from studio_domain.audit.papers import LEFT_BLANK, MUST_SAY, NUMBER_TWICE, NUMBERED, Papers
from telling import Studio

FIELDS = [(fact, name) for fact, names in MUST_SAY.items() for name in names]


def found(*facts: Any, **context: Any) -> list[Finding]:
    studio = Studio()
    for fact in facts:
        studio.tell("2025-07-01", "fund/2025", fact, **context)
    return audit(studio.history, (Papers(),), as_of=AS_OF)


@pytest.mark.parametrize(("fact", "field"), FIELDS, ids=[f"{fact.__name__}.{name}" for fact, name in FIELDS])
def test_what_must_be_said_is_not_left_blank(fact: type[Any], field: str) -> None:
    said = example(fact)
    assert found(said) == []
    for blank in ("", " \u3000"):
        [one] = found(attrs.evolve(said, **{field: blank}))
        assert (one.predicate, one.subjects[1]) == (LEFT_BLANK, field)


@pytest.mark.parametrize("fact", NUMBERED, ids=lambda fact: fact.__name__)
def test_a_number_is_given_once_unless_the_fact_is_corrected(fact: type[Any]) -> None:
    said = example(fact)
    assert {one.predicate for one in found(said, said)} == {NUMBER_TWICE}
    assert len(found(said, said)) == len(NUMBERED[fact])
    assert found(said, said, corrects=("hz-xihu-001/fund/2025", 1)) == []


@pytest.mark.parametrize("fact", NUMBERED, ids=lambda fact: fact.__name__)
def test_the_same_number_in_another_stream_is_another_number(fact: type[Any]) -> None:
    studio = Studio().tell("2025-07-01", "fund/2025", example(fact)).tell("2025-07-01", "fund/2026", example(fact))
    assert audit(studio.history, (Papers(),), as_of=AS_OF) == []
