"""What rules need to know of a matter of discipline, and how facts change it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import assert_never

import attrs
from attrs import field, frozen

from studio_domain.discipline_case.facts import (
    AppealDecided,
    AppealFiled,
    AppealOutcome,
    ConductReported,
    DisciplineClosed,
    DisciplineOpened,
    Event,
    EvidenceCollected,
    GiftDisposal,
    GiftDisposed,
    GiftItem,
    GiftReported,
    InvestigationConcluded,
    MeasuresLifted,
    MeasuresTaken,
    NoCaseDecided,
    ReferredToAuthority,
    Reporting,
    Sanction,
    SanctionDecided,
    SanctionEnforced,
    SubjectHeard,
)
from studio_domain.guideline import Hands, hands
from studio_domain.values import Fen, PersonId


class Stage(Enum):
    """How far a matter has come."""

    REPORTED = "reported"  # 待处置
    NOT_OPENED = "not-opened"  # 不予立案
    OPENED = "opened"  # 已立案
    CONCLUDED = "concluded"  # 调查终结
    DECIDED = "decided"  # 已作处理
    APPEALED = "appealed"  # 申诉中
    REVOKED = "revoked"  # 处理已撤销
    ENFORCED = "enforced"  # 已执行
    REFERRED = "referred"  # 已移送
    CLOSED = "closed"  # 已结案


@frozen
class Gift:
    """A gift: who has it, what it is, and what became of it."""

    receiver: PersonId
    items: tuple[GiftItem, ...]
    disposal: GiftDisposal | None = None


@frozen
class DisciplineCase:
    """A matter as rules see it; `day` is that of its last step.

    `reporters` are those who reported openly: who did so in confidence is sealed, and told to a decision apart.
    """

    stage: Stage
    day: date
    subject: PersonId | None = None
    reporters: Hands = frozenset()
    investigators: Hands = frozenset()
    deciders: Hands = frozenset()
    gifts: Mapping[str, Gift] = field(factory=dict)
    suspended_from: date | None = None
    evidence: tuple[str, ...] = ()
    heard: bool = False
    founded: bool = False
    sanction: Sanction | None = None
    sanctioned: date | None = None
    recovery: Fen = 0
    appealed: bool = False

    @property
    def running(self) -> bool:
        """Whether a case was opened and is not over."""
        return self.stage not in (Stage.REPORTED, Stage.NOT_OPENED, Stage.CLOSED)


def evolve(case: DisciplineCase | None, event: Event) -> DisciplineCase:
    """The matter after *event*; `LookupError` for what was done about one that nobody reported."""
    match event:
        case ConductReported() | GiftReported():
            return _reported(case, event)
        case _ if case is None:
            raise LookupError("decided on before it was reported")
        case NoCaseDecided():
            return attrs.evolve(case, stage=Stage.NOT_OPENED, day=event.on)
        case DisciplineOpened(subject):
            return attrs.evolve(case, stage=Stage.OPENED, subject=subject, day=event.on)
        case MeasuresTaken(first):
            return attrs.evolve(case, suspended_from=first, day=event.on)
        case MeasuresLifted():
            return attrs.evolve(case, suspended_from=None, day=event.on)
        case EvidenceCollected(evidence):
            return attrs.evolve(_investigated(case, event), evidence=(*case.evidence, evidence))
        case SubjectHeard():
            return attrs.evolve(_investigated(case, event), heard=True)
        case InvestigationConcluded(founded):
            return attrs.evolve(_investigated(case, event), stage=Stage.CONCLUDED, founded=founded)
        case SanctionDecided(sanction, _, recovery, _, decider, principal, on):
            return attrs.evolve(
                case, stage=Stage.DECIDED, sanction=sanction, sanctioned=on, recovery=recovery, day=on,
                deciders=case.deciders | hands(decider, principal),
            )  # fmt: skip
        case AppealFiled():
            return attrs.evolve(case, stage=Stage.APPEALED, appealed=True, day=event.on)
        case AppealDecided(outcome, sanction, _, decider, principal, on):
            revoked = outcome is AppealOutcome.REVOKED
            return attrs.evolve(
                case, stage=Stage.REVOKED if revoked else Stage.DECIDED, day=on,
                sanction=None if revoked else sanction or case.sanction, recovery=0 if revoked else case.recovery,
                deciders=case.deciders | hands(decider, principal),
            )  # fmt: skip
        case SanctionEnforced():
            return attrs.evolve(case, stage=Stage.ENFORCED, day=event.on)
        case ReferredToAuthority():
            return attrs.evolve(case, stage=Stage.REFERRED, day=event.on)
        case GiftDisposed(gift, disposal):
            disposed = attrs.evolve(case.gifts[gift], disposal=disposal)
            return attrs.evolve(case, gifts={**case.gifts, gift: disposed})
        case DisciplineClosed():
            return attrs.evolve(case, stage=Stage.CLOSED, suspended_from=None, day=event.on)
        case _ as unreachable:
            assert_never(unreachable)


def _reported(case: DisciplineCase | None, event: ConductReported | GiftReported) -> DisciplineCase:
    """A report on a matter that was over begins it anew; one on a running case is more of the same."""
    if case is None or not (case.running or case.stage is Stage.REPORTED):
        case = DisciplineCase(
            Stage.REPORTED, event.on, case.subject if case else None, gifts=case.gifts if case else {},
            reporters=case.reporters if case else frozenset(),
        )  # fmt: skip
    if event.reporting is Reporting.OPEN:
        case = attrs.evolve(case, reporters=case.reporters | hands(event.recorder))
    if isinstance(event, GiftReported):
        gifts = {**case.gifts, event.gift: Gift(event.receiver, event.items)}
        return attrs.evolve(case, gifts=gifts, subject=case.subject or event.receiver)
    return attrs.evolve(case, subject=case.subject or event.subject)


def _investigated(
    case: DisciplineCase, event: EvidenceCollected | SubjectHeard | InvestigationConcluded
) -> DisciplineCase:
    ours = hands(event.investigator, event.on_behalf_of)
    return attrs.evolve(case, investigators=case.investigators | ours, day=event.on)
