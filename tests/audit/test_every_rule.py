"""What a decision refuses, an audit finds in old records, or there is a reason why it need not (rule_checks)."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from audit import rule_checks
from audit.rule_checks import LISTED, No, Row, Why
from studio_adapters.catalog import rules
from studio_domain.audit import ALL_PREDICATES

SECTIONS: dict[str, ModuleType] = {
    found.name: importlib.import_module(f"{rule_checks.__name__}.{found.name}")
    for found in pkgutil.iter_modules(rule_checks.__path__)
}
ROWS: dict[tuple[str, str], Row] = {
    (kind, rule): row for kind, section in SECTIONS.items() for rule, row in section.ROWS.items()
}
RULES = {(entry.kind, entry.name): entry for entry in rules()}
LIST = Path(__file__).parents[2] / "docs/explanation/guards-without-checks.md"

each_row = pytest.mark.parametrize(("key", "row"), ROWS.items(), ids=[" ".join(key) for key in ROWS])


@pytest.mark.parametrize("key", RULES, ids=" ".join)
def test_every_rule_has_a_row(key: tuple[str, str]) -> None:
    assert key in ROWS, f"{key}: say in tests/audit/rule_checks/{key[0]}.py which check finds it, or why none does"


@each_row
def test_every_row_is_of_a_rule(key: tuple[str, str], row: Row) -> None:
    assert key in RULES, f"there is no rule {key[1]} of {key[0]}"


@each_row
def test_a_row_names_checks_that_there_are_or_a_reason(key: tuple[str, str], row: Row) -> None:
    if isinstance(row, No):
        assert row.because.strip()
        assert (row.because == LISTED) == (row.why is Why.PENDING)
    else:
        assert row
        assert len(set(row)) == len(row)
        assert set(row) <= set(ALL_PREDICATES), f"no such check: {set(row) - set(ALL_PREDICATES)}"


def test_no_section_has_a_rule_twice() -> None:
    """Python keeps the later of two equal keys, and says nothing."""
    for section in SECTIONS.values():
        keys = [
            key.value
            for node in ast.walk(ast.parse(Path(str(section.__file__)).read_text()))
            if isinstance(node, ast.Dict)
            for key in node.keys
            if isinstance(key, ast.Constant)
        ]
        assert [key for key, times in Counter(keys).items() if times > 1] == []


def test_the_list_is_there_while_a_check_is_wanting() -> None:
    wanting = [key for key, row in ROWS.items() if isinstance(row, No) and row.because == LISTED]
    assert LIST.exists() >= bool(wanting), wanting
