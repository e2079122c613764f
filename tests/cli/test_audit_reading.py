"""One reading proves and judges: nothing is lost by it, whether a studio fits into memory or is read twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest

from office import COACHING, OFFICER, REGION, Office, chengdu
from stored import in_memory
from studio_adapters import audit_reading, auditing
from studio_adapters.auditing import Report, audit_store, to_json
from studio_adapters.journal import NO_LEAF, Journal, Kept, Row, instant, leaf
from studio_adapters.memory import Recorder
from studio_adapters.verification import Unverified, in_order, verify
from studio_domain.aggregate import Recorded
from studio_domain.rectification import DeviationApproved

STUDIO = "cd-wuhou-001"
DAY = date(2025, 9, 30)
OVER = chengdu((COACHING, 680_00), on="2025-07-05", effective="2025-07-11").history


@pytest.fixture(params=["kept", "read twice"], autouse=True)
def reading(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways in which a studio is read: kept in memory, and in chunks of two rows, then again."""
    if request.param == "read twice":
        monkeypatch.setattr(audit_reading, "BUFFER", 2)
    return str(request.param)


def kept_of(history: Sequence[Recorded[Any]] = OVER) -> list[Kept]:
    """Rows as a store has them."""
    return list(in_memory(history).follow())


def store_of(kept: Sequence[Kept]) -> Recorder:
    """A store that holds these rows, whatever they are: as somebody has left it who passed the library by."""
    store = Recorder("here")
    for row in kept:
        store._owners[row[1].partition("/")[0]].append(len(store._kept))
        store._stored_events_index[row[1]][row[2]] = len(store._kept)
        store._kept.append(row)
    return store


def chained(rows: Sequence[tuple[str, str, bytes, str]]) -> list[Kept]:
    """Rows with good leaves, at whatever instants."""
    heads: dict[str, tuple[int, str]] = {}
    kept: list[Kept] = []
    for stream, topic, state, moment in rows:
        version, previous = heads.get(stream, (0, NO_LEAF))
        proof = leaf("here", Row(stream, version + 1, topic, state), moment, previous)
        heads[stream] = version + 1, proof.hex()
        kept.append((len(kept) + 1, stream, version + 1, topic, state, moment, proof))
    return kept


def again(kept: Sequence[Kept]) -> list[Kept]:
    """The same rows in a log whose origin is `here`."""
    return chained([(row[1], row[3], row[4], row[5]) for row in kept])


def report(store: Recorder, **rest: Any) -> Report:
    """The audit of a store."""
    return audit_store(Journal(store), as_of=DAY, **rest)


def test_the_report_is_the_same_to_the_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person whom only the last row names is known to the first, since all is read before anything is judged."""
    deviation = DeviationApproved("x", "y", date(2025, 1, 1), None, "试点", "批〔2025〕1号", OFFICER.id)
    office = Office().act("2025-03-04", "rectification/ledger", OFFICER, deviation)
    stores = [store_of(again(kept_of(history))) for history in (OVER, office.history)]
    instants = None, datetime(2025, 3, 1, tzinfo=UTC)
    found = [to_json(report(store, known_at=known_at)) for store in stores for known_at in instants]
    assert len(set(found)) == 4
    monkeypatch.setattr(audit_reading, "BUFFER", 10_000)
    assert [to_json(report(store, known_at=known_at)) for store in stores for known_at in instants] == found


def test_digest_and_events_are_those_of_a_proof_row_by_row() -> None:
    store = store_of(again(kept_of()))
    proven, found = verify(store), report(store)
    assert (found.history_digest, found.events) == (proven.digest, proven.facts) == (proven.digest, in_order(store))


def test_what_was_not_yet_known_is_in_neither() -> None:
    rows = again(kept_of())
    half = rows[: len(rows) // 2]
    known_at = datetime.fromisoformat(half[-1][5])
    known = sum(row[5] <= half[-1][5] for row in rows)
    whole, part = report(store_of(rows), known_at=known_at), report(store_of(rows[:known]))
    assert (whole.history_digest, whole.events) == (part.history_digest, part.events)


def _changed(kept: list[Kept]) -> Iterator[tuple[str, list[Kept]]]:
    """Every row, with another byte in its fact."""
    for at, row in enumerate(kept):
        state = row[4].replace(b'"', b"'", 1) if row[4].count(b'"') else row[4] + b" "
        yield f"{row[1]}@{row[2]}", [*kept[:at], (*row[:4], state, *row[5:]), *kept[at + 1 :]]


def test_a_changed_row_is_named_wherever_it_stands() -> None:
    """Also in the stream of a region, also where the regional pass alone would look at it."""
    rows = again(kept_of())
    assert {row[1].startswith(f"{REGION}/") for row in rows} == {True, False}
    for place, changed in _changed(rows):
        with pytest.raises(Unverified) as told:
            report(store_of(changed))
        assert told.value.place == place
        if place.startswith(STUDIO):
            with pytest.raises(Unverified, match=place):
                report(store_of(changed), studios=[STUDIO])


def test_of_two_changed_rows_the_first_of_the_store_is_named() -> None:
    """Whichever is read first."""
    rows = again(kept_of())
    for at in (0, len(rows) - 2):
        changed = [
            (*row[:4], row[4] + b" ", *row[5:]) if n in (at, len(rows) - 1) else row for n, row in enumerate(rows)
        ]
        with pytest.raises(Unverified) as told:
            report(store_of(changed))
        assert told.value.place == f"{rows[at][1]}@{rows[at][2]}"


def test_a_missing_row_is_named() -> None:
    rows = again(kept_of())
    for at in range(len(rows) - 1):
        with pytest.raises(Unverified) as told:
            report(store_of([*rows[:at], *rows[at + 1 :]]))
        assert told.value.place == f"#{at + 1}"


def test_time_goes_forward_across_studios_too() -> None:
    """Each stream is good for itself, and the studios' facts stand in the wrong order."""
    state = kept_of()[0][4]
    topic = "rectification.finding-answered/1"
    noon, later = (instant(datetime(2025, 3, 4, hour, tzinfo=UTC)) for hour in (4, 5))
    rows = chained(
        [("hz-2/rectification/ledger", topic, state, later), ("hz-1/rectification/ledger", topic, state, noon)]
    )
    with pytest.raises(Unverified) as told:
        report(store_of(rows))
    assert told.value.place == "hz-1/rectification/ledger@1"
    assert in_order(store_of([rows[0], (2, *rows[1][1:5], later, b"")])) == 2


def test_a_stream_of_nobody_is_proven_with_the_rest() -> None:
    """A name without a stroke belongs to no studio and no region; no reading by owner comes upon it."""
    rows = again(kept_of())
    odd = chained([*((row[1], row[3], row[4], row[5]) for row in rows), ("odd", "x/1", b"{}\n{}", rows[-1][5])])
    found, proven = report(store_of(odd)), verify(store_of(odd))
    assert (found.history_digest, found.events) == (proven.digest, len(odd))
    assert report(store_of(rows)).history_digest != found.history_digest
    with pytest.raises(Unverified, match="odd@1"):
        report(store_of([*rows, (*odd[-1][:4], b"{}\n{} ", *odd[-1][5:])]))


def test_what_is_written_while_it_runs_is_not_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even a studio that begins meanwhile."""
    rows = again(kept_of())
    before = to_json(report(store_of(rows)))
    moment = instant(datetime(2026, 1, 1, tzinfo=UTC))
    more = [(row[1], row[3], row[4], row[5]) for row in rows]
    late = [(row[1].replace(STUDIO, "cd-wuhou-002"), row[3], row[4], moment) for row in rows]
    everything = store_of(chained([*more, *late]))
    monkeypatch.setattr(auditing, "in_order", lambda _: len(rows))
    assert to_json(audit_store(Journal(everything), as_of=DAY)) == before
