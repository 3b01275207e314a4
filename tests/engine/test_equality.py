"""The engine returns what the reference returns: on cases, seeds and random texts."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradefacts.engine import Compiled, matcher
from tradefacts.facts import Fact

from .engines import FOUR, ODD, compiled, grammar, reference
from .texts import texts

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
LATE = "2024-05-15"


def told(facts: list[Fact]) -> list[dict[str, Any]]:
    return [fact.to_dict() for fact in facts]


def test_ways_through_the_cases_are_one() -> None:
    """The quick way, by what is remembered of words, and the one that shows all readings."""
    engine = compiled(*FOUR)
    names = {rule.name for rule in engine.grammar.fact_rules}
    for case in engine.grammar.cases:
        thorough = engine.facts(case.text, names, LATE)
        assert told(thorough) == told(engine.facts(case.text, date=LATE)), case.text


@pytest.mark.parametrize(
    "gap",
    ["\n", "\n\n", " \n", "\n ", " \n\n ", "  ", "\t", "\u2029", "\u00a0", " " * 40, "\n" * 40],
)
@pytest.mark.parametrize("before", ["", "более", "более.", "рост до", "5", "x" * 40])
def test_any_space_may_stand_before_an_anchor(before: str, gap: str) -> None:
    engine = compiled(ODD)
    names = {rule.name for rule in engine.grammar.fact_rules}
    text = f"{before}{gap}5 долларов{gap}и{gap}7 евро"
    assert told(engine.facts(text, names)) == told(engine.facts(text))


def test_what_is_forgotten_is_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matcher, "_ROOM", 50)
    engine = Compiled(compiled(ODD).program, partial(grammar, ODD))
    for case in engine.grammar.cases:
        expected = told(compiled(ODD).facts(case.text))
        assert expected == told(engine.facts(case.text)), case.text


def test_engines_of_one_program_are_apart() -> None:
    """What a class of tokens is to a part is remembered by the part, which both engines have."""
    program, cases = compiled(ODD).program, grammar(ODD).cases
    first, second = (Compiled(program, partial(grammar, ODD)) for _ in range(2))
    for case in cases:
        first.facts(case.text)
    for case in reversed(cases):
        assert told(first.facts(case.text)) == told(second.facts(case.text)), case.text


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_seeds_by_four_shipped_grammars(path: Path) -> None:
    text = path.read_text("utf-8")
    assert told(reference(*FOUR).facts(text)) == told(compiled(*FOUR).facts(text))


@given(text=st.deferred(lambda: texts(grammar(ODD))))
def test_random_texts_of_an_odd_grammar(text: str) -> None:
    assert told(reference(ODD).facts(text)) == told(compiled(ODD).facts(text))


@given(text=st.deferred(lambda: texts(grammar(*FOUR))))
def test_random_texts_of_four_shipped_grammars(text: str) -> None:
    assert told(reference(*FOUR).facts(text)) == told(compiled(*FOUR).facts(text))


def test_a_grammar_that_no_word_promises(tmp_path: Path) -> None:
    path = tmp_path / "bare.tfg"
    rules = 'rule n -> Percentage\n  | "всего" [ WORD ]  => value = 5, unit = percent\n'
    path.write_text(f"grammar bare\n{rules}", encoding="utf-8")
    engine = compiled(path)
    assert engine.program.anchors is None
    text = "всего пять, а не 7; Всего семь"
    assert told(reference(path).facts(text)) == told(engine.facts(text))
    assert ["пять", "семь"] == [fact.text for fact in engine.facts(text)]


def test_a_grammar_that_digits_alone_promise(tmp_path: Path) -> None:
    path = tmp_path / "digits.tfg"
    rules = 'rule n -> Percentage\n  | "всего" [ value=INT ]  => unit = percent\n'
    path.write_text(f"grammar digits\n{rules}", encoding="utf-8")
    engine = compiled(path)
    assert engine.program.anchors is not None
    for text in ("всего 5, а не 7; Всего 7", "всего 5.6 всего 5 000 всего ٣ всего ٣5 всего 5٣"):
        assert told(reference(path).facts(text)) == told(engine.facts(text))
    assert ["5", "7"] == [fact.text for fact in engine.facts("всего 5, а не 7; Всего 7")]


def test_a_grammar_that_words_of_digits_promise(tmp_path: Path) -> None:
    path = tmp_path / "parts.tfg"
    lexicon = "lexicon part : number\n  0.5   form 1/2\n  0.75  form 3/4 3/4-я\n"
    rules = "rule n -> Percentage\n  | [ value=part ]  => unit = percent\n"
    path.write_text(f"grammar parts\n{lexicon}{rules}", encoding="utf-8")
    engine = compiled(path)
    assert engine.program.anchors is not None
    text = "1/2 и 3/4, 3/4-я; 11/2, 1/20, 2"
    assert told(reference(path).facts(text)) == told(engine.facts(text))
    assert ["1/2", "3/4", "3/4-я"] == [fact.text for fact in engine.facts(text)]
