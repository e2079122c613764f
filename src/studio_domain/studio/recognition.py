"""How far a studio is recognised: application, review, public notice, terms, and its end (一、（一）（三）（四））."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import assert_never

import attrs
from attrs import field, frozen

from studio_domain.studio.recognition_facts import (
    ApplicationAccepted,
    ApplicationDrafted,
    ApplicationRejected,
    ApplicationReturned,
    CarrierRegistered,
    CooperationSigned,
    EvidenceAttached,
    EvidenceReviewed,
    JointApplicationSubmitted,
    ObjectionRecorded,
    ObjectionSettled,
    OperatorChanged,
    PublicNoticePosted,
    RecognitionEvent,
    RecognitionRenewed,
    RecognitionWithdrawn,
    RectificationAccepted,
    RectificationFailed,
    RectificationOrdered,
    ReviewCompleted,
    StatementHeard,
    StudioClosed,
    StudioRecognised,
    StudioRenamed,
    StudioSuspended,
    SuspensionLifted,
    WithdrawalApproved,
    WithdrawalKind,
    WithdrawalNotified,
    WithdrawalRequested,
)
from studio_domain.values import Days, PersonId, add_days


class Stage(Enum):
    """How far an application has come."""

    DRAFTED = "drafted"  # 起草, 退回补正
    SUBMITTED = "submitted"  # 已申报
    UNDER_REVIEW = "under-review"  # 已受理
    REVIEWED = "reviewed"  # 已评审
    ON_NOTICE = "on-notice"  # 公示
    RECOGNISED = "recognised"  # 认定
    REJECTED = "rejected"  # 不予认定


@frozen
class Application:
    """A joint application; `submitted` is the day of the later signature, `objections` says which were upheld."""

    number: int
    lead: PersonId
    stage: Stage = Stage.DRAFTED
    submitted: date | None = None
    reviewers: frozenset[PersonId] = frozenset()
    reviewed: date | None = None
    notice: Days | None = None
    objections: Mapping[str, bool | None] = field(factory=dict)


@frozen
class Term:
    """A recognition from a day up to and including another, or open; `ended` is its last day where it ended early."""

    first: date
    last: date | None
    ended: date | None = None

    @property
    def until(self) -> date | None:
        """Its last day, as far as it has one."""
        return min((day for day in (self.last, self.ended) if day is not None), default=None)

    def on(self, day: date) -> bool:
        """Whether *day* lies in it."""
        return self.first <= day and (self.until is None or day <= self.until)


@frozen
class Named:
    """The studio's name from a day on, and after which lead."""

    first: date
    name: str
    lead: PersonId


@frozen
class Order:
    """An order to rectify: what, by when, and whether that was settled."""

    items: tuple[str, ...]
    due: date
    settled: bool = False


@frozen
class Notice:
    """A notice that the recognition is to be taken away, and when the studio's statement was heard or waived."""

    kind: WithdrawalKind
    on: date
    heard: date | None = None


@frozen
class Recognition:
    """The application at hand, all terms, names, orders and suspensions; `closed` is the day of closing."""

    application: Application | None = None
    terms: tuple[Term, ...] = ()
    authority: str | None = None
    """Who recognised it last (主管部门, USCC)."""
    names: tuple[Named, ...] = ()
    orders: Mapping[str, Order] = field(factory=dict)
    suspensions: tuple[Days, ...] = ()
    notices: Mapping[str, Notice] = field(factory=dict)
    exit_requested: date | None = None
    closed: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the studio is recognised on *day*, suspended or not."""
        return any(term.on(day) for term in self.terms) and (self.closed is None or day <= self.closed)

    def suspended_on(self, day: date) -> bool:
        """Whether it takes nothing new on *day*."""
        return any(day in days for days in self.suspensions)

    def named_on(self, day: date) -> Named | None:
        """Its name on *day*: the one given last by then."""
        found = [one for one in self.names if one.first <= day]
        return max(reversed(found), key=lambda one: one.first) if found else None


_Others = CarrierRegistered | OperatorChanged | EvidenceAttached | EvidenceReviewed


def after(state: Recognition, event: RecognitionEvent) -> Recognition:
    """The recognition after *event*; LookupError for an application, an order or a notice that is unknown."""
    match event:
        case (
            ApplicationDrafted() | JointApplicationSubmitted() | ApplicationReturned() | ApplicationAccepted()
            | ReviewCompleted() | PublicNoticePosted() | ObjectionRecorded() | ObjectionSettled()
            | ApplicationRejected()
        ):  # fmt: skip
            return attrs.evolve(state, application=_applied(state.application, event))
        case StudioRecognised(name, _, lead, _, _, first, last, _, authority):
            application = _under_way(state.application)
            return attrs.evolve(
                state,
                application=attrs.evolve(application, stage=Stage.RECOGNISED),
                terms=(*state.terms, Term(first, last)),
                authority=authority,
                names=(*state.names, Named(first, name, lead)),
                exit_requested=None,
            )
        case StudioRenamed(name, _, lead, _, first):
            return attrs.evolve(state, names=(*state.names, Named(first, name, lead)))
        case RectificationOrdered(order, items, due):
            return attrs.evolve(state, orders={**state.orders, order: Order(items, due)})
        case RectificationAccepted(order):
            return _settled(state, order)
        case RectificationFailed(order, _, _, on):
            return _suspended(_settled(state, order), on)
        case StudioSuspended(first):
            return _suspended(state, first)
        case SuspensionLifted(first):
            lifted = tuple(Days(one.first, first) if one.until is None else one for one in state.suspensions)
            return attrs.evolve(state, suspensions=lifted)
        case RecognitionRenewed(last):
            return _with_term(state, last=last)
        case WithdrawalNotified(notice, kind, _, _, on):
            return attrs.evolve(state, notices={**state.notices, notice: Notice(kind, on)})
        case StatementHeard(notice, _, on):
            heard = attrs.evolve(state.notices[notice], heard=on)
            return attrs.evolve(state, notices={**state.notices, notice: heard})
        case RecognitionWithdrawn(_, _, first):
            return _with_term(state, ended=add_days(first, -1))
        case WithdrawalRequested(on=on):
            return attrs.evolve(state, exit_requested=on)
        case WithdrawalApproved(last_day):
            return _with_term(state, ended=last_day)
        case StudioClosed(on):
            return attrs.evolve(state, closed=on)
        case CooperationSigned() | CarrierRegistered() | OperatorChanged() | EvidenceAttached() | EvidenceReviewed():
            return state
        case _ as unreachable:
            assert_never(unreachable)


_Applying = (
    ApplicationDrafted | JointApplicationSubmitted | ApplicationReturned | ApplicationAccepted | ReviewCompleted
    | PublicNoticePosted | ObjectionRecorded | ObjectionSettled | ApplicationRejected
)  # fmt: skip


def _applied(known: Application | None, event: _Applying) -> Application:
    match event:
        case ApplicationDrafted(application, lead):
            return Application(application, lead)
        case JointApplicationSubmitted(application, lead, lead_signed, _, carrier_signed):
            return Application(application, lead, Stage.SUBMITTED, max(lead_signed, carrier_signed))
        case ApplicationReturned():
            return attrs.evolve(_under_way(known), stage=Stage.DRAFTED)
        case ApplicationAccepted():
            return attrs.evolve(_under_way(known), stage=Stage.UNDER_REVIEW)
        case ReviewCompleted(opinions, _, on):
            reviewers = frozenset(one.reviewer for one in opinions)
            return attrs.evolve(_under_way(known), stage=Stage.REVIEWED, reviewers=reviewers, reviewed=on)
        case PublicNoticePosted(first, last):
            return attrs.evolve(_under_way(known), stage=Stage.ON_NOTICE, notice=Days.through(first, last))
        case ObjectionRecorded(objection):
            known = _under_way(known)
            return attrs.evolve(known, objections={**known.objections, objection: None})
        case ObjectionSettled(objection, upheld):
            known = _under_way(known)
            if objection not in known.objections:
                raise LookupError("settled an objection that was never recorded")
            return attrs.evolve(known, objections={**known.objections, objection: upheld})
        case ApplicationRejected():
            return attrs.evolve(_under_way(known), stage=Stage.REJECTED)
        case _ as unreachable:
            assert_never(unreachable)


def _under_way(application: Application | None) -> Application:
    if application is None:
        raise LookupError("there is no application")
    return application


def _settled(state: Recognition, order: str) -> Recognition:
    settled = attrs.evolve(state.orders[order], settled=True)
    return attrs.evolve(state, orders={**state.orders, order: settled})


def _suspended(state: Recognition, first: date) -> Recognition:
    return attrs.evolve(state, suspensions=(*state.suspensions, Days(first)))


def _with_term(state: Recognition, *, last: date | None = None, ended: date | None = None) -> Recognition:
    """The present term renewed, or ended on a day."""
    if not state.terms:
        raise LookupError("not recognised")
    *former, term = state.terms
    changed = Term(term.first, last, term.ended) if ended is None else Term(term.first, term.last, ended)
    return attrs.evolve(state, terms=(*former, changed))
