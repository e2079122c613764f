"""Closing a studio: what is still under way stands against it, and nothing slips in beside it (一、（一）)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

import case_story
import test_appointment_rules as appointments
import test_case_rules as cases
import test_expert_rules as experts
import test_fund_rules as funds
from case_world import CaseWorld
from studio_domain.aggregate import At, BrokenHistory, Change, Recorded, Unreadable
from studio_domain.appointment import facts as appt
from studio_domain.client_case import facts as case
from studio_domain.client_case import transitions
from studio_domain.client_case.opening import TAKES_NEW
from studio_domain.desk import winding_up
from studio_domain.desk.winding_up import Matters, UnderWay
from studio_domain.expert_contract import facts as expert
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import Rule, fill
from studio_domain.values import legal_day
from studio_words import ENDED
from studio_world import DIGEST, SUN, XU, ZHOU, day
from telling import context, noon, refused_by

ON = date(2027, 3, 1)
SLOT = legal_day(appointments.AGREED.wanted.end)
LAST = experts.WORKING.last or date.max
ENDED_ON = experts.ENDED.last_day or date.max


def at(kind: str, state: Any) -> At[Any]:
    return At(f"hz-xihu-001/{kind}", 3, state)


PROFILE = at("studio/profile", ENDED)


def close(on: date = ON, **matters: Any) -> tuple[Change, ...]:
    return winding_up.close_studio(
        PROFILE, Matters(812, **matters), on=on, by=XU, handover=DIGEST, plaque_returned=True
    )


REFUSED: list[tuple[Rule, dict[str, Any], dict[str, Any]]] = [
    (winding_up.FUNDS_SETTLED, {"year": 2025}, {"accounts": [at("fund/2025", funds.OPEN)]}),
    (winding_up.CASES_CLOSED, {"case": case_story.CASE}, {"cases": [at("case/1", cases.PENDING)]}),
    (winding_up.FILES_ARCHIVED, {"case": case_story.CASE}, {"cases": [at("case/1", cases.OVER)]}),
    (
        winding_up.NOTHING_AHEAD,
        {"appointment": appointments.AGREED.appointment, "day": SLOT},
        {"appointments": [at("appointment/1", appointments.AGREED)], "on": SLOT},
    ),
    (
        winding_up.NOTHING_AHEAD,
        {"appointment": appointments.NEW.appointment, "day": SLOT},
        {"appointments": [at("appointment/1", appointments.NEW)], "on": SLOT},
    ),
    (
        winding_up.CONTRACTS_ENDED,
        {"contract": "x-1", "last": LAST, "on": LAST},
        {"contracts": [at("expert/x-1", experts.WORKING)], "on": LAST},
    ),
]

WELL: dict[str, dict[str, Any]] = {
    "nothing was ever begun": {},
    "the account is closed": {"accounts": [at("fund/2025", funds.CLOSED)]},
    "the file is archived": {"cases": [at("case/1", cases.FILED)]},
    "the case was handed over": {"cases": [at("case/1", cases.HANDED_OVER)]},
    "the day after the slot": {
        "appointments": [at("appointment/1", appointments.AGREED)], "on": SLOT + timedelta(1)
    },
    "served that day": {"appointments": [at("appointment/1", appointments.OVER)], "on": SLOT},
    "the day after the term": {"contracts": [at("expert/x-1", experts.WORKING)], "on": LAST + timedelta(1)},
    "the day after it was ended": {
        "contracts": [at("expert/x-1", experts.ENDED)], "on": ENDED_ON + timedelta(1)
    },
}  # fmt: skip


@pytest.mark.parametrize(("rule", "figures", "matters"), REFUSED)
def test_what_is_under_way_hinders_it(rule: Rule, figures: dict[str, Any], matters: dict[str, Any]) -> None:
    with refused_by(rule, **figures):
        close(**matters)
    assert all(fill(text, figures) for text in (rule.zh, rule.en))


@pytest.mark.parametrize("name", WELL)
def test_what_is_over_does_not_and_nothing_may_have_moved(name: str) -> None:
    closed, still = close(**WELL[name])
    assert (closed.stream, closed.expected, len(closed.facts)) == ("hz-xihu-001/studio/profile", 3, 1)
    assert still == Change("hz-xihu-001/", 812)


def test_every_rule_has_a_case() -> None:
    rules = [rule for rule in vars(winding_up).values() if isinstance(rule, Rule)]
    assert [rule.en for rule in rules if rule not in [one for one, _, _ in REFUSED]] == []


# -- the fold


def told(*facts: tuple[str, Any]) -> list[Recorded[Any]]:
    said = context(day="2025-03-04")
    return [
        Recorded(f"hz-xihu-001/{kind}", number, number, noon("2025-03-04"), said, fact)
        for number, (kind, fact) in enumerate(facts, start=1)
    ]


OPENED = case.CaseOpened("1", "k-1", (), ZHOU, ON, ON)
REOPENED = case.CaseReopened("续", ON, ZHOU, ON)
ARCHIVED = case.CaseArchived("D", ZHOU, ON)
CLOSED = case.CaseClosed(1, case.ClosureKind.OBJECTIVE, ZHOU, ON)
MOVED = case.CaseTransferred("hz-2", "迁居", True, ZHOU, ON)
ASKED = appt.AppointmentRequested(
    "a", "k-1", None, appt.Mode.ONLINE, noon("2025-03-05"), noon("2025-03-06"), None, False, None, None, None,
    noon("2025-03-04"),
)  # fmt: skip
DECLINED = appt.AppointmentDeclined("r", ZHOU, noon("2025-03-04"))
SIGNED = expert.ContractSigned(XU, "c", ON, ON, ON, ON, expert.FeeKind.LECTURE, 0, "d")
ACCOUNT = fund.AccountOpened(2025, "c", ())


class TestUnderWay:
    """What a studio has in hand, from its facts: enough, and little."""

    @pytest.mark.parametrize(
        ("facts", "left"),
        [
            ([("case/1", OPENED)], "case"),
            ([("case/1", OPENED), ("case/1", CLOSED)], "case"),
            ([("case/1", OPENED), ("case/1", ARCHIVED)], None),
            ([("case/1", OPENED), ("case/1", ARCHIVED), ("case/1", REOPENED)], "case"),
            ([("case/1", OPENED), ("case/1", MOVED)], None),
            ([("appointment/a", ASKED)], "appointment"),
            ([("appointment/a", ASKED), ("appointment/a", DECLINED)], None),
            ([("expert/x", SIGNED)], "expert"),
            ([("fund/2025", ACCOUNT)], "fund"),
            ([("fund/2025", ACCOUNT), ("fund/2025", fund.YearClosed(XU, ON))], None),
        ],
    )  # fmt: skip
    def test_begun_and_over(self, facts: list[tuple[str, Any]], left: str | None) -> None:
        seen = UnderWay().after(told(*facts))
        assert seen.position == len(facts)
        assert sorted(seen.streams) == ([f"hz-xihu-001/{facts[0][0]}"] if left else [])
        assert [kind for kind in ("appointment", "case", "expert", "fund") if seen.of(kind)] == ([left] if left else [])

    def test_read_on_from_where_it_was(self) -> None:
        facts = told(("case/1", OPENED), ("case/1", ARCHIVED))
        assert UnderWay().after(facts[:1]).after(facts[1:]) == UnderWay().after(facts)

    def test_what_cannot_be_read_may_be_one(self) -> None:
        with pytest.raises(BrokenHistory, match="case/1"):
            UnderWay().after(told(("case/1", Unreadable("case.moved-on/1", "unknown type"))))
        assert UnderWay().after(told(("plan/2025", Unreadable("x/1", "unknown type")))).streams == frozenset()

    def test_an_end_by_the_facts_is_one_by_the_state(self) -> None:
        """What the fold leaves out is over by its state as well."""
        opened = transitions.evolve(None, OPENED)
        assert not transitions.evolve(opened, MOVED).open
        assert transitions.evolve(transitions.evolve(opened, CLOSED), ARCHIVED).end.archived


# -- through the app


class TestAStudioWithACase:
    """1.1.a, 3.4.3, 3.4.4: what it gave up it closes when its cases are closed, and their files archived."""

    def test_it_closes_when_the_file_is_archived(self) -> None:
        world = CaseWorld().recognised().equipped().registered().opened().planned().served().matched()
        place = world.studio
        shut = lambda: place.close_studio(handover=DIGEST, plaque_returned=True)  # noqa: E731
        world.lead("2024-11-11", lambda: place.request_withdrawal(lead=ZHOU, carrier_signer=XU, plan="移交方案"))
        world.authority("2024-11-11", SUN, lambda: place.approve_withdrawal(last_day=day("2024-11-30"), document="退"))
        with refused_by(winding_up.CASES_CLOSED, case=case_story.CASE):
            world.head("2024-12-01", shut)
        world.closed()
        with refused_by(winding_up.FILES_ARCHIVED, case=case_story.CASE):
            world.head("2024-12-09", shut)
        world.archived()
        world.head("2024-12-11", shut)
        assert [one for one in world.findings("2024-12-31") if one.check.startswith("studio.closed")] == []

    def test_nothing_is_opened_in_it_afterwards_not_even_late(self) -> None:
        world = CaseWorld().recognised().equipped().registered()
        place = world.studio
        world.lead("2024-08-06", lambda: place.request_withdrawal(lead=ZHOU, carrier_signer=XU, plan="移交方案"))
        world.authority("2024-08-06", SUN, lambda: place.approve_withdrawal(last_day=day("2024-08-07"), document="退"))
        world.head("2024-08-08", lambda: place.close_studio(handover=DIGEST, plaque_returned=True))
        with refused_by(TAKES_NEW, day=day("2024-08-06")):
            world.opened()
