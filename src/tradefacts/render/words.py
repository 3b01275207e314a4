"""The fields of a fact in words: its value, its unit, and the other fields."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import frozen

from tradefacts.units import exact
from tradefacts.units.errors import NormalizationError

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

_EQUAL = ("relation", "eq")
_PLACE = frozenset({"kind", "start", "stop", "text", "rule"})
_AMOUNT = ("value", "low", "high")
_CODES = ("currency", "unit", "code")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+|/[0-9]+)?")
"""The digits of an amount or a ratio as `Fact.to_dict` writes them."""


@frozen
class Words:
    """What is shown of a fact beside its text, kind and rule.

    `numbers` are the amounts behind `value`, for sorting; empty if the fact has no amount.
    `details` are the names and values of the fields that have no column of their own.
    """

    value: str
    code: str
    details: tuple[tuple[str, str], ...]
    numbers: tuple[Decimal | Fraction, ...]


def described(fact: Mapping[str, Any]) -> Words:
    """Put `fact.to_dict()` of any kind into words.

    >>> import tradefacts
    >>> words = described(tradefacts.Money.parse("от 3 до 5 тыс. руб.").to_dict())
    >>> words.value.replace(NO_BREAK_SPACE, "_"), words.code, words.details
    ('3_000 … 5_000', 'RUB', (('relation', 'range'),))
    >>> words = described(tradefacts.Region.parse("Минск").to_dict())
    >>> words.value, words.code, words.details
    ('Минск', 'BY-HM', (('level', 'subdivision'),))

    The value is an amount, both ends of a range, a name, or else the first field of the kind; the
    code is the first of currency, unit and code. Fields that are unset or false and the relation
    `eq` are left out.
    """
    own = {
        name: value
        for name, value in fact.items()
        if name not in _PLACE and value not in (None, False) and (name, value) != _EQUAL
    }
    numbers = tuple(number_of(own[name]) for name in _AMOUNT if _is_number(own.get(name)))
    code_name = next((name for name in _CODES if name in own), "")
    hidden = ("relation", code_name)
    others = [name for name in own if name not in hidden and own[name] is not True]
    worth = _AMOUNT if numbers else ("name",) if "name" in own else tuple(others[:1])
    value = " … ".join(map(shown, numbers) if numbers else (_word(own[name]) for name in worth))
    details = ((name, _word(own[name])) for name in own if name not in {*worth, code_name})
    return Words(value, _word(own.get(code_name, "")), tuple(details), numbers)


def grouped(value: Decimal) -> str:
    """Write digits in groups of three, separated by no-break spaces.

    >>> grouped(Decimal("-1234567.8901")).replace(NO_BREAK_SPACE, "_")
    '-1_234_567.8901'
    """
    whole, point, rest = exact.plain(value).partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    first = len(digits) % 3
    groups = [digits[:first]] if first else []
    groups += [digits[at : at + 3] for at in range(first, len(digits), 3)]
    return sign + NO_BREAK_SPACE.join(groups) + point + rest


def printable(text: str) -> str:
    """Make a text one line without control characters, which could affect the terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


def _is_number(value: object) -> bool:
    return isinstance(value, str) and _NUMBER.fullmatch(value) is not None


def number_of(digits: str) -> Decimal | Fraction:
    """Read digits from JSON, as a Decimal if that is exact: a half is 0.5, a third stays 1/3."""
    above, _, below = digits.partition("/")
    try:
        return exact.divide(Decimal(above), Decimal(below)) if below else Decimal(above)
    except NormalizationError:
        return Fraction(digits)


def shown(number: Decimal | Fraction) -> str:
    """Write a number for a page or a terminal, its digits in groups."""
    return grouped(number) if isinstance(number, Decimal) else str(number)


def _word(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
