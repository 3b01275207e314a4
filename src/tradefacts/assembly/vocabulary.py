"""What words stand for: the longest phrase of the lexicons at a place, and all that it means."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from tradefacts.assembly.program import Entry, Phrase, Program
from tradefacts.facts import Fact
from tradefacts.grammar.features import mask
from tradefacts.grammar.tokens import has_capitals

HEADS = ("indicator", "deal", "motion", "counterpart")
"""Lexicons of the domain `indicator`: nouns, verbs, and names of those one trades with."""
_WORD = re.compile(r"\w+")
_NAMING = mask(["nomn", "ablt"])
"""Cases in which "партнер" says who somebody is: "главными партнерами стали"."""
_SOFT = frozenset(
    {"mask", "world", "sector", "norm", "place", "modal", "preposition", "hedge", "venue", "its"}
)
"""Lexicons whose words are plain words to a pattern."""
_PLACED = frozenset({"place", "code", "demonym", "relative", "pronoun", "there"})

Token = tuple[str, int, int, Fact | None]
"""A word in its normal spelling, its place; a mention is one token and has no word."""


class Meaning:
    """What some words stand for. It is made once and shared by all items that these words make."""

    __slots__ = ("features", "indicator", "lexicons", "placed", "plain")

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self.lexicons: dict[str, Entry] = {}
        self.features = 0
        for phrase in phrases:
            self.lexicons.setdefault(phrase.entry.lexicon, phrase.entry)
            self.features |= phrase.features
        self.indicator = _indicator(self.lexicons, self.features)
        names = self.lexicons.keys()
        self.placed = not names.isdisjoint(_PLACED)
        """Whether they may stand for a place."""
        self.plain = "preposition" not in names and names <= _SOFT


def _indicator(lexicons: Mapping[str, Entry], features: int) -> str | None:
    """The indicator that words name."""
    for name in HEADS:
        if name in lexicons:
            named = name != "counterpart" or features & _NAMING
            return lexicons[name].key if named else None
    return None


NOTHING = Meaning(())
"""What words mean that stand in no lexicon."""


class _Wording:
    """The words of a phrase after its first one, and the phrases that are spelled so."""

    __slots__ = ("capital", "meaning", "phrases", "words")

    def __init__(self, words: tuple[str, ...], phrases: Sequence[Phrase]) -> None:
        self.words = words
        self.phrases = phrases
        self.capital = any(phrase.capitals for phrase in phrases)
        self.meaning = Meaning(phrases)

    def read(self, tokens: Sequence[Token], text: str) -> Meaning | None:
        """What the words of these tokens mean, where some demand capitals."""
        met = [p for p in self.phrases if not p.capitals or _has_capitals(p, tokens, text)]
        if len(met) == len(self.phrases):
            return self.meaning
        return Meaning(met) if met else None


class Vocabulary:
    """The phrases of a program by their first words, and the cases of the names of places."""

    def __init__(self, program: Program) -> None:
        self._phrases = program.phrases
        self.first_words = program.phrases.keys()
        self._cases = program.cases
        self._wordings: dict[str, list[_Wording]] = {}
        self._capitals: dict[str, Meaning] = {}

    def longest(self, tokens: Sequence[Token], at: int, text: str) -> tuple[Meaning, int]:
        """What the longest phrase from `tokens[at]` on means, and where it ends."""
        for wording in self._of(tokens[at][0]):
            words, end = wording.words, at + 1 + len(wording.words)
            if not words or words == tuple([token[0] for token in tokens[at + 1 : end]]):
                meaning = wording.read(tokens[at:end], text) if wording.capital else wording.meaning
                if meaning is not None:
                    return meaning, end
        return NOTHING, at + 1

    def _of(self, first: str) -> Sequence[_Wording]:
        """The wordings that begin with a word, the longest first; made when first asked for."""
        found = self._wordings.get(first)
        if found is not None:
            return found
        phrases = self._phrases.get(first)
        if phrases is None:
            return ()
        alike = sorted(phrases, key=_length_and_words)
        made = [_Wording(words, list(same)) for words, same in groupby(alike, key=_words)]
        self._wordings[first] = made
        return made

    def holds(self, lexicon: str, words: Sequence[str]) -> Entry | None:
        """The entry of a lexicon whose words are just these."""
        for phrase in self._phrases.get(words[0], ()):
            if phrase.entry.lexicon == lexicon and phrase.words == tuple(words[1:]):
                return phrase.entry
        return None

    def capital(self, name: str) -> Meaning | None:
        """What the name of a place means that is a capital."""
        if name not in self._capitals:
            if self.holds("capital", [name]) is None:
                return None
            named = (p for p in self._phrases[name] if p.entry.lexicon == "capital")
            self._capitals[name] = Meaning(list(named))
        return self._capitals[name]

    def cases_of(self, name: str) -> int:
        """The cases, as bits, that the first word of a place can stand in."""
        first = _WORD.match(name)
        return self._cases.get(first.group(), 0) if first else 0


def _words(phrase: Phrase) -> tuple[str, ...]:
    return phrase.words


def _length_and_words(phrase: Phrase) -> tuple[int, tuple[str, ...]]:
    return -len(phrase.words), phrase.words


def _has_capitals(phrase: Phrase, tokens: Sequence[Token], text: str) -> bool:
    """Whether the text has a capital wherever a phrase demands one."""
    pairs = zip(phrase.written, tokens, strict=True)
    return all(has_capitals(word, text[token[1] : token[2]]) for word, token in pairs)
