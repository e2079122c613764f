"""The desk of discipline: what is decided about a person rests on his post, his record, his contract (三、（四）7)."""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain import discipline_case
from studio_domain.aggregate import At, Changes, Place
from studio_domain.discipline_case import AppealOutcome, DisciplineCase, Reporters, Sanction
from studio_domain.expert_contract import ExpertContract
from studio_domain.guideline import Role
from studio_domain.mandate import Mandates
from studio_domain.person_record import PersonRecord
from studio_domain.studio import Studio
from studio_domain.values import Fen, PersonId

Posts = tuple[At[Mandates], ...]
"""The mandates of the subject, towards the studio and towards its regions."""

_BY_LINK: Final = (Sanction.SUSPENSION, Sanction.DISMISSAL)
"""Sanctions that show in the roster, or in an expert's contract."""


def decide_no_case(
    case: At[DisciplineCase],
    studio: At[Studio],
    posts: Posts,
    *,
    reason: str,
    decider: PersonId,
    role: Role,
    reporters: Reporters,
    on: date,
    principal: PersonId | None = None,
) -> Changes:
    """不予立案 (三、（四）7): while the subject's posts stay as they are."""
    decided = discipline_case.decide_no_case(
        case.state,
        reason=reason,
        decider=decider,
        role=role,
        reporters=reporters,
        on=on,
        studio=studio.state,
        mandates=[held.state for held in posts],
        principal=principal,
    )
    return case.then(decided), studio.then(), *(held.then() for held in posts)


def open_case(
    case: At[DisciplineCase],
    studio: At[Studio],
    posts: Posts,
    *,
    subject: PersonId,
    document: str,
    decider: PersonId,
    role: Role,
    reporters: Reporters,
    on: date,
    principal: PersonId | None = None,
) -> Changes:
    """立案 (三、（四）7): while the subject's posts stay as they are."""
    opened = discipline_case.open_case(
        case.state,
        subject=subject,
        document=document,
        decider=decider,
        role=role,
        reporters=reporters,
        on=on,
        studio=studio.state,
        mandates=[held.state for held in posts],
        principal=principal,
    )
    return case.then(opened), studio.then(), *(held.then() for held in posts)


def decide_sanction(
    case: At[DisciplineCase],
    studio: At[Studio],
    posts: Posts,
    record: At[PersonRecord | None],
    *,
    sanction: Sanction,
    basis: str,
    recovery: Fen,
    document: str,
    decider: PersonId,
    role: Role,
    reporters: Reporters,
    on: date,
    principal: PersonId | None = None,
) -> Changes:
    """作出处理 (三、（四）7): while the subject's posts and employment stay as they are."""
    decided = discipline_case.decide_sanction(
        case.state,
        sanction=sanction,
        basis=basis,
        recovery=recovery,
        document=document,
        decider=decider,
        role=role,
        reporters=reporters,
        on=on,
        studio=studio.state,
        mandates=[held.state for held in posts],
        record=record.state,
        principal=principal,
    )
    return case.then(decided), studio.then(), record.then(), *(held.then() for held in posts)


def decide_appeal(
    case: At[DisciplineCase],
    record: At[PersonRecord | None],
    *,
    outcome: AppealOutcome,
    sanction: Sanction | None,
    document: str,
    decider: PersonId,
    reporters: Reporters,
    on: date,
    principal: PersonId | None = None,
) -> Changes:
    """申诉决定 (三、（四）7): while the subject's employment stays as it is."""
    decided = discipline_case.decide_appeal(
        case.state,
        outcome=outcome,
        sanction=sanction,
        document=document,
        decider=decider,
        reporters=reporters,
        on=on,
        record=record.state,
        principal=principal,
    )
    return case.then(decided), record.then()


def enforce_sanction(
    case: At[DisciplineCase],
    studio: At[Studio],
    contract: At[ExpertContract] | None,
    *,
    by: PersonId,
    on: date,
    principal: PersonId | None = None,
) -> Changes:
    """执行处理 (三、（四）7): while roster and contract stay as they are; *contract* is an expert's."""
    shown = contract or studio
    link = Place(shown.stream, shown.version) if case.state.sanction in _BY_LINK else None
    enforced = discipline_case.enforce_sanction(
        case.state,
        link=link,
        by=by,
        on=on,
        studio=studio.state,
        contract=contract.state if contract else None,
        principal=principal,
    )
    return case.then(enforced), studio.then(), *((contract.then(),) if contract else ())
