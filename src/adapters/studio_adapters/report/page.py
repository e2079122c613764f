"""One HTML file: readable without script, network or server; the same bytes for the same report."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from studio_adapters import audit_words
from studio_adapters.cli.words import pick
from studio_adapters.plain import plain, visible
from studio_adapters.problems import Problem
from studio_adapters.report.drawings import quarters_of
from studio_adapters.report.evidence import role_words
from studio_domain.audit import Finding, Standing
from studio_domain.guideline import OBLIGATIONS, READINGS, Language, heading
from studio_domain.values import yuan_text
from studio_domain.views.register import Column

if TYPE_CHECKING:
    from jinja2 import Environment

    from studio_adapters.report.paper import Paper


def html(paper: Paper) -> str:
    """The page. `Problem` if Jinja2 is not installed (extra `report`)."""
    language = paper.language
    style, script = _read("page.css"), _read("page.js")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    template = _environment().get_template("page.html.j2")
    return template.render(
        paper=paper,
        report=paper.report,
        zh=language == "zh",
        t=lambda zh, en: pick(language, zh, en),
        style=_safe(style),
        script=_safe(script),
        policy=policy,
        measure=lambda measure: visible(audit_words.measured(measure, language)),
        cell=cell,
        severity=lambda finding: audit_words.severity(finding, language),
        status=lambda finding: audit_words.status(finding, language),
        standing=lambda entry: audit_words.standing(entry, language),
        message=lambda finding: visible(finding.message(language)),
        heading=lambda finding: heading(finding.clause),
        title=lambda finding: _clause_title(finding, language),
        owed=lambda entry: audit_words.owed(entry, language),
        owed_heading=lambda entry: heading(OBLIGATIONS[entry.key].clause),
        role=lambda code: role_words(code, language),
        quarters=lambda finding: " ".join(quarters_of(finding, paper.report.as_of)),
        due=lambda entries: sorted(
            (one for one in entries if one.standing in (Standing.OPEN, Standing.OVERDUE)),
            key=lambda one: (one.due, one.key, one.subject),
        ),
        conclusion=audit_words.conclusion(paper.report, language),
        visible=visible,
        plain=plain,
        svg=_safe,
    )  # fmt: skip


def cell(column: Column, value: str | int | None) -> str:
    """A value of a register as it stands in a table."""
    if value is None:
        return ""
    return yuan_text(value) if column.unit == "fen" and isinstance(value, int) else visible(value)


def _clause_title(finding: Finding, language: Language) -> str:
    known = READINGS[finding.clause]
    return known.zh if language == "zh" else known.en


# -- the template and what it is made of


@cache
def _environment() -> Environment:
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError as missing:
        raise Problem(
            "HTML 报告需要 studio-domain[report]（Jinja2）", "an HTML report needs studio-domain[report] (Jinja2)"
        ) from missing
    return Environment(
        loader=PackageLoader("studio_adapters.report", "template"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _safe(text: str) -> Any:
    """Text of our own making that stands in the page as it is: style, script, pictures, which escape for themselves."""
    from markupsafe import Markup

    return Markup(text)


@cache
def _read(name: str) -> str:
    return (files("studio_adapters.report") / "template" / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
