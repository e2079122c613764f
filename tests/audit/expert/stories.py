"""Each mutation of the experts' year by its name, and what an audit says of experts and of the trail."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from audit.expert.mutations import MUTATIONS, Mutation
from audit.expert.story import FAN, X1, day, found, found_in_region, lawful, recorded, service, verified
from office import DESK, LEAD, STAFF, Office
from studio_domain.audit import Finding
from studio_domain.expert_contract import facts as expert


def _changed(mutation: Mutation) -> list[Finding]:
    return found(mutation.apply(lawful()), mutation.as_of)


def _in_two_studios() -> list[Finding]:
    other = Office("cd-wuhou-001")
    other.act("2025-01-06", X1, LEAD, expert.ExpertNominated(FAN, LEAD.id, "财税", "经验", day("2025-01-06")))
    other.act("2025-02-03", X1, STAFF, service("o-1", "2025-02-03", 10, 30, 29))
    other.act("2025-02-04", X1, DESK, verified("o-1", "2025-02-04", 30))
    return found_in_region(recorded(lawful()), other.history)


STORIES: Final[Mapping[str, Callable[[], list[Finding]]]] = {
    **{f"{one.check}: {one.name}": partial(_changed, one) for one in MUTATIONS},
    "an expert in two studios at a time": _in_two_studios,
}
