"""发票号码 as it counts: one invoice has one number, however it was typed."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_LABELS: Final = re.compile("发票|代码|号码")
_NUMBER_SIGN: Final = re.compile("(?<![A-Z])(?:NO)+(?=[0-9])")
_OF_AN_INVOICE: Final = re.compile("[0-9]{20}|(?:[0-9]{12}|[0-9]{10})-[0-9]{8}")


def invoice_number(written: str) -> str:
    """The number by which an invoice is the same invoice: ASCII, fit for a stream's name.

    Full-width characters are folded; spaces, dashes, slashes and the words 发票, 代码, 号码, No. are
    dropped; letters become upper case, and what is not ASCII then becomes its code point. A code of 10
    or 12 digits and a number of 8 give `144031909110-12345678`, with or without a separator between
    them. A fully digitalised invoice (数电票) has 20 digits that begin with a year (21 and later),
    while codes of 12 digits from before begin with 0 or 1: so the digits alone tell them apart.

    Nothing is refused here: a text without letter or digit gives the empty text.
    """
    if not (written.isascii() and written.isdigit()):
        folded = _LABELS.sub("", unicodedata.normalize("NFKC", written)).upper()
        kept = "".join(c if c.isascii() else f"U{ord(c):04X}" for c in folded if c.isalnum())
        written = _NUMBER_SIGN.sub("", kept)
        if not written.isdigit():
            return written
    if len(written) == 20 and written[0] in "01":
        return f"{written[:12]}-{written[12:]}"
    if len(written) == 18:
        return f"{written[:10]}-{written[10:]}"
    return written


def looks_like_invoice(number: str) -> bool:
    """Whether *number*, however it was typed, has the form of an invoice's: 20 digits, or a code and a number.

    What is filed as another kind of voucher under such a number is an invoice all the same.
    """
    return _OF_AN_INVOICE.fullmatch(invoice_number(number)) is not None
