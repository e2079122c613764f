"""The paper as a reader has it: whole, safe, and the same for everybody who audits the same history."""

from __future__ import annotations

import re
from base64 import b64encode
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest

from office import COACHING, chengdu
from stored import in_memory
from studio_adapters.auditing import audit_store
from studio_adapters.demo import story
from studio_adapters.demo.office import LAST_DAY
from studio_adapters.journal import Journal
from studio_adapters.report import html_report
from studio_domain.guideline import Language
from terminal import shell

VOID: Final = frozenset({"meta", "input", "br", "hr", "link", "img"})


class Page(HTMLParser):
    """A page as a browser would see it; a tag that is not closed, or an id that is there twice, is an error."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self.raw: dict[str, str] = {}
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert not self._open, self._open
        ids = [attributes["id"] for _, attributes in self.tags if "id" in attributes]
        assert len(ids) == len(set(ids))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] in ("style", "script"):
            self.raw[self._open[-1]] = self.raw.get(self._open[-1], "") + data
        else:
            self.text.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every *tag*."""
        return [attributes for name, attributes in self.tags if name == tag]


def page(journal: Journal, day: date = LAST_DAY, language: Language = "zh") -> Page:
    """The report of a store."""
    return Page(html_report(journal, audit_store(journal, as_of=day), language=language))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Journal:
    """The demo."""
    folder = tmp_path_factory.mktemp("report")
    office = story.planned(1, 0, folder / story.LEGACY)
    office.legacy.mkdir()
    office.plan.carry_out(office.clock)
    return Journal(office.rows)


@pytest.mark.parametrize("language", ["zh", "en"])
class TestAnyReader:
    def test_the_page_says_its_language_and_has_one_head_a_level(self, told: Journal, language: Language) -> None:
        read = page(told, language=language)
        assert read.all("html") == [{"lang": "zh-CN" if language == "zh" else "en"}]
        assert len(read.all("h1")) == 1
        levels = [int(tag[1]) for tag, _ in read.tags if re.fullmatch("h[1-6]", tag)]
        assert all(after <= before + 1 for before, after in pairwise(levels))

    def test_every_head_of_a_table_has_a_scope_and_every_picture_is_told(
        self, told: Journal, language: Language
    ) -> None:
        read = page(told, language=language)
        assert {one.get("scope") for one in read.all("th")} == {"col", "row"}
        ids = {attributes["id"] for _, attributes in read.tags if "id" in attributes}
        assert len(read.all("svg")) > 10
        for picture in read.all("svg"):
            assert picture["role"] == "img"
            assert set(picture["aria-labelledby"].split()) <= ids

    def test_every_finding_shows_its_facts(self, told: Journal, language: Language) -> None:
        report = audit_store(told, as_of=LAST_DAY)
        read = page(told, language=language)
        said = "\n".join(read.text)
        shown = [one["id"] for one in read.all("article")]
        assert sorted(shown) == sorted(str(finding.id) for finding in report.findings)
        for finding in report.findings:
            assert finding.message(language) in said
            assert all(f"{place.stream}@{place.version}" in said for place in finding.evidence)


class TestSafety:
    def test_the_policy_allows_its_own_style_and_script_and_nothing_else(self, told: Journal) -> None:
        read = page(told)
        (policy,) = (one["content"] for one in read.all("meta") if one.get("http-equiv") == "Content-Security-Policy")
        hashes = {
            name: "sha256-" + b64encode(sha256(text.encode()).digest()).decode() for name, text in read.raw.items()
        }
        assert policy == (
            f"default-src 'none'; style-src '{hashes['style']}'; script-src '{hashes['script']}'; "
            "base-uri 'none'; form-action 'none'"
        )

    def test_nothing_is_loaded_and_nothing_runs_from_an_attribute(self, told: Journal) -> None:
        for tag, attributes in page(told).tags:
            assert tag not in ("link", "img", "iframe", "object", "embed", "base")
            assert not {"src", "style", "srcset"} & attributes.keys()
            assert not [name for name in attributes if name.startswith("on")]
            assert attributes.get("href", "#").startswith("#")

    def test_a_hostile_name_is_text(self) -> None:
        hostile = '<script>alert(1)</script>"onload=x \u202e'
        history = chengdu(("商业计划书辅导", 600_00), (hostile, 80_00), on="2025-07-05").history
        text = html_report(
            (journal := Journal(in_memory(history))), audit_store(journal, as_of=date(2025, 9, 30)), language="zh"
        )
        assert "<script>alert" not in text
        assert "\u202e" not in text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
        Page(text)


def test_the_same_report_is_the_same_bytes_twice(told: Journal) -> None:
    report = audit_store(told, as_of=LAST_DAY)
    assert html_report(told, report) == html_report(told, report)


def test_a_history_without_findings_says_so() -> None:
    lawful = chengdu((COACHING, 600_00), on="2025-07-05", effective="2025-07-11").history
    journal = Journal(in_memory(lawful))
    read = page(journal, date(2025, 7, 20))
    assert "没有发现。" in read.text or read.all("article")


def test_of_many_studios_few_are_shown_whole_and_it_is_said(told: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    from studio_adapters.report import paper

    monkeypatch.setattr(paper, "DETAILED", 2)
    read = page(told)
    assert len([one for one in read.all("section") if one.get("class") == "studio"]) == 2
    assert any("只列发现与义务" in words for words in read.text)


def test_the_command_writes_it(told: Journal, tmp_path: Path) -> None:
    from studio_adapters import sqlite

    store = sqlite.open_file(tmp_path / "a.db")
    store.restore(told.rows.origin, told.rows.follow())
    store.close()
    said = shell("audit", tmp_path / "a.db", "--as-of", LAST_DAY, "--format", "html", "-o", tmp_path / "r.html")
    assert (said.code, said.out, said.err) == (1, "", "")
    assert (tmp_path / "r.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
