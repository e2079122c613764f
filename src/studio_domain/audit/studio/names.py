"""The studio's name (1.4): region, lead, the fixed words, in the form of the locality's template.

The name of a lead is personal, and no fact has it but as part of this name: so the form is judged, with anything in
the lead's place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding, text
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.studio.known import Known
from studio_domain.guideline import Clause, Kind
from studio_domain.studio import recognition_facts as recognition

FORM: Final = Predicate(
    "studio.name-form",
    Clause.NAME_FORM,
    Kind.G,
    zh="名称 {name} 不合格式 {expected}",
    en="the name {name} is not of the form {expected}",
    policy="naming.templates",
)
REGION: Final = Predicate(
    "studio.name-region",
    Clause.NAME_FORM,
    Kind.G,
    zh="名称中的地区 {actual} 不是工作室所在地区 {expected}",
    en="the region in the name is {actual}, the studio lies in {expected}",
)
LEAD: Final = Predicate(
    "studio.name-lead",
    Clause.NAME_FORM,
    Kind.A,
    zh="{subject} 以 {actual} 命名，当日主领办人是 {expected}",
    en="{subject} is named after {actual}, its principal lead of that day is {expected}",
)

_Named = recognition.StudioRecognised | recognition.StudioRenamed


@define
class Names:
    """Each name that the studio was given."""

    grounds: Grounds
    known: Known
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(recognition.StudioRecognised, self._name)
        yield on(recognition.StudioRenamed, self._name)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _name(self, event: Recorded[_Named]) -> None:
        self._found.extend((*self._form(event), *self._lead(event)))

    def _form(self, event: Recorded[_Named]) -> Iterator[Finding]:
        fact, terms = event.fact, self.grounds.policy.on(event.context.day)
        templates = terms.naming.templates
        if not any(pattern(template, fact.region_name, fact.extras).fullmatch(fact.name) for template in templates):
            yield finding(
                FORM, event, event.studio,
                expected=text(_readable(templates)), actual=text(fact.name), delta=count(1),
                policy=terms.cite("naming.templates"), name=fact.name,
            )  # fmt: skip
        region = self.grounds.studio.region.name if self.grounds.studio else fact.region_name
        if fact.region_name not in region and region not in fact.region_name:
            yield finding(
                REGION, event, event.studio, expected=text(region), actual=text(fact.region_name), delta=count(1)
            )  # fmt: skip

    def _lead(self, event: Recorded[_Named]) -> Iterator[Finding]:
        """Who led by what was known when the name was given (K): who leads later is another duty, to rename."""
        fact = event.fact
        there = [spell for spell in self.known.principal if fact.first in spell.days]
        principal = max(there, key=lambda spell: spell.first).person if there else None
        if principal is not None and principal != fact.lead:
            yield finding(
                LEAD, event, event.studio, expected=text(principal), actual=text(fact.lead), delta=count(1)
            )  # fmt: skip


def pattern(template: str, region: str, extras: tuple[str, ...]) -> re.Pattern[str]:
    """What a name by *template* looks like: region and extras where they belong, somebody in the lead's place."""
    more, found = iter(extras), ""
    for literal, slot in re.findall(r"([^{}]*)(\{[^{}]*\})?", template):
        found += re.escape(literal)
        if slot == "{region}":
            found += re.escape(region)
        elif slot == "{lead}":
            found += r"(?!\s)(?:(?!工作室).)+(?<!\s)"
        elif slot:
            found += re.escape(next(more, "\0"))
    return re.compile(found + ("" if next(more, None) is None else r"(?!)"))


def _readable(templates: tuple[str, ...]) -> str:
    """Templates for people, with the names of their slots in brackets."""
    return " / ".join(re.sub(r"\{(\w+)\}", r"〔\1〕", template) for template in templates)
