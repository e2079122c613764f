"""A studio closes, and at the same time something is begun in it: one of the two comes first, the other is refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from contextlib import ExitStack, closing
from datetime import datetime, timedelta
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from concurrency.closing_worker import BOOKKEEPER, LISTING, NEED, SERVED, decided
from practice import (
    CARRIERS,
    CASES,
    CLIENTS,
    CONTRACT,
    DESK,
    FOUNDED,
    HEAD,
    LEAD,
    LU,
    OFFICER,
    A,
    B,
    Practice,
    Time,
    at,
)
from studio_adapters.app import StudioApp
from studio_adapters.journal import Receipt
from studio_domain.aggregate import Change, Context
from studio_domain.client_case import CaseTransferred
from studio_domain.client_case.opening import TAKES_NEW
from studio_domain.client_record import NeedRecorded
from studio_domain.desk import winding_up
from studio_domain.expert_contract import ContractTerminated, TerminationCause
from studio_domain.guideline import fill
from studio_domain.mandate import MandateGranted
from studio_domain.resource_entry import Engagement, ExpertListed
from studio_domain.studio import NOT_CLOSED, WithdrawalApproved, WithdrawalRequested

LIMIT = 60.0
"""Seconds after which a process is given up."""

NOW = at(SERVED + timedelta(2), 10)
LAST = SERVED + timedelta(1)
"""The last day of the recognition."""


def wound_up(app: StudioApp) -> Practice:
    """Two studios that have let everything go, and are recognised no more: they may close any moment."""
    practice = Practice(app, Time(NOW))
    for studio, org in CARRIERS.items():
        for number in CASES.values():
            moved = CaseTransferred("hz-c-001", "迁居", True, LEAD.id, SERVED)
            practice.lay(SERVED, LEAD, f"{studio}/case/{number}", moved, org=org)
        ended = ContractTerminated(TerminationCause.STUDIO_ENDED, SERVED, HEAD.id, None, None, "解〔2025〕1号")
        practice.lay(SERVED, HEAD, f"{studio}/expert/{CONTRACT}", ended, org=org)
        practice.lay(
            SERVED, OFFICER, f"{studio}/studio/profile",
            WithdrawalRequested(LEAD.id, HEAD.id, "移交", SERVED), WithdrawalApproved(LAST, OFFICER.id, "退"),
        )  # fmt: skip
        need = NeedRecorded(NEED, "opening", None, FOUNDED)
        practice.lay(FOUNDED, DESK, f"{studio}/client/{CLIENTS[0]}", need, org=org)
        listed = ExpertListed(LU.id, Engagement.FULL_TIME, ("开业",), None, FOUNDED)
        practice.lay(FOUNDED, DESK, f"{studio}/resource/{LISTING}", listed, org=org)
        keeper = MandateGranted("m-1", BOOKKEEPER.role, org, FOUNDED, None, None, "任〔2024〕3号")
        practice.lay(FOUNDED, HEAD, f"{studio}/mandate/{BOOKKEEPER.id}", keeper, org=org)
    return practice


BEGINS: dict[str, tuple[str, str]] = {
    "case 2025-0009": (
        fill(winding_up.CASES_CLOSED.en, {"case": "2025-0009"}),
        fill(TAKES_NEW.en, {"day": SERVED}),
    ),
    "account 2025": (
        fill(winding_up.FUNDS_SETTLED.en, {"year": 2025}),
        fill(NOT_CLOSED.en, {"closed": NOW.date()}),
    ),
}
"""What is begun; how the closing is refused after it, and how it is refused after the closing."""


@pytest.mark.parametrize("begins", BEGINS)
def test_what_is_begun_between_reading_and_closing_is_seen(begins: str) -> None:
    """The closing has read that nothing is under way, and is about to be written."""
    with closing(StudioApp("memory:", clock=lambda: NOW)) as app:
        wound_up(app)
        append, answers = app.journal.append, []

        def beside(changes: Iterable[Change], context: Context, *, digest: bytes | None = None) -> Receipt:
            app.journal.append = append  # type: ignore[method-assign]
            answers.append(decided(app, A, begins))
            return append(changes, context, digest=digest)

        app.journal.append = beside  # type: ignore[method-assign]
        assert decided(app, A, "close") == {"refused": BEGINS[begins][0]}
        assert "first" in answers[0]
        assert app.studio(A).state.recognition.closed is None


@pytest.mark.parametrize("begins", BEGINS)
def test_what_has_read_a_studio_that_closes_meanwhile_is_refused(begins: str) -> None:
    """And the other way round: it is about to be begun when the closing is written."""
    with closing(StudioApp("memory:", clock=lambda: NOW)) as app:
        wound_up(app)
        append, answers = app.journal.append, []

        def beside(changes: Iterable[Change], context: Context, *, digest: bytes | None = None) -> Receipt:
            app.journal.append = append  # type: ignore[method-assign]
            answers.append(decided(app, A, "close"))
            return append(changes, context, digest=digest)

        app.journal.append = beside  # type: ignore[method-assign]
        assert decided(app, A, begins) == {"refused": BEGINS[begins][1]}
        assert "first" in answers[0]
        assert [
            one.check for one in app.audit(A, as_of=NOW.date()).findings if one.check.startswith("studio.clos")
        ] == []


# -- two processes


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty store may be."""
    return str(tmp_path / "s.db") if request.param == "sqlite" else str(request.getfixturevalue("postgres_url"))


class Worker:
    """A process that does as it is told."""

    def __init__(self, address: str, now: datetime, studio: str) -> None:
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        script = str(Path(__file__).with_name("closing_worker.py"))
        self.process = subprocess.Popen(
            [sys.executable, script, address, now.isoformat(), studio],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment,
        )  # fmt: skip
        self.given_up = Timer(LIMIT, self.process.kill)
        self.given_up.start()

    def ask(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def answer(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.line())
        return found

    def end(self) -> None:
        self.given_up.cancel()
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate(timeout=LIMIT)


def test_of_a_closing_and_a_case_one_comes_first(address: str) -> None:
    """In each of two studios; whichever it is, no case is open in a closed studio."""
    with closing(StudioApp(address, clock=lambda: NOW)) as app, ExitStack() as stack:
        wound_up(app)
        both: dict[str, list[Worker]] = {}
        for studio in (A, B):
            both[studio] = [Worker(address, NOW, studio) for _ in range(2)]
            for worker in both[studio]:
                stack.callback(worker.end)
        assert {worker.line() for workers in both.values() for worker in workers} == {"ready\n"}
        begins = next(iter(BEGINS))
        for studio, workers in both.items():
            for worker, line in zip(workers, ("close", begins), strict=True):
                worker.ask(line)
            closed, begun = (worker.answer() for worker in workers)
            assert ("refused" in closed) != ("refused" in begun), (closed, begun)
            assert {closed.get("refused", BEGINS[begins][0]), begun.get("refused", BEGINS[begins][1])} == {
                *BEGINS[begins]
            }
            assert (app.studio(studio).state.recognition.closed is None) == ("refused" in closed)
