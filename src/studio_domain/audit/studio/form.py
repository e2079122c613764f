"""What the facts of a studio must have (3.4.0.a2, 3.4.0.c): a document, a digest, a hand that is not one's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding, text
from studio_domain.guideline import Clause, Kind
from studio_domain.studio import premises_facts as premises
from studio_domain.studio import recognition_facts as recognition
from studio_domain.studio import roster_facts as roster
from studio_domain.values import PersonId

NO_DOCUMENT: Final = Predicate(
    "studio.no-document",
    Clause.RECOGNITION,
    Kind.G,
    zh="{stream} 的 {fact} 没有文件、文号",
    en="{stream}: {fact} rests on no document",
)
NOT_DIGESTED: Final = Predicate(
    "studio.not-digested",
    Clause.TRUTHFUL_REPORTS,
    Kind.G,
    zh="{stream} 的 {fact} 以 {actual} 个字符登记材料，不是 SHA-256 摘要",
    en="{stream}: {fact} cites a document by {actual} characters, which are no SHA-256",
)
OWN_HAND: Final = Predicate(
    "studio.own-hand",
    Clause.OPERATE_BY_RULES,
    Kind.G,
    zh="{subject} 办理了涉及本人的事项（{fact}）",
    en="{subject} did what is about {subject}: {fact}",
)
_DOCUMENTED: Final = (
    recognition.OperatorChanged, recognition.CooperationSigned, recognition.JointApplicationSubmitted,
    recognition.StudioRecognised, recognition.StudioRenamed, recognition.RectificationOrdered,
    recognition.StudioSuspended, recognition.SuspensionLifted, recognition.RecognitionRenewed,
    recognition.RecognitionWithdrawn, recognition.WithdrawalApproved, premises.VenueRegistered,
)  # fmt: skip
_DIGESTED: Final[Mapping[type[Any], str]] = {
    roster.ExperienceDeclared: "proof",
    recognition.EvidenceAttached: "digest",
    roster.HandoverSigned: "digest",
    roster.ArchivistAssigned: "handover",
    premises.IsolationAttested: "evidence",
    recognition.StudioClosed: "handover",
}
_HANDS: Final[Mapping[type[Any], str]] = {
    roster.LeadAppointed: "by",
    roster.LoansCleared: "by",
    roster.HandoverSigned: "receiver",
    roster.AccessRevoked: "by",
}
_SHA_256: Final = re.compile(r"[0-9a-f]{64}")


@define
class Form:
    """Each fact by itself, and who an experience or a piece of evidence is about."""

    _about: dict[str, PersonId] = field(factory=dict)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        for kind in _DOCUMENTED:
            yield on(kind, self._documented)
        for kind, name in _DIGESTED.items():
            yield on(kind, self._digested(name))
        for kind, name in _HANDS.items():
            yield on(kind, self._by(name))
        yield on(recognition.RectificationAccepted, self._shown)
        yield on(roster.ExperienceDeclared, self._declare)
        yield on(recognition.EvidenceAttached, self._attach)
        yield on(roster.ExperienceVerified, self._verify)
        yield on(recognition.EvidenceReviewed, self._review)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    # -- documents

    def _documented(self, event: Recorded[Any]) -> None:
        if not event.fact.document.strip():
            self._add(NO_DOCUMENT, event, event.studio, "-")

    def _digested(self, name: str) -> Callable[[Recorded[Any]], None]:
        def see(event: Recorded[Any]) -> None:
            self._digest(event, getattr(event.fact, name))

        return see

    def _shown(self, event: Recorded[recognition.RectificationAccepted]) -> None:
        for digest in event.fact.evidence:
            self._digest(event, digest)

    def _digest(self, event: Recorded[Any], digest: str | None) -> None:
        if digest is not None and not _SHA_256.fullmatch(digest):
            self._add(NOT_DIGESTED, event, event.studio, str(len(digest)))

    # -- hands

    def _by(self, name: str) -> Callable[[Recorded[Any]], None]:
        def see(event: Recorded[Any]) -> None:
            self._own(event, event.fact.person, getattr(event.fact, name))

        return see

    def _declare(self, event: Recorded[roster.ExperienceDeclared]) -> None:
        self._about[f"experience {event.fact.experience}"] = event.fact.person

    def _attach(self, event: Recorded[recognition.EvidenceAttached]) -> None:
        self._about[f"evidence {event.fact.evidence}"] = event.fact.person

    def _verify(self, event: Recorded[roster.ExperienceVerified]) -> None:
        self._own(event, self._about.get(f"experience {event.fact.experience}"), event.fact.verifier)

    def _review(self, event: Recorded[recognition.EvidenceReviewed]) -> None:
        self._own(event, self._about.get(f"evidence {event.fact.evidence}"), event.fact.reviewer)

    def _own(self, event: Recorded[Any], about: PersonId | None, hand: PersonId) -> None:
        if about is not None and about in (hand, event.context.on_behalf_of):
            self._add(OWN_HAND, event, about, about)

    def _add(self, predicate: Predicate, event: Recorded[Any], subject: str, actual: str) -> None:
        self._found.append(
            finding(
                predicate, event, subject,
                expected=count(1), actual=text(actual), delta=count(1), fact=type(event.fact).__name__,
            )
        )  # fmt: skip
