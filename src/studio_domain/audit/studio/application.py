"""How a studio was recognised (1.1.a, 1.3.0.a; SD-11): two signers, untied reviewers, public notice, no objection.

Judged by what was known when the fact was recorded (K); ties to the carrier by what is on record of the day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Final

from attrs import define, field

from studio_domain import person_record
from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Measure, Predicate, count, finding, on_day, text
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.mandates_known import MandatesKnown
from studio_domain.guideline import Clause, Kind, Role
from studio_domain.studio import recognition_facts as recognition
from studio_domain.values import Days, PersonId

NO_APPLICATION: Final = Predicate(
    "studio.no-application",
    Clause.JOINT_APPLICATION,
    Kind.G,
    zh="{subject} 未经领办人和载体联合申报即获认定",
    en="{subject} was recognised without a joint application of lead and carrier",
)
ONE_SIGNER: Final = Predicate(
    "studio.one-signer",
    Clause.JOINT_APPLICATION,
    Kind.G,
    zh="{subject} 既以领办人又以载体名义签署",
    en="{subject} signed for the lead and for the carrier",
)
NOT_OF_CARRIER: Final = Predicate(
    "studio.signer-not-of-carrier",
    Clause.JOINT_APPLICATION,
    Kind.X,
    zh="{subject} 于 {actual} 以载体名义签署，当时没有已登记的载体负责人任职或委托",
    en="{subject} signed for the carrier on {actual}, with no mandate of its head on record by then",
)
FEW_REVIEWERS: Final = Predicate(
    "studio.few-reviewers",
    Clause.RECOGNITION,
    Kind.G,
    zh="{subject} 认定前由 {actual} 名人员评审，应有 {expected} 名",
    en="{actual} persons reviewed {subject} before it was recognised, it takes {expected}",
    policy="recognition.reviewers_min",
)
TIED: Final = Predicate(
    "studio.tied-to-carrier",
    Clause.JOINT_APPLICATION,
    Kind.X,
    zh="{subject} 与申报载体 {carrier} 有关联（{actual}），却参与评审或认定",
    en="{subject} is tied to the carrier {carrier} ({actual}), and reviewed or decided all the same",
)
DECIDER_REVIEWED: Final = Predicate(
    "studio.decider-reviewed",
    Clause.JOINT_APPLICATION,
    Kind.G,
    zh="{subject} 参加评审，又作出认定决定",
    en="{subject} reviewed the application, and decided on it",
)
NOTICE_SHORT: Final = Predicate(
    "studio.notice-short",
    Clause.RECOGNITION,
    Kind.G,
    zh="{subject} 公示 {actual} 个工作日，应不少于 {expected} 个",
    en="the notice of {subject} stood for {actual} working days, it takes {expected}",
    policy="recognition.public_notice_days",
)
NOTICE_RUNNING: Final = Predicate(
    "studio.notice-running",
    Clause.RECOGNITION,
    Kind.G,
    zh="{subject} 于 {actual} 认定，公示至 {expected} 才期满",
    en="{subject} was recognised on {actual}, while the notice stood until {expected}",
)
NOTICE_EARLY: Final = Predicate(
    "studio.notice-before-review",
    Clause.RECOGNITION,
    Kind.G,
    zh="{subject} 于 {actual} 公示，早于评审 {expected}",
    en="the notice of {subject} began on {actual}, before the review of {expected}",
)
OBJECTION: Final = Predicate(
    "studio.objection-standing",
    Clause.RECOGNITION,
    Kind.G,
    zh="{subject} 认定时异议 {objection} 未处理或成立",
    en="{subject} was recognised while objection {objection} was open, or had been upheld",
)


@define
class _Procedure:
    """What was done about the application at hand."""

    submitted: Recorded[Any] | None = None
    reviewers: frozenset[PersonId] = frozenset()
    reviewed: date | None = None
    notice: recognition.PublicNoticePosted | None = None
    objections: dict[str, Recorded[Any]] = field(factory=dict)


@define
class _Tie:
    kind: str
    party: str
    first: date
    last: date | None = None


@define
class Procedure:
    """From the joint application to the recognition."""

    grounds: Grounds
    _carrier: str | None = None
    _now: _Procedure = field(factory=_Procedure)
    _mandates: MandatesKnown = field(factory=MandatesKnown)
    _ties: defaultdict[str, dict[str, _Tie]] = field(factory=lambda: defaultdict(dict))
    _hands: list[tuple[Recorded[Any], PersonId, date, str]] = field(factory=list)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield from self._mandates.watches()
        yield on(recognition.CarrierRegistered, self._operator)
        yield on(recognition.OperatorChanged, self._operator)
        yield on(recognition.JointApplicationSubmitted, self._submit)
        yield on(recognition.WithdrawalRequested, self._ask_to_leave)
        yield on(recognition.ReviewCompleted, self._review)
        yield on(recognition.PublicNoticePosted, self._post)
        yield on(recognition.ObjectionRecorded, self._object)
        yield on(recognition.ObjectionSettled, self._settle)
        yield on(recognition.ApplicationRejected, self._reject)
        yield on(recognition.StudioRecognised, self._recognise)
        yield on(person_record.PersonRegistered, self._employed)
        yield on(person_record.EmploymentChanged, self._employed)
        yield on(person_record.InterestDeclared, self._interested)
        yield on(person_record.InterestEnded, self._disinterested)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found
        for event, person, day, carrier in self._hands:
            ties = sorted({tie.kind for tie in self._ties[person].values() if _holds(tie, carrier, day)})
            if ties:
                yield finding(
                    TIED, event, person,
                    expected=count(0), actual=text(", ".join(ties)), delta=count(len(ties)), carrier=carrier,
                )  # fmt: skip

    # -- signatures

    def _operator(self, event: Recorded[recognition.CarrierRegistered | recognition.OperatorChanged]) -> None:
        self._carrier = event.fact.carrier

    def _submit(self, event: Recorded[recognition.JointApplicationSubmitted]) -> None:
        fact = event.fact
        self._now = _Procedure(event)
        self._signed(event, fact.lead, fact.carrier_signer, fact.carrier_signed)

    def _ask_to_leave(self, event: Recorded[recognition.WithdrawalRequested]) -> None:
        self._signed(event, event.fact.lead, event.fact.carrier_signer, event.fact.on)

    def _signed(self, event: Recorded[Any], lead: PersonId, signer: PersonId, day: date) -> None:
        held = self._mandates.held(event.studio, signer, (Role.CARRIER_HEAD,), day)
        if lead == signer or (held and all(one.delegator == lead for one in held)):
            self._add(ONE_SIGNER, event, lead, expected=count(2), actual=count(1))
        elif not held:
            self._add(NOT_OF_CARRIER, event, signer, expected=text(Role.CARRIER_HEAD.value), actual=on_day(day))

    # -- review and notice

    def _review(self, event: Recorded[recognition.ReviewCompleted]) -> None:
        self._now.reviewers = frozenset(opinion.reviewer for opinion in event.fact.opinions)
        self._now.reviewed = event.fact.on
        for reviewer in sorted(self._now.reviewers):
            self._hand(event, reviewer, event.fact.on)

    def _post(self, event: Recorded[recognition.PublicNoticePosted]) -> None:
        self._now.notice, reviewed = event.fact, self._now.reviewed
        if reviewed is not None and event.fact.first < reviewed:
            self._add(NOTICE_EARLY, event, event.studio, expected=on_day(reviewed), actual=on_day(event.fact.first))

    def _object(self, event: Recorded[recognition.ObjectionRecorded]) -> None:
        self._now.objections[event.fact.objection] = event

    def _settle(self, event: Recorded[recognition.ObjectionSettled]) -> None:
        if not event.fact.upheld:
            self._now.objections.pop(event.fact.objection, None)

    def _reject(self, event: Recorded[recognition.ApplicationRejected]) -> None:
        self._now = _Procedure()

    # -- recognition

    def _recognise(self, event: Recorded[recognition.StudioRecognised]) -> None:
        done, self._now = self._now, _Procedure()
        fact, studio = event.fact, event.studio
        terms = self.grounds.policy.on(event.context.day)
        if done.submitted is None:
            self._add(NO_APPLICATION, event, studio, expected=count(1), actual=count(0))
        if len(done.reviewers) < terms.recognition.reviewers_min:
            self._add(
                FEW_REVIEWERS, event, studio,
                expected=count(terms.recognition.reviewers_min), actual=count(len(done.reviewers)),
                binding=terms.binds("recognition.reviewers_min"), policy=terms.cite("recognition.reviewers_min"),
            )  # fmt: skip
        if fact.decider in done.reviewers:
            self._add(DECIDER_REVIEWED, event, fact.decider, expected=count(2), actual=count(1))
        self._hand(event, fact.decider, event.context.day)
        self._noticed(event, done.notice)
        for objection in sorted(done.objections):
            self._add(OBJECTION, event, studio, expected=count(0), actual=count(1), objection=objection)

    def _noticed(
        self, event: Recorded[recognition.StudioRecognised], notice: recognition.PublicNoticePosted | None
    ) -> None:
        day = event.context.day
        terms = self.grounds.policy.on(day)
        least, stood = terms.recognition.public_notice_days, 0
        if notice is not None:
            length = min((notice.last - notice.first).days + 1, 10 * (least + 30))  # no need to count an endless one
            each = (notice.first + timedelta(n) for n in range(max(0, length)))
            stood = sum(self.grounds.working_days.is_working(one) for one in each)
        if stood < least:
            self._add(
                NOTICE_SHORT, event, event.studio, expected=count(least), actual=count(stood),
                binding=terms.binds("recognition.public_notice_days"),
                policy=terms.cite("recognition.public_notice_days"),
            )  # fmt: skip
        if notice is not None and day <= notice.last:
            self._add(NOTICE_RUNNING, event, event.studio, expected=on_day(notice.last), actual=on_day(day))

    def _add(
        self,
        predicate: Predicate,
        event: Recorded[Any],
        subject: str,
        *,
        expected: Measure,
        actual: Measure,
        binding: bool = True,
        policy: str | None = None,
        objection: str = "",
    ) -> None:
        difference = 1
        if isinstance(expected.value, int) and isinstance(actual.value, int):
            difference = abs(expected.value - actual.value)
        self._found.append(
            finding(
                predicate, event, subject,
                expected=expected, actual=actual, delta=count(difference), binding=binding, policy=policy,
                objection=objection,
            )
        )  # fmt: skip

    # -- who is tied to whom

    def _hand(self, event: Recorded[Any], person: PersonId, day: date) -> None:
        if self._carrier is not None:
            self._hands.append((event, person, day, self._carrier))

    def _employed(self, event: Recorded[person_record.PersonRegistered | person_record.EmploymentChanged]) -> None:
        """An employment holds until the next one begins."""
        fact = event.fact
        first = fact.on if isinstance(fact, person_record.EmploymentChanged) else date.min
        ties = self._ties[event.stream.rpartition("/")[2]]
        ties[f"employer {first} {event.version}"] = _Tie("employment", fact.employer or "", first)
        in_turn = sorted((name for name in ties if name.startswith("employer ")), key=lambda name: ties[name].first)
        for name, following in pairwise(in_turn):
            ties[name].last = max(ties[following].first, date.min + timedelta(1)) - timedelta(1)

    def _interested(self, event: Recorded[person_record.InterestDeclared]) -> None:
        fact = event.fact
        ties = self._ties[event.stream.rpartition("/")[2]]
        ties[f"interest {fact.interest}"] = _Tie(fact.kind.value, fact.party, fact.first)

    def _disinterested(self, event: Recorded[person_record.InterestEnded]) -> None:
        if tie := self._ties[event.stream.rpartition("/")[2]].get(f"interest {event.fact.interest}"):
            tie.last = event.fact.last_day


def _holds(tie: _Tie, party: str, day: date) -> bool:
    return tie.party == party and day in Days.through(tie.first, tie.last)
