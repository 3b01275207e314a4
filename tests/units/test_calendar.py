"""Periods against `datetime`: days, steps, parts of years."""

from __future__ import annotations

import calendar as stdlib
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradefacts.units import calendar
from tradefacts.units.errors import NormalizationError

DAYS = st.dates(date(1000, 1, 1), date(3000, 12, 31))
COUNTS = st.integers(-400, 400)


@given(DAYS)
def test_a_day_is_its_own_first_and_last(day: date) -> None:
    assert (day, day) == (calendar.first(day.isoformat()), calendar.last(day.isoformat()))


@given(DAYS)
def test_the_last_day_of_a_month_is_that_of_the_standard_library(day: date) -> None:
    month = calendar.month(day.isoformat())
    last = stdlib.monthrange(day.year, day.month)[1]
    assert (day.replace(day=1), day.replace(day=last)) == (
        calendar.first(month),
        calendar.last(month),
    )


@given(DAYS, COUNTS)
def test_a_step_of_days(day: date, count: int) -> None:
    expected = (day + timedelta(days=count)).isoformat()
    assert expected == calendar.step(day.isoformat(), count)


@given(DAYS, COUNTS)
def test_a_step_of_weeks(day: date, count: int) -> None:
    expected = calendar.week((day + timedelta(weeks=count)).isoformat())
    assert expected == calendar.step(calendar.week(day.isoformat()), count)


@pytest.mark.parametrize("of", [calendar.month, calendar.quarter, calendar.half, calendar.year])
@given(day=DAYS, count=COUNTS)
def test_steps_follow_one_another_without_a_gap(of, day: date, count: int) -> None:  # type: ignore[no-untyped-def]
    here = calendar.step(of(day.isoformat()), count)
    after = calendar.step(here, 1)
    assert calendar.last(here) + timedelta(days=1) == calendar.first(after)
    assert here == calendar.step(after, -1)


@pytest.mark.parametrize("of", [calendar.month, calendar.quarter, calendar.half, calendar.year])
@given(day=DAYS)
def test_a_part_holds_the_day_it_was_asked_for(of, day: date) -> None:  # type: ignore[no-untyped-def]
    found = of(day.isoformat())
    assert calendar.first(found) <= day <= calendar.last(found)


@given(DAYS, DAYS)
def test_near_is_within_nine_months_and_past_is_over(part: date, today: date) -> None:
    month = calendar.month(part.isoformat())
    near = calendar.near(month, today.isoformat())
    assert month[4:] == near[4:]
    assert -275 <= (calendar.first(near) - today).days <= 150
    assert calendar.last(calendar.past(month, today.isoformat())) <= today


@given(DAYS, DAYS)
def test_a_span_begins_and_ends_with_its_ends(a: date, b: date) -> None:
    low, high = sorted([a, b])
    span = calendar.span(calendar.month(low.isoformat()), calendar.month(high.isoformat()))
    assert calendar.first(calendar.month(low.isoformat())) == calendar.first(span)
    assert calendar.last(calendar.month(high.isoformat())) == calendar.last(span)


def test_the_last_week_ends_with_the_calendar() -> None:
    assert date.max == calendar.last(calendar.check("9999-W52"))


def test_29_february_is_sought_in_years_that_have_it() -> None:
    assert calendar.near("2000-02-29", "2025-03-01") == "2024-02-29"
    with pytest.raises(NormalizationError, match="no year about"):
        calendar.near("2000-02-29", "2026-03-01")


@pytest.mark.parametrize(
    "period",
    ["2023-05-22T19:45", "2024-01/2024-02-15", "2024/2024-06", "2024-W01/2024-01-31", "2009/.."],
)
def test_what_has_no_length_of_one_measure_takes_no_step(period: str) -> None:
    with pytest.raises(NormalizationError):
        calendar.step(period, 1)


FROM_ONE = [
    *(calendar.year, calendar.month, calendar.quarter, calendar.half, calendar.week),
    *(calendar.broad, calendar.since, calendar.first, calendar.last, calendar.check),
]


@pytest.mark.parametrize("ask", FROM_ONE)
@pytest.mark.parametrize("wrong", ["abcd", "", "../2024"])
def test_nothing_follows_from_what_is_no_period(ask: Callable[[str], object], wrong: str) -> None:
    with pytest.raises(NormalizationError, match=r"is no period of ISO 8601$"):
        ask(wrong)


@pytest.mark.parametrize("ask", FROM_ONE)
def test_a_period_is_a_string(ask: Callable[[Any], object]) -> None:
    with pytest.raises(TypeError, match=r"^a period is a str, not NoneType$"):
        ask(None)


@pytest.mark.parametrize(
    "wrong",
    ["", "2024-13", "2024-02-30", "24", "2024-W54", "2024/2023", "../2024", "2024-01-01T25:00"],
)
def test_what_is_no_period(wrong: str) -> None:
    with pytest.raises(NormalizationError):
        calendar.check(wrong)
