"""Every case of every shipped grammar is a test of its own; and no grammar has a warning."""

from __future__ import annotations

from functools import cache

import pytest

from tradefacts.grammar import ast, examples, load
from tradefacts.grammar.shipped import SUFFIX, grammar_folder
from tradefacts.reference import Reference

FILES = sorted(
    path.relative_to(grammar_folder()).with_suffix("").as_posix()
    for path in grammar_folder().rglob(f"*{SUFFIX}")
)


@cache
def outcomes(name: str) -> dict[ast.Case, examples.Outcome]:
    engine = Reference(load(grammar_folder() / f"{name}{SUFFIX}"))
    return {outcome.case: outcome for outcome in examples.run(engine)}


def cases() -> list[tuple[str, int, ast.Case]]:
    return [
        (name, case.location.line, case)
        for name in FILES
        for case in load(grammar_folder() / f"{name}{SUFFIX}").cases
    ]


@pytest.mark.parametrize(
    ("name", "case"),
    [pytest.param(name, case, id=f"{name}:{line}") for name, line, case in cases()],
)
def test_case(name: str, case: ast.Case) -> None:
    problem = outcomes(name)[case].problem
    assert problem is None, f"{problem.location}: {problem.message}: {case.text!r}, {problem.hint}"


@pytest.mark.parametrize("name", FILES)
def test_no_warning(name: str) -> None:
    engine = Reference(load(grammar_folder() / f"{name}{SUFFIX}"))
    found = [f"{p.location}: {p.code} {p.message}" for p in examples.warnings(engine)]
    assert found == []
