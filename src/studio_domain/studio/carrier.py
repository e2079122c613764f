"""Who operates a studio: 登记申报载体, 变更运营单位, 合作 (一、（一）（三）)."""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, require
from studio_domain.policy import Terms
from studio_domain.studio.recognition_facts import CarrierRegistered, CooperationSigned, OperatorChanged
from studio_domain.studio.standing import alive, documented, in_order, stated
from studio_domain.studio.state import Studio
from studio_domain.values import PersonId, Region, check_uscc

# -- rules

_KINDS: Final = Clause.CARRIER_KINDS

REGISTERED_ONCE: Final = Rule(_KINDS, zh="已登记申报载体 {carrier}", en="carrier {carrier} is registered already")
VALID_CODE: Final = Rule(_KINDS, zh="统一社会信用代码 {carrier} 有误", en="{carrier} is no unified social credit code")
CARRIER_NAMED: Final = Rule(_KINDS, zh="申报载体须有名称", en="a carrier has a name")
KNOWN_KIND: Final = Rule(_KINDS, zh="没有载体类型 {kind}", en="there is no kind of carrier {kind}")
ANOTHER_OPERATOR: Final = Rule(
    Clause.OPERATED_BY_CARRIER, zh="{carrier} 已是运营单位", en="{carrier} operates the studio already"
)
CHANGE_BEGUN: Final = Rule(
    Clause.OPERATED_BY_CARRIER,
    zh="运营单位自 {first} 起变更，{on} 尚未生效",
    en="the operator changes on {first}, which is still to come on {on}",
)

# -- decisions


def register_carrier(
    studio: Studio | None, *, region: Region, carrier: str, name: str, kind: str, terms: Terms
) -> CarrierRegistered:
    """登记申报载体 (一、（三）2): refuses a second carrier, a code whose check digit is wrong, a kind that neither
    the guideline nor the region names, and a carrier without a name."""
    if studio is not None:
        raise Breach(REGISTERED_ONCE, carrier=studio.carrier)
    return CarrierRegistered(region, *_operator(carrier, name, kind, terms))


def change_operator(
    studio: Studio,
    *,
    carrier: str,
    name: str,
    kind: str,
    first: date,
    approver: PersonId,
    document: str,
    on: date,
    terms: Terms,
) -> OperatorChanged:
    """变更运营单位 (由申报载体的单位主体负责运营 一、（三）): by the authority, recorded once it has taken effect, for
    posts count in the carrier of the day; refuses the carrier that operates already, and one that could not register.
    """
    alive(studio)
    code, name, kind = _operator(carrier, name, kind, terms)
    require(code != studio.carrier, ANOTHER_OPERATOR, carrier=code)
    require(first <= on, CHANGE_BEGUN, first=first, on=on)
    documented(document)
    return OperatorChanged(code, name, kind, first, approver, document)


def sign_cooperation(
    studio: Studio, *, cooperation: str, partner: str, subject: str, first: date, last: date | None, document: str
) -> CooperationSigned:
    """签订合作协议 (多方参与、资源共享、优势互补 一、（三）): refuses one without partner, subject or document."""
    alive(studio)
    stated("partner", partner)
    stated("subject", subject)
    in_order(first, last)
    documented(document)
    return CooperationSigned(cooperation, partner, subject, first, last, document)


# -- what they ask


def _operator(carrier: str, name: str, kind: str, terms: Terms) -> tuple[str, str, str]:
    """The code as it is stored, the name and the kind of a legal entity that may operate a studio."""
    try:
        code = check_uscc(carrier)
    except ValueError as wrong:
        raise Breach(VALID_CODE, carrier=carrier) from wrong
    require(bool(name.strip()), CARRIER_NAMED)
    require(kind in terms.studio.carrier_kinds, KNOWN_KIND, kind=kind)
    return code, name, kind


# -- who may decide

MAY_DECIDE: Final[MayDecide] = {
    register_carrier: frozenset({Role.LEAD, Role.CARRIER_HEAD}),
    change_operator: frozenset({Role.AUTHORITY}),
    sign_cooperation: frozenset({Role.LEAD, Role.CARRIER_HEAD}),
}
