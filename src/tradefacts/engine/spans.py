"""Spans that may match around an anchor: the automata propose them, edge guards narrow them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tradefacts.engine.automaton import Automaton, State
from tradefacts.engine.compound import Seq
from tradefacts.engine.guards import Forbidden
from tradefacts.engine.known import Narrowed
from tradefacts.engine.program import Branch
from tradefacts.engine.rests import Goals
from tradefacts.engine.vocabulary import Symbol


class Span(NamedTuple):
    """Tokens [start, stop), counted from the anchor, that a branch may match."""

    start: int
    stop: int
    branch: Branch

    @property
    def guards(self) -> Iterator[Guard]:
        """The guards at its edges."""
        yield from (Guard(self.start, guard) for guard in self.branch.before)
        yield from (Guard(self.stop, guard) for guard in self.branch.after)


Promised = tuple[tuple[Span, Seq], ...]
"""Spans whose guards have been checked, each with the parts to match it by."""


class Guard(NamedTuple):
    """A guard and the place where it has to hold."""

    at: int
    forbidden: Forbidden


class Probe:
    """Checks guards that look from one place in one direction; it uses the automaton too."""

    __slots__ = ("ahead", "at", "automaton", "rest", "starts")

    def __init__(self, at: int, guards: Iterable[Forbidden], automaton: Automaton) -> None:
        rests = automaton.rests
        self.at = at
        self.ahead = automaton.forward
        self.automaton = automaton
        self.rest = rests.union([rests.put(guard.body, rests.end(guard)) for guard in guards])
        self.starts: dict[Symbol, State] = {}

    def found(self, symbols: Sequence[Symbol], anchor: int) -> Goals:
        """The guards that may have found what they forbid."""
        place = anchor + self.at
        ahead = self.ahead
        last = symbols[place - 1 if ahead else place]
        state = self.starts.get(last)
        if state is None:
            state = self.starts[last] = self.automaton.state(self.rest, last)
        found: Goals = frozenset()
        while state.live:
            if not ahead:
                place -= 1
            state = state[symbols[place]]
            if ahead:
                place += 1
            if state.goals:
                glued = not ahead or symbols[place].glued
                found |= state.goals if glued else state.sure
        return found


class Meeting:
    """Where two trails meet: spans, probes of their guards, and the spans that the probes leave."""

    __slots__ = ("narrowed", "probes", "spans")

    def __init__(self, spans: Sequence[Span], probes: Sequence[Probe]) -> None:
        self.spans = spans
        self.probes = probes
        self.narrowed: dict[tuple[Goals, ...], Narrowed] = {}


def narrow(meeting: Meeting, found: Sequence[Goals]) -> Promised:
    """The spans that may match, given what each probe found; each with the parts to match it by."""
    held = zip(meeting.probes, found, strict=True)
    broken = {(probe.at, goal.what) for probe, goals in held for goal in goals}
    rows: list[tuple[Span, Seq]] = []
    for span in meeting.spans:
        failed = [guard for guard in span.guards if guard in broken]
        if not any(guard.forbidden.body.exact for guard in failed):
            rows.append((span, span.branch.whole if failed else span.branch.core))
    return tuple(rows)
