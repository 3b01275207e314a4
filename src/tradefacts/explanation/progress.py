"""How far an alternative gets before it fails, and what it expected there.

This is the farthest failure, as PEG parsers report it, computed with the recogniser of the
reference back end. A failure inside the span of a fact is worth reporting.
"""

from __future__ import annotations

from attrs import evolve, field, frozen

from tradefacts.grammar import ast, written
from tradefacts.grammar.analysis import walk
from tradefacts.reference.recognizer import Recognizer


@frozen
class Far:
    """The token at which an alternative fails, what it expected there, where its span begins.

    `begins` is None if no span has been entered.
    """

    at: int
    wanted: tuple[str, ...]
    begins: int | None = None


@frozen
class Progress:
    """The farthest failures of patterns over the tokens of one paragraph."""

    recognizer: Recognizer
    memo: dict[tuple[int, int], Far | None] = field(factory=dict)

    def alternative(self, alternative: ast.Alternative, start: int) -> Far | None:
        """The farthest failure of an alternative from `start` on; None if it matches there."""
        pattern = alternative.pattern
        if self.recognizer.ends(pattern, start):
            return None
        far = self.fail(pattern, start)
        if far is not None and not any(isinstance(n, ast.Span) for n in walk(pattern)):
            far = evolve(far, begins=start)
        return far

    def fail(self, node: ast.Node, at: int) -> Far | None:
        """The farthest failure of a pattern from `at` on; None if it cannot fail."""
        key = id(node), at
        if key not in self.memo:
            self.memo[key] = None  # stops the recursion of a repetition that consumes nothing
            self.memo[key] = self._fail(node, at)
        return self.memo[key]

    def _fail(self, node: ast.Node, at: int) -> Far | None:
        match node:
            case ast.Seq(items=items):
                return self.sequence(items, at)
            case ast.Choice(options=options):
                return farthest([self.fail(option, at) for option in options])
            case ast.Repeat(body=body, high=high):
                ends = self.recognizer.ends(body, at) if high != 1 else ()
                again = [self.fail(node, stop) for stop in ends if stop > at]
                return farthest([self.fail(body, at), *again])
            case ast.Span(body=body):
                far = self.fail(body, at)
                entered = far is not None and far.at > at
                return evolve(far, begins=at) if far is not None and entered else far
            case ast.Slot(body=body):
                far = self.fail(body, at)
                whole = far is not None and far.at == at  # nothing of it matched
                return Far(at, (written.pattern(node),)) if whole else far
            case ast.Ref(name=name) if name in self.recognizer.grammar.rules:
                alternatives = self.recognizer.grammar.rules[name].alternatives
                far = farthest([self.fail(a.pattern, at) for a in alternatives])
                whole = far is not None and far.at == at
                return Far(at, (written.pattern(node),)) if whole else far
        if self.recognizer.ends(node, at):
            return None
        return Far(at, (written.pattern(node),))

    def sequence(self, items: tuple[ast.Node, ...], at: int) -> Far | None:
        """Try each item from every token at which the items before it can end."""
        places: dict[int, int | None] = {at: None}
        fars: list[Far | None] = []
        for item in items:
            spanned = any(isinstance(n, ast.Span) for n in walk(item))
            following: dict[int, int | None] = {}
            for start, begins in places.items():
                far = self.fail(item, start)
                if far is not None and begins is not None:
                    far = evolve(far, begins=begins)
                fars.append(far)
                for stop in self.recognizer.ends(item, start):
                    here = start if spanned and begins is None else begins
                    following[stop] = _earlier(following.get(stop), here)
            places = following
        return farthest(fars)


def farthest(fars: list[Far | None]) -> Far | None:
    """Merge the failures that are farthest to the right into one."""
    some = [far for far in fars if far is not None]
    if not some:
        return None
    at = max(far.at for far in some)
    best = [far for far in some if far.at == at]
    begins: int | None = None
    for far in best:
        begins = _earlier(begins, far.begins)
    return Far(at, tuple(dict.fromkeys(w for far in best for w in far.wanted)), begins)


def _earlier(a: int | None, b: int | None) -> int | None:
    return min((n for n in (a, b) if n is not None), default=None)
