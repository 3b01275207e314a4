"""Read days, times and years written in digits; return them in ISO 8601."""

import re
from datetime import date

_DATE = re.compile(r"([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})")
_SHORT_DATE = re.compile(r"([0-9]{2})\.([0-9]{2})\.([0-9]{2})")
_DAY = re.compile(r"([0-9]{1,2})\.([0-9]{2})")
_ANY_YEAR = 2000  # a leap year, so that it has every day
_CENTURY = 100
_PIVOT = 50
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?::[0-5][0-9])?")
_YEARS = re.compile(r"([0-9]{4})/([0-9]{2}|[0-9]{4})")


def read_date(text: str) -> str | None:
    """Read a date written in digits, day first; None if it is not one.

    A two-digit year lies between 1950 and 2049; its day and month must have two digits each.

    >>> read_date("22.05.2023"), read_date("5/7/2023"), read_date("31.02.2023"), read_date("1.2.3")
    ('2023-05-22', '2023-07-05', None, None)
    >>> read_date("17.11.24"), read_date("09.05.98"), read_date("17.13.24"), read_date("7.11.24")
    ('2024-11-17', '1998-05-09', None, None)
    """
    found = _DATE.fullmatch(text) or _SHORT_DATE.fullmatch(text)
    if found is None:
        return None
    day, month, year = map(int, found.groups())
    if year < _CENTURY and len(found[3]) == 2:
        year += 2000 if year < _PIVOT else 1900
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def read_day(text: str) -> str | None:
    """Read a day and a month without a year, as a day of 2000; None if it is not one.

    >>> read_day("28.01"), read_day("3.02"), read_day("29.02"), read_day("28.13"), read_day("1.5")
    ('2000-01-28', '2000-02-03', '2000-02-29', None, None)
    """
    found = _DAY.fullmatch(text)
    return read_date(f"{text}.{_ANY_YEAR}") if found else None


def read_time(text: str) -> str | None:
    """Read hours and minutes; None if it is no time.

    >>> read_time("19:45"), read_time("9:05"), read_time("3:2")
    ('19:45', '09:05', None)
    """
    found = _TIME.fullmatch(text)
    return f"{int(found[1]):02d}:{found[2]}" if found else None


def read_years(text: str) -> str | None:
    """Read two consecutive years with a slash between them; None if it is not that.

    >>> read_years("2024/25"), read_years("2024/2025"), read_years("2024/12")
    ('2024/2025', '2024/2025', None)
    """
    found = _YEARS.fullmatch(text)
    if found is None:
        return None
    follows = f"{int(found[1]) + 1:04d}"
    return f"{found[1]}/{follows}" if follows.endswith(found[2]) else None
