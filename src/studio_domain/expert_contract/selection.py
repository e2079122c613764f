"""Selection (选聘): nominated, verified, approved and signed, in this order and by different hands (三、（四）8).

Who acts on a delegation counts as two: himself and whom he acts for.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.expert_contract.facts import (
    ContractSigned,
    EngagementApproved,
    EngagementDeclined,
    ExpertNominated,
    FeeKind,
    QualificationVerified,
    Title,
)
from studio_domain.expert_contract.state import ExpertContract, Stage
from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, Source, hands, require
from studio_domain.person_record import PersonRecord
from studio_domain.policy import Terms
from studio_domain.regulation_book import RegulationBook
from studio_domain.studio import Studio
from studio_domain.studio.standing import alive
from studio_domain.values import Fen, PersonId, add_years

# -- rules

_SELECTION: Final = Clause.EXPERT_SELECTION

NOMINATED_ONCE: Final = Rule(_SELECTION, zh="合同已有提名人 {nominator}", en="{nominator} has nominated for it already")
REASON_STATED: Final = Rule(_SELECTION, zh="须说明理由", en="state the reason")
DOCUMENTED: Final = Rule(_SELECTION, zh="须有文件", en="it takes a document")
IN_ORDER: Final = Rule(_SELECTION, zh="合同现为 {stage}，应为 {needed}", en="the contract is {stage}, not {needed}")
OTHER_HANDS: Final = Rule(
    _SELECTION,
    zh="{hand} 是专家本人，或已提名、核验该专家",
    en="{hand} is the expert, or has nominated or verified the expert",
)
CONFLICTS_DECLARED: Final = Rule(
    _SELECTION, zh="核验资格须有利益冲突申报", en="conflicts of interest are declared first"
)
OFFICIAL_ON_RECORD: Final = Rule(
    _SELECTION, zh="人员登记载明 {person} 为公职人员", en="{person} is on record as a public official"
)
TWO_SIGN: Final = Rule(_SELECTION, zh="专家 {hand} 不得代载体签订", en="expert {hand} does not sign for the carrier")
APPROVED_BEFORE: Final = Rule(
    _SELECTION, zh="{day} 签订，早于批准日 {approved}", en="signed on {day}, before the approval on {approved}"
)
SIGNED_BY_NOW: Final = Rule(_SELECTION, zh="签订日 {signed} 尚未到来（{on}）", en="signed on {signed}, after {on}")
NOT_BACKDATED: Final = Rule(
    _SELECTION,
    zh="聘期自 {first} 起，早于签订日 {signed}",
    en="the term begins on {first}, before it is signed on {signed}",
)
FIRST_TO_LAST: Final = Rule(_SELECTION, zh="止期 {last} 早于起期 {first}", en="it ends on {last}, before {first}")
WITHIN_TERM: Final = Rule(
    _SELECTION, zh="聘期至 {last}，至多 {years} 年，即 {latest}", en="to {last}, {years} years allow {latest} at most"
)
PARTY_OPERATES: Final = Rule(
    Clause.OPERATED_BY_CARRIER,
    zh="合同甲方 {party} 不是运营载体 {operator}",
    en="party {party} does not operate the studio, {operator} does",
)
REGULATION_HOLDS: Final = Rule(
    Clause.EXPERT_SYSTEM,
    zh="{on} 没有执行中的外聘专家管理制度",
    en="no rules for external experts are in force on {on}",
)
UNIT_NOT_NEGATIVE: Final = Rule(_SELECTION, zh="劳务费标准不得为负", en="an agreed fee is not negative")
PERMITTED: Final = Rule(
    _SELECTION,
    zh="公职人员 {person} 有偿受聘须经所在单位批准",
    en="public official {person} is paid with the employer's permission alone",
    source=Source.LAW,
)
NOT_OF_STAFF: Final = Rule(
    _SELECTION,
    zh="{person} 在 {on} 是工作室人员，不得同时有偿外聘",
    en="{person} belongs to the studio on {on}, and is no paid external expert",
)

REGULATION: Final = "external-experts"
"""The kind of regulation that rules experts (外聘专家管理制度)."""

# -- decisions


def nominate_expert(
    contract: ExpertContract | None,
    *,
    person: PersonId,
    nominator: PersonId,
    field_of_work: str,
    reason: str,
    on: date,
    principal: PersonId | None = None,
) -> ExpertNominated:
    """提名 (选聘管理 三、（四）8): refuses a second nomination, one of oneself, and one without field or reason."""
    if contract is not None:
        raise Breach(NOMINATED_ONCE, nominator=contract.nomination.nominator)
    require(person not in hands(nominator, principal), OTHER_HANDS, hand=person)
    require(stated(field_of_work) and stated(reason), REASON_STATED)
    return ExpertNominated(person, nominator, field_of_work, reason, on, principal)


def verify_qualification(
    contract: ExpertContract,
    *,
    verifier: PersonId,
    title: Title,
    public_official: bool,
    permission: str | None,
    declaration: str,
    document: str,
    on: date,
    person: PersonRecord | None,
) -> QualificationVerified:
    """核验资格 (选聘管理 三、（四）8): refuses the nominator's own verification, and the expert's (SD-9), none of
    conflicts, and to call no public official whom the record has as one. *person* is the expert's record."""
    at_stage(contract, Stage.NOMINATED)
    require(verifier not in contract.nominators | {contract.person}, OTHER_HANDS, hand=verifier)
    require(stated(declaration), CONFLICTS_DECLARED)
    require(stated(document), DOCUMENTED)
    require(public_official or not official_on(person, on), OFFICIAL_ON_RECORD, person=contract.person)
    return QualificationVerified(verifier, title, public_official, permission, declaration, document, on)


def approve_engagement(
    contract: ExpertContract, *, approver: PersonId, document: str, on: date, principal: PersonId | None = None
) -> EngagementApproved:
    """批准聘用 (选聘管理 三、（四）8): refuses whoever nominated or verified, the expert, and one for them (SD-9;
    *principal*: whom the approver acts for)."""
    verified = at_stage(contract, Stage.VERIFIED).verified
    earlier = contract.nominators | {contract.person} | ({verified.verifier} if verified else set())
    for hand in sorted(hands(approver, principal)):
        require(hand not in earlier, OTHER_HANDS, hand=hand)
    require(stated(document), DOCUMENTED)
    return EngagementApproved(approver, document, on)


def decline_engagement(contract: ExpertContract, *, by: PersonId, reason: str, on: date) -> EngagementDeclined:
    """不予聘用 (选聘管理 三、（四）8): refuses what is signed or declined already, and no reason."""
    at_stage(contract, Stage.NOMINATED, Stage.VERIFIED, Stage.APPROVED)
    require(stated(reason), REASON_STATED)
    return EngagementDeclined(by, reason, on)


def sign_contract(
    contract: ExpertContract,
    *,
    carrier_signer: PersonId,
    party: str,
    expert_signed: date,
    carrier_signed: date,
    first: date,
    last: date,
    fee_kind: FeeKind,
    unit_fen: Fen,
    document: str,
    on: date,
    studio: Studio,
    regulation: RegulationBook | None,
    person: PersonRecord | None,
    terms: Terms,
) -> ContractSigned:
    """签订聘用合同 (建立外聘专家管理制度; 选聘管理 三、（四）8; 单位主体负责运营 一、（三）): refuses one that is not
    approved, a closed studio, a party that does not operate it, a day without rules for experts, a term that begins
    before it is signed or lasts too long, and a paid one with a member of the studio or a public official without
    permission."""
    at_stage(contract, Stage.APPROVED)
    alive(studio)
    require(carrier_signer != contract.person, TWO_SIGN, hand=carrier_signer)
    signed = ContractSigned(
        carrier_signer, party, expert_signed, carrier_signed, first, last, fee_kind, unit_fen, document
    )
    earliest, approved = min(expert_signed, carrier_signed), contract.approved or date.max
    require(approved <= earliest, APPROVED_BEFORE, day=earliest, approved=approved)
    require(signed.signed <= on, SIGNED_BY_NOW, signed=signed.signed, on=on)
    require(signed.signed <= first, NOT_BACKDATED, first=first, signed=signed.signed)
    require(first <= last, FIRST_TO_LAST, first=first, last=last)
    within_term(last, latest_day(first, terms), terms)
    require(party == studio.carrier, PARTY_OPERATES, party=party, operator=studio.carrier)
    holds = regulation is not None and regulation.kind == REGULATION and regulation.version_on(signed.signed)
    require(bool(holds), REGULATION_HOLDS, on=signed.signed)
    require(unit_fen >= 0, UNIT_NOT_NEGATIVE)
    require(stated(document), DOCUMENTED)
    if unit_fen > 0:
        _may_be_paid(contract, signed, studio, person)
    return signed


def _may_be_paid(contract: ExpertContract, signed: ContractSigned, studio: Studio, person: PersonRecord | None) -> None:
    verified = contract.verified
    official = (verified is not None and verified.public_official) or official_on(person, signed.signed)
    permission = verified.permission if verified else None
    require(not official or stated(permission or ""), PERMITTED, person=contract.person)
    ours = studio.is_lead_on(contract.person, signed.first) or studio.is_staff_on(contract.person, signed.first)
    require(not ours, NOT_OF_STAFF, person=contract.person, on=signed.first)


# -- what they ask


def at_stage(contract: ExpertContract, *needed: Stage) -> ExpertContract:
    """The contract, which has come to one of the stages *needed*."""
    stages = " / ".join(stage.value for stage in needed)
    require(contract.stage in needed, IN_ORDER, stage=contract.stage, needed=stages)
    return contract


def stated(text: str) -> bool:
    """Whether something is said."""
    return bool(text.strip())


def official_on(person: PersonRecord | None, day: date) -> bool:
    """Whether the record has the person as a public official (公职人员) on *day*."""
    return person is not None and person.employment(day).public_official


def latest_day(first: date, terms: Terms) -> date:
    """The last day of a term from *first* on that lasts as long as it may."""
    return date.fromordinal(add_years(first, terms.expert.term_years).toordinal() - 1)


def within_term(last: date, latest: date, terms: Terms) -> None:
    """聘期 (三、（四）8): it ends on *latest* at most."""
    require(last <= latest, WITHIN_TERM, last=last, latest=latest, years=terms.expert.term_years)


# -- who may decide

MAY_DECIDE: Final[MayDecide] = {
    nominate_expert: frozenset({Role.LEAD, Role.STAFF, Role.MENTOR}),
    verify_qualification: frozenset({Role.STAFF, Role.ARCHIVIST}),
    approve_engagement: frozenset({Role.CARRIER_HEAD}),
    decline_engagement: frozenset({Role.LEAD, Role.CARRIER_HEAD}),
    sign_contract: frozenset({Role.CARRIER_HEAD}),
}
