"""What words mean: the longest phrase of the lexicons at a place, and all of its meanings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from tradefacts.assembly.meaning import NOTHING, Meaning
from tradefacts.assembly.names import LexiconName
from tradefacts.assembly.program import Entry, Phrase, Program
from tradefacts.grammar.features import ALL_CASES
from tradefacts.grammar.tokens import TokenKind, has_capitals, kind_of, norm
from tradefacts.units.exact import MAX_DIGITS

_WORD = re.compile(r"\w+")
_DASHES = frozenset({*"-–—−", "--"})
_ROOM = 100_000
"""How many spellings are remembered; texts repeat the same ones."""
_LONGEST = MAX_DIGITS // 3
"""Longer numerals are no amounts, so that arithmetic with two of them is always exact."""
CAPITALS: tuple[LexiconName, ...] = ("capital", "trading_capital")
"""Lexicons of cities that stand for their country: always, or depending on the other side."""
_SHORT = 40
"""Only spellings up to this length are remembered."""


class Word:
    """A token as a text spells it, and what it can mean."""

    __slots__ = ("kind", "longer", "meaning", "text", "written")

    def __init__(self, written: str, wordings: Sequence[_Wording], text: str) -> None:
        self.written = written
        self.text = text
        """Its normalised spelling."""
        self.longer = [wording for wording in wordings if wording.words]
        """The phrases of several words that may begin with it, the longest first."""
        alone = next((wording for wording in wordings if not wording.words), None)
        self.meaning = (alone and alone.read([self])) or NOTHING
        """What it means on its own."""
        self.kind = _kind(text) if self.meaning is NOTHING else "word"


class _Wording:
    """The words of a phrase after the first one, and all phrases with this spelling."""

    __slots__ = ("capital", "meaning", "phrases", "some", "words")

    def __init__(self, words: tuple[str, ...], phrases: Sequence[Phrase]) -> None:
        self.words = words
        self.phrases = phrases
        self.capital = any(phrase.capitals for phrase in phrases)
        self.meaning = Meaning(phrases)
        self.some: dict[int, Meaning] = {}
        """Meanings of only those phrases whose capitals are met, keyed by the bits of these."""

    def read(self, words: Sequence[Word]) -> Meaning | None:
        """The meaning of these words; None if they lack the capitals that all phrases require."""
        if not self.capital:
            return self.meaning
        met = [not p.capitals or _has_capitals(p, words) for p in self.phrases]
        if all(met):
            return self.meaning
        if not any(met):
            return None
        key = sum(1 << at for at, one in enumerate(met) if one)
        if key not in self.some:
            self.some[key] = Meaning([p for p, one in zip(self.phrases, met, strict=True) if one])
        return self.some[key]


def longest(words: Sequence[Word], at: int) -> tuple[Meaning, int]:
    """The meaning of the longest phrase that begins at `words[at]`, and the index after it."""
    for wording in words[at].longer:
        end = at + 1 + len(wording.words)
        if wording.words == tuple([word.text for word in words[at + 1 : end]]):
            meaning = wording.read(words[at:end])
            if meaning is not None:
                return meaning, end
    return words[at].meaning, at + 1


class Vocabulary(dict[str, Word]):
    """The words of a program by their spelling, made on first use; also what place names mean."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self._phrases = program.phrases
        self._cases = program.cases
        self._wordings: dict[str, list[_Wording]] = {}
        self._capitals: dict[str, Meaning | None] = {}

    def __missing__(self, written: str) -> Word:
        text = norm(written)
        text = "-" if text in _DASHES else text
        word = Word(written, self._of(text), text)
        if len(written) <= _SHORT:
            if len(self) >= _ROOM:
                self.clear()
            self[written] = word
        return word

    def _of(self, first: str) -> Sequence[_Wording]:
        """The wordings that begin with a word, the longest first; made on first use."""
        found = self._wordings.get(first)
        if found is not None:
            return found
        phrases = self._phrases.get(first, ())
        if not phrases:
            return ()
        alike = sorted(phrases, key=_length_and_words)
        made = [_Wording(words, list(same)) for words, same in groupby(alike, key=_words)]
        self._wordings[first] = made
        return made

    def holds(self, lexicon: LexiconName, words: Sequence[str]) -> Entry | None:
        """The entry of a lexicon with exactly these words; None if there is none."""
        for phrase in self._phrases.get(words[0], ()) if words else ():
            if phrase.entry.lexicon == lexicon and phrase.words == tuple(words[1:]):
                return phrase.entry
        return None

    def goods(self, adjective: str, noun: str) -> Meaning | None:
        """The meaning of goods named by an adjective alone, given the noun that is left out."""
        for wording in self[adjective].longer:
            entry = wording.meaning.lexicons.get("sector")
            if entry is not None and len(wording.words) == 1 and noun_of(entry) == noun:
                return wording.meaning
        return None

    def together(self, adjective: str, noun: str) -> Meaning | None:
        """The meaning of an adjective and a noun as one phrase, if they are one."""
        meaning, end = longest([self[adjective], self[noun]], 0)
        return meaning if end == len((adjective, noun)) else None

    def capital(self, name: str) -> Meaning | None:
        """The meaning of a capital that stands for its country; None for other names."""
        if name not in self._capitals:
            phrases = self._phrases.get(name, ())
            named = [p for p in phrases if p.entry.lexicon in CAPITALS and not p.words]
            self._capitals[name] = Meaning(named) if named else None
        return self._capitals[name]

    def cases_of(self, name: str) -> int:
        """The cases, as bits, that a place name can have: those that all its words share.

        A word that shares none with the words before it depends on them: "Соединённым Штатам
        Америки".
        """
        found = 0
        for word in _WORD.finditer(name):
            cases = (
                self._cases.get(word.group(), 0) or self[word.group()].meaning.features & ALL_CASES
            )
            found = (found & cases or found) if found else cases
        return found


def _kind(word: str) -> str:
    """The kind of a token that has no meaning of its own."""
    if word[0].isalpha():
        return "word"
    numeral = len(word) <= _LONGEST and kind_of(word) is TokenKind.NUMERAL
    return "digits" if numeral else "mark"


def noun_of(goods: Entry) -> str:
    """The last word of the name of goods, usually its noun."""
    return str(goods.name).rpartition(" ")[2]


def _words(phrase: Phrase) -> tuple[str, ...]:
    return phrase.words


def _length_and_words(phrase: Phrase) -> tuple[int, tuple[str, ...]]:
    return -len(phrase.words), phrase.words


def _has_capitals(phrase: Phrase, words: Sequence[Word]) -> bool:
    """Whether the text has a capital wherever a phrase requires one."""
    pairs = zip(phrase.written, words, strict=True)
    return all(has_capitals(pattern, word.written) for pattern, word in pairs)
