"""Client record (服务对象库): consent, enterprise, needs, classification, access, erasure (三、（二）1).

Stream `<studio>/client/<client>`. What is about the person is sealed; the state holds none of it.
The package serves as the aggregate's module. `facts` are what is stored, `state` what becomes of them; every other
module has rules, the decisions that keep to them, and who may take these.
"""
# fmt: off
# ruff: noqa: I001, RUF022 -- in the order of a client's life, several names a line

from __future__ import annotations

from typing import Final

from studio_domain.client_record import registration, access, erasure
from studio_domain.client_record.facts import (
    Purpose, DocumentKind, EnterpriseSize, LegalRank, ClientRegistered, ConsentGranted, ConsentWithdrawn,
    EnterpriseUpdated, NeedRecorded, ClientClassified, AccessGranted, AccessWithdrawn, AccessRecorded,
    ErasureRequested, ProcessingRestricted, RestrictionEnded, LegalHoldPlaced, LegalHoldLifted, ErasureApproved,
    ClientDataErased, Event,
)
from studio_domain.client_record.state import (
    Consent, Enterprise, Need, Classification, Grant, Restriction, Erasure, ClientRecord, evolve,
)
from studio_domain.client_record.registration import (
    REGISTERED_ONCE, NAME_GIVEN, DOCUMENT_VALID, NOTICE_SHOWN, GUARDIAN_CONSENTS, CONSENT_DOCUMENTED,
    RECIPIENT_OF_REFERRAL, CONSENT_IN_FORCE, NOT_ERASED, NOT_RESTRICTED, ENTERPRISE_CODE, ENTERPRISE_FOUNDED,
    NEED_ONCE, NEED_OF_A_KIND, CLASS_STATED, CLASS_FOUNDED, register_client, grant_consent, withdraw_consent,
    update_enterprise, add_need, classify_client,
)
from studio_domain.client_record.access import (
    GRANT_IN_ORDER, GRANT_EXISTS, GRANTED, grant_access, withdraw_access, open_record, record_access,
)
from studio_domain.client_record.erasure import (
    REQUEST_ONCE, REQUEST_EXISTS, BASIS_STATED, UNTIL_LATER, RANK_SUFFICES, RESTRICTED, HOLD_ONCE, HOLD_EXISTS,
    LIFTED_BY_ANOTHER, NO_HOLD, APPROVED_ONCE, APPROVED_FIRST, NOT_BEFORE_REQUEST, TWO_HANDS, STORES_NAMED,
    request_erasure, restrict_processing, end_restriction, place_hold, lift_hold, approve_erasure, erase_data,
)
from studio_domain.guideline import MayDecide

MAY_DECIDE: Final[MayDecide] = {
    **registration.MAY_DECIDE,
    **access.MAY_DECIDE,
    **erasure.MAY_DECIDE,
}

__all__ = [
    "MAY_DECIDE",
    "Purpose", "DocumentKind", "EnterpriseSize", "LegalRank", "ClientRegistered", "ConsentGranted",
    "ConsentWithdrawn", "EnterpriseUpdated", "NeedRecorded", "ClientClassified", "AccessGranted", "AccessWithdrawn",
    "AccessRecorded", "ErasureRequested", "ProcessingRestricted", "RestrictionEnded", "LegalHoldPlaced",
    "LegalHoldLifted", "ErasureApproved", "ClientDataErased", "Event",
    "Consent", "Enterprise", "Need", "Classification", "Grant", "Restriction", "Erasure", "ClientRecord",
    "evolve",
    "REGISTERED_ONCE", "NAME_GIVEN", "DOCUMENT_VALID", "NOTICE_SHOWN", "GUARDIAN_CONSENTS", "CONSENT_DOCUMENTED",
    "RECIPIENT_OF_REFERRAL", "CONSENT_IN_FORCE", "NOT_ERASED", "NOT_RESTRICTED", "ENTERPRISE_CODE",
    "ENTERPRISE_FOUNDED", "NEED_ONCE", "NEED_OF_A_KIND", "CLASS_STATED", "CLASS_FOUNDED", "register_client",
    "grant_consent", "withdraw_consent", "update_enterprise", "add_need", "classify_client",
    "GRANT_IN_ORDER", "GRANT_EXISTS", "GRANTED", "grant_access", "withdraw_access", "open_record", "record_access",
    "REQUEST_ONCE", "REQUEST_EXISTS", "BASIS_STATED", "UNTIL_LATER", "RANK_SUFFICES", "RESTRICTED", "HOLD_ONCE",
    "HOLD_EXISTS", "LIFTED_BY_ANOTHER", "NO_HOLD", "APPROVED_ONCE", "APPROVED_FIRST", "NOT_BEFORE_REQUEST",
    "TWO_HANDS", "STORES_NAMED", "request_erasure", "restrict_processing", "end_restriction", "place_hold",
    "lift_hold", "approve_erasure", "erase_data",
]
