"""What an audit says of each mutation of the lawful archives, in full: see `audit.told`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from audit.archive.histories import found, lawful
from audit.archive.mutations import MUTATIONS, Mutation
from studio_domain.audit import Finding


def of_mutation(mutation: Mutation) -> list[Finding]:
    """What is found of the archives bent."""
    return found(mutation.apply(lawful()), mutation.as_of)


STORIES: Final[Mapping[str, Callable[[], list[Finding]]]] = {
    f"{', '.join(dict.fromkeys(one.checks))}: {name}": partial(of_mutation, one)
    for name, one in MUTATIONS.items()
    if one.checks
}
"""Each mutation by its name."""
