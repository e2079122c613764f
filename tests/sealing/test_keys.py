"""Key stores: one key a subject and purpose, a fence that nothing passes, and nothing left of what is destroyed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier
from typing import Any

import psycopg
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from sealing.conftest import Open
from studio_adapters.sealing import (
    KeyMismatch,
    Keys,
    KeysRestored,
    KeysUnavailable,
    SubjectErased,
    open_keys,
)
from studio_adapters.sealing.memory import MemoryKeys
from studio_adapters.sealing.sql import SqlKeys
from studio_adapters.sealing.sqlite import SqliteKeys

WANG, LI = "hz-xihu-001/client/k-1", "hz-xihu-001/client/k-2"


class TestAnyStore:
    """What every key store does."""

    def test_a_key_is_made_once(self, keys: Keys) -> None:
        key = keys.provide(WANG, "service")
        assert keys.provide(WANG, "service") == key
        assert keys.find(key.id) == key
        assert (key.subject, key.purpose, len(key.secret)) == (WANG, "service", 32)

    def test_subjects_and_purposes_have_keys_of_their_own(self, keys: Keys) -> None:
        made = [keys.provide(WANG, "service"), keys.provide(WANG, "accounting"), keys.provide(LI, "service")]
        assert len({key.id for key in made}) == len({key.secret for key in made}) == 3
        assert keys.of(WANG) == tuple(sorted(key.id for key in made[:2]))

    def test_a_key_does_not_print_itself(self, keys: Keys) -> None:
        key = keys.provide(WANG, "service")
        assert key.secret.hex() not in f"{key}"
        assert repr(key.secret) not in f"{key}"

    def test_an_unknown_key_is_neither_here_nor_destroyed(self, keys: Keys) -> None:
        assert keys.find("0" * 32) is None
        assert not keys.destroyed("0" * 32)

    def test_behind_the_fence_nothing_opens_and_nothing_is_made(self, keys: Keys) -> None:
        key = keys.provide(WANG, "service")
        keys.fence(WANG, (key.id,), None)  # nothing is deleted yet
        assert keys.find(key.id) is None
        assert keys.destroyed(key.id)
        for purpose in ("service", "accounting"):
            with pytest.raises(SubjectErased, match=WANG):
                keys.provide(WANG, purpose)
        assert keys.provide(LI, "service").subject == LI

    def test_a_key_destroyed_stays_known_as_such(self, keys: Keys) -> None:
        key, other = keys.provide(WANG, "service"), keys.provide(LI, "service")
        keys.fence(WANG, (), None)
        keys.destroy(WANG)
        keys.destroy(WANG)
        assert keys.find(key.id) is None
        assert keys.destroyed(key.id)
        assert keys.of(WANG) == (key.id,)
        assert keys.find(other.id) == other

    def test_nothing_is_destroyed_without_a_fence(self, keys: Keys) -> None:
        key = keys.provide(WANG, "service")
        keys.destroy(WANG)
        assert keys.find(key.id) == key

    def test_ids_that_the_log_names_are_fenced_though_their_keys_were_never_here(self, keys: Keys) -> None:
        keys.fence(WANG, ("a" * 32,), None)
        assert keys.destroyed("a" * 32)

    def test_a_fence_keeps_its_promise_until_the_log_has_it(self, keys: Keys) -> None:
        keys.fence(LI, (), b"{}")
        keys.fence(WANG, (), b'{"fact": 1}')
        keys.fence(WANG, (), b"another")  # a second fence changes nothing
        assert [(one.subject, one.fact) for one in keys.promises()] == [(WANG, b'{"fact": 1}'), (LI, b"{}")]
        keys.kept(WANG)
        assert [one.subject for one in keys.promises()] == [LI]
        keys.kept("hz-xihu-001/client/k-9")  # of nobody

    def test_it_remembers_how_far_a_log_was_searched(self, keys: Keys) -> None:
        assert keys.seen("a log") == 0
        keys.see("a log", 7)
        keys.see("another", 3)
        keys.see("a log", 9)
        assert (keys.seen("a log"), keys.seen("another")) == (9, 3)

    def test_threads_that_ask_at_once_get_one_key(self, keys: Keys) -> None:
        start = Barrier(4)

        def ask(_: int) -> str:
            start.wait()
            return keys.provide(WANG, "service").id

        with ThreadPoolExecutor(4) as pool:
            assert len(set(pool.map(ask, range(4)))) == 1


class TestKept:
    """What is written down: key stores in a database."""

    def test_another_process_finds_the_same_keys_and_fences(self, kept: Open) -> None:
        with closing(kept()) as one, closing(kept()) as other:
            key = one.provide(WANG, "service")
            assert other.find(key.id) == key
            other.fence(WANG, (), None)
            assert one.find(key.id) is None
            one.destroy(WANG)
            assert other.destroyed(key.id)

    def test_two_stores_that_ask_at_once_get_one_key(self, kept: Open) -> None:
        with closing(kept()) as one, closing(kept()) as other:
            start = Barrier(2)

            def ask(store: Keys) -> set[str]:
                start.wait()
                return {store.provide(f"s/client/k-{n}", "service").id for n in range(20)}

            with ThreadPoolExecutor(2) as pool:
                first, second = pool.map(ask, (one, other))
            assert first == second

    def test_a_store_that_was_open_reads_on_after_a_rotation_by_another(self, kept: Open) -> None:
        with closing(kept()) as one, closing(kept()) as other:
            key = one.provide(WANG, "service")
            assert isinstance(other, SqlKeys)
            other.rotate()
            assert one.find(key.id) == key
            assert one.provide(LI, "service").subject == LI
            other.rotate()
            assert one.provide(WANG, "service") == key

    def test_a_key_exchanged_for_another_is_found(self, kept: Open) -> None:
        with closing(kept()) as store:
            key, other = store.provide(WANG, "service"), store.provide(LI, "service")
            assert isinstance(store, SqlKeys)
            with store._writing() as run:
                ((wrapped,),) = run("SELECT wrapped FROM subject_keys WHERE id = ?", other.id)
                run("UPDATE subject_keys SET wrapped = ? WHERE id = ?", wrapped, key.id)
            with pytest.raises(KeyMismatch, match=key.id):
                store.find(key.id)

    @pytest.mark.parametrize(
        "statement",
        [
            "DELETE FROM subject_fences",
            "DELETE FROM fenced_keys",
            "UPDATE fenced_keys SET commitment = NULL",
        ],
    )
    def test_the_database_itself_refuses_to_lift_a_fence(self, kept: Open, statement: str) -> None:
        with closing(kept()) as store:
            store.provide(WANG, "service")
            store.fence(WANG, (), None)
            assert isinstance(store, SqlKeys)
            with pytest.raises(KeysUnavailable, match="only ever added to"), store._writing() as run:
                run(statement)

    @pytest.mark.parametrize("under", ["its own id", "another id"])
    def test_the_database_itself_refuses_an_old_key(self, kept: Open, under: str) -> None:
        with closing(kept()) as store:
            key = store.provide(WANG, "service")
            assert isinstance(store, SqlKeys)
            with store._writing() as run:
                (row,) = run("SELECT id, subject, purpose, wrapped, epoch, commitment FROM subject_keys")
            store.fence(WANG, (), None)
            store.destroy(WANG)
            put_back = (key.id, *row[1:]) if under == "its own id" else ("f" * 32, LI, *row[2:])
            with pytest.raises(KeysUnavailable, match="behind a fence"), store._writing() as run:
                run(
                    "INSERT INTO subject_keys (id, subject, purpose, wrapped, epoch, commitment)"
                    " VALUES (?, ?, ?, ?, ?, ?)",
                    *put_back,
                )

    def test_an_erasure_begins_an_epoch_and_leaves_one_key_encryption_key(self, kept: Open) -> None:
        with closing(kept()) as store:
            key = store.provide(LI, "service")
            store.provide(WANG, "service")
            store.fence(WANG, (), None)
            assert isinstance(store, SqlKeys)
            before = store.epochs.path.read_text()
            store.destroy(WANG)
            after = store.epochs.path.read_text()
            assert before != after
            assert after.count(":") == 1
            assert store.find(key.id) == key

    def test_a_row_copied_before_an_erasure_is_noise_after_it(self, kept: Open) -> None:
        """Wherever it lies: in a backup, in a dead row of the server, in its log."""
        with closing(kept()) as store:
            store.provide(LI, "service")
            store.provide(WANG, "service")
            assert isinstance(store, SqlKeys)
            with store._reading() as run:
                copies = run("SELECT epoch, wrapped FROM subject_keys")
            store.fence(WANG, (), None)
            store.destroy(WANG)
            for epoch, wrapped in copies:
                with pytest.raises(KeysRestored):
                    store.epochs.unwrap(epoch, bytes(wrapped))

    def test_a_rotation_that_broke_off_is_finished_when_the_store_is_opened(
        self, kept: Open, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with closing(kept()) as store:
            key = store.provide(WANG, "service")
            assert isinstance(store, SqlKeys)
            monkeypatch.setattr(type(store), "prune", lambda self: None)
            store.rotate()
            monkeypatch.undo()
            assert store.epochs.path.read_text().count(":") == 2
        with closing(kept()) as store:
            assert isinstance(store, SqlKeys)
            assert store.epochs.path.read_text().count(":") == 1
            assert store.find(key.id) == key

    def test_a_rotation_that_broke_off_before_it_was_written_changes_nothing(
        self, kept: Open, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with closing(kept()) as store:
            key = store.provide(WANG, "service")
            assert isinstance(store, SqlKeys)
            monkeypatch.setattr(store.epochs, "wrap", lambda *_: (_ for _ in ()).throw(RuntimeError("pulled")))
            with pytest.raises(RuntimeError, match="pulled"):
                store.rotate()
            monkeypatch.undo()
            assert store.find(key.id) == key
        with closing(kept()) as store:
            assert store.find(key.id) == key


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys.db"


def traces(place: Path, needle: bytes) -> int:
    """How often *needle* stands in the files below *place*."""
    return sum(file.read_bytes().count(needle) for file in place.rglob("*") if file.is_file())


class TestSqliteFile:
    """A key store in a file, and its key-encryption keys in another."""

    def test_nothing_of_a_destroyed_key_is_left_in_any_file(self, path: Path) -> None:
        with closing(SqliteKeys(path)) as store:
            for n in range(50):
                store.provide(f"s/client/k-{n}", "service")
            key = store.provide(WANG, "service")
            with closing(sqlite3.connect(path)) as raw:
                ((wrapped,),) = raw.execute("SELECT wrapped FROM subject_keys WHERE id = ?", (key.id,))
            kek = bytes.fromhex(store.epochs.path.read_text().split('"')[3])
            assert traces(path.parent, wrapped) == 1
            store.fence(WANG, (), None)
            store.destroy(WANG)
            assert traces(path.parent, wrapped) == 0
            assert traces(path.parent, kek.hex().encode()) == 0
            assert traces(path.parent, key.secret) == 0

    def test_no_key_stands_in_the_file_unwrapped(self, path: Path) -> None:
        with closing(SqliteKeys(path)) as store:
            assert traces(path.parent, store.provide(WANG, "service").secret) == 0

    @pytest.mark.skipif(os.name != "posix", reason="modes are posix")
    def test_the_files_are_their_owners_alone(self, path: Path) -> None:
        with closing(SqliteKeys(path)) as store:
            store.provide(WANG, "service")
            for file in (path, store.epochs.path):
                assert stat.S_IMODE(file.stat().st_mode) == 0o600

    def test_a_copy_from_before_an_erasure_opens_nothing(self, path: Path, tmp_path: Path) -> None:
        with closing(SqliteKeys(path)) as store:
            key, other = store.provide(WANG, "service"), store.provide(LI, "service")
            shutil.copy(path, tmp_path / "backup.db")
            store.fence(WANG, (), None)
            store.destroy(WANG)
        shutil.copy(tmp_path / "backup.db", path)
        with closing(SqliteKeys(path)) as store:
            for one in (key, other):
                with pytest.raises(KeysRestored, match="an older copy"):
                    store.find(one.id)

    def test_what_is_no_key_store_is_refused(self, path: Path, tmp_path: Path) -> None:
        with closing(sqlite3.connect(path)) as raw:
            raw.execute("CREATE TABLE notes (text)")
        with pytest.raises(KeysUnavailable, match="no key store"):
            SqliteKeys(path)
        with pytest.raises(KeysUnavailable, match="no place"):
            SqliteKeys(tmp_path)
        with pytest.raises(KeysUnavailable, match="no such file"):
            SqliteKeys(tmp_path / "none.db", create=False)
        (tmp_path / "text.db").write_text("王小明" * 100)
        with pytest.raises(KeysUnavailable, match=r"text\.db"):
            SqliteKeys(tmp_path / "text.db")

    @pytest.mark.parametrize("body", ["", "[]", '{"1": "zz"}', '{"x": "00"}'])
    def test_key_encryption_keys_that_are_none_are_refused(self, path: Path, body: str) -> None:
        path.with_name("keys.db.kek").write_text(body)
        with pytest.raises(KeysUnavailable, match="key-encryption keys"):
            SqliteKeys(path)

    def test_those_of_another_store_are_refused(self, path: Path, tmp_path: Path) -> None:
        with closing(SqliteKeys(path)) as store:
            key = store.provide(WANG, "service")
        with closing(SqliteKeys(tmp_path / "other.db")) as other:
            shutil.copy(other.epochs.path, path.with_name("keys.db.kek"))
        with closing(SqliteKeys(path)) as store, pytest.raises(KeysUnavailable, match="not the key-encryption keys"):
            store.find(key.id)

    def test_those_that_are_missing_are_named(self, path: Path) -> None:
        with closing(SqliteKeys(path)) as store:
            key = store.provide(WANG, "service")
            store.epochs.path.unlink()
        with closing(SqliteKeys(path)) as store, pytest.raises(KeysUnavailable, match="has no key of epoch 1"):
            store.find(key.id)


class TestAddresses:
    def test_they_are_told_apart(self, tmp_path: Path) -> None:
        assert isinstance(open_keys("memory:"), MemoryKeys)
        with closing(open_keys(f"sqlite:///{tmp_path}/a.db")) as store:
            assert store.name == "sqlite a.db"
        with pytest.raises(KeysUnavailable, match="not the address of a key store"):
            open_keys("mysql://server/keys")

    def test_postgresql_needs_a_file_of_key_encryption_keys(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("STUDIO_KEK", raising=False)
        with pytest.raises(KeysUnavailable, match="STUDIO_KEK"):
            open_keys("postgresql://localhost/keys")

    def test_a_server_that_is_not_there_is_told_without_the_password(self, tmp_path: Path) -> None:
        with pytest.raises(KeysUnavailable) as refused:
            open_keys("postgresql://me:geheim@127.0.0.1:1/keys", tmp_path / "kek")
        assert "geheim" not in str(refused.value)

    def test_one_that_is_not_made_is_not_made_by_looking(self, postgres_url: str, tmp_path: Path) -> None:
        with pytest.raises(KeysUnavailable, match="no key store"):
            open_keys(postgres_url, tmp_path / "kek", create=False)

    def test_one_of_another_format_is_refused(self, postgres_url: str, tmp_path: Path) -> None:
        open_keys(postgres_url, tmp_path / "kek").close()
        with psycopg.connect(postgres_url, autocommit=True) as raw:
            raw.execute("UPDATE key_store SET format = 2")
        with pytest.raises(KeysUnavailable, match="format 1"):
            open_keys(postgres_url, tmp_path / "kek")


SUBJECTS = [f"s/client/k-{n}" for n in range(3)]
subjects = st.sampled_from(SUBJECTS)


class Agreement(RuleBasedStateMachine):
    """Whatever is asked of them, memory and SQLite answer the same, but for what is random."""

    def __init__(self) -> None:
        super().__init__()
        self.stores: tuple[Keys, Keys] = (MemoryKeys(), _sqlite())
        self.ids: dict[str, tuple[str, str]] = {}

    def both(self, ask: Any) -> Any:
        answers = []
        for at, store in enumerate(self.stores):
            try:
                answers.append(ask(store, at))
            except SubjectErased as refusal:
                answers.append(str(refusal))
        return answers

    @rule(subject=subjects)
    def provide(self, subject: str) -> None:
        one, other = self.both(lambda store, at: store.provide(subject, "service"))
        if isinstance(one, str):
            assert one == other
        else:
            assert self.ids.setdefault(subject, (one.id, other.id)) == (one.id, other.id)

    @rule(subject=subjects, promised=st.booleans())
    def fence(self, subject: str, promised: bool) -> None:
        ids = self.ids.get(subject, ())
        self.both(lambda store, at: store.fence(subject, ids[at : at + 1], b"{}" if promised else None))

    @rule(subject=subjects)
    def destroy(self, subject: str) -> None:
        self.both(lambda store, at: store.destroy(subject))

    @rule(subject=subjects)
    def kept(self, subject: str) -> None:
        self.both(lambda store, at: store.kept(subject))

    @rule(subject=subjects)
    def look(self, subject: str) -> None:
        ids = self.ids.get(subject)
        if ids:
            one, other = self.both(
                lambda store, at: (store.find(ids[at]) is None, store.destroyed(ids[at]), len(store.of(subject)))
            )
            assert one == other
        one, other = self.both(lambda store, at: store.promises())
        assert one == other

    def teardown(self) -> None:
        for store in self.stores:
            store.close()


def _sqlite() -> SqliteKeys:
    return SqliteKeys(Path(tempfile.mkdtemp()) / "keys.db")


TestAgreement = Agreement.TestCase
TestAgreement.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)
