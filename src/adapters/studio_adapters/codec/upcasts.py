"""What lifts an older form of a fact to the next schema: pure functions of its body, one for each step.

A key that the older schema did not have is refused there, not overwritten. The JSON Schema of a schema that is no
longer written stays in `older/`, as `studio-domain schema` printed it in its day.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from studio_domain.values import is_person_id

Json = dict[str, Any]
Upcast = Callable[[Json], Json]
"""A pure function: the body of a fact in one schema → the same in the next."""

WITHHELD: Final = "*"
"""In place of a natural person's name that was stored in the open; a check finds it (`fund.payer-named`)."""


def vouchers_2(body: Json) -> Json:
    """Vouchers did not say who issued them."""
    vouchers = body.get("vouchers")
    if not isinstance(vouchers, list):
        return body
    return {**body, "vouchers": [_with(one, "issuer", None) if isinstance(one, dict) else one for one in vouchers]}


def fee_refunded_2(body: Json) -> Json:
    """A refund was of a charge of its own account; now it may name the year of an earlier one."""
    return _with(body, "charge_year", None)


def fund_received_2(body: Json) -> Json:
    """A natural person who paid stood there by name; what was stored stays, and is handed on no more."""
    payer = body.get("payer")
    named = body.get("payer_kind") == "person" and isinstance(payer, str) and payer and not is_person_id(payer)
    return {**body, "payer": WITHHELD} if named else body


def _with(body: Json, key: str, value: object) -> Json:
    if key in body:
        raise ValueError("unknown")
    return {**body, key: value}
