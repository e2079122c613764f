"""Fees (收费, 三、（三）): only a published tariff is charged, and none reaches back before its publication."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial, reduce
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_domain import tariff_schedule as tariff
from studio_domain.guideline import Breach, Rule, fill
from studio_domain.policy import Terms
from studio_domain.tariff_schedule import TariffItem, TariffSchedule, TariffVersion
from studio_domain.values import PersonId
from telling import refused_by
from test_form import rules

DRAFTER, APPROVER, CLERK = PersonId("p-1"), PersonId("p-2"), PersonId("p-3")
TERMS = Terms()
PLAN = "商业计划书辅导"
FIRST_OF_JANUARY, FIRST_OF_JULY, TENTH_OF_JULY = date(2025, 1, 1), date(2025, 7, 1), date(2025, 7, 10)


def item(name: str = PLAN, fen: int = 600_00, level: str = "special") -> TariffItem:
    return TariffItem(name, level, "次", fen)


def told(*events: tariff.Event) -> TariffSchedule:
    return reduce(tariff.evolve, events, TariffSchedule())


def drafted(version: int = 1, fen: int = 600_00) -> tariff.TariffDrafted:
    return tariff.TariffDrafted(version, (item(fen=fen),), DRAFTER)


APPROVED_ON = date(2024, 12, 18)


def approved(version: int = 1) -> tariff.TariffApproved:
    return tariff.TariffApproved(version, APPROVER, APPROVED_ON, "纪要〔2024〕9号")


def published(version: int, on: date, effective: date) -> tariff.TariffPublished:
    return tariff.TariffPublished(version, on, effective, "服务大厅", CLERK)


def withdrawn(version: int, last_day: date) -> tariff.TariffWithdrawn:
    return tariff.TariffWithdrawn(version, last_day, APPROVER, "停止收费")


FIRST = (drafted(), approved(), published(1, date(2024, 12, 20), FIRST_OF_JANUARY))
SECOND = (drafted(2, 680_00), approved(2))
IN_FORCE = told(*FIRST)
READY = told(*FIRST, *SECOND)
SWITCHED = told(*FIRST, *SECOND, published(2, TENTH_OF_JULY, TENTH_OF_JULY))

draft = partial(tariff.draft_tariff, None, drafter=DRAFTER, terms=TERMS)
approve = partial(tariff.approve_tariff, told(drafted()), version=1, on=APPROVED_ON)
publish = partial(
    tariff.publish_tariff, READY,
    version=2, published=TENTH_OF_JULY, effective=TENTH_OF_JULY, place="大厅", publisher=CLERK, terms=TERMS,
)  # fmt: skip
withdraw = partial(tariff.withdraw_tariff, IN_FORCE, version=1, last_day=FIRST_OF_JULY, by=APPROVER, reason="停止收费")


def test_versions_are_numbered_from_one() -> None:
    assert draft(items=(item(),)).version == 1
    assert tariff.draft_tariff(TariffSchedule(), items=(item(),), drafter=DRAFTER, terms=TERMS).version == 1
    assert tariff.draft_tariff(READY, items=(item(),), drafter=DRAFTER, terms=TERMS).version == 3


def test_the_first_version_is_published_once_it_is_approved() -> None:
    ready = told(drafted(), approved())
    fact = tariff.publish_tariff(ready, **(publish.keywords | {"version": 1}))
    assert tariff.evolve(ready, fact).version_on(TENTH_OF_JULY) == 1


CASES: list[tuple[Rule, dict[str, object], Callable[[], object]]] = [
    (tariff.ITEM_ONCE, {"item": PLAN}, lambda: draft(items=(item(), item(fen=1)))),
    (tariff.PRICE_NOT_NEGATIVE, {"item": PLAN, "fen": -1}, lambda: draft(items=(item(fen=-1),))),
    (tariff.KNOWN_LEVEL, {"level": "gold"}, lambda: draft(items=(item(level="gold"),))),
    (tariff.BASIC_PRICE, {"item": PLAN, "fen": 1, "most": 0}, lambda: draft(items=(item(fen=1, level="basic"),))),
    (tariff.VERSION_EXISTS, {"version": 2}, lambda: approve(version=2, approver=APPROVER, document="d")),
    (tariff.VERSION_EXISTS, {"version": 3}, lambda: publish(version=3)),
    (tariff.VERSION_EXISTS, {"version": 3}, lambda: withdraw(version=3)),
    (
        tariff.APPROVED_ONCE,
        {"version": 1},
        lambda: tariff.approve_tariff(IN_FORCE, version=1, approver=APPROVER, on=APPROVED_ON, document="d"),
    ),
    (tariff.TWO_HANDS, {"version": 1, "hand": DRAFTER}, lambda: approve(approver=DRAFTER, document="d")),
    (
        tariff.TWO_HANDS,
        {"version": 1, "hand": DRAFTER},
        lambda: approve(approver=APPROVER, principal=DRAFTER, document="d"),
    ),
    (tariff.DOCUMENTED, {}, lambda: approve(approver=APPROVER, document=" ")),
    (
        tariff.APPROVED_FIRST,
        {"version": 1},
        lambda: tariff.publish_tariff(
            told(drafted()), version=1, published=TENTH_OF_JULY, effective=TENTH_OF_JULY, place="大厅", publisher=CLERK,
            terms=TERMS,
        ),
    ),
    (
        tariff.PUBLISHED_AFTER_APPROVAL,
        {"version": 1, "approved": APPROVED_ON, "published": date(2024, 12, 17)},
        lambda: tariff.publish_tariff(
            told(drafted(), approved()), version=1, published=date(2024, 12, 17), effective=FIRST_OF_JANUARY,
            place="大厅", publisher=CLERK, terms=TERMS,
        ),
    ),
    (
        tariff.BASIC_PRICE,
        {"item": PLAN, "fen": 1, "most": 0},
        lambda: tariff.publish_tariff(
            told(tariff.TariffDrafted(1, (item(fen=1, level="basic"),), DRAFTER), approved()), version=1,
            published=TENTH_OF_JULY, effective=TENTH_OF_JULY, place="大厅", publisher=CLERK, terms=TERMS,
        ),
    ),
    (tariff.IN_SEQUENCE, {"version": 1, "latest": 1}, lambda: publish(version=1)),
    (
        tariff.PUBLISHED_BEFORE_EFFECT,
        {"effective": FIRST_OF_JULY, "published": TENTH_OF_JULY},
        lambda: publish(effective=FIRST_OF_JULY),
    ),
    (
        tariff.AFTER_THE_EARLIER,
        {"effective": date(2024, 12, 31), "earlier": 1, "since": FIRST_OF_JANUARY},
        lambda: publish(published=date(2024, 12, 30), effective=date(2024, 12, 31)),
    ),
    (tariff.PUBLISHED_SOMEWHERE, {}, lambda: publish(place=" ")),
    (tariff.PUBLISHED_FIRST, {"version": 2},
        lambda: tariff.withdraw_tariff(READY, version=2, last_day=FIRST_OF_JULY, by=APPROVER, reason="r")),
    (
        tariff.WITHDRAWN_ONCE,
        {"version": 1},
        lambda: tariff.withdraw_tariff(
            told(*FIRST, withdrawn(1, FIRST_OF_JULY)), version=1, last_day=TENTH_OF_JULY, by=APPROVER, reason="r"
        ),
    ),
    (
        tariff.WITHDRAWN_LATER,
        {"last_day": date(2024, 12, 19), "published": date(2024, 12, 20)},
        lambda: withdraw(last_day=date(2024, 12, 19)),
    ),
    (tariff.REASON_STATED, {}, lambda: withdraw(reason=" ")),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "figures", "decide"), CASES, ids=[case[0].en for case in CASES])
def test_the_rule_refuses(rule: Rule, figures: dict[str, object], decide: Callable[[], object]) -> None:
    with refused_by(rule, **figures):
        decide()
    assert fill(rule.zh, figures)
    assert fill(rule.en, figures)


def test_every_rule_has_a_case() -> None:
    assert set(rules("tariff_schedule").values()) == {rule for rule, _, _ in CASES}


class TestDrafting:
    """A draft is a list of distinct services, of known levels, at prices that policy allows."""

    def test_versions_count_from_one(self) -> None:
        assert draft(items=(item(),)) == drafted(1)
        assert tariff.draft_tariff(READY, items=(), drafter=DRAFTER, terms=TERMS).version == 3

    def test_a_service_may_be_free_and_a_basic_one_is(self) -> None:
        assert draft(items=(item(fen=0), item("咨询", 0, "basic"))).items[1].unit_fen == 0


class TestPublishing:
    """A tariff holds from the day of its publication at the earliest (S12), and replaces the one before it."""

    def test_in_force_from_the_day_of_publication(self) -> None:
        fact = publish(published=TENTH_OF_JULY, effective=TENTH_OF_JULY)
        assert (fact.published, fact.effective) == (TENTH_OF_JULY, TENTH_OF_JULY)

    def test_it_may_replace_the_earlier_version_on_that_version_s_first_day(self) -> None:
        fact = publish(published=date(2024, 12, 30), effective=FIRST_OF_JANUARY)
        after = tariff.evolve(READY, fact)
        assert after.version_on(FIRST_OF_JANUARY) == 2

    def test_a_version_retracted_before_its_day_is_no_bar(self) -> None:
        retracted = told(
            *FIRST, *SECOND, drafted(3, 650_00), approved(3),
            published(2, TENTH_OF_JULY, date(2025, 9, 1)), withdrawn(2, date(2025, 7, 20)),
        )  # fmt: skip
        assert retracted.version_on(date(2025, 9, 1)) == 1
        third = tariff.publish_tariff(
            retracted,
            version=3,
            published=date(2025, 7, 21),
            effective=date(2025, 8, 1),
            place="大厅",
            publisher=CLERK,
            terms=TERMS,
        )
        assert tariff.evolve(retracted, third).version_on(date(2025, 9, 1)) == 3


class TestInForce:
    """The price of a service is that of the version in force on the day of the service."""

    @pytest.mark.parametrize(
        ("day", "version", "fen"),
        [
            (date(2024, 12, 31), None, None),
            (FIRST_OF_JANUARY, 1, 600_00),
            (date(2025, 7, 5), 1, 600_00),
            (date(2025, 7, 9), 1, 600_00),
            (TENTH_OF_JULY, 2, 680_00),
            (date.max, 2, 680_00),
        ],
    )
    def test_around_the_switch(self, day: date, version: int | None, fen: int | None) -> None:
        found = SWITCHED.item_on(PLAN, day)
        assert SWITCHED.version_on(day) == version
        assert (found and found.unit_fen) == fen

    def test_what_is_not_listed_has_no_price(self) -> None:
        assert SWITCHED.item_on("资料费", TENTH_OF_JULY) is None

    def test_a_draft_or_an_approval_is_not_in_force(self) -> None:
        assert told(drafted()).version_on(date.max) is None
        assert READY.version_on(date.max) == 1

    def test_a_withdrawn_version_holds_to_its_last_day_and_revives_none(self) -> None:
        stopped = tariff.evolve(SWITCHED, withdrawn(2, date(2025, 8, 31)))
        assert stopped.version_on(date(2025, 8, 31)) == 2
        assert stopped.version_on(date(2025, 9, 1)) is None

    def test_it_may_be_withdrawn_on_the_day_of_publication(self) -> None:
        assert withdraw(last_day=date(2024, 12, 20)).last_day == date(2024, 12, 20)

    def test_who_drafted_and_who_approved_is_known(self) -> None:
        version = SWITCHED.versions[2]
        assert (version.drafter, version.approver) == (DRAFTER, APPROVER)


def days(most: int) -> st.SearchStrategy[date]:
    return st.integers(0, most).map(lambda more: FIRST_OF_JANUARY + timedelta(more))


PUBLISHING = st.tuples(st.just("publish"), st.integers(1, 4), days(30), days(30))
WITHDRAWING = st.tuples(st.just("withdraw"), st.integers(1, 4), days(30), days(30))


@settings(deadline=None)
@given(st.lists(st.one_of(PUBLISHING, PUBLISHING, WITHDRAWING), max_size=12))
def test_whatever_is_published_the_versions_tile_time(steps: list[tuple[str, int, date, date]]) -> None:
    """Versions that came into force follow each other without overlap, gaps only after a withdrawal."""
    schedule = told(*(event for version in range(1, 5) for event in (drafted(version), approved(version))))
    for what, version, one, other in steps:
        try:
            fact = (
                tariff.publish_tariff(
                    schedule,
                    version=version,
                    published=one,
                    effective=other,
                    place="大厅",
                    publisher=CLERK,
                    terms=TERMS,
                )
                if what == "publish"
                else tariff.withdraw_tariff(schedule, version=version, last_day=one, by=APPROVER, reason="r")
            )
        except Breach:
            continue
        schedule = tariff.evolve(schedule, fact)
    held = [began for version in sorted(schedule.versions) if (began := _began(schedule.versions[version]))]
    assert held == sorted(held)
    for offset in range(-1, 40):
        day = FIRST_OF_JANUARY + timedelta(offset)
        in_force = [
            version
            for (since, version), (until, _) in pairwise([*held, (date.max, 0)])
            if since <= day < until and day <= (schedule.versions[version].last_day or date.max)
        ]
        assert [version for version in [schedule.version_on(day)] if version] == in_force
    for known in schedule.versions.values():
        assert known.published is None or known.effective is None or known.published <= known.effective


def _began(version: TariffVersion) -> tuple[date, int] | None:
    if version.effective is None or (version.last_day or date.max) < version.effective:
        return None
    return version.effective, version.version
