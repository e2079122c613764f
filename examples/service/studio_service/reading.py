"""Registers, histories, and what a problem means."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.exceptions import HTTPException

from studio_adapters import catalog, codec, views
from studio_adapters.plain import plain
from studio_domain.aggregate import Recorded, Unreadable
from studio_domain.guideline import READINGS, Clause
from studio_service import bodies
from studio_service.acting import Reads
from studio_service.bodies import StudioId
from studio_service.described import READ
from studio_service.problems import KINDS, rule_path

router = APIRouter(tags=["查阅 reading"])

After = Annotated[int, Query(ge=0, description="从此位置之后 (after this position or version)")]
Limit = Annotated[int, Query(ge=1, le=1000, description="最多几条 (how many at most)")]


@router.get("/studios/{studio}/registers/{register}", summary="查阅台账", responses=READ)
def read_register(studio: StudioId, register: str, who: Reads, as_of: date | None = None) -> list[bodies.Register]:
    """A register (台账) of a studio, folded from its facts; as of a legal day. `fund_ledger`, `budget_execution` …"""
    spec = next((one for one in views.known() if one.name == register), None)
    if spec is None:
        raise HTTPException(404)
    _somebody(who, studio)
    kept = who.app.register(spec.make(), studio, as_of=as_of)
    return [
        bodies.Register(
            table=table.name,
            title_zh=table.zh,
            title_en=table.en,
            columns=[{"name": column.name, "zh": column.zh, "en": column.en} for column in table.columns],
            rows=[{name: plain(value) for name, value in row.items()} for row in kept.table(table.name)],
        )
        for table in spec.tables
    ]


@router.get("/studios/{studio}/history", summary="工作室的历史", responses=READ)
def read_history(studio: StudioId, who: Reads, after: After = 0, limit: Limit = 100) -> bodies.History:
    """The facts of a studio by position."""
    _somebody(who, studio)
    return _page(who.app.history(studio, after), limit, lambda event: event.position)


@router.get("/studios/{studio}/streams/{kind}/{name:path}", summary="一个流的历史", responses=READ)
def read_stream(
    studio: StudioId, kind: str, name: str, who: Reads, after: After = 0, limit: Limit = 100
) -> bodies.History:
    """The facts of a stream by version: `/studios/hz-xihu-001/streams/fund/2025`."""
    stream = f"{studio}/{kind}/{name}"
    if next(who.app.journal.rows.read(stream), None) is None:
        raise LookupError(f"nothing happened in {stream}")
    return _page(who.app.journal.read(stream, after), limit, lambda event: event.version)


def _somebody(who: Reads, studio: str) -> None:
    if next(who.app.history(studio), None) is None:
        raise LookupError(f"nothing happened in {studio}")


def _page(events: Iterable[Recorded[Any]], limit: int, place: Any) -> bodies.History:
    found = list(islice(events, limit + 1))
    facts = [
        bodies.Fact(
            position=event.position,
            stream=event.stream,
            version=event.version,
            type=event.fact.type if isinstance(event.fact, Unreadable) else codec.topic_of(event.fact),
            recorded_at=event.recorded_at,
            context=codec.context_to_dict(event.context),
            fact=plain(event.fact),
        )
        for event in found[:limit]
    ]
    return bodies.History(facts=facts, next=place(found[limit - 1]) if len(found) > limit else None)


# -- what a problem means


@router.get("/problems/rules/{kind}/{name}", summary="一条规则", responses=READ)
def read_rule(kind: str, name: str) -> dict[str, object]:
    """The rule that a problem's `type` names: its clause, what it says, and which decisions keep to it."""
    rule = next((one for one in catalog.rules() if (one.kind, one.name) == (kind, name)), None)
    if rule is None:
        raise HTTPException(404)
    reading = READINGS[Clause(rule.clause)]
    return {
        "type": rule_path(kind, name),
        "clause": rule.clause,
        "clause_ref": rule.heading,
        "title_zh": reading.zh,
        "title_en": reading.en,
        "zh": rule.zh,
        "en": rule.en,
        "rule_source": rule.source,
        "decisions": list(rule.decisions),
    }


@router.get("/problems/{name}", summary="一种问题", responses=READ)
def read_problem(name: str) -> dict[str, object]:
    """What a problem that is no rule's means, and what to do about it."""
    if name not in KINDS:
        raise HTTPException(404)
    kind = KINDS[name]
    advice = {"advice_zh": kind.advice_zh, "advice_en": kind.advice_en}
    return {"type": f"/problems/{name}", "status": kind.status, "title_zh": kind.zh, "title_en": kind.en, **advice}
