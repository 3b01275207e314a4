"""All matches of a fact rule's alternative around an anchor, with what had to be asked."""

from __future__ import annotations

from tradefacts.engine.evaluate import Match
from tradefacts.engine.program import FactLine
from tradefacts.engine.source import Source
from tradefacts.engine.witness import Witness


def explore(line: FactLine, source: Source) -> tuple[list[Match], Witness]:
    """The matches that have their anchor, or one of their anchors, at token 0."""
    run = Witness(source)
    found: list[Match] = []
    for start, stop in sorted(line.pattern.around(run)):
        derivations = line.pattern.derive(run, start, stop)
        found += [Match.of(line.line, start, stop, one) for one in derivations]
    return found, run
