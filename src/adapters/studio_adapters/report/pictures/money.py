"""Pictures of money: where a year's money came from and went to, and each line of the budget against what was spent."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from studio_adapters.cli.words import pick
from studio_adapters.report.pictures.drawing import ALARM, DARK, FAINT, INK, LIGHT, MIDDLE, Drawing, shortened
from studio_adapters.report.pictures.scale import amounts
from studio_domain.guideline import Language
from studio_domain.values import Fen, yuan_text


@frozen
class Step:
    """A step of a waterfall: what it is, and by how much it raises or lowers what is there."""

    words: str
    fen: Fen


def waterfall(
    name: str, account: str, opening: Fen, steps: Sequence[Step], closing: Fen, as_of: str, language: Language
) -> Drawing:
    """经费瀑布: from opening to closing, money in light, money out hatched; the last bar is what the ledger says.

    Where opening and steps do not add up to *closing* the last bar is drawn in alarm, and the picture says by how much.
    """
    levels = [opening]
    for step in steps:
        levels.append(levels[-1] + step.fen)
    rows, top, left, right = len(steps) + 2, 34, 210, 780
    drawing = Drawing(
        name, 940, top + rows * 26 + 30,
        pick(language, f"{account} 经费瀑布（截至 {as_of}）", f"{account}: from opening to closing, as of {as_of}"),
        pick(
            language,
            f"期初 {yuan_text(opening)} 元，{len(steps)} 项收支后期末 {yuan_text(closing)} 元。",
            f"Opening {yuan_text(opening)} yuan; after {len(steps)} kinds of movement closing "
            f"{yuan_text(closing)} yuan.",
        ),
    )  # fmt: skip
    scale, ticks = amounts(min(*levels, closing), max(*levels, closing), left, right)
    for tick in ticks:
        drawing.line(scale(tick), top - 6, scale(tick), top + rows * 26)
        drawing.text(scale(tick), top - 12, f"{tick // 100:,}", anchor="middle", size=11, fill=FAINT)
    y = float(top)
    _bar(drawing, y, pick(language, "期初余额", "opening"), scale(0), scale(opening), DARK, opening)
    for before, step in zip(levels, steps, strict=False):
        y += 26
        fill = LIGHT if step.fen >= 0 else drawing.hatched
        _bar(drawing, y, step.words, scale(before), scale(before + step.fen), fill, step.fen, signed=True)
    y += 26
    adds_up = levels[-1] == closing
    _bar(
        drawing, y, pick(language, "期末余额", "closing"), scale(0), scale(closing), DARK if adds_up else ALARM, closing
    )
    if not adds_up:
        off = yuan_text(closing - levels[-1])
        drawing.text(left, y + 42, pick(language, f"与各项合计相差 {off} 元", f"{off} yuan off the sum"), fill=ALARM)
    return drawing


def _bar(
    drawing: Drawing, y: float, words: str, x1: float, x2: float, fill: str, fen: Fen, *, signed: bool = False
) -> None:
    amount = ("+" if signed and fen > 0 else "") + yuan_text(fen)
    drawing.text(200, y + 15, shortened(words, 15), anchor="end")
    drawing.rect(min(x1, x2), y + 3, max(abs(x2 - x1), 1), 17, fill, tip=f"{words} {amount}")
    drawing.text(930, y + 15, amount, anchor="end")


@frozen
class Line:
    """A line of a budget: what was approved with supplements and transfers, what is committed, what is paid."""

    words: str
    budget: Fen
    approved: Fen
    paid: Fen


def budget(name: str, account: str, lines: Sequence[Line], as_of: str, language: Language) -> Drawing:
    """预算执行: budget as an open bar, approved spending in light and paid spending in dark within it."""
    top, left, right = 34, 210, 780
    over = [line for line in lines if line.approved > line.budget]
    drawing = Drawing(
        name, 940, top + len(lines) * 30 + 12,
        pick(language, f"{account} 预算执行（截至 {as_of}）", f"{account}: budget against actual, as of {as_of}"),
        pick(
            language,
            f"{len(lines)} 个预算科目，{len(over)} 个超支。",
            f"{len(lines)} lines of the budget, {len(over)} exceeded.",
        ),
    )  # fmt: skip
    highest = max((max(line.budget, line.approved, line.paid) for line in lines), default=0)
    scale, ticks = amounts(0, highest, left, right)
    for tick in ticks:
        drawing.line(scale(tick), top - 6, scale(tick), top + len(lines) * 30)
        drawing.text(scale(tick), top - 12, f"{tick // 100:,}", anchor="middle", size=11, fill=FAINT)
    for place, line in enumerate(lines):
        y = top + place * 30
        tip = pick(
            language,
            f"{line.words}: 预算 {yuan_text(line.budget)}，已批准 {yuan_text(line.approved)}，"
            f"已支付 {yuan_text(line.paid)}",
            f"{line.words}: budget {yuan_text(line.budget)}, approved {yuan_text(line.approved)}, "
            f"paid {yuan_text(line.paid)}",
        )
        drawing.text(200, y + 16, shortened(line.words, 15), anchor="end")
        drawing.rect(left, y + 4, scale(line.approved) - left, 16, MIDDLE, tip=tip)
        drawing.rect(left, y + 8, scale(line.paid) - left, 8, DARK, tip=tip)
        drawing.rect(left, y + 2, scale(line.budget) - left, 20, "none", tip=tip, stroke=INK)
        words = f"{yuan_text(line.approved)} / {yuan_text(line.budget)}"
        drawing.text(930, y + 16, words, anchor="end", fill=ALARM if line in over else INK)
    return drawing
