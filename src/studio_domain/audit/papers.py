"""Papers (手续, 3.4.0.a2, 3.4.0.c): what a fact must say of itself is said, and a number is given once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from operator import attrgetter
from typing import Any, Final

from attrs import define, field

from studio_domain import mandate, person_record, rectification, regulation_book
from studio_domain import tariff_schedule as tariff
from studio_domain.aggregate import Place, Recorded
from studio_domain.archive_record import facts as archive
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding
from studio_domain.audit.program.posts import NUMBERS as PROGRAM_NUMBERS
from studio_domain.client_case import facts as case
from studio_domain.destruction_batch import facts as batch
from studio_domain.discipline_case import facts as discipline
from studio_domain.evaluation_cycle import facts as evaluation
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import Clause, Kind
from studio_domain.inspection import InspectionHeld
from studio_domain.policy import facts as policy
from studio_domain.studio import CarrierRegistered
from studio_domain.values import invoice_number
from studio_domain.working_calendar import CalendarAdopted

LEFT_BLANK: Final = Predicate(
    "trail.left-blank",
    Clause.OPERATE_BY_RULES,
    Kind.G,
    zh="{stream} 的 {fact} 未写明 {field}",
    en="{stream}: {fact} leaves its {field} blank",
)
NUMBER_TWICE: Final = Predicate(
    "trail.number-twice",
    Clause.TRUTHFUL_REPORTS,
    Kind.G,
    zh="{stream} 中编号 {subject}（{kind}）已使用，不得再用",
    en="{stream}: number {subject} ({kind}) is already used",
)

MUST_SAY: Final[Mapping[type[Any], tuple[str, ...]]] = {
    fund.FinanceRulesAdopted: ("document",),
    fund.BudgetSupplementDrafted: ("reason",),
    fund.TransferRequested: ("reason",),
    fund.TransferDeclined: ("reason",),
    fund.FundReturned: ("document",),
    fund.FeeRefunded: ("reason",),
    fund.PerformanceReviewed: ("conclusion", "document"),
    tariff.TariffPublished: ("place",),
    tariff.TariffWithdrawn: ("reason",),
    mandate.MandateGranted: ("org", "document"),
    mandate.DelegationGranted: ("org", "document"),
    CarrierRegistered: ("name",),
    regulation_book.RegulationDrafted: ("title",),
    regulation_book.RegulationApproved: ("document",),
    regulation_book.RegulationRepealed: ("document",),
    policy.GuidelineAdopted: ("version", "document"),
    policy.LocalRuleAdopted: ("rule", "title", "document"),
    policy.PolicyValueSet: ("document",),
    CalendarAdopted: ("document",),
    rectification.FindingAnswered: ("answer",),
    rectification.FindingAccepted: ("document",),
    rectification.DeviationApproved: ("reason", "document"),
    case.MentorAssigned: ("reason",),
    case.ServicePaused: ("reason",),
    case.TermExtensionRequested: ("reason",),
    case.ClosureReturned: ("reason",),
    case.CaseTransferred: ("reason",),
    case.CaseReopened: ("reason",),
    discipline.NoCaseDecided: ("reason",),
    discipline.DisciplineOpened: ("document",),
    discipline.MeasuresTaken: ("document",),
    discipline.SanctionDecided: ("basis", "document"),
    discipline.AppealDecided: ("document",),
    discipline.ReferredToAuthority: ("organ", "document"),
    evaluation.IndicatorsFrozen: ("document",),
    evaluation.AppealDecided: ("document",),
    evaluation.GradeDecided: ("document",),
    archive.RecordTransferred: ("receiver", "list_digest"),
    archive.RecordMoved: ("location",),
    archive.LoanRequested: ("purpose",),
    archive.SecrecySet: ("reason",),
    archive.AccessGranted: ("purpose",),
    archive.LegalHoldPlaced: ("reason",),
    archive.LegalHoldLifted: ("reason",),
    batch.ItemWithdrawn: ("reason",),
    batch.BatchApproved: ("document",),
    batch.BatchRejected: ("reason",),
}
"""A fact → what it rests on or must explain; where a clause of its own asks for it, its own check says so."""

_Number = tuple[str, Callable[[Any], object]]


def _receipt(charged: fund.FeeCharged) -> str:
    return invoice_number(charged.receipt)


NUMBERED: Final[Mapping[type[Any], tuple[_Number, ...]]] = {
    fund.TransferRequested: (("transfer", attrgetter("transfer")),),
    fund.FundReceived: (("receipt", attrgetter("receipt")),),
    fund.FundReturned: (("return", attrgetter("returned")),),
    fund.UnapprovedPaymentReported: (("payment", attrgetter("payment")),),
    fund.FeeCharged: (("charge", attrgetter("charge")), ("fee-receipt", _receipt)),
    fund.FeeRefunded: (("refund", attrgetter("refund")),),
    mandate.MandateGranted: (("mandate", attrgetter("mandate")),),
    mandate.DelegationGranted: (("mandate", attrgetter("mandate")),),
    person_record.InterestDeclared: (("interest", attrgetter("interest")),),
    tariff.TariffDrafted: (("version", attrgetter("version")),),
    regulation_book.RegulationDrafted: (("version", attrgetter("version")),),
    InspectionHeld: (("inspection", attrgetter("inspection")),),
    discipline.GiftReported: (("gift", attrgetter("gift")),),
    discipline.EvidenceCollected: (("evidence", attrgetter("evidence")),),
    archive.LoanRequested: (("loan", attrgetter("loan")),),
    archive.AccessGranted: (("grant", attrgetter("grant")),),
    archive.LegalHoldPlaced: (("hold", attrgetter("hold")),),
    **{fact: ((kind, attrgetter(name)),) for fact, (kind, name) in PROGRAM_NUMBERS.items()},
}
"""A fact → by which numbers it is told from others of its stream. A claim may come again: its procedure says when."""


@define
class Papers:
    """Nothing is left blank that others rely on, and what is called by one number is one thing."""

    _given: dict[tuple[str, str, object], Place] = field(factory=dict)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        for fact in MUST_SAY:
            yield on(fact, self._said)
        for fact in NUMBERED:
            yield on(fact, self._numbered)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _said(self, event: Recorded[Any]) -> None:
        kind = type(event.fact)
        for name in MUST_SAY[kind]:
            if not getattr(event.fact, name).strip():
                found = finding(
                    LEFT_BLANK, event, event.stream, name,
                    expected=count(1), actual=count(0), delta=count(1), fact=kind.__name__, field=name,
                )  # fmt: skip
                self._found.append(found)

    def _numbered(self, event: Recorded[Any]) -> None:
        """A fact that corrects another takes its number over."""
        for kind, read in NUMBERED[type(event.fact)]:
            number = read(event.fact)
            if number == "":
                continue
            first = self._given.setdefault((event.stream, kind, number), event.place)
            if first != event.place and event.context.corrects is None:
                found = finding(
                    NUMBER_TWICE, event, str(number), event.stream,
                    expected=count(1), actual=count(2), delta=count(1), also=(first,), kind=kind,
                )  # fmt: skip
                self._found.append(found)
