"""`schema` and `catalog`: the form of facts, and everything that the library knows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio_adapters import codec
from studio_domain.audit import ALL_PREDICATES
from studio_domain.guideline import OBLIGATIONS, READINGS, SEPARATIONS
from studio_domain.policy import KEYS
from terminal import Terminal


class TestSchema:
    def test_of_all_types_by_name_and_version(self, run: Terminal) -> None:
        found = json.loads(run("schema").out)
        assert list(found) == list(codec.topics())
        assert {stored.topic for stored in codec.TABLE} < set(found)

    @pytest.mark.parametrize("asked", ["fund-account.claim-approved", "fund-account.claim-approved/1"])
    def test_of_one(self, run: Terminal, asked: str) -> None:
        found = json.loads(run("schema", asked).out)
        [fact] = [part for name, part in found["$defs"].items() if name == "ClaimApproved"]
        assert set(fact["properties"]) == {"claim", "approver", "on_behalf_of", "on"}
        assert fact["additionalProperties"] is False

    @pytest.mark.parametrize(("schema", "there"), [(1, False), (2, True)])
    def test_of_an_older_schema(self, run: Terminal, schema: int, there: bool) -> None:
        found = json.loads(run("schema", f"fund-account.fee-refunded/{schema}").out)
        assert ("charge_year" in found["$defs"]["FeeRefunded"]["properties"]) is there

    @pytest.mark.parametrize(
        ("asked", "near"),
        [
            ("fund-account.claim-approvd", "fund-account.claim-approved"),
            ("claim-approved", "fund-account.claim-approved"),
            ("fund-account.claim-approved/2", "fund-account.claim-approved/1"),
            ("%%%", "fund-account.…"),
        ],
    )
    def test_an_unknown_type_is_answered_by_those_near_it(self, run: Terminal, asked: str, near: str) -> None:
        chinese, english = run("schema", asked), run("schema", asked, "--lang", "en")
        assert (chinese.code, english.code, chinese.out) == (2, 2, "")
        assert chinese.complaint.startswith(f"studio-domain: 没有事实类型 {asked}; 相近的有: ")
        assert english.complaint.startswith(f"studio-domain: there is no type of fact {asked}; near are: ")
        assert near in chinese.complaint
        assert near in english.complaint


class TestCatalog:
    def test_as_json_it_has_everything(self, run: Terminal) -> None:
        found = json.loads(run("catalog", "--format", "json").out)
        assert [one["clause"] for one in found["clauses"]] == [clause.value for clause in READINGS]
        assert {one["type"] for one in found["facts"]} == set(codec.BY_NAME)
        assert [one["check"] for one in found["checks"]] == sorted(ALL_PREDICATES)
        assert [one["key"] for one in found["obligations"]] == list(OBLIGATIONS)
        assert [one["id"] for one in found["separations"]] == list(SEPARATIONS)
        assert [one["name"] for one in found["policies"]] == list(KEYS)
        approve = next(one for one in found["decisions"] if (one["kind"], one["name"]) == ("fund", "approve_claim"))
        assert approve["roles"] == ["carrier-head", "finance-head"]
        assert {"WITHIN_LINE", "FOUR_HANDS", "NOT_FOR_ONESELF"} <= set(approve["rules"])
        assert (approve["emits"], approve["report"]) == ("ClaimApproved", False)
        line = next(one for one in found["rules"] if one["name"] == "WITHIN_LINE")
        assert {"approve_claim", "approve_transfer"} <= set(line["decisions"])
        assert next(one for one in found["decisions"] if one["name"] == "record_receipt")["report"] is True
        twice = next(one for one in found["checks"] if one["check"] == "fund.paid-twice")
        assert (twice["clause_ref"], twice["severity"], twice["kind"]) == ("三、（四）6", "violation", "G")

    @pytest.mark.parametrize(("lang", "head"), [("zh", "== 条款 (107)"), ("en", "== Clauses (107)")])
    def test_as_text_it_is_aligned(self, run: Terminal, lang: str, head: str) -> None:
        lines = run("catalog", "--lang", lang).out.splitlines()
        assert lines[0] == head
        assert sum(line.startswith("== ") for line in lines) == 9
        assert lines[1].index("define") == lines[3].index("encouraged")

    def test_as_markdown_it_is_the_reference(self, run: Terminal, tmp_path: Path) -> None:
        shown = run("catalog", "--format", "markdown").out
        said = run("catalog", "--format", "markdown", "--out", tmp_path / "reference")
        files = [Path(line) for line in said.out.splitlines()]
        assert len(files) == 9
        assert "".join(file.read_text("utf-8") for file in files).replace("\n", "") == shown.replace("\n", "")

    def test_a_directory_is_for_markdown(self, run: Terminal, tmp_path: Path) -> None:
        said = run("catalog", "--out", tmp_path / "x")
        assert (said.code, said.complaint) == (2, "studio-domain: --out 只用于 --format markdown")
        (tmp_path / "file").touch()
        assert run("catalog", "--format", "markdown", "--out", tmp_path / "file").code == 2
