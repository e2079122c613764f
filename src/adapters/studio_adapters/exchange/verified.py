"""Import of an export: every leaf is recomputed, and nothing is taken that does not hash to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from studio_adapters import codec
from studio_adapters.exchange.lines import KEYS, Header, Line, compact, header_of, read
from studio_adapters.journal import NO_LEAF, Kept, Row, leaf
from studio_adapters.problems import BadLine
from studio_domain.values import check_stream

_TYPES: Final[dict[str, type]] = {
    "stream": str, "version": int, "type": str, "schema": int, "recorded_at": str, "leaf": str,
}  # fmt: skip


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
        row, recorded_at, claimed = _row(line)
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


def _row(line: Line) -> tuple[Row, str, str]:
    body = line.body
    for key in KEYS:
        if key not in body:
            raise line.bad(key, "缺少该字段", "the field is missing")
    for key in body:
        if key not in KEYS:
            raise line.bad(key[:40], "未知字段", "an unknown field")
    for key, kind in _TYPES.items():
        if type(body[key]) is not kind:
            raise line.bad(key, f"应为 {kind.__name__}", f"{kind.__name__} is needed")
    _checked_stream(line)
    envelope = {key: body[key] for key in codec.KEYS}
    state = f"{compact(envelope)}\n{compact(body['fact'])}".encode()
    row = Row(body["stream"], body["version"], f"{body['type']}/{body['schema']}", state)
    return row, body["recorded_at"], body["leaf"]


def _checked_stream(line: Line) -> None:
    try:
        check_stream(line.body["stream"])
    except ValueError as problem:
        raise line.bad("stream", "不是合法的流名", str(problem)) from problem


def events(path: Path) -> tuple[Header, list[Any]]:
    """The facts of an export in their envelopes, verified: for an audit straight from the file."""
    header, lines = open_export(path)
    return header, list(codec.recorded_anyhow(kept(lines, header)))
