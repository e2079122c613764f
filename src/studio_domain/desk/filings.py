"""The desk of plans, reports and filings: what they rest on stays as it is (三、（四）)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from studio_domain import annual_plan, filing
from studio_domain.aggregate import At, Changes
from studio_domain.annual_plan import AnnualPlan, Figure
from studio_domain.filing import Filing, Matter
from studio_domain.policy import Terms
from studio_domain.studio import Studio
from studio_domain.values import PersonId

Plans = Mapping[str, At[AnnualPlan | None]]
"""The plans of the years that a filing speaks of."""


def submit_report(
    plan: At[AnnualPlan | None],
    studio: At[Studio],
    *,
    year: int,
    as_of: date,
    figures: tuple[Figure, ...],
    digest: str,
    reporter: PersonId,
    on: date,
    terms: Terms,
) -> Changes:
    """提交年度总结 (三、（四）): while the studio's recognition stays as it is."""
    submitted = annual_plan.submit_report(
        plan.state,
        year=year,
        as_of=as_of,
        figures=figures,
        digest=digest,
        reporter=reporter,
        on=on,
        studio=studio.state,
        terms=terms,
    )
    return plan.then(submitted), studio.then()


def prepare_filing(
    prepared: At[Filing | None],
    studio: At[Studio],
    *,
    covers: tuple[Matter, ...],
    digest: str,
    authority: str,
    preparer: PersonId,
    on: date,
    terms: Terms,
) -> Changes:
    """拟定报备 (三、（四）): while it is the same authority that recognised the studio."""
    fact = filing.prepare_filing(
        prepared.state,
        covers=covers,
        digest=digest,
        authority=authority,
        preparer=preparer,
        on=on,
        studio=studio.state,
        terms=terms,
    )
    return prepared.then(fact), studio.then()


def submit_filing(prepared: At[Filing], plans: Plans, *, submitter: PersonId, on: date) -> Changes:
    """提交报备 (三、（四）): while the plans and reports that it speaks of stay as they are."""
    states = {year: plan.state for year, plan in plans.items()}
    submitted = filing.submit_filing(prepared.state, submitter=submitter, on=on, plans=states)
    return prepared.then(submitted), *(plan.then() for plan in plans.values())


def resubmit_filing(returned: At[Filing], plans: Plans, *, digest: str, submitter: PersonId, on: date) -> Changes:
    """重新提交报备 (三、（四）): while the plans and reports that it speaks of stay as they are."""
    states = {year: plan.state for year, plan in plans.items()}
    resubmitted = filing.resubmit_filing(returned.state, digest=digest, submitter=submitter, on=on, plans=states)
    return returned.then(resubmitted), *(plan.then() for plan in plans.values())
