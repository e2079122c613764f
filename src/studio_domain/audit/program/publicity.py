"""Publicity (二、（九）): approved by another hand, with the consent of whom it names, reviewed for secrecy; taken down
where it was not. Case studies: of closed cases, reviewed so that they give nobody away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding, text
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.program.known import Streams, Told, incomplete, said, simply
from studio_domain.case_study import CaseCompiled, DeidentificationReviewed
from studio_domain.client_case.facts import CaseClosed, CaseReopened
from studio_domain.guideline import Clause, Kind
from studio_domain.publication.facts import (
    AchievementPublished,
    AnnouncementPublished,
    PromotionApproved,
    PublicationDrafted,
    PublicationTakenDown,
    SecrecyReviewed,
    Subject,
)

UNREVIEWED: Final = Predicate(
    "publication.secrecy-unreviewed",
    Clause.PUBLICITY,
    Kind.A,
    zh="{subject} 涉及服务对象，发布前没有通过保密审查",
    en="{subject} names clients, and had passed no review for secrecy when it was published",
)
UNAPPROVED: Final = Predicate(
    "publication.unapproved",
    Clause.PUBLICITY,
    Kind.A,
    zh="{subject} 未经批准即发布",
    en="{subject} was published without approval",
)
SAME_HAND: Final = Predicate(
    "publication.same-hand",
    Clause.PUBLICITY,
    Kind.G,
    zh="{subject} 由作者 {hand} 本人审查或批准",
    en="{hand}, the author of {subject}, reviewed or approved it",
)
UNKNOWN_CHANNEL: Final = Predicate(
    "publication.channel-unknown",
    Clause.PUBLICITY,
    Kind.A,
    zh="{subject} 发布于未登记的平台 {actual}",
    en="{subject} was published on {actual}, a channel that is not registered",
    policy="program.channels",
)
PUBLISHED_TWICE: Final = Predicate(
    "publication.out-of-order",
    Clause.PUBLICITY,
    Kind.A,
    zh="{subject} 的 {fact} 与其进程不符",
    en="{fact} of {subject} does not fit its course",
)
INCOMPLETE: Final = Predicate(
    "publication.incomplete",
    Clause.PUBLICITY,
    Kind.A,
    zh="{subject} 的记录缺失：{actual}",
    en="of {subject} is missing: {actual}",
)
STUDY_UNREVIEWED: Final = Predicate(
    "publication.study-unreviewed",
    Clause.CASE_COMPILATION,
    Kind.X,
    zh="{subject} 所用案例 {actual} 发布时没有通过去标识化审查",
    en="the case study {actual}, published in {subject}, had passed no review of de-identification",
)
CASE_OPEN: Final = Predicate(
    "study.case-open",
    Clause.CASE_COMPILATION,
    Kind.X,
    zh="案例 {subject} 汇编自尚未结案的项目 {actual}",
    en="the case study {subject} was compiled from the case {actual}, which was not closed",
)
STUDY_HAND: Final = Predicate(
    "study.same-hand",
    Clause.CASE_COMPILATION,
    Kind.G,
    zh="案例 {subject} 由汇编人 {hand} 本人审查",
    en="{hand}, who compiled the case study {subject}, reviewed it",
)
STUDY_INCOMPLETE: Final = Predicate(
    "study.incomplete",
    Clause.CASE_COMPILATION,
    Kind.A,
    zh="案例 {subject} 的记录缺失：{actual}",
    en="of the case study {subject} is missing: {actual}",
)

Published = Recorded[AnnouncementPublished] | Recorded[AchievementPublished]


def published(told: Told) -> list[Published]:
    """What was published of a stream, in the order of recording."""
    both: list[Published] = [*told.all(AnnouncementPublished), *told.all(AchievementPublished)]
    return sorted(both, key=lambda one: one.version)


@define
class Publicity:
    """Each publication, when all is known of it; of its consents `audit.program.consents` speaks."""

    publications: Streams
    grounds: Grounds

    def watches(self) -> Iterator[Watch]:
        yield from ()

    def findings(self, as_of: date) -> Iterator[Finding]:
        for told in self.publications:
            for event in published(told):
                yield from self._published(told, event)
            yield from _hands(told)
            for event in told.every():
                yield from incomplete(INCOMPLETE, event, _there(event.fact))
                if _unfit(told, event):
                    yield simply(PUBLISHED_TWICE, event, type(event.fact).__name__, fact=type(event.fact).__name__)

    def _published(self, told: Told, event: Published) -> Iterator[Finding]:
        fact, terms = event.fact, self.grounds.policy.on(event.fact.on)
        if fact.channel not in terms.program.channels:
            yield finding(
                UNKNOWN_CHANNEL, event, told.name,
                expected=count(1), actual=text(fact.channel), delta=count(1),
                binding=terms.binds("program.channels"), policy=terms.cite("program.channels"),
            )  # fmt: skip
        if not told.before(event, PromotionApproved):
            yield simply(UNAPPROVED, event)
        reviews = told.before(event, SecrecyReviewed)
        if fact.clients and not (reviews and reviews[-1].fact.passed):
            yield simply(UNREVIEWED, event)


@define
class Studies:
    """Case studies: of closed cases, reviewed by another hand, and before they are published."""

    _closed: set[str] = field(factory=set)
    _compiled: dict[str, Recorded[CaseCompiled]] = field(factory=dict)
    _passed: dict[str, bool] = field(factory=dict)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(CaseClosed, self._close)
        yield on(CaseReopened, self._reopen)
        yield on(CaseCompiled, self._compile)
        yield on(DeidentificationReviewed, self._review)
        yield on(AchievementPublished, self._publish)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _close(self, event: Recorded[CaseClosed]) -> None:
        self._closed.add(event.stream)

    def _reopen(self, event: Recorded[CaseReopened]) -> None:
        self._closed.discard(event.stream)

    def _compile(self, event: Recorded[CaseCompiled]) -> None:
        fact = event.fact
        self._compiled[event.stream] = event
        if f"{event.studio}/case/{fact.case}" not in self._closed:
            self._found.append(simply(CASE_OPEN, event, actual=text(fact.case)))
        there = {"title": said(fact.title), "digest": said(fact.digest)}
        self._found += incomplete(STUDY_INCOMPLETE, event, there)

    def _review(self, event: Recorded[DeidentificationReviewed]) -> None:
        fact, compiled = event.fact, self._compiled.get(event.stream)
        self._passed[event.stream] = fact.passed
        self._found += incomplete(
            STUDY_INCOMPLETE, event, {"compilation": compiled is not None, "digest": said(fact.digest)}
        )
        if compiled is not None and compiled.fact.compiler in (fact.reviewer, event.context.on_behalf_of):
            hand = compiled.fact.compiler
            self._found.append(simply(STUDY_HAND, event, expected=count(2), actual=count(1), hand=hand))

    def _publish(self, event: Recorded[AchievementPublished]) -> None:
        study = event.fact.study
        if study is not None and not self._passed.get(f"{event.studio}/study/{study}", False):
            self._found.append(simply(STUDY_UNREVIEWED, event, actual=text(study)))


def _hands(told: Told) -> Iterator[Finding]:
    drafts = told.all(PublicationDrafted)
    if not drafts:
        return
    author = drafts[0].fact.author
    for review in told.all(SecrecyReviewed):
        if author in (review.fact.reviewer, review.context.on_behalf_of):
            yield simply(SAME_HAND, review, "review", expected=count(2), actual=count(1), hand=author)
    for approval in told.all(PromotionApproved):
        if author in (approval.fact.approver, approval.context.on_behalf_of):
            yield simply(SAME_HAND, approval, "approval", expected=count(2), actual=count(1), hand=author)


def _unfit(told: Told, event: Recorded[Any]) -> bool:
    """What is published twice, taken down when it was not in public, or worked on once it is."""
    shown = [one for one in published(told) if one.version < event.version]
    match event.fact:
        case PublicationTakenDown():
            return not shown or bool(told.before(event, PublicationTakenDown))
        case PublicationDrafted():
            return bool(shown or told.before(event, PublicationDrafted))
        case _:
            return bool(shown)


def _there(fact: Any) -> dict[str, bool]:
    """What a fact of a publication must have, and whether it does."""
    match fact:
        case PublicationDrafted():
            about = fact.kind is not Subject.ANNOUNCEMENT or said(fact.activity)
            return {"title": said(fact.title), "digest": said(fact.digest), "activity": about}
        case SecrecyReviewed():
            return {"opinion": said(fact.opinion)}
        case AnnouncementPublished() | AchievementPublished():
            return {"digest": said(fact.digest)}
        case PublicationTakenDown():
            return {"reason": said(fact.reason)}
        case _:
            return {}
