"""What is decided, appealed against and carried out: 处理、申诉、执行、移送 (三、（四）7)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from studio_domain.aggregate import Place
from studio_domain.discipline_case.facts import (
    AppealDecided,
    AppealFiled,
    AppealOutcome,
    ReferredToAuthority,
    Sanction,
    SanctionDecided,
    SanctionEnforced,
)
from studio_domain.discipline_case.standing import Reporters, apart, at_stage, decides, digested, documented, in_order
from studio_domain.discipline_case.state import DisciplineCase, Stage
from studio_domain.expert_contract.state import ExpertContract
from studio_domain.guideline import Clause, MayDecide, Role, Rule, Source, hands, require
from studio_domain.mandate import Mandates
from studio_domain.person_record import PersonRecord
from studio_domain.policy import Terms
from studio_domain.studio.state import Studio
from studio_domain.values import Fen, PersonId, add_days

# -- rules

_DISCIPLINE: Final = Clause.DISCIPLINE

FOUNDED: Final = Rule(_DISCIPLINE, zh="调查认为不属实，不能处理", en="the report was found to be unfounded")
HEARD_FIRST: Final = Rule(
    _DISCIPLINE, zh="作出处理前须听取当事人陈述申辩", en="the subject is heard before anything is decided"
)
BASIS_STATED: Final = Rule(_DISCIPLINE, zh="处理须写明依据", en="a sanction says on which basis")
RECOVERY_SENSE: Final = Rule(
    _DISCIPLINE, zh="追回损失 {recovery:yuan} 元不能为负", en="a loss of {recovery:yuan} is not made good"
)
ONLY_REFERRED: Final = Rule(
    _DISCIPLINE,
    zh="{subject} 是公职人员，工作室只能移送，不能作 {sanction} 处理",
    en="{subject} is a public official: the studio can only refer, not decide {sanction}",
    source=Source.LAW,
)
APPEALED_ONCE: Final = Rule(_DISCIPLINE, zh="该处理已申诉", en="there was an appeal already")
BY_THE_SUBJECT: Final = Rule(
    _DISCIPLINE, zh="申诉由当事人 {subject} 本人提出", en="{subject} alone can appeal, whom it is about"
)
APPEAL_IN_TIME: Final = Rule(
    _DISCIPLINE, zh="申诉期至 {last} 止，{on} 提出已逾期", en="an appeal of {on} is too late: time ran to {last}"
)
ANOTHER_DECIDER: Final = Rule(
    _DISCIPLINE, zh="{hand} 作出了原处理，不得决定申诉", en="{hand} decided what is appealed against"
)
OUTCOME_SAYS: Final = Rule(
    _DISCIPLINE,
    zh="变更处理须写明新的处理，其他结果不写（{outcome}）",
    en="an appeal that changes a sanction names another, no other outcome does ({outcome})",
)
OUT_OF_SERVICE: Final = Rule(
    _DISCIPLINE, zh="{subject} 在 {on} 之后并未暂停服务", en="{subject} is not out of service after {on}"
)
NO_LONGER_SERVES: Final = Rule(
    _DISCIPLINE, zh="{subject} 在 {on} 之后仍是工作室人员", en="{subject} still belongs to the studio after {on}"
)
REFERRED_NOT_ENFORCED: Final = Rule(_DISCIPLINE, zh="移送以移送文书执行", en="a referral is carried out by referring")
ORGAN_NAMED: Final = Rule(_DISCIPLINE, zh="移送须写明接收机关", en="a referral says to which organ")

# -- decisions


def decide_sanction(
    case: DisciplineCase,
    *,
    sanction: Sanction,
    basis: str,
    recovery: Fen,
    document: str,
    decider: PersonId,
    role: Role,
    reporters: Reporters,
    on: date,
    studio: Studio,
    mandates: Iterable[Mandates],
    record: PersonRecord | None,
    principal: PersonId | None = None,
) -> SanctionDecided:
    """作出处理 (三、（四）7): on a founded investigation, after the subject was heard, with basis and document.

    Subject, reporters, investigators and decider are all different, and the decider stands above the subject (SD-8).
    *record* is the subject's: a public official can only be referred.
    """
    at_stage(case, Stage.CONCLUDED)
    in_order(case, on)
    require(case.founded, FOUNDED)
    require(case.heard, HEARD_FIRST)
    require(bool(basis.strip()), BASIS_STATED)
    require(recovery >= 0, RECOVERY_SENSE, recovery=recovery)
    documented(document)
    decides(case, hands(decider, principal), reporters, role=role, on=on, studio=studio, mandates=mandates)
    _open_to(case, sanction, record, on)
    return SanctionDecided(sanction, basis, recovery, document, decider, principal, on)


def file_appeal(case: DisciplineCase, *, appellant: PersonId, digest: str, on: date, terms: Terms) -> AppealFiled:
    """申诉 (三、（四）7): by the subject himself, once, within the time of policy from the day after the decision."""
    require(not case.appealed, APPEALED_ONCE)
    at_stage(case, Stage.DECIDED, Stage.ENFORCED, Stage.REFERRED)
    in_order(case, on)
    require(appellant == case.subject, BY_THE_SUBJECT, subject=case.subject)
    last = add_days(case.sanctioned or case.day, terms.discipline.appeal_days)
    require(on <= last, APPEAL_IN_TIME, last=last, on=on)
    digested(digest)
    return AppealFiled(appellant, digest, on)


def decide_appeal(
    case: DisciplineCase,
    *,
    outcome: AppealOutcome,
    sanction: Sanction | None,
    document: str,
    decider: PersonId,
    reporters: Reporters,
    on: date,
    record: PersonRecord | None,
    principal: PersonId | None = None,
) -> AppealDecided:
    """申诉决定 (三、（四）7): by the authority, and by nobody who had a hand in the matter before (SD-8)."""
    at_stage(case, Stage.APPEALED)
    in_order(case, on)
    ours = hands(decider, principal)
    apart(case, ours, reporters)
    before = min((case.deciders | case.investigators) & ours, default=None)
    require(before is None, ANOTHER_DECIDER, hand=before)
    require((sanction is not None) is (outcome is AppealOutcome.CHANGED), OUTCOME_SAYS, outcome=outcome)
    documented(document)
    if sanction is not None:
        _open_to(case, sanction, record, on)
    return AppealDecided(outcome, sanction, document, decider, principal, on)


def enforce_sanction(
    case: DisciplineCase,
    *,
    link: Place | None,
    by: PersonId,
    on: date,
    studio: Studio,
    contract: ExpertContract | None,
    principal: PersonId | None = None,
) -> SanctionEnforced:
    """执行处理 (三、（四）7): what was decided and is not under appeal.

    Whoever was dismissed belongs to the studio no more from the next day on, whoever was suspended is out of service
    then: by *studio*, or by an expert's *contract*. *link* is where that was read.
    """
    at_stage(case, Stage.DECIDED)
    in_order(case, on)
    apart(case, hands(by, principal), ())
    require(case.sanction is not Sanction.REFERRAL, REFERRED_NOT_ENFORCED)
    subject, next_day = case.subject, add_days(on, 1)
    if subject is not None and case.sanction in (Sanction.SUSPENSION, Sanction.DISMISSAL):
        contracted = contract is not None and contract.person == subject and contract.in_force_on(next_day)
        belongs = contracted or studio.is_lead_on(subject, next_day) or studio.is_staff_on(subject, next_day)
        suspended = case.suspended_from is not None and case.suspended_from <= next_day
        if case.sanction is Sanction.DISMISSAL:
            require(not belongs, NO_LONGER_SERVES, subject=subject, on=on)
        else:
            paused = contracted and contract is not None and not contract.active_on(next_day)
            require(suspended or paused or not belongs, OUT_OF_SERVICE, subject=subject, on=on)
    return SanctionEnforced(link, by, on)


def refer_to_authority(
    case: DisciplineCase,
    *,
    organ: str,
    document: str,
    by: PersonId,
    reporters: Reporters,
    on: date,
    principal: PersonId | None = None,
) -> ReferredToAuthority:
    """移送 (三、（四）7): to the competent organ, at any time while a case runs; so a referral is carried out."""
    at_stage(case, Stage.OPENED, Stage.CONCLUDED, Stage.DECIDED)
    in_order(case, on)
    require(bool(organ.strip()), ORGAN_NAMED)
    documented(document)
    apart(case, hands(by, principal), reporters)
    return ReferredToAuthority(organ, document, by, on)


def _open_to(case: DisciplineCase, sanction: Sanction, record: PersonRecord | None, on: date) -> None:
    official = record is not None and record.employment(on).public_official
    referred = sanction is Sanction.REFERRAL
    require(referred or not official, ONLY_REFERRED, subject=case.subject, sanction=sanction)


# -- who may decide

_HEADS: Final = frozenset({Role.CARRIER_HEAD, Role.AUTHORITY})

MAY_DECIDE: Final[MayDecide] = {
    decide_sanction: _HEADS,
    file_appeal: frozenset(Role) - {Role.AUDITOR},
    decide_appeal: frozenset({Role.AUTHORITY}),
    enforce_sanction: _HEADS,
    refer_to_authority: _HEADS,
}
