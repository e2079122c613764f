"""Opening a case, its mentor, its level, for the acting person (三、（四）2、3)."""

from __future__ import annotations

from datetime import date

from studio_adapters.app.cases.base import CaseHandle
from studio_adapters.journal import Receipt
from studio_domain import client_case, tariff_schedule
from studio_domain.client_case import Evidence
from studio_domain.desk import cases
from studio_domain.values import Fen, Personal, PersonId, stream_name


class Opening(CaseHandle):
    """立项, 更换指导师, 测评, 服务级别, 专项服务协议."""

    def open_case(
        self,
        *,
        client: str,
        needs: tuple[str, ...],
        mentor: PersonId,
        listing: str,
        due: date,
        contract: str | None = None,
    ) -> Receipt:
        """立项: `listing` is the mentor's entry in the library of experts, `contract` an external mentor's."""
        asked = locals()
        return self._decide(
            client_case.open_case,
            asked,
            lambda hand: cases.open_case(
                self._at(),
                self._studio(),
                self._client(client),
                self._entry(listing),
                self._contract(contract),
                needs=needs,
                mentor=mentor,
                opened=hand.day,
                due=due,
                terms=hand.terms,
            ),
        )

    def assign_mentor(
        self,
        *,
        mentor: PersonId,
        listing: str,
        reason: str,
        client_consented: bool,
        first: date | None = None,
        contract: str | None = None,
    ) -> Receipt:
        """更换指导师, from today on or from a day."""
        asked = locals()
        return self._decide(
            client_case.assign_mentor,
            asked,
            lambda hand: cases.assign_mentor(
                self._existing(),
                self._studio(),
                self._entry(listing),
                self._contract(contract),
                mentor=mentor,
                first=first or hand.day,
                on=hand.day,
                reason=reason,
                client_consented=client_consented,
            ),
        )

    def assess_client(
        self,
        *,
        assessment: str,
        tool: str,
        tool_version: int,
        interpretation: Evidence,
        reading: Personal[str] | None = None,
    ) -> Receipt:
        """创业测评 by the acting mentor, with a version of a tool of the library."""
        asked = locals()
        return self._decide(
            client_case.assess_client,
            asked,
            lambda hand: cases.assess_client(
                self._existing(),
                self._entry(tool),
                self._client(),
                assessment=assessment,
                tool_version=tool_version,
                mentor=hand.by,
                on=hand.day,
                interpretation=interpretation,
                reading=reading,
            ),
        )

    def set_level(self, *, level: str, basis: tuple[str, ...], reason: str = "", first: date | None = None) -> Receipt:
        """确定服务级别, from today on or from a day; a change says why."""
        asked = locals()
        return self._decide(
            client_case.set_level,
            asked,
            lambda hand: cases.set_level(
                self._existing(),
                self._client(),
                level=level,
                basis=basis,
                by=hand.by,
                first=first or hand.day,
                on=hand.day,
                terms=hand.terms,
                reason=reason,
            ),
        )

    def sign_agreement(
        self, *, agreement: str, scope: str, tariff_item: str, fen: Fen, first: date, last: date, document: str
    ) -> Receipt:
        """签订专项服务协议, by an item of the tariff in force today."""
        asked = locals()
        return self._decide(
            client_case.sign_agreement,
            asked,
            lambda hand: cases.sign_agreement(
                self._existing(),
                self._desk.at(tariff_schedule, stream_name(self.owner, "tariff", "schedule")),
                agreement=agreement,
                scope=scope,
                tariff_item=tariff_item,
                fen=fen,
                signed=hand.day,
                first=first,
                last=last,
                document=document,
            ),
        )
