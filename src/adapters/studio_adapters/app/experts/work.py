"""An expert's daily work and fees, for the acting person: 任务, 服务记录, 劳务费 (三、（四）8)."""

from __future__ import annotations

from datetime import date, datetime

from studio_adapters.app.acting import current
from studio_adapters.app.core import Hand
from studio_adapters.app.experts.base import ExpertHandle
from studio_adapters.journal import Receipt
from studio_domain import expert_contract as expert
from studio_domain import fund_account, mentor_diary
from studio_domain.aggregate import Changes
from studio_domain.desk import authority, experts
from studio_domain.expert_contract.fees import month_tax
from studio_domain.fund_account import Voucher
from studio_domain.values import Fen


class Work(ExpertHandle):
    """任务, 服务记录, 劳务费."""

    def assign_task(self, *, task: str, what: str, due: date) -> Receipt:
        """分配任务."""
        asked = locals()
        return self._decide_alone(
            expert.assign_task,
            asked,
            lambda contract, hand: expert.assign_task(contract, task=task, what=what, by=hand.by, due=due, on=hand.day),
        )

    def record_service(self, *, entry: str, task: str, occasion: str, start: datetime, end: datetime) -> Receipt:
        """登记服务: a report."""
        asked = locals()
        return self._decide_alone(
            expert.record_service,
            asked,
            lambda contract, hand: expert.record_service(
                contract, entry=entry, task=task, occasion=occasion, start=start, end=end, logged_by=hand.by
            ),
        )

    def verify_log(
        self, *, entry: str, minutes: int, attended: bool = False, confirmation: str | None = None
    ) -> Receipt:
        """核实服务记录, by the acting person, who attended or has the client's confirmation."""
        asked = locals()

        def changes(hand: Hand) -> Changes:
            contract, region = self._existing(), self._desk.region_of(self.owner)
            days = experts.days_of(contract.state, entry, region)
            return experts.verify_log(
                contract,
                tuple(self._desk.at(mentor_diary, day) for day in days),
                region=region,
                entry=entry,
                minutes=minutes,
                verifier=hand.by,
                attended=attended,
                confirmation=confirmation,
                on=hand.day,
                terms=hand.terms,
                principal=hand.on_behalf_of,
            )

        return self._decide(expert.verify_log, asked, changes)

    def record_absence(self, *, occasion: str, excused: bool) -> Receipt:
        """缺席: a report."""
        asked = locals()
        return self._decide_alone(
            expert.record_absence,
            asked,
            lambda contract, hand: expert.record_absence(contract, occasion=occasion, excused=excused, on=hand.day),
        )

    # -- 劳务费

    def claim_fee(
        self,
        *,
        fee: str,
        entries: tuple[str, ...],
        units: int,
        gross: Fen,
        year: int,
        claim: str,
        line: str,
        category: str,
        vouchers: tuple[Voucher, ...],
        tax: Fen | None = None,
        net: Fen | None = None,
    ) -> Receipt:
        """申请劳务费, and submit the claim of the account of *year* that pays it; `units` in hundredths.

        Without `tax` and `net` these are what withholding gives, fees of the same month taken together. As money it may
        be entered late only as far as money may.
        """
        asked = locals()

        def change(hand: Hand) -> Changes:
            allowed = hand.terms.backdate.finance_days
            authority.timely(hand.day, today=hand.today, allowed=allowed, reason=current().reason)
            contract = self._existing()
            withheld = month_tax(contract.state, gross, hand.day) if tax is None else tax
            rest = gross - withheld if net is None else net
            return experts.claim_fee(
                contract,
                self._desk.existing(fund_account, f"{self.owner}/fund/{year}"),
                self._invoices(vouchers),
                fee=fee,
                entries=entries,
                units=units,
                gross=gross,
                tax=withheld,
                net=rest,
                claim=claim,
                line=line,
                category=category,
                vouchers=vouchers,
                claimant=hand.by,
                on=hand.day,
                terms=hand.terms,
            )

        return self._decide(expert.claim_fee, asked, change)

    def pay_fee(self, *, fee: str) -> Receipt:
        """支付劳务费: once its claim is paid."""
        asked = locals()
        return self._decide(
            expert.pay_fee,
            asked,
            lambda hand: experts.pay_fee((at := self._existing()), self._account(at, fee), fee=fee, on=hand.day),
        )

    def withdraw_fee(self, *, fee: str) -> Receipt:
        """撤回劳务费: once its claim is rejected or the payment reversed."""
        asked = locals()
        return self._decide(
            expert.withdraw_fee,
            asked,
            lambda hand: experts.withdraw_fee((at := self._existing()), self._account(at, fee), fee=fee, on=hand.day),
        )
