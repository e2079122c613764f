"""A process of its own: opens the store, then takes one decision for each line that it is told, and says what came.

A line is JSON: person, role, org, kind (appointment or expert-contract), studio, id, decision, arguments. The answer
is the receipt, or the rule that refused. `booking_worker.py STORE INSTANT` runs until its input ends.
"""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from typing import Any

from studio_adapters.app import StudioApp
from studio_adapters.journal import JournalError
from studio_domain.expert_contract import TerminationCause
from studio_domain.guideline import Breach


def taken(app: StudioApp, asked: dict[str, Any]) -> dict[str, Any]:
    """One decision about an appointment, or about an expert's contract."""
    open_handle = app.appointment if asked["kind"] == "appointment" else app.expert_contract
    decide = getattr(open_handle(asked["studio"], asked["id"]), asked["decision"])
    arguments = {name: _typed(name, value) for name, value in asked["arguments"].items()}
    with app.acting(asked["person"], role=asked["role"], org=asked["org"]):
        try:
            receipt = decide(**arguments)
        except Breach as breach:
            return {"refused": breach.message("en")}
        except JournalError as trouble:
            return {"trouble": type(trouble).__name__}
    return {"first": receipt.first, "last": receipt.last}


def _typed(name: str, value: Any) -> Any:
    match name:
        case "start" | "end":
            return datetime.fromisoformat(value)
        case "first" | "last_day" | "notified":
            return date.fromisoformat(value)
        case "cause":
            return TerminationCause(value)
        case _:
            return value


def main(store: str, instant: str) -> None:
    now = datetime.fromisoformat(instant)
    with StudioApp(store, clock=lambda: now) as app:
        print("ready", flush=True)
        for line in sys.stdin:
            print(json.dumps(taken(app, json.loads(line))), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
