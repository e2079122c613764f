"""The machine: two studios, two fiscal years, everybody tries everything; whatever is accepted, nothing is found."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant

from machines.office import BOOKS, CARRIER, FIRST, GRANT, OPENING, A, B, Clock, Tally
from machines.passing import Passing
from machines.pricing import Pricing
from machines.pure import PureApp
from studio_adapters.app import StudioApp
from studio_domain import fund_account as fund
from studio_domain.aggregate import replay
from studio_domain.audit import Finding, Grounds, audit_region, audit_studio, merged
from studio_domain.audit.finding import Severity
from studio_domain.policy import scopes_of
from studio_domain.views import BudgetExecution, FundLedger


class MoneyMachine(Passing, Pricing, RuleBasedStateMachine):
    """Decides purely; a subclass drives a store by another `open_app`."""

    counted: ClassVar[Tally] = Tally()

    def __init__(self) -> None:
        RuleBasedStateMachine.__init__(self)
        clock = Clock(FIRST)
        Passing.__init__(self, self.open_app(clock), clock, type(self).counted)

    def open_app(self, clock: Clock) -> StudioApp:
        return PureApp(clock)

    @initialize(begin=st.sampled_from([date(2025, 1, 2), date(2025, 5, 28), date(2025, 11, 28)]))
    def begins(self, begin: date) -> None:
        self.founded()
        self.clock.jump(begin)
        self.begun = begin
        for studio in (A, B):
            self.opened(studio, OPENING)
            for source, fen in ((GRANT, 5_000_00), (CARRIER, 1_500_00)):
                self.taken(studio, BOOKS, self.receive(studio, source, fen))

    # -- what holds after every step

    @invariant()
    def the_books_agree(self) -> None:
        """Opening + in − out = balance for each source, and what is free of each line, by the books kept apart."""
        for studio in self.accounts_open():
            believed, state = self.believed(studio), self.account(studio).state
            closings = {each.source: each for each in state.closings}
            assert {source: sums.balance for source, sums in believed.sources.items() if sums.balance} == {
                source: each.closing for source, each in closings.items() if each.closing
            }
            assert all(each.opening + each.income - each.spent == each.closing for each in closings.values())
            assert {name: line.free for name, line in believed.lines.items()} == {
                name: state.headroom(name) for name in state.budget.lines
            }
            assert all(line.free >= 0 for line in believed.lines.values())

    # -- what holds at the end

    def teardown(self) -> None:
        if self.accounts_open():
            self.replayed()
            self.registered()
            found = list(self.findings())
            graver = [one for one in found if one.severity is not Severity.ADVICE and one.check not in self.reported]
            objections = [f"{one.check}: {one.message('en')} {one.evidence}" for one in graver]
            assert not objections, "\n".join(objections)
            assert self.reported <= {one.check for one in found}
        self.app.close()

    def replayed(self) -> None:
        for studio in (A, B):
            handle = self.account(studio)
            assert replay(fund, self.app.journal.read(handle.stream)) == handle.state

    def registered(self) -> None:
        """The registers say what the account says."""
        for studio in (A, B):
            stream, state = self.account(studio).stream, self.account(studio).state
            ledger = self.app.register(FundLedger(), studio).table("fund_ledger")
            sums: dict[object, int] = {}
            for row in ledger:
                if row["account"] == stream:
                    moved = int(row["income_fen"] or 0) - int(row["spent_fen"] or 0)
                    sums[row["source"]] = sums.get(row["source"], 0) + moved
            assert {source: fen for source, fen in sums.items() if fen} == {
                each.source.value: each.closing for each in state.closings if each.closing
            }
            execution = self.app.register(BudgetExecution(), studio).table("budget_execution")
            free = {row["line"]: row["free_fen"] for row in execution if row["account"] == stream}
            assert free == {name: state.headroom(name) for name in state.budget.lines}

    def findings(self) -> Iterable[Finding]:
        """Of both studios and of the region, on the machine's own day."""
        scopes = scopes_of("330106")
        for studio in (A, B):
            parts = [self.app.history(scope) for scope in scopes]
            facts = list(merged(self.app.history(studio), parts))
            grounds = Grounds.of(facts, studio=studio, region="330106")
            yield from audit_studio(facts, grounds=grounds, studio=studio, as_of=self.today)
        everything = list(self.app.journal.follow())
        yield from audit_region(everything, grounds=Grounds.of(everything, region="330106"), as_of=self.today)
