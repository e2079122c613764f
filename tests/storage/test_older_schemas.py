"""A store that was written before the second schemas is read, decided upon, audited and exported as it stands."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from stored import ORIGIN
from studio_adapters import StudioApp, codec, sqlite
from studio_adapters.exchange import Header, export
from studio_adapters.journal import Batch, Row
from studio_adapters.memory import Recorder
from studio_adapters.port import Rows
from studio_domain import fund_account as fund
from studio_domain.fund_account import ClaimKind, Voucher, VoucherKind
from studio_domain.guideline import Role
from studio_domain.mandate import MandateGranted
from studio_domain.studio import CarrierRegistered
from studio_domain.values import PersonId, Region
from telling import context, refused_by

PARK, STUDIO = "91000000MA00000157", "hz-a-001"
ACCOUNT = f"{STUDIO}/fund/2023"
DAY = date(2023, 5, 6)
WHO = PersonId("p-9")
RECEIPT = Voucher(VoucherKind.RECEIPT, "0001", 10_00, DAY)
DONOR = "王小明"


def facts() -> list[tuple[str, Any]]:
    """A studio, somebody of its finance office, and an account with a donation by name and a claim on a receipt."""
    region = Region("330106", "浙江省杭州市西湖区")
    income = (fund.SourceAmount(fund.FundSource.CARRIER, 100_00),)
    lines = (fund.BudgetLine("办公费", fund.FundSource.CARRIER, 100_00, "office"),)
    account = (
        fund.AccountOpened(2023, PARK, ()),
        fund.FinanceRulesAdopted("v1", date(2023, 1, 1), "d"),
        fund.BudgetDrafted(income, lines, WHO),
        fund.BudgetApproved(PersonId("p-2"), "d"),
        fund.FundReceived(
            "r-1", fund.FundSource.DONATION, 5_00, DAY, fund.ReceiptMode.BANK, "b", DONOR, fund.PayerKind.PERSON
        ),
        fund.ClaimSubmitted("c-1", ClaimKind.EXPENSE, "办公费", "office", 10_00, (RECEIPT,), WHO, "v1", "纸"),
    )
    return [
        (f"{STUDIO}/studio/profile", CarrierRegistered(region, PARK, "运营载体", "park")),
        (f"{STUDIO}/mandate/{WHO}", MandateGranted("m-1", Role.FINANCE, PARK, date(2023, 1, 1), None, None, "d")),
        *((ACCOUNT, fact) for fact in account),
    ]


def old_bytes(fact: Any) -> tuple[str, bytes]:
    """Topic and line of *fact* as schema 1 had it."""
    body, topic = codec.to_dict(fact), codec.topic_of(fact)
    body.pop("charge_year", None)
    for voucher in body.get("vouchers", ()):
        del voucher["issuer"]
    return f"{topic.rpartition('/')[0]}/1", json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


@pytest.fixture(params=["memory", "sqlite"])
def rows(request: pytest.FixtureRequest, tmp_path: Path) -> Rows:
    found: Rows = Recorder(ORIGIN) if request.param == "memory" else sqlite.open_file(tmp_path / "a.db", origin=ORIGIN)
    versions: dict[str, int] = {}
    for number, (stream, fact) in enumerate(facts()):
        topic, body = old_bytes(fact)
        state = codec.encode_context(context(f"o-{number}", day=DAY.isoformat())) + b"\n" + body
        before = versions.get(stream, 0)
        row = Row(stream, before + 1, topic, state)
        at = datetime(2023, 5, 6, 4, 0, number, tzinfo=UTC)
        found.append([Batch(f"o-{number}", b"", ((stream, before),), (row,))], lambda at=at: at)  # type: ignore[misc]
        versions[stream] = before + 1
    return found


def test_it_is_read_and_decided_upon(rows: Rows) -> None:
    """A receipt of an issuer not known is the same as any of its number."""
    app = StudioApp(rows, clock=lambda: datetime(2023, 5, 8, 4, tzinfo=UTC))
    asked: dict[str, Any] = {"line": "办公费", "category": "office", "fen": 10_00, "purpose": "纸"}
    with app.acting(WHO, role="finance", org=PARK):
        account = app.fund_account(STUDIO, 2023)
        shop = Voucher(VoucherKind.RECEIPT, "0001", 10_00, DAY, issuer="某打印店")
        with refused_by(fund.VOUCHER_FREE, number="0001", claim="c-1"):
            account.submit_claim(claim="c-2", vouchers=(shop,), **asked)
        account.reject_claim(claim="c-1", reason="重复")
        account.submit_claim(claim="c-2", vouchers=(shop,), **asked)
    assert [kept[3].rpartition("/")[2] for kept in rows.read(ACCOUNT)] == ["1"] * 7 + ["2"]


def test_what_reads_facts_hands_no_donor_on_and_the_audit_says_that_he_is_there(rows: Rows) -> None:
    app = StudioApp(rows)
    assert DONOR not in "".join(str(event.fact) for event in app.history(STUDIO))
    findings = app.audit(as_of=date(2023, 12, 31)).findings
    assert {"fund.payer-named"} == {
        one.check for one in findings if one.check in ("fund.payer-named", "trail.unreadable")
    }
    assert DONOR not in "".join(one.message(language) for one in findings for language in ("zh", "en"))


def test_its_bytes_stay_what_they_were(rows: Rows) -> None:
    lines = list(export(rows.follow(), Header(ORIGIN, None)))
    assert [json.loads(line)["schema"] for line in lines[1:]] == [1] * 8
    assert sum('"issuer"' in line for line in lines) == 0
    assert sum(DONOR in line for line in lines) == 1
