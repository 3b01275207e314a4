"""A sentence as a row of items: mentions, phrases of the lexicons, plain words and marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from tradefacts.assembly.program import Entry
from tradefacts.assembly.vocabulary import NOTHING, Meaning, Token, Vocabulary
from tradefacts.facts import Fact, Relation
from tradefacts.grammar.tokens import norm

NUMBERS = frozenset({"money", "percent", "ratio", "quantity", "amount"})
"""Kinds of items that can be the number of a fact; an amount is a number without its unit."""
_TOKEN = re.compile(
    r"[A-Za-z\u00c0-\u024f]+|[\u0400-\u052f]+"
    r"|\d+(?:[.,]\d+)*(?:[ \u00a0\u202f]\d{3}(?!\d))*|[^\s\w]|\w"
)
_QUOTES = frozenset("\"«»“”„'")
_DASHES = frozenset("-–—−")
_NOTHING_BOUND: Mapping[str, str] = MappingProxyType({})
LIMIT = 160
"""A longer row is cut, so that every search in it has a bound."""


class Item:
    """One thing that a sentence is made of."""

    __slots__ = (
        *("bound", "clause", "code", "features", "index", "indicator", "inferred", "kind"),
        *("lexicons", "line", "mention", "number", "plain", "relation", "role", "start"),
        *("stop", "strong", "text"),
    )

    def __init__(
        self,
        text: str,
        start: int,
        stop: int,
        kind: str,
        mention: Fact | None = None,
        meaning: Meaning = NOTHING,
    ) -> None:
        self.text = text
        self.start = start
        self.stop = stop
        self.kind = kind
        self.mention = mention
        self.lexicons: Mapping[str, Entry] = meaning.lexicons
        self.indicator = meaning.indicator
        """The indicator that the words name."""
        self.plain = meaning.plain
        self.features = meaning.features
        self.strong = False
        self.clause = 0
        self.index = 0
        self.role: str | None = None
        self.bound = _NOTHING_BOUND
        self.line = ""
        self.code: str | None = None
        self.inferred = False
        self.number: Decimal | None = None
        self.relation = Relation.EQ
        """How the words before an amount bound it; a mention tells that itself."""

    def __repr__(self) -> str:
        told = ",".join(f"{name}.{entry.key}" for name, entry in self.lexicons.items())
        return f"<{self.text}|{self.kind}|{told}|{self.role}>"

    def key(self, lexicon: str) -> str | None:
        """What the words stand for in a lexicon, if they are in it."""
        entry = self.lexicons.get(lexicon)
        return None if entry is None else entry.key


Row = list[Item]


def row(
    text: str, start: int, stop: int, mentions: Sequence[Fact], vocabulary: Vocabulary
) -> Row:
    """The items of `text[start:stop]`; a word inside a mention is no item of its own."""
    tokens = _tokens(text, start, stop, mentions, vocabulary)
    items: Row = []
    at = 0
    while at < len(tokens):
        item, at = _item(tokens, at, text, vocabulary)
        items.append(item)
    items = _without_hedges(_amounts(items))
    _number(items)
    return items


def pieces(items: Row) -> list[Row]:
    """A row that is too long, cut at its marks; others whole."""
    found: list[Row] = []
    while len(items) > LIMIT:
        marks = (i for i in range(LIMIT - 1, LIMIT // 2, -1) if items[i].kind == "mark")
        cut = next(marks, LIMIT - 1) + 1
        found.append(items[:cut])
        items = items[cut:]
    found.append(items)
    if len(found) > 1:
        for piece in found:
            _number(piece)
    return found


def _tokens(
    text: str, start: int, stop: int, mentions: Sequence[Fact], vocabulary: Vocabulary
) -> list[Token]:
    tokens: list[Token] = []
    at = start
    for mention in mentions:
        if mention.start < at or mention.stop > stop:
            continue  # inside another one
        if mention.kind == "quantity" and vocabulary.holds("both", norm(mention.text).split()):
            continue  # a count that means the two sides: "двух стран"
        _cut(text, at, mention.start, tokens)
        tokens.append(("", mention.start, mention.stop, mention))
        at = mention.stop
    _cut(text, at, stop, tokens)
    return tokens


def _cut(text: str, start: int, stop: int, tokens: list[Token]) -> None:
    for found in _TOKEN.finditer(text, start, stop):
        word = found.group()
        if word not in _QUOTES:
            begin, end = found.span()
            tokens.append(("-" if word in _DASHES else norm(word), begin, end, None))


def _item(tokens: list[Token], at: int, text: str, vocabulary: Vocabulary) -> tuple[Item, int]:
    word, start, stop, mention = tokens[at]
    if mention is not None:
        item = Item(norm(text[start:stop]), start, stop, mention.kind, mention)
        item.features = vocabulary.cases_of(item.text)
        return item, at + 1
    meaning, end = vocabulary.longest(tokens, at, text)
    if meaning is not NOTHING:
        if end > at + 1:
            word, stop = " ".join([token[0] for token in tokens[at:end]]), tokens[end - 1][2]
        return Item(word, start, stop, "word", meaning=meaning), end
    if word[0].isdigit():
        return Item(word, start, stop, "digits"), end
    return Item(word, start, stop, "word" if word[0].isalpha() else "mark"), end


def _amounts(items: Row) -> Row:
    """Digits and a scale become an amount, whose currency is still to be found."""
    out: Row = []
    for item in items:
        if "scale" in item.lexicons and out and out[-1].kind == "digits":
            scale, digits = item.lexicons["scale"].key, out.pop()
            made = Item(f"{digits.text} {item.text}", digits.start, item.stop, "amount")
            made.number = _decimal(digits.text) * Decimal(scale)
            out.append(made)
        else:
            out.append(item)
    return out


def _decimal(text: str) -> Decimal:
    plain = re.sub(r"\s", "", text).replace(",", ".")
    whole, _, rest = plain.rpartition(".")
    return Decimal(f"{whole.replace('.', '')}.{rest}" if whole else rest)


def _without_hedges(items: Row) -> Row:
    """Words that only bound or soften the number behind them are transparent to the rules."""
    out: Row = []
    for index, item in enumerate(items):
        if "hedge" in item.lexicons:
            hedge = item.lexicons["hedge"].key
            near = items[index + 1 : index + 5]
            rest = [x for x in near if "hedge" not in x.lexicons]
            at = next((x for x in rest if "preposition" not in x.lexicons), None)
            if at is not None and (at.kind in NUMBERS or at.kind == "digits"):
                bound = Relation(hedge)
                at.relation = at.relation if bound is Relation.EQ else bound
                continue
        out.append(item)
    return out


def _number(items: Row) -> None:
    """Number items, and clauses: a semicolon ends one, or a comma before an opening word."""
    clause = 0
    for index, item in enumerate(items):
        item.index = index
        item.strong = False
        if item.kind == "mark":
            after = items[index + 1] if index + 1 < len(items) else None
            opens = after is not None and "opening" in after.lexicons
            if item.text == ";" or (item.text in ",-:" and opens):
                item.strong = True
                clause += 1
        item.clause = clause


def between(starts: Sequence[int], start: int, stop: int) -> slice:
    """The facts that begin in a stretch of the text, as a slice of all of them."""
    return slice(bisect_left(starts, start), bisect_left(starts, stop))
