"""The audit as an auditor reads it, and as a script does: what it says, where it goes, how it ends."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest

from office import COACHING, FINANCE, FINANCE_HEAD, FOUNDED, HEAD, OFFICER, PARK, REGION, Office, chengdu, mandate_of
from stored import in_file, in_memory, in_sqlite, lines_of
from studio_adapters.audit_report import Verdict
from studio_adapters.auditing import Report, audit_store, to_json
from studio_adapters.cli import audit as command
from studio_adapters.journal import NO_LEAF, Journal, Row, leaf
from studio_adapters.memory import Recorder
from studio_adapters.region_facts import RegionFacts, common_region
from studio_domain.aggregate import Recorded
from studio_domain.audit import ALL_PREDICATES
from studio_domain.fund_account import facts as fund
from studio_domain.fund_account.facts import ClaimKind, Voucher, VoucherKind
from studio_domain.guideline import READINGS, Clause, Role
from studio_domain.invoice import InvoiceUsed
from studio_domain.mandate import DelegationGranted
from studio_domain.policy import PolicyValueSet
from studio_domain.rectification import DeviationApproved
from studio_domain.values import PersonId, legal_day
from telling import noon
from terminal import Terminal

STUDIO = "cd-wuhou-001"
DAY = "2025-07-20"
History = Sequence[Recorded[Any]]

OVER = chengdu((COACHING, 680_00), on="2025-07-05", effective="2025-07-11").history
LAWFUL = chengdu((COACHING, 600_00), on="2025-07-05", effective="2025-07-11").history


def report(history: History, day: str = DAY, **rest: Any) -> Report:
    """The audit of a store in memory."""
    return audit_store(Journal(in_memory(history)), as_of=date.fromisoformat(day), **rest)


def checks(found: Report) -> set[str]:
    """Which checks found something."""
    return {finding.check for finding in found.findings}


@pytest.fixture
def over(tmp_path: Path) -> Path:
    """¥680.00 charged where ¥600.00 was in force."""
    return in_sqlite(tmp_path / "over.db", OVER)


class TestText:
    def test_a_finding_says_clause_evidence_and_difference(self, run: Terminal, over: Path) -> None:
        said = run("audit", over, "--as-of", DAY)
        assert (said.code, said.err) == (1, "")
        lines = said.out.splitlines()
        assert lines[0] == f"审计 {over}"
        assert lines[1] == f"截至 2025-07-20（含当日）, 按现在所知; 事实 {len(OVER)} 条, 工作室 1 个"
        assert lines[2].startswith("历史摘要 ")
        assert f"== {STUDIO}" in lines
        at = lines.index(
            "三、（三） [违规, 未整改] 收费 F-1 共 680.00 元，按服务当日有效标准应为 600.00 元，多收 80.00 元"
        )
        assert lines[at + 1 : at + 3] == [
            f"  证据 {STUDIO}/fund/2025@7",
            "  应为 600.00 元, 实为 680.00 元, 相差 80.00 元",
        ]
        assert lines[at + 3].startswith("  3.3.d  fee.overcharge  ")
        assert lines[-1] == "共 1 项发现, 其中未整改的违规 1 项; 逾期义务 0 项。"

    def test_the_same_in_english(self, run: Terminal, over: Path) -> None:
        said = run("audit", over, "--as-of", DAY, "--lang", "en")
        assert said.code == 1
        lines = said.out.splitlines()
        assert lines[1] == f"as of 2025-07-20 (inclusive), as known now; {len(OVER)} facts, 1 studios"
        assert "  expected 600.00 yuan, actual 680.00 yuan, difference 80.00 yuan" in lines
        assert lines[-1] == "1 findings, 1 of them open violations; 0 obligations overdue."

    def test_obligations_open_and_overdue_are_listed_by_day(self, run: Terminal, over: Path) -> None:
        lines = run("audit", over, "--as-of", "2025-08-20").out.splitlines()
        at = lines.index("== 义务（未到期与逾期）")
        account = f"{STUDIO}/fund/2025"
        assert lines[at + 1] == f"  2025-08-15 月度对账（{account}/07）: 逾期 5 天; 三、（三）, {account}@1"
        assert lines[-1].endswith("逾期义务 1 项。")
        assert any(line.startswith("三、（三） [提醒, 未整改] 月度对账") for line in lines)
        later = run("audit", over, "--as-of", "2025-12-31").out
        assert f"批准年度决算（{account}）: 未到期（日历未采用, 暂定）; 三、（四）6" in later

    def test_without_an_open_violation_it_ends_well(self, run: Terminal, tmp_path: Path) -> None:
        source = in_sqlite(tmp_path / "lawful.db", LAWFUL)
        for lang, last in (
            ("zh", "没有未整改的违规; 共 0 项发现, 逾期义务 0 项。"),
            ("en", "No open violation; 0 findings, 0 obligations overdue."),
        ):
            said = run("audit", source, "--as-of", DAY, "--lang", lang)
            assert (said.code, said.out.splitlines()[-1]) == (0, last)

    def test_a_warning_alone_ends_well(self, run: Terminal, tmp_path: Path) -> None:
        said = run("audit", in_sqlite(tmp_path / "lawful.db", LAWFUL), "--as-of", "2025-08-20")
        assert said.code == 0
        assert "[提醒, 未整改]" in said.out

    def test_findings_stand_under_the_studio_in_the_order_of_the_guideline(self) -> None:
        found = report(chengdu((COACHING, 680_00)).history, "2025-09-30")
        lines = list(command.lines_of(found, "x", "en"))
        clauses = [line.split()[0] for line in lines if line.startswith("  3.")]
        assert len(clauses) >= 3
        assert clauses == sorted(clauses)

    def test_a_password_in_an_address_is_not_repeated(self) -> None:
        head = next(command.lines_of(report(LAWFUL), "postgresql://me:secret@db/x", "zh"))
        assert head == "审计 postgresql://db/x"

    def test_the_day_is_today_in_shanghai_and_printed(self, run: Terminal, over: Path) -> None:
        before = legal_day(datetime.now(UTC))
        said = run("audit", over)
        assert any(f"截至 {day}" in said.out for day in (before, legal_day(datetime.now(UTC))))

    def test_an_earlier_day_does_not_know_the_later_breach(self, run: Terminal, over: Path) -> None:
        assert run("audit", over, "--as-of", "2025-07-04").code == 0
        assert run("audit", over, "--as-of", "2025-07-05").code == 1


class TestJson:
    def test_it_has_exactly_the_keys_of_the_contract(self, run: Terminal, over: Path) -> None:
        said = run("audit", over, "--as-of", DAY, "--format", "json")
        assert said.code == 1
        found = json.loads(said.out)
        assert list(found) == [
            "history_digest", "events", "studios", "as_of", "known_at", "clauses", "findings", "obligations",
        ]  # fmt: skip
        assert (found["events"], found["studios"]) == (len(OVER), [STUDIO])
        assert (found["as_of"], found["known_at"]) == (DAY, None)
        [finding] = found["findings"]
        assert list(finding) == [
            "id", "check", "clause", "clause_ref", "severity", "status", "rule_source", "policy", "subjects",
            "interval", "evidence", "expected", "actual", "delta", "remedy", "message_zh", "message_en",
        ]  # fmt: skip
        assert finding["check"] == "fee.overcharge"
        assert (finding["clause"], finding["clause_ref"]) == ("3.3.d", "三、（三）")
        assert (finding["severity"], finding["status"], finding["rule_source"]) == ("violation", "open", "guideline")
        assert finding["evidence"][0] == {"stream": f"{STUDIO}/fund/2025", "version": 7}
        assert finding["expected"] == {"value": 600_00, "unit": "fen"}
        assert finding["actual"] == {"value": 680_00, "unit": "fen"}
        assert finding["delta"] == {"value": 80_00, "unit": "fen"}
        assert finding["interval"]["first"] == "2025-07-05"
        assert finding["remedy"] is None

    def test_each_clause_has_its_verdict(self) -> None:
        found = {one.reading.clause: one for one in report(OVER, "2025-08-20").clauses}
        assert list(found) == list(READINGS)
        assert found[Clause.REASONABLE_FEES].verdict is Verdict.VIOLATED
        assert found[Clause.FUND_SAFETY].verdict is Verdict.WARNED
        assert found[Clause.BUDGET].verdict is Verdict.HOLDS
        assert found[Clause.BACK_OFFICE].verdict is Verdict.UNCHECKED
        checked = {predicate.clause for predicate in ALL_PREDICATES.values()}
        assert {clause for clause, one in found.items() if one.verdict is not Verdict.UNCHECKED} == checked
        told = json.loads(to_json(report(OVER, "2025-08-20")))["clauses"]
        fees = next(one for one in told if one["id"] == "3.3.d")
        assert (fees["verdict"], fees["open"]) == ("violated", {"violation": 1, "warning": 0, "advice": 0})
        assert fees["remedied"] == fees["explained"] == {"violation": 0, "warning": 0, "advice": 0}

    def test_an_explained_finding_is_no_open_violation(self) -> None:
        office = chengdu((COACHING, 680_00), on="2025-07-05", effective="2025-07-11")
        overcharge = next(one for one in report(office.history).findings)
        first, subject = overcharge.interval.first, overcharge.subjects[0]
        allowed = DeviationApproved("fee.overcharge", subject, first, None, "试点", "批〔2025〕1号", OFFICER.id)
        office.act("2025-07-12", "rectification/ledger", OFFICER, allowed)
        found = report(office.history)
        assert [(one.check, one.status.value) for one in found.findings] == [("fee.overcharge", "explained")]
        assert found.open_violations == 0
        fees = next(one for one in found.clauses if one.reading.clause is Clause.REASONABLE_FEES)
        assert fees.verdict is Verdict.HOLDS

    def test_it_is_the_same_from_every_source_byte_for_byte(self, run: Terminal, over: Path, tmp_path: Path) -> None:
        file = in_file(tmp_path / "over.jsonl", lines_of(OVER))
        asked = ("--as-of", "2025-09-30", "--format", "json")
        told = [run("audit", source, *asked).out for source in (over, f"sqlite:///{over}", file)]
        assert told[0] == told[1] == told[2]
        assert told[0] == to_json(report(OVER, "2025-09-30"))

    def test_the_digest_is_what_doctor_prints(self, run: Terminal, over: Path) -> None:
        assert json.loads(run("audit", over, "--format", "json").out)["history_digest"] in run("doctor", over).out


class TestKnownAt:
    def test_what_was_recorded_later_is_neither_judged_nor_counted(self, run: Terminal, over: Path) -> None:
        asked = ("audit", over, "--as-of", DAY, "--format", "json")
        fee = next(n for n, event in enumerate(OVER) if isinstance(event.fact, fund.FeeCharged))
        for instant, known in (("2025-07-05T11:59:59+08:00", fee), ("2025-07-05T12:00:00+08:00", fee + 1)):
            said = run(*asked, "--known-at", instant)
            found = json.loads(said.out)
            assert found["events"] == known
            assert ("fee.overcharge" in {one["check"] for one in found["findings"]}) == (known > fee)
            assert said.code == known - fee
            assert found["known_at"] == instant

    def test_the_digest_names_the_history_that_was_known(self) -> None:
        earlier = report(OVER[:10], DAY)
        assert report(OVER, DAY, known_at=OVER[9].recorded_at).history_digest == earlier.history_digest
        assert report(OVER, DAY).history_digest != earlier.history_digest


class TestOutput:
    @pytest.mark.parametrize("form", ["text", "json"])
    def test_a_file_holds_what_the_terminal_would_show(
        self, run: Terminal, over: Path, tmp_path: Path, form: str
    ) -> None:
        shown = run("audit", over, "--as-of", DAY, "--format", form)
        written = run("audit", over, "--as-of", DAY, "--format", form, "-o", tmp_path / "report")
        assert (written.code, written.out) == (1, "")
        assert (tmp_path / "report").read_text("utf-8") == shown.out

    @pytest.mark.parametrize(("lang", "why"), [("zh", "文件不存在"), ("en", "No such file or directory")])
    def test_a_file_that_cannot_be_written_is_not_there(
        self, run: Terminal, over: Path, tmp_path: Path, lang: str, why: str
    ) -> None:
        said = run("audit", over, "--as-of", DAY, "-o", tmp_path / "no" / "report", "--lang", lang)
        assert said.code == 2
        assert said.complaint.endswith(f"report: {why}")
        assert not (tmp_path / "no").exists()

    def test_a_directory_is_no_file(self, run: Terminal, over: Path, tmp_path: Path) -> None:
        (tmp_path / "there").mkdir()
        said = run("audit", over, "--as-of", DAY, "-o", tmp_path / "there")
        assert (said.code, said.complaint.endswith("there: 是目录, 不是文件")) == (2, True)
        assert not list(tmp_path.glob("*.part"))

    @pytest.mark.parametrize("form", ["pdf", "HTML"])
    def test_a_form_not_offered_is_a_usage_error(self, run: Terminal, over: Path, form: str) -> None:
        said = run("audit", over, "--format", form)
        assert said.code == 64
        assert "无效的取值" in said.err


class TestStudios:
    @pytest.mark.parametrize("studio", ["nowhere", REGION, ""])
    def test_one_that_is_not_there_is_named(self, run: Terminal, over: Path, studio: str) -> None:
        if studio:
            for lang, words in (("zh", "没有工作室"), ("en", "there is no studio")):
                said = run("audit", over, "--studio", studio, "--lang", lang)
                assert (said.code, said.complaint) == (2, f"studio-domain: {words} {studio}")
        else:
            said = run("audit", over, "--studio", studio, "--as-of", DAY)
            assert (said.code, "工作室编号" in said.err) == (64, True)

    def test_findings_on_one_are_those_of_the_audit_of_all(self) -> None:
        """An invoice of another studio's claim is found in either audit, and only by the studio that used it again."""
        history = _both()
        whole = report(history)
        assert "regional.invoice-twice" in checks(whole)
        for studio in ("cd-wuhou-001", "cd-wuhou-002"):
            one = report(history, studios=[studio])
            mine = [found for found in whole.findings if found.evidence[0].stream.startswith(f"{studio}/")]
            assert list(one.findings) == mine
            assert ("regional.invoice-twice" in checks(one)) == (studio == "cd-wuhou-002")
            assert list(one.obligations) == [
                entry for entry in whole.obligations if entry.opened_by.stream.startswith(studio)
            ]

    def test_events_and_digest_of_one_are_of_it_and_its_regions(self) -> None:
        history = _both()
        one, whole = report(history, studios=["cd-wuhou-001"]), report(history)
        ours = [event for event in history if event.studio in ("cd-wuhou-001", REGION)]
        assert (one.events, whole.events) == (len(ours), len(history))
        assert one.history_digest != whole.history_digest


def _both() -> History:
    """Two studios of a district, of which the second claims on the first one's invoice, before the first goes on."""
    told = []
    for number, (name, day) in enumerate((("cd-wuhou-001", "2025-03-04"), ("cd-wuhou-002", "2025-03-05"))):
        office = Office(name)
        voucher = Voucher(VoucherKind.INVOICE, "25512000000012345678", 100_00, date(2025, 3, 1))
        office.act(
            day, "fund/2025", FINANCE,
            fund.ClaimSubmitted(
                "c-1", ClaimKind.EXPENSE, "办公费", "office", 100_00, (voucher,), FINANCE.id, "1", "纸张"
            ),
        )  # fmt: skip
        if not number:
            office.act("2025-03-06", "fund/2025", FINANCE, fund.ClaimReviewed("c-1", FINANCE.id))
        told += [(event, number) for event in office.history if number == 0 or event.studio != REGION]
    told.sort(key=lambda one: (one[0].recorded_at, one[1]))
    return [_moved(event, position) for position, (event, _) in enumerate(told, start=1)]


def _moved(event: Recorded[Any], position: int) -> Recorded[Any]:
    """The same fact, at an instant and under a command of its own."""
    at = event.recorded_at + timedelta(microseconds=position)
    context = attrs.evolve(event.context, command=f"c-{position}")
    return Recorded(event.stream, event.version, position, at, context, event.fact)


class TestGrounds:
    def test_a_value_adopted_by_the_region_binds_the_studio(self) -> None:
        """claim.reconcile_days, adopted: what was late under a default is now a violation."""

        def told(scope: str, known: str = "2025-01-03") -> Report:
            office = Office()
            value = PolicyValueSet("claim.reconcile_days", 10, date(2025, 1, 1), "川人社〔2024〕9号", OFFICER.id)
            office.act("2025-01-02", "fund/2025", FINANCE_HEAD, fund.AccountOpened(2025, PARK, ()))
            office.act(FOUNDED, f"{scope}/policy/values", OFFICER, value, known=known)
            return report(office.history, "2025-02-20", known_at=noon("2025-01-20"))

        def due(found: Report) -> list[tuple[str, str]]:
            late = (one for one in found.findings if one.check == "obligation.reconcile")
            return [(one.severity.value, str(one.expected.value)) for one in late]

        for scope in ("region-510107", "region-510100", "region-510000", "region-000000"):
            assert due(told(scope)) == [("violation", "2025-02-10")], scope
        assert due(told("region-330106")) == [("warning", "2025-02-15")]
        assert due(told("region-510107", known="2025-01-21")) == [("warning", "2025-02-15")]

    def test_a_mandate_of_the_region_is_known_when_its_holder_acts_in_the_studio(self) -> None:
        deviation = DeviationApproved("x", "y", date(2025, 1, 1), None, "试点", "批〔2025〕1号", OFFICER.id)
        office = Office().act("2025-03-04", "rectification/ledger", OFFICER, deviation)
        assert "trail.role-not-held" not in checks(report(office.history))
        without = [event for event in office.history if event.stream != f"{REGION}/mandate/{OFFICER.id}"]
        assert "trail.role-not-held" in checks(report(without))

    def test_a_delegation_of_the_region_is_judged_across_studios(self) -> None:
        """Of whoever gave it nothing is known to the studio; a delegation without a mandate behind it is void."""
        deputy = PersonId("p-deputy")
        given = DelegationGranted(
            "m-9", OFFICER.id, Role.AUTHORITY, OFFICER.org, date(2025, 1, 1), date(2025, 12, 31), None, "委〔2025〕1号"
        )
        office = Office().act("2025-01-02", f"{REGION}/mandate/{deputy}", OFFICER, given)
        deviation = DeviationApproved("x", "y", date(2025, 1, 1), None, "试点", "批〔2025〕1号", deputy)
        office.tell("2025-03-04", "rectification/ledger", deviation, by=deputy, role="authority", org=OFFICER.org)
        assert not {"trail.role-not-held", "roles.delegation-void"} & checks(report(office.history))
        without = [event for event in office.history if event.stream != f"{REGION}/mandate/{OFFICER.id}"]
        assert "roles.delegation-void" in checks(report(without))

    def test_invoices_are_no_grounds(self) -> None:
        """A region may have millions: they are not kept."""
        used = InvoiceUsed("25512000000012345678", f"{STUDIO}/fund/2025", "c-1", 100_00)
        office = Office().act("2025-03-04", f"{REGION}/invoice/25512000000012345678", FINANCE, used)
        rows = in_memory(office.history)
        facts = RegionFacts(rows.history, frozenset(rows.owners()))
        kept = [event for facts_of in facts.of([REGION], [FINANCE.id, OFFICER.id]) for event in facts_of]
        assert {event.stream for event in kept} == {f"{REGION}/mandate/{OFFICER.id}"}

    def test_people_of_the_region_whom_the_studio_does_not_name_cost_nothing(self) -> None:
        """Facts of strangers change neither findings nor obligations, only the digest."""
        office = Office()
        before = report(office.history)
        for number in range(3):
            stranger = PersonId(f"p-stranger{number}")
            office.act("2025-03-04", f"{REGION}/mandate/{stranger}", OFFICER, mandate_of(HEAD))
        after = report(office.history)
        assert (after.findings, after.obligations) == (before.findings, before.obligations)
        assert after.events == before.events + 3

    @pytest.mark.parametrize(
        ("codes", "region"),
        [
            ([], "000000"),
            (["510107"], "510107"),
            (["510107", "510100", "000000"], "510107"),
            (["510107", "510104"], "510100"),
            (["510107", "510104", "000000"], "510100"),
            (["510107", "330106"], "000000"),
        ],
    )
    def test_the_region_over_several(self, codes: list[str], region: str) -> None:
        assert common_region(codes) == region


class TestProof:
    @pytest.mark.parametrize(
        ("statement", "zh", "en"),
        [
            (
                "UPDATE stored_events SET state = CAST(replace(CAST(state AS TEXT), '68000', '60000') AS BLOB)"
                " WHERE topic LIKE '%fee-charged%'",
                f"核验未通过: {STUDIO}/fund/2025@7 叶哈希不符",
                f"does not verify: {STUDIO}/fund/2025@7 does not hash to its leaf",
            ),
            (
                "DELETE FROM stored_events WHERE topic LIKE '%fee-charged%'",
                "核验未通过: #24 缺失, 其后为 25",
                "does not verify: #24 is missing, 25 follows",
            ),
        ],
    )
    def test_a_store_that_was_tampered_with_is_not_judged(
        self, run: Terminal, over: Path, statement: str, zh: str, en: str
    ) -> None:
        plain = sqlite3.connect(over)
        for (trigger,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            plain.execute(f"DROP TRIGGER {trigger}")
        plain.execute(statement)
        plain.commit()
        plain.close()
        for lang, words in (("zh", zh), ("en", en)):
            for asked in (("audit", over, "--as-of", DAY), ("doctor", over)):
                said = run(*asked, "--lang", lang)
                assert (said.code, said.out, said.complaint) == (2, "", f"studio-domain: {words}")
        one = run("audit", over, "--as-of", DAY, "--studio", STUDIO)
        assert (one.code, f"{STUDIO}/fund/2025@7" in one.complaint) == (2, True)

    def test_a_fact_that_nobody_can_read_is_a_finding(self, run: Terminal, tmp_path: Path) -> None:
        """Its leaf is good, its type is newer: the audit goes on and says so."""
        rows = in_memory(LAWFUL)
        found = report(LAWFUL)
        kept = list(rows.follow())
        position, _, _, _, state, at, _ = kept[-1]
        row = Row(f"{STUDIO}/future/x", 1, "future.thing-happened/3", state)
        proof = leaf(rows.origin, row, at.replace("000000Z", "000001Z"), NO_LEAF)
        other = Recorder()
        newer = (position + 1, row.stream, 1, row.topic, state, at.replace("000000Z", "000001Z"), proof)
        other.restore(rows.origin, [*kept, newer])
        judged = audit_store(Journal(other), as_of=date.fromisoformat(DAY))
        assert checks(judged) - checks(found) >= {"trail.unreadable"}


class TestProgress:
    def test_it_tells_how_far_it_is(self) -> None:
        told: list[tuple[int, int]] = []
        report(_both(), progress=lambda done, total: told.append((done, total)))
        assert told[-1] == (len(_both()), len(_both()))
        assert [done for done, _ in told] == sorted(done for done, _ in told)
        assert len(told) == 3

    @pytest.mark.parametrize(
        ("total", "said"), [(command.LONG - 1, ""), (command.LONG, "\r已审计 20,000 / 20,000 条\n")]
    )
    def test_only_a_terminal_and_long_work_show_it(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], total: int, said: str
    ) -> None:
        progress: Callable[..., Any] = command.progress
        assert progress("zh") is None
        monkeypatch.setattr("sys.stderr.isatty", lambda: True)
        tell = progress("zh")
        assert tell is not None
        tell(total, total)
        assert capsys.readouterr().err == said
