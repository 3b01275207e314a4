"""Evaluate derivations over the tokens of a text: slots, spans, facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import product
from typing import Any, NamedTuple

from tradefacts.engine.parts import CLOSE, LINE, NUMBER, OPEN, SLOT, SOFT, WORDS
from tradefacts.engine.program import Program, Spelling
from tradefacts.engine.row import Derivation, View
from tradefacts.grammar.readings import Dismissed, Line, Reading, Trace, Whole, read, value_of
from tradefacts.grammar.schema import NAMED, fact_types
from tradefacts.grammar.terminals import WRITTEN
from tradefacts.grammar.values import MISSING, Key

Word = tuple[Key, int, int]
"""A lexicon and the range of tokens that form one of its forms."""


Spans = tuple[tuple[int, int], ...]


class Match(NamedTuple):
    """One way for a line to match tokens [start, stop): the derivation and its lexicon words."""

    line: Line
    start: int
    stop: int
    derivation: Derivation
    words: tuple[Word, ...]

    @classmethod
    def of(cls, line: Line, start: int, stop: int, derivation: Derivation) -> Match:
        """Make a match, collecting the words of its derivation in order."""
        return cls(line, start, stop, derivation, tuple(_words(derivation)))

    @property
    def spans(self) -> Spans:
        """The token range of each fact; without marked spans, one range over the whole match."""
        places: list[Any] = [op[1] for op in self.derivation if op[0] in {OPEN, CLOSE}]
        return tuple(zip(places[::2], places[1::2], strict=True)) or ((self.start, self.stop),)

    @property
    def layer(self) -> int:
        """The layer in which its facts are chosen."""
        return fact_types()[self.line.type[0]].layer

    @property
    def rank(self) -> tuple[int, int]:
        """The rank of its readings: see `Reading.rank`."""
        context = self.stop - self.start - sum(stop - start for start, stop in self.spans)
        return _soft(self.derivation) - context, self.line.order


def _words(derivation: Derivation) -> Iterator[Word]:
    op: Any
    for op in derivation:
        if op[0] == WORDS:
            yield op[1:]
        elif op[0] in {SLOT, LINE}:
            yield from _words(op[2])


def _soft(derivation: Derivation) -> int:
    """How many tokens were taken by soft terminals (`ANY`, `WORD`)."""
    op: Any
    count = 0
    for op in derivation:
        if op[0] == SOFT:
            count += 1
        elif op[0] in {SLOT, LINE}:
            count += _soft(op[2])
    return count


class Evaluator:
    """Evaluates derivations: records in traces what they saw."""

    def __init__(self, program: Program) -> None:
        self.program = program

    def traces(
        self, derivation: Derivation, words: Sequence[Word], tokens: View
    ) -> Iterator[Trace]:
        """One trace for each combination of homographs: forms that are spelled alike."""
        options = [self.spellings(key, start, stop, tokens) for key, start, stop in words]
        for choice in product(*options):
            trace = Trace()
            with suppress(Dismissed):
                self.tell(derivation, trace, iter(choice), tokens)
                yield trace

    def spellings(self, key: Key, start: int, stop: int, tokens: View) -> list[Spelling]:
        """The forms of a lexicon that tokens [start, stop) spell."""
        row = tuple([tokens.text_of(at) for at in range(start, stop)])
        return self.program.lexicons[key].spellings(row)

    def tell(
        self, derivation: Derivation, trace: Trace, chosen: Iterator[Spelling], tokens: View
    ) -> None:
        """Walk a derivation from left to right. Raises `Dismissed` if a condition fails."""
        op: Any
        for op in derivation:
            code = op[0]
            if code == WORDS:
                spelling, domain = next(chosen), self.program.lexicons[op[1]].domain
                trace.bare = spelling.key
                if domain in NAMED:
                    trace.bind("code", spelling.key)
                    trace.bind("name", spelling.name)
            elif code == NUMBER:
                trace.bare = WRITTEN[op[1]](tokens.text_of(op[2]))
            elif code == SOFT:
                trace.soft += 1
            elif code == OPEN:
                trace.open(op[1])
            elif code == CLOSE:
                trace.close(op[1])
            elif code == SLOT:
                inner = Trace()
                self.tell(op[2], inner, chosen, tokens)
                trace.absorb(inner)
                if inner.bare is not MISSING:
                    trace.bind(op[1], inner.bare)
            else:
                self.line(op[1], op[2], trace, chosen, tokens)

    def line(
        self,
        line: Line,
        derivation: Derivation,
        trace: Trace,
        chosen: Iterator[Spelling],
        tokens: View,
    ) -> None:
        inner = Trace()
        self.tell(derivation, inner, chosen, tokens)
        trace.absorb(inner)
        trace.lines.add(line.key)
        value = value_of(line, inner)
        if isinstance(value, dict):
            for name, bound in value.items():
                trace.bind(name, bound)
        else:
            trace.bare = value

    def readings(self, match: Match, tokens: View, text: str) -> Iterator[Reading]:
        """The readings of a match, with tokens counted as in the match."""
        for trace in self.traces(match.derivation, match.words, tokens):
            with suppress(Dismissed):
                yield read(match.line, trace, match.start, match.stop, tokens.span, text)

    def whole(self, derivation: Derivation, tokens: View) -> Iterator[Whole]:
        """The results of a derivation of a non-fact rule."""
        for trace in self.traces(derivation, tuple(_words(derivation)), tokens):
            yield Whole(trace.slots or trace.bare, frozenset(trace.lines))
