"""`ddl`: what the owner of a database runs once, so that a service need not own the tables that it writes to."""

from __future__ import annotations

from argparse import Namespace

from studio_adapters.cli.output import emit
from studio_adapters.problems import Problem


def run(asked: Namespace) -> int:
    """The schema of a store, and what writer, reader and auditor may do in it; nothing is connected to."""
    try:
        from studio_adapters.postgres import roles
    except ImportError as missing:
        raise Problem("需要安装 studio-domain[postgres]", "needs the extra studio-domain[postgres]") from missing
    names = {kind: getattr(asked, kind) for kind in roles.NAMES}
    if len({*names.values()}) < len(names):
        raise Problem("三个角色不能同名", "the three roles need three names")
    parts = ["BEGIN;"]
    if asked.part != "roles":
        parts.append(roles.store(asked.schema))
    if asked.part != "store":
        parts.append(roles.rights(asked.schema, names))
    emit([*parts, "COMMIT;"], asked.output)
    return 0
