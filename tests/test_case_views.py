"""Registers of cases: what they show is what the facts say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from audit.case.histories import EXPERT, LOST, MOVED, S4, YOUNG, lawful
from audit.histories import recorded
from case_story import LU, SHEN
from studio_domain.client_case import facts as case
from studio_domain.views import CaseRegister, ClientHistory, Kept, MentorHours
from studio_domain.views.register import Row

LAWFUL = recorded(lawful())


def cases(until: str = "2025-12-31") -> Mapping[str, Row]:
    """The register of cases as it stood on a day, by the streams' kinds."""
    kept = Kept(CaseRegister()).see_all(LAWFUL, as_of=date.fromisoformat(until))
    return {f"case/{row['case']}": row for row in kept.table("cases")}


class TestCases:
    @pytest.mark.parametrize(
        ("of", "day", "standing", "due"),
        [
            (LOST, "2025-02-15", "open", "2025-02-16"),
            (LOST, "2025-02-16", "open", "2025-05-17"),
            (LOST, "2025-04-03", "proposed", "2025-05-17"),
            (EXPERT, "2024-11-15", "paused", "2025-03-01"),
            (EXPERT, "2024-11-30", "open", "2025-03-31"),
            (EXPERT, "2025-01-01", "closed", "2025-03-31"),
            (EXPERT, "2025-03-31", "open", "2025-07-09"),
            (MOVED, "2024-11-14", "open", "2025-04-07"),
            (MOVED, "2024-12-03", "transferred", "2025-04-07"),
            (YOUNG, "2025-12-31", "paused", "2026-02-28"),
        ],
    )
    def test_as_they_stand_on_a_day(self, of: str, day: str, standing: str, due: str) -> None:
        row = cases(day)[of]
        assert (row["standing"], row["due"]) == (standing, due)

    def test_how_they_ended(self) -> None:
        ended = {of: (row["closed"], row["outcome"]) for of, row in cases().items()}
        assert ended == {
            S4: ("2024-11-20", "completed"),
            LOST: ("2025-04-10", "objective: lost-contact"),
            EXPERT: ("2025-04-25", "completed"),
            MOVED: ("2024-12-03", "transferred: hz-gs-002"),
            YOUNG: (None, ""),
        }

    def test_reopening_takes_the_ending_back(self) -> None:
        before, after = cases("2025-03-30")[EXPERT], cases("2025-03-31")[EXPERT]
        assert (before["closed"], before["archived"], before["archive_code"]) == (
            "2024-12-31", "2025-01-20", "2024-FW-D30-0030",
        )  # fmt: skip
        assert (after["closed"], after["outcome"], after["archived"], after["archive_code"]) == (None, "", None, "")

    def test_whose_they_are(self) -> None:
        assert (cases("2024-11-03")[MOVED]["mentor"], cases("2024-11-04")[MOVED]["mentor"]) == (LU, SHEN)

    def test_what_was_never_opened_has_no_row(self) -> None:
        orphans = [event for event in LAWFUL if not isinstance(event.fact, case.CaseOpened)]
        assert Kept(CaseRegister()).see_all(orphans).table("cases") == []
        assert Kept(ClientHistory()).see_all(orphans).table("client_history") == []


class TestHistory:
    def test_of_a_client_over_his_cases(self) -> None:
        rows = Kept(ClientHistory()).see_all(LAWFUL).table("client_history")
        zhao = [(row["day"], row["what"]) for row in rows if row["client"] == "k-zhao"]
        assert zhao == [
            ("2024-09-02", "opened"), ("2024-09-02", "assessment"), ("2024-09-02", "service"),
            ("2024-10-08", "service"), ("2024-12-10", "result"), ("2024-12-31", "closed"),
            ("2025-04-08", "service"), ("2025-04-20", "result"), ("2025-04-25", "closed"),
        ]  # fmt: skip


class TestHours:
    def test_of_each_mentor_by_month(self) -> None:
        rows = Kept(MentorHours()).see_all(LAWFUL).table("mentor_hours")
        assert {(row["mentor"], row["month"]): (row["services"], row["minutes"]) for row in rows} == {
            ("p-fan", "2024-09"): (1, 120), ("p-fan", "2024-10"): (1, 120), ("p-fan", "2025-04"): (1, 120),
            (LU, "2024-08"): (1, 120), (LU, "2024-09"): (2, 240), (LU, "2024-10"): (1, 120), (LU, "2025-09"): (1, 120),
            (SHEN, "2024-11"): (1, 120),
        }  # fmt: skip

    def test_rebuilt_it_is_the_same(self) -> None:
        for register in (CaseRegister, ClientHistory, MentorHours):
            assert Kept(register()).see_all(LAWFUL).digest == Kept(register()).see_all(LAWFUL).digest
