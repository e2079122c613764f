"""One example of every type of fact, made from its fields alone: the same today and in ten years."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import Enum
from types import UnionType
from typing import Annotated, Any, NewType, Union, get_args, get_origin, get_type_hints

import attrs

from studio_domain.aggregate import Context, Reason
from studio_domain.values import PERSONAL, PersonId, Sealed

CONTEXT = Context(
    occurred=datetime(2025, 11, 25, 2, 30, tzinfo=UTC),
    by=PersonId("p-017"),
    role="finance-head",
    org="91330106MA00000001",
    on_behalf_of=PersonId("p-001"),
    reason=Reason.LATE_ENTRY,
    corrects=("hz-xihu-001/fund/2025", 3),
    command="01931f2a-0000-7000-8000-000000000001",
    correlation="01931f2a-0000-7000-8000-000000000000",
    rules="guideline/1",
    claimed_at=datetime(2025, 11, 24, 16, tzinfo=UTC),
)

GIVEN = {"code": "330106"}
CELL = Sealed("Y2lwaGVydGV4dA==", "Y29tbWl0bWVudA==", "c2FsdA==", "0123456789abcdef0123456789abcdef", "aes-256-gcm/1")
BEFORE_CELLS = {"payee"}
"""A personal field of a fact whose example was kept before there were cells."""


def example(cls: type[Any]) -> Any:
    """A fact of *cls*: every optional field is set, what is personal to a cell; every tuple has two members."""
    hints = get_type_hints(cls, include_extras=True)
    return cls(**{field.name: _value(hints[field.name], field.name) for field in attrs.fields(cls)})


def _value(kind: Any, name: str) -> Any:
    origin: Any = get_origin(kind)
    parts = [part for part in get_args(kind) if part not in (type(None), Ellipsis)]
    if origin is Annotated:
        if PERSONAL in kind.__metadata__:
            return None if name in BEFORE_CELLS else CELL
        return _value(parts[0], name)
    if origin in (Union, UnionType):
        return _value(parts[0], name)
    if origin is tuple:
        return tuple(_value(part, name) for part in (parts * 2 if len(parts) == 1 else parts))
    if isinstance(kind, NewType):
        return _value(kind.__supertype__, name)
    if attrs.has(kind):
        return example(kind)
    if issubclass(kind, Enum):
        return next(iter(kind))
    values = {
        str: GIVEN.get(name, f"{name} 示例"),
        int: 2025 + len(name),
        bool: True,
        date: date(2025, 11, 25),
        datetime: datetime(2025, 11, 25, 2, 30, tzinfo=UTC),
    }
    return values[kind]
