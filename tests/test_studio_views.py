"""Registers of a studio: profile, names, roster and areas, as of any day."""

from __future__ import annotations

from datetime import date

import pytest

from studio_domain.guideline import Role
from studio_domain.studio import WithdrawalKind
from studio_domain.views import Kept
from studio_domain.views.rosters import StudioRoster, holding_on
from studio_domain.views.studios import StudioAreas, StudioProfile
from studio_world import DIGEST, HE, LU, SHEN, SUN, WANG, XU, ZHOU, World, day


@pytest.fixture(scope="module")
def world() -> World:
    return World().recognised().succeeded()


def profile(world: World, as_of: str) -> dict[str, object]:
    [row] = Kept(StudioProfile()).see_all(world.history, as_of=day(as_of)).table("studio_profile")
    return dict(row)


def test_the_profile_of_a_day(world: World) -> None:
    known = profile(world, "2024-07-01")
    assert known == {
        "studio": "hz-xihu-001", "name": "杭州市西湖区周明远创业指导师工作室", "standing": "recognised",
        "carrier": "91000000MA00000157", "carrier_name": "运营有限公司", "carrier_kind": "park", "region": "330106",
        "document": "西人社发〔2024〕37号", "first": "2024-07-01", "last": "2027-06-30", "suspended_from": None,
        "closed": None,
    }  # fmt: skip
    standings = [("2024-05-10", "registered"), ("2024-05-20", "submitted"), ("2024-05-22", "under-review")]
    standings += [("2024-06-14", "reviewed"), ("2024-06-17", "on-notice")]
    assert [(on, profile(world, on)["standing"]) for on, _ in standings] == standings
    assert profile(world, "2026-06-30")["name"] == "杭州市西湖区沈嘉宁创业指导师工作室"


def test_its_names_stay(world: World) -> None:
    rows = Kept(StudioProfile()).see_all(world.history).table("studio_names")
    assert [(row["first"], row["lead"]) for row in rows] == [("2024-07-01", ZHOU), ("2026-04-20", SHEN)]


def test_the_roster_of_any_date(world: World) -> None:
    rows = world.app.register(StudioRoster(), world.ID).table("studio_roster")
    there = {
        on: sorted((str(row["post"]), str(row["person"])) for row in holding_on(rows, day(on)))
        for on in ("2024-05-09", "2026-03-31", "2026-04-01")
    }
    staff = [("staff", HE), ("staff", LU)]
    assert there["2024-05-09"] == []
    assert there["2026-03-31"] == [("archivist", HE), ("lead", ZHOU), ("principal-lead", ZHOU), *staff, ("staff", SHEN)]
    assert there["2026-04-01"] == [("archivist", HE), ("lead", SHEN), ("principal-lead", SHEN), *staff]


def test_the_roster_agrees_with_the_state(world: World) -> None:
    rows, known = world.app.register(StudioRoster(), world.ID).table("studio_roster"), world.studio.state
    for on in (date(2024, 5, 10), date(2024, 7, 1), date(2026, 3, 31), date(2026, 4, 1), date(2026, 5, 18)):
        holding = holding_on(rows, on)
        assert {row["person"] for row in holding if row["post"] == "staff"} == {
            one.person for one in known.roster.staff_on(on)
        }
        assert [row["person"] for row in holding if row["post"] == "principal-lead"] == [known.principal_lead_on(on)]
        assert [row["person"] for row in holding if row["post"] == "archivist"] == [known.archivist_on(on)]


def test_duties_and_departures() -> None:
    world = World().recognised()
    world.lead("2024-08-01", lambda: world.studio.assign_duty(person=HE, duties=("培训",), first=day("2024-08-01")))
    world.lead("2024-09-02", lambda: world.studio.assign_archivist(person=LU, first=day("2024-09-02"), handover=DIGEST))
    leave = lambda: world.studio.record_staff_departure(person=LU, last_day=day("2024-09-30"), reason="离职")  # noqa: E731
    world.acts("2024-09-30", HE, Role.STAFF, leave)
    rows = Kept(StudioRoster()).see_all(world.history).table("studio_roster")
    told = {(row["post"], row["person"]): (row["duties"], row["last"]) for row in rows}
    assert told["staff", HE] == ("培训", None)
    assert told["staff", LU] == ("接待、活动组织", "2024-09-30")
    assert (told["archivist", HE], told["archivist", LU]) == (("", "2024-09-01"), ("", "2024-09-30"))


def test_areas() -> None:
    world = World().recognised()
    world.head("2024-08-01", lambda: world.studio.record_area_closure(area="display-area", last_day=day("2024-08-31")))
    rows = {row["area"]: row for row in Kept(StudioAreas()).see_all(world.history).table("studio_areas")}
    room, display = rows["activity-room"], rows["display-area"]
    assert (room["seats"], room["first"], room["last"], room["inspected"]) == (30, "2024-05-13", None, None)
    assert (display["last"], rows["counselling-room"]["inspected"]) == ("2024-08-31", "2024-05-13")


def test_how_a_studio_stands_later() -> None:
    world = World().recognised()
    place = world.studio
    seen = []

    def standing() -> None:
        [row] = Kept(StudioProfile()).see_all(world.history).table("studio_profile")
        seen.append((row["standing"], row["suspended_from"], row["last"], row["closed"]))

    world.authority("2024-08-01", WANG, lambda: place.suspend(first=day("2024-08-01"), reason="整改", document="停1号"))
    standing()
    world.authority("2024-08-20", WANG, lambda: place.lift_suspension(first=day("2024-08-20"), document="复1号"))
    standing()
    kind = WithdrawalKind.REVOKED
    world.authority("2024-09-02", WANG, lambda: place.notify_withdrawal(notice="n", kind=kind, ground="材料不实"))
    world.authority("2024-09-03", WANG, lambda: place.record_statement(notice="n", waived=True))
    world.authority(
        "2024-09-10", SUN,
        lambda: place.withdraw_recognition(
            notice="n", kind=kind, first=day("2024-09-11"), document="撤1号", clawback_fen=0
        ),
    )  # fmt: skip
    standing()
    world.acts("2024-09-12", XU, Role.CARRIER_HEAD, lambda: place.close_studio(handover=DIGEST, plaque_returned=True))
    standing()
    assert seen == [
        ("suspended", "2024-08-01", "2027-06-30", None),
        ("recognised", None, "2027-06-30", None),
        ("revoked", None, "2024-09-10", None),
        ("closed", None, "2024-09-10", "2024-09-12"),
    ]
