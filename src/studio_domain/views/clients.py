"""Registers of clients (服务对象库): who is served, what was agreed to, what is needed. Nothing personal is in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from studio_domain.aggregate import Recorded
from studio_domain.client_case.facts import CaseClosed, CaseOpened, CaseReopened, CaseTransferred
from studio_domain.client_record import facts as client
from studio_domain.views.register import Column, Row, RowChange, Table, folding, reads

CLIENTS: Final = Table(
    "clients", "服务对象库", "clients", 2,
    (
        Column("studio", "工作室", "studio"),
        Column("client", "服务对象", "client"),
        Column("standing", "状态", "standing"),
        Column("registered_on", "登记日期", "registered on", "day"),
        Column("size", "企业规模", "size of the enterprise"),
        Column("industry", "行业", "industry"),
        Column("segment", "类别", "segment"),
        Column("stage", "阶段", "stage"),
        Column("needs", "服务需求", "needs", "count"),
        Column("cases", "个案", "cases", "count"),
        Column("open_cases", "在办个案", "open cases", "count"),
        Column("restricted_until", "限制处理至", "restricted until", "day"),
    ),
)  # fmt: skip

CONSENTS: Final = Table(
    "consents", "同意", "consents", 4,
    (
        Column("studio", "工作室", "studio"),
        Column("client", "服务对象", "client"),
        Column("purpose", "处理目的", "purpose"),
        Column("recipient", "接收方", "recipient"),
        Column("text_version", "文本版本", "version of the text"),
        Column("given_on", "同意日期", "given on", "day"),
        Column("withdrawn_on", "撤回日期", "withdrawn on", "day"),
    ),
)  # fmt: skip

NEEDS: Final = Table(
    "client_needs", "服务需求", "needs", 3,
    (
        Column("studio", "工作室", "studio"),
        Column("client", "服务对象", "client"),
        Column("need", "需求", "need"),
        Column("kind", "类别", "kind"),
        Column("on", "记录日期", "recorded on", "day"),
    ),
)  # fmt: skip

REGISTERED, RESTRICTED, ERASED = "registered", "restricted", "erased"
"""What a client's data is; restricted up to and with `restricted_until`."""


class ClientRegister:
    """服务对象库: `clients` has a row a client, `consents` one a purpose and recipient, `client_needs` one a need."""

    tables = (CLIENTS, CONSENTS, NEEDS)

    def __init__(self) -> None:
        self._rows: dict[str, Row] = {}
        self._consents: dict[tuple[str, str, str], Row] = {}
        self._needs: set[tuple[str, str]] = set()
        self._cases: dict[str, str] = {}
        self._open: set[str] = set()
        self.see = folding(
            reads(client.ClientRegistered, self._registered),
            reads(client.ConsentGranted, self._granted),
            reads(client.ConsentWithdrawn, self._withdrawn),
            reads(client.EnterpriseUpdated, self._enterprise),
            reads(client.NeedRecorded, self._need),
            reads(client.ClientClassified, self._classified),
            reads(client.ProcessingRestricted, self._restricted),
            reads(client.RestrictionEnded, self._ended),
            reads(client.ClientDataErased, self._erased),
            reads(CaseOpened, self._opened),
            reads(CaseClosed, self._closed),
            reads(CaseTransferred, self._closed),
            reads(CaseReopened, self._reopened),
        )

    # -- clients

    def _registered(self, event: Recorded[client.ClientRegistered]) -> Iterable[RowChange]:
        row: Row = {
            "studio": event.studio,
            "client": _client(event),
            "standing": REGISTERED,
            "registered_on": event.fact.on.isoformat(),
            "size": None,
            "industry": None,
            "segment": None,
            "stage": None,
            "needs": 0,
            "cases": 0,
            "open_cases": 0,
            "restricted_until": None,
        }
        return self._put(event.stream, row) if event.stream not in self._rows else ()

    def _enterprise(self, event: Recorded[client.EnterpriseUpdated]) -> Iterable[RowChange]:
        return self._change(event.stream, size=event.fact.size.value, industry=event.fact.industry)

    def _classified(self, event: Recorded[client.ClientClassified]) -> Iterable[RowChange]:
        return self._change(event.stream, segment=event.fact.segment, stage=event.fact.stage)

    def _restricted(self, event: Recorded[client.ProcessingRestricted]) -> Iterable[RowChange]:
        return self._change(event.stream, standing=RESTRICTED, restricted_until=event.fact.until.isoformat())

    def _ended(self, event: Recorded[client.RestrictionEnded]) -> Iterable[RowChange]:
        return self._change(event.stream, standing=REGISTERED, restricted_until=None)

    def _erased(self, event: Recorded[client.ClientDataErased]) -> Iterable[RowChange]:
        return self._change(event.stream, standing=ERASED, restricted_until=None)

    # -- consents and needs

    def _granted(self, event: Recorded[client.ConsentGranted]) -> Iterable[RowChange]:
        fact = event.fact
        row: Row = {
            "studio": event.studio,
            "client": _client(event),
            "purpose": fact.purpose.value,
            "recipient": fact.recipient or "",
            "text_version": fact.text_version,
            "given_on": fact.on.isoformat(),
            "withdrawn_on": None,
        }
        return self._word(event.stream, row)

    def _withdrawn(self, event: Recorded[client.ConsentWithdrawn]) -> Iterable[RowChange]:
        """Without a recipient, what was agreed to towards anybody is withdrawn."""
        fact = event.fact
        for (stream, purpose, recipient), row in list(self._consents.items()):
            towards = fact.recipient is None or fact.recipient == recipient
            if stream == event.stream and purpose == fact.purpose.value and towards and row["withdrawn_on"] is None:
                yield from self._word(stream, {**row, "withdrawn_on": fact.on.isoformat()})

    def _word(self, stream: str, row: Row) -> Iterable[RowChange]:
        purpose, recipient = str(row["purpose"]), str(row["recipient"])
        self._consents[stream, purpose, recipient] = row
        yield CONSENTS.name, (str(row["studio"]), str(row["client"]), purpose, recipient), row

    def _need(self, event: Recorded[client.NeedRecorded]) -> Iterable[RowChange]:
        fact = event.fact
        row: Row = {
            "studio": event.studio,
            "client": _client(event),
            "need": fact.need,
            "kind": fact.kind,
            "on": fact.on.isoformat(),
        }
        yield NEEDS.name, (event.studio, _client(event), fact.need), row
        if (event.stream, fact.need) not in self._needs:
            self._needs.add((event.stream, fact.need))
            yield from self._count(event.stream, "needs", 1)

    # -- cases

    def _opened(self, event: Recorded[CaseOpened]) -> Iterable[RowChange]:
        stream = f"{event.studio}/client/{event.fact.client}"
        if event.stream not in self._cases:
            self._cases[event.stream] = stream
            yield from self._count(stream, "cases", 1)
            yield from self._turn(event.stream, now_open=True)

    def _closed(self, event: Recorded[CaseClosed] | Recorded[CaseTransferred]) -> Iterable[RowChange]:
        return self._turn(event.stream, now_open=False)

    def _reopened(self, event: Recorded[CaseReopened]) -> Iterable[RowChange]:
        return self._turn(event.stream, now_open=True)

    def _turn(self, case: str, *, now_open: bool) -> Iterable[RowChange]:
        stream = self._cases.get(case)
        if stream is None or now_open == (case in self._open):
            return ()
        if now_open:
            self._open.add(case)
        else:
            self._open.discard(case)
        return self._count(stream, "open_cases", 1 if now_open else -1)

    # -- rows

    def _count(self, stream: str, column: str, by: int) -> Iterable[RowChange]:
        counted = self._rows.get(stream, {}).get(column)
        return self._change(stream, **{column: counted + by}) if isinstance(counted, int) else ()

    def _change(self, stream: str, **columns: str | int | None) -> Iterable[RowChange]:
        row = self._rows.get(stream)
        return () if row is None else self._put(stream, {**row, **columns})

    def _put(self, stream: str, row: Row) -> Iterable[RowChange]:
        self._rows[stream] = row
        yield CLIENTS.name, (str(row["studio"]), str(row["client"])), row


def _client(event: Recorded[Any]) -> str:
    return event.stream.rpartition("/")[2]
