"""What was filed with the authority, when (报备): a timeline that checks of what is to be filed ask, no check itself.

Any check that opens an obligation to file may keep one: `filed.since(kind, about, day)` is its discharge.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from attrs import define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.filing import FilingPrepared, FilingResubmitted, FilingReturned, FilingSubmitted

Submission = Recorded[FilingSubmitted] | Recorded[FilingResubmitted]


def about(fact: Place) -> str:
    """How a filing names the fact that is filed."""
    return f"{fact.stream}@{fact.version}"


@define
class Filed:
    """The submissions that stand: one that was returned counts for nothing, the next one for itself."""

    _covers: defaultdict[tuple[str, str], list[str]] = field(factory=lambda: defaultdict(list))
    """What is covered, of a kind and about something, by which filings (their streams)."""
    _standing: defaultdict[str, list[Submission]] = field(factory=lambda: defaultdict(list))

    def watches(self) -> Iterator[Watch]:
        """What the check that asks must show it."""
        yield on(FilingPrepared, self._prepared)
        yield on(FilingSubmitted, self._submitted)
        yield on(FilingResubmitted, self._submitted)
        yield on(FilingReturned, self._returned)

    def since(self, kind: str, about: str, day: date) -> Submission | None:
        """The first submission, on *day* or later, that covers it and stands; None while there is none."""
        standing = (one for filing in self._covers.get((kind, about), ()) for one in self._standing.get(filing, ()))
        return min((one for one in standing if one.fact.on >= day), key=lambda one: one.fact.on, default=None)

    def _prepared(self, event: Recorded[FilingPrepared]) -> None:
        for matter in event.fact.covers:
            self._covers[matter.kind, matter.about].append(event.stream)

    def _submitted(self, event: Submission) -> None:
        self._standing[event.stream].append(event)

    def _returned(self, event: Recorded[FilingReturned]) -> None:
        self._standing[event.stream].clear()
