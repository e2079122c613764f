"""A filing with the authority (报备): what it covers, when it was handed in, and how the authority answered (3.4.0.d).

Stream `<studio>/filing/<id>`. A filing that comes back counts as not handed in; its due day does not begin anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Final, assert_never

import attrs
from attrs import frozen

from studio_domain.annual_plan.state import AnnualPlan
from studio_domain.guideline import Clause, MayDecide, Role, Rule, require
from studio_domain.policy import Terms
from studio_domain.studio.state import Studio
from studio_domain.values import PersonId, uscc_is_valid

# -- rules

_FILING: Final = Clause.TIMELY_FILING

KNOWN_MATTER: Final = Rule(_FILING, zh="报备事项 {kind} 未登记", en="there is no matter {kind} to file")
COVERS_SOMETHING: Final = Rule(_FILING, zh="报备须写明事项", en="a filing covers something")
COVERED_ONCE: Final = Rule(_FILING, zh="报备事项 {kind} {about} 重复", en="{kind} {about} is covered twice")
SAYS_WHAT_ABOUT: Final = Rule(_FILING, zh="报备事项 {kind} 须写明所指", en="a matter {kind} says what it is about")
OF_A_YEAR: Final = Rule(
    _FILING, zh="报备事项 {kind} 须写明年度，而非 {about}", en="a matter {kind} is about a year, not {about}"
)
DIGEST_GIVEN: Final = Rule(_FILING, zh="报备须附材料摘要值", en="a filing names the digest of its document")
AUTHORITY_VALID: Final = Rule(
    _FILING, zh="受理单位代码 {authority} 不是统一社会信用代码", en="{authority} is no unified social credit code"
)
LOCAL_AUTHORITY: Final = Rule(
    _FILING,
    zh="应向认定本工作室的主管部门 {recognised_by} 报备，而非 {authority}",
    en="it is filed with {recognised_by}, which recognised the studio, not with {authority}",
)
PREPARED_ONCE: Final = Rule(_FILING, zh="该报备已拟定", en="this filing is prepared already")
SUBMITTED_ONCE: Final = Rule(_FILING, zh="该报备已提交", en="this filing is submitted already")
AWAITS_AUTHORITY: Final = Rule(
    _FILING, zh="该报备不在主管部门处（{stage}）", en="this filing does not lie with the authority, it is {stage}"
)
RETURNED_FIRST: Final = Rule(
    _FILING, zh="该报备未被退回（{stage}），无须重报", en="this filing was not returned, it is {stage}"
)
BY_ITS_AUTHORITY: Final = Rule(
    _FILING,
    zh="报备由受理单位 {authority} 答复，而非 {org}",
    en="{authority} answers the filing, not {org}",
)
ANSWER_REASONED: Final = Rule(_FILING, zh="退回报备须说明理由", en="to return a filing takes a reason")
FILED_IN_ORDER: Final = Rule(_FILING, zh="{on} 早于此前的 {before}", en="{on} is before the step of {before}")
PLAN_HOLDS: Final = Rule(
    _FILING, zh="{year} 年度计划尚未批准，不能报备", en="no plan of {year} is approved that could be filed"
)
REPORT_STANDS: Final = Rule(
    _FILING, zh="{year} 年度总结尚未提交，不能报备", en="no report of {year} is submitted that could be filed"
)

PLAN: Final = "plan"
REPORT: Final = "report"
"""The two matters that are about a year."""

# -- facts


@frozen
class Matter:
    """What a filing covers: of a kind (`plan`, `report`, `lead-change` …), and what it is about.

    A plan or report is about its year (`2026`), anything else about the fact that is filed: its stream and version,
    `hz-xihu-001/studio/profile@17`.
    """

    kind: str
    about: str


@frozen
class FilingPrepared:
    """拟定报备: what it covers, the SHA-256 (hex) of the document, and with which authority (USCC)."""

    covers: tuple[Matter, ...]
    digest: str
    authority: str
    preparer: PersonId
    on: date


@frozen
class FilingSubmitted:
    """提交报备."""

    submitter: PersonId
    on: date


@frozen
class FilingAcknowledged:
    """主管部门收悉报备."""

    officer: PersonId
    on: date


@frozen
class FilingReturned:
    """主管部门退回报备: it counts as not handed in, and the due day stays."""

    reason: str
    officer: PersonId
    on: date


@frozen
class FilingResubmitted:
    """重新提交报备: with the SHA-256 (hex) of the document as it is now."""

    digest: str
    submitter: PersonId
    on: date


Event = FilingPrepared | FilingSubmitted | FilingAcknowledged | FilingReturned | FilingResubmitted

# -- state


class Stage(Enum):
    """How far a filing has come."""

    PREPARED = "prepared"  # 已拟定
    SUBMITTED = "submitted"  # 已提交
    ACKNOWLEDGED = "acknowledged"  # 已收悉
    RETURNED = "returned"  # 已退回


@frozen
class Filing:
    """A filing as rules see it; `day` is that of its last step."""

    covers: tuple[Matter, ...]
    authority: str
    stage: Stage
    day: date


def evolve(filing: Filing | None, event: Event) -> Filing:
    """The filing after *event*; `LookupError` for a step of one that was never prepared."""
    if isinstance(event, FilingPrepared):
        return Filing(event.covers, event.authority, Stage.PREPARED, event.on)
    if filing is None:
        raise LookupError("submitted or answered before it was prepared")
    match event:
        case FilingSubmitted() | FilingResubmitted():
            return attrs.evolve(filing, stage=Stage.SUBMITTED, day=event.on)
        case FilingAcknowledged():
            return attrs.evolve(filing, stage=Stage.ACKNOWLEDGED, day=event.on)
        case FilingReturned():
            return attrs.evolve(filing, stage=Stage.RETURNED, day=event.on)
        case _ as unreachable:
            assert_never(unreachable)


# -- decisions


def prepare_filing(
    filing: Filing | None,
    *,
    covers: tuple[Matter, ...],
    digest: str,
    authority: str,
    preparer: PersonId,
    on: date,
    studio: Studio,
    terms: Terms,
) -> FilingPrepared:
    """拟定报备 (三、（四）): refuses a matter of an unknown kind or covered twice, one that says not what it is about,
    no document, and any authority but the authority that recognised the studio, once one has."""
    require(filing is None, PREPARED_ONCE)
    require(bool(covers), COVERS_SOMETHING)
    for at, matter in enumerate(covers):
        require(matter.kind in terms.filing.kinds, KNOWN_MATTER, kind=matter.kind)
        require(bool(matter.about.strip()), SAYS_WHAT_ABOUT, kind=matter.kind)
        of_a_year = matter.about.isascii() and matter.about.isdigit() and len(matter.about) == 4
        require(of_a_year or matter.kind not in (PLAN, REPORT), OF_A_YEAR, kind=matter.kind, about=matter.about)
        require(matter not in covers[:at], COVERED_ONCE, kind=matter.kind, about=matter.about)
    require(bool(digest.strip()), DIGEST_GIVEN)
    require(uscc_is_valid(authority), AUTHORITY_VALID, authority=authority)
    known = studio.recognition.authority
    require(known in (None, authority), LOCAL_AUTHORITY, recognised_by=known, authority=authority)
    return FilingPrepared(covers, digest, authority, preparer, on)


def submit_filing(
    filing: Filing, *, submitter: PersonId, on: date, plans: Mapping[str, AnnualPlan | None]
) -> FilingSubmitted:
    """提交报备 (三、（四）): once; a plan that is approved, a report that is submitted (*plans* by their year)."""
    require(filing.stage is Stage.PREPARED, SUBMITTED_ONCE)
    _in_order(filing, on)
    _there(filing, plans)
    return FilingSubmitted(submitter, on)


def acknowledge_filing(filing: Filing, *, officer: PersonId, org: str, on: date) -> FilingAcknowledged:
    """收悉报备 (三、（四）): by the authority with which it lies."""
    _answerable(filing, org, on)
    return FilingAcknowledged(officer, on)


def return_filing(filing: Filing, *, reason: str, officer: PersonId, org: str, on: date) -> FilingReturned:
    """退回报备 (三、（四）): by the authority with which it lies, with a reason; the due day stays as it was."""
    _answerable(filing, org, on)
    require(bool(reason.strip()), ANSWER_REASONED)
    return FilingReturned(reason, officer, on)


def resubmit_filing(
    filing: Filing, *, digest: str, submitter: PersonId, on: date, plans: Mapping[str, AnnualPlan | None]
) -> FilingResubmitted:
    """重新提交报备 (三、（四）): what was returned, with the document as it is now."""
    require(filing.stage is Stage.RETURNED, RETURNED_FIRST, stage=filing.stage)
    _in_order(filing, on)
    require(bool(digest.strip()), DIGEST_GIVEN)
    _there(filing, plans)
    return FilingResubmitted(digest, submitter, on)


def years_of(filing: Filing) -> tuple[str, ...]:
    """The years of whose plans or reports it speaks."""
    return tuple(dict.fromkeys(matter.about for matter in filing.covers if matter.kind in (PLAN, REPORT)))


def _there(filing: Filing, plans: Mapping[str, AnnualPlan | None]) -> None:
    for matter in filing.covers:
        plan = plans.get(matter.about)
        if matter.kind == PLAN:
            require(plan is not None and plan.in_force is not None, PLAN_HOLDS, year=matter.about)
        if matter.kind == REPORT:
            require(plan is not None and plan.reported, REPORT_STANDS, year=matter.about)


def _answerable(filing: Filing, org: str, on: date) -> None:
    require(filing.stage is Stage.SUBMITTED, AWAITS_AUTHORITY, stage=filing.stage)
    require(org == filing.authority, BY_ITS_AUTHORITY, authority=filing.authority, org=org)
    _in_order(filing, on)


def _in_order(filing: Filing, on: date) -> None:
    require(on >= filing.day, FILED_IN_ORDER, on=on, before=filing.day)


# -- who may decide

_OFFICE: Final = frozenset({Role.LEAD, Role.STAFF})
_AUTHORITY: Final = frozenset({Role.AUTHORITY})

MAY_DECIDE: Final[MayDecide] = {
    prepare_filing: _OFFICE,
    submit_filing: _OFFICE,
    acknowledge_filing: _AUTHORITY,
    return_filing: _AUTHORITY,
    resubmit_filing: _OFFICE,
}
