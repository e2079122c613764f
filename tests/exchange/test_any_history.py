"""Whatever was recorded is exported and imported as it was, and a character changed on the way is noticed."""

from __future__ import annotations

from datetime import date
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs
import msgspec
from hypothesis import example, given, settings
from hypothesis import strategies as st

import nonsense
import stored
from office import COACHING, chengdu
from stored import ORIGIN, in_file
from studio_adapters import codec
from studio_adapters.auditing import audit_store, to_json
from studio_adapters.cli.audit import lines_of
from studio_adapters.exchange import Header, export, verified
from studio_adapters.journal import Journal, Rows
from studio_adapters.memory import Recorder
from studio_adapters.problems import BadLine
from studio_adapters.report import html_report
from studio_adapters.sqlite import open_file
from studio_domain.aggregate import Change, Unreadable
from telling import Clock

STREAMS = ("s-1/fund/2025", "s-1/policy/values", "s-2/fund/2025", "region-330106/invoice/25332000000012345678")


def storable(fact: Any) -> bool:
    """Whether the journal takes it: known, without personal data in the open, numbers of 64 bits."""
    if isinstance(fact, Unreadable) or codec.unsealed(fact):
        return False
    try:
        codec.encode_fact(fact)
    except (OverflowError, msgspec.MsgspecError):
        return False
    return True


facts = nonsense.facts.filter(storable)
changes = st.dictionaries(st.sampled_from(STREAMS), st.lists(facts, min_size=1, max_size=2), min_size=1, max_size=3)
appends = st.lists(st.tuples(changes, nonsense.contexts), max_size=5)


def told(history: list[tuple[dict[str, list[Any]], Any]]) -> Rows:
    """A store in memory to which these were appended, one after the other."""
    rows = Recorder(ORIGIN)
    journal, versions, commands = Journal(rows, Clock()), dict.fromkeys(STREAMS, 0), count(1)
    for changes, context in history:
        said = attrs.evolve(context, command=f"c-{next(commands)}")
        journal.append((Change(stream, versions[stream], tuple(found)) for stream, found in changes.items()), said)
        for stream, found in changes.items():
            versions[stream] += len(found)
    return rows


def imported(lines: list[str], directory: Path) -> list[str]:
    """The export of an SQLite file into which *lines* were imported."""
    file = in_file(directory / "a.jsonl", lines)
    header, read = verified.open_export(file)
    rows = open_file(directory / "b.db", origin="to be replaced")
    try:
        rows.restore(header.origin, verified.kept(read, header))
        return list(export(rows.follow(), Header(rows.origin, None)))
    finally:
        rows.close()


@settings(deadline=None, max_examples=40)
@given(appends)
def test_any_history_comes_back_as_it_was(history: list[tuple[dict[str, list[Any]], Any]]) -> None:
    before = list(export(told(history).follow(), Header(ORIGIN, None)))
    with TemporaryDirectory() as directory:
        assert imported(before, Path(directory)) == before


LINES = stored.lines_of(chengdu((COACHING, 680_00)).history)[:6]
TEXT = "".join(f"{line}\n" for line in LINES)


@settings(deadline=None, max_examples=300)
@given(
    st.integers(0, len(TEXT) - 1),
    st.sampled_from(["replace", "insert", "remove"]),
    st.sampled_from(list('0123456789 \t\r\n"\\/{}[]:,-.eEtfnpZ\u202e\0')) | st.characters(codec="utf-8"),
)
@example(TEXT.index('"version":1') + 11, "insert", "0")
@example(TEXT.index("/"), "insert", "\\")
@example(0, "insert", "\ufeff")
def test_a_character_changed_is_refused_unless_it_says_the_same(at: int, how: str, char: str) -> None:
    """White space, or another spelling of the same JSON, restores the same bytes; all else is refused by its line."""
    rest = TEXT[at + 1 :] if how != "insert" else TEXT[at:]
    touched = TEXT[:at] + ("" if how == "remove" else char) + rest
    with TemporaryDirectory() as directory:
        file = Path(directory) / "a.jsonl"
        file.write_text(touched, encoding="utf-8", newline="")
        rows = Recorder()
        try:
            header, lines = verified.open_export(file)
            rows.restore(header.origin, verified.kept(lines, header))
        except BadLine:
            return
        assert list(export(rows.follow(), Header(rows.origin, header.studio))) == LINES


@settings(deadline=None, max_examples=40)
@given(appends, st.dates(date(2024, 1, 1), date(2027, 12, 31)))
def test_any_history_is_audited_to_its_end_and_the_same_from_its_export(
    history: list[tuple[dict[str, list[Any]], Any]], as_of: date
) -> None:
    """However little sense it makes: guards are off for what is imported, and the audit reads on."""
    rows = told(history)
    report = audit_store(Journal(rows), as_of=as_of)
    assert report.events == sum(1 for _ in rows.follow())
    other = Recorder()
    other.restore(ORIGIN, rows.follow())
    again = audit_store(Journal(other), as_of=as_of)
    assert to_json(again) == to_json(report)
    assert list(lines_of(again, "x", "zh")) == list(lines_of(report, "x", "zh"))
    assert html_report(Journal(other), again) == html_report(Journal(rows), report)
