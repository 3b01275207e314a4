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
    """What must stand somewhere in a row for a pattern to be met, as `offered`."""
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


def beside(seq: Seq) -> frozenset[str] | None:
    """What the first item of a pattern must be one of, as `offered`; None where it may be any."""
    if not seq:
        return None
    node, rest = seq[0], seq[1:]
    match node:
        case ("words", words):
            return frozenset([f"={words[0]}"])
        case ("lexicon", name, *_):
            return frozenset([name])
        case ("mention", kind, *_):
            return frozenset([f"#{kind}"])
        case ("slot", _, body):
            return beside((body, *rest))
        case ("choice", options):
            return _any_of(beside((*option, *rest)) for option in options)
        case ("repeat", body, low, _):
            skipped = [] if low else [beside(rest)]
            return _any_of([beside((*body, *rest)), *skipped])
        case ("gap", "WORD", low, _):
            return _any_of([_PLAIN, *([] if low else [beside(rest)])])
        case ("not", _):
            return beside(rest)
    return None


_PLAIN = frozenset(["~"])


def _any_of(options: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    found: set[str] = set()
    for option in options:
        if option is None:
            return None
        found |= option
    return frozenset(found)


def offered(item: Item) -> set[str]:
    """What a pattern can find an item to be: its word, its lexicons, its kind, a plain word."""
    found = {f"#{kind_of(item)}", *item.lexicons}
    if not (item.mention or item.code):
        found.add(f"={item.text}")
    if is_plain(item):
        found.add("~")
    return found


def is_plain(item: Item) -> bool:
    """Whether an item is a word that says nothing of its own to the rules."""
    return item.kind == "word" and item.meaning.plain


def kind_of(item: Item) -> str:
    """The kind of a mention; an amount without its currency is one of money."""
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
        if not 0 <= at < len(row) or kind_of(row[at]) != kind or not _may_be(row[at], features):
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
        for option in options:  # noqa: SIM110  # nothing is asked more often
            if option(row, at, bound):
                return True
        return False

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
