"""Training (二、（四）): needs, plan, teaching, effect in that order; who teaches what, in which room, for how long."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.case.people import People
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding, on_day, text
from studio_domain.audit.legal_days import day_of
from studio_domain.audit.program.known import Rooms, Streams, Told, incomplete, said, simply
from studio_domain.client_record.facts import NeedRecorded
from studio_domain.guideline import Clause, Kind
from studio_domain.resource_entry.facts import CoursePublished, EntryRetired
from studio_domain.training_program import facts as training

NO_NEEDS: Final = Predicate(
    "training.needs-missing",
    Clause.INDIVIDUAL_TRAINING,
    Kind.G,
    zh="培训 {subject} 没有写明所针对的需求",
    en="the programme {subject} names no needs that it answers",
)
NEED_UNKNOWN: Final = Predicate(
    "training.need-unknown",
    Clause.INDIVIDUAL_TRAINING,
    Kind.X,
    zh="培训 {subject} 所针对的需求 {actual} 此前没有登记",
    en="the need {actual} that the programme {subject} answers was not on record",
)
OUT_OF_ORDER: Final = Predicate(
    "training.out-of-order",
    Clause.TRAINING_SEQUENCE,
    Kind.G,
    zh="培训 {subject} 的 {fact} 之前缺少{step}（{expected}）",
    en="{fact} of the programme {subject} came without {expected} ({step}) before it",
)
SAME_HAND: Final = Predicate(
    "training.same-hand",
    Clause.TRAINING_SEQUENCE,
    Kind.G,
    zh="培训 {subject} 的方案由 {hand} 编制并批准",
    en="{hand} designed the plan of the programme {subject}, and approved it",
)
OVER_PLAN: Final = Predicate(
    "training.over-plan",
    Clause.TRAINING_SEQUENCE,
    Kind.A,
    zh="培训 {subject} 已实施 {actual} 分钟，批准的方案为 {expected} 分钟",
    en="{actual} minutes of the programme {subject} were taught; the plan in force has {expected}",
)
NOT_ELIGIBLE: Final = Predicate(
    "training.trainer-not-eligible",
    Clause.PLACE_OF_SERVICE,
    Kind.X,
    zh="培训 {subject} 的 {session} 由 {actual} 讲授，当日既不在名册也无执行中的聘用合同",
    en="{session} of the programme {subject} was taught by {actual}, on no roster and under no contract that day",
)
COURSE_NOT_IN_USE: Final = Predicate(
    "training.course-not-in-use",
    Clause.COURSE_LIBRARY,
    Kind.X,
    zh="培训 {subject} 的 {session} 使用课程 {actual}，当日不在用（在用版本：{expected}）",
    en="{session} of the programme {subject} used the course {actual}, not in use that day (in use: {expected})",
)
OVER_CAPACITY: Final = Predicate(
    "training.over-capacity",
    Clause.ACTIVITY_ROOM,
    Kind.X,
    zh="培训 {subject} 的 {session} 有 {actual} 人参加，{area} 只容纳 {expected} 人",
    en="{actual} attended {session} of the programme {subject}; {area} has room for {expected}",
)
INCOMPLETE: Final = Predicate(
    "training.incomplete",
    Clause.TRAINING_SEQUENCE,
    Kind.A,
    zh="培训 {subject} 的记录缺失或无效：{actual}",
    en="of the programme {subject} is missing or void: {actual}",
)
AFTER_END: Final = Predicate(
    "training.after-end",
    Clause.TRAINING_SEQUENCE,
    Kind.A,
    zh="培训 {subject} 完成或取消后又有 {fact}",
    en="{fact} came after the programme {subject} was completed or cancelled",
)

_STEPS: Final = {
    "needs": "需求评估", "design": "方案编制", "plan": "方案批准", "teaching": "教学实施", "evaluation": "效果评估",
}  # fmt: skip
"""The steps, in Chinese."""
_MINUTE: Final = timedelta(minutes=1)
_Where = tuple[str, str]
"""A studio, and the name of an entry in it."""


@define
class Needs:
    """What is named is on record when the needs are assessed (2.4.a)."""

    _known: dict[tuple[str, str, str], date] = field(factory=dict)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(NeedRecorded, self._need)
        yield on(training.NeedsAssessed, self._assessed)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _need(self, event: Recorded[NeedRecorded]) -> None:
        self._known.setdefault((event.studio, event.stream.rpartition("/")[2], event.fact.need), event.fact.on)

    def _assessed(self, event: Recorded[training.NeedsAssessed]) -> None:
        fact = event.fact
        if not fact.needs:
            self._found.append(simply(NO_NEEDS, event))
        for one in fact.needs:
            since = self._known.get((event.studio, one.client, one.need))
            if since is None or since > fact.on:
                named = f"{one.client}/{one.need}"
                self._found.append(simply(NEED_UNKNOWN, event, named, actual=text(named)))


@define
class Courses:
    """Which version of a course is in use on a day. No check."""

    _begun: defaultdict[_Where, list[tuple[date, int]]] = field(factory=lambda: defaultdict(list))
    _last: dict[_Where, date] = field(factory=dict)

    def watches(self) -> Iterator[Watch]:
        yield on(CoursePublished, self._published)
        yield on(EntryRetired, self._retired)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from ()

    def in_use(self, studio: str, course: str, day: date) -> int | None:
        """The version that began last by *day*, unless the course has ended."""
        last = self._last.get((studio, course))
        if last is not None and day > last:
            return None
        begun = [one for one in self._begun.get((studio, course), ()) if one[0] <= day]
        return max(begun)[1] if begun else None

    def _published(self, event: Recorded[CoursePublished]) -> None:
        self._begun[event.studio, event.stream.rpartition("/")[2]].append((event.fact.first, event.fact.version))

    def _retired(self, event: Recorded[EntryRetired]) -> None:
        self._last[event.studio, event.stream.rpartition("/")[2]] = event.fact.last_day


@define
class Training:
    """Each programme, when all is known of it."""

    programs: Streams
    people: People
    rooms: Rooms
    courses: Courses

    def watches(self) -> Iterator[Watch]:
        yield from ()

    def findings(self, as_of: date) -> Iterator[Finding]:
        for told in self.programs:
            yield from _order(told)
            yield from _hands(told)
            yield from _minutes(told)
            yield from _after_end(told)
            for event in told.every():
                yield from incomplete(INCOMPLETE, event, _there(event.fact))
            for session in told.all(training.SessionDelivered):
                yield from self._session(session)

    def _session(self, event: Recorded[training.SessionDelivered]) -> Iterator[Finding]:
        fact, day = event.fact, day_of(event.fact.start)
        if not self.people.belongs(fact.trainer, day):
            yield simply(NOT_ELIGIBLE, event, fact.trainer, actual=text(fact.trainer), session=fact.session)
        used = self.courses.in_use(event.studio, fact.course, day)
        if used != fact.course_version:
            yield simply(
                COURSE_NOT_IN_USE, event, fact.course,
                expected=text("-" if used is None else f"{fact.course}/{used}"),
                actual=text(f"{fact.course}/{fact.course_version}"), session=fact.session,
            )  # fmt: skip
        room = self.rooms.get(event.studio, fact.area)
        if room is not None and fact.attendance > room.fact.capacity:
            over = fact.attendance - room.fact.capacity
            yield simply(
                OVER_CAPACITY, event, fact.session,
                expected=count(room.fact.capacity), actual=count(fact.attendance), delta=count(over),
                also=(room.place,), session=fact.session, area=fact.area,
            )  # fmt: skip


def _order(told: Told) -> Iterator[Finding]:
    """The four steps; a session that is taught after the effect was evaluated asks for another evaluation."""
    for event in told.every():
        if missing := _missing(told, event):
            yield finding(
                OUT_OF_ORDER, event, told.name, type(event.fact).__name__,
                expected=text(missing), actual=text("-"), delta=count(1), fact=type(event.fact).__name__,
                step=_STEPS[missing],
            )  # fmt: skip


def _missing(told: Told, event: Recorded[Any]) -> str:
    match event.fact:
        case training.ProgramPlanDesigned():
            return "" if told.before(event, training.NeedsAssessed) else "needs"
        case training.ProgramPlanApproved(version):
            designed = (one.fact.version for one in told.before(event, training.ProgramPlanDesigned))
            return "" if version in designed else "design"
        case training.SessionScheduled() | training.SessionDelivered():
            return "" if told.before(event, training.ProgramPlanApproved) else "plan"
        case training.EffectEvaluated():
            return "" if told.before(event, training.SessionDelivered) else "teaching"
        case training.ProgramCompleted():
            evaluated = max((one.version for one in told.before(event, training.EffectEvaluated)), default=0)
            taught = max((one.version for one in told.before(event, training.SessionDelivered)), default=0)
            return "" if evaluated > taught > 0 else "evaluation"
        case _:
            return ""


def _hands(told: Told) -> Iterator[Finding]:
    for event in told.all(training.ProgramPlanApproved):
        for plan in told.before(event, training.ProgramPlanDesigned):
            hand = plan.fact.designer
            if plan.fact.version == event.fact.version and hand in (event.fact.approver, event.context.on_behalf_of):
                yield finding(
                    SAME_HAND, event, told.name,
                    expected=count(2), actual=count(1), delta=count(1), also=(plan.place,), hand=hand,
                )  # fmt: skip


def _minutes(told: Told) -> Iterator[Finding]:
    """What was taught in all, at each session, against the plan that was approved by then."""
    taught = 0
    for event in told.all(training.SessionDelivered):
        taught += max(0, (event.fact.end - event.fact.start) // _MINUTE)
        approved = told.before(event, training.ProgramPlanApproved)
        if not approved:
            continue
        plans = told.before(event, training.ProgramPlanDesigned)
        planned = [one.fact.minutes for one in plans if one.fact.version == approved[-1].fact.version]
        if planned and taught > planned[-1]:
            over = count(taught - planned[-1])
            yield simply(
                OVER_PLAN, event, event.fact.session,
                expected=count(planned[-1]), actual=count(taught), delta=over, also=(approved[-1].place,),
            )  # fmt: skip


def _after_end(told: Told) -> Iterator[Finding]:
    ends: list[Recorded[Any]] = [*told.all(training.ProgramCompleted), *told.all(training.ProgramCancelled)]
    end = min(ends, key=lambda one: one.version, default=None)
    if end is None:
        return
    for event in told.every():
        if event.version > end.version and not isinstance(event.fact, training.ProgramCharged):
            yield finding(
                AFTER_END, event, told.name, type(event.fact).__name__,
                expected=on_day(end.fact.on), actual=on_day(event.context.day), delta=count(1), also=(end.place,),
                fact=type(event.fact).__name__,
            )  # fmt: skip


def _there(fact: Any) -> dict[str, bool]:
    """What a fact of a programme must have, and whether it does."""
    match fact:
        case training.ProgramProposed():
            return {"title": said(fact.title)}
        case training.NeedsAssessed():
            return {"digest": said(fact.digest)}
        case training.ProgramPlanDesigned():
            reasoned = fact.version <= 1 or said(fact.reason)
            return {"digest": said(fact.digest), "minutes": fact.minutes > 0, "reason": reasoned}
        case training.ProgramPlanApproved():
            return {"document": said(fact.document)}
        case training.SessionDelivered():
            return {
                "sign-in": said(fact.sign_in), "attendance": fact.attendance >= 0, "time": fact.end > fact.start,
            }  # fmt: skip
        case training.EffectEvaluated():
            responses = fact.asked > 0 and 0 <= fact.answered <= fact.asked
            return {"method": said(fact.method), "response rate": responses, "digest": said(fact.digest)}
        case training.ProgramCancelled():
            return {"reason": said(fact.reason)}
        case _:
            return {}
