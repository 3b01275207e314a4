"""Cut a sentence of a text into rows of items."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from tradefacts.assembly import amounts, ellipsis, periods, tourism
from tradefacts.assembly.items import REGIONS, Item, Row
from tradefacts.assembly.names import LexiconName
from tradefacts.assembly.vocabulary import Vocabulary, Word, longest
from tradefacts.facts import Fact, Period
from tradefacts.grammar.tokens import norm, run
from tradefacts.units.numerals import DATED, NUMERAL, UNSEEN

_WORD = "|".join(map(run, ("[A-Za-z\u00c0-\u024f]", "[\u0400-\u052f]")))
_TOKEN = re.compile(rf"{_WORD}|{NUMERAL}|{DATED}|--|[^\s\w\"«»“”„'{UNSEEN}]|\w")
"""A word, a number or a mark ("--" is a dash); quotation marks are skipped."""
_NAME = re.compile(r"[«“„\"](?=[^\W\d_])(?=(.))(?:[^\s«»“”„\".,!?:;]++ ?+){1,4}+[»”“\"]")
"""A short name in quotation marks; group 1 is its first letter. Quoted speech is longer."""
LIMIT = 160
"""Longer rows are cut, so that every search in a row is bounded."""


def rows(
    text: str, start: int, stop: int, mentions: Sequence[Fact], vocabulary: Vocabulary
) -> Iterator[Row]:
    """The rows of `text[start:stop]`: one, or several if it is too long."""
    items = _items(text, start, stop, mentions, vocabulary)
    if any(item.meaning.alters for item in items):  # few rows are altered
        items = amounts.merged(items)
    at = 0
    while len(items) - at > LIMIT:
        marks = (i for i in range(at + LIMIT - 1, at + LIMIT // 2, -1) if items[i].kind == "mark")
        cut = next(marks, at + LIMIT - 1) + 1
        yield _row(items[at:cut], vocabulary)
        at = cut
    if at < len(items):
        yield _row(items[at:], vocabulary)


def _row(items: list[Item], vocabulary: Vocabulary) -> Row:
    if any(item.kind == "digits" for item in items):
        amounts.count_alike(items, vocabulary)
    ellipsis.complete_goods(items, vocabulary)
    ellipsis.complete_heads(items, vocabulary)
    return Row(items)


def _items(
    text: str, start: int, stop: int, mentions: Sequence[Fact], vocabulary: Vocabulary
) -> list[Item]:
    """Mentions and what stands between them; the words inside a mention are no items."""
    items: list[Item] = []
    quoted = _quoted(text, start, stop)
    at = start
    for mention in mentions:
        if mention.start < at or mention.stop > stop:
            continue  # inside another one
        if mention.kind == "quantity" and vocabulary.holds("both", norm(mention.text).split()):
            continue  # a count that means the two sides: "двух стран"
        _cut(text, (at, mention.start), quoted, vocabulary, items)
        item = Item(norm(mention.text), mention.start, mention.stop, mention.kind, mention)
        if mention.kind == "quantity" and _counts_plans(item, vocabulary):
            item.kind, item.mention = "word", None
            item.take(vocabulary[item.text.split()[-1]].meaning)
        if mention.kind in REGIONS:
            item.features = vocabulary.cases_of(item.text)
        elif mention.kind == "ratio":
            verb = vocabulary.holds("trend", item.text.split())
            item.turns = None if verb is None else verb.key
        elif isinstance(mention, Period):
            item.period, item.relative = periods.reported(mention), mention.relative
            if mention.relative:  # other periods name their year or have none
                words = item.text.split()
                ago = vocabulary.holds("yoy", words)
                item.year_ago = ago is not None and ago.key == "year"
                item.points = _has_word(words, "pointing", vocabulary)
                item.same = vocabulary.holds("this", words[:2]) is not None
                if mention.iso is None and _has_word(words, "years", vocabulary):
                    item.years = _year_count(words, vocabulary)
        items.append(item)
        at = mention.stop
        if item.quantity is not None and tourism.counts_visitors(
            norm(item.quantity.unit).split(), vocabulary
        ):
            at = _behind_count(text, item, vocabulary)
    _cut(text, (at, stop), quoted, vocabulary, items)
    return items


def _behind_count(text: str, counted: Item, vocabulary: Vocabulary) -> int:
    """Where the words after the digits and the scale of a count begin."""
    for token in _TOKEN.finditer(text, counted.start, counted.stop):
        word = vocabulary[token.group()]
        if word.kind == "word" and word.meaning.scale is None:
            return token.start()
    return counted.stop


def _counts_plans(quantity: Item, vocabulary: Vocabulary) -> bool:
    """Whether a quantity counts agreements or plans: "подписаны три контракта на поставку"."""
    counted = quantity.text.split()[-1:]
    return any(vocabulary.holds(name, counted) is not None for name in ("modal", "accord"))


def _has_word(words: Sequence[str], lexicon: LexiconName, vocabulary: Vocabulary) -> bool:
    return any(vocabulary.holds(lexicon, [word]) for word in words)


def _year_count(words: Sequence[str], vocabulary: Vocabulary) -> int:
    """How many years the words of a period say it lasts; 0 if they do not: "за несколько лет"."""
    for word in words:
        entry = vocabulary.holds("year_count", [word])
        if word.isdecimal() or entry is not None:
            return int(word if entry is None else entry.key)
    return 0


def _quoted(text: str, start: int, stop: int) -> set[int]:
    """Where the words of quoted names begin, which say nothing of trade: «Молоко Сибири»."""
    names = (name for name in _NAME.finditer(text, start, stop) if name[1].isupper())
    return {word.start() for name in names for word in _TOKEN.finditer(text, *name.span())}


def _cut(
    text: str,
    place: tuple[int, int],
    quoted: Collection[int],
    vocabulary: Vocabulary,
    items: list[Item],
) -> None:
    """Add the phrases and words of a stretch without mentions."""
    tokens = list(_TOKEN.finditer(text, *place))
    words = [vocabulary[token.group()] for token in tokens]
    if quoted:
        words = [
            Word(word.written, (), word.text) if token.start() in quoted else word
            for token, word in zip(tokens, words, strict=True)
        ]
    at = 0
    while at < len(words):
        word = words[at]
        begin, end = tokens[at].span()
        meaning, behind = longest(words, at) if word.longer else (word.meaning, at + 1)
        if behind == at + 1:
            items.append(Item(word.text, begin, end, word.kind, None, meaning))
        else:
            phrase = " ".join([word.text for word in words[at:behind]])
            items.append(Item(phrase, begin, tokens[behind - 1].end(), "word", None, meaning))
        at = behind
