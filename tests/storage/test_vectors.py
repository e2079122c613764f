"""The vectors of ADR 0001: bytes, leaves and digests as they are for ever, and how an auditor recomputes them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import pytest

from stored_examples import CONTEXT, example
from studio_adapters import codec
from studio_adapters.exchange import Header, export
from studio_adapters.journal import NO_LEAF, Journal, Row, instant, later, leaf
from studio_adapters.memory import Recorder
from studio_domain.aggregate import Change, Recorded
from studio_domain.audit.finding import Predicate, count, finding
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import Clause, Kind
from studio_domain.rectification import FindingAnswered
from studio_domain.values import PersonId
from telling import Clock, context

HERE = Path(__file__).parent
VECTORS: dict[str, Any] = json.loads((HERE / "vectors.json").read_text(encoding="utf-8"))
PROGRAM = [sys.executable, "-I", "-S", str(HERE / "recompute_leaf.py")]


@pytest.mark.parametrize("vector", VECTORS["leaf"], ids=lambda vector: f"{vector['stream']}@{vector['version']}")
def test_a_leaf(vector: dict[str, Any]) -> None:
    state = f"{vector['envelope']}\n{vector['fact']}".encode()
    row = Row(vector["stream"], vector["version"], vector["topic"], state)
    assert leaf(vector["origin"], row, vector["recorded_at"], vector["previous"]).hex() == vector["leaf"]


def test_leaves_of_a_stream_chain() -> None:
    first, second = VECTORS["leaf"][:2]
    assert (first["stream"], first["previous"]) == (second["stream"], NO_LEAF)
    assert second["previous"] == first["leaf"]


def test_the_bytes_of_a_fact() -> None:
    first = VECTORS["leaf"][0]
    assert codec.encode_context(CONTEXT).decode() == first["envelope"]
    assert codec.encode_fact(example(fund.AccountOpened)).decode() == first["fact"]
    assert codec.TOPIC[fund.AccountOpened] == first["topic"]


@pytest.mark.parametrize("vector", VECTORS["instant"], ids=lambda vector: str(vector["instant"]))
def test_an_instant(vector: dict[str, str]) -> None:
    assert instant(datetime.fromisoformat(vector["given"])) == vector["instant"]
    assert later(datetime.fromisoformat(vector["given"]), vector["last"]) == vector["later"]


@pytest.mark.parametrize("vector", VECTORS["finding_id"], ids=lambda vector: str(vector["check"]))
def test_a_finding_id(vector: dict[str, Any]) -> None:
    """From check, subjects and the fact that breached alone, whatever else the finding says."""
    by = Recorded(vector["stream"], vector["version"], 1, CONTEXT.claimed_at or datetime.max, CONTEXT, None)
    predicate = Predicate(vector["check"], Clause.BUDGET, Kind.G, zh="", en="")
    for amount in (1, 2):
        found = finding(
            predicate, by, *vector["subjects"], expected=count(0), actual=count(amount), delta=count(amount)
        )
        assert str(found.id) == vector["id"]
    assert str(uuid5(UUID("6ff43a31-4a53-5d0c-9f44-6f0f3f6c9a10"), vector["name"])) == vector["id"]


def test_a_command_digest() -> None:
    vector = VECTORS["command_digest"]
    arguments = {"on": date(2025, 11, 25), "claim": "报销-1", "lines": (("a", 1),), "kind": fund.ClaimKind.ADVANCE}
    assert codec.command_digest(vector["decision"], vector["stream"], arguments).hex() == vector["digest"]
    body = {"arguments": vector["arguments"], "decision": vector["decision"], "stream": vector["stream"]}
    canonical = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert sha256(canonical.encode()).hexdigest() == vector["digest"]


def test_a_digest_of_what_is_stored_where_no_decision_is_named() -> None:
    vector = VECTORS["body_digest"]
    changes = [Change("hz/rectification/ledger", 4, (FindingAnswered("f-1", "说明", PersonId("p-1")),))]
    for version in (4, 9):
        changes = [Change(changes[0].stream, version, changes[0].facts)]
        assert Journal(Recorder()).batch(changes, CONTEXT).digest.hex() == vector["digest"]
    (row,) = Journal(Recorder()).batch(changes, CONTEXT).rows
    head = f"{row.stream}\n{row.topic}\n{len(row.state)}\n"
    assert sha256(head.encode() + row.state).hexdigest() == vector["digest"]


# -- by an auditor, with nothing of ours


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """A history with every kind of character in it, as it is handed over."""
    journal = Journal(Recorder("tests"), Clock())
    awkward = "".join(map(chr, range(0x250))) + "\u2028\u2029\ufeff\uffff\U0001f4d2说明"
    for version, text in enumerate(["a", awkward, "b"]):
        told = (FindingAnswered("f-1", text, PersonId("p-1")),)
        journal.append([Change("hz/rectification/ledger", version, told)], context(f"c-{version}"))
    journal.append([Change("hz/fund/2025", 0, (example(fund.AccountOpened),))], CONTEXT)
    path = tmp_path / "history.jsonl"
    header = Header(origin="tests", studio=None)
    path.write_text("".join(f"{line}\n" for line in _lines(export(journal.rows.follow(), header))), encoding="utf-8")
    return path


def _lines(lines: Iterator[str]) -> Iterator[str]:
    return (line.removesuffix("\n") for line in lines)


def recompute(path: Path) -> tuple[int, str]:
    done = subprocess.run([*PROGRAM, str(path)], capture_output=True, check=False, encoding="utf-8")
    return done.returncode, done.stdout + done.stderr


def test_an_auditor_recomputes_every_leaf_with_the_standard_library(exported: Path) -> None:
    assert recompute(exported) == (0, "4 facts in 2 streams are what their leaves were made of\n")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"answer":"a"', '"answer":"b"', "line 2: hz/rectification/ledger@1 has the leaf"),
        ('"by":"p-001"', '"by":"p-002"', "line 2: hz/rectification/ledger@1 has the leaf"),
        ('"origin":"tests"', '"origin":"other"', "line 2: hz/rectification/ledger@1 has the leaf"),
        ('"answer":"b"', '"answer":"c"', "line 4: hz/rectification/ledger@3 has the leaf"),
        ('"version":2', '"version":3', "line 3: hz/rectification/ledger@3 follows version 1"),
    ],
)
def test_an_auditor_sees_the_first_fact_that_is_not_what_it_was(exported: Path, old: str, new: str, said: str) -> None:
    text = exported.read_text(encoding="utf-8")
    assert old in text
    exported.write_text(text.replace(old, new), encoding="utf-8")
    code, printed = recompute(exported)
    assert code == 1
    assert printed.startswith(said)


def test_a_file_that_is_no_export_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("nothing")
    for path in (tmp_path / "x", tmp_path / "missing"):
        code, printed = recompute(path)
        assert (code, printed.count("\n")) == (2, 1)
