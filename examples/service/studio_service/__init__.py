"""An example of a service around `studio_domain`: FastAPI, problem responses, idempotency, decisions by their clauses.

`python3 run.py service` starts it on loopback. It is meant to be read and copied: each operation is a few lines.
"""

from __future__ import annotations

from studio_service.app import create_app

__all__ = ["create_app"]
