"""On loan (3.4.4.d3; SD-6): approved by other hands, one at a time, within the term, back before one leaves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.archive_record import facts as archive
from studio_domain.archive_record.facts import Medium, Reading
from studio_domain.archive_record.retention import is_closed
from studio_domain.audit.archive.known import GONE, ArchivesKnown, HouseKnown, RecordKnown
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, days, on_day, text
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.shared import simply
from studio_domain.guideline import Clause, Kind, hands
from studio_domain.studio import roster_facts as roster
from studio_domain.values import PersonId, add_days

OWN_LOAN: Final = Predicate(
    "archive.own-loan",
    Clause.LENDING,
    Kind.G,
    zh="{actual} 批准了自己借阅 {subject}",
    en="{actual} approved his own loan of {subject}",
)
ARCHIVISTS_LOAN: Final = Predicate(
    "archive.archivists-loan",
    Clause.LENDING,
    Kind.X,
    zh="档案专人 {expected} 借阅 {subject}，由 {actual} 批准，应由领办人批准",
    en="the archivist {expected} borrowed {subject}, approved by {actual}; it takes a lead",
)
UNAPPROVED: Final = Predicate(
    "archive.loan-unapproved",
    Clause.LENDING,
    Kind.G,
    zh="{subject} 借出前须 {expected} 人批准，实有 {actual} 人",
    en="{subject} was lent with {actual} approvals, it takes {expected}",
)
LENT_TWICE: Final = Predicate(
    "archive.lent-twice",
    Clause.LENDING,
    Kind.G,
    zh="{subject} 借出时，前一借阅 {actual} 尚未归还",
    en="{subject} was lent while it was out on loan {actual}",
)
LENT_OUTSIDE: Final = Predicate(
    "archive.lent-outside",
    Clause.LENDING,
    Kind.G,
    zh="会计档案 {subject}（{actual}）借出室外",
    en="the accounting record {subject} ({actual}) was lent outside",
    policy="holdings.accounting_categories",
)
LOAN_TERM: Final = Predicate(
    "archive.loan-term",
    Clause.LENDING,
    Kind.G,
    zh="{subject} 借至 {actual}，最迟应为 {expected}",
    en="{subject} was lent until {actual}, at the latest until {expected}",
    policy="archive.loan_days",
)
RENEWED: Final = Predicate(
    "archive.renewed",
    Clause.LENDING,
    Kind.G,
    zh="{subject} 第 {actual} 次续借，最多 {expected} 次且应在到期前",
    en="{subject} was renewed for the {actual}. time; at most {expected}, and before it is due",
    policy="archive.renewals",
)
KEPT_ON_LEAVING: Final = Predicate(
    "archive.kept-on-leaving",
    Clause.LENDING,
    Kind.A,
    zh="{actual} 于 {expected} 离岗，所借 {subject} 未归还",
    en="{actual} left on {expected}, and had not returned {subject}",
)
CLEARED_ON_LOAN: Final = Predicate(
    "archive.cleared-on-loan",
    Clause.LENDING,
    Kind.X,
    zh="登记 {actual} 已清还借阅，{subject} 尚未归还",
    en="{actual} is said to have cleared his loans; {subject} was not back",
)


@define
class LoanKnown:
    """A loan as its facts have it."""

    loan: str
    borrower: PersonId | None = None
    reading: Reading = Reading.OUTSIDE
    approvers: set[PersonId] = field(factory=set)
    lent: Recorded[archive.Lent] | None = None
    due: date | None = None
    renewals: int = 0
    back: Recorded[Any] | None = None

    def out_on(self, day: date) -> bool:
        """Whether it was out at the end of *day*."""
        return self.lent is not None and self.lent.fact.on <= day and (self.back is None or self.back.fact.on > day)


def loans_of(of: RecordKnown, by: Recorded[Any] | None = None) -> dict[str, LoanKnown]:
    """The loans of a record, as known when *by* was recorded, or now; what is gone is out no more."""
    loans: dict[str, LoanKnown] = {}
    for event in of.events:
        if by is not None and event.position >= by.position:
            break
        _take(loans, event)
    return loans


def _take(loans: dict[str, LoanKnown], event: Recorded[Any]) -> None:
    fact = event.fact
    if isinstance(fact, GONE):
        for open_one in (one for one in loans.values() if one.lent is not None and one.back is None):
            open_one.back = event
    kinds = archive.LoanRequested | archive.LoanApproved | archive.Lent | archive.LoanRenewed | archive.RecordReturned
    if not isinstance(fact, kinds):
        return
    loan = loans.setdefault(fact.loan, LoanKnown(fact.loan))
    match fact:
        case archive.LoanRequested():
            loan.borrower, loan.reading = fact.borrower, fact.reading
        case archive.LoanApproved():
            loan.approvers.add(fact.approver)
        case archive.Lent():
            loan.lent, loan.due, loan.back = event, fact.due, None
        case archive.LoanRenewed():
            loan.due, loan.renewals = fact.due, loan.renewals + 1
        case archive.RecordReturned():
            loan.back = event


_Left = roster.LeadDeparted | roster.StaffDeparted


@define
class Lending:
    """Loans are approved by other hands than the borrower's, one at a time, within their terms, and come back."""

    known: ArchivesKnown
    house: HouseKnown
    grounds: Grounds
    _left: list[Recorded[_Left]] = field(factory=list)
    _cleared: list[Recorded[roster.LoansCleared]] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(roster.LeadDeparted, self._left.append)
        yield on(roster.StaffDeparted, self._left.append)
        yield on(roster.LoansCleared, self._cleared.append)

    def findings(self, as_of: date) -> Iterator[Finding]:
        for of in self.known.records.values():
            for event in of.events:
                if isinstance(event.fact, archive.LoanApproved | archive.LoanRenewed):
                    yield from self._hands(of, event)
                if isinstance(event.fact, archive.LoanRenewed):
                    yield from self._renewed(of, event)
                if isinstance(event.fact, archive.Lent):
                    yield from self._lent(of, event)
            for loan in loans_of(of).values():
                yield from self._leaving(of, loan, as_of)

    def _hands(
        self, of: RecordKnown, event: Recorded[archive.LoanApproved] | Recorded[archive.LoanRenewed]
    ) -> Iterator[Finding]:
        fact = event.fact
        known = loans_of(of, event).get(fact.loan)
        borrower, acting = known.borrower if known else None, hands(fact.approver, event.context.on_behalf_of)
        if borrower is None:
            return
        if borrower in acting:
            yield simply(OWN_LOAN, event, _named(of, fact.loan), actual=text(borrower))
        elif isinstance(fact, archive.LoanApproved) and self._of_archivist_unled(event, borrower):
            named = _named(of, fact.loan)
            yield simply(ARCHIVISTS_LOAN, event, named, expected=text(borrower), actual=text(fact.approver))

    def _of_archivist_unled(self, event: Recorded[Any], borrower: PersonId) -> bool:
        """Whether the archivist borrowed, and no lead was among who approved."""
        day, acting = event.fact.on, hands(event.fact.approver, event.context.on_behalf_of)
        led = any(self.house.leads(hand, day, event) for hand in acting)
        return self.house.archivist(day, event) == borrower and not led

    def _lent(self, of: RecordKnown, event: Recorded[archive.Lent]) -> Iterator[Finding]:
        fact, before = event.fact, loans_of(of, event)
        known = before.get(fact.loan) or LoanKnown(fact.loan)
        terms, name = self.grounds.policy.on(fact.on), _named(of, fact.loan)
        asked, there = 2 if is_closed(of.secrecy(event)) else 1, len(known.approvers)
        if there < asked:
            yield simply(
                UNAPPROVED, event, name, expected=count(asked), actual=count(there), delta=count(asked - there)
            )
        held = of.holding(event)
        other = next((one for one in before.values() if one.lent is not None and one.back is None), None)
        if other is not None and held is not None and held.medium is Medium.PAPER:
            yield simply(LENT_TWICE, event, name, actual=text(other.loan))
        category = of.category(event)
        if known.reading is Reading.OUTSIDE and category in terms.holdings.accounting_categories:
            yield simply(LENT_OUTSIDE, event, name, actual=text(category))
        allowed = terms.archive.loan_days if known.reading is Reading.OUTSIDE else 0
        yield from self._term(event, name, fact.due, add_days(fact.on, allowed), fact.on)

    def _renewed(self, of: RecordKnown, event: Recorded[archive.LoanRenewed]) -> Iterator[Finding]:
        fact = event.fact
        known = loans_of(of, event).get(fact.loan)
        if known is None or known.due is None:
            return
        terms, name = self.grounds.policy.on(fact.on), _named(of, fact.loan)
        most, number = terms.archive.renewals, known.renewals + 1
        if number > most or fact.on > known.due:
            yield simply(
                RENEWED, event, name, expected=count(most), actual=count(number),
                binding=terms.binds("archive.renewals"), policy=terms.cite("archive.renewals"),
            )  # fmt: skip
        allowed = terms.archive.loan_days if known.reading is Reading.OUTSIDE else 0
        yield from self._term(event, name, fact.due, add_days(known.due, allowed), fact.on)

    def _term(self, event: Recorded[Any], name: str, due: date, latest: date, day: date) -> Iterator[Finding]:
        if due > latest:
            terms = self.grounds.policy.on(day)
            yield simply(
                LOAN_TERM, event, name, expected=on_day(latest), actual=on_day(due), delta=days((due - latest).days),
                binding=terms.binds("archive.loan_days"), policy=terms.cite("archive.loan_days"),
            )  # fmt: skip

    def _leaving(self, of: RecordKnown, loan: LoanKnown, as_of: date) -> Iterator[Finding]:
        if loan.lent is None:
            return
        name = _named(of, loan.loan)
        for left in self._left:
            last = left.fact.last_day
            if left.fact.person == loan.borrower and last < as_of and loan.out_on(last):
                yield simply(
                    KEPT_ON_LEAVING, loan.lent, name, expected=on_day(last), actual=text(left.fact.person),
                    also=(left.place,),
                )  # fmt: skip
        for cleared in self._cleared:
            if cleared.fact.person == loan.borrower and loan.out_on(cleared.fact.on):
                yield simply(CLEARED_ON_LOAN, cleared, name, actual=text(cleared.fact.person), also=(loan.lent.place,))


def _named(of: RecordKnown, loan: str) -> str:
    return f"{of.name}/{loan}"
