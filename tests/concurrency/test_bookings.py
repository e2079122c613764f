"""Two processes on one store and one hour of a mentor, or of a room: one of them gets it (三、（四）1).

And an agreement rests on what stood when it was made: of ending an expert's contract and confirming by it one succeeds,
and by a contract that another process suspends at the same time nothing is confirmed any more.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from practice import (
    ACTIVITY,
    CARRIERS,
    CLIENTS,
    DESK,
    FAN,
    HE,
    HEAD,
    LEAD,
    LU,
    ROOM,
    A,
    B,
    Practice,
    Time,
    Who,
    at,
)
from studio_adapters.app import StudioApp
from studio_domain import appointment as appt
from studio_domain import expert_contract as expert
from studio_domain import mentor_diary, room_diary
from studio_domain.appointment import Stage
from studio_domain.guideline import fill

ROUNDS = 4
ENDINGS = 12
LIMIT = 60.0
"""Seconds after which a process is given up."""

MONDAY = date(2025, 3, 3)
AS_OF_TODAY = {"cause": "mutual", "last_day": MONDAY.isoformat(), "document": "解〔2025〕1号"}


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty store may be."""
    return str(tmp_path / "s.db") if request.param == "sqlite" else str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def practice(address: str) -> Iterator[Practice]:
    time = Time(at(MONDAY, 9))
    with closing(StudioApp(address, clock=time)) as app:
        yield Practice(app, time)


class Worker:
    """A process that takes decisions as it is told."""

    def __init__(self, address: str, now: datetime) -> None:
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("booking_worker.py")), address, now.isoformat()],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment,
        )  # fmt: skip
        self.given_up = Timer(LIMIT, self.process.kill)
        self.given_up.start()

    def ask(
        self, who: Who, decision: str, name: str, *, studio: str = A, kind: str = "appointment", **arguments: Any
    ) -> None:
        """Let it begin; `answer` waits for the end."""
        asked = {
            "person": who.id, "role": who.role.value, "org": CARRIERS[studio], "kind": kind, "studio": studio,
            "id": name, "decision": decision, "arguments": arguments,
        }  # fmt: skip
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()

    def line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def answer(self) -> dict[str, Any]:
        line = self.line()
        assert line, "the process has ended"
        found: dict[str, Any] = json.loads(line)
        return found

    def end(self) -> None:
        self.given_up.cancel()
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate(timeout=LIMIT)


@contextmanager
def two(address: str, now: datetime) -> Iterator[tuple[Worker, Worker]]:
    """Two processes that are up and wait to be told."""
    with ExitStack() as stack:
        found = []
        for _ in range(2):
            found.append(Worker(address, now))
            stack.callback(found[-1].end)
        for worker in found:
            assert worker.line() == "ready\n"
        yield found[0], found[1]


def slots(rounds: int = ROUNDS) -> Iterator[tuple[int, datetime, datetime]]:
    """An hour of each day, a round a day."""
    for number in range(rounds):
        start = at(MONDAY + timedelta(1 + number), 9)
        yield number, start, start + timedelta(hours=1)


def found(practice: Practice) -> list[str]:
    """What an audit of all finds of appointments."""
    report = practice.app.audit(as_of=MONDAY)
    return [one.message("en") for one in report.findings if "appointment" in one.check or "mentor" in one.check]


def test_of_two_that_confirm_one_hour_of_a_mentor_one_succeeds(address: str, practice: Practice) -> None:
    """安排约定的创业指导师: slots that overlap by a minute, and rooms of their own."""
    with two(address, practice.time.now) as both:
        for number, start, end in slots():
            asked = [
                practice.asked(f"a-{number}", start, end),
                practice.asked(f"b-{number}", end - timedelta(minutes=1), end + timedelta(hours=1), client=CLIENTS[1]),
            ]
            for worker, one, room in zip(both, asked, (ROOM, ACTIVITY), strict=True):
                worker.ask(DESK, "confirm", one.appointment, mentor=LU.id, room=room)
            answers = [worker.answer() for worker in both]
            refused = [answer["refused"] for answer in answers if "refused" in answer]
            winner = asked[0] if "refused" not in answers[0] else asked[1]
            assert refused == [fill(mentor_diary.MENTOR_FREE.en, {"other": winner.stream})]
            assert sorted(one.state.stage.value for one in asked) == ["confirmed", "requested"]
    assert found(practice) == []


def test_of_two_that_confirm_one_hour_of_a_room_one_succeeds(address: str, practice: Practice) -> None:
    """一对一或小范围: mentors of their own, one room."""
    with two(address, practice.time.now) as both:
        for number, start, end in slots():
            asked = [practice.asked(f"{name}-{number}", start, end) for name in ("a", "b")]
            for worker, one, who in zip(both, asked, (LU, HE), strict=True):
                worker.ask(DESK, "confirm", one.appointment, mentor=who.id, room=ROOM)
            answers = [worker.answer() for worker in both]
            winner = asked[0] if "refused" not in answers[0] else asked[1]
            refused = [answer["refused"] for answer in answers if "refused" in answer]
            assert refused == [fill(room_diary.ROOM_FREE.en, {"other": winner.stream})]


def test_of_two_studios_that_want_a_mentor_one_gets_him(address: str, practice: Practice) -> None:
    """A mentor's diary is the city's: the studios lie in two districts of it."""
    with two(address, practice.time.now) as both:
        for number, start, end in slots():
            asked = [practice.asked(f"a-{number}", start, end, studio=studio) for studio in (A, B)]
            for worker, one, studio in zip(both, asked, (A, B), strict=True):
                worker.ask(DESK, "confirm", one.appointment, studio=studio, mentor=LU.id, room=ROOM)
            answers = [worker.answer() for worker in both]
            winner = asked[0] if "refused" not in answers[0] else asked[1]
            refused = [answer["refused"] for answer in answers if "refused" in answer]
            assert refused == [fill(mentor_diary.MENTOR_FREE.en, {"other": winner.stream})]
    assert found(practice) == []


def test_of_ending_a_contract_and_confirming_under_it_one_succeeds(
    address: str, practice: Practice, capsys: pytest.CaptureFixture[str]
) -> None:
    """续聘解聘管理: neither is a contract ended over an appointment's head, nor an appointment confirmed by what has
    ended."""
    outcomes: Counter[str] = Counter()
    with two(address, practice.time.now) as (first, second):
        for number, start, end in slots(ENDINGS):
            contract = practice.engaged(A, f"x-{number}")
            one = practice.asked(f"a-{number}", start, end)
            ends = partial(second.ask, HEAD, "terminate_contract", f"x-{number}", kind="expert-contract", **AS_OF_TODAY)
            if number % 2:
                ends()
            first.ask(DESK, "confirm", one.appointment, mentor=FAN.id, room=ROOM, contract=f"x-{number}")
            if number % 2 == 0:
                for _ in range(number * number):
                    practice.app.state(contract)  # a start that grows, so that now one comes first and now the other
                ends()
            confirmed, ended = first.answer(), second.answer()
            state = practice.app.state(contract)
            if "refused" in confirmed:
                assert confirmed["refused"] == fill(appt.MENTOR_MAY_SERVE.en, {"mentor": FAN.id, "day": start.date()})
                assert "last" in ended
                assert (one.state.stage, state.bookings, state.last_day) == (Stage.REQUESTED, {}, MONDAY)
                outcomes["ended"] += 1
            else:
                figures = {"appointment": one.stream, "day": start.date(), "last_day": MONDAY}
                assert ended == {"refused": fill(expert.BOOKINGS_RELEASED.en, figures)}
                assert one.state.stage is Stage.CONFIRMED
                assert (list(state.bookings), state.ending.terminated) == ([one.stream], None)
                outcomes["confirmed"] += 1
    with capsys.disabled():
        kind = "postgres" if address.startswith("postgres") else "sqlite"
        print(f"\n{kind}: of {ENDINGS} rounds {outcomes['confirmed']} confirmed, {outcomes['ended']} ended")
    assert outcomes.total() == ENDINGS
    assert found(practice) == []


def test_a_contract_is_suspended_whatever_is_booked(address: str, practice: Practice) -> None:
    """Of suspending it as of today and confirming for tomorrow, one comes first, and the other sees what it did.

    Whoever suspends the contract always may; what must not be is an appointment confirmed after that.
    """
    suspends = {"first": MONDAY.isoformat(), "reason": "核查"}
    with two(address, practice.time.now) as (first, second):
        for number, start, end in slots():
            contract = practice.engaged(A, f"x-{number}")
            one = practice.asked(f"a-{number}", start, end)
            first.ask(DESK, "confirm", one.appointment, mentor=FAN.id, room=ROOM, contract=f"x-{number}")
            second.ask(LEAD, "suspend_contract", f"x-{number}", kind="expert-contract", **suspends)
            confirmed, suspended = first.answer(), second.answer()
            assert "refused" not in suspended
            if "refused" in confirmed:
                assert confirmed["refused"] == fill(appt.MENTOR_MAY_SERVE.en, {"mentor": FAN.id, "day": start.date()})
                assert one.state.stage is Stage.REQUESTED
            else:
                suspended_at = max(event.position for event in practice.app.journal.read(contract))
                assert confirmed["last"] < suspended_at, "confirmed by a contract that was suspended"
