"""三、（一）: fixed premises, two zones, set apart, four areas with room for thirty; and what moves do to it."""

from __future__ import annotations

from datetime import date

import pytest

from studio_domain import studio
from studio_domain.studio import TenureRight, ZoneKind
from studio_words import CLOSED, MOVING, NEW_PLACE, ONE, STUDIO, TERMS, told
from studio_world import DIGEST, XU, World, day
from telling import refused_by


class TestActivityRoom:
    """3.1.1.b: an activity room holds thirty; what it holds above fifty is said, and no fault."""

    @pytest.mark.parametrize("seats", [30, 50, 51])
    def test_thirty_and_more(self, seats: int) -> None:
        found = World().founded().staffed().housed(seats=seats).ruled().applied().reviewed().noticed()
        found.recognise()
        told_ = found.findings("2024-07-31")
        assert [(one.check, one.severity.value) for one in told_] == (
            [("studio.activity-room-large", "advice")] if seats > 50 else []
        )

    def test_twenty_nine(self) -> None:
        with refused_by(studio.ROOM_FOR_THIRTY, capacity=29, least=30):
            World().founded().staffed().housed(seats=29)


class TestPlaceOnEveryDay:
    """3.1.0.a: on every day of the recognition there is a place; a lease that ends is followed by another."""

    def test_an_area_is_in_use_while_its_venue_is(self) -> None:
        leased = told(
            MOVING, studio.AreaDefined("a-2", "v-2", "activity-room", 40, date(2024, 8, 15)),
            studio.VenueRegistered("v-2", "文二路", TenureRight.LEASED, date(2026, 9, 1), None, "续"),
        )  # fmt: skip
        area = leased.area("a-2")
        assert area is not None
        days = [date(2024, 8, 14), date(2024, 8, 15), date(2026, 7, 31), date(2026, 8, 1), date(2026, 9, 1)]
        assert [area.in_use_on(on) for on in days] == [False, True, True, False, True]
        assert (area.kind, area.capacity, area.venue) == ("activity-room", 40, "v-2")
        assert leased.area("none") is None

    def test_what_was_left_is_used_no_more(self) -> None:
        moved = told(NEW_PLACE, studio.VenueRelocated("v-2", date(2024, 8, 1)))
        assert [moved.premises.main_on(on) for on in (date(2024, 7, 31), date(2024, 8, 1))] == ["v-1", "v-2"]
        old, new = moved.area("activity-room"), moved.area("activity-room-2")
        assert old is not None
        assert new is not None
        assert [old.in_use_on(on) for on in (date(2024, 7, 31), date(2024, 8, 1))] == [True, False]
        assert new.in_use_on(date(2024, 8, 1))

    def test_an_exit_ends_the_right_and_a_new_one_does_not_revive_it(self) -> None:
        left = told(STUDIO, studio.VenueVacated("v-1", date(2024, 8, 31)))
        again = told(left, studio.VenueRegistered("v-1", "a", TenureRight.LENT, date(2024, 10, 1), None, "d"))
        days = [date(2024, 8, 31), date(2024, 9, 1), date(2024, 9, 30), date(2024, 10, 1)]
        assert [bool(again.premises.venues_on(on)) for on in days] == [True, False, False, True]


class TestIsolation:
    """3.1.0.c: it was looked at and attested that the consultation zone is set apart, anew after every change."""

    def test_remodelling_undoes_it_until_it_is_attested_again(self) -> None:
        world = World().recognised()
        place = world.studio
        world.head("2024-08-05", lambda: place.record_remodelling(venue="v-1", what="拆隔断"))
        assert [place.state.premises.isolated_on(day(on)) for on in ("2024-08-04", "2024-08-05")] == [True, False]
        world.head("2024-08-09", lambda: place.attest_isolation(venue="v-1", evidence=DIGEST))
        assert place.state.premises.isolated_on(day("2024-08-09"))
        [found] = [one for one in world.findings("2024-08-31") if one.check == "studio.not-set-apart"]
        assert (found.actual.value, str(found.interval.until)) == (4, "2024-08-09")

    def test_a_recognised_studio_moves_to_what_is_ready(self) -> None:
        with refused_by(studio.ZONED, zone=ZoneKind.BACK_OFFICE):
            bare = told(MOVING, *_areas(), studio.IsolationAttested("v-2", XU, date(2024, 8, 1), DIGEST))
            studio.relocate(told(bare, studio.ZoneDefined("v-2", ZoneKind.CONSULTATION)), venue="v-2",
                            first=date(2024, 8, 1), terms=TERMS)  # fmt: skip
        moved = studio.relocate(NEW_PLACE, venue="v-2", first=date(2024, 8, 1), terms=TERMS)
        assert moved == studio.VenueRelocated("v-2", date(2024, 8, 1))


class TestClosed:
    """1.1.a: nothing is decided about a studio that was closed; what happened is still told."""

    def test_reports_go_on(self) -> None:
        left = studio.record_exit(CLOSED, venue="v-1", last_day=date(2025, 2, 28))
        assert left == studio.VenueVacated("v-1", date(2025, 2, 28))
        with refused_by(studio.NOT_CLOSED, closed=date(2025, 2, 1)):
            studio.define_zone(CLOSED, venue="v-1", zone=ZoneKind.CONSULTATION)
        assert not CLOSED.serves_on(date(2025, 2, 1) + ONE)


def _areas() -> tuple[studio.AreaDefined, ...]:
    return tuple(studio.AreaDefined(f"{kind}-2", "v-2", kind, 30, date(2024, 8, 1)) for kind in TERMS.venue.area_kinds)
