"""The parts of a trade fact in words, for the tables on a terminal and on a page."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import frozen

from tradefacts.render.words import NO_BREAK_SPACE, number_of, shown

INFERRED = "*"
"""Marks values that the sentence itself does not say."""
NOTE = f"{INFERRED} not said in the sentence itself"

_SIGNS = {"eq": "", "range": "", "approx": "≈", "gt": ">", "ge": "≥", "lt": "<", "le": "≤"}
_MIRRORED = {">": "<", "≥": "≤", "<": ">", "≤": "≥"}
"""Relations bound the absolute value: a deficit of more than 2 is less than -2."""


@frozen
class TradeWords:
    """What is shown of a trade fact; fields that it does not set are empty.

    `amounts` and `changes` are the numbers behind `value` and `change`, for sorting.
    """

    indicator: str
    parties: str
    sector: str
    period: str
    value: str
    change: str
    modality: str
    amounts: tuple[Decimal | Fraction, ...]
    changes: tuple[Decimal | Fraction, ...]

    @property
    def infers(self) -> bool:
        """Whether any value carries the mark `INFERRED`."""
        return any(
            INFERRED in told for told in (self.parties, self.sector, self.period, self.change)
        )


def trade_words(fact: Mapping[str, Any]) -> TradeWords:
    """Put a trade fact, as `to_dict` returns it, into words.

    >>> from tradefacts.facts.trade import TradeFact
    >>> fact = TradeFact(start=0, stop=9, text="+5%, $2 т", indicator="export", reporter="AM",
    ...     value={"value": "2000", "currency": "USD", "relation": "gt"}, value_span=(5, 9),
    ...     change={"kind": "percent_change", "value": 5, "base": "2023"}, change_span=(0, 3))
    >>> words = trade_words(fact.to_dict())
    >>> words.parties, words.value.replace(NO_BREAK_SPACE, "_"), words.change
    ('AM', '>_2_000_USD', '+5% on 2023')
    """
    value, change = fact["value"], fact["change"]
    actual = fact["modality"] == "actual"
    return TradeWords(
        fact["indicator"],
        _parties(fact),
        _told(fact, "sector"),
        _told(fact, "period"),
        "" if value is None else _amount(value, value["currency"] or value["unit"]),
        "" if change is None else _change(change),
        "" if actual else fact["modality"],
        _numbers(value),
        _numbers(change),
    )


def _told(fact: Mapping[str, Any], slot: str) -> str:
    found: str | None = fact[slot]
    return "" if found is None else found + INFERRED * fact[f"{slot}_inferred"]


def _parties(fact: Mapping[str, Any]) -> str:
    reporter, partner = _told(fact, "reporter"), _told(fact, "partner")
    between = "↔" if fact["symmetric"] else "←" if fact["indicator"] == "import" else "→"
    return f"{reporter or '?'} {between} {partner}" if partner else reporter


def _amount(part: Mapping[str, Any], unit: str) -> str:
    words = [_sign(part), " … ".join(map(shown, _numbers(part))), unit]
    return NO_BREAK_SPACE.join(word for word in words if word)


def _change(part: Mapping[str, Any]) -> str:
    sign = _sign(part)
    unit = "%" if part["unit"] == "percent" else ""
    base = part["base"] and part["base"] + INFERRED * part["base_implied"]
    told = " … ".join(
        f"{'+' if part['kind'] == 'percent_change' and number > 0 else ''}{shown(number)}{unit}"
        for number in _numbers(part)
    )
    match part["kind"]:
        case "percent_change":
            return f"{sign}{told}" + (f" on {base}" if base else "")
        case "ratio":
            return f"{sign}×{NO_BREAK_SPACE}{told}" + (f" on {base}" if base else "")
    whole = "a whole" if part["kind"] == "share" else "the base"
    return f"{sign}{told} of {base or whole}"


def _sign(part: Mapping[str, Any]) -> str:
    """The sign of the relation, mirrored for negative numbers, as these show their minus."""
    sign = _SIGNS[part["relation"]]
    return _MIRRORED.get(sign, sign) if _numbers(part)[0] < 0 else sign


def _numbers(part: Mapping[str, Any] | None) -> tuple[Decimal | Fraction, ...]:
    digits = (part[name] for name in ("value", "low", "high")) if part else ()
    return tuple(number_of(found) for found in digits if found is not None)
