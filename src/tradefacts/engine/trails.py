"""Trails: how a text was read away from an anchor, and where goals were reached.

A trail is a state of the automaton together with its past. Two runs that reached the same goals
after equally many tokens and have nothing left are one trail, whatever the tokens were. So a trail
on the right and one on the left determine what is found between them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefacts.engine.automaton import Automaton, State
from tradefacts.engine.rests import Goals
from tradefacts.engine.vocabulary import Symbol

if TYPE_CHECKING:
    from tradefacts.engine.spans import Meeting

Reached = tuple[tuple[Goals, int], ...]
"""Goals reached together, each set with the number of tokens read so far, anchor included."""


class Trail(dict[Symbol, "Trail"]):
    """What was reached on one side of an anchor; maps each symbol to the trail after it.

    A trail that is not `live` goes no further. The keys of `meetings` are trails on the other side.
    """

    __slots__ = ("_over", "count", "live", "meetings", "reached", "state", "trails")

    def __init__(self, trails: Trails, state: State, count: int, reached: Reached) -> None:
        super().__init__()
        self.trails = trails
        self.state = state
        self.count = count
        self.reached = reached
        self.live = state.live
        self.meetings: dict[Trail, Meeting] = {}
        self._over: Trail | None = None

    def __missing__(self, symbol: Symbol) -> Trail:
        ends = self.state.rest.edge.isdisjoint(symbol.cls.traits)  # true of most symbols
        found = self[symbol] = self.over if ends else self.trails.after(self, symbol)
        return found

    @property
    def over(self) -> Trail:
        """The trail after a symbol that nothing can continue with."""
        if self._over is None:
            self._over = self.trails.ended(self.reached)
        return self._over

    __hash__ = object.__hash__  # type: ignore[assignment]  # compared by identity
    __eq__ = object.__eq__


class Trails:
    """The trails of one direction, each made once."""

    def __init__(self, automaton: Automaton) -> None:
        self.automaton = automaton
        self._trails: dict[tuple[State, int, Reached] | Reached, Trail] = {}

    def start(self, state: State) -> Trail:
        """The trail that begins at an anchor in a state."""
        return self._trail(state, 1, ())

    def after(self, trail: Trail, symbol: Symbol) -> Trail:
        """The trail after a symbol."""
        self.automaton.tally.count += 1
        return self._trail(trail.state[symbol], trail.count + 1, trail.reached)

    def ended(self, reached: Reached) -> Trail:
        """The trail that reached these goals and has nothing left."""
        return self._trail(self.automaton.ended, 0, reached)

    def _trail(self, state: State, count: int, reached: Reached) -> Trail:
        if state.goals:
            reached = (*reached, (state.goals, count))
        key = (state, count, reached) if state.live else reached
        found = self._trails.get(key)
        if found is None:
            found = self._trails[key] = Trail(self, state, count, reached)
        return found
