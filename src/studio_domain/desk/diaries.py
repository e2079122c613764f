"""What the desks that keep diaries share: a decision is handed the days that it touches, all of them and no others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from studio_domain.aggregate import At
from studio_domain.mentor_diary import MentorDiary

D = TypeVar("D")

MentorDays = Sequence[At[MentorDiary | None]]
"""The diaries of a decision's mentors, a stream for each day that it touches: `region-<code>/diary/<person>/<date>`."""


def exactly(diaries: Sequence[At[D]], streams: set[str]) -> Sequence[At[D]]:
    """The diaries, which are those of these streams and no others; `ValueError` if they are not."""
    if {diary.stream for diary in diaries} != streams or len(diaries) != len(streams):
        raise ValueError(f"it touches {sorted(streams)}, the diaries are {sorted(diary.stream for diary in diaries)}")
    return diaries
