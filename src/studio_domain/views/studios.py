"""Registers of a studio: its profile (工作室概况), names (名称沿革), areas (功能区). People stand in `rosters`.

With `as_of` a register knows no more than had happened by then.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, evolve, frozen

from studio_domain.aggregate import Recorded
from studio_domain.studio import premises_facts as premises
from studio_domain.studio import recognition_facts as recognition
from studio_domain.values import add_days
from studio_domain.views.register import Column, Row, RowChange, Table, folding, reads
from studio_domain.views.rosters import text_of

PROFILE: Final = Table(
    "studio_profile", "工作室概况", "studio profile", 1,
    (
        Column("studio", "工作室", "studio"),
        Column("name", "名称", "name"),
        Column("standing", "状态", "standing"),
        Column("carrier", "运营单位代码", "carrier"),
        Column("carrier_name", "运营单位", "carrier's name"),
        Column("carrier_kind", "载体类型", "kind of carrier"),
        Column("region", "地区代码", "region"),
        Column("document", "认定文号", "document of recognition"),
        Column("first", "认定起始日", "recognised from", "day"),
        Column("last", "认定截止日", "recognised until", "day"),
        Column("suspended_from", "暂停起始日", "suspended from", "day"),
        Column("closed", "关闭日", "closed on", "day"),
    ),
)  # fmt: skip

NAMES: Final = Table(
    "studio_names", "名称沿革", "names of the studio", 2,
    (
        Column("studio", "工作室", "studio"),
        Column("first", "启用日", "from", "day"),
        Column("name", "名称", "name"),
        Column("lead", "领办人", "lead"),
        Column("document", "文号", "document"),
    ),
)  # fmt: skip

AREAS: Final = Table(
    "studio_areas", "功能区", "areas of the studio", 2,
    (
        Column("studio", "工作室", "studio"),
        Column("area", "功能区", "area"),
        Column("kind", "类型", "kind"),
        Column("venue", "场地", "venue"),
        Column("seats", "容纳人数", "seats", "count"),
        Column("first", "起始日", "from", "day"),
        Column("last", "截止日", "to", "day"),
        Column("inspected", "最近检查", "last inspected", "day"),
    ),
)  # fmt: skip

# -- profile and names


@frozen
class _Profile:
    """What the row says, as far as it is known."""

    carrier: str
    carrier_name: str
    carrier_kind: str
    region: str
    name: str | None = None
    standing: str = "registered"
    document: str | None = None
    first: date | None = None
    last: date | None = None
    suspended: date | None = None
    closed: date | None = None


_STANDING: Final[dict[type[Any], str]] = {
    recognition.ApplicationDrafted: "drafted",
    recognition.JointApplicationSubmitted: "submitted",
    recognition.ApplicationReturned: "drafted",
    recognition.ApplicationAccepted: "under-review",
    recognition.ReviewCompleted: "reviewed",
    recognition.PublicNoticePosted: "on-notice",
    recognition.ApplicationRejected: "rejected",
    recognition.RectificationOrdered: "rectifying",
    recognition.RectificationAccepted: "recognised",
}
"""A fact → how the studio stands after it."""


class StudioProfile:
    """工作室概况 and 名称沿革: who operates it, how it stands, under which names it was known."""

    tables = (PROFILE, NAMES)

    def __init__(self) -> None:
        self._known: dict[str, _Profile] = {}
        self.see = folding(
            reads(recognition.CarrierRegistered, self._registered),
            reads(recognition.OperatorChanged, self._operated),
            *(reads(kind, self._moved) for kind in _STANDING),
            reads(recognition.StudioRecognised, self._recognised),
            reads(recognition.StudioRenamed, self._renamed),
            reads(recognition.RectificationFailed, self._failed),
            reads(recognition.StudioSuspended, self._suspended),
            reads(recognition.SuspensionLifted, self._lifted),
            reads(recognition.RecognitionRenewed, self._renewed),
            reads(recognition.RecognitionWithdrawn, self._withdrawn),
            reads(recognition.WithdrawalApproved, self._let_go),
            reads(recognition.StudioClosed, self._closed),
        )

    def _registered(self, event: Recorded[recognition.CarrierRegistered]) -> Iterator[RowChange]:
        fact = event.fact
        known = self._known.get(event.studio, _Profile("", "", "", ""))
        registered = evolve(
            known, carrier=fact.carrier, carrier_name=fact.name, carrier_kind=fact.kind, region=fact.region.code
        )
        yield self._now(event, registered)

    def _operated(self, event: Recorded[recognition.OperatorChanged]) -> Iterator[RowChange]:
        fact = event.fact
        yield from self._with(event, carrier=fact.carrier, carrier_name=fact.name, carrier_kind=fact.kind)

    def _moved(self, event: Recorded[Any]) -> Iterator[RowChange]:
        yield from self._with(event, standing=_STANDING[type(event.fact)])

    def _recognised(self, event: Recorded[recognition.StudioRecognised]) -> Iterator[RowChange]:
        fact = event.fact
        said = {"name": fact.name, "document": fact.document, "first": fact.first, "last": fact.last}
        yield from self._with(event, standing="recognised", suspended=None, **said)
        yield self._name(event)

    def _renamed(self, event: Recorded[recognition.StudioRenamed]) -> Iterator[RowChange]:
        yield from self._with(event, name=event.fact.name)
        yield self._name(event)

    def _failed(self, event: Recorded[recognition.RectificationFailed]) -> Iterator[RowChange]:
        yield from self._with(event, standing="suspended", suspended=event.fact.on)

    def _suspended(self, event: Recorded[recognition.StudioSuspended]) -> Iterator[RowChange]:
        yield from self._with(event, standing="suspended", suspended=event.fact.first)

    def _lifted(self, event: Recorded[recognition.SuspensionLifted]) -> Iterator[RowChange]:
        yield from self._with(event, standing="recognised", suspended=None)

    def _renewed(self, event: Recorded[recognition.RecognitionRenewed]) -> Iterator[RowChange]:
        yield from self._with(event, last=event.fact.last)

    def _withdrawn(self, event: Recorded[recognition.RecognitionWithdrawn]) -> Iterator[RowChange]:
        yield from self._with(event, standing=event.fact.kind.value, last=add_days(event.fact.first, -1))

    def _let_go(self, event: Recorded[recognition.WithdrawalApproved]) -> Iterator[RowChange]:
        yield from self._with(event, standing="withdrawn", last=event.fact.last_day)

    def _closed(self, event: Recorded[recognition.StudioClosed]) -> Iterator[RowChange]:
        yield from self._with(event, standing="closed", closed=event.fact.on)

    def _with(self, event: Recorded[Any], **changes: Any) -> Iterator[RowChange]:
        if (known := self._known.get(event.studio)) is not None:
            yield self._now(event, evolve(known, **changes))

    def _now(self, event: Recorded[Any], known: _Profile) -> RowChange:
        self._known[event.studio] = known
        row: Row = {
            "studio": event.studio, "name": known.name, "standing": known.standing, "carrier": known.carrier,
            "carrier_name": known.carrier_name, "carrier_kind": known.carrier_kind, "region": known.region,
            "document": known.document, "first": text_of(known.first), "last": text_of(known.last),
            "suspended_from": text_of(known.suspended), "closed": text_of(known.closed),
        }  # fmt: skip
        return PROFILE.name, (event.studio,), row

    def _name(self, event: Recorded[recognition.StudioRecognised | recognition.StudioRenamed]) -> RowChange:
        fact, first = event.fact, event.fact.first.isoformat()
        row: Row = {
            "studio": event.studio, "first": first, "name": fact.name, "lead": fact.lead, "document": fact.document,
        }  # fmt: skip
        return NAMES.name, (event.studio, first), row


# -- areas


@define
class _Area:
    defined: premises.AreaDefined
    last: date | None = None
    inspected: date | None = None


class StudioAreas:
    """功能区: each area with its seats, from when to when, and when it was last inspected."""

    tables = (AREAS,)

    def __init__(self) -> None:
        self._areas: dict[tuple[str, str], _Area] = {}
        self.see = folding(
            reads(premises.AreaDefined, self._defined),
            reads(premises.AreaClosed, self._closed),
            reads(premises.AreaInspected, self._inspected),
        )

    def _defined(self, event: Recorded[premises.AreaDefined]) -> Iterator[RowChange]:
        self._areas[event.studio, event.fact.area] = _Area(event.fact)
        yield from self._row(event, event.fact.area)

    def _closed(self, event: Recorded[premises.AreaClosed]) -> Iterator[RowChange]:
        if area := self._areas.get((event.studio, event.fact.area)):
            area.last = event.fact.last_day
        yield from self._row(event, event.fact.area)

    def _inspected(self, event: Recorded[premises.AreaInspected]) -> Iterator[RowChange]:
        if area := self._areas.get((event.studio, event.fact.area)):
            area.inspected = event.fact.on
        yield from self._row(event, event.fact.area)

    def _row(self, event: Recorded[Any], name: str) -> Iterator[RowChange]:
        if area := self._areas.get((event.studio, name)):
            fact = area.defined
            row: Row = {
                "studio": event.studio, "area": name, "kind": fact.kind, "venue": fact.venue, "seats": fact.capacity,
                "first": fact.first.isoformat(), "last": text_of(area.last), "inspected": text_of(area.inspected),
            }  # fmt: skip
            yield AREAS.name, (event.studio, name), row
