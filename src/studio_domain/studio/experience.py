"""What qualifies people: 从业经历, 证明材料 of leads (一、（三）1、3)."""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, require
from studio_domain.studio.recognition_facts import EvidenceAttached, EvidenceKind, EvidenceReviewed
from studio_domain.studio.roster_facts import ExperienceDeclared, ExperienceVerified
from studio_domain.studio.standing import alive, another, digested, in_order, new, stated
from studio_domain.studio.state import Studio
from studio_domain.values import PersonId, check_region

# -- rules

EXPERIENCE_EXISTS: Final = Rule(
    Clause.LEAD_EXPERIENCE, zh="没有从业经历 {experience}", en="there is no experience {experience}"
)
VERIFIED_ONCE: Final = Rule(
    Clause.LEAD_EXPERIENCE, zh="从业经历 {experience} 已核实", en="experience {experience} is verified already"
)
EVIDENCE_EXISTS: Final = Rule(Clause.LEAD_INFLUENCE, zh="没有证明材料 {evidence}", en="there is no evidence {evidence}")
EVIDENCE_REVIEWED_ONCE: Final = Rule(
    Clause.LEAD_INFLUENCE, zh="证明材料 {evidence} 已审核", en="evidence {evidence} is reviewed already"
)

# -- decisions


def declare_experience(
    studio: Studio, *, experience: str, person: PersonId, kind: str, first: date, last: date | None, proof: str
) -> ExperienceDeclared:
    """申报从业经历 (一、（三）1、3): work of a kind between two days, or still; refuses one without its proof."""
    alive(studio)
    new(experience, studio.roster.experiences)
    stated("kind", kind)
    in_order(first, last)
    digested(proof)
    return ExperienceDeclared(experience, person, kind, first, last, proof)


def verify_experience(
    studio: Studio, *, experience: str, verifier: PersonId, on: date, principal: PersonId | None = None
) -> ExperienceVerified:
    """核实从业经历 (一、（三）1、3): from then on it counts; refuses the person's own hand, and a second time."""
    alive(studio)
    declared = studio.roster.experiences.get(experience)
    if declared is None:
        raise Breach(EXPERIENCE_EXISTS, experience=experience)
    require(not declared.verified, VERIFIED_ONCE, experience=experience)
    another(verifier, declared.person, principal)
    return ExperienceVerified(experience, verifier, on)


def attach_evidence(
    studio: Studio, *, evidence: str, person: PersonId, kind: EvidenceKind, region: str, title: str, digest: str
) -> EvidenceAttached:
    """提交证明材料 (优秀、社会影响力、当地贡献 一、（三）1): about a lead, of a region (six digits)."""
    alive(studio)
    new(evidence, studio.roster.evidence)
    stated("title", title)
    digested(digest)
    return EvidenceAttached(evidence, person, kind, check_region(region), title, digest)


def review_evidence(
    studio: Studio, *, evidence: str, reviewer: PersonId, accepted: bool, principal: PersonId | None = None
) -> EvidenceReviewed:
    """审核证明材料 (一、（三）1): once, by the authority, and not by whom it is about."""
    alive(studio)
    attached = studio.roster.evidence.get(evidence)
    if attached is None:
        raise Breach(EVIDENCE_EXISTS, evidence=evidence)
    require(attached.accepted is None, EVIDENCE_REVIEWED_ONCE, evidence=evidence)
    another(reviewer, attached.person, principal)
    return EvidenceReviewed(evidence, reviewer, accepted)


# -- who may decide

MAY_DECIDE: Final[MayDecide] = {
    declare_experience: frozenset({Role.LEAD, Role.STAFF, Role.CARRIER_HEAD}),
    verify_experience: frozenset({Role.CARRIER_HEAD, Role.AUTHORITY}),
    attach_evidence: frozenset({Role.LEAD, Role.STAFF, Role.CARRIER_HEAD}),
    review_evidence: frozenset({Role.AUTHORITY}),
}
