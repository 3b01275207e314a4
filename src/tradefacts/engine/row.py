"""The tokens of a text, and what a match sees of them from its anchor.

A text is cut whole, at the speed of C: pieces (tokens with the space before them) are found by one
regular expression and looked up in one dictionary.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import accumulate

from tradefacts.engine.vocabulary import Symbol, Symbols, TokenClass
from tradefacts.grammar.tokens import BLANK, PIECE, closes, opens

Ends = frozenset[int]
Op = tuple[object, ...]
Derivation = tuple[Op, ...]
"""What a match does, in order; the operations are those of `Part.derivations`."""

_START = "\n\n"  # the start of a text is that of a paragraph


class Row:
    """The tokens of a text: `pieces` with the space before them, and their `symbols`.

    One symbol more stands for the end. `stops[k]` is where the k-th token ends, counted from 1.
    A dot after one of the `abbreviations` ends no sentence.
    """

    __slots__ = ("abbreviations", "pieces", "stops", "symbols", "text")

    def __init__(self, text: str, symbols: Symbols, abbreviations: Collection[str]) -> None:
        self.text = text
        self.abbreviations = abbreviations
        # from each space at the end the search for a token would go to the end, in vain
        self.pieces: tuple[str, ...] = tuple(PIECE.findall(_START + text.rstrip(BLANK)))
        self.symbols: tuple[Symbol, ...] = (*map(symbols.__getitem__, self.pieces), symbols.end)
        self.stops = list(accumulate(map(len, self.pieces), initial=-len(_START)))

    def anchors(self) -> list[int]:
        """The tokens that facts may have their anchors at."""
        return [at for at, symbol in enumerate(self.symbols) if symbol.anchor]

    def word(self, at: int) -> str:
        """A token as it stands."""
        return self.pieces[at].lstrip(BLANK)

    def start(self, at: int) -> int:
        """Where a token begins in the text."""
        return self.stops[at + 1] - len(self.word(at))

    def fresh(self, at: int) -> bool:
        """Whether a token is in another sentence than the one before it."""
        symbol = self.symbols[at]
        if symbol.breaks or symbol.glued:
            return symbol.breaks
        return opens(self.word(at)) and closes(self._back(at - 1), self.abbreviations)

    def _back(self, at: int) -> Iterator[tuple[str, bool]]:
        """The tokens of a paragraph from one back to its first, each with whether it is glued."""
        symbols = self.symbols
        while True:
            yield self.word(at), symbols[at].glued
            if symbols[at].breaks:
                return
            at -= 1


class View:
    """The tokens around an anchor, which is token 0; [low, high) is what has been looked at.

    Nothing is seen beyond the paragraph.
    """

    __slots__ = (
        *("row", "base", "flat", "none", "low", "high", "seen", "asked_fresh"),
        *("ends", "starts", "derived", "tails"),
    )

    def __init__(self, row: Row, base: int, *, flat: bool = False) -> None:
        self.row = row
        self.base = base
        self.flat = flat  # whether paragraphs do not matter
        self.none = row.symbols[-1].cls
        self.low, self.high = 0, 1
        self.seen = 1  # as `high`, with the token that was found to be in another paragraph
        self.asked_fresh = False
        # what parts have found here: `Part.ends`, `starts` and `derive`, tails of a `Chain`
        self.ends: dict[tuple[object, int], Ends] = {}
        self.starts: dict[tuple[object, int], Ends] = {}
        self.derived: dict[tuple[object, int, int], tuple[Derivation, ...]] = {}
        self.tails: dict[tuple[object, int, int, int], tuple[Derivation, ...]] = {}

    def has(self, at: int) -> bool:
        """Whether the paragraph has such a token."""
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
        """The class of a token; that of no token where the paragraph ends."""
        return self.row.symbols[at + self.base].cls if self.has(at) else self.none

    def glued(self, at: int) -> bool:
        """Whether no space stands between this token and the one before it."""
        return self.has(at) and self.has(at - 1) and self.row.symbols[at + self.base].glued

    def fresh(self, at: int) -> bool:
        """Whether this token is in another sentence than the one before it."""
        self.asked_fresh = True
        return self.has(at) and self.has(at - 1) and self.row.fresh(at + self.base)

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """Where tokens [start, stop) stand in the text."""
        return self.row.start(start + self.base), self.row.stops[stop + self.base]

    def text_of(self, at: int) -> str:
        """A token as it stands."""
        return self.row.word(at + self.base)
