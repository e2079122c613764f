"""What the findings of each mutation say in full, and of what takes more than one studio."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, Final

from audit.appointment.mutations import MUTATIONS, Mutation, kept
from audit.appointment.story import ACTIVITY, LAWFUL, LU, VISIT, cancelled, found, found_across, moved, recorded
from studio_domain.aggregate import Recorded
from studio_domain.audit import Finding

OTHER: Final = "hz-gongshu-001"


def elsewhere(start: str, end: str, *more: Any) -> list[Recorded[Any]]:
    """An appointment of the mentor in another studio of the region, recorded after all of the first one's."""
    return recorded((*kept("b-1", start, end, LU), *more), OTHER)


def _bent(mutation: Mutation) -> list[Finding]:
    return found(mutation.apply(LAWFUL), mutation.as_of, mutation.known)


def _moved_apart() -> list[Finding]:
    """Two for one hour, of which one is moved away in time."""
    history = (*LAWFUL, *kept("a-8", "2025-03-06 09:30", "2025-03-06 10:20", LU, ACTIVITY))
    return found((*history, moved("a-8", "2025-03-05 16:00", "2025-03-06 10:00", "2025-03-06 10:20", ACTIVITY)))


def _called_off() -> list[Finding]:
    """Two for one hour, of which one is cancelled in time."""
    history = (*LAWFUL, *kept("a-8", "2025-03-06 09:30", "2025-03-06 10:20", LU, ACTIVITY)[:2])
    return found((*history, cancelled("a-8", "2025-03-05 16:00")))


def _stories() -> Iterator[tuple[str, Callable[[], list[Finding]]]]:
    for mutation in MUTATIONS:
        yield f"{mutation.check}: {mutation.name}", partial(_bent, mutation)
    yield "a double booking that is moved apart", _moved_apart
    yield "a double booking of which one is called off", _called_off
    yield (
        "a mentor in two studios",
        lambda: found_across(recorded(VISIT), elsewhere("2025-03-06 09:45", "2025-03-06 10:45")),
    )


STORIES: Final[Mapping[str, Callable[[], list[Finding]]]] = dict(_stories())
