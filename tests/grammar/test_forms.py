"""Noun phrases decline as one: what stands before the head agrees with it."""

from __future__ import annotations

import pytest

from tradefacts.grammar.features import CASES, mask, word_features
from tradefacts.grammar.forms import forms


@pytest.mark.parametrize(
    ("phrase", "right", "wrong"),
    [
        ("белорусский рубль", "белорусскими рублями", "белорусскими рубль"),
        ("доллар США", "долларов США", "доллар СШАХ"),
        # words that are nouns too
        ("мировой рынок", "мировых рынков", "мировых рынок"),
        ("молочная продукция", "молочной продукции", "молочной продукция"),
        ("прямая иностранная инвестиция", "прямых иностранных инвестиций", "прямых инвестиция"),
        ("мировой судья", "мировым судьям", "мировым судья"),
        # a word that pymorphy3 writes with a hyphen too: its first half alone is none of its forms
        ("южнокорейский", "южно - корейского", "южно"),
        # a superlative is another phrase
        ("Новая Зеландия", "Новой Зеландией", "Новейшей Зеландией"),
        ("крупнейший партнёр", "крупнейших партнёров", "крупных партнёров"),
    ],
)
def test_a_phrase_declines_as_one(phrase: str, right: str, wrong: str) -> None:
    found = {" ".join(row) for row in forms("lemma", phrase)}
    assert (True, False) == (right in found, wrong in found)


def test_a_word_has_the_features_of_all_its_readings() -> None:
    told = {word: word_features(word) for word in ("вырос", "евро", "вчера")}
    assert {"вырос": mask(["past"]), "евро": mask(CASES), "вчера": 0} == told
