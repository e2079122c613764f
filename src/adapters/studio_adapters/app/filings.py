"""Handles of plans, reports and filings, for the acting person: 年度计划, 年度总结, 报备 (三、（四）)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from studio_adapters.app.acting import current
from studio_adapters.app.core import Desk
from studio_adapters.app.handle import Handle
from studio_adapters.journal import Receipt
from studio_domain import annual_plan, filing, studio
from studio_domain.aggregate import At
from studio_domain.annual_plan import AnnualPlan, Correction, Figure, Goal
from studio_domain.desk import filings
from studio_domain.filing import Filing, Matter
from studio_domain.studio import Studio
from studio_domain.values import stream_name


class AnnualPlanHandle(Handle[AnnualPlan]):
    """A year's plan and report: `app.annual_plan("hz-xihu-001", 2026)`."""

    KIND = "annual-plan"

    def __init__(self, desk: Desk, owner: str, year: int) -> None:
        super().__init__(desk, annual_plan, annual_plan.MAY_DECIDE, stream_name(owner, "plan", str(year)))
        self.year = year

    def draft_plan(self, *, direction: str, goals: Iterable[Goal]) -> Receipt:
        """起草年度计划, or a further version of it: `goals=[Goal("services", 120)]`."""
        goals = tuple(goals)
        asked = {"direction": direction, "goals": goals}
        return self._decide(
            annual_plan.draft_plan,
            asked,
            lambda hand: (at := self._at()).then(
                annual_plan.draft_plan(
                    at.state,
                    year=self.year,
                    direction=direction,
                    goals=goals,
                    drafter=hand.by,
                    on=hand.day,
                    terms=hand.terms,
                )
            ),
        )

    def approve_plan(self, *, version: int, document: str) -> Receipt:
        """批准年度计划: the first version that holds."""
        asked = locals()
        return self._decide_alone(
            annual_plan.approve_plan,
            asked,
            lambda plan, hand: annual_plan.approve_plan(
                plan,
                version=version,
                approver=hand.by,
                document=document,
                on=hand.day,
                principal=hand.on_behalf_of,
            ),
        )

    def revise_plan(self, *, version: int, reason: str, document: str) -> Receipt:
        """调整年度计划: a later version takes the place of the one that holds."""
        asked = locals()
        return self._decide_alone(
            annual_plan.revise_plan,
            asked,
            lambda plan, hand: annual_plan.revise_plan(
                plan,
                version=version,
                reason=reason,
                approver=hand.by,
                document=document,
                on=hand.day,
                principal=hand.on_behalf_of,
            ),
        )

    def submit_report(self, *, figures: Iterable[Figure], digest: str, as_of: date | None = None) -> Receipt:
        """提交年度总结: figures of the year, by default of all of it; `digest` is that of the text (SHA-256, hex)."""
        figures, as_of = tuple(figures), as_of or date(self.year, 12, 31)
        asked = {"figures": figures, "digest": digest, "as_of": as_of}
        return self._decide(
            annual_plan.submit_report,
            asked,
            lambda hand: filings.submit_report(
                self._at(),
                self._desk.existing(studio, f"{self.owner}/studio/profile"),
                year=self.year,
                as_of=as_of,
                figures=figures,
                digest=digest,
                reporter=hand.by,
                on=hand.day,
                terms=hand.terms,
            ),
        )

    def correct_report(self, *, corrections: Iterable[Correction]) -> Receipt:
        """更正年度总结: by how much each figure changes, and which facts recorded since are the cause."""
        corrections = tuple(corrections)
        asked = {"corrections": corrections}
        return self._decide_alone(
            annual_plan.correct_report,
            asked,
            lambda plan, hand: annual_plan.correct_report(plan, corrections=corrections, reporter=hand.by, on=hand.day),
        )

    def acknowledge_report(self) -> Receipt:
        """主管部门收悉年度总结."""
        return self._decide_alone(
            annual_plan.acknowledge_report,
            {},
            lambda plan, hand: annual_plan.acknowledge_report(plan, officer=hand.by, on=hand.day),
        )

    def return_report(self, *, reason: str) -> Receipt:
        """主管部门退回年度总结."""
        asked = locals()
        return self._decide_alone(
            annual_plan.return_report,
            asked,
            lambda plan, hand: annual_plan.return_report(plan, reason=reason, officer=hand.by, on=hand.day),
        )


class FilingHandle(Handle[Filing]):
    """A filing with the authority: `app.filing("hz-xihu-001", "b-2026-01")`."""

    KIND = "filing"

    def __init__(self, desk: Desk, owner: str, filing_id: str) -> None:
        super().__init__(desk, filing, filing.MAY_DECIDE, stream_name(owner, "filing", filing_id))

    def _studio(self) -> At[Studio]:
        return self._desk.existing(studio, f"{self.owner}/studio/profile")

    def _plans(self, at: At[Filing]) -> filings.Plans:
        return {
            year: self._desk.at(annual_plan, stream_name(self.owner, "plan", year))
            for year in filing.years_of(at.state)
        }

    def prepare_filing(self, *, covers: Iterable[Matter], digest: str, authority: str) -> Receipt:
        """拟定报备: `covers=[Matter("plan", "2026")]`, the document's SHA-256 (hex), and the authority's USCC."""
        covers = tuple(covers)
        asked = {"covers": covers, "digest": digest, "authority": authority}
        return self._decide(
            filing.prepare_filing,
            asked,
            lambda hand: filings.prepare_filing(
                self._at(),
                self._studio(),
                covers=covers,
                digest=digest,
                authority=authority,
                preparer=hand.by,
                on=hand.day,
                terms=hand.terms,
            ),
        )

    def submit_filing(self) -> Receipt:
        """提交报备."""
        return self._decide(
            filing.submit_filing,
            {},
            lambda hand: filings.submit_filing(at := self._existing(), self._plans(at), submitter=hand.by, on=hand.day),
        )

    def acknowledge_filing(self) -> Receipt:
        """主管部门收悉报备."""
        return self._decide_alone(
            filing.acknowledge_filing,
            {},
            lambda known, hand: filing.acknowledge_filing(known, officer=hand.by, org=current().org, on=hand.day),
        )

    def return_filing(self, *, reason: str) -> Receipt:
        """主管部门退回报备; the due day stays as it was."""
        asked = locals()
        return self._decide_alone(
            filing.return_filing,
            asked,
            lambda known, hand: filing.return_filing(
                known, reason=reason, officer=hand.by, org=current().org, on=hand.day
            ),
        )

    def resubmit_filing(self, *, digest: str) -> Receipt:
        """重新提交报备, with the document as it is now."""
        asked = locals()
        return self._decide(
            filing.resubmit_filing,
            asked,
            lambda hand: filings.resubmit_filing(
                at := self._existing(), self._plans(at), digest=digest, submitter=hand.by, on=hand.day
            ),
        )
