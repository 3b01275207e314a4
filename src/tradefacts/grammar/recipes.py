"""Result expressions as plain data, evaluated over the slots of one match.

A missing slot counts as 0 in a sum and 1 in a product; if all are missing, so is the result.
Arithmetic is exact. `lines` makes recipes from the syntax tree, which running a compiled grammar
does not need.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tradefacts.grammar.functions import call
from tradefacts.grammar.values import MISSING, Missing, Slots, SlotValue
from tradefacts.units import exact
from tradefacts.units.errors import NormalizationError

Recipe = tuple[Any, ...]
"""`("slot", name)`, `("number", digits)`, `("constant", text or None)`, `("negative", recipe)`,
`("call", function, recipes)`, or an operator of the language and the recipes of its two sides.
"""

_ARITHMETIC = {"+": exact.add, "-": exact.subtract, "*": exact.multiply, "/": exact.divide}


def evaluate(recipe: Recipe, slots: Slots) -> SlotValue:
    """The value of an expression.

    Raises `NormalizationError` if an amount has no exact decimal value, or is not a number.

    >>> evaluate(("*", ("slot", "n"), ("number", "1000")), {"n": Decimal(5)})
    Decimal('5000')
    """
    match recipe:
        case "slot", name:
            return slots.get(name, MISSING)
        case "constant", value:
            assert value is None or isinstance(value, str)
            return value
        case "number", digits:
            return Decimal(digits)
        case "negative", operand:
            number = _number(evaluate(operand, slots))
            return MISSING if number is MISSING else exact.negate(number)
        case "call", function, args:
            values = [evaluate(arg, slots) for arg in args]
            return MISSING if MISSING in values or None in values else call(function, values)
        case "or", left, right:
            first = evaluate(left, slots)
            return evaluate(right, slots) if first is MISSING else first
        case op, left, right:
            return _arithmetic(op, evaluate(left, slots), evaluate(right, slots))
    raise TypeError(recipe)


def _arithmetic(op: str, left: SlotValue, right: SlotValue) -> SlotValue:
    first, second = _number(left), _number(right)
    if first is MISSING or second is MISSING:
        return second if first is MISSING else first
    return _ARITHMETIC[op](first, second)


def _number(value: SlotValue) -> Decimal | Missing:
    """Check an operand: it is a number or missing; anything else is an error."""
    if isinstance(value, str) or value is None:
        raise NormalizationError(f"{'null' if value is None else repr(value)} is no number")
    return value


def holds(test: Recipe, slots: Slots) -> bool:
    """Whether a condition holds; it does if a side is missing.

    >>> holds(("<", ("slot", "low"), ("slot", "high")), {"low": Decimal(5), "high": Decimal(3)})
    False
    """
    op, *sides = test
    left, right = (evaluate(side, slots) for side in sides)
    if left is MISSING or right is MISSING:
        return True
    if op == "=":
        return left == right
    if op == "!=":
        return left != right
    if not isinstance(left, Decimal) or not isinstance(right, Decimal):
        return False
    return left < right if op == "<" else left <= right
