"""Laws of regions: a name in any form comes back with its code, alone, in a sentence, in a list."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate, islice, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tradefacts
from tradefacts import Level, Region
from tradefacts.extractor import load_grammars
from tradefacts.grammar.ast import Grammar
from tradefacts.grammar.forms import forms
from tradefacts.grammar.lexicon import compile_lexicon
from tradefacts.grammar.morphology import morph
from tradefacts.grammar.tokens import norm
from tradefacts.units import iso3166

Named = tuple[str, str | None]
"""A name as it is written, and its code."""

PLAIN = (
    "country_names.country",
    "iso_country.iso_country",
    "subdivisions_ru.republic",
    "subdivisions_ru.ru_nickname",
    "subdivisions_ru.ru_federal_city",
    "subdivisions_by.by_capital",
    "cities_ru.ru_city",
    "cities_by.by_city",
    "cities_kz.kz_town",
    "cities_world.world_city",
    "subdivisions_kz.kz_city",
    "subdivisions_kz.kz_nickname",
    "subdivisions_by.by_nickname",
    "subdivision_names.world_nickname",
    "world_subdivisions.world_subdivision",
    "macroregions.macroregion",
    "macroregions.union",
    "macroregions.federal_district_short",
)
"""Lexicons whose names need no neighbour."""

GUARDED = (
    "country_names.country_namesake",
    "country_names.country_lookalike",
    "country_names.salvador",
    "country_names.peru",
)
"""Lexicons whose names do: they are taken out of the others by the grammar."""

SHARED = {"Печоры"}
"""A form of two towns: Печора and Печоры."""

ADJECTIVES = {
    "subdivisions_ru.ru_oblast": "область",
    "subdivisions_by.by_oblast": "область",
    "subdivisions_ru.krai": "край",
}


@cache
def grammar() -> Grammar:
    return load_grammars(["region"])


@cache
def plain_names() -> list[Named]:
    """Every form of every name that needs no neighbour, with its code."""
    guarded = {f.norms for name in GUARDED for f in compile_lexicon(grammar().lexicons[name])}
    spelled = [
        (spaced(form.words), None if name.startswith("macroregions.") else str(form.key))
        for name in PLAIN
        for form in compile_lexicon(grammar().lexicons[name])
        if form.norms not in guarded and set("().—") & set(form.words) == set()
    ]
    return [named for named in spelled if named[0] not in SHARED]


def spaced(words: Sequence[str]) -> str:
    """Words as they are written: a hyphen, an apostrophe stand close."""
    return re.sub(r" ([-’'+]) ?", r"\1", " ".join(words))


@cache
def full_names() -> list[Named]:
    """Full names of oblasts and krais in every case of the singular, with their codes."""
    return [
        (" ".join(row), str(entry.key))
        for lexicon in ADJECTIVES
        for entry in grammar().lexicons[lexicon].entries
        for row in forms("lemma", str(entry.name))
        if all(map(is_singular, row, str(entry.name).split()))
    ]


@cache
def singular_forms(word: str) -> set[str]:
    readings = morph().parse(word)
    return {form.word for reading in readings for form in reading.lexeme if "sing" in form.tag}


def is_singular(form: str, word: str) -> bool:
    """Of one krai there is no plural: "приморские края" are any lands by the sea."""
    return form.lower() in singular_forms(word)


def regions(text: str) -> list[Named]:
    return [(region.text, region.code) for region in tradefacts.extract(text).regions]


def by_paragraph(texts: Sequence[str]) -> list[list[Named]]:
    """What is found in each text, all read in one go: no fact crosses a paragraph's end."""
    found: list[list[Named]] = [[] for _ in texts]
    starts = list(accumulate((len(text) + 2 for text in texts[:-1]), initial=0))
    for region in tradefacts.extract("\n\n".join(texts)).regions:
        found[bisect_right(starts, region.start) - 1].append((region.text, region.code))
    return found


INDEX = st.integers(0, 10**6)
"""Which of the names, or words, counted round."""

FRAMES = (
    "Доля: {}.",
    "({})",
    "Итог — {}, 2024",
    "По данным на вторник, {} и мир",
    "Экспорт: {} — вырос на 5%",
)


def misread(names: Sequence[Named], frame: str) -> list[tuple[Named, list[Named]]]:
    found = by_paragraph([frame.format(name) for name, _ in names])
    return [(named, read) for named, read in zip(names, found, strict=True) if read != [named]]


def test_every_name_in_every_case() -> None:
    assert [] == misread([*plain_names(), *full_names()], "{}")


@pytest.mark.parametrize("at", range(len(FRAMES)))
def test_every_name_in_a_sentence(at: int) -> None:
    names = [*plain_names(), *full_names()]
    assert [] == misread(names[at :: len(FRAMES)], FRAMES[at])


@given(INDEX, INDEX, st.sampled_from(["{} и {}", "{}, {}", "{}, а также {}", "{} или {}"]))
def test_a_pair_of_names(first: int, second: int, frame: str) -> None:
    names = [*plain_names(), *full_names()]
    pair = [names[first % len(names)], names[second % len(names)]]
    assert regions("Рынки: " + frame.format(*(name for name, _ in pair))) == pair


@pytest.mark.parametrize(
    ("noun", "one", "other", "several"),
    [
        ("область", "ая", "ая", "области"),
        ("область", "ая", "ой", "областей"),
        ("край", "ий", "ий", "края"),
        ("край", "ий", "им", "краями"),
    ],
)
def test_every_pair_that_shares_its_noun(noun: str, one: str, other: str, several: str) -> None:
    spelled = [
        (str(entry.name).split()[0].removesuffix(one) + other, str(entry.key))
        for lexicon, shared in ADJECTIVES.items()
        for entry in grammar().lexicons[lexicon].entries
        if shared == noun
    ]
    pairs = [(a, b) for a in spelled for b in spelled if a != b]
    found = by_paragraph([f"{a} и {b} {several}" for (a, _), (b, _) in pairs])
    expected = [[first, (f"{name} {several}", code)] for first, (name, code) in pairs]
    wrong = [both for both in zip(expected, found, strict=True) if both[0] != both[1]]
    assert wrong == []


@given(st.data())
def test_a_list_shares_its_noun(data: st.DataObject) -> None:
    lexicon = data.draw(st.sampled_from(sorted(ADJECTIVES)))
    entries = grammar().lexicons[lexicon].entries
    chosen = data.draw(st.lists(st.sampled_from(entries), min_size=2, max_size=5, unique=True))
    adjectives = [str(entry.name).split()[0] for entry in chosen]
    noun = "края" if ADJECTIVES[lexicon] == "край" else "области"
    text = f"{', '.join(adjectives[:-1])} и {adjectives[-1]} {noun}"
    last = f"{adjectives[-1]} {noun}"
    expected = [*zip([*adjectives[:-1], last], (str(e.key) for e in chosen), strict=True)]
    assert expected == regions(text)


@cache
def dictionary_words() -> list[str]:
    """Words of pymorphy3's dictionary that are none of the lexicons: 20 of each beginning."""
    known = {
        normal
        for lexicon in grammar().lexicons.values()
        for form in compile_lexicon(lexicon)
        for normal in (*form.norms, "".join(form.norms))
    }
    keys = morph().dictionary.words.iterkeys
    beginnings = map("".join, product("абвгдежзийклмнопрстуфхцчшщъыьэюя", repeat=3))
    words = (word for beginning in beginnings for word in islice(keys(beginning), 20))
    return [word for word in words if norm(word) not in known]


@pytest.mark.parametrize("spelled", [str.lower, str.capitalize, str.upper])
def test_ordinary_words_are_no_regions(spelled: Callable[[str], str]) -> None:
    assert regions("\n\n".join(map(spelled, dictionary_words()))) == []


@given(INDEX, INDEX, st.booleans())
def test_ordinary_words_side_by_side_are_no_region(one: int, two: int, capital: bool) -> None:
    words = dictionary_words()
    pair = [words[one % len(words)], words[two % len(words)]]
    assert [] == regions(" и ".join(word.capitalize() if capital else word for word in pair))


def test_lookup_names_every_country_and_russian_subdivision() -> None:
    codes = [place.code for place in (*iso3166.countries(), *iso3166.subdivisions("RU"))]
    found = [Region.lookup(code) for code in codes]
    assert codes == [region.code for region in found]
    assert {Level.COUNTRY, Level.SUBDIVISION} == {region.level for region in found}
