"""What a token is: a numeral is one; a word is a run of one script; space is a property.

Tokens never overlap and lose no visible character. What is not seen is as if it were not there:
inside a word it is of the word, elsewhere it stands between tokens and is no space.
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
    """The source of a run of letters, and of what is not seen between two of them."""
    return rf"{letter}+(?:[{UNSEEN}]++{letter}+)*+"


_WORD = "|".join(map(run, (_CYRILLIC, _LATIN, _OTHER_SCRIPT)))
_DATED = rf"(?:{ENTITY})*+{DATED}"  # who knows what a number is behind "&minus;"
PIECE = re.compile(rf"[\s{UNSEEN}]*+(?:{_WORD}|(?=[\d&])(?:{NUMERAL}|{_DATED})|\S)")
"""A token with the gap before it; of a text that does not end in `BLANK` its pieces are all."""

BLANK = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    f"\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000{UNSEEN}"
)
"""What a gap consists of: every space, and what is not seen."""

_HYPHENS = "\u2010\u2011\ufe63\uff0d"
_PLAIN = str.maketrans({"\u2015": "—"} | dict.fromkeys(_HYPHENS, "-") | dict.fromkeys(UNSEEN, ""))

_BREAK = re.compile(rf"\r\n|[{LINE_ENDS}]")
ENDS = frozenset(".!?…")
"""What a sentence ends in."""

CLOSERS = frozenset("»”“\"')]")
"""What may stand between the end of a sentence and the next."""

OPENERS = frozenset("«„“\"'([—–-")
"""What a sentence may begin with, beside a capital and a digit."""


@cache
def token_pattern() -> re.Pattern[str]:
    """A token; the group that matched is the name of its `TokenKind`.

    The engine has no need of it, so that it is made when somebody asks.
    """
    number = f"(?P<NUMERAL>{NUMERAL})|(?P<DATED>{DATED})"
    return re.compile(rf"(?P<WORD>{_WORD})|{number}|(?P<MARK>{_DATED}|[^\s{UNSEEN}])")


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
    word = text[0].isalnum() or "\u0400" <= text[0] <= "\u052f"  # as `_WORD`, which is to compile
    return TokenKind.WORD if word else TokenKind.MARK


def is_latin(text: str) -> bool:
    """Whether a token is a word in Latin letters, which is to say that it begins with one.

    >>> is_latin("Boeing"), is_latin("Ту"), is_latin("737")
    (True, False, False)
    """
    return text[0].isalpha() and text[0] <= "\u024f" and text[0] != "µ"  # as `_LATIN`


def norm(text: str) -> str:
    r"""The spelling that tokens are compared by: one of each letter, hyphen and dash.

    >>> norm("Ещё"), norm("мил\u00adлион"), norm("\u2011")
    ('еще', 'миллион', '-')
    """
    text = text.lower().replace("ё", "е")
    return text if text.isalpha() else text.translate(_PLAIN)  # most are, and translating is slow


def has_capitals(pattern: str, text: str) -> bool:
    """Whether `text` has a capital wherever `pattern` has one; a small letter demands nothing."""
    if not pattern or pattern.islower():  # most are
        return True
    seen = (letter for letter in text if letter not in UNSEEN)
    return all(t.isupper() for p, t in zip(pattern, seen, strict=False) if p.isupper())


def split(text: str) -> tuple[str, ...]:
    """Tokens of a wording, as written.

    >>> split("долл. США")
    ('долл', '.', 'США')
    """
    return tuple(found.group() for found in token_pattern().finditer(text))


def is_paragraph_break(gap: str) -> bool:
    """Whether the space between two tokens parts paragraphs."""
    if len(gap) < 2:  # this is asked between any two tokens
        return gap == "\u2029"
    return "\u2029" in gap or len(_BREAK.findall(gap)) > 1


def opens(word: str) -> bool:
    """Whether a sentence may begin with this token."""
    return word[0].isupper() or word[0].isdigit() or word[0] in OPENERS


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
