"""Where a pattern can end, asked of the tokens alone: for guards and for what may be left out.

A guard (`!x`) binds nothing, so no tree is needed; a small memoised recogniser beside Yargy's
chart answers it. Conditions (`if`) of rules inside a guard are not looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tradefacts.grammar import ast
from tradefacts.grammar.lexicon import Forms
from tradefacts.grammar.paragraphs import Token
from tradefacts.grammar.sizes import Sizes
from tradefacts.grammar.terminals import TERMINALS


def takes(terminal: str, token: Token) -> bool:
    """Whether a terminal takes a token."""
    return TERMINALS[terminal].takes(token.kind, token.text)


class Recognizer:
    """Ends of patterns over the tokens of one paragraph."""

    def __init__(
        self,
        sizes: Sizes,
        forms: Callable[[ast.Ref | ast.Literal], Forms],
        tokens: Sequence[Token],
    ) -> None:
        self.grammar = sizes.grammar
        self.sizes = sizes
        self.forms = forms
        self.tokens = tokens
        self.memo: dict[tuple[int, int], frozenset[int]] = {}

    def allows(self, node: ast.Node, at: int) -> bool:
        """Whether a pattern can match nothing at `at`: its guards and `&` hold there."""
        match node:
            case ast.Glued():
                return 0 < at < len(self.tokens) and self.tokens[at].glued
            case ast.Forbidden(body=body, left=True):
                return not self.ends_here(body, at)
            case ast.Forbidden(body=body):
                return not self.ends(body, at)
            case ast.Repeat(low=0):
                return True
            case ast.Seq(items=items):
                return all(self.allows(item, at) for item in items)
            case ast.Choice(options=options):
                return any(self.allows(option, at) for option in options)
            case ast.Repeat(body=body) | ast.Slot(body=body) | ast.Span(body=body):
                return self.allows(body, at)
        return False

    def ends_here(self, body: ast.Node, at: int) -> bool:
        """Whether `body` matches some tokens that end just before `at`."""
        longest = self.sizes.reach(body) or 0
        return any(at in self.ends(body, k) for k in range(at - 1, max(-1, at - longest - 1), -1))

    def ends(self, node: ast.Node, at: int) -> frozenset[int]:
        """Every token index before which a match of `node` from `at` on may end."""
        key = id(node), at
        if key not in self.memo:
            self.memo[key] = frozenset(self._ends(node, at))
        return self.memo[key]

    def _ends(self, node: ast.Node, at: int) -> set[int] | frozenset[int]:
        match node:
            case ast.Seq(items=items):
                ends: set[int] | frozenset[int] = {at}
                for item in items:
                    ends = {stop for start in ends for stop in self.ends(item, start)}
                return ends
            case ast.Choice(options=options):
                return {stop for option in options for stop in self.ends(option, at)}
            case ast.Repeat(body=body, low=low, high=high):
                return self._repeated(body, low, high, at)
            case ast.Slot(body=body) | ast.Span(body=body):
                return self.ends(body, at)
            case ast.Terminal(name=name):
                fits = at < len(self.tokens) and takes(name, self.tokens[at])
                inside = name != "ANY" or not self.new_sentence(at + 1)
                return {at + 1} if fits and inside else set()
            case ast.Ref(name=name) if name in self.grammar.rules:
                alternatives = self.grammar.rules[name].alternatives
                return {stop for a in alternatives for stop in self.ends(a.pattern, at)}
            case ast.Ref() | ast.Literal():
                return {at + len(f.words) for f in self.forms(node).at(self.tokens, at)}
        return {at} if self.allows(node, at) else set()

    def _repeated(self, body: ast.Node, low: int, high: int | None, at: int) -> set[int]:
        found = {at} if low == 0 else set()
        ends = {at}
        count = 0
        while ends and (high is None or count < high):
            count += 1
            ends = {stop for start in ends for stop in self.ends(body, start) if stop > start}
            if count >= low:
                found |= ends
        return found

    def new_sentence(self, at: int) -> bool:
        """Whether token `at` is in another sentence than the one before it."""
        if not 0 < at < len(self.tokens):
            return False
        return self.tokens[at].sentence != self.tokens[at - 1].sentence
