"""Reception, training, activities, publicity: what is bent is found by the checks named and no other; twins are not."""

from __future__ import annotations

import pytest

from audit.program.stories import MUTATIONS, findings, of_mutation
from audit.program.year import history


def test_nothing_is_found_of_a_year_in_order() -> None:
    assert findings(history()) == []


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_mutation_is_found_and_its_twin_is_not(name: str) -> None:
    mutation = MUTATIONS[name]
    assert sorted(one.check for one in of_mutation(mutation)) == sorted(mutation.checks)
