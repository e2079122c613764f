"""The studio of S1 goes on: its plans, its reports and what it files, through decisions; the filings of S13.

All persons, organisations and numbers are fictional.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from studio_adapters.app.filings import AnnualPlanHandle
from studio_domain.aggregate import Recorded
from studio_domain.annual_plan import Figure, Goal
from studio_domain.audit import Finding
from studio_domain.filing import Matter
from studio_domain.guideline import Role
from studio_domain.studio import LeadAppointed, StudioRenamed
from studio_domain.values import PersonId
from studio_world import BUREAU, DIGEST, LU, PARK, STUDIO, WANG, World

OURS: Final = ("plan.", "report.", "filing.", "obligation.annual_", "obligation.change_filing")
DEADLINES: Final = {"plan.due": "01-31", "plan.first_year_days": 30, "report.due": "01-31"}
NOTHING: Final = (Figure("services", 0), Figure("jobs", 0), Figure("staff-minimum", 3))


def place_of(event: Recorded[Any]) -> str:
    """How a filing names a fact."""
    return f"{event.stream}@{event.version}"


class Reporting(World):
    """S1, with the deadlines of plans and reports adopted."""

    def begun(self) -> Reporting:
        """Recognised on 2024-07-01, with the plan of 2024 filed on the last day, 2024-07-31."""
        self.founded(**DEADLINES).staffed().housed().ruled().applied().reviewed().noticed().recognise()
        self.plans(2024, "2024-07-15", "2024-07-22")
        self.files("b-2024-01", "2024-07-31", Matter("plan", "2024"))
        return self

    def plan(self, year: int) -> AnnualPlanHandle:
        return self.app.annual_plan(STUDIO, year)

    def plans(self, year: int, drafted: str, approved: str, goals: Iterable[Goal] = (Goal("services", 10),)) -> None:
        """Drafted by the lead, approved by the carrier's head."""
        self.lead(drafted, lambda: self.plan(year).draft_plan(direction="做实一对一指导", goals=goals))
        number = max(self.plan(year).state.versions)
        self.head(approved, lambda: self.plan(year).approve_plan(version=number, document=f"计〔{year}〕1号"))

    def reports(self, year: int, on: str, figures: Iterable[Figure] = NOTHING) -> None:
        self.lead(on, lambda: self.plan(year).submit_report(figures=figures, digest=DIGEST))

    def files(self, filing: str, on: str, *covers: Matter, who: PersonId = LU) -> None:
        """Prepared and submitted on one day by a member of the staff."""
        handle = self.app.filing(STUDIO, filing)
        prepare: Callable[[], object] = lambda: handle.prepare_filing(  # noqa: E731
            covers=covers, digest=DIGEST, authority=BUREAU
        )
        self.acts(on, who, Role.STAFF, prepare, handle.submit_filing)

    def returned(self, filing: str, on: str, who: PersonId = WANG) -> None:
        self.authority(on, who, lambda: self.app.filing(STUDIO, filing).return_filing(reason="缺附件"))

    def filed_until(self, year: int) -> Reporting:
        """Plans and reports of the years before *year*, and the plan of *year*, each on time."""
        for one in range(2025, year + 1):
            self.plans(one, f"{one}-01-06", f"{one}-01-08")
            self.reports(one - 1, f"{one}-01-12")
            self.files(f"b-{one}-01", f"{one}-01-16", Matter("plan", str(one)), Matter("report", str(one - 1)))
        return self

    def last(self, kind: type[Any]) -> Recorded[Any]:
        """The latest fact of that class."""
        return [event for event in self.history if isinstance(event.fact, kind)][-1]

    def ours(self, as_of: str) -> list[Finding]:
        """What is found as far as plans, reports and filings go."""
        return [one for one in self.findings(as_of) if one.check.startswith(OURS)]


class Succession(Reporting):
    """S13: the change of lead, with the shortage that it brings, and the new name are filed."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[tuple[str, Callable[[], None]]] = []
        """What is to be done between the days of the story, in their order."""

    def acts(self, on: str, who: PersonId, role: Role, *decide: Callable[[], object], org: str = PARK) -> None:
        self.until(on)
        super().acts(on, who, role, *decide, org=org)

    def until(self, on: str) -> None:
        """Do what waits for a day before that one."""
        while self.waiting and self.waiting[0][0] < on:
            self.waiting.pop(0)[1]()

    def files_the_change(self, on: str, *kinds: str) -> None:
        changed = place_of(self.last(LeadAppointed))
        self.files("b-2026-02", on, *(Matter(kind, changed) for kind in kinds))

    def files_the_name(self, on: str) -> None:
        self.files("b-2026-03", on, Matter("name-change", place_of(self.last(StudioRenamed))))


def s13(
    change: str = "2026-04-10", name: str = "2026-04-28", kinds: tuple[str, ...] = ("lead-change", "staff-shortage")
) -> Succession:
    """All of S13, and two filings: of the change of lead, of the new name."""
    world = Succession()
    world.begun()
    world.filed_until(2026)
    world.waiting = sorted(
        [(change, lambda: world.files_the_change(change, *kinds)), (name, lambda: world.files_the_name(name))],
        key=lambda one: one[0],
    )
    world.succeeded()
    world.until("2026-06-30")
    return world
