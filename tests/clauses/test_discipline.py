"""Discipline (组织纪律 三、（四）7), through decisions; S10 whole."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import pytest

from discipline_world import CARD, CONFIDENTIAL, TEA, Disciplined
from studio_adapters.app import StudioApp
from studio_domain import discipline_case as discipline
from studio_domain.audit import Standing, Status
from studio_domain.discipline_case import AppealOutcome, GiftDisposal, GiftItem, GiftKind, Reporting, Sanction
from studio_domain.filing import Matter
from studio_domain.guideline import Role
from studio_domain.studio import StaffDeparted
from studio_domain.values import Sealed
from studio_domain.views import DisciplineRegister, GiftRegister, Kept
from studio_world import BUREAU, DIGEST, HE, LU, STUDIO, XU, ZHAO, ZHOU, day
from telling import refused_by

BOTH = {"gift_register", "gift_handover"}


@pytest.fixture
def begun() -> Disciplined:
    return Disciplined().begun()


class TestS10:
    """A gift of tea and a card worth ¥1,200.00, received on 2025-09-29, reported by a colleague on 2025-10-11 (a
    Saturday on which China works), and nothing follows."""

    def test_what_is_owed_and_until_when(self, begun: Disciplined) -> None:
        """Screening ten working days after the report, handing over a month after the receipt."""
        owed = begun.gift_reported().owed("2025-10-11")
        assert {key: (one.opened, one.due, one.standing) for key, one in owed.items()} == {
            "discipline_open": (date(2025, 10, 11), date(2025, 10, 24), Standing.OPEN),
            "gift_register": (date(2025, 9, 29), date(2025, 10, 29), Standing.DISCHARGED),
            "gift_handover": (date(2025, 9, 29), date(2025, 10, 29), Standing.OPEN),
        }

    def test_on_the_last_day_it_is_open_and_not_overdue(self, begun: Disciplined) -> None:
        begun.gift_reported()
        assert begun.ours("2025-10-24") == []
        assert begun.owed("2025-10-24")["discipline_open"].standing is Standing.OPEN

    @pytest.mark.parametrize(
        ("as_of", "checks"),
        [
            ("2025-10-25", ["obligation.discipline_open"]),
            ("2025-10-29", ["obligation.discipline_open"]),
            ("2025-10-30", ["obligation.discipline_open", "obligation.gift_handover"]),
        ],
    )
    def test_overdue_from_the_next_day_on(self, begun: Disciplined, as_of: str, checks: list[str]) -> None:
        findings = begun.gift_reported().ours(as_of)
        assert sorted(one.check for one in findings) == checks
        assert {one.severity.value for one in findings} == {"violation"}

    def test_the_twin_gives_no_finding(self, begun: Disciplined) -> None:
        """No case, with a reason, on 10-24; handed over on 10-29."""
        begun.gift_reported()
        begun.head("2025-10-24", lambda: begun.matter().decide_no_case(reason="已主动上交"))
        begun.disposed("2025-10-29")
        assert begun.ours("2026-03-31") == []
        assert {one.standing for one in begun.owed("2026-03-31").values()} == {Standing.DISCHARGED}

    @pytest.mark.parametrize(
        ("no_case", "handed", "check"),
        [
            ("2025-10-27", "2025-10-29", "obligation.discipline_open"),
            ("2025-10-24", "2025-10-30", "obligation.gift_handover"),
        ],
    )
    def test_a_day_late_is_found_and_told_as_remedied(
        self, begun: Disciplined, no_case: str, handed: str, check: str
    ) -> None:
        begun.gift_reported()
        begun.head(no_case, lambda: begun.matter().decide_no_case(reason="已主动上交"))
        begun.disposed(handed)
        assert [(one.check, one.status) for one in begun.ours("2026-03-31")] == [(check, Status.REMEDIED)]

    def test_the_registers_show_it(self, begun: Disciplined) -> None:
        begun.gift_reported().disposed("2025-10-29")
        known = begun.history
        (gift,) = Kept(GiftRegister()).see_all(known).table("gifts")
        assert (gift["receiver"], gift["value_fen"], gift["kinds"], gift["disposal"]) == (
            LU, 1_200_00, "card, goods", "handed-over",
        )  # fmt: skip
        (matter,) = Kept(DisciplineRegister()).see_all(known).table("discipline")
        assert (matter["kind"], matter["subject"], matter["stage"], matter["reports"]) == ("gift", LU, "reported", 1)


class TestProhibitedActs:
    """3.4.7.c: taking property, improper gain, improper speech, infringing trade secrets are reported by anybody,
    always taken, and answered by a case or by none within the time of policy; gifts are handed over."""

    @pytest.mark.parametrize("kind", ["taking-property", "improper-gain", "improper-speech", "trade-secrets", "gossip"])
    def test_a_report_is_always_taken(self, begun: Disciplined, kind: str) -> None:
        begun.conduct_reported("2025-03-03", kind=kind)
        found = [one.check for one in begun.ours("2025-03-03")]
        assert found == (["discipline.incomplete"] if kind == "gossip" else [])

    def test_also_about_nobody_and_anonymously(self, begun: Disciplined) -> None:
        begun.conduct_reported("2025-03-03", subject=None, reporting=Reporting.ANONYMOUS)
        begun.ding("2025-03-17", lambda: begun.matter().decide_no_case(reason="无从查证"))
        assert begun.ours("2026-01-01") == []

    @pytest.mark.parametrize(
        ("items", "keys"),
        [
            ((GiftItem(GiftKind.GOODS, "茶", 99_99),), set()),
            ((GiftItem(GiftKind.GOODS, "茶", 100_00),), {"gift_register"}),
            ((GiftItem(GiftKind.GOODS, "茶", 199_99),), {"gift_register"}),
            ((GiftItem(GiftKind.GOODS, "茶", 100_00), GiftItem(GiftKind.GOODS, "酒", 100_00)), BOTH),
            ((GiftItem(GiftKind.CASH, "红包", 1),), BOTH),
            ((GiftItem(GiftKind.SECURITIES, "股票", 1),), BOTH),
        ],
    )  # fmt: skip
    def test_goods_by_value_money_at_any(self, begun: Disciplined, items: tuple[GiftItem, ...], keys: set[str]) -> None:
        owed = begun.gift_reported(items=items).owed("2025-10-11")
        assert owed.keys() - {"discipline_open"} == keys

    def test_a_card_is_never_kept(self, begun: Disciplined) -> None:
        begun.gift_reported(items=(CARD,))
        with refused_by(discipline.NO_MONEY_KEPT, kind=GiftKind.CARD):
            begun.disposed("2025-10-20", GiftDisposal.REGISTERED)

    def test_goods_of_the_value_of_policy_are_not_kept(self, begun: Disciplined) -> None:
        begun.gift_reported(items=(TEA,))
        with refused_by(discipline.GOODS_KEPT_BELOW, value=200_00, least=200_00):
            begun.disposed("2025-10-20", GiftDisposal.REGISTERED)


class TestDiscipline:
    """3.4.7.d: whoever is accused is heard; reporter, investigator, decider and subject are four (SD-8); what is
    decided is carried out, can be appealed against, and is reported to the authority."""

    def test_the_whole_way(self, begun: Disciplined) -> None:
        begun.gift_reported().disposed("2025-10-16").investigated("2025-10-16")
        begun.sanctioned("2025-10-20", Sanction.CRITICISM, recovery=500_00)
        place = next(one.place for one in begun.history if isinstance(one.fact, discipline.SanctionDecided))
        filing = begun.app.filing(STUDIO, "b-1")
        covers = (Matter("discipline-decision", f"{place.stream}@{place.version}"),)
        begun.acts(
            "2025-11-03", HE, Role.STAFF,
            lambda: filing.prepare_filing(covers=covers, digest=DIGEST, authority=BUREAU), filing.submit_filing,
        )  # fmt: skip
        begun.appealed("2025-11-19", "2025-11-28", AppealOutcome.UPHELD)
        begun.head("2025-12-01", lambda: begun.matter().enforce_sanction())
        with refused_by(discipline.LOSS_RECOVERED, recovery=500_00, recovered=0):
            begun.head("2025-12-02", lambda: begun.matter().close_case())
        begun.head("2025-12-02", lambda: begun.matter().close_case(recovered=500_00))
        assert begun.ours("2026-03-31") == []
        (row,) = Kept(DisciplineRegister()).see_all(begun.history).table("discipline")
        assert (row["stage"], row["sanction"], row["closed"]) == ("closed", "criticism", "2025-12-02")

    def test_a_sanction_is_filed_within_ten_working_days(self, begun: Disciplined) -> None:
        begun.conduct_reported("2025-10-11").investigated("2025-10-16").sanctioned("2025-10-20", Sanction.TALK)
        assert begun.owed("2025-10-20")["change_filing"].due == date(2025, 11, 3)
        assert [one.check for one in begun.ours("2025-11-04")] == ["obligation.change_filing"]

    def test_nobody_is_judge_in_his_own_matter(self, begun: Disciplined) -> None:
        begun.conduct_reported("2025-10-11", subject=XU)
        with refused_by(discipline.NOT_THE_SUBJECT, hand=XU):
            begun.head("2025-10-13", lambda: begun.matter().decide_no_case(reason="不属实"))
        with refused_by(discipline.ABOUT_THE_HEAD, subject=XU, role=Role.DISCIPLINE):
            begun.ding("2025-10-13", lambda: begun.matter().decide_no_case(reason="不属实"))
        begun.authority("2025-10-13", ZHAO, lambda: begun.matter().decide_no_case(reason="不属实"))
        assert begun.ours("2026-03-31") == []

    def test_the_head_decides_about_the_lead(self, begun: Disciplined) -> None:
        begun.conduct_reported("2025-10-11", subject=ZHOU)
        with refused_by(discipline.ABOUT_THE_LEAD, subject=ZHOU, role=Role.DISCIPLINE):
            begun.ding("2025-10-13", lambda: begun.matter().open_case(subject=ZHOU, document="立-1"))
        begun.head("2025-10-13", lambda: begun.matter().open_case(subject=ZHOU, document="立-1"))
        assert begun.ours("2026-03-31") == []

    def test_whoever_investigated_does_not_decide(self, begun: Disciplined) -> None:
        begun.conduct_reported("2025-10-11")
        matter = begun.matter()
        begun.ding("2025-10-13", lambda: matter.open_case(subject=LU, document="立-1"))
        begun.authority(
            "2025-10-14",
            ZHAO,
            lambda: matter.collect_evidence(evidence="e-1", digest=DIGEST),
            lambda: matter.hear_subject(digest=DIGEST),
            lambda: matter.conclude_investigation(founded=True, digest=DIGEST),
        )
        with refused_by(discipline.NOT_AN_INVESTIGATOR, hand=ZHAO):
            begun.authority(
                "2025-10-15",
                ZHAO,
                lambda: matter.decide_sanction(sanction=Sanction.TALK, basis="第9条", document="处-1"),
            )

    def test_a_public_official_can_only_be_referred(self, begun: Disciplined) -> None:
        person = begun.app.person("330106", LU)
        begun.head("2025-10-10", lambda: person.record_person(employer="12000000MB0000027M", public_official=True))
        begun.conduct_reported("2025-10-11").investigated("2025-10-16")
        with refused_by(discipline.ONLY_REFERRED, subject=LU, sanction=Sanction.TALK):
            begun.sanctioned("2025-10-20", Sanction.TALK)
        begun.sanctioned("2025-10-20", Sanction.REFERRAL)
        begun.head("2025-10-21", lambda: begun.matter().refer_to_authority(organ="任免机关", document="移-1"))
        begun.head("2025-10-22", lambda: begun.matter().close_case())
        assert begun.ours("2025-11-03") == []

    def test_whoever_is_dismissed_has_left(self, begun: Disciplined) -> None:
        begun.conduct_reported("2025-10-11").investigated("2025-10-16").sanctioned("2025-10-20", Sanction.DISMISSAL)
        with refused_by(discipline.NO_LONGER_SERVES, subject=LU, on=day("2025-10-22")):
            begun.head("2025-10-22", lambda: begun.matter().enforce_sanction())
        begun.head(
            "2025-10-22",
            lambda: begun.studio.record_staff_departure(person=LU, last_day=day("2025-10-22"), reason="解聘"),
            lambda: begun.matter().enforce_sanction(),
        )
        enforced = begun.history[-1].fact
        left = next(one.place for one in begun.history if isinstance(one.fact, StaffDeparted))
        assert isinstance(enforced, discipline.SanctionEnforced)
        assert enforced.link == left
        assert begun.ours("2025-10-22") == []


class TestInConfidence:
    """A reporter in confidence is sealed; whoever decides needs the keys, and learns only that he must stand aside."""

    def begun(self) -> Disciplined:
        world = Disciplined()
        world.app = StudioApp("memory:", keys="memory:", clock=world.clock)
        return world.begun()

    def test_the_reporter_stands_aside(self) -> None:
        world = self.begun()
        with closing(world.app):
            world.ding(
                "2025-10-11", lambda: world.matter().report_conduct(kind="improper-gain", subject=LU, **CONFIDENTIAL)
            )
            stored = next(one.fact for one in world.history if isinstance(one.fact, discipline.ConductReported))
            assert isinstance(stored.reporter, Sealed)
            assert XU not in repr(stored)
            with refused_by(discipline.NOT_A_REPORTER):
                world.head("2025-10-13", lambda: world.matter().decide_no_case(reason="不属实"))
            world.ding("2025-10-13", lambda: world.matter().decide_no_case(reason="不属实"))
            assert world.ours("2026-03-31") == []

    def test_without_the_keys_nobody_decides(self) -> None:
        world = self.begun()
        with closing(world.app):
            world.ding(
                "2025-10-11", lambda: world.matter().report_conduct(kind="improper-gain", subject=LU, **CONFIDENTIAL)
            )
            world.app.journal.sealer = None
            with refused_by(discipline.REPORTER_LEGIBLE):
                world.ding("2025-10-13", lambda: world.matter().decide_no_case(reason="不属实"))
