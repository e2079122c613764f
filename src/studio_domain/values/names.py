"""Names of persons, for comparing. What is stored stays as it was written.

Nothing is normalised (NFC maps U+F9FD to U+4EC0, which is another character in a name), and no
length is assumed: rare characters lie beyond the BMP.
"""

from __future__ import annotations

import re
from typing import Final

_INTERPUNCTS: Final = str.maketrans(dict.fromkeys("•・‧．", "·"))
_CHINESE: Final = "[·\u2e80-\U0010ffff]"
_BESIDE_CHINESE: Final = re.compile(rf"(?<={_CHINESE}) | (?={_CHINESE})")


def name_key(name: str) -> str:
    """*name* as it is compared: interpuncts are `·`, spaces at the ends and beside Chinese characters are gone."""
    return _BESIDE_CHINESE.sub("", " ".join(name.split()).translate(_INTERPUNCTS))


def same_name(one: str, other: str) -> bool:
    """Whether two spellings are the same name; two persons may bear it."""
    return name_key(one) == name_key(other)
