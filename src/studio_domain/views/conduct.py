"""Ledgers of pledges and declarations (廉洁承诺与申报台账) and of inspections (监督检查台账)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from studio_domain.aggregate import Recorded
from studio_domain.conduct_record import IntegrityDeclared, PledgeSigned
from studio_domain.inspection import InspectionHeld
from studio_domain.views.register import Column, RowChange, Table, folding, reads

PLEDGES: Final = Table(
    "pledges", "廉洁承诺与申报台账", "pledges and declarations", 3,
    (
        Column("person", "人员", "person"),
        Column("kind", "种类", "kind"),
        Column("day", "日期", "day", "day"),
        Column("about", "文本版本或年度", "text or year"),
        Column("interests", "申报的利益关系", "interests"),
    ),
)  # fmt: skip
INSPECTIONS: Final = Table(
    "inspections", "监督检查台账", "inspections", 2,
    (
        Column("year", "年度", "year"),
        Column("inspection", "检查编号", "inspection"),
        Column("day", "日期", "day", "day"),
        Column("scope", "内容", "scope"),
        Column("inspector", "检查人", "inspector"),
    ),
)  # fmt: skip


class ConductLedger:
    """廉洁承诺与申报台账: a row each time."""

    tables = (PLEDGES,)

    def __init__(self) -> None:
        self.see = folding(reads(PledgeSigned, self._pledge), reads(IntegrityDeclared, self._declare))

    def _pledge(self, event: Recorded[PledgeSigned]) -> Iterator[RowChange]:
        fact = event.fact
        yield self._row(fact.person, "pledge", fact.on.isoformat(), fact.text_version, None)

    def _declare(self, event: Recorded[IntegrityDeclared]) -> Iterator[RowChange]:
        fact = event.fact
        interests = ", ".join(fact.interests)
        yield self._row(fact.person, "declaration", fact.on.isoformat(), str(fact.year), interests)

    def _row(self, person: str, kind: str, day: str, about: str, interests: str | None) -> RowChange:
        row = {"person": person, "kind": kind, "day": day, "about": about, "interests": interests}
        return "pledges", (person, kind, day), row


class InspectionLedger:
    """监督检查台账: a row an inspection."""

    tables = (INSPECTIONS,)

    def __init__(self) -> None:
        self.see = folding(reads(InspectionHeld, self._held))

    def _held(self, event: Recorded[InspectionHeld]) -> Iterator[RowChange]:
        fact, year = event.fact, event.stream.rpartition("/")[2]
        key = year, fact.inspection
        said = {"day": fact.on.isoformat(), "scope": fact.scope, "inspector": fact.inspector}
        yield "inspections", key, {"year": year, "inspection": fact.inspection, **said}
