"""`run.py` on bare Python: what it says when the installation fails, and when `.venv` is of another Python."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

NO_NETWORK = """
  error: subprocess-exited-with-error

  × pip subprocess to install build dependencies did not run successfully.
  │ exit code: 1
      ERROR: Could not find a version that satisfies the requirement hatchling>=1.27 (from versions: none)
      ERROR: No matching distribution found for hatchling>=1.27
      [end of output]
error: subprocess-exited-with-error
note: This error originates from a subprocess, and is likely not a problem with pip.
"""
CRASHED = """
ERROR: Exception:
Traceback (most recent call last):
  File "envs.py", line 144, in find_eggs
AttributeError: module 'pkgutil' has no attribute 'ImpImporter'
"""


@pytest.fixture
def bootstrap() -> ModuleType:
    found = importlib.util.spec_from_file_location("bootstrap", Path(__file__).parents[1] / "run.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("said", "cause"),
    [
        (NO_NETWORK, "ERROR: No matching distribution found for hatchling>=1.27"),
        (CRASHED, "AttributeError: module 'pkgutil' has no attribute 'ImpImporter'"),
        ("", "?"),
    ],
)
def test_a_failed_installation_is_told_by_its_cause(bootstrap: ModuleType, said: str, cause: str) -> None:
    assert bootstrap.why(said) == cause


class TestTheEnvironmentThatIsThere:
    def test_is_kept_by_the_python_that_made_it(self, bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(bootstrap, "PYTHON", sys.executable)
        assert bootstrap.of_this_python()

    def test_is_made_anew_for_another(
        self, bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr(bootstrap, "PYTHON", sys.executable)
        monkeypatch.setattr(sys, "version", "3.99.0 (main)")
        assert not bootstrap.of_this_python()
        monkeypatch.setattr(bootstrap, "PYTHON", str(tmp_path / "gone"))
        assert not bootstrap.of_this_python()
