"""The number of a mention as the value or the change of a fact: sign, kind, direction."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tradefacts.assembly.items import UNITED, Item, Row, first, last
from tradefacts.assembly.names import Role
from tradefacts.facts import Fact, FactError, Money, Percentage, Quantity, Ratio, Relation
from tradefacts.facts.trade import Change, ChangeKind, ChangeUnit, Magnitude
from tradefacts.units.exact import negate

_REVERSED = {
    Relation.GT: Relation.LT,
    Relation.GE: Relation.LE,
    Relation.LT: Relation.GT,
    Relation.LE: Relation.GE,
}
"""To fall by more than three times is to come to less than a third."""


def magnitude(mention: Fact | None, *, negative: bool) -> Magnitude | None:
    """The value that a mention states; None if it is no amount."""
    if isinstance(mention, Money):
        return Magnitude(**_parts(mention, negative=negative), currency=mention.currency)
    if isinstance(mention, Quantity):
        return Magnitude(**_parts(mention, negative=negative), unit=mention.unit)
    return None


def counted(row: Row, at: int) -> tuple[str | None, str | None]:
    """The unit and the currency of the numbers near a bare one."""
    return _unit_before(row, at), _currency_near(row, at)


def amount(
    row: Row, item: Item, unit: str | None, currency: str | None, *, negative: bool
) -> Magnitude | None:
    """The value of a number without a unit of its own; None if nothing supplies one."""
    if item.number is None or _counts_no_trade(row, item.index):
        return None
    if unit is None and currency is None:
        return None
    currency = None if unit is not None else currency
    if item.low is not None:
        low, high = item.low, item.number
        if negative:
            low, high = negate(high), negate(low)
        return Magnitude(low=low, high=high, relation=Relation.RANGE, unit=unit, currency=currency)
    value = _negative(item.number) if negative else item.number
    return Magnitude(value=value, relation=_relation(row, item), unit=unit, currency=currency)


def _relation(row: Row, item: Item) -> Relation:
    """How the words before an amount bound it: "превысил 5 млрд", "перевалил за отметку в 5"."""
    near = row[max(0, item.index - 4) : item.index]
    words = [i for i in near if not i.is_of("preposition")][-2:]
    over = next((key for i in words if (key := i.key("over")) is not None), None)
    return item.relation if over is None or item.relation is not Relation.EQ else Relation(over)


def _parts(
    mention: Money | Quantity | Percentage | Ratio, *, negative: bool = False
) -> dict[str, Any]:
    """The numbers of a mention and their relation, made `negative` whatever their sign was.

    A range with an end below zero has its signs already.
    """
    value, low, high = mention.value, mention.low, mention.high
    if negative and isinstance(value, Decimal):
        value = _negative(value)
    elif negative and isinstance(low, Decimal) and isinstance(high, Decimal) and low >= 0:
        low, high = negate(high), negate(low)
    return {"value": value, "low": low, "high": high, "relation": mention.relation}


def _negative(value: Decimal) -> Decimal:
    return negate(value) if value > 0 else value


def change(item: Item, role: Role | None, *, falls: bool) -> Change | None:
    """The change that a mention states in a role: `change`, `of_base` or `share`; None if none."""
    mention = item.mention
    with suppress(FactError):  # a share below zero
        if isinstance(mention, Percentage) and mention.unit == "percent":
            return _percent(mention, role, falls=falls)
        if isinstance(mention, Ratio):
            return _ratio(mention, role, falls=falls)
    return None


def _percent(mention: Percentage, role: Role | None, *, falls: bool) -> Change:
    if role == "share":
        return Change(kind=ChangeKind.SHARE, **_parts(mention))
    if role == "of_base":
        return Change(kind=ChangeKind.PERCENT_OF_BASE, **_parts(mention))
    return Change(kind=ChangeKind.PERCENT_CHANGE, **_parts(mention, negative=falls))


def _ratio(mention: Ratio, role: Role | None, *, falls: bool) -> Change | None:
    if role == "share":
        if mention.unit != "fraction":
            return None
        return Change(kind=ChangeKind.SHARE, unit=ChangeUnit.FRACTION, **_parts(mention))
    if role == "of_base":  # "до трети прежнего"
        return Change(kind=ChangeKind.RATIO, **_parts(mention))
    told = mention.value, mention.low, mention.high
    if falls and mention.unit == "times" and 0 in told:
        return None  # a fall by 0 times leaves no level
    value, low, high = (
        None if number is None else _factor(number, mention.unit, falls=falls) for number in told
    )
    if low is not None and high is not None and high < low:
        low, high = high, low
    relation = _REVERSED.get(mention.relation, mention.relation) if falls else mention.relation
    return Change(kind=ChangeKind.RATIO, value=value, low=low, high=high, relation=relation)


def _factor(value: Fraction, unit: str, *, falls: bool) -> Fraction:
    """The new level divided by the base: "в 2 раза меньше" is 1/2, "на треть" more is 4/3."""
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
    """The last number with a unit before an index."""
    return next((i for i in reversed(row.numbers) if i.index < at and i.kind in UNITED), None)


def _counts_no_trade(row: Row, at: int) -> bool:
    """Whether a list continues what is not trade: "в Минске 2 млн человек, в Бресте – 1".

    Nor is what was traded per day: "в мае купил 5 тонн в сутки, в июне – 3".
    """
    before = _united_before(row, at)
    return row[at - 1].text == "-" and before is not None and before.role in ("none", "price")


def _unit_before(row: Row, at: int) -> str | None:
    """The unit of a bare amount that follows a quantity: "2,3 млн тонн, в Египет – 1,1 млн"."""
    number = _united_before(row, at)
    if number is None or not isinstance(number.mention, Quantity):
        return None
    if is_worth(row, at):
        return None
    counts = number.mention.unit_class == "physical" or number.role == "level"
    return number.mention.unit if counts else None


def is_worth(row: Row, at: int) -> bool:
    """Whether an amount is what goods are sold for: "на 5 млн"."""
    return at > 0 and row[at - 1].is_of("sold_for")


def _currency_near(row: Row, at: int) -> str | None:
    """The currency of the first money after an index, or else of the last before it."""
    money = [i for i in row.numbers if isinstance(i.mention, Money)]
    behind, before = first(money, at, len(row)), last(money, 0, at)
    parted = behind is not None and behind.clause != row[at].clause
    found = before if before is not None and parted else behind or before
    mention = None if found is None else found.mention
    return mention.currency if isinstance(mention, Money) else None
