"""The program of the shipped frame grammar, compiled once."""

from __future__ import annotations

from functools import cache

from tradefacts.assembly.assemble import Assembler
from tradefacts.grammar.shipped import SUFFIX, grammar_folder


@cache
def assembler() -> Assembler:
    """The assembler of `trade.tfg`."""
    from tradefacts.assembly.compile import compile_program  # noqa: PLC0415  # morphology is slow
    from tradefacts.grammar.load import load  # noqa: PLC0415

    return Assembler(compile_program(load(grammar_folder() / f"trade{SUFFIX}")))
