"""Derive from the patterns the anchor words, which tell that a fact may be near.

Every fact has an anchor: a token inside the hull of its spans, whichever way its alternative
matches. Many sets of words would guarantee that. The derivation looks for the set whose words are
likely to be rarest in a text: long words, words that demand a capital, currency signs. Digits are
anchors too where they cost less than the words beside them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from attrs import field, frozen

from tradefacts.engine.anchors import Anchors
from tradefacts.grammar import ast
from tradefacts.grammar.analysis import children
from tradefacts.grammar.terminals import TERMINALS
from tradefacts.grammar.tokens import norm
from tradefacts.grammar.values import Key

_COMMON = {**dict.fromkeys(":;!?…()[]\"'«»„“”–—/", 1.0), ".": 4.0, ",": 4.0, "-": 2.0}
"""Punctuation that any text is full of, and how often to expect it."""

_ROUNDS = 4

_DIGITS: Mapping[Key, float] = {("NUMERAL", "token", ()): 0.5, ("DATED", "token", ()): 0.1}
"""The kinds of tokens that begin with a digit, as keys, and their costs."""

_ONE_NUMBER = 0.05
"""The cost of a specific number that a grammar spells out in digits."""

Rows = Mapping[Key, Sequence[tuple[str, ...]]]
Costs = Mapping[Key, float]


@frozen
class _Cover:
    """Keys of which every match contains one; the cost is the expected number of hits."""

    cost: float
    keys: frozenset[Key]


_NONE = _Cover(math.inf, frozenset())


def derive_anchors(grammar: ast.Grammar, rows: Rows) -> tuple[Anchors, Costs] | None:
    """The anchors of the grammar and the cost of each chosen key; every fact contains an anchor.

    None if some alternative has no possible anchor. A key that one alternative uses costs the
    others nothing, so the alternatives choose again until nothing changes.
    """
    patterns = [a.pattern for rule in grammar.fact_rules for a in rule.alternatives]
    spanned = _spanned(grammar)
    costs = {key: sum(rarity(rarest(row)) for row in found) for key, found in rows.items()}
    costs.update(_DIGITS)
    covers = [_NONE] * len(patterns)
    for _ in range(_ROUNDS):
        before = list(covers)
        for index, pattern in enumerate(patterns):
            paid = frozenset[Key]().union(*(c.keys for c in covers[:index] + covers[index + 1 :]))
            covers[index] = _Finder(grammar, costs, paid, spanned).part(pattern)
            if covers[index].cost == math.inf:
                return None
        if covers == before:
            break
    chosen = set[Key]().union(*(cover.keys for cover in covers))
    for key in sorted(chosen, key=lambda key: (-costs[key], key)):
        # a choice within one alternative may have taken more keys than needed
        finder = _Finder(grammar, {}, frozenset(chosen - {key}), spanned)
        without = {k: finder.part(patterns[k]) for k, c in enumerate(covers) if key in c.keys}
        if all(cover.cost < math.inf for cover in without.values()):
            chosen.remove(key)
            covers = [without.get(k, cover) for k, cover in enumerate(covers)]
    words = _words(row for key in chosen for row in rows.get(key, ()))
    plain = {norm(word) for word in words if not word[0].isupper()}
    capital = {norm(word) for word in words if word[0].isupper()} - plain
    kinds = frozenset(kind for kind, *_ in chosen & _DIGITS.keys())
    marked = {**dict.fromkeys(capital, True), **dict.fromkeys(plain, False)}
    return Anchors(marked, kinds), {key: costs[key] for key in chosen}


def _spanned(grammar: ast.Grammar) -> frozenset[int]:
    """The `id` of each node that is or contains a span."""
    found: set[int] = set()

    def look(node: ast.Node) -> bool:
        inside = [look(child) for child in children(node)]
        if isinstance(node, ast.Span) or any(inside):
            found.add(id(node))
        return id(node) in found

    for rule in grammar.rules.values():
        for alternative in rule.alternatives:
            look(alternative.pattern)
    return frozenset(found)


class AnchorItems:
    """Tells which item of a sequence contains the anchor."""

    def __init__(self, grammar: ast.Grammar, costs: Costs) -> None:
        self.finder = _Finder(grammar, costs, frozenset(), _spanned(grammar))

    def of(self, items: Sequence[ast.Node]) -> tuple[int, ...]:
        """The index of the cheapest item sure to contain an anchor; all indices if none is.

        If there are spans, only the items from the first span to the last count.
        """
        spans = [k for k, item in enumerate(items) if id(item) in self.finder.spanned]
        inside = range(spans[0], spans[-1] + 1) if spans else range(len(items))
        covers = {k: self.finder.part(items[k]).cost for k in inside}
        best = min(inside, key=lambda k: covers[k], default=0)
        return (best,) if covers and covers[best] < math.inf else tuple(inside)


@frozen(eq=False)
class _Finder:
    grammar: ast.Grammar
    costs: Mapping[Key, float]  # a key that is neither here nor `paid` is unavailable
    paid: frozenset[Key]
    spanned: frozenset[int]
    rules: dict[str, _Cover] = field(factory=dict)

    def part(self, node: ast.Node) -> _Cover:
        """The cheapest cover of a node inside a hull."""
        return self.hull(node) if id(node) in self.spanned else self.cover(node)

    def hull(self, node: ast.Node) -> _Cover:
        """The cheapest cover of a pattern from its first span to its last."""
        match node:
            case ast.Seq(items=items):
                spans = [k for k, item in enumerate(items) if id(item) in self.spanned]
                inside = items[spans[0] : spans[-1] + 1] if spans else ()
                return min((self.part(item) for item in inside), key=_cost, default=_NONE)
            case ast.Choice(options=options):
                return self.union([self.hull(option) for option in options])
            case ast.Repeat(body=body, low=low):
                return self.hull(body) if low else _NONE
            case ast.Slot(body=body):
                return self.hull(body)
            case ast.Span(body=body):
                return self.cover(body)
        return _NONE

    def cover(self, node: ast.Node) -> _Cover:
        """The cheapest set of keys of which every match of a node contains one."""
        match node:
            case ast.Seq(items=items):
                return min((self.cover(item) for item in items), key=_cost, default=_NONE)
            case ast.Choice(options=options):
                return self.union([self.cover(option) for option in options])
            case ast.Repeat(body=body, low=low):
                return self.cover(body) if low else _NONE
            case ast.Slot(body=body) | ast.Span(body=body):
                return self.cover(body)
            case ast.Ref(name=name) if name in self.grammar.rules:
                if name not in self.rules:
                    alternatives = self.grammar.rules[name].alternatives
                    self.rules[name] = self.union([self.cover(a.pattern) for a in alternatives])
                return self.rules[name]
            case ast.Ref() | ast.Literal():
                return self.priced(frozenset({node.key}))
            case ast.Terminal(name=name):
                keys = frozenset((kind.value, "token", ()) for kind in TERMINALS[name].kinds)
                return self.priced(keys) if keys <= _DIGITS.keys() else _NONE
        return _NONE

    def union(self, covers: Iterable[_Cover]) -> _Cover:
        """The union of covers; no cover if one of them is missing."""
        rows = list(covers)
        if any(row.cost == math.inf for row in rows):
            return _NONE
        return self.priced(frozenset[Key]().union(*(row.keys for row in rows)))

    def priced(self, keys: frozenset[Key]) -> _Cover:
        """A cover of these keys; those already paid for are free."""
        return _Cover(math.fsum(self.costs.get(key, math.inf) for key in keys - self.paid), keys)


def _cost(cover: _Cover) -> float:
    return cover.cost


def _words(rows: Iterable[tuple[str, ...]]) -> set[str]:
    """One word per form: a word already taken for another form, else the form's rarest."""
    found: set[str] = set()
    for row in sorted(rows, key=lambda row: (len(row), row)):
        if found.isdisjoint(row):
            found.add(rarest(row))
    return found


def rarest(words: tuple[str, ...]) -> str:
    """The word of a form that is likely to be the rarest."""
    return min(words, key=rarity)


def rarity(word: str) -> float:
    """The estimated frequency of a word, in arbitrary units.

    Each further letter halves it; an initial capital divides it by eight.
    """
    if word[0].isdigit():
        return _ONE_NUMBER
    if not word[0].isalpha():
        return _COMMON.get(word, 0.01)
    return 0.5 ** len(word) / (8 if word[0].isupper() else 1)
