"""What was ever stored is read for ever, and written the same until its schema says otherwise."""

from __future__ import annotations

import json
from pathlib import Path

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


def test_every_code_ever_stored_is_still_a_code() -> None:
    known = json.loads(CODES.read_text())
    for name, values in codes().items():
        assert set(known.get(name, ())) == set(values), f"{name}: codes never go; new ones: run tests/write_golden.py"
    assert set(known) == set(codes()), "an enum that was stored is gone"
