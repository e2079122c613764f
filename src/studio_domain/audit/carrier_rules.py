"""Checks of 执行载体经费管理制度 (3.4.6.a, 1.3.0.c): the carrier's rules, and the carrier's books."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import define, field, frozen

from studio_domain.aggregate import Place, Recorded
from studio_domain.audit.engine import Watch, on
from studio_domain.audit.finding import Finding, Predicate, count, finding, text
from studio_domain.audit.legal_days import day_of
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import Clause, Kind
from studio_domain.studio import CarrierRegistered, OperatorChanged

RULES_VERSION: Final = Predicate(
    "fund.rules-version",
    Clause.CARRIER_FINANCE_RULES,
    Kind.G,
    zh="报销 {claim} 引用经费制度 {cited}，当日执行的是 {in_force}",
    en="claim {claim} cites finance rules {cited}, in force that day were {in_force}",
)
OPERATOR_DIFFERS: Final = Predicate(
    "fund.operator-differs",
    Clause.OPERATED_BY_CARRIER,
    Kind.X,
    zh="专账 {account} 由 {operator} 开立，登记的申报载体是 {carrier}",
    en="account {account} was opened by {operator}, the registered carrier is {carrier}",
)

NO_RULES: Final = "none"
"""What stands for the version where none is in force."""


@frozen
class _Rules:
    effective: date
    version: str
    place: Place


@define
class CarrierRules:
    """A claim cites the rules that its account has adopted for that day; the account is in the carrier's books."""

    _rules: defaultdict[str, list[_Rules]] = field(factory=lambda: defaultdict(list))
    """By account, in the order in which they take effect."""
    _carriers: dict[str, Recorded[CarrierRegistered | OperatorChanged]] = field(factory=dict)
    _found: list[Finding] = field(factory=list)

    def watches(self) -> Iterator[Watch]:
        yield on(CarrierRegistered, self._registered)
        yield on(OperatorChanged, self._registered)
        yield on(fund.AccountOpened, self._opened)
        yield on(fund.FinanceRulesAdopted, self._adopted)
        yield on(fund.ClaimSubmitted, self._submitted)

    def findings(self, as_of: date) -> Iterator[Finding]:
        yield from self._found

    def _registered(self, event: Recorded[CarrierRegistered | OperatorChanged]) -> None:
        self._carriers[event.studio] = event

    def _opened(self, event: Recorded[fund.AccountOpened]) -> None:
        registered, operator = self._carriers.get(event.studio), event.fact.operator
        if registered is None or registered.fact.carrier == operator:
            return
        found = finding(
            OPERATOR_DIFFERS,
            event,
            event.stream,
            expected=text(registered.fact.carrier),
            actual=text(operator),
            delta=count(1),
            also=(registered.place,),
            account=event.stream,
            operator=operator,
            carrier=registered.fact.carrier,
        )
        self._found.append(found)

    def _adopted(self, event: Recorded[fund.FinanceRulesAdopted]) -> None:
        adopted = _Rules(event.fact.effective, event.fact.version, event.place)
        insort(self._rules[event.stream], adopted, key=lambda rules: rules.effective)

    def _submitted(self, event: Recorded[fund.ClaimSubmitted]) -> None:
        claim, cited = event.fact.claim, event.fact.finance_rules
        rules = self._in_force(event.stream, day_of(event.context.occurred))
        if rules is not None and rules.version == cited:
            return
        in_force = rules.version if rules else NO_RULES
        found = finding(
            RULES_VERSION,
            event,
            claim,
            expected=text(in_force),
            actual=text(cited),
            delta=count(1),
            also=(rules.place,) if rules else (),
            claim=claim,
            cited=cited,
            in_force=in_force,
        )
        self._found.append(found)

    def _in_force(self, account: str, day: date) -> _Rules | None:
        """The last to begin by *day*; of several that begin on one day the one adopted last."""
        for rules in reversed(self._rules[account]):
            if rules.effective <= day:
                return rules
        return None
