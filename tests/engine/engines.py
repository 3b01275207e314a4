"""Engines of a small grammar and of the shipped ones, each made once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tradefacts.engine import Compiled
from tradefacts.grammar import ast
from tradefacts.grammar.load import load
from tradefacts.grammar.shipped import SUFFIX, grammar_folder
from tradefacts.reference import Reference

ODD = Path(__file__).parent / "odd.tfg"
FOUR = tuple(
    grammar_folder() / f"{name}{SUFFIX}" for name in ("money", "percent", "region", "period")
)
"""Four of the seven: with all, which `make fuzz` uses, Yargy needs half a minute for the seeds."""


@cache
def grammar(*paths: Path) -> ast.Grammar:
    return load(*paths)


@cache
def compiled(*paths: Path) -> Compiled:
    return Compiled.of(grammar(*paths))


@cache
def reference(*paths: Path) -> Reference:
    return Reference(grammar(*paths))
