"""What was ever stored is read for ever, and written the same until its schema says otherwise."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from stored_examples import CONTEXT
from studio_adapters import codec
from write_golden import CODES, GOLDEN, codes, golden_file, stored

HOW = "a stored form has changed: add a schema and an upcaster (codec/table.py), then run tests/write_golden.py"


@pytest.mark.parametrize(("cls", "topic"), codec.TOPIC.items(), ids=codec.TOPIC.values())
def test_every_type_is_stored_as_it_was(cls: type, topic: str) -> None:
    path = golden_file(topic)
    assert path.exists(), f"{topic} has no golden file: run tests/write_golden.py, and read what it wrote"
    assert stored(cls).decode().split("\n") == path.read_text().split("\n"), HOW


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.json")), ids=lambda path: path.stem)
def test_everything_ever_stored_is_read(path: Path) -> None:
    name, _, schema = path.stem.rpartition("-")
    envelope, _, fact = path.read_bytes().partition(b"\n")
    assert codec.decode_context(envelope) == CONTEXT
    read = codec.decode_fact(f"{name}/{schema}", fact)
    assert codec.BY_NAME[name].cls is type(read)
    if codec.topic_of(read) == f"{name}/{schema}":
        assert codec.encode_fact(read) == fact, HOW


OLDER = [path for path in GOLDEN.glob("*.json") if codec.BY_NAME[path.stem[:-2]].schema != int(path.stem[-1])]


@pytest.mark.parametrize("path", sorted(OLDER), ids=lambda path: path.stem)
def test_an_older_schema_says_what_it_said(path: Path) -> None:
    """What was stored is all there, and what came later is empty."""
    name, _, schema = path.stem.rpartition("-")
    line = path.read_bytes().partition(b"\n")[2]
    read = codec.decode_fact(f"{name}/{schema}", line)
    assert _without_nothing(codec.to_dict(read)) == _without_nothing(json.loads(line))


def _without_nothing(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nothing(part) for key, part in value.items() if part is not None}
    return [_without_nothing(part) for part in value] if isinstance(value, list) else value


def test_there_are_older_schemas() -> None:
    assert {path.stem for path in OLDER} >= {
        "fund-account.claim-submitted-1", "fund-account.advance-settled-1", "fund-account.fee-refunded-1",
        "fund-account.fund-received-1",
    }  # fmt: skip


def test_every_code_ever_stored_is_still_a_code() -> None:
    known = json.loads(CODES.read_text())
    for name, values in codes().items():
        assert set(known.get(name, ())) == set(values), f"{name}: codes never go; new ones: run tests/write_golden.py"
    assert set(known) == set(codes()), "an enum that was stored is gone"
