"""Every check of experts finds its mutation, and only it; what comes close is found by nobody."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import attrs
import pytest

from audit.changing import Apply, Told, change, insert, then
from audit.changing import one as one_of
from audit.expert.mutations import MUTATIONS, TWINS, Mutation, Twin
from audit.expert.story import (
    FAN,
    FAN_S,
    GU_S,
    PROFILE,
    STUDIO,
    X1,
    X2,
    Said,
    day,
    found,
    found_in_region,
    lawful,
    recorded,
    service,
    verified,
)
from office import DESK, LEAD, OFFICER, PARK, STAFF, Office
from studio_domain.aggregate import Recorded
from studio_domain.audit import ALL_PREDICATES, Grounds, Standing, Status, audit, obligation_register
from studio_domain.audit.expert import expert_checks
from studio_domain.audit.finding import count
from studio_domain.expert_contract import facts as expert
from studio_domain.guideline import Clause
from studio_domain.studio import OperatorChanged
from telling import noon

LAWFUL = lawful()
OTHER = "12000000MB0000027M"


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
    history = twin.apply(LAWFUL)
    assert [one.message("en") for one in found(history, twin.as_of)] == []


def test_every_check_has_a_mutation_and_a_twin() -> None:
    ours = {name for name in ALL_PREDICATES if name.startswith("expert.")} | {"obligation.expert_renewal"}
    assert {one.check for one in MUTATIONS} == ours
    assert {one.check for one in TWINS} <= ours


class TestRemedies:
    def test_a_booking_that_is_released_after_the_end(self) -> None:
        """Ended over an appointment's head: that it was called off then is told, and removes nothing."""
        late = next(one for one in MUTATIONS if one.name == "dismissed, and the appointment then called off")
        (one,) = found(late.apply(LAWFUL))
        assert (one.check, one.status) == ("expert.ended-while-booked", Status.REMEDIED)
        left = next(one for one in MUTATIONS if one.name == "dismissed a day before an appointment")
        assert [one.status for one in found(left.apply(LAWFUL))] == [Status.OPEN]


class TestAcrossStudios:
    """What only the region sees: hours of one person in two studios at a time."""

    def other(self, start: int, minute: int, minutes: int, *, verify: bool = True) -> list[Recorded[Any]]:
        office = Office("cd-wuhou-001")
        nominated = expert.ExpertNominated(FAN, LEAD.id, "财税", "经验", day("2025-01-06"))
        office.act("2025-01-06", X1, LEAD, nominated)
        log = service("o-1", "2025-02-03", start, minutes, minute)
        office.act("2025-02-03", X1, STAFF, log)
        if verify:
            office.act("2025-02-04", X1, DESK, verified("o-1", "2025-02-04", minutes))
        return office.history

    def test_a_minute_in_both(self) -> None:
        (one,) = found_in_region(recorded(LAWFUL), self.other(10, 29, 30))
        assert (one.check, one.clause, one.subjects) == (
            "regional.expert-hours-twice",
            Clause.EXPERT_MANAGEMENT,
            (FAN, "o-1"),
        )
        assert one.delta == count(1)
        assert [place.stream for place in one.evidence] == ["cd-wuhou-001/expert/x-1"] * 2 + [FAN_S]
        assert one.message("en") == (
            "expert p-fan served two studios at a time for 1 minutes: o-1 of cd-wuhou-001/expert/x-1, "
            "s-1 of hz-xihu-001/expert/x-1"
        )

    @pytest.mark.parametrize(("start", "minute", "minutes"), [(8, 0, 60), (10, 30, 30)])
    def test_one_after_the_other(self, start: int, minute: int, minutes: int) -> None:
        assert found_in_region(recorded(LAWFUL), self.other(start, minute, minutes)) == []

    def test_what_nobody_verified_counts_nowhere(self) -> None:
        assert found_in_region(recorded(LAWFUL), self.other(9, 0, 60, verify=False)) == []

    def test_a_long_service_is_not_lost_behind_a_short_one(self) -> None:
        """The search goes back as far as the longest service reaches."""
        other = self.other(8, 0, 150)
        office = Office("cd-wuhou-002")
        office.act("2025-01-06", X1, LEAD, expert.ExpertNominated(FAN, LEAD.id, "财税", "经验", day("2025-01-06")))
        office.act("2025-02-03", X1, STAFF, service("q-1", "2025-02-03", 8, 30, 15))
        office.act("2025-02-04", X1, DESK, verified("q-1", "2025-02-04", 30))
        findings = found_in_region(recorded(LAWFUL), other, office.history)
        assert [one.subjects for one in findings] == [(FAN, "o-1"), (FAN, "q-1")]

    def test_two_studios_do_not_find_what_lies_within_one(self) -> None:
        assert found(LAWFUL) == []
        mutation = next(one for one in MUTATIONS if one.name == "served twice at a time")
        assert found_in_region(recorded(mutation.apply(LAWFUL))) == []


class TestAsKnownThen:
    """The term is what was known when the service was given: what is signed later reaches back for nobody."""

    def imported(self, claimed: datetime | None) -> tuple[Told, ...]:
        """A contract that an import brought in, in the summer; what it claims about the day of writing counts."""

        def late(said: Told) -> Told:
            assert isinstance(said, Said)
            if not isinstance(said.fact, expert.ContractSigned):
                return said
            return attrs.evolve(said, envelope={"batch": "2025-old", "claimed_at": claimed})

        return tuple(map(late, LAWFUL))

    def test_what_an_import_claims_counts_as_known_then(self) -> None:
        assert [one.check for one in found(self.imported(noon("2025-01-10")))] == []
        assert [one.check for one in found(self.imported(None))] == []

    def test_what_it_claims_to_have_written_later_was_not_known(self) -> None:
        findings = found(self.imported(noon("2025-02-04")))
        assert [(one.check, one.subjects[0]) for one in findings if one.check.startswith("expert.")] == [
            ("expert.out-of-term", "s-1")
        ]


class TestObligation:
    """续聘: it opens sixty days before the end of each term, and a renewal opens the next."""

    def entries(self, as_of: str, *apply: Apply) -> list[tuple[str, str, Standing]]:
        events = recorded(then(*apply)(LAWFUL))
        register = obligation_register(
            events, grounds=Grounds.of(events, studio=STUDIO), studio=STUDIO, as_of=day(as_of)
        )
        ours = [one for one in register if one.key == "expert_renewal" and one.subject == FAN_S]
        return [(one.opened.isoformat(), one.due.isoformat(), one.standing) for one in ours]

    @pytest.mark.parametrize(
        ("as_of", "entries"),
        [
            ("2025-05-12", []),
            ("2025-05-13", [("2025-05-13", "2025-07-12", Standing.OPEN)]),
            ("2025-07-11", [("2025-05-13", "2025-07-12", Standing.DISCHARGED)]),
            (
                "2025-11-01",
                [
                    ("2025-05-13", "2025-07-12", Standing.DISCHARGED),
                    ("2025-11-01", "2025-12-31", Standing.OPEN),
                ],
            ),
            (
                "2025-11-20",
                [
                    ("2025-05-13", "2025-07-12", Standing.DISCHARGED),
                    ("2025-11-01", "2025-12-31", Standing.DISCHARGED),
                ],
            ),
        ],
    )
    def test_as_of_a_day(self, as_of: str, entries: list[tuple[str, str, Standing]]) -> None:
        assert self.entries(as_of) == entries

    def test_a_term_shorter_than_that_owes_from_its_first_day(self) -> None:
        short = change(one_of(expert.ContractSigned, account=X1), last=day("2025-01-20"))
        assert self.entries("2025-01-20", short)[0] == ("2025-01-13", "2025-01-20", Standing.OPEN)

    def test_a_remedy_is_told_with_the_finding(self) -> None:
        mutation = next(one for one in MUTATIONS if one.name == "acknowledged the day after")
        (one,) = found(mutation.apply(LAWFUL))
        assert (one.status, one.delta) == (Status.REMEDIED, mutation.delta)

    def test_whoever_is_dismissed_owes_no_renewal(self) -> None:
        assert [one.check for one in found(LAWFUL, day("2027-02-01"))] == []


class TestAnotherOperator:
    """Party is whoever operates the studio on the day of signing, as the authority approved it (一、（三）)."""

    def parties(self, first: str, party: str) -> list[tuple[str, str]]:
        changed = OperatorChanged(OTHER, "西湖区就业服务中心", "park", day(first), OFFICER.id, "批〔2025〕1号")
        history = then(
            insert(one_of(expert.EngagementApproved, account=X2), Said("2025-01-09", PROFILE, changed, OFFICER)),
            change(one_of(expert.ContractSigned, account=X2), party=party),
        )(LAWFUL)
        events = recorded(history)
        checks = expert_checks(Grounds.of(events, studio=STUDIO))
        return [(one.check, one.subjects[0]) for one in audit(events, checks, as_of=day("2026-02-01"))]

    def test_from_the_day_of_signing_on(self) -> None:
        assert self.parties("2025-01-10", OTHER) == [("expert.party-differs", FAN_S)]

    def test_from_the_next_day_on(self) -> None:
        assert self.parties("2025-01-11", PARK) == []
        assert self.parties("2025-01-11", OTHER) == [("expert.party-differs", GU_S)]
