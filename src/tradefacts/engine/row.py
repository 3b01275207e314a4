"""The tokens of a text, and a view of them from the anchor of a match.

The whole text is cut at once, at C speed: one regular expression finds the pieces (tokens with the
space before them), and one dictionary maps them to symbols.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import accumulate

from tradefacts.engine.vocabulary import Symbol, Symbols, TokenClass
from tradefacts.grammar.tokens import BLANK, PIECE, closes, opens

Ends = frozenset[int]
Op = tuple[object, ...]
Derivation = tuple[Op, ...]
"""What a match does: a sequence of the operations that `Part.derivations` yields."""

_START = "\n\n"  # a text begins with a new paragraph


class Row:
    """The tokens of a text: `pieces` (each with the space before it) and their `symbols`.

    One extra symbol stands for the end. `stops[k]` is where the k-th token ends, counting from 1.
    A dot after one of the `abbreviations` does not end a sentence.
    """

    __slots__ = ("abbreviations", "pieces", "stops", "symbols", "text")

    def __init__(self, text: str, symbols: Symbols, abbreviations: Collection[str]) -> None:
        self.text = text
        self.abbreviations = abbreviations
        # without rstrip, the regex would scan to the end in vain from every trailing space
        self.pieces: tuple[str, ...] = tuple(PIECE.findall(_START + text.rstrip(BLANK)))
        self.symbols: tuple[Symbol, ...] = (*map(symbols.__getitem__, self.pieces), symbols.end)
        self.stops = list(accumulate(map(len, self.pieces), initial=-len(_START)))

    def anchors(self) -> list[int]:
        """The indices of the tokens that may be anchors."""
        return [at for at, symbol in enumerate(self.symbols) if symbol.anchor]

    def word(self, at: int) -> str:
        """The text of a token."""
        return self.pieces[at].lstrip(BLANK)

    def start(self, at: int) -> int:
        """Where a token begins in the text."""
        return self.stops[at + 1] - len(self.word(at))

    def fresh(self, at: int) -> bool:
        """Whether a token is in a different sentence from the one before it."""
        symbol = self.symbols[at]
        if symbol.breaks or symbol.glued:
            return symbol.breaks
        return opens(self.word(at)) and closes(self._back(at - 1), self.abbreviations)

    def _back(self, at: int) -> Iterator[tuple[str, bool]]:
        """Go back from a token to the first of its paragraph; yields text and whether glued."""
        symbols = self.symbols
        while True:
            yield self.word(at), symbols[at].glued
            if symbols[at].breaks:
                return
            at -= 1


class View:
    """The tokens around an anchor, which is token 0; [low, high) have been looked at.

    A view does not reach beyond the paragraph, unless it is `flat`.
    """

    __slots__ = (
        *("row", "base", "flat", "none", "low", "high", "seen", "asked_fresh"),
        *("ends", "starts", "derived", "tails"),
    )

    def __init__(self, row: Row, base: int, *, flat: bool = False) -> None:
        self.row = row
        self.base = base
        self.flat = flat  # whether to ignore paragraph breaks
        self.none = row.symbols[-1].cls
        self.low, self.high = 0, 1
        self.seen = 1  # as `high`, but counts the token found to be in another paragraph
        self.asked_fresh = False
        # caches for `Part.ends`, `starts` and `derive`, and for the tails of a `Chain`
        self.ends: dict[tuple[object, int], Ends] = {}
        self.starts: dict[tuple[object, int], Ends] = {}
        self.derived: dict[tuple[object, int, int], tuple[Derivation, ...]] = {}
        self.tails: dict[tuple[object, int, int, int], tuple[Derivation, ...]] = {}

    def has(self, at: int) -> bool:
        """Whether there is a token at this place in the paragraph."""
        symbols, base = self.row.symbols, self.base
        while at < self.low:
            first = self.low + base
            if symbols[first].breaks and not (self.flat and first):
                return False
            self.low -= 1
        while at >= self.high:
            following = self.high + base
            self.seen = self.high + 1
            if symbols[following].breaks and not (self.flat and following < len(symbols) - 1):
                return False
            self.high += 1
        return True

    def cls(self, at: int) -> TokenClass:
        """The class of a token; outside the paragraph, the class of no token."""
        return self.row.symbols[at + self.base].cls if self.has(at) else self.none

    def glued(self, at: int) -> bool:
        """Whether there is no space between this token and the one before it."""
        return self.has(at) and self.has(at - 1) and self.row.symbols[at + self.base].glued

    def fresh(self, at: int) -> bool:
        """Whether this token is in a different sentence from the one before it."""
        self.asked_fresh = True
        return self.has(at) and self.has(at - 1) and self.row.fresh(at + self.base)

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """Where tokens [start, stop) are in the text."""
        return self.row.start(start + self.base), self.row.stops[stop + self.base]

    def text_of(self, at: int) -> str:
        """The text of a token."""
        return self.row.word(at + self.base)
