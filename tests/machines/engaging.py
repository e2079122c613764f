"""The machine of experts: one studio, anybody tries anything with three experts; what is accepted is never found.

Reports are another matter: what was logged outside the term, or for no task, is found, and told to be expected.
"""
# ruff: noqa: E501 -- one attempt a line

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import count
from typing import Any, ClassVar, Final

from attrs import define, field
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from machines.contracts import Contracts
from machines.office import Clock, Who
from machines.pure import PureApp
from studio_adapters.app import StudioApp
from studio_adapters.app.experts import ExpertContractHandle
from studio_domain import expert_contract as expert
from studio_domain import mentor_diary
from studio_domain.aggregate import Change, Context, replay
from studio_domain.audit import Finding, Grounds, audit_studio, merged
from studio_domain.audit.finding import Severity
from studio_domain.expert_contract import FeeKind, TerminationCause, Title
from studio_domain.fund_account import (
    BudgetLine,
    FundSource,
    PayerKind,
    ReceiptMode,
    SourceAmount,
    Voucher,
    VoucherKind,
)
from studio_domain.guideline import Breach, Role, Rule
from studio_domain.policy import grades, scopes_of
from studio_domain.values import SHANGHAI, PersonId, Region, Span, gross_of, withholding
from studio_domain.views.experts import ExpertRoster

STUDIO: Final = "hz-xihu-001"
PARK, BUREAU = "91000000MA00000157", "1100000000000006XU"
REGION: Final = Region("330106", "浙江省杭州市西湖区")
FOUNDED, FIRST = date(2024, 12, 16), date(2025, 1, 2)
LATEST: Final = date(2025, 12, 20)
"""The machine lives within a fiscal year, so that one account pays all fees."""

OFFICER, HEAD, FHEAD = (
    Who("p-officer", Role.AUTHORITY),
    Who("p-head", Role.CARRIER_HEAD),
    Who("p-fhead", Role.FINANCE_HEAD),
)
DEPUTY = Who("p-deputy", Role.CARRIER_HEAD)
LEAD, STAFF, DESK, MENTOR = (
    Who("p-lead", Role.LEAD),
    Who("p-staff", Role.STAFF),
    Who("p-desk", Role.STAFF),
    Who("p-mentor", Role.MENTOR),
)
BOOKS, CASH = Who("p-books", Role.FINANCE), Who("p-cash", Role.CASHIER)
HEAD_AS_LEAD, FAN_AS_STAFF = Who("p-head2", Role.LEAD), Who("p-fan", Role.STAFF)
STANDS_IN = Who("p-standin", Role.LEAD)
"""Acts for the lead, on a delegation."""

FAN, GU, MA = "p-fan", "p-gu", "p-ma"
EXPERTS: Final = {"x-fan": FAN, "x-gu": GU, "x-ma": MA}
"""Gu is a public official on record; Ma is not on record at all."""

EXPERT_FEES: Final = BudgetLine("专家费", FundSource.CARRIER, 900_000_00, "expert")
OURS: Final = ("expert.", "trail.", "roles.", "obligation.expert_renewal")

contracts = st.sampled_from(list(EXPERTS))
edges = st.integers(-1, 1)
staff = st.sampled_from([LEAD, STAFF, DESK, MENTOR])


@define
class Tally:
    """How often each transition was taken, and each rule refused something."""

    transitions: Counter[str] = field(factory=Counter)
    refusals: Counter[Rule] = field(factory=Counter)


class ExpertMachine(RuleBasedStateMachine):
    """Decides purely; its own reading of the facts says which transitions were taken."""

    counted: ClassVar[Tally] = Tally()

    def __init__(self) -> None:
        super().__init__()
        self.clock = Clock(FOUNDED)
        self.app = self.open_app(self.clock)
        self.read = Contracts()
        self.position = 0
        self.expected: set[str] = set()
        """The checks that may object, because somebody reported what is against the rules."""
        self._numbers = count(1)
        self.begun: dict[str, int] = dict.fromkeys(EXPERTS, 1)
        """How many contracts each expert has had."""

    def open_app(self, clock: Clock) -> StudioApp:
        """Pure; a subclass drives a store."""
        return PureApp(clock)

    # -- acting

    def tried(self, who: Who, decide: Callable[[], object], **acting: Any) -> Rule | None:
        """The rule that refuses, or None if it was decided; what is refused leaves nothing behind."""
        refusal: Rule | None = None
        said = ""
        org = BUREAU if who is OFFICER else PARK
        with self.app.acting(who.id, role=who.role, org=org, **acting):
            try:
                decide()
            except Breach as breach:
                refusal = breach.rule
                said = breach.message("zh") + breach.message("en")
        assert "{" not in said
        new = list(self.app.journal.follow(self.position))
        for event in new:
            self.position = event.position
            self.counted.transitions.update(self.read.see(event))
        if refusal is not None:
            assert not new
            self.counted.refusals[refusal] += 1
        return refusal

    def taken(self, who: Who, decide: Callable[[], object], **acting: Any) -> None:
        refusal = self.tried(who, decide, **acting)
        assert refusal is None, refusal

    def refused(self, by: Rule, who: Who, decide: Callable[[], object], **acting: Any) -> None:
        refusal = self.tried(who, decide, **acting)
        assert refusal is by, f"refused by {refusal}, not by {by}"

    # -- what there is

    @property
    def today(self) -> date:
        return self.clock.day

    def of(self, contract: str) -> ExpertContractHandle:
        """The expert's present contract."""
        return self.app.expert_contract(STUDIO, f"{contract}-{self.begun[contract]}")

    def state(self, contract: str) -> expert.ExpertContract | None:
        found: expert.ExpertContract | None = self.app.state(self.of(contract).stream)
        return found

    def new(self, prefix: str) -> str:
        return f"{prefix}-{next(self._numbers)}"

    # -- the beginning

    def begins(self) -> None:
        self._mandate(f"region-{REGION.code}", OFFICER, OFFICER)
        for who in (HEAD, FHEAD, LEAD, STAFF, DESK, MENTOR, BOOKS, CASH, HEAD_AS_LEAD, FAN_AS_STAFF):
            self._mandate(STUDIO, HEAD, who)
        self.taken(
            HEAD,
            partial(
                self.app.studio(STUDIO).register_carrier, region=REGION, carrier=PARK, name="运营载体", kind="park"
            ),
        )
        for delegator, to in ((HEAD, DEPUTY), (LEAD, STANDS_IN)):
            held = self.app.mandates(STUDIO, to.id)
            self.taken(delegator, partial(
                held.record_delegation, mandate_id=self.new("d"), delegator=delegator.person, role=delegator.role,
                org=PARK, first=FOUNDED, last=date(2026, 12, 31), document="委〔2024〕1号",
            ))  # fmt: skip
        for person, official in ((FAN, False), (GU, True)):
            record = self.app.person(REGION.code, person)
            self.taken(OFFICER, partial(record.record_person, employer=None, public_official=official))
        self._account()

    def _mandate(self, owner: str, by: Who, who: Who) -> None:
        org = BUREAU if who is OFFICER else PARK
        held = self.app.mandates(owner, who.id)
        self.taken(
            by,
            partial(
                held.record_mandate,
                mandate_id=self.new("m"),
                role=who.role,
                org=org,
                first=FOUNDED,
                document="任〔2024〕1号",
            ),
        )

    def _account(self) -> None:
        self.clock.jump(FIRST)
        account = self.app.fund_account(STUDIO, 2025)
        self.taken(FHEAD, partial(account.open_account, opening=()))
        self.taken(
            FHEAD, partial(account.adopt_finance_rules, version="2025", effective=FIRST, document="制〔2025〕1号")
        )
        income = (SourceAmount(FundSource.CARRIER, EXPERT_FEES.fen),)
        self.taken(BOOKS, partial(account.draft_budget, income=income, lines=(EXPERT_FEES,)))
        self.taken(FHEAD, partial(account.approve_budget, document="预〔2025〕1号"))
        self.taken(BOOKS, partial(
            account.record_receipt, receipt="r-1", source=FundSource.CARRIER, fen=EXPERT_FEES.fen, mode=ReceiptMode.BANK,
            reference="b-1", on=self.today, payer="运营载体", payer_kind=PayerKind.CARRIER,
        ))  # fmt: skip

    # -- time

    @rule(days=st.sampled_from([1, 2, 9, 30, 80]))
    def time_passes(self, days: int) -> None:
        """Whoever's term ends on the way has its end acknowledged on the last day, so that nothing is overdue."""
        to = min(self.today + timedelta(days), LATEST)
        ends: list[tuple[date, str]] = []
        for contract in EXPERTS:
            known = self.state(contract)
            if known is not None and known.last is not None and known.ending == expert.Ending():
                ends.append((known.last, contract))
        for last, contract in sorted(ends):
            if self.today <= last < to:
                self.clock.jump(last)
                self.taken(LEAD, self.of(contract).acknowledge_expiry)
        self.clock.jump(to)

    @rule(contract=contracts, reaches=st.integers(1, 60))
    def the_term_nears_its_end(self, contract: str, reaches: int) -> None:
        known = self.state(contract)
        if known is not None and known.last_day is not None and self.today < known.last_day <= LATEST:
            self.time_passes(max(0, (known.last_day - self.today).days - reaches))

    # -- the right way

    @initialize(fan=st.integers(0, 7), gu=st.integers(0, 7), lasts=st.sampled_from([5, 40, 90, 200]))
    def some_are_engaged(self, fan: int, gu: int, lasts: int) -> None:
        self.begins()
        for contract, steps in (("x-fan", fan), ("x-gu", gu)):
            for _ in range(steps):
                self.goes_on(
                    contract=contract, lasts=lasts, kind=FeeKind.LECTURE if contract == "x-fan" else FeeKind.CONSULTING
                )

    @rule(contract=contracts, lasts=st.sampled_from([3, 40, 90, 200]), kind=st.sampled_from(FeeKind))
    def goes_on(self, contract: str, lasts: int, kind: FeeKind) -> None:
        """The next right step of an engagement."""
        known, handle = self.state(contract), self.of(contract)
        if known is None:
            self.taken(
                LEAD,
                partial(
                    handle.nominate_expert, person=PersonId(EXPERTS[contract]), field_of_work="财税", reason="经验"
                ),
            )
        elif known.stage is expert.Stage.NOMINATED:
            verifier = next(who for who in (STAFF, DESK) if who.person not in known.nominators)
            verify = partial(
                handle.verify_qualification, title=Title.FULL, declaration="声明-1", document="核〔2025〕1号",
                public_official=contract == "x-gu", permission="允〔2025〕1号" if lasts != 3 else None,
            )  # fmt: skip
            if contract == "x-gu":
                self.refused(expert.OFFICIAL_ON_RECORD, verifier, partial(verify, public_official=False))
            if contract == "x-fan":
                self.refused(expert.OTHER_HANDS, FAN_AS_STAFF, verify)
            self.refused(expert.CONFLICTS_DECLARED, verifier, partial(verify, declaration=" "))
            self.taken(verifier, verify)
        elif known.stage is expert.Stage.VERIFIED:
            self.taken(HEAD, partial(handle.approve_engagement, document="聘〔2025〕1号"))
        elif known.stage is expert.Stage.APPROVED:
            if known.verified is not None and known.verified.public_official and not known.verified.permission:
                self.signs(contract=contract, kind=kind, unit=0, starts=0, lasts=lasts)
            self.signs(contract=contract, kind=kind, unit=9_000_00 if lasts == 90 else 1_150_00, starts=0, lasts=lasts)
        elif not known.tasks and known.active_on(self.today):
            assign = partial(handle.assign_task, task="t-1", what="辅导", due=self.today)
            self.refused(expert.DUE_IN_TERM, LEAD, partial(assign, due=self.today - timedelta(1)))
            self.refused(expert.TASK_DESCRIBED, LEAD, partial(assign, what=" "))
            self.taken(LEAD, assign)
            self.refused(expert.NEW_TASK, LEAD, assign)
        elif known.active_on(self.today) and len(known.entries) < 4:
            self.logs(
                contract=contract, ago=0, hour=8 + len(known.entries), minutes=45, known_task=1, verify=True, length=1
            )

    # -- whole ways, with every wrong turn tried first

    def working(self, contract: str) -> expert.ExpertContract | None:
        """The contract if its expert may serve today, and has a task."""
        known = self.state(contract)
        return known if known is not None and known.active_on(self.today) and known.tasks else None

    def served(self, contract: str, start: datetime, minutes: int) -> tuple[str, Callable[..., object]]:
        """A service that was logged, and the way to verify it."""
        known, entry = self.working(contract), self.new("s")
        assert known is not None
        log = partial(
            self.of(contract).record_service, entry=entry, task=min(known.tasks), occasion="case/k-1", start=start
        )
        self.taken(STAFF, partial(log, end=start + timedelta(minutes=minutes)))
        return entry, partial(self.of(contract).verify_log, entry=entry, attended=True)

    @rule(contract=contracts, over=edges)
    def fills_a_morning(self, contract: str, over: int) -> None:
        """Three hours of paid lecturing in a morning count, and no minute more; the same minute counts once."""
        known = self.working(contract)
        if known is None or any(one.first_day == self.today for one in known.entries.values()):
            return
        start = datetime.combine(self.today, time(8), SHANGHAI)
        entry, decide = self.served(contract, start, 190)
        lectures = known.paid and known.signed is not None and known.signed.fee_kind is FeeKind.LECTURE
        if contract == "x-fan":
            self.refused(expert.NOT_ONES_OWN_LOG, FAN_AS_STAFF, partial(decide, minutes=180))
        self.refused(expert.WITHIN_SPAN, DESK, partial(decide, minutes=191))
        self.refused(expert.WITNESSED, DESK, partial(decide, minutes=180, attended=False))
        self.refused(expert.MINUTES_POSITIVE, DESK, partial(decide, minutes=0))
        if over > 0 and lectures:
            self.refused(expert.WITHIN_HALF_DAY, DESK, partial(decide, minutes=181))
        self.taken(DESK, partial(decide, minutes=180 + min(over, 0)))
        self.refused(expert.VERIFIED_ONCE, DESK, partial(decide, minutes=180))
        self.refused(expert.ENTRY_EXISTS, DESK, partial(decide, minutes=180, entry=f"{entry}-none"))
        later, again = self.served(contract, start + timedelta(minutes=189), 30)
        if known.paid:
            self.refused(expert.VERIFIED_FIRST, STAFF, self.claim(contract, (later,), 100, 1))
        self.refused(expert.HOURS_APART, DESK, partial(again, minutes=30))

    @rule(contract=contracts, rejects=st.booleans())
    def is_paid(self, contract: str, rejects: bool) -> None:
        """What is verified and not yet claimed, as far as contract and cap allow: and a fen more is refused."""
        known, terms = self.state(contract), self.app.policy(STUDIO).on(self.today)
        if known is None or not known.paid or known.signed is None or known.verified is None or known.ending.settled:
            return
        entries = tuple(
            name for name, one in known.entries.items() if one.minutes is not None and known.fee_of(name) is None
        )
        units = expert.fees.payable_of(known, entries, terms)
        if units == 0:
            return
        cap = expert.for_units(expert.unit_cap(known.signed.fee_kind, known.verified.title, terms), units)
        agreed, gross = expert.for_units(known.signed.unit_fen, units), gross_of(cap)
        if agreed > gross:
            more = gross + 2  # a fen of tax may be rounded
            self.refused(expert.WITHIN_CAP, STAFF, self.claim(contract, entries, units, more))
        else:
            gross = agreed
            self.refused(expert.AS_AGREED, STAFF, self.claim(contract, entries, units, agreed + 1))
        self.refused(expert.WITHIN_HOURS, STAFF, self.claim(contract, entries, units + 1, gross))
        self.refused(expert.UNITS_POSITIVE, STAFF, self.claim(contract, entries, 0, gross))
        self.refused(expert.FOR_ENTRIES, STAFF, self.claim(contract, (), units, gross))
        self.refused(expert.TAX_WITHHELD, STAFF, self.claim(contract, entries, units, gross, tax=1))
        self.refused(expert.NET_IS_THE_REST, STAFF, self.claim(contract, entries, units, gross, net=1))
        self.taken(STAFF, self.claim(contract, entries, units, gross))
        self.refused(expert.CLAIMED_ONCE, STAFF, self.claim(contract, entries[:1], units, gross))
        fee = next(iter(self.fees(contract)))
        self.refused(expert.NEW_FEE, STAFF, self.claim(contract, entries[:1], units, gross, fee=fee))
        if rejects:
            self.brings_a_fee_to_its_end(contract=contract, rejects=True, back=1)

    def fees(self, contract: str) -> Mapping[str, expert.Fee]:
        known = self.state(contract)
        return {} if known is None else known.fees

    def claim(
        self, contract: str, entries: tuple[str, ...], units: int, gross: int, tax: int = 0, net: int = 0, fee: str = ""
    ) -> Callable[[], object]:
        """A claim of a fee, with so much too much of tax, or net of it."""
        fee, withheld = fee or self.new("f"), withholding(max(gross, 0)) + tax
        voucher = Voucher(VoucherKind.LIST, self.new("签"), max(gross, 1), self.today)
        return partial(
            self.of(contract).claim_fee, fee=fee, entries=entries, units=units, gross=gross, tax=withheld,
            net=gross - withheld + net, year=2025, claim=self.new(f"c-{contract}"), line=EXPERT_FEES.line, category="expert",
            vouchers=(voucher,),
        )  # fmt: skip

    @rule(contract=contracts)
    def is_renewed(self, contract: str) -> None:
        """On an evaluation that passed, and on no other."""
        known, handle = self.state(contract), self.of(contract)
        if known is None or known.last is None or known.ending != expert.Ending() or self.today > known.last:
            return
        fails, passes = self.new("e"), self.new("e")
        renew = partial(handle.renew_contract, last=known.last + timedelta(30), document="续〔2025〕1号")
        evaluate = partial(handle.evaluate_expert, evaluation=fails, grade="unqualified", score="59.99")
        self.refused(expert.SCORED, LEAD, partial(evaluate, score="-1"))
        self.refused(expert.GRADED_BY_SCORE, LEAD, partial(evaluate, score="60"))
        self.taken(LEAD, evaluate)
        self.refused(expert.NEW_EVALUATION, LEAD, evaluate)
        self.refused(expert.PASSED, HEAD, partial(renew, evaluation=fails))
        self.taken(LEAD, partial(handle.evaluate_expert, evaluation=passes, grade="qualified", score="60"))
        self.refused(expert.EVALUATED, HEAD, partial(renew, evaluation=fails))
        self.refused(expert.RENEWED_BEYOND, HEAD, partial(renew, evaluation=passes, last=known.last))
        self.refused(expert.PUT_IN_WRITING, HEAD, partial(renew, evaluation=passes, document=" "))
        self.taken(HEAD, partial(renew, evaluation=passes))

    @rule(contract=contracts, days=st.integers(0, 2), dismissed=st.booleans())
    def rests_a_while(self, contract: str, days: int, dismissed: bool) -> None:
        """Suspended from today on; then dismissed, or back after some days."""
        known, handle = self.state(contract), self.of(contract)
        if known is None or known.suspended or known.ending != expert.Ending() or self.today > LATEST - timedelta(days):
            return
        if not (known.in_force_on(self.today) and known.in_force_on(self.today + timedelta(days))):
            return
        rest = partial(handle.suspend_contract, first=self.today, reason="出国")
        self.refused(expert.SAY_WHY, LEAD, partial(rest, reason=" "))
        self.refused(expert.HOLDS_ON, LEAD, partial(rest, first=date(2040, 1, 1)))
        self.refused(expert.FROM_NOW_ON, LEAD, partial(rest, first=self.today - timedelta(1)))
        self.taken(LEAD, rest)
        self.refused(expert.SUSPENDED_ONCE, LEAD, rest)
        self.refused(expert.SUSPENDED_FIRST, LEAD, partial(handle.resume_contract, first=self.today - timedelta(1)))
        self.refused(expert.ACTIVE, LEAD, partial(handle.assign_task, task=self.new("t"), what="辅导", due=self.today))
        self.time_passes(days)
        if dismissed:
            self.is_free_from(contract, self.today)
            self.taken(
                HEAD,
                partial(
                    handle.terminate_contract,
                    cause=TerminationCause.MUTUAL,
                    last_day=self.today,
                    document="解〔2025〕1号",
                ),
            )
        else:
            self.taken(LEAD, partial(handle.resume_contract, first=self.today))

    def written(self, contract: str, decide: Callable[[expert.ExpertContract], Any]) -> Callable[[], object]:
        """A decision that the desk of appointments takes beside its own, written as that would."""

        def decided() -> object:
            known = self.state(contract)
            assert known is not None
            return self.append(self.of(contract).stream, decide(known))

        return decided

    def append(self, stream: str, fact: Any) -> object:
        """A fact, past every handle."""
        version = sum(1 for _ in self.app.journal.read(stream))
        context = Context(
            occurred=self.today, by=DESK.person, role=DESK.role.value, org=PARK, rules="trial",
            command=self.new("beside"),
        )  # fmt: skip
        return self.app.journal.append([Change(stream, version, (fact,))], context)

    @rule(contract=contracts, touches=st.booleans())
    def serves_elsewhere_meanwhile(self, contract: str, touches: bool) -> None:
        """What counts in another studio of the region at that time does not count here."""
        known = self.working(contract)
        start = datetime.combine(self.today, time(5), SHANGHAI)
        hour = Span(start, start + timedelta(hours=1))
        if known is None or any(one.first_day == self.today for one in known.entries.values()):
            return
        stream = mentor_diary.diary_stream(REGION.code, known.person, self.today)
        diary: mentor_diary.MentorDiary | None = self.app.state(stream)
        if diary is None or not any(hour.overlaps(other) for other in diary.counted.values()):
            counted = mentor_diary.count_service(diary, contract="hz-b-001/expert/x-1", entry=self.new("s"), span=hour)
            self.taken(DESK, lambda: self.append(stream, counted))
        _, decide = self.served(contract, hour.end if touches else hour.end - timedelta(minutes=1), 30)
        if touches:
            self.taken(DESK, partial(decide, minutes=1))
        else:
            self.refused(mentor_diary.HOUR_COUNTS_ONCE, DESK, partial(decide, minutes=1))

    @rule(contract=contracts, days=st.integers(0, 3), until=st.integers(0, 1), whose=st.integers(0, 3))
    def is_booked(self, contract: str, days: int, until: int, whose: int) -> None:
        """For an appointment with its expert, and for nobody else's."""
        known = self.state(contract)
        first, last = self.today + timedelta(days), self.today + timedelta(days + until)
        if known is None or not (known.active_on(first) and known.active_on(last)) or known.ending != expert.Ending():
            return
        name, mentor = f"{STUDIO}/appointment/{self.new('a')}", known.person if whose else LEAD.person
        self.tried(DESK, self.written(contract, lambda one: expert.book(
            one, appointment=name, mentor=mentor, first=first, last=last,
        )))  # fmt: skip

    @rule(contract=contracts, which=st.integers(0, 2))
    def gives_a_booking_back(self, contract: str, which: int) -> None:
        known = self.state(contract)
        if known is None:
            return
        name = next(iter(sorted(known.bookings)[which:]), f"{STUDIO}/appointment/a-none")
        self.tried(DESK, self.written(contract, lambda one: expert.release_booking(one, appointment=name)))

    def is_free_from(self, contract: str, last_day: date) -> None:
        """What is booked for a later day keeps the contract from being ended, until it is given back."""
        known = self.state(contract)
        assert known is not None
        late = sorted(name for name, booking in known.bookings.items() if booking.last > last_day)
        for name in late:
            dismiss = partial(
                self.of(contract).terminate_contract, cause=TerminationCause.MUTUAL, last_day=last_day, document="解"
            )
            self.refused(expert.BOOKINGS_RELEASED, HEAD, dismiss)
            give_back = self.written(contract, partial(expert.release_booking, appointment=name))
            self.taken(DESK, give_back)

    @rule(contract=contracts, rarely=st.integers(0, 3))
    def is_not_wanted(self, contract: str, rarely: int) -> None:
        """Declined, whatever the selection has come to."""
        known, handle = self.state(contract), self.of(contract)
        if (
            rarely == 0
            and known is not None
            and known.stage in (expert.Stage.NOMINATED, expert.Stage.VERIFIED, expert.Stage.APPROVED)
        ):
            self.refused(expert.REASON_STATED, LEAD, partial(handle.decline_engagement, reason=" "))
            self.taken(LEAD, partial(handle.decline_engagement, reason="编制"))
            self.refused(expert.IN_ORDER, LEAD, partial(handle.decline_engagement, reason="编制"))

    @rule(contract=contracts, rarely=st.integers(0, 2), acknowledges=st.booleans())
    def is_ended_and_settled(self, contract: str, rarely: int, acknowledges: bool) -> None:
        """Dismissed, or ended with its term; settled when everything is paid and given back."""
        known, handle = self.state(contract), self.of(contract)
        if (
            rarely
            or known is None
            or known.last is None
            or known.ending != expert.Ending()
            or not self.today <= known.last < LATEST
        ):
            return
        if acknowledges:
            self.time_passes((known.last - self.today).days)
            self.taken(LEAD, handle.acknowledge_expiry)
        else:
            dismiss = partial(
                handle.terminate_contract,
                cause=TerminationCause.FOR_CAUSE,
                last_day=self.today,
                document="解〔2025〕1号",
            )
            self.is_free_from(contract, self.today)
            self.refused(expert.CAUSE_SHOWN, HEAD, partial(dismiss, notified=self.today))
            self.refused(expert.NOTIFIED, HEAD, partial(dismiss, evidence="据-1"))
            self.taken(HEAD, partial(dismiss, evidence="据-1", notified=self.today))
        settle = partial(handle.settle_contract, materials_returned=True)
        self.refused(expert.ENDED_FIRST, LEAD, settle)
        self.time_passes(1)
        if known.paid and self.unclaimed(contract):
            self.refused_one_of((expert.HOURS_PAID, expert.FEES_PAID), LEAD, settle)
            self.is_paid(contract=contract, rejects=False)
        if any(not fee.paid for fee in known.fees.values()):
            self.refused(expert.FEES_PAID, LEAD, settle)
        for _ in range(1 + sum(not fee.paid for fee in known.fees.values())):
            self.brings_a_fee_to_its_end(contract=contract, rejects=False, back=1)
        self.refused(expert.MATERIALS_BACK, LEAD, partial(handle.settle_contract, materials_returned=False))
        self.taken(LEAD, settle)
        self.refused(expert.SETTLED_ONCE, LEAD, settle)
        self.refused(expert.NOT_ENDED, LEAD, handle.acknowledge_expiry)

    def unclaimed(self, contract: str) -> int:
        """The hundredths that are verified and not claimed."""
        known = self.state(contract)
        assert known is not None
        free = tuple(
            name for name, one in known.entries.items() if one.minutes is not None and known.fee_of(name) is None
        )
        return expert.fees.payable_of(known, free, self.app.policy(STUDIO).on(self.today))

    def refused_one_of(self, rules: tuple[Rule, ...], who: Who, decide: Callable[[], object]) -> None:
        assert self.tried(who, decide) in rules

    @rule(contract=contracts)
    def is_engaged_anew(self, contract: str) -> None:
        """Another contract for an expert whose last one is over; its hours may overlap those of the last."""
        known = self.state(contract)
        if known is not None and (known.ending.declined or known.ending.settled):
            self.begun[contract] += 1
            self.expected.add("expert.hours-twice")

    # -- selection

    @rule(
        contract=contracts, who=st.sampled_from([LEAD, STAFF, MENTOR, STANDS_IN]), reason=st.sampled_from(["经验", " "])
    )
    def nominates(self, contract: str, who: Who, reason: str) -> None:
        handle = self.of(contract)
        decide = partial(
            handle.nominate_expert, person=PersonId(EXPERTS[contract]), field_of_work="财税", reason=reason
        )
        if contract == "x-fan" and self.state(contract) is None:
            self.refused(expert.OTHER_HANDS, FAN_AS_STAFF, decide)
        self.tried(who, decide)

    @rule(
        contract=contracts, who=st.sampled_from([STAFF, DESK, FAN_AS_STAFF]), title=st.sampled_from(Title), official=st.booleans(),
        permission=st.sampled_from([None, "允〔2025〕1号"]), said=st.sampled_from(["声明-1", "声明-1", " "]),
        document=st.sampled_from(["核〔2025〕1号", "核〔2025〕1号", ""]),
    )  # fmt: skip
    def verifies(
        self, contract: str, who: Who, title: Title, official: bool, permission: str | None, said: str, document: str
    ) -> None:
        if self.state(contract) is not None:
            self.tried(who, partial(
                self.of(contract).verify_qualification, title=title, declaration=said, document=document,
                public_official=official, permission=permission,
            ))  # fmt: skip

    @rule(contract=contracts, deputy=st.booleans(), document=st.sampled_from(["聘〔2025〕1号", "聘〔2025〕1号", " "]))
    def approves(self, contract: str, deputy: bool, document: str) -> None:
        if self.state(contract) is not None:
            self.tried(DEPUTY if deputy else HEAD, partial(self.of(contract).approve_engagement, document=document))

    @rule(contract=contracts, reason=st.sampled_from(["编制", " "]), rarely=st.integers(0, 7))
    def declines(self, contract: str, reason: str, rarely: int) -> None:
        if rarely == 0 and self.state(contract) is not None:
            self.tried(LEAD, partial(self.of(contract).decline_engagement, reason=reason))

    @rule(
        contract=contracts, kind=st.sampled_from(FeeKind), unit=st.sampled_from([0, 500_00, 1_150_00, 1_675_00, 9_000_00]),
        starts=st.integers(-1, 3), lasts=st.sampled_from([0, 1, 5, 40, 90, 200, 1095]),
    )  # fmt: skip
    def signs(self, contract: str, kind: FeeKind, unit: int, starts: int, lasts: int) -> None:
        known = self.state(contract)
        if known is None:
            return
        first = self.today + timedelta(starts)
        words: dict[str, Any] = {
            "party": PARK, "expert_signed": max(known.approved or self.today, self.today - timedelta(1)), "first": first,
            "last": first + timedelta(lasts), "document": "合〔2025〕1号", "fee_kind": kind, "unit_fen": unit,
        }  # fmt: skip
        decide = partial(self.of(contract).sign_contract, **words)
        if known.stage is expert.Stage.APPROVED:
            self._signs_wrongly(contract, words, known)
        self.tried(HEAD, decide)

    def _signs_wrongly(self, contract: str, words: dict[str, Any], known: expert.ExpertContract) -> None:
        """Every way to sign it wrongly, one at a time; the rules for experts are enacted only now, if they are not."""
        fine = words | {"first": self.today, "last": self.today, "unit_fen": 0}
        handle = self.of(contract)
        book = self.app.regulation(STUDIO, "external-experts")
        if self.app.state(f"{STUDIO}/regulation/external-experts") is None:
            self.refused(expert.REGULATION_HOLDS, HEAD, partial(handle.sign_contract, **fine))
            self.taken(LEAD, partial(book.draft_regulation, title="外聘专家管理制度"))
            self.taken(
                HEAD, partial(book.approve_regulation, version=1, effective=self.today, document="制〔2025〕3号")
            )
        if known.verified is not None and known.verified.public_official and not known.verified.permission:
            self.refused(expert.PERMITTED, HEAD, partial(handle.sign_contract, **(fine | {"unit_fen": 1})))
        tomorrow, yesterday = self.today + timedelta(1), self.today - timedelta(1)
        bent: list[tuple[Rule, dict[str, Any]]] = [
            (expert.PARTY_OPERATES, {"party": BUREAU}),
            (expert.SIGNED_BY_NOW, {"expert_signed": tomorrow}),
            (expert.NOT_BACKDATED, {"first": yesterday}),
            (expert.FIRST_TO_LAST, {"last": yesterday}),
            (expert.WITHIN_TERM, {"last": self.today.replace(year=self.today.year + 3)}),
            (expert.UNIT_NOT_NEGATIVE, {"unit_fen": -1}),
            (expert.DOCUMENTED, {"document": " "}),
            (expert.APPROVED_BEFORE, {"expert_signed": (known.approved or self.today) - timedelta(1)}),
        ]
        for by, change in bent:
            self.refused(by, HEAD, partial(handle.sign_contract, **(fine | change)))

    # -- daily work

    @rule(
        contract=contracts,
        due=st.sampled_from([-1, 0, 0, 1, 400]),
        what=st.sampled_from(["辅导", " "]),
        again=st.booleans(),
    )
    def assigns(self, contract: str, due: int, what: str, again: bool) -> None:
        known = self.state(contract)
        if known is None:
            return
        task = next(iter(known.tasks), "t-1") if again else self.new("t")
        due_on = self.today + timedelta(due)
        self.tried(LEAD, partial(self.of(contract).assign_task, task=task, what=what, due=due_on))

    @rule(
        contract=contracts, ago=st.sampled_from([0, 0, 1, 3, 40]), hour=st.integers(7, 21), minutes=st.sampled_from([30, 45, 90, 91, 180, 240]),
        known_task=st.integers(0, 5), verify=st.booleans(), length=st.integers(0, 9),
    )  # fmt: skip
    def logs(
        self, contract: str, ago: int, hour: int, minutes: int, known_task: int, verify: bool, length: int
    ) -> None:
        known = self.state(contract)
        if known is None:
            return
        entry, start = self.new("s"), datetime.combine(self.today - timedelta(ago), time(hour), SHANGHAI)
        task = next(iter(sorted(known.tasks)), "t-0") if known_task else "t-none"
        end = start + timedelta(minutes=minutes)
        log = partial(self.of(contract).record_service, entry=entry, task=task, occasion="case/k-1", start=start)
        if length == 0:
            self.refused(expert.START_TO_END, STAFF, partial(log, end=start))
        # what was known of the term when it was served
        days = (start.date(), end.date())
        if end.date() > self.today:
            return
        self.taken(STAFF, partial(log, end=end))
        self.refused(expert.NEW_ENTRY, STAFF, partial(log, end=end))
        if task not in known.tasks:
            self.expected.add("expert.no-task")
        if not all(known.active_on(day) for day in days):
            self.expected |= {"expert.out-of-term", "expert.served-while-suspended"}
        if verify:
            self.verifies_a_log(contract=contract, over=0, attended=True, who=DESK, latest=True)

    @rule(
        contract=contracts,
        over=edges,
        attended=st.booleans(),
        who=st.sampled_from([LEAD, DESK, FAN_AS_STAFF]),
        latest=st.booleans(),
    )
    def verifies_a_log(self, contract: str, over: int, attended: bool, who: Who, latest: bool) -> None:
        known = self.state(contract)
        if known is None:
            return
        names = list(known.entries)
        entry = names[-1 if latest else 0] if names else "s-none"
        span = known.entries[entry].span if names else None
        minutes = 60 if span is None else int((span.end - span.start).total_seconds() // 60) + over
        decide = partial(self.of(contract).verify_log, entry=entry, attended=attended, confirmation=None)
        self.tried(who, partial(decide, minutes=0))
        self.tried(who, partial(decide, minutes=minutes))

    @rule(contract=contracts)
    def verifies_before_it_ended(self, contract: str) -> None:
        """Late entry: said to be verified on a day on which it had not ended yet."""
        known = self.state(contract)
        if known is None or not known.active_on(self.today) or not known.tasks:
            return
        entry, start = self.new("s"), datetime.combine(self.today, time(6), SHANGHAI)
        task = sorted(known.tasks)[0]
        self.taken(
            STAFF,
            partial(
                self.of(contract).record_service,
                entry=entry,
                task=task,
                occasion="case/k-2",
                start=start,
                end=start + timedelta(minutes=20),
            ),
        )
        decide = partial(self.of(contract).verify_log, entry=entry, minutes=20, attended=True)
        self.refused(expert.AFTER_SERVICE, DESK, decide, on=self.today - timedelta(1))

    @rule(contract=contracts, excused=st.booleans())
    def is_absent(self, contract: str, excused: bool) -> None:
        if self.state(contract) is not None:
            self.taken(STAFF, partial(self.of(contract).record_absence, occasion="case/k-1", excused=excused))
            self.expected |= set() if excused else {"expert.absences"}

    # -- fees

    @rule(
        contract=contracts,
        part=st.integers(0, 3),
        over=edges,
        wrong=st.integers(0, 6),
        who=st.sampled_from([LEAD, STAFF]),
    )
    def claims(self, contract: str, part: int, over: int, wrong: int, who: Who) -> None:
        """All that is verified and unclaimed, or the latest entry, or none, or what was claimed before."""
        known = self.state(contract)
        if known is None:
            return
        free = [name for name, one in known.entries.items() if one.minutes is not None and known.fee_of(name) is None]
        entries = {0: tuple(free), 1: tuple(list(known.entries)[-1:]), 2: (), 3: tuple(list(known.entries)[:1] * 2)}[
            part
        ]
        fee = next(iter(known.fees), "f-1") if wrong == 1 else self.new("f")
        unit = known.signed.unit_fen if known.signed else 1_00
        payable = expert.fees.payable_of(known, entries, self.app.policy(STUDIO).on(self.today)) if part < 2 else 100
        units = max(payable, 0) + (over if wrong == 2 else 0)
        cap = (
            expert.unit_cap(known.signed.fee_kind, known.verified.title, self.app.policy(STUDIO).on(self.today))
            if known.signed and known.verified
            else 0
        )
        net_cap = expert.for_units(cap, units)
        gross = max(0, min(expert.for_units(unit, units), gross_of(max(0, net_cap)))) + (over if wrong == 3 else 0)
        tax = withholding(max(gross, 0)) + (over if wrong == 4 else 0)
        net = gross - tax + (over if wrong == 5 else 0)
        voucher = Voucher(VoucherKind.LIST, self.new("签"), max(gross, 1), self.today)
        self.tried(who, partial(
            self.of(contract).claim_fee, fee=fee, entries=entries, units=units, gross=gross, tax=tax, net=net, year=2025,
            claim=f"c-{contract}-{fee}-{next(self._numbers)}", line=EXPERT_FEES.line, category="expert", vouchers=(voucher,),
        ))  # fmt: skip

    @rule(contract=contracts, rejects=st.booleans(), back=st.integers(0, 1))
    def brings_a_fee_to_its_end(self, contract: str, rejects: bool, back: int) -> None:
        """Its claim goes through the usual hands to payment, or is rejected; a payment may be reversed."""
        known = self.state(contract)
        fee = next((name for name, one in known.fees.items() if not one.paid), None) if known is not None else None
        if known is None or fee is None:
            return
        handle, account, claim = self.of(contract), self.app.fund_account(STUDIO, 2025), known.fees[fee].claim
        self.refused(expert.CLAIM_AS_SAID, CASH, partial(handle.pay_fee, fee=fee))
        self.refused(expert.CLAIM_AS_SAID, CASH, partial(handle.withdraw_fee, fee=fee))
        if rejects:
            self.taken(BOOKS, partial(account.reject_claim, claim=claim, reason="超标"))
            self.taken(CASH, partial(handle.withdraw_fee, fee=fee))
            return
        self.taken(DESK, partial(account.accept_goods, claim=claim, document="验"))
        self.taken(BOOKS, partial(account.review_claim, claim=claim))
        self.taken(FHEAD, partial(account.approve_claim, claim=claim))
        self.taken(CASH, partial(account.pay_claim, claim=claim, mode=ReceiptMode.BANK, reference="b", entry="记-1"))
        self.taken(CASH, partial(handle.pay_fee, fee=fee))
        self.refused(expert.FEE_PAID_ONCE, CASH, partial(handle.pay_fee, fee=fee))
        if back == 0:
            self.taken(FHEAD, partial(account.reverse_payment, claim=claim, reason="错付", reference="b"))
            self.taken(CASH, partial(handle.withdraw_fee, fee=fee))

    @rule(contract=contracts, withdraws=st.booleans())
    def pays_what_is_no_fee(self, contract: str, withdraws: bool) -> None:
        if self.state(contract) is not None:
            handle = self.of(contract)
            self.refused(
                expert.FEE_EXISTS, CASH, partial(handle.withdraw_fee if withdraws else handle.pay_fee, fee="f-none")
            )

    # -- renewal and end

    @rule(
        contract=contracts,
        score=st.sampled_from(["59.99", "60", "84.99", "85", "100", "101", "-1"]),
        wrong=st.booleans(),
        again=st.booleans(),
    )
    def evaluates(self, contract: str, score: str, wrong: bool, again: bool) -> None:
        known = self.state(contract)
        if known is None:
            return
        value = grades.score_of(score)
        grade = (
            "excellent" if wrong or value is None else grades.grade_of(value, self.app.policy(STUDIO).on(self.today))
        )
        evaluation = next(iter(known.evaluations), "e-1") if again else self.new("e")
        self.tried(LEAD, partial(self.of(contract).evaluate_expert, evaluation=evaluation, grade=grade, score=score))

    @rule(
        contract=contracts,
        by=st.integers(-1, 60),
        early=st.booleans(),
        document=st.sampled_from(["续〔2025〕1号", "续〔2025〕1号", " "]),
        deputy=st.booleans(),
        latest=st.booleans(),
    )
    def renews(self, contract: str, by: int, early: bool, document: str, deputy: bool, latest: bool) -> None:
        known = self.state(contract)
        if known is None or known.last is None:
            return
        evaluation = (known.last_evaluation if latest else next(iter(known.evaluations), None)) or "e-none"
        last = (
            known.last + timedelta(by)
            if early
            else known.last.replace(year=known.last.year + 3, day=min(known.last.day, 28)) + timedelta(by)
        )
        self.tried(
            DEPUTY if deputy else HEAD,
            partial(self.of(contract).renew_contract, last=last, evaluation=evaluation, document=document),
        )

    @rule(contract=contracts)
    def acknowledges(self, contract: str) -> None:
        if self.state(contract) is not None:
            self.tried(LEAD, self.of(contract).acknowledge_expiry)

    @rule(contract=contracts, starts=st.integers(-1, 2), reason=st.sampled_from(["出国", " "]), far=st.booleans())
    def suspends(self, contract: str, starts: int, reason: str, far: bool) -> None:
        if self.state(contract) is not None:
            first = date(2040, 1, 1) if far else self.today + timedelta(starts)
            self.tried(LEAD, partial(self.of(contract).suspend_contract, first=first, reason=reason))

    @rule(contract=contracts, starts=st.integers(-1, 2))
    def resumes(self, contract: str, starts: int) -> None:
        if self.state(contract) is not None:
            self.tried(LEAD, partial(self.of(contract).resume_contract, first=self.today + timedelta(starts)))

    @rule(
        contract=contracts, cause=st.sampled_from(TerminationCause), ends=st.integers(-1, 3), evidence=st.sampled_from([None, "据-1"]),
        notified=st.sampled_from([None, 0, 9]), document=st.sampled_from(["解〔2025〕1号", " "]), rarely=st.integers(0, 2),
    )  # fmt: skip
    def terminates(
        self,
        contract: str,
        cause: TerminationCause,
        ends: int,
        evidence: str | None,
        notified: int | None,
        document: str,
        rarely: int,
    ) -> None:
        if rarely or self.state(contract) is None:
            return
        told = None if notified is None else self.today + timedelta(notified)
        self.tried(HEAD, partial(
            self.of(contract).terminate_contract, cause=cause, last_day=self.today + timedelta(ends), document=document,
            evidence=evidence, notified=told,
        ))  # fmt: skip

    @rule(contract=contracts, materials=st.booleans())
    def settles(self, contract: str, materials: bool) -> None:
        if self.state(contract) is not None:
            self.tried(LEAD, partial(self.of(contract).settle_contract, materials_returned=materials))

    # -- what holds at the end

    def teardown(self) -> None:
        found = [one for one in self.findings() if one.check.startswith(OURS) and one.severity is not Severity.ADVICE]
        objections = [
            f"{one.check}: {one.message('en')} {one.evidence}" for one in found if one.check not in self.expected
        ]
        assert not objections, "\n".join(objections)
        for contract in EXPERTS:
            stream, known = self.of(contract).stream, self.state(contract)
            assert replay(expert, self.app.journal.read(stream)) == known
            self.read.agrees(stream, known)
        self._registered()
        self.app.close()

    def findings(self) -> Iterable[Finding]:
        parts = [self.app.history(scope) for scope in scopes_of(REGION.code)]
        facts = list(merged(self.app.history(STUDIO), parts))
        grounds = Grounds.of(facts, studio=STUDIO, region=REGION.code)
        return audit_studio(facts, grounds=grounds, studio=STUDIO, as_of=self.today)

    def _registered(self) -> None:
        """The roster says what the contracts say."""
        rows = {row["contract"]: row for row in self.app.register(ExpertRoster(), STUDIO).table("expert_roster")}
        for contract in EXPERTS:
            known = self.state(contract)
            row = rows.get(self.of(contract).stream)
            assert (row is None) == (known is None)
            if known is not None and row is not None:
                last = known.last_day
                assert (row["expert"], row["last"]) == (known.person, None if last is None else last.isoformat())
                assert row["minutes"] == sum(one.minutes or 0 for one in known.entries.values())
                assert row["unpaid"] == sum(not one.paid for one in known.fees.values())
