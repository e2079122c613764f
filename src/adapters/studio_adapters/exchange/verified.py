"""Import of an export: every leaf is recomputed, and nothing is taken that does not hash to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from studio_adapters import codec
from studio_adapters.exchange.lines import KEYS, Header, Line, compact, header_of, read
from studio_adapters.journal import LARGEST, NO_LEAF, Kept, Row, leaf
from studio_adapters.problems import BadLine
from studio_domain.values import check_stream, stream_owner

_TYPES: Final[dict[str, type]] = {
    "stream": str, "version": int, "type": str, "schema": int, "recorded_at": str, "command": str, "leaf": str,
}  # fmt: skip
_SAID: Final = {str: ("文本", "text"), int: ("整数", "a whole number")}
_FORMS: Final = {
    "type": re.compile(r"[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*"),
    "schema": re.compile(r"[1-9][0-9]{0,5}"),
    "recorded_at": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z"),
    "command": re.compile(r"[!-~]{1,200}"),
}
"""What the text of a field looks like, so that nothing can stand in a row that we could not have written."""


def open_export(path: Path) -> tuple[Header, Iterator[Line]]:
    """The header and the lines after it; `BadLine` for a file without one."""
    lines = read(path)
    first = next(lines, None)
    if first is None:
        raise BadLine(path.name, 1, "", "文件为空", "the file is empty")
    header = header_of(first)
    if header is None:
        raise first.bad("studio-domain", "缺少文件头; 历史资料请用 --legacy", "no header; old records need --legacy")
    return header, lines


def kept(lines: Iterable[Line], header: Header) -> Iterator[Kept]:
    """The rows of *lines*, each verified against its leaf, its stream's leaf before, and the order of the whole."""
    heads: dict[str, tuple[int, str]] = {}
    last: tuple[str, str, int] = ("", "", 0)
    for position, line in enumerate(lines, start=1):
        row, recorded_at, claimed = _row(line, header)
        before, previous = heads.get(row.stream, (0, NO_LEAF))
        if row.version != before + 1:
            raise line.bad(
                "version", f"应为 {before + 1}, 现为 {row.version}（缺行或重复）",
                f"expected {before + 1}, found {row.version} (a line is missing, or stands twice)",
            )  # fmt: skip
        proof = leaf(header.origin, row, recorded_at, previous)
        if proof.hex() != claimed:
            raise line.bad(
                "leaf", "叶哈希不符, 该行被改动过; 若为历史资料请用 --legacy",
                "the leaf does not verify: the line was changed; old records need --legacy",
            )  # fmt: skip
        order = recorded_at, row.stream, row.version
        if order <= last:
            raise line.bad("recorded_at", "行序不是记录顺序", "the lines are not in the order of recording")
        last = order
        heads[row.stream] = row.version, claimed
        yield position, row.stream, row.version, row.topic, row.state, recorded_at, proof


def _row(line: Line, header: Header) -> tuple[Row, str, str]:
    body = line.body
    for key in KEYS:
        if key not in body:
            raise line.bad(key, "缺少该字段", "the field is missing")
    for key in body:
        if key not in KEYS:
            raise line.bad(key[:40], "未知字段", "an unknown field")
    for key, kind in _TYPES.items():
        if type(body[key]) is not kind:
            zh, en = _SAID[kind]
            raise line.bad(key, f"应为{zh}", f"{en} is needed")
    _check_forms(line, header)
    envelope = {key: body[key] for key in codec.KEYS}
    try:
        state = f"{compact(envelope)}\n{compact(body['fact'])}".encode()
    except UnicodeEncodeError as problem:
        raise line.bad("", "含有不成对的代理字符", "half of a surrogate pair is no text") from problem
    if len(state) > LARGEST:
        raise line.bad("fact", f"超过 {LARGEST} 字节", f"more than {LARGEST} bytes")
    row = Row(body["stream"], body["version"], f"{body['type']}/{body['schema']}", state)
    return row, body["recorded_at"], body["leaf"]


def _check_forms(line: Line, header: Header) -> None:
    stream = line.body["stream"]
    try:
        check_stream(stream)
    except ValueError as problem:
        raise line.bad("stream", "不是合法的流名", "not the name of a stream") from problem
    if header.studio is not None and stream_owner(stream) != header.studio:
        raise line.bad("stream", f"不属于 {header.studio}", f"not of {header.studio}")
    for key, form in _FORMS.items():
        if not form.fullmatch(str(line.body[key])):
            raise line.bad(key, "格式不对", "not in the form of one")
    try:
        datetime.fromisoformat(line.body["recorded_at"])
    except ValueError as problem:
        raise line.bad("recorded_at", "不是时刻", "not an instant") from problem
