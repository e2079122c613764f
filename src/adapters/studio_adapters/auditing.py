"""An audit of a store: studio by studio, each proven and judged in one reading, then across studios.

That no position is missing and that time went forward is proven of the store as a whole, before anything is judged.
Nothing is told before all of it is proven.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, Final

from studio_adapters import codec
from studio_adapters.audit_reading import Proof
from studio_adapters.audit_report import ClauseResult, Report, judged, to_json
from studio_adapters.audit_workers import Judged, Judging, Shares, Workers, shared
from studio_adapters.journal import Journal, Rows
from studio_adapters.problems import Problem
from studio_adapters.region_facts import RegionFacts, common_region
from studio_adapters.verification import Unverified, in_order, verify
from studio_domain.audit import Entry, Finding, Grounds, audit_region, merged, regional_checks
from studio_domain.rectification import DeviationApproved, FindingAccepted
from studio_domain.values import stream_owner

__all__ = ["ClauseResult", "Progress", "Report", "UnknownStudio", "Workers", "audit_store", "to_json"]

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
    workers: Workers | None = None,
) -> Report:
    """What does not hold of *studios*, or of the whole store, at the end of a legal day, as known at an instant.

    Every row is verified against its leaf, or there is no report: `Unverified` names one that is not what was
    written. Findings on *studios* are the same as in an audit of all. `UnknownStudio` for a studio without facts.
    With *workers* several processes judge the whole store; the report is the same byte for byte.
    """
    rows = journal.rows
    try:
        return _audit(journal, studios, as_of, known_at, progress, workers)
    except Unverified:
        if studios is None:
            verify(rows)  # names the first row of the store that is wrong, in the order of positions
        raise


def _audit(
    journal: Journal,
    studios: Sequence[str] | None,
    as_of: date,
    known_at: datetime | None,
    progress: Progress | None,
    workers: Workers | None,
) -> Report:
    rows = journal.rows
    judging = Judging.of(journal, in_order(rows) if studios is None else rows.end(), as_of, known_at)
    proof, regions, there = judging.proof, judging.regions, rows.owners()
    scopes = [owner for owner in there if owner.startswith(_REGION)]
    if studios is None:
        regions.books(scopes)
    chosen: list[str] = []
    findings: list[Finding] = []
    owed: list[Entry] = []
    done = 0
    with _judged(judging, _chosen(there, studios), workers if studios is None else None) as all_judged:
        if studios is None:  # while others judge
            findings += _across(rows, regions, scopes, proof.last, as_of, known_at)
        for found in all_judged:
            if not found.facts:  # it was founded while this audit runs
                continue
            chosen.append(found.name)
            findings += found.findings
            owed += found.obligations
            done += found.facts
            if progress is not None and studios is None:
                progress(done, proof.last)
    if studios is None and proof.seen != proof.last:  # a stream that is nobody's: proven as well, and judged across
        proof = Proof(rows, proof.last, known_at)
        proof.all()
    digest, events, total = proof.digest, proof.events, proof.seen
    if studios is not None:  # for this, regions are read that are none of theirs
        across = _across(rows, regions, scopes, proof.last, as_of, known_at)
        findings += (one for one in across if stream_owner(one.evidence[0].stream) in chosen)
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


@contextmanager
def _judged(judging: Judging, names: Sequence[str], workers: Workers | None) -> Iterator[Iterator[Judged]]:
    """Each studio in turn, judged here or by other processes, which must not make a difference."""
    if workers is None or workers.processes < 2 or len(names) < 2:
        yield map(judging.judge, names)
        return
    with shared(workers, names, judging) as shares:
        yield _gathered(judging, shares)


def _gathered(judging: Judging, shares: Shares) -> Iterator[Judged]:
    for names, share in shares:
        if share is None:
            yield from map(judging.judge, names)
            continue
        judging.proof.heads |= share.heads
        judging.proof.events += share.events
        judging.proof.seen += share.seen
        yield from share.judged


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
