"""An audit of a store: a first pass that proves the rows, then studio by studio, then across studios.

No store is ever in memory as a whole. What is kept of it: a head for each stream, the persons of each studio, and
the facts of the regions that serve as grounds (policies, calendars, mandates, persons), which are read once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import chain
from operator import attrgetter
from typing import Any, Final

from attrs import define, field

from studio_adapters import codec
from studio_adapters.audit_report import ClauseResult, Report, judged, to_json
from studio_adapters.journal import Journal, Kept, Rows, instant
from studio_adapters.problems import Problem
from studio_adapters.region_facts import RegionFacts, common_region, persons_in
from studio_adapters.verification import Chain, Unverified, heads_digest
from studio_domain.aggregate import Recorded
from studio_domain.audit import Entry, Finding, Grounds, audit_region, examine, merged, regional_checks
from studio_domain.policy import scopes_of
from studio_domain.rectification import DeviationApproved, FindingAccepted
from studio_domain.studio import CarrierRegistered
from studio_domain.values import NATION, stream_owner

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

    Every row is verified against its leaf first: `Unverified` names one that is not what was written. Findings on
    *studios* are the same as in an audit of all. `UnknownStudio` for a studio without facts.
    """
    rows = journal.rows
    there = rows.owners()
    known = [owner for owner in there if not owner.startswith(_REGION)]
    chosen = known if studios is None else sorted(set(studios))
    for studio in chosen:
        if studio not in known:
            raise UnknownStudio(studio)
    survey = _Survey(Chain(rows.origin), None if known_at is None else instant(known_at))
    if studios is None:
        survey.all(rows)
    else:
        regions = {scope for studio in chosen for scope in scopes_of(_region_of(rows, studio, known_at))}
        for owner in (*chosen, *(owner for owner in there if owner in regions)):
            survey.owner(rows, owner)
    facts = RegionFacts(rows, frozenset(there), survey.last)
    findings: list[Finding] = []
    owed: list[Entry] = []
    done = 0
    for studio in chosen:
        region = _region_of(rows, studio, known_at)
        over = scopes_of(region)
        grounds = Grounds.of(
            merged(_prelude(rows, studio), facts.books(over)), studio=studio, region=region, known_at=known_at
        )
        history = codec.recorded_anyhow(rows.history(studio, 0, survey.last))
        whole = merged(history, facts.of(over, survey.persons.get(studio, frozenset())))
        found = examine(whole, grounds=grounds, studio=studio, as_of=as_of, known_at=known_at)
        findings += found.findings
        owed += found.obligations
        done += survey.counts.get(studio, 0)
        if progress is not None:
            progress(done, survey.total)
    across = _across(rows, facts, there, survey.last, as_of, known_at)
    ours = frozenset(chosen)
    findings += across if studios is None else (one for one in across if stream_owner(one.evidence[0].stream) in ours)
    if progress is not None:
        progress(survey.total, survey.total)
    findings.sort(key=_in_order)
    owed.sort(key=lambda entry: (entry.opened_by.stream, entry.opened_by.version, entry.key, entry.subject))
    return Report(
        history_digest=heads_digest(survey.heads),
        events=survey.events,
        studios=tuple(chosen),
        as_of=as_of,
        known_at=known_at,
        clauses=judged(findings),
        findings=tuple(findings),
        obligations=tuple(owed),
    )


def _in_order(finding: Finding) -> tuple[str, int, str, tuple[str, ...]]:
    """By the fact that breached; plain tuples, since there may be many."""
    breach = finding.evidence[0]
    return breach.stream, breach.version, finding.check, finding.subjects


# -- the first pass


@define
class _Survey:
    """What the first pass finds: that every row is what was written, who acts where, what was known by then."""

    chain: Chain
    until: str | None
    heads: dict[str, tuple[int, str]] = field(factory=dict)
    persons: dict[str, set[str]] = field(factory=dict)
    counts: dict[str, int] = field(factory=dict)
    events: int = 0
    last: int = 0

    @property
    def total(self) -> int:
        """How many facts lie in what was read."""
        return sum(self.counts.values())

    def all(self, rows: Rows) -> None:
        """The whole store, whose positions have no gap."""
        for kept in rows.follow():
            if kept[0] != self.last + 1:
                raise Unverified(f"#{self.last + 1}", f"缺失, 其后为 {kept[0]}", f"is missing, {kept[0]} follows")
            self._see(kept)

    def owner(self, rows: Rows, owner: str) -> None:
        """One studio, or one region; each has an order of its own."""
        self.chain.last = ""
        for kept in rows.history(owner):
            self._see(kept)

    def _see(self, kept: Kept) -> None:
        position, stream, version, _, _, recorded_at, proof = kept
        self.chain.see(kept)
        self.last = max(self.last, position)
        owner = stream_owner(stream)
        self.counts[owner] = self.counts.get(owner, 0) + 1
        if not owner.startswith(_REGION):
            self.persons.setdefault(owner, set()).update(persons_in(kept))
        if self.until is None or recorded_at <= self.until:
            self.events += 1
            self.heads[stream] = version, proof.hex()


# -- grounds


def _prelude(rows: Rows, studio: str) -> Iterator[Recorded[Any]]:
    """The studio's own profile and policy book, in the order of positions."""
    books = (codec.recorded_anyhow(rows.read(f"{studio}/{kind}")) for kind in ("studio/profile", "policy/values"))
    yield from sorted(chain(*books), key=attrgetter("position"))


def _region_of(rows: Rows, studio: str, known_at: datetime | None) -> str:
    """The code of the region in which the studio lies, as it was known; the nation where nobody said."""
    code = NATION
    for event in codec.recorded_anyhow(rows.read(f"{studio}/studio/profile")):
        if isinstance(event.fact, CarrierRegistered) and (known_at is None or event.recorded_at <= known_at):
            code = event.fact.region.code
    return code


# -- across studios


def _across(
    rows: Rows, facts: RegionFacts, there: Sequence[str], last: int, as_of: date, known_at: datetime | None
) -> list[Finding]:
    """What must be unique across studios, and the regions' own streams: a pass that decodes little else."""
    scopes = [owner for owner in there if owner.startswith(_REGION)]
    region = common_region(scope.removeprefix(_REGION) for scope in scopes)
    grounds = Grounds.of(merged((), facts.books(scopes)), region=region, known_at=known_at)
    wanted = _wanted(grounds)
    chosen = (kept for kept in _up_to(rows, last) if kept[1].startswith(_REGION) or kept[3] in wanted)
    return audit_region(codec.recorded_anyhow(chosen), grounds=grounds, as_of=as_of, known_at=known_at)


def _up_to(rows: Rows, last: int) -> Iterator[Kept]:
    for kept in rows.follow():
        if kept[0] > last:
            return
        yield kept


def _wanted(grounds: Grounds) -> frozenset[str]:
    """The stored types, in every schema, that checks across studios look at; answers to findings among them."""
    watched: Iterable[type[Any]] = (
        FindingAccepted,
        DeviationApproved,
        *(watch.fact for check in regional_checks(grounds) for watch in check.watches()),
    )
    names = {codec.TOPIC[fact].rpartition("/")[0] for fact in watched if fact in codec.TOPIC}
    return frozenset(f"{name}/{schema}" for name in names for schema in range(1, codec.BY_NAME[name].schema + 1))
