"""Every case of every shipped grammar is a test of its own; and no grammar has a warning."""

from __future__ import annotations

from functools import cache

import pytest

from tradefacts.engine import Compiled
from tradefacts.grammar import ast, examples
from tradefacts.grammar.check.warned import warnings
from tradefacts.grammar.forms import forms
from tradefacts.grammar.lexicon import entry_name
from tradefacts.grammar.load import load
from tradefacts.grammar.shipped import SUFFIX, grammar_folder
from tradefacts.grammar.tokens import norm
from tradefacts.reference import Reference
from tradefacts.tools.cases import run_cases

FILES = sorted(
    path.relative_to(grammar_folder()).with_suffix("").as_posix()
    for path in grammar_folder().rglob(f"*{SUFFIX}")
)


@cache
def grammar(name: str) -> ast.Grammar:
    return load(grammar_folder() / f"{name}{SUFFIX}")


@cache
def outcomes(name: str) -> list[examples.Outcome]:
    engine = Reference(grammar(name))
    return sorted(run_cases(engine), key=lambda outcome: outcome.case.location)


def cases() -> list[tuple[str, int, int]]:
    return [
        (name, index, case.location.line)
        for name in FILES
        for index, case in enumerate(grammar(name).cases)
    ]


@pytest.mark.parametrize(
    ("name", "index"),
    [pytest.param(name, index, id=f"{name}:{line}") for name, index, line in cases()],
)
def test_case(name: str, index: int) -> None:
    outcome = outcomes(name)[index]
    problem, text = outcome.problem, outcome.case.text
    assert problem is None, f"{problem.location}: {problem.message}: {text!r}, {problem.hint}"


@pytest.mark.parametrize("name", FILES)
def test_no_warning(name: str) -> None:
    told = warnings(grammar(name), *examples.covered(outcomes(name)))
    found = [f"{p.location}: {p.code} {p.message}" for p in told]
    assert found == []


@pytest.mark.parametrize("name", sorted({name for name, _, _ in cases()} - {"trade"}))
def test_engines_agree_on_cases_and_on_what_they_hit(name: str) -> None:
    """Contributors are shown what the compiled engine says; frames have no other."""
    engine = Compiled.of(grammar(name))
    assert outcomes(name) == sorted(run_cases(engine), key=lambda outcome: outcome.case.location)


def test_no_wording_of_goods_has_two_names() -> None:
    lexicon = grammar("lexicons/sectors").lexicons["sectors.sector"]
    names: dict[str, set[str | None]] = {}
    for entry in lexicon.entries:
        for wording in entry.wordings:
            for words in forms(wording.kind, wording.text):
                names.setdefault(norm(" ".join(words)), set()).add(entry_name(lexicon, entry))
    assert {words: told for words, told in names.items() if len(told) > 1} == {}
