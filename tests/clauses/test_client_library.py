"""服务对象库 (三、（二）1) and what the law on personal data adds to it: what is known of clients, and for how long."""

from __future__ import annotations

from datetime import date, timedelta
from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_domain import client_record as client
from studio_domain.client_record import (
    ClientRecord,
    Consent,
    DocumentKind,
    EnterpriseSize,
    LegalRank,
    Purpose,
    evolve,
)
from studio_domain.values import PersonId

ZHOU, XU, HE = PersonId("p-zhou"), PersonId("p-xu"), PersonId("p-he")
DAY = date(2025, 3, 3)
NEXT = DAY + timedelta(1)
BEFORE = DAY - timedelta(1)
GUIDE, REFER = Purpose.GUIDANCE, Purpose.REFERRAL


def granted(purpose: Purpose = GUIDE, on: date = DAY, recipient: str | None = None) -> client.ConsentGranted:
    return client.ConsentGranted(purpose, "同意书/1", recipient, None, "签字件", on)


def told(*events: client.Event) -> ClientRecord:
    first = client.ClientRegistered("k-1", "告知书/1", "王小明", DocumentKind.PASSPORT, None, None, True, DAY)
    record = reduce(evolve, (first, *events), None)
    assert record is not None
    return record


class TestClientLibrary:
    """三、（二）1: the library records a client's personal data, enterprise and needs."""

    def test_nothing_is_known_before_the_registration(self) -> None:
        with pytest.raises(LookupError):
            evolve(None, granted())

    def test_the_state_keeps_nothing_personal(self) -> None:
        record = told(
            granted(),
            client.EnterpriseUpdated("面馆", None, EnterpriseSize.MICRO, "餐饮", DAY),
            client.NeedRecorded("n-1", "2.2", "想开一家面馆", DAY),
        )
        assert "王小明" not in repr(record)
        assert "面馆" not in repr(record)

    def test_a_fact_does_not_print_what_is_personal(self) -> None:
        fact = client.NeedRecorded("n-1", "2.2", "想开一家面馆", DAY)
        assert repr(fact) == f"NeedRecorded(need='n-1', kind='2.2', on={DAY!r})"

    def test_the_enterprise_is_as_it_stood_on_the_day(self) -> None:
        later = client.EnterpriseUpdated(None, None, EnterpriseSize.SMALL, "餐饮", NEXT)
        record = told(later, client.EnterpriseUpdated(None, None, EnterpriseSize.MICRO, "餐饮", DAY))
        found = [one.size if (one := record.enterprise_on(day)) else None for day in (BEFORE, DAY, NEXT)]
        assert found == [None, EnterpriseSize.MICRO, EnterpriseSize.SMALL]

    def test_needs_are_known_by_kind_and_day(self) -> None:
        record = told(client.NeedRecorded("n-1", "2.2", None, DAY))
        assert record.needs == {"n-1": client.Need("2.2", DAY)}


class TestClassification:
    """三、（二）1: what is known is the basis of classified, graded guidance."""

    def test_the_last_class_counts(self) -> None:
        record = told(
            client.ClientClassified("graduate", "idea", ("n-1",), "r", ZHOU, DAY),
            client.ClientClassified("graduate", "start", ("n-2",), "r", ZHOU, NEXT),
        )
        assert record.classification == client.Classification("graduate", "start", ("n-2",), NEXT)

    def test_nobody_is_classified_to_begin_with(self) -> None:
        assert told().classification is None


class TestConsent:
    """个人信息保护法 13–15, 23: to each purpose by itself, to each recipient by itself, and gone once withdrawn."""

    def test_it_holds_from_its_day_to_the_day_before_it_is_withdrawn(self) -> None:
        record = told(granted(), client.ConsentWithdrawn(GUIDE, None, NEXT))
        assert [record.consents(GUIDE, day) for day in (BEFORE, DAY, NEXT)] == [False, True, False]

    def test_it_is_to_one_purpose(self) -> None:
        record = told(granted(Purpose.STATISTICS))
        assert [record.consents(purpose, DAY) for purpose in Purpose] == [False, True, False, False]

    def test_what_is_recorded_last_of_a_day_counts(self) -> None:
        record = told(granted(), client.ConsentWithdrawn(GUIDE, None, DAY), granted())
        assert record.consents(GUIDE, DAY)

    def test_a_late_entry_about_an_earlier_day_does_not_undo_what_came_after(self) -> None:
        record = told(granted(on=NEXT), client.ConsentWithdrawn(GUIDE, None, DAY))
        assert record.consents(GUIDE, NEXT)

    def test_a_referral_is_to_one_recipient(self) -> None:
        record = told(granted(REFER, recipient="e-1"))
        assert [record.consents(REFER, DAY, one) for one in ("e-1", "e-2", None)] == [True, False, False]

    def test_it_is_withdrawn_from_one_recipient_or_from_all(self) -> None:
        both = (granted(REFER, recipient="e-1"), granted(REFER, recipient="e-2"))
        one = told(*both, client.ConsentWithdrawn(REFER, "e-1", NEXT))
        every = told(*both, client.ConsentWithdrawn(REFER, None, NEXT))
        assert [one.consents(REFER, NEXT, of) for of in ("e-1", "e-2")] == [False, True]
        assert [every.consents(REFER, NEXT, of) for of in ("e-1", "e-2")] == [False, False]

    @settings(max_examples=200, derandomize=True)
    @given(st.lists(st.tuples(st.booleans(), st.integers(0, 5), st.sampled_from(["e-1", "e-2"])), max_size=8))
    def test_it_is_what_the_last_word_up_to_the_day_says(self, words: list[tuple[bool, int, str]]) -> None:
        """By another way of looking: day after day, word after word."""
        said = tuple(Consent(REFER, of, yes, DAY + timedelta(n)) for yes, n, of in words)
        record = ClientRecord("k-1", True, DAY, said)
        for number in range(6):
            held = {"e-1": False, "e-2": False}
            for passed in range(number + 1):
                held |= {of: yes for yes, on, of in words if on == passed}
            assert {of: record.consents(REFER, DAY + timedelta(number), of) for of in held} == held


class TestService:
    """Who may be served: with consent to guidance, neither restricted nor erased."""

    def test_with_consent(self) -> None:
        record = told(granted())
        assert [record.served_on(day) for day in (BEFORE, DAY, NEXT)] == [False, True, True]

    def test_not_while_restricted(self) -> None:
        record = told(granted(), client.ProcessingRestricted("档案法", LegalRank.LAW, NEXT, XU, NEXT))
        assert [record.served_on(DAY + timedelta(n)) for n in range(3)] == [True, False, True]

    def test_again_from_the_day_on_which_a_restriction_ends(self) -> None:
        restricted = client.ProcessingRestricted("档案法", LegalRank.LAW, date.max, XU, DAY)
        record = told(granted(), restricted, client.RestrictionEnded(XU, NEXT))
        assert [record.restricted_on(day) for day in (BEFORE, DAY, NEXT)] == [False, True, False]
        assert record.served_on(NEXT)

    def test_never_once_erased(self) -> None:
        record = told(granted(), client.ClientDataErased("r-1", (), HE, ("memory",), NEXT))
        assert record.erased
        assert not record.served_on(DAY)


class TestAccess:
    """三、（四）4: the record opens for whom it was granted, for that purpose, on those days."""

    def test_a_grant_holds_on_its_days(self) -> None:
        record = told(granted(), client.AccessGranted(HE, GUIDE, DAY, NEXT, XU))
        days = [DAY + timedelta(n) for n in (-1, 0, 1, 2)]
        assert [record.may_open(HE, GUIDE, day) for day in days] == [False, True, True, False]

    def test_it_is_for_one_person_and_purpose(self) -> None:
        record = told(granted(), client.AccessGranted(HE, GUIDE, DAY, None, XU))
        assert not record.may_open(XU, GUIDE, DAY)
        assert not record.may_open(HE, Purpose.STATISTICS, DAY)

    def test_a_withdrawal_shortens_what_reaches_further_and_nothing_else(self) -> None:
        record = told(
            client.AccessGranted(HE, GUIDE, DAY, DAY, XU),
            client.AccessGranted(HE, GUIDE, DAY, None, XU),
            client.AccessGranted(XU, GUIDE, DAY, None, XU),
            client.AccessGranted(HE, Purpose.STATISTICS, DAY, None, XU),
            client.AccessWithdrawn(HE, GUIDE, NEXT, XU),
        )
        assert [one.last for one in record.grants] == [DAY, NEXT, None, None]

    def test_a_look_changes_nothing(self) -> None:
        record = told(granted())
        assert evolve(record, client.AccessRecorded(HE, GUIDE, ("identity",), DAY)) == record


class TestErasure:
    """个人信息保护法 47: asked for, approved by one and carried out by another, unless something keeps the data."""

    def test_a_request_comes_to_an_approval(self) -> None:
        record = told(client.ErasureRequested("r-1", ZHOU, DAY), client.ErasureApproved("r-1", "g", XU, HE, NEXT))
        assert record.requests == {"r-1": client.Erasure(DAY, NEXT, frozenset({XU, HE}))}

    def test_an_approval_without_request_makes_no_sense(self) -> None:
        with pytest.raises(LookupError):
            told(client.ErasureApproved("r-1", "g", XU, None, DAY))

    def test_a_hold_stays_until_it_is_lifted(self) -> None:
        placed = client.LegalHoldPlaced("h-1", "调查", XU, DAY)
        assert told(placed).holds == {"h-1": XU}
        lifted = told(placed, client.LegalHoldLifted("h-1", HE, NEXT))
        assert lifted.holds == {}
        assert lifted.holds_known == {"h-1"}
