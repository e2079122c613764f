"""A picture of cases: each on a line of its own, from opening to closing, against the day on which it was due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from attrs import frozen

from studio_adapters.cli.words import pick
from studio_adapters.report.pictures.drawing import ALARM, DARK, FAINT, INK, LIGHT, Drawing
from studio_adapters.report.pictures.scale import Days
from studio_domain.guideline import Language


@frozen
class Course:
    """A case: opened, due as extended, closed if it was, and the days on which something was done in it."""

    case: str
    opened: date
    due: date
    closed: date | None
    done: tuple[date, ...]

    def overdue(self, as_of: date) -> int:
        """By how many days it was closed late, or is overdue."""
        return max(0, ((self.closed or as_of) - self.due).days)


def timelines(name: str, courses: Sequence[Course], as_of: date, language: Language) -> Drawing:
    """案件时间线: a bar from opening to closing, a stroke where it was due, dots for what was done."""
    top, left, right = 34, 130, 800
    late = [course for course in courses if course.overdue(as_of)]
    drawing = Drawing(
        name, 940, top + len(courses) * 22 + 12,
        pick(language, f"服务项目时间线（截至 {as_of}）", f"Cases and their terms, as of {as_of}"),
        pick(
            language,
            f"{len(courses)} 个服务项目，{len(late)} 个超期。竖线为到期日，圆点为服务与阶段记录。",
            f"{len(courses)} cases, {len(late)} over their term. A stroke marks the due day, dots what was done.",
        ),
    )  # fmt: skip
    first = min((course.opened for course in courses), default=as_of)
    last = max([as_of, *(max(course.due, course.closed or course.due) for course in courses)])
    days = Days(first, last, left, right)
    for month in days.months():
        drawing.line(days(month), top - 6, days(month), top + len(courses) * 22)
        drawing.text(days(month), top - 12, month.isoformat()[:7], anchor="middle", size=11, fill=FAINT)
    for place, course in enumerate(courses):
        _course(drawing, top + place * 22, course, days, as_of, language)
    return drawing


def _course(drawing: Drawing, y: int, course: Course, days: Days, as_of: date, language: Language) -> None:
    until, overdue = course.closed or as_of, course.overdue(as_of)
    ended = pick(language, "结案", "closed") if course.closed else pick(language, "在办", "open on")
    tip = pick(
        language,
        f"{course.case}: 立项 {course.opened}，到期 {course.due}，{ended} {until}",
        f"{course.case}: opened {course.opened}, due {course.due}, {ended} {until}",
    )
    drawing.text(120, y + 14, course.case, anchor="end")
    start, end, due = days(course.opened), days(until), days(course.due)
    drawing.rect(start, y + 4, min(end, due) - start, 12, LIGHT, tip=tip)
    if overdue and end > due:
        drawing.rect(due, y + 4, end - due, 12, ALARM, tip=tip)
    for day in course.done:
        drawing.dot(days(day), y + 10, 2.5, DARK, tip=day.isoformat())
    drawing.line(due, y + 1, due, y + 19, stroke=INK, width=2)
    if overdue:
        words = pick(language, f"超期 {overdue} 天", f"{overdue} days over")
        drawing.text(930, y + 14, words, anchor="end", fill=ALARM)
    elif course.closed is None:
        drawing.text(930, y + 14, pick(language, "在办", "open"), anchor="end", fill=FAINT)
