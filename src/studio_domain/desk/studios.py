"""The desk of a studio: decisions that rest on other streams, or change them too (一、（一）（三）（四）)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from studio_domain import studio as profile
from studio_domain import studio_name as names
from studio_domain.aggregate import At, Changes
from studio_domain.mandate import Mandates
from studio_domain.person_record import PersonRecord
from studio_domain.policy import Terms
from studio_domain.regulation_book import RegulationBook
from studio_domain.resource_entry import ResourceEntry
from studio_domain.studio import ReviewOpinion, Studio, StudioRecognised, StudioRenamed
from studio_domain.studio_name import StudioName
from studio_domain.values import PersonId
from studio_domain.working_calendar import WorkingCalendar

# -- application and review


def submit_application(
    studio: At[Studio],
    mandates: At[Mandates],
    libraries: Sequence[At[ResourceEntry | None]],
    regulations: Sequence[At[RegulationBook | None]],
    *,
    lead_signed: date,
    carrier_signer: PersonId,
    carrier_signed: date,
    document: str,
    on: date,
    terms: Terms,
) -> Changes:
    """联合申报 (一、（三）): while libraries, rules and the carrier's signer's mandates stay as they are."""
    held_by(mandates, carrier_signer)
    submitted = profile.submit_application(
        studio.state,
        lead_signed=lead_signed,
        carrier_signer=carrier_signer,
        carrier_signed=carrier_signed,
        document=document,
        on=on,
        mandates=mandates.state,
        libraries=[library.state for library in libraries],
        regulations=[book.state for book in regulations],
        terms=terms,
    )
    return studio.then(submitted), mandates.then(), *(each.then() for each in (*libraries, *regulations))


def complete_review(
    studio: At[Studio],
    persons: Mapping[PersonId, At[PersonRecord | None]],
    *,
    opinions: tuple[ReviewOpinion, ...],
    score: str,
    on: date,
    terms: Terms,
) -> Changes:
    """完成评审 (一、（一）): while what is on record of the reviewers stays as it is."""
    records = {person: record_of(found, person) for person, found in persons.items()}
    completed = profile.complete_review(
        studio.state, opinions=opinions, score=score, on=on, persons=records, terms=terms
    )
    return studio.then(completed), *(found.then() for found in persons.values())


def post_notice(
    studio: At[Studio],
    calendars: Sequence[At[WorkingCalendar | None]],
    *,
    first: date,
    last: date,
    place: str,
    by: PersonId,
    terms: Terms,
) -> Changes:
    """公示 (一、（一）): by the working calendars, which must not change meanwhile."""
    known = [found.state for found in calendars if found.state is not None]
    posted = profile.post_notice(studio.state, first=first, last=last, place=place, by=by, calendars=known, terms=terms)
    return studio.then(posted), *(found.then() for found in calendars)


# -- a name, which no other studio of the city has


def recognise(
    studio: At[Studio],
    person: At[PersonRecord | None],
    name: At[StudioName | None],
    *,
    lead_name: str,
    region_name: str,
    extras: tuple[str, ...],
    document: str,
    first: date,
    last: date | None,
    decider: PersonId,
    authority: str,
    on: date,
    terms: Terms,
    principal: PersonId | None = None,
) -> Changes:
    """认定 (一、（一）（四）): and keep the name from every other studio of the city, while what is on record of the
    decider stays as it is."""
    recognised = profile.recognise(
        studio.state,
        lead_name=lead_name,
        region_name=region_name,
        extras=extras,
        document=document,
        first=first,
        last=last,
        decider=decider,
        authority=authority,
        on=on,
        person=record_of(person, decider),
        terms=terms,
        principal=principal,
    )
    return *_named(studio, name, recognised), person.then()


def rename(
    studio: At[Studio],
    name: At[StudioName | None],
    *,
    lead_name: str,
    region_name: str,
    extras: tuple[str, ...],
    first: date,
    decider: PersonId,
    document: str,
    on: date,
    terms: Terms,
) -> Changes:
    """更名 (一、（四）): and keep the name from every other studio of the city; the old one stays taken."""
    renamed = profile.rename(
        studio.state,
        lead_name=lead_name,
        region_name=region_name,
        extras=extras,
        first=first,
        decider=decider,
        document=document,
        on=on,
        terms=terms,
    )
    return _named(studio, name, renamed)


def _named(studio: At[Studio], name: At[StudioName | None], named: StudioRecognised | StudioRenamed) -> Changes:
    owner = studio.stream.partition("/")[0]
    wanted = names.name_stream(studio.state.region.code, named.name)
    if name.stream != wanted:
        raise ValueError(f"{name.stream} does not keep this name, {wanted} does")
    if name.state is not None and name.state.holder == owner:  # a name that it had before
        return studio.then(named), name.then()
    return studio.then(named), name.then(names.take_name(name.state, name=named.name, studio=owner))


# -- towards the end; `winding_up` closes it


def request_withdrawal(
    studio: At[Studio],
    mandates: At[Mandates],
    *,
    lead: PersonId,
    carrier_signer: PersonId,
    plan: str,
    on: date,
) -> Changes:
    """申请退出 (一、（一）): while the carrier's signer's mandates stay as they are."""
    held_by(mandates, carrier_signer)
    requested = profile.request_withdrawal(
        studio.state, lead=lead, carrier_signer=carrier_signer, plan=plan, on=on, mandates=mandates.state
    )
    return studio.then(requested), mandates.then()


# -- what they ask


def held_by(mandates: At[Mandates], person: PersonId) -> None:
    """The stream holds this person's mandates; `ValueError` if it does not."""
    if mandates.stream.rpartition("/")[2] != person:
        raise ValueError(f"{mandates.stream} does not hold the mandates of {person}")


def record_of(found: At[PersonRecord | None], person: PersonId) -> PersonRecord | None:
    """What is on record of the person; `ValueError` for another's record."""
    if found.stream.rpartition("/")[2] != person:
        raise ValueError(f"{found.stream} is not the record of {person}")
    return found.state
