"""People of a recognised studio (1.3.1, 1.3.3, 3.4.4.e): a lead, qualified staff enough, an archivist, each day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, days, finding, on_day, text
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.studio.gaps import Gap, both, explained, shortfalls
from studio_domain.audit.studio.known import Known, Spell
from studio_domain.guideline import Clause, Kind
from studio_domain.studio import roster_facts as roster
from studio_domain.values import Days, add_days

LEAD_VACANCY: Final = Predicate(
    "studio.lead-vacancy",
    Clause.ONE_LEAD,
    Kind.A,
    zh="{subject} 自 {since} 起领办人不足 {least} 名，历时 {actual} 天，允许 {expected} 天（至 {due}）",
    en="{subject} had fewer than {least} leads for {actual} days from {since} on; {expected} are allowed, until {due}",
    policy="vacancy.grace_days",
)
STAFF_SHORTAGE: Final = Predicate(
    "studio.staff-shortage",
    Clause.THREE_STAFF,
    Kind.A,
    zh="{subject} 自 {since} 起合格工作人员不足 {least} 名，历时 {actual} 天，允许 {expected} 天（至 {due}）",
    en="{subject} had fewer than {least} qualified staff for {actual} days from {since} on; {expected} are allowed, "
    "until {due}",
    policy="shortage.grace_days",
)
APPLIED_SHORT: Final = Predicate(
    "studio.applied-short",
    Clause.THREE_STAFF,
    Kind.G,
    zh="{subject} 于 {on} 申报时合格工作人员 {actual} 名，应有 {expected} 名",
    en="{subject} had {actual} qualified staff when it applied on {on}, it takes {expected}",
    policy="studio.min_staff",
)
UNQUALIFIED: Final = Predicate(
    "studio.staff-unqualified",
    Clause.STAFF_EXPERIENCE,
    Kind.A,
    zh="工作人员 {subject} 于 {expected} 在岗，从业满 {years} 年的日期为 {actual}，此前不计入",
    en="{subject} is staff on {expected}, and has the {years} years on {actual}: not counted before",
    policy="studio.staff_years",
)
STAFF_CATEGORY: Final = Predicate(
    "studio.staff-category",
    Clause.STAFF_CATEGORIES,
    Kind.G,
    zh="工作人员 {subject} 的类别 {actual} 未登记，可用：{expected}",
    en="{subject} is staff of the category {actual}, known are {expected}",
    policy="studio.staff_categories",
)
NO_ARCHIVIST: Final = Predicate(
    "studio.no-archivist",
    Clause.ARCHIVIST,
    Kind.A,
    zh="{subject} 自 {since} 起没有档案专人，历时 {actual} 天",
    en="nobody kept the archives of {subject} for {actual} days from {since} on",
)
ARCHIVES_NOT_LISTED: Final = Predicate(
    "studio.archives-not-listed",
    Clause.ARCHIVIST,
    Kind.A,
    zh="档案专人由 {former} 改为 {subject}，没有移交清单",
    en="{subject} took the archives over from {former} without a list",
)


@define
class People:
    """Judged by what was true of each day, as it is known now (S)."""

    grounds: Grounds
    known: Known = field(factory=Known)
    _assigned: list[Recorded[roster.ArchivistAssigned]] = field(factory=list)
    _joined: list[Recorded[roster.StaffJoined]] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield from self.known.watches()
        yield on(roster.StaffJoined, self._joined.append)
        yield on(roster.ArchivistAssigned, self._assigned.append)

    def findings(self, as_of: date) -> Iterator[Finding]:
        for event in self._joined:
            yield from self._category(event)
        for gap in self.vacancies(as_of):
            yield from self._too_few(LEAD_VACANCY, gap, "studio.min_leads", as_of)
        for gap in self.shortages(as_of):
            yield from self._too_few(STAFF_SHORTAGE, gap, "studio.min_staff", as_of)
        yield from self._applied()
        for spell in self.known.staff:
            yield from self._unqualified(spell, as_of)
        yield from self._archives(as_of)

    # -- too few

    def vacancies(self, as_of: date) -> list[Gap]:
        """The days of the recognition without leads enough."""
        known = self.known
        return self._gaps(known.leading(), "studio.min_leads", known.leads, as_of, counted=False)

    def shortages(self, as_of: date) -> list[Gap]:
        """The days of the recognition without qualified staff enough."""
        known = self.known
        return self._gaps(known.serving(self.grounds.policy), "studio.min_staff", known.staff, as_of, counted=True)

    def _gaps(
        self, there: dict[str, list[Days]], key: str, spells: list[Spell], as_of: date, *, counted: bool
    ) -> list[Gap]:
        known, policy = self.known, self.grounds.policy
        recognised = known.began
        if recognised is None:
            return []
        found = shortfalls(known.needed(), there, lambda day: int(str(policy.on(day)[key])), as_of)
        begins = known.begins(spells, policy if counted else None)
        return explained(found, known.ends(spells), begins, recognised)

    def _too_few(self, predicate: Predicate, gap: Gap, key: str, as_of: date) -> Iterator[Finding]:
        """Where no grace is adopted, the text's own threshold holds from the first day."""
        terms, grace = self.grounds.policy.on(gap.first), predicate.policy or ""
        allowed = int(str(terms[grace])) if terms.binds(grace) else 0
        lasted = gap.length(as_of)
        if lasted <= allowed:
            return
        found = finding(
            predicate, gap.opened_by, gap.opened_by.studio,
            expected=days(allowed), actual=days(lasted), delta=days(lasted - allowed),
            interval=Days(gap.first, gap.until), policy=terms.cite(grace),
            since=gap.first, least=terms[key], due=add_days(gap.first, allowed),
        )  # fmt: skip
        yield found.with_remedy(gap.closed_by.place) if gap.closed_by else found

    def _applied(self) -> Iterator[Finding]:
        """Whether the staff was complete on the day of the application that led to a recognition."""
        serving = self.known.serving(self.grounds.policy)
        for event, day in self.known.applied:
            if day is None:
                continue
            terms = self.grounds.policy.on(day)
            there = sum(any(day in one for one in spans) for spans in serving.values())
            if there < terms.studio.min_staff:
                yield finding(
                    APPLIED_SHORT, event, event.studio,
                    expected=count(terms.studio.min_staff), actual=count(there),
                    delta=count(terms.studio.min_staff - there), policy=terms.cite("studio.min_staff"), on=day,
                )  # fmt: skip

    # -- each member

    def _unqualified(self, spell: Spell, as_of: date) -> Iterator[Finding]:
        reached = self.known.staff_years(spell.person, self.grounds.policy, spell.first)
        early = Days(spell.first, spell.days.until if reached is None else reached)
        if reached is not None and reached <= spell.first:
            return
        served = [one for one in both(both([spell.days], [early]), self.known.needed()) if one.first <= as_of]
        if not served:
            return
        terms, first = self.grounds.policy.on(spell.first), served[0].first
        yield finding(
            UNQUALIFIED, spell.event, spell.person,
            expected=on_day(first), actual=on_day(reached) if reached else text("-"),
            delta=days(((reached or as_of) - first).days), interval=Days(first, early.until),
            binding=False, policy=terms.cite("studio.staff_years"), years=terms.studio.staff_years,
        )  # fmt: skip

    def _category(self, event: Recorded[roster.StaffJoined]) -> Iterator[Finding]:
        terms = self.grounds.policy.on(event.context.day)
        if event.fact.category not in terms.studio.staff_categories:
            yield finding(
                STAFF_CATEGORY, event, event.fact.person,
                expected=text(", ".join(terms.studio.staff_categories)), actual=text(event.fact.category),
                delta=count(1), policy=terms.cite("studio.staff_categories"),
            )  # fmt: skip

    # -- the archives

    def _archives(self, as_of: date) -> Iterator[Finding]:
        recognised, member = self.known.began, self.known.membership()
        spans: dict[str, list[Days]] = {}
        in_turn = sorted(self._assigned, key=lambda event: event.fact.first)
        for at, event in enumerate(in_turn):
            until = in_turn[at + 1].fact.first if at + 1 < len(in_turn) else None
            kept = both([Days(event.fact.first, until)], member.get(event.fact.person, ()))
            spans.setdefault(event.fact.person, []).extend(kept)
            former = in_turn[at - 1].fact.person if at else event.fact.person
            if former != event.fact.person and not event.fact.handover:
                yield finding(
                    ARCHIVES_NOT_LISTED, event, event.fact.person,
                    expected=count(1), actual=count(0), delta=count(1), also=(in_turn[at - 1].place,), former=former,
                )  # fmt: skip
        if recognised is None:
            return
        found = shortfalls(self.known.needed(), spans, lambda day: 1, as_of)
        ends = self.known.ends([*self.known.leads, *self.known.staff])
        for gap in explained(found, ends, (), recognised):
            if lasted := gap.length(as_of):
                yield finding(
                    NO_ARCHIVIST, gap.opened_by, gap.opened_by.studio,
                    expected=days(0), actual=days(lasted), delta=days(lasted), interval=Days(gap.first, gap.until),
                    since=gap.first,
                )  # fmt: skip
