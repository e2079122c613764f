"""`ddl`: the tables and rights of a database, printed for its owner."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio_adapters.postgres import roles
from terminal import Terminal


def test_everything_in_one_transaction(run: Terminal) -> None:
    said = run("ddl", "postgresql").out
    assert said.startswith("BEGIN;\n")
    assert said.endswith("COMMIT;\n")
    assert roles.store("studios") in said
    assert roles.rights("studios") in said


def test_a_part_under_other_names_into_a_file(run: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "roles.sql"
    asked = ("--part", "roles", "--schema", "hz", "--writer", "w", "--reader", "r", "--auditor", "a", "-o", str(file))
    assert run("ddl", "postgresql", *asked).code == 0
    written = file.read_text("utf-8")
    assert "CREATE TABLE" not in written
    assert 'GRANT SELECT, INSERT ON "hz".stored_events, "hz".stored_commands TO "w";' in written


@pytest.mark.parametrize(
    ("asked", "code", "said"),
    [
        (("--writer", "a$b"), 64, "a$b 不是数据库中可用的名称"),
        (("--schema", "pg_catalog"), 64, "pg_catalog 不是数据库中可用的名称"),
        (("--schema", "模" * 22), 64, "不是数据库中可用的名称"),
        (("--writer", "one", "--reader", "one"), 2, "studio-domain: 三个角色不能同名"),
    ],
)
def test_a_name_that_cannot_be_used(run: Terminal, asked: tuple[str, ...], code: int, said: str) -> None:
    done = run("ddl", "postgresql", *asked)
    assert (done.code, done.out) == (code, "")
    assert said in done.err.splitlines()[-1]
