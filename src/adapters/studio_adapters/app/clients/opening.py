"""授权与查阅: a client's record opens for whom it was granted, and that it was opened is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_adapters.app.acting import current
from studio_adapters.app.clients.base import ClientBase
from studio_adapters.journal import Receipt
from studio_domain import client_record as client
from studio_domain.client_record import (
    ClientRecord,
    ClientRegistered,
    ConsentGranted,
    EnterpriseUpdated,
    NeedRecorded,
    Purpose,
)
from studio_domain.values import Personal, PersonId, legal_day

SECTIONS: Final = ("identity", "enterprise", "needs")
"""What a record can be opened by: 个人基本信息, 企业信息, 服务需求."""


@define
class OpenedRecord:
    """What the sections asked for say, as it was recorded last; nothing of it is printed.

    A text, `Erased` where its key is destroyed, `Sealed` where its key is not here, None where nothing was recorded.
    """

    name: Personal[str] | None = field(default=None, repr=False)
    document_number: Personal[str] | None = field(default=None, repr=False)
    phone: Personal[str] | None = field(default=None, repr=False)
    guardian: Personal[str] | None = field(default=None, repr=False)
    enterprise: Personal[str] | None = field(default=None, repr=False)
    needs: Mapping[str, Personal[str] | None] = field(factory=dict, repr=False)


class Opening(ClientBase):
    """Who may open the record, and what it says to him."""

    def grant_access(self, *, person: PersonId, purpose: Purpose, first: date, last: date | None = None) -> Receipt:
        """授予查阅权限."""
        asked = locals()
        return self._decide_alone(
            client.grant_access,
            asked,
            lambda record, hand: client.grant_access(
                record, person=person, purpose=purpose, first=first, last=last, by=hand.by
            ),
        )

    def withdraw_access(self, *, person: PersonId, purpose: Purpose, last_day: date) -> Receipt:
        """收回查阅权限."""
        asked = locals()
        return self._decide_alone(
            client.withdraw_access,
            asked,
            lambda record, hand: client.withdraw_access(
                record, person=person, purpose=purpose, last_day=last_day, by=hand.by
            ),
        )

    def open_record(self, *, purpose: Purpose, sections: tuple[str, ...] = SECTIONS) -> OpenedRecord:
        """查阅: what the sections say, once it is recorded that the acting person opened them; `Breach` without grant.

        Of an erased client nothing can be opened, so nothing is recorded: every value is `Erased`.
        """
        asked = locals()
        if unknown := set(sections) - set(SECTIONS):
            raise ValueError(f"no section of a record: {', '.join(sorted(unknown))}; there are {', '.join(SECTIONS)}")
        if not self.state.erased:
            self._may_open(self.state, purpose)  # also where a command is repeated, and so not decided again
            self._decide_alone(
                client.open_record,
                asked,
                lambda record, hand: client.open_record(
                    record, person=hand.by, purpose=purpose, sections=sections, on=hand.today
                ),
            )
        return self._opened(frozenset(sections))

    def record_access(
        self, *, person: PersonId, purpose: Purpose, sections: tuple[str, ...], on: date | None = None
    ) -> Receipt:
        """登记查阅 of a file on paper, or of another system."""
        asked = locals()
        return self._decide_alone(
            client.record_access,
            asked,
            lambda record, hand: client.record_access(
                record, person=person, purpose=purpose, sections=sections, on=on or hand.day
            ),
        )

    def _opened(self, sections: frozenset[str]) -> OpenedRecord:
        found, needs = OpenedRecord(), dict[str, Any]()
        for event in self._desk.journal.read(self.stream):
            match self._desk.opened(event):
                case ClientRegistered() as fact if "identity" in sections:
                    found.name, found.document_number, found.phone = fact.name, fact.document_number, fact.phone
                case ConsentGranted() as fact if "identity" in sections and fact.guardian is not None:
                    found.guardian = fact.guardian
                case EnterpriseUpdated() as fact if "enterprise" in sections:
                    found.enterprise = fact.name
                case NeedRecorded() as fact if "needs" in sections:
                    needs[fact.need] = fact.words
                case _:
                    pass
        found.needs = needs
        return found

    def _may_open(self, record: ClientRecord, purpose: Purpose) -> None:
        """The grant is needed today, whatever day is told as the one on which it happened."""
        today = legal_day(self._desk.journal.clock())
        client.open_record(record, person=current().by, purpose=purpose, sections=(), on=today)
