"""Who acts (3.4.0.a2): the person that a fact names, the role in its envelope, and what the fact refers to.

The tables are written from the duties of each post, apart from what the decisions allow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from operator import attrgetter
from typing import Any, Final

from attrs import define, field

from studio_domain import invoice, mandate, rectification
from studio_domain import tariff_schedule as tariff
from studio_domain.aggregate import Recorded
from studio_domain.audit.appointment import hands as appointment_hands
from studio_domain.audit.archive import posts as archive_posts
from studio_domain.audit.case import posts as case_posts
from studio_domain.audit.client import posts as client_posts
from studio_domain.audit.conduct import posts as conduct_posts
from studio_domain.audit.discipline import posts as discipline_posts
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.evaluation import posts as evaluation_posts
from studio_domain.audit.expert import posts as expert_posts
from studio_domain.audit.filing import acting as filing
from studio_domain.audit.finding import Finding, Predicate, count, finding, text
from studio_domain.audit.program import posts as program_posts
from studio_domain.audit.resource import posts as resource_posts
from studio_domain.audit.studio import acting as studio
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import Clause, Kind, Role
from studio_domain.person_record import (
    EmploymentChanged,
    InterestDeclared,
    InterestEnded,
    PersonRegistered,
    RelationDeclared,
)
from studio_domain.policy import facts as policy
from studio_domain.regulation_book import RegulationApproved, RegulationDrafted, RegulationRepealed
from studio_domain.studio import CarrierRegistered
from studio_domain.working_calendar import CalendarAdopted

ACTOR: Final = Predicate(
    "trail.actor",
    Clause.OPERATE_BY_RULES,
    Kind.G,
    zh="{stream} 写明由 {expected} 办理，记录人却是 {actual}，也未注明代其办理",
    en="{stream} says that {expected} acted, but {actual} recorded it, and not on that person's behalf",
)
ROLE_MAY_NOT: Final = Predicate(
    "trail.role-may-not",
    Clause.OPERATE_BY_RULES,
    Kind.G,
    zh="{stream} 的 {fact} 由角色 {actual} 记录，应由 {expected} 办理",
    en="{stream}: {fact} was recorded in the role {actual}, it takes {expected}",
)
REFERENCE: Final = Predicate(
    "trail.reference",
    Clause.TRUTHFUL_REPORTS,
    Kind.G,
    zh="{stream} 所指的 {kind} {subject} 此前没有记录",
    en="{stream} refers to {kind} {subject}, which was not recorded before",
)

# -- the person that a fact names as acting

ACTING: Final[Mapping[type[Any], tuple[str, ...]]] = {
    fund.BudgetDrafted: ("drafter",),
    fund.BudgetApproved: ("approver",),
    fund.BudgetSupplementDrafted: ("drafter",),
    fund.BudgetSupplementApproved: ("approver",),
    fund.TransferRequested: ("asker",),
    fund.TransferApproved: ("approver",),
    fund.TransferDeclined: ("decliner",),
    fund.FundReturned: ("payer", "approver"),
    fund.ClaimSubmitted: ("claimant",),
    fund.GoodsAccepted: ("acceptor",),
    fund.ClaimReviewed: ("reviewer",),
    fund.ClaimApproved: ("approver",),
    fund.ClaimPaid: ("payer",),
    fund.ClaimReturned: ("by",),
    fund.ClaimRejected: ("by",),
    fund.AdvanceSettled: ("reviewer", "claimant"),
    fund.PaymentReversed: ("by",),
    fund.FeeCharged: ("collector",),
    fund.FeeRefunded: ("payer",),
    fund.Reconciled: ("reconciler",),
    fund.PerformanceReviewed: ("reviewer",),
    fund.YearClosed: ("by",),
    fund.FinalAccountsDrafted: ("drafter",),
    fund.FinalAccountsApproved: ("approver",),
    tariff.TariffDrafted: ("drafter",),
    tariff.TariffApproved: ("approver",),
    tariff.TariffPublished: ("publisher",),
    tariff.TariffWithdrawn: ("by",),
    RegulationDrafted: ("drafter",),
    RegulationApproved: ("approver",),
    RegulationRepealed: ("by",),
    policy.PolicyValueSet: ("adopted_by",),
    rectification.FindingAnswered: ("answered_by",),
    rectification.FindingAccepted: ("accepted_by",),
    rectification.DeviationApproved: ("approved_by",),
    **case_posts.ACTING,
    **appointment_hands.ACTING,
    **client_posts.ACTING,
    **expert_posts.ACTING,
    **discipline_posts.ACTING,
    **evaluation_posts.ACTING,
    **conduct_posts.ACTING,
    **resource_posts.ACTING,
    **studio.ACTING,
    **filing.ACTING,
    **archive_posts.ACTING,
    **program_posts.ACTING,
}
"""A fact that somebody does himself → the field that names him; of two hands either may record it."""

# -- the roles in which a fact may be recorded

_CLAIMANTS: Final = frozenset({Role.LEAD, Role.STAFF, Role.MENTOR, Role.ARCHIVIST, Role.FINANCE})
_LEAD: Final = frozenset({Role.LEAD})
_OFFICE: Final = frozenset({Role.LEAD, Role.STAFF})
_MONEY: Final = frozenset({Role.FINANCE})
_CASH: Final = frozenset({Role.CASHIER})
_FINANCE_HEAD: Final = frozenset({Role.FINANCE_HEAD})
_APPROVERS: Final = frozenset({Role.FINANCE_HEAD, Role.CARRIER_HEAD})
_HEAD: Final = frozenset({Role.CARRIER_HEAD})
_AUTHORITY: Final = frozenset({Role.AUTHORITY})
_AUDITOR: Final = Role.AUDITOR.value  # writes nothing at all: `roles.auditor-writes` says so
_ANYONE: Final = frozenset(Role) - {Role.AUDITOR, Role.CLIENT, Role.EXPERT}

MAY_RECORD: Final[Mapping[type[Any], frozenset[Role]]] = {
    fund.AccountOpened: _FINANCE_HEAD,
    fund.FinanceRulesAdopted: _APPROVERS,
    fund.BudgetDrafted: _MONEY | _LEAD,
    fund.BudgetApproved: _APPROVERS,
    fund.BudgetSupplementDrafted: _MONEY | _LEAD,
    fund.BudgetSupplementApproved: _APPROVERS,
    fund.TransferRequested: _MONEY | _LEAD,
    fund.TransferApproved: _APPROVERS | _AUTHORITY,
    fund.TransferDeclined: _APPROVERS | _AUTHORITY,
    fund.FundReceived: _MONEY | _CASH,
    fund.FundReturned: _CASH | _FINANCE_HEAD,
    fund.ClaimSubmitted: _CLAIMANTS,
    fund.GoodsAccepted: _CLAIMANTS,
    fund.ClaimReviewed: _MONEY,
    fund.ClaimApproved: _APPROVERS,
    fund.ClaimPaid: _CASH,
    fund.ClaimReturned: _MONEY | _APPROVERS,
    fund.ClaimRejected: _MONEY | _APPROVERS,
    fund.AdvanceSettled: _MONEY,
    fund.PaymentReversed: _MONEY | _FINANCE_HEAD,
    fund.UnapprovedPaymentReported: _ANYONE,
    fund.FeeCharged: _MONEY | _CASH | {Role.STAFF},
    fund.FeeRefunded: _CASH,
    fund.Reconciled: _MONEY,
    fund.PerformanceReviewed: _APPROVERS | _AUTHORITY,
    fund.YearClosed: _FINANCE_HEAD,
    fund.FinalAccountsDrafted: _MONEY,
    fund.FinalAccountsApproved: _APPROVERS | _AUTHORITY,
    tariff.TariffDrafted: _OFFICE | _MONEY,
    tariff.TariffApproved: _HEAD,
    tariff.TariffPublished: _OFFICE,
    tariff.TariffWithdrawn: _HEAD | _LEAD,
    mandate.MandateGranted: _HEAD | _AUTHORITY,
    mandate.DelegationGranted: _APPROVERS | _AUTHORITY | _LEAD,
    mandate.MandateEnded: _HEAD | _AUTHORITY,
    CarrierRegistered: _HEAD | _LEAD,
    RegulationDrafted: _OFFICE | _MONEY | {Role.ARCHIVIST, Role.DISCIPLINE},
    RegulationApproved: _HEAD,
    RegulationRepealed: _HEAD,
    policy.GuidelineAdopted: _AUTHORITY,
    policy.LocalRuleAdopted: _AUTHORITY,
    policy.PolicyValueSet: _HEAD | _AUTHORITY,
    CalendarAdopted: _AUTHORITY,
    invoice.InvoiceUsed: _CLAIMANTS,
    invoice.InvoiceFreed: _MONEY | _APPROVERS,
    PersonRegistered: _LEAD | _HEAD | _AUTHORITY,
    EmploymentChanged: _LEAD | _HEAD | _AUTHORITY,
    InterestDeclared: _ANYONE | {Role.EXPERT, Role.CLIENT},
    InterestEnded: _ANYONE | {Role.EXPERT, Role.CLIENT},
    RelationDeclared: _ANYONE | {Role.EXPERT, Role.CLIENT},
    rectification.FindingAnswered: _ANYONE - _AUTHORITY,
    rectification.FindingAccepted: _AUTHORITY,
    rectification.DeviationApproved: _AUTHORITY,
    **case_posts.MAY_RECORD,
    **appointment_hands.MAY_RECORD,
    **client_posts.MAY_RECORD,
    **expert_posts.MAY_RECORD,
    **discipline_posts.MAY_RECORD,
    **evaluation_posts.MAY_RECORD,
    **conduct_posts.MAY_RECORD,
    **resource_posts.MAY_RECORD,
    **studio.MAY_RECORD,
    **filing.MAY_RECORD,
    **archive_posts.MAY_RECORD,
    **program_posts.MAY_RECORD,
}
"""A fact → the roles whose business it is; a report that anyone owes takes anyone who works there."""

# -- what a fact names, and what it refers to

_NAMES: Final[Mapping[type[Any], tuple[str, str]]] = {
    fund.BudgetSupplementDrafted: ("supplement", "supplement"),
    fund.TransferRequested: ("transfer", "transfer"),
    fund.ClaimSubmitted: ("claim", "claim"),
    fund.FeeCharged: ("charge", "charge"),
    tariff.TariffDrafted: ("tariff", "version"),
    RegulationDrafted: ("regulation", "version"),
    mandate.MandateGranted: ("mandate", "mandate"),
    mandate.DelegationGranted: ("mandate", "mandate"),
    InterestDeclared: ("interest", "interest"),
    **client_posts.NAMES,
    **expert_posts.NAMES,
    **discipline_posts.NAMES,
    **studio.NAMES,
    **filing.NAMES,
    **archive_posts.NAMES,
    **program_posts.NAMES,
}
_REFERS: Final[Mapping[type[Any], tuple[str, str]]] = {
    fund.BudgetSupplementApproved: ("supplement", "supplement"),
    **dict.fromkeys((fund.TransferApproved, fund.TransferDeclined), ("transfer", "transfer")),
    **dict.fromkeys(
        (
            fund.GoodsAccepted, fund.ClaimReviewed, fund.ClaimApproved, fund.ClaimPaid, fund.ClaimReturned,
            fund.ClaimRejected, fund.AdvanceSettled, fund.PaymentReversed,
        ),
        ("claim", "claim"),
    ),
    fund.FeeRefunded: ("charge", "charge"),
    **dict.fromkeys((tariff.TariffApproved, tariff.TariffPublished, tariff.TariffWithdrawn), ("tariff", "version")),
    **dict.fromkeys((RegulationApproved, RegulationRepealed), ("regulation", "version")),
    mandate.MandateEnded: ("mandate", "mandate"),
    InterestEnded: ("interest", "interest"),
    **client_posts.REFERS,
    **expert_posts.REFERS,
    **discipline_posts.REFERS,
    **studio.REFERS,
    **filing.REFERS,
    **archive_posts.REFERS,
    **program_posts.REFERS,
}  # fmt: skip
_ACROSS: Final = frozenset({"charge"})
"""What may be referred to from another stream of the same studio: a fee is refunded in a later year's account, which
says in which year it was charged; old records do not."""


_Read = Callable[[Any], Any]


@define
class _Form:
    """What the tables say of a class of facts, brought together so that a fact is looked up once."""

    acting: tuple[_Read, ...]
    roles: frozenset[str] | None
    names: tuple[str, _Read] | None
    refers: tuple[str, _Read] | None


def _form(fact: type[Any]) -> _Form:
    may_record, names, refers = MAY_RECORD.get(fact), _NAMES.get(fact), _REFERS.get(fact)
    return _Form(
        acting=tuple(attrgetter(name) for name in ACTING.get(fact, ())),
        roles=None if may_record is None else frozenset(role.value for role in may_record),
        names=names and (names[0], attrgetter(names[1])),
        refers=refers and (refers[0], attrgetter(refers[1])),
    )


_FORMS: Final = {fact: _form(fact) for fact in {**ACTING, **MAY_RECORD, **_NAMES, **_REFERS}}


@define
class Actors:
    """Facts name who recorded them or for whom, come in a role whose business they are, and refer to what exists."""

    _known: set[tuple[str, str, object]] = field(factory=set)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(object, self._see)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _see(self, event: Recorded[Any]) -> None:
        fact, context = event.fact, event.context
        form = _FORMS.get(type(fact))
        if form is None:
            return
        for person_of in form.acting:
            if (person := person_of(fact)) == context.by or person == context.on_behalf_of:
                break
        else:
            if form.acting:
                named = form.acting[0](fact)
                self._add(ACTOR, event, named, expected=named, actual=context.by)
        role, roles = context.role, form.roles
        if roles is not None and role not in roles and role != _AUDITOR:
            self._add(ROLE_MAY_NOT, event, context.by, expected=", ".join(sorted(roles)), actual=role)
        if form.names is not None:
            self._known.add(_key(event, *form.names))
            if form.names[0] in _ACROSS:
                self._known.add((event.stream, form.names[0], form.names[1](fact)))
        elif form.refers is not None and (key := _referred(event, *form.refers)) not in self._known:
            self._add(REFERENCE, event, str(key[2]), expected=str(key[2]), actual="-", kind=key[1])

    def _add(
        self, predicate: Predicate, event: Recorded[Any], subject: str, *, expected: str, actual: str, kind: str = ""
    ) -> None:
        self._found.append(
            finding(
                predicate, event, subject, event.stream,
                expected=text(expected), actual=text(actual), delta=count(1), fact=type(event.fact).__name__, kind=kind,
            )
        )  # fmt: skip


def _key(event: Recorded[Any], kind: str, name_of: _Read) -> tuple[str, str, object]:
    return event.studio if kind in _ACROSS else event.stream, kind, name_of(event.fact)


def _referred(event: Recorded[Any], kind: str, name_of: _Read) -> tuple[str, str, object]:
    year = event.fact.charge_year if kind in _ACROSS else None
    return _key(event, kind, name_of) if year is None else (f"{event.studio}/fund/{year}", kind, name_of(event.fact))
