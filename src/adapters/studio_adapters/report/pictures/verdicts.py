"""A picture of clauses by quarter: which held when. And of persons by what they did: who had which hands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from studio_adapters.cli.words import pick
from studio_adapters.report.pictures.drawing import ALARM, FAINT, GRID, LIGHT, Drawing, mark, shortened
from studio_domain.guideline import Language

_WORDS = {
    "violated": ("违规", "violated"),
    "warned": ("提醒", "warning"),
    "advised": ("建议", "advice"),
    "holds": ("符合", "holds"),
}


@frozen
class ClauseRow:
    """A clause, as people name it, and the gravest verdict of each quarter; quarters that it has none for hold."""

    clause: str
    heading: str
    title: str
    by_quarter: Mapping[str, str]


def clause_matrix(
    name: str, rows: Sequence[ClauseRow], quarters: Sequence[str], as_of: str, language: Language
) -> Drawing:
    """条款矩阵: a row for each clause that a check holds, a column for each quarter; verdicts are drawn."""
    top, left, cell = 46, 330, 34
    broken = sum(any(verdict == "violated" for verdict in row.by_quarter.values()) for row in rows)
    drawing = Drawing(
        name, left + cell * max(len(quarters), 8) + 20, top + len(rows) * 20 + 10,
        pick(language, f"条款矩阵（截至 {as_of}）", f"Clauses by quarter, as of {as_of}"),
        pick(
            language,
            f"{len(rows)} 条受检条款，{len(quarters)} 个季度，其中 {broken} 条有未整改的违规。",
            f"{len(rows)} clauses that checks hold, {len(quarters)} quarters; {broken} with open violations.",
        ),
    )  # fmt: skip
    for place, quarter in enumerate(quarters):
        x = left + place * cell + cell / 2
        drawing.text(x, top - 22, quarter[:4], anchor="middle", size=10, fill=FAINT)
        drawing.text(x, top - 9, quarter[4:], anchor="middle", size=10, fill=FAINT)
    for at, row in enumerate(rows):
        y = top + at * 20
        drawing.line(10, y + 19, left + cell * len(quarters), y + 19)
        drawing.text(10, y + 14, row.clause, size=11)
        drawing.text(78, y + 14, shortened(f"{row.heading} {row.title}", 21 if language == "zh" else 38), size=11)
        for place, quarter in enumerate(quarters):
            verdict = row.by_quarter.get(quarter, "holds")
            tip = f"{row.clause} {quarter} {pick(language, *_WORDS[verdict])}"
            mark(drawing, verdict, left + place * cell + (cell - 16) / 2, y + 1.5, tip)
    return drawing


@frozen
class HandsRow:
    """A person, how often each hand was his, and where two of one matter were."""

    person: str
    times: Mapping[str, int]
    clash: frozenset[str]


def hands_matrix(
    name: str, rows: Sequence[HandsRow], acts: Sequence[tuple[str, str]], as_of: str, language: Language
) -> Drawing:
    """职责分离矩阵: persons by what they did; hands that one person had in one matter and must not stand in alarm."""
    top, left, cell = 120, 120, 46
    clashing = [row for row in rows if row.clash]
    drawing = Drawing(
        name, left + cell * len(acts) + 90, top + len(rows) * 24 + 12,
        pick(language, f"职责分离矩阵（截至 {as_of}）", f"Who did what, as of {as_of}"),
        pick(
            language,
            f"{len(rows)} 人，{len(acts)} 种办理，{len(clashing)} 人在同一事项上有不相容的两只手。",
            f"{len(rows)} persons, {len(acts)} kinds of act; {len(clashing)} had two hands of one matter.",
        ),
    )  # fmt: skip
    for place, (_, words) in enumerate(acts):
        x = left + place * cell + cell / 2
        drawing.slanted(x, top - 8, shortened(words, 16))
    for at, row in enumerate(rows):
        y = top + at * 24
        drawing.text(left - 10, y + 16, row.person, anchor="end")
        for place, (act, words) in enumerate(acts):
            times, x = row.times.get(act, 0), left + place * cell
            clash = act in row.clash
            tip = f"{row.person} {words} {times}"
            drawing.rect(x, y, cell, 24, ALARM if clash else LIGHT if times else "none", tip=tip, stroke=GRID)
            if times:
                drawing.text(
                    x + cell / 2, y + 16, times, anchor="middle", size=11, fill="#ffffff" if clash else "#1b1b1b"
                )
    return drawing
