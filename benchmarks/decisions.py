"""Whole decisions through StudioApp on SQLite: what it costs to insist on the mandate that each rests on.

.venv/bin/python benchmarks/decisions.py [DECISIONS] [ROUNDS]     default 300 receipts of money, 7 rounds
"""

from __future__ import annotations

import itertools
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from common import AT, DAY, ORG, compare, versions

from studio_adapters.app import StudioApp, core
from studio_domain import fund_account as fund
from studio_domain.guideline import Role
from studio_domain.values import Region

DECISIONS = int(sys.argv[1]) if len(sys.argv) > 1 else 300
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 7
STUDIO = "hz-a-001"
PEOPLE = {"p-head": Role.CARRIER_HEAD, "p-fhead": Role.FINANCE_HEAD, "p-fin": Role.FINANCE}


class Lax(core.Desk):
    """A desk that forgets what its decisions rest on."""

    def _entitled(self, *args: Any) -> Any:
        principal, _ = super()._entitled(*args)
        return principal, ()


def house(path: Path, desk: type[core.Desk]) -> StudioApp:
    """A founded studio with an open account."""
    app = StudioApp(str(path), clock=lambda: AT)
    app._desk = desk(app.journal)
    with app.acting("p-head", role=PEOPLE["p-head"], org=ORG):
        for person, role in PEOPLE.items():
            app.mandates(STUDIO, person).record_mandate(
                mandate_id="m-1", role=role, org=ORG, first=date(2025, 1, 1), document="d"
            )
        app.studio(STUDIO).register_carrier(
            region=Region("330106", "浙江省杭州市西湖区"), carrier=ORG, name="运营载体", kind="park"
        )
    with app.acting("p-fhead", role=PEOPLE["p-fhead"], org=ORG):
        app.fund_account(STUDIO, 2025).open_account(opening=())
    return app


def main(folder: Path) -> None:
    versions()
    print(f"{DECISIONS:,} decisions a round, {ROUNDS} rounds, medians [ranges]")
    numbers = itertools.count()

    def receive(app: StudioApp) -> None:
        account = app.fund_account(STUDIO, 2025)
        with app.acting("p-fin", role=PEOPLE["p-fin"], org=ORG):
            for _ in range(DECISIONS):
                n = next(numbers)
                account.record_receipt(
                    receipt=f"r-{n}", source=fund.FundSource.CARRIER, fen=1, on=DAY, mode=fund.ReceiptMode.BANK,
                    reference=f"b-{n}", payer="某单位", payer_kind=fund.PayerKind.CARRIER,
                )  # fmt: skip

    insisting, lax = house(folder / "insisting.db", core.Desk), house(folder / "lax.db", Lax)
    work = {"without": lambda: receive(lax), "insisting": lambda: receive(insisting)}
    compare("record_receipt through StudioApp, SQLite FULL", DECISIONS, ROUNDS, **work)


if __name__ == "__main__":
    made = Path(tempfile.mkdtemp(prefix="studio-benchmark-"))
    try:
        main(made)
    finally:
        shutil.rmtree(made)
