"""A programme that was cancelled keeps nobody's money (三、（三）): what was charged for it was refunded before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import define, field

from studio_domain.aggregate import Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, fen, finding
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import Clause, Kind
from studio_domain.training_program import facts as training

UNREFUNDED: Final = Predicate(
    "training.cancelled-unrefunded",
    Clause.REASONABLE_FEES,
    Kind.X,
    zh="培训 {subject} 取消时，收费 {charge} 尚有 {delta:yuan} 元未退",
    en="when the programme {subject} was cancelled, {delta:yuan} of the charge {charge} were not refunded",
)

_Charge = tuple[str, str, str]
"""A studio, the year of the account, the charge."""


@define
class CancelledFees:
    """At each cancellation what is known of the charges noted; a refund later on remedies."""

    _noted: dict[str, list[_Charge]] = field(factory=dict)
    _charged: dict[_Charge, int] = field(factory=dict)
    _refunded: Counter[_Charge] = field(factory=Counter)
    _open: dict[_Charge, list[Finding]] = field(factory=dict)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(fund.FeeCharged, self._charge)
        yield on(fund.FeeRefunded, self._refund)
        yield on(training.ProgramCharged, self._note)
        yield on(training.ProgramCancelled, self._cancelled)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found
        for found in self._open.values():
            yield from found

    def _charge(self, event: Recorded[fund.FeeCharged]) -> None:
        self._charged.setdefault((event.studio, event.stream.rpartition("/")[2], event.fact.charge), event.fact.fen)

    def _refund(self, event: Recorded[fund.FeeRefunded]) -> None:
        fact = event.fact
        year = event.stream.rpartition("/")[2] if fact.charge_year is None else str(fact.charge_year)
        charge = event.studio, year, fact.charge
        self._refunded[charge] += fact.fen
        if charge in self._open and self._rest(charge) <= 0:
            self._found += [one.with_remedy(event.place) for one in self._open.pop(charge)]

    def _note(self, event: Recorded[training.ProgramCharged]) -> None:
        fact = event.fact
        self._noted.setdefault(event.stream, []).append((event.studio, str(fact.year), fact.charge))

    def _cancelled(self, event: Recorded[training.ProgramCancelled]) -> None:
        for charge in self._noted.get(event.stream, ()):
            if (rest := self._rest(charge)) > 0:
                found = finding(
                    UNREFUNDED, event, event.stream.rpartition("/")[2], charge[2],
                    expected=fen(self._charged[charge]), actual=fen(self._refunded[charge]), delta=fen(rest),
                    charge=charge[2],
                )  # fmt: skip
                self._open.setdefault(charge, []).append(found)

    def _rest(self, charge: _Charge) -> int:
        return self._charged.get(charge, 0) - self._refunded[charge]
