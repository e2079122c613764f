"""Who acts in plans, reports and filings: for the tables of `audit.actors`, written from the duties of each post."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from studio_domain import filing
from studio_domain.annual_plan import facts as plan
from studio_domain.guideline import Role

ACTING: Final[Mapping[type[Any], tuple[str, ...]]] = {
    plan.PlanDrafted: ("drafter",),
    plan.PlanApproved: ("approver",),
    plan.PlanRevised: ("approver",),
    plan.ReportSubmitted: ("reporter",),
    plan.ReportCorrected: ("reporter",),
    plan.ReportAcknowledged: ("officer",),
    plan.ReportReturned: ("officer",),
    filing.FilingPrepared: ("preparer",),
    filing.FilingSubmitted: ("submitter",),
    filing.FilingAcknowledged: ("officer",),
    filing.FilingReturned: ("officer",),
    filing.FilingResubmitted: ("submitter",),
}
"""A fact → the field that names who did it."""

_LEAD: Final = frozenset({Role.LEAD})
_HEAD: Final = frozenset({Role.CARRIER_HEAD})
_OFFICE: Final = frozenset({Role.LEAD, Role.STAFF})
_AUTHORITY: Final = frozenset({Role.AUTHORITY})

MAY_RECORD: Final[Mapping[type[Any], frozenset[Role]]] = {
    plan.PlanDrafted: _LEAD,
    plan.PlanApproved: _HEAD,
    plan.PlanRevised: _HEAD,
    plan.ReportSubmitted: _LEAD,
    plan.ReportCorrected: _LEAD,
    plan.ReportAcknowledged: _AUTHORITY,
    plan.ReportReturned: _AUTHORITY,
    filing.FilingPrepared: _OFFICE,
    filing.FilingSubmitted: _OFFICE,
    filing.FilingAcknowledged: _AUTHORITY,
    filing.FilingReturned: _AUTHORITY,
    filing.FilingResubmitted: _OFFICE,
}
"""A fact → the roles whose business it is."""

NAMES: Final[Mapping[type[Any], tuple[str, str]]] = {
    plan.PlanDrafted: ("plan", "version"),
    plan.ReportSubmitted: ("report", "report"),
}
"""A fact → the kind of thing that it brings, and the field that names it."""

REFERS: Final[Mapping[type[Any], tuple[str, str]]] = {
    **dict.fromkeys((plan.PlanApproved, plan.PlanRevised), ("plan", "version")),
    **dict.fromkeys((plan.ReportCorrected, plan.ReportAcknowledged, plan.ReportReturned), ("report", "report")),
}
"""A fact → the kind of thing that it refers to, and the field that names it."""
