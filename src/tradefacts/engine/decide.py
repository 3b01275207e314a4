"""Decisions remembered: which matches an anchor has, by what was asked about the tokens around it.

Exploring a line (an alternative of a fact rule) asks one question after another, and which it asks
next depends on the answers alone. So the questions and answers of each line are kept as a tree:
whoever meets the same answers again arrives at the same matches without exploring. A tree for all
lines together would hold every combination of what their trees hold.

The lines that may have an anchor are followed together, as the states of a deterministic automaton
are sets of states: one tree of looks tells which token is looked at next, of what class it is, and
which lines that decides. It is made as texts ask for it, and quick to pass.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any

from tradefacts.engine.evaluate import Evaluator, Match
from tradefacts.engine.explore import explore
from tradefacts.engine.program import Program
from tradefacts.engine.source import Source
from tradefacts.engine.template import Template, make_template
from tradefacts.engine.vocabulary import TokenClass
from tradefacts.engine.witness import Ask, Question, answer

CLASS, GLUED, FRESH = range(3)
_LOOKS = {Ask.GLUED: GLUED, Ask.FRESH: FRESH}
_ROOM = 1_000_000  # questions that are remembered; looks, their waiting lines and templates
_WEIGHT = 10  # of a template

Matches = tuple[Match, ...]
Place = tuple[int, int]
"""A token and what is looked at: its class, whether it is glued, whether it is fresh."""

Seen = dict[Place, Any]
"""What was seen: a class, or yes or no."""


class Outcome:
    """The matches of an anchor; `low` and `high` are the tokens that they reach over."""

    __slots__ = ("high", "low", "matches", "templates")

    def __init__(self, matches: Matches) -> None:
        self.matches = matches
        self.low = min((match.start for match in matches), default=0)
        self.high = max((match.stop for match in matches), default=0)
        self.templates: dict[tuple[str, ...], Template] = {}


class Fork:
    """A question about a token near the anchor, and what follows from each answer."""

    __slots__ = ("answers", "ask", "look", "what")

    def __init__(self, question: Question) -> None:
        at, self.ask, self.what = question
        self.look: Place = at, _LOOKS.get(self.ask, CLASS)
        self.answers: dict[Any, Fork | Matches] = {}


class Look:
    """A look at a token near the anchor, and what follows from its class, or from yes and no.

    `waiting` are the lines that are not decided yet, each at the question that it has come to,
    `decided` the matches of the others, and `seen` what was seen before.
    """

    __slots__ = ("answers", "at", "decided", "kind", "seen", "waiting")

    def __init__(
        self, look: Place, waiting: dict[int, Fork], decided: dict[int, Matches], seen: Seen
    ) -> None:
        self.at, self.kind = look
        self.waiting = waiting
        self.decided = decided
        self.seen = seen
        self.answers: dict[int, Look | Outcome] = {}


class Decisions:
    """The trees of a program."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.evaluator = Evaluator(program)
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self.forks: dict[int, Fork] = {}
        self.matches: dict[Match, Match] = {}
        self.questions = 0
        self.forget_looks()

    def forget_looks(self) -> None:
        """Forget what is quickly made again: what was looked at, not what was asked."""
        self.outcomes: dict[Matches, Outcome] = {}
        self.looks = Look((0, CLASS), {}, {}, {})  # the first look is always the same
        self.size = 0

    def outcome(self, source: Source) -> Outcome:
        """The matches around token 0."""
        node: Look | Outcome = self.looks
        while type(node) is Look:
            if node.kind == CLASS:
                given: int = source.cls(node.at).id
            elif node.kind == GLUED:
                given = source.glued(node.at)
            else:
                given = source.fresh(node.at)
            found = node.answers.get(given)
            node = self._next(node, source) if found is None else found
        assert type(node) is Outcome
        return node

    def _next(self, look: Look, source: Source) -> Look | Outcome:
        """What follows from a look at the source; it is remembered."""
        place = look.at, look.kind
        if look.kind == CLASS:
            given: TokenClass | bool = source.cls(look.at)
        else:
            given = source.glued(look.at) if look.kind == GLUED else source.fresh(look.at)
        seen = {**look.seen, place: given}
        waiting: dict[int, Fork] = {}
        decided = dict(look.decided)
        before = look.waiting
        if look is self.looks:
            if self.questions > _ROOM:
                self.clear()
            elif self.size > _ROOM:
                self.forget_looks()
            look = self.looks
            before = {number: self._first(number, source) for number in self._held(source)}
        for number, fork in before.items():
            node = self._follow(number, fork, source, seen)
            if type(node) is Fork:
                waiting[number] = node
            elif isinstance(node, tuple) and node:
                decided[number] = node
        answer_id = given if isinstance(given, bool) else given.id
        found: Look | Outcome
        if waiting:
            # the token that most lines ask for, so that most are decided soon
            wanted = Counter(fork.look for fork in waiting.values())
            found = Look(wanted.most_common(1)[0][0], waiting, decided, seen)
            self.size += 1 + len(waiting)
        else:
            matches = tuple([match for number in sorted(decided) for match in decided[number]])
            found = self.outcomes.setdefault(matches, Outcome(matches))
            self.size += 1
        look.answers[answer_id] = found
        return found

    def _held(self, source: Source) -> tuple[int, ...]:
        return self.program.lines.holds(source.cls(0))

    def _first(self, number: int, source: Source) -> Fork:
        if number not in self.forks:
            self._explore(number, source)
        return self.forks[number]

    def _follow(self, number: int, fork: Fork, source: Source, seen: Seen) -> Fork | Matches:
        """Go on with a line until it is decided or asks about what was not seen."""
        node: Fork | Matches = fork
        while type(node) is Fork:
            given: Any = seen.get(node.look)
            if given is None:
                return node
            if node.look[1] == CLASS:
                given = answer(node.ask, node.what, given)
            if given not in node.answers:
                self._explore(number, source)
            node = node.answers[given]
        return node

    def _explore(self, number: int, source: Source) -> None:
        """Find the matches of one line, and remember what had to be asked."""
        found, run = explore(self.program.lines.all[number], source)
        matches = tuple([self.matches.setdefault(match, match) for match in found])
        asked = list(run.answers.items())
        if number not in self.forks:
            self.forks[number] = Fork(asked[0][0])
        node: Fork | Matches = self.forks[number]
        for (_, given), (following, _) in pairwise(asked):
            assert isinstance(node, Fork)
            if given not in node.answers:
                node.answers[given] = Fork(following)
                self.questions += 1
            node = node.answers[given]
        assert isinstance(node, Fork)
        node.answers[asked[-1][1]] = matches

    def template(self, outcome: Outcome, source: Source, text: str) -> Template:
        """The readings of an outcome for the words that stand here."""
        key = tuple([source.text_of(at) for at in range(outcome.low, outcome.high)])
        found = outcome.templates.get(key)
        if found is None:
            self.size += _WEIGHT
            found = make_template(outcome.matches, source, self.evaluator, text)
            outcome.templates[key] = found
        return found
