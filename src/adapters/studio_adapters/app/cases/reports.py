"""What is reported of a case, for the acting person (二; 三、（四）3): never refused for a rule."""

from __future__ import annotations

from datetime import date, datetime

from studio_adapters.app.cases.base import CaseHandle
from studio_adapters.journal import Receipt
from studio_domain import client_case
from studio_domain.client_case import Channel, Evidence, MatchOutcome
from studio_domain.values import Fen, Personal, PersonId


class Reports(CaseHandle):
    """服务, 对接结果, 成效, 联系, 服务对象意见, 满意度, 回访."""

    def record_service(
        self,
        *,
        service: str,
        kind: str,
        sub_kind: str,
        channel: Channel,
        mentor: PersonId,
        start: datetime,
        end: datetime,
        place: str,
        record: Evidence,
        appointment: str | None = None,
        policies: tuple[str, ...] = (),
    ) -> Receipt:
        """提供服务: a report."""
        asked = locals()
        return self._decide_alone(
            client_case.record_service,
            asked,
            lambda case, hand: client_case.record_service(
                case,
                service=service,
                kind=kind,
                sub_kind=sub_kind,
                channel=channel,
                mentor=mentor,
                start=start,
                end=end,
                place=place,
                record=record,
                appointment=appointment,
                policies=policies,
            ),
        )

    def record_match_result(
        self, *, match: str, outcome: MatchOutcome, evidence: Evidence, fen: Fen = 0, on: date | None = None
    ) -> Receipt:
        """对接结果: a report."""
        asked = locals()
        return self._decide_alone(
            client_case.record_match_result,
            asked,
            lambda case, hand: client_case.record_match_result(
                case, match=match, outcome=outcome, on=on or hand.day, evidence=evidence, fen=fen
            ),
        )

    def record_outcome(
        self, *, jobs: int, founded: bool, evidence: tuple[Evidence, ...] = (), on: date | None = None
    ) -> Receipt:
        """成效: a report."""
        asked = locals()
        return self._decide_alone(
            client_case.record_outcome,
            asked,
            lambda case, hand: client_case.record_outcome(
                case, jobs=jobs, founded=founded, on=on or hand.day, evidence=evidence
            ),
        )

    def record_contact_try(self, *, attempt: str, channel: str, on: date | None = None) -> Receipt:
        """联系服务对象未果: a report, by the acting person."""
        asked = locals()
        return self._decide_alone(
            client_case.record_contact_try,
            asked,
            lambda case, hand: client_case.record_contact_try(
                case, attempt=attempt, channel=channel, on=on or hand.day, by=hand.by
            ),
        )

    def record_client_word(
        self,
        *,
        confirms: bool,
        words: Personal[str] | None = None,
        document: Evidence | None = None,
        on: date | None = None,
    ) -> Receipt:
        """服务对象意见: a report."""
        asked = locals()
        return self._decide_alone(
            client_case.record_client_word,
            asked,
            lambda case, hand: client_case.record_client_word(
                case, confirms=confirms, on=on or hand.day, words=words, document=document
            ),
        )

    def record_satisfaction(self, *, score: int, words: Personal[str] | None = None, on: date | None = None) -> Receipt:
        """满意度: a report, 0 to 10."""
        asked = locals()
        return self._decide_alone(
            client_case.record_satisfaction,
            asked,
            lambda case, hand: client_case.record_satisfaction(case, score=score, on=on or hand.day, words=words),
        )

    def record_follow_up(self, *, what: str, on: date | None = None) -> Receipt:
        """回访: a report, by the acting person."""
        asked = locals()
        return self._decide_alone(
            client_case.record_follow_up,
            asked,
            lambda case, hand: client_case.record_follow_up(case, on=on or hand.day, by=hand.by, what=what),
        )
