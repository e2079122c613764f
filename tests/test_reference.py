"""The reference (docs/reference) is what the code says: it is written from it, and names all of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from studio_adapters import catalog, codec, reference
from studio_adapters.aggregates import KINDS
from studio_adapters.catalog.registers import ANSWERS
from studio_adapters.reference import html
from studio_adapters.views.spec import known
from studio_domain.audit import ALL_PREDICATES
from studio_domain.guideline import OBLIGATIONS, READINGS, Modality, Role, Rule
from studio_domain.policy import KEYS

MUST_WITHOUT: set[str] = set()
HOMELESS: set[str] = set()

DIRECTORY = Path(__file__).parents[1] / "docs" / "reference"
PAGES = reference.pages()


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_stale(name: str) -> None:
    """If this fails: `studio-domain catalog --format markdown --out docs/reference`."""
    assert (DIRECTORY / name).read_text("utf-8") == PAGES[name]


def test_there_is_no_other_page() -> None:
    assert {file.name for file in DIRECTORY.iterdir()} == set(PAGES)


def test_every_type_of_fact_has_its_section_and_someone_who_records_it() -> None:
    heads = set(re.findall(r"^### (\S+)$", PAGES["facts.md"], re.MULTILINE))
    assert set(codec.BY_NAME) <= heads
    for fact in catalog.facts():
        assert fact.decisions, fact.type
        assert fact.roles, fact.type
        assert fact.headings, f"{fact.type}: no decision on it names its clause"
        assert fact.stream


def test_every_decision_names_its_clause_by_its_heading() -> None:
    headings = {reading.heading for reading in READINGS.values()}
    for decision in catalog.decisions():
        assert decision.headings, decision.name
        assert set(decision.headings) <= headings | {"三、（四）"}, decision.name


def test_every_aggregates_decisions_are_told_with_their_roles() -> None:
    told = {(one.kind, one.name): one for one in catalog.decisions()}
    for kind, top in KINDS.items():
        for function, roles in getattr(top, "MAY_DECIDE", {}).items():
            assert told[kind, function.__name__].roles == tuple(sorted(role.value for role in roles))


def test_every_rule_of_an_aggregate_serves_a_decision() -> None:
    """Those of the desk serve all: it asks them before any decision."""
    for rule in catalog.rules():
        assert rule.decisions or rule.kind == catalog.DESK, rule.name


def test_every_rule_is_told_in_both_languages() -> None:
    written = {id(value) for kind in KINDS for value in vars(KINDS[kind]).values() if isinstance(value, Rule)}
    assert len(written) <= len(catalog.rules())
    for rule in catalog.rules():
        assert f"| `{rule.name}` |" in PAGES["rules.md"]
        assert rule.zh
        assert rule.en


def test_every_policy_key_has_its_line() -> None:
    assert re.findall(r"^\| `([a-z_.]+)` \|", PAGES["policies.md"], re.MULTILINE) == list(KEYS)


def test_personal_fields_and_money_are_marked() -> None:
    fields = {(fact.type, field.name): field for fact in catalog.facts() for field in fact.fields}
    assert fields["fund-account.claim-submitted", "payee"].personal
    assert not fields["fund-account.claim-submitted", "claimant"].personal
    assert fields["fund-account.claim-submitted", "fen"].unit == "fen"
    assert fields["fund-account.claim-submitted", "vouchers"].type == "list of Voucher"
    assert fields["fund-account.claim-approved", "on_behalf_of"].type == "person id or null"
    assert "invoice" in next(part for part in catalog.parts() if part.name == "Voucher").fields[0].type


class TestClauses:
    """Every clause has a home, and the page names what serves it."""

    def test_all_are_there_in_the_order_of_the_text(self) -> None:
        heads = re.findall(r"^## (\S+)", PAGES["clauses.md"], re.MULTILINE)
        assert heads == [clause.value for clause in READINGS]

    def test_what_serves_a_clause_is_named(self) -> None:
        for one in catalog.clauses():
            section = PAGES["clauses.md"].partition(f"\n## {one.reading.clause.value} ")[2].partition("\n## ")[0]
            for name in (*one.rules, *one.facts, *one.checks, *one.obligations, *one.keys, *one.registers):
                assert f"`{name}`" in section, (one.reading.clause.value, name)

    def test_every_rule_check_obligation_and_key_stands_under_its_clause(self) -> None:
        entries = catalog.clauses()
        assert sum(len(one.rules) for one in entries) == len(catalog.rules())
        assert sum(len(one.checks) for one in entries) == len(ALL_PREDICATES)
        assert sum(len(one.obligations) for one in entries) == len(OBLIGATIONS)
        assert sum(len(one.keys) for one in entries) == len(KEYS)

    def test_every_table_of_a_register_answers_a_clause_that_exists(self) -> None:
        tables = {table.name for spec in known() for table in spec.tables}
        assert set(ANSWERS) == tables

    def test_what_a_clause_demands_is_refused_or_checked(self) -> None:
        """The one list of what is still without: it may only grow shorter."""
        without = {
            one.reading.clause.value
            for one in catalog.clauses()
            if one.reading.modality is Modality.MUST and not (one.rules or one.checks)
        }
        assert without == MUST_WITHOUT

    def test_every_clause_has_a_home(self) -> None:
        assert {one.reading.clause.value for one in catalog.clauses() if not one.homes} == HOMELESS


def test_the_page_for_a_browser_has_every_page_and_nothing_that_runs() -> None:
    text = html.page(PAGES)
    assert [*re.findall(r'<section id="([a-z]+)">', text)] == [name.removesuffix(".md") for name in PAGES]
    assert "<script" not in text
    assert text.count("<table>") == sum(page.count("\n|---") for page in PAGES.values())
    assert "<code>fund-account.claim-approved</code>" in text or "fund-account.claim-approved" in text


def test_every_role_is_told() -> None:
    assert set(catalog.roles()) == set(Role)
    assert all(f"| `{role.value}` |" in PAGES["roles.md"] for role in Role)
    assert catalog.roles()[Role.AUDITOR] == ()
