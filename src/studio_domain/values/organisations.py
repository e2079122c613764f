"""Organisations as they are written in the open: by code or full name; and what may be a natural person's name instead.

Whether a text is a person's name cannot be known. Here it counts as one when it has the form of one and not that of
an organisation's; who is refused for a short name of an organisation writes its full name or its code.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from studio_domain.values.codes import uscc_is_valid

_HAN: Final = re.compile("[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_OF_THREE: Final = frozenset("局厅处部委办院所站店厂司")
"""What an organisation's name of three characters ends in, and hardly a person's."""
_OF_FOUR: Final = _OF_THREE | frozenset("科室会社场行馆校园团体位构心坊铺库中学")
_INTERPUNCT: Final = re.compile("[·•・‧．]")
_WORD: Final = re.compile("[A-Z][A-Za-z'’-]*\\.?")
_OF_LATIN: Final = frozenset(
    (
        "bank", "center", "centre", "co", "college", "company", "corp", "council", "foundation", "fund", "gmbh",
        "group", "inc", "institute", "limited", "llc", "ltd", "office", "school", "society", "studio", "university",
    )
)  # fmt: skip
"""A word of which an organisation's name in Latin letters has one."""


def may_name_a_person(text: str) -> bool:
    """Whether *text* may be a natural person's name: Chinese of one to four characters that does not end as the names
    of organisations do, Chinese with an interpunct, or two to four capitalised words in Latin letters."""
    written = unicodedata.normalize("NFKC", text).strip()
    whole = "".join(written.split())
    parts = [part for part in _INTERPUNCT.split(whole) if part]
    if len(parts) > 1 and all(_HAN.fullmatch(part) for part in parts):
        return True
    if _HAN.fullmatch(whole):
        return len(whole) <= 4 and not _ends_as_organisation(whole)
    words = written.replace(",", " ").split()
    return (
        2 <= len(words) <= 4
        and all(_WORD.fullmatch(word) for word in words)
        and not any(word.lower().rstrip(".") in _OF_LATIN for word in words)
    )


def _ends_as_organisation(whole: str) -> bool:
    return (len(whole) >= 3 and whole[-1] in _OF_THREE) or (len(whole) >= 4 and whole[-1] in _OF_FOUR)


def issuer_key(text: str) -> str:
    """An organisation's code or name as it is compared: half width, upper case, without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def same_issuer(one: str | None, other: str | None) -> bool:
    """Whether two keys (`issuer_key`) may be of one organisation: one that is not known may be any, and a name may be
    that of any code."""
    if one is None or other is None or uscc_is_valid(one) != uscc_is_valid(other):
        return True
    return one == other
