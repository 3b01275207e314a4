"""Decisions remembered: which matches an anchor has, by what was asked about the tokens around it.

Exploring asks one question after another, and which it asks next depends on the answers alone. So
the questions and answers are kept as a tree: whoever meets the same answers again arrives at the
same matches without exploring. Beside it stands a tree of looks, coarser and quicker to pass: which
tokens are looked at, one after another, and of what class each is.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from tradefacts.engine.evaluate import Evaluator, Match
from tradefacts.engine.explore import explore
from tradefacts.engine.program import Program
from tradefacts.engine.source import Source
from tradefacts.engine.template import Template, make_template
from tradefacts.engine.witness import Ask, Question, answer

CLASS, GLUED, FRESH = range(3)
_LOOKS = {Ask.GLUED: GLUED, Ask.FRESH: FRESH}
_ROOM = 400_000  # questions, looks and templates, together, that are remembered
_WEIGHT = 10  # of a template, in questions


class Outcome:
    """The matches of an anchor; `low` and `high` are the tokens that they reach over."""

    __slots__ = ("high", "low", "matches", "templates")

    def __init__(self, matches: tuple[Match, ...]) -> None:
        self.matches = matches
        self.low = min((match.start for match in matches), default=0)
        self.high = max((match.stop for match in matches), default=0)
        self.templates: dict[tuple[str, ...], Template] = {}


class Fork:
    """A question about a token near the anchor, and what follows from each answer."""

    __slots__ = ("answers", "ask", "at", "what")

    def __init__(self, question: Question) -> None:
        self.at, self.ask, self.what = question
        self.answers: dict[Any, Fork | Outcome] = {}


class Look:
    """A look at a token near the anchor, and what follows from its class, or from yes and no."""

    __slots__ = ("answers", "at", "kind")

    def __init__(self, at: int, kind: int) -> None:
        self.at = at
        self.kind = kind
        self.answers: dict[int, Look | Outcome] = {}


class Decisions:
    """The trees of a program."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.evaluator = Evaluator(program)
        self.none = Outcome(())
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        # the first question is always the same: which lines may have this anchor
        self.forks = Fork((0, Ask.HOLDS, self.program.lines))
        self.looks = Look(0, CLASS)
        self.size = 0

    def outcome(self, source: Source) -> Outcome:
        """The matches around token 0."""
        node: Look | Outcome | None = self.looks
        while type(node) is Look:
            if node.kind == CLASS:
                node = node.answers.get(source.cls(node.at).id)
            elif node.kind == GLUED:
                node = node.answers.get(source.glued(node.at))
            else:
                node = node.answers.get(source.fresh(node.at))
        return node if type(node) is Outcome else self._ask(source)

    def _ask(self, source: Source) -> Outcome:
        """Answer the questions one by one, and remember what was looked at."""
        if self.size > _ROOM:
            self.clear()
        seen: dict[tuple[int, int], int] = {}
        node: Fork | Outcome | None = self.forks
        while type(node) is Fork:
            kind = _LOOKS.get(node.ask, CLASS)
            if kind == GLUED:
                given: Any = source.glued(node.at)
            elif kind == FRESH:
                given = source.fresh(node.at)
            else:
                token = source.cls(node.at)
                given = answer(node.ask, node.what, token)
            seen.setdefault((node.at, kind), given if kind else token.id)
            node = node.answers.get(given)
        if type(node) is not Outcome:
            self._explore(source)
            return self._ask(source)
        looks = list(seen.items())
        look = self.looks
        for (_, given), (following, _) in pairwise(looks):
            found = look.answers.get(given)
            if found is None:
                found = look.answers[given] = Look(*following)
                self.size += 1
            assert isinstance(found, Look)
            look = found
        look.answers[looks[-1][1]] = node
        return node

    def _explore(self, source: Source) -> None:
        """Find the matches, and remember what had to be asked."""
        matches, run = explore(self.program, source)
        asked = list(run.answers.items())
        node = self.forks
        for (_, given), (following, _) in pairwise(asked):
            found = node.answers.get(given)
            if found is None:
                found = node.answers[given] = Fork(following)
                self.size += 1
            assert isinstance(found, Fork)
            node = found
        node.answers[asked[-1][1]] = Outcome(matches) if matches else self.none

    def template(self, outcome: Outcome, source: Source, text: str) -> Template:
        """The readings of an outcome for the words that stand here."""
        key = tuple([source.text_of(at) for at in range(outcome.low, outcome.high)])
        found = outcome.templates.get(key)
        if found is None:
            self.size += _WEIGHT
            found = make_template(outcome.matches, source, self.evaluator, text)
            outcome.templates[key] = found
        return found
