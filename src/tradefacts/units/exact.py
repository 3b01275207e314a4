"""Decimal arithmetic without rounding, at any size, whatever the thread's decimal context says.

The operators of `decimal.Decimal` round to the current context, by default to 28 digits, and so do
unary minus, `abs` and `scaleb`. The functions here compute in a context of their own that holds
`MAX_DIGITS` digits and traps every loss: they return an exact result or raise. libmpdec does the
arithmetic in n log n time; nothing is converted to `int`, which refuses more than 4300 digits and
takes quadratic time.
"""

import decimal
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Final

from tradefacts.units.errors import NormalizationError, shown

MAX_DIGITS: Final = 10_000_000
"""Limit of a result's significant digits, and of its exponent in either direction.

Far above what any text needs, far below what memory holds (10 million digits take 4 MB), so that
`1E+999999999` times something raises an error instead of killing the process.
"""

MOST_DIGITS: Final = 4300
"""Limit for the numerator and the denominator of a ratio: Python's limit for int strings."""

_TOO_LONG = 10**MOST_DIGITS
_TRAPS = [
    decimal.InvalidOperation,
    decimal.DivisionByZero,
    decimal.Overflow,
    decimal.Subnormal,
    decimal.Inexact,
]


def _context(digits: int) -> decimal.Context:
    return decimal.Context(prec=digits, Emax=MAX_DIGITS, Emin=-MAX_DIGITS, traps=_TRAPS)


_EXACT = _context(MAX_DIGITS)
_ZERO = Decimal(0)
_ONE = Decimal(1)


def add(a: Decimal, b: Decimal) -> Decimal:
    """Return `a + b`; `NormalizationError` beyond `MAX_DIGITS` or when either is not finite.

    >>> add(Decimal("1E+30"), Decimal("0.01"))
    Decimal('1000000000000000000000000000000.01')
    """
    return _exactly("+", _EXACT.add, a, b)


def subtract(a: Decimal, b: Decimal) -> Decimal:
    """Return `a - b`; errors as for `add`.

    >>> subtract(Decimal("10"), Decimal("0.1"))
    Decimal('9.9')
    """
    return _exactly("-", _EXACT.subtract, a, b)


def multiply(a: Decimal, b: Decimal) -> Decimal:
    """Return `a * b`; errors as for `add`.

    >>> multiply(Decimal("80.231"), Decimal("1000000000"))
    Decimal('80231000000.000')
    """
    return _exactly("*", _EXACT.multiply, a, b)


def divide(a: Decimal, b: Decimal) -> Decimal:
    """Return `a / b`; `NormalizationError` if the quotient does not terminate, and as for `add`.

    >>> divide(Decimal("50"), Decimal("100"))
    Decimal('0.5')
    >>> divide(Decimal("1"), Decimal("3"))
    Traceback (most recent call last):
    tradefacts.units.errors.NormalizationError: 1 / 3 is no exact decimal of 10000000 digits
    """
    if not b:
        raise NormalizationError(f"{_shown(a)} / 0: division by zero; check the divisor")
    # A terminating quotient is p / (2**i * 5**j) in lowest terms, and 2**i * 5**j divides b's
    # coefficient: it needs a's digits and at most 2.33 for each digit of b (if b = 2**i).
    digits = _digits(a) + 3 * _digits(b) + 1
    return _exactly("/", _context(min(digits, MAX_DIGITS)).divide, a, b)


def ratio(a: Decimal, b: Decimal) -> Fraction:
    """Return `a / b` in lowest terms; `NormalizationError` if it or an operand is too long.

    >>> ratio(Decimal(2), Decimal("1.5"))
    Fraction(4, 3)
    """
    if not b:
        raise NormalizationError(f"{_shown(a)} / 0: division by zero; check the divisor")
    sides = plain(a), plain(b)
    if max(map(len, sides)) <= MOST_DIGITS:
        quotient = Fraction(sides[0]) / Fraction(sides[1])
        if is_short(quotient):
            return quotient
    raise NormalizationError(f"{_shown(a)} / {_shown(b)} has more than {MOST_DIGITS} digits")


def is_short(ratio: Fraction) -> bool:
    """Whether numerator and denominator have at most `MOST_DIGITS` digits each."""
    return max(abs(ratio.numerator), ratio.denominator) < _TOO_LONG


def remainder(a: Decimal, b: Decimal) -> Decimal:
    """Return the remainder of `a` divided by `b`; errors as for `divide`.

    >>> remainder(Decimal("2014"), Decimal("10")), remainder(Decimal("2.5"), Decimal("1"))
    (Decimal('4'), Decimal('0.5'))
    """
    if not b:
        raise NormalizationError(f"{_shown(a)} / 0: division by zero; check the divisor")
    return _exactly("mod", _EXACT.remainder, a, b)


def negate(value: Decimal) -> Decimal:
    """Return `-value`, and 0 for 0; errors as for `add`.

    >>> negate(Decimal("5766300000.00000000000000000000001"))
    Decimal('-5766300000.00000000000000000000001')
    """
    return _exactly("-", _EXACT.subtract, _ZERO, value)


def canonical(value: Decimal) -> Decimal:
    """Return `value` in canonical form: no positive exponent, no trailing zeros, no minus zero.

    Equal values give equal digits. `NormalizationError` beyond `MAX_DIGITS` or if not finite.
    `str` still writes an exponent below 0.000001, as for every Decimal; `plain` never does.

    >>> canonical(Decimal("1.20")), canonical(Decimal("1E+3")), canonical(Decimal("-0.00"))
    (Decimal('1.2'), Decimal('1000'), Decimal('0'))
    """
    if not value.is_finite():
        raise _infinite(_shown(value))
    if not value:
        return _ZERO
    try:
        reduced = _EXACT.normalize(value)
        whole = reduced == _EXACT.to_integral_value(reduced)
        return _EXACT.quantize(reduced, _ONE) if whole else reduced
    except decimal.DecimalException:
        raise _beyond(_shown(value)) from None


def plain(value: Decimal) -> str:
    """Write `canonical(value)` in positional digits; errors as for `canonical`.

    >>> plain(Decimal("4.2E+12"))
    '4200000000000'
    """
    return format(canonical(value), "f")


def _exactly(
    sign: str, operation: Callable[[Decimal, Decimal], Decimal], a: Decimal, b: Decimal
) -> Decimal:
    if not (a.is_finite() and b.is_finite()):
        raise _infinite(f"{_shown(a)} {sign} {_shown(b)}")
    try:
        return operation(a, b)
    except decimal.DecimalException:
        raise _beyond(f"{_shown(a)} {sign} {_shown(b)}") from None


def _digits(value: Decimal) -> int:
    """Count the digits of the coefficient."""
    return len(value.as_tuple().digits)


def _shown(value: Decimal) -> str:
    return shown(str(value), quote=str)


def _beyond(what: str) -> NormalizationError:
    return NormalizationError(f"{what} is no exact decimal of {MAX_DIGITS} digits")


def _infinite(what: str) -> NormalizationError:
    return NormalizationError(f"{what} is not finite; amounts are finite decimals")
