"""The reference as one HTML page: what our own pages are made of, and no more of markdown than that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import groupby
from typing import Final

_CODE: Final = re.compile(r"`([^`]*)`")
_COLUMN: Final = re.compile(r"(?<!\\)\|")
_STYLE: Final = (
    "body{font:16px/1.5 'Noto Sans CJK SC','Microsoft YaHei',sans-serif;margin:0 auto;max-width:90rem;padding:1rem}"
    "table{border-collapse:collapse;width:100%;font-size:.85rem}th,td{border:1px solid #c9c9c9;padding:.2rem .4rem;"
    "text-align:start;vertical-align:top;overflow-wrap:anywhere}thead th{background:#eee}code{font-size:.95em}"
    "nav{position:sticky;top:0;background:#fff;border-bottom:1px solid #c9c9c9;padding:.3rem 0}"
    "nav a{margin-inline-end:1rem}"
)


def page(pages: Mapping[str, str]) -> str:
    """All *pages* (name of the file → markdown) as one page that needs nothing to be read."""
    names = {file: file.removesuffix(".md") for file in pages}
    titles = {file: text.partition("\n# ")[2].partition("\n")[0] for file, text in pages.items()}
    nav = "".join(f'<a href="#{name}">{escape(titles[file])}</a>' for file, name in names.items())
    body = "\n".join(
        f'<section id="{names[file]}">\n' + "\n".join(_blocks(text.split("\n"))) + "\n</section>"
        for file, text in pages.items()
    )
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>studio-domain</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<nav>{nav}</nav>\n{body}\n</body>\n</html>\n"
    )


def _blocks(lines: Iterable[str]) -> Iterator[str]:
    for kind, group in groupby(lines, key=_kind):
        block = list(group)
        if kind == "head":
            for line in block:
                level = len(line) - len(line.lstrip("#"))
                yield f"<h{level}>{_inline(line.lstrip('# '))}</h{level}>"
        elif kind == "table":
            yield from _table(block)
        elif kind == "list":
            yield "<ul>" + "".join(f"<li>{_inline(line.removeprefix('- '))}</li>" for line in block) + "</ul>"
        elif kind == "text":
            yield f"<p>{_inline(' '.join(block))}</p>"


def _kind(line: str) -> str:
    if not line.strip() or line.startswith("<!--"):
        return "none"
    marks = {"#": "head", "|": "table", "-": "list"}
    return marks.get(line[0], "text")


def _table(lines: list[str]) -> Iterator[str]:
    head, _, *rows = lines
    heads = "".join(f'<th scope="col">{_inline(cell)}</th>' for cell in _cells(head))
    yield f"<table><thead><tr>{heads}</tr></thead>"
    for row in rows:
        yield "<tr>" + "".join(f"<td>{_inline(cell)}</td>" for cell in _cells(row)) + "</tr>"
    yield "</table>"


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in _COLUMN.split(line)[1:-1]]


def _inline(text: str) -> str:
    """Text with code in it; what markdown had to mask stands as itself again."""
    plain = text.replace("\\|", "|").replace("&lt;", "<")
    return _CODE.sub(r"<code>\1</code>", escape(plain, quote=False))
