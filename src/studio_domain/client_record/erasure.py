"""Restriction, legal hold and erasure (个人信息保护法 47): what is asked for is erased, or kept with a reason.

Data that a law or an administrative regulation still asks for is restricted and kept. A departmental rule alone is no
answer to a request: PIPL 19 and 47(2) speak of 法律、行政法规. Without a request it may restrict, for that takes
nothing from the client.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.client_record.facts import (
    ClientDataErased,
    ErasureApproved,
    ErasureRequested,
    LegalHoldLifted,
    LegalHoldPlaced,
    LegalRank,
    ProcessingRestricted,
    RestrictionEnded,
)
from studio_domain.client_record.registration import NOT_RESTRICTED, not_erased
from studio_domain.client_record.state import ClientRecord, Erasure
from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, Source, require
from studio_domain.values import PersonId, person_id

# -- rules

_LIBRARY: Final = Clause.CLIENT_LIBRARY
_SECRECY: Final = Clause.SECRECY
_LAW: Final = Source.LAW

REQUEST_ONCE: Final = Rule(
    _LIBRARY, zh="删除请求 {request} 已登记", en="request {request} is on record already", source=_LAW
)
REQUEST_EXISTS: Final = Rule(_LIBRARY, zh="没有删除请求 {request}", en="there is no request {request}", source=_LAW)
BASIS_STATED: Final = Rule(_LIBRARY, zh="须写明依据", en="the basis must be stated", source=_LAW)
UNTIL_LATER: Final = Rule(
    _LIBRARY,
    zh="限制处理止期 {until} 早于起期 {on}",
    en="the restriction ends on {until}, before it begins on {on}",
    source=_LAW,
)
RANK_SUFFICES: Final = Rule(
    _LIBRARY,
    zh="已请求删除，仅凭 {rank} 不足以改为限制处理",
    en="erasure was asked for; a basis of the rank {rank} alone does not suffice to restrict instead",
    source=_LAW,
)
RESTRICTED: Final = Rule(_LIBRARY, zh="{on} 没有限制处理", en="nothing is restricted on {on}", source=_LAW)
HOLD_ONCE: Final = Rule(_LIBRARY, zh="法律保全 {hold} 已存在", en="hold {hold} exists", source=_LAW)
HOLD_EXISTS: Final = Rule(_LIBRARY, zh="没有法律保全 {hold}", en="there is no hold {hold} to lift", source=_LAW)
LIFTED_BY_ANOTHER: Final = Rule(
    _SECRECY, zh="{hand} 不得解除自己设置的保全 {hold}", en="{hand} placed hold {hold}, and does not lift it"
)
NO_HOLD: Final = Rule(
    _LIBRARY, zh="法律保全 {hold} 期间不得删除", en="nothing is erased under hold {hold}", source=_LAW
)
APPROVED_ONCE: Final = Rule(
    _LIBRARY, zh="删除请求 {request} 已批准", en="request {request} is approved already", source=_LAW
)
APPROVED_FIRST: Final = Rule(
    _SECRECY, zh="删除请求 {request} 在 {on} 尚未批准", en="request {request} is not approved by {on}", source=_LAW
)
NOT_BEFORE_REQUEST: Final = Rule(
    _LIBRARY,
    zh="{on} 批准早于请求日 {requested}",
    en="approved on {on}, before it was requested on {requested}",
    source=_LAW,
)
TWO_HANDS: Final = Rule(
    _SECRECY,
    zh="{hand} 已批准删除 {request}，不得执行",
    en="{hand} approved the erasure {request}, and does not carry it out",
    source=_LAW,
)
STORES_NAMED: Final = Rule(
    _SECRECY, zh="删除须写明涉及的存储", en="an erasure names the stores in which it was done", source=_LAW
)

# -- decisions


def request_erasure(record: ClientRecord, *, request: str, verifier: PersonId, on: date) -> ErasureRequested:
    """请求删除 (三、（二）1): whose identity *verifier* has verified; refused a second time, or once all is erased."""
    not_erased(record)
    require(request not in record.requests, REQUEST_ONCE, request=request)
    return ErasureRequested(request, person_id(verifier), on)


def restrict_processing(
    record: ClientRecord, *, basis: str, rank: LegalRank, until: date, approver: PersonId, on: date
) -> ProcessingRestricted:
    """限制处理 (三、（二）1): nothing but storage, up to and with *until*; in answer to a request only by law or
    administrative regulation."""
    not_erased(record)
    require(bool(basis.strip()), BASIS_STATED)
    require(on <= until, UNTIL_LATER, until=until, on=on)
    require(not record.requests or rank is not LegalRank.DEPARTMENTAL_RULE, RANK_SUFFICES, rank=rank)
    return ProcessingRestricted(basis, rank, until, approver, on)


def end_restriction(record: ClientRecord, *, approver: PersonId, on: date) -> RestrictionEnded:
    """解除限制 (三、（二）1): before its day; refused where nothing is restricted."""
    require(record.restricted_on(on), RESTRICTED, on=on)
    return RestrictionEnded(approver, on)


def place_hold(record: ClientRecord, *, hold: str, ground: str, placed_by: PersonId, on: date) -> LegalHoldPlaced:
    """法律保全 (三、（四）4): for a ground; refused a second time under one number, or once all is erased."""
    not_erased(record)
    require(hold not in record.holds_known, HOLD_ONCE, hold=hold)
    require(bool(ground.strip()), BASIS_STATED)
    return LegalHoldPlaced(hold, ground, placed_by, on)


def lift_hold(record: ClientRecord, *, hold: str, lifted_by: PersonId, on: date) -> LegalHoldLifted:
    """解除法律保全 (三、（四）4): by another than who placed it."""
    require(hold in record.holds, HOLD_EXISTS, hold=hold)
    require(record.holds[hold] != lifted_by, LIFTED_BY_ANOTHER, hand=lifted_by, hold=hold)
    return LegalHoldLifted(hold, lifted_by, on)


def approve_erasure(
    record: ClientRecord,
    *,
    request: str,
    ground: str,
    approver: PersonId,
    on: date,
    principal: PersonId | None = None,
) -> ErasureApproved:
    """批准删除 (三、（二）1): refuses it under a hold, while a law still asks for the data, and a second time."""
    not_erased(record)
    asked = _asked(record, request)
    require(asked.approved is None, APPROVED_ONCE, request=request)
    require(asked.on <= on, NOT_BEFORE_REQUEST, on=on, requested=asked.on)
    require(bool(ground.strip()), BASIS_STATED)
    _free(record, on)
    return ErasureApproved(request, ground, approver, principal, on)


def erase_data(
    record: ClientRecord,
    *,
    request: str,
    keys: tuple[str, ...],
    executor: PersonId,
    stores: tuple[str, ...],
    on: date,
) -> ClientDataErased:
    """删除个人信息 (三、（二）1): once, as approved, by another hand than approved it, and free of any hold."""
    not_erased(record)
    asked = _asked(record, request)
    require(asked.approved is not None and asked.approved <= on, APPROVED_FIRST, request=request, on=on)
    require(executor not in asked.approvers, TWO_HANDS, hand=executor, request=request)
    _free(record, on)
    require(bool(stores) and all(store.strip() for store in stores), STORES_NAMED)
    return ClientDataErased(request, keys, executor, stores, on)


def _asked(record: ClientRecord, request: str) -> Erasure:
    if request not in record.requests:
        raise Breach(REQUEST_EXISTS, request=request)
    return record.requests[request]


def _free(record: ClientRecord, on: date) -> None:
    """Nothing keeps the data: neither a hold, nor a restriction."""
    require(not record.holds, NO_HOLD, hold=min(record.holds, default=""))
    require(not record.restricted_on(on), NOT_RESTRICTED, client=record.client, on=on)


# -- who may decide

_HOLDERS: Final = frozenset({Role.DISCIPLINE, Role.CARRIER_HEAD, Role.AUTHORITY})

MAY_DECIDE: Final[MayDecide] = {
    request_erasure: frozenset({Role.CLIENT, Role.STAFF, Role.LEAD}),
    restrict_processing: frozenset({Role.CARRIER_HEAD}),
    end_restriction: frozenset({Role.CARRIER_HEAD}),
    place_hold: _HOLDERS,
    lift_hold: _HOLDERS,
    approve_erasure: frozenset({Role.CARRIER_HEAD}),
    erase_data: frozenset({Role.ARCHIVIST}),
}
