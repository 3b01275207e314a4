"""Measure how long a match of a linked pattern can be, and how often it can repeat a part."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from tradefacts.grammar import ast
from tradefacts.grammar.analysis import children
from tradefacts.grammar.tokens import split


@frozen
class Size:
    """The size of a pattern, as measured by `Sizes`."""

    reach: int | None
    rounds: int


@frozen(eq=False)
class Sizes:
    """Measures the patterns of a grammar; each rule is measured only once."""

    grammar: ast.Grammar
    _rules: dict[str, Size] = field(factory=dict, init=False)

    def reach(self, node: ast.Node) -> int | None:
        """The greatest number of tokens that a pattern can take; None if unbounded."""
        match node:
            case ast.Repeat(body=body, high=high):
                inner = self.reach(body)
                return None if inner is None or high is None else inner * high
            case ast.Seq(items=items):
                parts = [self.reach(item) for item in items]
                return None if None in parts else sum(p for p in parts if p is not None)
            case ast.Choice(options=options):
                return _longest(self.reach(option) for option in options)
            case ast.Slot(body=body) | ast.Span(body=body):
                return self.reach(body)
            case ast.Glued() | ast.Forbidden():
                return 0
            case ast.Literal(text=text):
                return len(split(text))
            case ast.Ref(name=name) if name in self.grammar.rules:
                return self._of_rule(name).reach
            case ast.Ref(name=name) if name in self.grammar.lexicons:
                # a form has as many tokens as its wording, except for the dots of abbreviations
                words = (w for e in self.grammar.lexicons[name].entries for w in e.wordings)
                return max((2 * len(split(w.plain)) for w in words), default=0)
        return 1

    def rounds(self, node: ast.Node) -> int:
        """How often a part can be repeated, with nested repetitions multiplied.

        `+` is not counted. It matters because each way to divide tokens into rounds is a reading.
        """
        match node:
            case ast.Repeat(body=body, low=low, high=high):
                return max(1, low, high or 1) * self.rounds(body)
            case ast.Ref(name=name) if name in self.grammar.rules:
                return self._of_rule(name).rounds
        return max((self.rounds(child) for child in children(node)), default=1)

    def _of_rule(self, name: str) -> Size:
        if name not in self._rules:
            self._rules[name] = Size(0, 1)  # ends the recursion of a rule that uses itself (E021)
            patterns = [a.pattern for a in self.grammar.rules[name].alternatives]
            reach = _longest(self.reach(pattern) for pattern in patterns)
            self._rules[name] = Size(reach, max(self.rounds(pattern) for pattern in patterns))
        return self._rules[name]


def _longest(lengths: Iterable[int | None]) -> int | None:
    """The greatest length; None if one is unbounded."""
    known = list(lengths)
    return None if None in known else max((n for n in known if n is not None), default=0)
