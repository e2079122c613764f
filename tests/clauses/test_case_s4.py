"""S4 (杭州): a clean case from beginning to end, through the app, its facts sealed and stored; nothing is found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from case_story import BANK_ID, CASE, CLIENT_ID, DUE, LOAN, LU, OPENED, ZHOU, paper
from case_world import CaseWorld, told
from studio_adapters.auditing import Report
from studio_domain import client_case
from studio_domain.audit import obligation_register
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.obligations import Standing
from studio_domain.client_case import ClosureKind
from studio_domain.guideline import Breach
from studio_domain.views import CaseRegister, ClientHistory, MentorHours
from studio_world import REGION, STUDIO, day


@pytest.fixture(scope="module")
def world() -> CaseWorld:
    return CaseWorld().of_s4()


def test_nothing_is_found_at_its_end(world: CaseWorld) -> None:
    assert told(world, "2024-12-31") == []


@pytest.mark.parametrize("week", range(24))
def test_nor_in_any_week_of_it(world: CaseWorld, week: int) -> None:
    assert told(world, (date(2024, 7, 15) + timedelta(weeks=week)).isoformat()) == []


def test_nor_by_an_audit_of_the_store(world: CaseWorld) -> None:
    report: Report = world.app.audit(as_of=day("2024-12-31"))
    assert list(report.findings) == []


def test_the_register_of_cases(world: CaseWorld) -> None:
    [row] = world.app.register(CaseRegister(), STUDIO).table("cases")
    assert row == {
        "case": CASE, "client": CLIENT_ID, "mentor": LU, "level": "special", "opened": "2024-08-06",
        "due": "2025-02-02", "standing": "closed", "services": 3, "minutes": 420, "results": 1, "jobs": 3,
        "matched_fen": 200_000_00, "closed": "2024-11-20", "outcome": "completed", "satisfaction": 9,
        "archived": "2024-12-10", "archive_code": "2024-FW-D30-0017",
    }  # fmt: skip


def test_a_term_of_180_days() -> None:
    assert (DUE - OPENED).days == 180


def test_the_clients_history(world: CaseWorld) -> None:
    rows = world.app.register(ClientHistory(), STUDIO).table("client_history")
    assert [(row["day"], row["what"], row["object"], row["detail"]) for row in rows] == [
        ("2024-08-06", "opened", CASE, "n-site, n-loan"),
        ("2024-08-09", "assessment", "a-1", "T-03 v2"),
        ("2024-08-22", "service", "s-1", "2.2:opening visit"),
        ("2024-09-10", "service", "s-2", "2.2:opening visit"),
        ("2024-10-17", "service", "s-3", "2.2:opening on-site"),
        ("2024-10-21", "match", "m-1", f"financing: {BANK_ID}"),
        ("2024-11-12", "result", "r-1", "取得营业执照，带动就业 3 人"),
        ("2024-11-20", "closed", "1", "completed"),
    ]
    assert {row["client"] for row in rows} == {CLIENT_ID}


def test_the_mentors_hours(world: CaseWorld) -> None:
    rows = world.app.register(MentorHours(), STUDIO).table("mentor_hours")
    assert [(row["mentor"], row["month"], row["services"], row["minutes"]) for row in rows] == [
        (LU, "2024-08", 1, 120), (LU, "2024-09", 1, 180), (LU, "2024-10", 1, 120),
    ]  # fmt: skip


def test_what_was_owed_was_done_in_time(world: CaseWorld) -> None:
    facts = world.history
    grounds = Grounds.of(facts, studio=STUDIO, region=REGION.code)
    register = obligation_register(facts, grounds=grounds, studio=STUDIO, as_of=day("2024-12-31"))
    owed = {entry.key: entry for entry in register if entry.subject == CASE}
    assert {key: (one.due, one.discharged) for key, one in owed.items()} == {
        "case_due": (date(2025, 2, 2), date(2024, 11, 20)),
        "close_ready": (date(2024, 12, 3), date(2024, 11, 20)),
        "archive_case": (date(2024, 12, 20), date(2024, 12, 10)),
    }
    assert {one.standing for one in owed.values()} == {Standing.DISCHARGED}


def test_what_she_said_is_sealed(world: CaseWorld) -> None:
    said = [event.fact for event in world.app.history(STUDIO) if event.stream.endswith(CASE)]
    assert "很有帮助" not in repr(said)
    assert "王芷晴" not in repr(list(world.app.history(STUDIO)))


class TestOtherwise:
    """One step left out or done otherwise, and the audit says so."""

    def story(self, *steps: Callable[[CaseWorld], object]) -> list[str]:
        world = CaseWorld()
        world.recognised()
        for step in steps:
            step(world)
        found = (one.check for one in world.findings("2025-02-03"))
        return [check for check in found if check != "resource.information-not-reviewed"]  # due in January

    def test_archived_a_day_late(self) -> None:
        assert self.story(
            CaseWorld.equipped, CaseWorld.registered, CaseWorld.opened, CaseWorld.planned, CaseWorld.served,
            CaseWorld.matched, CaseWorld.closed, lambda world: world.archived("2024-12-21"),
        ) == ["obligation.archive_case"]  # fmt: skip

    def test_never_closed(self) -> None:
        assert self.story(
            CaseWorld.equipped, CaseWorld.registered, CaseWorld.opened, CaseWorld.planned, CaseWorld.served,
            CaseWorld.matched,
        ) == ["obligation.case_due"]  # fmt: skip

    def test_not_referred_without_her_consent(self) -> None:
        world = CaseWorld()
        world.recognised()
        world.equipped().registered().opened().planned().served()
        with pytest.raises(Breach) as refused:
            world.staff(
                "2024-10-21",
                lambda: world.case.match_resource(match="m-1", need=LOAN, kind="financing", provider=BANK_ID),
            )
        assert refused.value.rule is client_case.REFERRAL_CONSENT

    def test_nobody_closes_what_he_proposed(self) -> None:
        world = CaseWorld()
        world.recognised()
        world.equipped().registered().opened(mentor=ZHOU, listing="x-zhou")
        world.lead("2024-08-20", lambda: world.case.record_client_word(confirms=True))
        with pytest.raises(Breach):
            world.lead("2024-08-21", lambda: world.case.propose_closure(kind=ClosureKind.COMPLETED))
        world.lead(
            "2024-08-21",
            lambda: world.case.propose_closure(
                kind=ClosureKind.OBJECTIVE, reason="policy-change", evidence=(paper("文件"),)
            ),
        )
        with pytest.raises(Breach) as refused:
            world.lead("2024-08-22", lambda: world.case.close_case())
        assert refused.value.rule is client_case.TWO_HANDS
        world.head("2024-08-22", lambda: world.case.close_case())
        assert not world.case.state.open
