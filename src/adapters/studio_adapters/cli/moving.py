"""`export`, `import`, `doctor`: a history out of a store, into one, and whether it is what was written."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing, nullcontext
from pathlib import Path

from studio_adapters.cli.output import emit, spare
from studio_adapters.cli.reading import check_owner
from studio_adapters.cli.words import pick
from studio_adapters.exchange import Header, legacy, verified
from studio_adapters.exchange import export as lines_of
from studio_adapters.journal import Journal, JournalError, Rows
from studio_adapters.problems import Problem, file_problem
from studio_adapters.sealing import VARIABLE as KEYS
from studio_adapters.sealing import Keys, Sealer, open_keys
from studio_adapters.sealing.memory import MemoryKeys
from studio_adapters.sources import open_source
from studio_adapters.storage import shown
from studio_adapters.stores import open_store
from studio_adapters.verification import Verified, examine, proven, verify


def export(asked: Namespace) -> int:
    """Every fact with its leaf, recomputed on the way; a studio's export leaves the region out."""
    spare(asked.source, asked.output)
    with open_source(asked.source) as journal:
        rows = journal.rows
        if asked.studio:
            check_owner(journal, asked.studio)
        kept = proven(rows.history(asked.studio) if asked.studio else rows.follow(), rows.origin)
        emit(lines_of(kept, Header(rows.origin, asked.studio)), asked.output, exact=True)
    return 0


def import_(asked: Namespace) -> int:
    """An export whose leaves verify into an empty store, or old records into any; all of it or nothing."""
    try:
        said = _legacy(asked) if asked.legacy else _verified(asked)
    except OSError as problem:
        raise file_problem(asked.file, problem) from problem
    emit([said])
    return 0


def _verified(asked: Namespace) -> str:
    """Read twice: the whole file is known to be good before a store is made or opened."""
    header, lines = verified.open_export(asked.file)
    count = sum(1 for _ in verified.kept(lines, header))
    if asked.dry_run:
        with closing(_there(asked.to)) as rows:
            if rows.owners():
                raise Problem(f"{asked.to}: 存储不是空的", f"{asked.to}: the store is not empty")
        return _checked(asked, count)
    header, lines = verified.open_export(asked.file)
    with closing(open_store(asked.to)) as rows:
        count = rows.restore(header.origin, verified.kept(lines, header))
    return pick(
        asked.lang, f"{count} 条: 已核验并写入 {asked.to}", f"{count} facts: verified, and written to {asked.to}"
    )


def _legacy(asked: Namespace) -> str:
    batch = legacy.batch_name(asked.file)
    claimed = legacy.understand(asked.file, batch)
    keys = asked.keys or os.environ.get(KEYS)
    with closing(_there(asked.to)) as rows:  # nothing is made by looking, no key either
        count = legacy.bring_in(_journal(rows, MemoryKeys() if keys else None), claimed, dry_run=True)
    if not count:
        return pick(
            asked.lang,
            f"批次 {batch} 此前已导入, 未再写入",
            f"batch {batch} was brought in before, nothing was written",
        )
    if asked.dry_run:
        return _checked(asked, count)
    with closing(open_store(asked.to)) as rows, closing(open_keys(keys)) if keys else nullcontext() as opened:
        count = legacy.bring_in(_journal(rows, opened), claimed)
    return pick(
        asked.lang,
        f"{count} 条: 已导入 {asked.to}, 批次 {batch}",
        f"{count} facts: brought into {asked.to}, batch {batch}",
    )


def _journal(rows: Rows, keys: Keys | None) -> Journal:
    return Journal(rows, sealer=None if keys is None else Sealer(keys, rows))


def _checked(asked: Namespace, count: int) -> str:
    return pick(asked.lang, f"{count} 条: 已检查, 未写入", f"{count} facts: checked, nothing written")


def _there(store: str) -> Rows:
    """The store as it is, or an empty one in memory where a file is yet to be made: nothing is made by looking."""
    try:
        return open_store(store, create=False)
    except JournalError as problem:
        path = Path(store.removeprefix("sqlite:///"))
        to_be_made = path.parent.is_dir() and (not path.exists() or (path.is_file() and path.stat().st_size == 0))
        if "there is no store in schema" not in str(problem) and (store.startswith("postgres") or not to_be_made):
            raise
    from studio_adapters.memory import Recorder

    return Recorder()


def doctor(asked: Namespace) -> int:
    """Recompute every leaf, count what is there, examine the database; then registers and key store, if asked.

    No key is destroyed by a history that does not verify.
    """
    if asked.destroy_restored_keys and asked.keys is None:
        raise Problem(
            "--destroy-restored-keys: 须用 --keys 指明密钥库", "--destroy-restored-keys: name the key store by --keys"
        )
    with open_source(asked.source) as journal:
        emit(_verified_lines(asked, verify(journal.rows)))
        if examine(journal.rows):
            emit(
                [
                    pick(
                        asked.lang,
                        "数据库: 文件无损, 表与触发器未改动",
                        "database: the file is whole, its tables and triggers as made",
                    )
                ]
            )
        if asked.registers is not None:
            from studio_adapters.cli.registers import examined

            emit(examined(journal.rows, asked.registers, asked.lang))
        if asked.keys is not None:
            emit(_keys_held(asked, journal.rows))
    return 0


def backup(asked: Namespace) -> int:
    """A copy of a store in a SQLite file, while others write to it; every leaf of the copy recomputed."""
    with open_source(asked.source) as journal:
        from studio_adapters import sqlite

        if not isinstance(journal.rows, sqlite.Recorder):
            raise Problem(
                f"{shown(asked.source)}: 不是 SQLite 存储; 备份 PostgreSQL 用 pg_dump, 见 docs/how-to/backup.md",
                f"{shown(asked.source)}: not an SQLite store; PostgreSQL by pg_dump, see docs/how-to/backup.md",
            )
        from studio_adapters.sqlite_backup import back_up

        found = back_up(journal.rows, asked.to)
    emit(
        [
            pick(
                asked.lang,
                f"{found.facts} 条: 已备份到 {asked.to}, 全部叶哈希相符",
                f"{found.facts} facts: backed up to {asked.to}, every leaf verified",
            ),
            f"{pick(asked.lang, '历史摘要', 'history digest')}: {found.digest}",
        ]
    )
    return 0


def _keys_held(asked: Namespace, rows: Rows) -> Iterator[str]:
    """How the key store stands to the history; `KeysRestored` for an older copy that was put back."""
    with closing(open_keys(asked.keys, create=False)) as keys:
        sealer = Sealer(keys, rows)
        if asked.destroy_restored_keys:
            subjects = sealer.destroy_again()
            yield pick(
                asked.lang,
                f"密钥库 {keys.name}: 已照历史再次销毁 {subjects} 个主体的密钥",
                f"key store {keys.name}: the keys of {subjects} subjects destroyed again, as the history says",
            )
        sealer.check()
        yield pick(
            asked.lang,
            f"密钥库 {keys.name}: 历史中已销毁的密钥均不在",
            f"key store {keys.name}: none of the keys that the history says were destroyed",
        )


def _verified_lines(asked: Namespace, found: Verified) -> Iterator[str]:
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
    return (f"{name}: {value}" for name, value in said)
