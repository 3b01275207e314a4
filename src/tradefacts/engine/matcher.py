"""The matches around an anchor: where they may be by the automaton, what they are by the parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from tradefacts.engine.automaton import Automaton, State
from tradefacts.engine.evaluate import Evaluator, Match
from tradefacts.engine.compound import Seq
from tradefacts.engine.guards import Forbidden
from tradefacts.engine.program import Branch, Program
from tradefacts.engine.rests import Holding
from tradefacts.engine.row import Row, View
from tradefacts.engine.template import Template, make_template
from tradefacts.engine.vocabulary import Symbol, Symbols, TokenClass
from tradefacts.grammar.readings import Reading

Tokens = tuple[object, ...]

Trail = tuple[object, ...]
"""The states in which goals are reached on both sides of an anchor, each with its place."""


class Span(NamedTuple):
    """Tokens [start, stop), counted from the anchor, that a branch may match."""

    start: int
    stop: int
    branch: Branch

    @property
    def guards(self) -> Iterator[Guard]:
        """The guards at its edges."""
        for guard in self.branch.before:
            yield Guard(self.start, guard)
        for guard in self.branch.after:
            yield Guard(self.stop, guard)


class Guard(NamedTuple):
    """A guard and the place where it has to hold."""

    at: int
    forbidden: Forbidden


class Probe:
    """Guards that are looked at from one place in one direction, by the automaton as well."""

    __slots__ = ("ahead", "at", "automaton", "rest")

    def __init__(self, at: int, guards: Iterable[Forbidden], automaton: Automaton) -> None:
        rests = automaton.rests
        self.at = at
        self.ahead = automaton.forward
        self.automaton = automaton
        self.rest = rests.union(rests.put(guard.body, rests.end(guard)) for guard in guards)

    def found(self, symbols: Sequence[Symbol], anchor: int) -> frozenset[object]:
        """The guards that may have found what they forbid."""
        place = anchor + self.at
        ahead = self.ahead
        state = self.automaton.state(self.rest, symbols[place - 1 if ahead else place])
        found: frozenset[object] = frozenset()
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


class Known:
    """Matches, and readings by the tokens that they take; [low, high) are these tokens."""

    __slots__ = ("high", "low", "matches", "templates")

    def __init__(self, matches: Sequence[Match]) -> None:
        self.matches = matches
        self.low = min((match.start for match in matches), default=0)
        self.high = max((match.stop for match in matches), default=1)
        self.templates: dict[Tokens, Template] = {}


class Case:
    """Spans whose guards have been looked at, and what is known of the matches in them.

    [low, high) is what was looked at to tell what the matches are: they are known by the symbols
    there, and where sentences matter by the words as well.
    """

    __slots__ = ("high", "known", "low", "spans", "worded")

    def __init__(self, spans: Sequence[tuple[Span, Seq]]) -> None:
        self.spans = spans
        self.low = min((span.start for span, _ in spans), default=0)
        self.high = max((span.stop for span, _ in spans), default=1)
        self.worded = False
        self.known: dict[Tokens, Known] = {}

    def tokens(self, row: Row, at: int) -> Tokens:
        """What the matches around an anchor are known by."""
        low, high = at + self.low, at + self.high
        start = max(low, 0)
        found: Tokens = tuple(row.symbols[start:high])
        if low < 0:
            found = (low, *found)
        return (*found, *row.pieces[start:high]) if self.worded else found

    def reach(self, view: View) -> None:
        """Tell by more from now on, if a view has looked further."""
        wider = view.low < self.low or view.seen > self.high
        if wider or view.asked_fresh > self.worded:
            self.low, self.high = min(view.low, self.low), max(view.seen, self.high)
            self.worded = self.worded or view.asked_fresh
            self.known.clear()


class Outcome:
    """What a trail comes to: spans, probes of their guards, cases by what the probes found."""

    __slots__ = ("cases", "probes", "spans")

    def __init__(self, spans: Sequence[Span], probes: Sequence[Probe]) -> None:
        self.spans = spans
        self.probes = probes
        self.cases: dict[tuple[frozenset[object], ...], Case] = {}


class Matcher:
    """Matches of a program; what it has met before it need not work out again."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.evaluator = Evaluator(program)
        self.symbols = Symbols(program.graph, self._is_anchor)
        self.right = Automaton(forward=True)
        self.left = Automaton(forward=False)
        self.outcomes: dict[Trail, Outcome] = {}
        self.made = 0  # templates and matches

    @property
    def size(self) -> int:
        """How much is remembered."""
        return self.right.size + self.left.size + len(self.outcomes) + 10 * self.made

    def _is_anchor(self, token: TokenClass) -> bool:
        return bool(self.program.lines.holds(token))

    # -- where
    def case(self, row: Row, at: int) -> Case | None:
        """What is known of the matches around an anchor; None where there is none."""
        symbols = row.symbols
        symbol = symbols[at]
        if symbol.right is None:
            self._start(symbol)
        trail: list[Any] = []
        state: State = symbol.right
        place = at + 1
        while True:
            if state.goals:
                trail += state, place - at
            if not state.live:
                break
            state = state[symbols[place]]
            place += 1
        if not trail:
            return None
        ends = len(trail)
        state = symbol.left
        place = at
        while True:
            if state.goals:
                trail += state, place - at
            if not state.live:
                break
            place -= 1
            state = state[symbols[place]]
        if ends == len(trail):
            return None
        key = tuple(trail)
        outcome = self.outcomes.get(key)
        if outcome is None:
            outcome = self.outcomes[key] = self._outcome(trail[:ends], trail[ends:])
        if not outcome.spans:
            return None
        found = tuple([probe.found(symbols, at) for probe in outcome.probes])
        case = outcome.cases.get(found)
        if case is None:
            case = outcome.cases[found] = _case(outcome, found)
        return case if case.spans else None

    def _start(self, symbol: Symbol) -> None:
        """The states around an anchor of which nothing more is known."""
        left, right = self.left.rests, self.right.rests
        holding = Holding(symbol.cls, left, right)
        for number in self.program.lines.holds(symbol.cls):
            for branch in self.program.lines.all[number].branches:
                holding.enter(branch.core, left.end(branch), right.end(branch))
        before, after = holding.results()
        symbol.left = self.left.state(before, symbol)
        symbol.right = self.right.state(after, symbol)

    def _outcome(self, right: Sequence[Any], left: Sequence[Any]) -> Outcome:
        """The spans between two rows of states and places, and probes of the guards there."""
        stops: dict[Branch, list[int]] = {}
        for state, place in zip(right[::2], right[1::2], strict=True):
            for branch in state.goals:
                stops.setdefault(branch, []).append(place)
        spans = [
            Span(place, stop, branch)
            for state, place in zip(left[::2], left[1::2], strict=True)
            for branch in state.goals
            for stop in stops.get(branch, ())
        ]
        spans.sort(key=_order)
        guards: dict[tuple[int, bool], dict[Forbidden, None]] = {}
        for span in spans:
            for at, forbidden in span.guards:
                guards.setdefault((at, forbidden.ahead), {})[forbidden] = None
        probes = [
            Probe(at, found, self.right if ahead else self.left)
            for (at, ahead), found in guards.items()
        ]
        return Outcome(spans, probes)

    # -- what
    def known(self, case: Case, row: Row, at: int) -> Known:
        """The matches of a case around an anchor."""
        found = case.known.get(case.tokens(row, at))
        if found is None:
            view = View(row, at, self.program.abbreviations)
            found = Known(tuple(dict.fromkeys(_matches(case, view))))
            case.reach(view)
            self.made += 1
            case.known[case.tokens(row, at)] = found
        return found

    def template(self, known: Known, row: Row, at: int) -> Template:
        """The readings of known matches around an anchor."""
        tokens = tuple(row.pieces[at + known.low : at + known.high])
        found = known.templates.get(tokens)
        if found is None:
            self.made += 1
            view = View(row, at, self.program.abbreviations)
            found = make_template(known.matches, view, self.evaluator, row.text)
            known.templates[tokens] = found
        return found

    def readings(self, match: Match, row: Row, at: int) -> Iterator[Reading]:
        """The readings of a match around an anchor."""
        view = View(row, at, self.program.abbreviations)
        return self.evaluator.readings(match, view, row.text)


def _case(outcome: Outcome, found: Sequence[Iterable[Any]]) -> Case:
    """The spans that may match by what each probe found, each with the parts to match it by."""
    held = zip(outcome.probes, found, strict=True)
    broken = {Guard(probe.at, forbidden) for probe, goals in held for forbidden in goals}
    rows: list[tuple[Span, Seq]] = []
    for span in outcome.spans:
        failed = broken.intersection(span.guards)
        if not any(guard.forbidden.body.exact for guard in failed):
            rows.append((span, span.branch.whole if failed else span.branch.core))
    return Case(rows)


def _matches(case: Case, view: View) -> Iterator[Match]:
    for (start, stop, branch), parts in case.spans:
        for derivation in parts.derive(view, start, stop):
            yield Match.of(branch.line.line, start, stop, derivation)


def _order(span: Span) -> tuple[int, int, int]:
    return span.branch.line.line.order, span.start, span.stop
