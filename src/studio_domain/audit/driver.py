"""An audit, studio by studio, then the region: which checks run, over which facts, and what comes out.

A check remembers what it saw, so each audit makes its own.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Final, Protocol, runtime_checkable

from attrs import frozen

from studio_domain.aggregate import Recorded
from studio_domain.audit import (
    account_life,
    actors,
    appointment,
    archive,
    bookings,
    budget,
    budget_execution,
    budget_form,
    carrier_rules,
    claim_days,
    claim_form,
    claim_hands,
    claims,
    client,
    closing,
    conduct,
    discipline,
    evaluation,
    fees,
    filing,
    fund_ledger,
    open_names,
    papers,
    policies,
    posts,
    program,
    receipts,
    reconciliation,
    refunds,
    regional,
    registration,
    regulations,
    resource,
    roles,
    studio,
    supplements,
    tariffs,
    trail,
    transfers,
    voucher_use,
    vouchers,
    year_end,
)
from studio_domain.audit import case as cases
from studio_domain.audit import expert as experts
from studio_domain.audit.client.secrecy import Secrecy
from studio_domain.audit.engine import Check, See, Watch, audit
from studio_domain.audit.finding import Finding, Predicate
from studio_domain.audit.fund_checks import fund_checks
from studio_domain.audit.grounds import Grounds
from studio_domain.audit.obligations import Entry, ObligationLedger


def all_checks(grounds: Grounds) -> tuple[Check, ...]:
    """Every check of a studio, new."""
    return (
        trail.Trail(grounds.policy),
        actors.Actors(),
        papers.Papers(),
        roles.Roles(),
        policies.Policies(grounds),
        regulations.Regulations(),
        registration.Registration(grounds),
        tariffs.Tariffs(grounds),
        fees.Fees(grounds),
        *fund_checks(grounds),
        *studio.studio_checks(grounds),
        *resource.resource_checks(grounds),
        *client.client_checks(grounds),
        *cases.case_checks(grounds),
        *appointment.appointment_checks(grounds),
        *experts.expert_checks(grounds),
        *filing.filing_checks(grounds),
        *discipline.discipline_checks(grounds),
        *evaluation.evaluation_checks(grounds),
        *conduct.conduct_checks(grounds),
        *archive.archive_checks(grounds),
        *program.program_checks(grounds),
    )


def regional_checks(grounds: Grounds) -> tuple[Check, ...]:
    """Every check of a region, new: what is unique across studios, and the region's own streams."""
    return (
        regional.InvoicesAcrossStudios(),
        regional.PersonsAcrossRegions(),
        *appointment.regional_appointment_checks(grounds),
        *experts.regional_expert_checks(),
        regional.NamesAcrossStudios(),
        _OfRegions(
            (
                trail.Trail(grounds.policy),
                actors.Actors(),
                papers.Papers(),
                roles.Roles(),
                policies.Policies(grounds),
                Secrecy(),
            )
        ),
    )


@runtime_checkable
class Owing(Protocol):
    """A check that also keeps obligations."""

    @property
    def ledgers(self) -> Iterable[ObligationLedger]:
        """Its ledgers, one a kind of obligation."""
        ...


_MODULES: Final = (
    trail, actors, papers, roles, posts, policies, regulations, registration, tariffs, fees, account_life, bookings,
    budget, budget_form, budget_execution, carrier_rules, claim_form, claim_hands, claims, claim_days, vouchers,
    voucher_use, receipts, transfers, fund_ledger, reconciliation, closing, year_end, supplements, refunds,
    open_names, regional,
    *studio.PREDICATE_MODULES,
    *resource.PREDICATE_MODULES,
    *client.PREDICATE_MODULES,
    *cases.PREDICATE_MODULES,
    *appointment.PREDICATE_MODULES,
    *experts.PREDICATE_MODULES,
    *filing.PREDICATE_MODULES,
    *discipline.PREDICATE_MODULES,
    *evaluation.PREDICATE_MODULES,
    *conduct.PREDICATE_MODULES,
    *archive.PREDICATE_MODULES,
    *program.PREDICATE_MODULES,
)  # fmt: skip


def _predicates() -> Iterator[Predicate]:
    for module in _MODULES:
        yield from (found for found in vars(module).values() if isinstance(found, Predicate))
    for check in all_checks(Grounds()):
        yield from (ledger.predicate for ledger in _ledgers(check))


def _ledgers(check: Check) -> Iterable[ObligationLedger]:
    return check.ledgers if isinstance(check, Owing) else ()


ALL_PREDICATES: Final[Mapping[str, Predicate]] = MappingProxyType({found.check: found for found in _predicates()})
"""What each check holds a history to, by its stable name."""


@frozen
class Examination:
    """What an audit of a studio gives: what does not hold, and what is owed as of the day."""

    findings: tuple[Finding, ...]
    obligations: tuple[Entry, ...]


def examine(
    history: Iterable[Recorded[Any]],
    *,
    grounds: Grounds,
    studio: str,
    as_of: date,
    known_at: datetime | None = None,
) -> Examination:
    """Findings and obligations of *studio*, from one pass over its history and its regions' (see `merged`).

    What the facts of a region breached is not the studio's: `audit_region` tells it.
    """
    checks = all_checks(grounds)
    found = audit(history, checks, as_of=as_of, known_at=known_at, owner=studio)
    owed = (entry for check in checks for ledger in _ledgers(check) for entry in ledger.entries(as_of))
    ours = (entry for entry in owed if entry.opened_by.stream.startswith(f"{studio}/"))
    return Examination(tuple(found), tuple(sorted(ours, key=lambda entry: (entry.opened_by, entry.key, entry.subject))))


def audit_studio(
    history: Iterable[Recorded[Any]],
    *,
    grounds: Grounds,
    studio: str,
    as_of: date,
    known_at: datetime | None = None,
) -> list[Finding]:
    """The findings of *studio*, as of the end of a legal day, by what was known at an instant."""
    return list(examine(history, grounds=grounds, studio=studio, as_of=as_of, known_at=known_at).findings)


def obligation_register(
    history: Iterable[Recorded[Any]],
    *,
    grounds: Grounds,
    studio: str,
    as_of: date,
    known_at: datetime | None = None,
) -> list[Entry]:
    """The obligation ledger (义务台账) of *studio*, in the order in which the obligations were opened."""
    return list(examine(history, grounds=grounds, studio=studio, as_of=as_of, known_at=known_at).obligations)


def audit_region(
    history: Iterable[Recorded[Any]], *, grounds: Grounds, as_of: date, known_at: datetime | None = None
) -> list[Finding]:
    """What does not hold across the studios of a region, and in the region's own streams; *history* has them all."""
    return audit(history, regional_checks(grounds), as_of=as_of, known_at=known_at)


def merged(
    studio_history: Iterable[Recorded[Any]], region_histories: Iterable[Iterable[Recorded[Any]]] = ()
) -> Iterator[Recorded[Any]]:
    """The facts of a studio and of the regions that it lies in, as one history in the order of positions."""
    return heapq.merge(studio_history, *region_histories, key=attrgetter("position"))


@frozen
class _OfRegions:
    """Checks that see the streams of regions alone; a fact of a studio is passed over once, not by each."""

    checks: tuple[Check, ...]

    def watches(self) -> Iterator[Watch]:
        seen_by: dict[type[Any], list[See]] = {}
        for check in self.checks:
            for watch in check.watches():
                seen_by.setdefault(watch.fact, []).append(watch.see)
        for fact, sees in seen_by.items():
            yield Watch(fact, _only_regions(sees))

    def findings(self, as_of: date) -> Iterator[Finding]:
        for check in self.checks:
            yield from check.findings(as_of)


def _only_regions(sees: Sequence[See]) -> See:
    def see_region(event: Recorded[Any]) -> None:
        if event.stream.startswith("region-"):
            for see in sees:
                see(event)

    return see_region
