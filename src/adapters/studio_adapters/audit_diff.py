"""What two audits of one history say differently: of two days, or as known at two instants.

Findings and obligations are told by their ids, rows of registers by their keys. Nothing here judges: both sides are
audits as any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, TypeVar

from attrs import frozen

from studio_adapters import codec
from studio_adapters.audit_report import Report, finding_as_json, obligation_as_json
from studio_adapters.auditing import audit_store
from studio_adapters.journal import Journal
from studio_adapters.plain import json_text, plain
from studio_adapters.views.spec import known
from studio_domain.audit import Entry, Finding
from studio_domain.views.register import Kept, Key, Row, Table

T = TypeVar("T")

NEW: Final = "new"
GONE: Final = "gone"
CHANGED: Final = "changed"


@frozen
class Moment:
    """A day and what was known at an instant; all that is recorded, without one."""

    as_of: date
    known_at: datetime | None


@frozen
class RowChange:
    """A row of a studio's register that is not the same on both sides; None where it is not there."""

    studio: str
    table: Table
    key: Key
    before: Row | None
    after: Row | None


@frozen
class Difference:
    """Both audits, and what is not the same in them: each pair before and after, None where it is not there."""

    before: Report
    after: Report
    findings: Sequence[tuple[Finding | None, Finding | None]]
    obligations: Sequence[tuple[Entry | None, Entry | None]]
    rows: Sequence[RowChange]


def kind_of(before: object, after: object) -> str:
    """Whether it is `new`, `gone`, or `changed`."""
    return NEW if before is None else GONE if after is None else CHANGED


def difference(journal: Journal, before: Moment, after: Moment, *, studio: str | None = None) -> Difference:
    """What an audit at *after* says of *studio*, or of the whole store, that one at *before* did not."""
    studios = [studio] if studio else None
    reports = [audit_store(journal, studios=studios, as_of=one.as_of, known_at=one.known_at) for one in (before, after)]
    names = dict.fromkeys(name for report in reports for name in report.studios)
    findings = _pairs(reports[0].findings, reports[1].findings, lambda one: one.id)
    obligations = _pairs(reports[0].obligations, reports[1].obligations, _owed)
    return Difference(
        before=reports[0],
        after=reports[1],
        findings=findings,
        obligations=obligations,
        rows=[change for name in names for change in _rows(journal, name, before, after)],
    )


def _owed(entry: Entry) -> tuple[str, str, str, int]:
    return entry.key, entry.subject, entry.opened_by.stream, entry.opened_by.version


def _pairs(before: Iterable[T], after: Iterable[T], key: Callable[[T], object]) -> list[tuple[T | None, T | None]]:
    """What is not the same, in the order in which it comes: first what was there before, then what is new."""
    old, new = ({key(one): one for one in side} for side in (before, after))
    return [(old.get(name), new.get(name)) for name in dict.fromkeys((*old, *new)) if old.get(name) != new.get(name)]


def _rows(journal: Journal, studio: str, before: Moment, after: Moment) -> Iterator[RowChange]:
    old, new = (_registers(journal, studio, one) for one in (before, after))
    for was, became in zip(old, new, strict=True):
        for table in was.register.tables:
            sides = (_by_key(was, table), _by_key(became, table))
            for key in sorted({*sides[0], *sides[1]}, key=lambda one: tuple(map(_in_order, one))):
                row, row_after = sides[0].get(key), sides[1].get(key)
                if row != row_after:
                    yield RowChange(studio, table, key, row, row_after)


def _registers(journal: Journal, studio: str, moment: Moment) -> list[Kept]:
    kept = [Kept(spec.make()) for spec in known()]
    for event in codec.recorded_eagerly(journal.rows.history(studio, 0, None)):
        if moment.known_at is None or event.recorded_at <= moment.known_at:
            for one in kept:
                one.see_all((event,), as_of=moment.as_of)
    return kept


def _by_key(kept: Kept, table: Table) -> Mapping[Key, Row]:
    return kept.rows.get(table.name, {})


def _in_order(part: str | int) -> tuple[bool, str | int]:
    return isinstance(part, str), part


# -- as JSON


def to_json(found: Difference) -> str:
    """The difference as JSON text, the same byte for byte from every store."""
    body = {
        "before": _side(found.before),
        "after": _side(found.after),
        "findings": [_pair(pair, finding_as_json) for pair in found.findings],
        "obligations": [_pair(pair, obligation_as_json) for pair in found.obligations],
        "rows": [
            {
                "change": kind_of(change.before, change.after),
                "studio": change.studio,
                "table": change.table.name,
                "key": list(change.key),
                "before": None if change.before is None else dict(change.before),
                "after": None if change.after is None else dict(change.after),
            }
            for change in found.rows
        ],
    }
    return json_text(body, indent=1) + "\n"


def _side(report: Report) -> dict[str, Any]:
    return {
        "as_of": plain(report.as_of),
        "known_at": plain(report.known_at),
        "history_digest": report.history_digest,
        "events": report.events,
    }


def _pair(pair: tuple[T | None, T | None], as_json: Callable[[T], dict[str, Any]]) -> dict[str, Any]:
    before, after = pair
    return {
        "change": kind_of(before, after),
        "before": None if before is None else as_json(before),
        "after": None if after is None else as_json(after),
    }
