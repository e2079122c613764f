"""服务收费 (3.3.d): S12, its twins and its remedy, and every other duty about tariffs and fees."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from office import (
    ADVICE,
    COACHING,
    DESK,
    FINANCE_HEAD,
    HEAD,
    LEAD,
    PARK,
    TARIFF,
    Office,
    Person,
    chengdu,
)
from studio_domain import tariff_schedule as tariff
from studio_domain.aggregate import Place
from studio_domain.audit.engine import audit
from studio_domain.audit.fees import Fees
from studio_domain.audit.finding import Finding, Severity, Status, count, days, fen
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.tariffs import Tariffs
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import Clause, Source
from studio_domain.policy import Policy
from studio_domain.studio import CarrierRegistered
from studio_domain.values import Region
from studio_domain.working_calendar import WorkingDays

ADOPTED = Policy.all_adopted(date(2024, 12, 1))
EXTRA = "资料费"


def found(office: Office, *, as_of: str = "2025-12-31", policy: Policy = ADOPTED, kind: str = "park") -> list[Finding]:
    carrier = CarrierRegistered(Region("510107", "武侯区"), PARK, "天府星空", kind)
    grounds = Grounds(policy, WorkingDays(), carrier)
    return audit(office.history, (Tariffs(grounds), Fees(grounds)), as_of=date.fromisoformat(as_of))


def approved(head: Person, day: str) -> tariff.TariffApproved:
    """The approval of the first version on *day*."""
    return tariff.TariffApproved(1, head.id, date.fromisoformat(day), "价〔1〕号")


def names(office: Office, **rest: Any) -> list[str]:
    return [finding.check for finding in found(office, **rest)]


class TestS12:
    """A fee above the published tariff, with an item that is not in it; refunded later."""

    def story(self) -> Office:
        return chengdu((COACHING, 680_00), (EXTRA, 80_00))

    def test_three_findings_with_exact_figures(self) -> None:
        over, unlisted, retroactive = found(self.story())
        assert (retroactive.check, retroactive.subjects, retroactive.evidence) == (
            "fee.tariff-retroactive", ("2",), (Place("cd-wuhou-001/tariff/schedule", 6),),
        )  # fmt: skip
        assert (retroactive.expected, retroactive.actual, retroactive.delta) == (days(0), days(9), days(9))
        assert (over.check, over.subjects) == ("fee.overcharge", ("F-1",))
        assert (over.expected, over.actual, over.delta) == (fen(600_00), fen(760_00), fen(160_00))
        assert (unlisted.check, unlisted.subjects) == ("fee.unlisted-item", ("F-1", EXTRA))
        assert (unlisted.expected, unlisted.actual, unlisted.delta) == (fen(0), fen(80_00), fen(80_00))
        for finding in (over, unlisted, retroactive):
            assert (finding.clause, finding.severity, finding.status) == (
                Clause.REASONABLE_FEES, Severity.VIOLATION, Status.OPEN,
            )  # fmt: skip

    def test_says_so_in_both_languages(self) -> None:
        over = found(self.story())[0]
        assert over.message("zh") == "收费 F-1 共 760.00 元，按服务当日有效标准应为 600.00 元，多收 160.00 元"
        assert over.message("en") == "charge F-1 of 760.00 should be 600.00 by the tariff of that day, 160.00 less"

    def test_a_refund_remedies_and_removes_nothing(self) -> None:
        before = found(self.story())
        story = self.story().refund("2025-07-20", 160_00)
        after = found(story)
        refund = Place("cd-wuhou-001/fund/2025", 9)
        assert [finding.id for finding in after] == [finding.id for finding in before]
        assert [(finding.status, finding.remedy) for finding in after] == [
            (Status.REMEDIED, refund), (Status.REMEDIED, refund), (Status.OPEN, None),
        ]  # fmt: skip
        assert found(story, as_of="2025-07-19") == before

    def test_a_fen_less_does_not_remedy(self) -> None:
        story = self.story().refund("2025-07-20", 159_99)
        assert {finding.status for finding in found(story)} == {Status.OPEN}

    @pytest.mark.parametrize("of", [2025, None])
    def test_two_refunds_remedy_together_also_from_the_next_year(self, of: int | None) -> None:
        """Old records do not say of which year the charge is."""
        story = self.story().refund("2025-07-20", 100_00).close()
        story.refund("2026-01-05", 60_00, refund="R-2", account="2026", of=of)
        found_late = found(story, as_of="2026-01-31")
        assert [one.check for one in found_late] == ["fee.overcharge", "fee.unlisted-item", "fee.tariff-retroactive"]
        over = found_late[0]
        assert (over.status, over.remedy) == (Status.REMEDIED, Place("cd-wuhou-001/fund/2026", 1))

    def test_twin_the_price_of_the_day(self) -> None:
        assert names(chengdu((COACHING, 600_00), effective="2025-07-10")) == []

    def test_twin_the_new_price_from_the_day_of_its_publication(self) -> None:
        assert names(chengdu((COACHING, 680_00), on="2025-07-10", effective="2025-07-10")) == []

    def test_published_late_it_counts_from_its_publication(self) -> None:
        assert names(chengdu((COACHING, 680_00), on="2025-07-10")) == ["fee.tariff-retroactive"]
        assert names(chengdu((COACHING, 680_00), on="2025-07-09")) == ["fee.overcharge", "fee.tariff-retroactive"]


class TestTheTariffOfTheDay:
    def test_each_item_by_its_quantity(self) -> None:
        story = chengdu(effective="2025-07-10")
        bill = (fund.ChargedItem(COACHING, 680_00, 3, 2040_01),)
        story.act("2025-07-11", "fund/2025", DESK, _fee(bill, 2040_01))
        [over] = found(story)
        assert (over.check, over.delta) == ("fee.overcharge", fen(1))

    def test_twin_three_times_the_price(self) -> None:
        story = chengdu(effective="2025-07-10")
        story.act("2025-07-11", "fund/2025", DESK, _fee((fund.ChargedItem(COACHING, 680_00, 3, 2040_00),), 2040_00))
        assert found(story) == []

    def test_one_item_below_its_price_does_not_pay_for_another(self) -> None:
        assert names(chengdu((COACHING, 100_00), (EXTRA, 1), effective="2025-07-10")) == [
            "fee.overcharge",
            "fee.unlisted-item",
        ]

    def test_a_reduction_on_the_bill_counts(self) -> None:
        assert names(chengdu((COACHING, 680_00), ("优惠", -80_00), effective="2025-07-10")) == []

    def test_what_no_item_accounts_for_is_too_much(self) -> None:
        story = chengdu(effective="2025-07-10")
        story.act("2025-07-11", "fund/2025", DESK, _fee((fund.ChargedItem(COACHING, 680_00, 1, 680_00),), 700_00))
        [over] = found(story)
        assert (over.check, over.delta) == ("fee.overcharge", fen(20_00))

    @pytest.mark.parametrize(("day", "checks"), [("2025-08-31", []), ("2025-09-01", ["fee.unpublished"])])
    def test_withdrawn_it_holds_to_the_end_of_its_last_day(self, day: str, checks: list[str]) -> None:
        story = chengdu(effective="2025-07-10")
        gone = tariff.TariffWithdrawn(2, date(2025, 8, 31), HEAD.id, "调整")
        story.act("2025-08-20", TARIFF, HEAD, gone).charge(day, (COACHING, 680_00))
        assert names(story) == checks

    def test_before_any_tariff_nothing_may_be_charged(self) -> None:
        story = Office().charge("2024-12-31", (COACHING, 600_00))
        [unpublished] = found(story)
        assert (unpublished.check, unpublished.delta) == ("fee.unpublished", fen(600_00))
        assert found(Office().charge("2024-12-31", (ADVICE, 0))) == []
        [remedied] = found(story.refund("2025-01-03", 600_00))
        assert remedied.status is Status.REMEDIED

    def test_a_correction_of_the_publication_is_what_is_true_now(self) -> None:
        story = chengdu((COACHING, 600_00))
        published = (f"{story.name}/{TARIFF}", 6)
        story.publish(2, published="2025-07-10", corrects=published, known="2025-07-15")
        assert found(story) == []
        carrier = Grounds(ADOPTED)
        early = audit(
            story.history, (Tariffs(carrier), Fees(carrier)),
            as_of=date(2025, 12, 31), known_at=story.history[-2].recorded_at,
        )  # fmt: skip
        assert [finding.check for finding in early] == ["fee.tariff-retroactive"]


def _fee(bill: tuple[fund.ChargedItem, ...], total: int) -> fund.FeeCharged:
    day = date(2025, 7, 11)
    return fund.FeeCharged("F-2", "c-1", bill, total, day, day, DESK.id, "25512000000000000002")


class TestOtherHands:
    """SD-12: who drafts, who approves and who collects are three."""

    def story(self, drafter: Person, approver: Person, collector: Person, **approval: Any) -> Office:
        office = Office()
        listed = (tariff.TariffItem(COACHING, "special", "次", 600_00),)
        office.act("2024-12-16", TARIFF, drafter, tariff.TariffDrafted(1, listed, drafter.id))
        office.act("2024-12-18", TARIFF, approver, approved(approver, "2024-12-18"), **approval)
        office.publish(1, published="2024-12-20")
        return office.charge("2025-03-03", (COACHING, 600_00), collector=collector.id)

    def test_three_hands_are_right(self) -> None:
        assert found(self.story(LEAD, HEAD, DESK)) == []

    def test_the_drafter_approves(self) -> None:
        [same] = found(self.story(HEAD, HEAD, DESK))
        assert (same.check, same.subjects, same.delta) == ("fee.drafter-approves", ("1",), count(1))
        assert [place.version for place in same.evidence] == [2, 1]

    def test_a_delegate_approves_for_the_drafter(self) -> None:
        assert names(self.story(HEAD, LEAD, DESK, on_behalf_of=HEAD.id)) == ["fee.drafter-approves"]

    @pytest.mark.parametrize("collector", [LEAD, HEAD])
    def test_the_collector_has_set_the_tariff(self, collector: Person) -> None:
        [set_by] = found(self.story(LEAD, HEAD, collector))
        assert (set_by.check, set_by.subjects) == ("fee.collector-set-tariff", ("F-1",))


class TestPublication:
    def test_not_approved_first(self) -> None:
        office = Office()
        listed = (tariff.TariffItem(COACHING, "special", "次", 600_00),)
        office.act("2024-12-16", TARIFF, LEAD, tariff.TariffDrafted(1, listed, LEAD.id))
        office.publish(1, published="2024-12-20")
        office.act("2024-12-21", TARIFF, HEAD, approved(HEAD, "2024-12-21"))
        assert names(office) == ["fee.not-approved-first"]
        assert names(office.charge("2024-12-21", (COACHING, 600_00))) == ["fee.not-approved-first"]

    def test_what_was_never_approved_may_not_be_charged(self) -> None:
        office = Office()
        listed = (tariff.TariffItem(COACHING, "special", "次", 600_00),)
        office.act("2024-12-16", TARIFF, LEAD, tariff.TariffDrafted(1, listed, LEAD.id))
        office.publish(1, published="2024-12-20").charge("2025-01-03", (COACHING, 600_00))
        assert names(office) == ["fee.unpublished", "fee.not-approved-first"]

    def test_a_second_approval_takes_nothing_back(self) -> None:
        office = chengdu((COACHING, 600_00), effective="2025-07-10")
        office.act("2025-07-15", TARIFF, HEAD, approved(HEAD, "2025-07-15"))
        assert names(office) == []

    @pytest.mark.parametrize(
        ("effective", "checks"), [("2024-12-19", ["fee.tariff-retroactive"]), ("2024-12-20", []), ("2024-12-21", [])]
    )
    def test_in_force_no_earlier_than_published(self, effective: str, checks: list[str]) -> None:
        office = Office().draft(1, 600_00, drafted="2024-12-16", approved="2024-12-18")
        assert names(office.publish(1, published="2024-12-20", effective=effective)) == checks

    def basic(self, price: int) -> Office:
        office = Office()
        listed = (tariff.TariffItem(ADVICE, "basic", "次", price),)
        office.act("2024-12-16", TARIFF, LEAD, tariff.TariffDrafted(1, listed, LEAD.id))
        office.act("2024-12-18", TARIFF, HEAD, approved(HEAD, "2024-12-18"))
        return office.publish(1, published="2024-12-20")

    def test_a_basic_service_has_the_basic_price(self) -> None:
        [priced] = found(self.basic(1))
        assert (priced.check, priced.subjects, priced.delta) == ("fee.basic-priced", ("1", ADVICE), fen(1))
        assert priced.severity is Severity.VIOLATION
        assert (priced.policy or "").startswith("fee.basic_price@adopted:")
        assert found(self.basic(0)) == []

    def test_a_basic_price_that_nobody_adopted_only_warns(self) -> None:
        [priced] = found(self.basic(1), policy=Policy())
        assert (priced.severity, priced.policy) == (Severity.WARNING, "fee.basic_price@trial")

    def test_a_higher_basic_price_may_be_adopted(self) -> None:
        policy = Policy.adopting(date(2024, 1, 1), **{"fee.basic_price": 1_00})
        assert found(self.basic(1_00), policy=policy) == []
        assert names(self.basic(1_01), policy=policy) == ["fee.basic-priced"]


class TestCharges:
    @pytest.mark.parametrize("receipt", ["", "  "])
    def test_a_charge_has_a_receipt(self, receipt: str) -> None:
        [missing] = found(chengdu((COACHING, 600_00), effective="2025-07-10", receipt=receipt))
        assert (missing.check, missing.subjects, missing.delta) == ("fee.receipt-missing", ("F-1",), count(1))

    def test_no_more_is_refunded_than_was_charged(self) -> None:
        story = chengdu((COACHING, 600_00), effective="2025-07-10").refund("2025-07-20", 600_00)
        assert found(story) == []
        [over] = found(story.refund("2025-07-21", 1, refund="R-2"))
        assert (over.check, over.subjects, over.delta) == ("fee.refund-exceeds-charge", ("F-1",), fen(1))
        assert [place.version for place in over.evidence] == [10, 7]

    def test_no_more_is_refunded_in_two_years_than_was_charged(self) -> None:
        story = chengdu((COACHING, 600_00), effective="2025-07-10").refund("2025-07-20", 500_00).close()
        story.refund("2026-01-05", 100_00, refund="R-2", account="2026", of=2025)
        assert found(story, as_of="2026-01-31") == []
        [over] = found(story.refund("2026-01-06", 1, refund="R-3", account="2026", of=2025), as_of="2026-01-31")
        assert (over.check, over.subjects, over.delta) == ("fee.refund-exceeds-charge", ("F-1",), fen(1))

    def test_a_refund_names_the_charge_of_its_own_year(self) -> None:
        """The same number in two years is two charges; that one of them is not there, the trail says."""
        story = chengdu((COACHING, 600_00), effective="2025-07-10").close()
        story.refund("2026-01-05", 600_00, account="2026", of=2024)
        assert found(story, as_of="2026-01-31") == []

    def test_a_refund_in_the_next_year_before_the_charge_s_is_closed(self) -> None:
        story = chengdu((COACHING, 600_00), effective="2025-07-10")
        story.refund("2026-01-05", 600_00, account="2026", of=2025)
        [early] = found(story, as_of="2026-01-31")
        assert (early.check, early.subjects) == ("fee.refund-before-close", ("F-1",))
        assert early.evidence == (Place("cd-wuhou-001/fund/2026", 1), Place("cd-wuhou-001/fund/2025", 7))
        story.act("2026-01-06", "fund/2025", FINANCE_HEAD, fund.YearClosed(FINANCE_HEAD.id, date(2026, 1, 6)))
        assert found(story, as_of="2026-01-31") == [early]

    @pytest.mark.parametrize(("day", "checks"), [("2026-12-31", []), ("2027-01-01", ["fee.refund-out-of-time"])])
    def test_a_refund_in_the_year_after_the_next(self, day: str, checks: list[str]) -> None:
        story = chengdu((COACHING, 600_00), effective="2025-07-10").close()
        story.refund(day, 600_00, account=day[:4], of=2025)
        assert names(story, as_of="2027-01-31") == checks

    def test_a_refund_of_nothing_known_is_left_to_the_trail(self) -> None:
        assert found(Office().refund("2025-07-20", 600_00)) == []

    def test_a_public_employment_service_charges_nothing(self) -> None:
        story = chengdu((COACHING, 600_00), effective="2025-07-10")
        [charged] = found(story, kind="public-employment-service")
        assert (charged.check, charged.delta, charged.predicate.source) == (
            "fee.public-service-charges", fen(600_00), Source.LAW,
        )  # fmt: skip
        assert charged.severity is Severity.VIOLATION
        free = chengdu((ADVICE, 0), effective="2025-07-10")
        assert found(free, kind="public-employment-service") == []

    def test_a_region_may_free_other_kinds_too(self) -> None:
        story = chengdu((COACHING, 600_00), effective="2025-07-10")
        policy = Policy.adopting(date(2025, 1, 1), **{"fee.free_carrier_kinds": ("park",)})
        assert names(story, policy=policy) == ["fee.public-service-charges"]


def test_a_corrected_charge_is_judged_in_place_of_the_first() -> None:
    story = chengdu((COACHING, 760_00), effective="2025-07-10")
    assert names(story) == ["fee.overcharge"]
    right = attrs.evolve(_fee((fund.ChargedItem(COACHING, 600_00, 1, 600_00),), 600_00), service_on=date(2025, 7, 5))
    story.act("2025-07-12", "fund/2025", DESK, right, corrects=(f"{story.name}/fund/2025", 7))
    assert names(story) == []


class TestTheDayOfTheSwitch:
    """What is published and in force on one day leaves that day's earlier hours to the version before."""

    def cheaper(self, day: str, fen_charged: int, *, effective: str = "2025-07-10") -> list[str]:
        office = Office()
        office.draft(1, 600_00, drafted="2024-12-16", approved="2024-12-18")
        office.publish(1, published="2024-12-20", effective="2025-01-01")
        office.draft(2, 500_00, drafted="2025-06-20", approved="2025-06-28")
        office.publish(2, published="2025-07-10", effective=effective)
        return names(office.charge(day, (COACHING, fen_charged)))

    @pytest.mark.parametrize(
        ("day", "charged", "checks"),
        [
            ("2025-07-09", 600_00, []),
            ("2025-07-10", 600_00, []),
            ("2025-07-10", 500_00, []),
            ("2025-07-10", 600_01, ["fee.overcharge"]),
            ("2025-07-11", 600_00, ["fee.overcharge"]),
            ("2025-07-11", 500_00, []),
        ],
    )
    def test_either_price_on_that_day_and_the_new_one_after_it(self, day: str, charged: int, checks: list[str]) -> None:
        assert self.cheaper(day, charged) == checks

    def test_a_switch_that_was_announced_before_leaves_no_hours(self) -> None:
        assert self.cheaper("2025-07-11", 600_00, effective="2025-07-11") == ["fee.overcharge"]
        assert self.cheaper("2025-07-10", 600_00, effective="2025-07-11") == []


@pytest.mark.parametrize(("last_day", "checks"), [("2025-07-31", []), ("2025-08-01", ["fee.overcharge"])])
def test_a_version_withdrawn_before_it_began_replaces_nothing(last_day: str, checks: list[str]) -> None:
    """From August 500.00 was announced; withdrawn by the end of July it never held, withdrawn later it did."""
    office = Office()
    office.draft(1, 600_00, drafted="2024-12-16", approved="2024-12-18")
    office.publish(1, published="2024-12-20", effective="2025-01-01")
    office.draft(2, 500_00, drafted="2025-06-20", approved="2025-06-28")
    office.publish(2, published="2025-07-10", effective="2025-08-01")
    stopped = tariff.TariffWithdrawn(2, date.fromisoformat(last_day), HEAD.id, "停办")
    office.act("2025-07-20", TARIFF, HEAD, stopped)
    assert names(office.charge("2025-08-01", (COACHING, 600_00))) == checks
