"""What requests and answers look like. Money is whole fen; dates are legal days; codes are the stored ones."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from fastapi import Path
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from studio_adapters.journal import Receipt
from studio_domain import fund_account as fund
from studio_domain.appointment import Mode, Party
from studio_domain.guideline import Role

Fen = Annotated[int, Field(strict=True, ge=-(2**63), lt=2**63, description="分, 整数 (integer fen)")]
StudioId = Annotated[
    str, Path(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$", description="工作室 (或地区) 编号: hz-xihu-001, region-330106")
]
Year = Annotated[int, Path(ge=1949, le=2999, description="会计年度 (fiscal year)")]
Text = Annotated[str, Field(min_length=1, max_length=2000)]


class Body(BaseModel):
    """A body with exactly these fields."""

    model_config = ConfigDict(extra="forbid")


class Answer(BaseModel):
    """回执: where the facts stand, and the last leaf as proof. The same key and request are answered the same."""

    command: str
    stream: str
    first: int
    last: int
    leaf: str


def answer(stream: str, receipt: Receipt) -> Answer:
    """A receipt as it is sent."""
    return Answer(
        command=receipt.command, stream=stream, first=receipt.first, last=receipt.last, leaf=receipt.leaf.hex()
    )


# -- founding


class Mandate(Body):
    mandate_id: Text
    role: Role
    org: Text
    first: date
    document: Text
    last: date | None = None
    limit: Fen | None = None


class Carrier(Body):
    region_code: Annotated[str, Field(pattern=r"^[0-9]{6}$")]
    region_name: Text
    carrier: Text
    name: Text
    kind: Text


# -- the fund account


class Amount(Body):
    source: fund.FundSource
    fen: Fen

    def part(self) -> fund.SourceAmount:
        return fund.SourceAmount(self.source, self.fen)


class Line(Body):
    line: Text
    source: fund.FundSource
    fen: Fen
    category: Text

    def part(self) -> fund.BudgetLine:
        return fund.BudgetLine(self.line, self.source, self.fen, self.category)


class Opening(Body):
    opening: list[Amount] = []


class FinanceRules(Body):
    version: Text
    effective: date
    document: Text


class Budget(Body):
    income: list[Amount]
    lines: list[Line]


class Document(Body):
    document: Text


class MoneyIn(Body):
    receipt: Text
    source: fund.FundSource
    fen: Fen
    on: date
    mode: fund.ReceiptMode
    reference: Text
    payer: Text
    payer_kind: fund.PayerKind
    document: Text | None = None
    purpose: Text | None = None


class Voucher(Body):
    kind: fund.VoucherKind
    number: Text
    fen: Fen
    issued: date
    issuer: Text | None = None

    def part(self) -> fund.Voucher:
        return fund.Voucher(self.kind, self.number, self.fen, self.issued, issuer=self.issuer)


class Claim(Body):
    claim: Text
    line: Text
    category: Text
    fen: Fen
    purpose: Text
    vouchers: list[Voucher] = []


class Payment(Body):
    mode: fund.ReceiptMode
    reference: Text
    entry: Text


class Because(Body):
    reason: Text


# -- appointments


class Request(Body):
    client: Text
    mode: Mode
    start: AwareDatetime
    end: AwareDatetime
    case: Text | None = None
    wish: Text | None = None
    confidential: bool = False
    site: Text | None = None
    override: Text | None = None


class Agreement(Body):
    mentor: Text
    room: Text | None = None
    contract: Text | None = None


class Cancellation(Body):
    party: Party
    reason: Text


# -- reading


class Register(BaseModel):
    """A register (台账): its columns by name, in both languages, and its rows."""

    table: str
    title_zh: str
    title_en: str
    columns: list[dict[str, str]]
    rows: list[dict[str, object]]


class Fact(BaseModel):
    """A fact in its envelope. What is personal is sealed."""

    position: int
    stream: str
    version: int
    type: str
    recorded_at: datetime
    context: dict[str, object]
    fact: dict[str, object]


class History(BaseModel):
    """Facts by position; `next` is where to go on after, if there are more."""

    facts: list[Fact]
    next: int | None
