"""What an audit says of each mutation of the lawful cases, in full: see `audit.told`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from audit.case.changes import Mutation
from audit.case.histories import found, lawful
from audit.case.mutations import MUTATIONS
from studio_domain.audit import Finding


def _of(mutation: Mutation) -> list[Finding]:
    return found(mutation.apply(lawful()), mutation.as_of)


STORIES: Final[Mapping[str, Callable[[], list[Finding]]]] = {
    f"{one.check}: {one.name}": partial(_of, one) for one in MUTATIONS
}
"""Each mutation by its name."""
