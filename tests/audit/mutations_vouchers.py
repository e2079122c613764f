"""What can be wrong with vouchers and with money that comes in (3.4.6.c, 3.3.a, 3.3.c, 3.3.f)."""

from __future__ import annotations

from datetime import date

import attrs

from audit.bookkeeping import balanced
from audit.changing import Apply, change, drop, insert, move, one, redate, restream, then
from audit.fund_changes import FULL_WIDTH, REFERENCE, RULES, SETTLED, Mutation, amount, receipt, submitted, told
from audit.histories import (
    ACCOUNT,
    HEAD,
    invoice,
)
from studio_domain.audit.finding import count, days, fen
from studio_domain.fund_account import facts as fund
from studio_domain.fund_account.facts import PayerKind, VoucherKind
from studio_domain.guideline import Clause
from studio_domain.regulation_book import RegulationRepealed

VOUCHERS: tuple[Mutation, ...] = (
    Mutation(
        "an invoice used again in another spelling", "fund.duplicate-invoice", Clause.VOUCHERS, "25332000000000000200",
        count(1),
        change(submitted("C-09"), vouchers=(invoice("2533 2000 0000 0000 0200", 6980_50, "2025-09-01"),)),
    ),
    Mutation(
        "used again before the first use was reversed", "fund.duplicate-invoice", Clause.VOUCHERS,
        "144031909110-12345678", count(1), move(one(fund.PaymentReversed, claim="C-05"), after=submitted("C-06")),
    ),
    Mutation(
        "used again before the first use was rejected", "fund.duplicate-invoice", Clause.VOUCHERS,
        "144031909110-12345678", count(1), move(one(fund.ClaimRejected, claim="C-04"), after=submitted("C-05")),
    ),
    Mutation(
        "one invoice twice in a claim", "fund.duplicate-invoice", Clause.VOUCHERS, "25332000000000000900", count(1),
        change(submitted("C-09"), vouchers=(
            invoice("25332000000000000900", 3490_25, "2025-09-01"),
            invoice(FULL_WIDTH, 3490_25, "2025-09-01"),
        )),
    ),
    Mutation(
        "an advance settled with an invoice of before", "fund.duplicate-invoice", Clause.VOUCHERS,
        "25332000000000000200", count(1),
        change(SETTLED, vouchers=(invoice("25332000000000000200", 2600_00, "2025-06-10"),)),
    ),
    Mutation(
        "vouchers one fen short", "fund.vouchers-below-claim", Clause.REIMBURSEMENT, "C-09", fen(1),
        change(submitted("C-09"), vouchers=(invoice("C09", 6980_49, "2025-09-01"),)),
    ),
    Mutation(
        "vouchers of a settlement one fen short", "fund.vouchers-below-claim", Clause.REIMBURSEMENT, "C-07", fen(1),
        change(SETTLED, vouchers=(invoice("C07", 2599_99, "2025-06-10"),)),
    ),
    Mutation(
        "a voucher after 31 days", "fund.voucher-late", Clause.VOUCHERS, "C-09", days(1),
        change(submitted("C-09"), vouchers=(invoice("C09", 6980_50, "2025-08-01"),)),
    ),
    Mutation(
        "a voucher of a settlement after 31 days", "fund.voucher-late", Clause.VOUCHERS, "C-07", days(1),
        change(SETTLED, vouchers=(invoice("C07", 2600_00, "2025-05-20"),)),
    ),
    Mutation(
        "another voucher of long ago with the second submission", "fund.voucher-late", Clause.VOUCHERS, "C-03", days(1),
        change(submitted("C-03", 1), vouchers=(invoice("C03", 999_99, "2025-05-19"),)),
    ),
    Mutation(
        "no voucher", "fund.no-voucher", Clause.VOUCHERS, "C-09", fen(6980_50),
        change(submitted("C-09"), vouchers=()),
    ),
    Mutation(
        "no voucher any more after a return", "fund.no-voucher", Clause.VOUCHERS, "C-03", fen(999_99),
        change(submitted("C-03", 1), vouchers=()),
    ),
    Mutation(
        "the advance is not settled", "obligation.voucher", Clause.VOUCHERS, f"{ACCOUNT}/C-07",
        days((date(2025, 12, 30) - date(2025, 7, 2)).days),
        then(drop(SETTLED), amount("C-10", 1919_50, "25332000000000001000", "2025-11-20")), date(2025, 12, 30),
    ),
    Mutation(
        "the advance is settled a day late", "obligation.voucher", Clause.VOUCHERS, f"{ACCOUNT}/C-07", days(1),
        then(redate(SETTLED, "2025-07-03", on=date(2025, 7, 3)), move(SETTLED, after=submitted("C-04")), balanced),
    ),
)  # fmt: skip


def by(issuer: str | None, number: str = "C-09", kind: VoucherKind = VoucherKind.RECEIPT) -> fund.Voucher:
    """The receipt of C-09, of an issuer."""
    return attrs.evolve(invoice(number, 6980_50, "2025-09-01", kind), issuer=issuer)


def receipts(one: str | None, other: str | None, kind: VoucherKind = VoucherKind.RECEIPT) -> Apply:
    """Two claims with a receipt of the same number, each of an issuer."""
    first = attrs.evolve(by(one, "0908"), fen=9000_00, issued=date(2025, 8, 4))
    second = change(submitted("C-09"), vouchers=(by(other, "0908", kind),))
    return then(change(submitted("C-08"), vouchers=(first,)), second)


ISSUERS: tuple[Mutation, ...] = (
    Mutation(
        "a receipt used again, its issuer spelt otherwise", "fund.duplicate-voucher", Clause.VOUCHERS, "0908", count(1),
        receipts("新知书店（西湖）", "新知 书店(西湖)"),
    ),
    Mutation(
        "a receipt used again without its issuer", "fund.duplicate-voucher", Clause.VOUCHERS, "0908", count(1),
        receipts("新知书店", None),
    ),
    Mutation(
        "a receipt used again by its issuer's code", "fund.duplicate-voucher", Clause.VOUCHERS, "0908", count(1),
        receipts("新知书店", "91000000MA00000157"),
    ),
    Mutation(
        "a receipt used again as an invoice of another issuer", "fund.duplicate-voucher", Clause.VOUCHERS, "0908",
        count(1), receipts("新知书店", "求是书店", VoucherKind.INVOICE),
    ),
)  # fmt: skip

NAMES: tuple[Mutation, ...] = (
    Mutation(
        "a person who gave, by name", "fund.payer-named", Clause.SECRECY, "R-5", count(1),
        change(receipt("R-5"), payer="王小明"),
    ),
    Mutation(
        "a person who gave, whose name was withheld from an older form", "fund.payer-named", Clause.SECRECY, "R-5",
        count(1), change(receipt("R-5"), payer="*"),
    ),
    Mutation(
        "a client who sponsored, by name", "fund.payer-named", Clause.SECRECY, "R-4", count(1),
        change(receipt("R-4"), payer="王小明"),
    ),
    Mutation(
        "a receipt that a person issued", "fund.issuer-named", Clause.SECRECY, "C-09", count(1),
        change(submitted("C-09"), vouchers=(by("王小明"),)),
    ),
    Mutation(
        "a settlement on a receipt that a person issued", "fund.issuer-named", Clause.SECRECY, "C-07", count(1),
        change(SETTLED, vouchers=(attrs.evolve(by("买买提·艾力"), fen=2600_00, issued=date(2025, 6, 10)),)),
    ),
)  # fmt: skip

RECEIPTS: tuple[Mutation, ...] = (
    Mutation(
        "a grant without its document", "fund.fiscal-without-document", Clause.FISCAL_SUPPORT, "R-1", count(1),
        change(receipt("R-1"), document=None),
    ),
    Mutation(
        "a grant without a purpose", "fund.fiscal-without-document", Clause.FISCAL_SUPPORT, "R-1", count(1),
        change(receipt("R-1"), purpose=None),
    ),
    Mutation(
        "an award from a company", "fund.fiscal-without-document", Clause.FISCAL_SUPPORT, "R-2", count(1),
        change(receipt("R-2"), payer_kind=PayerKind.ORGANISATION),
    ),
    Mutation(
        "a grant without rules for special funds", "fund.special-fund-rules-missing", Clause.SPECIAL_FUND_RULES,
        "R-1", count(1), drop(RULES),
    ),
    Mutation(
        "a grant with other rules only", "fund.special-fund-rules-missing", Clause.SPECIAL_FUND_RULES,
        "R-1", count(1), restream(RULES, "regulation/finance"),
    ),
    Mutation(
        "a grant the day before the rules", "fund.special-fund-rules-missing", Clause.SPECIAL_FUND_RULES, "R-1",
        count(1), change(RULES, effective=date(2025, 1, 21)),
    ),
    Mutation(
        "a grant the day after the rules ended", "fund.special-fund-rules-missing", Clause.SPECIAL_FUND_RULES, "R-1",
        count(1),
        insert(RULES, told(
            "2025-01-10", RegulationRepealed(1, date(2025, 1, 19), HEAD, "制〔2025〕3号"), "regulation/special-fund"
        )),
    ),
    Mutation(
        "one bank reference for two receipts", "fund.duplicate-reference", Clause.FUNDING_CHANNELS, REFERENCE,
        count(1), change(receipt("R-3"), reference=REFERENCE),
    ),
    Mutation(
        "a client sponsors, and no interest is declared", "fund.sponsor-conflict", Clause.FUNDING_CHANNELS, "R-4",
        count(1), change(receipt("R-4"), declaration=None),
    ),
    Mutation(
        "a client sponsors through a company", "fund.sponsor-conflict", Clause.FUNDING_CHANNELS, "R-4", count(1),
        change(receipt("R-4"), declaration=None, payer_kind=PayerKind.ORGANISATION),
    ),
    Mutation(
        "a client who is not named sponsors", "fund.sponsor-conflict", Clause.FUNDING_CHANNELS, "R-4", count(1),
        change(receipt("R-4"), declaration=None, client=None),
    ),
    Mutation(
        "the carrier's money comes a day after its first use", "fund.balance-negative", Clause.FUNDING_CHANNELS,
        "carrier", fen(6000_00),
        then(redate(receipt("R-3"), "2025-02-15", on=date(2025, 2, 15)), balanced),
    ),
    Mutation(
        "one fen more handed back than there is", "fund.balance-negative", Clause.FUNDING_CHANNELS, "carrier", fen(1),
        then(change(one(fund.FundReturned, returned="H-1"), fen=6000_01), balanced),
    ),
)  # fmt: skip
