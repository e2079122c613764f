"""The audit as a paper (审计报告), one HTML file that needs nothing to be read; and as working papers (工作底稿)."""

from __future__ import annotations

from studio_adapters.audit_report import Report
from studio_adapters.journal import Journal
from studio_domain.guideline import Language

__all__ = ["html_report", "workbook"]


def html_report(journal: Journal, report: Report, *, language: Language = "zh") -> str:
    """*report* as a page, with the facts behind each finding, registers and pictures of its studios.

    The same bytes from every store that holds the same history; nothing personal is in it. `Problem` without the extra
    `report`.
    """
    from studio_adapters.report.page import html
    from studio_adapters.report.paper import paper

    return html(paper(journal, report, language))


def workbook(journal: Journal, report: Report, *, language: Language = "zh") -> bytes:
    """*report* as a spreadsheet (.xlsx): findings, their facts, clauses, obligations, registers, questions.

    `Problem` without the extra `report`.
    """
    from studio_adapters.report import sheets

    return sheets.workbook(journal, report, language=language)
