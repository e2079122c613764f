"""What a whole year shows (二): the nine services covered, both channels used, exchange and study often enough.

Advice: the guideline asks for these regularly and names no numbers. A year is looked at when it is over, if the
studio was recognised on all its days. A history that has no record of these chapters up to then, such as the books of
money alone, says nothing of them, and nothing is said of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import Factory, define, field

from studio_domain import publication, reception_ledger, skills_pilot
from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Measure, Predicate, count, finding, text
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.legal_days import day_of
from studio_domain.audit.recognised import Recognised
from studio_domain.case_study import CaseCompiled
from studio_domain.client_case import facts as case
from studio_domain.development_ledger import MentorDevelopmentRecorded, ResearchRecorded
from studio_domain.guideline import Clause, Kind
from studio_domain.policy import Terms
from studio_domain.service_activity import facts as activity
from studio_domain.studio import roster_facts as roster
from studio_domain.studio.premises_facts import AreaDefined
from studio_domain.studio.recognition_facts import StudioRecognised
from studio_domain.training_program import facts as training
from studio_domain.values import Days, PersonId

UNCOVERED: Final = Predicate(
    "services.uncovered",
    Clause.PURPOSE,
    Kind.R,
    zh="{year} 年没有开展的服务：{actual}",
    en="services that were not given in {year}: {actual}",
)
ONE_CHANNEL: Final = Predicate(
    "reception.one-channel",
    Clause.RECEPTION_CHANNELS,
    Kind.R,
    zh="{year} 年的接待只有一种渠道（{actual}）",
    en="in {year} the studio received people by one channel only ({actual})",
)
FEW_RESEARCH: Final = Predicate(
    "activity.teaching-research-few",
    Clause.TEACHING_RESEARCH,
    Kind.R,
    zh="{year} 年举办教学研究 {actual} 次，应有 {expected} 次",
    en="teaching research was held {actual} times in {year}, not {expected}",
    policy="activity.teaching_research_year",
)
FEW_STUDY: Final = Predicate(
    "activity.team-study-few",
    Clause.TEAM_STUDY,
    Kind.R,
    zh="{year} 年第 {quarter} 季度开展团队研修交流 {actual} 次，应有 {expected} 次",
    en="team study and exchange were held {actual} times in quarter {quarter} of {year}, not {expected}",
    policy="activity.team_study_quarter",
)
NO_INNOVATION: Final = Predicate(
    "services.no-innovation",
    Clause.SERVICE_INNOVATION,
    Kind.R,
    zh="{year} 年没有试点，也没有服务模式研发",
    en="no pilot was launched in {year}, and no new way of service researched",
)
NO_PROMOTION: Final = Predicate(
    "publication.none",
    Clause.BRAND_AND_REACH,
    Kind.R,
    zh="{year} 年没有宣传工作成果",
    en="no achievement was published in {year}",
)
SHORT_DEVELOPMENT: Final = Predicate(
    "development.hours-short",
    Clause.MENTOR_GROWTH,
    Kind.R,
    zh="{subject} 在 {year} 年研修 {actual} 小时，应有 {expected} 小时",
    en="{subject} spent {actual} hours on development in {year}, not {expected}",
    policy="activity.development_hours",
)
ROOM_UNUSED: Final = Predicate(
    "activity.room-unused",
    Clause.ACTIVITY_ROOM_USES,
    Kind.R,
    zh="{year} 年创业活动室没有用于培训、沙龙、路演、测评等活动",
    en="the activity room was used for no training and no activity in {year}",
)

SERVICES: Final = ("2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.7", "2.8", "2.9")
_RESEARCH: Final = "teaching-research"


@define
class _Year:
    services: set[str] = field(factory=set)
    held: Counter[str] = field(factory=Counter)
    """Activities held, by kind."""
    study: Counter[int] = field(factory=Counter)
    """Team study, by quarter."""
    minutes: Counter[PersonId] = field(factory=Counter)
    innovated: bool = False
    promoted: bool = False
    rooms: set[str] = field(factory=set)


@define
class Yearly:
    """What each year had, against what a year should have."""

    grounds: Grounds
    recognised: Recognised = Factory(Recognised)
    _kept: dict[str, int] = field(factory=dict)
    """Since which year a studio keeps any record of reception, training, activities or publicity in this history."""
    _years: defaultdict[tuple[str, int], _Year] = field(factory=lambda: defaultdict(_Year))
    _receptions: dict[tuple[str, str], tuple[int, str]] = field(factory=dict)
    """The year and the channel of each entry that stands, by ledger and number."""
    _kinds: dict[str, str] = field(factory=dict)
    _rooms: dict[tuple[str, str], date] = field(factory=dict)
    _members: dict[tuple[str, PersonId], list[tuple[date, date | None]]] = field(factory=dict)

    def watches(self) -> Iterator[Watch]:
        yield from self.recognised.watches()
        yield on(reception_ledger.ReceptionRecorded, self._received)
        yield on(reception_ledger.ReceptionCorrected, self._corrected)
        yield on(reception_ledger.ReceptionStruckOut, self._struck_out)
        yield on(case.ServiceDelivered, self._served)
        yield on(case.ResourceMatched, self._matched)
        yield on(training.SessionDelivered, self._taught)
        yield on(skills_pilot.PilotLaunched, self._piloted)
        yield on(activity.ActivityPlanned, self._planned)
        yield on(activity.ActivityHeld, self._held)
        yield on(activity.SupportProvided, self._supported)
        yield on(ResearchRecorded, self._researched)
        yield on(MentorDevelopmentRecorded, self._developed)
        yield on(CaseCompiled, self._compiled)
        yield on(publication.AnnouncementPublished, self._announced)
        yield on(publication.AchievementPublished, self._promoted)
        yield on(AreaDefined, self._room)
        yield on(roster.StaffJoined, self._joined)
        yield on(roster.LeadAppointed, self._joined)
        yield on(roster.StaffDeparted, self._left)
        yield on(roster.LeadDeparted, self._left)

    def findings(self, as_of: date) -> Iterator[Finding]:
        for studio in self.recognised.studios():
            began = self.recognised.first(studio)
            if began is None:
                continue
            for span in self.recognised.days(studio):
                last = as_of.year - 1 if span.until is None else min(as_of.year - 1, span.until.year)
                for number in range(span.first.year, last + 1):
                    whole = span.first <= date(number, 1, 1) and date(number, 12, 31) in span
                    if whole and self._kept.get(studio, number + 1) <= number:
                        yield from self._judge(studio, number, began)

    # -- the facts

    def _of(self, event: Recorded[object], day: date, service: str = "", *, ours: bool = True) -> _Year:
        year = self._years[event.studio, day.year]
        if ours:
            self._keeps(event, day.year)
        if service:
            year.services.add(service)
        return year

    def _keeps(self, event: Recorded[object], year: int) -> None:
        self._kept[event.studio] = min(year, self._kept.get(event.studio, year))

    def _received(self, event: Recorded[reception_ledger.ReceptionRecorded]) -> None:
        fact = event.fact
        self._keeps(event, fact.on.year)
        self._receptions[event.stream, fact.entry] = fact.on.year, fact.channel.value

    def _corrected(self, event: Recorded[reception_ledger.ReceptionCorrected]) -> None:
        key = event.stream, event.fact.entry
        if known := self._receptions.get(key):
            self._receptions[key] = known[0], event.fact.channel.value

    def _struck_out(self, event: Recorded[reception_ledger.ReceptionStruckOut]) -> None:
        self._receptions.pop((event.stream, event.fact.entry), None)

    def _served(self, event: Recorded[case.ServiceDelivered]) -> None:
        self._of(event, day_of(event.fact.start), event.fact.kind, ours=False)

    def _matched(self, event: Recorded[case.ResourceMatched]) -> None:
        self._of(event, event.fact.on, "2.5", ours=False)

    def _taught(self, event: Recorded[training.SessionDelivered]) -> None:
        year = self._of(event, day_of(event.fact.start), "2.4")
        if event.fact.area is not None:
            year.rooms.add(event.fact.area)

    def _piloted(self, event: Recorded[skills_pilot.PilotLaunched]) -> None:
        self._of(event, event.fact.on, "2.6").innovated = True

    def _planned(self, event: Recorded[activity.ActivityPlanned]) -> None:
        self._kinds[event.stream] = event.fact.kind

    def _held(self, event: Recorded[activity.ActivityHeld]) -> None:
        fact, kind = event.fact, self._kinds.get(event.stream, "")
        team = kind in self.grounds.policy.on(fact.on).program.team_kinds
        year = self._of(event, fact.on, "2.8" if team else "2.4" if kind == _RESEARCH else "2.7")
        year.held[kind] += 1
        if team:
            year.study[(fact.on.month + 2) // 3] += 1
        if fact.area is not None:
            year.rooms.add(fact.area)

    def _supported(self, event: Recorded[activity.SupportProvided]) -> None:
        self._of(event, event.fact.on, "2.7")

    def _researched(self, event: Recorded[ResearchRecorded]) -> None:
        self._of(event, event.fact.on, "2.8").innovated = True

    def _developed(self, event: Recorded[MentorDevelopmentRecorded]) -> None:
        self._of(event, event.fact.on).minutes[event.fact.person] += event.fact.minutes

    def _compiled(self, event: Recorded[CaseCompiled]) -> None:
        self._of(event, event.fact.on, "2.9")

    def _announced(self, event: Recorded[publication.AnnouncementPublished]) -> None:
        self._of(event, event.fact.on, "2.9")

    def _promoted(self, event: Recorded[publication.AchievementPublished]) -> None:
        self._of(event, event.fact.on, "2.9").promoted = True

    def _room(self, event: Recorded[AreaDefined]) -> None:
        if event.fact.kind == "activity-room":
            self._rooms.setdefault((event.studio, event.fact.area), event.fact.first)

    def _joined(self, event: Recorded[roster.StaffJoined] | Recorded[roster.LeadAppointed]) -> None:
        self._members.setdefault((event.studio, event.fact.person), []).append((event.fact.first, None))

    def _left(self, event: Recorded[roster.StaffDeparted] | Recorded[roster.LeadDeparted]) -> None:
        stays = self._members.get((event.studio, event.fact.person), [])
        stays[:] = [(first, event.fact.last_day if last is None else last) for first, last in stays]

    # -- the year

    def _judge(self, studio: str, number: int, began: Recorded[StudioRecognised]) -> Iterator[Finding]:
        year, terms = self._years[studio, number], self.grounds.policy.on(date(number, 12, 31))
        received = [
            channel
            for (stream, _), (of, channel) in self._receptions.items()
            if of == number and stream.startswith(f"{studio}/")
        ]
        given = year.services | ({"2.1"} if received else set())
        if missing := [one for one in SERVICES if one not in given]:
            yield self._say(
                UNCOVERED, began, number, expected=count(len(SERVICES)), actual=text(", ".join(missing)),
                delta=count(len(missing)),
            )  # fmt: skip
        if len(set(received)) == 1:
            yield self._say(
                ONE_CHANNEL, began, number, expected=count(2), actual=text(received[0]), delta=count(1)
            )  # fmt: skip
        yield from self._research(number, year, terms, began)
        yield from self._study(number, year, terms, began)
        if not year.innovated:
            yield self._say(NO_INNOVATION, began, number, expected=count(1), actual=count(0), delta=count(1))
        if not year.promoted:
            yield self._say(NO_PROMOTION, began, number, expected=count(1), actual=count(0), delta=count(1))
        yield from self._development(studio, number, year, terms, began)
        there = [area for (of, area), first in self._rooms.items() if of == studio and first <= date(number, 1, 1)]
        if there and not year.rooms & set(there):
            yield self._say(ROOM_UNUSED, began, number, expected=count(1), actual=count(0), delta=count(1))

    def _research(self, number: int, year: _Year, terms: Terms, began: Recorded[StudioRecognised]) -> Iterator[Finding]:
        wanted, held = terms.activity.teaching_research_year, year.held[_RESEARCH]
        if held < wanted:
            yield self._say(
                FEW_RESEARCH, began, number, expected=count(wanted), actual=count(held), delta=count(wanted - held),
                cited=terms.cite("activity.teaching_research_year"),
            )  # fmt: skip

    def _study(self, number: int, year: _Year, terms: Terms, began: Recorded[StudioRecognised]) -> Iterator[Finding]:
        wanted = terms.activity.team_study_quarter
        for quarter in (1, 2, 3, 4):
            held = year.study[quarter]
            if held < wanted:
                yield self._say(
                    FEW_STUDY, began, number, f"{number}-{quarter}",
                    expected=count(wanted), actual=count(held), delta=count(wanted - held), quarter=quarter,
                    cited=terms.cite("activity.team_study_quarter"),
                )  # fmt: skip

    def _development(
        self, studio: str, number: int, year: _Year, terms: Terms, began: Recorded[StudioRecognised]
    ) -> Iterator[Finding]:
        """Of who belonged to the studio all year."""
        wanted = terms.activity.development_hours
        for (of, person), stays in self._members.items():
            first, last = date(number, 1, 1), date(number, 12, 31)
            all_year = any(begun <= first and (end is None or end >= last) for begun, end in stays)
            if of == studio and all_year and year.minutes[person] < wanted * 60:
                hours = year.minutes[person] // 60
                yield self._say(
                    SHORT_DEVELOPMENT, began, number, person,
                    expected=count(wanted), actual=count(hours), delta=count(wanted - hours),
                    cited=terms.cite("activity.development_hours"),
                )  # fmt: skip

    def _say(
        self,
        predicate: Predicate,
        began: Recorded[StudioRecognised],
        number: int,
        *subjects: str,
        expected: Measure,
        actual: Measure,
        delta: Measure,
        cited: str | None = None,
        quarter: int = 0,
    ) -> Finding:
        """A finding about a year: it rests on the recognition, for what is missing is no fact."""
        return finding(
            predicate, began, *(subjects or (str(number),)),
            expected=expected, actual=actual, delta=delta,
            interval=Days(date(number, 1, 1), date(number + 1, 1, 1)), policy=cited, year=number, quarter=quarter,
        )  # fmt: skip
