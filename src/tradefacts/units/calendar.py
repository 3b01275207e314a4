"""Derive one period from another. Pure functions on ISO 8601 strings (see `iso8601`)."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache

from tradefacts.units.errors import NormalizationError, shown
from tradefacts.units.iso8601 import (
    KNOWN,
    MONTHS_A_YEAR,
    OPEN,
    Period,
    check,
    ends,
    fields,
    first,
    first_of_one,
    last,
)

__all__ = [
    "OPEN",
    "Period",
    "at",
    "broad",
    "check",
    "day",
    "first",
    "half",
    "into",
    "last",
    "length",
    "month",
    "months",
    "near",
    "past",
    "quarter",
    "since",
    "span",
    "step",
    "week",
    "weekday",
    "year",
    "years",
]


# -- periods of a year ----------------------------------------------------------------------------
def year(of: Period | int) -> Period:
    """The year with this number, or the year that a period begins in.

    >>> year(2024), year("2024-03-15")
    ('2024', '2024')
    """
    number = of if isinstance(of, int) else int(ends(of)[0][:4])
    if not 1 <= number <= date.max.year:
        raise NormalizationError(f"{number} is no year of the calendar")
    return f"{number:04d}"


def months(of: Period | int, low: int, high: int) -> Period:
    """Months `low` to `high` of a year; 13 is next January, 0 is last December.

    >>> months(2024, 3, 3), months("2024-07-19", 1, 9), months(2024, 7, 18)
    ('2024-03', '2024-01/2024-09', '2024-07/2025-06')
    """
    start, stop = _month(int(year(of)), low), _month(int(year(of)), high)
    return start if start == stop else check(f"{start}/{stop}")


def day(of: Period | int, month: Period | int, number: int) -> Period:
    """A day of a year; `NormalizationError` if the month has no such day.

    `month` counts as in `months`, or is a period that begins in that month.

    >>> day(2024, 2, 29), day(2024, 13, 1), day("2025-02-10", "2025-02-10", 4)
    ('2024-02-29', '2025-01-01', '2025-02-04')
    """
    of_year = month if isinstance(month, int) else first(month).month
    try:
        return date.fromisoformat(f"{_month(int(year(of)), of_year)}-{number:02d}").isoformat()
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


def broad(of: Period) -> Period:
    """A period of a month or longer unchanged; for a shorter one, the year that it begins in.

    >>> broad("2024-03"), broad("2024-01/2024-03"), broad("2024-03-15"), broad("2024-W09")
    ('2024-03', '2024-01/2024-03', '2024', '2024')
    """
    return of if len(ends(of)[0]) <= len("2024-03") else year(of)


def week(of: Period) -> Period:
    """The week (Monday to Sunday) that a period begins in.

    >>> week("2024-12-30")
    '2025-W01'
    """
    found = first(of).isocalendar()
    return f"{found.year:04d}-W{found.week:02d}"


def weekday(of: Period, number: int) -> Period:
    """A day, from Monday (1) to Sunday (7), of the week that a period begins in.

    >>> weekday("2024-W09", 6), weekday("2024-05-15", 1)
    ('2024-03-02', '2024-05-13')
    """
    found = first(of).isocalendar()
    try:
        return date.fromisocalendar(found.year, found.week, number).isoformat()
    except ValueError as error:
        raise NormalizationError(f"the week of {first(of)} has no day {number}") from error


def at(of: Period, time: str) -> Period:
    """A time of a day, to the minute.

    >>> at("2023-05-22", "19:45")
    '2023-05-22T19:45'
    """
    return check(f"{of}T{time}")


def length(of: Period) -> int:
    """How many months a period covers, at least in part.

    >>> length("2024"), length("2024-11/2025-01"), length("2024-03-15")
    (12, 3, 1)
    """
    start, stop = first(of), last(of)
    return (stop.year - start.year) * MONTHS_A_YEAR + stop.month - start.month + 1


# -- periods from periods -------------------------------------------------------------------------
def span(start: Period, stop: Period) -> Period:
    """The interval from the beginning of one period to the end of another.

    >>> span("2024-01", "2024-06"), span("2024-01/2024-03", "2024-07/2024-09")
    ('2024-01/2024-06', '2024-01/2024-09')
    """
    return check(f"{ends(start)[0]}/{ends(stop)[1]}")


def since(start: Period) -> Period:
    """The open interval from the beginning of a period on.

    >>> since("2009")
    '2009/..'
    """
    return f"{ends(start)[0]}/{OPEN}"


def step(period: Period, count: int) -> Period:
    """Shift a period by `count` times its own length; a negative `count` goes back.

    >>> step("2024", -1), step("2024-01/2024-03", -1), step("2024-03-01", -1), step("2025-W01", -1)
    ('2023', '2023-10/2023-12', '2024-02-29', '2024-W52')

    The length is in days, weeks, months or years. Raises `NormalizationError` for a minute, an open
    interval, and an interval whose ends differ in precision.
    """
    start, stop = ends(period)
    said, also = [{name for name, part in fields(one).items() if part} for one in (start, stop)]
    if said != also or "minute" in said:
        raise NormalizationError(f"{shown(period)} is no number of days, weeks, months or years")
    if said & {"day", "week"}:
        days = (last(period) - first(period)).days + 1
        moved = [_shifted(end, days * count) for end in (start, stop)]
    else:
        months_on = length(period) * count
        moved = [_month(int(end[:4]), first_of_one(end).month + months_on) for end in (start, stop)]
        if "month" not in said:
            moved = [end[:4] for end in moved]
    return moved[0] if start == stop else f"{moved[0]}/{moved[1]}"


@lru_cache(KNOWN)
def years(period: Period, count: int) -> Period:
    """The same part of the year `count` years later; a negative `count` goes back.

    >>> years("2024-01/2024-06", -1), years("2024-03-15", 1)
    ('2023-01/2023-06', '2025-03-15')
    """
    moved = [e if e == OPEN else year(int(e[:4]) + count) + e[4:] for e in ends(period)]
    return check(moved[0] if moved[0] == moved[1] else f"{moved[0]}/{moved[1]}")


def into(period: Period, of: Period | int) -> Period:
    """The same part of another year.

    >>> into("2024-01/2024-06", 2020)
    '2020-01/2020-06'
    """
    return years(period, int(year(of)) - last(period).year)


def near(period: Period, today: Period) -> Period:
    """Move a period to the year that a text written on `today` means if it names no year.

    The year whose months lie nearest wins. Five days in the past count as much as four days ahead,
    as texts speak more often of the past, and as much as two days ahead in the next year, as texts
    more often name that year.

    >>> near("2000-12-28", "2025-01-05"), near("2000-04/2000-06", "2025-05-01")
    ('2024-12-28', '2025-04/2025-06')
    >>> near("2000-03", "2025-10-10"), near("2000-03", "2025-12-10"), near("2000-09", "2025-05-10")
    ('2025-03', '2026-03', '2025-09')
    """

    def distance(found: Period) -> int:
        low, high = first(month(found)), last(month(last(found).isoformat()))
        ahead, ago = (low - first(today)).days, (first(today) - high).days
        to_come = low.year > first(today).year
        return max((10 if to_come else 5) * ahead, 4 * ago, 0)

    return min(_about(period, today, (-1, 0, 1)), key=distance)


def past(period: Period, today: Period) -> Period:
    """Move a period to the latest year in which it had ended by `today`.

    >>> past("2000-01/2000-09", "2025-10-20"), past("2000-01/2000-09", "2025-02-20")
    ('2025-01/2025-09', '2024-01/2024-09')
    """
    over = [p for p in _about(period, today, (0, -1)) if last(p) <= last(today)]
    if not over:
        raise NormalizationError(f"{shown(period)} is never over by {today}")
    return over[0]


# -- parts ----------------------------------------------------------------------------------------
def _about(period: Period, today: Period, counts: Iterable[int]) -> list[Period]:
    """Move a period to years at these distances from today's; skip years without 29 February."""
    found: list[Period] = []
    for count in counts:
        with suppress(NormalizationError):
            found.append(into(period, int(year(today)) + count))
    if not found:
        raise NormalizationError(f"no year about {today} has {shown(period)}")
    return found


def _month(of: int, number: int) -> str:
    years_on, index = divmod(number - 1, MONTHS_A_YEAR)
    return f"{year(of + years_on)}-{index + 1:02d}"


def _shifted(one: str, days: int) -> str:
    try:
        moved = (first_of_one(one) + timedelta(days=days)).isoformat()
    except OverflowError:
        raise NormalizationError(f"{shown(one)} and {days} days leave the calendar") from None
    return week(moved) if "W" in one else moved
