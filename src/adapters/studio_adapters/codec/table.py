"""Every fact class, and the name it is stored under: ours, never a Python path, never changed."""

from __future__ import annotations

from typing import Any, Final

from attrs import frozen

from studio_adapters.codec import upcasts
from studio_adapters.codec.upcasts import Upcast
from studio_domain import (
    invoice,
    mandate,
    person_record,
    rectification,
    regulation_book,
    studio,
    tariff_schedule,
    working_calendar,
)
from studio_domain.fund_account import facts as fund
from studio_domain.policy import facts as policy


@frozen
class Stored:
    """A fact class, its stored name, and what lifts each older form one schema up."""

    name: str
    cls: type[Any]
    upcasts: tuple[Upcast, ...] = ()

    @property
    def schema(self) -> int:
        """The schema in which the fact is stored today."""
        return len(self.upcasts) + 1

    @property
    def topic(self) -> str:
        """Name and schema, as they stand in a row."""
        return f"{self.name}/{self.schema}"


STUDIO: Final = (
    Stored("studio.carrier-registered", studio.CarrierRegistered),
)  # fmt: skip

AUTHORITY: Final = (
    Stored("mandate.granted", mandate.MandateGranted),
    Stored("mandate.delegation-granted", mandate.DelegationGranted),
    Stored("mandate.ended", mandate.MandateEnded),
    Stored("person-record.registered", person_record.PersonRegistered),
    Stored("person-record.employment-changed", person_record.EmploymentChanged),
    Stored("person-record.interest-declared", person_record.InterestDeclared),
    Stored("person-record.interest-ended", person_record.InterestEnded),
    Stored("person-record.relation-declared", person_record.RelationDeclared),
)

RULES: Final = (
    Stored("policy.guideline-adopted", policy.GuidelineAdopted),
    Stored("policy.local-rule-adopted", policy.LocalRuleAdopted),
    Stored("policy.value-set", policy.PolicyValueSet),
    Stored("calendar.adopted", working_calendar.CalendarAdopted),
    Stored("regulation.drafted", regulation_book.RegulationDrafted),
    Stored("regulation.approved", regulation_book.RegulationApproved),
    Stored("regulation.repealed", regulation_book.RegulationRepealed),
    Stored("tariff.drafted", tariff_schedule.TariffDrafted),
    Stored("tariff.approved", tariff_schedule.TariffApproved),
    Stored("tariff.published", tariff_schedule.TariffPublished),
    Stored("tariff.withdrawn", tariff_schedule.TariffWithdrawn),
)

FUND: Final = (
    Stored("fund-account.opened", fund.AccountOpened),
    Stored("fund-account.finance-rules-adopted", fund.FinanceRulesAdopted),
    Stored("fund-account.budget-drafted", fund.BudgetDrafted),
    Stored("fund-account.budget-approved", fund.BudgetApproved),
    Stored("fund-account.budget-supplement-drafted", fund.BudgetSupplementDrafted),
    Stored("fund-account.budget-supplement-approved", fund.BudgetSupplementApproved),
    Stored("fund-account.transfer-requested", fund.TransferRequested),
    Stored("fund-account.transfer-approved", fund.TransferApproved),
    Stored("fund-account.transfer-declined", fund.TransferDeclined),
    Stored("fund-account.fund-received", fund.FundReceived, (upcasts.fund_received_2,)),
    Stored("fund-account.fund-returned", fund.FundReturned),
    Stored("fund-account.claim-submitted", fund.ClaimSubmitted, (upcasts.vouchers_2,)),
    Stored("fund-account.goods-accepted", fund.GoodsAccepted),
    Stored("fund-account.claim-reviewed", fund.ClaimReviewed),
    Stored("fund-account.claim-approved", fund.ClaimApproved),
    Stored("fund-account.claim-paid", fund.ClaimPaid),
    Stored("fund-account.claim-returned", fund.ClaimReturned),
    Stored("fund-account.claim-rejected", fund.ClaimRejected),
    Stored("fund-account.advance-settled", fund.AdvanceSettled, (upcasts.vouchers_2,)),
    Stored("fund-account.payment-reversed", fund.PaymentReversed),
    Stored("fund-account.unapproved-payment-reported", fund.UnapprovedPaymentReported),
    Stored("fund-account.fee-charged", fund.FeeCharged),
    Stored("fund-account.fee-refunded", fund.FeeRefunded, (upcasts.fee_refunded_2,)),
    Stored("fund-account.reconciled", fund.Reconciled),
    Stored("fund-account.performance-reviewed", fund.PerformanceReviewed),
    Stored("fund-account.year-closed", fund.YearClosed),
    Stored("fund-account.final-accounts-drafted", fund.FinalAccountsDrafted),
    Stored("fund-account.final-accounts-approved", fund.FinalAccountsApproved),
    Stored("invoice.used", invoice.InvoiceUsed),
    Stored("invoice.freed", invoice.InvoiceFreed),
)

RECTIFICATION: Final = (
    Stored("rectification.finding-answered", rectification.FindingAnswered),
    Stored("rectification.finding-accepted", rectification.FindingAccepted),
    Stored("rectification.deviation-approved", rectification.DeviationApproved),
)

TABLE: Final = (*STUDIO, *AUTHORITY, *RULES, *FUND, *RECTIFICATION)
BY_NAME: Final = {stored.name: stored for stored in TABLE}
TOPIC: Final = {stored.cls: stored.topic for stored in TABLE}
