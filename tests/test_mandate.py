"""Mandates: which role a person holds for whom, on which day, up to how much; and which do not go together."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial, reduce

import pytest

from studio_domain import mandate
from studio_domain.guideline import Role
from studio_domain.mandate import Authority, Mandates
from studio_domain.values import PersonId

XU, SHEN = PersonId("p-2"), PersonId("p-3")
CARRIER, OTHER = "91000000MA00000157", "12000000MB0000027M"
FIRST, LAST = date(2025, 1, 1), date(2025, 6, 30)
BEFORE, AFTER = FIRST - timedelta(1), LAST + timedelta(1)


def told(*events: mandate.Event) -> Mandates:
    return reduce(mandate.evolve, events, Mandates())


MANDATES = told(mandate.MandateGranted("m-1", Role.CASHIER, CARRIER, FIRST, LAST, None, "任〔2025〕1号"))

grant = partial(
    mandate.record_mandate, None, mandate="m-2", role=Role.FINANCE_HEAD, org=CARRIER, first=FIRST, last=LAST,
    limit=5_000_00, document="任〔2025〕2号",
)  # fmt: skip
delegate = partial(
    mandate.record_delegation, None, mandate="m-2", delegator=XU, role=Role.CARRIER_HEAD, org=CARRIER, first=FIRST,
    last=LAST, limit=None, document="委托书", delegator_mandates=Mandates(),
)  # fmt: skip


def granted(of: str, limit: int | None, role: Role = Role.CARRIER_HEAD) -> mandate.MandateGranted:
    return mandate.MandateGranted(of, role, CARRIER, FIRST, LAST, limit, "d")


def delegated(of: str, limit: int | None, delegator: PersonId = XU) -> mandate.DelegationGranted:
    return mandate.DelegationGranted(of, delegator, Role.CARRIER_HEAD, CARRIER, FIRST, LAST, limit, "d")


class TestMandates:
    """A role is held between two days, both inclusive, for one organisation, up to a limit."""

    @pytest.mark.parametrize(("day", "held"), [(BEFORE, False), (FIRST, True), (LAST, True), (AFTER, False)])
    def test_both_end_days_are_inclusive(self, day: date, held: bool) -> None:
        assert MANDATES.held(Role.CASHIER, CARRIER, day) is held
        assert MANDATES.roles(day) == (frozenset({Role.CASHIER}) if held else frozenset())

    def test_a_role_is_held_for_its_organisation_only(self) -> None:
        assert not MANDATES.held(Role.CASHIER, OTHER, FIRST)
        assert not MANDATES.held(Role.FINANCE, CARRIER, FIRST)

    def test_a_mandate_without_a_last_day_lasts(self) -> None:
        lasting = told(grant(last=None))
        assert lasting.held(Role.FINANCE_HEAD, CARRIER, date.max)

    def test_a_mandate_of_a_single_day(self) -> None:
        assert told(grant(last=FIRST)).held(Role.FINANCE_HEAD, CARRIER, FIRST)

    @pytest.mark.parametrize(
        ("events", "limit", "on_behalf_of"),
        [
            ([granted("a", 100), granted("b", 300), granted("c", 200)], 300, None),
            ([granted("a", 100), granted("b", None)], None, None),
            ([granted("a", 0), delegated("b", None)], 0, None),
            ([granted("a", 0), granted("b", 1)], 1, None),
            ([delegated("a", 100), delegated("b", 200, SHEN)], 200, SHEN),
            ([delegated("a", None), delegated("b", 200, SHEN)], None, XU),
        ],
    )
    def test_one_s_own_before_a_delegation_and_then_the_largest(
        self, events: list[mandate.Event], limit: int | None, on_behalf_of: PersonId | None
    ) -> None:
        for told_events in (events, events[::-1]):
            found = told(*told_events).authority(Role.CARRIER_HEAD, CARRIER, FIRST)
            assert found == Authority(Role.CARRIER_HEAD, CARRIER, limit, on_behalf_of)

    def test_a_mandate_ends_with_its_last_day(self) -> None:
        end = mandate.record_end(MANDATES, mandate="m-1", last_day=date(2025, 3, 31), reason="调离")
        ended = mandate.evolve(MANDATES, end)
        assert ended.held(Role.CASHIER, CARRIER, date(2025, 3, 31))
        assert not ended.held(Role.CASHIER, CARRIER, date(2025, 4, 1))

    def test_an_end_prolongs_nothing(self) -> None:
        ended = mandate.evolve(MANDATES, mandate.MandateEnded("m-1", AFTER, "调离"))
        assert not ended.held(Role.CASHIER, CARRIER, AFTER)

    def test_a_delegation_without_a_mandate_behind_it_is_recorded(self) -> None:
        assert delegate().limit is None
        assert told(delegate()).authority(Role.CARRIER_HEAD, CARRIER, LAST) == Authority(
            Role.CARRIER_HEAD, CARRIER, None, XU
        )

    def test_a_delegation_without_a_limit_takes_the_delegator_s(self) -> None:
        head = told(granted("a", 5_000_00))
        assert delegate(delegator_mandates=head).limit == 5_000_00
        assert delegate(delegator_mandates=head, limit=1_000_00).limit == 1_000_00


class TestIncompatiblePosts:
    """Some posts one person should not hold at a time (不相容岗位)."""

    @pytest.mark.parametrize(
        "pair",
        [
            (Role.FINANCE, Role.CASHIER),
            (Role.CASHIER, Role.FINANCE_HEAD),
            (Role.CASHIER, Role.CARRIER_HEAD),
            (Role.ARCHIVIST, Role.CASHIER),
            (Role.LEAD, Role.CARRIER_HEAD),
            (Role.CARRIER_HEAD, Role.AUTHORITY),
        ],
    )
    def test_a_pair_is_named_once_whatever_the_order(self, pair: tuple[Role, Role]) -> None:
        assert mandate.incompatible(pair) == mandate.incompatible(pair[::-1]) == (pair,)

    def test_an_auditor_holds_nothing_else(self) -> None:
        others = [role for role in Role if role is not Role.AUDITOR]
        assert all(len(mandate.incompatible({role, Role.AUDITOR})) == 1 for role in others)

    def test_the_posts_of_a_small_studio_go_together(self) -> None:
        assert mandate.incompatible({Role.LEAD, Role.MENTOR, Role.STAFF}) == ()
        assert mandate.incompatible({Role.STAFF, Role.MENTOR, Role.ARCHIVIST}) == ()
        assert mandate.incompatible([Role.AUDITOR, Role.AUDITOR]) == ()

    def test_every_pair_among_several_is_named(self) -> None:
        assert mandate.incompatible({Role.CASHIER, Role.FINANCE, Role.ARCHIVIST}) == (
            (Role.ARCHIVIST, Role.CASHIER),
            (Role.FINANCE, Role.CASHIER),
        )
