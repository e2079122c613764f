"""Personal data on its way out of a store and into one: as cells, or not at all."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from sealing.desk import DAY, ORG, STUDIO, Desk, personal
from stored import in_file
from studio_adapters import memory, sqlite
from studio_adapters.exchange import Header, export
from studio_adapters.journal import Journal
from studio_adapters.sealing import Sealer, open_keys
from studio_adapters.sealing.memory import MemoryKeys
from studio_domain.client_record import NeedRecorded, Purpose
from studio_domain.subject_key import SubjectKeyIssued
from studio_domain.values import Sealed
from terminal import Terminal

CLIENT = f"{STUDIO}/client/k-1"


def line(kind: str, type_: str, fact: dict[str, Any], **rest: Any) -> str:
    """A line of an old record, as its source claims it."""
    said = {
        "stream": f"{STUDIO}/{kind}", "type": type_, "occurred": "2023-05-06", "by": "p-1", "role": "staff",
        "org": ORG, "fact": fact,
    }  # fmt: skip
    return json.dumps(said | rest, ensure_ascii=False)


REGISTERED = line(
    "client/k-1",
    "client-record.registered",
    {
        "client": "k-1", "notice": "告知书/1", "name": "王小明", "document_kind": "passport", "document_number": None,
        "phone": "13800000000", "adult": True, "on": "2023-05-06",
    },
)  # fmt: skip
NEED = line(
    "client/k-1", "client-record.need-recorded", {"need": "n-1", "kind": "2.2", "words": None, "on": "2023-05-06"}
)
OPENED = line(
    "case/2023-0001",
    "client-case.opened",
    {
        "case": "2023-0001", "client": "k-1", "needs": ["n-1"], "mentor": "p-1", "opened": "2023-05-06",
        "due": "2023-11-02",
    },
)  # fmt: skip
SCORED = line(
    "case/2023-0001", "client-case.satisfaction-recorded", {"score": 9, "words": "很有帮助", "on": "2023-06-01"}
)


class TestOldRecords:
    """`import --legacy`: guards off, but never in the open."""

    def test_without_keys_the_line_is_refused_and_nothing_written(self, run: Terminal, tmp_path: Path) -> None:
        file, store = in_file(tmp_path / "old.jsonl", [NEED, REGISTERED]), tmp_path / "b.db"
        said = run("import", file, "--to", store, "--legacy")
        assert said.code == 2
        assert said.complaint.endswith("第 2 行 [fact.name]: 是个人信息, 须给出密钥库（--keys）方可加密导入")
        assert "王" not in said.err
        assert not store.exists()
        english = run("--lang", "en", "import", file, "--to", store, "--legacy")
        assert "line 2 [fact.name]: is personal data: a key store (--keys) is needed to seal it" in english.complaint

    def test_with_keys_it_is_sealed_under_its_clients_key(self, run: Terminal, tmp_path: Path) -> None:
        file = in_file(tmp_path / "old.jsonl", [REGISTERED, NEED, OPENED, SCORED])
        store, keys = tmp_path / "b.db", tmp_path / "keys.db"
        assert run("import", file, "--to", store, "--legacy", "--keys", keys).code == 0
        with closing(sqlite.open_file(store)) as rows, closing(open_keys(str(keys))) as opened:
            assert all("王小明".encode() not in row[4] and "很有帮助".encode() not in row[4] for row in rows.follow())
            journal = Journal(rows, sealer=Sealer(opened, rows))
            sealer = journal.sealer
            assert sealer is not None
            (registered, _), (_, scored) = journal.read(CLIENT), journal.read(f"{STUDIO}/case/2023-0001")
            assert sealer.opened(registered).name == "王小明"
            assert sealer.opened(scored).words == "很有帮助"
            issued = [one for one in journal.follow() if isinstance(one.fact, SubjectKeyIssued)]
            assert [one.fact.subject for one in issued] == [CLIENT]
            assert issued[0].context.batch == registered.context.batch
        assert run("import", file, "--to", store, "--legacy", "--keys", keys).code == 0  # the same file: nothing more
        assert run("doctor", store).code == 0

    def test_a_dry_run_makes_no_key(self, run: Terminal, tmp_path: Path) -> None:
        file, keys = in_file(tmp_path / "old.jsonl", [REGISTERED]), tmp_path / "keys.db"
        assert run("import", file, "--to", tmp_path / "b.db", "--legacy", "--keys", keys, "--dry-run").code == 0
        assert not keys.exists()

    def test_the_key_store_may_come_from_the_environment(
        self, run: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("STUDIO_KEYS", str(tmp_path / "keys.db"))
        file = in_file(tmp_path / "old.jsonl", [REGISTERED])
        assert run("import", file, "--to", tmp_path / "b.db", "--legacy").code == 0
        assert (tmp_path / "keys.db").exists()

    def test_a_case_that_names_nobody_is_refused_by_its_line(self, run: Terminal, tmp_path: Path) -> None:
        file = in_file(tmp_path / "old.jsonl", [REGISTERED, SCORED])
        said = run(
            "--lang", "en", "import", file, "--to", tmp_path / "b.db", "--legacy", "--keys", tmp_path / "keys.db"
        )
        assert (said.code, "line 2 [fact]" in said.complaint) == (2, True)
        assert "does not begin by naming its client" in said.complaint
        assert "很有帮助" not in said.err

    def test_a_cell_stays_as_it_is(self, run: Terminal, tmp_path: Path) -> None:
        cell = {"ciphertext": "YQ==", "commitment": "YQ==", "salt": "YQ==", "sealed_by": "k", "suite": "aes-256-gcm/1"}
        fact = {"need": "n-1", "kind": "2.2", "words": cell, "on": "2023-05-06"}
        file = in_file(tmp_path / "old.jsonl", [line("client/k-1", "client-record.need-recorded", fact)])
        assert run("import", file, "--to", tmp_path / "b.db", "--legacy", "--keys", tmp_path / "keys.db").code == 0
        with closing(sqlite.open_file(tmp_path / "b.db")) as rows:
            (event,) = Journal(rows).follow()
        assert event.fact == NeedRecorded("n-1", "2.2", Sealed(**cell), DAY.replace(2023, 5, 6))

    @pytest.mark.parametrize(
        ("wrong", "reason"),
        [
            ({"sealed_by": "k"}, "fact"),
            ({"ciphertext": 1, "commitment": "", "salt": "", "sealed_by": "", "suite": ""}, "fact"),
            ({"ciphertext": "", "commitment": "", "salt": "", "sealed_by": "", "suite": "", "name": "王"}, "fact"),
            (["王小明"], "fact"),
            (7, "fact"),
        ],
    )
    def test_what_is_neither_text_nor_cell_is_refused(
        self, run: Terminal, tmp_path: Path, wrong: object, reason: str
    ) -> None:
        fact = {"need": "n-1", "kind": "2.2", "words": wrong, "on": "2023-05-06"}
        file = in_file(tmp_path / "old.jsonl", [line("client/k-1", "client-record.need-recorded", fact)])
        said = run("import", file, "--to", tmp_path / "b.db", "--legacy", "--keys", tmp_path / "keys.db")
        assert (said.code, f"[{reason}]" in said.complaint) == (2, True)
        assert "王" not in said.err


class TestExports:
    """An export holds cells; it verifies without any key, and opens where the keys are."""

    def test_it_verifies_without_keys_and_opens_with_them(self, run: Terminal, tmp_path: Path) -> None:
        keys, rows = MemoryKeys(), memory.Recorder()
        desk = Desk(rows, keys).founded()
        desk.registered(1)
        desk.opened_to(1)
        lines = list(export(rows.follow(), Header(rows.origin, None)))
        assert not [one for one in lines if any(text in one for text in personal(1))]
        file, store = in_file(tmp_path / "a.jsonl", lines), tmp_path / "b.db"
        assert run("import", file, "--to", store).code == 0
        assert run("doctor", store).code == 0
        with closing(sqlite.open_file(store)) as restored:
            there = Desk(restored, keys, desk.clock)
            with there.as_("p-lead"):
                assert there.client(1).open_record(purpose=Purpose.GUIDANCE).name == personal(1)[0]

    @pytest.mark.parametrize("command", ["history", "show"])
    def test_no_command_prints_what_the_keys_would_open(
        self, run: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
    ) -> None:
        store, keys = str(tmp_path / "log.db"), str(tmp_path / "keys.db")
        with closing(Desk(store, keys).founded().app) as app:
            desk = Desk.__new__(Desk)
            desk.app = app
            desk.registered(1)
        monkeypatch.setenv("STUDIO_KEYS", keys)
        said = run(command, store, *([CLIENT] if command == "show" else []))
        assert said.code == 0
        assert not [text for text in personal(1) if text in said.out]


def test_the_schema_knows_the_cell(run: Terminal) -> None:
    schema = json.loads(run("schema", "client-record.need-recorded").out)
    cell = schema["$defs"]["Sealed"]
    assert sorted(cell["required"]) == ["ciphertext", "commitment", "salt", "sealed_by", "suite"]
    assert cell["additionalProperties"] is False
    text_or_cell = {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/Sealed"}]}
    assert schema["$defs"]["NeedRecorded"]["properties"]["words"] == {"anyOf": [text_or_cell, {"type": "null"}]}
