"""Names of persons, for comparing. What is stored stays as it was written.

Nothing is normalised (NFC maps U+F9FD to U+4EC0, which is another character in a name), and no
length is assumed: rare characters lie beyond the BMP.
"""

from __future__ import annotations

from typing import Final

_INTERPUNCTS: Final = str.maketrans(dict.fromkeys("•・‧．", "·"))


def name_key(name: str) -> str:
    """*name* as it is compared: interpuncts are `·`, spaces at the ends and beside Chinese characters are gone."""
    key = ""
    for word in name.translate(_INTERPUNCTS).split():
        key += word if not key or _needs_no_space(key[-1]) or _needs_no_space(word[0]) else " " + word
    return key


def same_name(one: str, other: str) -> bool:
    """Whether two spellings are the same name; two persons may bear it."""
    return name_key(one) == name_key(other)


def _needs_no_space(character: str) -> bool:
    """An interpunct, or anything from the blocks of Chinese characters on."""
    return character == "·" or character >= "\u2e80"
