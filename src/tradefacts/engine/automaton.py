"""An automaton that reads patterns outwards from an anchor, all branches at once, token by token.

A state is what may be left to read (the subset construction of Rabin and Scott, 1959). States and
transitions are built lazily, as texts need them: a grammar could meet endlessly many inputs, but
real texts soon repeat themselves.
"""

from __future__ import annotations

from tradefacts.engine.rests import Rest, Rests
from tradefacts.engine.vocabulary import GLUE, Symbol


class State(dict[Symbol, "State"]):
    """What may be left of the branches; maps each symbol to the state after it.

    `goals` are the goals that may be reached here, `sure` those reached even if a space comes next.
    A state that is not `live` has nothing left to read.
    """

    __slots__ = ("automaton", "glued", "goals", "live", "rest", "sure")

    def __init__(self, automaton: Automaton, rest: Rest, *, glued: bool) -> None:
        super().__init__()
        self.automaton = automaton
        self.rest = rest
        self.glued = glued  # backward only: whether no space precedes the token read last
        self.sure = rest.sure
        self.goals = rest.over if glued or automaton.forward else rest.sure
        self.live = rest.live

    def __missing__(self, symbol: Symbol) -> State:
        found = self[symbol] = self.automaton.follow(self, symbol)
        return found

    __hash__ = object.__hash__  # type: ignore[assignment]  # compared by identity
    __eq__ = object.__eq__


class Tally:
    """Counts the transitions that are remembered, to bound the use of memory."""

    count = 0


class Automaton:
    """The states of one reading direction."""

    def __init__(self, tally: Tally, *, forward: bool) -> None:
        self.tally = tally
        self.forward = forward
        self.rests = Rests(forward=forward)
        self.ended = State(self, self.rests.none, glued=False)
        self._states = {(self.rests.none, False): self.ended}

    def state(self, rest: Rest, last: Symbol) -> State:
        """The state in which `rest` is left after the symbol `last` was read."""
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
        """Compute the state that a symbol leads to."""
        self.tally.count += 1
        if symbol.breaks and self.forward:
            return self.state(self.rests.none, symbol)
        glued = symbol.glued if self.forward else state.glued
        return self.state(self.rests.after(state.rest, symbol.cls, glued=glued), symbol)
