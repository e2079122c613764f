"""What a case gives (二; 三、（二）3、4; 三、（四）2): who serves, by which tools, at which level, for which need."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import case_story as s
from audit.case.histories import found, lawful
from audit.case.mutations import MUTATIONS
from audit.case.twins import TWINS
from case_story import BANK, CLIENT, CLIENT_ID, LISTING, LU, OPENED, PLANNED, SERVED, STUDIO, TIED, TOOL, paper
from studio_domain import client_case as case
from studio_domain.audit import Severity
from studio_domain.policy import Terms
from telling import refused_by
from test_case_rules import EXPIRED, FAN, OPEN, PLAN, SUSPENDED, assess, level, match, open_case, plan

TERMS = Terms()
DAY = timedelta(1)


def told(name: str) -> list[tuple[str, Severity]]:
    """What is found of the mutation of that name."""
    (one,) = (mutation for mutation in MUTATIONS if mutation.name == name)
    return [(each.check, each.severity) for each in found(one.apply(lawful()), one.as_of)]


def spared(name: str) -> list[str]:
    """What is found of the twin of that name: nothing."""
    (one,) = (twin for twin in TWINS if twin.name == name)
    return [each.check for each in found(one.apply(lawful()), one.as_of, **one.policy)]


class TestServedByARecognisedStudio:
    """Only while it is recognised does a studio take cases and serve; suspended, it finishes what it has."""

    def test_no_case_is_opened_unrecognised_or_suspended(self) -> None:
        for studio in (EXPIRED, SUSPENDED):
            with refused_by(case.TAKES_NEW, day=OPENED):
                open_case(studio=studio)

    def test_a_service_that_was_given_is_recorded_all_the_same(self) -> None:
        """And found: the report is never refused."""
        case.record_service(PLAN, **s.service(1, date(2031, 1, 1)))
        assert told("served after recognition ended") == [("case.served-unrecognised", Severity.VIOLATION)]
        assert spared("served on the last day of recognition") == []

    def test_a_suspended_studio_serves_its_open_cases(self) -> None:
        assert spared("served while suspended, in an open case") == []


class TestServedByItsPeople:
    """Whoever serves is on the roster or under contract that day, and clients find him among the experts."""

    def test_nobody_from_outside_gets_a_case(self) -> None:
        with refused_by(case.MENTOR_MAY_SERVE, mentor=FAN, day=OPENED):
            open_case(mentor=FAN)

    def test_nor_whom_the_library_does_not_list(self) -> None:
        with refused_by(case.MENTOR_LISTED, mentor=LU, day=OPENED):
            open_case(listing=None)

    def test_to_the_last_day_and_no_longer(self) -> None:
        assert spared("served on the last day of the staff") == []
        assert told("served after leaving the staff") == [("case.provider", Severity.VIOLATION)]
        assert spared("served on the last day of the listing") == []
        assert told("served while not listed") == [("case.provider-unlisted", Severity.VIOLATION)]


class TestStartUpGuidance:
    """Guidance for starting up has registered kinds; a service that is an assessment has one on record."""

    def test_four_kinds_that_a_region_may_add_to(self) -> None:
        assert TERMS.service.startup_kinds == ("policy", "assessment", "project", "opening")
        assert told("a sub-kind that nobody registered") == [("case.kind-unknown", Severity.WARNING)]
        assert spared("a sub-kind that the region registered") == []

    def test_an_assessment_is_on_record_by_the_day_of_the_service(self) -> None:
        assert told("an assessment of the day after") == [("case.not-assessed", Severity.WARNING)]
        assert spared("an assessment on the day of the service") == []


class TestConsultingForSmallFirms:
    """Management consulting is for owners of individual, micro and small businesses."""

    @pytest.mark.parametrize("whom", ["a medium enterprise", "an unknown enterprise"])
    def test_others_are_a_warning(self, whom: str) -> None:
        assert told(f"consulting for {whom}") == [("case.consulting-client", Severity.WARNING)]

    def test_the_smallest_are_meant(self) -> None:
        assert spared("consulting for a household") == []


class TestDiagnosePlanCarryOut:
    """First the diagnosis, then a plan that the client agrees to, then its steps."""

    def test_no_plan_without_a_diagnosis(self) -> None:
        with refused_by(case.DIAGNOSED_FIRST, day=PLANNED):
            s.plan(OPEN)

    def test_nor_without_the_client(self) -> None:
        with refused_by(case.PLAN_AGREED):
            plan(client_agreed=False)

    def test_no_step_that_was_not_planned(self) -> None:
        with refused_by(case.STEP_PLANNED, step="装修", day=SERVED[0]):
            case.execute_step(PLAN, **s.step("装修", SERVED[0]))

    def test_all_on_one_day_in_this_order(self) -> None:
        story = s.opened()
        story.take(s.diagnose, on=OPENED).take(s.plan, on=OPENED)
        story.take(case.execute_step, **s.step(s.STEPS[0], OPENED))
        assert story.case.work.undone == s.STEPS[1:]

    def test_what_old_records_turn_round_is_a_warning(self) -> None:
        assert told("planned before the diagnosis") == [("case.work-order", Severity.WARNING)]
        assert told("a step before its plan") == [("case.work-order", Severity.WARNING)]
        assert spared("planned on the day of the diagnosis") == []


class TestMatchingResources:
    """A match is for a need on record, of a registered kind, with an active entry; who is tied to it says so."""

    def test_five_kinds(self) -> None:
        assert TERMS.service.resource_kinds == ("incubation", "internship", "technology", "financing", "market")

    def test_for_a_need_on_record(self) -> None:
        with refused_by(case.NEED_RECORDED, need="n-x", day=s.MATCHED):
            match(need="n-x")

    def test_with_an_active_entry(self) -> None:
        with refused_by(case.PROVIDER_ACTIVE, provider=s.BANK_ID, day=BANK_GONE + DAY):
            match(on=BANK_GONE + DAY, entry=RETIRED)
        match(on=BANK_GONE, entry=RETIRED)

    def test_the_client_agrees_to_be_referred_to_this_one(self) -> None:
        with refused_by(case.REFERRAL_CONSENT, provider="info-other", day=s.MATCHED):
            match(provider="info-other")

    def test_who_is_tied_declares_it(self) -> None:
        """SD-14: the referring mentor has no interest in the provider, or has declared it."""
        with refused_by(case.INTEREST_DECLARED, mentor=LU, provider=s.BANK_ID):
            match(person=TIED)
        assert match(person=TIED, interest="i-1").interest == "i-1"
        assert told("a match with a firm of one's own") == [("case.match-interest", Severity.WARNING)]
        assert spared("an interest that the match names") == []
        assert spared("an interest from the day after") == []


BANK_GONE = s.MATCHED
RETIRED = type(BANK)(BANK.library, BANK.versions, BANK.category, last_day=BANK_GONE)


class TestToolsOfTheLibrary:
    """An assessment uses the version in use that day, made for the client's segment, and is interpreted."""

    def test_the_version_of_the_day(self) -> None:
        with refused_by(case.TOOL_ACTIVE, tool=s.TOOL_ID, version=1, day=date(2024, 8, 9)):
            assess(tool_version=1)
        assess(tool_version=1, on=OPENED, entry=FIRST_VERSION)

    def test_for_this_client(self) -> None:
        assert assess().segment == "graduate"
        assert told("a tool for others") == [("case.tool-audience", Severity.VIOLATION)]
        assert spared("a tool for this client too") == []

    def test_with_an_interpretation(self) -> None:
        with refused_by(case.DOCUMENT_FILED):
            assess(interpretation=case.Evidence("测评解读", ""))


FIRST_VERSION = type(TOOL)("tool", {1: TOOL.versions[1]})


class TestLevels:
    """Service is at one level at a time, basic, special or a region's, founded on something, changed for a reason."""

    def test_one_level_in_force_at_each_service(self) -> None:
        assert told("served before a level was set") == [("case.no-level", Severity.VIOLATION)]
        assert spared("served on the day the level was set") == []

    def test_a_change_says_why(self) -> None:
        with refused_by(case.CHANGE_REASONED):
            level(reason="")
        assert told("a change of level without a reason") == [("case.level-groundless", Severity.VIOLATION)]

    def test_levels_are_an_open_list(self) -> None:
        with refused_by(case.KNOWN_LEVEL, level="vip"):
            level(level="vip")
        assert spared("a level that the region registered") == []


class TestSpecialService:
    """Special service is for a client who was classified, by an agreement on an item of the tariff."""

    def test_only_after_classification(self) -> None:
        with refused_by(case.CLASSIFIED, client=CLIENT_ID, day=OPENED):
            s.set_level(s.Story().take(s.open_case).case, client=type(CLIENT)(CLIENT_ID, True, s.REGISTERED))

    def test_agreed_before_the_first_plan(self) -> None:
        story = s.Story().take(s.open_case).take(s.set_level).take(s.diagnose)
        with refused_by(case.AGREEMENT_FIRST, day=PLANNED):
            s.plan(story.case)
        s.plan(story.take(s.sign, signed=PLANNED).case)

    def test_by_the_tariff_of_the_day(self) -> None:
        with refused_by(case.IN_TARIFF, item=s.ITEM, day=OPENED):
            s.sign(OPEN, agreement="g-2", tariff=None)
        assert told("an agreement before the tariff held") == [("case.agreement-tariff", Severity.VIOLATION)]
        assert spared("a tariff from the day of signing") == []

    def test_each_service_is_covered(self) -> None:
        assert told("special service after the agreement") == [("case.no-agreement", Severity.VIOLATION)]
        assert spared("special service on the agreement's last day") == []


class TestEmploymentEffect:
    """Jobs are counted with evidence; without it they are recorded, and advice is given."""

    def test_recorded_without_evidence(self) -> None:
        assert case.record_outcome(PLAN, jobs=3, founded=True, on=SERVED[0]).jobs == 3
        assert told("jobs without evidence") == [("case.outcome-unproven", Severity.ADVICE)]

    def test_and_with(self) -> None:
        assert case.record_outcome(PLAN, jobs=3, founded=True, on=SERVED[0], evidence=(paper("名单"),)).evidence


def test_the_story_stands_on_its_feet() -> None:
    assert STUDIO.takes_new_on(OPENED)
    assert LISTING.active_on(OPENED)
