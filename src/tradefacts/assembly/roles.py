"""What a mention is doing, by the words around it: the first line of `roles` that fits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from operator import eq, le, lt, ne
from typing import Any

from tradefacts.assembly.items import Item, Row
from tradefacts.assembly.match import Bound, beside, compiled, demanded, offered
from tradefacts.assembly.program import RoleRule
from tradefacts.assembly.vocabulary import Meaning
from tradefacts.facts import Fact

Offer = frozenset[str]
"""What an item is to the lines, see `match.offered`."""
_EDGE: Offer = frozenset()
"""What stands beside the first and the last item of a row."""


class Roles:
    """The lines of `roles`, ready to be tried.

    A line is tried where its neighbours can be what it begins with, and where all that it demands
    stands somewhere in the row: most lines demand what few sentences hold. What stands beside a
    mention is one of not many things, so the lines for a pair of them are looked up.
    """

    def __init__(self, rules: Mapping[str, tuple[RoleRule, ...]]) -> None:
        self.lines = {kind: [_Line(rule) for rule in of_kind] for kind, of_kind in rules.items()}
        lines = [line for of_kind in self.lines.values() for line in of_kind]
        if "money" in self.lines:
            self.lines["amount"] = self.lines["money"]
        self._asked = frozenset().union(
            *(found for x in lines for found in (x.demanded, x.left, x.right) if found)
        )
        self._words = frozenset(name[1:] for name in self._asked if name.startswith("="))
        self._offers: dict[tuple[Meaning, str, str | None], Offer] = {}
        self._between: dict[tuple[str, Offer, Offer], tuple[_Line, ...]] = {}

    def assign(self, row: Row) -> None:
        """Give every mention of a row its role."""
        kinds = self.lines
        mentions = [i for i in row if i.kind in kinds and "there" not in i.lexicons]
        if not mentions:
            return
        offers = [_EDGE, *map(self._offered, row), _EDGE]
        here = frozenset().union(*offers)
        for item in mentions:
            at = item.index
            for line in self._lines(item.kind, offers[at], offers[at + 2]):
                bound = line.fits(item, row) if line.demanded <= here else None
                if bound is not None:
                    item.role, item.bound, item.line = line.rule.role, bound, line.rule.line
                    break

    def _offered(self, item: Item) -> Offer:
        """What an item is, as far as any line asks."""
        word = item.text if item.text in self._words and item.mention is None else None
        key = item.meaning, item.kind, word
        found = self._offers.get(key)
        if found is None:
            found = self._offers[key] = frozenset(offered(item)) & self._asked
        return found

    def _lines(self, kind: str, left: Offer, right: Offer) -> tuple[_Line, ...]:
        """The lines for a kind of mention that may stand between two items."""
        key = kind, left, right
        found = self._between.get(key)
        if found is None:
            lines = (line for line in self.lines[kind] if line.may_stand(left, right))
            found = self._between[key] = tuple(lines)
        return found


class _Line:
    """A line of `roles`, its patterns compiled."""

    def __init__(self, rule: RoleRule) -> None:
        self.rule = rule
        self.before = compiled(rule.before, -1)
        self.behind = compiled(rule.behind, 1)
        self.demanded = demanded((*rule.before, *rule.behind))
        self.left = beside(rule.before)
        self.right = beside(rule.behind)
        self.tests = [_test(*test) for test in rule.tests]

    def may_stand(self, left: Offer, right: Offer) -> bool:
        """Whether the line can fit between two items, by what they are."""
        return (self.left is None or not self.left.isdisjoint(left)) and (
            self.right is None or not self.right.isdisjoint(right)
        )

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
        return bound if all(test(item) for test in self.tests) else None


_TESTS: Mapping[str, Callable[[Any, Any], bool]] = {"=": eq, "!=": ne, "<": lt, "<=": le}


def _test(left: Any, op: str, right: Any) -> Callable[[Item], bool]:
    """What tells whether a test of a line holds for an item; without a value, only "!=" does."""
    one, other, compare = _side(left), _side(right), _TESTS[op]

    def holds(item: Item) -> bool:
        a, b = one(item), other(item)
        if a is None or b is None:
            return op != "="
        if op in ("=", "!="):
            return compare(a, b)
        return not (isinstance(a, str) or isinstance(b, str)) and compare(a, b)

    return holds


def _side(operand: Any) -> Callable[[Item], Any]:
    """A number, a field of the mention, or a name that is itself."""
    if isinstance(operand, tuple):
        number = Fraction(operand[0])
        return lambda _: number
    return lambda item: _field(item.mention, str(operand))


def _field(mention: Fact | None, name: str) -> Decimal | Fraction | int | str | None:
    if mention is None or not hasattr(mention, name):
        return name
    value = getattr(mention, name)
    if value is None and name == "value":
        value = getattr(mention, "low", None)
    if value is None or isinstance(value, Decimal | Fraction | int):
        return value
    return str(value)
