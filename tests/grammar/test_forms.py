"""Noun phrases decline as one: what stands before the head agrees with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradefacts.grammar.features import CASES, mask, word_features
from tradefacts.grammar.forms import _styled, forms


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


@pytest.mark.parametrize("word", ["североосетинский", "южнокорейский", "авиакосмическая продукция"])
def test_a_form_with_a_hyphen_is_whole(word: str) -> None:
    """pymorphy3 has it among the forms of the word without one."""
    found = {"".join(row) for row in forms("lemma", word)}
    parted = {form for form in found if "-" in form}
    assert parted
    assert {form.partition("-")[0] for form in parted}.isdisjoint(found)
    assert {form.replace("-", "") for form in parted} <= found


_words = st.text("абвАБВ-", min_size=1)


@given(_words, _words)
def test_capitals_are_all_that_a_pattern_changes(form: str, pattern: str) -> None:
    assert _styled(form, pattern).lower() == form.lower()


@pytest.mark.parametrize(
    ("form", "pattern", "styled"),
    [
        ("северо-осетинский", "Североосетинский", "Северо-осетинский"),
        ("северокавказский", "Северо-Кавказский", "Северокавказский"),
        ("северо-кавказским", "Северо-Кавказский", "Северо-Кавказским"),
        ("ростов-на-дону", "Ростов-на-Дону", "Ростов-на-Дону"),
        ("сша", "США", "США"),
    ],
)
def test_capitals_stand_part_by_part(form: str, pattern: str, styled: str) -> None:
    assert styled == _styled(form, pattern)
