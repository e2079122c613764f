"""What the machine does with policy and tariffs: versions, publications, withdrawals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from machines.booking import Booking
from machines.claiming import Claiming, edges, studios
from machines.office import (
    ADVICE,
    DESK,
    HEAD,
    HEAD_DRAFTS,
    LEAD,
    PLAN,
    STAFF,
    A,
    Published,
    item,
)
from studio_domain import fund_account as fund
from studio_domain import tariff_schedule as tariff
from studio_domain.guideline import Rule
from studio_domain.tariff_schedule import TariffItem


class Pricing(Claiming, Booking):
    @rule(studio=studios, key=st.sampled_from(["acceptance_from", "transfer_limit_pct"]), high=st.booleans())
    def policy_changes(self, studio: str, key: str, high: bool) -> None:
        values = {"acceptance_from": (500_00, 1_000_00), "transfer_limit_pct": (5, 10)}[key]
        book = self.app.policy_book(studio)
        self.taken(
            studio,
            HEAD,
            lambda: book.set_value(
                key=f"fund.{key}", value=values[high], effective=self.today + timedelta(1), document="d"
            ),
        )

    @rule(studio=studios)
    def basic_services_become_free(self, studio: str) -> None:
        book = self.app.policy_book(studio)
        self.taken(
            studio,
            HEAD,
            lambda: book.set_value(key="fee.basic_price", value=0, effective=self.today + timedelta(1), document="d"),
        )
        self.until(self.today + timedelta(1))
        if (
            self.today.year == self.year[A]
            and not self.believed(A).closed
            and studio == A
            and self.price(ADVICE, self.today)
        ):
            self.refused(fund.BASIC_SERVICE, A, DESK, self.charge(A, item(ADVICE, 1)))

    @rule(studio=studios)
    def finance_rules_change(self, studio: str) -> None:
        if not self.believed(studio).closed:
            new = self.new("v")
            refusal = self.tried(
                studio,
                HEAD,
                lambda: self.account(studio).adopt_finance_rules(
                    version=new, effective=self.today + timedelta(1), document="d"
                ),
            )
            assert refusal in (None, fund.NEWER_FINANCE_RULES)

    @rule(ahead=edges, price=st.sampled_from([0, 500_00, 700_00]), withdraws=st.booleans(), wait=st.integers(0, 3))
    def the_tariff_changes(self, ahead: int, price: int, withdraws: bool, wait: int) -> None:
        schedule = self.app.tariff(A)
        most = self.app.policy(A).on(self.today).fee.basic_price
        plan, advice = TariffItem(PLAN, "special", "次", price), TariffItem(ADVICE, "basic", "次", most)
        bad: list[tuple[Rule, TariffItem]] = [
            (tariff.ITEM_ONCE, plan),
            (tariff.PRICE_NOT_NEGATIVE, TariffItem("x", "special", "次", -1)),
            (tariff.KNOWN_LEVEL, TariffItem("x", "vip", "次", 1)),
            (tariff.BASIC_PRICE, TariffItem("x", "basic", "次", most + 1)),
        ]
        for refusing, one in bad:
            self.refused(refusing, A, STAFF, partial(schedule.draft_tariff, items=(plan, one)))
        self.taken(A, STAFF, lambda: schedule.draft_tariff(items=(plan, advice)))
        number = max(schedule.state.versions)
        effective = self.today + timedelta(max(ahead + wait, 0))

        def publish(**bent: Any) -> Callable[[], object]:
            asked: dict[str, Any] = {"version": number, "effective": effective, "place": "展示区"}
            return lambda: schedule.publish_tariff(**(asked | bent))

        def withdraw(last: date, **bent: Any) -> Callable[[], object]:
            asked: dict[str, Any] = {"version": number, "last_day": last, "reason": "停办"}
            return lambda: schedule.withdraw_tariff(**(asked | bent))

        self.refused(tariff.APPROVED_FIRST, A, LEAD, publish())
        self.refused(tariff.VERSION_EXISTS, A, HEAD, lambda: schedule.approve_tariff(version=number + 1, document="d"))
        self.refused(tariff.DOCUMENTED, A, HEAD, lambda: schedule.approve_tariff(version=number, document=" "))
        self.taken(A, HEAD, lambda: schedule.approve_tariff(version=number, document="d"))
        self.refused(tariff.APPROVED_ONCE, A, HEAD, lambda: schedule.approve_tariff(version=number, document="d"))
        before = {"on": self.today - timedelta(1), "reason": "late-entry"}
        self.refused(tariff.PUBLISHED_AFTER_APPROVAL, A, LEAD, publish(), **before)
        self.taken(A, HEAD_DRAFTS, lambda: schedule.draft_tariff(items=(plan,)))
        self.refused(tariff.TWO_HANDS, A, HEAD, lambda: schedule.approve_tariff(version=number + 1, document="d"))
        self.refused(tariff.PUBLISHED_FIRST, A, HEAD, withdraw(self.today))
        self.refused(tariff.PUBLISHED_BEFORE_EFFECT, A, LEAD, publish(effective=self.today - timedelta(1)))
        since = self.tariffs[-1].effective
        if effective < since:
            self.refused(tariff.AFTER_THE_EARLIER, A, LEAD, publish())
            return
        self.refused(tariff.PUBLISHED_SOMEWHERE, A, LEAD, publish(place=" "))
        if effective == self.today:
            self.charges_up_to_the_tariff(over=0, quantity=1, ago=0)
        self.taken(A, LEAD, publish())
        self.refused(tariff.IN_SEQUENCE, A, LEAD, publish())
        self.refused(tariff.APPROVED_FIRST, A, LEAD, publish(version=number + 1))
        new = Published(effective, {PLAN: price, ADVICE: most})
        if withdraws:
            last = effective + timedelta(ahead)
            self.refused(tariff.WITHDRAWN_LATER, A, HEAD, withdraw(self.today - timedelta(1)))
            self.refused(tariff.REASON_STATED, A, HEAD, withdraw(max(last, self.today), reason=" "))
            last = max(last, self.today)
            self.taken(A, HEAD, withdraw(last))
            self.refused(tariff.WITHDRAWN_ONCE, A, HEAD, withdraw(last))
            if last < effective:
                self.until(effective)
                self.charges_up_to_the_tariff(over=0, quantity=1, ago=0)
                return
            new.last = last
        self.tariffs.append(new)
        if effective > self.today:
            self.the_tariff_changes(ahead=0, price=price, withdraws=False, wait=0)
        if price and effective == self.today and not self.believed(A).closed and self.today.year == self.year[A]:
            self.refused(fund.TWO_HANDS, A, STAFF, self.charge(A, item(PLAN, price)))
