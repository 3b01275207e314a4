"""Patterns of roles as functions: a row, a place in it, and whether the pattern is met from there.

A pattern is compiled once, from its last node to its first: each becomes a function that knows what
has to follow. No node is unbounded, and a row has at most `items.LIMIT` items, so a search has a
bound that does not depend on the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from tradefacts.assembly.items import Item, Row
from tradefacts.assembly.program import Seq

Bound = dict[str, str]
"""What slots were met: the index of the item by the slot's name, its key by `name.key`."""
Met = Callable[[Row, int, Bound], bool]

def compiled(seq: Seq, way: int) -> Met:
    """The function of a pattern that is read to the right (1) or to the left (-1)."""
    return _sequence(seq, way, _end)


def demanded(seq: Iterable[Any]) -> frozenset[str]:
    """What must stand somewhere in a row for a pattern to be met, in the words of `offered`."""
    found: set[str] = set()
    for node in seq:
        match node:
            case ("words", words):
                found.update(f"={word}" for word in words)
            case ("lexicon", name, *_):
                found.add(name)
            case ("mention", kind, *_):
                found.add(f"#{kind}")
            case ("slot", _, body):
                found |= demanded([body])
            case ("repeat", body, low, _) if low:
                found |= demanded(body)
            case ("choice", options):
                found |= frozenset.intersection(*map(demanded, options))
    return frozenset(found)


def offered(row: Row) -> set[str]:
    """The words, lexicons and kinds of a row."""
    found: set[str] = set()
    for item in row:
        found.add(f"#{_kind(item)}" if item.mention or item.code else f"={item.text}")
        found.add(f"#{_kind(item)}")
        found.update(item.lexicons)
    return found


def is_plain(item: Item) -> bool:
    """Whether an item is a word that says nothing of its own to the rules."""
    return item.kind == "word" and item.plain


def _kind(item: Item) -> str:
    return "money" if item.kind == "amount" else item.kind


def _end(row: Row, at: int, bound: Bound) -> bool:
    del row, at, bound
    return True


def _sequence(seq: Seq, way: int, then: Met) -> Met:
    for node in reversed(seq):
        then = _node(node, way, then)
    return then


def _node(node: Any, way: int, then: Met) -> Met:
    match node:
        case ("words", words):
            return _words(words, way, then)
        case ("lexicon", name, part, features):
            return _lexicon(name, part, features, way, then)
        case ("mention", kind, features):
            return _mention(kind, features, way, then)
        case ("gap", name, low, high):
            return _gap(name == "WORD", low, high, way, then)
        case ("repeat", body, low, high):
            return _repeat(body, low, high, way, then)
        case ("choice", options):
            return _either([_sequence(option, way, then) for option in options])
        case ("not", body):
            return _unless(_sequence(body, way, _end), then)
        case ("slot", name, body):
            return _bind(name, _node(body, way, then))
    raise TypeError(f"{node!r} is no part of a pattern")


def _words(words: tuple[str, ...], way: int, then: Met) -> Met:
    def met(row: Row, at: int, bound: Bound) -> bool:
        for word in words:
            if not 0 <= at < len(row) or row[at].text != word or row[at].mention is not None:
                return False
            at += way
        return then(row, at, bound)

    return met


def _lexicon(name: str, part: str, features: int, way: int, then: Met) -> Met:
    def met(row: Row, at: int, bound: Bound) -> bool:
        if not 0 <= at < len(row):
            return False
        entry = row[at].lexicons.get(name)
        if entry is None or (part and entry.key != part) or not _may_be(row[at], features):
            return False
        return then(row, at + way, bound)

    return met


def _mention(kind: str, features: int, way: int, then: Met) -> Met:
    def met(row: Row, at: int, bound: Bound) -> bool:
        if not 0 <= at < len(row) or _kind(row[at]) != kind or not _may_be(row[at], features):
            return False
        return then(row, at + way, bound)

    return met


def _may_be(item: Item, features: int) -> bool:
    """Whether an item can stand in a case; one of which nothing is known can."""
    return not features or not item.features or bool(item.features & features)


def _gap(plain: bool, low: int, high: int, way: int, then: Met) -> Met:
    """As short as it can be; never over the end of a clause, nor over a word that means a thing."""

    def met(row: Row, at: int, bound: Bound) -> bool:
        for count in range(high + 1):
            if count >= low and then(row, at, bound):
                return True
            if not 0 <= at < len(row) or row[at].strong or (plain and not is_plain(row[at])):
                return False
            at += way
        return False

    return met


def _repeat(body: Seq, low: int, high: int, way: int, then: Met) -> Met:
    """As often as it can be: an optional part is taken where it is there."""
    rest = then
    for _ in range(high - low):
        rest = _either([_sequence(body, way, rest), then])
    for _ in range(low):
        rest = _sequence(body, way, rest)
    return rest


def _either(options: list[Met]) -> Met:
    def met(row: Row, at: int, bound: Bound) -> bool:
        return any(option(row, at, bound) for option in options)

    return met


def _unless(forbidden: Met, then: Met) -> Met:
    def met(row: Row, at: int, bound: Bound) -> bool:
        return not forbidden(row, at, {}) and then(row, at, bound)

    return met


def _bind(name: str, rest: Met) -> Met:
    """Note the first item of a slot, once all that follows is met."""

    def met(row: Row, at: int, bound: Bound) -> bool:
        if not rest(row, at, bound):
            return False
        item = row[at]
        bound.setdefault(name, str(item.index))
        for entry in item.lexicons.values():
            bound.setdefault(f"{name}.key", entry.key)
            break
        return True

    return met
