"""Periods of ISO 8601: check whether a string is one, and find its first and last day.

A period is a year `2024`, a month `2024-03`, a week `2024-W09`, a day `2024-03-15`, a minute
`2024-03-15T19:45`, or an interval of two of these that includes both ends, `2024-01/2024-06`; an
open interval is `2009/..`. The calendar is the Gregorian one of `datetime`.
"""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from tradefacts.units.errors import NormalizationError, check_text, shown

OPEN: Final = ".."
"""The end of an open interval, as in ISO 8601-2."""

MONTHS_A_YEAR: Final = 12

KNOWN: Final = 4096
"""How many periods the caches keep: texts mention the same few again and again."""

Period = str
"""A period in ISO 8601."""

_ONE = re.compile(
    r"(?P<year>[0-9]{4})"
    r"(?:-W(?P<week>[0-9]{2})|-(?P<month>[0-9]{2})"
    r"(?:-(?P<day>[0-9]{2})(?:T(?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9]))?)?)?"
)


@lru_cache(KNOWN)
def check(period: Period) -> Period:
    """Return `period`; `NormalizationError` if it is not a period, or ends before it begins.

    >>> check("2024-01/2024-06")
    '2024-01/2024-06'
    >>> check("2024-13")
    Traceback (most recent call last):
    tradefacts.units.errors.NormalizationError: '2024-13' is no period of ISO 8601
    """
    start, stop = ends(period)
    if stop != OPEN and _last_of_one(stop) < first_of_one(start):
        raise NormalizationError(f"{shown(period)} ends before it begins")
    return period


@lru_cache(KNOWN)
def first(period: Period) -> date:
    """Return the first day of a period.

    >>> first("2024-02/2024-06")
    datetime.date(2024, 2, 1)
    """
    return first_of_one(ends(period)[0])


@lru_cache(KNOWN)
def last(period: Period) -> date:
    """Return the last day of a period; `date.max` for an open interval.

    >>> last("2024-01/2024-02"), last("2024"), last("2009/..")
    (datetime.date(2024, 2, 29), datetime.date(2024, 12, 31), datetime.date(9999, 12, 31))
    """
    stop = ends(period)[1]
    return date.max if stop == OPEN else _last_of_one(stop)


def ends(period: Period) -> tuple[str, str]:
    """Both ends of an interval, as written; any other period is both of its ends."""
    check_text(period, "a period")
    start, stroke, stop = period.partition("/")
    fields(start)  # raises for an open end
    if stroke and stop != OPEN:
        fields(stop)
    return start, stop if stroke else start


def fields(one: str) -> dict[str, str | None]:
    """The digits of a single period by part (year, month, week, day …); None for absent parts."""
    found = _ONE.fullmatch(one)
    if found is None:
        raise NormalizationError(f"{shown(one)} is no period of ISO 8601")
    parts = found.groupdict()
    try:
        _first_of(parts)
    except ValueError:
        raise NormalizationError(f"{shown(one)} is no period of ISO 8601") from None
    return parts


def _first_of(parts: dict[str, str | None]) -> date:
    number = int(parts["year"] or 0)
    if parts["week"]:
        return date.fromisocalendar(number, int(parts["week"]), 1)
    return date(number, int(parts["month"] or 1), int(parts["day"] or 1))


def first_of_one(one: str) -> date:
    """The first day of a single period, not an interval."""
    return _first_of(fields(one))


def _last_of_one(one: str) -> date:
    parts = fields(one)
    start = _first_of(parts)
    if parts["week"]:
        return start + min(timedelta(days=6), date.max - start)
    if parts["day"]:
        return start
    at_month = int(parts["month"] or MONTHS_A_YEAR)
    if (start.year, at_month) == (date.max.year, date.max.month):
        return date.max
    after = date(start.year + at_month // MONTHS_A_YEAR, at_month % MONTHS_A_YEAR + 1, 1)
    return after - timedelta(days=1)
