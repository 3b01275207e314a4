"""A sentence as a row of items: mentions, phrases of the lexicons, plain words and marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from tradefacts.assembly.vocabulary import NOTHING, Meaning, Token, Vocabulary
from tradefacts.facts import Fact, Relation
from tradefacts.grammar.tokens import norm

NUMBERS = frozenset({"money", "percent", "ratio", "quantity", "amount"})
"""Kinds of items that can be the number of a fact; an amount is a number without its unit."""
REGIONS = frozenset({"region", "region_adj"})
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

    index = 0
    clause = 0
    strong = False
    """Whether it ends a clause."""
    role: str | None = None
    bound = _NOTHING_BOUND
    line = ""
    code: str | None = None
    inferred = False
    number: Decimal | None = None
    relation = Relation.EQ
    """How the words before an amount bound it; a mention tells that itself."""

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
        self.meaning = meaning
        self.lexicons = meaning.lexicons
        self.features = meaning.features

    @property
    def indicator(self) -> str | None:
        """The indicator that the words name."""
        return self.meaning.indicator

    @property
    def joins(self) -> bool:
        """Whether it stands between the members of a list."""
        return self.text == "," or "joining" in self.lexicons

    def __repr__(self) -> str:
        told = ",".join(f"{name}.{entry.key}" for name, entry in self.lexicons.items())
        return f"<{self.text}|{self.kind}|{told}|{self.role}>"

    def key(self, lexicon: str) -> str | None:
        """What the words stand for in a lexicon, if they are in it."""
        entry = self.lexicons.get(lexicon)
        return None if entry is None else entry.key


class Row(list[Item]):
    """The items of a sentence, numbered; a semicolon or a comma before an opening ends a clause.

    `lexicons` are all that its words are in; `places` are the items that are a region, or may come
    to stand for one.
    """

    __slots__ = ("lexicons", "places")

    def __init__(self, items: Iterable[Item]) -> None:
        super().__init__(items)
        self.lexicons: set[str] = set().union(*[i.lexicons for i in self if i.lexicons])
        self.places: list[Item] = []
        clause = 0
        for index, item in enumerate(self):
            item.index = index
            if item.kind == "mark":
                item.strong = self._ends_clause(item)
                clause += item.strong
            elif item.kind in REGIONS or item.meaning.placed:
                self.places.append(item)
            item.clause = clause

    def _ends_clause(self, mark: Item) -> bool:
        if mark.text == ";":
            return True
        behind = self[mark.index + 1 : mark.index + 2]
        return mark.text in ",-:" and bool(behind) and "opening" in behind[0].lexicons


def row(text: str, start: int, stop: int, mentions: Sequence[Fact], vocabulary: Vocabulary) -> Row:
    """The items of `text[start:stop]`; a word inside a mention is no item of its own."""
    tokens = _tokens(text, start, stop, mentions, vocabulary)
    items: list[Item] = []
    at = 0
    while at < len(tokens):
        word, start, stop, mention = tokens[at]
        end = at + 1
        if mention is not None:
            items.append(_of_mention(mention, text, vocabulary))
        elif word in vocabulary.first_words:
            meaning, end = vocabulary.longest(tokens, at, text)
            items.append(_of_phrase(tokens[at:end], meaning))
        else:
            items.append(Item(word, start, stop, _kind(word)))
        at = end
    lexicons: set[str] = set().union(*[i.lexicons for i in items if i.lexicons])
    if "scale" in lexicons:
        items = _amounts(items)
    if "hedge" in lexicons:
        items = _without_hedges(items)
    return Row(items)


def pieces(whole: Row) -> list[Row]:
    """A row that is too long, cut at its marks; others whole."""
    if len(whole) <= LIMIT:
        return [whole]
    found: list[Row] = []
    items: list[Item] = list(whole)
    while len(items) > LIMIT:
        marks = (i for i in range(LIMIT - 1, LIMIT // 2, -1) if items[i].kind == "mark")
        cut = next(marks, LIMIT - 1) + 1
        found.append(Row(items[:cut]))
        items = items[cut:]
    found.append(Row(items))
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


def _of_mention(mention: Fact, text: str, vocabulary: Vocabulary) -> Item:
    start, stop = mention.start, mention.stop
    item = Item(norm(text[start:stop]), start, stop, mention.kind, mention)
    item.features = vocabulary.cases_of(item.text)
    return item


def _of_phrase(tokens: list[Token], meaning: Meaning) -> Item:
    words = " ".join([token[0] for token in tokens])
    kind = _kind(words) if meaning is NOTHING else "word"
    return Item(words, tokens[0][1], tokens[-1][2], kind, meaning=meaning)


def _kind(word: str) -> str:
    """The kind of an item that means nothing of its own."""
    if word[0].isalpha():
        return "word"
    return "digits" if word[0].isdigit() else "mark"


def _amounts(items: list[Item]) -> list[Item]:
    """Digits and a scale become an amount, whose currency is still to be found."""
    out: list[Item] = []
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


def _without_hedges(items: list[Item]) -> list[Item]:
    """Words that only bound or soften the number behind them are transparent to the rules."""
    out: list[Item] = []
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


def between(starts: Sequence[int], start: int, stop: int) -> slice:
    """The facts that begin in a stretch of the text, as a slice of all of them."""
    return slice(bisect_left(starts, start), bisect_left(starts, stop))
