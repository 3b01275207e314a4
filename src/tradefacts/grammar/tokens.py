"""Tokens: a numeral is one token, a word is a run of one script, space is a property of tokens.

Tokens never overlap and omit no visible character. Invisible characters are ignored: inside a word
they are part of it; elsewhere they stand between tokens and do not count as space.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from enum import Enum
from functools import cache

from tradefacts.units.exact import MAX_DIGITS
from tradefacts.units.numerals import DATED, ENTITY, LINE_ENDS, NUMERAL, UNSEEN, is_numeral

_CYRILLIC = "[\u0400-\u052f]"
_LATIN = "[A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]"
_OTHER_SCRIPT = rf"(?:(?!{_CYRILLIC}|{_LATIN})[^\W\d_])"


def run(letter: str) -> str:
    """The regular expression of a run of letters, with invisible characters between them."""
    return rf"{letter}+(?:[{UNSEEN}]++{letter}+)*+"


_WORD = "|".join(map(run, (_CYRILLIC, _LATIN, _OTHER_SCRIPT)))
_DATED = rf"(?:{ENTITY})*+{DATED}"  # it is unclear what a number after "&minus;" means
PIECE = re.compile(rf"[\s{UNSEEN}]*+(?:{_WORD}|(?=[\d&])(?:{NUMERAL}|{_DATED})|\S)")
"""A token with the gap before it; the pieces cover the whole text unless it ends in `BLANK`."""

BLANK = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    f"\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000{UNSEEN}"
)
"""The characters of a gap: every kind of space, and invisible characters."""

_HYPHENS = "\u2010\u2011\ufe63\uff0d"
_PLAIN = str.maketrans({"\u2015": "—"} | dict.fromkeys(_HYPHENS, "-") | dict.fromkeys(UNSEEN, ""))

_BREAK = re.compile(rf"\r\n|[{LINE_ENDS}]")
ENDS = frozenset(".!?…")
"""The marks that end a sentence."""

CLOSERS = frozenset("»”“\"')]")
"""The marks that may follow the end of a sentence before the next begins."""

OPENERS = frozenset("«„“\"'([—–-")
"""The marks that a sentence may begin with, besides a capital or a digit."""


@cache
def token_pattern() -> re.Pattern[str]:
    """The regular expression of a token; the group that matched names its `TokenKind`.

    It is compiled on demand, as the engine does not need it.
    """
    number = f"(?P<NUMERAL>{NUMERAL})|(?P<DATED>{DATED})"
    return re.compile(rf"(?P<WORD>{_WORD})|{number}|(?P<MARK>{_DATED}|[^\s{UNSEEN}])")


class TokenKind(Enum):
    """What a token is made of."""

    WORD = "WORD"
    NUMERAL = "NUMERAL"
    DATED = "DATED"
    """Digits that are not a numeral: a date, a time, a version, or too many digits."""
    MARK = "MARK"


def kind_of(text: str) -> TokenKind:
    """What a token is made of, which does not depend on its surroundings.

    >>> kind_of("1 234,5"), kind_of("12.03.2014")
    (<TokenKind.NUMERAL: 'NUMERAL'>, <TokenKind.DATED: 'DATED'>)
    """
    if text[0].isdecimal():
        written = len(text) <= MAX_DIGITS and is_numeral(text)
        return TokenKind.NUMERAL if written else TokenKind.DATED
    word = text[0].isalnum() or "\u0400" <= text[0] <= "\u052f"  # like `_WORD`, without compiling
    return TokenKind.WORD if word else TokenKind.MARK


def is_latin(text: str) -> bool:
    """Whether a token is a word in Latin letters, that is, begins with one.

    >>> is_latin("Boeing"), is_latin("Ту"), is_latin("737")
    (True, False, False)
    """
    return text[0].isalpha() and text[0] <= "\u024f" and text[0] != "µ"  # as `_LATIN`


def norm(text: str) -> str:
    r"""The spelling used to compare tokens, with variants of letters, hyphens and dashes unified.

    >>> norm("Ещё"), norm("мил\u00adлион"), norm("\u2011")
    ('еще', 'миллион', '-')
    """
    text = text.lower().replace("ё", "е")
    return text if text.isalpha() else text.translate(_PLAIN)  # most are; `translate` is slow


def has_capitals(pattern: str, text: str) -> bool:
    """Whether `text` has a capital wherever `pattern` has one; small letters demand nothing."""
    if not pattern or pattern.islower():  # most are
        return True
    seen = (letter for letter in text if letter not in UNSEEN)
    return all(t.isupper() for p, t in zip(pattern, seen, strict=False) if p.isupper())


def split(text: str) -> tuple[str, ...]:
    """Split a wording into tokens, as written.

    >>> split("долл. США")
    ('долл', '.', 'США')
    """
    return tuple(found.group() for found in token_pattern().finditer(text))


def is_paragraph_break(gap: str) -> bool:
    """Whether the gap between two tokens separates paragraphs."""
    if len(gap) < 2:  # fast, as this is called for every token
        return gap == "\u2029"
    return "\u2029" in gap or len(_BREAK.findall(gap)) > 1


def opens(word: str) -> bool:
    """Whether a sentence may begin with this token."""
    return word[0].isupper() or word[0].isdigit() or word[0] in OPENERS


def closes(back: Iterator[tuple[str, bool]], abbreviations: Collection[str]) -> bool:
    """Whether a sentence may end after a token.

    `back` yields this token and those before it in its paragraph, backwards, each with whether it
    is glued to the one before.
    """
    word = ""
    for word, glued in back:  # skip glued closing quotes and brackets
        if not (glued and word in CLOSERS):
            break
    if word != ".":
        return word in ENDS
    before, _ = next(back, ("", False))
    initial = len(before) == 1 and kind_of(before) is TokenKind.WORD
    return not (initial or norm(before) in abbreviations)
