"""Registration, consent, and what is known of enterprise and needs (三、（二）1).

Nothing is recorded of a client without consent to guidance in force, nor once the data is restricted or erased.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from studio_domain.client_record.facts import (
    ClientClassified,
    ClientRegistered,
    ConsentGranted,
    ConsentWithdrawn,
    DocumentKind,
    EnterpriseSize,
    EnterpriseUpdated,
    NeedRecorded,
    Purpose,
)
from studio_domain.client_record.state import ClientRecord
from studio_domain.guideline import Breach, Clause, MayDecide, Role, Rule, Source, require
from studio_domain.values import Personal, PersonId, check_uscc, citizen_id_is_valid, client_id

# -- rules

_LIBRARY: Final = Clause.CLIENT_LIBRARY
_LAW: Final = Source.LAW

REGISTERED_ONCE: Final = Rule(_LIBRARY, zh="{client} 已登记", en="client {client} is registered already")
NAME_GIVEN: Final = Rule(_LIBRARY, zh="登记须有姓名", en="a registration has a name")
DOCUMENT_VALID: Final = Rule(
    _LIBRARY, zh="居民身份证号码有误", en="the number is no citizen's number: length or check digit is wrong"
)
NOTICE_SHOWN: Final = Rule(
    _LIBRARY, zh="登记前须告知（告知书版本）", en="a notice, by its version, is shown before registration", source=_LAW
)
GUARDIAN_CONSENTS: Final = Rule(
    _LIBRARY, zh="未成年人须由监护人同意", en="for a minor the guardian consents", source=_LAW
)
CONSENT_DOCUMENTED: Final = Rule(
    _LIBRARY, zh="同意须注明文本版本和凭据", en="a consent names the version of its text, and its evidence", source=_LAW
)
RECIPIENT_OF_REFERRAL: Final = Rule(
    _LIBRARY,
    zh="仅转介的同意须写明接收方（{purpose}）",
    en="consent to a referral names its recipient, and no other does ({purpose})",
    source=_LAW,
)
CONSENT_IN_FORCE: Final = Rule(
    _LIBRARY, zh="{on} 没有 {purpose} 的同意", en="on {on} no consent to {purpose} is in force", source=_LAW
)
NOT_ERASED: Final = Rule(
    _LIBRARY,
    zh="{client} 的个人信息已于 {on} 删除，不再记录",
    en="the data of {client} was erased on {on}; nothing more is recorded",
    source=_LAW,
)
NOT_RESTRICTED: Final = Rule(
    _LIBRARY,
    zh="{client} 的个人信息在 {on} 限制处理",
    en="on {on} nothing but storage of the data of {client} is allowed",
    source=_LAW,
)
ENTERPRISE_CODE: Final = Rule(
    _LIBRARY, zh="企业统一社会信用代码 {code} 有误", en="{code} is no unified social credit code"
)
ENTERPRISE_FOUNDED: Final = Rule(
    _LIBRARY, zh="尚未创办的企业没有代码 {code}", en="what is not founded yet has no code ({code})"
)
NEED_ONCE: Final = Rule(_LIBRARY, zh="需求 {need} 已记录", en="need {need} is on record already")
NEED_OF_A_KIND: Final = Rule(_LIBRARY, zh="需求 {need} 须有类别", en="need {need} is of a kind")
CLASS_STATED: Final = Rule(
    Clause.CLIENT_CLASSES, zh="分类分级须写明类别和阶段", en="a classification names segment and stage"
)
CLASS_FOUNDED: Final = Rule(
    Clause.CLIENT_CLASSES, zh="分类分级须有依据和理由", en="a classification has a basis and a reason"
)


def open_for_processing(record: ClientRecord, on: date) -> None:
    """Refuse what processes personal data that is erased, restricted, or without consent to guidance."""
    not_erased(record)
    require(not record.restricted_on(on), NOT_RESTRICTED, client=record.client, on=on)
    consented = record.consents(Purpose.GUIDANCE, on)
    require(consented, CONSENT_IN_FORCE, purpose=Purpose.GUIDANCE, on=on)


def not_erased(record: ClientRecord) -> None:
    """Refuse anything new of a client whose data is gone."""
    require(not record.erased, NOT_ERASED, client=record.client, on=record.erased_on)


# -- decisions


def register_client(
    record: ClientRecord | None,
    *,
    client: str,
    notice: str,
    name: Personal[str] | None,
    document_kind: DocumentKind,
    document_number: Personal[str] | None,
    phone: Personal[str] | None,
    adult: bool,
    guardian: Personal[str] | None,
    text_version: str,
    evidence: str,
    on: date,
) -> tuple[ClientRegistered, ConsentGranted]:
    """登记服务对象, 同时取得指导服务的同意 (三、（二）1): notice first, consent to guidance in the same append.

    Refuses a second registration, one without a name, a wrong citizen's number, a notice or consent that is not
    documented, and a minor whose guardian did not consent.
    """
    require(record is None, REGISTERED_ONCE, client=client)
    require(bool(notice.strip()), NOTICE_SHOWN)
    require(_given(name), NAME_GIVEN)
    if document_kind is DocumentKind.CITIZEN_ID and isinstance(document_number, str):
        require(citizen_id_is_valid(document_number), DOCUMENT_VALID)
    registered = ClientRegistered(client_id(client), notice, name, document_kind, document_number, phone, adult, on)
    return registered, _consented(adult, Purpose.GUIDANCE, text_version, None, guardian, evidence, on)


def grant_consent(
    record: ClientRecord,
    *,
    purpose: Purpose,
    text_version: str,
    recipient: str | None,
    guardian: Personal[str] | None,
    evidence: str,
    on: date,
) -> ConsentGranted:
    """同意 (三、（二）1): to one purpose of the closed list; to a referral for one recipient.

    Refuses it of a client whose data is erased, without text or evidence, of a minor without the guardian, and a
    recipient where none belongs or none where one does.
    """
    not_erased(record)
    return _consented(record.adult, purpose, text_version, recipient, guardian, evidence, on)


def withdraw_consent(record: ClientRecord, *, purpose: Purpose, recipient: str | None, on: date) -> ConsentWithdrawn:
    """撤回同意 (三、（二）1): at once; without a recipient towards all. Refused only where no consent is in force."""
    recipients = {recipient} if recipient is not None else {None, *(word.recipient for word in record.consents_given)}
    given = any(record.consents(purpose, on, one) for one in recipients)
    require(given, CONSENT_IN_FORCE, purpose=purpose, on=on)
    return ConsentWithdrawn(purpose, recipient, on)


def update_enterprise(
    record: ClientRecord,
    *,
    name: Personal[str] | None,
    code: str | None,
    size: EnterpriseSize,
    industry: str,
    first: date,
) -> EnterpriseUpdated:
    """更新企业信息 (三、（二）1): refuses a wrong code, and a code of what is not founded yet."""
    open_for_processing(record, first)
    stored = None if code is None else _uscc(code)
    require(stored is None or size is not EnterpriseSize.NONE, ENTERPRISE_FOUNDED, code=code)
    return EnterpriseUpdated(name, stored, size, industry, first)


def add_need(record: ClientRecord, *, need: str, kind: str, words: Personal[str] | None, on: date) -> NeedRecorded:
    """记录服务需求 (三、（二）1): refuses a need a second time, and one of no kind."""
    open_for_processing(record, on)
    require(need not in record.needs, NEED_ONCE, need=need)
    require(bool(kind.strip()), NEED_OF_A_KIND, need=need)
    return NeedRecorded(need, kind, words, on)


def classify_client(
    record: ClientRecord, *, segment: str, stage: str, basis: tuple[str, ...], reason: str, by: PersonId, on: date
) -> ClientClassified:
    """分类分级 (三、（二）1): segment and stage, each time on a basis (needs, assessments) and for a reason."""
    open_for_processing(record, on)
    require(bool(segment.strip() and stage.strip()), CLASS_STATED)
    require(bool(basis) and all(one.strip() for one in basis) and bool(reason.strip()), CLASS_FOUNDED)
    return ClientClassified(segment, stage, basis, reason, by, on)


def _consented(
    adult: bool,
    purpose: Purpose,
    text_version: str,
    recipient: str | None,
    guardian: Personal[str] | None,
    evidence: str,
    on: date,
) -> ConsentGranted:
    require(bool(text_version.strip() and evidence.strip()), CONSENT_DOCUMENTED)
    named = bool(recipient and recipient.strip())
    fits = named if purpose is Purpose.REFERRAL else recipient is None
    require(fits, RECIPIENT_OF_REFERRAL, purpose=purpose)
    require(adult or _given(guardian), GUARDIAN_CONSENTS)
    return ConsentGranted(purpose, text_version, recipient, guardian, evidence, on)


def _given(value: Personal[str] | None) -> bool:
    """Whether something about a person is there; what is sealed was."""
    return bool(value.strip()) if isinstance(value, str) else value is not None


def _uscc(code: str) -> str:
    try:
        return check_uscc(code)
    except ValueError as wrong:
        raise Breach(ENTERPRISE_CODE, code=code) from wrong


# -- who may decide

_DESK: Final = frozenset({Role.STAFF, Role.LEAD})

MAY_DECIDE: Final[MayDecide] = {
    register_client: _DESK | {Role.CLIENT},
    grant_consent: _DESK | {Role.CLIENT},
    withdraw_consent: _DESK | {Role.CLIENT},
    update_enterprise: _DESK | {Role.MENTOR, Role.CLIENT},
    add_need: _DESK | {Role.MENTOR, Role.CLIENT},
    classify_client: _DESK | {Role.MENTOR},
}
