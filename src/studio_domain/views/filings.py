"""The register of filings (报备台账): what was filed, with whom, when, and how the authority answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from studio_domain.aggregate import Recorded
from studio_domain.filing import (
    FilingAcknowledged,
    FilingPrepared,
    FilingResubmitted,
    FilingReturned,
    FilingSubmitted,
)
from studio_domain.views.register import Column, RowChange, Table, folding, reads

FILINGS: Final = Table(
    "filings", "报备台账", "filings", 1,
    (
        Column("filing", "报备编号", "filing"),
        Column("covers", "报备事项", "covers"),
        Column("authority", "主管部门", "authority"),
        Column("stage", "状态", "stage"),
        Column("submitted", "提交日期", "submitted", "day"),
        Column("answered", "答复日期", "answered", "day"),
    ),
)  # fmt: skip

_Row = dict[str, str | int | None]


class FilingRegister:
    """报备台账: a row a filing, as it stands."""

    tables = (FILINGS,)

    def __init__(self) -> None:
        self._known: dict[str, _Row] = {}
        self.see = folding(
            reads(FilingPrepared, self._prepared),
            reads(FilingSubmitted, self._submitted),
            reads(FilingResubmitted, self._submitted),
            reads(FilingAcknowledged, self._acknowledged),
            reads(FilingReturned, self._returned),
        )

    def _prepared(self, event: Recorded[FilingPrepared]) -> Iterator[RowChange]:
        covers = ", ".join(f"{matter.kind} {matter.about}" for matter in event.fact.covers)
        yield self._row(event, covers=covers, authority=event.fact.authority, stage="prepared")

    def _submitted(self, event: Recorded[FilingSubmitted] | Recorded[FilingResubmitted]) -> Iterator[RowChange]:
        yield self._row(event, stage="submitted", submitted=event.fact.on.isoformat(), answered=None)

    def _acknowledged(self, event: Recorded[FilingAcknowledged]) -> Iterator[RowChange]:
        yield self._row(event, stage="acknowledged", answered=event.fact.on.isoformat())

    def _returned(self, event: Recorded[FilingReturned]) -> Iterator[RowChange]:
        yield self._row(event, stage="returned", answered=event.fact.on.isoformat())

    def _row(self, event: Recorded[Any], **said: str | int | None) -> RowChange:
        number = event.stream.rpartition("/")[2]
        before = self._known.get(number) or dict.fromkeys(column.name for column in FILINGS.columns)
        self._known[number] = {**before, "filing": number, **said}
        return "filings", (number,), self._known[number]
