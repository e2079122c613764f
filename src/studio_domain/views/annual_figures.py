"""Annual figures (年度指标): by year and metric what was aimed at, what the facts say, and what was reported.

So people see before they report what an audit holds them to (如实反映 三、（四）). The audit counts apart from it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from typing import Any, Final

import attrs
from attrs import define, field

from studio_domain import reception_ledger
from studio_domain.aggregate import Recorded
from studio_domain.annual_plan import facts as plan
from studio_domain.client_case import facts as case
from studio_domain.policy import Policy
from studio_domain.service_activity import facts as activity
from studio_domain.studio import recognition_facts as recognition
from studio_domain.studio import roster_facts as roster
from studio_domain.studio.recognition import Term
from studio_domain.studio.roster import Roster, after
from studio_domain.training_program import facts as training
from studio_domain.values import add_days, legal_day
from studio_domain.views.register import Column, Row, RowChange, Table, folding, reads

FIGURES: Final = Table(
    "annual_figures", "年度指标", "annual figures", 2,
    (
        Column("year", "年度", "year", "count"),
        Column("metric", "指标", "metric"),
        Column("target", "计划目标", "goal", "count"),
        Column("computed", "按事实计算", "by the facts", "count"),
        Column("reported", "总结数据", "reported", "count"),
        Column("difference", "差额", "difference", "count"),
    ),
)  # fmt: skip

_STAFF: Final = "staff-minimum"
_CLIENTS: Final = "clients-served"
_COUNTED: Final = frozenset(
    {
        "services", "service-minutes", "cases-opened", "cases-closed", _CLIENTS, "jobs", "enterprises-founded",
        "receptions", "trainings", "training-sessions", "activities",
    }
)  # fmt: skip
"""What the facts are counted by; of these nothing is zero."""
_MINUTE: Final = timedelta(minutes=1)

_RosterFact = (
    roster.ExperienceDeclared | roster.ExperienceVerified | roster.LeadAppointed | roster.LeadDeparted
    | roster.StaffJoined | roster.StaffDeparted
)  # fmt: skip


@define
class _Year:
    """What is known of a year."""

    goals: dict[int, dict[str, int]] = field(factory=dict)
    targets: dict[str, int] = field(factory=dict)
    counted: defaultdict[str, Counter[date]] = field(factory=lambda: defaultdict(Counter))
    """By metric, then by day."""
    clients: dict[str, date] = field(factory=dict)
    """When each of them was first served."""
    as_of: date | None = None
    """How far the report goes."""
    reported: dict[str, int] = field(factory=dict)


class AnnualFigures:
    """年度指标: a row for each metric that a year has a goal, a count or a report of."""

    VERSION = 2
    tables = (FIGURES,)

    def __init__(self, policy: Policy | None = None) -> None:
        self._policy = policy or Policy()
        self._years: defaultdict[int, _Year] = defaultdict(_Year)
        self._clients: dict[str, str] = {}
        self._receptions: dict[tuple[str, str], date] = {}
        self._roster = Roster()
        self._terms: list[Term] = []
        self.see = folding(
            reads(plan.PlanDrafted, self._drafted),
            reads(plan.PlanApproved, self._approved),
            reads(plan.PlanRevised, self._approved),
            reads(plan.ReportSubmitted, self._submitted),
            reads(plan.ReportCorrected, self._corrected),
            reads(plan.ReportReturned, self._returned),
            reads(case.CaseOpened, self._opened),
            reads(case.CaseClosed, self._closed),
            reads(case.ServiceDelivered, self._served),
            reads(case.OutcomeRecorded, self._outcome),
            reads(reception_ledger.ReceptionRecorded, self._received),
            reads(reception_ledger.ReceptionStruckOut, self._struck_out),
            reads(training.SessionDelivered, self._taught),
            reads(training.ProgramCompleted, self._completed),
            reads(activity.ActivityHeld, self._held),
            reads(recognition.StudioRecognised, self._recognised),
            reads(recognition.RecognitionRenewed, self._renewed),
            reads(recognition.RecognitionWithdrawn, self._withdrawn),
            reads(recognition.WithdrawalApproved, self._left),
            reads(roster.ExperienceDeclared, self._people),
            reads(roster.ExperienceVerified, self._people),
            reads(roster.LeadAppointed, self._people),
            reads(roster.LeadDeparted, self._people),
            reads(roster.StaffJoined, self._people),
            reads(roster.StaffDeparted, self._people),
        )

    # -- plan and report

    def _drafted(self, event: Recorded[plan.PlanDrafted]) -> Iterable[RowChange]:
        year = self._years[event.fact.year]
        year.goals[event.fact.version] = {goal.metric: goal.target for goal in event.fact.goals}
        return self._staff(event.fact.year)

    def _approved(self, event: Recorded[plan.PlanApproved] | Recorded[plan.PlanRevised]) -> Iterator[RowChange]:
        number = _year_of(event)
        year = self._years[number]
        before, year.targets = year.targets, year.goals.get(event.fact.version, {})
        yield from self._rows(number, *before, *year.targets)

    def _submitted(self, event: Recorded[plan.ReportSubmitted]) -> Iterator[RowChange]:
        fact = event.fact
        year = self._years[fact.year]
        before, year.reported = year.reported, {figure.metric: figure.value for figure in fact.figures}
        year.as_of = fact.as_of
        yield from self._all(fact.year, *before)

    def _corrected(self, event: Recorded[plan.ReportCorrected]) -> Iterator[RowChange]:
        number = _year_of(event)
        reported = self._years[number].reported
        for one in event.fact.corrections:
            reported[one.metric] = reported.get(one.metric, 0) + one.delta
        yield from self._rows(number, *(one.metric for one in event.fact.corrections))

    def _returned(self, event: Recorded[plan.ReportReturned]) -> Iterator[RowChange]:
        number = _year_of(event)
        year = self._years[number]
        before, year.reported, year.as_of = year.reported, {}, None
        yield from self._all(number, *before)

    # -- what is counted

    def _count(self, day: date, **numbers: int) -> Iterator[RowChange]:
        new = day.year not in self._years
        year = self._years[day.year]
        metrics = {name.replace("_", "-"): number for name, number in numbers.items() if number}
        for metric, number in metrics.items():
            year.counted[metric][day] += number
        yield from self._rows(day.year, *metrics)
        if new:
            yield from self._staff(day.year)

    def _opened(self, event: Recorded[case.CaseOpened]) -> Iterator[RowChange]:
        self._clients[event.stream] = event.fact.client
        yield from self._count(event.fact.opened, cases_opened=1)

    def _closed(self, event: Recorded[case.CaseClosed]) -> Iterator[RowChange]:
        yield from self._count(event.fact.on, cases_closed=1)

    def _served(self, event: Recorded[case.ServiceDelivered]) -> Iterator[RowChange]:
        start, end = event.fact.start, event.fact.end
        day, client = legal_day(start), self._clients.get(event.stream, event.stream)
        minutes = max(timedelta(0), end - start) // _MINUTE
        yield from self._count(day, services=1, service_minutes=minutes)
        clients = self._years[day.year].clients
        clients[client] = min(day, clients.get(client, day))
        yield from self._rows(day.year, _CLIENTS)

    def _outcome(self, event: Recorded[case.OutcomeRecorded]) -> Iterator[RowChange]:
        yield from self._count(event.fact.on, jobs=event.fact.jobs, enterprises_founded=int(event.fact.founded))

    def _received(self, event: Recorded[reception_ledger.ReceptionRecorded]) -> Iterator[RowChange]:
        self._receptions[event.stream, event.fact.entry] = event.fact.on
        yield from self._count(event.fact.on, receptions=1)

    def _struck_out(self, event: Recorded[reception_ledger.ReceptionStruckOut]) -> Iterator[RowChange]:
        day = self._receptions.pop((event.stream, event.fact.entry), None)
        if day is not None:
            yield from self._count(day, receptions=-1)

    def _taught(self, event: Recorded[training.SessionDelivered]) -> Iterator[RowChange]:
        yield from self._count(legal_day(event.fact.start), training_sessions=1)

    def _completed(self, event: Recorded[training.ProgramCompleted]) -> Iterator[RowChange]:
        yield from self._count(event.fact.on, trainings=1)

    def _held(self, event: Recorded[activity.ActivityHeld]) -> Iterator[RowChange]:
        yield from self._count(event.fact.on, activities=1)

    # -- the fewest staff of a year

    def _people(self, event: Recorded[_RosterFact]) -> Iterator[RowChange]:
        with suppress(LookupError):  # of whom nobody heard: no history of ours, and nobody's figure
            self._roster = after(self._roster, event.fact)
        for year in sorted(self._years):
            yield from self._staff(year)

    def _recognised(self, event: Recorded[recognition.StudioRecognised]) -> Iterator[RowChange]:
        self._terms.append(Term(event.fact.first, event.fact.last))
        self._years.setdefault(event.fact.first.year, _Year())
        yield from self._everything()

    def _renewed(self, event: Recorded[recognition.RecognitionRenewed]) -> Iterator[RowChange]:
        self._terms[-1:] = [attrs.evolve(term, last=event.fact.last) for term in self._terms[-1:]]
        yield from self._everything()

    def _withdrawn(self, event: Recorded[recognition.RecognitionWithdrawn]) -> Iterator[RowChange]:
        yield from self._ended(add_days(event.fact.first, -1))

    def _left(self, event: Recorded[recognition.WithdrawalApproved]) -> Iterator[RowChange]:
        yield from self._ended(event.fact.last_day)

    def _ended(self, last: date) -> Iterator[RowChange]:
        self._terms = [attrs.evolve(term, ended=min(last, term.ended or last)) for term in self._terms]
        yield from self._everything()

    def _everything(self) -> Iterator[RowChange]:
        for year in sorted(self._years):
            yield from self._all(year)

    def _staff(self, year: int) -> Iterator[RowChange]:
        yield from self._rows(year, _STAFF)

    def _fewest(self, year: int) -> int | None:
        """Of all days of the recognition in that year; a number changes only where somebody comes, goes or leads."""
        people = (*self._roster.leads, *self._roster.staff)
        edges = {one.first for one in people} | {add_days(one.last, 1) for one in people if one.last}
        edges |= {term.first for term in self._terms} | {date(year, 1, 1)}
        last = self._through(year)
        days = {day for day in edges if day.year == year and day <= last and any(term.on(day) for term in self._terms)}
        return min((self._qualified(day) for day in days), default=None)

    def _qualified(self, day: date) -> int:
        return len(self._roster.qualified_staff_on(day, self._policy.on(day).studio))

    # -- how far a year goes

    def _through(self, number: int) -> date:
        """As far as its report; before there is one to its end, or to that of a recognition that ends in it."""
        end = date(number, 12, 31)
        ends = [min(end, term.until or end) for term in self._terms if term.first <= end]
        return self._years[number].as_of or max((day for day in ends if day.year == number), default=end)

    def _counted(self, number: int, metric: str) -> int:
        year, last = self._years[number], self._through(number)
        if metric == _CLIENTS:
            return sum(day <= last for day in year.clients.values())
        return sum(count for day, count in year.counted[metric].items() if day <= last)

    # -- rows

    def _all(self, number: int, *more: str) -> Iterator[RowChange]:
        year = self._years[number]
        yield from self._rows(number, *more, *year.targets, *year.reported, *year.counted, _CLIENTS, _STAFF)

    def _rows(self, number: int, *metrics: str) -> Iterator[RowChange]:
        year = self._years[number]
        for metric in dict.fromkeys(metrics):
            target, reported = year.targets.get(metric), year.reported.get(metric)
            computed = self._fewest(number) if metric == _STAFF else None
            if metric in _COUNTED:
                computed = self._counted(number, metric)
            row: Row = {
                "year": number,
                "metric": metric,
                "target": target,
                "computed": computed,
                "reported": reported,
                "difference": None if reported is None or computed is None else reported - computed,
            }
            there = target is not None or reported is not None or computed
            yield "annual_figures", (number, metric), row if there else None


def _year_of(event: Recorded[Any]) -> int:
    """The year that a plan's stream is about."""
    return int(event.stream.rpartition("/")[2])
