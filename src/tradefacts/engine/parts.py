"""Patterns as parts, which are matched in two passes.

The first pass reads outwards from an anchor, token by token and for all lines at once, to find
where a match may begin and end: `hold` tells what a part leaves on both sides of the anchor, `read`
what is left after one more token (see `rests`). The second pass matches these spans exactly, line
by line: `ends` and `starts` tell how far a match from or up to a place may reach, `derive` lists
its derivations. Neither pass looks at values.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from tradefacts.engine.rests import Holding, Rest, Step
from tradefacts.engine.row import Derivation, Ends, View
from tradefacts.engine.vocabulary import Bits, TokenClass, Traits

_NOWHERE: Ends = frozenset()

WORDS, NUMBER, SOFT, OPEN, CLOSE, SLOT, LINE = range(7)


class Part:
    """A piece of a pattern; by default one that takes tokens."""

    nullable = False
    idle = False
    """Whether rests ignore it."""

    # -- what this part asks of a token
    @cached_property
    def first(self) -> Traits:
        """The traits of which a token needs one to begin a match."""
        return frozenset()

    @cached_property
    def last(self) -> Traits:
        """The traits of which a token needs one to end a match."""
        return frozenset()

    @cached_property
    def core(self) -> Traits:
        """The traits of which a token needs one to be the anchor of a match."""
        return frozenset()

    def holds(self, token: TokenClass) -> bool:
        """Whether a token of this class may be the anchor of a match."""
        return not self.core.isdisjoint(token.traits)

    @cached_property
    def asked(self) -> Bits:
        """The traits that this part and its inner parts ask for; others make no difference."""
        return 0

    # -- from the anchor outwards
    @cached_property
    def height(self) -> int:
        """How deeply parts are nested in this one."""
        return 0

    def hold(self, left: Rest, right: Rest, holding: Holding) -> None:
        """Tell `holding` what is left around the anchor; `left` and `right` surround this part."""
        raise NotImplementedError

    def edge(self, forward: bool) -> Traits:
        """The traits of which a token needs one to be read next in this direction."""
        return self.first if forward else self.last

    def read(self, step: Step) -> Rest:
        """What is left of this part after reading one token, which is known to fit."""
        raise NotImplementedError

    def passes(self, glued: bool) -> bool:  # noqa: ARG002
        """Whether a nullable part may match no token here, judging only by whether it is glued."""
        return True

    @property
    def exact(self) -> bool:
        """Whether rests promise exactly what this part matches, and no more."""
        return True

    # -- exactly
    def allows(self, view: View, at: int) -> bool:  # noqa: ARG002
        """Whether the part can match an empty sequence at `at`, that is, its guards hold there."""
        return False

    def ends(self, view: View, at: int) -> Ends:
        """Every place where a match that begins at `at` may end; `at` itself for an empty one."""
        key = self, at
        found = view.ends.get(key)
        if found is None:
            fits = not self.first.isdisjoint(view.cls(at).traits)
            found = frozenset(self.forward(view, at)) if fits else _NOWHERE
            if self.nullable and self.allows(view, at):
                found |= {at}
            view.ends[key] = found
        return found

    def starts(self, view: View, at: int) -> Ends:
        """Every place where a match that ends before `at` may begin."""
        key = self, at
        found = view.starts.get(key)
        if found is None:
            fits = not self.last.isdisjoint(view.cls(at - 1).traits)
            found = frozenset(self.backward(view, at)) if fits else _NOWHERE
            if self.nullable and self.allows(view, at):
                found |= {at}
            view.starts[key] = found
        return found

    def forward(self, view: View, at: int) -> Iterable[int]:
        raise NotImplementedError

    def backward(self, view: View, at: int) -> Iterable[int]:
        raise NotImplementedError

    def derive(self, view: View, start: int, stop: int) -> tuple[Derivation, ...]:
        """The distinct derivations of a match over [start, stop)."""
        key = self, start, stop
        found = view.derived.get(key)
        if found is None:
            if start == stop:
                found = ((),) if self.nullable and self.allows(view, start) else ()
            else:
                found = tuple(dict.fromkeys(self.derivations(view, start, stop)))
            view.derived[key] = found
        return found

    def derivations(self, view: View, start: int, stop: int) -> Iterable[Derivation]:
        raise NotImplementedError


class Alike(Part):
    """A part that asks the same of a token in both reading directions."""

    @property
    def last(self) -> Traits:
        return self.first
