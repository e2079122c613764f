"""Whose business the facts of a client's record are, whom they name and to what they refer: for `audit.actors`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from studio_domain.client_record import facts as client
from studio_domain.guideline import Role
from studio_domain.person_record import PersonNamed
from studio_domain.subject_key import SubjectKeyIssued

_DESK: Final = frozenset({Role.LEAD, Role.STAFF})
_HEAD: Final = frozenset({Role.CARRIER_HEAD})
_HEADS: Final = frozenset({Role.LEAD, Role.CARRIER_HEAD})
_WRITERS: Final = frozenset(Role) - {Role.AUDITOR}
_OVERSEERS: Final = frozenset({Role.DISCIPLINE, Role.CARRIER_HEAD, Role.AUTHORITY})

ACTING: Final[Mapping[type[Any], tuple[str, ...]]] = {
    client.ClientClassified: ("by",),
    client.AccessGranted: ("by",),
    client.AccessWithdrawn: ("by",),
    client.ProcessingRestricted: ("approver",),
    client.RestrictionEnded: ("approver",),
    client.LegalHoldPlaced: ("placed_by",),
    client.LegalHoldLifted: ("lifted_by",),
    client.ErasureApproved: ("approver",),
    client.ClientDataErased: ("executor",),
}
"""A fact that somebody does himself → the field that names him."""

MAY_RECORD: Final[Mapping[type[Any], frozenset[Role]]] = {
    PersonNamed: _HEADS | {Role.AUTHORITY},
    SubjectKeyIssued: _WRITERS,
    client.ClientRegistered: _DESK | {Role.CLIENT},
    client.ConsentGranted: _DESK | {Role.CLIENT},
    client.ConsentWithdrawn: _DESK | {Role.CLIENT},
    client.EnterpriseUpdated: _DESK | {Role.MENTOR, Role.CLIENT},
    client.NeedRecorded: _DESK | {Role.MENTOR, Role.CLIENT},
    client.ClientClassified: _DESK | {Role.MENTOR},
    client.AccessGranted: _HEADS,
    client.AccessWithdrawn: _HEADS,
    client.AccessRecorded: _WRITERS - {Role.CLIENT},
    client.ErasureRequested: _DESK | {Role.CLIENT},
    client.ProcessingRestricted: _HEAD,
    client.RestrictionEnded: _HEAD,
    client.LegalHoldPlaced: _OVERSEERS,
    client.LegalHoldLifted: _OVERSEERS,
    client.ErasureApproved: _HEAD,
    client.ClientDataErased: frozenset({Role.ARCHIVIST}),
}
"""A fact → the roles whose business it is; a key is issued by whoever writes what it seals."""

NAMES: Final[Mapping[type[Any], tuple[str, str]]] = {
    client.LegalHoldPlaced: ("hold", "hold"),
    client.ErasureRequested: ("request", "request"),
}
"""A fact that brings something into the record → its kind, and the field that names it."""

REFERS: Final[Mapping[type[Any], tuple[str, str]]] = {
    client.LegalHoldLifted: ("hold", "hold"),
    client.ErasureApproved: ("request", "request"),
}
"""A fact that refers to something → its kind, and the field that names it."""
