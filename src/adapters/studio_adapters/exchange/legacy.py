"""Import of old records (历史资料): guards off, audit on. Paper, or another system, as its source claims it.

A line needs `stream`, `type`, `occurred`, `by`, `role`, `org` and `fact`; it may have `schema`, `claimed_at`, `reason`,
`on_behalf_of`, `corrects`, `correlation`, `causation`, `rules`, and `version`, which must then be the stream's next.
All of it is one transaction; lines of the same `claimed_at` share an instant, in the order claimed, and lines
without one come after them, each by itself. What the claims of the file hold goes into the invoice registry with them
(`registering`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import attrs
import msgspec
from attrs import frozen

from studio_adapters import codec
from studio_adapters.exchange.lines import Line, header_of, read
from studio_adapters.exchange.registering import Registering
from studio_adapters.journal import Batch, Journal, JournalError, row_of
from studio_adapters.problems import BadLine
from studio_domain.aggregate import Context
from studio_domain.values import check_stream, person_id

REQUIRED: Final = ("stream", "type", "occurred", "by", "role", "org", "fact")
OPTIONAL: Final = (
    "schema", "version", "claimed_at", "reason", "on_behalf_of", "corrects", "correlation", "causation", "rules",
)  # fmt: skip
IGNORED: Final = ("recorded_at", "leaf", "command", "batch")
"""What a line of an export has besides; an import by `--legacy` gives its own."""


@frozen
class Claimed:
    """A line understood: a fact that its source claims, and where it belongs; or what *follows* from one."""

    line: Line
    stream: str
    context: Context
    fact: Any
    follows: bool = False


def batch_name(path: Path) -> str:
    """The name of an import: 16 hex digits of the file's SHA-256, so that a second import is the same one."""
    return sha256(path.read_bytes()).hexdigest()[:16]


def understand(path: Path, batch: str) -> list[Claimed]:
    """Every line of the file, in the order claimed; `BadLine` for the first that cannot be understood."""
    claimed = [
        _claimed(line, batch) for n, line in enumerate(read(path)) if not (n == 0 and header_of(line) is not None)
    ]
    if not claimed:
        raise BadLine(path.name, 1, "", "文件中没有记录", "there are no records in the file")
    never = datetime.max.replace(tzinfo=UTC)
    return sorted(claimed, key=lambda one: one.context.claimed_at or never)


def bring_in(journal: Journal, claimed: list[Claimed], *, dry_run: bool = False) -> int:
    """Append all of *claimed*, or none; how many they are. A dry run does everything but that.

    The same file a second time is the same import: nothing is added, and the answer is 0.
    """
    if journal.rows.receipt(f"{claimed[0].context.batch}-0"):
        return 0
    batches = list(_batches(journal, claimed))
    if not dry_run:
        journal.rows.append(batches, journal.clock)
    return len(claimed)


def _batches(journal: Journal, claimed: list[Claimed]) -> Iterator[Batch]:
    heads: dict[str, int] = {}
    registry = Registering.of(journal, ((one.stream, one.context, one.fact) for one in claimed))
    groups = groupby(enumerate(claimed), key=lambda at: at[1].context.claimed_at or at[0])
    for number, (_, group) in enumerate(groups):
        members = sorted(_with_what_follows(registry, group), key=lambda one: one.stream)
        command = f"{members[0].context.batch}-{number}"
        for one in members:
            if one.stream not in heads:
                heads[one.stream] = _version(journal, one.stream)
        expected = {one.stream: heads[one.stream] for one in members}
        rows = []
        for one in members:
            heads[one.stream] += 1
            _check_version(one, heads[one.stream])
            envelope = codec.encode_context(attrs.evolve(one.context, command=command))
            try:
                rows.append(row_of(one.stream, heads[one.stream], one.fact, envelope))
            except JournalError as problem:
                raise one.line.bad("fact", "含未加密的个人信息或超过 1 MiB", str(problem)) from problem
        digest = sha256(b"".join(row.state for row in rows)).digest()
        yield Batch(command, digest, tuple(expected.items()), tuple(rows))


def _with_what_follows(registry: Registering, group: Iterable[tuple[int, Claimed]]) -> Iterator[Claimed]:
    for _, one in group:
        yield one
        for stream, context, fact in registry.see(one.stream, one.context, one.fact):
            yield Claimed(one.line, stream, context, fact, follows=True)


def _version(journal: Journal, stream: str) -> int:
    version = 0
    for row in journal.rows.read(stream):
        version = row[2]
    return version


def _check_version(one: Claimed, due: int) -> None:
    version = None if one.follows else one.line.body.get("version")
    if version is not None and (type(version) is not int or version != due):
        found = str(version)[:20]
        raise one.line.bad("version", f"应为 {due}, 现为 {found}", f"expected {due}, found {found}")


# -- a line understood


def _claimed(line: Line, batch: str) -> Claimed:
    body = line.body
    for key in REQUIRED:
        if key not in body:
            raise line.bad(key, "缺少该字段", "the field is missing")
    for key in body:
        if key not in (*REQUIRED, *OPTIONAL, *IGNORED):
            raise line.bad(key[:40], "未知字段", "an unknown field")
    try:
        stream = check_stream(body["stream"])
    except (TypeError, ValueError) as problem:
        raise line.bad("stream", "不是合法的流名", "not the name of a stream") from problem
    return Claimed(line, stream, _context(line, batch), _fact(line))


def _context(line: Line, batch: str) -> Context:
    for key in ("by", "on_behalf_of"):
        _check_person(line, key)
    given = {key: line.body.get(key) for key in codec.KEYS}
    given["claimed_at"] = given["claimed_at"] or line.body.get("recorded_at")  # an export says when it was written down
    given["rules"] = given["rules"] or "as-claimed"
    given["command"] = given["batch"] = batch
    try:
        context = codec.context_from_dict(given)
        codec.encode_context(context)  # half a surrogate pair is no text
    except (msgspec.MsgspecError, ValueError, TypeError, OverflowError) as problem:
        field = next((key for key in codec.KEYS if f"$.{key}" in str(problem) or key in str(problem)), "")
        raise line.bad(field, "信封字段不合要求", codec.describe(problem)) from problem
    return context


def _check_person(line: Line, key: str) -> None:
    """A name in place of an id would be stored for ever, in the open."""
    person = line.body.get(key)
    if person is None and key != "by":
        return
    try:
        person_id(person if isinstance(person, str) else "")
    except ValueError as problem:
        raise line.bad(
            key, "应为人员编号, 形如 p-017, 不得用姓名", "a person's id is needed, such as p-017, not a name"
        ) from problem


def _fact(line: Line) -> Any:
    name, schema = line.body["type"], line.body.get("schema", 1)
    if not isinstance(name, str):
        raise line.bad("type", "应为文本", "text is needed")
    if type(schema) is not int:
        raise line.bad("schema", "应为整数", "a whole number is needed")
    try:
        return codec.from_dict(name, schema, line.body["fact"])
    except codec.UnknownType as problem:
        raise line.bad("type", f"未知类型 {name[:60]}/{schema}", f"unknown type {name[:60]}/{schema}") from problem
    except codec.UNREADABLE as problem:
        said = codec.describe(problem)
        raise line.bad("fact", f"事实不合要求（{said}）", said) from problem
