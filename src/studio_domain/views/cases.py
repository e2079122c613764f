"""Registers of cases: 服务项目台账, what each client was given (服务对象服务记录), mentors' hours (指导师服务时长)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.client_case import facts as case
from studio_domain.values import legal_day
from studio_domain.views.register import Column, RowChange, Table, folding, reads

CASES: Final = Table(
    "cases", "服务项目台账", "cases", 1,
    (
        Column("case", "项目", "case"),
        Column("client", "服务对象", "client"),
        Column("mentor", "指导师", "mentor"),
        Column("level", "服务级别", "level"),
        Column("opened", "立项", "opened", "day"),
        Column("due", "到期", "due", "day"),
        Column("standing", "状态", "standing"),
        Column("services", "服务次数", "services", "count"),
        Column("minutes", "服务分钟", "minutes", "count"),
        Column("results", "阶段性效果", "results", "count"),
        Column("jobs", "带动就业", "jobs", "count"),
        Column("matched_fen", "对接金额", "money matched", "fen"),
        Column("closed", "结案", "closed", "day"),
        Column("outcome", "结案方式", "closed as"),
        Column("satisfaction", "满意度", "satisfaction", "count"),
        Column("archived", "归档", "archived", "day"),
        Column("archive_code", "档号", "archive code"),
    ),
)  # fmt: skip

HISTORY: Final = Table(
    "client_history", "服务对象服务记录", "what each client was given", 3,
    (
        Column("client", "服务对象", "client"),
        Column("case", "项目", "case"),
        Column("version", "序号", "number", "count"),
        Column("day", "日期", "day", "day"),
        Column("what", "事项", "what"),
        Column("object", "编号", "object"),
        Column("person", "办理人", "by"),
        Column("detail", "内容", "detail"),
    ),
)  # fmt: skip

HOURS: Final = Table(
    "mentor_hours", "指导师服务时长", "hours of mentors", 2,
    (
        Column("mentor", "指导师", "mentor"),
        Column("month", "月份", "month"),
        Column("services", "服务次数", "services", "count"),
        Column("minutes", "服务分钟", "minutes", "count"),
    ),
)  # fmt: skip


def minutes_of(fact: case.ServiceDelivered) -> int:
    """The whole minutes of a service."""
    return int((fact.end - fact.start).total_seconds()) // 60


# -- cases


@define
class _Case:
    client: str
    mentor: str
    opened: date
    due: date
    level: str = ""
    standing: str = "open"
    services: int = 0
    minutes: int = 0
    results: int = 0
    jobs: int = 0
    matched: int = 0
    closed: date | None = None
    outcome: str = ""
    rests: date | None = None
    satisfaction: int | None = None
    archived: date | None = None
    code: str = ""
    reasons: dict[int, str] = field(factory=dict)


class CaseRegister:
    """服务项目台账: each case as it stands: whose, due when, at which level, what came of it, how it was closed."""

    tables = (CASES,)

    def __init__(self) -> None:
        self._cases: dict[str, _Case] = {}
        self.see = folding(
            reads(case.CaseOpened, self._opened),
            reads(case.MentorAssigned, self._see),
            reads(case.ServiceLevelSet, self._see),
            reads(case.ServiceDelivered, self._see),
            reads(case.MatchResultRecorded, self._see),
            reads(case.PhaseResultRecorded, self._see),
            reads(case.OutcomeRecorded, self._see),
            reads(case.ServicePaused, self._see),
            reads(case.ServiceResumed, self._see),
            reads(case.CaseTermExtended, self._see),
            reads(case.ClosureProposed, self._see),
            reads(case.ClosureReturned, self._see),
            reads(case.CaseClosed, self._see),
            reads(case.CaseTransferred, self._see),
            reads(case.CaseReopened, self._see),
            reads(case.SatisfactionRecorded, self._see),
            reads(case.CaseArchived, self._see),
        )

    def _opened(self, event: Recorded[case.CaseOpened]) -> Iterator[RowChange]:
        fact = event.fact
        self._cases[event.stream] = _Case(fact.client, fact.mentor, fact.opened, fact.due)
        yield self._row(event.stream)

    def _see(self, event: Recorded[Any]) -> Iterator[RowChange]:
        """Of what was never opened there is no row."""
        known = self._cases.get(event.stream)
        if known is not None:
            _fold(known, event.fact)
            yield self._row(event.stream)

    def _row(self, stream: str) -> RowChange:
        known, name = self._cases[stream], stream.rpartition("/")[2]
        row: dict[str, str | int | None] = {
            "case": name,
            "client": known.client,
            "mentor": known.mentor,
            "level": known.level,
            "opened": known.opened.isoformat(),
            "due": known.due.isoformat(),
            "standing": known.standing,
            "services": known.services,
            "minutes": known.minutes,
            "results": known.results,
            "jobs": known.jobs,
            "matched_fen": known.matched,
            "closed": known.closed.isoformat() if known.closed else None,
            "outcome": known.outcome,
            "satisfaction": known.satisfaction,
            "archived": known.archived.isoformat() if known.archived else None,
            "archive_code": known.code,
        }
        return CASES.name, (name,), row


def _fold(known: _Case, fact: object) -> None:
    match fact:
        case case.ServiceDelivered():
            known.services += 1
            known.minutes += minutes_of(fact)
        case case.MentorAssigned(mentor):
            known.mentor = mentor
        case case.ServiceLevelSet(level):
            known.level = level
        case case.MatchResultRecorded(fen=fen):
            known.matched += fen
        case case.PhaseResultRecorded():
            known.results += 1
        case case.OutcomeRecorded(jobs):
            known.jobs += jobs
        case case.SatisfactionRecorded(score):
            known.satisfaction = score
        case case.CaseArchived(code, _, on):
            known.archived, known.code = on, code
        case case.ServicePaused(first, approver=approver):
            known.standing, known.rests = "paused", first if approver is not None else None
        case case.ServiceResumed(last_day):
            rested = known.rests
            known.standing, known.rests = "open", None
            if rested is not None:
                known.due = date.fromordinal(known.due.toordinal() + max((last_day - rested).days + 1, 0))
        case case.CaseTermExtended(due=due):
            known.due = due
        case case.ClosureProposed(proposal, _, reason):
            known.standing, known.reasons[proposal] = "proposed", reason or ""
        case case.ClosureReturned():
            known.standing = "open"
        case case.CaseClosed(proposal, kind, _, on):
            reason = known.reasons.get(proposal, "")
            known.standing, known.closed = "closed", on
            known.outcome = f"{kind.value}: {reason}" if reason else kind.value
        case case.CaseTransferred(receiver, on=on):
            known.standing, known.closed, known.outcome = "transferred", on, f"transferred: {receiver}"
        case case.CaseReopened(due=due):
            known.standing, known.due, known.closed, known.outcome = "open", due, None, ""
            known.archived, known.code = None, ""
        case _:
            pass


# -- what each client was given


class ClientHistory:
    """服务对象服务记录: services, matches and results of each client, case by case."""

    tables = (HISTORY,)

    def __init__(self) -> None:
        self._clients: dict[str, str] = {}
        self.see = folding(
            reads(case.CaseOpened, self._opened),
            reads(case.ClientAssessed, self._assessed),
            reads(case.ServiceDelivered, self._served),
            reads(case.ResourceMatched, self._matched),
            reads(case.PhaseResultRecorded, self._shown),
            reads(case.CaseClosed, self._closed),
        )

    def _opened(self, event: Recorded[case.CaseOpened]) -> Iterator[RowChange]:
        fact = event.fact
        self._clients[event.stream] = fact.client
        yield from self._row(event, fact.opened, "opened", fact.case, fact.mentor, ", ".join(fact.needs))

    def _assessed(self, event: Recorded[case.ClientAssessed]) -> Iterator[RowChange]:
        fact = event.fact
        detail = f"{fact.tool} v{fact.tool_version}"
        yield from self._row(event, fact.on, "assessment", fact.assessment, fact.mentor, detail)

    def _served(self, event: Recorded[case.ServiceDelivered]) -> Iterator[RowChange]:
        fact = event.fact
        detail = f"{fact.kind}:{fact.sub_kind} {fact.channel.value}"
        yield from self._row(event, legal_day(fact.start), "service", fact.service, fact.mentor, detail)

    def _matched(self, event: Recorded[case.ResourceMatched]) -> Iterator[RowChange]:
        fact = event.fact
        yield from self._row(event, fact.on, "match", fact.match, fact.mentor, f"{fact.kind}: {fact.provider}")

    def _shown(self, event: Recorded[case.PhaseResultRecorded]) -> Iterator[RowChange]:
        fact = event.fact
        yield from self._row(event, fact.on, "result", fact.result, fact.mentor, fact.what)

    def _closed(self, event: Recorded[case.CaseClosed]) -> Iterator[RowChange]:
        fact = event.fact
        yield from self._row(event, fact.on, "closed", str(fact.proposal), fact.approver, fact.kind.value)

    def _row(
        self, event: Recorded[Any], day: date, what: str, of: str, person: str, detail: str
    ) -> Iterator[RowChange]:
        client = self._clients.get(event.stream)
        if client is not None:
            name = event.stream.rpartition("/")[2]
            row: dict[str, str | int | None] = {
                "client": client,
                "case": name,
                "version": event.version,
                "day": day.isoformat(),
                "what": what,
                "object": of,
                "person": person,
                "detail": detail,
            }
            yield HISTORY.name, (client, name, event.version), row


# -- hours of mentors


class MentorHours:
    """指导师服务时长: services and minutes of each mentor, by the month in which a service began."""

    tables = (HOURS,)

    def __init__(self) -> None:
        self._given: dict[tuple[str, str], tuple[int, int]] = {}
        self.see = folding(reads(case.ServiceDelivered, self._served))

    def _served(self, event: Recorded[case.ServiceDelivered]) -> Iterator[RowChange]:
        fact = event.fact
        key = fact.mentor, legal_day(fact.start).isoformat()[:7]
        services, minutes = self._given.get(key, (0, 0))
        services, minutes = self._given[key] = services + 1, minutes + minutes_of(fact)
        mentor, month = key
        yield HOURS.name, key, {"mentor": mentor, "month": month, "services": services, "minutes": minutes}
