"""重复使用的票据: one number in several claims, however it is spelt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from attrs import define, field

from studio_domain.audit.engine import Watch
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import Clause
from studio_domain.questions._claims import Claim, Claims
from studio_domain.questions.question import Answer, Asked, Question, places
from studio_domain.values import invoice_number
from studio_domain.views.register import Column


@define
class _RepeatedInvoices:
    asked: Asked
    _claims: Claims = field(factory=Claims)

    def watches(self) -> Iterator[Watch]:
        yield from self._claims.watches()

    def answers(self) -> Iterator[Answer]:
        uses: defaultdict[tuple[str, str | None], dict[str, Claim]] = defaultdict(dict)
        for claim in self._claims.known.values():
            for voucher in claim.submitted.fact.vouchers:
                if voucher.kind in (fund.VoucherKind.INVOICE, fund.VoucherKind.RECEIPT):
                    issuer = None if voucher.kind is fund.VoucherKind.INVOICE else voucher.issuer
                    uses[invoice_number(voucher.number), issuer][claim.name] = claim
        for (number, issuer), claims in sorted(uses.items(), key=lambda one: (one[0][0], one[0][1] or "")):
            if len(claims) > 1:
                fen = sum(
                    voucher.fen
                    for voucher in next(iter(claims.values())).submitted.fact.vouchers
                    if invoice_number(voucher.number) == number
                )
                cells = number, issuer, fen, len(claims), "、".join(claims)
                yield Answer(cells, places(*(claim.submitted for claim in claims.values())))


QUESTION: Final = Question(
    "repeated-invoices", "重复使用的票据", "Vouchers used more than once",
    says_zh="列出用于两笔以上报销的发票、收据（号码去除空格与全角后比较）；退回、冲销后重报的也在内，看后续环节。",
    says_en="Invoices and receipts in two claims or more, their numbers compared without spaces; claims handed in "
    "again after a return or a reversal are among them: look at what came later.",
    clause=Clause.VOUCHERS,
    columns=(
        Column("number", "号码", "number"), Column("issuer", "开具单位", "issuer"),
        Column("fen", "金额", "amount", "fen"),
        Column("times", "次数", "times", "count"), Column("claims", "报销", "claims"),
    ),
    make=_RepeatedInvoices,
)  # fmt: skip
