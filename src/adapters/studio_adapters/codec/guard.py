"""What a fact class may hold, checked when the program starts; and where it holds personal data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Final, NewType, Union, get_args, get_origin, get_type_hints

import attrs

from studio_domain.values import PERSONAL, Sealed, aware, whole_fen

LEAVES: Final = (str, int, bool, date, datetime, NoneType)

Plan = dict[str, "Plan | None"]
"""The fields that hold personal data: `None` for the field itself, a plan for what lies within."""


def guarded(cls: type[Any]) -> Plan:
    """Refuse a class that could not be stored without a loss; answer where it is personal."""
    plan: Plan = {}
    hints = get_type_hints(cls, include_extras=True)
    for attribute in attrs.fields(cls):
        where = f"{cls.__name__}.{attribute.name}"
        if attribute.name.startswith("_"):
            raise TypeError(f"{where}: a private attribute is not stored")
        if not attribute.init or attribute.converter not in (None, whole_fen):
            raise TypeError(f"{where}: what is stored is what was given, without a converter")
        for kind, personal in _parts(hints[attribute.name]):
            if personal:
                if kind not in (str, Sealed) or attribute.repr is not False:
                    raise TypeError(f"{where}: what is personal is text, and a field that is not printed")
                plan[attribute.name] = None
            elif attrs.has(kind):
                if within := guarded(kind):
                    plan[attribute.name] = within
            elif kind is datetime and not _demands_zone(attribute.validator):
                raise TypeError(f"{where}: an instant needs the validator `aware`")
            elif isinstance(kind, type) and issubclass(kind, Enum):
                if not all(isinstance(member.value, str) and member.value.isascii() for member in kind):
                    raise TypeError(f"{where}: a code is ASCII text")
            elif kind not in LEAVES:
                raise TypeError(f"{where}: {kind} is not stored")
        _one_reading(where, hints[attribute.name])
    return plan


def personal(plan: Plan, fact: Any, *, in_the_open: bool = False) -> str | None:
    """The name of the first personal field of *fact* that is set, dotted; or of the first set *in_the_open*."""
    for name, within in plan.items():
        value = getattr(fact, name)
        if within is None:
            if value is not None and not (in_the_open and isinstance(value, Sealed)):
                return name
        elif value is not None:
            for part in value if isinstance(value, tuple) else (value,):
                if found := personal(within, part, in_the_open=in_the_open):
                    return f"{name}.{found}"
    return None


def changed(plan: Plan, fact: Any, change: Callable[[str, Any], Any], path: str = "") -> Any:
    """*fact* with each personal value that is set put through *change*, told with its path (`items[0].name`)."""
    made: dict[str, Any] = {}
    for name, within in plan.items():
        value = getattr(fact, name)
        if value is None:
            continue
        if within is None:
            made[name] = change(path + name, value)
        elif isinstance(value, tuple):
            parts = (changed(within, part, change, f"{path}{name}[{at}].") for at, part in enumerate(value))
            made[name] = tuple(parts)
        else:
            made[name] = changed(within, value, change, f"{path}{name}.")
    return attrs.evolve(fact, **made)


def _parts(hint: Any, personal: bool = False) -> Iterator[tuple[Any, bool]]:
    """The kinds of value that *hint* admits, at the ends of its unions and tuples."""
    origin: Any = get_origin(hint)
    if origin is Annotated:
        yield from _parts(get_args(hint)[0], personal or PERSONAL in hint.__metadata__)
    elif origin in (Union, UnionType, tuple):
        for part in get_args(hint):
            if part is not Ellipsis:
                yield from ((kind, mark) for kind, mark in _parts(part, personal) if kind is not NoneType)
    elif isinstance(hint, NewType):
        yield from _parts(hint.__supertype__, personal)
    else:
        yield hint, personal


def _one_reading(where: str, hint: Any) -> None:
    """A union has one reading per kind of JSON value: one text, one object, one list."""
    texts = [kind for kind, _ in _parts(hint) if kind in (str, date, datetime) or _is_enum(kind)]
    objects = [kind for kind, _ in _parts(hint) if attrs.has(kind)]
    if get_origin(hint) in (Union, UnionType) and (len(set(texts)) > 1 or len(objects) > 1):
        raise TypeError(f"{where}: {hint} cannot be told apart when it is read")


def _is_enum(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum)


def _demands_zone(validator: Any) -> bool:
    """Whether `aware` is in *validator*, behind `optional`, `and_` or `deep_iterable`."""
    if validator is aware:
        return True
    inner = (getattr(validator, "validator", None), getattr(validator, "member_validator", None))
    return any(_demands_zone(part) for part in (*inner, *getattr(validator, "_validators", ())) if part is not None)
