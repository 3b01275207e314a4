"""The general matcher: every token of every paragraph is an anchor. Exact, and not in a hurry."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from tradefacts.engine.evaluate import Evaluator
from tradefacts.engine.explore import explore
from tradefacts.engine.program import Program
from tradefacts.engine.source import listed
from tradefacts.engine.template import shifted
from tradefacts.engine.witness import Witness
from tradefacts.grammar.choice import Candidates
from tradefacts.grammar.readings import Whole
from tradefacts.grammar.tokens import Token, paragraphs


class General:
    """Candidates of whole paragraphs, in the coordinates of the reference."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.evaluator = Evaluator(program)

    def paragraphs(self, text: str) -> list[tuple[Token, ...]]:
        """The tokens of a text, paragraph by paragraph."""
        return list(paragraphs(text, self.program.abbreviations))

    def candidates(
        self, text: str, tokens: Sequence[Token], rules: Collection[str] | None = None
    ) -> Candidates:
        """All readings of one paragraph, the best for each set of spans."""
        source = listed(tokens, self.program.classes)
        found = Candidates()
        for base, token in enumerate(source.classes):
            source.base = base
            for number in self.program.lines.holds(token):
                fact_line = self.program.lines.all[number]
                if rules is None or fact_line.line.rule.name in rules:
                    for match in explore(fact_line, source)[0]:
                        for reading in self.evaluator.readings(match, source, text):
                            found.add(shifted(reading, base, reading.facts))
        return found

    def values(self, rule: str, text: str) -> list[Whole]:
        """What a rule that is no fact gives for the whole of a text; each result once."""
        tokens = [token for paragraph in self.paragraphs(text) for token in paragraph]
        source = listed(tokens, self.program.classes)
        run = Witness(source)
        found: list[Whole] = []
        for derivation in self.program.rules[rule].derive(run, 0, len(tokens)):
            for whole in self.evaluator.whole(derivation, source):
                if whole not in found:
                    found.append(whole)
        return found
