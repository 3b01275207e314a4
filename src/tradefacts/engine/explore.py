"""All matches of the fact rules around an anchor, with what had to be asked."""

from __future__ import annotations

from tradefacts.engine.evaluate import Match
from tradefacts.engine.program import Program
from tradefacts.engine.source import Source
from tradefacts.engine.witness import Witness


def explore(program: Program, source: Source) -> tuple[tuple[Match, ...], Witness]:
    """The matches that have their anchor, or one of their anchors, at token 0."""
    run = Witness(source)
    found: list[Match] = []
    for number in run.holding(program.lines):
        fact_line = program.lines.all[number]
        for start, stop in sorted(fact_line.pattern.around(run)):
            derivations = fact_line.pattern.derive(run, start, stop)
            found += [Match.of(fact_line.line, start, stop, one) for one in derivations]
    return tuple(found), run
