"""Histories that could not have come from us: arbitrary facts in arbitrary envelopes, in any order."""

from __future__ import annotations

import typing
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

import attrs
from hypothesis import strategies as st

from studio_domain import (
    invoice,
    mandate,
    person_record,
    policy,
    rectification,
    regulation_book,
    studio,
    tariff_schedule,
    working_calendar,
)
from studio_domain.aggregate import Context, Reason, Recorded, Unreadable
from studio_domain.discipline_case import facts as discipline
from studio_domain.expert_contract import facts as expert
from studio_domain.fund_account import facts as fund
from studio_domain.guideline import Role
from studio_domain.policy import KEYS
from studio_domain.policy.facts import PolicyValueSet
from studio_domain.values import PersonId, Region

OWNERS = ("s-1", "s-2", "region-000000", "region-510107")

_UNIONS: tuple[Any, ...] = (
    discipline.Event, expert.Event, fund.Event, invoice.Event, mandate.Event, person_record.Event, policy.Event,
    rectification.Event,
    regulation_book.Event, studio.Event, tariff_schedule.Event, working_calendar.Event,
)  # fmt: skip
FACTS: tuple[type[Any], ...] = tuple(fact for union in _UNIONS for fact in (typing.get_args(union) or (union,)))
"""Every class of facts that there is."""

_days = st.dates() | st.dates(date(2024, 1, 1), date(2026, 12, 31))
_texts = st.sampled_from(["a", "b", "", "1", "商业计划书辅导"]) | st.text(max_size=6)
_few = st.sampled_from(["p-1", "p-2", "p-3"]).map(PersonId)
_instants = st.datetimes(timezones=st.just(UTC))
_values = st.none() | st.booleans() | st.integers() | st.text(max_size=6) | st.lists(st.text(max_size=4)).map(tuple)
_LEAVES: dict[Any, st.SearchStrategy[Any]] = {
    int: st.integers(-1, 13) | st.integers(), str: _texts, bool: st.booleans(), date: _days, PersonId: _few,
    datetime: _instants, type(None): st.none(),
    Region: st.builds(Region, st.text("0123456789", min_size=6, max_size=6), _texts),
}  # fmt: skip


def _of(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a field of a fact, whatever they say."""
    if hint in _LEAVES:
        return _LEAVES[hint]
    if typing.get_origin(hint) is tuple:
        return st.lists(_of(typing.get_args(hint)[0]), max_size=3).map(tuple)
    if members := typing.get_args(hint):
        return st.one_of(*map(_of, members))
    if issubclass(hint, Enum):
        return st.sampled_from(hint)
    hints = typing.get_type_hints(hint)
    return st.builds(hint, **{name: _of(hints[name]) for name in attrs.fields_dict(hint)})


facts = st.one_of(
    st.one_of(*map(_of, FACTS)),
    st.builds(
        PolicyValueSet,
        st.sampled_from(sorted(KEYS)), _values, _days, st.text(max_size=3), _few, st.none() | st.text(max_size=3),
    ),
    st.builds(Unreadable, st.text(max_size=9), st.text(max_size=9)),
)  # fmt: skip

streams = st.one_of(
    st.builds(
        "{}/{}".format,
        st.sampled_from(OWNERS),
        st.sampled_from(
            [
                "fund/2025",
                "fund/2026",
                "mandate/p-1",
                "mandate/p-2",
                "policy/values",
                "tariff/schedule",
                "calendar/2025",
            ]
        ),
    ),
    st.text(max_size=8),
)

contexts = st.builds(
    Context,
    occurred=_instants | _days,
    by=_few,
    role=st.sampled_from([role.value for role in Role]) | st.text(max_size=4),
    org=st.sampled_from(["org-1", "org-2"]),
    on_behalf_of=st.none() | _few,
    reason=st.none() | st.sampled_from(Reason),
    corrects=st.none() | st.tuples(streams, st.integers(-1, 5)),
    command=st.sampled_from(["c-1", "c-2", "c-3"]),
    rules=st.just("-"),
    batch=st.none() | st.just("b-1"),
    claimed_at=st.none() | _instants,
)


def _recorded(stream: str, version: int, position: int, context: Context, fact: object, at: Any) -> Recorded[Any]:
    return Recorded(stream, version, position, at, context, fact)


histories = st.lists(
    st.builds(_recorded, streams, st.integers(-1, 6), st.integers(), contexts, facts, _instants), max_size=12
)
