"""Invoices of imported claims (票据归集 三、（四）6): a later decision knows them, of this studio or of another."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from stored import in_file
from studio_adapters import StudioApp, codec
from studio_adapters.exchange import legacy
from studio_adapters.journal import Journal
from studio_adapters.memory import Recorder
from studio_domain import fund_account as fund
from studio_domain import invoice
from studio_domain.aggregate import Recorded
from studio_domain.fund_account import ClaimKind, Voucher, VoucherKind
from studio_domain.guideline import Role
from studio_domain.invoice import Invoice, InvoiceFreed, InvoiceUsed
from studio_domain.mandate import MandateGranted
from studio_domain.studio import CarrierRegistered
from studio_domain.values import PersonId, Region
from telling import refused_by

A, B = "hz-a-001/fund/2023", "hz-b-001/fund/2023"
NUMBER, OTHER = "25332000000012345678", "25332000000012345679"
STREAM = f"region-330106/invoice/{NUMBER}"
PARK = "91000000MA00000157"
WHO = PersonId("p-1")
DAY = date(2023, 5, 6)


def line(fact: Any, stream: str = A, **fields: Any) -> str:
    """A line of a fund account, of a person in his role."""
    name, _, schema = codec.topic_of(fact).rpartition("/")
    said = {
        "stream": stream, "type": name, "schema": int(schema), "occurred": "2023-05-06", "by": WHO, "role": "finance",
        "org": "carrier", "claimed_at": "2023-05-06T12:00:00+08:00", "fact": codec.to_dict(fact),
    }  # fmt: skip
    return json.dumps(said | fields, ensure_ascii=False)


def carrier(stream: str) -> str:
    region = Region("330106", "浙江省杭州市西湖区")
    registered = CarrierRegistered(region, PARK, "运营载体", "park")
    return line(registered, f"{stream.partition('/')[0]}/studio/profile", role="carrier-head")


def voucher(number: str = NUMBER, kind: VoucherKind = VoucherKind.INVOICE) -> Voucher:
    return Voucher(kind, number, 10_00, DAY)


def claim(*vouchers: Voucher, name: str = "c-1", kind: ClaimKind = ClaimKind.EXPENSE) -> fund.ClaimSubmitted:
    return fund.ClaimSubmitted(name, kind, "办公费", "office", 10_00, vouchers, WHO, "v1", "纸")


SETTLED = fund.AdvanceSettled("c-1", (voucher(),), 10_00, 0, WHO, PersonId("p-2"), DAY)
RETURNED = fund.ClaimReturned("c-1", WHO, "缺件")
REJECTED = fund.ClaimRejected("c-1", WHO, "重复")
REVERSED = fund.PaymentReversed("c-1", WHO, DAY, "误付", "b-1")


class Store:
    """A store in memory into which files are brought."""

    def __init__(self, tmp_path: Path) -> None:
        self.rows = Recorder()
        self.journal = Journal(self.rows)
        self.place = tmp_path

    def bring(self, *lines: str, dry_run: bool = False) -> int:
        file = in_file(self.place / "old.jsonl", lines)
        return legacy.bring_in(self.journal, legacy.understand(file, legacy.batch_name(file)), dry_run=dry_run)

    def registry(self, number: str = NUMBER) -> list[Recorded[Any]]:
        return list(self.journal.read(f"region-330106/invoice/{number}"))

    def facts(self, number: str = NUMBER) -> list[Any]:
        return [event.fact for event in self.registry(number)]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_a_claim_takes_its_invoices_in_the_same_import(store: Store) -> None:
    """Under its batch, at its instant, by whom its line names."""
    lines = (carrier(A), line(claim(voucher(), voucher("0001", VoucherKind.RECEIPT), voucher(OTHER, VoucherKind.LIST))))
    assert store.bring(*lines) == 2
    (used,) = store.registry()
    assert used.fact == InvoiceUsed(NUMBER, A, "c-1", 10_00)
    submitted = next(iter(store.journal.read(A)))
    assert (used.context, used.recorded_at) == (submitted.context, submitted.recorded_at)
    assert used.context.batch is not None
    assert store.facts(OTHER) == [InvoiceUsed(OTHER, A, "c-1", 10_00)]
    assert store.facts("0001") == []
    assert store.bring(*lines) == 0
    assert len(store.registry()) == 1


def test_a_dry_run_adds_nothing(store: Store) -> None:
    assert store.bring(carrier(A), line(claim(voucher())), dry_run=True) == 2
    assert store.registry() == []


def test_an_advance_takes_what_its_settlement_cites(store: Store) -> None:
    store.bring(carrier(A), line(claim(kind=ClaimKind.ADVANCE)), line(SETTLED))
    assert store.facts() == [InvoiceUsed(NUMBER, A, "c-1", 10_00)]


@pytest.mark.parametrize("ended", [RETURNED, REJECTED, REVERSED])
@pytest.mark.parametrize("at_once", [True, False])
def test_what_ends_gives_its_invoices_back(store: Store, ended: Any, at_once: bool) -> None:
    """Also in a later import, or to a claim that another studio makes afterwards."""
    begin, end = (carrier(A), line(claim(voucher()))), line(ended)
    if at_once:
        store.bring(*begin, end)
    else:
        store.bring(*begin)
        store.bring(end)
    assert store.facts() == [InvoiceUsed(NUMBER, A, "c-1", 10_00), InvoiceFreed(A, "c-1")]
    store.bring(carrier(B), line(claim(voucher()), B))
    assert store.facts()[-1] == InvoiceUsed(NUMBER, B, "c-1", 10_00)


def test_what_is_in_use_is_left_to_the_audit(store: Store) -> None:
    store.bring(carrier(A), line(claim(voucher())))
    store.bring(carrier(B), line(claim(voucher("2533 2000 0000 1234 5678")), B), line(REJECTED, B))
    assert store.facts() == [InvoiceUsed(NUMBER, A, "c-1", 10_00)]


def test_a_registry_that_makes_no_sense_is_left_alone(store: Store) -> None:
    store.bring(line(InvoiceFreed(A, "c-0"), STREAM))
    assert store.bring(carrier(A), line(claim(voucher())), line(REJECTED)) == 3
    assert [event.fact for event in store.journal.history("region-330106")] == [InvoiceFreed(A, "c-0")]


def test_a_file_that_has_the_registry_s_own_lines_is_taken_at_its_word(store: Store) -> None:
    own = line(InvoiceUsed(NUMBER, A, "c-1", 10_00), STREAM, version=1)
    store.bring(carrier(A), line(claim(voucher(), voucher(OTHER))), own)
    assert store.facts() == [InvoiceUsed(NUMBER, A, "c-1", 10_00)]
    assert store.facts(OTHER) == [InvoiceUsed(OTHER, A, "c-1", 10_00)]


def test_where_the_studio_lies_may_be_known_before_after_or_never(store: Store) -> None:
    store.bring(line(claim(voucher()), claimed_at="2023-05-06T11:00:00+08:00"), carrier(A))
    store.bring(line(claim(voucher(OTHER), name="c-2"), version=2))
    store.bring(line(claim(voucher()), "hz-c-001/fund/2023"))
    assert store.facts() == [InvoiceUsed(NUMBER, A, "c-1", 10_00)]
    assert store.facts(OTHER) == [InvoiceUsed(OTHER, A, "c-2", 10_00)]
    assert len(list(store.journal.read(f"region-000000/invoice/{NUMBER}"))) == 1


@pytest.mark.parametrize("number", ["", " - ", "9" * 65, "9" * 400])
def test_a_number_that_no_decision_would_take_is_not_registered(store: Store, number: str) -> None:
    assert store.bring(carrier(A), line(claim(voucher(number)))) == 2
    assert [event.stream for event in store.journal.follow() if "invoice" in event.stream] == []


def account(stream: str) -> list[Any]:
    """The facts by which an account takes claims."""
    income = (fund.SourceAmount(fund.FundSource.CARRIER, 100_00),)
    lines = (fund.BudgetLine("办公费", fund.FundSource.CARRIER, 100_00, "office"),)
    facts = (
        fund.AccountOpened(2023, PARK, ()),
        fund.FinanceRulesAdopted("v1", date(2023, 1, 1), "d"),
        fund.BudgetDrafted(income, lines, WHO),
        fund.BudgetApproved(PersonId("p-2"), "d"),
    )
    return [line(fact, stream) for fact in facts]


def mandated(stream: str) -> str:
    """Somebody of the finance office, in the studio of an account."""
    granted = MandateGranted("m-1", Role.FINANCE, PARK, date(2023, 1, 1), None, None, "d")
    return line(granted, f"{stream.partition('/')[0]}/mandate/p-9")


def test_a_later_decision_refuses_what_an_imported_claim_holds(store: Store) -> None:
    """By the account's own state in the same account, by the registry in any other of the region."""
    paid = fund.ClaimPaid("v-1", WHO, DAY, fund.ReceiptMode.BANK, "b", "记-1")
    advance = claim(name="v-1", kind=ClaimKind.ADVANCE)
    way = (claim(voucher()), advance, fund.ClaimReviewed("v-1", WHO), fund.ClaimApproved("v-1", WHO), paid)
    founded = [one for stream in (A, B) for one in (carrier(stream), mandated(stream), *account(stream))]
    store.bring(*founded, *(line(fact, A) for fact in way))
    app = StudioApp(store.rows, clock=lambda: datetime(2023, 5, 8, 4, tzinfo=UTC))
    asked: dict[str, Any] = {"line": "办公费", "category": "office", "fen": 10_00, "purpose": "纸"}
    asked["vouchers"] = (voucher(),)
    with app.acting("p-9", role="finance", org=PARK):
        here, there = app.fund_account("hz-a-001", 2023), app.fund_account("hz-b-001", 2023)
        with refused_by(fund.VOUCHER_FREE, number=NUMBER, claim="c-1"):
            here.submit_claim(claim="n-1", **asked)
        with refused_by(fund.VOUCHER_FREE, number=NUMBER, claim="c-1"):
            here.settle_advance(claim="v-1", vouchers=(voucher(),), spent=10_00, returned=0)
        with refused_by(invoice.INVOICE_ONCE, number=NUMBER, account=A, claim="c-1"):
            there.submit_claim(claim="n-1", **asked)
        here.reject_claim(claim="c-1", reason="重复")
        there.submit_claim(claim="n-1", **asked)
    assert app.state(STREAM) == Invoice(NUMBER, (B, "n-1"))
