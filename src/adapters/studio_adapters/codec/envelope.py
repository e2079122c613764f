"""The envelope line to and from `Context`, and envelopes that are decoded when they are first read."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Any, Final

import msgspec
from attrs import frozen

from studio_domain.aggregate import NO_CONTEXT, Context, Reason, Recorded
from studio_domain.values import PersonId


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The envelope as it is stored: its keys, all of them, in this order (ADR 0001)."""

    occurred: str
    by: str
    role: str
    org: str
    on_behalf_of: str | None
    reason: Reason | None
    corrects: tuple[str, int] | None
    command: str
    correlation: str | None
    causation: str | None
    rules: str
    batch: str | None
    claimed_at: datetime | None


@frozen(weakref_slot=False)
class _AtInstant:
    """A `Context` as nearly all are stored, read in one step (the hot door): with an instant, and every key there.

    msgspec cannot tell an instant from a day by the type of `Context.occurred`. The slots are the same, so what was
    read becomes a `Context` without being built again.
    """

    occurred: Annotated[datetime, msgspec.Meta(tz=True)]
    by: str
    role: str
    org: str
    on_behalf_of: str | None
    reason: Reason | None
    corrects: tuple[str, int] | None
    command: str
    correlation: str | None
    causation: str | None
    rules: str
    batch: str | None
    claimed_at: Annotated[datetime, msgspec.Meta(tz=True)] | None


class _Command(msgspec.Struct):
    command: str


KEYS: Final = Line.__struct_fields__
"""The keys of the envelope, in stored order."""

_encode: Final = msgspec.json.Encoder().encode
_decode: Final = msgspec.json.Decoder(Line).decode
_at_instant: Final = msgspec.json.Decoder(_AtInstant).decode
_become: Final = object.__setattr__
_command: Final = msgspec.json.Decoder(_Command).decode


def encode_context(context: Context) -> bytes:
    """The first stored line."""
    return _encode(_line(context))


def decode_context(line: bytes) -> Context:
    """The envelope back from its line."""
    told = _decode(line)  # refuses a key too many, which the hot door would pass over
    if told.occurred[10:11] == "T":
        try:
            context: Any = _at_instant(line)
        except msgspec.MsgspecError:
            return _context(told)
        _become(context, "__class__", Context)
        found: Context = context
        return found
    return _context(told)


def command_of(state: bytes) -> str:
    """The command in the envelope of a stored fact, whatever else stands in it."""
    return _command(state.partition(b"\n")[0]).command


def context_to_dict(context: Context) -> dict[str, Any]:
    """The envelope as it is stored, in stored order."""
    body: dict[str, Any] = msgspec.json.decode(encode_context(context))
    return body


def context_from_dict(body: dict[str, Any]) -> Context:
    """The envelope back; a key too many, too few or of another kind is refused."""
    return _context(msgspec.convert(body, Line))


def _line(context: Context) -> Line:
    occurred: Any = context.occurred  # becomes text when it is encoded
    return Line(
        occurred,
        context.by,
        context.role,
        context.org,
        context.on_behalf_of,
        context.reason,
        context.corrects,
        context.command,
        context.correlation,
        context.causation,
        context.rules,
        context.batch,
        context.claimed_at,
    )


def _context(line: Line) -> Context:
    kind: Any = datetime if "T" in line.occurred else date
    return Context(
        occurred=msgspec.convert(line.occurred, kind),
        by=PersonId(line.by),
        role=line.role,
        org=line.org,
        on_behalf_of=None if line.on_behalf_of is None else PersonId(line.on_behalf_of),
        reason=line.reason,
        corrects=line.corrects,
        command=line.command,
        correlation=line.correlation,
        causation=line.causation,
        rules=line.rules,
        batch=line.batch,
        claimed_at=line.claimed_at,
    )


class Kept(Recorded[Any]):
    """A fact as it was kept: until they are first read, envelope and instant stay stored text."""

    __slots__ = ()

    @property
    def recorded_at(self) -> datetime:
        stamp: datetime | str = self._recorded_at
        if isinstance(stamp, str):
            stamp = self._recorded_at = datetime.fromisoformat(stamp)
        return stamp

    @property
    def context(self) -> Context:
        line: Context | bytes = self._context
        if isinstance(line, bytes):
            line = self._context = decode_context(line)
        return line


class KeptAnyhow(Kept):
    """As `Kept`, for who reads on: what cannot be read has a stand-in."""

    __slots__ = ()

    @property
    def recorded_at(self) -> datetime:
        stamp: datetime | str = self._recorded_at
        if isinstance(stamp, str):
            stamp = self._recorded_at = instant_anyhow(stamp)
        return stamp

    @property
    def context(self) -> Context:
        line: Context | bytes = self._context
        if isinstance(line, bytes):
            line = self._context = context_anyhow(line)
        return line


def instant_anyhow(stamp: str) -> datetime:
    """The instant, or a stand-in for what is none."""
    try:
        return datetime.fromisoformat(stamp)
    except ValueError:
        return datetime(1970, 1, 1, tzinfo=UTC)


def context_anyhow(line: bytes) -> Context:
    """The envelope, or a stand-in for what is none; an audit finds it."""
    try:
        return decode_context(line)
    except (msgspec.MsgspecError, ValueError, TypeError, RecursionError):
        return NO_CONTEXT
