"""A grammar compiled: the facts of the reference, hundreds of times faster."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tradefacts.engine.clusters import Choices, Clusters
from tradefacts.engine.decide import Decisions
from tradefacts.engine.near import Near
from tradefacts.engine.program import Program
from tradefacts.engine.scan import Scanner
from tradefacts.engine.store import pack, unpack
from tradefacts.engine.window import Window
from tradefacts.facts import Fact
from tradefacts.grammar.cache import cached
from tradefacts.grammar.choice import resolve
from tradefacts.grammar.context import settle
from tradefacts.grammar.readings import Reading, Whole

if TYPE_CHECKING:
    from tradefacts.engine.general import General
    from tradefacts.grammar import ast


class Compiled:
    """A grammar compiled.

    >>> from tradefacts.extractor import load_grammars
    >>> engine = Compiled.of(load_grammars(["percent"]))
    >>> engine.facts("рост на 5%")
    [Percentage('5%', value=Decimal('5'), unit='percent')]
    """

    @classmethod
    def of(cls, grammar: ast.Grammar) -> Compiled:
        """Compile a grammar; this takes a second or two."""
        return cls(_made(grammar))

    @classmethod
    def of_files(cls, paths: Iterable[Path]) -> Compiled:
        """Compile `.tfg` files, or take what an earlier process has compiled of them.

        Raises what loading a grammar raises.
        """
        return cls(cached("engine", paths, _made, pack, unpack))

    def __init__(self, program: Program) -> None:
        self.program = program
        self.decisions = Decisions(self.program)
        self.near = Near(self.decisions, self.program.classes)
        self.choices = Choices()
        self.scanner = None if program.spelled is None else Scanner(program.spelled)

    @cached_property
    def general(self) -> General:
        """The matcher for whole paragraphs, which few ask for."""
        from tradefacts.engine.general import General  # noqa: PLC0415

        return General(self.program)

    @cached_property
    def grammar(self) -> ast.Grammar:
        """What was compiled; of files, without cases and without entries of lexicons."""
        return self.program.grammar

    # -- facts
    def facts(
        self, text: str, rules: Collection[str] | None = None, date: str | None = None
    ) -> list[Fact]:
        """The facts of a text in its order; `rules` names the only fact rules to be used.

        `date` is the day the text was written, in ISO 8601.
        """
        if rules is not None or self.scanner is None:
            return settle(self.chosen(text, rules), date)
        return self._clusters(text, self.scanner).facts(date)

    def _clusters(self, text: str, scanner: Scanner) -> Clusters:
        """The readings around the anchors of a text."""
        window = Window(text, self.program.classes, self.program.abbreviations)
        clusters = Clusters(text, self.choices)
        near, decisions = self.near, self.decisions
        for start, stop, digits in scanner.hits(text):
            outcome = near.outcome(text, start, stop, digits)
            places = None
            if outcome is None:
                if not window.move(start, stop):
                    continue
                outcome = decisions.outcome(window)
            elif outcome.matches:
                places = near.places(outcome, start, stop)
            if not outcome.matches:
                continue
            if places is not None:
                words = tuple([text[first:last] for first, last in places])
                template = outcome.templates.get(words)
                if template is not None:
                    if template.rows:
                        clusters.add(
                            template,
                            places[template.low - outcome.low : template.high - outcome.low],
                        )
                    continue
            if window.move(start, stop):
                window.reach(outcome.low, outcome.high)
                template = decisions.template(outcome, window, text)
                low, high = template.low, template.high
                clusters.add(template, [window.span(at) for at in range(low, high)])
        return clusters

    # -- the whole of a text, slower, in the coordinates of the reference
    def chosen(self, text: str, rules: Collection[str] | None = None) -> list[Reading]:
        """The best readings of a text."""
        found = []
        for tokens in self.general.paragraphs(text):
            found += resolve(self.general.candidates(text, tokens, rules).best.values())
        return found

    def ties(
        self, text: str, rules: Collection[str] | None = None
    ) -> list[tuple[Reading, Reading]]:
        """Pairs of readings with the same spans that neither context nor order parts."""
        cut = self.general.paragraphs(text)
        return [tie for tokens in cut for tie in self.general.candidates(text, tokens, rules).ties]

    def values(self, rule: str, text: str) -> list[Whole]:
        """What a rule that is no fact gives for the whole of a text; each result once."""
        return self.general.values(rule, text)


def _made(grammar: ast.Grammar) -> Program:
    from tradefacts.engine.compile import compile_program  # noqa: PLC0415  # and its imports

    return compile_program(grammar)
