"""`python -m studio_service [--store URL] [--keys URL] [--port N]`: serves on loopback."""

from __future__ import annotations

import argparse
import os
import socket
import sys
from collections.abc import Sequence

import uvicorn

from studio_adapters.app import StudioApp
from studio_adapters.journal import JournalError
from studio_adapters.stores import scheme_of
from studio_service.app import create_app

HOST = "127.0.0.1"


def main(given: Sequence[str] | None = None) -> int:
    """Serve; 2 if the store cannot be opened or the port is taken."""
    parser = argparse.ArgumentParser(prog="studio-service", description="studio-domain: 示例服务 (example service)")
    parser.add_argument(
        "--store", default=os.environ.get("STUDIO_STORE") or "memory:", help="存储 (default: STUDIO_STORE, memory:)"
    )
    parser.add_argument("--keys", default=None, help="密钥库 (key store, default: STUDIO_KEYS)")
    parser.add_argument("--port", type=int, default=8000, help="端口, 0 为任取 (default 8000)")
    asked = parser.parse_args(given)
    try:
        with StudioApp(asked.store, keys=asked.keys) as studio, socket.socket() as listening:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind((HOST, asked.port))
            kind = scheme_of(asked.store) or "sqlite"
            sys.stdout.write(f"http://{HOST}:{listening.getsockname()[1]}/ ({kind})\n")
            sys.stdout.flush()
            uvicorn.Server(uvicorn.Config(create_app(studio), log_level="warning")).run(sockets=[listening])
    except (JournalError, OSError) as trouble:
        sys.stderr.write(f"studio-service: {trouble}\n")
        return 2
    except KeyboardInterrupt:
        pass
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
