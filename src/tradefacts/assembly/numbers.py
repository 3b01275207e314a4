"""The number of a mention as the value or the change of a fact: sign, kind, direction."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tradefacts.assembly.items import UNITED, Item, Row, first, last
from tradefacts.facts import Fact, Money, Percentage, Quantity, Ratio, Relation
from tradefacts.facts.trade import ChangeKind, ChangeUnit
from tradefacts.units.exact import negate

_REVERSED = {
    Relation.GT: Relation.LT,
    Relation.GE: Relation.LE,
    Relation.LT: Relation.GT,
    Relation.LE: Relation.GE,
}
"""What falls by more than three times comes to less than a third."""


def magnitude(mention: Fact | None, *, negative: bool) -> dict[str, Any] | None:
    """The fields of a value that a mention tells; None where it is no amount."""
    if isinstance(mention, Money):
        found = {**_parts(mention), "currency": mention.currency}
    elif isinstance(mention, Quantity):
        found = {**_parts(mention), "unit": mention.unit}
    else:
        return None
    if negative:
        _turn(found)
    return found


def amount(
    row: Row, item: Item, usual: Mapping[str, str], *, negative: bool
) -> dict[str, Any] | None:
    """The fields of a value without a unit of its own; None where nothing tells that.

    `usual` is the currency that the text counts in, and the unit where it counts goods just now.
    """
    if _counts_no_trade(row, item.index):
        return None
    found: dict[str, Any] = {"value": item.number, "relation": _relation(row, item)}
    unit, currency = _unit_before(row, item.index), _currency_near(row, item.index)
    if unit is None and currency is None:
        unit = None if _is_worth(row, item.index) else usual.get("unit")
        currency = usual.get("currency")
    if unit is not None:
        found["unit"] = unit
    elif currency is not None:
        found["currency"] = currency
    else:
        return None
    if negative:
        _turn(found)
    return found


def _relation(row: Row, item: Item) -> Relation:
    """How the words before an amount bound it: "превысил 5 млрд", "перевалил за отметку в 5"."""
    near = row[max(0, item.index - 4) : item.index]
    words = [i for i in near if "preposition" not in i.lexicons][-2:]
    over = next((key for i in words if (key := i.key("over")) is not None), None)
    return item.relation if over is None or item.relation is not Relation.EQ else Relation(over)


def _parts(mention: Money | Quantity | Percentage | Ratio) -> dict[str, Any]:
    """The numbers of a mention, and how they bound."""
    low, high, relation = mention.low, mention.high, mention.relation
    return {"value": mention.value, "low": low, "high": high, "relation": relation}


def _turn(found: dict[str, Any]) -> None:
    """Make all numbers negative, whatever their sign was."""
    if found.get("value") is not None:
        found["value"] = _negative(found["value"])
    elif found.get("low") is not None:
        found["low"], found["high"] = _negative(found["high"]), _negative(found["low"])


def _negative(value: Decimal) -> Decimal:
    return negate(value) if value > 0 else value


def change(item: Item, role: str, *, falls: bool) -> dict[str, Any] | None:
    """The fields of a change in a role: `change`, `of_base`, `share`."""
    mention = item.mention
    if isinstance(mention, Percentage):
        return _percent(mention, role, falls=falls)
    if isinstance(mention, Ratio):
        return _ratio(mention, role, falls=falls)
    return None


def _percent(mention: Percentage, role: str, *, falls: bool) -> dict[str, Any] | None:
    if mention.unit != "percent":
        return None
    kind = ChangeKind.PERCENT_CHANGE
    if role == "share":
        kind = ChangeKind.SHARE
    elif role == "of_base":
        kind = ChangeKind.PERCENT_OF_BASE
    found = {**_parts(mention), "kind": kind, "unit": ChangeUnit.PERCENT}
    if falls and kind is ChangeKind.PERCENT_CHANGE:
        _turn(found)
    return found


def _ratio(mention: Ratio, role: str, *, falls: bool) -> dict[str, Any] | None:
    if role == "share":
        if mention.unit != "fraction":
            return None
        return {**_parts(mention), "kind": ChangeKind.SHARE, "unit": ChangeUnit.FRACTION}
    if role == "of_base":  # "до трети прежнего"
        return {**_parts(mention), "kind": ChangeKind.RATIO, "unit": ChangeUnit.TIMES}
    told = mention.value, mention.low, mention.high
    if falls and mention.unit == "times" and 0 in told:
        return None  # what falls by no times is no level
    value, low, high = (
        None if number is None else _factor(number, mention.unit, falls=falls) for number in told
    )
    if low is not None and high is not None and high < low:
        low, high = high, low
    relation = mention.relation
    return {
        "value": value,
        "low": low,
        "high": high,
        "kind": ChangeKind.RATIO,
        "relation": _REVERSED.get(relation, relation) if falls else relation,
        "unit": ChangeUnit.TIMES,
    }


def _factor(value: Fraction, unit: str, *, falls: bool) -> Fraction:
    """The new level by the base: "в 2 раза меньше" is 1/2, "на треть" more is 4/3."""
    if unit == "fraction":
        return 1 - value if falls else 1 + value
    return 1 / value if falls else value


def is_negative(item: Item) -> bool:
    """Whether a number is written with a minus."""
    value = getattr(item.mention, "value", None)
    if value is None:
        value = getattr(item.mention, "low", None)
    return isinstance(value, Decimal | Fraction) and value < 0


def _united_before(row: Row, at: int) -> Item | None:
    """The last number before a place that has a unit."""
    return next((i for i in reversed(row.numbers) if i.index < at and i.kind in UNITED), None)


def _counts_no_trade(row: Row, at: int) -> bool:
    """Whether a list goes on with what is no trade: "в Минске 2 млн человек, в Бресте – 1"."""
    before = _united_before(row, at)
    return row[at - 1].text == "-" and before is not None and before.role == "none"


def _unit_before(row: Row, at: int) -> str | None:
    """The unit of a bare amount after a quantity: "2,3 млн тонн, в Египет – 1,1 млн"."""
    number = _united_before(row, at)
    if number is None or not isinstance(number.mention, Quantity):
        return None
    if _is_worth(row, at):
        return None
    counts = number.mention.unit_class == "physical" or number.role == "level"
    return number.mention.unit if counts else None


def _is_worth(row: Row, at: int) -> bool:
    """Whether an amount is what goods are sold for: "на 5 млн"."""
    return at > 0 and "sold_for" in row[at - 1].lexicons


def _currency_near(row: Row, at: int) -> str | None:
    """The currency of the first money behind a place, or else of the last before it."""
    money = [i for i in row.numbers if isinstance(i.mention, Money)]
    behind, before = first(money, at, len(row)), last(money, 0, at)
    parted = behind is not None and behind.clause != row[at].clause
    found = before if before is not None and parted else behind or before
    mention = None if found is None else found.mention
    return mention.currency if isinstance(mention, Money) else None
