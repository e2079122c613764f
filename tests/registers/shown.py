"""What registers ought to show: the same folds in memory, over the history of each owner."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from studio_adapters.journal import Journal, Rows
from studio_adapters.testing.sink_contract import ANSWERS, APPROVALS
from studio_adapters.views import Shown, Sink, Spec
from studio_domain.aggregate import Change
from studio_domain.rectification import DeviationApproved, FindingAccepted, FindingAnswered
from studio_domain.values import PersonId
from studio_domain.views import Kept
from studio_domain.views.register import digest_of, line_of, sortable
from telling import Clock, context

BOTH = (ANSWERS, APPROVALS)
WHO = PersonId("p-1")
COUNT = iter(range(10**9))


def answered(finding: str, said: str = "x") -> FindingAnswered:
    return FindingAnswered(finding, said, WHO)


def accepted(finding: str) -> FindingAccepted:
    return FindingAccepted(finding, WHO, "文")


def told(rows: Rows, *facts: Any, owner: str = "hz", stream: str = "rectification/ledger") -> int:
    """Append facts to a stream where it ends; the position of the last."""
    name = f"{owner}/{stream}"
    version = sum(1 for _ in rows.read(name))
    return Journal(rows, Clock()).append([Change(name, version, facts)], context(f"c-{next(COUNT)}")).last


def expected(rows: Rows, spec: Spec, until: int | None = None) -> str:
    """The digest of a whole register at a position: each owner's own accumulator, one after the other."""
    journal = Journal(rows)
    kept = {owner: Kept(spec.make()).see_all(journal.history(owner, 0, until)) for owner in rows.owners()}
    lines = []
    for name in sorted(table.name for table in spec.tables):
        for owner, one in kept.items():
            for _, row in sorted(one.rows.get(name, {}).items(), key=sortable):
                lines.append(line_of(name, {"owner": owner, **row}))
    return digest_of(lines)


def assert_shown(rows: Rows, sink: Sink, specs: Iterable[Spec] = BOTH) -> None:
    """Each register is at the end of the journal, and shows what memory would, whole and of each owner."""
    for spec in specs:
        shown = Shown(sink).digest(spec.name)
        assert shown.position == rows.end()
        assert shown.sha256 == expected(rows, spec)
        for owner in rows.owners():
            kept = Kept(spec.make()).see_all(Journal(rows).history(owner))
            assert Shown(sink).digest(spec.name, owner).sha256 == kept.digest


__all__ = [
    "BOTH", "DeviationApproved", "accepted", "answered", "assert_shown", "expected", "told",
]  # fmt: skip
