"""Every check of discipline finds its mutation, and only it; what comes close is found by nobody."""

from __future__ import annotations

import pytest

from audit.discipline.mutations import MUTATIONS, TWINS, Mutation, Twin
from audit.discipline.story import D1, D2, STUDIO, day, found, lawful, recorded, sanction_place
from studio_domain.audit import ALL_PREDICATES, Grounds, Standing, obligation_register

LAWFUL = lawful()


def test_a_lawful_year_has_no_finding() -> None:
    assert [one.message("en") for one in found(LAWFUL)] == []


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda one: one.name)
def test_a_mutation_is_found_by_its_check_alone(mutation: Mutation) -> None:
    findings = found(mutation.apply(LAWFUL), mutation.as_of)
    assert [one.check for one in findings] == [mutation.check], [one.message("en") for one in findings]
    (one,) = findings
    assert (one.clause, one.subjects, one.delta) == (mutation.clause, mutation.subjects, mutation.delta)


@pytest.mark.parametrize("twin", TWINS, ids=lambda one: one.name)
def test_a_twin_is_found_by_nobody(twin: Twin) -> None:
    assert [one.message("en") for one in found(twin.apply(LAWFUL), twin.as_of)] == []


def test_every_check_has_a_mutation_and_a_twin() -> None:
    owed = {f"obligation.{key}" for key in ("discipline_open", "gift_register", "gift_handover", "change_filing")}
    ours = {name for name in ALL_PREDICATES if name.startswith("discipline.")} | owed
    assert {one.check for one in MUTATIONS} == ours
    assert {one.check for one in TWINS} <= ours


def test_the_filings_name_the_sanctions() -> None:
    assert [sanction_place(matter).version for matter in (D1, "discipline/d-3", "discipline/d-4")] == [8, 6, 6]


class TestObligations:
    """Each stands in the register from the day that opens it."""

    def entries(self, as_of: str) -> dict[str, tuple[str, str, Standing]]:
        events = recorded(LAWFUL)
        grounds = Grounds.of(events, studio=STUDIO)
        register = obligation_register(events, grounds=grounds, studio=STUDIO, as_of=day(as_of))
        ours = [one for one in register if one.opened_by.stream in (f"{STUDIO}/{D1}", f"{STUDIO}/{D2}")]
        return {
            f"{one.key} {one.opened_by.stream[-3:]}": (one.opened.isoformat(), one.due.isoformat(), one.standing)
            for one in ours
        }

    def test_as_of_the_day_after_the_report(self) -> None:
        assert self.entries("2025-10-12") == {
            "discipline_open d-2": ("2025-03-03", "2025-03-17", Standing.DISCHARGED),
            "discipline_open d-1": ("2025-10-11", "2025-10-24", Standing.OPEN),
            "gift_register d-1": ("2025-09-29", "2025-10-29", Standing.DISCHARGED),
            "gift_handover d-1": ("2025-09-29", "2025-10-29", Standing.OPEN),
        }

    def test_as_of_the_end(self) -> None:
        assert {standing for _, _, standing in self.entries("2026-02-01").values()} == {Standing.DISCHARGED}
        assert self.entries("2026-02-01")["change_filing d-1"][:2] == ("2025-10-30", "2025-11-13")
