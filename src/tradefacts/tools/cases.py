"""Runs all cases of a grammar: those of its rules and those of its frames."""

from __future__ import annotations

from collections.abc import Iterator

from tradefacts.grammar.engine import Engine
from tradefacts.grammar.examples import Outcome, run
from tradefacts.tools.frames import Frames


def run_cases(engine: Engine) -> Iterator[Outcome]:
    """Run every case of the engine's own grammar."""
    yield from run(engine)
    if engine.grammar.frames:
        yield from Frames(engine.grammar).outcomes()
