"""Facts to and from bytes. A fact's stored name is ours, never a Python path.

Two doors. The hot one is msgspec, straight into frozen attrs; it would ignore an unknown key,
so bytes that we would not have written ourselves go through the strict one, cattrs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final, TypeVar

import msgspec

from studio_adapters.codec import guard
from studio_adapters.codec.envelope import (
    KEYS,
    Kept,
    KeptAnyhow,
    command_of,
    context_anyhow,
    context_from_dict,
    context_to_dict,
    decode_context,
    encode_context,
    instant_anyhow,
)
from studio_adapters.codec.table import BY_NAME, TABLE, TOPIC, Stored
from studio_adapters.codec.upcasts import Json, Upcast
from studio_domain.aggregate import Recorded, Unreadable

__all__ = [
    "BY_NAME",
    "KEYS",
    "TABLE",
    "TOPIC",
    "UNREADABLE",
    "Malformed",
    "Stored",
    "UnknownType",
    "Upcast",
    "command_digest",
    "command_of",
    "context_from_dict",
    "context_to_dict",
    "decode_context",
    "decode_fact",
    "describe",
    "encode_context",
    "encode_fact",
    "from_dict",
    "json_schema",
    "named",
    "personal",
    "recorded",
    "recorded_anyhow",
    "recorded_eagerly",
    "to_dict",
    "topic_of",
    "topics",
    "unsealed",
    "with_personal",
]

F = TypeVar("F")


class UnknownType(Exception):
    """A stored type, or a schema of it, that this version of the library does not know."""


class Malformed(ValueError):
    """A fact that its type does not admit; the text names fields and kinds, never a value."""


UNREADABLE: Final = (
    UnknownType,
    msgspec.MsgspecError,
    ValueError,
    TypeError,
    ArithmeticError,
    LookupError,
    RecursionError,
)
"""What reading bytes may raise, when they are not what we would have written."""

_PLANS: Final[dict[type[Any], guard.Plan]] = {stored.cls: guard.guarded(stored.cls) for stored in TABLE}
_sorted: Final = msgspec.json.Encoder(order="sorted").encode
_again: Final = msgspec.json.Encoder().encode  # a slotted class has its keys ascending anyway


# -- writing


def topic_of(fact: Any) -> str:
    """The stored name and schema of *fact*."""
    topic = TOPIC.get(type(fact))
    if topic is None:
        raise TypeError(f"{type(fact).__name__} has no stored name")
    return topic


def encode_fact(fact: Any) -> bytes:
    """The second stored line: keys ascending, at every depth."""
    return _sorted(fact)


def personal(fact: Any) -> str | None:
    """The first personal field of *fact* that is set, be it sealed or not."""
    plan = _PLANS[type(fact)]
    return guard.personal(plan, fact) if plan else None


def unsealed(fact: Any) -> str | None:
    """The first personal field of *fact* that is set in the open; nothing such is stored."""
    plan = _PLANS[type(fact)]
    return guard.personal(plan, fact, in_the_open=True) if plan else None


def with_personal(fact: F, change: Callable[[str, Any], Any]) -> F:
    """*fact* with each personal value that is set put through *change*, which is also told the field's path."""
    plan = _PLANS.get(type(fact))
    changed: F = guard.changed(plan, fact, change) if plan else fact
    return changed


def to_dict(fact: Any) -> Json:
    """The fact as it is stored."""
    body: Json = msgspec.json.decode(encode_fact(fact))
    return body


def command_digest(decision: str, stream: str, arguments: Mapping[str, object]) -> bytes:
    """What a command asked for, so that it can be told from another under the same id (ADR 0001)."""
    return sha256(_sorted({"arguments": dict(arguments), "decision": decision, "stream": stream})).digest()


# -- reading


class _Readers(dict[str, Callable[[bytes], Any]]):
    """The hot door of each topic, made when it is first used."""

    def __missing__(self, topic: str) -> Callable[[bytes], Any]:
        stored = BY_NAME.get(topic.rpartition("/")[0])
        if stored is None or stored.topic != topic:
            raise UnknownType(topic)
        read = self[topic] = msgspec.json.Decoder(stored.cls).decode
        return read


_READERS: Final = _Readers()


def decode_fact(topic: str, line: bytes) -> Any:
    """The fact back from its line. What we would not have written is read by the strict door."""
    try:
        fact = _READERS[topic](line)
        if _again(fact) == line:
            return fact
    except (UnknownType, msgspec.ValidationError, OverflowError):
        pass  # an older schema, or a value that the strict door can name
    name, _, schema = topic.rpartition("/")
    if not (schema.isascii() and schema.isdigit() and schema[0] != "0"):
        raise UnknownType(topic)
    return from_dict(name, int(schema), msgspec.json.decode(line))


def recorded(rows: Iterable[tuple[int, str, int, str, bytes, str, bytes]]) -> Iterator[Recorded[Any]]:
    """Facts in their envelopes, for a decision: the first that cannot be read stops it."""
    kept: Any = Kept
    for position, stream, version, topic, state, recorded_at, _ in rows:
        line, _, body = state.partition(b"\n")
        yield kept(stream, version, position, recorded_at, line, decode_fact(topic, body))


def recorded_anyhow(rows: Iterable[tuple[int, str, int, str, bytes, str, bytes]]) -> Iterator[Recorded[Any]]:
    """As `recorded`, for who reads on: what cannot be read is itself a fact."""
    kept: Any = KeptAnyhow
    readers, again = _READERS, _again
    for position, stream, version, topic, state, recorded_at, _ in rows:
        line, _, body = state.partition(b"\n")
        try:
            fact = readers[topic](body)
            if again(fact) != body:
                fact = _fact_anyhow(topic, body)
        except UNREADABLE:
            fact = _fact_anyhow(topic, body)
        yield kept(stream, version, position, recorded_at, line, fact)


def recorded_eagerly(rows: Iterable[tuple[int, str, int, str, bytes, str, bytes]]) -> Iterator[Recorded[Any]]:
    """As `recorded_anyhow`, for an audit: envelope and instant are read at once."""
    for position, stream, version, topic, state, recorded_at, _ in rows:
        line, _, body = state.partition(b"\n")
        yield Recorded(
            stream, version, position, instant_anyhow(recorded_at), context_anyhow(line), _fact_anyhow(topic, body)
        )


def _fact_anyhow(topic: str, line: bytes) -> Any:
    try:
        return decode_fact(topic, line)
    except UNREADABLE as problem:
        return Unreadable(topic, describe(problem))


def from_dict(name: str, schema: int, body: Any) -> Any:
    """The fact that *body* was under *name* and *schema*, lifted to the present form."""
    stored = BY_NAME.get(name)
    if stored is None or not 1 <= schema <= stored.schema:
        raise UnknownType(f"{name}/{schema}")
    from studio_adapters.codec import strict

    try:
        for upcast in stored.upcasts[schema - 1 :]:
            body = upcast(body)
        return strict.structure(body, stored.cls)
    except Exception as error:
        reasons = (
            f"{_known(path)}: {_reason(problem)}" if path else _reason(problem)
            for path, problem in strict.problems(error)
        )
        raise Malformed("; ".join(reasons)) from error


# -- what is wrong, without the values


_NAME: Final = re.compile(r"[a-z][a-z_-]{0,63}(?:\.[a-z][a-z_-]{0,63})*(?:/[0-9]{1,6})?")
_PATH: Final = re.compile(r"[a-z_]{1,64}(?:\[[0-9]+\])*(?:\.[a-z_]{1,64}(?:\[[0-9]+\])*)*")
_KINDS: Final = re.compile(r"Expected `[^`']+`(?:, got `[^`']+`)?|Object missing required field `[a-z_]+`")
_SYNTAX: Final = re.compile(r"JSON is malformed: [a-z ]+ \(byte [0-9]+\)|Input data was truncated")


def named(topic: str) -> str:
    """The stored name of a type, where it is one; a text in its place may be anything, and is not repeated."""
    return topic if _NAME.fullmatch(topic) else "?"


def describe(problem: BaseException) -> str:
    """What is wrong, in words without any stored value, since a value may be personal."""
    if isinstance(problem, Malformed):
        return str(problem)
    if isinstance(problem, UnknownType):
        return f"unknown type {problem}" if _NAME.fullmatch(str(problem)) else "not the name of a type"
    _, _, path = str(problem).rpartition(" - at `$.")
    path = path.rstrip("`")
    return f"{path}: {_reason(problem)}" if _PATH.fullmatch(path) else _reason(problem)


def _known(path: str) -> str:
    return path if _PATH.fullmatch(path) else "a name that is not ours"


def _reason(problem: BaseException) -> str:
    text = str(problem)
    if isinstance(problem, KeyError):
        return "a field is missing"
    if found := _KINDS.match(text) or _SYNTAX.match(text):
        return found.group()
    if text == "unknown":
        return "an unknown field"
    if isinstance(problem, UnicodeError):
        return "not UTF-8"
    if text.startswith("Invalid enum value"):
        return "not one of the codes"
    return f"not a valid value ({type(problem).__name__})"


# -- the form, for others

_OLDER: Final = files(__name__).joinpath("older")


def topics() -> Iterator[str]:
    """Every type in every schema that was ever stored."""
    for stored in TABLE:
        yield from (f"{stored.name}/{schema}" for schema in range(1, stored.schema + 1))


def json_schema(topic: str) -> dict[str, Any]:
    """JSON Schema of a type in one of its schemas; an older one as it was when it was stored (`older/`)."""
    stored = BY_NAME.get(topic.rpartition("/")[0])
    if stored is None or topic not in (f"{stored.name}/{schema}" for schema in range(1, stored.schema + 1)):
        raise UnknownType(topic)
    if topic != stored.topic:
        older: dict[str, Any] = msgspec.json.decode(_OLDER.joinpath(f"{topic.replace('/', '-')}.json").read_bytes())
        return older
    schema = msgspec.json.schema(stored.cls)
    for part in (schema, *schema.get("$defs", {}).values()):
        if "properties" in part:
            part["additionalProperties"] = False
    return schema
