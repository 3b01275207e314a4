"""Patterns as parts, which are matched in two ways.

From an anchor outwards, a token at a time and all lines at once, it is told where a match may begin
and end: `hold` tells what a part leaves on both sides of the anchor, `read` what is left after one
token more (see `rests`). What is found so is matched exactly, line by line: `ends` and `starts`
tell where a match from a place or up to it may reach, `derive` what it does. Values are not looked
at.
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
    """Whether rests take no notice of it."""

    # -- what a token can be to this part
    @cached_property
    def first(self) -> Traits:
        """What a token must have one of to begin a match."""
        return frozenset()

    @cached_property
    def last(self) -> Traits:
        """What a token must have one of to end a match."""
        return frozenset()

    @cached_property
    def core(self) -> Traits:
        """What a token must have one of to be the anchor of a match."""
        return frozenset()

    def holds(self, token: TokenClass) -> bool:
        """Whether such a token may be the anchor of a match."""
        return not self.core.isdisjoint(token.traits)

    @cached_property
    def asked(self) -> Bits:
        """What this part and those in it ask of tokens: others are all the same to it."""
        return 0

    # -- from the anchor outwards
    @cached_property
    def height(self) -> int:
        """How deep parts are nested in this one."""
        return 0

    def hold(self, left: Rest, right: Rest, holding: Holding) -> None:
        """Tell what is left on both sides of a token that is the anchor, given what is beside."""
        raise NotImplementedError

    def edge(self, forward: bool) -> Traits:
        """What a token must have one of to be read next in a direction."""
        return self.first if forward else self.last

    def read(self, step: Step) -> Rest:
        """What is left of this part after one token, which fits."""
        raise NotImplementedError

    def passes(self, glued: bool) -> bool:  # noqa: ARG002
        """Whether a part that may match no token does so, by what is known: is there no space."""
        return True

    @property
    def exact(self) -> bool:
        """Whether rests promise no more than this part holds."""
        return True

    # -- exactly
    def allows(self, view: View, at: int) -> bool:  # noqa: ARG002
        """Whether the part matches no token at `at`: its guards hold there."""
        return False

    def ends(self, view: View, at: int) -> Ends:
        """Every place where a match from `at` on may end; `at` itself for an empty one."""
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
        """Every different thing that a match over [start, stop) may do."""
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
    """A part that asks the same of a token whichever way it is read."""

    @property
    def last(self) -> Traits:
        return self.first
