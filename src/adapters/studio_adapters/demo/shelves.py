"""The archives of a studio of the story: files of closed cases, and each month's ledgers frozen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Final

from studio_adapters.demo.applicant import Applicant
from studio_adapters.demo.people import Person
from studio_domain.archive_record import Holding, Medium, Secrecy
from studio_domain.month_ledger import LEDGERS, last_day_of

_SHELF: Final = Holding(Medium.PAPER, "档案室 1 柜 2 层")


def files(house: Applicant, of: str, year: int, code: str) -> tuple[Callable[[], object], ...]:
    """What the archivist does with the file of a case: collected, classified, filed under its code."""
    record = house.office.app.archive(house.studio, code)
    return (
        lambda: record.collect_record(
            of=f"{house.studio}/{of}", what="服务项目案卷", department="office", holding=_SHELF
        ),
        lambda: record.classify_record(
            year=year, category="case-file", importance="important", retention="D30", secrecy=Secrecy.PERSONAL
        ),
        record.file_record,
    )


def freeze_ledgers(house: Applicant, archivist: Person, first: date, last: date) -> None:
    """固定月度台账: in the first days of the next month, of each month that has entries."""
    month = first.replace(day=1)
    while month <= last:
        name = f"{month.year:04}-{month.month:02}"
        ends = last_day_of(name)
        for ledger in LEDGERS:
            house.does(house.office.working(ends + timedelta(1), 3), archivist, partial(_freeze, house, ledger, name))
        month = ends + timedelta(1)


def _freeze(house: Applicant, ledger: str, month: str) -> None:
    handle = house.office.app.ledger(house.studio, ledger, month)
    if handle.content().lines:
        handle.freeze_ledger()
