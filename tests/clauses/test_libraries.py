"""The five libraries (三、（二）) and the eight systems (三、（四）): what a studio must have, and who may say so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from audit.resource.founding import AS_OF, GRACE, NAME, RECOGNISED, compliant, founded
from audit.resource.stories import MUTATIONS, findings
from studio_domain.audit import Grounds, Severity, audit_studio
from studio_domain.policy import Terms
from studio_domain.policy.facts import PolicyValueSet


def _checks(names: tuple[str, ...]) -> list[str]:
    return [one.check for name in names for one in findings(MUTATIONS[name])]


class TestFiveLibraries:
    """A studio keeps five libraries: open on the day it is recognised, with something in each after the grace."""

    def test_five(self) -> None:
        assert Terms().library.kinds == ("client", "information", "tool", "expert", "course")

    def test_nothing_to_find_where_all_are_open_and_filled(self) -> None:
        history = compliant().history
        found = audit_studio(history, grounds=Grounds.of(history, studio=NAME), studio=NAME, as_of=AS_OF)
        assert [one for one in found if one.check.startswith("resource.")] == []

    def test_open_on_the_day_itself_but_not_the_day_after(self) -> None:
        assert _checks(("opened on its day",)) == []
        (found,) = findings(MUTATIONS["opened the day after the recognition"])
        assert (found.expected.value, found.actual.value, found.delta.value) == ("2025-01-06", "2025-01-07", 1)

    @pytest.mark.parametrize(("day", "empty"), [(GRACE, 0), (GRACE + timedelta(1), 5)])
    def test_ninety_days_of_grace(self, day: date, empty: int) -> None:
        assert (GRACE - RECOGNISED).days == Terms().library.grace_days
        history = founded().history
        found = audit_studio(history, grounds=Grounds.of(history, studio=NAME), studio=NAME, as_of=day)
        assert sum(one.check == "resource.library-empty" for one in found) == empty

    def test_a_grace_that_nobody_adopted_warns_only(self) -> None:
        told = [event for event in founded().history if not isinstance(event.fact, PolicyValueSet)]
        found = audit_studio(told, grounds=Grounds.of(told, studio=NAME), studio=NAME, as_of=AS_OF)
        severities = {one.severity for one in found if one.check == "resource.library-empty"}
        assert severities == {Severity.WARNING}


class TestInformationLibrary:
    """Eight categories are collected, policies with number, issuer and days, and looked through in time."""

    def test_eight(self) -> None:
        assert len(Terms().library.info_categories) == 8

    def test_a_category_without_an_entry_is_advice(self) -> None:
        (found,) = findings(MUTATIONS["a category without an entry"])
        assert (found.severity, found.subjects) == (Severity.ADVICE, ("mentors-and-volunteers",))

    def test_a_policy_is_cited_to_its_last_day(self) -> None:
        assert _checks(("on its last day",)) == []
        assert _checks(("a policy cited a day after its end",)) == ["resource.policy-expired"]


class TestToolLibrary:
    """A tool says for whom it is and how its result is read; what is bought has a licence."""

    @pytest.mark.parametrize(
        "name", ["a tool for nobody", "a tool without a template", "a tool bought without a licence"]
    )
    def test_what_it_lacks_is_found(self, name: str) -> None:
        assert _checks((name,)) == ["resource.tool-incomplete"]


class TestExpertLibrary:
    """Whoever is listed as an expert is on the roster or under contract."""

    def test_from_the_first_day_of_the_contract_to_its_last(self) -> None:
        assert _checks(("an expert on its first day", "an expert on its last day")) == []
        names = ("an expert a day before the contract", "an expert a day after it")
        assert _checks(names) == ["resource.expert-unfounded"] * 2


class TestCourseLibrary:
    """A course is made or bought, with teachers and material; what is bought has a licence."""

    def test_what_it_lacks_is_found(self) -> None:
        names = ("a course without resources", "a course bought without a licence")
        assert _checks(names) == ["resource.course-incomplete"] * 2


class TestEightSystems:
    """Eight systems of rules are in force on every day of the recognition, each version by two persons."""

    def test_eight(self) -> None:
        assert len(Terms().regulation.kinds) == 8

    def test_a_day_without_a_version_is_found_with_the_days(self) -> None:
        (found,) = findings(MUTATIONS["repealed, and replaced a day late"])
        assert (found.subjects, found.delta.value, found.interval.first) == (("archives",), 1, date(2025, 3, 4))
        assert _checks(("repealed, and replaced the next day",)) == []

    def test_never_enacted_is_every_day_of_the_recognition(self) -> None:
        (found,) = findings(MUTATIONS["a system never enacted"])
        assert found.delta.value == (AS_OF - RECOGNISED).days + 1
