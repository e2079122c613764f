"""A picture in SVG, mark by mark: the same bytes for the same figures, legible in grey, told in words as well.

No style, no script, no reference to anything outside: it stands in a page under `default-src 'none'`. Marks that must
be told apart differ in lightness and in pattern, never in colour alone.
"""

from __future__ import annotations

from html import escape
from typing import Final

from attrs import define, field

from studio_adapters.plain import visible

INK: Final = "#1b1b1b"
FAINT: Final = "#6b6b6b"
GRID: Final = "#d5d5d5"
DARK: Final = "#27496d"
MIDDLE: Final = "#8fa9c4"
LIGHT: Final = "#e4ebf2"
ALARM: Final = "#b3261e"

FONT: Final = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif"

_HATCH: Final = (
    '<pattern id="{name}-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    f'<rect width="5" height="5" fill="{LIGHT}"/><line x1="0" y1="0" x2="0" y2="5" stroke="{DARK}" stroke-width="2"/>'
    "</pattern>"
)


def number(value: float) -> str:
    """A coordinate, to a tenth of a unit."""
    return f"{value:.1f}".removesuffix(".0")


def said(value: object) -> str:
    """Text as it stands in the picture: hidden characters shown, markup escaped."""
    return escape(visible(value), quote=True)


@define
class Drawing:
    """A picture of *width* by *height* units; *name* is unique in its page, *title* and *says* are read aloud."""

    name: str
    width: int
    height: int
    title: str
    says: str
    _marks: list[str] = field(factory=list)

    @property
    def hatched(self) -> str:
        """The fill of what is drawn hatched."""
        return f"url(#{self.name}-hatch)"

    def rect(
        self, x: float, y: float, width: float, height: float, fill: str, *, tip: str = "", stroke: str = INK
    ) -> None:
        """A bar or a cell; *tip* is shown where the pointer rests."""
        self._add("rect", tip, x=x, y=y, width=max(width, 0), height=max(height, 0), fill=fill, stroke=stroke)

    def line(
        self, x1: float, y1: float, x2: float, y2: float, *, stroke: str = GRID, width: float = 1, dashes: str = ""
    ) -> None:
        """A straight line."""
        more = {"stroke-dasharray": dashes} if dashes else {}
        self._add("line", "", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, **{"stroke-width": width}, **more)

    def dot(self, x: float, y: float, radius: float, fill: str, *, tip: str = "") -> None:
        """A round mark."""
        self._add("circle", tip, cx=x, cy=y, r=radius, fill=fill, stroke=INK)

    def path(self, data: str, *, stroke: str = INK, width: float = 1.5, fill: str = "none", tip: str = "") -> None:
        """Any other mark."""
        self._add("path", tip, d=data, stroke=stroke, **{"stroke-width": width}, fill=fill)

    def text(
        self, x: float, y: float, words: object, *, anchor: str = "start", size: int = 12, fill: str = INK
    ) -> None:
        """Words whose line begins, centres or ends (*anchor*) at x, y."""
        at = f'x="{number(x)}" y="{number(y)}" font-size="{size}" text-anchor="{anchor}" fill="{fill}"'
        self._marks.append(f"<text {at}>{said(words)}</text>")

    def slanted(self, x: float, y: float, words: object) -> None:
        """Words that rise from x, y: the heads of narrow columns."""
        at = f'transform="translate({number(x)} {number(y)}) rotate(-45)" font-size="11" fill="{INK}"'
        self._marks.append(f"<text {at}>{said(words)}</text>")

    def _add(self, mark: str, tip: str, **attributes: float | str) -> None:
        said_of = " ".join(
            f'{name}="{value if isinstance(value, str) else number(value)}"' for name, value in attributes.items()
        )
        self._marks.append(f"<{mark} {said_of}><title>{said(tip)}</title></{mark}>" if tip else f"<{mark} {said_of}/>")

    def __str__(self) -> str:
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}" width="{self.width}" '
            f'height="{self.height}" role="img" aria-labelledby="{self.name}-title {self.name}-says" '
            f'font-family="{FONT}">'
        )
        words = (
            f'<title id="{self.name}-title">{said(self.title)}</title>'
            f'<desc id="{self.name}-says">{said(self.says)}</desc>'
        )
        marks = "\n".join(self._marks)
        defs = f"<defs>{_HATCH.format(name=self.name)}</defs>" if self.hatched in marks else ""
        return f"{head}\n{words}{defs}\n{marks}\n</svg>"


# -- the four marks of a verdict, drawn and not written: no font is needed to tell them apart


def mark(drawing: Drawing, kind: str, x: float, y: float, tip: str = "") -> None:
    """A tick (`holds`), a cross (`violated`), an exclamation (`warned`), a dot (`advised`) in a cell of 16 by 16."""
    if kind == "violated":
        drawing.rect(x, y, 16, 16, ALARM, tip=tip)
        drawing.path(f"M{number(x + 4)} {number(y + 4)}l8 8m0 -8l-8 8", stroke="#ffffff", width=2.2, tip=tip)
    elif kind == "warned":
        drawing.rect(x, y, 16, 16, "#f2c14e", tip=tip)
        drawing.path(f"M{number(x + 8)} {number(y + 3.5)}v6m0 2.4v1.6", width=2.2, tip=tip)
    elif kind == "advised":
        drawing.rect(x, y, 16, 16, LIGHT, tip=tip)
        drawing.dot(x + 8, y + 8, 2.2, INK, tip=tip)
    else:
        drawing.path(f"M{number(x + 4)} {number(y + 8.5)}l3 3.5l5.5 -8", stroke=FAINT, tip=tip)


def shortened(words: str, most: int) -> str:
    """*words* in at most *most* characters; what is left out shows as an ellipsis."""
    return words if len(words) <= most else words[: most - 1] + "…"
