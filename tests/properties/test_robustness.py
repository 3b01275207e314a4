"""On any text at all: no exception but the documented ones, and facts that stand where they say."""

from itertools import combinations

import pytest
from hypothesis import given

import tradefacts
from properties import strategies
from tradefacts.facts import Amount, Document, FactError, Money, Percentage, Region

KINDS = (Money, Percentage, Region)


def check(document: Document) -> None:
    for fact in document.facts:
        assert 0 <= fact.start < fact.stop <= len(document.text)
        assert document.text[fact.start : fact.stop] == fact.text
        assert fact.text == fact.text.strip()
        assert fact.rule
        if isinstance(fact, Amount):
            assert any(character in "0123456789" or character.isalpha() for character in fact.text)
    for one, other in combinations(document.facts, 2):
        assert one.start <= other.start
        assert one.stop <= other.start or one.kind in other.inside
    assert document == Document.from_json(document.to_json())


@given(strategies.anything)
def test_any_text(text: str) -> None:
    check(tradefacts.extract(text))


@given(strategies.soup)
def test_a_soup_of_what_the_grammars_know(text: str) -> None:
    check(tradefacts.extract(text))


@given(strategies.texts)
def test_parse_gives_a_fact_of_the_whole_text_or_a_fact_error(text: str) -> None:
    for kind in KINDS:
        try:
            fact = kind.parse(text)
        except FactError:
            pass
        else:
            assert fact.text == text.strip()


@given(strategies.no_texts)
def test_what_is_no_text_is_a_type_error(value: object) -> None:
    with pytest.raises(TypeError, match="a text is a str"):
        tradefacts.extract(value)  # type: ignore[arg-type]  # that is the point
    with pytest.raises(TypeError, match="a text is a str"):
        Money.parse(value)  # type: ignore[arg-type]


@given(strategies.foreign_digits())
def test_digits_of_other_scripts_are_no_amount(text: str) -> None:
    assert tradefacts.extract(text).money == ()
