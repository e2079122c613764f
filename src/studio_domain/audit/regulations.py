"""Checks of 管理制度 (3.4.0.a): who drafts a regulation does not approve it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import define, field

from studio_domain import regulation_book as book
from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding
from studio_domain.guideline import Clause, Kind, hands

DRAFTER_APPROVES: Final = Predicate(
    "regulation.drafter-approves",
    Clause.EIGHT_SYSTEMS,
    Kind.G,
    zh="{stream} 第 {subject} 版由起草人 {hand} 自己批准",
    en="{stream}: version {subject} was approved by {hand}, who drafted it",
)


@define
class Regulations:
    """A version passes through two hands; whoever is acted for is one of them."""

    _drafted: dict[tuple[str, int], Recorded[book.RegulationDrafted]] = field(factory=dict)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(book.RegulationDrafted, self._draft)
        yield on(book.RegulationApproved, self._approved)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _draft(self, event: Recorded[book.RegulationDrafted]) -> None:
        self._drafted[event.stream, event.fact.version] = event

    def _approved(self, event: Recorded[book.RegulationApproved]) -> None:
        fact = event.fact
        drafted = self._drafted.get((event.stream, fact.version))
        if drafted and drafted.fact.drafter in hands(fact.approver, event.context.on_behalf_of):
            found = finding(
                DRAFTER_APPROVES, event, str(fact.version), event.stream,
                expected=count(2), actual=count(1), delta=count(1), also=(drafted.place,), hand=drafted.fact.drafter,
            )  # fmt: skip
            self._found.append(found)
