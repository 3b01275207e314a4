"""What a mention does in its sentence: the role that the first fitting line of `roles` gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate
from operator import eq, le, lt, ne, or_
from typing import Any

from tradefacts.assembly.items import NOTHING_BOUND, Item, Row
from tradefacts.assembly.match import WALL, Bound, Offer, Offers, Signs, compiled, demanded
from tradefacts.assembly.meaning import Meaning
from tradefacts.assembly.program import RoleRule
from tradefacts.facts import Fact

_ROOM = 50_000
"""How many offers of items, and lists of lines between two of them, are remembered."""


class Roles:
    """The lines of `roles`, ready to be tried.

    A line is tried only if its patterns can begin with the neighbours of the mention, and if all
    that it demands occurs on the right side: most lines demand what few sentences have. Neighbours
    look alike so often that the lines for each pair of them are remembered.
    """

    def __init__(self, rules: Mapping[str, tuple[RoleRule, ...]]) -> None:
        self.signs = Signs()
        self.lines = {
            kind: [_Line(rule, self.signs) for rule in of_kind] for kind, of_kind in rules.items()
        }
        if "money" in self.lines:
            self.lines["amount"] = self.lines["money"]
        self.decided: set[str] = set()
        """The lines that gave a role, to find those that never do."""
        self._offers: dict[tuple[Meaning, str, int, str | None], Offer] = {}
        self._between: dict[tuple[str, Offer, Offer], list[_Line]] = {}

    def assign(self, row: Row) -> None:
        """Give every mention of a row its role; if no line fits, it has none, whatever it had."""
        kinds = self.lines
        told = (*row.places, *row.numbers, *row.periods)
        mentions = [i for i in told if i.kind in kinds and not i.is_of("there")]
        if not mentions:
            return
        offers = [WALL, *map(self._offer, row), WALL]
        before = list(accumulate(offers, or_))
        behind = list(accumulate(reversed(offers), or_))[::-1]
        for item in mentions:
            item.role, item.bound, item.line = None, NOTHING_BOUND, ""
            at = item.index + 1
            lacks_before, lacks_behind = ~before[at - 1], ~behind[at + 1]
            for line in self._lines(item.kind, offers[at - 1], offers[at + 1]):
                if line.needs_before & lacks_before or line.needs_behind & lacks_behind:
                    continue
                bound = line.fits(item, offers)
                if bound is not None:
                    item.role, item.bound, item.line = line.rule.role, bound, line.rule.line
                    self.decided.add(line.rule.line)
                    break

    def _offer(self, item: Item) -> Offer:
        """The offer of an item: all that any line can ask of it."""
        word = item.text if item.text in self.signs.words and item.mention is None else None
        key = item.meaning, item.kind, item.features, word
        found = self._offers.get(key)
        if found is None:
            if len(self._offers) >= _ROOM:
                self._offers.clear()
            found = self._offers[key] = self.signs.of(item)
        return found | WALL if item.strong else found

    def _lines(self, kind: str, left: Offer, right: Offer) -> list[_Line]:
        """The lines for a kind of mention that may fit between two items."""
        key = kind, left, right
        found = self._between.get(key)
        if found is None:
            if len(self._between) >= _ROOM:
                self._between.clear()
            lines = self.lines[kind]
            found = self._between[key] = [line for line in lines if line.may_stand(left, right)]
        return found


class _Line:
    """A line of `roles`, its patterns compiled."""

    def __init__(self, rule: RoleRule, signs: Signs) -> None:
        self.rule = rule
        self.before = compiled(rule.before, -1, signs)
        self.behind = compiled(rule.behind, 1, signs)
        self.needs_before = demanded(rule.before, signs)
        self.needs_behind = demanded(rule.behind, signs)
        self.features = rule.features
        self.tests = [_test(*test) for test in rule.tests]

    def may_stand(self, left: Offer, right: Offer) -> bool:
        """Whether the line can fit between two items, judging by these alone."""
        return bool(self.before.first & left and self.behind.first & right)

    def fits(self, item: Item, offers: Offers) -> Bound | None:
        """What the line binds around an item; None if it does not fit."""
        if not item.may_be(self.features):
            return None
        bound: Bound = {}
        if not self.before.met(offers, item.index, bound):
            return None
        if not self.behind.met(offers, item.index + 2, bound):
            return None
        for test in self.tests:
            if not test(item):
                return None
        return bound


_TESTS: Mapping[str, Callable[[Any, Any], bool]] = {"=": eq, "!=": ne, "<": lt, "<=": le}


def _test(left: Any, op: str, right: Any) -> Callable[[Item], bool]:
    """A function that tells whether a test holds for an item; a test on a missing value does."""
    one, other, compare = _side(left), _side(right), _TESTS[op]

    def holds(item: Item) -> bool:
        a, b = one(item), other(item)
        if a is None or b is None:
            return True
        if op in ("=", "!="):
            return compare(a, b)
        return not (isinstance(a, str) or isinstance(b, str)) and compare(a, b)

    return holds


def _side(operand: Any) -> Callable[[Item], Any]:
    """A function for an operand: a number, a field of the mention, or a name that is itself."""
    if isinstance(operand, tuple):
        number = Decimal(operand[0])
        return lambda _: number
    return lambda item: _field(item.mention, str(operand))


def _field(mention: Fact | None, name: str) -> Decimal | Fraction | int | str | None:
    """The field of a mention, for the `value` of a range its lower end; other names are themselves.

    So a field that only other kinds have is a word that equals nothing.
    """
    if mention is None or not hasattr(mention, name):
        return name
    value = getattr(mention, name)
    if value is None and name == "value":
        value = getattr(mention, "low", None)
    if isinstance(value, bool):
        return str(value).lower()  # as a grammar writes it
    if value is None or isinstance(value, Decimal | Fraction | int):
        return value
    return str(value)
