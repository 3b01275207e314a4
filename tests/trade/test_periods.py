"""Periods of facts and of what they are compared with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tradefacts
from tradefacts.assembly import periods

MONTHS = st.builds("{:04d}-{:02d}".format, st.integers(1990, 2030), st.integers(1, 12))


@pytest.mark.parametrize(
    ("period", "now", "expected"),
    [
        ("2025-12", "2025-01", "2024-12"),  # "в январе ... по сравнению с декабрем"
        ("2025-01/2025-06", "2024-07/2024-12", "2024-01/2024-06"),
        ("2024-05", "2024-05", "2023-05"),
        ("2024-05", None, "2024-05"),
        ("2024-05", "../2026", "2024-05"),  # a time by which: nothing begins before it
        ("../2026", "../2026", None),
        (None, "2024", None),
    ],
)
def test_the_last_part_of_a_year_before_another_time(
    period: str | None, now: str | None, expected: str | None
) -> None:
    assert periods.last_before(period, now) == expected


@given(MONTHS, MONTHS)
def test_a_month_that_is_compared_with_lies_within_the_year_before(period: str, now: str) -> None:
    found = periods.last_before(period, now)
    assert found is not None
    assert found[5:] == period[5:]
    assert found < now
    ahead = periods.year_after(found)
    assert period == found or (ahead is not None and ahead >= now)


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2024-01", "2023-12"),
        ("2024-04/2024-06", "2024-01/2024-03"),
        ("2024", None),  # "к предыдущему месяцу" says nothing of a year
        ("../2024", None),
        (None, None),
    ],
)
def test_the_month_or_the_quarter_right_before(period: str | None, expected: str | None) -> None:
    assert periods.right_before(period) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("По итогам года экспорт Армении превысит 5 млрд долларов.", "2024"),
        ("По итогам года экспорт Армении превысил 5 млрд долларов.", "2023"),
        ("По итогам прошлого года экспорт Армении может превысить 5 млрд долларов.", "2023"),
    ],
)
def test_the_year_that_is_to_end_is_that_of_writing(text: str, expected: str) -> None:
    (fact,) = tradefacts.extract(text, date="2024-03-01").trade_facts
    assert fact.period == expected
