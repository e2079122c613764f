"""整改、暂停、续期、退出, for the acting person (一; 三、（一）)."""

from __future__ import annotations

from datetime import date

from studio_adapters.app.core import Hand
from studio_adapters.app.studios.base import ProfileHandle
from studio_adapters.journal import Receipt
from studio_domain import appointment, client_case, expert_contract, fund_account, studio
from studio_domain.aggregate import Changes
from studio_domain.desk import studios, winding_up
from studio_domain.desk.winding_up import Matters, UnderWay
from studio_domain.studio import WithdrawalKind
from studio_domain.values import Fen, PersonId


class Supervising(ProfileHandle):
    """整改、暂停、续期、退出."""

    def order_rectification(self, *, order: str, items: tuple[str, ...], due: date, document: str) -> Receipt:
        """责令整改."""
        asked = locals()
        return self._decide_alone(
            studio.order_rectification,
            asked,
            lambda known, hand: studio.order_rectification(
                known, order=order, items=items, due=due, by=hand.by, document=document, on=hand.day
            ),
        )

    def accept_rectification(self, *, order: str, evidence: tuple[str, ...]) -> Receipt:
        """整改合格."""
        asked = locals()
        return self._decide_alone(
            studio.accept_rectification,
            asked,
            lambda known, hand: studio.accept_rectification(
                known, order=order, evidence=evidence, by=hand.by, on=hand.day
            ),
        )

    def fail_rectification(self, *, order: str, reason: str) -> Receipt:
        """整改不合格."""
        asked = locals()
        return self._decide_alone(
            studio.fail_rectification,
            asked,
            lambda known, hand: studio.fail_rectification(known, order=order, reason=reason, by=hand.by, on=hand.day),
        )

    def suspend(self, *, first: date, reason: str, document: str) -> Receipt:
        """暂停."""
        asked = locals()
        return self._decide_alone(
            studio.suspend,
            asked,
            lambda known, hand: studio.suspend(known, first=first, reason=reason, by=hand.by, document=document),
        )

    def lift_suspension(self, *, first: date, document: str) -> Receipt:
        """恢复."""
        asked = locals()
        return self._decide_alone(
            studio.lift_suspension,
            asked,
            lambda known, hand: studio.lift_suspension(known, first=first, by=hand.by, document=document),
        )

    def renew(self, *, score: str, document: str, last: date | None = None) -> Receipt:
        """续期."""
        asked = locals()
        return self._decide_alone(
            studio.renew,
            asked,
            lambda known, hand: studio.renew(
                known, last=last, score=score, decider=hand.by, document=document, on=hand.day, terms=hand.terms
            ),
        )

    def notify_withdrawal(self, *, notice: str, kind: WithdrawalKind, ground: str) -> Receipt:
        """告知."""
        asked = locals()
        return self._decide_alone(
            studio.notify_withdrawal,
            asked,
            lambda known, hand: studio.notify_withdrawal(
                known, notice=notice, kind=kind, ground=ground, by=hand.by, on=hand.day
            ),
        )

    def record_statement(self, *, notice: str, waived: bool) -> Receipt:
        """陈述申辩."""
        asked = locals()
        return self._decide_alone(
            studio.record_statement,
            asked,
            lambda known, hand: studio.record_statement(known, notice=notice, waived=waived, on=hand.day),
        )

    def withdraw_recognition(
        self, *, notice: str, kind: WithdrawalKind, first: date, document: str, clawback_fen: Fen
    ) -> Receipt:
        """撤销、取消认定."""
        asked = locals()
        return self._decide_alone(
            studio.withdraw_recognition,
            asked,
            lambda known, hand: studio.withdraw_recognition(
                known,
                notice=notice,
                kind=kind,
                first=first,
                decider=hand.by,
                document=document,
                clawback_fen=clawback_fen,
                on=hand.day,
            ),
        )

    def approve_withdrawal(self, *, last_day: date, document: str) -> Receipt:
        """批准退出."""
        asked = locals()
        return self._decide_alone(
            studio.approve_withdrawal,
            asked,
            lambda known, hand: studio.approve_withdrawal(
                known, last_day=last_day, decider=hand.by, document=document, on=hand.day
            ),
        )

    def request_withdrawal(self, *, lead: PersonId, carrier_signer: PersonId, plan: str) -> Receipt:
        """申请退出."""
        asked = locals()
        return self._decide(
            studio.request_withdrawal,
            asked,
            lambda hand: studios.request_withdrawal(
                self._existing(),
                self._desk.mandates_of(self.owner, carrier_signer),
                lead=lead,
                carrier_signer=carrier_signer,
                plan=plan,
                on=hand.day,
            ),
        )

    def close_studio(self, *, handover: str, plaque_returned: bool) -> Receipt:
        """关闭, once no case, account, appointment or contract is under way: the studio's history is read for that."""
        asked = locals()
        seen = UnderWay()

        def changes(hand: Hand) -> Changes:
            nonlocal seen
            at = self._existing()
            seen = seen.after(self._desk.journal.history(self.owner, seen.position))
            return winding_up.close_studio(
                at, self._matters(seen), on=hand.day, by=hand.by, handover=handover, plaque_returned=plaque_returned
            )

        return self._decide(studio.close_studio, asked, changes)

    def _matters(self, seen: UnderWay) -> Matters:
        existing = self._desk.existing
        return Matters(
            seen.position,
            cases=[existing(client_case, stream) for stream in seen.of("case")],
            accounts=[existing(fund_account, stream) for stream in seen.of("fund")],
            appointments=[existing(appointment, stream) for stream in seen.of("appointment")],
            contracts=[existing(expert_contract, stream) for stream in seen.of("expert")],
        )
