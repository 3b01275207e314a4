"""Classes of facts that are registered late, or again, as in a notebook."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from attrs import frozen

from tradefacts.engine import Compiled
from tradefacts.facts import KINDS, Fact, one_of, register
from tradefacts.grammar.load import load

GRAMMAR = """grammar fuel
lexicon mark : fuel_grade
  {0}  form АИ

rule fuel -> Fuel
  | [ grade=mark ]  if grade = {0}
"""

Grammar = Callable[[str], Path]


@pytest.fixture
def grammar(tmp_path: Path) -> Iterator[Grammar]:
    def write(grade: str) -> Path:
        path = tmp_path / f"{grade}.tfg"
        path.write_text(GRAMMAR.format(grade), encoding="utf-8")
        return path

    before = dict(KINDS)
    yield write
    KINDS.clear()
    KINDS.update(before)


def define(*grades: str) -> type[Fact]:
    """A class of the same name each time, as when its cell of a notebook is run again."""

    @register
    @frozen(kw_only=True, repr=False)
    class Fuel(Fact):
        kind: ClassVar[str] = "fuel"
        grade: str = one_of("fuel_grade", grades)

    return Fuel


def test_constants_of_a_class_are_known_after_another_grammar_is_loaded(grammar: Grammar) -> None:
    define("g92")
    load(grammar("g92"))
    define("g92", "g95")
    assert {"fuel.fuel"} == set(load(grammar("g95")).rules)


def test_facts_are_of_the_class_that_was_registered_last(grammar: Grammar) -> None:
    for grade in ("g92", "g95"):
        kind = define(grade)
        (fact,) = Compiled.of(load(grammar(grade))).facts("АИ")
        assert (kind, grade) == (type(fact), fact.to_dict()["grade"])
