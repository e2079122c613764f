"""A process of its own: opens the store, and at each line closes the studio, or opens a case or an account in it.

A line is `close`, `case NUMBER` or `account YEAR`; the answer is JSON, the receipt or the rule that refused.
`closing_worker.py STORE INSTANT STUDIO` runs until its input ends.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from practice import CARRIERS, CLIENTS, DESK, HEAD, LU, Who
from studio_adapters.app import StudioApp
from studio_adapters.journal import JournalError, Receipt
from studio_domain.guideline import Breach, Role
from studio_domain.values import PersonId

BOOKKEEPER = Who(PersonId("p-fhead"), Role.FINANCE_HEAD)
SERVED = date(2025, 3, 1)
"""The last day on which the studio is recognised."""
NEED, LISTING = "n-1", "x-lu"


def decided(app: StudioApp, studio: str, line: str) -> dict[str, Any]:
    """One decision, and what came of it."""
    what, _, name = line.partition(" ")
    org = CARRIERS[studio]
    known: dict[str, tuple[Who, date | None, Callable[[], Receipt]]] = {
        "close": (HEAD, None, lambda: app.studio(studio).close_studio(handover="a" * 64, plaque_returned=True)),
        "account": (BOOKKEEPER, None, lambda: app.fund_account(studio, int(name)).open_account()),
        "case": (DESK, SERVED, lambda: _opened(app, studio, name)),
    }
    who, on, decide = known[what]
    reason = None if on is None else "late-entry"
    with app.acting(who.id, role=who.role, org=org, on=on, reason=reason):
        try:
            receipt = decide()
        except Breach as breach:
            return {"refused": breach.message("en")}
        except JournalError as trouble:
            return {"trouble": type(trouble).__name__}
    return {"first": receipt.first, "last": receipt.last}


def _opened(app: StudioApp, studio: str, name: str) -> Receipt:
    return app.case(studio, name).open_case(
        client=CLIENTS[0], needs=(NEED,), mentor=LU.id, listing=LISTING, due=date(2025, 8, 1)
    )


def main(store: str, instant: str, studio: str) -> None:
    now = datetime.fromisoformat(instant)
    with StudioApp(store, clock=lambda: now) as app:
        print("ready", flush=True)
        for line in sys.stdin:
            print(json.dumps(decided(app, studio, line.strip())), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
