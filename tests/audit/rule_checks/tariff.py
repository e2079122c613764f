"""收费项目和标准."""

from __future__ import annotations

from audit.rule_checks import No, Rows, Why

_BEGAN_LAST = "of the versions published that one may be charged which came in force last"

ROWS: Rows = {
    "AFTER_THE_EARLIER": No(Why.DATES, _BEGAN_LAST),
    "APPROVED_FIRST": ("fee.not-approved-first",),
    "APPROVED_ONCE": No(Why.AGAIN, "each approval is judged: its hands, its document"),
    "BASIC_PRICE": ("fee.basic-priced",),
    "DOCUMENTED": ("fee.tariff-undocumented",),
    "IN_SEQUENCE": No(Why.DATES, _BEGAN_LAST),
    "ITEM_ONCE": ("fee.item-twice",),
    "KNOWN_LEVEL": ("fee.unknown-level",),
    "PRICE_NOT_NEGATIVE": ("fee.price-negative",),
    "PUBLISHED_AFTER_APPROVAL": ("fee.not-approved-first",),
    "PUBLISHED_BEFORE_EFFECT": ("fee.tariff-retroactive",),
    "PUBLISHED_FIRST": No(Why.VOID, "what was never in force does not end"),
    "PUBLISHED_SOMEWHERE": ("trail.left-blank",),
    "REASON_STATED": ("trail.left-blank",),
    "TWO_HANDS": ("fee.drafter-approves",),
    "VERSION_EXISTS": ("trail.reference",),
    "WITHDRAWN_LATER": No(Why.DATES, "a version withdrawn before it began may be charged on no day"),
    "WITHDRAWN_ONCE": No(Why.AGAIN, "it may be charged until the earliest last day that was stated"),
}
