"""Evaluation, renewal and end of an expert's contract, for the acting person (三、（四）8)."""

from __future__ import annotations

from datetime import date

from studio_adapters.app.experts.base import ExpertHandle
from studio_adapters.journal import Receipt
from studio_domain import expert_contract as expert
from studio_domain.desk import experts
from studio_domain.expert_contract import TerminationCause


class Ending(ExpertHandle):
    """考核, 续聘, 暂停, 解聘, 结清."""

    def evaluate_expert(self, *, evaluation: str, grade: str, score: str) -> Receipt:
        """考核专家; `evaluation/2025` is the studio's own evaluation of that year."""
        asked = locals()
        return self._decide(
            expert.evaluate_expert,
            asked,
            lambda hand: experts.evaluate_expert(
                self._existing(),
                self._cycle(evaluation),
                evaluation=evaluation,
                grade=grade,
                score=score,
                evaluator=hand.by,
                on=hand.day,
                terms=hand.terms,
                principal=hand.on_behalf_of,
            ),
        )

    def renew_contract(self, *, last: date, evaluation: str, document: str) -> Receipt:
        """续聘, up to and including `last`; written down before the term is over."""
        asked = locals()
        return self._decide_alone(
            expert.renew_contract,
            asked,
            lambda contract, hand: expert.renew_contract(
                contract,
                last=last,
                evaluation=evaluation,
                approver=hand.by,
                document=document,
                on=hand.day,
                recorded=hand.today,
                terms=hand.terms,
                principal=hand.on_behalf_of,
            ),
        )

    def acknowledge_expiry(self) -> Receipt:
        """到期确认."""
        return self._decide_alone(
            expert.acknowledge_expiry,
            {},
            lambda contract, hand: expert.acknowledge_expiry(contract, by=hand.by, on=hand.day, terms=hand.terms),
        )

    def suspend_contract(self, *, first: date, reason: str) -> Receipt:
        """暂停聘用, from a day on."""
        asked = locals()
        return self._decide_alone(
            expert.suspend_contract,
            asked,
            lambda contract, hand: expert.suspend_contract(
                contract, first=first, reason=reason, by=hand.by, on=hand.day
            ),
        )

    def resume_contract(self, *, first: date) -> Receipt:
        """恢复聘用, from a day on."""
        asked = locals()
        return self._decide_alone(
            expert.resume_contract,
            asked,
            lambda contract, hand: expert.resume_contract(contract, first=first, by=hand.by, on=hand.day),
        )

    def terminate_contract(
        self,
        *,
        cause: TerminationCause,
        last_day: date,
        document: str,
        evidence: str | None = None,
        notified: date | None = None,
    ) -> Receipt:
        """解聘: the contract holds to the end of `last_day`."""
        asked = locals()
        return self._decide_alone(
            expert.terminate_contract,
            asked,
            lambda contract, hand: expert.terminate_contract(
                contract,
                cause=cause,
                last_day=last_day,
                by=hand.by,
                evidence=evidence,
                notified=notified,
                document=document,
                on=hand.day,
                principal=hand.on_behalf_of,
            ),
        )

    def settle_contract(self, *, materials_returned: bool) -> Receipt:
        """结清."""
        asked = locals()
        return self._decide_alone(
            expert.settle_contract,
            asked,
            lambda contract, hand: expert.settle_contract(
                contract, by=hand.by, on=hand.day, materials_returned=materials_returned, terms=hand.terms
            ),
        )
