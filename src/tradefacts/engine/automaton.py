"""Patterns read away from an anchor by an automaton: one step a token, for all branches at once.

States are what may be left (Rabin and Scott, 1959: the subset construction). They are made as texts
ask for them, and so are their transitions: what a grammar could meet has no end, what texts have is
soon known.
"""

from __future__ import annotations

from tradefacts.engine.rests import Rest, Rests
from tradefacts.engine.vocabulary import GLUE, Symbol


class State(dict[Symbol, "State"]):
    """What may be left of the branches; its items are the states after each symbol.

    `goals` are those that may be reached here, `sure` those that are reached even if a space comes
    next. A state that is not `live` has nothing left.
    """

    __slots__ = ("automaton", "glued", "goals", "live", "rest", "sure")

    def __init__(self, automaton: Automaton, rest: Rest, *, glued: bool) -> None:
        super().__init__()
        self.automaton = automaton
        self.rest = rest
        self.glued = glued  # backward: whether no space is before the last token
        self.sure = rest.sure
        self.goals = rest.over if glued or automaton.forward else rest.sure
        self.live = rest.live

    def __missing__(self, symbol: Symbol) -> State:
        found = self[symbol] = self.automaton.follow(self, symbol)
        return found

    __hash__ = object.__hash__  # type: ignore[assignment]  # each is one of its kind
    __eq__ = object.__eq__


class Tally:
    """How much is remembered, in transitions."""

    count = 0


class Automaton:
    """The states of one direction."""

    def __init__(self, tally: Tally, *, forward: bool) -> None:
        self.tally = tally
        self.forward = forward
        self.rests = Rests(forward=forward)
        self.ended = State(self, self.rests.none, glued=False)
        self._states = {(self.rests.none, False): self.ended}

    def state(self, rest: Rest, last: Symbol) -> State:
        """The state in which something is left after a symbol was read."""
        glued = False
        if not self.forward:
            if last.breaks:  # the paragraph begins here
                rest = self.rests.of({}, rest.sure)
            glued = last.glued and GLUE in rest.edge
        found = self._states.get((rest, glued))
        if found is None:
            found = self._states[rest, glued] = State(self, rest, glued=glued)
        return found

    def follow(self, state: State, symbol: Symbol) -> State:
        """The state after a symbol."""
        self.tally.count += 1
        if symbol.breaks and self.forward:
            return self.state(self.rests.none, symbol)
        glued = symbol.glued if self.forward else state.glued
        return self.state(self.rests.after(state.rest, symbol.cls, glued=glued), symbol)
