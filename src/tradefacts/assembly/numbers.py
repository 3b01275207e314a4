"""The number of a mention as the value or the change of a fact: sign, kind, direction."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tradefacts.assembly.items import Item, Row
from tradefacts.facts import Money, Percentage, Quantity, Ratio
from tradefacts.facts.trade import ChangeKind, ChangeUnit

_PARTS = ("value", "low", "high")


def magnitude(
    item: Item, currency: str | None, *, negative: bool, unit: str | None = None
) -> dict[str, Any] | None:
    """The fields of a value; None for an amount whose currency or unit nothing tells."""
    mention = item.mention
    if isinstance(mention, Money | Quantity):
        found: dict[str, Any] = {k: getattr(mention, k) for k in _PARTS}
        found["relation"] = mention.relation
        if isinstance(mention, Money):
            found["currency"] = mention.currency
        else:
            found["unit"] = mention.unit
    elif item.kind == "amount" and unit is not None:
        found = {"value": item.number, "unit": unit, "relation": item.relation}
    elif item.kind == "amount" and currency is not None:
        found = {"value": item.number, "currency": currency, "relation": item.relation}
    else:
        return None
    if negative:
        _turn(found)
    return found


def _turn(found: dict[str, Any]) -> None:
    """Make all numbers negative, whatever their sign was."""
    if found.get("value") is not None:
        found["value"] = -abs(found["value"])
    elif found.get("low") is not None:
        found["low"], found["high"] = -abs(found["high"]), -abs(found["low"])


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
    found: dict[str, Any] = {k: getattr(mention, k) for k in _PARTS}
    found |= {"kind": kind, "relation": mention.relation, "unit": ChangeUnit.PERCENT}
    if falls and kind is ChangeKind.PERCENT_CHANGE:
        _turn(found)
    return found


def _ratio(mention: Ratio, role: str, *, falls: bool) -> dict[str, Any] | None:
    values = [getattr(mention, name) for name in _PARTS]
    if role == "share":
        if mention.unit != "fraction":
            return None
        return {
            **dict(zip(_PARTS, values, strict=True)),
            "kind": ChangeKind.SHARE,
            "relation": mention.relation,
            "unit": ChangeUnit.FRACTION,
        }
    turned = [None if v is None else _factor(v, mention.unit, falls=falls) for v in values]
    value, low, high = turned
    if low is not None and high is not None and high < low:
        low, high = high, low
    return {
        "value": value,
        "low": low,
        "high": high,
        "kind": ChangeKind.RATIO,
        "relation": mention.relation,
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


def unit_before(row: Row, at: int) -> str | None:
    """The unit of a bare amount after a quantity: "2,3 млн тонн, в Египет – 1,1 млн"."""
    before = row[at - 1 :: -1] if at else []
    last = next((i for i in before if i.kind in ("money", "quantity")), None)
    if last is None or not isinstance(last.mention, Quantity) or "sold_for" in before[0].lexicons:
        return None
    counts = last.mention.unit_class == "physical" or last.role == "level"
    return last.mention.unit if counts else None


def currency_near(items: Iterable[Item]) -> str | None:
    """The currency of the first amount of money among items."""
    return next((i.mention.currency for i in items if isinstance(i.mention, Money)), None)
