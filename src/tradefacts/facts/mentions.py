"""Facts beside money, shares and places: periods, ratios, quantities, adjectives of places."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any, ClassVar

from attrs import Attribute, field, frozen
from attrs.validators import optional

from tradefacts.facts.checks import FactError, naming, string, worded
from tradefacts.facts.fact import Fact
from tradefacts.facts.kinds import (
    NUMBER,
    RELATION,
    Amount,
    Placed,
    Relation,
    check_bounds,
)
from tradefacts.facts.registry import one_of, register
from tradefacts.units import calendar, exact, ucum
from tradefacts.units.errors import NormalizationError, shown

_RATIO = re.compile(r"-?[0-9]+(?:\.[0-9]+|/[0-9]+)?")


def _iso(_: object, attribute: Attribute[str | None], value: str | None) -> None:
    if value is not None:
        try:
            calendar.check(value)
        except NormalizationError as error:
            raise FactError(f"{attribute.name}: {error}") from None


def as_truth(value: object) -> bool:
    """Take a bool, "true" or "false"; `FactError` for anything else."""
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return value == "true"
    raise FactError(f"{value!r} is neither true nor false")


def as_fraction(value: object) -> Fraction | None:
    """Take a Fraction, a Decimal, an int, or text such as "1/3" and "2.5"; a float is no ratio.

    Raises `FactError` for more than `exact.MOST_DIGITS` in the numerator or the denominator.
    """
    if value is None:
        return None
    if isinstance(value, bool | float) or not isinstance(value, Fraction | Decimal | int | str):
        raise FactError(f"a ratio is a Fraction, a Decimal, an int or a string, not {value!r}")
    try:
        # via its digits: Fraction would take seconds to compute the power of ten of 1E+9999999
        number = Fraction(exact.plain(value) if isinstance(value, Decimal) else _digits(value))
    except (ArithmeticError, ValueError) as error:
        told = shown(str(value))
        raise FactError(f"{told} is no ratio: write digits, as in '1/3' or '2.5'") from error
    if not exact.is_short(number):
        raise FactError(
            f"a ratio has no more than {exact.MOST_DIGITS} digits above or below the line"
        )
    return number


def _digits(value: Fraction | int | str) -> Fraction | int | str:
    """The same value; `ValueError` for text that Fraction accepts but nobody writes: "1e99"."""
    if isinstance(value, str) and not _RATIO.fullmatch(value):
        raise ValueError(value)
    return value


@register
@frozen(kw_only=True, repr=False, field_transformer=naming)
class Period(Fact):
    """A time that a text speaks of: a day, a month, a year, or several of them.

    >>> import tradefacts
    >>> tradefacts.Period.parse("январе–июне 2021 года")
    Period('январе–июне 2021 года', iso='2021-01/2021-06')

    `iso` is ISO 8601 (`2024`, `2024-03`, `2024-03-15T19:45`, `2024-W09`). An interval includes both
    its ends; one without an end is `2009/..`. `relative` says that the words point from another
    time: "в прошлом году" from the document's date, "годом ранее" from the period spoken of. Such a
    period needs `extract(text, date=...)`; `iso` is None if nothing tells it.
    """

    kind: ClassVar[str] = "period"
    layer: ClassVar[int] = 1
    iso: str | None = field(
        default=None,
        validator=[optional(string), _iso],
        metadata={"domain": "iso8601"},
    )
    relative: bool = field(
        default=False,
        converter=as_truth,
        metadata={"domain": "truth", "values": ("true", "false")},
    )


@register
@frozen(kw_only=True, repr=False, field_transformer=naming)
class Ratio(Fact):
    """How many times as much, or what part of a whole; exact, as a `fractions.Fraction`.

    >>> import tradefacts
    >>> tradefacts.Ratio.parse("две трети")
    Ratio('две трети', value=Fraction(2, 3), unit='fraction')
    >>> tradefacts.Ratio.parse("в 2-3 раза")
    Ratio('в 2-3 раза', low=Fraction(2, 1), high=Fraction(3, 1), unit='times', relation='range')

    Either `value` is set, or `low` and `high`. The direction is not part of it: "вдвое больше" and
    "вдвое меньше" are both 2 times.
    """

    kind: ClassVar[str] = "ratio"
    layer: ClassVar[int] = 1
    value: Fraction | None = field(default=None, converter=as_fraction, metadata=NUMBER)
    low: Fraction | None = field(default=None, converter=as_fraction, metadata=NUMBER)
    high: Fraction | None = field(default=None, converter=as_fraction, metadata=NUMBER)
    unit: str = one_of("ratio_unit", ["times", "fraction"])
    relation: Relation = field(default=Relation.EQ, converter=Relation, metadata=RELATION)

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        check_bounds(self.value, self.low, self.high, self.relation)


@register
@frozen(kw_only=True, repr=False, field_transformer=naming)
class Quantity(Amount):
    """How much or how many of something that is not money.

    >>> import tradefacts
    >>> tradefacts.Quantity.parse("20 млн т")
    Quantity('20 млн т', value=Decimal('20000000'), unit='t', unit_class='physical')
    >>> tradefacts.Quantity.parse("полтора десятка совместных проектов")  # doctest: +ELLIPSIS
    Quantity(..., value=Decimal('15'), unit='проект', unit_class='count')

    `unit` is the symbol of a physical unit in the style of UCUM (`t`, `m2`, `kWh`, `TEU`), or the
    dictionary form of the counted noun; `unit_class` says which.
    """

    kind: ClassVar[str] = "quantity"
    layer: ClassVar[int] = 1
    unit: str = field(validator=worded, metadata={"domain": "noun"})
    unit_class: str = one_of("unit_class", ["physical", "count"])
    relation: Relation = field(default=Relation.EQ, converter=Relation, metadata=RELATION)

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.unit_class == "physical" and self.unit not in ucum.symbols():
            known = ", ".join(sorted(ucum.symbols()))
            raise FactError(f"unit: {self.unit!r} is no symbol of a physical unit; known: {known}")

    def to_pint(self, registry: Any = None) -> Any:
        """Convert the value to a quantity of the library pint (`pip install tradefacts[pint]`).

        The default `registry` is a `pint.UnitRegistry(non_int_type=Decimal)`, which keeps decimals.
        Raises `FactError` for a range, and for units that pint lacks: counted nouns, TEU;
        `ImportError` without pint.
        """
        units = _pint_units() if registry is None else registry
        if self.value is None:
            raise FactError(f"{self.text!r} is a range: take its low and high")
        name = ucum.PINT.get(self.unit)
        if name is None:
            raise FactError(f"{self.unit!r} is no unit of pint")
        return self.value * units(name)


@cache
def _pint_units() -> Any:
    """The registry of all quantities; pint cannot add quantities of two registries."""
    try:
        import pint  # noqa: PLC0415  # an extra
    except ImportError:
        raise ImportError("to_pint needs pint: pip install 'tradefacts[pint]'") from None
    return pint.UnitRegistry(non_int_type=Decimal)


@register
@frozen(kw_only=True, repr=False, field_transformer=naming)
class RegionAdjective(Placed):
    """An adjective that says which place something belongs to; the fields are those of `Region`.

    >>> import tradefacts
    >>> tradefacts.RegionAdjective.parse("калужский")
    RegionAdjective('калужский', code='RU-KLU', name='Калужская область', level='subdivision')

    It may stand inside a fact of another kind ("150 млрд белорусских рублей"), but not inside a
    region: in "Калужская область" the adjective is part of the name.
    """

    kind: ClassVar[str] = "region_adj"
    layer: ClassVar[int] = 2
    inside: ClassVar[frozenset[str]] = frozenset({"money", "quantity"})
