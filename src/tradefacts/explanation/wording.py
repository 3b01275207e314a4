"""Puts into words why a match was dismissed and why a reading lost."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from tradefacts.explanation.progress import Far
from tradefacts.explanation.steps import filled_test
from tradefacts.grammar import ast, written
from tradefacts.grammar.analysis import names_in
from tradefacts.grammar.lines import alternative_of, tested_names
from tradefacts.grammar.paragraphs import Token
from tradefacts.grammar.readings import Dismissed, Line, Reading, Why
from tradefacts.reference.recognizer import Recognizer

_SHOWN = 4
"""How many of the expected items are named."""


@frozen
class Wording:
    """Puts the reasons of one paragraph into words."""

    grammar: ast.Grammar
    text: str
    tokens: Sequence[Token]
    recognizer: Recognizer

    def dismissed(self, line: Line, problem: Dismissed) -> str:
        """Why a match of an alternative was dismissed."""
        match problem.why, problem.details:
            case Why.GUARD, (ast.Node() as node, int(at)):
                return self.guard(node, at)
            case Why.SENTENCE, (int(at),):
                return f"another sentence begins at {self.word(at)}"
            case Why.AGREEMENT, (slot, first, second):
                shown = f"{written.value(first)} and {written.value(second)}"
                return f"agreement: {slot} is both {shown}"
            case Why.CONDITION, (Line() as inner, int(index), dict(slots)):
                alternative = alternative_of(inner, self.grammar)
                test = alternative.tests[index]
                filled = filled_test(test, slots, tested_names(alternative, self.grammar))
                shown = f"if {written.condition(test)}: {filled} does not hold"
                return self.inside(line, inner, shown)
            case Why.ARITHMETIC, (Line() as inner, error):
                return self.inside(line, inner, f"no exact value: {error}")
            case Why.MISSING, (Line() as of, str(name)):
                return self.missing(of, name)
            case Why.CONTRACT, (_, error):
                return f"the fact refuses it: {error}"
        raise AssertionError(problem.why)

    def missing(self, line: Line, field: str) -> str:
        """Why a required field has no value."""
        results = alternative_of(line, self.grammar).results
        used = [n for b in results if b.field == field for n in names_in(b.expr)]
        late = next((name for name in used if name in line.needs), None)
        if late is not None:
            return f"{field} is worked out later, from {late}, and the fact needs it before"
        return f"nothing sets {field}, which the fact needs"

    def inside(self, line: Line, inner: Line, reason: str) -> str:
        """Add the rule to a reason if it comes from another rule."""
        if inner.rule == line.rule:
            return reason
        return f"{reason} (in {inner.rule}, {_place(inner, self.grammar)})"

    def guard(self, node: ast.Node, at: int) -> str:
        """Which guard failed, and on which words."""
        for item in node.items if isinstance(node, ast.Seq) else (node,):
            if not self.recognizer.allows(item, at):
                node = item
                break
        shown = written.pattern(node)
        match node:
            case ast.Glued():
                return f"& wants no space before {self.word(at)}"
            case ast.Forbidden(left=True, body=body):
                starts = (k for k in range(at - 1, -1, -1) if at in self.recognizer.ends(body, k))
                start = next(starts, at - 1)
                return f"guard {shown}: {self.words(start, at)} stands before"
            case ast.Forbidden(body=body):
                stop = max(self.recognizer.ends(body, at), default=at)
                return f"guard {shown}: {self.words(at, stop)} follows"
        return f"{shown} does not hold at {self.word(at)}"

    def expected(self, fars: Sequence[Far], at: int) -> str:
        """What was expected at token `at`; slots, which have a value, come first."""
        wanted = list(dict.fromkeys(what for far in fars for what in far.wanted))
        # a lexicon covers its entries
        wanted = [what for what in wanted if not any(what.startswith(f"{x}.") for x in wanted)]
        wanted.sort(key=lambda what: "=" not in what)
        shown = ", ".join(wanted[:_SHOWN]) + (", …" if len(wanted) > _SHOWN else "")
        return f"expected {shown} before {self.word(at)}"

    def words(self, start: int, stop: int) -> str:
        """Quote tokens as they are in the text."""
        if start >= stop:
            return self.word(start)
        return repr(self.text[self.tokens[start].start : self.tokens[stop - 1].stop])

    def word(self, at: int) -> str:
        """Quote one token; "the end" after the last."""
        return repr(self.tokens[at].text) if at < len(self.tokens) else "the end"


def _place(line: Line, grammar: ast.Grammar) -> str:
    return written.place(alternative_of(line, grammar).location)


def lost(
    reading: Reading, chosen: Sequence[Reading], grammar: ast.Grammar
) -> tuple[str, str] | None:
    """Why a reading was not chosen: the kind of reason and its words; None if it has no rival.

    `chosen` are the chosen readings that overlap it.
    """
    if not chosen:
        return None
    first = min(chosen, key=lambda other: other.layer)
    if first.layer < reading.layer:
        where = _place(first.line, grammar)
        return "layer", f"{where} stands there; {first.facts[0].kind} is chosen before this kind"
    chosen = [other for other in chosen if other.layer == reading.layer]
    if not chosen:
        return None
    best = chosen[0]
    what = _place(best.line, grammar)
    weight = sum(other.weight for other in chosen)
    if reading.spans == best.spans:
        if reading.context != best.context:
            return "context", f"less context than {what}: {reading.context} < {best.context}"
        return "order", f"stands later than {what}, with as much context"
    if reading.weight < weight:
        return "weight", f"fewer tokens in facts than {what}: {reading.weight} < {weight}"
    if reading.start != best.start:
        return "place", f"as many tokens as {what}, which begins more to the left"
    if reading.stop < best.stop:
        return "length", f"as many tokens as {what}, which is longer"
    if reading.context != best.context:
        return "context", f"less context than {what}: {reading.context} < {best.context}"
    if reading.line.order != best.line.order:
        return "order", f"stands later than {what}, with as much context"
    # a reading may outweigh its rivals and still lose, with its neighbours, in the whole sentence
    return "weight", f"fewer tokens in facts than {what} with its neighbours"
