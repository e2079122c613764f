"""An erasure: what it leaves, what it does not, and what becomes of it when the power fails in the middle."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from io import StringIO
from pathlib import Path
from typing import Any

import psycopg
import pytest

from sealing.desk import DAY, STUDIO, Desk, personal
from studio_adapters import codec, memory
from studio_adapters.cli import main
from studio_adapters.exchange import Header, export
from studio_adapters.journal import Conflict, JournalError
from studio_adapters.sealing import KeysRestored, Sealer, SubjectErased, open_keys
from studio_adapters.sealing.erasing import complete
from studio_adapters.sealing.memory import MemoryKeys
from studio_adapters.sealing.port import Keys
from studio_adapters.stores import open_store
from studio_adapters.verification import verify
from studio_domain.aggregate import Change
from studio_domain.client_record import ClientDataErased, NeedRecorded, Purpose
from studio_domain.guideline import Breach
from studio_domain.values import Erased
from studio_domain.views import ClientRegister
from telling import Clock, context

CLIENTS = 40
GONE = 7


@pytest.fixture(params=["sqlite", "postgres"])
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """A log and a key store, in databases of their own."""
    keys = str(tmp_path / "keys.db")
    if request.param == "sqlite":
        yield str(tmp_path / "log.db"), keys
        return
    url = request.getfixturevalue("postgres_url")
    yield url, keys


def leaves(store: str) -> list[bytes]:
    with closing(open_store(store)) as rows:
        return [row[6] for row in rows.follow()]


def bytes_of(tmp_path: Path, store: str) -> bytes:
    """All that lies in files, and for a server all that its tables hold."""
    found = b"".join(file.read_bytes() for file in sorted(tmp_path.rglob("*")) if file.is_file())
    if store.startswith("postgresql"):
        with psycopg.connect(store) as server:
            tables = server.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()").fetchall()
            for (table,) in tables:
                with server.cursor().copy(f'COPY "{table}" TO STDOUT (FORMAT binary)') as copy:
                    found += b"".join(bytes(part) for part in copy)
    return found


def test_an_erasure_leaves_everything_as_it_was_but_what_it_said(
    places: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Many clients, one erased: nothing of anybody stands in the open, all others open, nothing else has changed."""
    store, keys = places
    desk = Desk(store, keys).founded()
    for number in range(CLIENTS):
        desk.registered(number)
    desk.opened_to(GONE)
    desk.opened_to(0)
    everybody = [text for number in range(CLIENTS) for text in personal(number)]
    before = leaves(store)
    register = desk.app.register(ClientRegister(), STUDIO, as_of=DAY).table("clients")
    keys_before = Path(keys).read_bytes()
    kek_before = Path(keys + ".kek").read_bytes()
    (wrapped,) = _wrapped(keys, f"{STUDIO}/client/k-{GONE}")

    desk.erased(GONE)

    after = leaves(store)
    assert after[: len(before)] == before
    assert len(after) == len(before) + 3  # requested, approved, erased
    with desk.as_("p-lead"):
        gone = desk.client(GONE).open_record(purpose=Purpose.GUIDANCE)
        stays = desk.client(0).open_record(purpose=Purpose.GUIDANCE)
    said = (gone.name, gone.phone, gone.enterprise, gone.needs["n-1"])
    assert all(isinstance(value, Erased) for value in said)
    assert (stays.name, stays.phone, stays.enterprise, stays.needs["n-1"]) == personal(0)

    for name, text in _outputs(store, desk).items():
        (tmp_path / name).write_text(text)
    with closing(open_store(store)) as rows:
        assert verify(rows).facts == len(after) + 1  # and that the record of client 0 was opened
    found = bytes_of(tmp_path, store)
    assert found.count("签字件".encode()) >= CLIENTS  # what stands in the open is found by the same search
    hits = {text: found.count(text.encode()) + found.count(ascii(text)[1:-1].encode()) for text in everybody}
    key_hits = found.count(wrapped)
    rebuilt = desk.app.register(ClientRegister(), STUDIO, as_of=DAY).table("clients")
    others = [row for row in rebuilt if row["client"] != f"k-{GONE}"]
    assert others == [row for row in register if row["client"] != f"k-{GONE}"]

    with desk.as_("p-lead"), pytest.raises(Breach):
        desk.client(GONE).add_need(need="n-2", kind="2.2", words="又想开店")
    with pytest.raises(SubjectErased):
        desk.app.journal.append(
            [Change(f"{STUDIO}/client/k-{GONE}", 9, (NeedRecorded("n", "2.2", "又想开店", DAY),))], context("c-raw")
        )
    desk.app.close()

    Path(keys).write_bytes(keys_before)  # the key store alone, put back from a backup
    with pytest.raises(KeysRestored):
        Desk(store, keys, desk.clock)
    Path(keys + ".kek").write_bytes(kek_before)  # and its key-encryption keys with it
    with pytest.raises(KeysRestored, match=f"holds keys that were destroyed by {STUDIO}/client/k-{GONE}@8"):
        Desk(store, keys, desk.clock)

    with capsys.disabled():
        engine = "postgresql" if store.startswith("postgresql") else "sqlite"
        print(
            f"\n  {engine}: {CLIENTS} clients, {len(everybody)} personal texts, {len(after)} facts:"
            f" {sum(hits.values())} hits in {len(found):,} bytes, {key_hits} of the destroyed key;"
            f" {len(before)} of {len(before)} leaves unchanged, {len(others)} other rows equal; backup refused twice"
        )
    assert sum(hits.values()) == 0
    assert key_hits == 0


def _wrapped(keys: str, subject: str) -> list[bytes]:
    import sqlite3

    with closing(sqlite3.connect(keys)) as raw:
        return [row[0] for row in raw.execute("SELECT wrapped FROM subject_keys WHERE subject = ?", (subject,))]


def _outputs(store: str, desk: Desk) -> dict[str, str]:
    """What leaves the house: an export, the commands' texts, a register."""
    texts = {}
    with closing(open_store(store)) as rows:
        texts["export.jsonl"] = "\n".join(export(rows.follow(), Header(rows.origin, None)))
    for name, words in {
        "history": ["history", store],
        "show": ["show", store, f"{STUDIO}/client/k-1"],
        "audit": ["audit", store, "--as-of", "2025-03-31", "--format", "json"],
    }.items():
        texts[f"{name}.txt"] = _said(words)
    texts["register.txt"] = "\n".join(desk.app.register(ClientRegister(), STUDIO).lines())
    return texts


def _said(words: list[str]) -> str:
    from contextlib import redirect_stderr, redirect_stdout

    out = StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        main(words)
    return out.getvalue()


class Pulled(Exception):
    """The plug."""


class TestCrash:
    """Fence, deletion, fact: wherever it breaks off, a restart comes to the same end."""

    @pytest.fixture
    def desk(self, tmp_path: Path) -> Iterator[Desk]:
        desk = Desk(str(tmp_path / "log.db"), str(tmp_path / "keys.db")).founded()
        desk.registered(1)
        desk.opened_to(1)
        desk.approved(1)
        yield desk
        desk.app.close()

    def restarted(self, tmp_path: Path, desk: Desk) -> Desk:
        desk.app.close()
        return Desk(str(tmp_path / "log.db"), str(tmp_path / "keys.db"), desk.clock)

    @pytest.mark.parametrize(
        "where", ["before the fence", "before the deletion", "in the deletion", "before the fact", "after the fact"]
    )
    def test_wherever_it_breaks_off(
        self, tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch, where: str
    ) -> None:
        def pull(*_: Any, **__: Any) -> Any:
            raise Pulled

        keys: Any = desk.app.keys
        target, name = {
            "before the fence": (keys, "fence"),
            "before the deletion": (keys, "destroy"),
            "in the deletion": (keys, "_wrap_anew"),
            "before the fact": (desk.app.journal.rows, "append"),
            "after the fact": (keys, "kept"),
        }[where]
        monkeypatch.setattr(target, name, pull)
        with desk.as_("p-arch"), pytest.raises(Pulled):
            desk.client(1).erase_data(request="r-1")
        monkeypatch.undo()
        with closing(self.restarted(tmp_path, desk).app) as app:
            desk.app = app
            if where == "before the fence":
                with desk.as_("p-lead"):
                    assert desk.client(1).open_record(purpose=Purpose.GUIDANCE).name == personal(1)[0]
                with desk.as_("p-arch"):
                    desk.client(1).erase_data(request="r-1")
            assert app.keys is not None
            assert app.keys.promises() == []
            (erased,) = [one for one in app.history(STUDIO) if isinstance(one.fact, ClientDataErased)]
            assert (erased.fact.executor, erased.context.by, erased.context.role) == ("p-arch", "p-arch", "archivist")
            with desk.as_("p-lead"):
                assert isinstance(desk.client(1).open_record(purpose=Purpose.GUIDANCE).name, Erased)
            assert _wrapped(str(tmp_path / "keys.db"), f"{STUDIO}/client/k-1") == []

    def test_the_same_command_again_is_answered_as_if_nothing_had_happened(
        self, tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(desk.app.keys, "kept", lambda _: (_ for _ in ()).throw(Pulled))
        with desk.as_("p-arch", command="erase-1"), pytest.raises(Pulled):
            desk.client(1).erase_data(request="r-1")
        monkeypatch.undo()
        with closing(self.restarted(tmp_path, desk).app) as app:
            desk.app = app
            with desk.as_("p-arch", command="erase-1"):
                desk.client(1).erase_data(request="r-1")
            assert sum(isinstance(one.fact, ClientDataErased) for one in app.history(STUDIO)) == 1

    def test_a_fact_that_another_recorded_in_between_does_not_undo_it(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The stream moves after the keys are gone: the erasure is recorded all the same, after what came between."""
        keys: Any = desk.app.keys
        destroy = keys.destroy

        def and_a_hold(subject: str) -> None:
            destroy(subject)
            monkeypatch.undo()
            with desk.as_("p-over"):
                desk.client(1).place_hold(hold="h-1", ground="调查")

        monkeypatch.setattr(keys, "destroy", and_a_hold)
        with desk.as_("p-arch"):
            desk.client(1).erase_data(request="r-1")
        last = list(desk.app.history(STUDIO))[-1]
        assert isinstance(last.fact, ClientDataErased)
        found = desk.app.audit(STUDIO, as_of=DAY).findings
        assert "client.erased-while-kept" in {one.check for one in found}

    def test_another_process_that_starts_meanwhile_completes_it_and_the_command_is_answered(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        keys: Any = desk.app.keys
        destroy = keys.destroy

        def and_another_starts(subject: str) -> None:
            destroy(subject)
            monkeypatch.undo()
            assert complete(desk.app.journal, keys) == 1

        monkeypatch.setattr(keys, "destroy", and_another_starts)
        with desk.as_("p-arch", command="erase-1"):
            receipt = desk.client(1).erase_data(request="r-1")
        (erased,) = [one for one in desk.app.history(STUDIO) if isinstance(one.fact, ClientDataErased)]
        assert (receipt.command, receipt.first) == ("erase-1", erased.position)


class TestLog:
    """The log says what was erased, and the key store is held to it."""

    def test_a_new_key_store_takes_the_fences_from_the_log(self) -> None:
        rows = memory.Recorder()
        desk = Desk(rows, MemoryKeys()).founded()
        desk.registered(1)
        desk.erased(1)
        fresh = MemoryKeys()
        Desk(rows, fresh, desk.clock)
        with pytest.raises(SubjectErased):
            fresh.provide(f"{STUDIO}/client/k-1", "service")

    def test_what_was_put_back_can_be_destroyed_again(self, tmp_path: Path) -> None:
        store, keys = str(tmp_path / "log.db"), str(tmp_path / "keys.db")
        desk = Desk(store, keys).founded()
        desk.registered(1)
        desk.registered(2)
        for file in ("keys.db", "keys.db.kek"):
            shutil.copy(tmp_path / file, tmp_path / f"{file}.old")
        desk.erased(1)
        desk.app.close()
        for file in ("keys.db", "keys.db.kek"):
            shutil.copy(tmp_path / f"{file}.old", tmp_path / file)
        with pytest.raises(KeysRestored):
            Desk(store, keys, desk.clock)
        with closing(open_store(store)) as rows, closing(open_keys(keys)) as put_back:
            assert Sealer(put_back, rows).destroy_again() == 1
        with closing(Desk(store, keys, desk.clock).app) as app:
            desk.app = app
            desk.opened_to(2)
            with desk.as_("p-lead"):
                assert isinstance(desk.client(1).open_record(purpose=Purpose.GUIDANCE).name, Erased)
                assert desk.client(2).open_record(purpose=Purpose.GUIDANCE).name == personal(2)[0]

    def test_only_what_is_new_is_searched(self, monkeypatch: pytest.MonkeyPatch) -> None:
        rows = memory.Recorder()
        store: Keys = MemoryKeys()
        desk = Desk(rows, store).founded()
        desk.registered(1)
        Desk(rows, store, desk.clock)
        asked: list[int] = []
        follow = rows.follow

        def asks(after: int = 0) -> Any:
            asked.append(after)
            return follow(after)

        monkeypatch.setattr(rows, "follow", asks)
        Desk(rows, store, desk.clock)
        assert asked == [len(list(follow()))]

    def test_an_erasure_without_a_key_store_is_refused(self) -> None:
        desk = Desk(memory.Recorder(), None).founded()
        with desk.as_("p-arch"), pytest.raises(JournalError, match="needs the key store"):
            desk.client(1).erase_data(request="r-1")


def test_conflict_is_no_reason_to_ask_the_key_store_twice() -> None:
    """What is decided again after a conflict is sealed again, by the same key."""
    rows = memory.Recorder()
    desk = Desk(rows, MemoryKeys()).founded()
    desk.registered(1)
    other = Desk(rows, desk.app.keys, Clock(desk.clock.now))
    other.registered(2)
    with pytest.raises(Conflict):
        desk.app.journal.append(
            [Change(f"{STUDIO}/client/k-2", 0, (NeedRecorded("n", "2.2", "想", DAY),))], context("x")
        )
    assert sum(codec.topic_of(one.fact).startswith("subject-key") for one in desk.app.history(STUDIO)) == 2
