"""What the parts of a case's handle share: the stream, and the streams that its decisions rest on."""

from __future__ import annotations

from studio_adapters.app.core import Desk
from studio_adapters.app.handle import Handle
from studio_domain import (
    archive_record,
    client_case,
    client_record,
    expert_contract,
    person_record,
    resource_entry,
    studio,
)
from studio_domain.aggregate import At
from studio_domain.archive_record import ArchiveRecord
from studio_domain.client_case import ClientCase
from studio_domain.client_record import ClientRecord
from studio_domain.desk.cases import Contract
from studio_domain.person_record import PersonRecord
from studio_domain.resource_entry import ResourceEntry
from studio_domain.studio import Studio
from studio_domain.values import PersonId, region_stream, stream_name


class CaseHandle(Handle[ClientCase]):
    """The stream `<studio>/case/<year>-<number>`."""

    KIND = "client-case"
    IDS = frozenset({"assessment", "agreement", "diagnosis", "match", "result", "service", "extension", "attempt"})

    def __init__(self, desk: Desk, owner: str, case: str) -> None:
        super().__init__(desk, client_case, client_case.MAY_DECIDE, stream_name(owner, "case", case))

    def _studio(self) -> At[Studio]:
        return self._desk.existing(studio, stream_name(self.owner, "studio", "profile"))

    def _client(self, client: str | None = None) -> At[ClientRecord]:
        return self._desk.existing(
            client_record, stream_name(self.owner, "client", client or self._existing().state.client)
        )

    def _contract(self, contract: str | None) -> Contract:
        if contract is None:
            return None
        return self._desk.at(expert_contract, stream_name(self.owner, "expert", contract))

    def _entry(self, entry: str) -> At[ResourceEntry | None]:
        return self._desk.at(resource_entry, stream_name(self.owner, "resource", entry))

    def _person(self, person: PersonId) -> At[PersonRecord | None]:
        return self._desk.at(person_record, region_stream(self._desk.region_of(self.owner), "person", person))

    def _file(self, archive_code: str) -> At[ArchiveRecord | None]:
        """The record of that code; none for a code that is blank."""
        if not archive_code.strip():
            return At(self.stream, 0, None)
        return self._desk.at(archive_record, stream_name(self.owner, "archive", archive_code))
