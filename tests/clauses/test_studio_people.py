"""一、（三）1、3; 三、（四）4: leads, staff, the archivist, and what happens when one of them leaves."""

from __future__ import annotations

from datetime import date

import pytest

from audit.studio.retelling import tell
from audit.studio.stories import FILINGS
from studio_domain import studio
from studio_domain.audit import Entry, Finding
from studio_domain.audit.driver import obligation_register
from studio_domain.audit.grounds import Grounds
from studio_domain.studio import EvidenceKind
from studio_domain.values import Days
from studio_words import TERMS, told
from studio_world import DIGEST, FANG, HE, LU, REGION, SHEN, STUDIO, XU, ZHOU, Hongshan, World, day
from telling import refused_by


def conduct(findings: list[Finding]) -> list[Finding]:
    """Without what other chapters tell: libraries and rules, plans and filings, services."""
    elsewhere = ("resource.", "regulation.", FILINGS, "obligation.annual_", "studio.lead-nominal")
    return [one for one in findings if not one.check.startswith(elsewhere)]


class TestStaffUnderThree:
    """S3, 1.3.3: three of the staff with two years each, on every day; a list of names is no staff."""

    def test_who_has_not_the_years_does_not_count(self) -> None:
        found = conduct(Hongshan().recognised().short().findings("2026-01-31"))
        shortage = next(one for one in found if one.check == "studio.staff-shortage")
        assert shortage.interval == Days(day("2025-04-01"), day("2025-10-15"))
        assert (shortage.expected.value, shortage.actual.value, shortage.delta.value) == (60, 197, 137)
        assert shortage.figures["due"] == day("2025-05-31")
        early = next(one for one in found if one.check == "studio.staff-unqualified")
        assert (early.interval, early.severity.value) == (Days(day("2025-06-20"), day("2025-10-15")), "warning")
        assert [one.check for one in found if one.severity.value == "violation"] == ["studio.staff-shortage"]

    def test_the_register_says_when_it_was_due(self) -> None:
        world = Hongshan().recognised().short()
        history = world.history
        grounds = Grounds.of(history, studio=world.ID, region=world.PLACE.code)
        entries = obligation_register(history, grounds=grounds, studio=world.ID, as_of=day("2025-06-01"))
        [entry] = [one for one in entries if one.key == "staff_shortage"]
        assert (entry.opened, entry.due, entry.standing.value) == (day("2025-04-01"), day("2025-05-31"), "overdue")
        [entry] = [
            one
            for one in obligation_register(history, grounds=grounds, studio=world.ID, as_of=day("2025-12-31"))
            if one.key == "staff_shortage"
        ]
        assert (entry.discharged, entry.standing.value, entry.overdue_days) == (day("2025-10-15"), "late", 137)

    def test_the_shortage_was_to_be_filed(self) -> None:
        found = Hongshan().recognised().short().findings("2025-12-31")
        [filing] = [one for one in found if one.check == FILINGS]
        assert filing.subjects == ("wh-hongshan-001/staff-shortage/2025-04-01",)
        assert filing.expected.value == "2025-04-16"

    def test_a_replacement_on_the_due_day_is_in_time(self) -> None:
        world = Hongshan().recognised().short(since="2023-05-31", joined="2025-05-31")
        assert [one.check for one in conduct(world.findings("2025-12-31")) if one.severity.value != "advice"] == []

    def test_without_a_grace_the_text_holds_from_the_first_day(self) -> None:
        world = World().founded()
        assert "shortage.grace_days" in {event.fact.key for event in world.history if hasattr(event.fact, "key")}
        bare = [
            event for event in World().recognised().history if getattr(event.fact, "key", "") != "shortage.grace_days"
        ]
        gone = studio.StaffDeparted(LU, day("2024-07-10"), "离职")
        from studio_world import findings

        found = conduct(findings(tell("2024-07-10", gone)(bare), "2024-07-12"))
        assert [(one.check, one.expected.value) for one in found if one.check == "studio.staff-shortage"] == [
            ("studio.staff-shortage", 0)
        ]

    def test_leads_do_not_count(self) -> None:
        """Promotion of one of the staff lowers their number (还应有)."""
        known = World().recognised().studio.state
        promoted = told(known, studio.LeadAppointed(SHEN, "trainer", False, day("2024-08-01"), XU))
        counts = [len(promoted.roster.qualified_staff_on(day(on), TERMS.studio)) for on in ("2024-07-31", "2024-08-01")]
        assert counts == [3, 2]
        assert promoted.is_lead_on(SHEN, day("2024-08-01"))
        assert not promoted.is_staff_on(SHEN, day("2024-08-01"))

    def test_on_leave_a_member_stays_one_of_them_and_serves_nobody(self) -> None:
        world = World().recognised()
        world.head("2024-08-01", lambda: world.studio.record_leave(person=LU, first=day("2024-08-01"), reason="病假"))
        world.head("2024-08-12", lambda: world.studio.record_return(person=LU, last_day=day("2024-08-09")))
        known = world.studio.state
        days = [date(2024, 7, 31), date(2024, 8, 1), date(2024, 8, 9), date(2024, 8, 10)]
        assert [known.is_member_on(LU, on) for on in days] == [True, False, False, True]
        assert all(known.is_staff_on(LU, on) for on in days)


def _matter(entry: Entry) -> str:
    """What an obligation is about: the last part of its subject, or of a filing the one before its day."""
    parts = entry.subject.split("/")
    return parts[-2] if entry.key == "change_filing" else parts[-1]


class TestSuccession:
    """S13, 1.3.1 and 1.4.a: a lead on every day with five years of mentoring, and a name after him."""

    def test_clean_but_tense(self) -> None:
        world = World().recognised().succeeded()
        assert conduct(world.findings("2026-06-30")) == []
        known = world.studio.state
        assert known.principal_lead_on(date(2026, 3, 31)) == ZHOU
        assert known.principal_lead_on(date(2026, 4, 1)) == SHEN
        assert known.name_on(date(2026, 4, 19)) == "杭州市西湖区周明远创业指导师工作室"
        assert known.name_on(date(2026, 4, 20)) == "杭州市西湖区沈嘉宁创业指导师工作室"

    def test_its_obligations_on_their_days(self) -> None:
        history = World().recognised().succeeded().history
        grounds = Grounds.of(history, studio=STUDIO, region=REGION.code)
        entries = obligation_register(history, grounds=grounds, studio=STUDIO, as_of=day("2026-06-30"))
        told = {
            (one.key, _matter(one)): (str(one.opened), str(one.due), str(one.discharged))
            for one in entries
            if one.key not in ("reconcile", "final_accounts", "annual_plan", "annual_report")
        }
        assert told[("staff_shortage", STUDIO)] == ("2026-04-01", "2026-05-31", "2026-05-18")
        assert told[("rename", SHEN)] == ("2026-04-01", "2026-05-01", "2026-04-20")
        assert told[("change_filing", "lead-change")][:2] == ("2026-04-01", "2026-04-16")
        assert told[("change_filing", "name-change")][:2] == ("2026-04-20", "2026-05-07")
        assert told[("departure_clearance", "loans")] == ("2026-03-31", "2026-03-31", "2026-03-31")
        assert "lead_vacancy" not in {key for key, _ in told}

    def test_a_day_short_of_five_years(self) -> None:
        world = World().recognised()
        with refused_by(studio.LEAD_YEARS, lead=SHEN, day=day("2026-04-01"), years=5):
            world.succeeded(shen_since="2021-04-02")

    def test_training_does_not_count(self) -> None:
        """沈嘉宁 trained since 2019, which are more than five years."""
        world = World().recognised()
        world.excellent("2026-03-03", SHEN)
        with refused_by(studio.LEAD_YEARS, lead=SHEN, day=day("2026-04-01"), years=5):
            world.head(
                "2026-03-20",
                lambda: world.studio.appoint_lead(
                    person=SHEN, category="trainer", principal=True, first=day("2026-04-01")
                ),
            )

    def test_gaps_do_not_count_and_overlaps_count_once(self) -> None:
        """Three years to 2022-03-31 and what began on 2023-04-01 are five on 2025-03-31 (Q4): a year was missing."""
        world = World().recognised()
        for first, last in (("2019-04-01", "2022-03-31"), ("2020-01-01", "2021-12-31"), ("2023-04-01", None)):
            world.experienced("2024-08-01", FANG, "mentoring", first, last)
        assert world.studio.state.roster.qualified_from(FANG, ("mentoring",), 5) == date(2025, 3, 31)

    @pytest.mark.parametrize("kind", [EvidenceKind.LOCAL_CONTRIBUTION, EvidenceKind.INFLUENCE])
    def test_a_new_lead_has_standing_and_local_work(self, kind: EvidenceKind) -> None:
        world = World().recognised()
        world.experienced("2026-03-02", SHEN, "mentoring", "2021-03-01")
        world.excellent("2026-03-03", SHEN, EvidenceKind.CATEGORY, kind)
        missing = studio.LEAD_CONTRIBUTION if kind is EvidenceKind.INFLUENCE else studio.LEAD_INFLUENCE
        figures = {"lead": SHEN} | ({"region": "330106"} if missing is studio.LEAD_CONTRIBUTION else {})
        with refused_by(missing, **figures):
            world.head(
                "2026-03-20",
                lambda: world.studio.appoint_lead(
                    person=SHEN, category="trainer", principal=True, first=day("2026-04-01")
                ),
            )


class TestArchivist:
    """3.4.4.e: somebody of the studio keeps its archives, on every day, and hands them over by a list."""

    def test_the_archivist_of_each_day(self) -> None:
        world = World().recognised()
        change = lambda: world.studio.assign_archivist(person=LU, first=day("2024-09-02"), handover=DIGEST)  # noqa: E731
        world.lead("2024-08-30", change)
        known = world.studio.state
        assert [known.archivist_on(day(on)) for on in ("2024-05-09", "2024-09-01", "2024-09-02")] == [None, HE, LU]

    def test_who_left_keeps_nothing(self) -> None:
        world = World().recognised()
        world.head(
            "2024-09-30",
            lambda: world.studio.record_staff_departure(person=HE, last_day=day("2024-09-30"), reason="离职"),
        )
        known = world.studio.state
        assert [known.archivist_on(day(on)) for on in ("2024-09-30", "2024-10-01")] == [HE, None]


class TestDeparture:
    """3.4.4: who leaves clears his loans, hands over, and loses his access, on the last day."""

    def test_a_departure_is_never_refused(self) -> None:
        world = World().recognised()
        for person in (SHEN, LU, HE):
            world.head(
                "2024-09-30",
                lambda person=person: world.studio.record_staff_departure(  # type: ignore[misc]
                    person=person, last_day=day("2024-09-30"), reason="离职"
                ),
            )
        world.lead(
            "2024-09-30",
            lambda: world.studio.record_lead_departure(person=ZHOU, last_day=day("2024-09-30"), reason="退休"),
        )
        checks = {one.check for one in world.findings("2024-12-31")}
        assert {"studio.staff-shortage", "studio.lead-vacancy", "studio.no-archivist"} <= checks
        assert "obligation.departure_clearance" in checks

    def test_who_stays_in_another_post_clears_nothing(self) -> None:
        """沈嘉宁 leaves the staff to lead: promotion is no departure."""
        found = World().recognised().succeeded().findings("2026-06-30")
        assert not [one for one in found if one.check == "obligation.departure_clearance"]
