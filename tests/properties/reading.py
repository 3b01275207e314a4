"""What a text says, in plain values that can be compared without the library."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

import tradefacts
from tradefacts.facts import Amount, Money, Percentage


@frozen
class Said:
    """An amount in a text: its words, its exact value or both ends, its unit and relation."""

    text: str
    value: Fraction | tuple[Fraction, Fraction]
    unit: str
    relation: str = "eq"


def read(text: str) -> list[Said]:
    """The money and percentages of a text, in order."""
    facts = tradefacts.extract(text).facts
    return [said(fact) for fact in facts if isinstance(fact, Money | Percentage)]


def said(fact: Money | Percentage) -> Said:
    """A fact in plain values."""
    unit = fact.currency if isinstance(fact, Money) else fact.unit.value
    return Said(fact.text, _value(fact), unit, fact.relation.value)


def _value(fact: Amount) -> Fraction | tuple[Fraction, Fraction]:
    if fact.value is not None:
        return Fraction(fact.value)
    assert fact.low is not None
    assert fact.high is not None
    return Fraction(fact.low), Fraction(fact.high)
