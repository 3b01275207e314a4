"""The facts of the shipped grammars: money, percentages, regions."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from attrs import Attribute, field, frozen

from tradefacts.facts.checks import FactError, Listed, naming, string
from tradefacts.facts.fact import Fact, default_reader
from tradefacts.facts.registry import register
from tradefacts.units import exact, iso3166, iso4217


class Relation(Listed):
    """How the number of a text bounds the quantity that it speaks of.

    >>> import tradefacts
    >>> tradefacts.extract("не более 5 млн рублей").money[0].relation
    <Relation.LE: 'le'>
    >>> Relation("le") is Relation.LE
    True

    `RANGE` goes with `low` and `high`, the others with `value`. Raises `FactError` for anything
    that is neither a member nor the name of one.
    """

    EQ = "eq"
    APPROX = "approx"
    GT = "gt"
    GE = "ge"
    LT = "lt"
    LE = "le"
    RANGE = "range"


class PercentUnit(Listed):
    """What a percentage counts: hundredths, points of them, thousandths, basis points.

    >>> import tradefacts
    >>> tradefacts.Percentage.parse("25 базисных пунктов").unit
    <PercentUnit.BP: 'bp'>

    Raises `FactError` for anything that is neither a member nor the name of one.
    """

    PERCENT = "percent"
    PP = "pp"
    PERMILLE = "permille"
    BP = "bp"


class Level(Listed):
    """What kind of place a region is.

    >>> import tradefacts
    >>> tradefacts.Region.parse("Калуга").level
    <Level.CITY: 'city'>

    Raises `FactError` for anything that is neither a member nor the name of one.
    """

    COUNTRY = "country"
    SUBDIVISION = "subdivision"
    CITY = "city"
    FEDERAL_DISTRICT = "federal_district"
    MACROREGION = "macroregion"
    UNION = "union"


_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def as_decimal(value: object) -> Decimal | None:
    """Take a Decimal, an int or decimal digits in a string; a float has already lost the amount."""
    if value is None:
        return None
    if isinstance(value, bool | float) or not isinstance(value, Decimal | int | str):
        raise FactError(f"an amount is a Decimal, an int or a string, not {value!r}")
    try:
        number = value if isinstance(value, Decimal) else Decimal(_digits(value))
        return exact.canonical(number)
    except (ArithmeticError, ValueError) as error:
        raise FactError(f"{value!r} is no amount: write digits, as in Decimal('1.5')") from error


def _digits(value: int | str) -> int | str:
    """The same value; `ValueError` for text that Decimal accepts but the JSON of facts never has.

    Such text has exponents, digits of other scripts, underscores ("1_000") or spaces.
    """
    if isinstance(value, str) and not _PLAIN.fullmatch(value):
        raise ValueError(value)
    return value


def as_int(value: object) -> int:
    """Take a whole number: an int, a Decimal or its digits; a converter for facts of your own.

    >>> as_int(Decimal("500")), as_int("500")
    (500, 500)

    Raises `FactError` for 2.5, which `int` would turn into 2, and for anything but an amount.
    """
    number = as_decimal(value)
    if number is None or int(number) != number:
        raise FactError(f"{value!r} is no whole number")
    return int(number)


NUMBER = {"domain": "number"}
RELATION = {"domain": "relation", "values": Relation}
_UNIT = {"domain": "unit", "values": PercentUnit}
_LEVEL = {"domain": "level", "values": Level}


_PARTS: dict[Level, tuple[int | None, ...]] = {
    Level.COUNTRY: (1,),
    Level.SUBDIVISION: (2,),
    Level.CITY: (1, 2),
    Level.FEDERAL_DISTRICT: (None,),
    Level.MACROREGION: (None,),
    Level.UNION: (None,),
}
"""Which part of ISO 3166 the code of a place comes from, by level; None means no code."""


def check_currency(_: object, attribute: Attribute[str], value: object) -> None:
    """Raise `FactError` for anything but a currency code of ISO 4217."""
    if not isinstance(value, str) or not iso4217.known(value):
        raise FactError(f"{attribute.name}: {value!r} is no currency code of ISO 4217")


def _known_code(_: object, attribute: Attribute[str | None], value: object) -> None:
    """Raise `FactError` for a code that is neither None nor in ISO 3166."""
    if value is not None and not (isinstance(value, str) and iso3166.known(value)):
        raise FactError(f"{attribute.name}: {value!r} is no code of ISO 3166-1 or 3166-2")


def _check_place(code: str | None, name: str, level: Level) -> None:
    """Raise `FactError` for a blank name, and for a code that does not fit the level."""
    if not name.strip():
        raise FactError("name: a place has one; it is empty")
    part = None if code is None else 2 if "-" in code else 1
    if part not in _PARTS[level]:
        wanted = " or ".join("none" if n is None else f"one of ISO 3166-{n}" for n in _PARTS[level])
        raise FactError(f"code: {code!r} is none of a {level}, which has {wanted}")


def check_bounds(
    value: Decimal | Fraction | None,
    low: Decimal | Fraction | None,
    high: Decimal | Fraction | None,
    relation: Relation | None,
) -> None:
    """Raise `FactError` unless there is either a value, or a range with its relation."""
    single = value is not None and low is None and high is None
    double = value is None and low is not None and high is not None
    if not (single or double):
        raise FactError("either value is set, or low and high")
    if double and not low < high:  # type: ignore[operator]  # both are set, and of one type
        raise FactError(f"low {low} is not below high {high}")
    if relation is not None and (relation is Relation.RANGE) != double:
        raise FactError("relation is 'range' exactly where low and high are set")


@frozen(kw_only=True, repr=False, field_transformer=naming)
class Amount(Fact):
    """A number or a range of them: either `value` is set, or `low` < `high`.

    >>> Amount(start=0, stop=5, text="5–7,5", low="5", high="7.5")
    Amount('5–7,5', low=Decimal('5'), high=Decimal('7.5'))

    The base of facts that have a number. Numbers are given as a Decimal, an int or digits in a
    string, exact at any size. Raises `FactError` for a float, and if an invariant fails.
    """

    value: Decimal | None = field(default=None, converter=as_decimal, metadata=NUMBER)
    low: Decimal | None = field(default=None, converter=as_decimal, metadata=NUMBER)
    high: Decimal | None = field(default=None, converter=as_decimal, metadata=NUMBER)

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        check_bounds(self.value, self.low, self.high, getattr(self, "relation", None))


@register
@frozen(kw_only=True, repr=False, field_transformer=naming)
class Money(Amount):
    """An amount of money in one currency, in major units (roubles, not kopecks).

    >>> import tradefacts
    >>> tradefacts.Money.parse("4,2 трлн рублей")
    Money('4,2 трлн рублей', value=Decimal('4200000000000'), currency='RUB')

    Either `value` is set, or `low` and `high` for a range; `relation` says how the amount bounds
    the quantity. Decimals are exact at any size. Raises `FactError` if an invariant fails.
    """

    kind: ClassVar[str] = "money"
    currency: str = field(validator=check_currency, metadata={"domain": "iso4217"})
    relation: Relation = field(default=Relation.EQ, converter=Relation, metadata=RELATION)


@register
@frozen(kw_only=True, repr=False, field_transformer=naming)
class Percentage(Amount):
    """A share or a change in hundredths; the value is what the text says: "5,2 %" is 5.2.

    >>> import tradefacts
    >>> tradefacts.Percentage.parse("0,5 п.п.")
    Percentage('0,5 п.п.', value=Decimal('0.5'), unit='pp')
    """

    kind: ClassVar[str] = "percent"
    unit: PercentUnit = field(converter=PercentUnit, metadata=_UNIT)
    relation: Relation = field(default=Relation.EQ, converter=Relation, metadata=RELATION)


@frozen(kw_only=True, repr=False, field_transformer=naming)
class Placed(Fact):
    """Base of facts that refer to a place in any words: its code, its full name, its level."""

    code: str | None = field(validator=_known_code, metadata={"domain": "iso3166"})
    name: str = field(validator=string, metadata={"domain": "place"})
    level: Level = field(converter=Level, metadata=_LEVEL)

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        _check_place(self.code, self.name, self.level)


@register
@frozen(kw_only=True, repr=False, field_transformer=naming)
class Region(Placed):
    """A place: a country, a subdivision, a city, or a macro-region or union without a code.

    `code` is ISO 3166-1 alpha-2 of a country, ISO 3166-2 of a subdivision; a city has the code of
    the subdivision or, abroad, the country it lies in, and other levels have None. `name` is the
    full nominative. Raises `FactError` if this does not hold.

    >>> import tradefacts
    >>> tradefacts.Region.parse("Калужской области")
    Region('Калужской области', code='RU-KLU', name='Калужская область', level='subdivision')
    """

    kind: ClassVar[str] = "region"

    @classmethod
    def lookup(cls, code: str) -> Region:
        """The country or subdivision of an ISO 3166 code, as if its full name were the text.

        >>> import tradefacts
        >>> tradefacts.Region.lookup("RU-PER")
        Region('Пермский край', code='RU-PER', name='Пермский край', level='subdivision')

        Raises `FactError` for a code that is not in ISO 3166, or that no grammar names.
        """
        found = default_reader().lookup(code)
        assert isinstance(found, Region)
        return found

    @property
    def parent(self) -> Region | None:
        """The place this one lies in: a subdivision's country, the place of a city's code, or None.

        >>> import tradefacts
        >>> tradefacts.Region.parse("Калуга").parent.parent
        Region('Россия', code='RU', name='Россия', level='country')
        """
        if self.code is None or self.level is Level.COUNTRY:
            return None
        above = self.code if self.level is Level.CITY else iso3166.place(self.code).country
        return Region.lookup(above)

    @property
    def iso_name(self) -> str | None:
        """The ISO 3166 name of the code's place, in Latin letters; None without a code.

        >>> import tradefacts
        >>> tradefacts.Region.parse("Минск").iso_name
        'Horad Minsk'
        """
        return None if self.code is None else iso3166.place(self.code).name
