"""What a mention is doing, by the words around it: the first line of `roles` that fits."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tradefacts.assembly.items import Item, Row
from tradefacts.assembly.match import Bound, compiled, demanded, offered
from tradefacts.assembly.program import RoleRule


class Roles:
    """The lines of `roles`, ready to be tried.

    A line is tried where all that it demands stands somewhere in the row: most lines demand what
    few sentences hold.
    """

    def __init__(self, rules: Mapping[str, tuple[RoleRule, ...]]) -> None:
        self.lines = {kind: [_Line(rule) for rule in of_kind] for kind, of_kind in rules.items()}

    def assign(self, row: Row) -> None:
        """Give every mention of a row its role."""
        here = offered(row)
        usable: dict[str, list[_Line]] = {}
        for item in row:
            kind = "money" if item.kind == "amount" else item.kind
            if kind not in self.lines or "there" in item.lexicons:
                continue
            if kind not in usable:
                usable[kind] = [line for line in self.lines[kind] if line.demanded <= here]
            for line in usable[kind]:
                bound = line.fits(item, row)
                if bound is not None:
                    item.role, item.bound, item.line = line.rule.role, bound, line.rule.line
                    break


class _Line:
    """A line of `roles`, its patterns compiled."""

    def __init__(self, rule: RoleRule) -> None:
        self.rule = rule
        self.before = compiled(rule.before, -1)
        self.behind = compiled(rule.behind, 1)
        self.demanded = demanded((*rule.before, *rule.behind))

    def fits(self, item: Item, row: Row) -> Bound | None:
        """What the line binds around an item; None where it does not fit."""
        rule = self.rule
        if rule.features and item.features and not item.features & rule.features:
            return None
        bound: Bound = {}
        if not self.before(row, item.index - 1, bound):
            return None
        if not self.behind(row, item.index + 1, bound):
            return None
        return bound if all(_holds(test, item) for test in rule.tests) else None


def _holds(test: tuple[Any, str, Any], item: Item) -> bool:
    left, op, right = (_side(test[0], item), test[1], _side(test[2], item))
    if left is None or right is None:
        return op != "="
    if op == "=":
        return bool(left == right)
    if op == "!=":
        return bool(left != right)
    if isinstance(left, str) or isinstance(right, str):
        return False
    return bool(left < right) if op == "<" else bool(left <= right)


def _side(operand: Any, item: Item) -> Fraction | str | None:
    """A number, a field of the mention, or a name that is itself."""
    if isinstance(operand, tuple):
        return Fraction(operand[0])
    mention = item.mention
    if mention is None or not hasattr(mention, operand):
        return str(operand)
    value = getattr(mention, operand)
    if value is None and operand == "value":
        value = getattr(mention, "low", None)
    if isinstance(value, Decimal | Fraction | int):
        return Fraction(value)
    return None if value is None else str(value)
