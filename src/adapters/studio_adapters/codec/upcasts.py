"""What lifts an older form of a fact to the next schema: pure functions of its body, one for each step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Json = dict[str, Any]
Upcast = Callable[[Json], Json]
"""A pure function: the body of a fact in one schema → the same in the next."""


def fee_refunded_2(body: Json) -> Json:
    """A refund was of a charge of its own account; now it may name the year of an earlier one."""
    return {**body, "charge_year": None}
