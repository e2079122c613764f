"""What a report shows of a studio beside its findings, gathered in one pass: registers, and the figures of pictures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from operator import attrgetter
from typing import Any, Final

from attrs import define, field

from studio_adapters.report.pictures.cases import Course
from studio_adapters.report.pictures.days import LAGS
from studio_adapters.report.pictures.verdicts import HandsRow
from studio_domain import client_case as case
from studio_domain import tariff_schedule as tariff
from studio_domain.aggregate import Place, Recorded
from studio_domain.audit import Finding
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import Language
from studio_domain.values import legal_day
from studio_domain.views.register import Kept, Row

ACTS: Final[Mapping[type[Any], tuple[str, str, str, str]]] = {
    fund.BudgetDrafted: ("drafter", "", "编制预算", "budget drafted"),
    fund.BudgetApproved: ("approver", "", "批准预算", "budget approved"),
    fund.ClaimSubmitted: ("claimant", "claim", "经办", "claimed"),
    fund.GoodsAccepted: ("acceptor", "claim", "验收", "accepted"),
    fund.ClaimReviewed: ("reviewer", "claim", "审核", "reviewed"),
    fund.ClaimApproved: ("approver", "claim", "审批", "approved"),
    fund.ClaimPaid: ("payer", "claim", "支付", "paid"),
    fund.Reconciled: ("reconciler", "month", "对账", "reconciled"),
    tariff.TariffDrafted: ("drafter", "version", "拟定收费", "tariff drafted"),
    tariff.TariffApproved: ("approver", "version", "批准收费", "tariff approved"),
    case.ClosureProposed: ("proposer", "", "提请结案", "closure proposed"),
    case.CaseClosed: ("approver", "", "批准结案", "closure approved"),
}
"""A fact → who did it, on which object of its stream, and what people call that hand."""

_DONE: Final = (case.ServiceDelivered, case.PhaseResultRecorded, case.PlanStepExecuted, case.ResourceMatched)


def act_words(language: Language) -> list[tuple[str, str]]:
    """The columns of the matrix of hands, in the order in which hands follow each other."""
    return [(fact.__name__, zh if language == "zh" else en) for fact, (_, _, zh, en) in ACTS.items()]


@define
class Gathered:
    """A studio's facts up to a legal day, as far as pictures and registers need them."""

    registers: tuple[Kept, ...]
    facts: int = 0
    lags: Counter[tuple[date, int]] = field(factory=Counter)
    _times: defaultdict[str, Counter[str]] = field(factory=lambda: defaultdict(Counter))
    _hands: defaultdict[tuple[str, str], dict[Place, tuple[str, str]]] = field(factory=lambda: defaultdict(dict))
    """Of each object that passes through hands: at which fact which person had which hand."""
    _done: defaultdict[str, list[date]] = field(factory=lambda: defaultdict(list))

    def see_all(self, history: Iterable[Recorded[Any]], as_of: date, known_at: datetime | None) -> Gathered:
        """Take in what had happened by the end of a legal day, as known at an instant."""
        for event in history:
            if known_at is not None and event.recorded_at > known_at:
                continue
            day = _day(event.context.occurred)
            if day is not None and day <= as_of:
                self._see(event, day)
        return self

    def _see(self, event: Recorded[Any], day: date) -> None:
        self.facts += 1
        for register in self.registers:
            register.see(event)
        written = _day(event.context.claimed_at or event.recorded_at) or day
        self.lags[day.replace(day=1), band_of((written - day).days)] += 1
        kind = type(event.fact)
        if (act := ACTS.get(kind)) is not None:
            person, named, _, _ = act
            who, which = getattr(event.fact, person), attrgetter(named)(event.fact) if named else ""
            self._times[who][kind.__name__] += 1
            self._hands[event.stream, str(which)][event.place] = who, kind.__name__
        elif kind in _DONE:
            self._done[event.stream.rpartition("/")[2]].append(day)

    def table(self, name: str) -> list[Row]:
        """The rows of a table, whichever register keeps it."""
        return [row for kept in self.registers for row in kept.table(name)]

    def hands(self, findings: Iterable[Finding]) -> list[HandsRow]:
        """Who had which hands; two of one matter that a finding rests on are what clashes."""
        blamed = {place for finding in findings for place in finding.evidence}
        clashing: defaultdict[str, set[str]] = defaultdict(set)
        for had in self._hands.values():
            if not blamed & had.keys():
                continue
            several = Counter(person for person, _ in had.values())
            for person, act in had.values():
                if several[person] > 1:
                    clashing[person].add(act)
        return [HandsRow(person, times, frozenset(clashing[person])) for person, times in sorted(self._times.items())]

    def courses(self) -> list[Course]:
        """The cases as their register has them, by the day of opening."""
        found = []
        for row in self.table("cases"):
            opened, due, closed = (_date(row[name]) for name in ("opened", "due", "closed"))
            if opened is not None and due is not None:
                name = str(row["case"])
                found.append(Course(name, opened, due, closed, tuple(sorted(self._done[name]))))
        return sorted(found, key=lambda course: (course.opened, course.case))


def band_of(days: int) -> int:
    """The band of `LAGS` that so many days belong to; what was written down before it happened is in the first."""
    return next((band for band, (_, most) in enumerate(LAGS) if days <= most), len(LAGS) - 1)


def _day(moment: datetime | date) -> date | None:
    try:
        return legal_day(moment)
    except (ValueError, OverflowError):  # an import may claim anything
        return None


def _date(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None
