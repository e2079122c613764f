"""场地: venues, zones, areas, isolation, inspections, equipment, display, for the acting person (一; 三、（一）)."""

from __future__ import annotations

from datetime import date

from studio_adapters.app.studios.base import ProfileHandle
from studio_adapters.journal import Receipt
from studio_domain import studio
from studio_domain.studio import TenureRight, ZoneKind


class Housing(ProfileHandle):
    """场地: venues, zones, areas, isolation, inspections, equipment, display."""

    def register_venue(
        self, *, venue: str, address: str, right: TenureRight, first: date, document: str, last: date | None = None
    ) -> Receipt:
        """登记场地."""
        asked = locals()
        return self._decide_alone(
            studio.register_venue,
            asked,
            lambda known, hand: studio.register_venue(
                known, venue=venue, address=address, right=right, first=first, last=last, document=document
            ),
        )

    def relocate(self, *, venue: str, first: date) -> Receipt:
        """迁址."""
        asked = locals()
        return self._decide_alone(
            studio.relocate,
            asked,
            lambda known, hand: studio.relocate(known, venue=venue, first=first, terms=hand.terms),
        )

    def record_exit(self, *, venue: str, last_day: date) -> Receipt:
        """腾退场地."""
        asked = locals()
        return self._decide_alone(
            studio.record_exit,
            asked,
            lambda known, hand: studio.record_exit(known, venue=venue, last_day=last_day),
        )

    def record_remodelling(self, *, venue: str, what: str) -> Receipt:
        """改建."""
        asked = locals()
        return self._decide_alone(
            studio.record_remodelling,
            asked,
            lambda known, hand: studio.record_remodelling(known, venue=venue, on=hand.day, what=what),
        )

    def define_zone(self, *, venue: str, zone: ZoneKind, deviation: str | None = None) -> Receipt:
        """划定区域."""
        asked = locals()
        return self._decide_alone(
            studio.define_zone,
            asked,
            lambda known, hand: studio.define_zone(known, venue=venue, zone=zone, deviation=deviation),
        )

    def attest_isolation(self, *, venue: str, evidence: str) -> Receipt:
        """确认咨询服务区相对隔离."""
        asked = locals()
        return self._decide_alone(
            studio.attest_isolation,
            asked,
            lambda known, hand: studio.attest_isolation(
                known, venue=venue, inspector=hand.by, on=hand.day, evidence=evidence
            ),
        )

    def define_area(self, *, area: str, venue: str, kind: str, capacity: int, first: date) -> Receipt:
        """设置功能区."""
        asked = locals()
        return self._decide_alone(
            studio.define_area,
            asked,
            lambda known, hand: studio.define_area(
                known, area=area, venue=venue, kind=kind, capacity=capacity, first=first, terms=hand.terms
            ),
        )

    def record_area_closure(self, *, area: str, last_day: date) -> Receipt:
        """撤销功能区."""
        asked = locals()
        return self._decide_alone(
            studio.record_area_closure,
            asked,
            lambda known, hand: studio.record_area_closure(known, area=area, last_day=last_day),
        )

    def inspect_area(self, *, area: str, failed: tuple[str, ...]) -> Receipt:
        """检查功能区."""
        asked = locals()
        return self._decide_alone(
            studio.inspect_area,
            asked,
            lambda known, hand: studio.inspect_area(known, area=area, inspector=hand.by, on=hand.day, failed=failed),
        )

    def register_equipment(self, *, equipment: str, area: str, name: str, quantity: int) -> Receipt:
        """登记设备设施."""
        asked = locals()
        return self._decide_alone(
            studio.register_equipment,
            asked,
            lambda known, hand: studio.register_equipment(
                known, equipment=equipment, area=area, name=name, quantity=quantity
            ),
        )

    def update_display(self, *, area: str, items: tuple[str, ...]) -> Receipt:
        """更新展示内容."""
        asked = locals()
        return self._decide_alone(
            studio.update_display,
            asked,
            lambda known, hand: studio.update_display(known, area=area, items=items, on=hand.day),
        )
