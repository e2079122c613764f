"""The handle of a matter of discipline, for the acting person."""

from __future__ import annotations

from studio_adapters.app.discipline.course import Course
from studio_adapters.app.discipline.reports import Reports


class DisciplineHandle(Reports, Course):
    """A matter of discipline: `app.discipline("hz-xihu-001", "d-2025-01")`.

    Whoever decides needs the keys by which reporters in confidence are sealed, so that he can be told to stand aside.
    """
