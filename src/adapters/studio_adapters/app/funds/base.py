"""What the parts of the fund account's handle share: the stream, and the region's invoices."""

from __future__ import annotations

from collections.abc import Iterable

from studio_adapters.app.core import Desk
from studio_adapters.app.handle import Handle
from studio_domain import fund_account as fund
from studio_domain import invoice, person_record
from studio_domain.aggregate import At
from studio_domain.fund_account import (
    FundAccount,
)
from studio_domain.invoice import Invoice
from studio_domain.person_record import PersonRecord
from studio_domain.values import PersonId, region_stream


class FundHandle(Handle[FundAccount]):
    """The stream `<studio>/fund/<year>`."""

    KIND = "fund-account"

    def __init__(self, desk: Desk, owner: str, year: int) -> None:
        super().__init__(desk, fund, fund.MAY_DECIDE, f"{owner}/fund/{year}")
        self.year = year

    def _invoices(self, numbers: Iterable[str]) -> tuple[At[Invoice | None], ...]:
        region = self._desk.region_of(self.owner)
        found = (number for number in numbers if number)  # what has none is refused by the decision
        return tuple(self._desk.at(invoice, region_stream(region, "invoice", number)) for number in found)

    def _record_of(self, person: PersonId) -> At[PersonRecord | None]:
        return self._desk.at(person_record, region_stream(self._desk.region_of(self.owner), "person", person))

    def _held_by(self, account: At[FundAccount], claim: str) -> tuple[At[Invoice | None], ...]:
        known = account.state.claims.get(claim)
        return self._invoices(known.invoices if known else ())
