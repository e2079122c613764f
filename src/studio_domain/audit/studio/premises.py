"""Premises of a recognised studio (3.1): a place on every day, two zones, set apart, four areas, room for thirty."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, days, finding, on_day, text
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.recognised import Recognised
from studio_domain.audit.studio.gaps import Effect, Gap, both, explained, shortfalls
from studio_domain.audit.studio.places import Places
from studio_domain.guideline import Clause, Kind
from studio_domain.studio import premises_facts as premises
from studio_domain.studio import recognition_facts as recognition
from studio_domain.values import Days, add_days, add_months, union

NO_PREMISES: Final = Predicate(
    "studio.no-premises",
    Clause.FIXED_PREMISES,
    Kind.A,
    zh="{subject} 自 {since} 起没有在用的固定场所，历时 {actual} 天，允许 {expected} 天（至 {due}）",
    en="{subject} had no premises for {actual} days from {since} on; {expected} are allowed, until {due}",
    policy="venue.lapse_days",
)
NO_EQUIPMENT: Final = Predicate(
    "studio.no-equipment",
    Clause.FIXED_PREMISES,
    Kind.A,
    zh="{subject} 认定时没有登记任何设备设施",
    en="no equipment of {subject} was registered when it was recognised",
)
ONE_ZONE: Final = Predicate(
    "studio.one-zone",
    Clause.TWO_ZONES,
    Kind.G,
    zh="{subject} 认定时未设 {zone}，也未说明理由",
    en="{subject} had no {zone} when it was recognised, nor a reason why",
)
NOT_SET_APART: Final = Predicate(
    "studio.not-set-apart",
    Clause.SEPARATED_ZONE,
    Kind.A,
    zh="场地 {subject} 自 {since} 起咨询服务区相对隔离未经确认，历时 {actual} 天",
    en="for {actual} days from {since} on nobody attested that the consultation zone of {subject} is set apart",
)
AREA_MISSING: Final = Predicate(
    "studio.area-missing",
    Clause.FOUR_AREAS,
    Kind.A,
    zh="{subject} 自 {since} 起缺少功能区 {kind}，历时 {actual} 天",
    en="{subject} had no {kind} for {actual} days from {since} on",
    policy="venue.area_kinds",
)
ROOM_SMALL: Final = Predicate(
    "studio.activity-room-small",
    Clause.ACTIVITY_ROOM,
    Kind.G,
    zh="创业活动室 {subject} 容纳 {actual} 人，应不少于 {expected} 人",
    en="activity room {subject} has {actual} seats, it takes {expected}",
    policy="venue.room_min",
)
ROOM_LARGE: Final = Predicate(
    "studio.activity-room-large",
    Clause.ACTIVITY_ROOM,
    Kind.R,
    zh="创业活动室 {subject} 容纳 {actual} 人，超过参考上限 {expected} 人",
    en="activity room {subject} has {actual} seats, above the reference of {expected}",
    policy="venue.room_ref_max",
)
AREA_KIND: Final = Predicate(
    "studio.area-kind",
    Clause.FOUR_AREAS,
    Kind.G,
    zh="功能区 {subject} 的类型 {actual} 未登记，可用：{expected}",
    en="area {subject} is of the kind {actual}, known are {expected}",
    policy="venue.area_kinds",
)
NOT_INSPECTED: Final = Predicate(
    "studio.not-inspected",
    Clause.COUNSELLING_ROOM,
    Kind.R,
    zh="个体咨询室 {subject} 应于 {expected} 前检查，至 {actual} 未检查",
    en="counselling room {subject} was to be inspected by {expected}, and was not by {actual}",
    policy="venue.inspection_months",
)
NOT_SHOWN: Final = Predicate(
    "studio.not-shown",
    Clause.DISPLAY_AREA,
    Kind.R,
    zh="宣传展示区 {subject} 未展示：{missing}",
    en="display area {subject} does not show {missing}",
)

_SHOWN: Final = ("sign", "slogan", "policy", "services", "results")
"""标识、宣传标语、创业政策、服务项目、工作成果; the tariff (tariff) where one is published."""
_COUNSELLING, _ACTIVITY, _DISPLAY, _MEETING = "counselling-room", "activity-room", "display-area", "meeting-room"


@define
class Premises:
    """Judged by what was true of each day, as it is known now (S)."""

    grounds: Grounds
    places: Places = field(factory=Places)
    _recognised: Recognised = field(factory=Recognised)
    _at_recognition: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield from self._recognised.watches()
        yield from self.places.watches()
        yield on(recognition.StudioRecognised, self._recognise)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._at_recognition
        for name, area in self.places.areas.items():
            yield from self._area(name, area.event)
        for studio in self._recognised.studios():
            recognised = self._recognised.first(studio)
            if recognised is not None:
                needed = self._recognised.days(studio)
                yield from self._premises(as_of)
                yield from self._apart(recognised, needed, as_of)
                yield from self._areas(recognised, needed, as_of)
                yield from self._looked_after(recognised, as_of)

    # -- a place

    def lapses(self, as_of: date) -> list[Gap]:
        """The days of the recognition on which no venue is in use."""
        for studio in self._recognised.studios():
            recognised = self._recognised.first(studio)
            if recognised is not None:
                venues = {name: venue.spans() for name, venue in self.places.venues.items()}
                found = shortfalls(self._recognised.days(studio), venues, lambda day: 1, as_of)
                return explained(found, self.places.ends(), self.places.begins(), recognised)
        return []

    def _premises(self, as_of: date) -> Iterator[Finding]:
        for gap in self.lapses(as_of):
            terms, lasted = self.grounds.policy.on(gap.first), gap.length(as_of)
            allowed = terms.venue.lapse_days if terms.binds("venue.lapse_days") else 0
            if lasted > allowed:
                found = finding(
                    NO_PREMISES, gap.opened_by, gap.opened_by.studio,
                    expected=days(allowed), actual=days(lasted), delta=days(lasted - allowed),
                    interval=Days(gap.first, gap.until), policy=terms.cite("venue.lapse_days"),
                    since=gap.first, due=add_days(gap.first, allowed),
                )  # fmt: skip
                yield found.with_remedy(gap.closed_by.place) if gap.closed_by else found

    def _recognise(self, event: Recorded[recognition.StudioRecognised]) -> None:
        """What was known when the studio was recognised (K): equipment and zones."""
        if not self.places.equipped:
            self._at_recognition.append(
                finding(NO_EQUIPMENT, event, event.studio, expected=count(1), actual=count(0), delta=count(1))
            )
        venues = self.places.venues.values()
        zones = {zone for venue in venues for zone in venue.zones}
        for zone in premises.ZoneKind:
            if zone not in zones and not any(venue.deviates for venue in venues):
                self._at_recognition.append(
                    finding(
                        ONE_ZONE, event, event.studio, zone.value,
                        expected=count(2), actual=count(len(zones)), delta=count(1), zone=zone.value,
                    )
                )  # fmt: skip

    def _apart(
        self, recognised: Recorded[recognition.StudioRecognised], needed: tuple[Days, ...], as_of: date
    ) -> Iterator[Finding]:
        for name, worked, moved in self.places.worked_at():
            venue = self.places.venues.get(name)
            if venue is None:
                continue
            used = both(both(needed, venue.spans()), [worked])
            cause = [Effect(day, event) for day, event in venue.falls]
            found = shortfalls(used, {name: venue.apart()}, lambda day: 1, as_of)
            for gap in explained(found, [Effect(worked.first, moved), *cause], (), recognised):
                if lasted := gap.length(as_of):
                    yield finding(
                        NOT_SET_APART, gap.opened_by, name,
                        expected=days(0), actual=days(lasted), delta=days(lasted),
                        interval=Days(gap.first, gap.until), since=gap.first,
                    )  # fmt: skip

    # -- areas

    def _areas(
        self, recognised: Recorded[recognition.StudioRecognised], needed: tuple[Days, ...], as_of: date
    ) -> Iterator[Finding]:
        terms = self.grounds.policy.on(recognised.fact.first)
        lapsed = {name: venue.spans() for name, venue in self.places.venues.items()}
        housed = [Days(one.first, one.until) for spans in lapsed.values() for one in both(needed, spans)]
        for kind in terms.venue.area_kinds:
            spans = {name: self.places.area_days(name) for name, area in self.places.areas.items() if area.kind == kind}
            found = shortfalls(union(housed), spans, lambda day: 1, as_of)
            for gap in explained(found, self.places.area_ends(kind), (), recognised):
                if lasted := gap.length(as_of):
                    yield finding(
                        AREA_MISSING, gap.opened_by, gap.opened_by.studio, kind,
                        expected=days(0), actual=days(lasted), delta=days(lasted),
                        interval=Days(gap.first, gap.until), policy=terms.cite("venue.area_kinds"),
                        since=gap.first, kind=kind,
                    )  # fmt: skip

    def _area(self, name: str, event: Recorded[premises.AreaDefined]) -> Iterator[Finding]:
        fact, terms = event.fact, self.grounds.policy.on(event.context.day)
        kinds = terms.venue.area_kinds
        if fact.kind not in kinds and fact.kind != _MEETING:
            yield finding(
                AREA_KIND, event, name,
                expected=text(", ".join(kinds)), actual=text(fact.kind), delta=count(1),
                policy=terms.cite("venue.area_kinds"),
            )  # fmt: skip
        if fact.kind != _ACTIVITY:
            return
        least, most = terms.venue.room_min, terms.venue.room_ref_max
        if fact.capacity < least:
            yield finding(
                ROOM_SMALL, event, name,
                expected=count(least), actual=count(fact.capacity), delta=count(least - fact.capacity),
                policy=terms.cite("venue.room_min"),
            )  # fmt: skip
        elif fact.capacity > most:
            yield finding(
                ROOM_LARGE, event, name,
                expected=count(most), actual=count(fact.capacity), delta=count(fact.capacity - most),
                policy=terms.cite("venue.room_ref_max"),
            )  # fmt: skip

    # -- reports (R)

    def _looked_after(self, recognised: Recorded[recognition.StudioRecognised], as_of: date) -> Iterator[Finding]:
        """Of the areas in use on the day of the audit, while the studio is recognised."""
        if not self._recognised.on(recognised.studio, as_of):
            return
        terms = self.grounds.policy.on(as_of)
        for name, area in self.places.areas.items():
            if not any(as_of in one for one in self.places.area_days(name)):
                continue
            if area.kind == _COUNSELLING:
                since = max(area.inspected or area.first, area.first, recognised.fact.first)
                due = add_months(since, terms.venue.inspection_months)
                if as_of > due:
                    yield self._late(area.event, name, due, as_of)
            elif area.kind == _DISPLAY:
                asked = (*_SHOWN, "tariff") if self.places.tariff else _SHOWN
                missing = ", ".join(item for item in asked if item not in area.shown)
                if missing:
                    yield finding(
                        NOT_SHOWN, area.shown_by or area.event, name,
                        expected=count(len(asked)), actual=count(len(set(asked) & set(area.shown))),
                        delta=count(missing.count(",") + 1), missing=missing,
                    )  # fmt: skip

    def _late(self, event: Recorded[Any], name: str, due: date, as_of: date) -> Finding:
        terms = self.grounds.policy.on(due)
        late = (as_of - due).days
        return finding(
            NOT_INSPECTED, event, name,
            expected=on_day(due), actual=on_day(as_of), delta=days(late), interval=Days(due),
            policy=terms.cite("venue.inspection_months"),
        )  # fmt: skip
