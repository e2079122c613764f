"""个人所得税: what is withheld from labour remuneration (劳务报酬), such as a lecture fee."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from studio_domain.values.money import Fen, at_rate

_EXEMPT: Final = 800_00
_FLAT_UP_TO: Final = 4_000_00
_BANDS: Final = ((25_000_00, 1_600, 0), (62_500_00, 2_400, 2_000_00))
"""Above ¥4,000 a fifth is deducted first, so 20 % of the rest is 16 % of the whole; then 30 % and 40 %."""
_TOP: Final = (3_200, 7_000_00)


def withholding(gross: Fen) -> Fen:
    """The tax withheld from one payment of *gross* to a resident (预扣预缴税额)."""
    if gross < 0:
        raise ValueError(f"nobody is paid less than nothing: {gross} fen")
    if gross <= _FLAT_UP_TO:
        return at_rate(max(gross - _EXEMPT, 0), 2_000)
    for up_to, rate, quick in _BANDS:
        if gross <= up_to:
            return at_rate(gross, rate) - quick
    rate, quick = _TOP
    return at_rate(gross, rate) - quick


def gross_of(net: Fen) -> Fen:
    """The payment that leaves *net* after withholding (税后换算税前); of two such, the larger."""
    if net < 0:
        raise ValueError(f"nobody is paid less than nothing: {net} fen")
    return bisect_right(range(2 * net + 2), net, key=lambda gross: gross - withholding(gross)) - 1
