"""Facts of a fund account (专账、辅助核算): one stream per studio and fiscal year, `<studio>/fund/<year>`.

Names and fields are a storage format: change with care. Money is integer fen. A fact names the
persons that its rules read; the envelope's `by` is who recorded it.
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import field, frozen

from studio_domain.values import Fen, Personal, PersonId, whole_fen

# -- codes


class FundSource(Enum):
    """Where money comes from (经费来源); one sub-ledger each."""

    FISCAL_GRANT = "fiscal-grant"  # 财政补助, 专款专用
    FISCAL_AWARD = "fiscal-award"  # 以奖代补, 不限定用途
    CARRIER = "carrier"  # 载体自筹
    SERVICE_FEE = "service-fee"  # 服务收费
    SPONSORSHIP = "sponsorship"  # 赞助
    DONATION = "donation"  # 捐赠
    OTHER = "other"  # 其他


class ReceiptMode(Enum):
    """How money is at hand: arrived at the bank, or as a quota paid out by the treasury."""

    BANK = "bank"  # 到账
    TREASURY = "treasury"  # 国库集中支付: 指标下达、用款额度


class PayerKind(Enum):
    """Who gave the money."""

    AUTHORITY = "authority"  # 主管部门
    FINANCE_BUREAU = "finance-bureau"  # 财政部门
    CARRIER = "carrier"  # 载体
    CLIENT = "client"  # 服务对象
    ORGANISATION = "organisation"  # 其他单位
    PERSON = "person"  # 个人


class VoucherKind(Enum):
    """A source document (原始凭证), not an accounting voucher (记账凭证)."""

    INVOICE = "invoice"  # 发票, 含数电票
    RECEIPT = "receipt"  # 收据、财政票据
    LIST = "list"  # 清单、签领表
    ACCEPTANCE = "acceptance"  # 验收单


class ClaimKind(Enum):
    """What a claim asks for."""

    EXPENSE = "expense"  # 报销
    ADVANCE = "advance"  # 借款, 预付


# -- parts of facts


@frozen
class SourceAmount:
    """An amount of one source."""

    source: FundSource
    fen: Fen = field(converter=whole_fen)


@frozen
class BudgetLine:
    """A line of the budget (预算科目): its name, whose money, how much, and the kind of spending."""

    line: str
    source: FundSource
    fen: Fen = field(converter=whole_fen)
    category: str


@frozen
class Voucher:
    """A source document as written on it; `digest` is the SHA-256 (hex) of the electronic original.

    `issuer` is the organisation that issued it, by its unified social credit code or full name, never a person's name.
    """

    kind: VoucherKind
    number: str
    fen: Fen = field(converter=whole_fen)
    issued: date
    digest: str | None = None
    issuer: str | None = None


@frozen
class ChargedItem:
    """One position of a bill: tariff item, unit price, quantity, amount."""

    item: str
    unit_fen: Fen = field(converter=whole_fen)
    quantity: int
    fen: Fen = field(converter=whole_fen)


@frozen
class ReconcilingItem:
    """What explains a difference between the ledger and the carrier's books (未达账项)."""

    text: str
    fen: Fen = field(converter=whole_fen)


@frozen
class SourceClosing:
    """A source in the final accounts: opening + income − spent = closing."""

    source: FundSource
    opening: Fen = field(converter=whole_fen)
    income: Fen = field(converter=whole_fen)
    spent: Fen = field(converter=whole_fen)
    closing: Fen = field(converter=whole_fen)


# -- the account and its budget


@frozen
class AccountOpened:
    """开立专账: for a fiscal year, in the books of the operating carrier (USCC), with opening balances."""

    year: int
    operator: str
    opening: tuple[SourceAmount, ...]


@frozen
class FinanceRulesAdopted:
    """执行载体经费管理制度: which version of the carrier's finance rules holds from which day."""

    version: str
    effective: date
    document: str


@frozen
class BudgetDrafted:
    """编制预算: the lines, and the income per source that they rest on."""

    income: tuple[SourceAmount, ...]
    lines: tuple[BudgetLine, ...]
    drafter: PersonId


@frozen
class BudgetApproved:
    """批准预算: the draft as it stands."""

    approver: PersonId
    document: str


@frozen
class BudgetSupplementDrafted:
    """编制追加预算: more for lines that are there, or new ones, and the income beyond the budget that they rest on.

    `income` is what each source brings in addition, received or expected, that no budget planned with so far.
    """

    supplement: str
    income: tuple[SourceAmount, ...]
    lines: tuple[BudgetLine, ...]
    drafter: PersonId
    reason: str


@frozen
class BudgetSupplementApproved:
    """批准追加预算: its draft as it stands; the lines grow from then on."""

    supplement: str
    approver: PersonId
    document: str


@frozen
class TransferRequested:
    """申请预算调剂: from one line to another of the same source."""

    transfer: str
    giving: str
    taking: str
    fen: Fen = field(converter=whole_fen)
    asker: PersonId
    reason: str


@frozen
class TransferApproved:
    """批准预算调剂; `document` is the authority's approval where the limit asks for one."""

    transfer: str
    approver: PersonId
    document: str | None = None


@frozen
class TransferDeclined:
    """不批准预算调剂."""

    transfer: str
    decliner: PersonId
    reason: str


# -- money in


@frozen
class FundReceived:
    """收到经费 (report): `reference` is the bank's, or the number of the quota under `TREASURY`.

    `payer` is an organisation, by its code or full name; of a natural person (`PayerKind.PERSON`) his id, or empty.

    `document` is the 文号 and `purpose` the purpose set, for fiscal money; `client` is the client's id
    when a client sponsors, `declaration` the declaration of interest made about it.
    """

    receipt: str
    source: FundSource
    fen: Fen = field(converter=whole_fen)
    on: date
    mode: ReceiptMode
    reference: str
    payer: str
    payer_kind: PayerKind
    document: str | None = None
    purpose: str | None = None
    client: str | None = None
    declaration: str | None = None


@frozen
class FundReturned:
    """结余上缴、退回拨款: money of a source paid back to whom it came from."""

    returned: str
    source: FundSource
    fen: Fen = field(converter=whole_fen)
    on: date
    payer: PersonId
    approver: PersonId
    document: str
    reference: str


# -- claims


@frozen
class ClaimSubmitted:
    """提交报销 (经办): against a line, with its source documents, under the carrier's rules in force.

    An advance (`ClaimKind.ADVANCE`) has no vouchers yet. `beneficiary` is the person who gets the
    money where that is a person of the record; `payee` is free text about a natural person.
    """

    claim: str
    kind: ClaimKind
    line: str
    category: str
    fen: Fen = field(converter=whole_fen)
    vouchers: tuple[Voucher, ...]
    claimant: PersonId
    finance_rules: str
    purpose: str
    beneficiary: PersonId | None = None
    payee: Personal[str] | None = field(default=None, repr=False)


@frozen
class GoodsAccepted:
    """验收、证明: goods or services were received, by whom attested."""

    claim: str
    acceptor: PersonId
    on: date
    document: str


@frozen
class ClaimReviewed:
    """审核: finance has checked the claim."""

    claim: str
    reviewer: PersonId


@frozen
class ClaimApproved:
    """审批: by the carrier's head or delegate, within line and limit; `on` is None where an old record does not say."""

    claim: str
    approver: PersonId
    on_behalf_of: PersonId | None = None
    on: date | None = None


@frozen
class ClaimPaid:
    """支付: by the cashier; `entry` is the number of the accounting voucher (记账凭证号)."""

    claim: str
    payer: PersonId
    on: date
    mode: ReceiptMode
    reference: str
    entry: str


@frozen
class ClaimReturned:
    """退回补正: back to the claimant, who may submit it again under the same number."""

    claim: str
    by: PersonId
    reason: str


@frozen
class ClaimRejected:
    """不予报销: the end of the claim; its documents are free again."""

    claim: str
    by: PersonId
    reason: str


@frozen
class AdvanceSettled:
    """借款核销: vouchers for what was spent, the rest paid back."""

    claim: str
    vouchers: tuple[Voucher, ...]
    spent: Fen = field(converter=whole_fen)
    returned: Fen = field(converter=whole_fen)
    claimant: PersonId
    reviewer: PersonId
    on: date


@frozen
class PaymentReversed:
    """红字冲销: equal and opposite to a payment; line and documents are free again."""

    claim: str
    by: PersonId
    on: date
    reason: str
    reference: str


@frozen
class UnapprovedPaymentReported:
    """未经审批的支付 (report): money that left without an approved claim."""

    payment: str
    source: FundSource
    fen: Fen = field(converter=whole_fen)
    on: date
    payer: PersonId
    reference: str
    line: str | None = None


# -- fees


@frozen
class FeeCharged:
    """收取服务费: for a service of the day `service_on`, by items; `receipt` is the invoice or receipt number."""

    charge: str
    client: str
    items: tuple[ChargedItem, ...]
    fen: Fen = field(converter=whole_fen)
    service_on: date
    on: date
    collector: PersonId
    receipt: str
    case: str | None = None


@frozen
class FeeRefunded:
    """退还服务费: in the account of the year in which it is paid back.

    `charge_year` is the fiscal year of the account that has the charge, where it is an earlier one.
    """

    refund: str
    charge: str
    fen: Fen = field(converter=whole_fen)
    on: date
    payer: PersonId
    reason: str
    reference: str
    charge_year: int | None = None


# -- reconciliation and the year's end


@frozen
class Reconciled:
    """与载体财务账核对: ledger + items = books, at the end of a month (1–12) of the fiscal year."""

    month: int
    ledger_fen: Fen = field(converter=whole_fen)
    books_fen: Fen = field(converter=whole_fen)
    items: tuple[ReconcilingItem, ...]
    reconciler: PersonId
    on: date


@frozen
class PerformanceReviewed:
    """绩效评价: how well the year's money was used."""

    reviewer: PersonId
    conclusion: str
    document: str


@frozen
class YearClosed:
    """年终结账: no open claims; nothing more is booked into the year."""

    by: PersonId
    on: date


@frozen
class FinalAccountsDrafted:
    """编制决算: every source from opening to closing."""

    closings: tuple[SourceClosing, ...]
    drafter: PersonId


@frozen
class FinalAccountsApproved:
    """批准决算; `document` is the authority's reply for the fiscal part, where there is one."""

    approver: PersonId
    on: date
    document: str | None = None


Event = (
    AccountOpened | FinanceRulesAdopted | BudgetDrafted | BudgetApproved
    | BudgetSupplementDrafted | BudgetSupplementApproved
    | TransferRequested | TransferApproved | TransferDeclined
    | FundReceived | FundReturned
    | ClaimSubmitted | GoodsAccepted | ClaimReviewed | ClaimApproved | ClaimPaid
    | ClaimReturned | ClaimRejected | AdvanceSettled | PaymentReversed | UnapprovedPaymentReported
    | FeeCharged | FeeRefunded
    | Reconciled | PerformanceReviewed | YearClosed | FinalAccountsDrafted | FinalAccountsApproved
)  # fmt: skip
