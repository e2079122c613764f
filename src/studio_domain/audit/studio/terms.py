"""What became of a recognition (1.1.a): its term, renewal, rectification, how it was taken away, given up and closed.

Judged by what was known when the fact was recorded (K).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Measure, Predicate, count, days, finding, on_day, text
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.recognised import Recognised
from studio_domain.guideline import Clause, Kind
from studio_domain.studio import recognition_facts as recognition
from studio_domain.studio.recognition_facts import WithdrawalKind
from studio_domain.values import add_days, add_years

REACHES_BACK: Final = Predicate(
    "studio.reaches-back",
    Clause.RECOGNITION,
    Kind.G,
    zh="{subject} 于 {expected} 作出的决定追溯至 {actual}",
    en="what was decided about {subject} on {expected} reaches back to {actual}",
)
TERM_LONG: Final = Predicate(
    "studio.term-long",
    Clause.RECOGNITION,
    Kind.G,
    zh="{subject} 认定有效期至 {actual}，至多到 {expected}",
    en="the recognition of {subject} holds until {actual}, where {expected} is the latest",
    policy="recognition.valid_years",
)
RENEWED_LATE: Final = Predicate(
    "studio.renewed-late",
    Clause.RECOGNITION,
    Kind.G,
    zh="{subject} 于 {actual} 续期，认定已于 {expected} 到期",
    en="{subject} was renewed on {actual}, when the recognition had ended on {expected}",
)
UNPROVED: Final = Predicate(
    "studio.rectification-unproved",
    Clause.RECOGNITION,
    Kind.G,
    zh="整改 {subject} 有 {expected} 项，合格认定只附 {actual} 份证明材料",
    en="order {subject} has {expected} things to put right, {actual} were shown",
)
FAILED_EARLY: Final = Predicate(
    "studio.rectification-failed-early",
    Clause.RECOGNITION,
    Kind.G,
    zh="整改 {subject} 期限至 {expected}，{actual} 即认定不合格",
    en="order {subject} left time until {expected}, and was found failed on {actual}",
)
UNNOTIFIED: Final = Predicate(
    "studio.withdrawn-unnotified",
    Clause.RECOGNITION,
    Kind.G,
    zh="{subject} 的认定被撤销或取消（{actual}），此前没有告知",
    en="the recognition of {subject} was {actual}, and no notice of that was given before",
)
UNHEARD: Final = Predicate(
    "studio.withdrawn-unheard",
    Clause.RECOGNITION,
    Kind.G,
    zh="{subject} 的认定被撤销或取消（{actual}），此前没有听取陈述申辩",
    en="the recognition of {subject} was {actual} before the studio had stated its case",
)
NOT_ASKED: Final = Predicate(
    "studio.exit-not-asked",
    Clause.RECOGNITION,
    Kind.G,
    zh="{subject} 未提出退出申请即获批准退出",
    en="{subject} was let go without having asked to withdraw",
)
CLOSED_EARLY: Final = Predicate(
    "studio.closed-early",
    Clause.RECOGNITION,
    Kind.G,
    zh="{subject} 于 {actual} 关闭，认定仍然有效",
    en="{subject} was closed on {actual}, while the recognition held",
)
PLAQUE_KEPT: Final = Predicate(
    "studio.plaque-kept",
    Clause.RECOGNITION,
    Kind.G,
    zh="{subject} 关闭时没有交回标牌",
    en="{subject} was closed without returning the plaque",
)


@define
class Terms:
    """One studio's recognition from its first day to its closing."""

    grounds: Grounds
    _recognised: Recognised = field(factory=Recognised)
    _last: date | None = None
    _ended: date | None = None
    _orders: dict[str, recognition.RectificationOrdered] = field(factory=dict)
    _notified: dict[str, WithdrawalKind] = field(factory=dict)
    _heard: set[str] = field(factory=set)
    _asked: bool = False
    _closed: list[Recorded[recognition.StudioClosed]] = field(factory=list)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield from self._recognised.watches()
        yield on(recognition.StudioRecognised, self._recognise)
        yield on(recognition.StudioRenamed, self._back)
        yield on(recognition.RecognitionRenewed, self._renew)
        yield on(recognition.RectificationOrdered, self._order)
        yield on(recognition.RectificationAccepted, self._accept)
        yield on(recognition.RectificationFailed, self._fail)
        yield on(recognition.WithdrawalNotified, self._notify)
        yield on(recognition.StatementHeard, self._hear)
        yield on(recognition.RecognitionWithdrawn, self._withdraw)
        yield on(recognition.WithdrawalRequested, self._ask)
        yield on(recognition.WithdrawalApproved, self._let_go)
        yield on(recognition.StudioClosed, self._close)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found
        for event in self._closed:
            if self._recognised.on(event.studio, event.fact.on):
                yield self._told(CLOSED_EARLY, event, event.studio, text("-"), on_day(event.fact.on))
            if not event.fact.plaque_returned:
                yield self._told(PLAQUE_KEPT, event, event.studio, count(1), count(0))

    # -- the term

    def _recognise(self, event: Recorded[recognition.StudioRecognised]) -> None:
        fact = event.fact
        self._last, self._ended, self._asked = fact.last, None, False
        self._back(event)
        self._bounded(event, fact.first, fact.last)

    def _back(self, event: Recorded[Any], day_said: date | None = None) -> None:
        day, first = event.context.day, day_said or event.fact.first
        if first < day:
            self._add(REACHES_BACK, event, event.studio, on_day(day), on_day(first), delta=days((day - first).days))

    def _renew(self, event: Recorded[recognition.RecognitionRenewed]) -> None:
        day = event.context.day
        ends = [end for end in (self._last, self._ended) if end is not None]
        if ends and day > min(ends):
            late = days((day - min(ends)).days)
            self._add(RENEWED_LATE, event, event.studio, on_day(min(ends)), on_day(day), delta=late)
        if self._last is not None and self._last < date.max:
            self._bounded(event, add_days(self._last, 1), event.fact.last)
        self._last = event.fact.last

    def _bounded(self, event: Recorded[Any], first: date, last: date | None) -> None:
        terms = self.grounds.policy.on(event.context.day)
        years = terms.recognition.valid_years
        if years is None:
            return
        latest = add_days(add_years(first, years), -1)
        if last is None or last > latest:
            over = days((last - latest).days) if last else count(1)
            actual, cited = on_day(last) if last else text("-"), terms.cite("recognition.valid_years")
            self._add(TERM_LONG, event, event.studio, on_day(latest), actual, delta=over, policy=cited)

    # -- rectification

    def _order(self, event: Recorded[recognition.RectificationOrdered]) -> None:
        self._orders[event.fact.order] = event.fact

    def _accept(self, event: Recorded[recognition.RectificationAccepted]) -> None:
        fact = event.fact
        if (ordered := self._orders.get(fact.order)) is not None:
            asked, shown = len(ordered.items), len(set(fact.evidence))
            if shown < asked:
                self._add(UNPROVED, event, fact.order, count(asked), count(shown), delta=count(asked - shown))

    def _fail(self, event: Recorded[recognition.RectificationFailed]) -> None:
        fact = event.fact
        if (ordered := self._orders.get(fact.order)) is not None and fact.on <= ordered.due:
            early = days((ordered.due - fact.on).days + 1)
            self._add(FAILED_EARLY, event, fact.order, on_day(ordered.due), on_day(fact.on), delta=early)

    # -- taken away, given up, closed

    def _notify(self, event: Recorded[recognition.WithdrawalNotified]) -> None:
        self._notified[event.fact.notice] = event.fact.kind

    def _hear(self, event: Recorded[recognition.StatementHeard]) -> None:
        self._heard.add(event.fact.notice)

    def _withdraw(self, event: Recorded[recognition.RecognitionWithdrawn]) -> None:
        fact = event.fact
        self._back(event)
        self._ended = add_days(fact.first, -1) if fact.first > date.min else fact.first
        noticed = self._notified.get(fact.notice) is fact.kind
        if not noticed or fact.notice not in self._heard:
            predicate = UNHEARD if noticed else UNNOTIFIED
            self._add(predicate, event, event.studio, count(2), text(fact.kind.value))

    def _ask(self, event: Recorded[recognition.WithdrawalRequested]) -> None:
        self._asked = True

    def _let_go(self, event: Recorded[recognition.WithdrawalApproved]) -> None:
        self._back(event, event.fact.last_day)
        self._ended = event.fact.last_day
        if not self._asked:
            self._add(NOT_ASKED, event, event.studio, count(1), count(0))

    def _close(self, event: Recorded[recognition.StudioClosed]) -> None:
        self._closed.append(event)

    # -- one form for all

    def _add(
        self,
        predicate: Predicate,
        event: Recorded[Any],
        subject: str,
        expected: Measure,
        actual: Measure,
        *,
        delta: Measure | None = None,
        policy: str | None = None,
    ) -> None:
        self._found.append(self._told(predicate, event, subject, expected, actual, delta, policy))

    def _told(
        self,
        predicate: Predicate,
        event: Recorded[Any],
        subject: str,
        expected: Measure,
        actual: Measure,
        delta: Measure | None = None,
        policy: str | None = None,
    ) -> Finding:
        return finding(
            predicate, event, subject,
            expected=expected, actual=actual, delta=delta or count(1), policy=policy,
        )  # fmt: skip
