"""The form of a filing (3.4.0.d): what it covers, its document, the local authority that receives and answers it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding, text
from studio_domain.audit.grounds import Grounds
from studio_domain.filing import (
    FilingAcknowledged,
    FilingPrepared,
    FilingResubmitted,
    FilingReturned,
)
from studio_domain.guideline import Clause, Kind
from studio_domain.studio.recognition_facts import StudioRecognised
from studio_domain.values import uscc_is_valid

INCOMPLETE: Final = Predicate(
    "filing.incomplete",
    Clause.TIMELY_FILING,
    Kind.G,
    zh="报备 {subject} 的{actual}缺失或无效",
    en="of the filing {subject} is missing or void: {actual}",
)
ELSEWHERE: Final = Predicate(
    "filing.elsewhere",
    Clause.TIMELY_FILING,
    Kind.X,
    zh="报备 {subject} 交给 {actual}，当地主管部门是 {expected}",
    en="{subject} was filed with {actual}; the local authority is {expected}",
)
ANSWERED_BY_ANOTHER: Final = Predicate(
    "filing.answered-by-another",
    Clause.TIMELY_FILING,
    Kind.G,
    zh="报备 {subject} 由 {actual} 答复，受理单位是 {expected}",
    en="{actual} answered the filing {subject}, which lies with {expected}",
)

_YEARLY: Final = frozenset({"plan", "report"})


@define
class Form:
    """A filing says what it covers, has its document, and goes to the authority that recognised the studio."""

    grounds: Grounds
    _authorities: dict[str, str] = field(factory=dict)
    _lies_with: dict[str, str] = field(factory=dict)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(StudioRecognised, self._recognised)
        yield on(FilingPrepared, self._prepared)
        yield on(FilingResubmitted, self._resubmitted)
        yield on(FilingAcknowledged, self._answered)
        yield on(FilingReturned, self._answered)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _recognised(self, event: Recorded[StudioRecognised]) -> None:
        self._authorities[event.studio] = event.fact.authority

    def _prepared(self, event: Recorded[FilingPrepared]) -> None:
        fact = event.fact
        kinds = self.grounds.policy.on(fact.on).filing.kinds
        wrong = [one.kind or "-" for one in fact.covers if one.kind not in kinds or not _says(one.kind, one.about)]
        if not fact.covers:
            wrong.append("matter")
        if not fact.digest.strip():
            wrong.append("digest")
        if not uscc_is_valid(fact.authority):
            wrong.append("authority")
        self._lacks(event, wrong)
        self._lies_with[event.stream] = fact.authority
        authority = self._authorities.get(event.studio, fact.authority)
        if authority != fact.authority and "authority" not in wrong:
            found = finding(
                ELSEWHERE, event, _number(event.stream),
                expected=text(authority), actual=text(fact.authority), delta=count(1),
            )  # fmt: skip
            self._found.append(found)

    def _resubmitted(self, event: Recorded[FilingResubmitted]) -> None:
        self._lacks(event, [] if event.fact.digest.strip() else ["digest"])

    def _answered(self, event: Recorded[FilingAcknowledged] | Recorded[FilingReturned]) -> None:
        authority = self._lies_with.get(event.stream, event.context.org)
        if event.context.org != authority:
            found = finding(
                ANSWERED_BY_ANOTHER, event, _number(event.stream),
                expected=text(authority), actual=text(event.context.org), delta=count(1),
            )  # fmt: skip
            self._found.append(found)

    def _lacks(self, event: Recorded[FilingPrepared] | Recorded[FilingResubmitted], wrong: list[str]) -> None:
        if wrong:
            found = finding(
                INCOMPLETE, event, _number(event.stream),
                expected=count(0), actual=text(", ".join(dict.fromkeys(wrong))), delta=count(len(wrong)),
            )  # fmt: skip
            self._found.append(found)


def _says(kind: str, about: str) -> bool:
    """Whether it says what it is about, a plan or report its year."""
    return bool(about.strip()) and (kind not in _YEARLY or (len(about) == 4 and about.isascii() and about.isdigit()))


def _number(stream: str) -> str:
    return stream.rpartition("/")[2]
