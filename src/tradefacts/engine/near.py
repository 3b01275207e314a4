"""The quick way to a decision: most need a token or two beside the anchor, and no window."""

from __future__ import annotations

from tradefacts.engine.decide import CLASS, FRESH, Decisions, Look, Outcome
from tradefacts.engine.vocabulary import Classes, TokenClass
from tradefacts.engine.window import is_break
from tradefacts.grammar.tokens import _TOKEN

_REACH = 32  # characters on the left that are searched for a space
_ROOM = 200_000  # ends of chunks that are remembered


class Near:
    """Answers looks at the anchor and at the tokens beside it."""

    def __init__(self, decisions: Decisions, classes: Classes) -> None:
        self.decisions = decisions
        self.classes = classes
        self.ends: dict[str, TokenClass | None] = {}

    def outcome(self, text: str, start: int, stop: int) -> Outcome | None:
        """The matches around the token [start, stop); None where it takes a window to tell."""
        word = text[start:stop]
        token = self.classes.by_text.get(word)
        if token is None:
            token = self.classes.of(word, "WORD" if word[0].isalpha() else "MARK")
        node: Look | Outcome | None = self.decisions.looks.answers.get(token.id)
        left: TokenClass | None = None
        right: list[tuple[TokenClass, bool]] = []
        edge = stop
        while type(node) is Look:
            at, kind = node.at, node.kind
            if at > 0 and kind != FRESH:
                while len(right) < at:
                    edge = self.grow(text, edge, right)
                found, glued = right[at - 1]
                node = node.answers.get(found.id if kind == CLASS else glued)
            elif at == -1 and kind == CLASS:
                if left is None:
                    left = self.left(text, start)
                    if left is None:
                        return None
                node = node.answers.get(left.id)
            else:
                return None
        return node if type(node) is Outcome else None

    def grow(self, text: str, edge: int, right: list[tuple[TokenClass, bool]]) -> int:
        """Add the token after a place, and whether it stands there without a space."""
        found = None if edge < 0 else _TOKEN.search(text, edge)
        if found is not None:
            start = found.start()
            if start == edge or not is_break(text[edge:start]):
                right.append((self.classes.of(found.group(), found.lastgroup or ""), start == edge))
                return found.end()
        right.append((self.classes.none, False))
        return -1  # the paragraph ends

    def left(self, text: str, start: int) -> TokenClass | None:
        """The class of the token before a place, where what stands between two spaces tells it."""
        stop = start - 1 if text[start - 1 : start] == " " else start
        space = text.rfind(" ", max(0, start - _REACH), stop)
        if space < 0:
            return None
        chunk = text[space + 1 : stop]
        try:
            return self.ends[chunk]
        except KeyError:
            if len(self.ends) > _ROOM:
                self.ends.clear()
            found = self.ends[chunk] = self._end(chunk)
            return found

    def _end(self, chunk: str) -> TokenClass | None:
        """The class of the last token of a chunk; None for digits, as a numeral may have spaces."""
        *_, last = (None, *_TOKEN.finditer(chunk))
        if last is None or last.end() != len(chunk) or last.lastgroup not in {"WORD", "MARK"}:
            return None
        return self.classes.of(last.group(), last.lastgroup)
