"""The ledger of daily reception (日常接待台账): whom the studio received, a stream a month (二、（一）).

Stream `<studio>/reception/<year>-<month>`, by the legal day on which somebody was received. Everything here is a
report: what happened is recorded, whether the rules foresee it or not.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from enum import Enum
from hashlib import sha256
from typing import Final, assert_never

import attrs
from attrs import field, frozen

from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, require
from studio_domain.values import PersonId

# -- rules

_LEDGER: Final = Clause.RECEPTION_AUDIENCES

IN_ITS_MONTH: Final = Rule(
    _LEDGER, zh="{day} 的接待不属于 {month} 台账", en="a reception of {day} does not belong into the ledger of {month}"
)
ENTRY_ONCE: Final = Rule(_LEDGER, zh="接待 {entry} 已登记", en="reception {entry} is recorded already")
ENTRY_EXISTS: Final = Rule(
    _LEDGER, zh="没有接待 {entry}，或已注销", en="there is no reception {entry}, or it is struck out"
)
REASON_STATED: Final = Rule(_LEDGER, zh="更正、注销须说明理由", en="to correct or strike out takes a reason")

# -- facts


class ReceptionChannel(Enum):
    """How somebody was received."""

    ONLINE = "online"  # 线上
    OFFLINE = "offline"  # 线下


@frozen
class ReceptionRecorded:
    """登记接待 (report): who of which audience came, by which channel, about what, and who received him.

    The matter is told in words that name nobody; `client` is set where a registered client came.
    """

    entry: str
    audience: str
    channel: ReceptionChannel
    matter: str
    receiver: PersonId
    client: str | None
    on: date


@frozen
class ReceptionCorrected:
    """更正接待登记 (report): what was written of an entry is replaced; its day stays."""

    entry: str
    audience: str
    channel: ReceptionChannel
    matter: str
    client: str | None
    reason: str


@frozen
class ReceptionStruckOut:
    """注销接待登记 (report): the entry was made in error, nobody was received."""

    entry: str
    reason: str


Event = ReceptionRecorded | ReceptionCorrected | ReceptionStruckOut

# -- state


@frozen
class Entry:
    """An entry as it stands."""

    audience: str
    channel: ReceptionChannel
    matter: str
    receiver: PersonId
    client: str | None
    on: date


@frozen
class ReceptionLedger:
    """A month's ledger: the entries that stand, and every id that was used."""

    entries: Mapping[str, Entry] = field(factory=dict)
    used: frozenset[str] = frozenset()

    @property
    def digest(self) -> str:
        """SHA-256 (hex) over the entries that stand, a line of canonical JSON each, in the order of their ids.

        The same entries give the same digest, however they came about: what a frozen ledger is compared with.
        """
        body = sha256()
        for name, one in sorted(self.entries.items()):
            said = [name, one.on.isoformat(), one.audience, one.channel.value, one.matter, one.receiver, one.client]
            body.update(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
        return body.hexdigest()


def evolve(ledger: ReceptionLedger | None, event: Event) -> ReceptionLedger:
    """The ledger after *event*; `LookupError` for the correction of what it does not have."""
    known = ledger or ReceptionLedger()
    match event:
        case ReceptionRecorded(entry, audience, channel, matter, receiver, client, on):
            written = Entry(audience, channel, matter, receiver, client, on)
            return ReceptionLedger({**known.entries, entry: written}, known.used | {entry})
        case ReceptionCorrected(entry, audience, channel, matter, client):
            before = known.entries[entry]
            after = attrs.evolve(before, audience=audience, channel=channel, matter=matter, client=client)
            return attrs.evolve(known, entries={**known.entries, entry: after})
        case ReceptionStruckOut(entry):
            if entry not in known.entries:
                raise LookupError(entry)
            rest = {name: one for name, one in known.entries.items() if name != entry}
            return attrs.evolve(known, entries=rest)
        case _ as unreachable:
            assert_never(unreachable)


def month_of(day: date) -> str:
    """The month whose ledger has that day: `2025-03`."""
    return f"{day.year:04d}-{day.month:02d}"


# -- reports


def record_reception(
    ledger: ReceptionLedger | None,
    *,
    month: str,
    entry: str,
    audience: str,
    channel: ReceptionChannel,
    matter: str,
    receiver: PersonId,
    client: str | None,
    on: date,
) -> ReceptionRecorded:
    """登记日常接待 (报告 二、（一）): whoever came; refuses only an id used before, and the day of another month."""
    require(month_of(on) == month, IN_ITS_MONTH, day=on, month=month)
    require(ledger is None or entry not in ledger.used, ENTRY_ONCE, entry=entry)
    return ReceptionRecorded(entry, audience, channel, matter, receiver, client, on)


def record_correction(
    ledger: ReceptionLedger,
    *,
    entry: str,
    reason: str,
    audience: str | None = None,
    channel: ReceptionChannel | None = None,
    matter: str | None = None,
    client: str | None = None,
) -> ReceptionCorrected:
    """更正接待登记 (报告 二、（一）): with a reason; what is not said anew stays as it is written."""
    known = _entry(ledger, entry)
    require(bool(reason.strip()), REASON_STATED)
    return ReceptionCorrected(
        entry,
        known.audience if audience is None else audience,
        known.channel if channel is None else channel,
        known.matter if matter is None else matter,
        known.client if client is None else client,
        reason,
    )


def record_strike_out(ledger: ReceptionLedger, *, entry: str, reason: str) -> ReceptionStruckOut:
    """注销接待登记 (报告 二、（一）): an entry that was made in error, with a reason."""
    _entry(ledger, entry)
    require(bool(reason.strip()), REASON_STATED)
    return ReceptionStruckOut(entry, reason)


def _entry(ledger: ReceptionLedger, entry: str) -> Entry:
    if entry not in ledger.entries:
        raise Breach(ENTRY_EXISTS, entry=entry)
    return ledger.entries[entry]


# -- who may report

_DESK: Final = frozenset({Role.LEAD, Role.STAFF, Role.MENTOR})

MAY_DECIDE: Final[MayDecide] = {
    record_reception: _DESK,
    record_correction: _DESK,
    record_strike_out: frozenset({Role.LEAD, Role.STAFF}),
}
