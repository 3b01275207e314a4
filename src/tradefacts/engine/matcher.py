"""Find the matches around an anchor: the automaton tells where they may be, parts what they are."""

from __future__ import annotations

from collections.abc import Iterator

from tradefacts.engine.automaton import Automaton, Tally
from tradefacts.engine.evaluate import Evaluator, Match
from tradefacts.engine.guards import Forbidden
from tradefacts.engine.known import Known, Narrowed
from tradefacts.engine.prepared import Ahead
from tradefacts.engine.program import Branch, Program
from tradefacts.engine.rests import Beside, Goal, Holding
from tradefacts.engine.row import Row, View
from tradefacts.engine.spans import Meeting, Probe, Promised, Span, narrow
from tradefacts.engine.template import Template, make_template
from tradefacts.engine.trails import Reached, Trail, Trails
from tradefacts.engine.vocabulary import Met, Symbol, Symbols, TokenClass
from tradefacts.grammar.readings import Reading

_ROOM = 400_000  # how many transitions are remembered: they take some 300 MB
_WEIGHT = 10  # what a meeting, a set of matches or a template counts for, in transitions


class Matcher:
    """Finds the matches of a program; remembers its results, so as not to work them out twice."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.evaluator = Evaluator(program)
        self.symbols = Symbols(program.classes, program.is_anchor)
        self.forget()

    def forget(self) -> None:
        """Forget all remembered results, so that they do not grow without end."""
        self.symbols.forget()
        self.tally = Tally()
        self.right = Trails(Automaton(self.tally, forward=True))
        self.left = Trails(Automaton(self.tally, forward=False))
        left, right = self.left.automaton.rests, self.right.automaton.rests
        prepared = self.program.prepared
        self.ahead = None if prepared is None else Ahead(prepared, left, right)
        self.starts: dict[Met, Beside] = {}
        self.narrowings: dict[Promised, Narrowed] = {}
        self.matches: dict[tuple[Match, ...], Known] = {}

    def row(self, text: str) -> Row:
        """Cut a text into tokens."""
        return Row(text, self.symbols, self.program.abbreviations)

    # -- where
    def narrowed(self, row: Row, at: int) -> Narrowed | None:
        """The spans that may match around an anchor, guards checked; None if there are none."""
        if self.tally.count > _ROOM:
            self.forget()
        symbols = row.symbols
        left, right = symbols[at].trails or self._start(symbols[at])
        place = at
        while right.live:
            place += 1
            right = right[symbols[place]]
        if not right.reached:
            return None
        place = at
        while left.live:
            place -= 1
            left = left[symbols[place]]
        meeting = right.meetings.get(left)
        if meeting is None:
            meeting = right.meetings[left] = self._meeting(right.reached, left.reached)
        if not meeting.spans:
            return None
        found = tuple([probe.found(symbols, at) for probe in meeting.probes])
        narrowed = meeting.narrowed.get(found)
        if narrowed is None:
            narrowed = meeting.narrowed[found] = self._narrowed(narrow(meeting, found))
        return narrowed if narrowed.spans else None

    def _start(self, symbol: Symbol) -> tuple[Trail, Trail]:
        """The trails to the left and right of an anchor before any other token is read."""
        token = symbol.cls
        anchor = token.met(self.program.lines.traits)
        if anchor not in self.starts:
            known = None if self.ahead is None else self.ahead.start(anchor)
            self.starts[anchor] = known or self._beside(token)
        before, after = self.starts[anchor]
        trails = (
            self.left.start(self.left.automaton.state(before, symbol)),
            self.right.start(self.right.automaton.state(after, symbol)),
        )
        symbol.trails = trails
        return trails

    def _beside(self, token: TokenClass) -> Beside:
        """What is left on both sides of an anchor of a token class."""
        left, right = self.left.automaton.rests, self.right.automaton.rests
        holding = Holding(token, left, right)
        for number in self.program.lines.holds(token):
            for branch in self.program.lines.all[number].branches:
                holding.enter(branch.core, left.end(branch), right.end(branch))
        return holding.results()

    def _meeting(self, right: Reached, left: Reached) -> Meeting:
        """Pair the places reached on both sides into spans, with probes for the guards there."""
        self.tally.count += _WEIGHT
        stops: dict[Goal, list[int]] = {}
        for goals, count in right:
            for goal in goals:
                stops.setdefault(goal, []).append(count)
        found: dict[Span, None] = {}
        for goals, count in left:
            for goal in stops.keys() & goals:
                assert isinstance(goal.what, Branch)
                for stop in stops[goal]:
                    found[Span(1 - count, stop, goal.what)] = None
        spans = sorted(found, key=_order)
        guards: dict[tuple[int, bool], dict[Forbidden, None]] = {}
        for span in spans:
            for at, forbidden in span.guards:
                guards.setdefault((at, forbidden.ahead), {})[forbidden] = None
        probes = [
            Probe(at, forbidden, (self.right if ahead else self.left).automaton)
            for (at, ahead), forbidden in guards.items()
        ]
        return Meeting(spans, probes)

    def _narrowed(self, spans: Promised) -> Narrowed:
        """The cache for spans whose guards have been checked; equal spans share one object."""
        narrowed = self.narrowings.get(spans)
        if narrowed is None:
            narrowed = self.narrowings[spans] = Narrowed(spans)
        return narrowed

    # -- what
    def known(self, narrowed: Narrowed, row: Row, at: int) -> Known:
        """The matches around an anchor in spans whose guards have been checked."""
        found = narrowed.known(row, at)
        if found is None:
            self.tally.count += _WEIGHT
            found = narrowed.alike(row, at)
        if found is None:
            view = View(row, at)
            found = self._known(tuple(dict.fromkeys(_matches(narrowed, view))))
            narrowed.learn(view, found)
        return found

    def _known(self, matches: tuple[Match, ...]) -> Known:
        """The `Known` of these matches; equal matches, frequent across texts, share one object."""
        known = self.matches.get(matches)
        if known is None:
            known = self.matches[matches] = Known(matches)
        return known

    def template(self, known: Known, row: Row, at: int) -> Template:
        """The template with the readings of known matches around an anchor."""
        tokens = row.pieces[at + known.low : at + known.high]
        found = known.templates.get(tokens)
        if found is None:
            self.tally.count += _WEIGHT
            view = View(row, at)
            found = make_template(known.rivals, view, self.evaluator, row.text)
            known.templates[tokens] = found
        return found

    def readings(self, match: Match, row: Row, at: int) -> Iterator[Reading]:
        """The readings of a match around an anchor."""
        return self.evaluator.readings(match, View(row, at), row.text)


def _matches(narrowed: Narrowed, view: View) -> Iterator[Match]:
    for (start, stop, branch), parts in narrowed.spans:
        for derivation in parts.derive(view, start, stop):
            yield Match.of(branch.line.line, start, stop, derivation)


def _order(span: Span) -> tuple[int, int, int]:
    return span.branch.line.line.order, span.start, span.stop
