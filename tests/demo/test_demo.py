"""The demonstration: the story goes as its script says, on every seed, and a story that does not is told apart."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_adapters import sqlite
from studio_adapters.chinese_days import calendar_of
from studio_adapters.cli import main
from studio_adapters.demo import ordinary, s07_overspent, s12_above_tariff, story
from studio_adapters.demo.office import LAST_DAY, NotAsTold
from studio_adapters.demo.people import PLACES, STATE_COUNCIL
from studio_adapters.demo.plan import Plan, StoryClock
from studio_adapters.demo.story import EXPECTED, EXPORT, HISTORY, LEGACY, REPORT, Told
from studio_adapters.exchange import verified
from studio_adapters.journal import Journal
from studio_domain import fund_account as fund
from studio_domain import studio, tariff_schedule
from studio_domain.aggregate import Recorded, replay
from studio_domain.audit import Entry, Grounds, Standing, obligation_register
from studio_domain.client_case import ServiceDelivered
from studio_domain.fund_account import ChargedItem, FeeCharged
from studio_domain.guideline import Clause
from studio_domain.subject_key import SubjectKeyIssued
from studio_domain.values import Days, PersonId, legal_day, stream_owner
from studio_domain.views import CaseRegister, Kept

THE_NINE = [
    ("1.3.3.a", "studio.staff-shortage", "wh-hongshan-903", {"value": 137, "unit": "days"}, "remedied"),
    ("1.3.3.d", "studio.staff-unqualified", "p-310", {"value": 117, "unit": "days"}, "open"),
    ("3.3.d", "fee.overcharge", "sf-2025-0705", {"value": 160_00, "unit": "fen"}, "remedied"),
    ("3.3.d", "fee.tariff-retroactive", "2", {"value": 9, "unit": "days"}, "open"),
    ("3.3.d", "fee.unlisted-item", "sf-2025-0705", {"value": 80_00, "unit": "fen"}, "remedied"),
    ("3.4.0.c", "report.figure-false", "staff-minimum", {"value": 1, "unit": "count"}, "open"),
    (
        "3.4.0.d", "obligation.change_filing", "wh-hongshan-903/staff-shortage/2025-04-01",
        {"value": 624, "unit": "days"}, "open",
    ),
    ("3.4.6.b", "fund.line-exceeded", "bx-2025-1125", {"value": 50, "unit": "fen"}, "open"),
    ("3.4.6.c", "fund.duplicate-invoice", "25332000000012345678", {"value": 1, "unit": "count"}, "open"),
]  # fmt: skip


S4 = {
    "level": "special", "due": "2025-02-02", "services": 3, "jobs": 3, "matched_fen": 200_000_00,
    "closed": "2024-11-20", "archived": "2024-12-10", "satisfaction": 9,
}  # fmt: skip


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the story was told once."""
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def told(directory: Path) -> Told:
    """The story, told once."""
    return story.tell(directory, seed=1, size=1)


@pytest.fixture(scope="module")
def facts(told: Told, directory: Path) -> list[Recorded[Any]]:
    """What the story left in the store."""
    store = sqlite.open_file(directory / HISTORY, create=False)
    facts = list(Journal(store).follow())
    store.close()
    return facts


class TestTheStory:
    """Scenarios, their twins, and ordinary life around them."""

    def test_it_goes_as_told(self, told: Told) -> None:
        assert (told.missing, told.unforeseen) == ((), ())
        assert told.as_told
        assert 2000 < told.report.events < 4000
        assert len(told.report.studios) == 12

    @pytest.mark.parametrize("seed", [0, 20261231])
    def test_it_goes_as_told_under_other_seeds(self, tmp_path: Path, seed: int) -> None:
        assert story.tell(tmp_path, seed=seed, size=1).as_told

    def test_only_the_studios_of_the_scenarios_have_findings(self, told: Told) -> None:
        found = {stream_owner(one.evidence[0].stream) for one in told.report.findings}
        assert found == {"wh-hongshan-903", "hz-xihu-007", "cd-wuhou-012"}
        assert [one.subject for one in told.report.overdue] == ["wh-hongshan-903/staff-shortage/2025-04-01"]

    def test_the_expected_findings_are_those_of_the_script(self, told: Told, directory: Path) -> None:
        written = json.loads((directory / EXPECTED).read_text(encoding="utf-8"))
        keys = ("clause", "check", "subject", "delta", "status")
        assert [tuple(each[key] for key in keys) for each in written] == THE_NINE

    def test_decisions_refused_before_paper_brought_it_in(self, told: Told, directory: Path) -> None:
        rules = {name: (breach.rule, breach.figures) for name, breach in told.refusals.items()}
        assert rules == {
            "s07-invoice": (fund.VOUCHER_FREE, {"number": "25332000000012345678", "claim": "bx-2025-0418"}),
            "s07-line": (fund.WITHIN_LINE, {"line": "培训活动费", "over": 50}),
            "s12-charge": (fund.WITHIN_TARIFF, {"item": "商业计划书辅导", "over": 80_00}),
            "s12-tariff": (
                tariff_schedule.PUBLISHED_BEFORE_EFFECT,
                {"effective": date(2025, 7, 1), "published": date(2025, 7, 10)},
            ),
        }
        assert len(list((directory / LEGACY).iterdir())) == 4 + 3  # and a key of each client

    def test_the_year_closes_to_the_fen(self, told: Told, directory: Path) -> None:
        store = sqlite.open_file(directory / HISTORY, create=False)
        account = replay(fund, Journal(store).read("hz-xihu-014/fund/2025"))
        store.close()
        assert account is not None
        assert account.year_end.approved
        closing = {each.source.value: each.closing for each in account.closings}
        assert closing == {"fiscal-grant": 12_249_50, "carrier": 3_600_00, "service-fee": 12_024_80}
        assert sum(closing.values()) == 27_874_30

    def test_the_export_is_the_store(self, told: Told, directory: Path) -> None:
        header, lines = verified.open_export(directory / EXPORT)
        kept = list(verified.kept(lines, header))
        store = sqlite.open_file(directory / HISTORY, create=False)
        assert kept == list(store.follow())
        assert header.origin == store.origin
        store.close()

    def test_everything_lawful_is_recorded_on_its_day(self, told: Told, directory: Path) -> None:
        store = sqlite.open_file(directory / HISTORY, create=False)
        late = [event for event in Journal(store).follow() if legal_day(event.recorded_at) != event.context.day]
        imported = [event for event in Journal(store).follow() if event.context.batch is not None]
        store.close()
        assert late == []
        assert len([event for event in imported if event.stream.startswith("region-")]) == 1  # an invoice of a claim
        assert len([event for event in imported if isinstance(event.fact, SubjectKeyIssued)]) == 3
        assert len(imported) == 4 + 1 + 3

    def test_nobody_is_named_in_the_history(self, told: Told, directory: Path) -> None:
        assert "王芷晴" not in (directory / EXPORT).read_text(encoding="utf-8")
        assert "许可欣" not in (directory / EXPORT).read_text(encoding="utf-8")


class TestALife:
    """S1, S4 and S13 are one studio; S3 is another, and has a twin."""

    def of(self, facts: list[Recorded[Any]], stream: str, kind: type[Any]) -> list[Recorded[Any]]:
        return [event for event in facts if event.stream == stream and isinstance(event.fact, kind)]

    def owed(self, facts: list[Recorded[Any]], name: str) -> Iterable[Entry]:
        ours = [event for event in facts if event.studio == name or event.studio.startswith("region-")]
        return obligation_register(ours, grounds=Grounds.of(ours, studio=name), studio=name, as_of=LAST_DAY)

    def test_s1_at_every_boundary(self, facts: list[Recorded[Any]]) -> None:
        profile = "hz-xihu-001/studio/profile"
        [submitted] = self.of(facts, profile, studio.JointApplicationSubmitted)
        [reviewed] = self.of(facts, profile, studio.ReviewCompleted)
        [recognised] = self.of(facts, profile, studio.StudioRecognised)
        assert (submitted.context.day, reviewed.context.day) == (date(2024, 5, 20), date(2024, 6, 14))
        assert (reviewed.fact.score, recognised.fact.first, recognised.fact.last) == (
            "79", date(2024, 7, 1), date(2027, 6, 30),
        )  # fmt: skip
        assert (recognised.fact.name, recognised.fact.document) == (
            "杭州市西湖区周明远创业指导师工作室", "西人社发〔2024〕37号",
        )  # fmt: skip
        [room] = [one.fact for one in self.of(facts, profile, studio.AreaDefined) if one.fact.kind == "activity-room"]
        assert room.capacity == 30
        since = {one.fact.person: one.fact.first for one in self.of(facts, profile, studio.ExperienceDeclared)}
        assert date(2022, 5, 20) in since.values()

    def test_s4_from_registration_to_archive(self, facts: list[Recorded[Any]]) -> None:
        rows = Kept(CaseRegister()).see_all(event for event in facts if event.studio == "hz-xihu-001").table("cases")
        row = next(row for row in rows if row["case"] == "2024-0017")
        told = {key: row[key] for key in S4}
        assert told == S4

    def test_services_are_recorded_when_they_are_over(self, facts: list[Recorded[Any]]) -> None:
        services = [event for event in facts if isinstance(event.fact, ServiceDelivered)]
        assert len(services) == 3 + 1 + 2 + 2
        assert all(event.fact.end <= event.recorded_at for event in services)

    def test_s13_in_time(self, facts: list[Recorded[Any]]) -> None:
        owed = self.owed(facts, "hz-xihu-001")
        told = {
            (one.key, one.subject.removeprefix("hz-xihu-001/")): (str(one.due), str(one.discharged), one.standing)
            for one in owed
            if one.key in ("staff_shortage", "rename", "change_filing")
        }
        done = Standing.DISCHARGED
        assert told == {
            ("staff_shortage", "hz-xihu-001"): ("2026-05-31", "2026-05-18", done),
            ("rename", "p-106"): ("2026-05-01", "2026-04-20", done),
            ("change_filing", "lead-change/2026-04-01"): ("2026-04-16", "2026-04-10", done),
            ("change_filing", "staff-shortage/2026-04-01"): ("2026-04-16", "2026-04-10", done),
            ("change_filing", "name-change/2026-04-20"): ("2026-05-07", "2026-04-28", done),
        }

    def test_s3_short_for_197_days(self, told: Told) -> None:
        found = {one.check: one for one in told.report.findings if one.evidence[0].stream.startswith("wh-hongshan-903")}
        shortage, false, silence = (
            found[check] for check in ("studio.staff-shortage", "report.figure-false", "obligation.change_filing")
        )
        assert shortage.interval == Days(date(2025, 4, 1), date(2025, 10, 15))
        assert (shortage.expected.value, shortage.actual.value, shortage.figures["due"]) == (
            60, 197, date(2025, 5, 31),
        )  # fmt: skip
        assert (false.expected.value, false.actual.value) == (2, 3)
        assert silence.expected.value == "2025-04-16"
        warning = found["studio.staff-unqualified"].severity
        assert [one.severity.value for one in (shortage, false, silence)] == ["violation"] * 3
        assert warning.value == "warning"

    def test_its_twin_is_complete_on_the_due_day(self, facts: list[Recorded[Any]]) -> None:
        [entry] = [one for one in self.owed(facts, "wh-hongshan-953") if one.key == "staff_shortage"]
        assert (entry.due, entry.discharged) == (date(2025, 5, 31), date(2025, 5, 31))


class TestDeterminism:
    """The same seed gives the same bytes."""

    def test_the_same_seed_tells_the_same_story(self, tmp_path: Path) -> None:
        one, other, another = (self._files(tmp_path / name, seed) for name, seed in (("a", 4), ("b", 4), ("c", 5)))
        assert one == other
        assert one.keys() == another.keys()
        assert one[EXPECTED] == another[EXPECTED]
        assert one[EXPORT] != another[EXPORT]

    def _files(self, directory: Path, seed: int) -> dict[str, bytes]:
        directory.mkdir()
        assert story.tell(directory, seed=seed, size=0).as_told
        texts = (path for path in directory.rglob("*") if path.suffix in (".json", ".jsonl"))
        return {path.relative_to(directory).as_posix(): path.read_bytes() for path in texts}


class TestAStoryThatGoesAnotherWay:
    """The comparison can fail."""

    def test_without_the_refund(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(s12_above_tariff, "refund", lambda house: None)
        told = story.tell(tmp_path, seed=1, size=0)
        assert not told.as_told
        assert [(one.check, one.status) for one in told.missing] == [
            ("fee.overcharge", "remedied"),
            ("fee.unlisted-item", "remedied"),
        ]
        assert [(one.check, one.status) for one in told.unforeseen] == [
            ("fee.overcharge", "open"),
            ("fee.unlisted-item", "open"),
        ]

    def test_a_twin_that_does_the_same(self, tmp_path: Path) -> None:
        office = story.planned(1, 0, tmp_path / LEGACY)
        served, receipt = s12_above_tariff.SERVED, "25512000000099999999"
        desk = PersonId("p-2808")
        items = (ChargedItem("商业计划书辅导", 680_00, 1, 680_00),)
        charged = FeeCharged("sf-2025-x", "c-1", items, 680_00, served, served, desk, receipt)
        acting = next(place for place in PLACES if place.city_en == "Chengdu").officer
        office.brought_in("twin", served, acting, f"{s12_above_tariff.TWIN}/fund/2025", charged)
        told = story.carried_out(office, tmp_path)
        assert told.missing == ()
        found = {one.check: one for one in told.unforeseen}
        assert found["fee.overcharge"].delta == 80_00
        assert found["fee.overcharge"].clause == Clause.REASONABLE_FEES.value

    def test_a_decision_that_does_not_refuse(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(s07_overspent, "CLAIMED", s07_overspent.FREE)
        with pytest.raises(NotAsTold, match="s07-line"):
            story.tell(tmp_path, seed=1, size=0)

    def test_a_decision_that_refuses_what_was_lawful(self, tmp_path: Path) -> None:
        office = story.planned(1, 0, tmp_path / LEGACY)
        again = office.app.calendar(2025)
        office.acts(
            date(2025, 3, 3),
            STATE_COUNCIL,
            lambda: again.adopt_calendar(days_off=(), days_worked=(), document=calendar_of(2025).document),
        )
        with pytest.raises(NotAsTold, match="calendar of 2025"):
            story.carried_out(office, tmp_path)


class TestTheCommand:
    """`studio-domain demo`: some twenty-five lines, and an exit code."""

    def test_it_tells_and_replaces_an_older_demo(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(ordinary, "KINDS", ordinary.KINDS[-1:])
        out = tmp_path / "demo"
        assert main(["demo", "--out", str(out)]) == 0
        said = capsys.readouterr().out
        assert 25 <= len(said.splitlines()) <= 34
        for told in (
            "三、（四）6  培训活动费 超支 0.50 元",
            "27,874.30",
            "2024-07-01 认定为杭州市西湖区周明远创业指导师工作室",
            "带动就业 3 人；2024-11-20 结案，20 天后归档",
            "2026-05-18 补足人员（期限 2026-05-31），2026-04-20 更名",
            "持续 197 天，宽限 60 天至 2025-05-31",
            "差额 0.50 元  未整改",
            "差额 160.00 元  已整改",
        ):
            assert told in said
        before = (out / HISTORY).read_bytes()
        assert main(["demo", "--out", str(out), "--seed", "2", "--lang", "en"]) == 0
        said = capsys.readouterr().out
        assert "培训活动费 is exceeded by 0.50" in said
        assert "by ¥160.00  remedied" in said
        assert (out / HISTORY).read_bytes() != before
        assert sorted(path.name for path in out.iterdir()) == sorted((HISTORY, EXPORT, EXPECTED, REPORT, LEGACY))
        assert [path.name for path in tmp_path.iterdir()] == ["demo"]

    def test_it_fails_when_the_story_does(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(ordinary, "KINDS", ())
        monkeypatch.setattr(s12_above_tariff, "refund", lambda house: None)
        assert main(["demo", "--out", str(tmp_path / "demo")]) == 1
        said = capsys.readouterr().out
        assert "缺少  3.3.d  fee.overcharge" in said
        assert "多出  3.3.d  fee.overcharge" in said

    def test_it_touches_no_directory_of_others(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "notes.txt").write_text("mine")
        (tmp_path / EXPECTED).write_text("[]")
        assert main(["demo", "--out", str(tmp_path)]) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1
        assert sorted(path.name for path in tmp_path.iterdir()) == [EXPECTED, "notes.txt"]

    def test_it_touches_no_store_of_others(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        sqlite.open_file(tmp_path / HISTORY, origin="an-office").close()
        (tmp_path / EXPECTED).write_text("[]")
        before = (tmp_path / HISTORY).read_bytes()
        assert main(["demo", "--out", str(tmp_path)]) == 2
        assert capsys.readouterr().err.count("\n") == 1
        assert (tmp_path / HISTORY).read_bytes() == before

    @pytest.mark.parametrize("asked", [["--size", "0"], ["--seed", str(10**100)]])
    def test_it_refuses_what_it_cannot_tell(self, tmp_path: Path, asked: list[str]) -> None:
        assert main(["demo", "--out", str(tmp_path / "demo"), *asked]) != 0
        assert not (tmp_path / "demo").exists()


class TestItsTools:
    """What the story is planned with."""

    def test_steps_come_in_the_order_of_days_and_then_as_planned(self) -> None:
        plan, clock, done = Plan(), StoryClock(), list[tuple[str, date]]()
        for name, day in (("c", 5), ("a", 4), ("d", 5), ("b", 4)):
            plan.on(date(2025, 3, day), lambda name=name: done.append((name, legal_day(clock()))))  # type: ignore[misc]
        plan.carry_out(clock)
        fourth, fifth = date(2025, 3, 4), date(2025, 3, 5)
        assert done == [("a", fourth), ("b", fourth), ("c", fifth), ("d", fifth)]

    @given(st.integers(), st.integers(3_00, 10**9), st.integers(1, 12))
    @settings(deadline=None)
    def test_a_split_keeps_every_fen(self, seed: int, total: int, parts: int) -> None:
        found = ordinary.split(Random(seed), total, parts)
        assert (sum(found), len(found)) == (total, parts)
        assert min(found) > 0

    @given(st.integers(), st.dates(date(2024, 1, 1), date(2026, 1, 1)), st.integers(30, 300), st.integers(1, 20))
    @settings(deadline=None)
    def test_days_lie_in_order_in_their_stretch(self, seed: int, first: date, length: int, number: int) -> None:
        last = date.fromordinal(first.toordinal() + length)
        found = list(ordinary.days(Random(seed), first, last, number))
        assert found == sorted(found)
        assert len(found) == number
        assert first <= found[0]
        assert found[-1] <= last
