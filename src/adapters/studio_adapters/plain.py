"""Values as plain JSON: what `show`, `history` and reports print."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from types import ModuleType
from typing import Any

import attrs


def plain(value: Any) -> Any:
    """*value* in lists, dicts, texts, numbers; sets in order, enum members by their codes."""
    if isinstance(value, Enum):
        return value.value
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
