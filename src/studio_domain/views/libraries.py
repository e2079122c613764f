"""The register of the five libraries (资源库台账): every entry with its latest version, and the systems of rules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from studio_domain.aggregate import Recorded
from studio_domain.regulation_book import RegulationApproved, RegulationDrafted, RegulationRepealed
from studio_domain.resource_entry import facts as resource
from studio_domain.views.register import Column, Row, RowChange, Table, folding, reads

ENTRIES: Final = Table(
    "library_entries", "资源库条目", "entries of the libraries", 2,
    (
        Column("studio", "工作室", "studio"),
        Column("entry", "编号", "entry"),
        Column("library", "资源库", "library"),
        Column("category", "类别", "category"),
        Column("title", "名称", "title"),
        Column("version", "版本", "version", "count"),
        Column("first_day", "启用日", "first day", "day"),
        Column("last_day", "停用日", "last day", "day"),
        Column("reviewed_on", "最近复核", "last review", "day"),
    ),
)  # fmt: skip

SYSTEMS: Final = Table(
    "regulations", "管理制度", "systems of rules", 3,
    (
        Column("studio", "工作室", "studio"),
        Column("kind", "制度", "system"),
        Column("version", "版本", "version", "count"),
        Column("title", "名称", "title"),
        Column("effective", "施行日", "in force from", "day"),
        Column("last_day", "废止日", "last day", "day"),
        Column("document", "批准文件", "document"),
    ),
)  # fmt: skip


class LibraryRegister:
    """资源库台账: `library_entries` has a row an entry, the library itself among them."""

    tables = (ENTRIES,)

    def __init__(self) -> None:
        self._rows: dict[str, Row] = {}
        self.see = folding(
            reads(resource.LibraryOpened, self._opened),
            reads(resource.InformationAdded, self._information),
            reads(resource.ToolPublished, self._tool),
            reads(resource.CoursePublished, self._course),
            reads(resource.ExpertListed, self._expert),
            reads(resource.EntryReviewed, self._reviewed),
            reads(resource.EntryRetired, self._retired),
        )

    def _opened(self, event: Recorded[resource.LibraryOpened]) -> Iterable[RowChange]:
        return self._keep(event, event.fact.kind, None, event.fact.kind, 1, event.fact.on)

    def _information(self, event: Recorded[resource.InformationAdded]) -> Iterable[RowChange]:
        fact = event.fact
        return self._keep(event, "information", fact.category, fact.title, fact.version, fact.on, fact.last)

    def _tool(self, event: Recorded[resource.ToolPublished]) -> Iterable[RowChange]:
        return self._keep(event, "tool", None, event.fact.title, event.fact.version, event.fact.first)

    def _course(self, event: Recorded[resource.CoursePublished]) -> Iterable[RowChange]:
        return self._keep(event, "course", None, event.fact.title, event.fact.version, event.fact.first)

    def _expert(self, event: Recorded[resource.ExpertListed]) -> Iterable[RowChange]:
        fact = event.fact
        before = self._rows.get(event.stream, {}).get("version")
        version = before + 1 if isinstance(before, int) else 1
        return self._keep(event, "expert", fact.engagement.value, fact.person, version, fact.first)

    def _reviewed(self, event: Recorded[resource.EntryReviewed]) -> Iterable[RowChange]:
        return self._change(event, reviewed_on=event.fact.on.isoformat())

    def _retired(self, event: Recorded[resource.EntryRetired]) -> Iterable[RowChange]:
        return self._change(event, last_day=event.fact.last_day.isoformat())

    def _keep(
        self,
        event: Recorded[Any],
        library: str,
        category: str | None,
        title: str,
        version: int,
        first: date,
        last: date | None = None,
    ) -> Iterable[RowChange]:
        reviewed = self._rows.get(event.stream, {}).get("reviewed_on")
        row: Row = {
            "studio": event.studio,
            "entry": event.stream.rpartition("/")[2],
            "library": library,
            "category": category,
            "title": title,
            "version": version,
            "first_day": first.isoformat(),
            "last_day": last.isoformat() if last else None,
            "reviewed_on": reviewed,
        }
        return self._put(event, row)

    def _change(self, event: Recorded[Any], **columns: str) -> Iterable[RowChange]:
        row = self._rows.get(event.stream)
        return () if row is None else self._put(event, {**row, **columns})

    def _put(self, event: Recorded[Any], row: Row) -> Iterable[RowChange]:
        self._rows[event.stream] = row
        yield ENTRIES.name, (event.studio, event.stream.rpartition("/")[2]), row


class RegulationRegister:
    """管理制度台账: `regulations` has a row a version, from its draft on."""

    tables = (SYSTEMS,)

    def __init__(self) -> None:
        self._rows: dict[tuple[str, int], Row] = {}
        self.see = folding(
            reads(RegulationDrafted, self._drafted),
            reads(RegulationApproved, self._approved),
            reads(RegulationRepealed, self._repealed),
        )

    def _drafted(self, event: Recorded[RegulationDrafted]) -> Iterable[RowChange]:
        row: Row = {
            "studio": event.studio,
            "kind": event.stream.rpartition("/")[2],
            "version": event.fact.version,
            "title": event.fact.title,
            "effective": None,
            "last_day": None,
            "document": None,
        }
        return self._put(event, event.fact.version, row)

    def _approved(self, event: Recorded[RegulationApproved]) -> Iterable[RowChange]:
        fact = event.fact
        return self._change(event, fact.version, effective=fact.effective.isoformat(), document=fact.document)

    def _repealed(self, event: Recorded[RegulationRepealed]) -> Iterable[RowChange]:
        return self._change(event, event.fact.version, last_day=event.fact.last_day.isoformat())

    def _change(self, event: Recorded[Any], version: int, **columns: str) -> Iterable[RowChange]:
        row = self._rows.get((event.stream, version))
        return () if row is None else self._put(event, version, {**row, **columns})

    def _put(self, event: Recorded[Any], version: int, row: Row) -> Iterable[RowChange]:
        self._rows[event.stream, version] = row
        yield SYSTEMS.name, (event.studio, event.stream.rpartition("/")[2], version), row
