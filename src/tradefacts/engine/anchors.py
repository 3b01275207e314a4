"""Which tokens matches are looked for around: every match has one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from tradefacts.grammar.tokens import kind_of, norm


class Marked(Protocol):
    """Words, by their norms, that are anchors; whether they have to begin with a capital."""

    def get(self, word: str, default: None, /) -> bool | None:
        """What is demanded of a word; the default where it is no anchor."""

    def __iter__(self) -> Iterator[str]:
        """All words."""


class Anchors:
    """Words that are anchors, and kinds of tokens that are, whatever digits they write.

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
