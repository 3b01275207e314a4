"""Classes of facts that are registered late, or again, as in a notebook."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import pytest
from attrs import frozen

from tradefacts import Extractor
from tradefacts.cache.key import key_of
from tradefacts.engine import Compiled
from tradefacts.facts import Fact, Relation, one_of, register
from tradefacts.grammar.load import load

from .engines import ODD

GRAMMAR = """grammar fuel
lexicon mark : fuel_grade
  {0}  form АИ

rule fuel -> Fuel
  | [ grade=mark ]  if grade = {0}
"""

Grammar = Callable[[str], Path]


@pytest.fixture
def grammar(tmp_path: Path, kinds: None) -> Grammar:
    def write(grade: str) -> Path:
        path = tmp_path / f"{grade}.tfg"
        path.write_text(GRAMMAR.format(grade), encoding="utf-8")
        return path

    return write


def define(*grades: str) -> type[Fact]:
    """A class of the same name each time, as when its cell of a notebook is run again."""

    @register
    @frozen(kw_only=True, repr=False)
    class Fuel(Fact):
        kind: ClassVar[str] = "fuel"
        grade: str = one_of("fuel_grade", grades)
        relation: str = one_of("relation", Relation, default=Relation.EQ)

    return Fuel


@pytest.mark.usefixtures("grammar")
def test_an_extractor_is_the_same_after_another_class_is_registered() -> None:
    extractor = Extractor(["percent"])
    shown, recipe = repr(extractor), extractor._recipe()
    define("g92")
    assert ("<Extractor of percent>", shown) == (shown, repr(extractor))
    assert "fuel" not in extractor.kinds
    copied = pickle.loads(pickle.dumps(extractor))
    assert (recipe[2], extractor.kinds) == (copied._recipe()[2], copied.kinds)
    assert list(recipe[2]) == sorted(recipe[2])  # a pickle is the same in every process


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


def test_only_what_a_grammar_names_has_part_in_its_program(grammar: Grammar) -> None:
    named, other = grammar("g92"), ODD
    keys = []
    for grades in (["g92"], ["g92", "g95"]):
        define(*grades)
        keys.append((key_of("engine", [named], []), key_of("engine", [other], [])))
    (before, same), (after, still) = keys
    assert before != after
    assert same == still


FRAME = """grammar own
lexicon fuel : flag
  of  form бензин
roles percent
  | fuel [ percent ]  => share
"""


def test_a_lexicon_of_the_file_is_meant_sooner_than_a_kind(grammar: Grammar) -> None:
    path = grammar("g92").with_name("own.tfg")
    path.write_text(FRAME, encoding="utf-8")
    before = load(path).roles
    define("g92")
    assert before == load(path).roles
