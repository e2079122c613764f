"""PolicyBook (政策取值簿): what a scope has adopted, one stream per region and per studio.

Values begin on a day and do not reach back (P.3); one version of the guideline is in force on any
day (P.4). A narrower scope may be stricter than the text and the law, never looser.
"""

from __future__ import annotations

from datetime import date
from typing import Final, assert_never

from attrs import frozen

from studio_domain.guideline import Clause, MayDecide, Role, Rule, require
from studio_domain.policy.facts import Event, GuidelineAdopted, LocalRuleAdopted, PolicyValue, PolicyValueSet
from studio_domain.policy.keys import check_value
from studio_domain.policy.terms import KEYS, Terms
from studio_domain.values import PersonId

# -- rules

BY_DOCUMENT: Final = Rule(Clause.REFERENCE_TEXT, zh="应写明文号", en="a document must be named")
NOT_RETROACTIVE: Final = Rule(
    Clause.REFERENCE_TEXT,
    zh="{key} 不得溯及既往：{effective} 起执行，{recorded_on} 才记录，未说明理由",
    en="{key} may not reach back: in force from {effective}, recorded on {recorded_on}, no reason given",
)
NOT_LOOSER: Final = Rule(
    Clause.LOCAL_EXPLORATION,
    zh="{key} 的取值 {value} 宽于上级规定 {wider}",
    en="{key}: the value {value} is looser than {wider}, set by a wider scope",
)
ONE_VERSION: Final = Rule(
    Clause.TRIAL_VERSION,
    zh="自 {effective} 起已采用指引版本 {version}，同一日只能执行一个版本",
    en="version {version} of the guideline is adopted from {effective}; one is in force on any day",
)
NAMED_VERSION: Final = Rule(Clause.LEGAL_BASIS, zh="应写明指引版本", en="the version of the guideline must be named")
NAMED_RULE: Final = Rule(
    Clause.LOCAL_EXPLORATION, zh="地方规定应有编号和名称", en="a local rule needs an id and a title"
)
RULE_ONCE: Final = Rule(
    Clause.LOCAL_EXPLORATION, zh="地方规定 {local_rule} 已采用", en="local rule {local_rule} is adopted already"
)

# -- state


@frozen
class PolicyBook:
    """What the rules need of a book: the latest version of the guideline, and the local rules."""

    guideline: GuidelineAdopted | None = None
    local_rules: frozenset[str] = frozenset()


def evolve(book: PolicyBook | None, event: Event) -> PolicyBook:
    """The book after *event*; any fact opens it."""
    book = book or PolicyBook()
    match event:
        case GuidelineAdopted():
            return PolicyBook(event, book.local_rules)
        case LocalRuleAdopted(rule=rule):
            return PolicyBook(book.guideline, book.local_rules | {rule})
        case PolicyValueSet():
            return book
        case _:
            assert_never(event)


# -- decisions


def adopt_guideline(book: PolicyBook | None, *, version: str, effective: date, document: str) -> GuidelineAdopted:
    """采用指引版本 (前言): refused without a document, and from a day on which another version is in force."""
    require(bool(version.strip()), NAMED_VERSION)
    require(bool(document.strip()), BY_DOCUMENT)
    if book is not None and (former := book.guideline) is not None:
        require(effective > former.effective, ONE_VERSION, version=former.version, effective=former.effective)
    return GuidelineAdopted(version, effective, document)


def adopt_local_rule(
    book: PolicyBook | None, *, rule: str, title: str, effective: date, document: str
) -> LocalRuleAdopted:
    """采用地方规定 (前言, 鼓励各地探索): refused without a document, and a second time."""
    require(bool(rule.strip()) and bool(title.strip()), NAMED_RULE)
    require(bool(document.strip()), BY_DOCUMENT)
    require(book is None or rule not in book.local_rules, RULE_ONCE, local_rule=rule)
    return LocalRuleAdopted(rule, title, effective, document)


def set_value(
    book: PolicyBook | None,
    *,
    key: str,
    value: PolicyValue,
    effective: date,
    document: str,
    adopted_by: PersonId,
    recorded_on: date,
    wider: Terms | None = None,
    retroactive_reason: str | None = None,
) -> PolicyValueSet:
    """设定政策取值 (前言, 以供参考): from a day on, by a document. Setting a default anew adopts it.

    *wider* are the terms that the wider scopes have in force on the day *effective*. Refused: an
    unknown key, a value of another type or beyond its bound, no document, a day before *recorded_on*
    without a reason, and a threshold of the text or the law looser than in a wider scope.
    """
    check_value(key, value)
    require(bool(document.strip()), BY_DOCUMENT)
    explained = bool((retroactive_reason or "").strip())
    require(
        effective >= recorded_on or explained, NOT_RETROACTIVE, key=key, effective=effective, recorded_on=recorded_on
    )
    if KEYS[key].tightens_only and wider is not None and (ahead := wider.source(key)) is not None:
        require(KEYS[key].bound.keeps(value, ahead.value), NOT_LOOSER, key=key, value=value, wider=ahead.value)
    return PolicyValueSet(key, value, effective, document, adopted_by, retroactive_reason)


MAY_DECIDE: Final[MayDecide] = {
    adopt_guideline: frozenset({Role.AUTHORITY}),
    adopt_local_rule: frozenset({Role.AUTHORITY}),
    set_value: frozenset({Role.AUTHORITY, Role.CARRIER_HEAD}),
}
