"""The example service over real HTTP on loopback: a server in a thread, and clients who act through a gateway."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from threading import Thread
from typing import Any, Final

import httpx
import uvicorn

from studio_adapters.app import StudioApp
from studio_service import create_app

LIMIT: Final = 20.0
"""Seconds after which a server that does not start, or does not stop, is given up."""

_KEYS: Final = count(1)


def a_key() -> str:
    """An idempotency key that nobody used."""
    return f"key-{next(_KEYS):016}"


@contextmanager
def served(studio: StudioApp) -> Iterator[str]:
    """The address of a service over *studio*."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(studio), log_level="critical", lifespan="off"))
        thread = Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            until = time.monotonic() + LIMIT
            while not server.started:
                assert time.monotonic() < until, "the server does not start"
                assert thread.is_alive(), "the server has ended"
                time.sleep(0.005)
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(LIMIT)
            assert not thread.is_alive(), "the server does not stop"


COMMAND: Final = [sys.executable, "-m", "studio_service"]


def environment() -> dict[str, str]:
    """The environment of a process that finds what this one does."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


@contextmanager
def started(*arguments: str) -> Iterator[str]:
    """The address of the service in a process of its own, which is interrupted afterwards, and ends well."""
    process = subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.PIPE, text=True, env=environment())
    assert process.stdout is not None
    try:
        address, _, rest = process.stdout.readline().partition(" ")
        assert rest.strip() == "(sqlite)"
        yield address.rstrip("/")
        process.send_signal(signal.SIGINT)
        assert process.wait(LIMIT) == 0
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


class Gateway:
    """Sends requests as who it has authenticated."""

    def __init__(self, address: str) -> None:
        self._client = httpx.Client(base_url=address, timeout=LIMIT, trust_env=False)

    def close(self) -> None:
        self._client.close()

    def get(self, path: str, who: tuple[str, str, str] | None = None, **headers: str) -> httpx.Response:
        return self._client.get(path, headers=_headers(who, headers))

    def post(
        self, path: str, body: Any = None, who: tuple[str, str, str] | None = None, key: str | None = "", **headers: str
    ) -> httpx.Response:
        """A decision; under a key of its own unless *key* says otherwise, None for none."""
        given = _headers(who, headers)
        if key is not None:
            given["Idempotency-Key"] = key or a_key()
        return self._client.post(path, json=body, headers=given)


def _headers(who: tuple[str, str, str] | None, more: dict[str, str]) -> dict[str, str]:
    person = {} if who is None else dict(zip(("X-Studio-Person", "X-Studio-Role", "X-Studio-Org"), who, strict=True))
    return person | {name.replace("_", "-"): value for name, value in more.items()}
