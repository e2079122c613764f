"""Client record (服务对象库): consent, enterprise, needs, classification, access, erasure (三、（二）1).

Stream `<studio>/client/<client>`. What is about the person is sealed; the state holds none of it.
The package serves as the aggregate's module. `facts` are what is stored, `state` what becomes of them; every other
module has rules, the decisions that keep to them, and who may take these.
"""
# fmt: off
# ruff: noqa: I001, RUF022 -- in the order of a client's life, several names a line

from __future__ import annotations

from typing import Final

from studio_domain.client_record.facts import (
    Purpose, DocumentKind, EnterpriseSize, LegalRank, ClientRegistered, ConsentGranted, ConsentWithdrawn,
    EnterpriseUpdated, NeedRecorded, ClientClassified, AccessGranted, AccessWithdrawn, AccessRecorded,
    ErasureRequested, ProcessingRestricted, RestrictionEnded, LegalHoldPlaced, LegalHoldLifted, ErasureApproved,
    ClientDataErased, Event,
)
from studio_domain.client_record.state import (
    Consent, Enterprise, Need, Classification, Grant, Restriction, Erasure, ClientRecord, evolve,
)
from studio_domain.guideline import MayDecide

MAY_DECIDE: Final[MayDecide] = {}

__all__ = [
    "MAY_DECIDE",
    "Purpose", "DocumentKind", "EnterpriseSize", "LegalRank", "ClientRegistered", "ConsentGranted",
    "ConsentWithdrawn", "EnterpriseUpdated", "NeedRecorded", "ClientClassified", "AccessGranted", "AccessWithdrawn",
    "AccessRecorded", "ErasureRequested", "ProcessingRestricted", "RestrictionEnded", "LegalHoldPlaced",
    "LegalHoldLifted", "ErasureApproved", "ClientDataErased", "Event",
    "Consent", "Enterprise", "Need", "Classification", "Grant", "Restriction", "Erasure", "ClientRecord",
    "evolve",
]
