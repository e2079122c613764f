"""What a mutation bends, exactly its check finds; what is only nearly wrong, none objects to (GI-1 … GI-14)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from audit import mutations_posts
from audit.mutations_trail import AS_OF, FUND, MUTATIONS, STUDIO, History, bend, compliant
from office import DESK
from studio_domain import tariff_schedule as tariff
from studio_domain.aggregate import NO_CONTEXT, Place, Reason
from studio_domain.audit import ALL_PREDICATES, Finding, Grounds, Severity, audit_studio
from studio_domain.fund_account import facts as fund


def found(history: History, **rest: Any) -> list[Finding]:
    said: dict[str, Any] = {"grounds": Grounds.of(history, studio=STUDIO), "studio": STUDIO, "as_of": AS_OF}
    return audit_studio(history, **(said | rest))


BENT = {**MUTATIONS, **mutations_posts.MUTATIONS}


@pytest.mark.parametrize("name", BENT)
def test_a_mutation_is_found_by_its_check_alone(name: str) -> None:
    mutation = BENT[name]
    findings = found(mutation.bend(compliant()))
    expected = [] if mutation.check is None else [(mutation.check, mutation.subjects, mutation.delta)]
    assert [(finding.check, finding.subjects, finding.delta) for finding in findings] == expected
    for finding in findings:
        assert finding.clause is ALL_PREDICATES[finding.check].clause
        assert finding.evidence[0].stream.startswith(STUDIO)
        assert finding.message("zh")
        assert finding.message("en")


class TestLateEntries:
    """补录: how grave it is depends on its reason, and on whether anybody has adopted the days allowed."""

    late = MUTATIONS["money a day late"]

    def test_without_a_reason_it_is_a_violation(self) -> None:
        [finding] = found(self.late.bend(compliant()))
        assert (finding.severity, finding.policy) == (
            Severity.VIOLATION, f"backdate.finance_days@{STUDIO}:3",
        )  # fmt: skip

    def test_with_a_reason_it_is_advice(self) -> None:
        [finding] = found(MUTATIONS["money a day late, with a reason"].bend(compliant()))
        assert finding.severity is Severity.ADVICE

    def test_days_that_nobody_adopted_only_warn(self) -> None:
        [finding] = found(self.late.bend(compliant()), grounds=Grounds())
        assert (finding.severity, finding.policy) == (Severity.WARNING, "backdate.finance_days@trial")

    @pytest.mark.parametrize(("seconds", "checks"), [(300, []), (301, ["trail.backdated"])])
    def test_midnight_passes_within_the_skew_of_clocks(self, seconds: int, checks: list[str]) -> None:
        written = datetime.fromisoformat("2025-07-08T00:04:00+08:00")
        occurred = written - timedelta(seconds=seconds)
        history = bend(fund.Reconciled, 5, recorded_at=written, context={"occurred": occurred})(compliant())
        assert [finding.check for finding in found(history)] == checks

    def test_an_import_is_measured_by_what_its_source_claims(self) -> None:
        claimed = datetime.fromisoformat("2025-07-06T12:00+08:00")
        late = {"occurred": date(2025, 7, 5), "batch": "b-1", "reason": Reason.LATE_ENTRY}
        history = bend(fund.FeeCharged, context=late | {"claimed_at": claimed})(compliant())
        [finding] = found(history)
        assert (finding.check, finding.claimed) == ("trail.backdated", True)
        same_day = late | {"claimed_at": claimed - timedelta(days=1)}
        assert found(bend(fund.FeeCharged, context=same_day)(compliant())) == []

    def test_an_import_that_claims_nothing_is_told_once(self) -> None:
        history = compliant()
        for which in range(6):
            said = {"occurred": date(2024, 12, 31), "batch": "b-1"}
            history = bend(fund.Reconciled, which, context=said)(history)
        [finding] = found(history)
        assert (finding.check, finding.severity) == ("trail.backdated", Severity.ADVICE)


def test_an_envelope_that_cannot_be_read_is_found() -> None:
    findings = found(bend(tariff.TariffPublished, 1, context=NO_CONTEXT)(compliant()))
    assert "trail.unreadable" in [finding.check for finding in findings]


class TestCorrections:
    def test_known_before_the_correction_nothing_is_missed(self) -> None:
        """A fact that corrects another changes what is known only from its own recording on."""
        wrong = MUTATIONS["a version is skipped"].bend(compliant())
        before = wrong[-2].recorded_at
        assert found(wrong, known_at=before) == []
        assert [finding.check for finding in found(wrong)] == ["trail.gap"]


def test_the_trail_sees_what_lies_beyond_the_day_of_the_audit() -> None:
    """A later fact is no gap: the trail is whole or not, whatever the day asked about."""
    assert found(compliant(), as_of=date(2025, 1, 31)) == []


def test_a_person_is_named_by_the_fact_and_by_nobody_else() -> None:
    [finding] = found(MUTATIONS["somebody else recorded it"].bend(compliant()))
    assert finding.evidence == (Place(FUND, 7),)
    assert finding.expected.value == DESK.id
