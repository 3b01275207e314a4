"""Anchors: the tokens around which the engine looks for matches. Every match contains one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from tradefacts.grammar.tokens import kind_of, norm


class Marked(Protocol):
    """The anchor words, keyed by norm; the value says whether the word must be capitalized."""

    def get(self, word: str, default: None, /) -> bool | None:
        """Whether an anchor word must be capitalized; the default if the word is no anchor."""

    def __iter__(self) -> Iterator[str]:
        """Iterate over all anchor words."""


class Anchors:
    """The words that are anchors, and the kinds of numeric tokens that are, whatever their digits.

    >>> anchors = Anchors({"москва": True, "рубль": False})
    >>> anchors.has("москва"), anchors.has("Москва"), anchors.has("Рубль")
    (False, True, True)
    """

    def __init__(self, words: Marked | Mapping[str, bool], kinds: frozenset[str] = frozenset()):
        self.words = words
        self.kinds = kinds

    def has(self, word: str) -> bool:
        """Whether a token is an anchor."""
        capital = self.words.get(norm(word), None)
        if capital is None:
            return word[0].isdigit() and kind_of(word).value in self.kinds
        return not capital or word[0].isupper()
