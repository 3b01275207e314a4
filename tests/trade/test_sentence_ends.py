"""Where sentences end: in time linear in the text, whatever marks it is full of."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradefacts.assembly.sentences import Sentence, sentences
from tradefacts.grammar.paragraphs import paragraphs

NONE = frozenset[str]()


def sentences_of(text: str, abbreviations: frozenset[str] = NONE) -> list[Sentence]:
    common = {"Экспорт", "В"}
    return sentences(text, [], abbreviations, common.__contains__)


def told(text: str, abbreviations: frozenset[str] = NONE) -> list[str]:
    return [text[cut.start : cut.stop] for cut in sentences_of(text, abbreviations)]


@pytest.mark.parametrize("marks", ["." * 200_000, "!?" * 100_000, "…»" * 100_000])
def test_marks_without_end_are_one_sentence(marks: str) -> None:
    assert [(0, len(marks))] == [cut[:2] for cut in sentences_of(marks)]


@pytest.mark.parametrize("marks", [". -" * 100_000, ". " * 100_000, "руб. (" * 50_000])
def test_marks_that_open_and_close_take_no_longer(marks: str) -> None:
    assert sentences_of(marks, frozenset({"руб"}))


@pytest.mark.parametrize(
    "parts",
    [
        ["Экспорт вырос на 5%.", "Ішкі импорт упал на 3%."],
        ["[Экспорт вырос на 5%.]", "Импорт упал на 3%."],
        ["Экспорт вырос на 5%.", "Ұлттық банк: импорт упал на 3%."],
        ["Экспорт вырос.", "— Импорт упал."],
        ["Экспорт вырос.", "'Импорт упал.'"],
        ["«Экспорт вырос!» — сказал министр."],
        ["Экспорт вырос (на 5% и т.п.) (к 2023 году)."],
    ],
)
def test_a_sentence_begins_with_any_capital(parts: list[str]) -> None:
    assert parts == told(" ".join(parts))


@pytest.mark.parametrize(
    "parts",
    [
        ["Рост к 2014 г.", "Экспорт — 6,4 млрд"],
        ["Рост к 2014 г.", "В Китай отправлено 5 тонн"],
        ["В 2014 г. Россия вывезла 5 тонн"],
        ["Глава А. В. Иванов"],
        ["На г. В. Пик"],
    ],
)
def test_a_common_word_with_a_capital_begins_one_after_an_abbreviation(parts: list[str]) -> None:
    assert parts == told(" ".join(parts), frozenset({"г"}))


def test_what_begins_is_of_the_same_paragraph() -> None:
    assert ["«Экспорт вырос!» —", "Импорт упал."] == told("«Экспорт вырос!» —\nИмпорт упал.")


def test_the_first_sentence_of_a_line_is_no_headline() -> None:
    both = sentences_of("«Экспорт вырос на 5%.» Импорт упал.")
    assert [False, False] == [cut.headline for cut in both]
    assert [True] == [cut.headline for cut in sentences_of("Экспорт вырос")]


words = st.sampled_from(["рост", "Спад", "Ішкі", "Oil", "5", "12,5", "2024"])
ends = st.text(".!?…", max_size=2)
closers, openers = st.text("»”“\"')] ", max_size=2), st.text("«„“\"'([—–- ", max_size=2)
parts = st.tuples(openers, words, ends, closers, st.sampled_from(["", " ", " "])).map("".join)
texts = st.lists(parts, max_size=8).map("".join)


@given(texts)
def test_sentences_are_those_that_patterns_see(text: str) -> None:
    """But for a bracket or a dash before a small letter, which begins none of trade."""
    tokens = [token for paragraph in paragraphs(text) for token in paragraph]
    cuts = [next(group).start for _, group in groupby(tokens, lambda token: token.sentence)]
    seen = {at for at in cuts if not text[at:].lstrip("([—–- ")[:1].islower() or at == cuts[0]}
    assert seen == {cut.start for cut in sentences_of(text)}
