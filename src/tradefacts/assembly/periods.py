"""Periods in ISO 8601: those of facts, and those that changes are measured against."""

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
"""Days between the first and the last day of a year."""
_YEARS = re.compile(r"(\d{4})/(\d{4})")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_NAMES_YEAR = re.compile(r"\d{4}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WEEK = re.compile(r"\d{4}-W\d\d")
_UNTOLD = re.compile(r"/\.\.\Z|T|-W|\A(?:\.\./)?\d{4}-\d\d-\d\d\Z")
"""Periods that no figures are given for: a day, and what has no end. A week seldom has any."""
_AGE = 50
"""Years of a period that is too long for figures, too: "технологии XXI века"."""


def reported(mention: Period) -> str | None:
    """The period of a mention, if it is one that figures are given for.

    For "с февраля 2022 года" it is the month in which it begins; its role says that it goes on.
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
    """The week that an item names, in ISO 8601; mostly the one in which somebody spoke."""
    iso = item.mention.iso if isinstance(item.mention, Period) else None
    return iso if is_week(iso) else None


def day(item: Item) -> str | None:
    """The day that an item names, in ISO 8601; mostly the one on which somebody spoke."""
    iso = item.mention.iso if isinstance(item.mention, Period) else None
    return iso if is_day(iso) else None


def is_day(period: str | None) -> bool:
    """Whether a period is a day, in ISO 8601."""
    return period is not None and _DAY.fullmatch(period) is not None


def nearest(period: str | None, item: Item, today: str | None, *, ahead: bool) -> str | None:
    """Choose the year of a part of a year that names none: over if actual, else ahead.

    "Экспорт в октябре вырос", written in May, means the October before, though the next is nearer.
    A period in its last month counts as over. "этим летом" says itself which year it is. So does a
    year, except in "по итогам года экспорт вырастет", where it is the year of the day of writing.
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
    """Whether a period has no known beginning or no known end: "2023/.."."""
    return ".." in period


def is_season(period: str | None) -> bool:
    """Whether a period lasts a year but is no calendar year: "2024-07/2025-06"."""
    if period is None or is_open(period):
        return False
    begins, ends_on = calendar.first(period), calendar.last(period)
    return begins.year + 1 == ends_on.year and (ends_on - begins).days in _YEAR_LONG


def names_year(item: Item) -> bool:
    """Whether the words of a period contain its year: "в мае 2023 года"."""
    return _NAMES_YEAR.search(item.text) is not None


def last_before(period: str | None, now: str | None) -> str | None:
    """The last such part of a year that begins and ends before another period does."""
    if period is None or now is None or is_open(period) or is_open(now):
        return None if period == now else period
    while period is not None and not goes_back(period, now):
        period = year_before(period)
    return period


def right_before(period: str | None) -> str | None:
    """The period of the same length right before a part of a year."""
    if period is None or len(period) == _YEAR or is_open(period):
        return None
    with suppress(NormalizationError):
        return calendar.step(period, -1)
    return None


def is_ahead(period: str, today: str) -> bool:
    """Whether a period begins after a day."""
    return calendar.first(period.removeprefix("../")) > calendar.last(today)


def is_over(period: str, today: str) -> bool:
    """Whether a period ended before a day."""
    return calendar.last(period.removeprefix("../")) < calendar.first(today)


def ends(period: str | None) -> bool:
    """Whether the end of a period is stated; that of "с начала года" follows from the text."""
    return period is not None and not period.endswith("/..")


def is_loose(item: Item) -> bool:
    """Whether an item names a period that nothing dates: "в мае" in a text without a date."""
    return isinstance(item.mention, Period) and item.mention.iso is None


def loose_of(items: Iterable[Item]) -> list[Item]:
    """The items in the role `when` whose period nothing dates."""
    return [item for item in items if item.role == "when" and is_loose(item)]


def is_week(period: str | None) -> bool:
    """Whether a period is a week, in ISO 8601."""
    return period is not None and _WEEK.fullmatch(period) is not None


def year_before(period: str | None) -> str | None:
    """The same part of the year before."""
    return years_before(period, 1)


def years_before(period: str | None, count: int | None) -> str | None:
    """The same part of the year so many years before; None if the number is unknown."""
    if period is None or not count or is_open(period):
        return None
    with suppress(NormalizationError):
        return calendar.years(period, -count)
    return None


def base_of(period: str | None) -> str | None:
    """The period that a change is measured against if the text does not say: a year before.

    Several years have none, "за 2019-2023 годы вырос на 30%", nor has a week, which is mostly
    compared with the one before.
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
    """The years of an interval of whole years, one by one; empty for anything else."""
    years = first_and_last(period)
    return [] if years is None else [f"{n:04d}" for n in range(int(years[0]), int(years[1]) + 1)]


def into_year_of(period: str | None, other: str | None) -> str | None:
    """The same part of the year that another period is in."""
    if period is None or other is None or is_open(period) or is_open(other):
        return period
    with suppress(NormalizationError):
        return calendar.into(period, calendar.year(other))
    return period


def follows(period: str | None, other: str | None) -> bool:
    """Whether a period comes right after another, as June after May."""
    if period is None or other is None:
        return False
    with suppress(NormalizationError):
        return calendar.step(other, 1) == period
    return False


def whole(start: str | None, stop: str | None) -> str | None:
    """From the beginning of one period to the end of another."""
    return None if start is None or stop is None else calendar.span(start, stop)


def aligned(period: str | None, now: str | None) -> str | None:
    """An earlier year, narrowed to the months of `now`: "годом ранее" means the same months."""
    if period is None or now is None or len(period) != _YEAR or len(now) == _YEAR or is_open(now):
        return period
    with suppress(NormalizationError):
        return calendar.into(now, period)
    return period


def of_year_long_over(part: str, named: str | None, today: str) -> str:
    """Move a part of a year into the year of a period named before it, no earlier than that.

    It stays as it is if that year is the current or the last one, or if it is itself a whole year.
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
    """The period from a start up to what the text reports on: "с начала года".

    It is open-ended if it is not over by the day of writing and the text gives no end.
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
    """The year that contains all of a period; None if none does."""
    return whole_of(period, calendar.year)


def whole_of(period: str | None, unit: Callable[[str], str]) -> str | None:
    """The year, half or quarter, by a `unit` of `calendar`, that contains all of a period."""
    if period is None or is_open(period):
        return None
    around = unit(period)
    return around if calendar.last(period) <= calendar.last(around) else None


def whole_year(period: str | None) -> str | None:
    """The year of a period that ends before its year does; None for others."""
    if period is None or is_open(period):
        return None
    year = calendar.year(period)
    return year if calendar.last(period) < calendar.last(year) else None


def first(items: Iterable[Item], roles: Collection[str | None]) -> Item | None:
    """The first item in one of the roles that names a period; None if an undated one is first."""
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
