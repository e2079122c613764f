"""An audit of a store: studio by studio, each proven and judged in one reading, then across studios.

That no position is missing and that time went forward is proven of the store as a whole, before anything is judged.
Nothing is told before all of it is proven.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final

from studio_adapters import codec
from studio_adapters.audit_reading import Proof, read_studio
from studio_adapters.audit_report import ClauseResult, Report, judged, to_json
from studio_adapters.journal import Journal, Rows
from studio_adapters.problems import Problem
from studio_adapters.region_facts import RegionFacts, common_region
from studio_adapters.verification import Unverified, in_order, verify
from studio_domain.audit import Entry, Finding, Grounds, audit_region, examine, merged, regional_checks
from studio_domain.rectification import DeviationApproved, FindingAccepted
from studio_domain.values import stream_owner

__all__ = ["ClauseResult", "Progress", "Report", "UnknownStudio", "audit_store", "to_json"]

Progress = Callable[[int, int], None]
"""Told, now and then, how many facts were judged, and of how many."""

_REGION: Final = "region-"


class UnknownStudio(Problem, LookupError):
    """The store has no facts of a studio that was asked for."""

    def __init__(self, studio: str) -> None:
        super().__init__(f"没有工作室 {studio}", f"there is no studio {studio}")
        self.studio = studio


def audit_store(
    journal: Journal,
    *,
    studios: Sequence[str] | None = None,
    as_of: date,
    known_at: datetime | None = None,
    progress: Progress | None = None,
) -> Report:
    """What does not hold of *studios*, or of the whole store, at the end of a legal day, as known at an instant.

    Every row is verified against its leaf, or there is no report: `Unverified` names one that is not what was
    written. Findings on *studios* are the same as in an audit of all. `UnknownStudio` for a studio without facts.
    """
    rows = journal.rows
    try:
        return _audit(rows, studios, as_of, known_at, progress)
    except Unverified:
        if studios is None:
            verify(rows)  # names the first row of the store that is wrong, in the order of positions
        raise


def _audit(
    rows: Rows, studios: Sequence[str] | None, as_of: date, known_at: datetime | None, progress: Progress | None
) -> Report:
    proof = Proof(rows, in_order(rows) if studios is None else rows.end(), known_at)
    there = rows.owners()
    chosen = _chosen(there, studios)
    scopes = [owner for owner in there if owner.startswith(_REGION)]
    regions = RegionFacts(proof.history, frozenset(there))
    if studios is None:
        regions.books(scopes)
    findings: list[Finding] = []
    owed: list[Entry] = []
    done = 0
    for name in tuple(chosen):
        studio = read_studio(proof, name)
        if not studio.facts:  # it was founded while this audit runs
            chosen.remove(name)
            continue
        grounds = studio.grounds(regions, known_at)
        found = examine(studio.whole(regions), grounds=grounds, studio=name, as_of=as_of, known_at=known_at)
        findings += found.findings
        owed += found.obligations
        done += studio.facts
        if progress is not None and studios is None:
            progress(done, proof.last)
    if studios is None and proof.seen != proof.last:  # a stream that is nobody's: proven as well, and judged across
        proof = Proof(rows, proof.last, known_at)
        proof.all()
    digest, events, total = proof.digest, proof.events, proof.seen  # across studios others are read as well
    across = _across(rows, regions, scopes, proof.last, as_of, known_at)
    ours = frozenset(chosen)
    findings += across if studios is None else (one for one in across if stream_owner(one.evidence[0].stream) in ours)
    if progress is not None:
        progress(total, total)
    findings.sort(key=_in_order)
    owed.sort(key=lambda entry: (entry.opened_by.stream, entry.opened_by.version, entry.key, entry.subject))
    return Report(
        history_digest=digest,
        events=events,
        studios=tuple(chosen),
        as_of=as_of,
        known_at=known_at,
        clauses=judged(findings),
        findings=tuple(findings),
        obligations=tuple(owed),
    )


def _chosen(there: Sequence[str], studios: Sequence[str] | None) -> list[str]:
    known = [owner for owner in there if not owner.startswith(_REGION)]
    if studios is None:
        return known
    for studio in sorted(set(studios)):
        if studio not in known:
            raise UnknownStudio(studio)
    return sorted(set(studios))


def _in_order(finding: Finding) -> tuple[str, int, str, tuple[str, ...]]:
    """By the fact that breached; plain tuples, since there may be many."""
    breach = finding.evidence[0]
    return breach.stream, breach.version, finding.check, finding.subjects


def _across(
    rows: Rows, regions: RegionFacts, scopes: Sequence[str], last: int, as_of: date, known_at: datetime | None
) -> list[Finding]:
    """What must be unique across studios, and the regions' own streams: a pass that reads little else."""
    region = common_region(scope.removeprefix(_REGION) for scope in scopes)
    grounds = Grounds.of(merged((), regions.books(scopes)), region=region, known_at=known_at)
    history = codec.recorded_eagerly(rows.among(_wanted(grounds), _REGION, last))
    return audit_region(history, grounds=grounds, as_of=as_of, known_at=known_at)


def _wanted(grounds: Grounds) -> frozenset[str]:
    """The stored types, in every schema, that checks across studios look at; answers to findings among them."""
    watched: Iterable[type[Any]] = (
        FindingAccepted,
        DeviationApproved,
        *(watch.fact for check in regional_checks(grounds) for watch in check.watches()),
    )
    names = {codec.TOPIC[fact].rpartition("/")[0] for fact in watched if fact in codec.TOPIC}
    return frozenset(f"{name}/{schema}" for name in names for schema in range(1, codec.BY_NAME[name].schema + 1))
