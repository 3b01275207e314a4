"""A cache of the matches around an anchor, keyed by the tokens that determine them."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from tradefacts.engine.compound import asked_of
from tradefacts.engine.evaluate import Match, Spans
from tradefacts.engine.row import Row, View
from tradefacts.engine.template import Template
from tradefacts.engine.vocabulary import Bits, Symbol

if TYPE_CHECKING:
    from tradefacts.engine.spans import Promised, Span

Tokens = tuple[object, ...]

_WINDOWS = 32  # how many windows to keep for the same spans: a lookup tries each of them


def _hull(found: Sequence[Span | Match]) -> tuple[int, int]:
    """The token range that covers all spans or matches; the anchor alone if there are none."""
    return min((it.start for it in found), default=0), max((it.stop for it in found), default=1)


class Known:
    """Matches, and templates of their readings, keyed by the tokens [low, high) of the matches.

    `rivals` groups the matches for the same spans in a layer by rank: the first that holds wins.
    """

    __slots__ = ("high", "low", "matches", "rivals", "templates")

    def __init__(self, matches: Sequence[Match]) -> None:
        self.matches = matches
        rivals: dict[tuple[int, Spans], dict[tuple[int, int], list[Match]]] = {}
        for match in sorted(matches, key=attrgetter("rank")):
            ranks = rivals.setdefault((match.layer, match.spans), {})
            ranks.setdefault(match.rank, []).append(match)
        self.rivals = [tuple(ranks.values()) for ranks in rivals.values()]
        self.low, self.high = _hull(matches)
        self.templates: dict[Tokens, Template] = {}


class Narrowed:
    """Spans whose guards have been checked, and a cache of the matches in them.

    The key is the tokens that were looked at to find the matches. How far that was differs from
    text to text, so there are several windows.
    """

    __slots__ = ("_high", "_low", "_plain", "spans", "windows")

    def __init__(self, spans: Promised) -> None:
        self.spans = spans
        self.windows: dict[tuple[int, int, bool], Window] = {}
        self._low, self._high = _hull([span for span, _ in spans])
        self._plain: Plain | None = None

    def known(self, row: Row, at: int) -> Known | None:
        """The cached matches around an anchor, looked up by its tokens; None if not cached."""
        for window in self.windows.values():
            found = window.known.get(window.tokens(row, at))
            if found is not None:
                return found
        return None

    def alike(self, row: Row, at: int) -> Known | None:
        """Look up matches by what the tokens mean to the parts; cache them by the tokens too."""
        plain = self.plain
        for window in self.windows.values():
            tokens = window.tokens(row, at)
            found = window.alike.get(tuple(map(plain.__getitem__, tokens)))
            if found is not None:
                window.known[tokens] = found
                return found
        return None

    def learn(self, view: View, found: Known) -> None:
        """Cache what was found through a view, keyed by the tokens that it has looked at."""
        shape = min(view.low, self._low), max(view.seen, self._high), view.asked_fresh
        window = self.windows.get(shape)
        if window is None:
            if len(self.windows) >= _WINDOWS:
                self.windows.clear()
            window = self.windows[shape] = Window(*shape)
        tokens = window.tokens(view.row, view.base)
        window.known[tokens] = window.alike[tuple(map(self.plain.__getitem__, tokens))] = found

    @property
    def plain(self) -> Plain:
        """Maps each token to what it means to the parts."""
        if self._plain is None:
            self._plain = Plain(asked_of(parts for _, parts in self.spans))
        return self._plain


class Window:
    """The matches cached by tokens [low, high) around an anchor.

    If sentences matter (`fresh`), the key also says which of the tokens begin one. In `alike`, the
    keys hold what the tokens mean to the parts instead of the tokens themselves.
    """

    __slots__ = ("alike", "fresh", "high", "known", "low")

    def __init__(self, low: int, high: int, fresh: bool) -> None:
        self.low = low
        self.high = high
        self.fresh = fresh
        self.known: dict[Tokens, Known] = {}
        self.alike: dict[Tokens, Known] = {}

    def tokens(self, row: Row, at: int) -> Tokens:
        """The cache key around an anchor; empty if the window begins before the text does."""
        start, stop = at + self.low, at + self.high
        if start < 0:
            return ()
        found: Tokens = row.symbols[start:stop]
        if self.fresh:
            found = (*found, *map(row.fresh, range(start, min(stop, len(row.pieces)))))
        return found


class Plain(dict[object, object]):
    """Maps a token to what it means to parts that ask for some traits; keeps all else as it is."""

    __slots__ = ("asked",)

    def __init__(self, asked: Bits) -> None:
        super().__init__()
        self.asked = asked

    def __missing__(self, token: object) -> object:
        found = token
        if isinstance(token, Symbol):
            found = token.cls.met_of(self.asked), token.glued, token.breaks
        self[token] = found
        return found
