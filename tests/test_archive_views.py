"""Registers of the archives: records with their retention clock, loans, lists for destruction, frozen ledgers."""

from __future__ import annotations

from typing import Any

from audit.archive.histories import BATCH, CASE_FILE, LENDABLE, PHOTOS, STATEMENT, day, history, lawful, told
from audit.archive.mutations import MUTATIONS
from audit.changing import drop, one
from case_story import LU
from studio_domain.archive_record import facts as archive
from studio_domain.destruction_batch import facts as batch
from studio_domain.views import ArchiveRegister, DestructionRegister, FrozenLedgers, Kept, Register, Row

LAWFUL = history(lawful())


def kept(register: Register, as_of: str = "2026-03-31", known: Any = LAWFUL) -> Kept:
    return Kept(register).see_all(known, as_of=day(as_of))


def records(as_of: str = "2026-03-31") -> dict[str, Row]:
    return {f"archive/{row['record']}": row for row in kept(ArchiveRegister(), as_of).table("archive_records")}


class TestRecords:
    """档案台账: where each record is, and from which day on it may be destroyed."""

    def test_the_clock_of_retention(self) -> None:
        rows, ours = records(), (STATEMENT, CASE_FILE, LENDABLE)
        assert {name: rows[name]["free_from"] for name in ours} == {
            STATEMENT: "2026-01-01", CASE_FILE: "2055-01-01", LENDABLE: "2040-01-01",
        }  # fmt: skip
        assert records("2025-06-09")[LENDABLE]["free_from"] == "2035-01-01"

    def test_what_is_kept_for_good_has_no_such_day(self) -> None:
        (row,) = (row for row in records().values() if row["retention"] == "Y")
        assert row["free_from"] is None

    def test_how_they_went(self) -> None:
        assert [records()[name]["stage"] for name in (STATEMENT, PHOTOS, LENDABLE)] == [
            "destroyed", "transferred", "in-store",
        ]  # fmt: skip

    def test_what_is_out_and_held(self) -> None:
        assert [records(on)[LENDABLE]["out_on"] for on in ("2025-03-02", "2025-03-03", "2025-03-31")] == ["", "j-1", ""]
        assert [records(on)[LENDABLE]["holds"] for on in ("2025-05-06", "2025-06-03")] == ["h-1", ""]

    def test_migrated_and_lowered(self) -> None:
        row = records()[CASE_FILE]
        assert (row["location"], row["secrecy"], row["medium"]) == ("存储 B", "internal", "electronic")

    def test_lost(self) -> None:
        bent = history(MUTATIONS["lost on loan"].apply(lawful()))
        rows = Kept(ArchiveRegister()).see_all(bent).table("archive_records")
        (row,) = (row for row in rows if f"archive/{row['record']}" == LENDABLE)
        assert (row["stage"], row["out_on"]) == ("lost", "")


class TestLoans:
    """借阅登记: who has what, until when."""

    def test_renewed_and_returned(self) -> None:
        (row,) = (
            row for row in kept(ArchiveRegister()).table("archive_loans") if f"archive/{row['record']}" == LENDABLE
        )
        assert (row["borrower"], row["lent"], row["due"], row["returned"], row["condition"]) == (
            LU, "2025-03-03", "2025-03-31", "2025-03-31", "intact",
        )  # fmt: skip

    def test_while_it_is_out(self) -> None:
        (row,) = kept(ArchiveRegister(), "2025-03-10").table("archive_loans")
        assert (row["due"], row["returned"]) == ("2025-03-17", None)


class TestDestruction:
    """销毁清册台账."""

    def test_a_list_from_beginning_to_end(self) -> None:
        (row,) = kept(DestructionRegister()).table("destruction_batches")
        assert row["stage"] == "reported"
        assert row["records"] == "2015-KU-D10-0001, 2014-WS-D10-0001"
        assert row["supervisors"] == "p-lu (archives), p-fin (accounting), p-shen (office)"
        assert (row["approved"], row["executed"], row["reported"]) == ("2025-12-18", "2026-01-01", "2026-01-05")
        assert str(row["signed"]).count(", ") == 4

    def test_withdrawn_and_rejected(self) -> None:
        bent = history(MUTATIONS["destroyed, and withdrawn"].apply(lawful()))
        (row,) = Kept(DestructionRegister()).see_all(bent).table("destruction_batches")
        assert row["records"] == "2015-KU-D10-0001"
        rejection = told("2026-02-02", BATCH, batch.BatchRejected("暂缓", LU, day("2026-02-02")))
        (row,) = Kept(DestructionRegister()).see_all(history((*lawful(), *rejection))).table("destruction_batches")
        assert row["stage"] == "rejected"


def test_frozen_ledgers() -> None:
    (row,) = kept(FrozenLedgers()).table("frozen_ledgers")
    assert (row["ledger"], row["month"], row["lines"], row["frozen"]) == ("services", "2025-03", "1", "2025-04-03")


def test_what_was_never_collected_is_shown_as_far_as_it_is_known() -> None:
    bent = history(drop(one(archive.RecordCollected, account=LENDABLE))(lawful()))
    rows = Kept(ArchiveRegister()).see_all(bent).table("archive_records")
    (row,) = (row for row in rows if f"archive/{row['record']}" == LENDABLE)
    assert (row["department"], row["stage"]) == (None, "in-store")
