"""A studio in the middle of March, founded and budgeted through the app: where these stories begin."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date
from typing import Any

from machines.office import BOOKS, CARRIER, DESK, FIRST, GRANT, HEAD, OPENING, A, B, Clock, Tally, Who
from machines.passing import Passing
from studio_adapters.app import StudioApp
from studio_adapters.app.acting import Acting
from studio_adapters.journal import Rows

TODAY = date(2025, 3, 14)
LINE = "办公费"


class House(Passing):
    """Both studios, each with a budget and some money."""

    def __init__(self, store: str | Rows = "memory:") -> None:
        clock = Clock(FIRST)
        super().__init__(StudioApp(store, clock=clock), clock, Tally())
        self.founded()
        self.until(TODAY)
        for studio in (A, B):
            self.opened(studio, OPENING)
            self.taken(studio, BOOKS, self.receive(studio, GRANT, 5_000_00))
            self.taken(studio, BOOKS, self.receive(studio, CARRIER, 1_500_00))

    def as_(self, who: Who, **acting: Any) -> AbstractContextManager[Acting]:
        """*who* acts in A."""
        words: dict[str, Any] = {"role": who.role, "org": self.org(A, who)}
        return self.app.acting(who.id, **(words | acting))

    def waiting(self, fen: int, line: str = LINE) -> str:
        """A claim in A that awaits its approval."""
        return self.reviewed(A, line, fen)


__all__ = ["BOOKS", "DESK", "HEAD", "LINE", "TODAY", "A", "B", "House"]
