"""A grammar compiled: the facts of the reference, hundreds of times faster."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from tradefacts.engine import cache
from tradefacts.engine.clusters import Clusters
from tradefacts.engine.decide import Decisions
from tradefacts.engine.general import General
from tradefacts.engine.near import Near
from tradefacts.engine.program import Program
from tradefacts.engine.scan import Scanner
from tradefacts.engine.window import Window
from tradefacts.facts import Fact, Period
from tradefacts.grammar import ast
from tradefacts.grammar.choice import resolve
from tradefacts.grammar.context import needed, settle
from tradefacts.grammar.readings import Line, Reading, Whole
from tradefacts.grammar.schema import fact_types


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
        from tradefacts.engine.compile import compile_program  # noqa: PLC0415  # and its imports

        return cls(compile_program(grammar))

    @classmethod
    def of_files(cls, paths: Iterable[Path]) -> Compiled:
        """Compile `.tfg` files, or take what an earlier process has compiled of them.

        The lexicons of its `grammar` are without entries. Raises what loading a grammar raises.
        """
        return cls(cache.program(paths))

    def __init__(self, program: Program) -> None:
        self.program = program
        self.grammar = program.grammar
        self.general = General(self.program)
        self.decisions = Decisions(self.program)
        self.near = Near(self.decisions, self.program.classes)
        self.speaks = any(_speaks(line.line) for line in self.program.lines.all)
        self.scanner = None if program.spelled is None else Scanner(program.spelled)

    # -- facts
    def facts(
        self, text: str, rules: Collection[str] | None = None, date: str | None = None
    ) -> list[Fact]:
        """The facts of a text in its order; `rules` names the only fact rules to be used.

        `date` is the day the text was written, in ISO 8601.
        """
        if rules is not None or self.scanner is None:
            return settle(self.chosen(text, rules), date)
        clusters = self._clusters(text, self.scanner)
        return settle(clusters.readings(), date) if self.speaks else clusters.facts()

    def _clusters(self, text: str, scanner: Scanner) -> Clusters:
        """The readings around the anchors of a text."""
        window = Window(text, self.program.classes, self.program.abbreviations)
        clusters = Clusters(text)
        near, decisions = self.near.outcome, self.decisions
        for start, stop in scanner.hits(text):
            outcome = near(text, start, stop)
            if outcome is None:
                if not window.move(start, stop):
                    continue
                outcome = decisions.outcome(window)
            if not outcome.matches:
                continue
            if outcome.low == 0 and outcome.high == 1:
                template = outcome.templates.get(text[start:stop])
                if template is not None:
                    clusters.add_one(template, start, stop)
                    continue
            if window.move(start, stop):
                window.reach(outcome.low, outcome.high)
                clusters.add(decisions.template(outcome, window, text), window)
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


def _speaks(line: Line) -> bool:
    """Whether what a line gives depends on the facts around, or others depend on it."""
    return bool(needed(line)) or issubclass(fact_types()[line.rule.type[0]], Period)
