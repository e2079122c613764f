"""规范运作 (3.4.0.a2): roles as they were held and known, and the two tables of who may do what."""

from __future__ import annotations

import importlib
import types
import typing
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from audit.mutations_trail import AS_OF, STUDIO
from office import BUREAU, HEAD, LEAD, OFFICER, PARK, REGION, STAFF, Office, Person
from studio_domain import rectification
from studio_domain.audit.actors import ACTING, MAY_RECORD
from studio_domain.audit.engine import audit
from studio_domain.audit.finding import Finding, Severity
from studio_domain.audit.roles import INCOMPATIBLE_POSTS, Roles
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import Role
from studio_domain.mandate import DelegationGranted, MandateEnded, MandateGranted, incompatible
from studio_domain.studio import CarrierRegistered
from studio_domain.values import Days, PersonId, Region
from telling import Studio

DEPUTY = Person(PersonId("p-deputy"), Role.CARRIER_HEAD)
OTHER = Person(PersonId("p-other"), Role.AUTHORITY, BUREAU)
RULES = fund.FinanceRulesAdopted("1", date(2025, 3, 3), "规〔2025〕3号")


def found(office: Office, *, as_of: date = AS_OF) -> list[Finding]:
    return audit(office.history, (Roles(),), as_of=as_of, owner=STUDIO)


def names(office: Office, **rest: Any) -> list[str]:
    return [finding.check for finding in found(office, **rest)]


def granted(
    role: Role, first: str, last: str | None = None, *, org: str = PARK, mandate: str = "m-2"
) -> MandateGranted:
    until = date.fromisoformat(last) if last else None
    return MandateGranted(mandate, role, org, date.fromisoformat(first), until, None, "任〔2025〕2号")


def delegated(by: Person, first: str, last: str) -> DelegationGranted:
    days = date.fromisoformat(first), date.fromisoformat(last)
    return DelegationGranted("m-9", by.id, by.role, by.org, *days, None, "委〔2025〕1号")


class TestNobodyAppointsHimself:
    """Somebody's mandate comes first, before there is anybody to record it: until the founding, and never after."""

    CARRIER = CarrierRegistered(Region("510107", "四川省成都市武侯区"), PARK, "天府星空创业园运营有限公司", "park")

    def told(self, *facts: tuple[str, Person, Any], owner: str = STUDIO) -> list[str]:
        studio = Studio(STUDIO)
        for kind, person, fact in facts:
            said: dict[str, Any] = {"by": person.id, "role": person.role.value, "org": person.org}
            studio.tell("2025-03-03", kind, fact, **said)
        return [one.check for one in audit(studio.history, (Roles(),), as_of=AS_OF, owner=owner)]

    def test_before_the_carrier_is_registered_anybody_may_be_recorded(self) -> None:
        own = (f"mandate/{DEPUTY.id}", DEPUTY, granted(Role.CARRIER_HEAD, "2025-03-03"))
        assert self.told(own, ("studio/profile", DEPUTY, self.CARRIER)) == []
        assert self.told(("studio/profile", DEPUTY, self.CARRIER), own) == ["trail.role-not-held"]

    def test_the_first_fact_of_a_region_founds_it(self) -> None:
        first = (f"{REGION}/mandate/{OFFICER.id}", OFFICER, granted(Role.AUTHORITY, "2025-03-03", org=BUREAU))
        second = (f"{REGION}/mandate/{OTHER.id}", OTHER, granted(Role.AUTHORITY, "2025-03-03", org=BUREAU))
        by_the_first = (second[0], OFFICER, second[2])
        assert self.told(first, by_the_first, owner=REGION) == []
        assert self.told(first, second, owner=REGION) == ["trail.role-not-held"]

    def test_one_region_founded_leaves_another_to_be_founded(self) -> None:
        first = (f"{REGION}/mandate/{OFFICER.id}", OFFICER, granted(Role.AUTHORITY, "2025-03-03", org=BUREAU))
        wider = ("region-510000/mandate/p-other", OTHER, granted(Role.AUTHORITY, "2025-03-03", org=BUREAU))
        assert self.told(first, wider, owner="region-510000") == []


class TestAuthorityIsWhatWasKnownThen:
    def test_a_mandate_recorded_afterwards_came_too_late(self) -> None:
        office = Office().act("2025-03-03", "fund/2025", DEPUTY, RULES)
        office.act("2025-03-04", f"mandate/{DEPUTY.id}", HEAD, granted(Role.CARRIER_HEAD, "2025-03-01"))
        [late] = found(office)
        assert (late.check, late.subjects) == ("trail.role-not-held", (DEPUTY.id, f"{STUDIO}/fund/2025"))

    def test_a_mandate_known_before_is_enough(self) -> None:
        office = Office().act("2025-03-03", f"mandate/{DEPUTY.id}", HEAD, granted(Role.CARRIER_HEAD, "2025-03-03"))
        assert names(office.act("2025-03-03", "fund/2025", DEPUTY, RULES)) == []

    @pytest.mark.parametrize(("ended", "checks"), [("2025-03-02", ["trail.role-not-held"]), ("2025-03-03", [])])
    def test_an_ended_mandate_holds_to_the_end_of_its_last_day(self, ended: str, checks: list[str]) -> None:
        office = Office().act("2025-01-02", f"mandate/{DEPUTY.id}", HEAD, granted(Role.CARRIER_HEAD, "2025-01-02"))
        office.act("2025-03-01", f"mandate/{DEPUTY.id}", HEAD, MandateEnded("m-2", date.fromisoformat(ended), "调离"))
        assert names(office.act("2025-03-03", "fund/2025", DEPUTY, RULES)) == checks

    def test_an_end_known_only_afterwards_takes_nothing_back(self) -> None:
        office = Office().act("2025-01-02", f"mandate/{DEPUTY.id}", HEAD, granted(Role.CARRIER_HEAD, "2025-01-02"))
        office.act("2025-03-03", "fund/2025", DEPUTY, RULES)
        office.act("2025-03-04", f"mandate/{DEPUTY.id}", HEAD, MandateEnded("m-2", date(2025, 2, 28), "调离"))
        assert names(office) == []

    def test_a_delegate_acts_in_the_role_of_the_delegator(self) -> None:
        office = Office().act("2025-03-01", f"mandate/{DEPUTY.id}", HEAD, delegated(HEAD, "2025-03-03", "2025-03-03"))
        assert names(office.act("2025-03-03", "fund/2025", DEPUTY, RULES, on_behalf_of=HEAD.id)) == []
        assert names(office.act("2025-03-04", "fund/2025", DEPUTY, RULES, on_behalf_of=HEAD.id)) == [
            "trail.role-not-held"
        ]

    def test_the_authority_holds_its_role_towards_the_region(self) -> None:
        allowed = rectification.DeviationApproved(
            "fee.overcharge", "F-1", date(2025, 3, 1), None, "特例", "函〔2025〕1号", OFFICER.id
        )
        assert names(Office().act("2025-03-03", "rectification/ledger", OFFICER, allowed)) == []
        stranger = Person(PersonId("p-else"), Role.AUTHORITY, BUREAU)
        assert names(Office().act("2025-03-03", "rectification/ledger", stranger, allowed)) == ["trail.role-not-held"]


class TestDelegations:
    """Nobody gives what he does not hold."""

    def story(self, *own: MandateGranted, first: str = "2025-03-01", last: str = "2025-06-30") -> Office:
        office = Office()
        for mandate in own:
            office.act("2025-01-02", f"mandate/{DEPUTY.id}", HEAD, mandate)
        return office.act("2025-02-01", f"mandate/{STAFF.id}", HEAD, delegated(DEPUTY, first, last))

    def test_held_throughout(self) -> None:
        assert names(self.story(granted(Role.CARRIER_HEAD, "2025-03-01", "2025-06-30"))) == []

    def test_held_throughout_by_two_terms(self) -> None:
        terms = (
            granted(Role.CARRIER_HEAD, "2025-03-01", "2025-04-30"),
            granted(Role.CARRIER_HEAD, "2025-05-01", mandate="m-3"),
        )
        assert names(self.story(*terms)) == []

    def test_a_term_that_was_over_before_does_no_harm(self) -> None:
        terms = (
            granted(Role.CARRIER_HEAD, "2025-03-01", "2025-06-30"),
            granted(Role.CARRIER_HEAD, "2025-01-02", "2025-01-31", mandate="m-3"),
        )
        assert names(self.story(*terms)) == []

    @pytest.mark.parametrize(
        ("first", "last", "bare"),
        [("2025-03-02", None, "2025-03-01"), ("2025-03-01", "2025-06-29", "2025-06-30")],
    )
    def test_void_from_the_first_day_without_it(self, first: str, last: str | None, bare: str) -> None:
        [void] = found(self.story(granted(Role.CARRIER_HEAD, first, last)))
        assert (void.check, void.subjects) == ("roles.delegation-void", (STAFF.id,))
        assert (void.actual.value, void.interval) == (bare, Days(date.fromisoformat(bare)))

    def test_not_yet_void_before_that_day(self) -> None:
        story = self.story(granted(Role.CARRIER_HEAD, "2025-03-01", "2025-06-29"))
        assert names(story, as_of=date(2025, 6, 29)) == []

    def test_what_is_itself_delegated_is_not_one_s_own(self) -> None:
        office = Office().act("2025-01-02", f"mandate/{DEPUTY.id}", HEAD, delegated(HEAD, "2025-01-02", "2025-12-31"))
        office.act("2025-02-01", f"mandate/{STAFF.id}", HEAD, delegated(DEPUTY, "2025-03-01", "2025-06-30"))
        assert names(office) == ["roles.delegation-void"]


class TestIncompatiblePosts:
    def test_a_warning_for_the_days_on_which_both_are_held(self) -> None:
        office = Office().act("2025-03-03", f"mandate/{LEAD.id}", HEAD, granted(Role.CARRIER_HEAD, "2025-03-03"))
        [both] = found(office)
        assert (both.check, both.severity) == ("roles.incompatible", Severity.WARNING)
        assert (both.actual.value, both.interval) == ("carrier-head + lead", Days(date(2025, 3, 3)))
        assert len(both.evidence) == 2
        assert found(office, as_of=date(2025, 3, 2)) == []
        assert len(found(office, as_of=date(2025, 3, 3))) == 1

    def test_the_authority_works_in_no_studio(self) -> None:
        office = Office().act("2025-03-03", f"mandate/{OFFICER.id}", HEAD, granted(Role.STAFF, "2025-03-03"))
        assert names(office) == ["roles.incompatible"]

    def test_every_pair_that_decisions_warn_of_is_found(self) -> None:
        for one in Role:
            for other in Role:
                if incompatible((one, other)):
                    assert frozenset({one, other}) in INCOMPATIBLE_POSTS

    def test_what_only_the_audit_objects_to(self) -> None:
        only = [pair for pair in INCOMPATIBLE_POSTS if not incompatible(pair)]
        assert only == [frozenset({Role.STAFF, Role.EXPERT})]  # open question 6: no paid expert among the staff


class TestAuditors:
    """SD-15: whoever audits a studio writes nothing there."""

    def story(self, kind: str) -> Office:
        auditor = Person(PersonId("p-audit"), Role.STAFF)
        office = Office().act(
            "2025-01-02", kind.format(auditor.id), HEAD, granted(Role.AUDITOR, "2025-03-01", "2025-03-31")
        )
        return office.act("2025-01-02", f"mandate/{auditor.id}", HEAD, granted(Role.STAFF, "2025-01-02", mandate="m-1"))

    @pytest.mark.parametrize(("day", "checks"), [("2025-03-31", ["roles.auditor-writes"]), ("2025-04-01", [])])
    def test_not_in_another_role_either(self, day: str, checks: list[str]) -> None:
        office = self.story("mandate/{}").act(day, "fund/2025", Person(PersonId("p-audit"), Role.STAFF), RULES)
        assert [name for name in names(office) if name != "roles.incompatible"] == checks

    def test_an_auditor_of_another_studio_may(self) -> None:
        office = self.story("region-510108/mandate/{}")
        office.act("2025-03-03", "fund/2025", Person(PersonId("p-audit"), Role.STAFF), RULES)
        assert "roles.auditor-writes" not in names(office)

    def test_the_role_itself_writes_nothing(self) -> None:
        office = Office()
        auditor = Person(PersonId("p-audit"), Role.AUDITOR, BUREAU)
        mandate = MandateGranted("m-1", Role.AUDITOR, BUREAU, date(2025, 1, 1), None, None, "审〔2025〕1号")
        office.act("2025-01-02", f"{REGION}/mandate/{auditor.id}", OFFICER, mandate)
        assert names(office.act("2025-03-03", "fund/2025", auditor, RULES)) == ["roles.auditor-writes"]


# -- two tables, written apart


def _decided() -> Iterator[tuple[type[Any], frozenset[Role]]]:
    aggregates = (
        "conduct_record", "discipline_case", "evaluation_cycle", "inspection",
        "annual_plan", "appointment", "archive_record", "client_case", "client_record", "destruction_batch",
        "expert_contract", "filing", "fund_account", "month_ledger",
        "invoice", "mandate", "mentor_diary", "person_record", "policy", "rectification", "regulation_book",
        "resource_entry", "room_diary", "studio", "studio_name", "subject_key", "tariff_schedule", "working_calendar",
        "case_study", "development_ledger", "publication", "reception_ledger", "service_activity", "skills_pilot",
        "training_program",
    )  # fmt: skip
    for name in aggregates:
        table = importlib.import_module(f"studio_domain.{name}").MAY_DECIDE
        for decision, roles in table.items():
            for fact in _leaves(typing.get_type_hints(decision)["return"]):
                yield fact, roles


def _leaves(hint: Any) -> Iterator[type[Any]]:
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) in (tuple, typing.Union):
        for one in typing.get_args(hint):
            yield from _leaves(one)
    elif isinstance(hint, type):
        yield hint


DECIDED: dict[type[Any], frozenset[Role]] = {}
for _fact, _roles in _decided():
    DECIDED[_fact] = DECIDED.get(_fact, frozenset()) | _roles

EXPLAINED: dict[type[Any], tuple[frozenset[Role], str]] = {
    fund.TransferApproved: (
        frozenset({Role.AUTHORITY}), "above the limit the authority approves: by its document, or itself",
    ),
    fund.TransferDeclined: (frozenset({Role.AUTHORITY}), "who may approve may decline"),
    fund.FinalAccountsApproved: (frozenset({Role.AUTHORITY}), "the fiscal part is the authority's to approve"),
    fund.UnapprovedPaymentReported: (
        frozenset({Role.LEAD, Role.STAFF, Role.MENTOR, Role.ARCHIVIST, Role.DISCIPLINE, Role.AUTHORITY}),
        "whoever finds such a payment reports it; an import may hold reports of anyone",
    ),
    rectification.FindingAnswered: (
        frozenset({Role.MENTOR, Role.FINANCE, Role.CASHIER, Role.DISCIPLINE}),
        "an answer may come from whom the finding concerns",
    ),
}  # fmt: skip


def test_every_fact_has_its_roles() -> None:
    assert set(DECIDED) == set(MAY_RECORD)


@pytest.mark.parametrize("fact", MAY_RECORD, ids=lambda fact: fact.__name__)
def test_what_a_decision_allows_the_audit_allows(fact: type[Any]) -> None:
    assert DECIDED[fact] <= MAY_RECORD[fact]


@pytest.mark.parametrize("fact", MAY_RECORD, ids=lambda fact: fact.__name__)
def test_what_the_audit_allows_beyond_is_explained(fact: type[Any]) -> None:
    assert MAY_RECORD[fact] - DECIDED[fact] == EXPLAINED.get(fact, (frozenset(), ""))[0]


def test_each_named_person_is_a_field() -> None:
    for fact, fields in ACTING.items():
        assert set(fields) <= {attribute.name for attribute in fact.__attrs_attrs__}
