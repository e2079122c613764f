"""Handles of conduct records and inspections, for the acting person: 廉洁承诺、年度申报、监督检查 (三、（四）7)."""

from __future__ import annotations

from collections.abc import Iterable

from studio_adapters.app.core import Desk
from studio_adapters.app.handle import Handle
from studio_adapters.journal import Receipt
from studio_domain import conduct_record
from studio_domain import inspection as inspections
from studio_domain.conduct_record import ConductRecord
from studio_domain.inspection import Inspections
from studio_domain.values import PersonId, stream_name


class ConductHandle(Handle[ConductRecord]):
    """A person's conduct record: `app.conduct("hz-xihu-001", "p-lu")`."""

    KIND = "conduct-record"

    def __init__(self, desk: Desk, owner: str, person: PersonId) -> None:
        super().__init__(desk, conduct_record, conduct_record.MAY_DECIDE, stream_name(owner, "conduct", person))
        self.person = person

    def sign_pledge(self, *, text_version: str, digest: str) -> Receipt:
        """签署廉洁承诺, by the person."""
        asked = locals()
        return self._decide(
            conduct_record.sign_pledge,
            asked,
            lambda hand: (at := self._at()).then(
                conduct_record.sign_pledge(
                    at.state,
                    person=self.person,
                    text_version=text_version,
                    digest=digest,
                    signer=hand.by,
                    on=hand.day,
                )
            ),
        )

    def declare_integrity(self, *, year: int, digest: str, interests: Iterable[str] = ()) -> Receipt:
        """年度廉洁申报, by the person; `interests` are ids of the person's record."""
        interests = tuple(interests)
        asked = {"year": year, "digest": digest, "interests": interests}
        return self._decide(
            conduct_record.declare_integrity,
            asked,
            lambda hand: (at := self._at()).then(
                conduct_record.declare_integrity(
                    at.state,
                    person=self.person,
                    year=year,
                    interests=interests,
                    digest=digest,
                    signer=hand.by,
                    on=hand.day,
                )
            ),
        )


class InspectionHandle(Handle[Inspections]):
    """The inspections of a year: `app.inspections("hz-xihu-001", 2025)`."""

    KIND = "inspection"
    IDS = frozenset({"inspection"})

    def __init__(self, desk: Desk, owner: str, year: int) -> None:
        super().__init__(desk, inspections, inspections.MAY_DECIDE, stream_name(owner, "inspection", str(year)))
        self.year = year

    def hold_inspection(self, *, inspection: str, scope: str, digest: str) -> Receipt:
        """开展监督检查."""
        asked = {"inspection": inspection, "scope": scope, "digest": digest}
        return self._decide(
            inspections.hold_inspection,
            asked,
            lambda hand: (at := self._at()).then(
                inspections.hold_inspection(
                    at.state,
                    inspection=inspection,
                    year=self.year,
                    scope=scope,
                    digest=digest,
                    inspector=hand.by,
                    on=hand.day,
                )
            ),
        )
