"""The libraries and the systems of rules: what is bent is found, by one check alone; what is nearly bent is not."""

from __future__ import annotations

import pytest

from audit.resource.stories import MUTATIONS, findings


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_mutation_is_found_and_its_twin_is_not(name: str) -> None:
    mutation = MUTATIONS[name]
    expected = [] if mutation.check is None else [mutation.check] * mutation.times
    assert [one.check for one in findings(mutation)] == expected
