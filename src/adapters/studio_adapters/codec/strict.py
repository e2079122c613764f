"""The strict door: facts from dicts that others wrote. cattrs, with leaves that convert nothing.

Imported when it is first needed: what we wrote ourselves never comes this way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin

import attrs
import msgspec
from cattrs import Converter
from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)

Int64 = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]

strict: Final = Converter(forbid_extra_keys=True, detailed_validation=True)
for leaf in (bool, date, datetime):
    strict.register_structure_hook(leaf, msgspec.convert)  # cattrs alone would take "5" for 5
strict.register_structure_hook(int, lambda value, _: msgspec.convert(value, Int64))


@strict.register_structure_hook
def _text(value: Any, _: type[str]) -> str:
    text = msgspec.convert(value, str)
    text.encode()  # half a surrogate pair is no text
    return text


@strict.register_structure_hook_factory(lambda kind: isinstance(kind, type) and issubclass(kind, Enum))
def _code(kind: Any) -> Callable[[Any, Any], Any]:
    return lambda value, _: msgspec.convert(value, kind)


def _is_tuple(kind: Any) -> bool:
    origin: Any = get_origin(kind)
    return origin is tuple


def _is_union(kind: Any) -> bool:
    origin: Any = get_origin(kind)
    return origin in (Union, UnionType)


@strict.register_structure_hook_factory(_is_tuple)
def _from_list(kind: Any) -> Callable[[Any, Any], Any]:
    """A tuple comes from a list; cattrs alone would take a text apart into letters."""
    items = get_args(kind)

    def structure(value: Any, _: Any) -> Any:
        members = msgspec.convert(value, list)
        kinds = items[:1] * len(members) if items[-1] is Ellipsis else items
        problems: list[Exception] = []
        structured = []
        for index, (member, item) in enumerate(zip(members, kinds, strict=True)):
            try:
                structured.append(strict.structure(member, item))
            except Exception as problem:
                problem.add_note(IterableValidationNote(f"at {index}", index, item))
                problems.append(problem)
        if problems:
            made: Any = IterableValidationError
            raise made("a list", problems, kind)
        return tuple(structured)

    return structure


@strict.register_structure_hook_factory(_is_union)
def _one_of(kind: Any) -> Callable[[Any, Any], Any]:
    """Nothing, or the kind whose JSON looks like it."""
    kinds = [part for part in get_args(kind) if part is not type(None)]

    def structure(value: Any, _: Any) -> Any:
        if value is None and len(kinds) < len(get_args(kind)):
            return None
        if len(kinds) == 1:
            return strict.structure(value, kinds[0])
        fitting = next((part for part in kinds if _looks_like(value, part)), None)
        if fitting is None:
            raise TypeError(f"Expected one of {len(kinds)} kinds")
        return strict.structure(value, fitting)

    return structure


def _looks_like(value: Any, kind: Any) -> bool:
    if _is_tuple(kind):
        return isinstance(value, list | tuple)
    if attrs.has(kind):
        return isinstance(value, dict)
    if kind in (bool, int):
        return type(value) is kind
    return isinstance(value, str)


def structure(body: Any, cls: type[Any]) -> Any:
    """An instance of *cls*, or a `BaseValidationError` that knows every bad field."""
    return strict.structure(msgspec.convert(body, dict), cls)


def problems(error: BaseException, path: str = "") -> Iterator[tuple[str, BaseException]]:
    """Every bad field with what is wrong with it."""
    if isinstance(error, BaseValidationError):
        for inner in error.exceptions:
            yield from problems(inner, path + _step(inner))
    elif isinstance(error, ForbiddenExtraKeysError):
        for name in sorted(error.extra_fields):
            yield f"{path}.{name}" if path else name, ValueError("unknown")
    else:
        yield path.lstrip("."), error


def _step(error: BaseException) -> str:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, IterableValidationNote):
            return f"[{note.index}]"
        if isinstance(note, AttributeValidationNote):
            return f".{note.name}"
    return ""
