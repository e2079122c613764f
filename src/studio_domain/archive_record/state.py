"""What the rules of a record need to know of its past; `transitions` says how facts change it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum

from attrs import field, frozen

from studio_domain.archive_record.facts import Holding, Medium, Reading, Secrecy, Verdict
from studio_domain.archive_record.retention import free_from
from studio_domain.values import Days, PersonId


class Gone(Enum):
    """Why a record is not in the archives any more."""

    DESTROYED = "destroyed"  # 已销毁
    LOST = "lost"  # 已丢失
    TRANSFERRED = "transferred"  # 已移交


@frozen
class Classification:
    """Year, category, importance and hence retention of a record."""

    year: int
    category: str
    importance: str
    retention: str


@frozen
class Loan:
    """A loan that is not over: asked for, approved by so many, lent until a day."""

    borrower: PersonId
    reading: Reading
    approvers: tuple[PersonId, ...] = ()
    lent: date | None = None
    due: date | None = None
    renewals: int = 0


@frozen
class Grant:
    """Who may read a closed record, on which days."""

    person: PersonId
    days: Days


@frozen
class ArchiveRecord:
    """A record (件): what it documents, how it is classified, where it is."""

    record: str
    of: str | None
    department: str
    holding: Holding
    collected: date
    classification: Classification | None = None
    secrecy: Secrecy = Secrecy.INTERNAL
    filed: date | None = None
    loans: Mapping[str, Loan] = field(factory=dict)
    loan_ids: frozenset[str] = frozenset()
    grants: Mapping[str, Grant] = field(factory=dict)
    holds: Mapping[str, PersonId] = field(factory=dict)
    hold_ids: frozenset[str] = frozenset()
    verdict: Verdict | None = None
    extended: tuple[int, ...] = ()
    permanent: bool = False
    gone: Gone | None = None

    @property
    def in_store(self) -> bool:
        """Whether it is filed, and neither destroyed, lost nor transferred."""
        return self.filed is not None and self.gone is None

    @property
    def electronic(self) -> bool:
        """Whether it is an electronic record."""
        return self.holding.medium is Medium.ELECTRONIC

    @property
    def category(self) -> str:
        """Its category, blank before it is classified."""
        return self.classification.category if self.classification else ""

    @property
    def free_from(self) -> date | None:
        """The first day on which it may be destroyed; None while that is never."""
        if self.permanent or self.classification is None:
            return None
        return free_from(self.classification.year, self.classification.retention, self.extended)

    @property
    def out(self) -> tuple[str, ...]:
        """The loans on which it is out."""
        return tuple(loan for loan, known in self.loans.items() if known.lent is not None)
