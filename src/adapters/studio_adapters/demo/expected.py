"""What the audit must find, by the story's script: never taken from the audit."""

from __future__ import annotations

from attrs import frozen

from studio_domain.audit import Finding, Status, Unit


@frozen(order=True)
class Expected:
    """A finding that the story tells of: clause and check, the first of its subjects, by how much, how it stands."""

    clause: str
    check: str
    subject: str
    delta: int | str
    unit: str
    status: str

    @classmethod
    def of(cls, finding: Finding) -> Expected:
        """A finding of an audit, as the script would tell it."""
        delta = finding.delta
        return cls(
            finding.clause.value, finding.check, finding.subjects[0], delta.value, delta.unit.value,
            finding.status.value,
        )  # fmt: skip

    def as_json(self) -> dict[str, object]:
        """As it stands in `expected-findings.json`; the delta as in the audit's JSON."""
        return {
            "clause": self.clause,
            "check": self.check,
            "subject": self.subject,
            "delta": {"value": self.delta, "unit": self.unit},
            "status": self.status,
        }


OPEN = Status.OPEN.value
REMEDIED = Status.REMEDIED.value
FEN = Unit.FEN.value
DAYS = Unit.DAYS.value
COUNT = Unit.COUNT.value
