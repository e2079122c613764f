"""What the parts of the handle of an expert's contract share: the stream, and the streams it rests on."""

from __future__ import annotations

from studio_adapters.app.core import Desk
from studio_adapters.app.handle import Handle
from studio_domain import evaluation_cycle, fund_account, invoice, person_record
from studio_domain import expert_contract as expert
from studio_domain.aggregate import At
from studio_domain.desk import funds
from studio_domain.evaluation_cycle import EvaluationCycle
from studio_domain.expert_contract import ExpertContract
from studio_domain.expert_contract.fees import claimed_as
from studio_domain.fund_account import FundAccount, Voucher
from studio_domain.invoice import Invoice
from studio_domain.person_record import PersonRecord
from studio_domain.values import PersonId, region_stream


class ExpertHandle(Handle[ExpertContract]):
    """The stream `<studio>/expert/<contract>`."""

    KIND = "expert-contract"
    IDS = frozenset({"task", "entry", "fee", "evaluation"})

    def __init__(self, desk: Desk, owner: str, contract: str) -> None:
        super().__init__(desk, expert, expert.MAY_DECIDE, f"{owner}/expert/{contract}")

    def _record(self, person: PersonId) -> At[PersonRecord | None]:
        return self._desk.at(person_record, region_stream(self._desk.region_of(self.owner), "person", person))

    def _cycle(self, evaluation: str) -> At[EvaluationCycle | None] | None:
        """The studio's evaluation of a year, if that is what is cited."""
        year = evaluation.removeprefix(expert.CYCLES)
        if year == evaluation or not (year.isascii() and year.isdigit()):
            return None
        return self._desk.at(evaluation_cycle, f"{self.owner}/evaluation/{year}")

    def _account(self, contract: At[ExpertContract], fee: str) -> At[FundAccount]:
        return self._desk.existing(fund_account, claimed_as(contract.state, fee).account)

    def _invoices(self, vouchers: tuple[Voucher, ...]) -> tuple[At[Invoice | None], ...]:
        region = self._desk.region_of(self.owner)
        numbers = (number for number in funds.invoices_of(vouchers) if number)
        return tuple(self._desk.at(invoice, region_stream(region, "invoice", number)) for number in numbers)
