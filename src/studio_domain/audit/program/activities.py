"""Activities (二、（四）, （七）, （八）): of a known kind, with host and authority, in a room that holds those who
came, announced before, reported on and archived."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.case.people import People
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding, text
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.program.known import Rooms, Streams, Told, incomplete, said, simply
from studio_domain.guideline import Clause, Kind
from studio_domain.publication.facts import AnnouncementPublished, PublicationTakenDown
from studio_domain.service_activity import facts as activity
from studio_domain.skills_pilot import PilotLaunched
from studio_domain.training_program.facts import ProgramProposed
from studio_domain.values import uscc_is_valid

UNKNOWN_KIND: Final = Predicate(
    "activity.kind-unknown",
    Clause.ACTIVITIES,
    Kind.G,
    zh="活动 {subject} 的种类 {actual} 未登记",
    en="the activity {subject} is of the kind {actual}, which is not registered",
)
NO_AUTHORITY: Final = Predicate(
    "activity.no-authority",
    Clause.ACTIVITIES,
    Kind.G,
    zh="活动 {subject}（{kind}）没有写明所配合的主管部门",
    en="the activity {subject} ({kind}) names no authority that it is held with",
)
RESEARCH_ALONE: Final = Predicate(
    "activity.research-without-authority",
    Clause.TEACHING_RESEARCH,
    Kind.A,
    zh="教学研究 {subject} 没有写明所配合的创业培训主管部门",
    en="the teaching research {subject} names no authority for training that it is held with",
)
INCOMPLETE: Final = Predicate(
    "activity.incomplete",
    Clause.ACTIVITIES,
    Kind.A,
    zh="活动 {subject} 的记录缺失或无效：{actual}",
    en="of the activity {subject} is missing or void: {actual}",
)
OUT_OF_ORDER: Final = Predicate(
    "activity.out-of-order",
    Clause.ACTIVITIES,
    Kind.A,
    zh="活动 {subject} 的 {fact} 与其进程不符（{course}, {expected}）",
    en="{fact} of the activity {subject} does not fit its course ({expected}, {course})",
)
OVER_CAPACITY: Final = Predicate(
    "activity.over-capacity",
    Clause.ACTIVITY_ROOM,
    Kind.X,
    zh="活动 {subject} 有 {actual} 人参加，{area} 只容纳 {expected} 人",
    en="{actual} attended the activity {subject}; {area} has room for {expected}",
)
UNANNOUNCED: Final = Predicate(
    "activity.unannounced",
    Clause.PUBLICITY,
    Kind.A,
    zh="公开活动 {subject} 举办前没有公告",
    en="the activity {subject} is open to the public, and was not announced before it was held",
)
ANNOUNCED_BY_NONE: Final = Predicate(
    "activity.announced-by-none",
    Clause.PUBLICITY,
    Kind.X,
    zh="活动 {subject} 所称的公告 {actual} 当时没有发布，或所指不是该活动",
    en="{actual}, by which the activity {subject} is said to be announced, was no announcement of it in public then",
)
NOT_ARCHIVIST: Final = Predicate(
    "activity.archivist",
    Clause.ARCHIVIST,
    Kind.X,
    zh="活动 {subject} 的材料由 {actual} 归档，当日档案专人是 {expected}",
    en="the activity {subject} was archived by {actual}, the archivist in charge was {expected}",
)
NOT_SERVING: Final = Predicate(
    "program.studio-not-serving",
    Clause.RECOGNITION,
    Kind.X,
    zh="{stream} 于工作室未经认定或暂停期间发起",
    en="{stream} was begun while the studio was not recognised, or suspended",
)

_COURSE: Final = {
    "planned once": "只计划一次",
    "still ahead": "须在举办、取消之前",
    "planned, not cancelled, held once": "须先计划、未取消、只举办一次",
    "held, reported on once": "须已举办、只总结一次",
    "reported, archived once": "须已总结、只归档一次",
}
"""What a step must fit, in Chinese."""

RESEARCH: Final = "teaching-research"


@define
class Activities:
    """Each activity, when all is known of it."""

    activities: Streams
    people: People
    rooms: Rooms
    grounds: Grounds

    def watches(self) -> Iterator[Watch]:
        yield from ()

    def findings(self, as_of: date) -> Iterator[Finding]:
        for told in self.activities:
            for planned in told.all(activity.ActivityPlanned):
                yield from self._planned(planned)
            for held in told.all(activity.ActivityHeld):
                yield from self._held(told, held)
            for archived in told.all(activity.ActivityArchived):
                yield from self._archived(archived)
            for event in told.every():
                yield from incomplete(INCOMPLETE, event, _there(event.fact))
                if wanted := _unfit(told, event):
                    fact = type(event.fact).__name__
                    yield simply(
                        OUT_OF_ORDER,
                        event,
                        fact,
                        expected=text(wanted),
                        actual=text("-"),
                        fact=fact,
                        course=_COURSE[wanted],
                    )

    def _planned(self, event: Recorded[activity.ActivityPlanned]) -> Iterator[Finding]:
        fact, terms = event.fact, self.grounds.policy.on(event.fact.on).program
        if fact.kind not in (*terms.activity_kinds, *terms.team_kinds, RESEARCH):
            yield simply(UNKNOWN_KIND, event, actual=text(fact.kind))
        named = fact.authority is not None and uscc_is_valid(fact.authority)
        if fact.kind in terms.activity_kinds and not named:
            yield simply(NO_AUTHORITY, event, kind=fact.kind)
        if fact.kind == RESEARCH and not named:
            yield simply(RESEARCH_ALONE, event)

    def _held(self, told: Told, event: Recorded[activity.ActivityHeld]) -> Iterator[Finding]:
        fact = event.fact
        room = self.rooms.get(event.studio, fact.area)
        if room is not None and fact.attendance > room.fact.capacity:
            seats = room.fact.capacity
            yield simply(
                OVER_CAPACITY, event,
                expected=count(seats), actual=count(fact.attendance), delta=count(fact.attendance - seats),
                also=(room.place,), area=fact.area,
            )  # fmt: skip
        public = any(one.fact.open_to_public for one in told.before(event, activity.ActivityPlanned))
        announced = any(one.fact.on <= fact.on for one in told.before(event, activity.ActivityAnnounced))
        if public and not announced:
            yield simply(UNANNOUNCED, event)

    def _archived(self, event: Recorded[activity.ActivityArchived]) -> Iterator[Finding]:
        keeper = self.people.archivist(event.fact.on)
        if keeper != event.fact.archivist:
            yield simply(
                NOT_ARCHIVIST, event, expected=text(keeper or "none"), actual=text(event.fact.archivist)
            )  # fmt: skip


@define
class Announcements:
    """What announces an activity is published then, and about it."""

    _shown: dict[str, str] = field(factory=dict)
    """By the stream of an announcement that is published: which activity it is about."""
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(AnnouncementPublished, self._published)
        yield on(PublicationTakenDown, self._taken_down)
        yield on(activity.ActivityAnnounced, self._announced)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _published(self, event: Recorded[AnnouncementPublished]) -> None:
        self._shown[event.stream] = event.fact.activity

    def _taken_down(self, event: Recorded[PublicationTakenDown]) -> None:
        self._shown.pop(event.stream, None)

    def _announced(self, event: Recorded[activity.ActivityAnnounced]) -> None:
        about = self._shown.get(f"{event.studio}/publication/{event.fact.publication}")
        if about != event.stream.rpartition("/")[2]:
            self._found.append(simply(ANNOUNCED_BY_NONE, event, actual=text(event.fact.publication)))


@define
class BegunServing:
    """A programme, an activity, a pilot is begun by a studio that takes new work that day."""

    people: People
    _begun: list[Recorded[Any]] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        for fact in (ProgramProposed, activity.ActivityPlanned, PilotLaunched):
            yield on(fact, self._begun.append)

    def findings(self, as_of: date) -> Iterator[Finding]:
        for event in self._begun:
            if not self.people.takes_new(event.studio, event.fact.on):
                yield finding(NOT_SERVING, event, event.stream, expected=count(1), actual=count(0), delta=count(1))


def _unfit(told: Told, event: Recorded[Any]) -> str:
    """What is wrong with when a step came: what should stand before it, or should not."""
    held = told.before(event, activity.ActivityHeld)
    cancelled = told.before(event, activity.ActivityCancelled)
    match event.fact:
        case activity.ActivityPlanned():
            return "planned once" if told.before(event, activity.ActivityPlanned) else ""
        case activity.ActivityAnnounced() | activity.ActivityCancelled():
            return "still ahead" if held or cancelled else ""
        case activity.ActivityHeld():
            planned = told.before(event, activity.ActivityPlanned)
            return "" if planned and not held and not cancelled else "planned, not cancelled, held once"
        case activity.ActivityReported():
            return "" if held and not told.before(event, activity.ActivityReported) else "held, reported on once"
        case activity.ActivityArchived():
            reported = told.before(event, activity.ActivityReported)
            return "" if reported and not told.before(event, activity.ActivityArchived) else "reported, archived once"
        case _:
            return ""


def _there(fact: Any) -> dict[str, bool]:
    """What a fact of an activity must have, and whether it does."""
    match fact:
        case activity.ActivityPlanned():
            return {"title": said(fact.title), "host": said(fact.host)}
        case activity.ActivityHeld():
            listed = said(fact.attendance_list)
            return {"place": said(fact.place), "attendance": fact.attendance >= 0, "attendance list": listed}
        case activity.ActivityReported():
            return {"digest": said(fact.digest)}
        case activity.ActivityArchived():
            return {"archive code": said(fact.archive_code)}
        case activity.ActivityCancelled():
            return {"reason": said(fact.reason)}
        case _:
            return {}
