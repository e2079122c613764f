"""Values as plain JSON: what `show`, `history` and reports print."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from types import ModuleType
from typing import Any, Final

import attrs

from studio_domain.values import Opened


def plain(value: Any) -> Any:
    """*value* in lists, dicts, texts, numbers; sets in order, enum members by their codes; nothing personal."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Opened):
        return repr(value)
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {_key(key): plain(item) for key, item in sorted(value.items(), key=lambda pair: _key(pair[0]))}
    if isinstance(value, frozenset | set):
        return sorted((plain(item) for item in value), key=str)
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if attrs.has(type(value)):
        return {each.name.lstrip("_"): plain(getattr(value, each.name)) for each in attrs.fields(type(value))}
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, ModuleType | type):
        return value.__name__
    return str(value)


def _key(key: Any) -> str:
    return "/".join(map(str, plain(key))) if isinstance(key, tuple) else str(plain(key))


# -- text that is safe to print

_HIDDEN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
"""Control characters, direction marks and all that has no look of its own: it could redraw or reorder a screen."""


def visible(text: object) -> str:
    """*text* on one line; what is hidden in it shows as escapes, so that no name redraws a screen."""
    return _HIDDEN.sub(lambda found: found.group().encode("unicode_escape").decode(), str(text))


_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def unformulated(cell: str) -> str:
    """*cell* as text for a spreadsheet, which runs what begins like a formula; a number with its sign is none."""
    if cell.startswith(_FORMULA) and not re.fullmatch(r"-?[0-9,]+(\.[0-9]+)?", cell):
        return f"'{cell}"
    return cell


def json_text(value: object, *, indent: int | None = None) -> str:
    """*value* as JSON in UTF-8, safe to print: hidden characters stand as `\\u` escapes, which JSON reads back."""
    said = json.dumps(value, ensure_ascii=False, indent=indent)
    return "\n".join(_HIDDEN.sub(_escaped, line) for line in said.split("\n"))


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found.group())[1:-1]
