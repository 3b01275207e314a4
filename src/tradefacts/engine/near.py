"""The quick way to a decision: most need a token or two beside the anchor, and no window."""

from __future__ import annotations

from tradefacts.engine.decide import CLASS, FRESH, Decisions, Look, Outcome
from tradefacts.engine.vocabulary import Classes, TokenClass
from tradefacts.grammar.tokens import TOKEN, is_paragraph_break

_REACH = 32  # characters on the left that are searched for a space
_ROOM = 200_000  # chunks that are remembered
_GAPS = frozenset(" \n")
_JOINTS = frozenset(".,:/'’")  # marks that may stand inside a numeral

Place = tuple[int, int]
Row = tuple[TokenClass, bool, int, int]
"""A token: its class, whether it is glued to the one before it, where it stands."""


class Near:
    """Answers looks at the anchor and at the tokens beside it.

    `left` and `right` are the tokens beside the last anchor, from it outwards, as far as they were
    looked at.
    """

    def __init__(self, decisions: Decisions, classes: Classes) -> None:
        self.decisions = decisions
        self.classes = classes
        self.chunks: dict[str, tuple[Row, ...]] = {}
        self.left: list[Row] = []
        self.right: list[Row] = []
        self.end: Row = (classes.none, False, -1, -1)

    def outcome(self, text: str, start: int, stop: int, digits: str) -> Outcome | None:
        """The matches around the token [start, stop); None where it takes a window to tell.

        `digits` is the kind of a token that begins with a digit.
        """
        word = text[start:stop]
        token = None if digits else self.classes.by_text.get(word)
        if token is None:
            if word in _JOINTS:
                return None
            token = self.classes.of(word, digits or ("WORD" if word[0].isalpha() else "MARK"))
        node: Look | Outcome | None = self.decisions.looks.answers.get(token.id)
        left = self.left = []
        right = self.right = []
        first, last = start, stop
        while type(node) is Look:
            at, kind = node.at, node.kind
            if kind == FRESH:
                return None
            if at > 0:
                while len(right) < at:
                    last = self.onward(text, last)
                row = right[at - 1]
            elif at == 0:
                row = (token, start > 0 and not text[start - 1].isspace(), start, stop)
            else:
                while len(left) < -at:
                    first = self.back(text, first)
                    if first < 0:
                        return None
                row = left[-at - 1]
            node = node.answers.get(row[0].id if kind == CLASS else row[1])
        return node if type(node) is Outcome else None

    def places(self, outcome: Outcome, start: int, stop: int) -> list[Place] | None:
        """Where the tokens of an outcome stand; None where not all of them were looked at."""
        low, high = -outcome.low, outcome.high - 1
        left, right = self.left, self.right
        if low > len(left) or high > len(right):
            return None
        return [
            *[row[2:] for row in left[low - 1 :: -1] if low],
            (start, stop),
            *[row[2:] for row in right[:high]],
        ]

    def onward(self, text: str, edge: int) -> int:
        """Add the token after a place, and tell where it ends; -1 at the end of the paragraph."""
        found = None if edge < 0 else TOKEN.search(text, edge)
        if found is not None:
            start, stop = found.span()
            if start == edge or not is_paragraph_break(text[edge:start]):
                cls = self.classes.of(found.group(), found.lastgroup or "")
                self.right.append((cls, start == edge, start, stop))
                return stop
        self.right.append(self.end)
        return -1

    def back(self, text: str, edge: int) -> int:
        """Add the tokens between a place and the space before them, and tell where they begin.

        -1 where it cannot be told from them alone what they are.
        """
        if edge == 0 or (self.left and self.left[-1] is self.end):
            self.left.append(self.end)
            return edge
        stop = edge - 1 if text[edge - 1] in _GAPS else edge
        if stop < edge and text[stop - 1 : stop].isspace():
            stop = len(text[max(0, edge - _REACH) : edge].rstrip()) + max(0, edge - _REACH)
            if is_paragraph_break(text[stop:edge]):
                self.left.append(self.end)
                return edge
        start = text.rfind(" ", max(0, stop - _REACH), stop) + 1
        if start == 0 and stop > _REACH:
            return -1
        if start > 1 and text[start].isdigit() and text[start - 2].isdigit():
            return -1  # a numeral may have spaces
        chunk = text[start:stop]
        rows = self.chunks.get(chunk)
        if rows is None:
            if len(self.chunks) > _ROOM:
                self.chunks.clear()
            rows = self.chunks[chunk] = self.cut(chunk)
        if not rows:
            return -1
        for row in rows:
            cls, glued, first, last = row
            self.left.append((cls, glued, start + first, start + last) if last > 0 else row)
        return start

    def cut(self, chunk: str) -> tuple[Row, ...]:
        """The tokens of a chunk from the last to the first; none where it ends in white space."""
        rows: list[Row] = []
        last = 0
        for found in TOKEN.finditer(chunk):
            start, stop = found.span()
            cls = self.classes.of(found.group(), found.lastgroup or "")
            if start > last and is_paragraph_break(
                chunk[last:start] if rows else " " + chunk[:start]
            ):
                rows = [self.end]
            rows.append((cls, start == last > 0, start, stop))
            last = stop
        return tuple(reversed(rows)) if last == len(chunk) else ()
