"""政策取值 (前言): what the books record, and the grounds that an audit takes from them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from audit.mutations_trail import AS_OF, STUDIO, value
from office import HEAD, OFFICER, PARK, REGION, Office
from studio_domain.audit import Finding, Grounds, Severity, Status
from studio_domain.audit.engine import audit
from studio_domain.audit.policies import Policies
from studio_domain.policy.facts import GuidelineAdopted, PolicyValueSet
from studio_domain.studio import CarrierRegistered
from studio_domain.values import Region
from studio_domain.working_calendar import CalendarAdopted

NATION = "region-000000"
BOOK = "policy/values"


def found(office: Office, *, as_of: date = AS_OF, owner: str | None = STUDIO) -> list[Finding]:
    grounds = Grounds.of(office.history, studio=STUDIO)
    return audit(office.history, (Policies(grounds),), as_of=as_of, owner=owner)


def names(office: Office, **rest: Any) -> list[str]:
    return [finding.check for finding in found(office, **rest)]


class TestValuesDoNotReachBack:
    """P.3: from the day of their recording on, unless somebody says why."""

    def story(self, effective: str, **rest: Any) -> Office:
        return Office().act(
            "2025-07-20", BOOK, HEAD, value("case.term_days", 90, date.fromisoformat(effective), **rest)
        )

    @pytest.mark.parametrize(("effective", "checks"), [("2025-07-19", ["policy.retroactive"]), ("2025-07-20", [])])
    def test_by_a_day(self, effective: str, checks: list[str]) -> None:
        assert names(self.story(effective)) == checks

    def test_with_a_reason_it_is_flagged_all_the_same(self) -> None:
        [flagged] = found(self.story("2025-01-01", retroactive_reason="按市局要求"))
        assert (flagged.severity, flagged.delta.value) == (Severity.ADVICE, 200)
        [bare] = found(self.story("2025-01-01", retroactive_reason=" "))
        assert bare.severity is Severity.VIOLATION

    def test_the_day_of_the_recording_is_a_legal_day(self) -> None:
        """16:00 UTC is already the next day in Shanghai."""
        office = self.story("2025-07-20")
        last = office.history[-1]
        late = last.recorded_at.replace(hour=16)
        office.history[-1] = type(last)(last.stream, last.version, last.position, late, last.context, last.fact)
        assert names(office) == ["policy.retroactive"]


class TestThresholdsOnlyTighten:
    def story(
        self, wider: int, narrower: int, *, scope: str = "region-510000", key: str = "studio.min_staff"
    ) -> Office:
        office = Office().act("2025-03-03", f"{scope}/policy/values", OFFICER, value(key, wider, date(2025, 3, 3)))
        return office.act("2025-03-04", BOOK, HEAD, value(key, narrower, date(2025, 3, 4)))

    @pytest.mark.parametrize("scope", [NATION, "region-510000", "region-510100", REGION])
    def test_below_any_wider_scope(self, scope: str) -> None:
        [looser] = found(self.story(5, 4, scope=scope))
        assert (looser.check, looser.expected.value, looser.actual.value) == ("policy.scope", "5", "4")
        assert looser.evidence[1].stream == f"{scope}/policy/values"
        assert names(self.story(5, 5, scope=scope)) == []

    def test_the_latest_value_of_a_wider_scope_counts(self) -> None:
        office, book = Office(), "region-510000/policy/values"
        for month, staff in ((3, 5), (4, 4)):
            first = date(2025, month, 3)
            office.act(first.isoformat(), book, OFFICER, value("studio.min_staff", staff, first))
        assert names(office.act("2025-05-05", BOOK, HEAD, value("studio.min_staff", 4, date(2025, 5, 5)))) == []

    def test_a_scope_elsewhere_does_not_count(self) -> None:
        assert names(self.story(5, 4, scope="region-330000")) == []

    def test_a_county_looser_than_its_province_is_the_region_s_finding(self) -> None:
        office = Office().act(
            "2025-03-03", "region-510000/policy/values", OFFICER, value("studio.min_staff", 5, date(2025, 3, 3))
        )
        office.act("2025-03-04", f"{REGION}/policy/values", OFFICER, value("studio.min_staff", 4, date(2025, 3, 4)))
        assert names(office) == []
        assert names(office, owner=None) == ["policy.scope"]

    def test_what_the_text_leaves_open_may_go_either_way(self) -> None:
        assert names(self.story(180, 90, key="case.term_days")) == []
        assert names(self.story(90, 180, key="case.term_days")) == []

    def test_a_stricter_value_that_comes_in_force_later_does_not_count(self) -> None:
        office = Office().act(
            "2025-03-03", "region-510000/policy/values", OFFICER, value("studio.min_staff", 5, date(2025, 3, 5))
        )
        assert names(office.act("2025-03-04", BOOK, HEAD, value("studio.min_staff", 4, date(2025, 3, 4)))) == []


class TestOneGuidelineAtATime:
    def story(self, second: str, effective: str, scope: str = BOOK, **rest: Any) -> Office:
        office = Office().act("2025-03-03", BOOK, OFFICER, GuidelineAdopted("2024", date(2025, 3, 3), "文〔2024〕1号"))
        again = GuidelineAdopted(second, date.fromisoformat(effective), "文〔2025〕1号")
        return office.act("2025-03-03", scope, OFFICER, again, **rest)

    def test_two_versions_from_one_day(self) -> None:
        assert names(self.story("2025", "2025-03-03")) == ["policy.two-guidelines"]

    def test_twins(self) -> None:
        assert names(self.story("2025", "2025-03-04")) == []
        assert names(self.story("2024", "2025-03-03")) == []

    def test_a_correction_puts_one_in_the_place_of_the_other(self) -> None:
        corrected = (f"{STUDIO}/{BOOK}", 4)
        assert names(self.story("2025", "2025-03-03", corrects=corrected)) == []


def test_a_correction_remedies_and_removes_nothing() -> None:
    office = Office().act("2025-03-03", BOOK, HEAD, value("case.term", 90, date(2025, 3, 3)))
    [wrong] = found(office)
    office.act(
        "2025-03-04", BOOK, HEAD, value("case.term_days", 90, date(2025, 3, 4)), corrects=(f"{STUDIO}/{BOOK}", 4)
    )
    [remedied] = found(office)
    assert (remedied.id, remedied.status) == (wrong.id, Status.REMEDIED)


class TestCalendars:
    @pytest.mark.parametrize(
        ("off", "worked", "wrong"),
        [
            ((date(2025, 1, 1),), (date(2025, 1, 26),), 0),
            ((date(2024, 12, 31),), (), 1),
            ((date(2025, 1, 1),), (date(2026, 1, 1),), 1),
            ((date(2025, 1, 1),), (date(2025, 1, 1),), 1),
        ],
    )
    def test_days_of_its_year_either_off_or_worked(
        self, off: tuple[date, ...], worked: tuple[date, ...], wrong: int
    ) -> None:
        calendar = CalendarAdopted(2025, off, worked, "国办〔2024〕1号")
        findings = found(Office().act("2025-01-02", f"{NATION}/calendar/2025", OFFICER, calendar), owner=None)
        assert [(finding.check, finding.delta.value) for finding in findings] == [("policy.calendar", wrong)] * bool(
            wrong
        )


class TestGrounds:
    """What an audit judges by: the books of the studio and its regions, as they were known."""

    def story(self) -> Office:
        office = Office()
        for scope, term in ((NATION, 170), (REGION, 160), ("region-330000", 10)):
            fact = value("case.term_days", term, date(2025, 3, 3))
            office.act("2025-03-03", f"{scope}/policy/values", OFFICER, fact)
        calendar = CalendarAdopted(2025, (date(2025, 5, 1),), (), "国办〔2024〕1号")
        return office.act("2025-03-05", f"{NATION}/calendar/2025", OFFICER, calendar)

    def test_the_narrowest_scope_of_the_studio_s_own_chain(self) -> None:
        grounds = Grounds.of(self.story().history, studio=STUDIO)
        assert grounds.policy.on(date(2025, 3, 3)).case.term_days == 160
        assert grounds.policy.on(date(2025, 3, 2)).case.term_days == 180
        assert grounds.studio is not None
        assert (grounds.studio.carrier, grounds.studio.kind) == (PARK, "park")
        assert not grounds.working_days.is_working(date(2025, 5, 1))

    def test_only_what_was_known(self) -> None:
        history = self.story().history
        [*_, first_value, _, _, calendar] = history
        grounds = Grounds.of(history, studio=STUDIO, known_at=first_value.recorded_at)
        assert grounds.policy.on(date(2025, 3, 3)).case.term_days == 170
        assert 2025 not in grounds.working_days.years
        at_last = Grounds.of(history, studio=STUDIO, known_at=calendar.recorded_at)
        assert 2025 in at_last.working_days.years

    def test_a_region_by_itself(self) -> None:
        grounds = Grounds.of(self.story().history, region="330106")
        assert grounds.policy.on(date(2025, 3, 3)).case.term_days == 10
        assert grounds.studio is None

    def test_a_studio_adopts_no_calendar_of_its_own(self) -> None:
        calendar = CalendarAdopted(2025, (date(2025, 5, 6),), (), "自定")
        office = Office().act("2025-01-02", "calendar/2025", HEAD, calendar)
        assert 2025 not in Grounds.of(office.history, studio=STUDIO).working_days.years

    def test_of_two_registrations_the_later_counts(self) -> None:
        moved = CarrierRegistered(Region("330106", "西湖区"), PARK, "天府星空", "park")
        office = self.story().act("2025-03-06", "studio/profile", HEAD, moved)
        assert Grounds.of(office.history, studio=STUDIO).policy.on(date(2025, 3, 6)).case.term_days == 10

    def test_another_studio_s_book_is_not_ours(self) -> None:
        office = Office("other-001")
        office.act("2025-03-03", BOOK, HEAD, PolicyValueSet("case.term_days", 1, date(2025, 3, 3), "规", HEAD.id))
        assert Grounds.of(office.history, studio=STUDIO).policy.on(date(2025, 3, 3)).case.term_days == 180
