"""Papers of a matter of discipline (3.4.7.c, d): reports that say what about, gifts by value, papers by digest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding, text
from studio_domain.audit.grounds import Grounds
from studio_domain.discipline_case import facts as discipline
from studio_domain.discipline_case.facts import AppealOutcome, Reporting
from studio_domain.guideline import Clause, Kind

INCOMPLETE: Final = Predicate(
    "discipline.incomplete",
    Clause.DISCIPLINE,
    Kind.A,
    zh="{stream} 的 {fact} 缺失或无效：{actual}",
    en="of {fact} in {stream} is missing or void: {actual}",
)

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_DIGESTS: Final = {
    discipline.EvidenceCollected: "digest",
    discipline.SubjectHeard: "digest",
    discipline.InvestigationConcluded: "digest",
    discipline.AppealFiled: "digest",
    discipline.GiftDisposed: "receipt",
}


@define
class DisciplinePapers:
    """What is reported or filed says what it must say of itself."""

    grounds: Grounds
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(discipline.ConductReported, self._conduct)
        yield on(discipline.GiftReported, self._gift)
        yield on(discipline.SanctionDecided, self._sanction)
        yield on(discipline.AppealDecided, self._appeal)
        for fact in _DIGESTS:
            yield on(fact, self._digest)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _conduct(self, event: Recorded[discipline.ConductReported]) -> None:
        kinds = self.grounds.policy.on(event.fact.on).conduct.kinds
        kind = event.fact.kind
        self._lacks(event, [*([] if kind in kinds else [f"kind {kind}".strip()]), *_reporter(event.fact)])

    def _gift(self, event: Recorded[discipline.GiftReported]) -> None:
        fact = event.fact
        valued = bool(fact.items) and all(one.description.strip() and one.value > 0 for one in fact.items)
        wrong = [] if valued else ["value"]
        wrong += ["received"] if fact.received > fact.on else []
        self._lacks(event, [*wrong, *_reporter(fact)])

    def _sanction(self, event: Recorded[discipline.SanctionDecided]) -> None:
        self._lacks(event, ["recovery"] if event.fact.recovery < 0 else [])

    def _appeal(self, event: Recorded[discipline.AppealDecided]) -> None:
        changed = event.fact.outcome is AppealOutcome.CHANGED
        self._lacks(event, ["sanction"] if (event.fact.sanction is not None) is not changed else [])

    def _digest(self, event: Recorded[Any]) -> None:
        name = _DIGESTS[type(event.fact)]
        self._lacks(event, [] if _DIGEST.fullmatch(getattr(event.fact, name)) else [name])

    def _lacks(self, event: Recorded[Any], wrong: list[str]) -> None:
        if wrong:
            found = finding(
                INCOMPLETE, event, event.stream,
                expected=count(0), actual=text(", ".join(wrong)), delta=count(len(wrong)),
                fact=type(event.fact).__name__,
            )  # fmt: skip
            self._found.append(found)


def _reporter(fact: discipline.ConductReported | discipline.GiftReported) -> list[str]:
    """Who reports in confidence is named, sealed; nobody else is."""
    return [] if (fact.reporter is not None) is (fact.reporting is Reporting.CONFIDENTIAL) else ["reporter"]
