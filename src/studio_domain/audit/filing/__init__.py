"""All checks of plans, reports and filings (三、（四））: 年度计划, 年度总结, 报备."""

from __future__ import annotations

from typing import Final

from studio_domain.audit.engine import Check
from studio_domain.audit.filing import form, plans, reports
from studio_domain.audit.filing.form import Form
from studio_domain.audit.filing.owed import YearOwed
from studio_domain.audit.filing.plans import Plans
from studio_domain.audit.filing.reports import Reports
from studio_domain.audit.grounds import Grounds

PREDICATE_MODULES: Final = (form, plans, reports)


def filing_checks(grounds: Grounds) -> tuple[Check, ...]:
    """One of each, new, for one history."""
    return Form(grounds), Plans(grounds), Reports(grounds), YearOwed(grounds)
