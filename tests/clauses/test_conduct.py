"""Pledges, declarations, inspections (组织纪律 三、（四）7), through decisions."""

from __future__ import annotations

from datetime import date

import pytest

from discipline_world import Disciplined
from studio_domain import conduct_record
from studio_domain.audit import Grounds, Standing, obligation_register
from studio_domain.guideline import Role
from studio_domain.views import ConductLedger, InspectionLedger, Kept
from studio_world import DIGEST, HE, LU, REGION, STUDIO, day
from telling import refused_by


@pytest.fixture
def begun() -> Disciplined:
    return Disciplined().begun()


def pledges(world: Disciplined, on: str) -> None:
    """陆文博 signs his pledge."""
    sign = lambda: world.app.conduct(STUDIO, LU).sign_pledge(text_version="承诺书/1", digest=DIGEST)  # noqa: E731
    world.acts(on, LU, Role.STAFF, sign)


class TestLawAndEthics:
    """3.4.7.a: whoever guides signs a pledge before the first service, himself, and again each year."""

    def test_nobody_signs_for_another(self, begun: Disciplined) -> None:
        with refused_by(conduct_record.OWN_PLEDGE, person=LU):
            begun.acts(
                "2024-07-02", HE, Role.STAFF,
                lambda: begun.app.conduct(STUDIO, LU).sign_pledge(text_version="承诺书/1", digest=DIGEST),
            )  # fmt: skip

    def test_it_is_owed_again_after_twelve_months(self, begun: Disciplined) -> None:
        pledges(begun, "2024-07-02")
        known = begun.history
        grounds = Grounds.of(known, studio=STUDIO, region=REGION.code)
        (owed,) = [
            one
            for one in obligation_register(known, grounds=grounds, studio=STUDIO, as_of=day("2025-07-02"))
            if one.key == "pledge_renewal"
        ]
        assert (owed.due, owed.standing) == (date(2025, 7, 2), Standing.OPEN)
        pledges(begun, "2025-07-02")
        rows = Kept(ConductLedger()).see_all(begun.history).table("pledges")
        assert [(row["kind"], row["day"]) for row in rows] == [("pledge", "2024-07-02"), ("pledge", "2025-07-02")]


class TestIntegrity:
    """3.4.7.b: whoever guides declares his interests each year, that he has none being a declaration too."""

    def test_once_in_the_year_that_it_is_about(self, begun: Disciplined) -> None:
        declare = lambda: begun.app.conduct(STUDIO, LU).declare_integrity(year=2025, digest=DIGEST)  # noqa: E731
        with refused_by(conduct_record.DECLARED_FOR_THE_YEAR, year=2025, on=day("2024-12-31")):
            begun.acts("2024-12-31", LU, Role.STAFF, declare)
        begun.acts("2025-11-20", LU, Role.STAFF, declare)
        with refused_by(conduct_record.DECLARED_ONCE, year=2025):
            begun.acts("2025-11-21", LU, Role.STAFF, declare)
        (row,) = Kept(ConductLedger()).see_all(begun.history).table("pledges")
        assert (row["kind"], row["about"], row["interests"]) == ("declaration", "2025", "")


class TestInspection:
    """3.4.7.d: conduct is inspected, and what came of it is on record."""

    def test_an_inspection_is_on_record(self, begun: Disciplined) -> None:
        handle = begun.app.inspections(STUDIO, 2025)
        begun.ding("2025-05-20", lambda: handle.hold_inspection(inspection="jc-1", scope="廉洁自律", digest=DIGEST))
        (row,) = Kept(InspectionLedger()).see_all(begun.history).table("inspections")
        assert (row["year"], row["inspection"], row["day"]) == ("2025", "jc-1", "2025-05-20")
        assert begun.ours("2025-12-31") == []
