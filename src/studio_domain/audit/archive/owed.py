"""What the archives owe (3.4.4.a, d2, d3): the year's records filed, loans back, integrity checked and restored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any, Final

from attrs import frozen

from studio_domain.aggregate import Recorded
from studio_domain.archive_record import facts as archive
from studio_domain.archive_record.facts import Medium
from studio_domain.audit.archive.known import GONE, ArchivesKnown, RecordKnown
from studio_domain.audit.archive.lending import loans_of
from studio_domain.audit.engine import Watch
from studio_domain.audit.finding import Finding
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.obligations import ObligationLedger
from studio_domain.guideline import obligation
from studio_domain.working_calendar import Due

_KEYS: Final = ("archive_annual", "loan_return", "integrity_check", "integrity_restore")


@frozen
class ArchivesOwed:
    """年度归档 archive_annual, 归还 loan_return, 完整性检测 integrity_check, 修复 integrity_restore.

    Loans are renewed and records leave the archives, so a ledger is drawn up anew each time it is asked for.
    """

    known: ArchivesKnown
    grounds: Grounds

    def watches(self) -> Iterator[Watch]:
        yield from ()

    @property
    def ledgers(self) -> tuple[ObligationLedger, ...]:
        """For the register of obligations."""
        annual, loans, checked, restored = (ObligationLedger.of(obligation(key)) for key in _KEYS)
        for of in self.known.records.values():
            self._annual(annual, of)
            self._loans(loans, of)
            self._checked(checked, of)
            self._restored(restored, of)
        return annual, loans, checked, restored

    def findings(self, as_of: date) -> Iterator[Finding]:
        for ledger in self.ledgers:
            yield from ledger.findings(as_of)

    def _annual(self, ledger: ObligationLedger, of: RecordKnown) -> None:
        """What was collected in a year is filed by the day of the next one."""
        collected = of.last(archive.RecordCollected)
        if collected is None or collected.fact.on.year >= date.max.year:
            return
        year = collected.fact.on.year
        ends = date(year, 12, 31)
        terms = self.grounds.policy.on(ends)
        rolls = ledger.obligation.due.rolls_over and terms.deadline.rollover
        due = self.grounds.working_days.due_on(terms.archive.annual_due, year + 1, rollover=rolls)
        ledger.open(of.name, collected, ends, due, terms)
        first = of.filed() or of.gone()
        if first is not None:
            ledger.discharge(of.name, first, first.fact.on)

    def _loans(self, ledger: ObligationLedger, of: RecordKnown) -> None:
        for loan in loans_of(of).values():
            if loan.lent is not None and loan.due is not None:
                subject, day = f"{of.name}/{loan.loan}", loan.lent.fact.on
                ledger.open(subject, loan.lent, day, Due(loan.due), self.grounds.policy.on(day))
                if loan.back is not None:
                    ledger.discharge(subject, loan.back, loan.back.fact.on)

    def _checked(self, ledger: ObligationLedger, of: RecordKnown) -> None:
        """Each filing and each check of an electronic record asks for the next one, until the record is gone."""
        held = of.holding()
        if held is None or held.medium is not Medium.ELECTRONIC:
            return
        filed = of.filed()
        turns: list[Recorded[Any]] = [] if filed is None else [filed]
        turns += [one for one in of.events if isinstance(one.fact, (archive.IntegrityVerified, *GONE))]
        ends = [*turns, None]
        for begun, met in pairwise(ends):
            if begun is None or isinstance(begun.fact, GONE):
                break
            self._open(ledger, of, begun, self.grounds.policy.on(begun.fact.on).archive.integrity_days, met)

    def _restored(self, ledger: ObligationLedger, of: RecordKnown) -> None:
        """What failed a check passes one, is migrated, or is gone."""
        for failed in of.all(archive.IntegrityFailed):
            cures = archive.IntegrityVerified | archive.RecordMigrated
            met = next(
                (one for one in of.events if one.position > failed.position and isinstance(one.fact, (cures, *GONE))),
                None,
            )
            self._open(ledger, of, failed, self.grounds.policy.on(failed.fact.on).holdings.restore_days, met)

    def _open(
        self, ledger: ObligationLedger, of: RecordKnown, begun: Recorded[Any], allowed: int, met: Recorded[Any] | None
    ) -> None:
        day = begun.fact.on
        due = self.grounds.working_days.due_in_days(day, allowed, rollover=False)
        ledger.open(of.name, begun, day, due, self.grounds.policy.on(day))
        if met is not None:
            ledger.discharge(of.name, met, met.fact.on)
