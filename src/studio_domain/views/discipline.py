"""Registers of discipline and gifts (纪律事项台账、礼品登记台账): ids, steps, sums; words and reporters stay sealed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from studio_domain.aggregate import Recorded
from studio_domain.discipline_case.facts import (
    AppealDecided,
    AppealFiled,
    AppealOutcome,
    ConductReported,
    DisciplineClosed,
    DisciplineOpened,
    GiftDisposed,
    GiftReported,
    InvestigationConcluded,
    NoCaseDecided,
    ReferredToAuthority,
    SanctionDecided,
    SanctionEnforced,
)
from studio_domain.views.register import Column, RowChange, Table, folding, reads

DISCIPLINE: Final = Table(
    "discipline", "纪律事项台账", "matters of discipline", 1,
    (
        Column("matter", "事项编号", "matter"),
        Column("kind", "行为种类", "kind"),
        Column("subject", "当事人", "subject"),
        Column("reported", "报告日期", "reported", "day"),
        Column("reports", "报告次数", "reports", "count"),
        Column("stage", "状态", "stage"),
        Column("screened", "处置日期", "screened", "day"),
        Column("sanction", "处理", "sanction"),
        Column("decided", "处理日期", "decided", "day"),
        Column("closed", "结案日期", "closed", "day"),
    ),
)  # fmt: skip
GIFTS: Final = Table(
    "gifts", "礼品登记台账", "gifts", 2,
    (
        Column("matter", "事项编号", "matter"),
        Column("gift", "礼品编号", "gift"),
        Column("receiver", "收受人", "receiver"),
        Column("received", "收受日期", "received", "day"),
        Column("reported", "登记日期", "reported", "day"),
        Column("kinds", "种类", "kinds"),
        Column("value_fen", "价值", "value", "fen"),
        Column("disposal", "处置", "disposal"),
        Column("disposed", "处置日期", "disposed", "day"),
    ),
)  # fmt: skip

_Row = dict[str, str | int | None]
_MOST: Final = 2**63 - 1


class DisciplineRegister:
    """纪律事项台账: a row a matter, as it stands."""

    tables = (DISCIPLINE,)

    def __init__(self) -> None:
        self._known: dict[str, _Row] = {}
        self.see = folding(
            reads(ConductReported, self._reported),
            reads(GiftReported, self._reported),
            reads(NoCaseDecided, self._no_case),
            reads(DisciplineOpened, self._opened),
            reads(InvestigationConcluded, self._concluded),
            reads(SanctionDecided, self._sanctioned),
            reads(AppealFiled, self._appealed),
            reads(AppealDecided, self._appeal_decided),
            reads(SanctionEnforced, self._enforced),
            reads(ReferredToAuthority, self._referred),
            reads(DisciplineClosed, self._closed),
        )

    def _reported(self, event: Recorded[ConductReported | GiftReported]) -> Iterator[RowChange]:
        """A report on a matter that was over begins it anew."""
        fact, before = event.fact, self._known.get(_matter(event))
        kind, named = ("gift", fact.receiver) if isinstance(fact, GiftReported) else (fact.kind, fact.subject)
        again = before is None or before["stage"] in ("not-opened", "closed")
        reports = int(before["reports"] or 0) + 1 if before else 1
        said: _Row = {"reports": reports}
        if again:
            said |= {"kind": kind, "subject": named, "reported": fact.on.isoformat()}
            said |= dict.fromkeys(("screened", "sanction", "decided", "closed")) | {"stage": "reported"}
        elif before is not None and before["subject"] is None:
            said["subject"] = named
        yield self._row(event, said)

    def _no_case(self, event: Recorded[NoCaseDecided]) -> Iterator[RowChange]:
        yield self._row(event, {"stage": "not-opened", "screened": event.fact.on.isoformat()})

    def _opened(self, event: Recorded[DisciplineOpened]) -> Iterator[RowChange]:
        fact = event.fact
        yield self._row(event, {"stage": "opened", "screened": fact.on.isoformat(), "subject": fact.subject})

    def _concluded(self, event: Recorded[InvestigationConcluded]) -> Iterator[RowChange]:
        yield self._row(event, {"stage": "concluded"})

    def _sanctioned(self, event: Recorded[SanctionDecided]) -> Iterator[RowChange]:
        sanction, on = event.fact.sanction.value, event.fact.on.isoformat()
        yield self._row(event, {"stage": "decided", "sanction": sanction, "decided": on})

    def _appealed(self, event: Recorded[AppealFiled]) -> Iterator[RowChange]:
        yield self._row(event, {"stage": "appealed"})

    def _appeal_decided(self, event: Recorded[AppealDecided]) -> Iterator[RowChange]:
        fact = event.fact
        said: _Row = {"stage": "decided"}
        if fact.outcome is AppealOutcome.REVOKED:
            said = {"stage": "revoked", "sanction": None}
        elif fact.sanction is not None:
            said["sanction"] = fact.sanction.value
        yield self._row(event, said)

    def _enforced(self, event: Recorded[SanctionEnforced]) -> Iterator[RowChange]:
        yield self._row(event, {"stage": "enforced"})

    def _referred(self, event: Recorded[ReferredToAuthority]) -> Iterator[RowChange]:
        yield self._row(event, {"stage": "referred"})

    def _closed(self, event: Recorded[DisciplineClosed]) -> Iterator[RowChange]:
        yield self._row(event, {"stage": "closed", "closed": event.fact.on.isoformat()})

    def _row(self, event: Recorded[Any], said: _Row) -> RowChange:
        matter = _matter(event)
        before = self._known.get(matter) or dict.fromkeys(column.name for column in DISCIPLINE.columns)
        self._known[matter] = {**before, "matter": matter, **said}
        return "discipline", (matter,), self._known[matter]


class GiftRegister:
    """礼品登记台账: a row a gift, with what became of it."""

    tables = (GIFTS,)

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], _Row] = {}
        self.see = folding(reads(GiftReported, self._reported), reads(GiftDisposed, self._disposed))

    def _reported(self, event: Recorded[GiftReported]) -> Iterator[RowChange]:
        fact = event.fact
        value = sum(item.value for item in fact.items)
        kinds = ", ".join(sorted({item.kind.value for item in fact.items}))
        yield self._row(
            event,
            fact.gift,
            {
                "receiver": fact.receiver, "received": fact.received.isoformat(), "reported": fact.on.isoformat(),
                "kinds": kinds, "value_fen": max(-_MOST, min(value, _MOST)),
            },
        )  # fmt: skip

    def _disposed(self, event: Recorded[GiftDisposed]) -> Iterator[RowChange]:
        fact = event.fact
        yield self._row(event, fact.gift, {"disposal": fact.disposal.value, "disposed": fact.on.isoformat()})

    def _row(self, event: Recorded[Any], gift: str, said: _Row) -> RowChange:
        key = _matter(event), gift
        before = self._known.get(key) or dict.fromkeys(column.name for column in GIFTS.columns)
        self._known[key] = {**before, "matter": key[0], "gift": gift, **said}
        return "gifts", key, self._known[key]


def _matter(event: Recorded[Any]) -> str:
    return event.stream.rpartition("/")[2]
