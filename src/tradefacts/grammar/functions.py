"""The functions of result expressions. If an argument is missing or `null`, so is the result."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from tradefacts.grammar.values import Value
from tradefacts.units import calendar, exact, iso4217
from tradefacts.units.errors import NormalizationError


def fraction(a: Decimal, b: Decimal) -> str:
    """`exact.ratio` as text, as most fractions are not exact decimals.

    >>> fraction(Decimal(2), Decimal(3)), fraction(Decimal(50), Decimal(10))
    ('2/3', '5')
    """
    return str(exact.ratio(a, b))


CALLS: Final[Mapping[str, tuple[str, Callable[..., Value]]]] = {
    "minor": ("currency", iso4217.minor),
    "fraction": ("a, b", fraction),
    "rest": ("a, b", exact.remainder),
    "year": ("p", calendar.year),
    "months": ("y, a, b", calendar.months),
    "day": ("y, m, d", calendar.day),
    "month": ("p", calendar.month),
    "quarter": ("p", calendar.quarter),
    "half": ("p", calendar.half),
    "broad": ("p", calendar.broad),
    "week": ("p", calendar.week),
    "weekday": ("p, n", calendar.weekday),
    "at": ("day, time", calendar.at),
    "span": ("p, q", calendar.span),
    "since": ("p", calendar.since),
    "step": ("p, n", calendar.step),
    "years": ("p, n", calendar.years),
    "into": ("p, y", calendar.into),
    "near": ("p, today", calendar.near),
    "past": ("p, today", calendar.past),
}
"""The functions by name, each with the names of its arguments."""

_NUMBERS = {"minor", "fraction", "rest"}
"""Functions that take amounts; the others count, so they take whole numbers."""


def call(function: str, args: list[Any]) -> Value:
    """Call a function. Raises `NormalizationError` if it has no value for these arguments.

    >>> call("months", ["2024", Decimal(1), Decimal(9)])
    '2024-01/2024-09'
    """
    if function not in _NUMBERS:
        args = [_whole(arg) if isinstance(arg, Decimal) else arg for arg in args]
    try:
        return CALLS[function][1](*args)
    except (TypeError, AttributeError, OverflowError) as error:
        raise NormalizationError(f"{function}({', '.join(map(str, args))}): {error}") from None


def _whole(number: Decimal) -> int:
    if number != number.to_integral_value() or abs(number) > 10_000:  # years
        raise NormalizationError(f"{number} does not count years, months or days")
    return int(number)
