"""Pictures say what their figures say: in marks, in words, and the same twice."""

from __future__ import annotations

from collections import Counter
from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_adapters.report.gathering import band_of
from studio_adapters.report.pictures.cases import Course, timelines
from studio_adapters.report.pictures.days import LAGS, heatmap, honesty
from studio_adapters.report.pictures.drawing import ALARM, Drawing, shortened
from studio_adapters.report.pictures.money import Line, Step, budget, waterfall
from studio_adapters.report.pictures.scale import Days, amounts
from studio_adapters.report.pictures.verdicts import ClauseRow, HandsRow, clause_matrix, hands_matrix

SVG = "{http://www.w3.org/2000/svg}"
DAY = date(2025, 12, 31)
fen = st.integers(-(10**9), 10**9)


def parsed(drawing: Drawing) -> ElementTree.Element:
    """The picture as XML, which it must be."""
    return ElementTree.fromstring(str(drawing))


def words(drawing: Drawing) -> str:
    """All words that stand in it."""
    return " ".join(one.text or "" for one in parsed(drawing).iter(f"{SVG}text"))


@given(opening=fen, steps=st.lists(fen, max_size=6), off=st.sampled_from([0, 0, 50]))
def test_a_waterfall_adds_up_or_says_by_how_much_it_does_not(opening: int, steps: list[int], off: int) -> None:
    drawing = waterfall(
        "w", "a", opening, [Step("x", step) for step in steps], opening + sum(steps) + off, "2025-12-31", "zh"
    )
    assert (ALARM in str(drawing)) is (off != 0)
    assert ("与各项合计相差 0.50 元" in words(drawing)) is (off == 50)
    for mark in parsed(drawing).iter(f"{SVG}rect"):
        assert float(mark.get("width", "0")) >= 0


def test_bars_of_a_waterfall_begin_where_the_one_before_ends() -> None:
    drawing = waterfall("w", "a", 100_00, [Step("in", 50_00), Step("out", -30_00)], 120_00, "2025-12-31", "en")
    bars = [one for one in parsed(drawing).iter(f"{SVG}rect") if one.get("height") == "17"]
    edges = [(float(one.get("x", "")), float(one.get("x", "")) + float(one.get("width", ""))) for one in bars]
    assert edges[0][1] == pytest.approx(edges[1][0])
    assert edges[1][1] == pytest.approx(edges[2][1], abs=0.2)
    assert edges[2][0] == pytest.approx(edges[3][1], abs=0.2)
    assert "url(#w-hatch)" in str(drawing)


@pytest.mark.parametrize(("approved", "alarmed"), [(10_000, False), (10_001, True)])
def test_a_line_is_in_alarm_from_a_fen_over(approved: int, alarmed: bool) -> None:
    drawing = budget("b", "a", [Line("培训活动费", 10_000, approved, 0)], "2025-12-31", "zh")
    assert (ALARM in str(drawing)) is alarmed


@pytest.mark.parametrize(
    ("closed", "late"),
    [(date(2025, 6, 30), 0), (date(2025, 7, 1), 1), (None, 184)],
    ids=["due day", "day after", "open"],
)
def test_a_case_is_over_its_term_from_the_day_after(closed: date | None, late: int) -> None:
    course = Course("2025-01", date(2025, 1, 1), date(2025, 6, 30), closed, (date(2025, 2, 1),))
    assert course.overdue(DAY) == late
    drawing = timelines("c", [course], DAY, "zh")
    assert (f"超期 {late} 天" in words(drawing)) is bool(late)
    assert len(list(parsed(drawing).iter(f"{SVG}circle"))) == 1


def test_a_clause_that_did_not_hold_has_a_cross_in_its_quarter() -> None:
    rows = [ClauseRow("3.3.d", "三、（三）", "合理收费", {"2025Q3": "violated"}), ClauseRow("2.2", "二", "创办", {})]
    drawing = clause_matrix("m", rows, ["2025Q2", "2025Q3"], "2025-12-31", "zh")
    tips = [one.text for one in parsed(drawing).iter(f"{SVG}title")]
    assert "3.3.d 2025Q3 违规" in tips
    assert str(drawing).count(ALARM) == 1


def test_two_hands_of_one_matter_are_in_alarm() -> None:
    rows = [HandsRow("p-1", {"A": 2, "B": 1}, frozenset({"A", "B"})), HandsRow("p-2", {"A": 1}, frozenset())]
    drawing = hands_matrix("h", rows, [("A", "经办"), ("B", "审批")], "2025-12-31", "zh")
    assert str(drawing).count(ALARM) == 2
    assert "1 人在同一事项上" in drawing.says


@pytest.mark.parametrize(("days", "band"), [(-3, 0), (0, 0), (1, 1), (3, 1), (4, 2), (365, 6), (366, 7), (10**6, 7)])
def test_how_late_a_fact_was_written_down_is_told_in_bands(days: int, band: int) -> None:
    assert band_of(days) == band
    drawing = honesty("l", Counter({(date(2025, 1, 1), band): 3}), "2025-12-31", "zh")
    assert (f"其中 {3 if LAGS[band][0] > 7 else 0} 条") in drawing.says


@pytest.mark.parametrize("year", [1, 2024, 2025, 9999])
def test_a_calendar_has_each_day_of_its_year(year: int) -> None:
    held = {date(year, 2, 28): 4}
    drawing = heatmap("d", held, year, "zh")
    cells = [one for one in parsed(drawing).iter(f"{SVG}rect") if one.get("width") == "15"]
    assert len(cells) == (366 if year == 2024 else 365)
    assert f"{year:04d}-02-28 4" in [one.text for one in parsed(drawing).iter(f"{SVG}title")]


@given(low=fen, high=fen)
def test_ticks_of_money_cover_it_and_are_few(low: int, high: int) -> None:
    scale, ticks = amounts(low, high, 0, 100)
    assert 2 <= len(ticks) <= 9
    assert ticks[0] <= min(low, 0)
    assert ticks[-1] >= max(high, 0)
    assert scale(ticks[0]) == 0
    assert scale(ticks[-1]) == pytest.approx(100)


@given(first=st.dates(), last=st.dates())
def test_days_stay_within_their_length(first: date, last: date) -> None:
    first, last = min(first, last), max(first, last)
    scale = Days(first, last, 10, 90)
    assert all(10 <= scale(day) <= 90 for day in (date.min, first, last, date.max))
    months = list(scale.months())
    assert all(first <= month <= last and month.day == 1 for month in months)
    assert len(months) <= 26 or (last.year - first.year) > 6


def test_words_too_long_end_in_an_ellipsis() -> None:
    assert (shortened("一二三", 3), shortened("一二三四", 3)) == ("一二三", "一二…")


def test_markup_in_words_is_text() -> None:
    drawing = Drawing("x", 10, 10, "<&>", "\u202e")
    drawing.text(1, 1, '<script>"')
    assert words(drawing) == '<script>"'
    assert "\u202e" not in str(drawing)
