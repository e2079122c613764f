"""What an entry of a library must have (3.2.2, 3.2.3, 3.2.5), and that nobody reviews his own work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding, text
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.legal_days import day_of
from studio_domain.guideline import Clause, Kind
from studio_domain.resource_entry import facts as resource
from studio_domain.values import PersonId

_POLICIES: Final = "policies"

UNKNOWN_CATEGORY: Final = Predicate(
    "resource.unknown-category",
    Clause.INFORMATION_LIBRARY,
    Kind.G,
    zh="信息条目 {subject} 的类别 {actual} 未登记",
    en="entry {subject} is of the category {actual}, which is not registered",
)
POLICY_INCOMPLETE: Final = Predicate(
    "resource.policy-incomplete",
    Clause.INFORMATION_LIBRARY,
    Kind.G,
    zh="政策信息 {subject} 缺少 {actual}",
    en="the policy {subject} lacks {actual}",
)
TOOL_INCOMPLETE: Final = Predicate(
    "resource.tool-incomplete",
    Clause.TOOL_LIBRARY,
    Kind.G,
    zh="测评工具 {subject} 第 {version} 版缺少 {actual}",
    en="version {version} of the tool {subject} lacks {actual}",
)
COURSE_INCOMPLETE: Final = Predicate(
    "resource.course-incomplete",
    Clause.COURSE_LIBRARY,
    Kind.G,
    zh="培训课程 {subject} 第 {version} 版缺少 {actual}",
    en="version {version} of the course {subject} lacks {actual}",
)
OWN_REVIEW: Final = Predicate(
    "resource.own-review",
    Clause.OPERATE_BY_RULES,
    Kind.G,
    zh="{hand} 复核了自己编制的 {subject} 第 {version} 版",
    en="{hand} reviewed version {version} of {subject}, and made it",
)


@define
class Form:
    """Policies have number, issuer and days, tools audience and template, courses resources, imports a licence."""

    grounds: Grounds
    _authors: dict[tuple[str, int], tuple[PersonId, Place]] = field(factory=dict)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(resource.InformationAdded, self._information)
        yield on(resource.ToolPublished, self._tool)
        yield on(resource.CoursePublished, self._course)
        yield on(resource.EntryReviewed, self._reviewed)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _information(self, event: Recorded[resource.InformationAdded]) -> None:
        fact = event.fact
        self._authors[event.stream, fact.version] = fact.author, event.place
        categories = self.grounds.policy.on(day_of(event.context.occurred)).library.info_categories
        if fact.category not in categories:
            found = finding(
                UNKNOWN_CATEGORY,
                event,
                _entry(event),
                expected=text(", ".join(categories)),
                actual=text(fact.category),
                delta=count(1),
            )
            self._found.append(found)
        if fact.category == _POLICIES:
            parts = (("document", fact.document), ("issuer", fact.issuer), ("first-day", fact.first))
            self._lacks(POLICY_INCOMPLETE, event, fact.version, *(name for name, part in parts if _blank(part)))

    def _tool(self, event: Recorded[resource.ToolPublished]) -> None:
        fact = event.fact
        parts = (
            ("audience", "".join(fact.audiences)),
            ("template", fact.template),
            _licence(fact.origin, fact.licence),
        )
        self._lacks(TOOL_INCOMPLETE, event, fact.version, *(name for name, part in parts if _blank(part)))
        self._made(event, fact.version, fact.author, fact.reviewer)

    def _course(self, event: Recorded[resource.CoursePublished]) -> None:
        fact = event.fact
        parts = (("resources", "".join(fact.resources)), _licence(fact.origin, fact.licence))
        self._lacks(COURSE_INCOMPLETE, event, fact.version, *(name for name, part in parts if _blank(part)))
        self._made(event, fact.version, fact.author, fact.reviewer)

    def _made(self, event: Recorded[Any], version: int, author: PersonId, reviewer: PersonId) -> None:
        self._authors[event.stream, version] = author, event.place
        if author == reviewer:
            self._own(event, version, reviewer)

    def _reviewed(self, event: Recorded[resource.EntryReviewed]) -> None:
        author, place = self._authors.get((event.stream, event.fact.version), (None, None))
        if author == event.fact.reviewer and place is not None:
            self._own(event, event.fact.version, event.fact.reviewer, place)

    def _own(self, event: Recorded[Any], version: int, hand: PersonId, *also: Place) -> None:
        found = finding(
            OWN_REVIEW,
            event,
            _entry(event),
            expected=count(2),
            actual=count(1),
            delta=count(1),
            also=also,
            hand=hand,
            version=version,
        )
        self._found.append(found)

    def _lacks(self, predicate: Predicate, event: Recorded[Any], version: int, *missing: str) -> None:
        if not missing:
            return
        found = finding(
            predicate,
            event,
            _entry(event),
            expected=count(0),
            actual=text(", ".join(missing)),
            delta=count(len(missing)),
            version=version,
        )
        self._found.append(found)


def _licence(origin: resource.Origin, licence: str | None) -> tuple[str, str | None]:
    return "licence", licence if origin is resource.Origin.IMPORTED else "-"


def _blank(part: object) -> bool:
    return part is None or (isinstance(part, str) and not part.strip())


def _entry(event: Recorded[Any]) -> str:
    """The entry's id: its number in the studio's libraries."""
    return event.stream.rpartition("/")[2]
