"""Leads of a recognised studio (1.3.1.c–f): of a category, excellent, five years of mentoring, standing, local work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Measure, Predicate, count, days, finding, on_day, text
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.studio.gaps import both
from studio_domain.audit.studio.known import Known, Spell
from studio_domain.guideline import Clause, Kind
from studio_domain.studio import EvidenceKind
from studio_domain.studio import recognition_facts as recognition
from studio_domain.studio import roster_facts as roster
from studio_domain.values import PersonId, region_chain

CATEGORY: Final = Predicate(
    "studio.lead-category",
    Clause.LEAD_CATEGORY,
    Kind.G,
    zh="领办人 {subject} 的类别 {actual} 未登记（可用：{expected}），也未说明理由",
    en="lead {subject} is of the category {actual}, known are {expected}, and no reason is given",
    policy="studio.lead_categories",
)
EXCELLENCE: Final = Predicate(
    "studio.lead-excellence",
    Clause.LEAD_CATEGORY,
    Kind.G,
    zh="确定领办人 {subject} 时没有优秀的证明材料，也未说明理由",
    en="lead {subject} was appointed without evidence of excellence, and no reason is given",
)
YEARS: Final = Predicate(
    "studio.lead-years",
    Clause.LEAD_EXPERIENCE,
    Kind.G,
    zh="领办人 {subject} 至 {expected} 从事创业指导服务未满 {years} 年，满年日期为 {actual}",
    en="lead {subject} had not {years} years of mentoring by {expected}; they are reached on {actual}",
    policy="studio.lead_years",
)
INFLUENCE: Final = Predicate(
    "studio.lead-influence",
    Clause.LEAD_INFLUENCE,
    Kind.G,
    zh="领办人 {subject} 的社会影响力至 {by} 没有经主管部门审核通过的证明材料",
    en="by {by} the authority had accepted no evidence of the standing of lead {subject}",
)
CONTRIBUTION: Final = Predicate(
    "studio.lead-contribution",
    Clause.LEAD_CONTRIBUTION,
    Kind.G,
    zh="领办人 {subject} 至 {by} 没有在 {region} 作出贡献的证明材料",
    en="by {by} nothing shows what lead {subject} contributed in {region}",
)


@define
class Leads:
    """Judged for whoever leads on a day of the recognition."""

    grounds: Grounds
    known: Known
    _found: list[Finding] = field(factory=list)
    _excellent: set[PersonId] = field(factory=set)

    def watches(self) -> Iterator[Watch]:
        yield on(recognition.EvidenceAttached, self._shown)
        yield on(roster.LeadAppointed, self._appointed)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found
        for spell in self.known.leads:
            if term := self._term(spell, as_of):
                recognised, applied = term
                yield from self._years(spell, recognised, applied)
                by = max(spell.first, recognised.fact.first)
                yield from self._standing(spell, by)

    # -- when he is appointed

    def _shown(self, event: Recorded[recognition.EvidenceAttached]) -> None:
        if event.fact.kind is EvidenceKind.CATEGORY:
            self._excellent.add(event.fact.person)

    def _appointed(self, event: Recorded[roster.LeadAppointed]) -> None:
        fact, terms = event.fact, self.grounds.policy.on(event.context.day)
        if fact.deviation is not None and fact.deviation.strip():
            return
        if fact.category not in terms.studio.lead_categories:
            known = text(", ".join(terms.studio.lead_categories))
            cited = terms.cite("studio.lead_categories")
            self._add(CATEGORY, event, known, text(fact.category), policy=cited)
        if fact.person not in self._excellent:
            self._add(EXCELLENCE, event, count(1), count(0))

    def _add(
        self,
        predicate: Predicate,
        event: Recorded[roster.LeadAppointed],
        expected: Measure,
        actual: Measure,
        policy: str | None = None,
    ) -> None:
        self._found.append(
            finding(
                predicate, event, event.fact.person, expected=expected, actual=actual, delta=count(1), policy=policy
            )
        )  # fmt: skip

    # -- while he leads

    def _term(self, spell: Spell, as_of: date) -> tuple[Recorded[recognition.StudioRecognised], date | None] | None:
        """The recognition in which he leads: the last by his first day, or the first after it."""
        if spell.first > as_of or not both([spell.days], self.known.needed()):
            return None
        before = [term for term in self.known.applied if term[0].fact.first <= spell.first]
        return before[-1] if before else next(iter(self.known.applied), None)

    def _years(
        self, spell: Spell, recognised: Recorded[recognition.StudioRecognised], applied: date | None
    ) -> Iterator[Finding]:
        """Counted when the studio applied, or was recognised, or when he joined; later leads when they join."""
        began = recognised.fact.first
        by = spell.first
        if spell.first <= began:
            asked = self.grounds.policy.on(began).studio.tenure_as_of
            by = {"join": spell.first, "recognition": began}.get(asked, max(spell.first, applied or began))
        terms = self.grounds.policy.on(by)
        reached = self.known.reached(spell.person, terms.studio.lead_experience_kinds, terms.studio.lead_years)
        if reached is None or reached > by:
            yield finding(
                YEARS, spell.event, spell.person,
                expected=on_day(by), actual=on_day(reached) if reached else text("-"),
                delta=days((reached - by).days) if reached else count(1),
                policy=terms.cite("studio.lead_years"), years=terms.studio.lead_years,
            )  # fmt: skip

    def _standing(self, spell: Spell, by: date) -> Iterator[Finding]:
        shown = [one for one in self.known.evidence.values() if one.person == spell.person]
        if not any(
            one.kind is EvidenceKind.INFLUENCE and one.accepted and one.reviewed is not None and one.reviewed <= by
            for one in shown
        ):
            yield finding(
                INFLUENCE, spell.event, spell.person, expected=count(1), actual=count(0), delta=count(1), by=by
            )  # fmt: skip
        region = self.grounds.studio.region.code if self.grounds.studio else None
        if region is not None and not any(
            one.kind is EvidenceKind.LOCAL_CONTRIBUTION
            and one.attached <= by
            and one.accepted is not False
            and _within(one.region, region)
            for one in shown
        ):
            yield finding(
                CONTRIBUTION, spell.event, spell.person,
                expected=count(1), actual=count(0), delta=count(1), by=by, region=region,
            )  # fmt: skip


def _within(inner: str, outer: str) -> bool:
    """Whether one region lies in the other; what is no code lies nowhere."""
    try:
        return outer in region_chain(inner)
    except ValueError:
        return False
