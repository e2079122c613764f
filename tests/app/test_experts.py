"""Experts as a service deals with them: who acts and when comes from the app, and a fee and its claim go together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

import pytest

import practice as practice_people
from machines.engaging import CASH, DESK, FAN, FIRST, HEAD, LEAD, PARK, STAFF, STUDIO, ExpertMachine
from machines.office import Clock
from practice import CARRIERS, CONTRACT, A, B, Practice, Time, at
from studio_adapters.app import StudioApp
from studio_domain import expert_contract as expert
from studio_domain import mentor_diary
from studio_domain.aggregate import Reason
from studio_domain.desk import authority
from studio_domain.expert_contract import FeeKind
from studio_domain.expert_contract import facts as contracts
from studio_domain.fund_account import Stage, Voucher, VoucherKind
from studio_domain.guideline import Breach
from studio_domain.values import SHANGHAI, PersonId

THURSDAY = date(2025, 3, 6)
VOUCHER = Voucher(VoucherKind.LIST, "签-1", 1_150_00, FIRST)


class House(ExpertMachine):
    """A studio over a store, whose expert has given one class hour on the first day of the contract."""

    def open_app(self, clock: Clock) -> StudioApp:
        return StudioApp("memory:", clock=clock)

    def fee(self, **words: Any) -> Any:
        said: dict[str, Any] = {
            "fee": "f-1", "entries": ("s-1",), "units": 100, "gross": 1_050_00, "year": 2025, "claim": "c-1",
            "line": "专家费", "category": "expert", "vouchers": (VOUCHER,),
        }  # fmt: skip
        return partial(self.of("x-fan").claim_fee, **(said | words))


@pytest.fixture
def house() -> Iterator[House]:
    house = House()
    house.some_are_engaged(fan=5, gu=0, lasts=40)
    start = datetime.combine(house.today, time(9), SHANGHAI)
    handle = house.of("x-fan")
    log = partial(handle.record_service, entry="s-1", task="t-1", occasion="case/k-1", start=start)
    house.taken(STAFF, partial(log, end=start + timedelta(minutes=45)))
    house.taken(DESK, partial(handle.verify_log, entry="s-1", minutes=45, attended=True))
    yield house
    house.app.close()


def test_who_and_when_come_from_whoever_acts(house: House) -> None:
    state = house.of("x-fan").state
    assert state.nomination.nominator == LEAD.person
    assert state.signed is not None
    assert (state.signed.carrier_signer, state.signed.party, state.signed.carrier_signed) == (HEAD.person, PARK, FIRST)
    assert state.person == PersonId(FAN)


def test_the_fee_and_its_claim_are_one_append(house: House) -> None:
    before = house.position
    house.taken(STAFF, house.fee())
    (fee, claim) = list(house.app.journal.follow(before))
    assert isinstance(fee.fact, expert.FeeClaimed)
    assert (fee.fact.tax, fee.fact.net) == (50_00, 1_000_00)
    assert (claim.fact.claim, claim.fact.fen, claim.fact.beneficiary) == ("c-1", 1_050_00, FAN)
    assert fee.recorded_at == claim.recorded_at
    assert fee.context.command == claim.context.command


def test_neither_is_there_when_the_account_refuses(house: House) -> None:
    before = house.position
    with house.app.acting(STAFF.id, role=STAFF.role, org=PARK), pytest.raises(LookupError):
        house.fee(year=2031)()
    assert list(house.app.journal.follow(before)) == []


def test_a_fee_is_entered_late_as_far_as_money_is(house: House) -> None:
    """What a contract otherwise allows, three days, is too much for money."""
    house.clock.jump(FIRST + timedelta(1))
    house.refused(authority.LATE_SAYS_WHY, STAFF, house.fee(), on=FIRST)
    house.taken(STAFF, house.fee(), on=FIRST, reason=Reason.LATE_ENTRY)


def test_a_renewal_is_judged_by_the_day_on_which_it_is_written_down(house: House) -> None:
    handle = house.of("x-fan")
    last = handle.state.last
    assert last is not None
    house.clock.jump(last)
    house.taken(LEAD, partial(handle.evaluate_expert, evaluation="e-1", grade="qualified", score="60"))
    house.clock.jump(last + timedelta(1))
    renew = partial(handle.renew_contract, last=last + timedelta(30), evaluation="e-1", document="d")
    house.refused(expert.RENEWED_IN_TIME, HEAD, renew, on=last)


def test_it_is_paid_when_its_claim_is(house: House) -> None:
    house.taken(STAFF, house.fee())
    house.brings_a_fee_to_its_end(contract="x-fan", rejects=False, back=1)
    assert house.of("x-fan").state.fees["f-1"].paid
    assert house.app.fund_account(STUDIO, 2025).state.claims["c-1"].stage is Stage.PAID
    house.refused(expert.FEE_PAID_ONCE, CASH, partial(house.of("x-fan").pay_fee, fee="f-1"))


@pytest.mark.parametrize("name", ["", " ", "x" * 65, "a\nb"])
def test_ids_are_checked_where_they_come_in(house: House, name: str) -> None:
    handle = house.of("x-fan")
    with house.app.acting(LEAD.id, role=LEAD.role, org=PARK):
        with pytest.raises(ValueError, match="task: an id is"):
            handle.assign_task(task=name, what="x", due=FIRST)
        with pytest.raises(ValueError, match="evaluation: an id is"):
            handle.evaluate_expert(evaluation=name, grade="qualified", score="60")


def test_a_name_is_no_person(house: House) -> None:
    with (
        house.app.acting(LEAD.id, role=LEAD.role, org=PARK),
        pytest.raises(ValueError, match="person: a person's id") as refused,
    ):
        house.of("x-ma").nominate_expert(person=PersonId("范 教授"), field_of_work="x", reason="y")
    assert "范" not in str(refused.value)


def test_the_state_of_a_day(house: House) -> None:
    handle = house.of("x-fan")
    agreed = house.app.state(handle.stream, as_of=FIRST - timedelta(1))
    assert agreed is None
    known = house.app.state(handle.stream, as_of=FIRST)
    assert known == handle.state
    assert repr(handle) == "<ExpertContractHandle hz-xihu-001/expert/x-fan-1>"


def test_without_a_fee_of_its_own_kind(house: House) -> None:
    """Unpaid where no fee is agreed; lectures where nothing else is."""
    house.goes_on(contract="x-ma", lasts=3, kind=FeeKind.LECTURE)
    house.goes_on(contract="x-ma", lasts=3, kind=FeeKind.LECTURE)
    house.goes_on(contract="x-ma", lasts=3, kind=FeeKind.LECTURE)
    handle = house.of("x-ma")
    house.taken(HEAD, partial(
        handle.sign_contract, party=PARK, expert_signed=FIRST, first=FIRST, last=date(2025, 2, 1), document="d",
    ))  # fmt: skip
    signed = handle.state.signed
    assert signed is not None
    assert (signed.unit_fen, signed.fee_kind, signed.carrier_signed) == (0, FeeKind.LECTURE, FIRST)


class TestHoursCountOnce:
    """日常工作管理: one hour of an expert counts under one contract, of two in a studio or of two studios."""

    @pytest.fixture
    def practice(self) -> Iterator[Practice]:
        clock = Time(at(THURSDAY, 18))
        with closing(StudioApp("memory:", clock=clock)) as app:
            yield Practice(app, clock)

    def verified(self, practice: Practice, studio: str, contract: str, start: datetime, end: datetime) -> str:
        """A service of Fan under a contract, verified by the desk; answers the contract's stream."""
        handle = practice.app.expert_contract(studio, contract)
        task = contracts.TaskAssigned("t-1", "辅导", practice_people.LEAD.id, THURSDAY)
        practice.lay(THURSDAY, practice_people.LEAD, handle.stream, task, org=CARRIERS[studio])
        with practice.acting(practice_people.DESK, studio):
            handle.record_service(entry="s-1", task="t-1", occasion="case/k-1", start=start, end=end)
            handle.verify_log(entry="s-1", minutes=1, attended=True)
        return handle.stream

    @pytest.mark.parametrize("studio", [A, B])
    def test_of_two_contracts(self, practice: Practice, studio: str) -> None:
        practice.engaged(studio, "x-fan-2")
        first = self.verified(practice, A, CONTRACT, at(THURSDAY, 9), at(THURSDAY, 10))
        with pytest.raises(Breach) as caught:
            self.verified(practice, studio, "x-fan-2", at(THURSDAY, 9, 59), at(THURSDAY, 11))
        assert caught.value.rule is mentor_diary.HOUR_COUNTS_ONCE
        assert caught.value.figures == {"contract": first, "entry": "s-1"}
        state = practice.app.state(f"{studio}/expert/x-fan-2")
        assert state.entries["s-1"].minutes is None, "what was done is logged, and does not count"
        checks = ("expert.hours-twice", "regional.expert-hours-twice")
        assert [one for one in practice.app.audit(as_of=THURSDAY).findings if one.check in checks] == []

    @pytest.mark.parametrize("studio", [A, B])
    def test_one_after_the_other(self, practice: Practice, studio: str) -> None:
        practice.engaged(studio, "x-fan-2")
        self.verified(practice, A, CONTRACT, at(THURSDAY, 9), at(THURSDAY, 10))
        self.verified(practice, studio, "x-fan-2", at(THURSDAY, 10), at(THURSDAY, 11))
        diary = practice.app.state(f"region-330100/diary/{practice_people.FAN.id}/{THURSDAY}")
        assert len(diary.counted) == 2

    def test_over_midnight_it_counts_on_both_days(self, practice: Practice) -> None:
        practice.time.now = at(THURSDAY + timedelta(1), 9)
        self.verified(practice, A, CONTRACT, at(THURSDAY, 23), at(THURSDAY + timedelta(1), 1))
        with pytest.raises(Breach) as caught:
            self.verified(practice, B, CONTRACT, at(THURSDAY + timedelta(1), 0), at(THURSDAY + timedelta(1), 1))
        assert caught.value.rule is mentor_diary.HOUR_COUNTS_ONCE
