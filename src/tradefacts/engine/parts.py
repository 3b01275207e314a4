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

from tradefacts.engine.rests import Holding, Reading, Rest, Step
from tradefacts.engine.row import View
from tradefacts.engine.vocabulary import TokenClass

Ends = frozenset[int]
Op = tuple[object, ...]
Derivation = tuple[Op, ...]
"""What a match does, in order; the operations are those of `derivations`."""

_NOWHERE: Ends = frozenset()

WORDS, NUMBER, SOFT, OPEN, CLOSE, SLOT, LINE = range(7)


class Part:
    """A piece of a pattern; by default one that takes tokens."""

    nullable = False

    def __init__(self) -> None:
        self._begins: dict[int, bool] = {}
        self._finishes: dict[int, bool] = {}
        self._holds: dict[int, bool] = {}
        self._asks: dict[bool, bool] = {}

    # -- what a class can be to this part
    def begins(self, token: TokenClass) -> bool:
        """Whether a match may begin with such a token."""
        found = self._begins.get(token.id)
        if found is None:
            found = self._begins[token.id] = self.may_begin(token)
        return found

    def finishes(self, token: TokenClass) -> bool:
        """Whether a match may end with such a token."""
        found = self._finishes.get(token.id)
        if found is None:
            found = self._finishes[token.id] = self.may_finish(token)
        return found

    def holds(self, token: TokenClass) -> bool:
        """Whether such a token may be the anchor of a match."""
        found = self._holds.get(token.id)
        if found is None:
            found = self._holds[token.id] = self.may_hold(token)
        return found

    def may_begin(self, token: TokenClass) -> bool:
        raise NotImplementedError

    def may_finish(self, token: TokenClass) -> bool:
        raise NotImplementedError

    def may_hold(self, token: TokenClass) -> bool:
        raise NotImplementedError

    @cached_property
    def traits(self) -> frozenset[int | str]:
        """What a token must have one of to be the anchor of a match: nodes and terminals."""
        return frozenset()

    # -- from the anchor outwards
    @cached_property
    def height(self) -> int:
        """How deep parts are nested in this one."""
        return 0

    def hold(self, left: Rest, right: Rest, holding: Holding) -> None:
        """Tell what is left on both sides of a token that is the anchor, given what is beside."""
        raise NotImplementedError

    def fits(self, step: Step) -> bool:
        """Whether a match in the direction of a step may go on with its token."""
        return self.begins(step.token) if step.forward else self.finishes(step.token)

    def read(self, rest: Rest, reading: Reading) -> None:
        """Tell what is left of this part and a rest after one token, which fits."""
        raise NotImplementedError

    def passes(self, glued: bool) -> bool:  # noqa: ARG002
        """Whether a part that may match no token does so, by what is known: is there no space."""
        return True

    @property
    def exact(self) -> bool:
        """Whether rests promise no more than this part holds."""
        return True

    def asks_glue(self, forward: bool) -> bool:
        """Whether a match that is read in a direction may begin with a look for a space."""
        found = self._asks.get(forward)
        if found is None:
            found = self._asks[forward] = self.may_ask(forward)
        return found

    def may_ask(self, forward: bool) -> bool:  # noqa: ARG002
        return False

    # -- exactly
    def allows(self, view: View, at: int) -> bool:  # noqa: ARG002
        """Whether the part matches no token at `at`: its guards hold there."""
        return False

    def ends(self, view: View, at: int) -> Ends:
        """Every place where a match from `at` on may end; `at` itself for an empty one."""
        key = self, at, "ends"
        found = view.memo.get(key)
        if found is None:
            fits = self.begins(view.cls(at))
            found = frozenset(self.forward(view, at)) if fits else _NOWHERE
            if self.nullable and self.allows(view, at):
                found |= {at}
            view.memo[key] = found
        assert isinstance(found, frozenset)
        return found

    def starts(self, view: View, at: int) -> Ends:
        """Every place where a match that ends before `at` may begin."""
        key = self, at, "starts"
        found = view.memo.get(key)
        if found is None:
            fits = self.finishes(view.cls(at - 1))
            found = frozenset(self.backward(view, at)) if fits else _NOWHERE
            if self.nullable and self.allows(view, at):
                found |= {at}
            view.memo[key] = found
        assert isinstance(found, frozenset)
        return found

    def forward(self, view: View, at: int) -> Iterable[int]:
        raise NotImplementedError

    def backward(self, view: View, at: int) -> Iterable[int]:
        raise NotImplementedError

    def derive(self, view: View, start: int, stop: int) -> tuple[Derivation, ...]:
        """Every different thing that a match over [start, stop) may do."""
        key = self, start, stop
        found = view.memo.get(key)
        if found is None:
            if start == stop:
                found = ((),) if self.nullable and self.allows(view, start) else ()
            else:
                found = tuple(dict.fromkeys(self.derivations(view, start, stop)))
            view.memo[key] = found
        assert isinstance(found, tuple)
        return found

    def derivations(self, view: View, start: int, stop: int) -> Iterable[Derivation]:
        raise NotImplementedError
