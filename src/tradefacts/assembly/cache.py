"""The program of the shipped frame grammar, compiled once and kept in the user's cache."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tradefacts.assembly.assemble import Assembler
from tradefacts.assembly.program import Program, packed, unpacked
from tradefacts.cache import cached
from tradefacts.grammar.shipped import SUFFIX, grammar_folder

if TYPE_CHECKING:
    from tradefacts.grammar import ast


@cache
def assembler() -> Assembler:
    """The assembler of `trade.tfg`."""
    paths, code = [grammar_folder() / f"trade{SUFFIX}"], [Path(__file__).parent]
    return Assembler(cached("assembly", paths, _make, packed, unpacked, code))


def _make(grammar: ast.Grammar) -> Program:
    from tradefacts.assembly.compile import compile_program  # noqa: PLC0415  # morphology is slow

    return compile_program(grammar)
