"""A history as JSON Lines (ADR 0001): the header, and one fact a line from which the stored bytes come back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, NoReturn

from attrs import frozen

from studio_adapters import codec
from studio_adapters.journal import Kept
from studio_adapters.problems import BadLine
from studio_adapters.verification import Unverified

FORMAT: Final = "jsonl/1"
MARK: Final = "studio-domain"
LONGEST: Final = 8 * 2**20
"""A stored fact has at most 1 MiB, six times that where every character is escaped; no line is longer than this."""

KEYS: Final = (
    "stream", "version", "type", "schema", "occurred", "recorded_at",
    *codec.KEYS[1:],
    "leaf", "fact",
)  # fmt: skip

_BOM: Final = b"\xef\xbb\xbf"
_ORIGIN: Final = re.compile(r"[!-~]{1,200}")


@frozen
class Header:
    """The first line: whose log, and which studio of it (None: all)."""

    origin: str
    studio: str | None


@frozen
class Line:
    """A line as it stands in the file, read but not yet believed."""

    file: str
    number: int
    body: dict[str, Any]

    def bad(self, field: str, zh: str, en: str) -> BadLine:
        """What is wrong with it."""
        return BadLine(self.file, self.number, field, zh, en)


def compact(value: object) -> str:
    """JSON as we store it: compact, UTF-8, the order of keys kept."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def header_line(header: Header) -> str:
    """The first line of an export."""
    return compact({MARK: FORMAT, "origin": header.origin, "studio": header.studio})


def fact_line(kept: Kept) -> str:
    """The line of a stored fact; envelope and fact stand in it in stored order and spelling."""
    _, stream, version, topic, state, recorded_at, leaf = kept
    name, _, schema = topic.rpartition("/")
    envelope, _, fact = state.decode().partition("\n")
    context = json.loads(envelope)
    body = {
        "stream": stream,
        "version": version,
        "type": name,
        "schema": int(schema),
        "occurred": context.pop("occurred"),
        "recorded_at": recorded_at,
        **context,
        "leaf": leaf.hex(),
    }
    return f'{compact(body)[:-1]},"fact":{fact}}}'


def export(kept: Iterable[Kept], header: Header) -> Iterator[str]:
    """The lines of an export, without line ends; `Unverified` for a row whose bytes are no fact."""
    yield header_line(header)
    for row in kept:
        try:
            yield fact_line(row)
        except (AttributeError, KeyError, TypeError, ValueError) as problem:
            raise Unverified(f"{row[1]}@{row[2]}", "不是事实的字节", "is not the bytes of a fact") from problem


# -- reading


def _no_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    body = dict(pairs)
    if len(body) < len(pairs):
        raise ValueError("a key stands twice")
    return body


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


_parse: Final = json.JSONDecoder(object_pairs_hook=_no_twice, parse_constant=_no_constant).decode


def parse(text: str, file: str, number: int) -> Line:
    """A JSON object on a line; keys that stand twice, NaN and anything that is no object are refused."""
    try:
        body = _parse(text)
    except (ValueError, RecursionError) as problem:
        reason = getattr(problem, "msg", None) or str(problem) or type(problem).__name__
        raise BadLine(file, number, "", f"不是完整的 JSON（{reason}）", f"not complete JSON ({reason})") from problem
    if not isinstance(body, dict):
        raise BadLine(file, number, "", "应为 JSON 对象", "a JSON object is needed")
    return Line(file, number, body)


def read(path: Path) -> Iterator[Line]:
    """The lines of a file, blank ones left out; `OSError` if it cannot be read, `BadLine` for what is no line."""
    name = path.name
    number = 0
    with path.open("rb") as file:
        while raw := file.readline(LONGEST + 1):
            number += 1
            if len(raw) > LONGEST:
                raise BadLine(name, number, "", "行过长", "the line is too long")
            try:
                text = (raw.removeprefix(_BOM) if number == 1 else raw).decode()
            except UnicodeDecodeError as problem:
                raise BadLine(name, number, "", "不是 UTF-8 编码", "not UTF-8") from problem
            if text.strip():
                yield parse(text, name, number)


def header_of(line: Line) -> Header | None:
    """The header that *line* is, or None if it is none; `BadLine` for one of another format."""
    if MARK not in line.body:
        return None
    found = line.body[MARK]
    if found != FORMAT:
        said = f"{found}"[:40]
        raise line.bad(MARK, f"格式 {said} 不是 {FORMAT}, 请升级本软件", f"format {said}, not {FORMAT}: upgrade")
    origin, studio = line.body.get("origin"), line.body.get("studio")
    if not isinstance(origin, str) or not _ORIGIN.fullmatch(origin):
        raise line.bad("origin", "缺少合法的日志标识", "the origin of the log is missing, or is none")
    if studio is not None and not isinstance(studio, str):
        raise line.bad("studio", "应为文本或 null", "text or null is needed")
    return Header(origin, studio)
