"""Roles held (任职、授权、委托; 3.4.0.a2): was the role held when it was used, and who may not hold two at once.

Authority is judged by what was known when the fact was recorded; incompatible posts and void delegations by
what is known now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import combinations
from typing import Any, Final

from attrs import define, field

from studio_domain import invoice, mandate, mentor_diary, person_record, rectification
from studio_domain.aggregate import Recorded, Unreadable
from studio_domain.audit import posts
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Measure, Predicate, count, finding, on_day, text
from studio_domain.audit.legal_days import day_of
from studio_domain.guideline import Clause, Kind, Role
from studio_domain.studio import CarrierRegistered, OperatorChanged
from studio_domain.values import Days, PersonId

NOT_HELD: Final = Predicate(
    "trail.role-not-held",
    Clause.OPERATE_BY_RULES,
    Kind.X,
    zh="{subject} 以 {expected}（{org}）身份记录 {stream}，当时没有已登记的该项任职或委托",
    en="{subject} recorded in {stream} as {expected} of {org}, with no such mandate on record by then",
)
INCOMPATIBLE: Final = Predicate(
    "roles.incompatible",
    Clause.OPERATE_BY_RULES,
    Kind.A,
    zh="{subject} 同时担任不相容岗位 {actual}",
    en="{subject} holds posts at a time that do not go together: {actual}",
)
DELEGATION_VOID: Final = Predicate(
    "roles.delegation-void",
    Clause.OPERATE_BY_RULES,
    Kind.A,
    zh="{delegator} 于 {actual} 并不担任 {expected}，对 {subject} 的委托无效",
    en="{delegator} was not {expected} on {actual}, so the delegation to {subject} is void",
)
AUDITOR_WRITES: Final = Predicate(
    "roles.auditor-writes",
    Clause.DISCIPLINE,
    Kind.A,
    zh="审计人员 {subject} 在被审计的工作室记录 {stream}",
    en="{subject} audits this studio, and wrote to {stream}",
)
OWN_ANSWER: Final = Predicate(
    "roles.own-answer-accepted",
    Clause.DISCIPLINE,
    Kind.A,
    zh="{subject} 认可了自己对问题 {answered} 的答复",
    en="{subject} accepted the answer that the same person gave to finding {answered}",
)

_KEEPS_BOOKS: Final = (Role.FINANCE, Role.FINANCE_HEAD, Role.CARRIER_HEAD, Role.ARCHIVIST)
_STUDIO: Final = (
    Role.LEAD, Role.STAFF, Role.ARCHIVIST, Role.FINANCE, Role.CASHIER, Role.FINANCE_HEAD, Role.CARRIER_HEAD,
)  # fmt: skip
INCOMPATIBLE_POSTS: Final[Mapping[frozenset[Role], str]] = {
    **{frozenset({Role.CASHIER, other}): "SD-1, SD-3" for other in _KEEPS_BOOKS},
    **{frozenset({Role.AUTHORITY, other}): "SD-11" for other in _STUDIO},
    frozenset({Role.LEAD, Role.CARRIER_HEAD}): "SD-11",
    frozenset({Role.STAFF, Role.EXPERT}): "Q6",
    **{frozenset({Role.AUDITOR, other}): "SD-15" for other in Role if other is not Role.AUDITOR},
}
"""Pairs that one person should not hold at a time (不相容岗位), and the separation that says so."""

_MANDATES: Final = frozenset({mandate.MandateGranted, mandate.DelegationGranted, mandate.MandateEnded})
"""What appoints, delegates and dismisses; somebody's must come first, before there is anybody to record it."""
_FOUNDING: Final = frozenset(
    {
        CarrierRegistered, Unreadable,
        person_record.PersonRegistered, person_record.EmploymentChanged, person_record.InterestDeclared,
        person_record.InterestEnded, person_record.RelationDeclared,
        # accompanies a claim, an appointment, or a verified service, in a stream of the region
        invoice.InvoiceUsed, invoice.InvoiceFreed, mentor_diary.SlotReserved, mentor_diary.SlotReleased,
        mentor_diary.ServiceCounted,
    }
)  # fmt: skip
"""What comes before any mandate or is no use of one: nobody has to hold a role for it."""

_AUDITOR: Final = Role.AUDITOR.value
_REGION: Final = "region-"

_Post = tuple[str, str, str]
"""A person, a role, and of which organisation."""


@define
class _Held:
    """A mandate as recorded; it holds up to and including `last`."""

    event: Recorded[Any]
    person: PersonId
    role: Role
    org: str
    first: date
    last: date | None
    delegator: PersonId | None = None

    def on(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@define
class Roles:
    """A role is held by whoever acts in it; an auditor writes nothing; nobody accepts his own answer (SD-15, SD-16)."""

    _held: defaultdict[str, list[_Held]] = field(factory=lambda: defaultdict(list))
    _posts: defaultdict[_Post, list[_Held]] = field(factory=lambda: defaultdict(list))
    _auditors: defaultdict[str, list[_Held]] = field(factory=lambda: defaultdict(list))
    _mandates: dict[tuple[str, str], _Held] = field(factory=dict)
    _answered: dict[str, PersonId] = field(factory=dict)
    _carriers: dict[str, Recorded[CarrierRegistered | OperatorChanged]] = field(factory=dict)
    _founded: set[str] = field(factory=set)
    """Studios with a carrier, and regions with a fact: from then on nobody appoints himself."""
    _take_up: dict[type[Any], Callable[[Recorded[Any]], None]] = field(init=False)
    _found: list[Finding] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        self._take_up = {
            mandate.MandateGranted: self._granted,
            mandate.DelegationGranted: self._granted,
            mandate.MandateEnded: self._ended,
            CarrierRegistered: self._registered,
            OperatorChanged: self._operated,
            rectification.FindingAnswered: self._answer,
            rectification.FindingAccepted: self._accepted,
        }

    def watches(self) -> Iterator[Watch]:
        yield on(object, self._see)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found
        for held in self._held.values():
            yield from _incompatible(held, as_of)
            for one in held:
                if one.delegator is not None:
                    yield from self._void(one, one.delegator, as_of)

    def _see(self, event: Recorded[Any]) -> None:
        kind = type(event.fact)
        context, studio = event.context, event.studio
        person, role, day = context.by, context.role, day_of(context.occurred)
        if kind not in _FOUNDING and (kind not in _MANDATES or studio in self._founded):
            post = self._post(person, role, context.org, day)
            if post is None:
                self._add(NOT_HELD, event, expected=text(role), actual=text("-"))
            else:
                lent = None if post.delegator is None else post.event
                self._found.extend(posts.judge(event, self._carriers.get(studio), lent))
        if (take_up := self._take_up.get(kind)) is not None:
            take_up(event)  # what is granted here holds from here on, and not for its own recording
        if role == _AUDITOR or (person in self._auditors and self._audits(event, day)):
            self._add(AUDITOR_WRITES, event, expected=count(0), actual=count(1))
        if kind is CarrierRegistered or studio.startswith(_REGION):
            self._founded.add(studio)

    def _post(self, person: PersonId, role: str, org: str, day: date) -> _Held | None:
        """By what the role is held that day: a mandate of the person's own before a delegation."""
        lent = None
        for post in self._posts.get((person, role, org), ()):
            if post.on(day):
                if post.delegator is None:
                    return post
                lent = lent or post
        return lent

    def _audits(self, event: Recorded[Any], day: date) -> bool:
        """Whether it was recorded by an auditor of the studio on that day."""
        return any(held.on(day) and held.event.studio == event.studio for held in self._auditors[event.context.by])

    def _add(self, predicate: Predicate, event: Recorded[Any], *, expected: Measure, actual: Measure) -> None:
        context = event.context
        self._found.append(
            finding(
                predicate, event, context.by, event.stream,
                expected=expected, actual=actual, delta=count(1), org=context.org,
            )
        )  # fmt: skip

    # -- what is on record

    def _granted(self, event: Recorded[mandate.MandateGranted | mandate.DelegationGranted]) -> None:
        fact = event.fact
        person = PersonId(event.stream.rpartition("/")[2])
        delegator = fact.delegator if isinstance(fact, mandate.DelegationGranted) else None
        held = _Held(event, person, fact.role, fact.org, fact.first, fact.last, delegator)
        self._mandates[event.stream, fact.mandate] = held
        self._held[person].append(held)
        self._posts[person, fact.role.value, fact.org].append(held)
        if fact.role is Role.AUDITOR:
            self._auditors[person].append(held)

    def _ended(self, event: Recorded[mandate.MandateEnded]) -> None:
        held = self._mandates.get((event.stream, event.fact.mandate))
        if held is not None:
            held.last = event.fact.last_day if held.last is None else min(held.last, event.fact.last_day)

    def _operated(self, event: Recorded[OperatorChanged]) -> None:
        self._carriers[event.studio] = event

    def _registered(self, event: Recorded[CarrierRegistered]) -> None:
        """The first stands until a correction takes its place."""
        known = self._carriers.setdefault(event.studio, event)
        if event.context.corrects == (known.stream, known.version):
            self._carriers[event.studio] = event

    def _answer(self, event: Recorded[rectification.FindingAnswered]) -> None:
        self._answered[event.fact.finding] = event.fact.answered_by

    def _accepted(self, event: Recorded[rectification.FindingAccepted]) -> None:
        fact = event.fact
        if self._answered.get(fact.finding) == fact.accepted_by:
            self._found.append(
                finding(
                    OWN_ANSWER, event, fact.accepted_by,
                    expected=count(2), actual=count(1), delta=count(1), answered=fact.finding,
                )
            )  # fmt: skip

    def _void(self, given: _Held, delegator: PersonId, as_of: date) -> Iterator[Finding]:
        """The first day on which it is used without anything behind it: nobody gives what he does not hold."""
        own = sorted(
            (
                (one.first, one.last)
                for one in self._held.get(delegator, ())
                if (one.role, one.org) == (given.role, given.org) and one.delegator is None
            ),
            key=lambda term: term[0],
        )
        bare = given.first
        for first, last in own:
            if first > bare:
                break
            if last is None or last >= (given.last or as_of):
                return
            if last >= bare:
                bare = date.fromordinal(last.toordinal() + 1)
        if bare <= min(as_of, given.last or as_of):
            yield finding(
                DELEGATION_VOID, given.event, given.person,
                expected=text(given.role.value), actual=on_day(bare), delta=count(1), interval=Days(bare),
                delegator=delegator,
            )  # fmt: skip


def _incompatible(held: list[_Held], as_of: date) -> Iterator[Finding]:
    for one, other in combinations(held, 2):
        separation = INCOMPATIBLE_POSTS.get(frozenset({one.role, other.role}))
        first = max(one.first, other.first)
        if separation is None or first > as_of or not (one.on(first) and other.on(first)):
            continue
        posts = " + ".join(sorted((one.role.value, other.role.value)))
        yield finding(
            INCOMPATIBLE, other.event, one.person,
            expected=count(1), actual=text(posts), delta=count(1), also=(one.event.place,), interval=Days(first),
            binding=False, separation=separation,
        )  # fmt: skip
