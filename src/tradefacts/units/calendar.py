"""Periods as ISO 8601 writes them, and how one follows from another. Pure functions on strings.

A period is a year `2024`, a month `2024-03`, a week `2024-W09`, a day `2024-03-15`, a minute of one
`2024-03-15T19:45`, or an interval of two of them that takes in both ends, `2024-01/2024-06`; one
that has no end yet is `2009/..`. The calendar is the Gregorian one of `datetime`.
"""

import calendar
import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta
from typing import Final

from tradefacts.units.errors import NormalizationError, shown

OPEN: Final = ".."
"""The end of an interval that has none, as in ISO 8601-2."""

_ONE = re.compile(
    r"(?P<year>[0-9]{4})"
    r"(?:-W(?P<week>[0-9]{2})|-(?P<month>[0-9]{2})"
    r"(?:-(?P<day>[0-9]{2})(?:T(?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9]))?)?)?"
)
_DATE = re.compile(r"([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})")
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?::[0-5][0-9])?")
_YEARS = re.compile(r"([0-9]{4})/([0-9]{2}|[0-9]{4})")
_MONTHS_A_YEAR: Final = 12

Period = str
"""A period in ISO 8601."""


# -- what a text writes in digits -----------------------------------------------------------------
def read_date(text: str) -> Period | None:
    """Read a day written in digits, day first; None where it is none.

    >>> read_date("22.05.2023"), read_date("5/7/2023"), read_date("31.02.2023"), read_date("1.2.3")
    ('2023-05-22', '2023-07-05', None, None)
    """
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    day, month, year = map(int, found.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def read_time(text: str) -> str | None:
    """Read hours and minutes; None where they are none.

    >>> read_time("19:45"), read_time("9:05"), read_time("3:2")
    ('19:45', '09:05', None)
    """
    found = _TIME.fullmatch(text)
    return f"{int(found[1]):02d}:{found[2]}" if found else None


def read_years(text: str) -> Period | None:
    """Read two years in a row with a stroke between them; None where they are none.

    >>> read_years("2024/25"), read_years("2024/2025"), read_years("2024/12")
    ('2024/2025', '2024/2025', None)
    """
    found = _YEARS.fullmatch(text)
    if found is None:
        return None
    follows = f"{int(found[1]) + 1:04d}"
    return f"{found[1]}/{follows}" if follows.endswith(found[2]) else None


# -- days of a period -----------------------------------------------------------------------------
def check(period: Period) -> Period:
    """Return `period`; `NormalizationError` where it is none, or ends before it begins.

    >>> check("2024-01/2024-06")
    '2024-01/2024-06'
    >>> check("2024-13")
    Traceback (most recent call last):
    tradefacts.units.errors.NormalizationError: '2024-13' is no period of ISO 8601
    """
    start, stop = _ends(period)
    if stop != OPEN and _last(stop) < _first(start):
        raise NormalizationError(f"{shown(period)} ends before it begins")
    return period


def first(period: Period) -> date:
    """Tell the first day of a period.

    >>> first("2024-02/2024-06")
    datetime.date(2024, 2, 1)
    """
    return _first(_ends(period)[0])


def last(period: Period) -> date:
    """Tell the last day of a period; `date.max` for one without end.

    >>> last("2024-01/2024-02"), last("2024"), last("2009/..")
    (datetime.date(2024, 2, 29), datetime.date(2024, 12, 31), datetime.date(9999, 12, 31))
    """
    stop = _ends(period)[1]
    return date.max if stop == OPEN else _last(stop)


# -- periods of a year ----------------------------------------------------------------------------
def year(of: Period | int) -> Period:
    """The year of a number, or the one that a period begins in.

    >>> year(2024), year("2024-03-15")
    ('2024', '2024')
    """
    number = of if isinstance(of, int) else int(of[:4])
    if not 1 <= number <= date.max.year:
        raise NormalizationError(f"{number} is no year of the calendar")
    return f"{number:04d}"


def months(of: Period | int, low: int, high: int) -> Period:
    """Months `low` to `high` of a year; 13 is January of the next, 0 December of the last.

    >>> months(2024, 3, 3), months("2024-07-19", 1, 9), months(2024, 7, 18)
    ('2024-03', '2024-01/2024-09', '2024-07/2025-06')
    """
    start, stop = _month(int(year(of)), low), _month(int(year(of)), high)
    return start if start == stop else check(f"{start}/{stop}")


def day(of: Period | int, month: int, number: int) -> Period:
    """A day of a year; `NormalizationError` where the month has no such day.

    >>> day(2024, 2, 29)
    '2024-02-29'
    """
    try:
        return date(int(year(of)), month, number).isoformat()
    except ValueError as error:
        raise NormalizationError(f"month {month} of {year(of)} has no day {number}") from error


def month(of: Period) -> Period:
    """The month that a period begins in.

    >>> month("2024-03-15")
    '2024-03'
    """
    return months(of, first(of).month, first(of).month)


def quarter(of: Period) -> Period:
    """The quarter that a period begins in.

    >>> quarter("2024-05-22")
    '2024-04/2024-06'
    """
    start = (first(of).month - 1) // 3 * 3 + 1
    return months(of, start, start + 2)


def half(of: Period) -> Period:
    """The half-year that a period begins in.

    >>> half("2024-07-19")
    '2024-07/2024-12'
    """
    start = (first(of).month - 1) // 6 * 6 + 1
    return months(of, start, start + 5)


def week(of: Period) -> Period:
    """The week, from Monday on, that a period begins in.

    >>> week("2024-12-30")
    '2025-W01'
    """
    found = first(of).isocalendar()
    return f"{found.year:04d}-W{found.week:02d}"


def at(of: Period, time: str) -> Period:
    """A minute of a day.

    >>> at("2023-05-22", "19:45")
    '2023-05-22T19:45'
    """
    return check(f"{of}T{time}")


# -- periods from periods -------------------------------------------------------------------------
def span(start: Period, stop: Period) -> Period:
    """From the beginning of one period to the end of another.

    >>> span("2024-01", "2024-06"), span("2024-01/2024-03", "2024-07/2024-09")
    ('2024-01/2024-06', '2024-01/2024-09')
    """
    return check(f"{_ends(start)[0]}/{_ends(stop)[1]}")


def since(start: Period) -> Period:
    """From the beginning of a period on.

    >>> since("2009")
    '2009/..'
    """
    return f"{_ends(start)[0]}/{OPEN}"


def step(period: Period, count: int) -> Period:
    """The period that lies `count` of its own lengths later, or earlier where below 0.

    >>> step("2024", -1), step("2024-01/2024-03", -1), step("2024-03-01", -1), step("2025-W01", -1)
    ('2023', '2023-10/2023-12', '2024-02-29', '2024-W52')
    """
    start, stop = _ends(period)
    parts = _parts(start)
    if parts["day"] or parts["week"]:
        length = (last(period) - first(period)).days + 1
        moved = [_shifted(end, length * count) for end in (start, stop)]
    else:
        a, b = first(period), last(period)
        length = (b.year - a.year) * _MONTHS_A_YEAR + b.month - a.month + 1
        moved = [_month(int(end[:4]), _first(end).month + length * count) for end in (start, stop)]
        if parts["month"] is None:
            moved = [end[:4] for end in moved]
    return moved[0] if start == stop else f"{moved[0]}/{moved[1]}"


def years(period: Period, count: int) -> Period:
    """The same part of the year `count` years later, or earlier where below 0.

    >>> years("2024-01/2024-06", -1), years("2024-03-15", 1)
    ('2023-01/2023-06', '2025-03-15')
    """
    ends = [e if e == OPEN else year(int(e[:4]) + count) + e[4:] for e in _ends(period)]
    return check(ends[0] if ends[0] == ends[1] else f"{ends[0]}/{ends[1]}")


def into(period: Period, of: Period | int) -> Period:
    """The same part of another year.

    >>> into("2024-01/2024-06", 2020)
    '2020-01/2020-06'
    """
    return years(period, int(year(of)) - last(period).year)


def near(period: Period, today: Period) -> Period:
    """The same part of that year in which it lies nearest to a day.

    Five days ago are as near as four ahead: texts tell more of what was than of what will be.

    >>> near("2000-12-28", "2025-01-05"), near("2000-04/2000-06", "2025-05-01")
    ('2024-12-28', '2025-04/2025-06')
    """

    def distance(found: Period) -> int:
        ahead, ago = (first(found) - first(today)).days, (first(today) - last(found)).days
        return max(5 * ahead, 4 * ago, 0)

    return min(_about(period, today, (-1, 0, 1)), key=distance)


def past(period: Period, today: Period) -> Period:
    """The same part of the last year in which it was over by a day.

    >>> past("2000-01/2000-09", "2025-10-20"), past("2000-01/2000-09", "2025-02-20")
    ('2025-01/2025-09', '2024-01/2024-09')
    """
    over = [p for p in _about(period, today, (0, -1)) if last(p) <= last(today)]
    if not over:
        raise NormalizationError(f"{shown(period)} is never over by {today}")
    return over[0]


# -- parts ----------------------------------------------------------------------------------------
def _ends(period: Period) -> tuple[str, str]:
    """Both ends of an interval, as written; any other period is both."""
    start, stroke, stop = period.partition("/")
    for end in (start, stop) if stroke else (start,):
        if end != OPEN or end is start:
            _parts(end)
    return start, stop if stroke else start


def _parts(one: str) -> dict[str, str | None]:
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


def _first(one: str) -> date:
    return _first_of(_parts(one))


def _last(one: str) -> date:
    parts = _parts(one)
    start = _first_of(parts)
    if parts["week"]:
        return start + timedelta(days=6)
    if parts["day"]:
        return start
    at_month = int(parts["month"] or _MONTHS_A_YEAR)
    return date(start.year, at_month, calendar.monthrange(start.year, at_month)[1])


def _about(period: Period, today: Period, counts: Iterable[int]) -> list[Period]:
    """The same part of the years that lie so many from a day's; not each has 29 February."""
    found: list[Period] = []
    for count in counts:
        with suppress(NormalizationError):
            found.append(into(period, int(year(today)) + count))
    if not found:
        raise NormalizationError(f"no year about {today} has {shown(period)}")
    return found


def _month(of: int, number: int) -> str:
    years_on, index = divmod(number - 1, _MONTHS_A_YEAR)
    return f"{year(of + years_on)}-{index + 1:02d}"


def _shifted(one: str, days: int) -> str:
    try:
        moved = (_first(one) + timedelta(days=days)).isoformat()
    except OverflowError:
        raise NormalizationError(f"{shown(one)} and {days} days leave the calendar") from None
    return week(moved) if "W" in one else moved
