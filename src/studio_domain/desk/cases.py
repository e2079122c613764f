"""The desk of a case: decisions that rest on studio, client, contract, libraries or tariff (二; 三、（四）2、3)."""

from __future__ import annotations

from datetime import date

from studio_domain import client_case
from studio_domain.aggregate import At, Change, Changes
from studio_domain.archive_record.state import ArchiveRecord
from studio_domain.client_case import ClientCase, Evidence
from studio_domain.client_record import ClientRecord
from studio_domain.expert_contract import ExpertContract
from studio_domain.person_record import PersonRecord
from studio_domain.policy import Terms
from studio_domain.resource_entry import ResourceEntry
from studio_domain.studio import Studio
from studio_domain.tariff_schedule import TariffSchedule
from studio_domain.values import Fen, Personal, PersonId

Contract = At[ExpertContract | None] | None
"""The contract by which a mentor from outside serves; none for one of the studio's own people."""

# -- in whose hands


def open_case(
    case: At[ClientCase | None],
    studio: At[Studio],
    client: At[ClientRecord],
    listing: At[ResourceEntry | None],
    contract: Contract,
    *,
    needs: tuple[str, ...],
    mentor: PersonId,
    opened: date,
    due: date,
    terms: Terms,
) -> Changes:
    """立项 (三、（四）3): while recognition, roster, the client's consents, contract and listing stay as they are."""
    opening = client_case.open_case(
        case.state,
        case=_local(case),
        needs=needs,
        mentor=mentor,
        opened=opened,
        due=due,
        studio=studio.state,
        record=client.state,
        contract=contract.state if contract else None,
        listing=listing.state,
        terms=terms,
    )
    return case.then(opening), studio.then(), client.then(), listing.then(), *_pinned(contract)


def assign_mentor(
    case: At[ClientCase],
    studio: At[Studio],
    listing: At[ResourceEntry | None],
    contract: Contract,
    *,
    mentor: PersonId,
    first: date,
    on: date,
    reason: str,
    client_consented: bool,
) -> Changes:
    """更换指导师 (三、（四）1): while roster, contract and listing stay as they are."""
    assigned = client_case.assign_mentor(
        case.state,
        mentor=mentor,
        first=first,
        on=on,
        reason=reason,
        client_consented=client_consented,
        studio=studio.state,
        contract=contract.state if contract else None,
        listing=listing.state,
    )
    return case.then(assigned), studio.then(), listing.then(), *_pinned(contract)


# -- by which tool, at which level, for which fee


def assess_client(
    case: At[ClientCase],
    tool: At[ResourceEntry | None],
    client: At[ClientRecord],
    *,
    assessment: str,
    tool_version: int,
    mentor: PersonId,
    on: date,
    interpretation: Evidence,
    reading: Personal[str] | None = None,
) -> Changes:
    """创业测评 (三、（二）3): while the tool, and the client's class, stay as they are."""
    _of(case, client)
    assessed = client_case.assess_client(
        case.state,
        assessment=assessment,
        tool=_local(tool),
        tool_version=tool_version,
        mentor=mentor,
        on=on,
        interpretation=interpretation,
        entry=tool.state,
        client=client.state,
        reading=reading,
    )
    return case.then(assessed), tool.then(), client.then()


def set_level(
    case: At[ClientCase],
    client: At[ClientRecord],
    *,
    level: str,
    basis: tuple[str, ...],
    by: PersonId,
    first: date,
    on: date,
    terms: Terms,
    reason: str = "",
) -> Changes:
    """确定服务级别 (三、（四）2): while the client's class stays as it is."""
    _of(case, client)
    level_set = client_case.set_level(
        case.state, level=level, basis=basis, by=by, first=first, on=on, client=client.state, terms=terms, reason=reason
    )
    return case.then(level_set), client.then()


def sign_agreement(
    case: At[ClientCase],
    tariff: At[TariffSchedule | None],
    *,
    agreement: str,
    scope: str,
    tariff_item: str,
    fen: Fen,
    signed: date,
    first: date,
    last: date,
    document: str,
) -> Changes:
    """签订专项服务协议 (三、（三）; 三、（四）2): while the tariff stays as it is."""
    agreed = client_case.sign_agreement(
        case.state,
        agreement=agreement,
        scope=scope,
        tariff_item=tariff_item,
        fen=fen,
        signed=signed,
        first=first,
        last=last,
        document=document,
        tariff=tariff.state,
    )
    return case.then(agreed), tariff.then()


# -- with whom


def match_resource(
    case: At[ClientCase],
    provider: At[ResourceEntry | None],
    person: At[PersonRecord | None],
    client: At[ClientRecord],
    *,
    match: str,
    need: str,
    kind: str,
    mentor: PersonId,
    on: date,
    terms: Terms,
    interest: str | None = None,
) -> Changes:
    """对接资源 (二、（五）): while the entry, the mentor's interests and the client's consents stay as they are."""
    _of(case, client)
    if _local(person) != mentor:
        raise ValueError(f"{person.stream} is not the record of {mentor}")
    matched = client_case.match_resource(
        case.state,
        match=match,
        need=need,
        kind=kind,
        provider=_local(provider),
        mentor=mentor,
        on=on,
        entry=provider.state,
        person=person.state,
        client=client.state,
        terms=terms,
        interest=interest,
    )
    return case.then(matched), provider.then(), person.then(), client.then()


# -- elsewhere, again, for good


def transfer_case(
    case: At[ClientCase],
    client: At[ClientRecord],
    *,
    receiver: str,
    reason: str,
    client_consented: bool,
    by: PersonId,
    on: date,
) -> Changes:
    """移交 (三、（四）3): while the client's consents stay as they are."""
    _of(case, client)
    transferred = client_case.transfer_case(
        case.state,
        receiver=receiver,
        reason=reason,
        client_consented=client_consented,
        by=by,
        on=on,
        client=client.state,
    )
    return case.then(transferred), client.then()


def reopen_case(
    case: At[ClientCase],
    studio: At[Studio],
    client: At[ClientRecord],
    *,
    reason: str,
    due: date,
    approver: PersonId,
    on: date,
    terms: Terms,
) -> Changes:
    """重启服务 (三、（四）3): while recognition and the client's consents stay as they are."""
    _of(case, client)
    reopened = client_case.reopen_case(
        case.state,
        reason=reason,
        due=due,
        approver=approver,
        on=on,
        studio=studio.state,
        client=client.state,
        terms=terms,
    )
    return case.then(reopened), studio.then(), client.then()


def archive_case(
    case: At[ClientCase],
    studio: At[Studio],
    record: At[ArchiveRecord | None],
    *,
    archive_code: str,
    archivist: PersonId,
    on: date,
) -> Changes:
    """归档 (三、（四）4): while the archivist in charge stays the same, and the file lies in the archives."""
    archived = client_case.archive_case(
        case.state, archive_code=archive_code, archivist=archivist, on=on, studio=studio.state, record=record
    )
    return case.then(archived), studio.then(), record.then()


# -- which streams they are


def _local(at: At[object]) -> str:
    """The local id of a stream: a case's number, an entry's or a person's id."""
    return at.stream.rpartition("/")[2]


def _of(case: At[ClientCase], client: At[ClientRecord]) -> None:
    if _local(client) != case.state.client:
        raise ValueError(f"{client.stream} is not the record of {case.state.client}")


def _pinned(contract: Contract) -> tuple[Change, ...]:
    return () if contract is None else (contract.then(),)
