"""ISO 4217: the codes of currencies and how many decimals each has.

The table holds list one of the standard (currencies and funds in force) and list three (withdrawn
ones: a text of 2014 may speak of lats); `iso4217.tsv` names the versions of its sources.
"""

from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from tradefacts.units.errors import NormalizationError
from tradefacts.units.tables import Table, table, unknown


class Currency(NamedTuple):
    """One entry of ISO 4217.

    `numeric` is three digits. `minor_unit` is the number of decimals, None if the standard says
    "N.A." (gold, funds) or no longer gives one (withdrawn currencies). `withdrawn` is the month or
    year of withdrawal ("2026-01", "1990"), None for a currency in force. `name` is English.
    """

    code: str
    numeric: str | None
    minor_unit: int | None
    name: str
    withdrawn: str | None = None


@cache
def currency(code: str) -> Currency:
    """Look up a code; for any other text, `NormalizationError` suggests the nearest code.

    >>> currency("KWD")
    Currency(code='KWD', numeric='414', minor_unit=3, name='Kuwaiti Dinar', withdrawn=None)
    >>> currency("rub")
    Traceback (most recent call last):
    tradefacts.units.errors.NormalizationError: 'rub' is no ISO 4217 code; did you mean RUB?
    """
    row = _table().get(code)
    if row is None:
        raise unknown(code, "ISO 4217 code", codes())
    numeric, unit, name, withdrawn = row.split("\t")
    return Currency(code, numeric or None, int(unit) if unit else None, name, withdrawn or None)


@lru_cache(10_000)
def known(code: str) -> bool:
    """Whether a code is known; faster than `code in codes()` for a few look-ups.

    >>> known("LVL"), known("rub")
    (True, False)
    """
    return _table().get(code) is not None


@cache
def codes() -> frozenset[str]:
    """List every code, including those of withdrawn currencies.

    >>> "RUB" in codes(), "LVL" in codes(), "rub" in codes()
    (True, True, False)
    """
    return frozenset(_table())


@cache
def in_force() -> frozenset[str]:
    """List the codes that are not withdrawn.

    >>> "RUB" in in_force(), "LVL" in in_force()
    (True, False)
    """
    return frozenset(code for code in codes() if currency(code).withdrawn is None)


@cache
def minor(code: str) -> Decimal:
    """Return how many minor units make one major unit: 10 to the power of `minor_unit`.

    Raises `NormalizationError` if the standard gives no minor unit.

    >>> minor("RUB"), minor("JPY"), minor("KWD")
    (Decimal('100'), Decimal('1'), Decimal('1000'))
    """
    exponent = currency(code).minor_unit
    if exponent is None:
        raise NormalizationError(f"{code} has no minor unit in ISO 4217; give its amounts whole")
    return Decimal(10**exponent)


@cache
def _table() -> Table:
    return table("iso4217.tsv")
