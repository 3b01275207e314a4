"""The day on which a text was written."""

from __future__ import annotations

import datetime as dt
import re

from tradefacts.facts.checks import FactError

_DAY = re.compile(r"[0-9]{4}(-?)[0-9]{2}\1[0-9]{2}")


def as_day(value: object) -> str | None:
    """Return a day in ISO 8601, without the time of day; None stays None.

    >>> as_day("2024-05-15"), as_day(dt.date(2024, 5, 15)), as_day(None)
    ('2024-05-15', '2024-05-15', None)

    Raises `FactError` for a string that is no day (a week is none), `TypeError` for other types.
    """
    if value is None:
        return None
    if isinstance(value, dt.date):
        return value.isoformat()[:10]
    if not isinstance(value, str):
        raise TypeError(f"a date is a str or a datetime.date, not {type(value).__name__}")
    try:
        # `fromisoformat` would turn a week into its Monday
        if _DAY.match(value):
            return dt.datetime.fromisoformat(value).isoformat()[:10]
    except ValueError:
        pass
    raise FactError(f"no date {value!r}: write it as 2024-05-15")


def written_on(value: object) -> str | None:
    """Convert the date of a document. Raises only `FactError`, as the converters of fields do."""
    try:
        return as_day(value)
    except TypeError as error:
        raise FactError(str(error)) from None
