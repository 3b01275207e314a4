"""Text -> tokens. A numeral is one token; a word is a run of one script; space is a property.

Tokens never overlap and lose no visible character. Offsets are code points of the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from enum import Enum
from functools import cache

from attrs import frozen

from tradefacts.units.exact import MAX_DIGITS
from tradefacts.units.numerals import DATED, ENTITY, LINE_ENDS, NUMERAL, is_numeral

_CYRILLIC = "[\u0400-\u052f]"
_LATIN = "[A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]"
_LATIN_LETTER, _LAST_LATIN = re.compile(_LATIN), "\u024f"
_OTHER_SCRIPT = rf"(?:(?!{_CYRILLIC}|{_LATIN})[^\W\d_])"
_WORD = f"{_CYRILLIC}+|{_LATIN}+|{_OTHER_SCRIPT}+"
_WORDS = re.compile(_WORD)
_MARK = rf"{ENTITY}(?:{ENTITY})*+{DATED}|\S"  # who knows what a number is behind "&minus;"
PIECE = re.compile(rf"\s*+(?:{_WORD}|(?=\d)(?:{NUMERAL}|{DATED})|{_MARK})")
"""A token with the space before it; of a text that does not end in space its pieces are all."""

_BREAK = re.compile(rf"\r\n|[{LINE_ENDS}]")
ENDS = frozenset(".!?…")
"""What a sentence ends in."""

CLOSERS = frozenset("»”“\"')]")
"""What may stand between the end of a sentence and the next."""


@cache
def token_pattern() -> re.Pattern[str]:
    """A token; the group that matched is the name of its `TokenKind`.

    The engine has no need of it, so that it is made when somebody asks.
    """
    number = f"(?P<NUMERAL>{NUMERAL})|(?P<DATED>{DATED})"
    return re.compile(f"(?P<WORD>{_WORD})|{number}|(?P<MARK>{_MARK})")


class TokenKind(Enum):
    """What a token is made of."""

    WORD = "WORD"
    NUMERAL = "NUMERAL"
    DATED = "DATED"
    """Digits that are no numeral: a date, a time, a version; or more than a number may have."""
    MARK = "MARK"


def kind_of(text: str) -> TokenKind:
    """What a token is made of: what stands around it does not matter.

    >>> kind_of("1 234,5"), kind_of("12.03.2014")
    (<TokenKind.NUMERAL: 'NUMERAL'>, <TokenKind.DATED: 'DATED'>)
    """
    if text[0].isdecimal():
        written = len(text) <= MAX_DIGITS and is_numeral(text)
        return TokenKind.NUMERAL if written else TokenKind.DATED
    return TokenKind.WORD if _WORDS.match(text) else TokenKind.MARK


def is_latin(text: str) -> bool:
    """Whether a token is a word in Latin letters, which is to say that it begins with one.

    >>> is_latin("Boeing"), is_latin("Ту"), is_latin("737")
    (True, False, False)
    """
    return text[0] <= _LAST_LATIN and _LATIN_LETTER.match(text) is not None


def _kind(found: re.Match[str]) -> TokenKind:
    kind = TokenKind(found.lastgroup)
    too_long = kind is TokenKind.NUMERAL and found.end() - found.start() > MAX_DIGITS
    return TokenKind.DATED if too_long else kind


@frozen(eq=False)
class Token:
    """A token and its surroundings.

    `norm` is the text in small letters with e for yo; `glued` says that no space stands before;
    `sentence` numbers the sentences of the text, so that two tokens can be compared.
    """

    text: str
    norm: str
    start: int
    stop: int
    kind: TokenKind
    glued: bool
    sentence: int

    @property
    def upper(self) -> bool:
        """Whether this is a capitalised word."""
        return self.kind is TokenKind.WORD and self.text[0].isupper()

    @property
    def latin(self) -> bool:
        """Whether this is a word in Latin letters."""
        return is_latin(self.text)

    @property
    def integer(self) -> bool:
        """Whether this is a numeral of digits alone."""
        return self.kind is TokenKind.NUMERAL and self.text.isdigit()


def norm(text: str) -> str:
    """The spelling that words are compared by.

    >>> norm("Ещё")
    'еще'
    """
    return text.lower().replace("ё", "е")


def has_capitals(pattern: str, text: str) -> bool:
    """Whether `text` has a capital wherever `pattern` has one; a small letter demands nothing."""
    return all(t.isupper() for p, t in zip(pattern, text, strict=False) if p.isupper())


def split(text: str) -> tuple[str, ...]:
    """Tokens of a wording, as written.

    >>> split("долл. США")
    ('долл', '.', 'США')
    """
    return tuple(found.group() for found in token_pattern().finditer(text))


def paragraphs(text: str, abbreviations: Collection[str] = ()) -> Iterator[tuple[Token, ...]]:
    """Tokens paragraph by paragraph; a match never crosses from one to the next.

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
        if tokens and gap and opens(word) and closes(_back(tokens), abbreviations):
            sentence += 1
        kind = _kind(found)
        glued = not gap and start > 0
        tokens.append(Token(word, norm(word), start, stop, kind, glued, sentence))
        last = stop
    if tokens:
        yield tuple(tokens)


def place_of(tokens: Sequence[Token], start: int, stop: int) -> tuple[int, int]:
    """Where tokens [start, stop) stand in the text."""
    return tokens[start].start, tokens[stop - 1].stop


def is_paragraph_break(gap: str) -> bool:
    """Whether the space between two tokens parts paragraphs."""
    if len(gap) < 2:  # this is asked between any two tokens
        return gap == "\u2029"
    return "\u2029" in gap or len(_BREAK.findall(gap)) > 1


def opens(word: str) -> bool:
    """Whether a sentence may begin with this token."""
    return word[0].isupper() or word[0].isdigit() or word[0] in "«„“\"'([—–-"


def _back(tokens: list[Token]) -> Iterator[tuple[str, bool]]:
    return ((token.text, token.glued) for token in reversed(tokens))


def closes(back: Iterator[tuple[str, bool]], abbreviations: Collection[str]) -> bool:
    """Whether a sentence may end after a token.

    `back` are the token and those before it in its paragraph, backwards, each with whether it is
    glued to the one before.
    """
    word = ""
    for word, glued in back:  # up to one that closes nothing
        if not (glued and word in CLOSERS):
            break
    if word != ".":
        return word in ENDS
    before, _ = next(back, ("", False))
    initial = len(before) == 1 and kind_of(before) is TokenKind.WORD
    return not (initial or norm(before) in abbreviations)
