"""Classified and graded service (分类分级服务): assessments, the level of service, the agreement (三、（四）2)."""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.client_case.facts import AgreementSigned, ClientAssessed, Evidence, ServiceLevelSet
from studio_domain.client_case.standing import filed, from_now_on, in_charge, open_on, segment_on, stated
from studio_domain.client_case.state import SPECIAL, ClientCase
from studio_domain.client_record import ClientRecord
from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, require
from studio_domain.policy import Terms
from studio_domain.resource_entry import ResourceEntry
from studio_domain.tariff_schedule import TariffSchedule
from studio_domain.values import Fen, Personal, PersonId

# -- rules

NEW_ASSESSMENT: Final = Rule(Clause.TOOL_LIBRARY, zh="测评 {assessment} 已存在", en="assessment {assessment} exists")
TOOL_ACTIVE: Final = Rule(
    Clause.TOOL_LIBRARY,
    zh="{day} 测评工具库中使用的不是 {tool} 第 {version} 版",
    en="on {day} version {version} of {tool} is not the one in use in the library of tools",
)
FOR_SEGMENT: Final = Rule(
    Clause.TOOL_LIBRARY,
    zh="{tool} 第 {version} 版不适用于 {segment} 类服务对象",
    en="version {version} of {tool} is not made for clients of the segment {segment}",
)
KNOWN_LEVEL: Final = Rule(Clause.SERVICE_LEVELS, zh="没有服务级别 {level}", en="there is no service level {level}")
ANOTHER_LEVEL: Final = Rule(
    Clause.SERVICE_LEVELS, zh="{day} 服务级别已是 {level}", en="on {day} the service level is {level} already"
)
LEVEL_IN_ORDER: Final = Rule(
    Clause.SERVICE_LEVELS,
    zh="{day} 早于现行级别执行日 {since}",
    en="{day} is before the level in force began, on {since}",
)
LEVEL_BASED: Final = Rule(Clause.GRADED_SERVICE, zh="确定服务级别须有依据", en="a service level rests on something")
CHANGE_REASONED: Final = Rule(
    Clause.GRADED_SERVICE, zh="调整服务级别须说明原因", en="a change of the service level states its reason"
)
NEW_AGREEMENT: Final = Rule(Clause.SERVICE_LEVELS, zh="协议 {agreement} 已存在", en="agreement {agreement} exists")
AGREEMENT_WRITTEN: Final = Rule(
    Clause.SERVICE_LEVELS, zh="协议须写明服务内容并有签署文本", en="an agreement states its scope and is a document"
)
AGREED_TERM: Final = Rule(
    Clause.SERVICE_LEVELS,
    zh="协议期限 {first} 至 {last} 有误",
    en="an agreement does not hold from {first} to {last}",
)
IN_TARIFF: Final = Rule(
    Clause.REASONABLE_FEES,
    zh="{day} 执行的收费标准中没有专项服务 {item}",
    en="the tariff in force on {day} has no special service {item}",
)
FEE_NOT_NEGATIVE: Final = Rule(
    Clause.REASONABLE_FEES, zh="约定费用 {fen:yuan} 元为负", en="a fee of {fen:yuan} is less than nothing"
)

# -- decisions


def assess_client(
    case: ClientCase,
    *,
    assessment: str,
    tool: str,
    tool_version: int,
    mentor: PersonId,
    on: date,
    interpretation: Evidence,
    entry: ResourceEntry | None,
    client: ClientRecord,
    reading: Personal[str] | None = None,
) -> ClientAssessed:
    """创业测评 (二; 三、（二）3): refuses a tool whose version is not in use that day (*entry* is the library's) or is
    not made for the client's segment, and one without an interpretation."""
    in_charge(case, mentor, on)
    require(assessment not in case.work.assessments, NEW_ASSESSMENT, assessment=assessment)
    if entry is None or entry.library != "tool" or entry.version_on(on) != tool_version:
        raise Breach(TOOL_ACTIVE, tool=tool, version=tool_version, day=on)
    segment = segment_on(client, on)
    made_for = segment in entry.audiences(tool_version)
    require(made_for, FOR_SEGMENT, tool=tool, version=tool_version, segment=segment)
    filed(interpretation)
    return ClientAssessed(assessment, tool, tool_version, segment, mentor, on, reading, interpretation)


def set_level(
    case: ClientCase,
    *,
    level: str,
    basis: tuple[str, ...],
    by: PersonId,
    first: date,
    on: date,
    client: ClientRecord,
    terms: Terms,
    reason: str = "",
) -> ServiceLevelSet:
    """确定服务级别 (分类分级 三、（二）1; 三、（四）2): refuses a level that neither the guideline nor the region
    names, one that rests on nothing, special service for a client who is not classified, and a change without a
    reason, to the same level, from before it is decided, or from before the level in force began."""
    open_on(case, on)
    from_now_on(first, on)
    require(level in terms.service.levels, KNOWN_LEVEL, level=level)
    require(any(stated(ground) for ground in basis), LEVEL_BASED)
    if case.levels:
        since = max(begun for begun, _ in case.levels)
        require(first >= since, LEVEL_IN_ORDER, day=first, since=since)
        require(case.level_on(first) != level, ANOTHER_LEVEL, day=first, level=level)
        require(stated(reason), CHANGE_REASONED)
    if level == SPECIAL:
        segment_on(client, first)
    return ServiceLevelSet(level, basis, reason, by, first)


def sign_agreement(
    case: ClientCase,
    *,
    agreement: str,
    scope: str,
    tariff_item: str,
    fen: Fen,
    signed: date,
    first: date,
    last: date,
    document: str,
    tariff: TariffSchedule | None,
) -> AgreementSigned:
    """签订专项服务协议 (三、（三）; 三、（四）2): refuses one without scope or document, one that ends before it
    begins, a negative fee, and a service that the tariff in force on the day of signing does not have as special."""
    open_on(case, signed)
    require(agreement not in case.agreements, NEW_AGREEMENT, agreement=agreement)
    require(stated(scope) and stated(document), AGREEMENT_WRITTEN)
    require(first <= last, AGREED_TERM, first=first, last=last)
    require(fen >= 0, FEE_NOT_NEGATIVE, fen=fen)
    item = tariff.item_on(tariff_item, signed) if tariff else None
    require(item is not None and item.level == SPECIAL, IN_TARIFF, item=tariff_item, day=signed)
    return AgreementSigned(agreement, scope, tariff_item, fen, signed, first, last, document)


# -- who may decide

_SERVING: Final = frozenset({Role.MENTOR, Role.LEAD, Role.STAFF, Role.EXPERT})

MAY_DECIDE: Final[MayDecide] = {
    assess_client: _SERVING,
    set_level: _SERVING - {Role.EXPERT},
    sign_agreement: frozenset({Role.LEAD, Role.STAFF}),
}
