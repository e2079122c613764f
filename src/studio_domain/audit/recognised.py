"""During which days a studio is recognised (认定有效期, 1.1.a): a timeline that checks keep, no check itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.studio import recognition_facts as studio
from studio_domain.values import Days, add_days, union


@define
class _Term:
    """A recognition: what opened it, its first day, and its last one where it has one."""

    event: Recorded[studio.StudioRecognised]
    first: date
    last: date | None


@define
class Recognised:
    """The terms of each studio's recognition, as known now."""

    _terms: dict[str, list[_Term]] = field(factory=dict)

    def watches(self) -> Iterator[Watch]:
        yield on(studio.StudioRecognised, self._recognised)
        yield on(studio.RecognitionRenewed, self._renewed)
        yield on(studio.RecognitionWithdrawn, self._withdrawn)
        yield on(studio.WithdrawalApproved, self._left)

    def studios(self) -> Iterator[str]:
        """The studios that were ever recognised."""
        yield from self._terms

    def first(self, studio_id: str) -> Recorded[studio.StudioRecognised] | None:
        """The fact by which the studio was first recognised."""
        terms = self._terms.get(studio_id)
        return terms[0].event if terms else None

    def days(self, studio_id: str) -> tuple[Days, ...]:
        """The days on which it is recognised, as intervals in order."""
        return union(Days.through(term.first, term.last) for term in self._terms.get(studio_id, ()))

    def on(self, studio_id: str, day: date) -> bool:
        """Whether it is recognised on *day*."""
        return any(day in span for span in self.days(studio_id))

    # -- the facts

    def _recognised(self, event: Recorded[studio.StudioRecognised]) -> None:
        term = _Term(event, event.fact.first, event.fact.last)
        self._terms.setdefault(event.studio, []).append(term)

    def _renewed(self, event: Recorded[studio.RecognitionRenewed]) -> None:
        for term in self._terms.get(event.studio, ())[-1:]:
            term.last = event.fact.last

    def _withdrawn(self, event: Recorded[studio.RecognitionWithdrawn]) -> None:
        self._ended(event.studio, add_days(event.fact.first, -1))

    def _left(self, event: Recorded[studio.WithdrawalApproved]) -> None:
        self._ended(event.studio, event.fact.last_day)

    def _ended(self, studio_id: str, last: date) -> None:
        for term in self._terms.get(studio_id, ()):
            term.last = last if term.last is None else min(term.last, last)
