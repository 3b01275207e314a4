"""Laws of regions: a name in any form comes back with its code, alone, in a sentence, in a list."""

from __future__ import annotations

from functools import cache
from itertools import islice

import pymorphy3
from hypothesis import given
from hypothesis import strategies as st

import tradefacts
from tradefacts import Level, Region
from tradefacts.extractor import load_grammars
from tradefacts.grammar import Grammar
from tradefacts.grammar.forms import forms
from tradefacts.grammar.lexicon import compile_lexicon
from tradefacts.grammar.tokens import norm
from tradefacts.units import iso3166

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
)
"""Lexicons whose names need no neighbour."""

GUARDED = (
    "country_names.country_namesake",
    "country_names.country_lookalike",
    "country_names.salvador",
    "country_names.peru",
)
"""Lexicons whose names do: they are taken out of the others by the grammar."""

ADJECTIVES = {
    "subdivisions_ru.ru_oblast": "область",
    "subdivisions_by.by_oblast": "область",
    "subdivisions_ru.krai": "край",
}


@cache
def grammar() -> Grammar:
    return load_grammars(["region"])


@cache
def plain_names() -> list[tuple[str, str]]:
    """Every form of every name that needs no neighbour, with its code."""
    guarded = {f.norms for name in GUARDED for f in compile_lexicon(grammar().lexicons[name])}
    return [
        (" ".join(form.words).replace(" - ", "-"), str(form.key))
        for name in PLAIN
        for form in compile_lexicon(grammar().lexicons[name])
        if form.norms not in guarded and set("().—") & set(form.words) == set()
    ]


@cache
def full_names() -> list[tuple[str, str]]:
    """Full names of oblasts and krais in every case, with their codes."""
    return [
        (" ".join(row), str(entry.key))
        for lexicon in ADJECTIVES
        for entry in grammar().lexicons[lexicon].entries
        for row in forms("lemma", str(entry.name))
    ]


def regions(text: str) -> list[tuple[str, str | None]]:
    return [(region.text, region.code) for region in tradefacts.extract(text).regions]


INDEX = st.integers(0, 10**6)
"""Which of the names, or words, counted round."""


@given(INDEX)
def test_a_name_in_any_case_alone(index: int) -> None:
    names = [*plain_names(), *full_names()]
    name, code = names[index % len(names)]
    assert [(name, code)] == regions(name)


FRAMES = ("Доля: {}.", "({})", "Итог — {}, 2024")


@given(INDEX, st.sampled_from(FRAMES))
def test_a_name_in_a_sentence(index: int, frame: str) -> None:
    names = [*plain_names(), *full_names()]
    name, code = names[index % len(names)]
    assert [(name, code)] == regions(frame.format(name))


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
    """Every seven hundredth word of pymorphy3's dictionary that is no word of the lexicons."""
    known = {
        normal
        for lexicon in grammar().lexicons.values()
        for form in compile_lexicon(lexicon)
        for normal in form.norms
    }
    words = pymorphy3.MorphAnalyzer().dictionary.words.iterkeys()
    return [word for word in islice(words, 0, None, 700) if norm(word) not in known]


@given(INDEX, st.booleans())
def test_an_ordinary_word_is_no_region(index: int, capital: bool) -> None:
    words = dictionary_words()
    word = words[index % len(words)]
    assert [] == regions(word.capitalize() if capital else word)


def test_lookup_names_every_country_and_russian_subdivision() -> None:
    codes = [place.code for place in (*iso3166.countries(), *iso3166.subdivisions("RU"))]
    found = [Region.lookup(code) for code in codes]
    assert codes == [region.code for region in found]
    assert {Level.COUNTRY, Level.SUBDIVISION} == {region.level for region in found}
