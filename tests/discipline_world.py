"""The studio of S1 with a discipline supervisor: gifts and conduct through decisions; S10.

All persons, organisations and numbers are fictional.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from studio_adapters.app.discipline import DisciplineHandle
from studio_domain.audit import Entry, Finding, Grounds, obligation_register
from studio_domain.discipline_case import AppealOutcome, GiftDisposal, GiftItem, GiftKind, Reporting, Sanction
from studio_domain.guideline import Role
from studio_domain.values import PersonId
from studio_world import DIGEST, HE, LU, REGION, STUDIO, XU, ZHAO, World, day

DING: Final = PersonId("p-ding")
TEA: Final = GiftItem(GiftKind.GOODS, "茶叶", 200_00)
CARD: Final = GiftItem(GiftKind.CARD, "购物卡", 1_000_00)
GIVER: Final = "91000000MA0000074A"
OURS: Final = (
    "discipline.", "obligation.discipline_open", "obligation.gift_", "obligation.change_filing", "trail.", "roles.",
)  # fmt: skip
ADOPTED: Final = {"discipline.open_wd": 10, "discipline.appeal_days": 30}


class Disciplined(World):
    """S1, with the terms of discipline adopted, and 丁 as supervisor."""

    def begun(self) -> Disciplined:
        self.founded(**ADOPTED).staffed().housed().ruled().applied().reviewed().noticed().recognise()
        post = self.app.mandates(STUDIO, DING)
        self.head(
            "2024-07-02",
            lambda: post.record_mandate(
                mandate_id="m-1", role=Role.DISCIPLINE, org=self.CARRIER, first=day("2024-07-02"), document="任-2"
            ),
        )
        return self

    def matter(self, number: str = "d-1") -> DisciplineHandle:
        return self.app.discipline(STUDIO, number)

    def ding(self, on: str, *decide: Callable[[], object]) -> None:
        self.acts(on, DING, Role.DISCIPLINE, *decide)

    def gift_reported(
        self,
        on: str = "2025-10-11",
        *,
        received: str = "2025-09-29",
        items: Iterable[GiftItem] = (TEA, CARD),
        by: PersonId = HE,
    ) -> Disciplined:
        """S10: 盛禾农业 gives 陆文博 tea and a card; a colleague reports it."""
        report: Callable[[], object] = lambda: self.matter().report_gift(  # noqa: E731
            gift="g-1", receiver=LU, giver=GIVER, items=items, received=day(received)
        )
        self.acts(on, by, Role.STAFF, report)
        return self

    def conduct_reported(self, on: str, subject: PersonId | None = LU, **said: Any) -> Disciplined:
        """A colleague reports improper gain."""
        said = {"kind": "improper-gain", "subject": subject, **said}
        self.acts(on, HE, Role.STAFF, lambda: self.matter().report_conduct(**said))
        return self

    def disposed(self, on: str, disposal: GiftDisposal = GiftDisposal.HANDED_OVER) -> Disciplined:
        self.ding(on, lambda: self.matter().dispose_gift(gift="g-1", disposal=disposal, receipt=DIGEST))
        return self

    def investigated(self, on: str, subject: PersonId = LU, founded: bool = True) -> Disciplined:
        """Opened by the head, investigated and heard by the supervisor, all on one day."""
        matter = self.matter()
        self.head(on, lambda: matter.open_case(subject=subject, document="立〔2025〕1号"))
        self.ding(
            on,
            lambda: matter.collect_evidence(evidence="e-1", digest=DIGEST),
            lambda: matter.hear_subject(digest=DIGEST),
            lambda: matter.conclude_investigation(founded=founded, digest=DIGEST),
        )
        return self

    def sanctioned(self, on: str, sanction: Sanction, recovery: int = 0) -> Disciplined:
        words: dict[str, Any] = {"sanction": sanction, "basis": "制度第9条", "document": "处-1", "recovery": recovery}
        self.head(on, lambda: self.matter().decide_sanction(**words))
        return self

    def appealed(self, filed: str, answered: str, outcome: AppealOutcome) -> Disciplined:
        """陆文博 appeals, the authority answers."""
        self.acts(filed, LU, Role.STAFF, lambda: self.matter().file_appeal(digest=DIGEST))
        self.authority(answered, ZHAO, lambda: self.matter().decide_appeal(outcome=outcome, document="复-1"))
        return self

    def ours(self, as_of: str) -> list[Finding]:
        """What is found as far as discipline and the trail go."""
        return [one for one in self.findings(as_of) if one.check.startswith(OURS)]

    def owed(self, as_of: str) -> dict[str, Entry]:
        """What is owed about discipline, by its key."""
        known = self.history
        grounds = Grounds.of(known, studio=STUDIO, region=REGION.code)
        entries = obligation_register(known, grounds=grounds, studio=STUDIO, as_of=day(as_of))
        return {one.key: one for one in entries if one.opened_by.stream.startswith(f"{STUDIO}/discipline/")}


CONFIDENTIAL: Final[dict[str, Any]] = {"reporting": Reporting.CONFIDENTIAL, "reporter": XU}
"""A report in confidence, by the carrier's head."""
