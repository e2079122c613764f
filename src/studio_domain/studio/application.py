"""The joint application: 起草, 联合申报, 退回, 受理 (由领办人和创业服务载体联合申报和建设 一、（三）)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, require
from studio_domain.mandate import Mandates
from studio_domain.policy import Terms
from studio_domain.regulation_book import RegulationBook
from studio_domain.studio import composition
from studio_domain.studio.recognition import Application, Stage
from studio_domain.studio.recognition_facts import (
    ApplicationAccepted,
    ApplicationDrafted,
    ApplicationReturned,
    JointApplicationSubmitted,
)
from studio_domain.studio.standing import alive, both_sides, documented, stated
from studio_domain.studio.state import Studio
from studio_domain.values import PersonId

# -- rules

NOT_RECOGNISED_YET: Final = Rule(Clause.RECOGNITION, zh="{on} 工作室已经认定", en="the studio is recognised on {on}")
ONE_AT_A_TIME: Final = Rule(
    Clause.JOINT_APPLICATION,
    zh="第 {number} 次申报尚在办理（{stage}）",
    en="application {number} is still under way, it is {stage}",
)
AT_STAGE: Final = Rule(
    Clause.RECOGNITION, zh="申报现为 {stage}，应为 {needed}", en="the application is {stage}, not {needed}"
)
TWO_SIGNERS: Final = Rule(
    Clause.JOINT_APPLICATION,
    zh="领办人 {lead} 不得代表载体签署",
    en="{lead}, who is to lead, may not sign for the carrier as well",
)
SIGNS_FOR_CARRIER: Final = Rule(
    Clause.JOINT_APPLICATION,
    zh="{day} {signer} 无权代表载体 {carrier} 签署",
    en="on {day} {signer} may not sign for the carrier {carrier}",
)
SIGNED_BY_NOW: Final = Rule(
    Clause.JOINT_APPLICATION, zh="签署日 {signed} 晚于 {on}", en="it is signed on {signed}, after {on}"
)

# -- decisions


def draft_application(studio: Studio, *, lead: PersonId, drafter: PersonId, on: date) -> ApplicationDrafted:
    """起草联合申报 (一、（三）): refused while one is under way, and for a studio that is recognised."""
    alive(studio)
    require(not studio.serves_on(on), NOT_RECOGNISED_YET, on=on)
    known = studio.recognition.application
    ended = known is None or known.stage in (Stage.REJECTED, Stage.RECOGNISED)
    if known is not None:
        require(ended, ONE_AT_A_TIME, number=known.number, stage=known.stage)
    return ApplicationDrafted(known.number + 1 if known else 1, lead, drafter)


def submit_application(
    studio: Studio,
    *,
    lead_signed: date,
    carrier_signer: PersonId,
    carrier_signed: date,
    document: str,
    on: date,
    mandates: Mandates,
    libraries: Iterable[composition.Library | None],
    regulations: Iterable[RegulationBook | None],
    terms: Terms,
) -> JointApplicationSubmitted:
    """联合申报 (一、（三）): signed by the lead and, with a mandate of the carrier's head, by somebody else; on the day
    of the later signature all that 一、（三） and 三 ask for is there. *mandates* are the carrier's signer's."""
    known = at_stage(studio, Stage.DRAFTED)
    day = max(lead_signed, carrier_signed)
    require(day <= on, SIGNED_BY_NOW, signed=day, on=on)
    signs_for_carrier(studio, known.lead, carrier_signer, carrier_signed, mandates)
    documented(document)
    composition.people(studio, known.lead, day, terms)
    for lead in studio.roster.leads_on(day):
        counted = composition.tenure_day(lead.first, day, terms, recognising=False)
        if counted is not None:
            composition.has_years(studio, lead.person, counted, terms)
    composition.premises(studio, day, terms)
    composition.libraries(libraries, day, terms)
    composition.regulations(regulations, day, terms)
    return JointApplicationSubmitted(known.number, known.lead, lead_signed, carrier_signer, carrier_signed, document)


def return_application(studio: Studio, *, reviewer: PersonId, reasons: tuple[str, ...]) -> ApplicationReturned:
    """退回补正 (一、（一）): with what is missing; it is submitted again under its number."""
    at_stage(studio, Stage.SUBMITTED)
    stated("reasons", *reasons)
    return ApplicationReturned(reviewer, reasons)


def accept_application(studio: Studio, *, reviewer: PersonId) -> ApplicationAccepted:
    """受理申报 (一、（一）): it is under review from then on."""
    at_stage(studio, Stage.SUBMITTED)
    return ApplicationAccepted(reviewer)


# -- what they ask


def at_stage(studio: Studio, *needed: Stage) -> Application:
    """The application at hand, if it stands at one of these stages."""
    alive(studio)
    known = studio.recognition.application
    stage = known.stage if known else None
    if known is None or known.stage not in needed:
        words = ", ".join(one.value for one in needed)
        raise Breach(AT_STAGE, stage=stage.value if stage else "-", needed=words)
    return known


def signs_for_carrier(studio: Studio, lead: PersonId, signer: PersonId, day: date, mandates: Mandates) -> None:
    """The signer heads the carrier on *day*, or acts for its head, and stands not on the lead's side as well."""
    require(signer != lead, TWO_SIGNERS, lead=lead)
    held = mandates.authorities(Role.CARRIER_HEAD, studio.carrier, day)
    require(bool(held), SIGNS_FOR_CARRIER, day=day, signer=signer, carrier=studio.carrier)
    require(both_sides(lead, signer, held), TWO_SIGNERS, lead=lead)


# -- who may decide

_APPLICANTS: Final = frozenset({Role.LEAD, Role.CARRIER_HEAD})
_AUTHORITY: Final = frozenset({Role.AUTHORITY})

MAY_DECIDE: Final[MayDecide] = {
    draft_application: _APPLICANTS,
    submit_application: _APPLICANTS,
    return_application: _AUTHORITY,
    accept_application: _AUTHORITY,
}
