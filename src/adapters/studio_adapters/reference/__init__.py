"""The reference (docs/reference): pages written from the code, Chinese beside English, so that they are never stale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from studio_adapters.reference import commands, guideline, records

COMMAND = "studio-domain catalog --format markdown --out docs/reference"


def pages() -> Mapping[str, str]:
    """Each page by the name of its file."""
    written = {
        "facts.md": records.facts,
        "decisions.md": records.decisions,
        "rules.md": records.rules,
        "roles.md": guideline.roles,
        "checks.md": guideline.checks,
        "obligations.md": guideline.obligations,
        "policies.md": guideline.policies,
        "clauses.md": guideline.clauses,
        "commands.md": commands.commands,
    }
    return {name: "\n".join((*_head(), *page(), "")) for name, page in written.items()}


def write(directory: Path) -> list[Path]:
    """All pages into *directory*, which is made if it is not there."""
    directory.mkdir(parents=True, exist_ok=True)
    files = []
    for name, text in pages().items():
        (file := directory / name).write_text(text, encoding="utf-8", newline="\n")
        files.append(file)
    return files


def _head() -> Iterator[str]:
    yield f"<!-- 由 `{COMMAND}` 生成, 请勿手改。 Written by that command: change the code, not this page. -->"
    yield ""
