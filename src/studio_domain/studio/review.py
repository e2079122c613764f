"""From review to recognition: 评审, 公示, 异议, 认定, 不予认定 (经人力资源社会保障部门认定 一、（一）（四）).

Reviewers and decider are not tied to the carrier, and who decides did not review (SD-11).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final

from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, hands, require
from studio_domain.person_record import PersonRecord, ties
from studio_domain.policy import Terms
from studio_domain.studio import composition
from studio_domain.studio.application import NOT_RECOGNISED_YET, at_stage
from studio_domain.studio.naming import NOT_BACKWARDS, name_of
from studio_domain.studio.recognition import Application, Stage
from studio_domain.studio.recognition_facts import (
    ApplicationRejected,
    ObjectionRecorded,
    ObjectionSettled,
    PublicNoticePosted,
    ReviewCompleted,
    ReviewOpinion,
    StudioRecognised,
)
from studio_domain.studio.standing import documented, in_order, new, stated
from studio_domain.studio.state import Studio
from studio_domain.values import PersonId, add_days, add_years
from studio_domain.working_calendar import WorkingCalendar, WorkingDays

# -- rules

_RECOGNITION: Final = Clause.RECOGNITION

ENOUGH_REVIEWERS: Final = Rule(
    _RECOGNITION, zh="评审人员 {reviewers} 名，应有 {least} 名", en="{reviewers} persons review, it takes {least}"
)
PERSON_ON_RECORD: Final = Rule(
    Clause.JOINT_APPLICATION,
    zh="{person} 没有人员登记，无从核对与载体的关联",
    en="{person} is not on record, so ties to the carrier cannot be told",
)
UNTIED: Final = Rule(
    Clause.JOINT_APPLICATION,
    zh="{person} 与申报载体 {carrier} 有关联，应当回避",
    en="{person} is tied to the carrier {carrier} and has to stand aside",
)
SCORED: Final = Rule(
    _RECOGNITION, zh="评审分数 {score} 应为 0 至 100", en="the score {score} is no number from 0 to 100"
)
NOTICE_AFTER_REVIEW: Final = Rule(
    _RECOGNITION,
    zh="公示始于 {first}，早于评审 {reviewed}",
    en="the notice begins on {first}, before the review of {reviewed}",
)
CALENDAR_KNOWN: Final = Rule(
    _RECOGNITION,
    zh="{year} 年工作日历尚未采用，无法计算公示期",
    en="the working calendar of {year} is not adopted, so the notice cannot be counted",
)
NOTICE_LONG_ENOUGH: Final = Rule(
    _RECOGNITION,
    zh="公示 {days} 个工作日，应不少于 {least} 个",
    en="the notice stands for {days} working days, it takes {least}",
)
APPLIED_EVER: Final = Rule(_RECOGNITION, zh="工作室未曾申报", en="the studio never applied")
OBJECTION_OPEN: Final = Rule(
    _RECOGNITION, zh="没有待处理的异议 {objection}", en="there is no open objection {objection}"
)
NOTICE_OVER: Final = Rule(
    _RECOGNITION, zh="公示至 {last}，{on} 尚未期满", en="the notice stands until {last} and is not over on {on}"
)
NO_OBJECTION: Final = Rule(
    _RECOGNITION,
    zh="异议 {objection} 未处理或成立，不得认定",
    en="objection {objection} is open or was upheld: no recognition",
)
DECIDER_APART: Final = Rule(
    Clause.JOINT_APPLICATION,
    zh="{hand} 参加过评审，不得作出决定",
    en="{hand} reviewed the application and may not decide",
)
TERM_BOUNDED: Final = Rule(
    _RECOGNITION,
    zh="认定有效期至多 {years} 年，应不晚于 {latest}",
    en="a recognition holds for {years} years at most, until {latest}",
)

_DECIMAL: Final = re.compile(r"[0-9]{1,3}(\.[0-9]+)?")

# -- decisions


def complete_review(
    studio: Studio,
    *,
    opinions: tuple[ReviewOpinion, ...],
    score: str,
    on: date,
    persons: Mapping[PersonId, PersonRecord | None],
    terms: Terms,
) -> ReviewCompleted:
    """完成评审 (一、（一）): by as many different persons as it takes, none of them tied to the carrier. *persons* are
    the reviewers' records."""
    at_stage(studio, Stage.UNDER_REVIEW)
    reviewers = {one.reviewer for one in opinions}
    least = terms.recognition.reviewers_min
    require(len(reviewers) >= least, ENOUGH_REVIEWERS, reviewers=len(reviewers), least=least)
    for reviewer in sorted(reviewers):
        untied(studio, reviewer, persons.get(reviewer), on)
    for text in (score, *(one.score for one in opinions)):
        require(_in_range(text), SCORED, score=text)
    return ReviewCompleted(opinions, score, on)


def post_notice(
    studio: Studio,
    *,
    first: date,
    last: date,
    place: str,
    by: PersonId,
    calendars: Iterable[WorkingCalendar],
    terms: Terms,
) -> PublicNoticePosted:
    """公示 (一、（一）): after the review, from the day of posting, for as many working days as it takes. *calendars*
    are those of the years that it stands in."""
    reviewed = at_stage(studio, Stage.REVIEWED).reviewed or first
    require(first >= reviewed, NOTICE_AFTER_REVIEW, first=first, reviewed=reviewed)
    in_order(first, last)
    stated("place", place)
    working = WorkingDays(calendars)
    for year in range(first.year, last.year + 1):
        require(year in working.years, CALENDAR_KNOWN, year=year)
    days = sum(working.is_working(first + timedelta(n)) for n in range((last - first).days + 1))
    least = terms.recognition.public_notice_days
    require(days >= least, NOTICE_LONG_ENOUGH, days=days, least=least)
    return PublicNoticePosted(first, last, place, by)


def record_objection(studio: Studio, *, objection: str, subject: str, on: date) -> ObjectionRecorded:
    """收到异议 (一、（一）): whoever objects, whenever; refused only where nobody applied, or under a used id."""
    known = studio.recognition.application
    if known is None:
        raise Breach(APPLIED_EVER)
    new(objection, known.objections)
    return ObjectionRecorded(objection, subject, on)


def settle_objection(
    studio: Studio, *, objection: str, upheld: bool, reason: str, by: PersonId, on: date
) -> ObjectionSettled:
    """处理异议 (一、（一）): upheld or not, with the reason."""
    known = at_stage(studio, *Stage)
    open_ = objection in known.objections and known.objections[objection] is None
    require(open_, OBJECTION_OPEN, objection=objection)
    stated("reason", reason)
    return ObjectionSettled(objection, upheld, reason, by, on)


def recognise(
    studio: Studio,
    *,
    lead_name: str,
    region_name: str,
    extras: tuple[str, ...],
    document: str,
    first: date,
    last: date | None,
    decider: PersonId,
    authority: str,
    on: date,
    person: PersonRecord | None,
    terms: Terms,
    principal: PersonId | None = None,
) -> StudioRecognised:
    """认定 (一、（一）; 命名 一、（四）): by the authority, once the public notice is over and no objection stands, by
    somebody who did not review and is not tied to the carrier (*person* is his record); what the studio consists of is
    still there on the first day. *principal* is whom the decider acts for."""
    known = at_stage(studio, Stage.ON_NOTICE)
    _notice_over(known, on)
    decides(known, decider, principal)
    untied(studio, decider, person, on)
    documented(document)
    require(first >= on, NOT_BACKWARDS, first=first, on=on)
    require(not studio.serves_on(first), NOT_RECOGNISED_YET, on=first)
    in_order(first, last)
    bounded(first, last, terms)
    composition.people(studio, known.lead, first, terms)
    for lead in studio.roster.leads_on(first):
        counted = composition.tenure_day(lead.first, first, terms, recognising=True)
        composition.lead_is_fit(studio, lead.person, counted or max(lead.first, known.submitted or first), terms)
    composition.premises(studio, first, terms)
    name = name_of(studio, lead_name=lead_name, region_name=region_name, extras=extras, terms=terms)
    return StudioRecognised(name, region_name, known.lead, extras, document, first, last, decider, authority)


def reject_application(
    studio: Studio, *, reason: str, decider: PersonId, principal: PersonId | None = None
) -> ApplicationRejected:
    """不予认定 (一、（一）): with the reason; the end of this application."""
    known = at_stage(studio, Stage.SUBMITTED, Stage.UNDER_REVIEW, Stage.REVIEWED, Stage.ON_NOTICE)
    decides(known, decider, principal)
    stated("reason", reason)
    return ApplicationRejected(reason, decider)


# -- what they ask


def untied(studio: Studio, person: PersonId, record: PersonRecord | None, day: date) -> None:
    """Nothing ties the person to the carrier on *day*, as far as it is on record."""
    if record is None:
        raise Breach(PERSON_ON_RECORD, person=person)
    require(not ties(record, studio.carrier, day), UNTIED, person=person, carrier=studio.carrier)


def decides(application: Application, decider: PersonId, principal: PersonId | None) -> None:
    """Who decides, and whom he acts for, did not review."""
    both = sorted(application.reviewers & hands(decider, principal))
    require(not both, DECIDER_APART, hand=both[0] if both else decider)


def bounded(first: date, last: date | None, terms: Terms) -> None:
    """A recognition from *first* on ends no later than the region has it."""
    years = terms.recognition.valid_years
    if years is not None:
        latest = add_days(add_years(first, years), -1)
        require(last is not None and last <= latest, TERM_BOUNDED, years=years, latest=latest)


def _notice_over(application: Application, on: date) -> None:
    until = application.notice.until if application.notice else None
    if until is not None:
        require(on >= until, NOTICE_OVER, last=add_days(until, -1), on=on)
    standing = sorted(name for name, upheld in application.objections.items() if upheld is not False)
    require(not standing, NO_OBJECTION, objection=standing[0] if standing else "")


def _in_range(score: str) -> bool:
    return _DECIMAL.fullmatch(score) is not None and float(score) <= 100


# -- who may decide

_AUTHORITY: Final = frozenset({Role.AUTHORITY})

MAY_DECIDE: Final[MayDecide] = {
    complete_review: _AUTHORITY,
    post_notice: _AUTHORITY,
    record_objection: _AUTHORITY,
    settle_objection: _AUTHORITY,
    recognise: _AUTHORITY,
    reject_application: _AUTHORITY,
}
