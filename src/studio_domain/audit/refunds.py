"""Checks of 退费 across years (3.3.d, 3.4.6.b): in the account of the charge, or once that is closed in the next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from studio_domain.aggregate import Recorded
from studio_domain.audit.finding import Finding, Predicate, count, finding
from studio_domain.fund_account.facts import FeeCharged, FeeRefunded
from studio_domain.guideline import Clause, Kind
from studio_domain.values import fiscal_year

BEFORE_CLOSE: Final = Predicate(
    "fee.refund-before-close",
    Clause.BUDGET,
    Kind.G,
    zh="收费 {subject} 所在的 {home} 尚未结账，退费却记入 {stream}",
    en="charge {subject} stands in {home}, not closed yet, and was refunded in {stream}",
)
OUT_OF_TIME: Final = Predicate(
    "fee.refund-out-of-time",
    Clause.BUDGET,
    Kind.G,
    zh="收费 {subject} 属 {charged} 年度，退费却记入 {refunded} 年度，限当年或次年",
    en="charge {subject} is of {charged} and was refunded in {refunded}, not in its year or the next",
)


def in_time(refund: Recorded[FeeRefunded], charge: Recorded[FeeCharged], *, early: bool) -> Iterator[Finding]:
    """Whether a refund lies in a year in which it may; *early* is in another account, before the charge's closed."""
    charged, refunded, name = fiscal_year(charge.fact.on), fiscal_year(refund.fact.on), charge.fact.charge
    if refunded - charged not in (0, 1):
        yield finding(
            OUT_OF_TIME, refund, name,
            expected=count(1), actual=count(refunded - charged), delta=count(refunded - charged - 1),
            also=(charge.place,), charged=charged, refunded=refunded,
        )  # fmt: skip
    elif early:
        yield finding(
            BEFORE_CLOSE, refund, name,
            expected=count(1), actual=count(0), delta=count(1), also=(charge.place,), home=charge.stream,
        )  # fmt: skip
