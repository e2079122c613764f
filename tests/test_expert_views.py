"""Registers of experts: what they show is what the facts say."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs

from audit.changing import drop, insert, one, then
from audit.expert.story import ACCOUNT, CLAIM, FAN, FAN_S, FEE, GU, GU_S, X1, Said, day, lawful, recorded
from office import CASHIER, LEAD, STAFF
from studio_domain.expert_contract import facts as expert
from studio_domain.views import ExpertBookings, ExpertRoster, ExpertServices, Kept
from studio_domain.views.register import Register, Row

END = day("2026-02-01")


def rows(register: Register, history: Any, as_of: date = END) -> dict[tuple[Any, ...], Row]:
    (table,) = register.tables
    kept = Kept(register).see_all(recorded(history), as_of=as_of).table(table.name)
    return {tuple(row[column.name] for column in table.columns[: table.key]): row for row in kept}


class TestRoster:
    def test_of_a_year(self) -> None:
        found = rows(ExpertRoster(), lawful())
        assert found[(FAN_S,)] == {
            "contract": FAN_S, "expert": FAN, "field_of_work": "财税", "title": "full", "stage": "acknowledged",
            "first": "2025-01-13", "last": "2025-12-31", "services": 4, "minutes": 255, "unverified": 0, "absences": 1,
            "grade": "qualified", "gross_fen": 2_300_00, "tax_fen": 300_00, "unpaid": 0,
        }  # fmt: skip
        assert found[(GU_S,)] == {
            "contract": GU_S, "expert": GU, "field_of_work": "财税", "title": "other", "stage": "settled",
            "first": "2025-01-10", "last": "2025-06-30", "services": 1, "minutes": 60, "unverified": 0, "absences": 0,
            "grade": None, "gross_fen": 0, "tax_fen": 0, "unpaid": 0,
        }  # fmt: skip

    def test_as_of_a_day_in_spring(self) -> None:
        found = rows(ExpertRoster(), lawful(), day("2025-03-10"))[(FAN_S,)]
        assert (found["stage"], found["last"], found["minutes"]) == ("suspended", "2025-07-12", 135)

    def test_what_is_logged_and_what_is_claimed_waits(self) -> None:
        history = then(drop(one(expert.LogVerified, entry="s-2")), drop(one(expert.FeePaid)))(lawful())
        found = rows(ExpertRoster(), history)[(FAN_S,)]
        assert (found["services"], found["minutes"], found["unverified"]) == (3, 210, 1)
        assert (found["gross_fen"], found["unpaid"]) == (0, 1)

    def test_a_fee_that_is_withdrawn_is_gone(self) -> None:
        history = insert(
            one(expert.FeePaid), Said("2025-02-11", X1, expert.FeeWithdrawn("f-1", day("2025-02-11")), CASHIER)
        )(lawful())
        found = rows(ExpertRoster(), history)[(FAN_S,)]
        assert (found["gross_fen"], found["unpaid"]) == (0, 0)

    def test_an_older_evaluation_recorded_later_is_not_the_last(self) -> None:
        older = expert.ExpertEvaluated("e-0", "excellent", "90", STAFF.id, day("2025-06-19"))
        history = insert(one(expert.ExpertEvaluated), Said("2025-06-21", X1, older, STAFF))(lawful())
        assert rows(ExpertRoster(), history)[(FAN_S,)]["grade"] == "qualified"

    def test_a_declined_nomination_stays_on_the_roster(self) -> None:
        declined = expert.EngagementDeclined(LEAD.id, "编制", day("2025-01-07"))
        begun = tuple(said for said in lawful() if isinstance(said.fact, expert.ExpertNominated))
        found = rows(ExpertRoster(), (*begun, Said("2025-01-07", X1, declined, LEAD)))
        assert (found[(FAN_S,)]["first"], found[(FAN_S,)]["stage"]) == (None, "declined")
        assert found[(GU_S,)]["stage"] == "nominated"

    def test_facts_of_no_contract_change_nothing(self) -> None:
        history = tuple(said for said in lawful() if not isinstance(said.fact, expert.ExpertNominated))
        assert rows(ExpertRoster(), history) == {}


class TestServices:
    def test_of_a_year(self) -> None:
        found = rows(ExpertServices(), lawful())
        assert {key[1] for key in found} == {"g-1", "s-1", "s-2", "s-3", "s-4"}
        assert found[(FAN_S, "s-1")] == {
            "contract": FAN_S, "entry": "s-1", "expert": FAN, "day": "2025-02-03", "occasion": "case/k-1",
            "task": "t-1", "minutes": 90, "verifier": "p-desk", "fee": "f-1",
        }  # fmt: skip
        assert found[(FAN_S, "s-2")]["fee"] is None

    def test_claimed_anew(self) -> None:
        again = attrs.evolve(FEE, fee="f-2", claim="c-2", on=day("2025-02-12"))
        history = insert(
            one(expert.FeePaid),
            Said("2025-02-11", X1, expert.FeeWithdrawn("f-1", day("2025-02-11")), CASHIER),
            Said("2025-02-12", X1, again, STAFF),
            Said("2025-02-12", ACCOUNT, attrs.evolve(CLAIM, claim="c-2"), STAFF),
        )(lawful())
        assert rows(ExpertServices(), history, day("2025-02-11"))[(FAN_S, "s-1")]["fee"] is None
        assert rows(ExpertServices(), history)[(FAN_S, "s-1")]["fee"] == "f-2"

    def test_what_was_never_logged_has_no_row(self) -> None:
        history = drop(one(expert.ServiceLogged, entry="s-1"))(lawful())
        assert (FAN_S, "s-1") not in rows(ExpertServices(), history)


class TestBookings:
    """What is to come under a contract."""

    A1, A2 = "hz-xihu-001/appointment/a-1", "hz-xihu-001/appointment/a-2"

    def history(self, *more: Said) -> Any:
        made = (expert.BookingMade(name, day("2025-07-15"), day("2025-07-16")) for name in (self.A1, self.A2))
        return (
            *insert(one(expert.ExpertEvaluated), *(Said("2025-06-20", X1, fact, STAFF) for fact in made))(lawful()),
            *more,
        )

    def test_made_and_released(self) -> None:
        again = (
            Said("2026-01-05", X1, expert.BookingReleased(self.A1), STAFF),
            Said("2026-01-05", X1, expert.BookingReleased("hz-xihu-001/appointment/a-9"), STAFF),
            Said("2026-01-05", X1, expert.BookingMade(self.A2, day("2026-01-06"), day("2026-01-06")), STAFF),
        )
        assert set(rows(ExpertBookings(), self.history())) == {(FAN_S, self.A1), (FAN_S, self.A2)}
        assert rows(ExpertBookings(), self.history(*again)) == {
            (FAN_S, self.A2): {
                "contract": FAN_S, "appointment": self.A2, "expert": FAN, "first": "2026-01-06", "last": "2026-01-06",
            }
        }  # fmt: skip

    def test_of_a_contract_that_nobody_nominated_for(self) -> None:
        history = tuple(said for said in self.history() if not isinstance(said.fact, expert.ExpertNominated))
        assert {row["expert"] for row in rows(ExpertBookings(), history).values()} == {None}
