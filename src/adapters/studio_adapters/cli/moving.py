"""`export`, `import`, `doctor`: a history out of a store, into one, and whether it is what was written."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from studio_adapters.stores import open_store

from studio_adapters.cli.words import pick
from studio_adapters.exchange import Header, legacy, verified
from studio_adapters.exchange import export as lines_of
from studio_adapters.journal import Journal, LeafMismatch
from studio_adapters.problems import Problem
from studio_adapters.sources import open_source, unreadable
from studio_adapters.verification import verify


def export(asked: Namespace) -> int:
    """Every fact with its leaf; a studio's export leaves the region out."""
    journal = open_source(asked.source)
    rows = journal.rows
    kept = rows.history(asked.studio) if asked.studio else rows.follow()
    if asked.studio and asked.studio not in rows.owners():
        raise Problem(f"没有工作室 {asked.studio}", f"there is no studio {asked.studio}")
    write(lines_of(kept, Header(rows.origin, asked.studio)), asked.output)
    return 0


def write(lines: Iterable[str], output: Path | None) -> None:
    """Lines to a file, which is there whole or not at all, or to standard output."""
    if output is None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", errors="strict")
        for line in lines:
            sys.stdout.write(line + "\n")
        return
    beside = output.with_name(f"{output.name}.{os.getpid()}.part")
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(line + "\n" for line in lines)
        beside.replace(output)
    finally:
        beside.unlink(missing_ok=True)


def import_(asked: Namespace) -> int:
    """An export whose leaves verify into an empty store, or old records into any; all of it or nothing."""
    try:
        count, what = _legacy(asked) if asked.legacy else _verified(asked)
    except OSError as problem:
        raise unreadable(asked.file, problem) from problem
    done = pick(asked.lang, "已检查, 未写入", "checked, nothing written") if asked.dry_run else what
    print(pick(asked.lang, f"{count} 条: {done}", f"{count} facts: {done}"))
    return 0


def _verified(asked: Namespace) -> tuple[int, str]:
    header, lines = verified.open_export(asked.file)
    kept = verified.kept(lines, header)
    if asked.dry_run:
        return sum(1 for _ in kept), ""
    count = open_store(asked.to, create=True).restore(header.origin, kept)
    return count, pick(asked.lang, f"已核验并写入 {asked.to}", f"verified, and written to {asked.to}")


def _legacy(asked: Namespace) -> tuple[int, str]:
    batch = legacy.batch_name(asked.file)
    claimed = legacy.understand(asked.file, batch)
    journal = Journal(open_store(asked.to, create=not asked.dry_run))
    count = legacy.bring_in(journal, claimed, dry_run=asked.dry_run)
    return count, pick(asked.lang, f"已导入 {asked.to}, 批次 {batch}", f"brought into {asked.to}, batch {batch}")


def doctor(asked: Namespace) -> int:
    """Recompute every leaf, and count what is there."""
    journal = open_source(asked.source)
    try:
        found = verify(journal.rows)
    except LeafMismatch as problem:
        raise Problem(f"核验未通过: {problem}", f"does not verify: {problem}") from problem
    said = (
        (pick(asked.lang, "日志标识", "origin"), found.origin),
        (pick(asked.lang, "事实", "facts"), found.facts),
        (pick(asked.lang, "流", "streams"), found.streams),
        (pick(asked.lang, "工作室与地区", "studios and regions"), ", ".join(found.owners)),
        (pick(asked.lang, "最后记录", "last recorded"), found.last or "-"),
        (pick(asked.lang, "历史摘要", "history digest"), found.digest),
        (
            pick(asked.lang, "核验", "verified"),
            pick(asked.lang, "全部叶哈希相符, 版本与位置连续", "every leaf, no gap"),
        ),
    )
    for name, value in said:
        print(f"{name}: {value}")
    return 0
