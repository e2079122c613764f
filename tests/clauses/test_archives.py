"""The archives (档案管理 三、（四）4), through decisions; S8 refused where it must be, and found where it happened."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from archive_world import CODE, DIGEST, FILES, LIST, OTHER_DIGEST, PAPER, PLAIN, Archives, s8_lines
from studio_adapters.exchange import legacy
from studio_domain import archive_record as archive
from studio_domain import destruction_batch as destruction
from studio_domain import month_ledger as ledger
from studio_domain import studio
from studio_domain.archive_record import Aspect, Holding, Medium, Reading, Secrecy, Verdict
from studio_domain.audit import Severity
from studio_domain.destruction_batch import Signer, Supervisor
from studio_domain.guideline import Clause, Role
from studio_domain.views import ArchiveRegister, DestructionRegister
from studio_world import HE, LU, SHEN, STUDIO, XU, ZHOU, day
from telling import refused_by

LENT = "2024-WS-D10-0002"
SECRET = "2024-FW-D30-0017"
DAY = timedelta(1)


@pytest.fixture
def house() -> Archives:
    return Archives().kept()


def secret(world: Archives) -> None:
    """An electronic, personal file of 2024."""
    said: dict[str, Any] = {"importance": "important", "secrecy": Secrecy.PERSONAL}
    world.files("2024-06-03", SECRET, "case-file", "office", FILES, **said)


class TestTimelySorting:
    """3.4.4.a: what a studio's work leaves behind is collected and filed in time, by the end of June of the next year
    at the latest, and each month's ledgers are frozen with a content that can be worked out again."""

    def test_a_record_says_what_it_documents(self, house: Archives) -> None:
        with refused_by(archive.REFERENCE_RESOLVES, of=f"{STUDIO}/case/2024-0018"):
            house.files("2024-06-03", LENT, "document", "office", of=f"{STUDIO}/case/2024-0018")
        house.files("2024-06-03", LENT, "document", "office", of=f"{STUDIO}/regulation/archives@2")
        assert house.ours("2024-06-30") == []

    def test_filed_by_the_end_of_june(self, house: Archives) -> None:
        record = house.record(LENT)
        house.archivist(
            "2024-06-03", lambda: record.collect_record(of=None, what="文书", department="office", holding=PAPER)
        )
        assert house.ours("2025-06-30") == []
        (late,) = house.ours("2025-07-01")
        assert (late.check, late.clause, late.delta.value) == ("obligation.archive_annual", Clause.TIMELY_SORTING, 1)

    def test_a_ledger_is_frozen_when_its_month_is_over(self, house: Archives) -> None:
        may = house.app.ledger(STUDIO, "services", "2024-05")
        with refused_by(ledger.MONTH_OVER, month="2024-05", last=date(2024, 5, 31), on=date(2024, 5, 31)):
            house.archivist("2024-05-31", may.freeze_ledger)
        house.archivist("2024-06-03", may.freeze_ledger)
        with refused_by(ledger.ANOTHER_CONTENT, month="2024-05"):
            house.archivist("2024-06-04", may.freeze_ledger)
        assert house.ours("2024-06-30") == []


class TestFourDimensions:
    """3.4.4.b: each record is classified by year, category, medium and importance, from which its retention follows,
    and keeps the one archive code under which it was filed."""

    def test_the_retention_follows_from_category_and_importance(self, house: Archives) -> None:
        with refused_by(archive.RETAINED_AS_TABLED, asked="D30", retention="D10"):
            house.files("2024-06-03", LENT, "document", "office", importance="important")

    def test_a_code_is_given_once(self, house: Archives) -> None:
        house.files("2024-06-03", LENT, "document", "office")
        with refused_by(archive.CODE_ONCE, record=LENT):
            house.files("2024-06-04", LENT, "document", "office")

    def test_and_says_year_and_retention(self, house: Archives) -> None:
        with refused_by(archive.CODE_SAYS, record=LENT, year="2023", retention="D10"):
            house.files("2024-06-03", LENT, "document", "office", year=2023)


class TestPaperOrElectronic:
    """3.4.4.c: paper lies at a place that is named; an electronic record has its digest, format and metadata."""

    def test_paper_has_its_place(self, house: Archives) -> None:
        with refused_by(archive.PAPER_PLACED):
            house.files("2024-06-03", LENT, "document", "office", Holding(Medium.PAPER, " "))

    def test_files_are_described(self, house: Archives) -> None:
        with refused_by(archive.ELECTRONIC_DESCRIBED):
            house.files("2024-06-03", LENT, "document", "office", Holding(Medium.ELECTRONIC, "存储 A", DIGEST))


class TestFilingRules:
    """3.4.4.d1: records are filed under rules of the archives that are in force."""

    def test_not_before_the_rules_are_in_force(self) -> None:
        world = Archives().founded().staffed()
        assert isinstance(world, Archives)
        mandate = world.app.mandates(STUDIO, HE)
        world.head(
            "2024-05-14",
            lambda: mandate.record_mandate(
                mandate_id="m-9", role=Role.ARCHIVIST, org=world.CARRIER, first=day("2024-01-01"), document="任"
            ),
        )
        with refused_by(archive.RULES_HOLD, on=date(2024, 5, 14)):
            world.files("2024-05-14", LENT, "document", "office")


class TestStorage:
    """3.4.4.d2: what is in store is found where it is said to lie, is checked for integrity every year, and is
    restored where it failed; when a studio closes its records go to its carrier."""

    def test_the_digest_must_be_the_one_on_record(self, house: Archives) -> None:
        secret(house)
        with refused_by(archive.DIGEST_EQUAL, record=SECRET):
            house.archivist("2025-06-02", lambda: house.record(SECRET).verify_integrity(digest=OTHER_DIGEST))

    @pytest.mark.parametrize(("on", "found"), [("2025-06-03", []), ("2025-06-04", ["obligation.integrity_check"])])
    def test_checked_within_a_year(self, house: Archives, on: str, found: list[str]) -> None:
        secret(house)
        house.archivist(on, lambda: house.record(SECRET).verify_integrity(digest=DIGEST))
        assert [one.check for one in house.ours(on)] == found

    def test_what_failed_is_restored(self, house: Archives) -> None:
        secret(house)
        record = house.record(SECRET)
        house.archivist("2024-07-01", lambda: record.record_integrity_failure(failed=[Aspect.USABILITY], digest=DIGEST))
        assert house.ours("2024-07-31") == []
        assert [one.check for one in house.ours("2024-08-01")] == ["obligation.integrity_restore"]
        restored = Holding(Medium.ELECTRONIC, "存储 B", OTHER_DIGEST, "OFD", "元数据 2")
        house.archivist("2024-08-02", lambda: record.migrate_record(holding=restored))
        house.archivist("2024-08-02", lambda: record.verify_integrity(digest=OTHER_DIGEST))
        assert {one.status.value for one in house.ours("2024-08-02")} == {"remedied"}

    def test_all_of_it_goes_to_the_carrier_by_one_list(self, house: Archives) -> None:
        house.files("2024-06-03", LENT, "document", "office")
        secret(house)
        record = house.record(LENT)
        house.archivist(
            "2024-12-02", lambda: record.transfer_with([SECRET], receiver_unit="运营公司", list_digest=DIGEST)
        )
        rows = house.app.register(ArchiveRegister(), STUDIO).table("archive_records")
        assert {row["stage"] for row in rows} == {"transferred"}
        with refused_by(archive.IN_STORE, record=LENT):
            house.archivist("2024-12-03", lambda: record.move_record(location="2 柜"))


class TestLending:
    """3.4.4.d3: a loan is asked for, approved by another hand (two for what is closed), ends within its term, and
    accounting records do not leave the room; nobody leaves the studio with a record."""

    def borrows(self, house: Archives, code: str = LENT, who: Any = LU, reading: Reading = Reading.OUTSIDE) -> None:
        house.acts(
            "2024-06-04",
            who,
            Role.STAFF,
            lambda: house.record(code).request_loan(loan="j-1", purpose="核对", reading=reading),
        )

    def lent(self, house: Archives) -> None:
        house.files("2024-06-03", LENT, "document", "office")
        self.borrows(house)
        record = house.record(LENT)
        house.lead("2024-06-04", lambda: record.approve_loan(loan="j-1"))
        house.archivist("2024-06-04", lambda: record.lend_record(loan="j-1", due=day("2024-06-18")))

    def test_not_longer_than_a_fortnight_and_once_more(self, house: Archives) -> None:
        self.lent(house)
        record = house.record(LENT)
        house.lead("2024-06-18", lambda: record.renew_loan(loan="j-1", due=day("2024-07-02")))
        with refused_by(archive.FEW_RENEWALS, renewals=1, most=1):
            house.lead("2024-07-02", lambda: record.renew_loan(loan="j-1", due=day("2024-07-16")))
        assert house.ours("2024-07-02") == []
        (late,) = house.ours("2024-07-03")
        assert (late.check, late.severity) == ("obligation.loan_return", Severity.WARNING)

    def test_nobody_approves_his_own_loan(self, house: Archives) -> None:
        house.files("2024-06-03", LENT, "document", "office")
        house.lead("2024-06-04", lambda: house.record(LENT).request_loan(loan="j-1", purpose="核对"))
        with refused_by(archive.NOT_BORROWER, borrower=ZHOU):
            house.lead("2024-06-04", lambda: house.record(LENT).approve_loan(loan="j-1"))

    def test_the_archivists_own_is_approved_by_a_lead(self, house: Archives) -> None:
        house.files("2024-06-03", LENT, "document", "office")
        house.archivist("2024-06-04", lambda: house.record(LENT).request_loan(loan="j-1", purpose="核对"))
        with refused_by(archive.LEAD_APPROVES_ARCHIVIST, borrower=HE):
            house.head("2024-06-04", lambda: house.record(LENT).approve_loan(loan="j-1"))
        house.lead("2024-06-04", lambda: house.record(LENT).approve_loan(loan="j-1"))

    def test_what_is_closed_takes_two(self, house: Archives) -> None:
        secret(house)
        self.borrows(house, SECRET, reading=Reading.ON_SITE)
        record = house.record(SECRET)
        house.lead("2024-06-04", lambda: record.approve_loan(loan="j-1"))
        with refused_by(archive.APPROVED_ENOUGH, asked=2, approved=1):
            house.archivist("2024-06-04", lambda: record.lend_record(loan="j-1", due=day("2024-06-04")))
        house.head("2024-06-04", lambda: record.approve_loan(loan="j-1"))
        house.archivist("2024-06-04", lambda: record.lend_record(loan="j-1", due=day("2024-06-04")))
        assert house.ours("2024-06-04") == []

    def test_accounts_are_read_on_site(self, house: Archives) -> None:
        house.files("2024-06-03", CODE, "bank-statement", "accounting")
        with refused_by(archive.READ_ON_SITE, category="bank-statement"):
            self.borrows(house, CODE)
        self.borrows(house, CODE, reading=Reading.ON_SITE)

    def test_who_leaves_returns_what_he_has(self, house: Archives) -> None:
        self.lent(house)
        house.head(
            "2024-06-10",
            lambda: house.studio.record_staff_departure(person=LU, last_day=day("2024-06-10"), reason="辞职"),
        )
        house.lead("2024-06-10", lambda: house.studio.clear_loans(person=LU))
        found = {one.check for one in house.ours("2024-06-11")}
        assert found == {"archive.kept-on-leaving", "archive.cleared-on-loan"}

    def test_lost_on_loan(self, house: Archives) -> None:
        self.lent(house)
        house.acts("2024-06-10", LU, Role.STAFF, lambda: house.record(LENT).record_loss(what="遗失", on_loan="j-1"))
        assert house.ours("2024-07-03") == []
        (row,) = house.app.register(ArchiveRegister(), STUDIO).table("archive_records")
        assert row["stage"] == "lost"


class TestDestruction:
    """3.4.4.d4: nothing is destroyed before its retention is over, under a hold, on loan or unappraised, nor but by a
    list that all have signed, another hand has approved, and others than these have supervised (S8)."""

    def test_s8_the_approver_may_not_supervise(self, house: Archives) -> None:
        house.proposed().agreed()
        pair = Supervisor(LU, "archives"), Supervisor(XU, "office")
        with refused_by(destruction.DEPARTMENT_SUPERVISES, department="accounting"):
            house.counts("2025-12-20", *pair)
        with refused_by(destruction.SUPERVISOR_APART, person=XU):
            house.counts("2025-12-20", *pair, Supervisor(SHEN, "accounting"))

    def test_s8_the_finance_head_must_sign(self, house: Archives) -> None:
        house.proposed().signs("2025-12-12", Signer.ACCOUNTING_HEAD)
        with refused_by(destruction.ALL_SIGNED, capacity="accounting-head"):
            house.head("2025-12-18", lambda: house.batch().approve_batch(document="销"))

    def test_s8_twelve_days_early(self, house: Archives) -> None:
        house.proposed().agreed().counts("2025-12-20")
        figures = {"record": CODE, "free": date(2026, 1, 1), "on": date(2025, 12, 20), "early": 12}
        with refused_by(archive.RETENTION_OVER, **figures):
            house.executes("2025-12-20")
        assert house.record(PLAIN).state.in_store, "one step, or none"

    def test_s8_the_day_before(self, house: Archives) -> None:
        house.proposed().agreed().counts("2025-12-31")
        with refused_by(archive.RETENTION_OVER, record=CODE, free=date(2026, 1, 1), on=date(2025, 12, 31), early=1):
            house.executes("2025-12-31")

    def test_s8_lawful_on_the_first_day(self, house: Archives) -> None:
        house.proposed().agreed().counts("2026-01-01")
        house.executes("2026-01-01")
        house.reports("2026-01-05")
        assert house.ours("2026-03-31") == []
        (row,) = house.app.register(DestructionRegister(), STUDIO).table("destruction_batches")
        assert (row["stage"], row["executed"]) == ("reported", "2026-01-01")
        assert house.record(CODE).state.gone is archive.Gone.DESTROYED
        assert house.record(LIST).state.free_from is None

    def test_every_guard_is_asked_again(self, house: Archives) -> None:
        """A hold that is placed after the list was approved and counted stops the whole of it."""
        house.proposed().agreed().counts("2026-01-01")
        house.head("2026-01-01", lambda: house.record(PLAIN).place_hold(hold="h-1", reason="诉讼"))
        with refused_by(archive.NO_HOLD, record=PLAIN, hold="h-1"):
            house.executes("2026-01-01")
        assert house.record(CODE).state.in_store

    def test_an_appraisal_may_keep_it(self, house: Archives) -> None:
        house.proposed().agreed().counts("2026-01-01")
        house.appraises("2026-01-01", CODE, "accounting", Verdict.KEEP, years=5)
        with refused_by(archive.TO_BE_DESTROYED, record=CODE):
            house.executes("2026-01-01")
        assert house.record(CODE).state.free_from == date(2031, 1, 1)

    def test_destroyed_by_nobodys_leave(self, house: Archives) -> None:
        house.files("2024-06-03", LENT, "document", "office")
        report = house.record(LENT).report_unauthorised_destruction
        house.acts("2024-06-10", LU, Role.STAFF, lambda: report(what="误作废纸处理"))
        (found,) = house.ours("2024-06-10")
        assert (found.check, found.predicate.source.value) == ("destruction.unauthorised", "law")


class TestS8AsItHappened:
    """S8 in old records (`import --legacy`): no guard stops it, and the audit finds what it breached."""

    def told(self, tmp_path: Path, executed: str, *, lawful: bool) -> Archives:
        world = Archives().kept()
        path = tmp_path / "s8.jsonl"
        lines = s8_lines(executed, lawful=lawful)
        path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
        store = Archives(str(tmp_path / "s8.db"))
        store.kept()
        legacy.bring_in(store.app.journal, legacy.understand(path, legacy.batch_name(path)))
        assert world.history
        return store

    def test_as_it_happened(self, tmp_path: Path) -> None:
        store = self.told(tmp_path, "2025-12-20", lawful=False)
        found = {one.check: one for one in store.ours("2026-03-31")}
        assert set(found) == {
            "destruction.early", "destruction.same-hand", "destruction.supervisors", "destruction.unsigned",
        }  # fmt: skip
        early = found["destruction.early"]
        assert (early.subjects, early.expected.value, early.actual.value, early.delta.value) == (
            (CODE,), "2026-01-01", "2025-12-20", 12,
        )  # fmt: skip
        assert (early.clause, early.severity) == (Clause.DESTRUCTION, Severity.VIOLATION)
        assert early.message("zh").endswith("（据导入来源所称）")
        assert found["destruction.same-hand"].subjects == ("DB-2025-02", XU)
        assert found["destruction.same-hand"].figures["posts"] == "approver, supervisor"
        assert found["destruction.supervisors"].actual.value == "accounting"
        assert found["destruction.unsigned"].actual.value == "accounting-head"

    def test_its_twin(self, tmp_path: Path) -> None:
        """On 2026-01-01, by distinct persons."""
        assert self.told(tmp_path, "2026-01-01", lawful=True).ours("2026-03-31") == []


class TestSecrecy:
    """3.4.4.d5: what is closed is read by a grant in force, which nobody gives himself; to lower a level takes another
    hand."""

    def test_read_by_a_grant(self, house: Archives) -> None:
        secret(house)
        record = house.record(SECRET)
        read = lambda: record.record_access(purpose="复盘")  # noqa: E731
        house.acts("2024-06-05", LU, Role.STAFF, read)
        assert [one.check for one in house.ours("2024-06-05")] == ["archive.access-ungranted"]
        house.lead(
            "2024-06-06", lambda: record.grant_access(grant="g-1", person=LU, purpose="复盘", last=day("2024-06-07"))
        )
        house.acts("2024-06-07", LU, Role.STAFF, read)
        assert len(house.ours("2024-06-07")) == 1
        house.acts("2024-06-08", LU, Role.STAFF, read)
        assert len(house.ours("2024-06-08")) == 2

    def test_lowered_by_another_hand(self, house: Archives) -> None:
        secret(house)
        record = house.record(SECRET)
        with refused_by(archive.DOWNGRADED_BY_ANOTHER, requester=ZHOU):
            house.lead(
                "2024-06-05",
                lambda: record.set_secrecy(secrecy=Secrecy.INTERNAL, reason="脱敏", requester=ZHOU),
            )
        house.head("2024-06-05", lambda: record.set_secrecy(secrecy=Secrecy.INTERNAL, reason="脱敏", requester=ZHOU))
        assert house.ours("2024-06-05") == []


class TestArchivist:
    """3.4.4.e: one named person keeps the archives, and hands them over by a list."""

    def test_nobody_else_files(self, house: Archives) -> None:
        house.head("2024-06-03", house._mandated(SHEN, Role.ARCHIVIST))
        record = house.record(LENT)
        house.archivist(
            "2024-06-03",
            lambda: record.collect_record(of=None, what="文书", department="office", holding=PAPER),
            lambda: record.classify_record(year=2024, category="document", importance="ordinary", retention="D10"),
        )
        with refused_by(archive.BY_ARCHIVIST, person=SHEN, day=date(2024, 6, 3)):
            house.acts("2024-06-03", SHEN, Role.ARCHIVIST, record.file_record)

    def test_the_next_one_takes_over_by_a_list(self, house: Archives) -> None:
        with refused_by(studio.ARCHIVES_HANDED_OVER):
            house.head("2024-06-03", lambda: house.studio.assign_archivist(person=SHEN, first=day("2024-06-03")))

    def test_who_keeps_them_and_leaves_hands_them_over_in_one_step(self, house: Archives) -> None:
        last = day("2024-06-10")
        house.head("2024-06-10", lambda: house.studio.record_staff_departure(person=HE, last_day=last, reason="调离"))
        before = len(house.history)
        house.head("2024-06-10", lambda: house.studio.hand_over_archives(person=SHEN, former=HE, digest=DIGEST))
        assigned, signed = house.history[before:]
        assert assigned.recorded_at == signed.recorded_at
        assert house.studio.state.archivist_on(last + DAY) == SHEN
