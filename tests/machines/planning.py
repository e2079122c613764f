"""A studio that plans, serves, reports and files at random and at every edge; what it reports is what its register shows.

Whatever the decisions accept, the audit has nothing to object to, but that a report is out of date while nobody has
corrected it; deadlines are another matter, for a machine may let them pass.
"""
# ruff: noqa: E501 -- one attempt a line

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any, ClassVar, Final

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from machines.office import BUREAU, REGION, Clock
from machines.pure import PureApp
from studio_adapters.app.filings import AnnualPlanHandle, FilingHandle
from studio_domain import annual_plan, filing
from studio_domain.aggregate import Change, Context, Place, Reason
from studio_domain.annual_plan import AnnualPlan, Correction, Figure, Goal
from studio_domain.audit import Finding, Grounds, audit_studio, merged
from studio_domain.client_case import facts as case
from studio_domain.filing import Matter, Stage
from studio_domain.guideline import Breach, Role, Rule
from studio_domain.policy import scopes_of
from studio_domain.policy.operation import METRICS
from studio_domain.studio import ApplicationDrafted, StudioRecognised, WithdrawalApproved
from studio_domain.values import SHANGHAI, PersonId
from studio_domain.views import AnnualFigures

STUDIO: Final = "hz-a-001"
PARK: Final = "91000000MA00000157"
ANOTHER: Final = "12000000MB0000027M"
FIRST: Final = date(2025, 1, 6)

Person = tuple[str, Role, str]
LEAD: Final = "p-lead", Role.LEAD, PARK
STAFF: Final = "p-staff", Role.STAFF, PARK
HEAD: Final = "p-head", Role.CARRIER_HEAD, PARK
OFFICER: Final = "p-officer", Role.AUTHORITY, BUREAU
STRANGER: Final = "p-stranger", Role.AUTHORITY, ANOTHER

OURS: Final = ("plan.", "report.", "filing.", "trail.", "roles.")
TRANSITIONS: Final = {
    "drafted", "approved", "revised", "reported", "corrected", "acknowledged", "returned", "reported anew", "prepared",
    "submitted", "filing acknowledged", "filing returned", "resubmitted", "recognition ended",
}  # fmt: skip

years = st.sampled_from([2025, 2026])


class PlanningMachine(RuleBasedStateMachine):
    transitions: ClassVar[Counter[str]] = Counter()
    refusals: ClassVar[Counter[Rule]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.clock = Clock(FIRST)
        self.app = PureApp(self.clock)
        self.late: dict[int, list[Place]] = {2025: [], 2026: []}
        """Of each year the services recorded after its report."""
        self.told = 0
        self.ended: date | None = None

    @initialize()
    def begins(self) -> None:
        """Posts, the carrier, and a recognition that needs no retelling."""
        mandates = self.app.mandates
        for person in (OFFICER, STRANGER):
            of_region = mandates("region-330106", person[0])
            self.acts(
                OFFICER,
                partial(
                    of_region.record_mandate, mandate_id="m-1", role=person[1], org=person[2], first=FIRST, document="d"
                ),
            )
        for person in (HEAD, LEAD, STAFF):
            held = mandates(STUDIO, person[0])
            self.acts(
                HEAD,
                partial(held.record_mandate, mandate_id="m-1", role=person[1], org=PARK, first=FIRST, document="d"),
            )
        self.acts(
            HEAD, lambda: self.app.studio(STUDIO).register_carrier(region=REGION, carrier=PARK, name="园", kind="park")
        )
        lead = PersonId(LEAD[0])
        self.append(HEAD, "studio/profile", ApplicationDrafted(1, lead, PersonId(HEAD[0])))
        told = StudioRecognised("名", "杭州市西湖区", lead, (), "文", FIRST, None, PersonId(OFFICER[0]), BUREAU)
        self.append(OFFICER, "studio/profile", told)
        mentor = PersonId(STAFF[0])
        self.append(STAFF, "case/2025-0001", case.CaseOpened("c-1", "k-1", ("n-1",), mentor, FIRST, date(2026, 12, 31)))

    # -- acting

    @property
    def today(self) -> date:
        return self.clock.day

    def acts(self, who: Person, decide: Callable[[], object]) -> None:
        with self.app.acting(who[0], role=who[1], org=who[2]):
            decide()

    def taken(self, name: str, who: Person, decide: Callable[[], object]) -> None:
        self.acts(who, decide)
        self.transitions[name] += 1

    def refused(self, refusing: Rule, who: Person, decide: Callable[[], object]) -> None:
        with pytest.raises(Breach) as refused:
            self.acts(who, decide)
        breach = refused.value
        assert breach.rule is refusing, (breach.rule.en, refusing.en)
        assert breach.message("zh")
        self.refusals[refusing] += 1

    def append(self, who: Person, stream: str, fact: Any, day: date | None = None) -> Place:
        """A fact of a chapter that is not this machine's."""
        name = f"{STUDIO}/{stream}"
        version = sum(event.stream == name for event in self.app.history(STUDIO))
        self.told += 1
        occurred = day or self.today
        context = Context(
            occurred=occurred, by=PersonId(who[0]), role=who[1].value, org=who[2], command=f"x-{self.told}", rules="trial",
            reason=Reason.LATE_ENTRY if occurred < self.today else None,
        )  # fmt: skip
        self.app.journal.append([Change(name, version, (fact,))], context)
        return Place(name, version + 1)

    def plan(self, year: int) -> AnnualPlanHandle:
        return self.app.annual_plan(STUDIO, year)

    def known(self, year: int) -> AnnualPlan | None:
        return self.app._desk.at(annual_plan, f"{STUDIO}/plan/{year}").state

    def shown(self, year: int) -> dict[str, int]:
        """What the register shows of a year; a metric without a row is nothing."""
        rows = self.app.register(AnnualFigures(), STUDIO).table("annual_figures")
        found = {str(row["metric"]): int(row["computed"] or 0) for row in rows if row["year"] == year}
        return {metric: found.get(metric, 0) for metric in METRICS}

    # -- time and work

    @rule(days=st.sampled_from([1, 7, 60, 200]))
    def time_passes(self, days: int) -> None:
        self.clock.jump(self.today + timedelta(days))

    @rule()
    def the_year_turns(self) -> None:
        self.clock.jump(date(self.today.year, 12, 31))

    @rule(ago=st.sampled_from([0, 1, 40, 300]), minutes=st.integers(0, 90))
    def serves(self, ago: int, minutes: int) -> None:
        self.served(max(FIRST, self.today - timedelta(ago)), minutes)

    def served(self, day: date, minutes: int) -> None:
        start = datetime.combine(day, time(9), SHANGHAI)
        evidence = case.Evidence("记录", "ab")
        told = case.ServiceDelivered(
            f"s-{self.told}", "2.2", "policy", case.Channel.VISIT, PersonId(STAFF[0]), start, start + timedelta(minutes=minutes),
            "咨询室", None, (), evidence,
        )  # fmt: skip
        place = self.append(STAFF, "case/2025-0001", told, day)
        if day.year in self.late:
            self.late[day.year].append(place)

    @precondition(lambda self: self.ended is None and self.today > date(2025, 6, 1))
    @rule()
    def the_recognition_ends(self) -> None:
        self.ended = self.today
        self.append(OFFICER, "studio/profile", WithdrawalApproved(self.today, PersonId(OFFICER[0]), "文"))
        self.transitions["recognition ended"] += 1

    # -- the plan

    @rule(year=years, goals=st.lists(st.sampled_from(METRICS), min_size=1, max_size=3, unique=True))
    def drafts(self, year: int, goals: list[str]) -> None:
        draft = self.plan(year).draft_plan
        aims = [Goal(metric, 1) for metric in goals]
        bad: list[tuple[Rule, list[Goal]]] = [
            (annual_plan.GOALS, []),
            (annual_plan.GOAL_METRIC, [*aims, Goal("fame", 1)]),
            (annual_plan.GOAL_ONCE, [*aims, aims[0]]),
            (annual_plan.GOAL_AIMS, [Goal("jobs", 0)]),
        ]
        for refusing, one in bad:
            self.refused(refusing, LEAD, partial(draft, direction="方向", goals=one))
        self.refused(annual_plan.DIRECTION, LEAD, partial(draft, direction=" ", goals=aims))
        self.taken("drafted", LEAD, partial(draft, direction="方向", goals=aims))

    @rule(year=years)
    def approves_or_revises(self, year: int) -> None:
        known, handle = self.known(year), self.plan(year)
        if known is None or not known.versions:
            return
        last = max(known.versions)
        revise = partial(handle.revise_plan, version=last, reason="调整", document="d")
        if known.in_force is None:
            self.refused(annual_plan.APPROVED_FIRST, HEAD, revise)
            self.refused(annual_plan.VERSION_EXISTS, HEAD, partial(handle.approve_plan, version=last + 1, document="d"))
            self.refused(annual_plan.PLAN_DOCUMENTED, HEAD, partial(handle.approve_plan, version=last, document=" "))
            self.taken("approved", HEAD, partial(handle.approve_plan, version=last, document="d"))
            return
        self.refused(annual_plan.APPROVED_ONCE, HEAD, partial(handle.approve_plan, version=last, document="d"))
        if last == known.in_force:
            self.refused(annual_plan.REVISED_FORWARD, HEAD, revise)
        elif self.today.year > year:
            self.refused(annual_plan.IN_ITS_YEAR, HEAD, revise)
        else:
            self.refused(annual_plan.REVISION_REASONED, HEAD, partial(revise, reason=""))
            self.taken("revised", HEAD, revise)

    # -- the report

    @rule(year=years, sent_back=st.booleans())
    def reports(self, year: int, sent_back: bool) -> None:
        known, handle, last = self.known(year), self.plan(year), date(year, 12, 31)
        figures = [Figure(metric, value) for metric, value in self.shown(year).items()]
        as_of = self.ended if self.ended and self.ended.year == year else last
        say = partial(handle.submit_report, figures=figures, digest="ab", as_of=as_of)
        if known is not None and known.reported:
            self.refused(annual_plan.REPORTED_ONCE, LEAD, say)
            return
        if as_of > self.today:
            self.refused(annual_plan.YEAR_OVER, LEAD, say)
            return
        bad: list[tuple[Rule, list[Figure]]] = [
            (annual_plan.HAS_FIGURES, []),
            (annual_plan.FIGURE_METRIC, [*figures, Figure("fame", 1)]),
            (annual_plan.FIGURE_ONCE, [*figures, figures[0]]),
            (annual_plan.NOT_NEGATIVE, [Figure("jobs", -1), *figures[1:]]),
        ]
        for refusing, one in bad:
            self.refused(refusing, LEAD, partial(say, figures=one))
        if known is not None and known.goals:
            without = [one for one in figures if one.metric != known.goals[0]]
            self.refused(annual_plan.GOALS_REPORTED, LEAD, partial(say, figures=without))
        self.refused(annual_plan.WHOLE_YEAR, LEAD, partial(say, as_of=as_of - timedelta(1)))
        self.refused(annual_plan.REPORT_DOCUMENTED, LEAD, partial(say, digest=" "))
        self.taken("reported anew" if known is not None and known.report else "reported", LEAD, say)
        self.late[year] = []
        if sent_back:
            self.answers(year=year, returns=True)
            self.reports(year=year, sent_back=False)

    @rule(year=years, minutes=st.integers(0, 90), noticed=st.booleans())
    def a_service_comes_late(self, year: int, minutes: int, noticed: bool) -> None:
        known = self.known(year)
        if known is not None and known.reported:
            self.served(min(self.today, date(year, 2, 28)), minutes)
            if noticed:
                self.corrects(year=year)

    @rule(year=years)
    def corrects(self, year: int) -> None:
        """By the difference that the register shows, citing what came late."""
        known, handle = self.known(year), self.plan(year)
        if known is None:
            return
        late = tuple(self.late[year])
        if known.report is None or not known.reported:
            one = Correction("services", 1, (Place(f"{STUDIO}/case/2025-0001", 1),))
            self.refused(annual_plan.REPORTED_FIRST, LEAD, partial(handle.correct_report, corrections=[one]))
            return
        shown = self.shown(year)
        off = {
            metric: shown[metric] - value for metric, value in known.report.figures.items() if shown[metric] != value
        }
        bad: list[tuple[Rule, list[Correction]]] = [
            (annual_plan.CORRECTS_SOMETHING, []),
            (annual_plan.CITES_FACTS, [Correction("services", 1, ())]),
            (annual_plan.FIGURE_REPORTED, [Correction("fame", 1, late)]),
            (annual_plan.CORRECTED_ONCE, [Correction("services", 1, (Place("x", 1),))] * 2),
        ]
        for refusing, corrections in bad:
            self.refused(refusing, LEAD, partial(handle.correct_report, corrections=corrections))
        if off and late:
            corrections = [Correction(metric, delta, self._counted(metric, year)) for metric, delta in off.items()]
            self.taken("corrected", LEAD, partial(handle.correct_report, corrections=corrections))
            self.late[year] = []

    def _counted(self, metric: str, year: int) -> tuple[Place, ...]:
        """Of the late services those that bear on a metric: a service of no minutes adds none, a client is new once."""
        facts = {event.place: event.fact for event in self.app.history(STUDIO)}
        late = self.late[year]
        if metric == "service-minutes":
            return tuple(place for place in late if facts[place].end > facts[place].start)
        return tuple(late[:1]) if metric == "clients-served" else tuple(late)

    @rule(year=years, returns=st.booleans())
    def answers(self, year: int, returns: bool) -> None:
        known, handle = self.known(year), self.plan(year)
        if known is None:
            return
        if not known.reported:
            self.refused(annual_plan.REPORTED_FIRST, OFFICER, handle.acknowledge_report)
        elif known.report is not None and known.report.standing is annual_plan.Standing.ACKNOWLEDGED:
            self.refused(annual_plan.AWAITS_ANSWER, OFFICER, handle.acknowledge_report)
        elif returns:
            self.refused(annual_plan.RETURN_REASONED, OFFICER, partial(handle.return_report, reason=" "))
            self.taken("returned", OFFICER, partial(handle.return_report, reason="缺"))
        else:
            self.taken("acknowledged", OFFICER, handle.acknowledge_report)

    # -- filings

    def handle_of(self, number: int) -> FilingHandle:
        return self.app.filing(STUDIO, f"b-{number}")

    @rule(number=st.integers(1, 2), year=years, kind=st.sampled_from(["plan", "report", "venue-change"]))
    def prepares(self, number: int, year: int, kind: str) -> None:
        matter = Matter(kind, str(year))
        say = partial(self.handle_of(number).prepare_filing, covers=[matter], digest="ab", authority=BUREAU)
        if self._filing(number) is not None:
            self.refused(filing.PREPARED_ONCE, STAFF, say)
            return
        bad: list[tuple[Rule, list[Matter]]] = [
            (filing.COVERS_SOMETHING, []),
            (filing.KNOWN_MATTER, [Matter("gossip", "x")]),
            (filing.SAYS_WHAT_ABOUT, [Matter("venue-change", " ")]),
            (filing.OF_A_YEAR, [Matter("plan", "25")]),
            (filing.COVERED_ONCE, [matter, matter]),
        ]
        for refusing, covers in bad:
            self.refused(refusing, STAFF, partial(say, covers=covers))
        self.refused(filing.DIGEST_GIVEN, STAFF, partial(say, digest=" "))
        self.refused(filing.AUTHORITY_VALID, STAFF, partial(say, authority="局"))
        self.refused(filing.LOCAL_AUTHORITY, STAFF, partial(say, authority=ANOTHER))
        self.taken("prepared", STAFF, say)

    def _filing(self, number: int) -> filing.Filing | None:
        return self.app._desk.at(filing, f"{STUDIO}/filing/b-{number}").state

    def _missing(self, known: filing.Filing) -> Rule | None:
        matter = known.covers[0]
        plan = self.known(int(matter.about))
        if matter.kind == "plan" and (plan is None or plan.in_force is None):
            return filing.PLAN_HOLDS
        return filing.REPORT_STANDS if matter.kind == "report" and (plan is None or not plan.reported) else None

    @rule(number=st.integers(1, 2), answers=st.lists(st.booleans(), min_size=1, max_size=4))
    def files_and_answers(self, number: int, answers: list[bool]) -> None:
        for returns in answers:
            self._step(number, returns)

    def _step(self, number: int, returns: bool) -> None:
        known, handle = self._filing(number), self.handle_of(number)
        if known is None:
            return
        again = partial(handle.resubmit_filing, digest="cd")
        give_back = partial(handle.return_filing, reason="缺")
        if known.stage is Stage.PREPARED:
            self.refused(filing.AWAITS_AUTHORITY, OFFICER, handle.acknowledge_filing)
            self.refused(filing.RETURNED_FIRST, STAFF, again)
            self._hands_in("submitted", self._missing(known), handle.submit_filing)
        elif known.stage is Stage.SUBMITTED:
            self.refused(filing.SUBMITTED_ONCE, STAFF, handle.submit_filing)
            self.refused(filing.BY_ITS_AUTHORITY, STRANGER, handle.acknowledge_filing)
            self.refused(filing.ANSWER_REASONED, OFFICER, partial(handle.return_filing, reason=""))
            if returns:
                self.taken("filing returned", OFFICER, give_back)
            else:
                self.taken("filing acknowledged", OFFICER, handle.acknowledge_filing)
        elif known.stage is Stage.RETURNED:
            self._hands_in("resubmitted", self._missing(known), again)
        else:
            self.refused(filing.AWAITS_AUTHORITY, OFFICER, give_back)

    def _hands_in(self, name: str, missing: Rule | None, decide: Callable[[], object]) -> None:
        if missing is None:
            self.taken(name, STAFF, decide)
        else:
            self.refused(missing, STAFF, decide)

    # -- what holds at the end

    def teardown(self) -> None:
        if not self.told:
            return
        found = self.findings()
        stale = {(year, metric) for year in (2025, 2026) for metric in self._stale(year)}
        outdated = [one for one in found if one.check == "report.out-of-date"]
        assert {(one.figures["year"], one.subjects[0]) for one in outdated} == stale
        graver = [one for one in found if one.check not in ("report.out-of-date", "trail.backdated")]
        assert not graver, [(one.check, one.message("en")) for one in graver]

    def _stale(self, year: int) -> list[str]:
        known = self.known(year)
        if known is None or known.report is None or not known.reported:
            return []
        shown = self.shown(year)
        return [metric for metric, value in known.report.figures.items() if shown[metric] != value]

    def findings(self) -> list[Finding]:
        facts = list(merged(self.app.history(STUDIO), [self.app.history(scope) for scope in scopes_of("330106")]))
        grounds = Grounds.of(facts, studio=STUDIO, region="330106")
        found = audit_studio(facts, grounds=grounds, studio=STUDIO, as_of=self.today)
        return [one for one in found if one.check.startswith(OURS)]
