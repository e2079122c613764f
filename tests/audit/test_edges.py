"""The last step before a breach and the first one after it, where no mutation of a whole history goes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import attrs
import pytest

from audit.changing import Apply, change, drop, insert, one, then
from audit.fund_changes import BUDGET, DRAFT, reviewed, told
from audit.histories import FINHEAD, grounds, lawful_year, recorded
from audit.mutations_trail import AS_OF, FUND, SCHEDULE, STUDIO, Bend, add, bend, compliant, value
from office import ADVICE, COACHING, DESK, FINANCE, HEAD, LEAD, OFFICER, PARK, REGION, STAFF, Office, Person, chengdu
from studio_domain import rectification
from studio_domain.aggregate import Recorded
from studio_domain.audit import Finding, Grounds, Status, audit_region, audit_studio, obligation_register
from studio_domain.audit.engine import audit
from studio_domain.audit.fees import Fees
from studio_domain.audit.fund_checks import fund_checks
from studio_domain.audit.legal_days import day_of, stated_day
from studio_domain.audit.policies import Policies
from studio_domain.audit.registration import Registration
from studio_domain.audit.roles import Roles
from studio_domain.fund_account import facts as fund
from studio_domain.fund_account.facts import ClaimKind, Voucher, VoucherKind
from studio_domain.guideline import Role
from studio_domain.mandate import DelegationGranted, MandateEnded, MandateGranted
from studio_domain.policy import Policy
from studio_domain.studio import CarrierRegistered
from studio_domain.values import Days, PersonId, Region, legal_day
from studio_domain.working_calendar import WorkingDays

DEPUTY = Person(PersonId("p-deputy"), Role.CARRIER_HEAD)
RULES = fund.FinanceRulesAdopted("1", date(2025, 3, 3), "规〔2025〕3号")
NATION = "region-000000"
MAY_NOT_CHARGE = CarrierRegistered(Region("510107", "武侯区"), PARK, "天府星空", "public-employment-service")


def found(history: list[Recorded[Any]], **rest: Any) -> list[Finding]:
    said: dict[str, Any] = {"grounds": Grounds.of(history, studio=STUDIO), "studio": STUDIO, "as_of": AS_OF}
    return audit_studio(history, **(said | rest))


def names(findings: list[Finding]) -> list[str]:
    return [finding.check for finding in findings]


class TestFees:
    """Every fen counts, and a fee of nothing is none."""

    def fees(self, office: Office, carrier: CarrierRegistered | None = None) -> list[Finding]:
        known = Grounds(Policy.all_adopted(date(2024, 12, 1)), WorkingDays(), carrier)
        return audit(office.history, (Fees(known),), as_of=date(2026, 12, 31))

    def billed(self, unit: int, quantity: int, amount: int) -> list[Finding]:
        item = fund.ChargedItem(COACHING, unit, quantity, amount)
        bill = fund.FeeCharged("F-1", "c-1", (item,), amount, date(2025, 7, 5), date(2025, 7, 5), DESK.id, "n-1")
        return self.fees(chengdu().act("2025-07-11", "fund/2025", DESK, bill))

    def test_a_fen_without_a_tariff(self) -> None:
        assert names(self.fees(Office().charge("2024-12-31", (COACHING, 1)))) == ["fee.unpublished"]

    def test_an_unlisted_item_that_costs_nothing(self) -> None:
        assert self.fees(chengdu((COACHING, 600_00), ("资料费", 0))) == []

    def test_a_fen_where_nothing_may_be_charged(self) -> None:
        assert names(self.fees(chengdu((COACHING, 1)), MAY_NOT_CHARGE)) == ["fee.public-service-charges"]
        assert self.fees(chengdu((COACHING, 0)), MAY_NOT_CHARGE) == []

    def test_a_service_not_given_has_no_price(self) -> None:
        [over] = self.billed(600_00, 0, 600_00)
        assert (over.check, over.delta.value) == ("fee.overcharge", 600_00)
        assert self.billed(600_00, 1, 600_00) == []

    def test_nothing_can_be_paid_back_of_nothing(self) -> None:
        office = chengdu((ADVICE, 0)).refund("2025-07-20", 1)
        assert names(self.fees(office)) == ["fee.refund-exceeds-charge"]

    def test_a_charge_corrected_keeps_what_was_paid_back_of_it(self) -> None:
        office = chengdu((COACHING, 680_00)).refund("2025-07-20", 80_00)
        charge = next(event for event in office.history if isinstance(event.fact, fund.FeeCharged))
        office.act("2025-07-21", "fund/2025", DESK, charge.fact, corrects=(charge.stream, charge.version))
        assert [finding.status for finding in self.fees(office)] == [Status.REMEDIED]

    def test_a_refund_belongs_to_the_charge_of_its_own_account(self) -> None:
        office = chengdu((COACHING, 680_00))
        charge = next(event for event in office.history if isinstance(event.fact, fund.FeeCharged))
        day = date(2026, 1, 5)
        office.act("2026-01-05", "fund/2026", DESK, attrs.evolve(charge.fact, service_on=day, on=day))
        assert [finding.status for finding in self.fees(office.refund("2026-01-06", 80_00))] == [Status.REMEDIED]

    def test_a_refund_corrected_counts_once(self) -> None:
        office = chengdu((COACHING, 680_00)).refund("2025-07-20", 80_00)
        refund = office.history[-1]
        less = attrs.evolve(refund.fact, fen=79_99)
        office.act("2025-07-21", "fund/2025", DESK, less, corrects=(refund.stream, refund.version))
        assert [finding.status for finding in self.fees(office)] == [Status.OPEN]


class TestAnswers:
    """What explains a finding: an answer that somebody else accepted, or what the authority allowed for that day."""

    def story(self) -> tuple[Office, Finding]:
        office = chengdu((COACHING, 680_00), ("资料费", 80_00))
        return office, found(office.history)[2]

    def statuses(self, office: Office) -> set[Status]:
        return {finding.status for finding in found(office.history)}

    def test_accepted_by_who_gave_it(self) -> None:
        office, finding = self.story()
        office.act(
            "2025-07-21", "rectification/ledger", LEAD,
            rectification.FindingAnswered(str(finding.id), "已告知", OFFICER.id), on_behalf_of=OFFICER.id,
        )  # fmt: skip
        accepted = rectification.FindingAccepted(str(finding.id), OFFICER.id, "函〔2025〕2号")
        assert self.statuses(office.act("2025-07-22", "rectification/ledger", OFFICER, accepted)) == {Status.OPEN}

    def test_accepted_without_an_answer(self) -> None:
        office, finding = self.story()
        accepted = rectification.FindingAccepted(str(finding.id), OFFICER.id, "函〔2025〕2号")
        assert self.statuses(office.act("2025-07-22", "rectification/ledger", OFFICER, accepted)) == {Status.OPEN}

    @pytest.mark.parametrize(("first", "explained"), [("2025-07-10", True), ("2025-07-11", False)])
    def test_a_deviation_from_its_first_day_on(self, first: str, explained: bool) -> None:
        office, finding = self.story()
        assert finding.interval.first == date(2025, 7, 10)
        allowed = rectification.DeviationApproved(
            finding.check, "2", date.fromisoformat(first), None, "物价调整", "函〔2025〕1号", OFFICER.id
        )
        office.act("2025-07-21", "rectification/ledger", OFFICER, allowed)
        assert (Status.EXPLAINED in self.statuses(office)) is explained


class TestWhatWasKnown:
    def test_of_obligations(self) -> None:
        history = compliant()
        last = [event for event in history if isinstance(event.fact, fund.Reconciled)][-1]
        before = last.recorded_at.replace(microsecond=0)
        said: dict[str, Any] = {"grounds": Grounds.of(history, studio=STUDIO), "studio": STUDIO, "as_of": AS_OF}
        then_known = obligation_register(history, **said, known_at=before.replace(day=1))
        now_known = obligation_register(history, **said)
        assert [entry.discharged_by is None for entry in now_known] != [
            entry.discharged_by is None for entry in then_known
        ]

    def test_of_a_region(self) -> None:
        unknown = attrs.evolve(value("no.key", 1), adopted_by=OFFICER.id)
        history = add("2025-07-20", f"{REGION}/policy/values", OFFICER, unknown)(compliant())
        known = Grounds.of(history, region="510107")
        assert names(audit_region(history, grounds=known, as_of=AS_OF)) == ["policy.unknown-key"]
        assert audit_region(history, grounds=known, as_of=AS_OF, known_at=history[-2].recorded_at) == []

    def test_whatever_the_order_of_recording(self) -> None:
        """A file that was made elsewhere may hold what was recorded earlier after what was recorded later."""
        earlier = Office().act("2025-07-20", "policy/values", HEAD, value("case.term", 90)).history
        later = Office().act("2025-07-21", "policy/values", HEAD, value("case.term", 91)).history[-1]
        known = earlier[-1].recorded_at
        assert Grounds.of([later, *earlier], studio=STUDIO, known_at=known).studio is not None
        findings = audit([later, *earlier], (Policies(Grounds()),), as_of=AS_OF, known_at=known)
        assert names(findings) == ["policy.unknown-key"]


class TestMandates:
    """A mandate ends on the earlier of its own last day and the day on which it was taken back."""

    @pytest.mark.parametrize(
        ("last", "ended", "held"),
        [
            ("2025-04-15", "2025-12-31", False),
            ("2025-12-31", "2025-04-15", False),
            ("2025-04-16", "2025-12-31", True),
            ("2025-12-31", "2025-04-16", True),
        ],
    )
    def test_of_who_approves_claims(self, last: str, ended: str, held: bool) -> None:
        """While it holds, its limit counts."""
        own = one(MandateGranted, mandate=f"M-{FINHEAD}")
        end = MandateEnded(f"M-{FINHEAD}", date.fromisoformat(ended), "调离")
        history = then(
            change(own, last=date.fromisoformat(last), limit=8599_99),
            insert(one(MandateGranted, mandate=f"M-{HEAD.id}"), told("2025-01-10", end, f"mandate/{FINHEAD}")),
        )(lawful_year())
        findings = audit(recorded(history), fund_checks(grounds()), as_of=date(2026, 12, 31))
        assert names(findings) == ["fund.limit-exceeded"] * held

    @pytest.mark.parametrize(("last", "ended"), [("2025-03-02", "2025-12-31"), ("2025-12-31", "2025-03-02")])
    def test_of_who_records(self, last: str, ended: str) -> None:
        days = date(2025, 1, 2), date.fromisoformat(last)
        held = MandateGranted("m-2", Role.CARRIER_HEAD, PARK, *days, None, "任〔2025〕2号")
        office = Office().act("2025-01-02", f"mandate/{DEPUTY.id}", HEAD, held)
        office.act("2025-03-01", f"mandate/{DEPUTY.id}", HEAD, MandateEnded("m-2", date.fromisoformat(ended), "调离"))
        office.act("2025-03-03", "fund/2025", DEPUTY, RULES)
        assert names(audit(office.history, (Roles(),), as_of=AS_OF, owner=STUDIO)) == ["trail.role-not-held"]


class TestPosts:
    def test_every_pair_of_several_posts_is_looked_at(self) -> None:
        office, days = Office(), (date(2025, 3, 3), None)
        for number, role in enumerate((Role.STAFF, Role.MENTOR, Role.CASHIER, Role.FINANCE)):
            post = MandateGranted(f"m-{number}", role, PARK, *days, None, "任〔2025〕2号")
            office.act("2025-03-03", f"mandate/{DEPUTY.id}", HEAD, post)
        [both] = audit(office.history, (Roles(),), as_of=AS_OF, owner=STUDIO)
        assert (both.check, both.actual.value) == ("roles.incompatible", "cashier + finance")

    def test_from_the_day_on_which_both_are_held(self) -> None:
        """Whenever that was recorded."""
        office = Office()
        for number, (role, first) in enumerate(((Role.CASHIER, date(2025, 3, 3)), (Role.FINANCE, date(2025, 3, 10)))):
            post = MandateGranted(f"m-{number}", role, PARK, first, None, None, "任〔2025〕2号")
            office.act("2025-03-03", f"mandate/{DEPUTY.id}", HEAD, post)
        [both] = audit(office.history, (Roles(),), as_of=AS_OF, owner=STUDIO)
        assert both.interval == Days(date(2025, 3, 10))
        assert audit(office.history, (Roles(),), as_of=date(2025, 3, 9), owner=STUDIO) == []


class TestDelegations:
    """Nobody gives what he does not hold, not for a day."""

    def void_from(self, *terms: tuple[str, str | None]) -> list[object]:
        office = Office()
        for number, (first, last) in enumerate(terms):
            until = date.fromisoformat(last) if last else None
            own = MandateGranted(f"m-{number}", DEPUTY.role, PARK, date.fromisoformat(first), until, None, "任")
            office.act("2025-01-02", f"mandate/{DEPUTY.id}", HEAD, own)
        days = date(2025, 3, 1), date(2025, 6, 30)
        given = DelegationGranted("m-9", DEPUTY.id, DEPUTY.role, PARK, *days, None, "委〔2025〕1号")
        office.act("2025-02-01", f"mandate/{STAFF.id}", HEAD, given)
        findings = audit(office.history, (Roles(),), as_of=AS_OF, owner=STUDIO)
        assert {finding.check for finding in findings} <= {"roles.delegation-void"}
        return [finding.actual.value for finding in findings]

    def test_by_whom_nobody_appointed(self) -> None:
        assert self.void_from() == ["2025-03-01"]

    def test_after_a_term_of_a_day(self) -> None:
        assert self.void_from(("2025-03-01", "2025-03-01")) == ["2025-03-02"]
        assert self.void_from(("2025-03-01", "2025-03-01"), ("2025-03-02", None)) == []

    def test_two_terms_from_one_day(self) -> None:
        assert self.void_from(("2025-03-01", None), ("2025-03-01", "2025-04-30")) == []


class TestPolicies:
    def scopes(self, *scopes: tuple[str, int], known: Grounds | None = None) -> list[tuple[str, str]]:
        office = Office()
        for day, (scope, staff) in enumerate(scopes, 1):
            fact = value("studio.min_staff", staff, date(2025, 3, day))
            office.act(f"2025-03-{day:02}", f"{scope}/policy/values" if scope else "policy/values", OFFICER, fact)
        grounds_of = known or Grounds.of(office.history, studio=STUDIO)
        findings = audit(office.history, (Policies(grounds_of),), as_of=AS_OF)
        return [(finding.evidence[0].stream, finding.check) for finding in findings]

    def test_each_looser_value_is_found(self) -> None:
        book = (f"{STUDIO}/policy/values", "policy.scope")
        assert self.scopes(("region-510000", 6), ("", 5), ("", 4)) == [book, book]

    def test_a_county_looser_than_its_city(self) -> None:
        assert self.scopes(("region-510100", 5), (REGION, 4)) == [(f"{REGION}/policy/values", "policy.scope")]

    def test_whose_carrier_nobody_registered_the_nation_binds(self) -> None:
        assert self.scopes((NATION, 5), ("", 4), known=Grounds()) == [(f"{STUDIO}/policy/values", "policy.scope")]
        assert self.scopes(("region-510000", 5), ("", 4), known=Grounds()) == []


class TestInvoicesAcrossStudios:
    """An invoice is in use from the claim, or the settlement, that cites it until the claim is over."""

    NUMBER = "25332000000012345678"

    def vouchers(self, *kinds: VoucherKind) -> tuple[Voucher, ...]:
        return tuple(Voucher(kind, self.NUMBER, 1_00, date(2025, 3, 1)) for kind in kinds)

    def claim(self, office: Office, *vouchers: Voucher, kind: ClaimKind = ClaimKind.EXPENSE) -> Office:
        asked = fund.ClaimSubmitted("c-1", kind, "办公费", "office", 1_00, vouchers, STAFF.id, "1", "纸")
        return office.act("2025-03-03", "fund/2025", STAFF, asked)

    def twice(self, first: Office, second: Office) -> list[str]:
        history = [*first.history, *second.history]
        return [name for name in names(audit_region(history, grounds=Grounds(), as_of=AS_OF)) if "invoice" in name]

    def test_an_advance_uses_what_its_settlement_cites(self) -> None:
        advance = self.claim(Office("a-001"), kind=ClaimKind.ADVANCE)
        settled = fund.AdvanceSettled(
            "c-1", self.vouchers(VoucherKind.INVOICE), 1_00, 0, STAFF.id, FINANCE.id, date(2025, 3, 4)
        )
        advance.act("2025-03-04", "fund/2025", FINANCE, settled)
        other = self.claim(Office("b-001"), *self.vouchers(VoucherKind.INVOICE))
        assert self.twice(advance, other) == ["regional.invoice-twice"]
        assert self.twice(other, advance) == ["regional.invoice-twice"]

    def test_a_reversal_gives_it_back_and_another_submission_takes_it_again(self) -> None:
        mine = self.vouchers(VoucherKind.INVOICE)
        back = fund.PaymentReversed("c-1", FINANCE.id, date(2025, 3, 5), "误付", "b-1")
        first = self.claim(Office("a-001"), *mine).act("2025-03-05", "fund/2025", FINANCE, back)
        assert self.twice(first, self.claim(Office("b-001"), *mine)) == []
        assert self.twice(self.claim(first, *mine), self.claim(Office("b-001"), *mine)) == ["regional.invoice-twice"]

    def test_every_voucher_is_looked_at(self) -> None:
        both = self.vouchers(VoucherKind.LIST, VoucherKind.INVOICE)
        found = self.twice(self.claim(Office("a-001"), *both), self.claim(Office("b-001"), *both))
        assert found == ["regional.invoice-twice"]

    @pytest.mark.parametrize("filed", VoucherKind)
    def test_by_its_number_it_is_an_invoice_whatever_it_was_filed_as(self, filed: VoucherKind) -> None:
        first = self.claim(Office("a-001"), *self.vouchers(filed))
        assert self.twice(first, self.claim(Office("b-001"), *self.vouchers(VoucherKind.RECEIPT))) == [
            "regional.invoice-twice"
        ]

    def test_a_number_that_no_invoice_has_is_each_studio_s_own(self) -> None:
        receipt = Voucher(VoucherKind.RECEIPT, self.NUMBER[:-1], 1_00, date(2025, 3, 1))
        assert self.twice(self.claim(Office("a-001"), receipt), self.claim(Office("b-001"), receipt)) == []


def test_two_studios_of_one_pass_have_a_carrier_each() -> None:
    history = [*Office("a-001").history, *Office("b-001").history]
    assert audit(history, (Registration(Grounds()),), as_of=AS_OF) == []


class TestClaims:
    def checks(self, *steps: Apply) -> list[str]:
        return names(audit(recorded(then(*steps)(lawful_year())), fund_checks(grounds()), as_of=date(2026, 12, 31)))

    def test_who_reviews_twice_is_one_hand_of_one_kind(self) -> None:
        again = told("2025-09-02", fund.ClaimReviewed("C-09", PersonId("p-finance")))
        assert "fund.four-hands" not in self.checks(insert(reviewed("C-09"), again))

    def test_a_budget_that_nobody_drafted_is_none(self) -> None:
        undrafted, unapproved = self.checks(drop(DRAFT), drop(BUDGET)), self.checks(drop(BUDGET))
        assert undrafted.count("fund.spent-before-budget") == unapproved.count("fund.spent-before-budget") > 0


@pytest.mark.parametrize(
    ("occurred", "stated"),
    [
        (date(2025, 3, 4), date(2025, 3, 4)),
        (datetime(2025, 3, 4, 23, tzinfo=timezone(timedelta(hours=8))), date(2025, 3, 4)),
        (datetime(2025, 3, 4, 23, tzinfo=UTC), None),
        (datetime(2025, 3, 4, 1, tzinfo=timezone(timedelta(hours=9))), None),
        (datetime(1991, 8, 1, 23, 30, tzinfo=timezone(timedelta(hours=8))), None),
        (datetime(1992, 8, 1, 23, 30, tzinfo=timezone(timedelta(hours=8))), date(1992, 8, 1)),
    ],
)
def test_the_day_of_an_instant_is_that_of_china(occurred: datetime | date, stated: date | None) -> None:
    """Read off only where it stands there; the last summer time was 1991's."""
    assert stated_day(occurred) == stated
    assert day_of(occurred) == legal_day(occurred)


def test_a_breach_that_a_source_claims_says_so() -> None:
    late = {"occurred": date(2024, 12, 31), "batch": "b-1"}
    [finding] = found(bend(fund.Reconciled, 5, context=late)(compliant()))
    assert finding.message("zh").endswith("（据导入来源所称）")
    assert finding.message("en").endswith(" (as claimed by the source)")


class TestCorrections:
    @pytest.mark.parametrize(
        ("corrects", "checks"),
        [
            ((FUND, 0), ["trail.corrects"]),
            ((FUND, 1), []),
            ((f"{STUDIO}/fund/2030", 1), ["trail.corrects"]),
            ((SCHEDULE, 1), []),
        ],
    )
    def test_any_earlier_fact_of_the_studio(self, corrects: tuple[str, int], checks: list[str]) -> None:
        bent: Bend = bend(fund.Reconciled, 5, context={"corrects": corrects})
        assert names(found(bent(compliant()))) == checks
