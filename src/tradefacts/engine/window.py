"""Tokens of a text near an anchor, cut as they are asked for; the same as when all of it is cut.

Token edges do not depend on what stands before, but for numerals, which may hold spaces. So cutting
begins at a safe place: after a token that is known, at the start of the text, or at a space before
something that is no digit. Windows follow one another through the text and go on from where the
last one ended if they touch, so that no stretch of the text is cut more often than it is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from tradefacts.engine.vocabulary import Classes, TokenClass
from tradefacts.grammar.tokens import CLOSERS, ENDS, TOKEN, is_paragraph_break, norm, opens

_SAFE = re.compile(r"\s(?=[^\s\d])")
_NEAR = 64  # characters between anchors that are rather cut than jumped over
_FIRST = 32  # characters that are cut to the left at first
_LONG = 4096  # tokens after which a row drops those that no anchor is near to
_KEPT = 1024


class Window:
    """A row of tokens that grows at both ends; token 0 of the source is the anchor."""

    __slots__ = (
        "abbreviations", "base", "classes", "edge", "none", "of", "paragraphs", "start",
        "starts", "stops", "text",
    )  # fmt: skip

    def __init__(self, text: str, classes: Classes, abbreviations: Collection[str]) -> None:
        self.text = text
        self.of = classes.of
        self.none = classes.none
        self.abbreviations = abbreviations
        self.start = self.edge = 0  # the row holds the tokens of text[start:edge]
        self.starts: list[int] = []
        self.stops: list[int] = []
        self.classes: list[TokenClass] = []
        self.paragraphs: list[int] = []  # counted from any number on
        self.base = 0

    # -- moving
    def move(self, start: int, stop: int) -> bool:
        """Make the token [start, stop) the anchor; False where the text has another token there.

        Anchors come in the order of the text.
        """
        if start - self.edge > _NEAR:
            self._restart(self._safe(self.edge, start))
        while self.edge < stop and self._cut_right():
            pass
        if len(self.starts) > _LONG:
            self._drop(len(self.starts) - _KEPT)
        at = len(self.starts) - 1
        while at >= 0 and self.starts[at] > start:
            at -= 1
        self.base = at
        return at >= 0 and self.starts[at] == start and self.stops[at] == stop

    def _safe(self, low: int, high: int) -> int:
        """The place, `high` at most, where cutting may begin; `low` is one."""
        if self.text[high - 1].isspace() and not self.text[high].isdigit():
            return high
        width = _FIRST
        while high - width > low:
            found = _SAFE.search(self.text, high - width, high)
            if found:
                return found.end()
            width *= 4
        return low

    def _restart(self, at: int) -> None:
        for row in (self.starts, self.stops, self.classes, self.paragraphs):
            row.clear()
        self.start = self.edge = at

    def _drop(self, count: int) -> None:
        self.start = self.stops[count - 1]
        for row in (self.starts, self.stops, self.classes, self.paragraphs):
            del row[:count]

    # -- growing
    def _cut_right(self) -> bool:
        found = TOKEN.search(self.text, self.edge)
        if found is None:
            return False
        start, stop = found.span()
        paragraph = 0
        if self.starts:
            paragraph = self.paragraphs[-1] + is_paragraph_break(self.text[self.edge : start])
        self.starts.append(start)
        self.stops.append(stop)
        self.classes.append(self.of(found.group(), found.lastgroup or ""))
        self.paragraphs.append(paragraph)
        self.edge = stop
        return True

    def _cut_left(self) -> bool:
        """Cut some more text on the left; False where there is none or no token in it."""
        high = self.start
        low = high
        width = _FIRST
        while low == high and high > 0:
            # the nearest safe place that leaves something to cut
            found = _SAFE.search(self.text, max(0, high - width), high)
            if found and found.end() < high:
                low = found.end()
            elif high <= width:
                low = 0
            width *= 4
        starts: list[int] = []
        stops: list[int] = []
        classes: list[TokenClass] = []
        paragraphs = [0]
        last = low
        for match in TOKEN.finditer(self.text, low, high):
            start, stop = match.span()
            if starts:
                paragraphs.append(paragraphs[-1] + is_paragraph_break(self.text[last:start]))
            starts.append(start)
            stops.append(stop)
            classes.append(self.of(match.group(), match.lastgroup or ""))
            last = stop
        self.start = low
        if not starts:
            return low > 0 and self._cut_left()
        if self.starts:
            after = paragraphs[-1] + is_paragraph_break(self.text[last : self.starts[0]])
            by = self.paragraphs[0] - after
            paragraphs = [paragraph + by for paragraph in paragraphs]
        self.starts[:0] = starts
        self.stops[:0] = stops
        self.classes[:0] = classes
        self.paragraphs[:0] = paragraphs
        self.base += len(starts)
        return True

    def _index(self, at: int) -> int:
        """Where a token is in the row; -1 where the paragraph has none there."""
        at += self.base
        if 0 <= at < len(self.starts):
            return at if self.paragraphs[at] == self.paragraphs[self.base] else -1
        while at < 0:
            before = len(self.starts)
            if not self._cut_left():
                return -1
            at += len(self.starts) - before
        while at >= len(self.starts):
            if not self._cut_right():
                return -1
        return at if self.paragraphs[at] == self.paragraphs[self.base] else -1

    def reach(self, low: int, high: int) -> None:
        """Cut tokens [low, high), which the paragraph is known to have."""
        self._index(low)
        self._index(high - 1)

    # -- a source
    def cls(self, at: int) -> TokenClass:
        index = at + self.base
        if not 0 <= index < len(self.classes):
            index = self._index(at)
        elif self.paragraphs[index] != self.paragraphs[self.base]:
            index = -1
        return self.none if index < 0 else self.classes[index]

    def glued(self, at: int) -> bool:
        index = at + self.base
        if not 0 < index < len(self.classes):
            if self._index(at - 1) < 0 or self._index(at) < 0:
                return False
            index = at + self.base  # the row may have grown on the left
        return self.starts[index] == self.stops[index - 1]

    def fresh(self, at: int) -> bool:
        if self._index(at) < 0 or self._index(at - 1) < 0 or self.glued(at):
            return False
        return opens(self.text_of(at)) and self._closes(at - 1)

    def _closes(self, at: int) -> bool:
        """Whether a sentence may end after a token; as in `grammar.tokens`."""
        while self.text_of(at) in CLOSERS and self.glued(at):
            at -= 1
        if self.text_of(at) not in ENDS:
            return False
        if self.text_of(at) != "." or self._index(at - 1) < 0:
            return True
        before = self.text_of(at - 1)
        initial = "WORD" in self.cls(at - 1).terminals and len(before) == 1
        return not (initial or norm(before) in self.abbreviations)

    def span(self, at: int) -> tuple[int, int]:
        at += self.base
        return self.starts[at], self.stops[at]

    def text_of(self, at: int) -> str:
        at += self.base
        return self.text[self.starts[at] : self.stops[at]]
