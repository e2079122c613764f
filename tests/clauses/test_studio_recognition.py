"""一、（一）（三）（四）: how a studio is recognised, what it is called, and how that ends."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import pytest

from audit.studio.retelling import bend
from studio_domain import studio, studio_name
from studio_domain.desk.winding_up import FUNDS_SETTLED
from studio_domain.guideline import Role
from studio_domain.studio import WithdrawalKind
from studio_domain.studio_name import name_stream
from studio_domain.values import PersonId
from studio_words import opinions
from studio_world import (
    BUREAU,
    DIGEST,
    NAME,
    PARK,
    QIAN,
    RECOGNISED,
    REGION,
    STUDIO,
    SUN,
    WANG,
    XU,
    ZHAO,
    ZHOU,
    World,
    day,
    findings,
)
from telling import refused_by


class TestCleanRecognition:
    """S1: everything stands exactly at its boundary, and nothing is to be said against it."""

    def test_it_is_recognised(self) -> None:
        world = World().recognised()
        known = world.studio.state
        assert [known.serves_on(on) for on in (date(2024, 6, 30), RECOGNISED, date(2027, 6, 30), date(2027, 7, 1))] == [
            False, True, True, False,
        ]  # fmt: skip
        assert known.name_on(RECOGNISED) == NAME
        assert known.name_on(date(2024, 6, 30)) is None
        assert world.findings("2024-07-31") == []

    def test_it_is_clean_through_a_store(self, tmp_path: Path) -> None:
        """Over bytes, with the facts of the region that the audit gathers for itself."""
        world = World(str(tmp_path / "s1.db")).recognised()
        assert world.app.audit(STUDIO, as_of=day("2024-07-31")).findings == ()
        assert [event.fact for event in world.history] == [event.fact for event in World().recognised().history]
        world.app.close()

    def test_the_activity_room_has_one_seat_less(self) -> None:
        with refused_by(studio.ROOM_FOR_THIRTY, capacity=29, least=30):
            World().founded().staffed().housed(seats=29)

    def test_one_of_the_staff_began_a_day_later(self) -> None:
        ready = World().founded().staffed(he_since="2022-05-21").housed().ruled()
        with refused_by(studio.STAFF_ENOUGH, day=day("2024-05-20"), staff=2, least=3, years=2):
            ready.applied()

    def test_the_lead_signs_for_the_carrier_too(self) -> None:
        ready = World().founded().staffed().housed().ruled()
        with refused_by(studio.TWO_SIGNERS, lead=ZHOU):
            ready.applied(signer=ZHOU)

    def test_an_area_is_missing(self) -> None:
        areas = ("counselling-room", "activity-room", "display-area")
        ready = World().founded().staffed().housed(areas=areas).ruled()
        with refused_by(studio.AREA_THERE, kind="self-service-area", day=day("2024-05-20")):
            ready.applied()

    def test_a_system_of_rules_is_missing(self) -> None:
        ready = World().founded().staffed().housed().ruled(without="archives")
        with refused_by(studio.REGULATION_HOLDS, kind="archives", day=day("2024-05-20")):
            ready.applied()

    def test_a_library_is_missing(self) -> None:
        ready = World().founded().staffed().housed().ruled(libraries=("client", "information", "tool", "course"))
        with refused_by(studio.LIBRARY_THERE, library="expert", day=day("2024-05-20")):
            ready.applied()

    def test_somebody_else_than_the_authority_recognises(self) -> None:
        carrier = {"role": Role.CARRIER_HEAD.value, "by": XU, "org": PARK}
        bent = bend(studio.StudioRecognised, decider=XU, context=carrier)(World().recognised().history)
        assert {one.check for one in findings(bent, "2024-07-31")} == {"trail.role-may-not", "studio.tied-to-carrier"}

    def test_the_name_misses_its_words(self) -> None:
        bent = bend(studio.StudioRecognised, name="杭州市周明远工作室")(World().recognised().history)
        [found] = findings(bent, "2024-07-31")
        assert (found.check, found.actual.value) == ("studio.name-form", "杭州市周明远工作室")


class TestStages:
    """1.1.a: accepted, reviewed, on notice, recognised: in that order, each by the authority."""

    def test_returned_it_is_submitted_again_under_its_number(self) -> None:
        world = World().submitted()
        world.authority("2024-05-21", WANG, lambda: world.studio.return_application(reasons=("缺证明",)))
        again = day("2024-05-22")
        world.head(
            "2024-05-22",
            lambda: world.studio.submit_application(
                lead_signed=again, carrier_signer=XU, carrier_signed=again, document="西数申〔2024〕2号"
            ),
        )
        application = world.studio.state.recognition.application
        assert application is not None
        assert (application.number, application.submitted) == (1, again)

    def test_rejected_it_is_drafted_anew(self) -> None:
        world = World().submitted()
        world.authority("2024-05-21", SUN, lambda: world.studio.reject_application(reason="场地不符"))
        world.lead("2024-05-22", lambda: world.studio.draft_application(lead=ZHOU))
        application = world.studio.state.recognition.application
        assert application is not None
        assert (application.number, application.stage) == (2, studio.Stage.DRAFTED)

    def test_the_notice_counts_working_days(self) -> None:
        """From the Monday after the Dragon Boat festival on; the weekend does not count."""
        world = World().submitted().reviewed()
        with refused_by(studio.NOTICE_LONG_ENOUGH, days=4, least=5):
            world.noticed("2024-06-18", "2024-06-23")
        world.noticed("2024-06-18", "2024-06-24")

    @pytest.mark.parametrize("employer", [PARK, BUREAU])
    def test_a_reviewer_is_not_of_the_carrier(self, employer: str) -> None:
        world = World().submitted()
        person = world.app.person(REGION.code, ZHAO)
        world.head(
            "2024-06-01",
            lambda: person.record_employment(employer=employer, public_official=True, on=day("2024-06-01")),
        )
        if employer == PARK:
            with refused_by(studio.UNTIED, person=ZHAO, carrier=PARK):
                world.reviewed()
        else:
            world.reviewed()

    def test_who_reviewed_does_not_decide(self) -> None:
        world = World().submitted().reviewed().noticed()
        with refused_by(studio.DECIDER_APART, hand=QIAN):
            world.recognise(who=QIAN)

    def test_nothing_is_decided_while_an_objection_is_open(self) -> None:
        world = World().submitted().reviewed().noticed()
        place = world.studio
        world.authority("2024-06-19", WANG, lambda: place.record_objection(objection="o-1", subject="年限"))
        with refused_by(studio.NO_OBJECTION, objection="o-1"):
            world.recognise(on="2024-06-24")
        world.authority(
            "2024-06-25", WANG, lambda: place.settle_objection(objection="o-1", upheld=False, reason="经查不实")
        )
        world.recognise()
        assert world.findings("2024-07-31") == []


class TestNames:
    """1.4: region, lead, the fixed words; one studio's in the city; a new one after a new lead."""

    @pytest.mark.parametrize(
        ("templates", "extras", "name"),
        [
            (("{region}{lead}创业指导师工作室",), (), "杭州市西湖区周明远创业指导师工作室"),
            (("{region}{lead}创业指导师工作室（{level}）",), ("市级",), "杭州市西湖区周明远创业指导师工作室（市级）"),
            (("{region}{lead}{field}创业指导师工作室",), ("大学生",), "杭州市西湖区周明远大学生创业指导师工作室"),
            (("浙江省{region}{lead}创业指导师工作室",), (), "浙江省杭州市西湖区周明远创业指导师工作室"),
        ],
    )
    def test_the_locality_s_form(self, templates: tuple[str, ...], extras: tuple[str, ...], name: str) -> None:
        world = World().founded(**{"naming.templates": templates}).staffed().housed().ruled().applied()
        world.reviewed().noticed().recognise(extras=extras)
        assert world.studio.state.name_on(RECOGNISED) == name
        assert world.findings("2024-07-31") == []

    def test_spaces_around_a_name_are_nothing(self) -> None:
        world = World().submitted().reviewed().noticed()
        world.recognise(lead_name="　周明远 ")
        assert world.studio.state.name_on(RECOGNISED) == NAME

    def test_one_studio_s_in_the_city(self) -> None:
        world = World().submitted().reviewed().noticed()
        stream = name_stream(REGION.code, NAME)
        assert stream.startswith("region-330100/name/")
        at = world.app.journal.load(studio_name, stream)
        world.app.journal.append([at.then(studio_name.NameTaken(NAME, "hz-b-001"))], world.history[-1].context)
        with refused_by(studio_name.NAME_FREE, name=NAME, holder="hz-b-001"):
            world.recognise()

    def test_an_old_name_stays_taken_and_may_be_taken_up_again(self) -> None:
        world = World().recognised()
        for on, region_name in (("2024-08-01", "西湖区"), ("2024-09-02", "杭州市西湖区")):
            rename = partial(world.studio.rename, lead_name="周明远", document="西人社发〔2024〕50号")
            world.authority(on, SUN, partial(rename, first=day(on), region_name=region_name))
        taken = [event for event in world.history if isinstance(event.fact, studio_name.NameTaken)]
        assert [event.fact.name for event in taken] == [NAME, "西湖区周明远创业指导师工作室"]
        assert world.studio.state.name_on(date(2024, 8, 31)) == "西湖区周明远创业指导师工作室"
        assert world.studio.state.name_on(date(2024, 9, 2)) == NAME


class TestSupervision:
    """1.1.a: an order to rectify, a suspension: open cases go on, nothing new is taken."""

    def test_a_failed_rectification_suspends(self) -> None:
        world = World().recognised()
        place = world.studio
        world.authority(
            "2024-08-01",
            WANG,
            lambda: place.order_rectification(
                order="r-1", items=("更新制度",), due=day("2024-10-31"), document="改1号"
            ),
        )
        with refused_by(studio.TIME_WAS_LEFT, due=day("2024-10-31")):
            world.authority("2024-10-31", WANG, lambda: place.fail_rectification(order="r-1", reason="未改"))
        world.authority("2024-11-01", WANG, lambda: place.fail_rectification(order="r-1", reason="未改"))
        world.authority("2024-12-02", WANG, lambda: place.lift_suspension(first=day("2024-12-02"), document="复1号"))
        known = place.state
        days = [date(2024, 10, 31), date(2024, 11, 1), date(2024, 12, 1), date(2024, 12, 2)]
        assert [known.takes_new_on(on) for on in days] == [True, False, False, True]
        assert all(known.serves_on(on) for on in days)

    def test_a_renewal_before_the_end(self) -> None:
        world = World().founded(**{"recognition.valid_years": 3}).staffed().housed().ruled().applied()
        world.reviewed().noticed().recognise()
        renew = partial(world.studio.renew, score="88", document="续1号")
        with refused_by(studio.TERM_BOUNDED, years=3, latest=day("2030-06-30")):
            world.authority("2027-06-30", SUN, partial(renew, last=day("2030-07-01")))
        world.authority("2027-06-30", SUN, partial(renew, last=day("2030-06-30")))
        assert world.studio.state.serves_on(date(2030, 6, 30))


class TestTheEnd:
    """1.1.a: taken away after notice and hearing, given up on request, closed once all is handed over."""

    @pytest.mark.parametrize("kind", list(WithdrawalKind))
    def test_taken_away(self, kind: WithdrawalKind) -> None:
        world = World().recognised()
        place = world.studio
        withdraw = lambda: place.withdraw_recognition(  # noqa: E731
            notice="n-1", kind=kind, first=day("2024-09-20"), document="撤1号", clawback_fen=50_000_00
        )
        with refused_by(studio.NOTICE_GIVEN, notice="n-1"):
            world.authority("2024-09-01", SUN, withdraw)
        world.authority("2024-09-02", WANG, lambda: place.notify_withdrawal(notice="n-1", kind=kind, ground="材料不实"))
        with refused_by(studio.HEARD_FIRST, notice="n-1"):
            world.authority("2024-09-03", SUN, withdraw)
        world.authority("2024-09-10", WANG, lambda: place.record_statement(notice="n-1", waived=False))
        world.authority("2024-09-20", SUN, withdraw)
        assert [place.state.serves_on(on) for on in (date(2024, 9, 19), date(2024, 9, 20))] == [True, False]

    def test_given_up_and_closed(self) -> None:
        world = World().recognised()
        place = world.studio
        close = lambda: place.close_studio(handover=DIGEST, plaque_returned=True)  # noqa: E731
        world.lead("2024-09-02", lambda: place.request_withdrawal(lead=ZHOU, carrier_signer=XU, plan="移交方案"))
        world.authority(
            "2024-09-10", SUN, lambda: place.approve_withdrawal(last_day=day("2024-09-30"), document="退1号")
        )
        with refused_by(studio.TERM_OVER, on=day("2024-09-30")):
            world.head("2024-09-30", close)
        world.head("2024-10-01", close)
        assert place.state.recognition.closed == day("2024-10-01")
        assert [one.check for one in world.findings("2024-10-31") if one.check.startswith("studio.")] == []

    def test_not_while_the_year_s_account_is_open(self) -> None:
        world = World().recognised()
        place = world.studio
        fhead = world.app.mandates(STUDIO, "p-fhead")
        world.head(
            "2024-07-02",
            lambda: fhead.record_mandate(
                mandate_id="m-1", role=Role.FINANCE_HEAD, org=PARK, first=day("2024-07-01"), document="任2号"
            ),
        )
        account = world.app.fund_account(STUDIO, 2024)
        world.acts("2024-07-02", PersonId("p-fhead"), Role.FINANCE_HEAD, lambda: account.open_account())
        world.lead("2024-09-02", lambda: place.request_withdrawal(lead=ZHOU, carrier_signer=XU, plan="移交方案"))
        world.authority(
            "2024-09-10", SUN, lambda: place.approve_withdrawal(last_day=day("2024-09-30"), document="退1号")
        )
        with refused_by(FUNDS_SETTLED, year=2024):
            world.head("2024-10-08", lambda: place.close_studio(handover=DIGEST, plaque_returned=True))


class TestSeparation:
    """SD-11: lead and carrier sign apart; who decides has not reviewed; neither is tied to the carrier."""

    def test_each_hand_is_another_s(self) -> None:
        history = World().recognised().history
        submitted = next(event.fact for event in history if isinstance(event.fact, studio.JointApplicationSubmitted))
        reviewed = next(event.fact for event in history if isinstance(event.fact, studio.ReviewCompleted))
        recognised = next(event.fact for event in history if isinstance(event.fact, studio.StudioRecognised))
        hands = [submitted.lead, submitted.carrier_signer, *(one.reviewer for one in reviewed.opinions)]
        assert len({*hands, recognised.decider}) == 5
        assert recognised.authority == BUREAU

    def test_an_opinion_too_few(self) -> None:
        world = World().submitted()
        world.authority("2024-05-22", WANG, lambda: world.studio.accept_application())
        with refused_by(studio.ENOUGH_REVIEWERS, reviewers=1, least=2):
            world.authority(
                "2024-06-14", ZHAO, lambda: world.studio.complete_review(opinions=opinions(ZHAO), score="79")
            )
