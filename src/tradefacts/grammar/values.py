"""Result expressions over the slots of one match.

A missing slot counts 0 in a sum and 1 in a product; all missing is missing. Arithmetic is exact.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from enum import Enum
from typing import Final

from tradefacts.grammar import ast
from tradefacts.grammar.functions import call
from tradefacts.units import dates, exact, numerals

WRITTEN: Final[Mapping[str, Callable[[str], ast.Value]]] = {
    "DECIMAL": numerals.decimal,
    "INT": numerals.decimal,
    "GROUPED": numerals.grouped,
    "DATE": dates.read_date,
    "TIME": dates.read_time,
    "YEARS": dates.read_years,
}
"""What the token of a terminal is worth, from its text."""


class Missing(Enum):
    """What an unbound slot holds; unlike null, which is a value."""

    MISSING = "missing"


MISSING: Final = Missing.MISSING

SlotValue = ast.Value | Missing
Slots = Mapping[str, ast.Value]

_ARITHMETIC = {
    ast.Op.ADD: exact.add,
    ast.Op.SUBTRACT: exact.subtract,
    ast.Op.MULTIPLY: exact.multiply,
    ast.Op.DIVIDE: exact.divide,
}


def evaluate(expr: ast.Expr, slots: Slots, known: Collection[str]) -> SlotValue:
    """The value of an expression; a name that is not among the `known` slots is a constant.

    Raises `NormalizationError` where an amount has no exact decimal value.
    """
    match expr:
        case ast.Constant(value=value):
            return value
        case ast.Name(name=name):
            return slots.get(name, MISSING) if name in known else name
        case ast.Negative(operand=operand):
            number = evaluate(operand, slots, known)
            return exact.negate(number) if isinstance(number, Decimal) else MISSING
        case ast.Call(function=function, args=args):
            values = [evaluate(arg, slots, known) for arg in args]
            return MISSING if MISSING in values or None in values else call(function, values)
        case ast.Binary(op=ast.Op.OR, left=left, right=right):
            first = evaluate(left, slots, known)
            return evaluate(right, slots, known) if first is MISSING else first
        case ast.Binary(op=op, left=left, right=right):
            return _arithmetic(op, evaluate(left, slots, known), evaluate(right, slots, known))
    raise TypeError(expr)


def _arithmetic(op: ast.Op, left: SlotValue, right: SlotValue) -> SlotValue:
    if not isinstance(left, Decimal):
        return right if isinstance(right, Decimal) else MISSING
    if not isinstance(right, Decimal):
        return left
    return _ARITHMETIC[op](left, right)


def holds(test: ast.Test, slots: Slots, known: Collection[str]) -> bool:
    """Whether a condition holds; it does where one side is missing."""
    left, right = evaluate(test.left, slots, known), evaluate(test.right, slots, known)
    if left is MISSING or right is MISSING:
        return True
    if test.op is ast.Op.EQUAL:
        return left == right
    if test.op is ast.Op.UNEQUAL:
        return left != right
    if not isinstance(left, Decimal) or not isinstance(right, Decimal):
        return False
    return left < right if test.op is ast.Op.LESS else left <= right
