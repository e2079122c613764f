"""A process of its own: opens the store, then takes one decision for each line that it is told, and says what came.

A line is JSON: person, role, org, command, studio, decision, arguments. The answer is JSON as well: the receipt, or
the rule that refused. `worker.py STORE INSTANT` runs until its input ends.
"""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from typing import Any

from studio_adapters.app import StudioApp
from studio_adapters.journal import JournalError
from studio_domain.fund_account import FundSource, PayerKind, ReceiptMode, Voucher, VoucherKind
from studio_domain.guideline import Breach


def taken(app: StudioApp, asked: dict[str, Any]) -> dict[str, Any]:
    """One decision on the account of 2025."""
    decide = getattr(app.fund_account(asked["studio"], 2025), asked["decision"])
    arguments = {name: _typed(name, value) for name, value in asked["arguments"].items()}
    with app.acting(asked["person"], role=asked["role"], org=asked["org"], command=asked["command"]):
        try:
            receipt = decide(**arguments)
        except Breach as breach:
            return {"refused": breach.message("en")}
        except JournalError as trouble:
            return {"trouble": type(trouble).__name__}
    return {"first": receipt.first, "last": receipt.last, "leaf": receipt.leaf.hex()}


def _typed(name: str, value: Any) -> Any:
    match name:
        case "vouchers":
            return tuple(
                Voucher(VoucherKind.INVOICE, number, fen, date.fromisoformat(day)) for number, fen, day in value
            )
        case "source":
            return FundSource(value)
        case "mode":
            return ReceiptMode(value)
        case "payer_kind":
            return PayerKind(value)
        case "on":
            return date.fromisoformat(value)
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
