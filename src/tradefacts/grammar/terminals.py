"""The terminals of the language: which tokens each one takes, and what values these have.

The syntax (`syntax.lark`) and `docs/grammar.md` list them too, and `tools/sample.py` has a text for
each; tests check that all agree.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Final, NamedTuple

from tradefacts.grammar.tokens import TokenKind, is_latin, kind_of
from tradefacts.grammar.values import Value
from tradefacts.units import dates, numerals


class Terminal(NamedTuple):
    """Takes a token of one of its kinds whose text it `accepts`.

    Except for numbers, `accepts` looks only at the first character. `worth` reads the value of the
    text, which is of `domain`; a terminal without it has no value. The tokens of a `soft` terminal
    do not count as context, as they carry no information.
    """

    kinds: frozenset[TokenKind]
    accepts: Callable[[str], bool] = lambda _: True
    domain: str | None = None
    worth: Callable[[str], Value] | None = None
    soft: bool = False

    def takes(self, kind: TokenKind, text: str) -> bool:
        """Whether it takes a token; that `ANY` does not cross sentences is checked elsewhere."""
        return kind in self.kinds and self.accepts(text)


_WORD = frozenset({TokenKind.WORD})
_NUMERAL = frozenset({TokenKind.NUMERAL})
_DATED = frozenset({TokenKind.DATED})


def _dated(read: Callable[[str], Value], kinds: frozenset[TokenKind] = _DATED) -> Terminal:
    return Terminal(kinds, lambda text: read(text) is not None, "iso8601", read)


TERMINALS: Final[Mapping[str, Terminal]] = {
    "DECIMAL": Terminal(_NUMERAL, domain="number", worth=numerals.decimal),
    "GROUPED": Terminal(_NUMERAL, domain="number", worth=numerals.grouped),
    "INT": Terminal(_NUMERAL, str.isdigit, "number", numerals.decimal),
    "NUMBER": Terminal(_NUMERAL | _DATED),
    "DAY": _dated(dates.read_day, _NUMERAL),
    "DATE": _dated(dates.read_date),
    "TIME": _dated(dates.read_time),
    "YEARS": _dated(dates.read_years),
    "WORD": Terminal(_WORD, soft=True),
    "UPPER": Terminal(_WORD, lambda text: text[0].isupper()),
    "LATIN": Terminal(_WORD, is_latin),
    "ANY": Terminal(frozenset(TokenKind), soft=True),
}

WRITTEN: Final = {name: one.worth for name, one in TERMINALS.items() if one.worth is not None}
"""The function that reads the value of a token, by terminal."""

SOFT: Final = frozenset(name for name, one in TERMINALS.items() if one.soft)

_OF_KIND = {
    kind: [(name, one.accepts) for name, one in TERMINALS.items() if kind in one.kinds]
    for kind in TokenKind
}


def taking(text: str) -> frozenset[str]:
    """The terminals that take a token.

    >>> sorted(taking("Boeing")), sorted(taking("1,5"))
    (['ANY', 'LATIN', 'UPPER', 'WORD'], ['ANY', 'DECIMAL', 'GROUPED', 'NUMBER'])
    """
    first = text[0]
    return _taking(text) if first.isdecimal() else _beginning(first)


def _taking(text: str) -> frozenset[str]:
    return frozenset([name for name, accepts in _OF_KIND[kind_of(text)] if accepts(text)])


@cache
def _beginning(first: str) -> frozenset[str]:
    """The terminals that take a word or a mark, which depend only on its first character."""
    return _taking(first)
