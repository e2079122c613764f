"""Checks of 解聘 and 结清 (3.4.8.d): ended with cause, in writing, from now on; then settled, and nothing more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import define, field

from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.expert.fees import Fees
from studio_domain.audit.expert.known import ContractsKnown
from studio_domain.audit.finding import Finding, Measure, Predicate, count, days, finding, on_day, text
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.legal_days import day_of
from studio_domain.expert_contract import facts as expert
from studio_domain.guideline import Clause, Kind

NO_EVIDENCE: Final = Predicate(
    "expert.dismissed-without-evidence",
    Clause.EXPERT_RENEWAL,
    Kind.G,
    zh="{stream} 因故解聘，没有证据或未及时通知本人",
    en="{stream} was terminated for cause without evidence, or without notice in time",
)
UNWRITTEN: Final = Predicate(
    "expert.renewal-unwritten",
    Clause.EXPERT_RENEWAL,
    Kind.A,
    zh="{stream} 的续聘或解聘没有文件",
    en="{stream}: there is no document of the renewal or termination",
)
DECIDED_LATE: Final = Predicate(
    "expert.decided-late",
    Clause.EXPERT_RENEWAL,
    Kind.G,
    zh="{stream} 的暂停、恢复或解聘于 {expected} 决定，却自 {actual} 起算",
    en="{stream}: suspension, resumption or termination was decided on {expected}, and is to hold from {actual}",
)
AFTER_END: Final = Predicate(
    "expert.after-end",
    Clause.EXPERT_RENEWAL,
    Kind.G,
    zh="{stream} 已于 {expected} 终止或结清，{actual} 仍有任务、考核、续聘等事项",
    en="{stream} ended or was settled on {expected}, and goes on with tasks, fees or renewals on {actual}",
)
SETTLED_OPEN: Final = Predicate(
    "expert.settled-open",
    Clause.EXPERT_RENEWAL,
    Kind.A,
    zh="{stream} 结清时聘期未满，或劳务费、服务时长、资料尚有未了（{delta} 项）",
    en="{stream} was settled before its end, or with fees, hours or materials open ({delta} in all)",
)

_Closing = expert.ExpiryAcknowledged | expert.ContractSettled


@define
class Ending:
    """How a contract ends. After its last day nothing follows but settlement, and after that nothing."""

    grounds: Grounds
    known: ContractsKnown
    fees: Fees
    _closed: dict[str, Recorded[_Closing]] = field(factory=dict)
    """The latest fact that says that nothing more is to come."""
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(expert.TaskAssigned, self._task)
        yield on(expert.FeeClaimed, self._fee)
        yield on(expert.ExpertEvaluated, self._evaluated)
        yield on(expert.ContractRenewed, self._renewed)
        yield on(expert.ContractSuspended, self._suspended)
        yield on(expert.ContractResumed, self._resumed)
        yield on(expert.ContractTerminated, self._terminated)
        yield on(expert.ExpiryAcknowledged, self._acknowledged)
        yield on(expert.ContractSettled, self._settled)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    # -- what ends it

    def _terminated(self, event: Recorded[expert.ContractTerminated]) -> None:
        fact = event.fact
        terminations = self.known.contracts[event.stream].terminations
        if len(terminations) > 1:
            self._after_end(event, fact.last_day, terminations[0][1])
        self._late(event, fact.last_day)
        if not fact.document.strip():
            self._add(UNWRITTEN, event, count(1), count(0), count(1))
        if fact.cause is not expert.TerminationCause.FOR_CAUSE:
            return
        noticed = fact.notified is not None and fact.notified <= fact.last_day
        shown = bool((fact.evidence or "").strip())
        missing = [name for name, there in (("evidence", shown), ("notice", noticed)) if not there]
        if missing:
            self._add(NO_EVIDENCE, event, count(2), text(", ".join(missing)), count(len(missing)))

    def _suspended(self, event: Recorded[expert.ContractSuspended]) -> None:
        self._past(event, event.fact.first)
        self._late(event, event.fact.first)

    def _resumed(self, event: Recorded[expert.ContractResumed]) -> None:
        self._late(event, event.fact.first)

    def _late(self, event: Recorded[Any], holds: date) -> None:
        """Nobody decides for days that are over: what was served on them would be unserved."""
        decided = day_of(event.context.occurred)
        if holds < decided:
            self._add(DECIDED_LATE, event, on_day(decided), on_day(holds), days((decided - holds).days))

    # -- what follows the end

    def _task(self, event: Recorded[expert.TaskAssigned]) -> None:
        self._past(event, event.context.day)

    def _renewed(self, event: Recorded[expert.ContractRenewed]) -> None:
        terminations = self.known.contracts[event.stream].terminations
        closed = self._closed.get(event.stream)
        if terminations:
            self._after_end(event, event.fact.on, terminations[0][1])
        elif closed is not None:
            self._after_end(event, event.fact.on, closed.fact.on, (closed.place,))
        if not event.fact.document.strip():
            self._add(UNWRITTEN, event, count(1), count(0), count(1))

    def _fee(self, event: Recorded[expert.FeeClaimed]) -> None:
        self._settled_before(event, event.fact.on)

    def _evaluated(self, event: Recorded[expert.ExpertEvaluated]) -> None:
        self._settled_before(event, event.fact.on)

    def _settled_before(self, event: Recorded[Any], day: date) -> None:
        closed = self._closed.get(event.stream)
        if closed is not None and isinstance(closed.fact, expert.ContractSettled):
            self._after_end(event, day, closed.fact.on, (closed.place,))

    def _past(self, event: Recorded[Any], day: date) -> None:
        last = self.known.contracts[event.stream].last_day()
        if last is not None and day > last:
            self._after_end(event, day, last)

    def _after_end(self, event: Recorded[Any], day: date, ended: date, also: tuple[Place, ...] = ()) -> None:
        self._add(AFTER_END, event, on_day(ended), on_day(day), days(abs((day - ended).days)), also)

    # -- settlement

    def _acknowledged(self, event: Recorded[expert.ExpiryAcknowledged]) -> None:
        self._closed.setdefault(event.stream, event)

    def _settled(self, event: Recorded[expert.ContractSettled]) -> None:
        fact, last = event.fact, self.known.contracts[event.stream].last_day()
        still = [f"fee {fee}" for fee in self.fees.unpaid(event.stream)]
        still += ["hours"] if self.fees.unclaimed(event.stream, self.grounds.policy.on(fact.on)) > 0 else []
        still += [] if fact.materials_returned else ["materials"]
        still += ["term"] if last is None or last >= fact.on else []
        if still:
            self._add(SETTLED_OPEN, event, count(0), text(", ".join(still)), count(len(still)))
        self._closed[event.stream] = event

    def _add(
        self,
        predicate: Predicate,
        event: Recorded[Any],
        expected: Measure,
        actual: Measure,
        delta: Measure,
        also: tuple[Place, ...] = (),
    ) -> None:
        found = finding(predicate, event, event.stream, expected=expected, actual=actual, delta=delta, also=also)
        self._found.append(found)
