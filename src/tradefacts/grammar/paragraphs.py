"""Split a text into tokens, paragraph by paragraph, each with its place and sentence.

The compiled engine tokenizes in its own way and does not use this. Offsets count code points.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from attrs import frozen

from tradefacts.grammar.tokens import (
    TokenKind,
    closes,
    is_paragraph_break,
    norm,
    opens,
    token_pattern,
)
from tradefacts.units.exact import MAX_DIGITS
from tradefacts.units.numerals import UNSEEN


@frozen(eq=False)
class Token:
    """A token and its surroundings.

    `norm` is the spelling used for comparisons; `glued` says that no space precedes the token;
    `sentence` is the number of its sentence, to tell whether two tokens share one.
    """

    text: str
    norm: str
    start: int
    stop: int
    kind: TokenKind
    glued: bool
    sentence: int


def paragraphs(text: str, abbreviations: Collection[str] = ()) -> Iterator[tuple[Token, ...]]:
    """The tokens of a text, paragraph by paragraph; a match never crosses paragraphs.

    A sentence ends at a closing mark before a capital, a digit or a quote, but not at the dot of
    an initial or of one of the `abbreviations` (normal spellings, without the dot).
    """
    tokens: list[Token] = []
    sentence = last = 0
    for found in token_pattern().finditer(text):
        start, stop = found.span()
        gap = text[last:start]
        if tokens and is_paragraph_break(gap):
            yield tuple(tokens)
            tokens = []
            sentence += 1
        word = found.group()
        glued = last > 0 and not gap.strip(UNSEEN)
        if tokens and not glued and opens(word) and closes(_back(tokens), abbreviations):
            sentence += 1
        kind = _kind(found)
        tokens.append(Token(word, norm(word), start, stop, kind, glued, sentence))
        last = stop
    if tokens:
        yield tuple(tokens)


def place_of(tokens: Sequence[Token], start: int, stop: int) -> tuple[int, int]:
    """Where tokens [start, stop) are in the text."""
    return tokens[start].start, tokens[stop - 1].stop


def _kind(found: re.Match[str]) -> TokenKind:
    kind = TokenKind(found.lastgroup)
    too_long = kind is TokenKind.NUMERAL and found.end() - found.start() > MAX_DIGITS
    return TokenKind.DATED if too_long else kind


def _back(tokens: list[Token]) -> Iterator[tuple[str, bool]]:
    return ((token.text, token.glued) for token in reversed(tokens))
