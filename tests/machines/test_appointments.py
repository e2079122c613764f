"""No accepted sequence leads to a finding: appointments under a state machine, purely and through every store."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import count
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import quote

import psycopg
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from psycopg.sql import SQL, Identifier

from machines.appointments import TRANSITIONS, AppointmentMachine
from machines.office import Tally
from practice import CLIENTS, DESK, DISPLAY, FAN, GU, HE, LEAD, LU, ROOM, A, Time
from studio_adapters.app import StudioApp
from studio_domain import appointment as appt
from studio_domain import expert_contract as expert
from studio_domain import mentor_diary, room_diary
from studio_domain.audit import Finding
from studio_domain.guideline import Rule
from studio_domain.values import SHANGHAI, legal_day
from test_form import rules

UNREACHABLE = {
    appt.NOT_LAPSED: "a request that lapses is owed an answer, and found; here everybody answers in time",
    mentor_diary.MENTOR_KEPT: "the desk gives back only what a diary has",
    mentor_diary.HOUR_COUNTS_ONCE: "services are verified in the machine of experts",
    room_diary.ROOM_KEPT: "the desk gives back only what a diary has",
}
"""Rules that no history of ours can meet; their own tests hand them what cannot be."""

FIXED = settings(
    derandomize=True, database=None, deadline=None, max_examples=250, stateful_step_count=50,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


def asks(machine: AppointmentMachine, day: int = 1, **rest: Any) -> None:
    """A visit of an hour at nine, agreed with a mentor."""
    words: dict[str, Any] = {
        "studio": A, "who": DESK, "client": CLIENTS[0], "mode": appt.Mode.VISIT, "day": day, "hour": 9, "quarter": 0,
        "length": 4, "zone": SHANGHAI, "confidential": False, "fits": True, "override": None, "again": 1,
        "with_case": True, "mentor": LU, "room": ROOM,
    }  # fmt: skip
    machine.somebody_asks(**(words | rest))


def served(machine: AppointmentMachine, **rest: Any) -> None:
    words: dict[str, Any] = {"pick": 1, "mentor": None, "served": True, "of": None, "old": 1, "over": True}
    machine.somebody_is_served(**(words | rest))


def moved(machine: AppointmentMachine, **rest: Any) -> None:
    words: dict[str, Any] = {
        "pick": 1, "day": 1, "hour": 14, "quarter": 0, "length": 4, "room": ROOM, "override": None, "reason": "r",
        "consented": True, "same": 1, "fits": True,
    }  # fmt: skip
    machine.somebody_reschedules(**(words | rest))


def reassigned(machine: AppointmentMachine, **rest: Any) -> None:
    words: dict[str, Any] = {"pick": 1, "mentor": HE, "reason": "r", "consented": True, "here": False, "waits": 1}
    machine.somebody_reassigns(**(words | rest))


def records(machine: AppointmentMachine) -> None:
    """A record of another time, of another client, none at all, and by another mentor."""
    asks(machine)
    served(machine, old=0, over=False)
    served(machine, old=0)
    served(machine, of=CLIENTS[1])
    served(machine, served=False)
    served(machine, mentor=GU)
    served(machine)


def changes(machine: AppointmentMachine) -> None:
    """Moved and reassigned, with consent and without, the last time when the client is there and when it is over."""
    asks(machine)
    moved(machine, consented=False)
    moved(machine, same=0)
    moved(machine)
    reassigned(machine, consented=False)
    reassigned(machine, mentor=LU)
    reassigned(machine)
    served(machine, over=False, served=False)
    reassigned(machine, mentor=LEAD, here=True)
    reassigned(machine, here=True, waits=0)


def elsewhere(machine: AppointmentMachine) -> None:
    """Agreed in the counselling room; the display area is not for guidance."""
    asks(machine)
    moved(machine, room=DISPLAY, fits=False)


def absence(machine: AppointmentMachine) -> None:
    """Both check in, and the mentor is called away."""
    asks(machine)
    served(machine, over=False, served=False)
    machine.somebody_comes(pick=1, party=appt.Party.MENTOR, before=0)
    machine.somebody_does_not_come(pick=1, party=appt.Party.MENTOR, here=0)


def dismissal(machine: AppointmentMachine) -> None:
    """The expert has an appointment, and is dismissed when it was reassigned; the next one is called off."""
    asks(machine, mentor=FAN)
    machine.an_experts_contract_is_ended(studio=A, ends=0, frees=False)
    reassigned(machine, mentor=LU)
    reassigned(machine, mentor=FAN)
    machine.an_experts_contract_is_ended(studio=A, ends=0, frees=False)
    moved(machine, day=2)
    reassigned(machine, mentor=HE)
    machine.an_experts_contract_is_ended(studio=A, ends=0, frees=False)
    asks(machine, day=3, mentor=FAN)
    machine.an_experts_contract_is_ended(studio=A, ends=0, frees=True)


WALKS = (records, changes, elsewhere, absence, dismissal)
"""Ways that chance takes too seldom to be relied on."""


def test_whatever_is_accepted_nothing_is_found() -> None:
    """And each transition was taken, each rule refused something."""
    tally = AppointmentMachine.counted = Tally()
    run_state_machine_as_test(AppointmentMachine, settings=FIXED)
    for walk in WALKS:
        machine = AppointmentMachine()
        machine.begins(buffer=0)
        walk(machine)
        machine.diaries_have_what_is_agreed_and_nothing_else()
        machine.contracts_have_what_relies_on_them_and_nothing_else()
        machine.teardown()
    for name in sorted(TRANSITIONS):
        print(f"{tally.transitions[name]:7} × {name}")
    for rule, times in tally.refusals.most_common():
        print(f"{times:7} × refused: {rule.en}")
    assert not TRANSITIONS - set(tally.transitions), "never taken"
    assert not set(tally.transitions) - TRANSITIONS, "unknown"
    every: set[Rule] = set().union(*(rules(name).values() for name in ("appointment", "mentor_diary", "room_diary")))
    assert [rule.en for rule in every - set(tally.refusals) - set(UNREACHABLE)] == []
    assert not set(UNREACHABLE) & set(tally.refusals)
    assert tally.refusals[expert.BOOKINGS_RELEASED]


class ThroughAStore(AppointmentMachine):
    """The same machine over bytes: what was decided is stored, read back, and audited from the store."""

    place: ClassVar[Callable[[], str]]
    counted: ClassVar[Tally] = Tally()

    def open_app(self, time: Time) -> StudioApp:
        return StudioApp(type(self).place(), clock=time)

    def findings(self) -> Iterable[Finding]:
        return self.app.audit(as_of=legal_day(self.time.now)).findings


def through(place: Callable[[], str], examples: int, steps: int) -> None:
    class Machine(ThroughAStore):
        pass

    Machine.place = staticmethod(place)
    run_state_machine_as_test(Machine, settings=settings(FIXED, max_examples=examples, stateful_step_count=steps))


def test_nor_through_memory() -> None:
    through(lambda: "memory:", 8, 20)


def test_nor_through_sqlite(tmp_path: Path) -> None:
    files = count(1)
    through(lambda: str(tmp_path / f"{next(files)}.db"), 6, 12)


def test_nor_through_postgresql(postgres_server: str) -> None:
    """Each history in a schema of its own."""
    schemas = count(1)

    def place() -> str:
        schema = f"appointments_{next(schemas)}"
        with psycopg.connect(postgres_server, autocommit=True) as admin:
            admin.execute(SQL("CREATE SCHEMA {}").format(Identifier(schema)))
        return f"{postgres_server}?options={quote(f'-csearch_path={schema}')}"

    through(place, 3, 10)
