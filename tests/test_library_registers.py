"""Registers of the libraries and of the systems of rules: what they show is what the facts say."""

from __future__ import annotations

from datetime import date

from audit.resource.founding import NAME, compliant, enact
from office import HEAD, LEAD, Office
from studio_domain import resource_entry as resource
from studio_domain.regulation_book import RegulationApproved, RegulationRepealed
from studio_domain.views import Kept, LibraryRegister, RegulationRegister, Row


def entries(office: Office, as_of: date | None = None) -> dict[object, Row]:
    kept = Kept(LibraryRegister()).see_all(office.history, as_of=as_of)
    return {row["entry"]: row for row in kept.table("library_entries")}


class TestLibraries:
    """A row for each entry of the five libraries, the libraries themselves among them (三、（二）)."""

    def test_every_library_and_every_entry(self) -> None:
        rows = entries(compliant())
        assert sum(str(entry).startswith("library-") for entry in rows) == 5
        assert {row["category"] for row in rows.values() if str(row["entry"]).startswith("i-")} >= {
            "policies",
            "contests",
        }
        assert len(rows) == 5 + 8 + 3

    def test_on_an_earlier_day(self) -> None:
        assert len(entries(compliant(), as_of=date(2025, 1, 6))) == 5

    def test_reviews_ends_and_further_versions(self) -> None:
        office = compliant()
        office.act("2025-02-03", "resource/t-1", LEAD, resource.EntryReviewed(1, LEAD.id, date(2025, 2, 3)))
        office.act("2025-02-04", "resource/t-1", LEAD, resource.EntryRetired(date(2025, 2, 4), "换版"))
        tool = entries(office)["t-1"]
        assert (tool["version"], tool["reviewed_on"], tool["last_day"]) == (1, "2025-02-03", "2025-02-04")
        again = resource.ExpertListed(LEAD.id, resource.Engagement.PART_TIME, ("融资",), None, date(2025, 2, 5))
        office.act("2025-02-05", "resource/e-1", LEAD, again)
        assert (entries(office)["e-1"]["version"], entries(office)["e-1"]["title"]) == (2, LEAD.id)

    def test_what_was_never_there_has_no_row(self) -> None:
        office = Office(NAME).act("2025-02-03", "resource/t-9", LEAD, resource.EntryRetired(date(2025, 2, 3), "r"))
        assert entries(office) == {}


class TestSystems:
    """A row for each version of a system of rules (三、（四）)."""

    def test_versions_from_draft_to_repeal(self) -> None:
        office = enact(compliant(), "archives", 2, "2025-02-03", "2025-03-01")
        office.act(
            "2025-04-01", "regulation/archives", HEAD, RegulationRepealed(2, date(2025, 4, 30), HEAD.id, "废〔1〕号")
        )
        kept = Kept(RegulationRegister()).see_all(office.history).table("regulations")
        rows = [row for row in kept if row["kind"] == "archives"]
        assert [(row["version"], row["effective"], row["last_day"]) for row in rows] == [
            (1, "2025-01-01", None),
            (2, "2025-03-01", "2025-04-30"),
        ]
        assert len(kept) == 8 + 1

    def test_an_approval_of_no_draft_has_no_row(self) -> None:
        told = RegulationApproved(1, date(2025, 1, 1), HEAD.id, "d")
        office = Office(NAME).act("2025-01-02", "regulation/archives", HEAD, told)
        assert Kept(RegulationRegister()).see_all(office.history).table("regulations") == []
