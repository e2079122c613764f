"""StudioApp: the entry for services. Ten lines to the first fact; typed handles for every decision.

app = StudioApp("sqlite:///studio.db")
with app.acting("p-017", role="finance-head", org="91000000MA00000157"):
    app.fund_account("hz-xihu-001", 2025).approve_claim(claim="c-1")
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final

from studio_adapters.aggregates import aggregate_of
from studio_adapters.app.acting import Acting, NobodyActs, acting
from studio_adapters.app.appointments import AppointmentHandle
from studio_adapters.app.archives import ArchiveHandle, DestructionHandle, LedgerHandle
from studio_adapters.app.cases import ClientCaseHandle
from studio_adapters.app.clients import ClientHandle
from studio_adapters.app.commands import uuid7
from studio_adapters.app.conduct import ConductHandle, InspectionHandle
from studio_adapters.app.core import Desk
from studio_adapters.app.discipline import DisciplineHandle
from studio_adapters.app.evaluations import EvaluationHandle
from studio_adapters.app.experts import ExpertContractHandle
from studio_adapters.app.filings import AnnualPlanHandle, FilingHandle
from studio_adapters.app.funds import FundAccountHandle
from studio_adapters.app.others import (
    CalendarHandle,
    MandateHandle,
    PersonHandle,
    PolicyHandle,
    RectificationHandle,
    RegulationHandle,
    TariffHandle,
)
from studio_adapters.app.programs import (
    CaseStudyHandle,
    DevelopmentHandle,
    PilotHandle,
    PublicationHandle,
    ReceptionHandle,
    ServiceActivityHandle,
    TrainingHandle,
)
from studio_adapters.app.resources import LibraryHandle, ResourceHandle
from studio_adapters.app.studios import StudioHandle
from studio_adapters.journal import Clock, Journal, Rows
from studio_adapters.sealing import VARIABLE as KEYS_VARIABLE
from studio_adapters.sealing import Keys, Sealer, open_keys
from studio_adapters.sealing.erasing import complete
from studio_adapters.stores import VARIABLE, open_store
from studio_domain.aggregate import Recorded, replay, replay_as_of
from studio_domain.policy import Policy
from studio_domain.values import legal_day, person_id
from studio_domain.views import Kept, Register

if TYPE_CHECKING:
    from studio_adapters.auditing import Report

__all__ = ["Acting", "NobodyActs", "StudioApp"]

REMEMBERED: Final = 4096
"""How many streams' states an app keeps in memory."""


class StudioApp:
    """A store of studios, and everything that may be decided about them.

    *store* is a URL (`memory:`, a path, `sqlite:///…`, `postgresql://…`) or rows already open; without it the
    environment variable STUDIO_STORE counts, else memory. *keys* is where the keys of personal data lie, apart from
    the store: a URL (`keys.db`, `postgresql://…`) or a key store already open; without it STUDIO_KEYS counts, else
    facts with personal data are refused. *clock* answers aware instants. Usable from several threads and tasks at
    once; several processes may share a store.

    `KeysRestored` if the key store holds keys that the log says were destroyed; erasures that broke off are completed.
    """

    def __init__(
        self,
        store: str | Rows | None = None,
        *,
        keys: str | Keys | None = None,
        clock: Clock = lambda: datetime.now(UTC),
        new_command: Callable[[datetime], str] = uuid7,
    ) -> None:
        if store is None:
            store = os.environ.get(VARIABLE) or "memory:"
        rows = open_store(store) if isinstance(store, str) else store
        try:
            self.keys = _keys(keys)
        except BaseException:
            rows.close()
            raise
        sealer = None if self.keys is None else Sealer(self.keys, rows)
        self.journal = Journal(rows, clock, remember=REMEMBERED, sealer=sealer)
        if sealer is not None:
            try:
                complete(self.journal, sealer.keys)
                sealer.check()
            except BaseException:
                self.close()
                raise
        self._desk = Desk(self.journal, new_command)

    acting = staticmethod(acting)

    def close(self) -> None:
        """Give back what the store and the key store hold open."""
        self.journal.rows.close()
        if self.keys is not None:
            self.keys.close()

    def __enter__(self) -> StudioApp:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    # -- handles

    def studio(self, studio: str) -> StudioHandle:
        """工作室."""
        return StudioHandle(self._desk, studio)

    def client(self, studio: str, client: str) -> ClientHandle:
        """服务对象 of a studio."""
        return ClientHandle(self._desk, studio, client)

    def fund_account(self, studio: str, year: int) -> FundAccountHandle:
        """专账 of a fiscal year."""
        return FundAccountHandle(self._desk, studio, year)

    def tariff(self, studio: str) -> TariffHandle:
        """收费项目和标准."""
        return TariffHandle(self._desk, studio)

    def regulation(self, studio: str, kind: str) -> RegulationHandle:
        """一项管理制度."""
        return RegulationHandle(self._desk, studio, kind)

    def library(self, studio: str, kind: str) -> LibraryHandle:
        """一个资源库: `client`, `information`, `tool`, `expert`, `course`."""
        return LibraryHandle(self._desk, studio, kind)

    def resource(self, studio: str, entry: str) -> ResourceHandle:
        """资源库的一个条目."""
        return ResourceHandle(self._desk, studio, entry)

    def annual_plan(self, studio: str, year: int) -> AnnualPlanHandle:
        """年度计划 of a year, and the report on it (年度总结)."""
        return AnnualPlanHandle(self._desk, studio, year)

    def filing(self, studio: str, filing: str) -> FilingHandle:
        """一次报备."""
        return FilingHandle(self._desk, studio, filing)

    def rectification(self, studio: str) -> RectificationHandle:
        """整改台账."""
        return RectificationHandle(self._desk, studio)

    def policy_book(self, owner: str) -> PolicyHandle:
        """政策取值 of a studio, or of a region (`region-330106`)."""
        return PolicyHandle(self._desk, owner)

    def mandates(self, owner: str, person: str) -> MandateHandle:
        """任职、授权、委托 of a person towards a studio, or towards a region."""
        return MandateHandle(self._desk, owner, person_id(person))

    def person(self, region: str, person: str) -> PersonHandle:
        """人员登记 in a region (six digits)."""
        return PersonHandle(self._desk, region, person_id(person))

    def calendar(self, year: int) -> CalendarHandle:
        """工作日历."""
        return CalendarHandle(self._desk, year)

    def expert_contract(self, studio: str, contract: str) -> ExpertContractHandle:
        """外聘专家聘用合同."""
        return ExpertContractHandle(self._desk, studio, contract)

    def discipline(self, studio: str, matter: str) -> DisciplineHandle:
        """一件纪律事项: a report, and what is done about it."""
        return DisciplineHandle(self._desk, studio, matter)

    def conduct(self, studio: str, person: str) -> ConductHandle:
        """廉洁承诺与申报 of a person."""
        return ConductHandle(self._desk, studio, person_id(person))

    def inspections(self, studio: str, year: int) -> InspectionHandle:
        """监督检查 of a year."""
        return InspectionHandle(self._desk, studio, year)

    def evaluation(self, studio: str, year: int) -> EvaluationHandle:
        """年度评价考核."""
        return EvaluationHandle(self._desk, studio, year)

    def appointment(self, studio: str, appointment: str) -> AppointmentHandle:
        """预约."""
        return AppointmentHandle(self._desk, studio, appointment)

    def case(self, studio: str, case: str) -> ClientCaseHandle:
        """服务项目."""
        return ClientCaseHandle(self._desk, studio, case)

    def archive(self, studio: str, code: str) -> ArchiveHandle:
        """一件档案, by its archive code (档号)."""
        return ArchiveHandle(self._desk, studio, code)

    def destruction(self, studio: str, batch: str) -> DestructionHandle:
        """一份销毁清册."""
        return DestructionHandle(self._desk, studio, batch)

    def ledger(self, studio: str, ledger: str, month: str) -> LedgerHandle:
        """月度台账: `services` or `appointments` of a month `2025-03`."""
        return LedgerHandle(self._desk, studio, ledger, month)

    def reception(self, studio: str, month: str) -> ReceptionHandle:
        """日常接待台账 of a month (`2025-03`)."""
        return ReceptionHandle(self._desk, studio, month)

    def training(self, studio: str, program: str) -> TrainingHandle:
        """创业培训."""
        return TrainingHandle(self._desk, studio, program)

    def activity(self, studio: str, activity: str) -> ServiceActivityHandle:
        """活动, with the support given to it."""
        return ServiceActivityHandle(self._desk, studio, activity)

    def publication(self, studio: str, publication: str) -> PublicationHandle:
        """公告、宣传."""
        return PublicationHandle(self._desk, studio, publication)

    def case_study(self, studio: str, study: str) -> CaseStudyHandle:
        """案例汇编."""
        return CaseStudyHandle(self._desk, studio, study)

    def pilot(self, studio: str, pilot: str) -> PilotHandle:
        """技能创业试点."""
        return PilotHandle(self._desk, studio, pilot)

    def development(self, studio: str, year: int) -> DevelopmentHandle:
        """成长与研发台账 of a year."""
        return DevelopmentHandle(self._desk, studio, year)

    # -- reading

    def policy(self, owner: str) -> Policy:
        """The policy of a studio or region; `.on(day)` are the terms of a day."""
        return self._desk.policy(owner)

    def history(self, owner: str, after: int = 0, until: int | None = None) -> Iterator[Recorded[Any]]:
        """The facts of a studio or region by position: after *after*, up to and with *until*."""
        return self.journal.history(owner, after, until)

    def state(self, stream: str, *, as_of: date | None = None) -> Any:
        """The state of a stream, or what it was at the end of a legal day; None before the first fact.

        `ValueError` for a kind of stream that is not ours, `BrokenHistory` for one that makes no sense.
        """
        aggregate = aggregate_of(stream)
        if aggregate is None:
            raise ValueError(f"not a stream of a known kind: {stream}")
        events = self.journal.read(stream)
        return replay(aggregate, events) if as_of is None else replay_as_of(aggregate, events, as_of)

    def register(self, register: Register, owner: str, *, as_of: date | None = None) -> Kept:
        """A register of a studio, built from its facts: `app.register(FundLedger(), studio).table("fund_ledger")`."""
        return Kept(register).see_all(self.history(owner), as_of=as_of)

    def audit(self, *studios: str, as_of: date | None = None, known_at: datetime | None = None) -> Report:
        """What does not hold of *studios*, or of all, clause by clause; as of a day (today), as known then (now)."""
        from studio_adapters.auditing import audit_store

        day = legal_day(self.journal.clock()) if as_of is None else as_of
        return audit_store(self.journal, studios=studios or None, as_of=day, known_at=known_at)


def _keys(keys: str | Keys | None) -> Keys | None:
    keys = keys or os.environ.get(KEYS_VARIABLE) or None
    return open_keys(keys) if isinstance(keys, str) else keys
