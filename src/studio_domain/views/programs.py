"""Registers of reception, training, activities and publicity (接待、培训、活动、宣传台账), and of services covered."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from studio_domain import case_study, publication, reception_ledger, skills_pilot
from studio_domain.aggregate import Recorded
from studio_domain.client_case import facts as case
from studio_domain.development_ledger import ResearchRecorded
from studio_domain.service_activity import TEACHING_RESEARCH
from studio_domain.service_activity import facts as activity
from studio_domain.training_program import facts as training
from studio_domain.values import legal_day
from studio_domain.views.register import Column, Row, RowChange, Table, folding, reads

RECEPTIONS: Final = Table(
    "receptions", "日常接待台账", "receptions", 2,
    (
        Column("month", "月份", "month"),
        Column("entry", "编号", "entry"),
        Column("day", "日期", "day", "day"),
        Column("audience", "接待对象", "audience"),
        Column("channel", "渠道", "channel"),
        Column("matter", "事项", "matter"),
        Column("receiver", "接待人", "received by"),
        Column("client", "服务对象", "client"),
    ),
)  # fmt: skip
TRAININGS: Final = Table(
    "trainings", "培训台账", "trainings", 1,
    (
        Column("program", "编号", "programme"),
        Column("title", "名称", "title"),
        Column("stage", "状态", "stage"),
        Column("needs", "针对需求数", "needs", "count"),
        Column("planned_minutes", "方案分钟", "minutes planned", "count"),
        Column("taught_minutes", "实施分钟", "minutes taught", "count"),
        Column("sessions", "课次", "sessions", "count"),
        Column("attendance", "参训人次", "attendance", "count"),
        Column("asked", "调查人数", "asked", "count"),
        Column("answered", "回复人数", "answered", "count"),
    ),
)  # fmt: skip
ACTIVITIES: Final = Table(
    "activities", "活动台账", "activities", 1,
    (
        Column("activity", "编号", "activity"),
        Column("kind", "种类", "kind"),
        Column("title", "名称", "title"),
        Column("host", "主办单位", "host"),
        Column("authority", "主管部门", "authority"),
        Column("stage", "状态", "stage"),
        Column("planned_day", "计划日期", "planned for", "day"),
        Column("held", "举办日期", "held on", "day"),
        Column("place", "地点", "place"),
        Column("expected", "预计人数", "expected", "count"),
        Column("attendance", "参加人数", "attendance", "count"),
        Column("announcement", "公告", "announcement"),
        Column("archive_code", "档号", "archive code"),
    ),
)  # fmt: skip
PUBLICATIONS: Final = Table(
    "publications", "公告宣传台账", "publications", 1,
    (
        Column("publication", "编号", "publication"),
        Column("kind", "种类", "kind"),
        Column("title", "名称", "title"),
        Column("stage", "状态", "stage"),
        Column("clients", "涉及服务对象数", "clients named", "count"),
        Column("channel", "平台", "channel"),
        Column("published", "发布日期", "published", "day"),
        Column("taken_down", "撤下日期", "taken down", "day"),
    ),
)  # fmt: skip
COVERAGE: Final = Table(
    "service_coverage", "九项服务覆盖", "services covered", 2,
    (
        Column("year", "年度", "year", "count"),
        Column("service", "服务", "service"),
        Column("times", "次数", "times", "count"),
    ),
)  # fmt: skip

TEAM_KINDS: Final = frozenset({"team-study", "problem-solving", "sharing"})
_MINUTE: Final = timedelta(minutes=1)

_Row = dict[str, str | int | None]


class _Rows:
    """Rows of one table by the stream that each is about."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._known: dict[str, _Row] = {}

    def row(self, event: Recorded[Any], **said: str | int | None) -> RowChange:
        """The row of the event's stream from now on."""
        name = event.stream.rpartition("/")[2]
        before = self._known.get(name)
        if before is None:
            before = {column.name: 0 if column.unit == "count" else None for column in self._table.columns}
        row = self._known[name] = {**before, self._table.columns[0].name: name, **said}
        return self._table.name, (name,), row

    def number(self, event: Recorded[Any], column: str) -> int:
        """A number as it stands in the row of the event's stream."""
        value = self._known.get(event.stream.rpartition("/")[2], {}).get(column)
        return value if isinstance(value, int) else 0


class ReceptionRegister:
    """日常接待台账: a row an entry that stands, as it was corrected."""

    tables = (RECEPTIONS,)

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], Row] = {}
        self.see = folding(
            reads(reception_ledger.ReceptionRecorded, self._recorded),
            reads(reception_ledger.ReceptionCorrected, self._corrected),
            reads(reception_ledger.ReceptionStruckOut, self._struck_out),
        )

    def _recorded(self, event: Recorded[reception_ledger.ReceptionRecorded]) -> Iterator[RowChange]:
        fact = event.fact
        key = event.stream.rpartition("/")[2], fact.entry
        row: Row = {
            "month": key[0], "entry": fact.entry, "day": fact.on.isoformat(), "audience": fact.audience,
            "channel": fact.channel.value, "matter": fact.matter, "receiver": fact.receiver, "client": fact.client,
        }  # fmt: skip
        self._rows[key] = row
        yield RECEPTIONS.name, key, row

    def _corrected(self, event: Recorded[reception_ledger.ReceptionCorrected]) -> Iterator[RowChange]:
        fact = event.fact
        key = event.stream.rpartition("/")[2], fact.entry
        if before := self._rows.get(key):
            said = {
                "audience": fact.audience, "channel": fact.channel.value, "matter": fact.matter, "client": fact.client,
            }  # fmt: skip
            self._rows[key] = {**before, **said}
            yield RECEPTIONS.name, key, self._rows[key]

    def _struck_out(self, event: Recorded[reception_ledger.ReceptionStruckOut]) -> Iterator[RowChange]:
        key = event.stream.rpartition("/")[2], event.fact.entry
        if self._rows.pop(key, None) is not None:
            yield RECEPTIONS.name, key, None


class TrainingRegister:
    """培训台账: a row a programme, with hours planned and taught, attendance, and the response to its evaluation."""

    tables = (TRAININGS,)

    def __init__(self) -> None:
        self._rows = _Rows(TRAININGS)
        self._plans: dict[tuple[str, int], int] = {}
        self.see = folding(
            reads(training.ProgramProposed, self._proposed),
            reads(training.NeedsAssessed, self._assessed),
            reads(training.ProgramPlanDesigned, self._designed),
            reads(training.ProgramPlanApproved, self._approved),
            reads(training.SessionDelivered, self._delivered),
            reads(training.EffectEvaluated, self._evaluated),
            reads(training.ProgramCompleted, self._completed),
            reads(training.ProgramCancelled, self._cancelled),
        )

    def _proposed(self, event: Recorded[training.ProgramProposed]) -> Iterator[RowChange]:
        yield self._rows.row(event, title=event.fact.title, stage="proposed")

    def _assessed(self, event: Recorded[training.NeedsAssessed]) -> Iterator[RowChange]:
        yield self._rows.row(event, needs=len(event.fact.needs), stage="needs-assessed")

    def _designed(self, event: Recorded[training.ProgramPlanDesigned]) -> Iterator[RowChange]:
        self._plans[event.stream, event.fact.version] = event.fact.minutes
        yield from ()

    def _approved(self, event: Recorded[training.ProgramPlanApproved]) -> Iterator[RowChange]:
        minutes = self._plans.get((event.stream, event.fact.version), 0)
        running = {} if self._rows.number(event, "sessions") else {"stage": "plan-approved"}
        yield self._rows.row(event, planned_minutes=minutes, **running)

    def _delivered(self, event: Recorded[training.SessionDelivered]) -> Iterator[RowChange]:
        fact, number = event.fact, self._rows.number
        yield self._rows.row(
            event,
            stage="running",
            sessions=number(event, "sessions") + 1,
            taught_minutes=number(event, "taught_minutes") + max(timedelta(0), fact.end - fact.start) // _MINUTE,
            attendance=number(event, "attendance") + fact.attendance,
        )

    def _evaluated(self, event: Recorded[training.EffectEvaluated]) -> Iterator[RowChange]:
        yield self._rows.row(event, stage="evaluated", asked=event.fact.asked, answered=event.fact.answered)

    def _completed(self, event: Recorded[training.ProgramCompleted]) -> Iterator[RowChange]:
        yield self._rows.row(event, stage="completed")

    def _cancelled(self, event: Recorded[training.ProgramCancelled]) -> Iterator[RowChange]:
        yield self._rows.row(event, stage="cancelled")


class ActivityRegister:
    """活动台账: a row an activity, with who hosts it, where it was held, and with how many."""

    tables = (ACTIVITIES,)

    def __init__(self) -> None:
        self._rows = _Rows(ACTIVITIES)
        self.see = folding(
            reads(activity.ActivityPlanned, self._planned),
            reads(activity.ActivityAnnounced, self._announced),
            reads(activity.ActivityHeld, self._held),
            reads(activity.ActivityReported, self._reported),
            reads(activity.ActivityArchived, self._archived),
            reads(activity.ActivityCancelled, self._cancelled),
        )

    def _planned(self, event: Recorded[activity.ActivityPlanned]) -> Iterator[RowChange]:
        fact = event.fact
        yield self._rows.row(
            event, kind=fact.kind, title=fact.title, host=fact.host, authority=fact.authority, stage="planned",
            planned_day=fact.day.isoformat(), expected=fact.expected,
        )  # fmt: skip

    def _announced(self, event: Recorded[activity.ActivityAnnounced]) -> Iterator[RowChange]:
        yield self._rows.row(event, announcement=event.fact.publication, stage="announced")

    def _held(self, event: Recorded[activity.ActivityHeld]) -> Iterator[RowChange]:
        fact = event.fact
        yield self._rows.row(
            event, held=fact.on.isoformat(), place=fact.place, attendance=fact.attendance, stage="held"
        )  # fmt: skip

    def _reported(self, event: Recorded[activity.ActivityReported]) -> Iterator[RowChange]:
        yield self._rows.row(event, stage="reported")

    def _archived(self, event: Recorded[activity.ActivityArchived]) -> Iterator[RowChange]:
        yield self._rows.row(event, archive_code=event.fact.archive_code, stage="archived")

    def _cancelled(self, event: Recorded[activity.ActivityCancelled]) -> Iterator[RowChange]:
        yield self._rows.row(event, stage="cancelled")


class PublicationRegister:
    """公告宣传台账: a row a publication; whom it names is told by number alone."""

    tables = (PUBLICATIONS,)

    def __init__(self) -> None:
        self._rows = _Rows(PUBLICATIONS)
        self.see = folding(
            reads(publication.PublicationDrafted, self._drafted),
            reads(publication.PromotionApproved, self._approved),
            reads(publication.AnnouncementPublished, self._announced),
            reads(publication.AchievementPublished, self._promoted),
            reads(publication.PublicationTakenDown, self._taken_down),
        )

    def _drafted(self, event: Recorded[publication.PublicationDrafted]) -> Iterator[RowChange]:
        fact = event.fact
        yield self._rows.row(
            event, kind=fact.kind.value, title=fact.title, clients=len(fact.clients), stage="drafted"
        )  # fmt: skip

    def _approved(self, event: Recorded[publication.PromotionApproved]) -> Iterator[RowChange]:
        yield self._rows.row(event, stage="approved")

    def _announced(self, event: Recorded[publication.AnnouncementPublished]) -> Iterator[RowChange]:
        yield self._published(event, "announcement")

    def _promoted(self, event: Recorded[publication.AchievementPublished]) -> Iterator[RowChange]:
        yield self._published(event, "achievement")

    def _published(
        self,
        event: Recorded[publication.AnnouncementPublished] | Recorded[publication.AchievementPublished],
        kind: str,
    ) -> RowChange:
        fact = event.fact
        return self._rows.row(
            event, kind=kind, clients=len(fact.clients), channel=fact.channel, published=fact.on.isoformat(),
            stage="published",
        )  # fmt: skip

    def _taken_down(self, event: Recorded[publication.PublicationTakenDown]) -> Iterator[RowChange]:
        yield self._rows.row(event, taken_down=event.fact.on.isoformat(), stage="taken-down")


class ServiceCoverage:
    """九项服务覆盖: by year and service how often it was given; a service without a row was not."""

    tables = (COVERAGE,)

    def __init__(self) -> None:
        self._times: defaultdict[int, Counter[str]] = defaultdict(Counter)
        self._receptions: dict[tuple[str, str], int] = {}
        self._kinds: dict[str, str] = {}
        self.see = folding(
            reads(reception_ledger.ReceptionRecorded, self._received),
            reads(reception_ledger.ReceptionStruckOut, self._struck_out),
            reads(case.ServiceDelivered, self._served),
            reads(case.ResourceMatched, lambda event: self._count(event.fact.on.year, "2.5")),
            reads(training.SessionDelivered, lambda event: self._count(legal_day(event.fact.start).year, "2.4")),
            reads(skills_pilot.PilotLaunched, lambda event: self._count(event.fact.on.year, "2.6")),
            reads(activity.ActivityPlanned, self._planned),
            reads(activity.ActivityHeld, self._held),
            reads(activity.SupportProvided, lambda event: self._count(event.fact.on.year, "2.7")),
            reads(ResearchRecorded, lambda event: self._count(event.fact.on.year, "2.8")),
            reads(case_study.CaseCompiled, lambda event: self._count(event.fact.on.year, "2.9")),
            reads(publication.AnnouncementPublished, lambda event: self._count(event.fact.on.year, "2.9")),
            reads(publication.AchievementPublished, lambda event: self._count(event.fact.on.year, "2.9")),
        )

    def _received(self, event: Recorded[reception_ledger.ReceptionRecorded]) -> Iterator[RowChange]:
        self._receptions[event.stream, event.fact.entry] = event.fact.on.year
        return self._count(event.fact.on.year, "2.1")

    def _struck_out(self, event: Recorded[reception_ledger.ReceptionStruckOut]) -> Iterator[RowChange]:
        year = self._receptions.pop((event.stream, event.fact.entry), None)
        return iter(()) if year is None else self._count(year, "2.1", -1)

    def _served(self, event: Recorded[case.ServiceDelivered]) -> Iterator[RowChange]:
        return self._count(legal_day(event.fact.start).year, event.fact.kind)

    def _planned(self, event: Recorded[activity.ActivityPlanned]) -> Iterator[RowChange]:
        self._kinds[event.stream] = event.fact.kind
        yield from ()

    def _held(self, event: Recorded[activity.ActivityHeld]) -> Iterator[RowChange]:
        kind = self._kinds.get(event.stream, "")
        service = "2.8" if kind in TEAM_KINDS else "2.4" if kind == TEACHING_RESEARCH else "2.7"
        return self._count(event.fact.on.year, service)

    def _count(self, year: int, service: str, number: int = 1) -> Iterator[RowChange]:
        self._times[year][service] += number
        times = self._times[year][service]
        row: Row = {"year": year, "service": service, "times": times}
        yield COVERAGE.name, (year, service), row if times else None
