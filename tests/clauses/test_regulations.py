"""Regulations (管理制度, 三、（四）): one version of each kind in force at a time."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial, reduce
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_domain import regulation_book
from studio_domain.guideline import Breach
from studio_domain.policy import Terms
from studio_domain.regulation_book import RegulationBook
from studio_domain.values import PersonId

ZHOU, XU = PersonId("p-1"), PersonId("p-2")
TERMS = Terms()
FIRST, LAST = date(2025, 1, 1), date(2025, 6, 30)
BEFORE, AFTER = FIRST - timedelta(1), LAST + timedelta(1)


def told(*events: regulation_book.Event) -> RegulationBook:
    return reduce(regulation_book.evolve, events, RegulationBook("finance", {}))


DRAFTED = told(
    regulation_book.RegulationDrafted("finance", 1, "经费管理制度", ZHOU),
    regulation_book.RegulationApproved(1, FIRST, XU, "d"),
    regulation_book.RegulationDrafted("finance", 2, "经费管理制度", ZHOU),
)

draft = partial(regulation_book.draft_regulation, DRAFTED, kind="finance", title="制度", drafter=ZHOU, terms=TERMS)
approve = partial(regulation_book.approve_regulation, DRAFTED, version=2, effective=LAST, approver=XU, document="d")
repeal = partial(regulation_book.repeal_regulation, DRAFTED, version=1, last_day=LAST, by=XU, document="d")


class TestRegulations:
    """The eight systems and the special-fund rules (三、（四）, 三、（三）): versions that tile time."""

    @pytest.mark.parametrize("kind", [*TERMS.regulation.kinds, "special-fund"])
    def test_every_system_has_its_book(self, kind: str) -> None:
        fact = regulation_book.draft_regulation(None, kind=kind, title="制度", drafter=ZHOU, terms=TERMS)
        assert fact == regulation_book.RegulationDrafted(kind, 1, "制度", ZHOU)

    def test_an_empty_book_begins_with_one(self) -> None:
        empty = RegulationBook("finance", {})
        fact = regulation_book.draft_regulation(empty, kind="finance", title="制度", drafter=ZHOU, terms=TERMS)
        assert fact.version == 1

    def test_a_draft_is_numbered_after_the_last(self) -> None:
        assert draft().version == 3

    def test_a_version_replaces_the_one_before_it_from_its_day(self) -> None:
        revised = regulation_book.evolve(DRAFTED, approve(effective=LAST))
        days = (BEFORE, FIRST, LAST - timedelta(1), LAST, date.max)
        assert [revised.version_on(day) for day in days] == [None, 1, 1, 2, 2]

    def test_a_version_may_replace_another_on_its_first_day(self) -> None:
        assert regulation_book.evolve(DRAFTED, approve(effective=FIRST)).version_on(FIRST) == 2

    def test_a_repealed_version_holds_to_its_last_day_and_revives_none(self) -> None:
        revised = regulation_book.evolve(DRAFTED, approve(effective=date(2025, 3, 1)))
        fact = regulation_book.repeal_regulation(revised, version=2, last_day=LAST, by=XU, document="d")
        repealed = regulation_book.evolve(revised, fact)
        assert [repealed.version_on(day) for day in (LAST, AFTER)] == [2, None]

    def test_a_version_may_be_repealed_with_its_first_day(self) -> None:
        assert repeal(last_day=FIRST).last_day == FIRST

    @settings(deadline=None)
    @given(st.lists(st.tuples(st.booleans(), st.integers(1, 4), st.integers(0, 30)), max_size=12))
    def test_whatever_is_approved_the_versions_tile_time(self, steps: list[tuple[bool, int, int]]) -> None:
        book = told(*(regulation_book.RegulationDrafted("finance", v, "t", ZHOU) for v in range(1, 5)))
        approved: list[tuple[date, int]] = []
        repealed: dict[int, date] = {}
        for approving, version, offset in steps:
            day = FIRST + timedelta(offset)
            try:
                if approving:
                    fact = regulation_book.approve_regulation(
                        book, version=version, effective=day, approver=XU, document="d"
                    )
                    approved.append((day, version))
                    book = regulation_book.evolve(book, fact)
                else:
                    end = regulation_book.repeal_regulation(book, version=version, last_day=day, by=XU, document="d")
                    repealed[version] = day
                    book = regulation_book.evolve(book, end)
            except Breach:
                continue
        assert approved == sorted(approved)
        for offset in range(-1, 40):
            day = FIRST + timedelta(offset)
            in_force = [
                version
                for (since, version), (until, _) in pairwise([*approved, (date.max, 0)])
                if since <= day < until and day <= repealed.get(version, date.max)
            ]
            assert [version for version in [book.version_on(day)] if version] == in_force
