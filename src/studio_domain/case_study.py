"""A case study (创业案例汇编 二、（九）): compiled from a case that is closed, reviewed so that it gives nobody away.

Stream `<studio>/study/<id>`.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final, assert_never

import attrs
from attrs import frozen

from studio_domain.client_case import ClientCase
from studio_domain.guideline import Clause, MayDecide, Role, Rule, hands, require
from studio_domain.values import PersonId

# -- rules

_STUDY: Final = Clause.CASE_COMPILATION

COMPILED_ONCE: Final = Rule(_STUDY, zh="该案例已汇编", en="this case study is compiled already")
TITLED: Final = Rule(_STUDY, zh="案例须有题名", en="a case study has a title")
DIGESTED: Final = Rule(
    _STUDY, zh="案例以 64 位 SHA-256 摘要登记", en="a case study is cited by its SHA-256 of 64 hex digits"
)
CASE_CLOSED: Final = Rule(_STUDY, zh="项目 {case} 在 {day} 尚未结案", en="case {case} is not closed by {day}")
OTHER_HAND: Final = Rule(
    _STUDY, zh="{hand} 汇编的案例须他人审查", en="{hand} compiled the case study, somebody else reviews it"
)
IN_ORDER: Final = Rule(_STUDY, zh="{on} 早于汇编日 {compiled}", en="{on} is before it was compiled on {compiled}")

# -- facts


@frozen
class CaseCompiled:
    """汇编案例: from a case (its number), under a title that names nobody; the text by its SHA-256 (hex)."""

    case: str
    title: str
    digest: str
    compiler: PersonId
    on: date


@frozen
class DeidentificationReviewed:
    """去标识化审查: whether the text, as it now is, lets nobody be recognised."""

    passed: bool
    digest: str
    reviewer: PersonId
    on: date


Event = CaseCompiled | DeidentificationReviewed

# -- state


@frozen
class CaseStudy:
    """A case study as rules see it."""

    case: str
    compiler: PersonId
    compiled: date
    deidentified: bool = False


def evolve(study: CaseStudy | None, event: Event) -> CaseStudy:
    """The case study after *event*; `LookupError` for the review of one that was never compiled."""
    match event:
        case CaseCompiled(number, _, _, compiler, on):
            return CaseStudy(number, compiler, on)
        case DeidentificationReviewed(passed):
            if study is None:
                raise LookupError("reviewed before it was compiled")
            return attrs.evolve(study, deidentified=passed)
        case _ as unreachable:
            assert_never(unreachable)


# -- decisions

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


def compile_case(
    study: CaseStudy | None, *, case: ClientCase, title: str, digest: str, compiler: PersonId, on: date
) -> CaseCompiled:
    """汇编创业案例 (二、（九）): refuses a case that is not closed, and a second compilation under the same number."""
    require(study is None, COMPILED_ONCE)
    require(bool(title.strip()), TITLED)
    _digested(digest)
    closed = case.end.closed
    require(closed is not None and closed <= on, CASE_CLOSED, case=case.case, day=on)
    return CaseCompiled(case.case, title, digest, compiler, on)


def review_deidentification(
    study: CaseStudy, *, passed: bool, digest: str, reviewer: PersonId, on: date, principal: PersonId | None = None
) -> DeidentificationReviewed:
    """去标识化审查 (二、（九）): by another hand than the compiler's, of the text as it now is."""
    require(on >= study.compiled, IN_ORDER, on=on, compiled=study.compiled)
    require(study.compiler not in hands(reviewer, principal), OTHER_HAND, hand=study.compiler)
    _digested(digest)
    return DeidentificationReviewed(passed, digest, reviewer, on)


def _digested(digest: str) -> None:
    require(_DIGEST.fullmatch(digest) is not None, DIGESTED)


# -- who may decide

_OFFICE: Final = frozenset({Role.LEAD, Role.STAFF})

MAY_DECIDE: Final[MayDecide] = {
    compile_case: _OFFICE | {Role.MENTOR},
    review_deidentification: _OFFICE,
}
