"""Where the matcher reads tokens: counted from an anchor, which is token 0."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from tradefacts.engine.vocabulary import Classes, TokenClass
from tradefacts.grammar.tokens import Token


class Source(Protocol):
    """Tokens of one paragraph around an anchor."""

    def cls(self, at: int) -> TokenClass:
        """The class of a token; that of no token where the paragraph ends."""

    def glued(self, at: int) -> bool:
        """Whether no space stands between this token and the one before it."""

    def fresh(self, at: int) -> bool:
        """Whether this token is in another sentence than the one before it."""

    def span(self, at: int) -> tuple[int, int]:
        """Where a token stands in the text."""

    def text_of(self, at: int) -> str:
        """A token as it stands."""


class Listed:
    """The tokens of a paragraph that is cut already."""

    def __init__(self, tokens: Sequence[Token], classes: Sequence[TokenClass], none: TokenClass):
        self.tokens = tokens
        self.classes = classes
        self.none = none
        self.base = 0

    def cls(self, at: int) -> TokenClass:
        at += self.base
        return self.classes[at] if 0 <= at < len(self.classes) else self.none

    def glued(self, at: int) -> bool:
        at += self.base
        return 0 < at < len(self.tokens) and self.tokens[at].glued

    def fresh(self, at: int) -> bool:
        at += self.base
        if not 0 < at < len(self.tokens):
            return False
        return self.tokens[at].sentence != self.tokens[at - 1].sentence

    def span(self, at: int) -> tuple[int, int]:
        token = self.tokens[at + self.base]
        return token.start, token.stop

    def text_of(self, at: int) -> str:
        return self.tokens[at + self.base].text


def listed(tokens: Sequence[Token], classes: Classes) -> Listed:
    """The tokens of a paragraph as a source."""
    found = [classes.of(token.text, token.kind.name) for token in tokens]
    return Listed(tokens, found, classes.none)
