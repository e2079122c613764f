"""In store (3.4.4.d2, d5): integrity as it was computed, who read what is closed, and what is left when all is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.archive_record import facts as archive
from studio_domain.archive_record.facts import Medium
from studio_domain.archive_record.retention import RANK, is_closed
from studio_domain.audit.archive.known import GONE, ArchivesKnown, RecordKnown
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, on_day, text
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.shared import simply
from studio_domain.guideline import Clause, Kind, hands
from studio_domain.studio import recognition_facts as recognition
from studio_domain.studio import roster_facts as roster

NOT_IN_STORE: Final = Predicate(
    "archive.not-in-store",
    Clause.STORAGE,
    Kind.A,
    zh="{fact} 涉及档案 {subject}，当时尚未归档或已不在馆",
    en="{fact} is about record {subject}, which was not filed then, or not there any more",
)
DIGEST_FALSE: Final = Predicate(
    "archive.digest-false",
    Clause.STORAGE,
    Kind.G,
    zh="档案 {subject} 登记为完整性合格，摘要值却与在册的不符",
    en="record {subject} is said to have passed its check, with another digest than is on record",
)
FORMER_DIGEST: Final = Predicate(
    "archive.former-digest",
    Clause.STORAGE,
    Kind.G,
    zh="档案 {subject} 迁移时所留原摘要值与在册的不符",
    en="record {subject} was migrated, and the digest kept of its former state is not the one on record",
)
LEFT_BEHIND: Final = Predicate(
    "archive.left-behind",
    Clause.STORAGE,
    Kind.A,
    zh="工作室 {actual} 关闭，档案 {subject} 未移交",
    en="the studio was closed on {actual}, and record {subject} was not handed over",
)
UNGRANTED: Final = Predicate(
    "archive.access-ungranted",
    Clause.SECRECY,
    Kind.X,
    zh="{actual} 查阅 {subject}，当时没有有效的查阅权限",
    en="{actual} read {subject} without a grant in force",
)
OWN_DOWNGRADE: Final = Predicate(
    "archive.own-downgrade",
    Clause.SECRECY,
    Kind.G,
    zh="{actual} 申请并批准 {subject} 降密",
    en="{actual} asked for, and approved, a lower level of {subject}",
)
OWN_GRANT: Final = Predicate(
    "archive.own-grant",
    Clause.SECRECY,
    Kind.G,
    zh="{actual} 授权本人查阅 {subject}",
    en="{actual} granted himself access to {subject}",
)

_OF_WHAT_IS_THERE: Final = frozenset(
    {
        archive.RecordTransferred, archive.RecordMoved, archive.RecordMigrated, archive.IntegrityVerified,
        archive.LoanRequested, archive.LoanApproved, archive.Lent, archive.SecrecySet, archive.AccessGranted,
        archive.LegalHoldPlaced, archive.Appraised,
    }
)  # fmt: skip
"""What is decided about records that are filed and there; destruction has checks of its own."""


@define
class Keeping:
    """A record is there when something is done with it; what passed a check did; what is closed is read by a grant."""

    known: ArchivesKnown
    grounds: Grounds
    _closed: list[Recorded[recognition.StudioClosed]] = field(factory=list)
    _revoked: list[Recorded[roster.AccessRevoked]] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(recognition.StudioClosed, self._closed.append)
        yield on(roster.AccessRevoked, self._revoked.append)

    def findings(self, as_of: date) -> Iterator[Finding]:
        for of in self.known.records.values():
            yield from _where(of)
            yield from _digests(of)
            yield from self._secrecy(of)
            for closed in self._closed:
                if closed.studio == of.studio:
                    yield from _left(of, closed)

    def _secrecy(self, of: RecordKnown) -> Iterator[Finding]:
        for access in of.all(archive.AccessRecorded):
            if is_closed(of.secrecy(access)) and not self._granted(of, access):
                yield simply(UNGRANTED, access, of.name, actual=text(access.fact.person))
        for change in of.all(archive.SecrecySet):
            fact, acting = change.fact, hands(change.fact.approver, change.context.on_behalf_of)
            if RANK[fact.secrecy] < RANK[of.secrecy(change)] and fact.requester in acting:
                yield simply(OWN_DOWNGRADE, change, of.name, actual=text(fact.requester))
        for grant in of.all(archive.AccessGranted):
            if grant.fact.person in hands(grant.fact.approver, grant.context.on_behalf_of):
                yield simply(OWN_GRANT, grant, of.name, actual=text(grant.fact.person))

    def _granted(self, of: RecordKnown, access: Recorded[archive.AccessRecorded]) -> bool:
        """Whether a grant of that day or before covers it, which was not taken back since."""
        person, day = access.fact.person, access.fact.on
        taken = [one.fact.on for one in self._revoked if one.fact.person == person and one.fact.on <= day]
        return any(
            grant.fact.person == person
            and grant.fact.on <= day
            and grant.fact.first <= day <= grant.fact.last
            and not any(grant.fact.on <= back for back in taken)
            for grant in of.all(archive.AccessGranted)
        )


def _where(of: RecordKnown) -> Iterator[Finding]:
    filed = gone = False
    for event in of.events:
        if type(event.fact) in _OF_WHAT_IS_THERE and (gone or not filed):
            yield _not_there(of, event)
        filed = filed or isinstance(event.fact, archive.RecordFiled)
        gone = gone or isinstance(event.fact, GONE)


def _not_there(of: RecordKnown, event: Recorded[Any]) -> Finding:
    return simply(NOT_IN_STORE, event, of.name, fact=type(event.fact).__name__)


def _digests(of: RecordKnown) -> Iterator[Finding]:
    for passed in of.all(archive.IntegrityVerified):
        held = of.holding(passed)
        if held is not None and passed.fact.digest != (held.digest if held.medium is Medium.ELECTRONIC else None):
            yield simply(
                DIGEST_FALSE, passed, of.name, expected=text(held.digest or "-"), actual=text(passed.fact.digest or "-")
            )
    for moved in of.all(archive.RecordMigrated):
        held = of.holding(moved)
        if held is not None and moved.fact.former_digest != held.digest:
            yield simply(
                FORMER_DIGEST, moved, of.name, expected=text(held.digest or "-"), actual=text(moved.fact.former_digest)
            )


def _left(of: RecordKnown, closed: Recorded[recognition.StudioClosed]) -> Iterator[Finding]:
    """Handed over by the day of the closing; what is no record yet, or gone in another way, cannot be."""
    filed, gone = of.filed(), of.gone()
    if filed is not None and filed.fact.on <= closed.fact.on and (gone is None or gone.fact.on > closed.fact.on):
        yield simply(LEFT_BEHIND, closed, of.name, expected=count(0), actual=on_day(closed.fact.on))
