"""Patterns of roles, compiled to functions over a row of ints, which have a bit for each sign.

A sign is what a pattern can ask of a single item: to be a certain word, of a lexicon, a mention.
`Signs` gives a bit to each sign that any pattern asks for. The bits of an item are its `Offer`.
Patterns are matched against the offers of a row, with an edge at either end.

A pattern is compiled once, from its last node to its first: each node becomes a function that knows
what has to follow. No node is unbounded, and a row has at most `rows.LIMIT` items, so every search
has a bound that does not depend on the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from operator import and_, or_
from typing import Any, NamedTuple

from tradefacts.assembly.items import Item
from tradefacts.assembly.program import Seq

Offer = int
"""The signs that an item has, as bits."""
Offers = Sequence[Offer]
Bound = dict[str, int]
"""What slots are bound to: the index of their first item, by the slot's name."""
Met = Callable[[Offers, int, Bound], bool]
"""Whether a pattern matches from an index on."""

WALL: Offer = 1
"""What no gap crosses: the end of a clause, the edge of a row."""
PLAIN: Offer = 2
"""A word that means nothing in particular to the rules."""
ITEM: Offer = 4
"""Anything but the edge."""
_ANY: Offer = -1


class Part(NamedTuple):
    """A compiled pattern, and the bits of which its first item must have one."""

    met: Met
    first: Offer


class Signs:
    """The bits of all signs that patterns ask for."""

    def __init__(self) -> None:
        self._bits: dict[Any, Offer] = {}
        self._found_by: dict[tuple[str, str], dict[Any, Offer]] = {}
        self.words: set[str] = set()
        """The words that patterns ask for."""

    def bit(self, sign: Any) -> Offer:
        """The bit of a node that is a sign."""
        found = self._bits.get(sign)
        if found is None:
            found = self._bits[sign] = ITEM << 1 + len(self._bits)
            for one in _single_signs(sign):
                if one[0] == "words":
                    self.words.add(_named(one))
                alike = self._found_by.setdefault((one[0], _named(one)), {})
                alike[one] = alike.get(one, 0) | found
        return found

    def of(self, item: Item) -> Offer:
        """The signs that an item has wherever it stands."""
        found = ITEM | PLAIN if item.kind == "word" and item.meaning.plain else ITEM
        names: list[tuple[str, str]] = [("lexicon", name) for name in item.lexicons]
        names.append(("mention", _kind_of(item)))  # an amount without its currency is one too
        if item.mention is None:
            names.append(("words", item.text))
        for name in names:
            for sign, bits in self._found_by.get(name, {}).items():
                if _has(item, sign):
                    found |= bits
        return found


def _single_signs(sign: Any) -> Iterator[Any]:
    """The single signs that a sign consists of: the options of a choice, or the sign itself."""
    if sign[0] == "choice":
        for (option,) in sign[1]:
            yield from _single_signs(option)
    else:
        yield sign


def _named(sign: Any) -> str:
    """The word, the lexicon or the kind of mention that a sign asks for."""
    name = sign[1][0] if sign[0] == "words" else sign[1]
    assert isinstance(name, str)
    return name


def is_sign(node: Any) -> bool:
    """Whether a node of a pattern stands for one item."""
    match node:
        case ("words", words):
            return len(words) == 1
        case ("lexicon" | "mention", *_):
            return True
        case ("choice", options):
            return all(len(option) == 1 and is_sign(option[0]) for option in options)
    return False


def _has(item: Item, sign: Any) -> bool:
    """Whether an item that has the name of a sign meets the rest of it as well."""
    match sign:
        case ("words", _):
            return True
        case ("lexicon", name, part, features):
            return part in ("", item.lexicons[name].key) and item.may_be(features)
        case ("mention", _, features):
            return item.may_be(features)
    raise TypeError(f"{sign!r} is no sign")


def _kind_of(item: Item) -> str:
    """The kind of a mention; an amount without its currency counts as money."""
    return "money" if item.kind == "amount" else item.kind


# -- what must occur
def demanded(seq: Iterable[Any], signs: Signs) -> Offer:
    """The bits that must all occur somewhere in a row for a pattern to match."""
    found = 0
    for node in seq:
        match node:
            case _ if is_sign(node):
                found |= signs.bit(node)
            case ("words", words):
                found |= demanded(_single(words), signs)
            case ("slot", _, body):
                found |= demanded([body], signs)
            case ("repeat", body, low, _) if low:
                found |= demanded(body, signs)
            case ("choice", options):
                found |= reduce(and_, (demanded(option, signs) for option in options))
    return found


def _single(words: tuple[str, ...]) -> Seq:
    """A node for each of several words."""
    return tuple(("words", (word,)) for word in words)


# -- patterns as functions
def compiled(seq: Seq, way: int, signs: Signs) -> Part:
    """The function of a pattern that is read to the right (1) or to the left (-1)."""
    return _Compiler(way, signs).sequence(seq, _END)


def _end(offers: Offers, at: int, bound: Bound) -> bool:
    del offers, at, bound
    return True


_END = Part(_end, _ANY)


class _Compiler:
    def __init__(self, way: int, signs: Signs) -> None:
        self.way = way
        self.signs = signs

    def sequence(self, seq: Seq, then: Part) -> Part:
        for node in reversed(seq):
            then = self.node(node, then)
        return then

    def node(self, node: Any, then: Part) -> Part:
        match node:
            case _ if is_sign(node):
                return self.item(self.signs.bit(node), then)
            case ("words", words):
                return self.sequence(_single(words), then)
            case ("gap", name, low, high):
                return self.gap(name == "WORD", low, high, then)
            case ("repeat", body, low, high):
                return self.repeat(body, low, high, then)
            case ("choice", options):
                return _either([self.sequence(option, then) for option in options])
            case ("not", body, way):
                forbidden = compiled(body, way, self.signs)
                return _unless(forbidden, then, 0 if way == self.way else way)
            case ("slot", name, body):
                return _bind(name, self.node(body, then))
        raise TypeError(f"{node!r} is no part of a pattern")

    def item(self, asked: Offer, then: Part) -> Part:
        way, rest = self.way, then.met

        def met(offers: Offers, at: int, bound: Bound) -> bool:
            return offers[at] & asked != 0 and rest(offers, at + way, bound)

        return Part(met, asked)

    def gap(self, plain: bool, low: int, high: int, then: Part) -> Part:
        """Match as few items as possible, crossing no wall and, if `plain`, only plain words."""
        way, (rest, first) = self.way, then

        def met(offers: Offers, at: int, bound: Bound) -> bool:
            for count in range(high + 1):
                here = offers[at]
                if count >= low and here & first and rest(offers, at, bound):
                    return True
                if here & WALL or (plain and not here & PLAIN):
                    return False
                at += way
            return False

        beside = PLAIN if plain else _ANY
        return Part(met, beside if low else beside | first)

    def repeat(self, body: Seq, low: int, high: int, then: Part) -> Part:
        """Match as often as possible: an optional part is taken if it is there."""
        rest = then
        for _ in range(high - low):
            rest = _either([self.sequence(body, rest), then])
        for _ in range(low):
            rest = self.sequence(body, rest)
        return rest


def _either(options: list[Part]) -> Part:
    def met(offers: Offers, at: int, bound: Bound) -> bool:
        here = offers[at]
        for option, first in options:  # noqa: SIM110  # the most frequent call of all
            if here & first and option(offers, at, bound):
                return True
        return False

    return Part(met, reduce(or_, (option.first for option in options)))


def _unless(forbidden: Part, then: Part, back: int) -> Part:
    """Match what follows, unless `forbidden` matches from here, shifted by `back` items."""

    def met(offers: Offers, at: int, bound: Bound) -> bool:
        return not forbidden.met(offers, at + back, {}) and then.met(offers, at, bound)

    return Part(met, then.first)


def _bind(name: str, rest: Part) -> Part:
    """Note the first item of a slot, once all that follows has matched."""
    follows = rest.met

    def met(offers: Offers, at: int, bound: Bound) -> bool:
        if not follows(offers, at, bound):
            return False
        bound.setdefault(name, at - 1)  # the offers begin with an edge
        return True

    return Part(met, rest.first)
