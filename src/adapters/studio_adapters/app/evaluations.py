"""Handle of a year's evaluation, for the acting person: 考核指标、评分、申诉、等次 (三、（四）5)."""

from __future__ import annotations

from collections.abc import Iterable

from studio_adapters.app.acting import current
from studio_adapters.app.core import Desk
from studio_adapters.app.handle import Handle
from studio_adapters.journal import Receipt
from studio_domain import evaluation_cycle, studio
from studio_domain.desk import evaluations
from studio_domain.evaluation_cycle import Evaluatee, EvaluationCycle, Indicator
from studio_domain.values import PersonId, stream_name
from studio_domain.working_calendar import WorkingDays


class EvaluationHandle(Handle[EvaluationCycle]):
    """A year's evaluation: `app.evaluation("hz-xihu-001", 2025)`."""

    KIND = "evaluation-cycle"
    IDS = frozenset({"indicator"})

    def __init__(self, desk: Desk, owner: str, year: int) -> None:
        super().__init__(
            desk, evaluation_cycle, evaluation_cycle.MAY_DECIDE, stream_name(owner, "evaluation", str(year))
        )
        self.year = year

    def _working_days(self) -> WorkingDays:
        return self._desk.working_days(self.year, self.year + 1, self.year + 2)

    def define_indicators(self, *, indicators: Iterable[Indicator]) -> Receipt:
        """制定考核指标: `indicators=[Indicator("quality", 70), Indicator("services", 30, "services", 40)]`."""
        indicators = tuple(indicators)
        asked = {"indicators": indicators}
        return self._decide(
            evaluation_cycle.define_indicators,
            asked,
            lambda hand: (known := self._at()).then(
                evaluation_cycle.define_indicators(
                    known.state,
                    year=self.year,
                    indicators=indicators,
                    definer=hand.by,
                    on=hand.day,
                    terms=hand.terms,
                )
            ),
        )

    def freeze_indicators(self, *, document: str) -> Receipt:
        """确定考核指标, within the year."""
        asked = locals()
        return self._decide_alone(
            evaluation_cycle.freeze_indicators,
            asked,
            lambda cycle, hand: evaluation_cycle.freeze_indicators(
                cycle, approver=hand.by, document=document, on=hand.day
            ),
        )

    def list_evaluatees(self, *, evaluatees: Iterable[Evaluatee]) -> Receipt:
        """列出考核对象; `Evaluatee(person, exempt="…")` for whoever is exempt."""
        evaluatees = tuple(evaluatees)
        asked = {"evaluatees": evaluatees}
        return self._decide_alone(
            evaluation_cycle.list_evaluatees,
            asked,
            lambda cycle, hand: evaluation_cycle.list_evaluatees(
                cycle, evaluatees=evaluatees, lister=hand.by, on=hand.day
            ),
        )

    def score(self, *, person: PersonId, indicator: str, value: str, source: str) -> Receipt:
        """评分: the value as decimal text, `84.995`."""
        asked = locals()
        return self._decide_alone(
            evaluation_cycle.score,
            asked,
            lambda cycle, hand: evaluation_cycle.score(
                cycle,
                person=person,
                indicator=indicator,
                value=value,
                source=source,
                scorer=hand.by,
                on=hand.day,
                principal=hand.on_behalf_of,
            ),
        )

    def publish_draft(self) -> Receipt:
        """公布初评."""
        return self._decide_alone(
            evaluation_cycle.publish_draft,
            {},
            lambda cycle, hand: evaluation_cycle.publish_draft(cycle, publisher=hand.by, on=hand.day),
        )

    def file_appeal(self, *, person: PersonId, digest: str) -> Receipt:
        """申诉, by whom it is about."""
        asked = locals()
        return self._decide_alone(
            evaluation_cycle.file_appeal,
            asked,
            lambda cycle, hand: evaluation_cycle.file_appeal(
                cycle,
                person=person,
                digest=digest,
                filer=hand.by,
                on=hand.day,
                terms=hand.terms,
                working_days=self._working_days(),
            ),
        )

    def decide_appeal(
        self, *, person: PersonId, document: str, indicator: str | None = None, value: str | None = None
    ) -> Receipt:
        """申诉决定: another score by an indicator, or without one all scores stand."""
        asked = {key: said for key, said in locals().items() if key != "indicator" or said is not None}
        return self._decide_alone(
            evaluation_cycle.decide_appeal,
            asked,
            lambda cycle, hand: evaluation_cycle.decide_appeal(
                cycle,
                person=person,
                indicator=indicator,
                value=value,
                document=document,
                decider=hand.by,
                on=hand.day,
                principal=hand.on_behalf_of,
            ),
        )

    def decide_grade(self, *, person: PersonId, score: str, grade: str, document: str) -> Receipt:
        """评定等次: the weighted score as it is, and the grade that it reaches."""
        asked = locals()
        return self._decide(
            evaluation_cycle.decide_grade,
            asked,
            lambda hand: evaluations.decide_grade(
                self._existing(),
                self._desk.existing(studio, f"{self.owner}/studio/profile"),
                person=person,
                score=score,
                grade=grade,
                document=document,
                decider=hand.by,
                role=current().role,
                on=hand.day,
                terms=hand.terms,
                working_days=self._working_days(),
                principal=hand.on_behalf_of,
            ),
        )

    def close_cycle(self) -> Receipt:
        """完成年度考核."""
        return self._decide_alone(
            evaluation_cycle.close_cycle,
            {},
            lambda cycle, hand: evaluation_cycle.close_cycle(cycle, by=hand.by, on=hand.day),
        )
