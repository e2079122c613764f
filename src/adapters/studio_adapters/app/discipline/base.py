"""What the parts of the handle of a matter of discipline share: the stream, and the streams it rests on."""

from __future__ import annotations

from studio_adapters.app.core import Desk
from studio_adapters.app.handle import Handle
from studio_domain import discipline_case, expert_contract, person_record, studio
from studio_domain.aggregate import At
from studio_domain.desk import discipline
from studio_domain.discipline_case import ConductReported, DisciplineCase, GiftReported, Reporters
from studio_domain.expert_contract import ExpertContract
from studio_domain.person_record import PersonRecord
from studio_domain.studio import Studio
from studio_domain.values import PersonId, region_stream, stream_name


class DisciplineBase(Handle[DisciplineCase]):
    """The stream `<studio>/discipline/<id>`."""

    KIND = "discipline-case"
    IDS = frozenset({"gift", "evidence"})
    PERSONS = frozenset({"subject"})

    def __init__(self, desk: Desk, owner: str, matter: str) -> None:
        super().__init__(desk, discipline_case, discipline_case.MAY_DECIDE, stream_name(owner, "discipline", matter))

    # -- what decisions rest on

    def _reporters(self) -> Reporters:
        """Who reported in confidence, opened as far as the keys are here."""
        events = self._desk.journal.read(self.stream)
        facts = (self._desk.opened(event) for event in events)
        reports = (fact for fact in facts if isinstance(fact, ConductReported | GiftReported))
        return tuple(report.reporter for report in reports if report.reporter is not None)

    def _studio(self) -> At[Studio]:
        return self._desk.existing(studio, f"{self.owner}/studio/profile")

    def _posts(self, subject: PersonId | None) -> discipline.Posts:
        return () if subject is None else self._desk.mandates(self.owner, subject)

    def _record(self, subject: PersonId | None) -> At[PersonRecord | None]:
        region = self._desk.region_of(self.owner)
        return self._desk.at(person_record, region_stream(region, "person", subject or "nobody"))

    def _contract(self, contract: str | None) -> At[ExpertContract] | None:
        if contract is None:
            return None
        return self._desk.existing(expert_contract, stream_name(self.owner, "expert", contract))
