"""如实记录 (3.4.0.c): the trail itself. Impossible histories are found here, not crashed on.

Every fact passes `Trail` once, so it remembers one entry a stream and one a command, and asks for terms
only where a fact was written down late.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import attrs
from attrs import define, field

from studio_domain.aggregate import NO_CONTEXT, Context, Recorded, Unreadable
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, Severity, count, days, finding, text
from studio_domain.expert_contract.facts import BookingMade, BookingReleased
from studio_domain.guideline import Clause, Kind
from studio_domain.mentor_diary import ServiceCounted
from studio_domain.policy import Policy
from studio_domain.values import legal_day

CLOCK_SKEW: Final = timedelta(minutes=5)
"""How far the clocks of a service and of its journal may lie apart."""

_LAG: Final = -CLOCK_SKEW
_END: Final = datetime.max.replace(tzinfo=UTC) - CLOCK_SKEW
_KEYS: Final = {
    **dict.fromkeys(("fund", "invoice"), "backdate.finance_days"),
    **dict.fromkeys(
        ("activity", "appointment", "case", "diary", "reception", "room", "training"), "backdate.service_days"
    ),
}
"""Kind of stream → the policy key for late entries; any other kind is a general matter."""
_ACCOMPANIES: Final[dict[type[Any], str]] = {
    **dict.fromkeys((BookingMade, BookingReleased), "backdate.service_days"),
    ServiceCounted: "backdate.max_days",
}
"""A fact that is written with another is late when that is, whatever stream it stands in: with an appointment's that of
a contract, with a contract's that of a diary."""

_CLAUSE: Final = Clause.TRUTHFUL_REPORTS

GAP: Final = Predicate(
    "trail.gap",
    _CLAUSE,
    Kind.G,
    zh="{stream} 记录不连续：应为第 {expected} 条，实为第 {actual} 条",
    en="{stream} is not whole: version {expected} was due, {actual} is there",
)
UNREADABLE: Final = Predicate(
    "trail.unreadable",
    _CLAUSE,
    Kind.G,
    zh="{stream} 有一条记录无法读取（{type}）：{problem}",
    en="a fact of {stream} cannot be read ({type}): {problem}",
)
TIME_REVERSED: Final = Predicate(
    "trail.time-reversed",
    _CLAUSE,
    Kind.G,
    zh="{stream} 的记录时间 {actual} 不晚于前一次记录 {expected}",
    en="{stream}: recorded at {actual}, not later than the append before it at {expected}",
)
FUTURE: Final = Predicate(
    "trail.future",
    _CLAUSE,
    Kind.G,
    zh="{stream} 记录了尚未发生的事项：{expected} 记录，称发生于 {actual}",
    en="{stream}: written down at {expected}, yet said to occur at {actual}",
)
BACKDATED: Final = Predicate(
    "trail.backdated",
    _CLAUSE,
    Kind.A,
    zh="{stream} 迟延 {actual} 天补录，限 {expected} 天；理由：{reason}",
    en="{stream}: written down after {actual} days, {expected} are allowed; reason: {reason}",
)
CORRECTS: Final = Predicate(
    "trail.corrects",
    _CLAUSE,
    Kind.G,
    zh="{stream} 所更正的 {corrected} 第 {expected} 条不存在或在其后",
    en="{stream} corrects version {expected} of {corrected}, which is not there or comes later",
)
COMMAND_REUSED: Final = Predicate(
    "trail.command-reused",
    _CLAUSE,
    Kind.G,
    zh="指令 {subject} 已于 {expected} 记录，{actual} 又记入 {stream}",
    en="command {subject} was recorded at {expected}, and again at {actual} in {stream}",
)


@define
class Trail:
    """Versions count 1, 2, 3…, appends follow each other in time, what is late says why (GI-1, 3, 10, 13, 14)."""

    _policy: Policy
    _last: dict[str, tuple[int, datetime, str, str | None]] = field(factory=dict)
    """Of each stream the last version, its instant, and by which command or import it came."""
    _commands: dict[str, datetime] = field(factory=dict)
    _unclaimed: set[str] = field(factory=set)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(object, self._see)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _see(self, event: Recorded[Any]) -> None:
        stream, version, recorded_at, context = event.stream, event.version, event.recorded_at, event.context
        if context.corrects is not None:
            self._correction(event, *context.corrects)
        before = self._last.get(stream)
        self._last[stream] = version, recorded_at, context.command, context.batch
        if before is None:
            expected = 1
        else:
            expected = before[0] + 1
            if recorded_at <= before[1] and not (recorded_at == before[1] and _one_append(context, *before[2:])):
                self._reversed(event, before[1])
        if version != expected:
            self._found.append(
                finding(
                    GAP, event, stream,
                    expected=count(expected), actual=count(version), delta=count(version - expected),
                )
            )  # fmt: skip
        if type(event.fact) is Unreadable:
            self._unreadable(event, event.fact)
        elif context is NO_CONTEXT:
            self._unreadable(event, Unreadable("envelope", "not an envelope"))
        else:
            if context.batch is None and self._commands.setdefault(context.command, recorded_at) != recorded_at:
                self._reused(event, context.command, recorded_at)
            self._times(event, context, recorded_at)

    def _reversed(self, event: Recorded[Any], before: datetime) -> None:
        self._found.append(
            finding(
                TIME_REVERSED, event, event.stream,
                expected=text(before.isoformat()), actual=text(event.recorded_at.isoformat()),
                delta=text(str(before - event.recorded_at)),
            )
        )  # fmt: skip

    def _unreadable(self, event: Recorded[Any], fact: Unreadable) -> None:
        self._found.append(
            finding(
                UNREADABLE, event, event.stream,
                expected=count(0), actual=count(1), delta=count(1), type=fact.type, problem=fact.problem,
            )
        )  # fmt: skip

    def _correction(self, event: Recorded[Any], corrected: str, version: int) -> None:
        known = self._last[corrected][0] if corrected in self._last else 0
        if not 1 <= version <= known:
            self._found.append(
                finding(
                    CORRECTS, event, event.stream,
                    expected=count(version), actual=count(known), delta=count(version - known), corrected=corrected,
                )
            )  # fmt: skip

    def _reused(self, event: Recorded[Any], command: str, recorded_at: datetime) -> None:
        """A command leaves its facts in one append; an import has one command and many instants."""
        first, self._commands[command] = self._commands[command], recorded_at
        self._found.append(
            finding(
                COMMAND_REUSED, event, command,
                expected=text(first.isoformat()), actual=text(recorded_at.isoformat()), delta=count(1),
            )
        )  # fmt: skip

    def _times(self, event: Recorded[Any], context: Context, recorded_at: datetime) -> None:
        occurred, written = context.occurred, context.claimed_at or recorded_at
        if isinstance(occurred, datetime):
            ahead = occurred - written
            if ahead > CLOCK_SKEW:
                self._future(event, written.isoformat(), occurred.isoformat(), str(ahead))
            if ahead >= _LAG:
                return
        elif occurred > _day_after_skew(written):
            early = (occurred - legal_day(written)).days
            self._future(event, legal_day(written).isoformat(), occurred.isoformat(), f"{early} d")
        late = (legal_day(written) - legal_day(occurred)).days
        if late > 0:
            self._late(event, context, late, legal_day(written))

    def _future(self, event: Recorded[Any], written: str, occurred: str, ahead: str) -> None:
        self._found.append(
            finding(FUTURE, event, event.stream, expected=text(written), actual=text(occurred), delta=text(ahead))
        )

    def _late(self, event: Recorded[Any], context: Context, late: int, written: date) -> None:
        unclaimed = context.batch is not None and context.claimed_at is None
        if context.batch is not None and unclaimed:
            # its source does not say when it was written down: advice, once for the import and not for each line
            if context.batch in self._unclaimed:
                return
            self._unclaimed.add(context.batch)
        kind = event.stream.split("/", 2)[1] if "/" in event.stream else ""
        key = _ACCOMPANIES.get(type(event.fact)) or _KEYS.get(kind, "backdate.max_days")
        terms = self._policy.on(written)
        allowed = terms[key]
        if not isinstance(allowed, int) or late <= allowed:
            return
        reason = context.reason
        found = finding(
            BACKDATED, event, event.stream,
            expected=days(allowed), actual=days(late), delta=days(late - allowed),
            binding=terms.binds(key), policy=terms.cite(key), reason=reason.value if reason else "-",
        )  # fmt: skip
        explained = reason is not None or unclaimed
        self._found.append(attrs.evolve(found, severity=Severity.ADVICE) if explained else found)


def _day_after_skew(written: datetime) -> date:
    return legal_day(written + CLOCK_SKEW) if written < _END else date.max


def _one_append(context: Context, command: str, batch: str | None) -> bool:
    """Whether two facts of one instant came in one append: by one command, or as lines of one import."""
    return context.command == command or (context.batch is not None and context.batch == batch)
