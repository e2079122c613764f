"""Each mutation of the four matters by its name, and what an audit says of discipline and of the trail; S10."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from audit.discipline.mutations import MUTATIONS, Mutation
from audit.discipline.story import found, lawful
from studio_domain.audit import Finding


def _changed(mutation: Mutation) -> list[Finding]:
    return found(mutation.apply(lawful()), mutation.as_of)


STORIES: Final[Mapping[str, Callable[[], list[Finding]]]] = {
    f"{one.check}: {one.name}": partial(_changed, one) for one in MUTATIONS
}
