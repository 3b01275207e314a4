"""Noun phrases decline as one: what stands before the head agrees with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradefacts.grammar import ast
from tradefacts.grammar.errors import Location
from tradefacts.grammar.features import CASES, _of_tag, _readings, mask, word_features
from tradefacts.grammar.forms import _styled, forms
from tradefacts.grammar.lexicon import compile_lexicon
from tradefacts.grammar.morphology import morph
from tradefacts.grammar.tokens import norm


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
    assert told == {
        "вырос": mask(["past", "verb", "sing"]),
        "евро": mask([*CASES, "plur", "sing"]),
        "вчера": 0,
    }


@pytest.mark.parametrize(
    "lemma", ["тонна", "партнёр", "закрыть", "евро", "московский", "сорок", "лес", "берёза", "вол"]
)
def test_a_form_has_the_features_that_its_own_readings_have(lemma: str) -> None:
    for (form,) in forms("lemma", lemma):
        own = [p for p in morph().parse(form) if norm(p.normal_form) == norm(lemma)]
        assert set(_readings(form, lemma)) == {_of_tag(p.tag) for p in own}


@pytest.mark.parametrize(
    ("kind", "text", "form", "features", "expected"),
    [
        ("lemma", "тонна", "тонны", ["gent", "sing"], True),
        ("lemma", "тонна", "тонны", ["gent", "plur"], False),  # it is, but not in one reading
        ("lemma", "доллар США", "доллара США", ["gent", "sing"], True),  # "США" stands still
        ("lemma", "киловатт-час", "киловатт - часа", ["gent", "plur"], False),
        ("lemma", "вице-премьер", "вице - премьеров", ["gent", "plur"], True),  # so does "вице"
        ("lemma", "порт", "порт", ["gent"], False),  # an adjective cut short could be it
        ("lemma", "агро+холдинг", "агрохолдингов", ["gent", "plur"], True),
        ("lemma", "закрыть", "закрыта", ["past"], True),
        ("lemma", "закрыть", "закрыта", ["verb"], False),
        ("form", "тонн", "тонн", ["plur"], True),
        ("form", "кв. метров", "кв . метров", ["gent", "plur"], True),
        ("abbr", "т", "т", ["gent"], False),
        ("symbol", "$", "$", ["gent"], False),
    ],
)
def test_a_form_is_all_that_is_asked_for(
    kind: str, text: str, form: str, features: list[str], *, expected: bool
) -> None:
    place = Location("a.tfg", 1, 1)
    entry = ast.Entry("x", None, (ast.Wording(kind, text, place),), place)
    found = compile_lexicon(ast.Lexicon("x", "flag", (entry,), place, {}), features=features)
    assert (tuple(form.split()) in {row.words for row in found}) == expected


def test_a_compound_declines_as_what_it_ends_in() -> None:
    expected = {f"агро{form}" for (form,) in forms("lemma", "холдинг")}
    assert {form for (form,) in forms("lemma", "агро+холдинг")} == expected
    found = {" ".join(row) for row in forms("lemma", "не+нефтяной товар")}
    assert {"ненефтяных товаров", "ненефтяным товарам"} <= found


def test_a_participle_has_its_own_forms() -> None:
    found = {form for (form,) in forms("lemma", "строящийся")}
    assert {"строящихся", "строящейся"} <= found
    assert {"строить", "строил", "построенный", "строившийся"}.isdisjoint(found)


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
