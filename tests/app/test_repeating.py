"""The same command twice, streams that move meanwhile, and many who act at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from app.house import BOOKS, HEAD, LINE, A, House
from machines.office import CARRIER, DESK, FHEAD, HE, STAFF
from studio_adapters import memory
from studio_adapters.journal import Batch, Clock, CommandReused, Conflict, Receipt
from studio_domain import fund_account as fund
from studio_domain.desk.authority import ROLE_HELD
from studio_domain.guideline import Breach
from telling import refused_by


class Meddled(memory.Recorder):
    """A store in which somebody else gets in first, as often as *meddling* says."""

    def __init__(self) -> None:
        super().__init__("meddled")
        self.meddling: list[Callable[[], object]] = []

    def append(self, batches: Sequence[Batch], clock: Clock) -> tuple[Receipt, ...]:
        if self.meddling:
            self.meddling.pop()()
        return super().append(batches, clock)


@pytest.fixture
def house() -> House:
    return House()


class TestTheSameCommandAgain:
    """A lost acknowledgement: the service asks once more, and learns what was done."""

    def test_it_answers_the_same_receipt_and_writes_nothing(self, house: House) -> None:
        claim = house.waiting(10_00)
        with house.as_(HEAD, command="k-1"):
            first = house.account(A).approve_claim(claim=claim)
        written = list(house.app.history(A))
        with house.as_(HEAD, command="k-1"):
            assert house.account(A).approve_claim(claim=claim) == first
        assert list(house.app.history(A)) == written
        assert written[first.last - first.first - 1].context.command == "k-1"

    def test_also_when_it_would_no_longer_be_lawful(self, house: House) -> None:
        claim = house.waiting(10_00)
        with house.as_(HEAD, command="k-1"):
            first = house.account(A).approve_claim(claim=claim)
        house.taken(A, HE, lambda: house.account(A).reject_claim(claim=claim, reason="r"))
        house.refused(fund.IN_ORDER, A, HEAD, lambda: house.account(A).approve_claim(claim=claim))
        with house.as_(HEAD, command="k-1"):
            assert house.account(A).approve_claim(claim=claim) == first

    def test_not_with_other_arguments(self, house: House) -> None:
        one, other = house.waiting(10_00), house.waiting(10_00)
        with house.as_(HEAD, command="k-1"):
            house.account(A).approve_claim(claim=one)
        for who, claim in ((HEAD, other), (FHEAD, one)):
            with house.as_(who, command="k-1"), pytest.raises(CommandReused):
                house.account(A).approve_claim(claim=claim)
        with house.as_(HE, command="k-1"), pytest.raises(CommandReused):
            house.account(A).reject_claim(claim=one, reason="r")

    def test_a_refused_command_may_be_tried_again(self, house: House) -> None:
        claim = house.submitted(A, LINE, 1_000_00)
        with house.as_(HE, command="k-1"):
            with refused_by(fund.ACCEPTED, claim=claim, least=1_000_00):
                house.account(A).review_claim(claim=claim)
            house.taken(A, DESK, lambda: house.account(A).accept_goods(claim=claim, document="验"))
            house.account(A).review_claim(claim=claim)
        assert house.account(A).state.claims[claim].stage is fund.Stage.REVIEWED


class Overtaken(memory.Recorder):
    """A store in which another process obeys a command just after somebody has asked whether it was done."""

    overtaking: Callable[[], object] | None = None

    def receipt(self, command: str) -> tuple[bytes, Receipt] | None:
        known = super().receipt(command)
        if (first := self.overtaking) is not None:
            self.overtaking = None
            first()
        return known


def test_the_same_command_from_two_processes_at_once() -> None:
    """Who comes second learns what the first one did, even if that makes it unlawful to do again."""
    store = Overtaken()
    house = House(store)
    claim, receipts = house.waiting(10_00), []

    def approve() -> None:
        with house.as_(HEAD, command="k-1"):
            receipts.append(house.account(A).approve_claim(claim=claim))

    store.overtaking = approve
    approve()
    assert receipts[0] == receipts[1]


class TestAStreamThatMoved:
    """A decision is taken anew on what is there now, and given up after eight times."""

    @pytest.fixture
    def house(self) -> House:
        self.store = Meddled()
        return House(self.store)

    def test_it_is_decided_again(self, house: House) -> None:
        claim = house.waiting(10_00)
        self.store.meddling = [lambda: house.taken(A, BOOKS, house.receive(A, CARRIER, 5))]
        before = house.account(A).state.balance(CARRIER)
        with house.as_(HEAD):
            house.account(A).approve_claim(claim=claim)
        assert house.account(A).state.claims[claim].stage is fund.Stage.APPROVED
        assert house.account(A).state.balance(CARRIER) == before + 5

    def test_on_what_is_there_now(self, house: House) -> None:
        """The rest of the line goes to another claim meanwhile."""
        free = house.account(A).state.headroom(LINE)
        mine, rival = house.waiting(free), house.waiting(1)
        self.store.meddling = [lambda: house.taken(A, HEAD, lambda: house.account(A).approve_claim(claim=rival))]
        with house.as_(HEAD), refused_by(fund.WITHIN_LINE, line=LINE, over=1):
            house.account(A).approve_claim(claim=mine)

    @pytest.mark.parametrize(("times", "given_up"), [(7, False), (8, True)])
    def test_eight_times_in_all(self, house: House, times: int, given_up: bool) -> None:
        claim = house.waiting(10_00)

        def other() -> None:
            rest, self.store.meddling = self.store.meddling, []
            house.taken(A, BOOKS, house.receive(A, CARRIER, 5))
            self.store.meddling = rest

        self.store.meddling = [other] * times
        with house.as_(HEAD):
            if given_up:
                with pytest.raises(Conflict):
                    house.account(A).approve_claim(claim=claim)
            else:
                house.account(A).approve_claim(claim=claim)
        stage = house.account(A).state.claims[claim].stage
        assert stage is (fund.Stage.REVIEWED if given_up else fund.Stage.APPROVED)

    def test_a_mandate_that_ends_meanwhile(self, house: House) -> None:
        """Streams that are only read must not have moved either."""
        claim = house.waiting(10_00)
        held = house.app.mandates(A, FHEAD.id)
        mandate = next(iter(held.state.mandates))
        yesterday = house.today.replace(day=house.today.day - 1)
        self.store.meddling = [
            lambda: house.taken(A, HEAD, lambda: held.record_end(mandate_id=mandate, last_day=yesterday, reason="r"))
        ]
        with house.as_(FHEAD), pytest.raises(Breach) as refused:
            house.account(A).approve_claim(claim=claim)
        assert refused.value.rule is ROLE_HELD


class TestManyAtOnce:
    """Each thread and each task has its own acting person."""

    PEOPLE = (STAFF, DESK, HE, BOOKS)

    def test_threads(self, house: House) -> None:
        ready = Barrier(len(self.PEOPLE))

        def submit(n: int) -> None:
            who = self.PEOPLE[n]
            with house.as_(who):
                ready.wait(10)
                for k in range(3):
                    self.submit(house, f"t-{n}-{k}")

        with ThreadPoolExecutor(len(self.PEOPLE)) as pool:
            for done in [pool.submit(submit, n) for n in range(len(self.PEOPLE))]:
                done.result(30)
        self.check(house, "t")

    def test_tasks(self, house: House) -> None:
        async def submit(n: int) -> None:
            with house.as_(self.PEOPLE[n]):
                for k in range(3):
                    await asyncio.sleep(0)
                    self.submit(house, f"a-{n}-{k}")

        async def all_of_them() -> None:
            await asyncio.gather(*(submit(n) for n in range(len(self.PEOPLE))))

        asyncio.run(all_of_them())
        self.check(house, "a")

    def submit(self, house: House, claim: str) -> None:
        voucher = fund.Voucher(fund.VoucherKind.INVOICE, claim, 1_00, house.today)
        house.account(A).submit_claim(
            claim=claim, line=LINE, category="office", fen=1_00, vouchers=(voucher,), purpose="沙龙"
        )

    def check(self, house: House, prefix: str) -> None:
        claims = [event for event in house.app.history(A) if isinstance(event.fact, fund.ClaimSubmitted)]
        assert len(claims) == 12
        for event in claims:
            who = self.PEOPLE[int(event.fact.claim.split("-")[1])]
            assert (event.fact.claim[0], event.fact.claimant, event.context.by) == (prefix, who.id, who.id)
        positions = [event.position for event in house.app.journal.follow()]
        assert positions == list(range(1, len(positions) + 1))
