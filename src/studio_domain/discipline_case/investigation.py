"""Investigation: evidence, the subject's own word, and what came of it (调查 三、（四）7)."""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.discipline_case.facts import EvidenceCollected, InvestigationConcluded, SubjectHeard
from studio_domain.discipline_case.standing import Reporters, apart, at_stage, digested, in_order
from studio_domain.discipline_case.state import DisciplineCase, Stage
from studio_domain.guideline import Clause, MayDecide, Role, Rule, hands, require
from studio_domain.values import PersonId

# -- rules

_DISCIPLINE: Final = Clause.DISCIPLINE

EVIDENCE_ONCE: Final = Rule(_DISCIPLINE, zh="证据 {evidence} 已登记", en="evidence {evidence} is on record already")
EVIDENCE_FIRST: Final = Rule(_DISCIPLINE, zh="没有证据，不能终结调查", en="without evidence nothing was investigated")

# -- decisions


def collect_evidence(
    case: DisciplineCase,
    *,
    evidence: str,
    digest: str,
    investigator: PersonId,
    reporters: Reporters,
    on: date,
    principal: PersonId | None = None,
) -> EvidenceCollected:
    """收集证据 (三、（四）7): in a case that was opened, by nobody who is its subject or reported it (SD-8)."""
    _investigates(case, investigator, principal, reporters, on)
    require(evidence not in case.evidence, EVIDENCE_ONCE, evidence=evidence)
    digested(digest)
    return EvidenceCollected(evidence, digest, investigator, principal, on)


def hear_subject(
    case: DisciplineCase,
    *,
    digest: str,
    investigator: PersonId,
    reporters: Reporters,
    on: date,
    principal: PersonId | None = None,
) -> SubjectHeard:
    """听取陈述申辩 (三、（四）7): before anything is decided; the minutes by their digest."""
    _investigates(case, investigator, principal, reporters, on, Stage.CONCLUDED)
    digested(digest)
    return SubjectHeard(digest, investigator, principal, on)


def conclude_investigation(
    case: DisciplineCase,
    *,
    founded: bool,
    digest: str,
    investigator: PersonId,
    reporters: Reporters,
    on: date,
    principal: PersonId | None = None,
) -> InvestigationConcluded:
    """调查终结 (三、（四）7): on evidence; whoever concludes does not decide."""
    _investigates(case, investigator, principal, reporters, on)
    require(bool(case.evidence), EVIDENCE_FIRST)
    digested(digest)
    return InvestigationConcluded(founded, digest, investigator, principal, on)


def _investigates(
    case: DisciplineCase,
    investigator: PersonId,
    principal: PersonId | None,
    reporters: Reporters,
    on: date,
    *also: Stage,
) -> None:
    at_stage(case, Stage.OPENED, *also)
    in_order(case, on)
    apart(case, hands(investigator, principal), reporters)


# -- who may decide

_INVESTIGATORS: Final = frozenset({Role.DISCIPLINE, Role.AUTHORITY})

MAY_DECIDE: Final[MayDecide] = {
    collect_evidence: _INVESTIGATORS,
    hear_subject: _INVESTIGATORS,
    conclude_investigation: _INVESTIGATORS,
}
