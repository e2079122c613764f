"""The day as written is the legal day, or it is not taken as written."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_domain.audit.legal_days import day_of, stated_day
from studio_domain.values import SHANGHAI, legal_day

CHINA = timezone(timedelta(hours=8))
ZONES = (CHINA, UTC, SHANGHAI, timezone(timedelta(hours=9)), timezone(timedelta(hours=-12)))


@given(st.datetimes(timezones=st.sampled_from(ZONES)) | st.dates())
@settings(deadline=None)
def test_it_is_the_legal_day(occurred: datetime | date) -> None:
    assert day_of(occurred) == legal_day(occurred)
    assert stated_day(occurred) in (None, legal_day(occurred))


@pytest.mark.parametrize(
    ("occurred", "stated"),
    [
        (datetime(1991, 8, 1, 23, 30, tzinfo=CHINA), None),  # summer time: the next day had begun
        (datetime(1992, 1, 1, tzinfo=CHINA), date(1992, 1, 1)),
        (datetime(2025, 3, 1, 23, 59, tzinfo=CHINA), date(2025, 3, 1)),
        (datetime(2025, 3, 1, 23, 59, tzinfo=UTC), None),
        (date(1988, 7, 1), date(1988, 7, 1)),
    ],
)
def test_an_instant_in_chinas_time_states_its_day(occurred: datetime | date, stated: date | None) -> None:
    assert stated_day(occurred) == stated
    assert day_of(occurred) == legal_day(occurred)


def test_summer_time_began_the_day_an_hour_earlier() -> None:
    assert day_of(datetime(1991, 8, 1, 23, 30, tzinfo=CHINA)) == date(1991, 8, 2)
