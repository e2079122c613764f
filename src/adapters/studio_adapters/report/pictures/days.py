"""Pictures of days: when things happened against when they were written down; and how many appointments a day had."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from studio_adapters.cli.words import pick
from studio_adapters.report.pictures.drawing import ALARM, DARK, FAINT, GRID, LIGHT, MIDDLE, Drawing
from studio_adapters.report.pictures.scale import Days
from studio_domain.guideline import Language

LAGS = ((0, 0), (1, 3), (4, 7), (8, 14), (15, 30), (31, 90), (91, 365), (366, 99_999))
"""The bands of days between a matter and its record, the last without end."""


def honesty(name: str, cells: Mapping[tuple[date, int], int], as_of: str, language: Language) -> Drawing:
    """发生与记录: months across, days late upwards; how large a mark is says how many facts it stands for.

    *cells*: (the first of a month, the band of `LAGS`) → how many facts.
    """
    top, left, right, row = 30, 130, 860, 26
    late = sum(times for (_, band), times in cells.items() if LAGS[band][0] > 7)
    drawing = Drawing(
        name, 940, top + len(LAGS) * row + 34,
        pick(language, f"发生与记录（截至 {as_of}）", f"Occurred against recorded, as of {as_of}"),
        pick(
            language,
            f"{sum(cells.values())} 条事实，其中 {late} 条在发生 7 天之后才记录。",
            f"{sum(cells.values())} facts, {late} of them written down more than 7 days after they occurred.",
        ),
    )  # fmt: skip
    months = sorted({month for month, _ in cells}) or [date(2000, 1, 1)]
    scale = Days(months[0], months[-1], left + 20, right)
    bottom = top + len(LAGS) * row
    for month in scale.months():
        drawing.line(scale(month), top, scale(month), bottom)
        drawing.text(scale(month), bottom + 18, month.isoformat()[:7], anchor="middle", size=11, fill=FAINT)
    for band, (least, most) in enumerate(LAGS):
        y = bottom - band * row - row / 2
        drawing.line(left, y, right + 20, y)
        span = str(least) if least == most else f"{least}–{most}" if band < len(LAGS) - 1 else f">{least - 1}"
        drawing.text(left - 10, y + 4, pick(language, f"{span} 天", f"{span} days"), anchor="end", size=11)
    highest = max(cells.values(), default=1)
    for (month, band), times in sorted(cells.items()):
        y = bottom - band * row - row / 2
        radius = 2 + 9 * (times / highest) ** 0.5
        fill = ALARM if LAGS[band][0] > 7 else MIDDLE if band else LIGHT
        drawing.dot(scale(month), y, radius, fill, tip=f"{month.isoformat()[:7]} {LAGS[band][0]}+ × {times}")
    return drawing


def heatmap(name: str, held: Mapping[date, int], year: int, language: Language) -> Drawing:
    """预约日历: a square for each day of a year, a column for each week, darker where more appointments were held."""
    top, left, cell = 34, 50, 15
    drawing = Drawing(
        name, left + 54 * cell + 20, top + 7 * cell + 30,
        pick(language, f"{year} 年预约日历", f"Appointments of {year}"),
        pick(
            language,
            f"全年 {sum(held.values())} 次预约，最多的一天 {max(held.values(), default=0)} 次。",
            f"{sum(held.values())} appointments in the year, {max(held.values(), default=0)} on the fullest day.",
        ),
    )  # fmt: skip
    first = date(year, 1, 1)
    monday = first.toordinal() - first.weekday()
    weekdays = "一二三四五六日" if language == "zh" else "MTWTFSS"
    for weekday, words in enumerate(weekdays):
        drawing.text(left - 8, top + weekday * cell + 12, words, anchor="end", size=10, fill=FAINT)
    day = first
    while day.year == year:
        week, weekday = divmod(day.toordinal() - monday, 7)
        x, y, times = left + week * cell, top + weekday * cell, held.get(day, 0)
        fill = "none" if not times else LIGHT if times == 1 else MIDDLE if times <= 3 else DARK
        drawing.rect(x, y, cell, cell, fill, tip=f"{day} {times}" if times else "", stroke=GRID)
        if day.day == 1:
            drawing.text(x, top - 8, f"{day.month}" + ("月" if language == "zh" else ""), size=10, fill=FAINT)
        if day == date.max:
            break
        day += timedelta(days=1)
    words = pick(language, "空白 0，浅 1，中 2–3，深 4 次以上", "empty 0, light 1, middle 2–3, dark 4 and more")
    drawing.text(left, top + 7 * cell + 20, words, size=11, fill=FAINT)
    return drawing
