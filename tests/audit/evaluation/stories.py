"""Each mutation of a year's evaluation by its name, and what an audit says of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from audit.discipline.mutations import Mutation
from audit.evaluation.mutations import MUTATIONS
from audit.evaluation.story import found, lawful
from studio_domain.audit import Finding


def _changed(mutation: Mutation) -> list[Finding]:
    return found(mutation.apply(lawful()), mutation.as_of)


STORIES: Final[Mapping[str, Callable[[], list[Finding]]]] = {
    f"{one.check}: {one.name}": partial(_changed, one) for one in MUTATIONS
}
