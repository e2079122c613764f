"""Studio, mandates, persons, invoices, regulations, rectification: rule by rule, and what holds on a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial, reduce
from types import ModuleType
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_domain import invoice, mandate, person_record, rectification, regulation_book, studio, tariff_schedule
from studio_domain.guideline import Role, Rule, fill
from studio_domain.mandate import Mandates
from studio_domain.person_record import InterestKind, Relation
from studio_domain.policy import Terms
from studio_domain.values import PersonId, Region
from telling import refused_by
from test_form import facts, rules

ZHOU, XU, SHEN = PersonId("p-1"), PersonId("p-2"), PersonId("p-3")
TERMS = Terms()
REGION = Region("330106", "浙江省杭州市西湖区")
PARK = "91000000MA00000157"
NUMBER = "25332000000012345678"
CARRIER, OTHER = PARK, "12000000MB0000027M"
FIRST, LAST = date(2025, 1, 1), date(2025, 6, 30)
BEFORE, AFTER = FIRST - timedelta(1), LAST + timedelta(1)
ACCOUNT = "hz-xihu-001/fund/2025"


def told(module: Any, *events: Any) -> Any:
    return reduce(module.evolve, events, None)


STUDIO: studio.Studio = told(studio, studio.CarrierRegistered(REGION, PARK, "西湖数智创业园运营有限公司", "park"))
MANDATES: Mandates = told(
    mandate, mandate.MandateGranted("m-1", Role.CASHIER, CARRIER, FIRST, LAST, None, "任〔2025〕1号")
)
PERSON: person_record.PersonRecord = told(
    person_record,
    person_record.PersonRegistered(ZHOU, CARRIER, False),
    person_record.InterestDeclared("i-1", OTHER, InterestKind.OWNERSHIP, FIRST),
)
HELD: invoice.Invoice = told(invoice, invoice.InvoiceUsed(NUMBER, ACCOUNT, "c-1", 1_860_00))
DRAFTED: regulation_book.RegulationBook = told(
    regulation_book,
    regulation_book.RegulationDrafted("finance", 1, "经费管理制度", ZHOU),
    regulation_book.RegulationApproved(1, FIRST, XU, "d"),
    regulation_book.RegulationDrafted("finance", 2, "经费管理制度", ZHOU),
)
ANSWERED: rectification.Ledger = told(rectification, rectification.FindingAnswered("f-1", "已整改", ZHOU))

register = partial(
    studio.register_carrier, None,
    region=REGION, carrier=PARK, name="西湖数智创业园运营有限公司", kind="park", terms=TERMS,
)  # fmt: skip
grant = partial(
    mandate.record_mandate, MANDATES, mandate="m-2", role=Role.FINANCE_HEAD, org=CARRIER, first=FIRST, last=LAST,
    limit=5_000_00, document="任〔2025〕2号",
)  # fmt: skip
delegate = partial(
    mandate.record_delegation, MANDATES, mandate="m-2", delegator=XU, role=Role.CARRIER_HEAD, org=CARRIER, first=FIRST,
    last=LAST, limit=None, document="委托书", delegator_mandates=Mandates(),
)  # fmt: skip
draft = partial(
    regulation_book.draft_regulation, DRAFTED, kind="finance", title="经费管理制度", drafter=ZHOU, terms=TERMS
)
approve = partial(regulation_book.approve_regulation, DRAFTED, version=2, effective=LAST, approver=XU, document="d")
repeal = partial(regulation_book.repeal_regulation, DRAFTED, version=1, last_day=LAST, by=XU, document="d")
accept = partial(rectification.accept_answer, ANSWERED, finding="f-1", accepted_by=XU, document="d")
allow = partial(
    rectification.approve_deviation, None, check="lead-tenure", subject=ZHOU, first=FIRST, last=LAST, reason="人才引进",
    document="西人社函〔2025〕3号", approved_by=XU,
)  # fmt: skip

CASES: list[tuple[Rule, dict[str, object], Callable[[], object]]] = [
    (mandate.MANDATE_ONCE, {"mandate": "m-1"}, lambda: grant(mandate="m-1")),
    (mandate.MANDATE_ONCE, {"mandate": "m-1"}, lambda: delegate(mandate="m-1")),
    (mandate.FIRST_TO_LAST, {"first": FIRST, "last": BEFORE}, lambda: grant(last=BEFORE)),
    (mandate.FIRST_TO_LAST, {"first": FIRST, "last": BEFORE}, lambda: delegate(last=BEFORE)),
    (mandate.FOR_AN_ORGANISATION, {}, lambda: grant(org=" ")),
    (mandate.DOCUMENTED, {}, lambda: delegate(document="")),
    (mandate.MANDATE_EXISTS, {"mandate": "m-9"}, lambda: mandate.record_end(
        MANDATES, mandate="m-9", last_day=LAST, reason="调离")),
    (person_record.REGISTERED_ONCE, {"person": ZHOU}, lambda: person_record.record_person(
        PERSON, person=ZHOU, employer=None, public_official=False)),
    (person_record.INTEREST_ONCE, {"interest": "i-1"}, lambda: person_record.record_interest(
        PERSON, interest="i-1", party=OTHER, kind=InterestKind.OTHER, first=FIRST)),
    (person_record.INTEREST_EXISTS, {"interest": "i-9"}, lambda: person_record.record_interest_end(
        PERSON, interest="i-9", last_day=LAST)),
    (invoice.INVOICE_ONCE, {"number": NUMBER, "account": ACCOUNT, "claim": "c-1"}, lambda: invoice.use(
        HELD, number=NUMBER, account="cd-wuhou-001/fund/2025", claim="c-9", fen=1_860_00)),
    (invoice.INVOICE_ONCE, {"number": NUMBER, "account": ACCOUNT, "claim": "c-1"}, lambda: invoice.use(
        HELD, number=NUMBER, account=ACCOUNT, claim="c-1", fen=1_860_00)),
    (invoice.HELD_BY_CLAIM, {"number": NUMBER, "account": ACCOUNT, "claim": "c-2"}, lambda: invoice.free(
        HELD, account=ACCOUNT, claim="c-2")),
    (regulation_book.KNOWN_KIND, {"kind": "parking"}, lambda: draft(kind="parking")),
    (regulation_book.ONE_KIND, {"book": "finance", "kind": "archives"}, lambda: draft(kind="archives")),
    (regulation_book.TITLED, {}, lambda: draft(title=" ")),
    (regulation_book.VERSION_EXISTS, {"version": 3}, lambda: approve(version=3)),
    (regulation_book.VERSION_EXISTS, {"version": 3}, lambda: repeal(version=3)),
    (regulation_book.IN_SEQUENCE, {"version": 1, "latest": 1}, lambda: approve(version=1)),
    (regulation_book.TWO_HANDS, {"version": 2, "hand": ZHOU}, lambda: approve(approver=ZHOU)),
    (regulation_book.TWO_HANDS, {"version": 2, "hand": ZHOU}, lambda: approve(principal=ZHOU)),
    (regulation_book.AFTER_THE_EARLIER, {"effective": BEFORE, "earlier": 1, "since": FIRST}, lambda: approve(
        effective=BEFORE)),
    (regulation_book.DOCUMENTED, {}, lambda: approve(document=" ")),
    (regulation_book.DOCUMENTED, {}, lambda: repeal(document=" ")),
    (regulation_book.APPROVED_FIRST, {"version": 2}, lambda: repeal(version=2)),
    (regulation_book.REPEALED_ONCE, {"version": 1}, lambda: regulation_book.repeal_regulation(
        regulation_book.evolve(DRAFTED, regulation_book.RegulationRepealed(1, LAST, XU, "d")),
        version=1, last_day=LAST, by=XU, document="d")),
    (regulation_book.REPEALED_LATER, {"last_day": BEFORE, "effective": FIRST}, lambda: repeal(last_day=BEFORE)),
    (rectification.ANSWER_GIVEN, {}, lambda: rectification.answer_finding(
        None, finding="f-1", answer=" ", answered_by=ZHOU)),
    (rectification.ANSWERED_FIRST, {"finding": "f-2"}, lambda: accept(finding="f-2")),
    (rectification.ACCEPTED_ONCE, {"finding": "f-1"}, lambda: rectification.accept_answer(
        rectification.evolve(ANSWERED, accept()), finding="f-1", accepted_by=XU, document="d")),
    (rectification.TWO_HANDS, {"finding": "f-1", "hand": ZHOU}, lambda: accept(accepted_by=ZHOU)),
    (rectification.DOCUMENTED, {}, lambda: accept(document=" ")),
    (rectification.DOCUMENTED, {}, lambda: allow(document=" ")),
    (rectification.REASON_STATED, {}, lambda: allow(reason=" ")),
    (rectification.FIRST_TO_LAST, {"first": FIRST, "last": BEFORE}, lambda: allow(last=BEFORE)),
]  # fmt: skip
MODULES: list[ModuleType] = [mandate, person_record, invoice, regulation_book, rectification]


def name(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]


@pytest.mark.parametrize(("rule", "figures", "decide"), CASES, ids=[case[0].en for case in CASES])
def test_the_rule_refuses(rule: Rule, figures: dict[str, object], decide: Callable[[], object]) -> None:
    with refused_by(rule, **figures):
        decide()
    assert fill(rule.zh, figures)
    assert fill(rule.en, figures)


def test_every_rule_has_a_case() -> None:
    assert {id(rule) for module in MODULES for rule in rules(name(module)).values()} == {id(case[0]) for case in CASES}


class TestStudio:
    """The carrier (申报载体) is a legal entity of a kind that the guideline or the region names."""

    def test_the_carrier_is_registered(self) -> None:
        assert told(studio, register()) == STUDIO

    def test_the_code_is_stored_in_its_one_form(self) -> None:
        assert register(carrier="９１000000 ma00000157").carrier == PARK

    def test_every_kind_of_the_guideline_is_one(self) -> None:
        assert [register(kind=kind).kind for kind in TERMS.studio.carrier_kinds] == list(TERMS.studio.carrier_kinds)


class TestPersons:
    """What ties a person to others is declared, and holds between two days."""

    @pytest.mark.parametrize(("day", "tied"), [(BEFORE, False), (FIRST, True), (LAST, True), (AFTER, False)])
    def test_an_interest_holds_on_both_its_end_days(self, day: date, tied: bool) -> None:
        end = person_record.record_interest_end(PERSON, interest="i-1", last_day=LAST)
        ended = person_record.evolve(PERSON, end)
        assert person_record.ties(ended, OTHER, day) == ((InterestKind.OWNERSHIP,) if tied else ())

    def test_employment_is_a_tie_while_it_lasts(self) -> None:
        change = person_record.record_employment(PERSON, employer=OTHER, public_official=True, on=FIRST)
        moved = person_record.evolve(PERSON, change)
        assert person_record.ties(moved, CARRIER, BEFORE) == (InterestKind.EMPLOYMENT,)
        assert person_record.ties(moved, CARRIER, FIRST) == ()
        assert person_record.ties(moved, OTHER, FIRST) == (InterestKind.OWNERSHIP, InterestKind.EMPLOYMENT)
        assert [moved.employment(day).public_official for day in (BEFORE, FIRST)] == [False, True]

    def test_an_employment_reported_late_takes_its_own_day(self) -> None:
        reported = (
            person_record.EmploymentChanged(OTHER, False, LAST),
            person_record.EmploymentChanged("first", False, FIRST),
            person_record.EmploymentChanged("second", False, FIRST),
        )
        record = reduce(person_record.evolve, reported, PERSON)
        assert [record.employment(day).employer for day in (BEFORE, FIRST, LAST)] == [CARRIER, "second", OTHER]

    def test_a_relative_is_a_tie_on_any_day(self) -> None:
        relation = person_record.record_relation(PERSON, other=SHEN, relation=Relation.SPOUSE)
        married = person_record.evolve(PERSON, relation)
        assert person_record.ties(married, SHEN, date.min) == (Relation.SPOUSE,)
        assert person_record.ties(married, XU, date.min) == ()

    def test_a_person_is_registered_under_an_id_of_the_record(self) -> None:
        registered = person_record.record_person(None, person=XU, employer=None, public_official=False)
        assert registered == person_record.PersonRegistered(XU, None, False)
        with pytest.raises(ValueError, match="person's id"):
            person_record.record_person(None, person=PersonId("许可欣"), employer=None, public_official=False)
        with pytest.raises(ValueError, match="person's id"):
            person_record.record_relation(PERSON, other=PersonId("许可欣"), relation=Relation.KIN)

    def test_interests_are_declared_one_by_one(self) -> None:
        fact = person_record.record_interest(
            PERSON, interest="i-2", party=SHEN, kind=InterestKind.CONTRACT, first=FIRST
        )
        assert person_record.ties(person_record.evolve(PERSON, fact), SHEN, FIRST) == (InterestKind.CONTRACT,)


class TestInvoices:
    """An invoice supports one claim at a time, across all studios of a region."""

    def test_a_freed_invoice_may_be_used_again(self) -> None:
        freed = invoice.evolve(HELD, invoice.free(HELD, account=ACCOUNT, claim="c-1"))
        used = invoice.use(freed, number=freed.number, account=ACCOUNT, claim="c-2", fen=1)
        assert invoice.evolve(freed, used).held_by == (ACCOUNT, "c-2")

    def test_an_invoice_is_freed_once(self) -> None:
        freed = invoice.evolve(HELD, invoice.InvoiceFreed(ACCOUNT, "c-1"))
        with refused_by(invoice.HELD_BY_CLAIM, number=HELD.number, account=ACCOUNT, claim="c-1"):
            invoice.free(freed, account=ACCOUNT, claim="c-1")

    def test_what_another_claim_gives_back_is_still_held(self) -> None:
        twice = invoice.evolve(HELD, invoice.InvoiceUsed(HELD.number, ACCOUNT, "c-2", 1))
        assert invoice.evolve(twice, invoice.InvoiceFreed(ACCOUNT, "c-1")).held_by == (ACCOUNT, "c-2")

    def test_what_was_never_used_cannot_be_freed(self) -> None:
        with pytest.raises(LookupError):
            invoice.evolve(None, invoice.InvoiceFreed(ACCOUNT, "c-1"))


class TestRectification:
    """A finding is answered by one and accepted by another; an exception is allowed by the authority alone."""

    def test_whoever_ever_answered_does_not_accept(self) -> None:
        again = rectification.answer_finding(ANSWERED, finding="f-1", answer="补充说明", answered_by=SHEN)
        both = rectification.evolve(ANSWERED, again)
        for hand in (ZHOU, SHEN):
            with refused_by(rectification.TWO_HANDS, finding="f-1", hand=hand):
                rectification.accept_answer(both, finding="f-1", accepted_by=hand, document="d")

    def test_an_answer_after_acceptance_waits_again(self) -> None:
        accepted = rectification.evolve(ANSWERED, accept())
        again = rectification.evolve(accepted, rectification.FindingAnswered("f-1", "补充说明", ZHOU))
        assert rectification.accept_answer(again, finding="f-1", accepted_by=XU, document="d").finding == "f-1"

    def test_an_answer_to_one_finding_leaves_the_others_accepted(self) -> None:
        accepted = rectification.evolve(ANSWERED, accept())
        other = rectification.evolve(accepted, rectification.FindingAnswered("f-2", "已整改", ZHOU))
        with refused_by(rectification.ACCEPTED_ONCE, finding="f-1"):
            rectification.accept_answer(other, finding="f-1", accepted_by=XU, document="d")

    def test_an_exception_may_last_a_day_or_without_end(self) -> None:
        assert allow(last=FIRST).last == FIRST
        assert allow(last=None).last is None
        assert rectification.evolve(ANSWERED, allow()) == ANSWERED

    def test_only_the_authority_allows_an_exception(self) -> None:
        assert rectification.MAY_DECIDE[rectification.approve_deviation] == {Role.AUTHORITY}


# -- what becomes of the facts


class TestStates:
    """A state holds what its facts said, all of it, and of each thing apart from the others."""

    def test_of_an_invoice(self) -> None:
        used = told(invoice, invoice.InvoiceUsed(NUMBER, ACCOUNT, "c-1", 1_860_00))
        assert used == invoice.Invoice(NUMBER, (ACCOUNT, "c-1"))
        assert invoice.evolve(used, invoice.InvoiceFreed(ACCOUNT, "c-2")) == used
        assert invoice.evolve(used, invoice.InvoiceFreed(ACCOUNT, "c-1")) == invoice.Invoice(NUMBER, None)

    def test_of_a_studio(self) -> None:
        registered = studio.CarrierRegistered(REGION, PARK, "西湖数智创业园运营有限公司", "park")
        assert told(studio, registered) == studio.Studio(REGION, PARK, "西湖数智创业园运营有限公司", "park")

    def test_of_mandates(self) -> None:
        held = told(
            mandate,
            mandate.MandateGranted("m-1", Role.CASHIER, CARRIER, FIRST, LAST, 5, "d"),
            mandate.DelegationGranted("m-2", XU, Role.LEAD, OTHER, FIRST, LAST, None, "d"),
            mandate.MandateGranted("m-3", Role.STAFF, OTHER, FIRST, None, None, "d"),
            mandate.MandateEnded("m-3", FIRST, "r"),
        )
        assert held.mandates == {
            "m-1": mandate.Mandate(mandate.Authority(Role.CASHIER, CARRIER, 5, None), FIRST, LAST),
            "m-2": mandate.Mandate(mandate.Authority(Role.LEAD, OTHER, None, XU), FIRST, LAST),
            "m-3": mandate.Mandate(mandate.Authority(Role.STAFF, OTHER, None, None), FIRST, None, FIRST),
        }

    def test_of_a_person(self) -> None:
        record = told(
            person_record,
            person_record.PersonRegistered(ZHOU, CARRIER, True),
            person_record.EmploymentChanged(OTHER, False, FIRST),
            person_record.InterestDeclared("i-1", OTHER, InterestKind.OWNERSHIP, FIRST),
            person_record.InterestDeclared("i-2", CARRIER, InterestKind.CONTRACT, FIRST),
            person_record.InterestEnded("i-2", LAST),
            person_record.RelationDeclared(SHEN, Relation.KIN),
            person_record.RelationDeclared(XU, Relation.SPOUSE),
        )
        first = person_record.Employment(date.min, CARRIER, True)
        assert record == person_record.PersonRecord(
            ZHOU,
            (first, person_record.Employment(FIRST, OTHER, False)),
            {
                "i-1": person_record.Interest(OTHER, InterestKind.OWNERSHIP, FIRST),
                "i-2": person_record.Interest(CARRIER, InterestKind.CONTRACT, FIRST, LAST),
            },
            {SHEN: Relation.KIN, XU: Relation.SPOUSE},
        )

    def test_of_regulations(self) -> None:
        book = told(
            regulation_book,
            regulation_book.RegulationDrafted("finance", 1, "经费管理制度", ZHOU),
            regulation_book.RegulationDrafted("finance", 2, "经费管理制度", SHEN),
            regulation_book.RegulationApproved(1, FIRST, XU, "d"),
            regulation_book.RegulationRepealed(1, LAST, XU, "d"),
        )
        assert book == regulation_book.RegulationBook(
            "finance",
            {
                1: regulation_book.RegulationVersion(1, ZHOU, XU, FIRST, LAST),
                2: regulation_book.RegulationVersion(2, SHEN),
            },
        )

    def test_of_answers(self) -> None:
        ledger = told(
            rectification,
            rectification.FindingAnswered("f-1", "已整改", ZHOU),
            rectification.FindingAccepted("f-1", XU, "d"),
            rectification.FindingAnswered("f-2", "已整改", ZHOU),
            rectification.FindingAnswered("f-2", "已整改", SHEN),
        )
        assert ledger == rectification.Ledger(
            {"f-1": frozenset({ZHOU}), "f-2": frozenset({ZHOU, SHEN})}, frozenset({"f-1"})
        )


# -- evolve answers to any history

SMALL: dict[str, st.SearchStrategy[Any]] = {
    "str": st.sampled_from(["a", "b"]),
    "Region": st.just(REGION),
    "date": st.dates(FIRST, LAST),
    "int": st.integers(0, 2),
}


def small(cls: type) -> st.SearchStrategy[Any]:
    """Facts of *cls* from so few values that they often speak of the same thing."""
    return st.builds(cls, **{of.name: _value(of.type) for of in attrs.fields(attrs.resolve_types(cls))})


def _value(hint: Any) -> st.SearchStrategy[Any]:
    return SMALL.get(getattr(hint, "__name__", ""), st.from_type(hint))


@pytest.mark.parametrize("module", [*MODULES, tariff_schedule], ids=name)
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_evolve_takes_every_fact_and_stumbles_over_senseless_ones_only(module: Any, data: st.DataObject) -> None:
    events = st.one_of([small(fact) for fact in sorted(facts(name(module)), key=lambda fact: fact.__name__)])
    state = None
    for event in data.draw(st.lists(events, max_size=8)):
        try:
            state = module.evolve(state, event)
        except LookupError:
            continue
        assert state is not None


@pytest.mark.parametrize(
    ("module", "orphan"),
    [
        (mandate, mandate.MandateEnded("m", FIRST, "r")),
        (person_record, person_record.InterestEnded("i", FIRST)),
        (regulation_book, regulation_book.RegulationApproved(1, FIRST, XU, "d")),
        (tariff_schedule, tariff_schedule.TariffWithdrawn(1, FIRST, XU, "r")),
    ],
    ids=lambda value: name(value) if isinstance(value, ModuleType) else "",
)
def test_a_fact_about_nothing_makes_no_sense(module: Any, orphan: object) -> None:
    with pytest.raises(LookupError):
        module.evolve(None, orphan)
