"""All cases of a grammar, run: those of its rules, and those of its frames."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import zip_longest

from tradefacts.assembly import Assembler
from tradefacts.assembly.cases import run_frames, same, told, wanted
from tradefacts.assembly.compile import compile_program
from tradefacts.extractor import default_extractor
from tradefacts.facts import Document
from tradefacts.facts.trade import TradeFact
from tradefacts.grammar import ast, written
from tradefacts.grammar.examples import TODAY, Engine, Outcome, run

FrameRow = tuple[int, str, str | None, str | None]
"""One field of one fact of a frame: which fact, which field, what is expected, what came."""


def run_cases(engine: Engine) -> Iterator[Outcome]:
    """Run every case of the engine's own grammar.

    A frame works on the mentions that the shipped grammars find.
    """
    yield from run(engine)
    if engine.grammar.frames:
        yield from run_frames(engine.grammar, _read)


def _read(text: str) -> Document:
    return default_extractor().extract(text, date=TODAY)


class Frames:
    """The frames of a grammar, compiled once and where the first case of one is asked for."""

    def __init__(self, grammar: ast.Grammar) -> None:
        self.grammar = grammar

    @cached_property
    def assembler(self) -> Assembler:
        """What runs them."""
        return Assembler(compile_program(self.grammar))

    def rows(self, case: ast.Case) -> tuple[list[FrameRow], list[str]]:
        """What a case expects and got, field by field, and which lines gave it."""
        facts = self.assembler.facts(_read(case.text))
        rows: list[FrameRow] = []
        for index, (fact, expected) in enumerate(zip_longest(facts, case.expected)):
            rows += _compared(index, fact, expected)
        reasons = [
            f"{one.slot} of {written.quoted(fact.text)}: {one.line}"
            for fact in facts
            for one in fact.evidence
            if one.line
        ]
        return rows, reasons


def _compared(
    index: int, fact: TradeFact | None, expected: ast.Expected | None
) -> Iterator[FrameRow]:
    got = {} if fact is None else told(fact)
    want = {} if expected is None else wanted(expected)
    for name in dict.fromkeys([*want, *got]):
        if name not in want and expected is not None:
            continue  # left open
        agree = fact is not None and expected is not None and same(got.get(name), want[name])
        if agree and name not in (expected.fields if expected is not None else ()):
            continue
        found = None if fact is None else written.value(got.get(name))
        # the same number may be written in two ways
        should = found if agree else None if expected is None else written.value(want[name])
        yield index, name, should, found
