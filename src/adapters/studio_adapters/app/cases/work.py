"""The work of a case, for the acting mentor: 诊断, 方案, 执行, 对接, 阶段性效果 (二; 三、（四）3)."""

from __future__ import annotations

from studio_adapters.app.cases.base import CaseHandle
from studio_adapters.journal import Receipt
from studio_domain import client_case
from studio_domain.client_case import Evidence
from studio_domain.desk import cases


class Work(CaseHandle):
    """诊断, 方案, 执行, 对接, 阶段性效果; the acting person is the mentor in charge."""

    def diagnose(self, *, diagnosis: str, needs: tuple[str, ...], document: Evidence) -> Receipt:
        """分析诊断."""
        asked = locals()
        return self._decide_alone(
            client_case.diagnose,
            asked,
            lambda case, hand: client_case.diagnose(
                case, diagnosis=diagnosis, needs=needs, mentor=hand.by, on=hand.day, document=document
            ),
        )

    def plan_solution(self, *, steps: tuple[str, ...], client_agreed: bool, document: Evidence) -> Receipt:
        """制定方案."""
        asked = locals()
        return self._decide_alone(
            client_case.plan_solution,
            asked,
            lambda case, hand: client_case.plan_solution(
                case, steps=steps, mentor=hand.by, on=hand.day, client_agreed=client_agreed, document=document
            ),
        )

    def execute_step(self, *, step: str, evidence: Evidence) -> Receipt:
        """执行方案: a step is done."""
        asked = locals()
        return self._decide_alone(
            client_case.execute_step,
            asked,
            lambda case, hand: client_case.execute_step(
                case, step=step, mentor=hand.by, on=hand.day, evidence=evidence
            ),
        )

    def match_resource(
        self, *, match: str, need: str, kind: str, provider: str, interest: str | None = None
    ) -> Receipt:
        """对接资源: `provider` is an entry of the libraries, `interest` what the mentor declared."""
        asked = locals()
        return self._decide(
            client_case.match_resource,
            asked,
            lambda hand: cases.match_resource(
                self._existing(),
                self._entry(provider),
                self._person(hand.by),
                self._client(),
                match=match,
                need=need,
                kind=kind,
                mentor=hand.by,
                on=hand.day,
                terms=hand.terms,
                interest=interest,
            ),
        )

    def prove_result(self, *, result: str, what: str, evidence: tuple[Evidence, ...]) -> Receipt:
        """取得阶段性效果."""
        asked = locals()
        return self._decide_alone(
            client_case.prove_result,
            asked,
            lambda case, hand: client_case.prove_result(
                case, result=result, what=what, mentor=hand.by, on=hand.day, evidence=evidence
            ),
        )
