"""What stands around an amount, letter case, yo and the kind of space change nothing."""

import re
from collections.abc import Callable, Iterable
from fractions import Fraction

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

import tradefacts
from properties import strategies
from properties.reading import Said, read
from tradefacts.facts import Fact
from tradefacts.units.numerals import UNSEEN

Listed = tuple[str, list[Said]]


def moved(facts: Iterable[Fact], by: int) -> tuple[Fact, ...]:
    return tuple(evolve(fact, start=fact.start + by, stop=fact.stop + by) for fact in facts)


@given(strategies.pairs_of_texts, st.sampled_from(["\n\n", "\u2029", "\r\n\r\n", "\n \n"]))
def test_paragraphs_are_read_apart(pair: tuple[str, str], gap: str) -> None:
    first, second = pair
    together = tradefacts.extract(first + gap + second).facts
    apart = tradefacts.extract(first).facts, tradefacts.extract(second).facts
    assert apart[0] + moved(apart[1], len(first + gap)) == together


@given(
    strategies.said,
    strategies.neutral,
    strategies.neutral,
    strategies.openings,
    strategies.closings,
)
def test_neutral_words_around(
    listed: Listed, before: str, after: str, opening: str, closing: str
) -> None:
    text, members = listed
    start = f"{before} {opening}" if before else opening
    document = tradefacts.extract(f"{start}{text}{closing} {after}")
    assert members == read(document.text)
    alone = tradefacts.extract(text)
    assert moved(alone.money, len(start)) == document.money
    assert moved(alone.percentages, len(start)) == document.percentages


@given(strategies.sentences())
def test_amounts_of_a_sentence_keep_apart(listed: Listed) -> None:
    text, members = listed
    assert members == read(text)


@given(strategies.said)
def test_capitals(listed: Listed) -> None:
    """Codes and symbols keep their letters; words may be written large or small."""
    text, members = listed
    for change in (str.upper, str.lower, str.title):
        assert _values(members) == _values(read(_words(change, text)))


@given(strategies.said)
def test_yo(listed: Listed) -> None:
    text, members = listed
    assert _values(members) == _values(read(text.replace("ё", "е").replace("Ё", "Е")))


@given(strategies.said, st.sampled_from(UNSEEN))
def test_what_is_not_seen_beside_letters(listed: Listed, unseen: str) -> None:
    text, members = listed
    assert _values(members) == _values(read(re.sub(r"(?<=[^\W\d_])", unseen, text)))


@given(strategies.integers, st.sampled_from("gdp"))
def test_yo_in_words(number: int, case: str) -> None:
    with_yo = f"{num2words(number, lang='ru', case=case)} рублём"
    without = with_yo.replace("ё", "е")
    value = Fraction(number)
    assert [Said(with_yo, value, "RUB")] == read(with_yo)
    assert [Said(without, value, "RUB")] == read(without)


@given(strategies.said, st.sampled_from(strategies.GROUP_SPACES))
def test_spaces(listed: Listed, space: str) -> None:
    text, members = listed
    changed = re.sub(f"[{strategies.GROUP_SPACES}]", space, text)
    assert _values(members) == _values(read(changed))


def _words(change: Callable[[str], str], text: str) -> str:
    return re.sub("[а-яё]+", lambda word: change(word.group()), text)


def _values(found: Iterable[Said]) -> list[Said]:
    return [evolve(one, text="") for one in found]
