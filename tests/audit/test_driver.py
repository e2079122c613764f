"""An audit as users call it: a studio as of a day and as known then, its obligations, then the region."""

from __future__ import annotations

import importlib
import pkgutil
from datetime import UTC, date, datetime
from string import Formatter
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings

from audit.mutations_trail import AS_OF, FUND, STUDIO, Bend, add, bend, compliant, value
from nonsense import OWNERS, histories
from office import COACHING, DESK, FINANCE, HEAD, LEAD, OFFICER, REGION, STAFF, Office, chengdu
from studio_domain import audit as audits
from studio_domain import rectification
from studio_domain.aggregate import Context, Place, Recorded
from studio_domain.audit import (
    ALL_PREDICATES,
    Finding,
    Grounds,
    Predicate,
    Standing,
    Status,
    all_checks,
    audit,
    audit_region,
    audit_studio,
    examine,
    merged,
    obligation_register,
    regional_checks,
)
from studio_domain.fund_account import facts as fund
from studio_domain.person_record import PersonRegistered
from studio_domain.values import PersonId

EXTRA = "资料费"
S12 = ["fee.overcharge", "fee.unlisted-item", "fee.tariff-retroactive"]


def found(history: list[Recorded[Any]], **rest: Any) -> list[Finding]:
    said: dict[str, Any] = {"grounds": Grounds.of(history, studio=STUDIO), "studio": STUDIO, "as_of": AS_OF}
    return audit_studio(history, **(said | rest))


def overcharged() -> Office:
    return chengdu((COACHING, 680_00), (EXTRA, 80_00))


class TestS12:
    """The whole audit says of the story what the story says of itself, and nothing else."""

    def test_three_findings(self) -> None:
        assert [finding.check for finding in found(overcharged().history)] == S12

    def test_the_refund_leaves_the_tariff_open(self) -> None:
        findings = found(overcharged().refund("2025-07-20", 160_00).history)
        assert [(finding.check, finding.status) for finding in findings] == list(
            zip(S12, (Status.REMEDIED, Status.REMEDIED, Status.OPEN), strict=True)
        )

    def test_twins(self) -> None:
        assert found(chengdu((COACHING, 600_00), effective="2025-07-10").history) == []
        assert found(chengdu((COACHING, 680_00), on="2025-07-10", effective="2025-07-10").history) == []

    def test_on_the_day_itself_and_before(self) -> None:
        assert found(overcharged().history, as_of=date(2025, 7, 4)) == []
        before = [finding.check for finding in found(overcharged().history, as_of=date(2025, 7, 9))]
        assert before == ["fee.overcharge", "fee.unlisted-item"]


class TestAnswers:
    """整改台账: an accepted answer or an approved deviation explains; it removes nothing, and undoes no remedy."""

    def accepted(self, office: Office, finding: Finding) -> Office:
        answered = rectification.FindingAnswered(str(finding.id), "已告知服务对象", LEAD.id)
        office.act("2025-07-21", "rectification/ledger", LEAD, answered)
        accepted = rectification.FindingAccepted(str(finding.id), OFFICER.id, "函〔2025〕2号")
        return office.act("2025-07-22", "rectification/ledger", OFFICER, accepted)

    def test_an_accepted_answer(self) -> None:
        office = overcharged()
        retroactive = found(office.history)[2]
        after = found(self.accepted(office, retroactive).history)
        assert [finding.status for finding in after] == [Status.OPEN, Status.OPEN, Status.EXPLAINED]
        assert after[2].id == retroactive.id
        assert after[2].evidence == (*retroactive.evidence, Place(f"{STUDIO}/rectification/ledger", 2))

    def test_what_the_carrier_itself_accepts_explains_nothing(self) -> None:
        """The head of the carrier holds no authority over findings on the carrier's own studio."""
        office = overcharged()
        retroactive = str(found(office.history)[2].id)
        office.act(
            "2025-07-21", "rectification/ledger", LEAD, rectification.FindingAnswered(retroactive, "已告知", LEAD.id)
        )
        office.act("2025-07-22", "rectification/ledger", HEAD, rectification.FindingAccepted(retroactive, HEAD.id, "d"))
        after = found(office.history)
        assert {finding.status for finding in after} == {Status.OPEN}
        assert "trail.role-may-not" in [finding.check for finding in after]

    def test_an_answer_alone_explains_nothing(self) -> None:
        office = overcharged()
        answered = rectification.FindingAnswered(str(found(office.history)[2].id), "已告知服务对象", LEAD.id)
        office.act("2025-07-21", "rectification/ledger", LEAD, answered)
        assert {finding.status for finding in found(office.history)} == {Status.OPEN}

    def test_a_remedy_stays_a_remedy(self) -> None:
        office = overcharged().refund("2025-07-20", 160_00)
        after = found(self.accepted(office, found(office.history)[0]).history)
        assert after[0].status is Status.REMEDIED

    @pytest.mark.parametrize(("last", "status"), [("2025-07-09", Status.OPEN), ("2025-07-10", Status.EXPLAINED)])
    def test_an_approved_deviation_covers_its_days(self, last: str, status: Status) -> None:
        allowed = rectification.DeviationApproved(
            "fee.tariff-retroactive", "2", date(2025, 7, 1), date.fromisoformat(last), "物价调整", "函〔2025〕1号",
            OFFICER.id,
        )  # fmt: skip
        office = overcharged().act("2025-07-21", "rectification/ledger", OFFICER, allowed)
        assert [finding.status for finding in found(office.history)] == [Status.OPEN, Status.OPEN, status]


def test_known_at_is_before_or_after_a_correction() -> None:
    office = overcharged()
    right = attrs.evolve(office.history[-1].fact, effective=date(2025, 7, 10))
    wrong = office.history[-1]
    office.act("2025-07-12", "tariff/schedule", STAFF, right, corrects=(wrong.stream, wrong.version))
    assert [finding.check for finding in found(office.history)] == S12[:2]
    assert [finding.check for finding in found(office.history, known_at=wrong.recorded_at)] == S12


class TestTheSameEachTime:
    def test_same_findings_in_the_same_order(self) -> None:
        once, again = found(overcharged().history), found(overcharged().history)
        assert once == again
        assert [finding.message("en") for finding in once] == [finding.message("en") for finding in again]

    def test_ids_do_not_move(self) -> None:
        """They stand in answers and in letters: a change of this value breaks what others have filed."""
        assert [str(finding.id) for finding in found(overcharged().history)] == PINNED

    def test_checks_of_one_audit_know_nothing_of_another(self) -> None:
        grounds = Grounds()
        first, second = all_checks(grounds), all_checks(grounds)
        assert not {id(check) for check in first} & {id(check) for check in second}


PINNED = [
    "c9e8722b-c971-5e35-a1b4-91c721e48b36",
    "451869f0-999b-57a6-939c-9974fee24c06",
    "5e907125-3912-5da2-8cc8-1873998dab72",
]


class TestObligations:
    def test_as_of_a_day(self) -> None:
        history = compliant()
        grounds = Grounds.of(history, studio=STUDIO)
        entries = obligation_register(history, grounds=grounds, studio=STUDIO, as_of=AS_OF)
        months = {entry.subject: entry.standing for entry in entries if entry.key == "reconcile"}
        assert [months[f"{FUND}/{month:02}"] for month in range(1, 8)] == [*[Standing.DISCHARGED] * 6, Standing.OPEN]
        later = examine(history, grounds=grounds, studio=STUDIO, as_of=date(2025, 8, 16))
        assert [entry.subject for entry in later.obligations if entry.standing is Standing.OVERDUE] == [f"{FUND}/07"]
        assert [finding.check for finding in later.findings] == ["obligation.reconcile"]


class TestRegions:
    """What must be unique across studios, and what is the region's own affair."""

    def claim(self, office: Office, day: str, number: str, claim: str = "c-1", **rest: Any) -> Office:
        voucher = fund.Voucher(fund.VoucherKind.INVOICE, number, 1_00, date(2025, 3, 1))
        said: dict[str, Any] = {"vouchers": (voucher,)} | rest
        submitted = fund.ClaimSubmitted(
            claim, fund.ClaimKind.EXPENSE, "办公费", "office", 1_00, claimant=STAFF.id, finance_rules="1", purpose="纸",
            **said,
        )  # fmt: skip
        return office.act(day, "fund/2025", STAFF, submitted)

    def pair(self, first: Office, second: Office) -> list[Recorded[Any]]:
        both = sorted((*first.history, *second.history), key=lambda event: (event.recorded_at, event.stream))
        return [Recorded(e.stream, e.version, n, e.recorded_at, e.context, e.fact) for n, e in enumerate(both, 1)]

    def names(self, history: list[Recorded[Any]]) -> list[str]:
        findings = audit_region(history, grounds=Grounds(), as_of=AS_OF)
        return [finding.check for finding in findings if finding.check.startswith("regional.")]

    def test_an_invoice_in_two_studios_however_it_is_typed(self) -> None:
        first = self.claim(Office("a-001"), "2025-03-03", "25332000000012345678")
        second = self.claim(Office("b-001"), "2025-03-04", "２５３３ 2000 0000 1234 5678")
        findings = audit_region(self.pair(first, second), grounds=Grounds(), as_of=AS_OF)
        [twice] = [finding for finding in findings if finding.check.startswith("regional.")]
        assert (twice.check, twice.subjects) == ("regional.invoice-twice", ("25332000000012345678",))
        assert twice.evidence == (Place("b-001/fund/2025", 1), Place("a-001/fund/2025", 1))

    @pytest.mark.parametrize(
        "ended", [fund.ClaimReturned("c-1", FINANCE.id, "缺验收"), fund.ClaimRejected("c-1", FINANCE.id, "重复")]
    )
    def test_twin_freed_before(self, ended: Any) -> None:
        first = self.claim(Office("a-001"), "2025-03-03", "25332000000012345678")
        first.act("2025-03-04", "fund/2025", FINANCE, ended)
        second = self.claim(Office("b-001"), "2025-03-05", "25332000000012345678")
        assert self.names(self.pair(first, second)) == []
        again = self.claim(first, "2025-03-06", "25332000000012345678")
        assert self.names(self.pair(again, second)) == ["regional.invoice-twice"]

    def test_twin_within_one_studio_is_that_studio_s_audit(self) -> None:
        first = self.claim(Office("a-001"), "2025-03-03", "25332000000012345678")
        self.claim(first, "2025-03-04", "25332000000012345678", "c-2")
        assert self.names(first.history) == []

    def test_a_list_is_no_invoice(self) -> None:
        sheet = (fund.Voucher(fund.VoucherKind.LIST, "1", 1_00, date(2025, 3, 1)),)
        first = self.claim(Office("a-001"), "2025-03-03", "1", vouchers=sheet)
        second = self.claim(Office("b-001"), "2025-03-04", "1", vouchers=sheet)
        assert self.names(self.pair(first, second)) == []

    def test_a_person_registered_in_two_regions(self) -> None:
        person = PersonRegistered(PersonId("p-1"), None, False)
        office = Office().act("2025-03-03", f"{REGION}/person/p-1", HEAD, person)
        assert self.names(office.history) == []
        office.act("2025-03-04", "region-510108/person/p-1", HEAD, person)
        assert self.names(office.history) == ["regional.person-twice"]

    def test_each_tells_its_own(self) -> None:
        """A breach in a region's book is the region's finding; one in a studio's stream is the studio's."""
        unknown = attrs.evolve(value("no.key", 1), adopted_by=OFFICER.id)
        bends: Bend = add("2025-07-20", f"{REGION}/policy/values", OFFICER, unknown)
        history = bend(fund.FeeCharged, context={"by": STAFF.id})(bends(compliant()))
        assert [finding.check for finding in found(history)] == ["trail.actor"]
        region = audit_region(history, grounds=Grounds.of(history, region="510107"), as_of=AS_OF)
        assert [finding.check for finding in region] == ["policy.unknown-key"]


def test_histories_are_merged_by_position() -> None:
    history = compliant()
    ours = [event for event in history if event.studio == STUDIO]
    regions = [[event for event in history if event.studio == owner] for owner in (REGION, "region-000000")]
    assert list(merged(iter(ours), map(iter, regions))) == history
    assert found(list(merged(ours, regions))) == found(history)


class TestPredicates:
    def modules(self) -> list[Any]:
        return [
            importlib.import_module(one.name) for one in pkgutil.walk_packages(audits.__path__, f"{audits.__name__}.")
        ]

    def test_the_catalogue_has_them_all(self) -> None:
        written = [one for module in self.modules() for one in vars(module).values() if isinstance(one, Predicate)]
        listed = [one for name, one in ALL_PREDICATES.items() if not name.startswith("obligation.")]
        assert {id(one) for one in written} == {id(one) for one in listed}  # so no two share a name either

    @pytest.mark.parametrize("name", ALL_PREDICATES)
    def test_both_languages_name_the_same_figures(self, name: str) -> None:
        one = ALL_PREDICATES[name]
        zh, en = ({figure for _, figure, _, _ in Formatter().parse(said) if figure} for said in (one.zh, one.en))
        assert zh == en


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(histories)
def test_a_history_that_could_not_be_ours_is_read_to_its_end(history: list[Recorded[Any]]) -> None:
    for studio in OWNERS:
        grounds = Grounds.of(history, studio=studio)
        examined = examine(history, grounds=grounds, studio=studio, as_of=AS_OF)
        for finding in examined.findings:
            assert finding.message("zh")
            assert finding.message("en")
    assert [finding.id for finding in audit_region(history, grounds=Grounds(), as_of=AS_OF)] == [
        finding.id for finding in audit(history, regional_checks(Grounds()), as_of=AS_OF)
    ]


@pytest.mark.parametrize("moment", [datetime.max, datetime.min, datetime(9999, 12, 31, 18)])
def test_the_edges_of_the_calendar_are_days_too(moment: datetime) -> None:
    at = moment.replace(tzinfo=UTC)
    context = Context(by=DESK.id, role="staff", org="-", command="c-1", rules="-", occurred=at)
    history = [Recorded(FUND, n, n, at, context, event.fact) for n, event in enumerate(compliant(), 1)]
    assert all(finding.message("en") for finding in found(history, as_of=date.max))
