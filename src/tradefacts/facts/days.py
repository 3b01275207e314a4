"""The day on which a text was written."""

from __future__ import annotations

import datetime as dt
import re

from tradefacts.facts.checks import FactError

_DAY = re.compile(r"[0-9]{4}(-?)[0-9]{2}\1[0-9]{2}")


def as_day(value: object) -> str | None:
    """A day in ISO 8601, without the time of day; None for None.

    >>> as_day("2024-05-15"), as_day(dt.date(2024, 5, 15)), as_day(None)
    ('2024-05-15', '2024-05-15', None)

    Raises `FactError` for words that are none, a week among them, `TypeError` for other types.
    """
    if value is None:
        return None
    if isinstance(value, dt.date):
        return value.isoformat()[:10]
    if not isinstance(value, str):
        raise TypeError(f"a date is a str or a datetime.date, not {type(value).__name__}")
    try:
        # of a week, `fromisoformat` makes its Monday
        if _DAY.match(value):
            return dt.datetime.fromisoformat(value).isoformat()[:10]
    except ValueError:
        pass
    raise FactError(f"no date {value!r}: write it as 2024-05-15")


def written_on(value: object) -> str | None:
    """The day of a document. Raises `FactError` for all that is none, as its other fields do."""
    try:
        return as_day(value)
    except TypeError as error:
        raise FactError(str(error)) from None
