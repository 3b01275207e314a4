"""The program of the shipped frame grammar, compiled once and kept in the user's cache."""

from __future__ import annotations

import marshal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

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
    return Assembler(cached("assembly", paths, _make, pack, unpack, code))


def _make(grammar: ast.Grammar) -> Program:
    from tradefacts.assembly.compile import compile_program  # noqa: PLC0415  # morphology is slow

    return compile_program(grammar)


def pack(program: Program) -> bytes:
    """A program as bytes."""
    return marshal.dumps(cast(Any, packed(program)))


def unpack(data: bytes | memoryview) -> Program:
    """The program of `pack`'s bytes, which must be our own."""
    return unpacked(marshal.loads(data))  # noqa: S302  # from our own cache, whose sum was right
