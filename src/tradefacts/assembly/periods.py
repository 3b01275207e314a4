"""The period of a fact and of what it is compared with."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress

from tradefacts.assembly.items import Item
from tradefacts.facts import Period
from tradefacts.units import calendar
from tradefacts.units.errors import NormalizationError

_YEAR = len("2024")
_YEAR_LONG = (364, 365)
"""Days from the first of a year to its last."""
_YEARS = re.compile(r"(\d{4})/(\d{4})")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_NAMES_YEAR = re.compile(r"\d{4}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WEEK = re.compile(r"\d{4}-W\d\d")
_UNTOLD = re.compile(r"/\.\.\Z|T|-W|\A(?:\.\./)?\d{4}-\d\d-\d\d\Z")
"""Times that no figures are told of: a day, and what has no end; a week seldom has any."""
_AGE = 50
"""Years of a time that no figures are told of either: "технологии XXI века"."""


def reported(mention: Period) -> str | None:
    """The time of a mention, where it is one that figures are told of.

    Of "с февраля 2022 года" it is the month that it begins in: that it goes on, its role says.
    """
    iso = mention.iso
    if iso is not None and len(iso) > len("2022/.."):
        iso = iso.removesuffix("/..")
    return None if iso is None or _UNTOLD.search(iso) or _is_age(iso) else iso


def _is_age(period: str) -> bool:
    """Whether a period is half a century or longer."""
    years = _YEARS.fullmatch(period)
    return years is not None and int(years[2]) - int(years[1]) + 1 >= _AGE


def week(item: Item) -> str | None:
    """The week that an item names, in ISO 8601: mostly the one in which somebody spoke."""
    iso = item.mention.iso if isinstance(item.mention, Period) else None
    return iso if is_week(iso) else None


def day(item: Item) -> str | None:
    """The day that an item names, in ISO 8601: mostly the one on which somebody spoke."""
    iso = item.mention.iso if isinstance(item.mention, Period) else None
    return iso if is_day(iso) else None


def is_day(period: str | None) -> bool:
    """Whether a period is a day, in ISO 8601."""
    return period is not None and _DAY.fullmatch(period) is not None


def nearest(period: str | None, item: Item, today: str | None, *, ahead: bool) -> str | None:
    """The time of a part of a year that names no year: what is so, is over; what is to be, ahead.

    "Экспорт в октябре вырос", written in May, is of the October before, though the next is nearer.
    What is in its last month is as good as over; "этим летом" points to its year itself. So does a
    year, but in "по итогам года экспорт вырастет" it is that of the day of writing.
    """
    if period is None or today is None or is_open(period) or item.points or names_year(item):
        return period
    if len(period) == _YEAR and not (ahead and item.relative):
        return period
    if ahead:
        return year_after(period) if is_over(period, today) else period
    last, now = calendar.last(period), calendar.last(today)
    return year_before(period) if (last.year, last.month) > (now.year, now.month) else period


def is_open(period: str) -> bool:
    """Whether nothing tells when a period begins, or when it ends: "2023/.."."""
    return ".." in period


def is_season(period: str | None) -> bool:
    """Whether a period lasts a year, and is none of the calendar: "2024-07/2025-06"."""
    if period is None or is_open(period):
        return False
    begins, ends_on = calendar.first(period), calendar.last(period)
    return begins.year + 1 == ends_on.year and (ends_on - begins).days in _YEAR_LONG


def names_year(item: Item) -> bool:
    """Whether the words of a time have a year: "в мае 2023 года"."""
    return _NAMES_YEAR.search(item.text) is not None


def last_before(period: str | None, now: str | None) -> str | None:
    """The last such part of a year that begins and ends before another time does."""
    if period is None or now is None or is_open(period) or is_open(now):
        return None if period == now else period
    while period is not None and not goes_back(period, now):
        period = year_before(period)
    return period


def right_before(period: str | None) -> str | None:
    """The month or the quarter before one."""
    if period is None or len(period) == _YEAR or is_open(period):
        return None
    with suppress(NormalizationError):
        return calendar.step(period, -1)
    return None


def is_ahead(period: str, today: str) -> bool:
    """Whether a period begins after a day."""
    return calendar.first(period.removeprefix("../")) > calendar.last(today)


def is_over(period: str, today: str) -> bool:
    """Whether a period has ended before a day."""
    return calendar.last(period.removeprefix("../")) < calendar.first(today)


def ends(period: str | None) -> bool:
    """Whether a period has an end that is told: of "с начала года" it is the text that tells it."""
    return period is not None and not period.endswith("/..")


def is_loose(item: Item) -> bool:
    """Whether an item points to a time that nothing tells: "в мае" without a date."""
    return isinstance(item.mention, Period) and item.mention.iso is None


def loose_of(items: Iterable[Item]) -> list[Item]:
    """The times that nothing tells among items."""
    return [item for item in items if item.role == "when" and is_loose(item)]


def is_week(period: str | None) -> bool:
    """Whether a period is a week, in ISO 8601."""
    return period is not None and _WEEK.fullmatch(period) is not None


def year_before(period: str | None) -> str | None:
    """The same part of the year before."""
    return years_before(period, 1)


def years_before(period: str | None, count: int | None) -> str | None:
    """The same part of the year so many years before; None where nobody says how many."""
    if period is None or not count or is_open(period):
        return None
    with suppress(NormalizationError):
        return calendar.years(period, -count)
    return None


def base_of(period: str | None) -> str | None:
    """What a change in a period is measured against, where that is not told: the year before.

    Of several years it is none, "за 2019-2023 годы вырос на 30%", nor of a week, which most often
    is measured against the one before.
    """
    base = year_before(period)
    if base is None or period is None or is_week(period):
        return None
    return base if calendar.last(base) < calendar.first(period) else None


def first_and_last(period: str | None) -> tuple[str, str] | None:
    """The first and the last year of an interval of whole years; None of anything else."""
    years = _YEARS.fullmatch(period or "")
    return None if years is None else (years[1], years[2])


def years_of(period: str | None) -> list[str]:
    """The years of an interval of whole years, one by one; none of anything else."""
    years = first_and_last(period)
    return [] if years is None else [f"{n:04d}" for n in range(int(years[0]), int(years[1]) + 1)]


def into_year_of(period: str | None, other: str | None) -> str | None:
    """The same part of the year of another time."""
    if period is None or other is None or is_open(period) or is_open(other):
        return period
    with suppress(NormalizationError):
        return calendar.into(period, calendar.year(other))
    return period


def follows(period: str | None, other: str | None) -> bool:
    """Whether a period is the one right behind another: June of May."""
    if period is None or other is None:
        return False
    with suppress(NormalizationError):
        return calendar.step(other, 1) == period
    return False


def whole(start: str | None, stop: str | None) -> str | None:
    """From the beginning of one period to the end of another."""
    return None if start is None or stop is None else calendar.span(start, stop)


def aligned(period: str | None, now: str | None) -> str | None:
    """A period of before, in the measure of the one now: "годом ранее" is the same months."""
    if period is None or now is None or len(period) != _YEAR or len(now) == _YEAR or is_open(now):
        return period
    with suppress(NormalizationError):
        return calendar.into(now, period)
    return period


def of_year_long_over(part: str, named: str | None, today: str) -> str:
    """A part of a year as one of the year of a time named before it, no earlier than that time.

    It stays as it is where that year is this one or the last, or where it is a whole year.
    """
    if named is None or is_open(part) or is_open(named) or len(part) == _YEAR:
        return part
    year = calendar.last(named).year
    if calendar.first(named).year != year or year + 1 >= calendar.first(today).year:
        return part
    with suppress(NormalizationError):
        found = calendar.into(part, year)
        return calendar.years(found, 1) if goes_back(found, named) else found
    return part


def to_date(since: str | None, now: str | None, today: str | None) -> str | None:
    """A year or a part of it on: as far as the text tells of it, "с начала года".

    One that is not over by the day of writing is open where the text tells nothing of it.
    """
    if since is None or "/" in since:
        return since
    if len(since) != _YEAR:
        return now if now is not None and now.startswith(f"{since}/") else f"{since}/.."
    if today is not None and not is_over(since, today) and (now is None or now == since):
        return f"{since}-01/.."
    if now is None:
        return since
    if now.startswith(f"{since}-01/{since}-"):
        return now
    month = _MONTH.fullmatch(now)
    return f"{since}-01/{now}" if month and month[1] == since and month[2] != "01" else since


def year_after(period: str | None) -> str | None:
    """The same part of the year after."""
    return years_before(period, -1)


def is_year(period: str | None) -> bool:
    """Whether a period is a year of the calendar."""
    return period is not None and len(period) == _YEAR


def year_of(period: str | None) -> str | None:
    """The year in which all of a period lies, or none."""
    return whole_of(period, calendar.year)


def whole_of(period: str | None, unit: Callable[[str], str]) -> str | None:
    """The year, half or quarter, by a `unit` of `calendar`, in which all of a period lies."""
    if period is None or is_open(period):
        return None
    around = unit(period)
    return around if calendar.last(period) <= calendar.last(around) else None


def whole_year(period: str | None) -> str | None:
    """The year of a period that is but its beginning, or none."""
    if period is None or is_open(period):
        return None
    year = calendar.year(period)
    return year if calendar.last(period) < calendar.last(year) else None


def first(items: Iterable[Item], roles: Collection[str | None]) -> Item | None:
    """The first item in one of the roles that names a period; none beyond a time nothing tells."""
    for item in items:
        if item.role in roles and (item.period is not None or is_loose(item)):
            return None if item.period is None else item
    return None


def later(period: str | None, other: str | None) -> bool:
    """Whether a period ends no earlier than another one."""
    if period is None or other is None:
        return other is None
    return calendar.last(period.removeprefix("../")) >= calendar.last(other.removeprefix("../"))


def is_within(period: str | None, other: str | None) -> bool:
    """Whether a period is a part of another one."""
    if period is None or other is None or is_open(period) or is_open(other) or period == other:
        return False
    begins = calendar.first(period) >= calendar.first(other)
    return begins and calendar.last(period) <= calendar.last(other)


def is_month_of(period: str | None, other: str | None) -> bool:
    """Whether a period is one month of another one."""
    month = period is not None and _MONTH.fullmatch(period) is not None
    return month and is_within(period, other)


def goes_back(period: str | None, other: str | None) -> bool:
    """Whether a period begins and ends before another one."""
    if period is None or other is None or other.startswith("../") or later(period, other):
        return False
    return calendar.first(period) < calendar.first(other)
