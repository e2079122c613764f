"""Checks of 预算调剂 (3.4.6.b): within a source, within what is free, and approved by another than its asker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.budget import Line
from studio_domain.audit.finding import Finding, Predicate, count, fen, finding, text
from studio_domain.fund_account.facts import TransferApproved, TransferRequested
from studio_domain.guideline import Clause, Kind, hands
from studio_domain.policy import Terms

_LIMIT_KEY: Final = "fund.transfer_limit_pct"

NOT_REQUESTED: Final = Predicate(
    "fund.transfer-not-requested",
    Clause.BUDGET,
    Kind.G,
    zh="预算调剂 {transfer} 未经申请即获批准",
    en="transfer {transfer} was approved although nobody asks for it",
)
UNBALANCED: Final = Predicate(
    "fund.transfer-unbalanced",
    Clause.BUDGET,
    Kind.G,
    zh="预算调剂 {transfer} 从 {giving} 到 {taking}，调出与调入须都是已批准预算的科目",
    en="transfer {transfer} from {giving} to {taking}: both must be lines of the approved budget",
)
ACROSS_SOURCES: Final = Predicate(
    "fund.transfer-across-sources",
    Clause.BUDGET,
    Kind.G,
    zh="预算调剂 {transfer} 把 {given} 的 {moved:yuan} 元调到 {taken}，不得跨经费来源",
    en="transfer {transfer} moves {moved:yuan} of {given} to {taken}, across sources",
)
OVERDRAWN: Final = Predicate(
    "fund.transfer-overdrawn",
    Clause.BUDGET,
    Kind.G,
    zh="预算调剂 {transfer} 从 {giving} 调出 {moved:yuan} 元，批准时仅余 {free:yuan} 元",
    en="transfer {transfer} takes {moved:yuan} from {giving}, which had {free:yuan} left when approved",
)
ABOVE_LIMIT: Final = Predicate(
    "fund.transfer-above-limit",
    Clause.BUDGET,
    Kind.G,
    zh="预算调剂 {transfer} 使科目 {giving} 累计调出 {given:yuan} 元，超过批准额的 {pct}%（{limit:yuan} 元），"
    "无主管部门批准文件",
    en="transfer {transfer} brings what {giving} has given away to {given:yuan}, more than {pct}% of what was approved "
    "({limit:yuan}), without a document of the authority",
    policy=_LIMIT_KEY,
)
ASKER_APPROVES: Final = Predicate(
    "fund.transfer-asker-approves",
    Clause.BUDGET,
    Kind.G,
    zh="预算调剂 {transfer} 由申请人 {person} 本人或受其委托的人批准",
    en="transfer {transfer} was approved by {person}, who asked for it, or on that person's behalf",
)


def judge(
    event: Recorded[TransferApproved],
    asked: Recorded[TransferRequested] | None,
    lines: Mapping[str, Line],
    used: Mapping[str, int],
    terms: Terms,
) -> Iterator[Finding]:
    """What is wrong with an approval, by the lines and what was used of them when it was given."""
    transfer = event.fact.transfer
    if asked is None:
        yield finding(
            NOT_REQUESTED, event, transfer, expected=count(1), actual=count(0), delta=count(1), transfer=transfer
        )
        return
    asker = asked.fact.asker
    if asker in hands(event.fact.approver, event.context.on_behalf_of):
        yield finding(
            ASKER_APPROVES,
            event,
            transfer,
            asker,
            expected=count(2),
            actual=count(1),
            delta=count(1),
            also=(asked.place,),
            transfer=transfer,
            person=asker,
        )
    giving, taking, moved = directed(asked.fact)
    known = sum(name in lines for name in (giving, taking))
    if known < 2:
        yield finding(
            UNBALANCED,
            event,
            transfer,
            expected=count(2),
            actual=count(known),
            delta=count(2 - known),
            also=(asked.place,),
            transfer=transfer,
            giving=giving,
            taking=taking,
        )
        return
    yield from _amounts(event, asked.place, giving, taking, moved, lines, used, terms)


def directed(fact: TransferRequested) -> tuple[str, str, int]:
    """The line that gives, the line that takes, and how much; a negative amount moves the other way."""
    return (fact.giving, fact.taking, fact.fen) if fact.fen >= 0 else (fact.taking, fact.giving, -fact.fen)


def _amounts(
    event: Recorded[TransferApproved],
    asked: Place,
    giving: str,
    taking: str,
    moved: int,
    lines: Mapping[str, Line],
    used: Mapping[str, int],
    terms: Terms,
) -> Iterator[Finding]:
    transfer, giver = event.fact.transfer, lines[giving]
    because = (asked, *giver.because)
    given, taken = giver.source, lines[taking].source
    if given is not taken:
        yield finding(
            ACROSS_SOURCES,
            event,
            transfer,
            expected=text(given.value),
            actual=text(taken.value),
            delta=fen(moved),
            also=(*because, *(place for place in lines[taking].because if place not in because)),
            transfer=transfer,
            moved=moved,
            given=given,
            taken=taken,
        )
    free = max(0, giver.limit - used.get(giving, 0))
    if moved > free:
        yield finding(
            OVERDRAWN,
            event,
            transfer,
            expected=fen(free),
            actual=fen(moved),
            delta=fen(moved - free),
            also=because,
            transfer=transfer,
            giving=giving,
            moved=moved,
            free=free,
        )
    pct, gone, document = terms.fund.transfer_limit_pct, giver.given + moved, event.fact.document
    undocumented = document is None or not document.strip()
    if undocumented and gone * 100 > pct * giver.approved:
        limit = pct * giver.approved // 100
        yield finding(
            ABOVE_LIMIT,
            event,
            transfer,
            expected=fen(limit),
            actual=fen(gone),
            delta=fen(gone - limit),
            also=because,
            binding=terms.binds(_LIMIT_KEY),
            policy=terms.cite(_LIMIT_KEY),
            transfer=transfer,
            giving=giving,
            given=gone,
            pct=pct,
            limit=limit,
        )
