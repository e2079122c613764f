"""Whether a file still is the store that was made: what SQLite finds wrong with it, and what became of its tables."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from typing import Final

from studio_adapters.sqlite_file import TABLES, TRIGGERS
from studio_adapters.verification import Unverified

MOST: Final = 20
"""Faults of the file that are told at most."""

_NAME: Final = re.compile(r"CREATE (TABLE|TRIGGER) (\w+)")
_MADE: Final = {
    found[2]: (found[1].lower(), " ".join(statement.split()))
    for statement in (*TABLES, *TRIGGERS)
    if (found := _NAME.match(statement.lstrip()))
}


def troubles(plain: sqlite3.Connection, name: str) -> Iterator[Unverified]:
    """What is wrong with the file *name*, read over *plain*: pages and indexes, tables, triggers."""
    for (said,) in plain.execute(f"PRAGMA integrity_check({MOST})"):
        if said != "ok":
            yield Unverified(name, f"文件已损坏: {said}", f"the file is damaged: {said}")
    found = {
        name: " ".join(sql.split())
        for name, sql in plain.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'trigger')")
    }
    for made, (kind, sql) in _MADE.items():
        if made not in found:
            yield Unverified(f"{kind} {made}", "缺失", "is missing")
        elif found[made] != sql:
            yield Unverified(f"{kind} {made}", "已被改动", "was altered")
    tables = [made for made, (kind, _) in _MADE.items() if kind == "table"]
    holders = ",".join("?" * len(tables))
    asked = f"SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ({holders}) ORDER BY name"
    for (trigger,) in plain.execute(asked, tables):
        if trigger not in _MADE:
            yield Unverified(f"trigger {trigger}", "不是本软件的触发器", "is not ours")
