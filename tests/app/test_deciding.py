"""Who decides, when, and by which terms: what StudioApp asks before a decision, and what it writes after."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.house import BOOKS, HEAD, LINE, TODAY, A, House
from machines.office import (
    BUREAU,
    CARRIERS,
    CASH,
    CASH_ASKS,
    DEPUTY,
    DESK,
    FHEAD,
    FIRST,
    HE,
    HEAD_DRAFTS,
    LEAD,
    OFFICER,
    OUTSIDER,
    STAFF,
    TARIFF,
    VISITOR,
    B,
    Who,
)
from studio_adapters.app import NobodyActs, StudioApp
from studio_adapters.memory import Recorder
from studio_domain import fund_account as fund
from studio_domain import regulation_book, tariff_schedule
from studio_domain.aggregate import Reason, Recorded
from studio_domain.desk.authority import (
    DELEGATED,
    LATE_SAYS_WHY,
    NOT_AHEAD,
    NOT_DELEGABLE,
    OF_THE_CARRIER,
    ROLE_HELD,
    ROLE_MAY,
)
from studio_domain.guideline import Role
from studio_domain.values import SHANGHAI, PersonId
from telling import refused_by


@pytest.fixture
def house() -> House:
    return House()


def last(house: House) -> Recorded[Any]:
    return list(house.app.history(A))[-1]


class TestWho:
    """3.4.0.a2: a decision is taken by a person, in a role that may take it, and that the person holds that day."""

    def test_nobody_acts(self, house: House) -> None:
        claim = house.waiting(1_00)
        with pytest.raises(NobodyActs):
            house.account(A).approve_claim(claim=claim)
        assert house.account(A).state.claims[claim].stage is fund.Stage.REVIEWED

    def test_nobody_acts_any_more(self, house: House) -> None:
        with house.as_(HEAD):
            pass
        with pytest.raises(NobodyActs):
            house.account(A).close_year()

    def test_acting_within_acting(self, house: House) -> None:
        claim = house.waiting(1_00)
        with house.as_(BOOKS):
            with house.as_(HEAD):
                house.account(A).approve_claim(claim=claim)
            with refused_by(ROLE_MAY, role=Role.FINANCE, roles="cashier"):
                house.pay(A, claim)()

    def test_the_role_may_not(self, house: House) -> None:
        claim = house.waiting(1_00)
        with house.as_(STAFF), refused_by(ROLE_MAY, role=Role.STAFF, roles="carrier-head, finance-head"):
            house.account(A).approve_claim(claim=claim)

    def test_the_role_is_not_held(self, house: House) -> None:
        claim = house.waiting(1_00)
        told = {"role": Role.FINANCE_HEAD, "org": CARRIERS[A]}
        with house.as_(STAFF, role=Role.FINANCE_HEAD), refused_by(ROLE_HELD, day=TODAY, **told):
            house.account(A).approve_claim(claim=claim)

    def test_a_post_counts_in_the_carrier_alone(self, house: House) -> None:
        """Not in another organisation, although it is on record there: its people have no say in this studio."""
        claim = house.waiting(1_00)
        for who, org in ((OUTSIDER, CARRIERS[B]), (HEAD, "91000000MA00000900")):
            with house.as_(who, org=org), refused_by(OF_THE_CARRIER, org=org, carrier=CARRIERS[A]):
                house.account(A).approve_claim(claim=claim)
        house.taken(
            A, OFFICER, lambda: house.account(A).review_performance(conclusion="良好", document="d")
        )  # the authority is another organisation

    def test_nobody_appoints_himself_once_the_studio_is_founded(self, house: House) -> None:
        """Somebody's mandate is the first; with the carrier registered, only who holds one records others."""
        stranger = Who("p-stranger", Role.CARRIER_HEAD)
        held = house.app.mandates(A, stranger.id)
        appoint = partial(
            held.record_mandate, mandate_id="m-x", role=stranger.role, org=CARRIERS[A], first=FIRST, document="d"
        )
        assert house.tried(A, stranger, appoint) is ROLE_HELD
        assert house.tried(A, HEAD, appoint) is None

    def test_a_mandate_is_recorded_in_the_carrier_or_by_the_authority(self, house: House) -> None:
        held = house.app.mandates(A, STAFF.id)
        with house.as_(HEAD, org=CARRIERS[B]), refused_by(OF_THE_CARRIER, org=CARRIERS[B], carrier=CARRIERS[A]):
            held.record_mandate(mandate_id="m-x", role=Role.STAFF, org=CARRIERS[A], first=FIRST, document="d")
        with house.as_(OFFICER, org=BUREAU):
            held.record_mandate(mandate_id="m-x", role=Role.STAFF, org=CARRIERS[A], first=FIRST, document="d")

    def test_a_role_is_held_to_its_last_day(self, house: House) -> None:
        """The deputy stands in to the end of November."""
        for day, allowed in ((date(2025, 11, 30), True), (date(2025, 12, 1), False)):
            house.until(day)
            claim = house.waiting(1_00)
            refusal = house.tried(A, DEPUTY, partial(house.account(A).approve_claim, claim=claim))
            assert refusal is (None if allowed else ROLE_HELD)

    def test_who_acts_for_another_says_so(self, house: House) -> None:
        claim = house.waiting(1_00)
        house.taken(A, DEPUTY, lambda: house.account(A).approve_claim(claim=claim))
        event = last(house)
        assert event.fact == fund.ClaimApproved(claim, DEPUTY.person, HEAD.person, TODAY)
        assert (event.context.by, event.context.on_behalf_of, event.context.role) == (
            DEPUTY.id,
            HEAD.id,
            "carrier-head",
        )

    def test_nobody_acts_for_who_did_not_delegate(self, house: House) -> None:
        """To say for whom one acts is not enough: the delegation is on record, for that role and day."""
        claim = house.waiting(1_00)
        approve = partial(house.account(A).approve_claim, claim=claim)
        assert house.tried(A, DEPUTY, approve, on_behalf_of=FHEAD.id) is DELEGATED
        assert house.tried(A, FHEAD, approve, on_behalf_of=HEAD.id) is DELEGATED
        assert house.tried(A, DEPUTY, approve, on_behalf_of=HEAD.id) is None

    def test_what_checks_on_others_is_not_delegated(self, house: House) -> None:
        """审核, 出纳 and the like are exercised in person; a post of one's own counts although another is delegated."""
        claim = house.submitted(A, LINE, 1_00)
        review = partial(house.account(A).review_claim, claim=claim)
        for n, who in enumerate((STAFF, BOOKS)):
            house.taken(
                A,
                HEAD,
                partial(
                    house.app.mandates(A, who.id).record_delegation, mandate_id=f"d-{n}-f", delegator=HE.person,
                    role=Role.FINANCE, org=CARRIERS[A], first=FIRST, last=TODAY, document="d",
                ),
            )  # fmt: skip
        with house.as_(STAFF, role=Role.FINANCE), refused_by(NOT_DELEGABLE, role=Role.FINANCE):
            review()
        assert house.tried(A, BOOKS, review, on_behalf_of=HE.id) is NOT_DELEGABLE
        assert house.tried(A, BOOKS, review) is None
        assert last(house).context.on_behalf_of is None

    def test_nobody_approves_for_who_drafted(self, house: House) -> None:
        """A deputy stands on the side of whom he acts for, and so approves nothing that is his."""
        house.until(TODAY)
        schedule, book, account = house.app.tariff(A), house.app.regulation(A, "archives"), house.account(A)
        house.taken(A, HEAD_DRAFTS, lambda: schedule.draft_tariff(items=TARIFF))
        house.taken(A, HEAD_DRAFTS, lambda: book.draft_regulation(title="档案管理制度"))
        house.taken(A, HEAD, lambda: house.app.mandates(A, HEAD.id).record_mandate(
            mandate_id="m-lead", role=Role.LEAD, org=CARRIERS[A], first=FIRST, document="d"))  # fmt: skip
        house.taken(A, Who(HEAD.id, Role.LEAD), lambda: account.request_transfer(
            transfer="t-1", giving="培训活动费", taking="宣传费", fen=1, reason="r"))  # fmt: skip
        house.refused(tariff_schedule.TWO_HANDS, A, DEPUTY, lambda: schedule.approve_tariff(version=2, document="d"))
        house.refused(
            regulation_book.TWO_HANDS,
            A,
            DEPUTY,
            lambda: book.approve_regulation(version=1, effective=TODAY, document="d"),
        )
        house.refused(fund.TWO_HANDS, A, DEPUTY, lambda: account.approve_transfer(transfer="t-1"))

    def test_nobody_accepts_for_who_claims(self, house: House) -> None:
        """The lead claims, and whoever stands in for the lead attests nothing of it (验收)."""
        claim, account = house.submitted(A, LINE, 1_00, who=LEAD), house.account(A)
        house.taken(A, HEAD, lambda: house.app.mandates(A, DESK.id).record_delegation(
            mandate_id="d-lead", delegator=LEAD.person, role=Role.LEAD, org=CARRIERS[A], first=FIRST, last=TODAY,
            document="d"))  # fmt: skip
        accept = lambda: account.accept_goods(claim=claim, document="验")  # noqa: E731
        house.refused(fund.TWO_HANDS, A, Who(DESK.id, Role.LEAD), accept)
        house.taken(A, DESK, accept)

    def test_a_role_held_towards_the_region_alone_approves_no_claim(self, house: House) -> None:
        """The limit stands in the studio's own mandates; without them there is no authority to approve."""
        claim = house.waiting(1_00)
        assert house.tried(A, VISITOR, partial(house.account(A).approve_claim, claim=claim)) is fund.MAY_APPROVE

    def test_ill_formed_people_and_roles_are_misuse(self, house: House) -> None:
        bent: dict[str, object] = {"person": "何经办", "role": "king", "reason": "because", "on": datetime(2025, 3, 1)}
        for name, bad in bent.items():
            words: dict[str, Any] = {"person": FHEAD.id, "role": "finance-head", "org": house.org(A, FHEAD), name: bad}
            with pytest.raises(ValueError, match=r".+") as wrong, house.app.acting(**words):
                house.account(A).review_performance(conclusion="c", document="d")
            assert "何经办" not in str(wrong.value), "no name in an error"


class TestIds:
    """What becomes an id in a fact has the form of one; what has not is misuse, and an error does not repeat it."""

    @pytest.mark.parametrize("bad", ["何经办", "", "p-He", "x-1"])
    def test_of_persons(self, house: House, bad: str) -> None:
        with house.as_(STAFF), pytest.raises(ValueError, match=r"^beneficiary: ") as wrong:
            house.submit(A, STAFF, "c-1", LINE, 1, house.voucher(1), beneficiary=bad)()
        assert not bad or bad not in str(wrong.value)
        with house.as_(CASH), pytest.raises(ValueError, match=r"^payer: "):
            house.account(A).report_unapproved_payment(
                payment="u-1", source=fund.FundSource.CARRIER, fen=1, payer=PersonId(bad), reference="b"
            )

    @pytest.mark.parametrize("bad", ["", " ", "c" * 65, "c\n1", "c\u202e1"])
    def test_of_claims(self, house: House, bad: str) -> None:
        with house.as_(STAFF), pytest.raises(ValueError, match=r"^claim: an id is 1 to 64"):
            house.submit(A, STAFF, bad, LINE, 1, house.voucher(1))()

    def test_the_longest(self, house: House) -> None:
        house.taken(A, STAFF, house.submit(A, STAFF, "c" * 64, LINE, 1, house.voucher(1)))

    def test_a_payer_of_a_receipt_is_no_person(self, house: House) -> None:
        house.taken(A, BOOKS, house.receive(A, fund.FundSource.CARRIER, 1))
        assert last(house).fact.payer == "财政局"


class TestWhen:
    """3.4.0.c 如实: nothing before it happens, and what comes late says why."""

    def test_today_without_a_word(self, house: House) -> None:
        house.submitted(A, LINE, 1_00)
        context = last(house).context
        assert isinstance(context.occurred, datetime)
        assert (context.day, context.reason) == (TODAY, None)

    def test_late_without_a_reason(self, house: House) -> None:
        claim = house.waiting(1_00)
        yesterday = TODAY - timedelta(1)
        with house.as_(HEAD, on=yesterday), refused_by(LATE_SAYS_WHY, day=yesterday, late=1, allowed=0):
            house.account(A).approve_claim(claim=claim)

    def test_late_with_a_reason(self, house: House) -> None:
        claim, yesterday = house.approved(A, LINE, 1_00), TODAY - timedelta(1)
        house.taken(A, BOOKS, house.receive(A, fund.FundSource.CARRIER, 1), on=yesterday, reason="late-entry")
        house.taken(A, CASH, house.pay(A, claim), on=TODAY, reason=Reason.INSTRUCTION)
        recorded = list(house.app.history(A))[-2:]
        assert [(event.context.occurred, event.context.reason) for event in recorded] == [
            (yesterday, Reason.LATE_ENTRY),
            (TODAY, Reason.INSTRUCTION),
        ]

    def test_other_matters_may_come_three_days_late(self, house: House) -> None:
        book = house.app.regulation(A, "archives")
        for ago, refusal in ((3, None), (4, LATE_SAYS_WHY)):
            on = TODAY - timedelta(ago)
            assert house.tried(A, STAFF, lambda: book.draft_regulation(title="服务制度"), on=on) is refusal
        assert (last(house).stream, last(house).context.day) == (book.stream, TODAY - timedelta(3))

    def test_not_ahead(self, house: House) -> None:
        tomorrow = TODAY + timedelta(1)
        with house.as_(BOOKS, on=tomorrow, reason="late-entry"), refused_by(NOT_AHEAD, day=tomorrow, today=TODAY):
            house.receive(A, fund.FundSource.CARRIER, 1)()

    def test_the_day_is_the_day_in_shanghai(self, house: House) -> None:
        """An instant late in the evening of UTC is the next legal day."""
        evening = datetime(2025, 3, 13, 23, 59, tzinfo=SHANGHAI)
        with house.as_(FHEAD, on=evening), refused_by(LATE_SAYS_WHY, day=date(2025, 3, 13), late=1, allowed=0):
            house.account(A).close_year()


class TestByWhichTerms:
    """前言: the value in force on the day of the fact governs it, whenever it is written down."""

    def test_a_value_holds_from_its_day(self, house: House) -> None:
        tomorrow = TODAY + timedelta(1)
        book = house.app.policy_book(A)
        house.taken(
            A, HEAD, lambda: book.set_value(key="fund.acceptance_from", value=500_00, effective=tomorrow, document="d")
        )
        first, second, third = (house.submitted(A, LINE, 600_00) for _ in range(3))
        review = house.account(A).review_claim
        house.taken(A, HE, lambda: review(claim=first))
        house.until(tomorrow)
        house.refused(fund.ACCEPTED, A, HE, lambda: review(claim=second))
        house.taken(A, HE, lambda: review(claim=third), on=TODAY, reason="late-entry")
        assert "hz-a-001:" in last(house).context.rules

    def test_a_wider_scope_reaches_the_studio(self, house: House) -> None:
        assert house.app.policy(A).on(TODAY).fund.acceptance_from == 1_000_00
        region = house.app.policy_book("region-330106")
        with house.app.acting("p-officer", role="authority", org="1100000000000006XU"):
            region.set_value(key="fund.acceptance_from", value=800_00, effective=TODAY, document="d")
        claim = house.submitted(A, LINE, 800_00)
        house.refused(fund.ACCEPTED, A, HE, lambda: house.account(A).review_claim(claim=claim))


class TestBeginning:
    def test_the_environment_names_the_store(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("STUDIO_STORE", str(tmp_path / "s.db"))
        with StudioApp() as app:
            assert list(app.history("x")) == []
        assert (tmp_path / "s.db").exists()

    def test_without_a_name_it_is_in_memory(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("STUDIO_STORE", raising=False)
        with StudioApp() as app:
            assert isinstance(app.journal.rows, Recorder)

    def test_what_is_not_there_yet_is_a_lookup_error(self, house: House) -> None:
        nothing = house.app.fund_account("hz-none-001", 2025)
        with pytest.raises(LookupError, match="hz-none-001/fund/2025"):
            _ = nothing.state
        with house.as_(CASH_ASKS), pytest.raises(LookupError):
            house.app.fund_account(A, 2024).submit_claim(
                claim="c", line=LINE, category="office", fen=1, purpose="p", vouchers=(house.voucher(1),)
            )
        assert repr(house.account(A)) == "<FundAccountHandle hz-a-001/fund/2025>"

    def test_limits_come_with_the_mandate(self, house: House) -> None:
        claim = house.waiting(2_000_01)
        house.refused(fund.WITHIN_LIMIT, A, FHEAD, lambda: house.account(A).approve_claim(claim=claim))
