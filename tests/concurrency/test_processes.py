"""Several processes on one store: of two that want the last of a line one gets it; who is killed leaves no half."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from app.house import HEAD, LINE, A, B, House
from machines.office import HE, LEAD, STAFF, Who
from studio_adapters.journal import commands
from studio_adapters.stores import open_store
from studio_domain import fund_account as fund
from studio_domain import invoice
from studio_domain.audit.finding import Severity
from studio_domain.guideline import fill

ROUNDS = 4
LIMIT = 60.0
"""Seconds after which a process is given up."""


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty store may be."""
    return str(tmp_path / "s.db") if request.param == "sqlite" else str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def house(address: str) -> Iterator[House]:
    house = House(address)
    with closing(house.app):
        yield house


class Worker:
    """A process that takes decisions as it is told."""

    def __init__(self, address: str, house: House) -> None:
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self.house = house
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("worker.py")), address, house.clock().isoformat()],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment,
        )  # fmt: skip
        self.given_up = Timer(LIMIT, self.process.kill)
        self.given_up.start()

    def ask(self, studio: str, who: Who, decision: str, *, command: str | None = None, **arguments: Any) -> None:
        """Let it begin; `answer` waits for the end."""
        asked = {
            "studio": studio, "person": who.id, "role": who.role.value, "org": self.house.org(studio, who),
            "decision": decision, "command": command, "arguments": arguments,
        }  # fmt: skip
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()

    def answer(self) -> Any:
        line = self.line()
        assert line, "the process has ended"
        return json.loads(line)

    def line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def end(self) -> None:
        self.given_up.cancel()
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate(timeout=LIMIT)


@contextmanager
def workers(address: str, house: House, number: int) -> Iterator[list[Worker]]:
    """Processes that are up and wait to be told."""
    with ExitStack() as stack:
        found = []
        for _ in range(number):
            found.append(Worker(address, house))
            stack.callback(found[-1].end)
        for worker in found:
            assert worker.line() == "ready\n"
        yield found


def submission(house: House, claim: str, fen: int, number: str) -> dict[str, Any]:
    vouchers = [(number, fen, house.today.isoformat())]
    return {"claim": claim, "line": LINE, "category": "office", "fen": fen, "vouchers": vouchers, "purpose": "沙龙"}


def test_of_two_that_approve_the_last_of_a_line_one_succeeds(address: str, house: House) -> None:
    """三、（四）6: in line and limit, whoever decides at the same time."""
    account, free = house.account(A), house.account(A).state.headroom(LINE)
    with workers(address, house, 2) as both:
        for _ in range(ROUNDS):
            claims = [house.waiting(free), house.waiting(free)]
            for worker, claim in zip(both, claims, strict=True):
                worker.ask(A, HEAD, "approve_claim", claim=claim)
            answers = [worker.answer() for worker in both]
            refusal = {"refused": fill(fund.WITHIN_LINE.en, {"line": LINE, "over": free})}
            assert answers.count(refusal) == 1
            assert account.state.headroom(LINE) == 0
            stages = Counter(account.state.claims[claim].stage for claim in claims)
            assert stages == {fund.Stage.APPROVED: 1, fund.Stage.REVIEWED: 1}
            for claim in claims:
                house.taken(A, HE, partial(account.reject_claim, claim=claim, reason="r"))


def test_of_two_studios_that_use_an_invoice_one_succeeds(address: str, house: House) -> None:
    """及时归集相关票据: an invoice supports one claim at a time in the whole region."""
    with workers(address, house, 2) as both:
        for n in range(ROUNDS):
            for worker, studio, who in zip(both, (A, B), (STAFF, LEAD), strict=True):
                worker.ask(studio, who, "submit_claim", **submission(house, f"k-{n}", 10_00, f"25-{n}"))
            answers = [worker.answer() for worker in both]
            refused = [answer["refused"] for answer in answers if "refused" in answer]
            holder = B if "refused" in answers[0] else A
            figures = {"number": f"25{n}", "account": f"{holder}/fund/2025", "claim": f"k-{n}"}
            assert refused == [fill(invoice.INVOICE_ONCE.en, figures)]
            there = [studio for studio in (A, B) if f"k-{n}" in house.account(studio).state.claims]
            assert there == [holder]
    assert [one for one in house.app.audit(as_of=house.today).findings if one.severity is not Severity.ADVICE] == []


def test_a_command_from_many_processes_is_obeyed_once(address: str, house: House) -> None:
    """A lost acknowledgement, asked again elsewhere, when it would no longer be lawful."""
    claim = house.waiting(10_00)
    with workers(address, house, 3) as all_three:
        all_three[0].ask(A, HEAD, "approve_claim", command="once", claim=claim)
        first = all_three[0].answer()
        house.taken(A, HE, lambda: house.account(A).reject_claim(claim=claim, reason="r"))
        before = len(list(house.app.journal.follow()))
        for worker in all_three[1:]:
            worker.ask(A, HEAD, "approve_claim", command="once", claim=claim)
        assert [worker.answer() for worker in all_three[1:]] == [first, first]
        assert len(list(house.app.journal.follow())) == before
        all_three[0].ask(A, HEAD, "approve_claim", command="once", claim="another")
        assert all_three[0].answer() == {"trouble": "CommandReused"}


def test_a_writer_that_is_killed_leaves_whole_appends(address: str, house: House) -> None:
    """Each claim comes with its invoice or not at all; what was acknowledged is there; what was not is done once."""
    before = len(list(house.app.journal.follow()))
    asked = {f"k-{n}": submission(house, f"k-{n}", 1_00, f"26-{n}") for n in range(400)}
    with workers(address, house, 1) as (worker,):
        for command, arguments in asked.items():
            worker.ask(A, STAFF, "submit_claim", command=command, **arguments)
            if command == "k-30":
                break
        acknowledged = [worker.answer() for _ in range(11)]
        worker.process.kill()
        worker.process.wait(LIMIT)
    events = list(house.app.journal.follow())
    assert [event.position for event in events] == list(range(1, len(events) + 1))
    written = events[before:]
    claims = {event.context.command: event for event in written if isinstance(event.fact, fund.ClaimSubmitted)}
    used = {event.context.command: event for event in written if isinstance(event.fact, invoice.InvoiceUsed)}
    assert len(acknowledged) <= len(claims) <= 31
    assert list(claims) == list(used) == list(asked)[: len(claims)]
    assert all(claims[command].recorded_at == used[command].recorded_at for command in claims)
    with workers(address, house, 1) as (again,):
        for n, command in enumerate(list(asked)[:32]):
            again.ask(A, STAFF, "submit_claim", command=command, **asked[command])
            answer = again.answer()
            assert "first" in answer
            if n < len(acknowledged):
                assert answer == acknowledged[n]
    after = [event for event in house.app.journal.follow() if isinstance(event.fact, fund.ClaimSubmitted)]
    assert Counter(event.fact.claim for event in after if event.fact.claim in asked) == dict.fromkeys(
        list(asked)[:32], 1
    )
    with closing(open_store(address)) as store:
        assert len({receipt.command for receipt in commands(store.follow())} & set(asked)) == 32
    assert [one for one in house.app.audit(as_of=house.today).findings if one.severity is not Severity.ADVICE] == []
