"""Text -> tokens: nothing visible is lost, whatever the text."""

from __future__ import annotations

import re
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradefacts.grammar import tokens as words
from tradefacts.grammar.paragraphs import Token, paragraphs
from tradefacts.grammar.tokens import (
    BLANK,
    PIECE,
    TokenKind,
    has_capitals,
    is_latin,
    kind_of,
    norm,
    split,
)
from tradefacts.units import numerals
from tradefacts.units.exact import MAX_DIGITS
from tradefacts.units.numerals import ENTITY, NUMERAL, UNSEEN

RUSSIAN = st.text("абЁё ABUS$€5019.,:-–«»\"()\u00a0\u2009\u200b\u0301\n\r\t\u2029!?…'", max_size=60)
TEXTS = st.one_of(st.text(max_size=60), RUSSIAN)


def tokens(text: str) -> list[Token]:
    return [token for paragraph in paragraphs(text) for token in paragraph]


@given(TEXTS)
def test_tokens_stand_where_they_say(text: str) -> None:
    for token in tokens(text):
        assert token.text == text[token.start : token.stop] != ""


@given(TEXTS)
def test_tokens_follow_one_another_and_lose_nothing_visible(text: str) -> None:
    found = tokens(text)
    edges = [0, *(edge for token in found for edge in (token.start, token.stop)), len(text)]
    assert sorted(edges) == edges
    between = "".join(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
    assert "" == between.strip(BLANK)


@given(TEXTS)
def test_glued_means_no_space_before(text: str) -> None:
    found = tokens(text)
    for before, token in pairwise(found):
        assert token.glued == (not text[before.stop : token.start].strip(UNSEEN))
    assert not any(token.glued for token in found[:1])


@given(TEXTS)
def test_sentences_and_paragraphs_only_go_on(text: str) -> None:
    numbers = [[token.sentence for token in paragraph] for paragraph in paragraphs(text)]
    flat = [number for paragraph in numbers for number in paragraph]
    assert sorted(flat) == flat
    # a paragraph ends a sentence
    for before, after in pairwise(numbers):
        assert before[-1] < after[0]


@given(TEXTS)
def test_a_wording_is_cut_as_a_text_is(text: str) -> None:
    assert split(text) == tuple(token.text for token in tokens(text))


@given(TEXTS)
def test_norm_is_idempotent(text: str) -> None:
    assert norm(text) == norm(norm(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5млн", "5 млн"),
        ("US$5", "US $ 5"),
        ("руб.", "руб ."),
        ("США-Россия", "США - Россия"),
        ("5-процентный", "5 - процентный"),
        ("млрд€", "млрд €"),
        ("12.03.2014 г.", "12.03.2014 г ."),
        ("1\u00a0234,5 тыс", "1\u00a0234,5 тыс"),
        ("10:30", "10:30"),
        ("1/5", "1/5"),
        ("1&nbsp;5млн", "1&nbsp;5 млн"),
        ("на&nbsp;5,5%", "на &nbsp;5,5 %"),
        ("&#8722;&nbsp;5%", "&#8722;&nbsp;5 %"),
        ("&ndash;млн", "& ndash ; млн"),
        ("5,5%", "5,5 %"),
        ("мир_5", "мир _ 5"),
        ("«до»", "« до »"),
        ("кoт", "к o т"),  # a Latin o
        ("数字5", "数字 5"),
        ("٣", "٣"),
        ("\u200bмил\u00adлион\u0301", "мил\u00adлион"),
        ("5\u2060–\u20607", "5 – 7"),
        ("1\u200b200\u200b5%5\u200bмлн", "1\u200b200\u200b5 % 5 млн"),
        ("1,\u200b2", "1,\u200b2"),
    ],
)
def test_cuts(text: str, expected: str) -> None:
    assert expected.split(" ") == list(split(text))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("рубль USD", "WORD WORD"),
        ("5 5,5", "NUMERAL NUMERAL"),
        ("12.03.2014 10:30", "DATED DATED"),
        ("$ %", "MARK MARK"),
        ("٣", "DATED"),  # digits of other scripts are no numeral
        ("000 5&nbsp;", "DATED DATED"),
        ("&minus;5", "MARK"),
        ("1\u200b200 рублей 5\u200b%", "DATED WORD NUMERAL MARK"),
    ],
)
def test_kinds(text: str, kinds: str) -> None:
    assert [TokenKind(kind) for kind in kinds.split()] == [token.kind for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Рост. Спад.", 2),
        ("Рост! Спад? Да… Нет", 4),
        ("рост. спад", 1),  # a small letter opens no sentence
        ("5 руб. Затем", 1),  # an abbreviation closes none
        ("5 рублей. Затем", 2),
        ("А. С. Пушкин", 1),  # nor does an initial
        ("«Рост.» Спад", 2),
        ("Рост. 5%", 2),
        ("Рост. «Спад»", 2),
        ("Рост.Спад", 1),  # no space, no sentence
        ("Рост; Спад", 1),
        ("Рост\nСпад", 1),  # a line break alone ends nothing
        ("рост\n\nспад", 2),
    ],
)
def test_sentences(text: str, count: int) -> None:
    found = [t.sentence for p in paragraphs(text, {"руб"}) for t in p]
    assert count == len(set(found))


@pytest.mark.parametrize(
    ("gap", "count"),
    [
        *((" ", 1), ("\n", 1), ("\r\n", 1), ("\n\n", 2), ("\n \t\n", 2), ("\r\n\r\n", 2)),
        *(("\u2029", 2), ("\r\r", 2), ("\x85\n", 2), ("\u2028", 1), ("\n\r", 2)),
    ],
)
def test_paragraphs(gap: str, count: int) -> None:
    assert count == len(list(paragraphs(f"а{gap}б")))


@pytest.mark.parametrize(
    ("digits", "kind"), [(MAX_DIGITS, TokenKind.NUMERAL), (MAX_DIGITS + 1, TokenKind.DATED)]
)
def test_what_no_number_has_is_no_numeral(digits: int, kind: TokenKind) -> None:
    (token,) = tokens("1" * digits)
    assert kind is token.kind is kind_of(token.text)


RUN, JOINT, TORN = numerals._RUN, numerals._JOINT, numerals._TORN
DATED = rf"{RUN}(?:/{RUN}|{JOINT}\d++|{TORN}|{ENTITY}\d*+|{numerals._PARTED}\d*+)*+"
LONG = re.compile(
    rf"[\s{UNSEEN}]*+(?:{words._WORD}|(?=\d)(?:{NUMERAL}|{DATED})|{ENTITY}(?:{ENTITY})*+{DATED}|\S)"
)
"""A piece said at length, as `PIECE` is not: that would take as long again to compile."""

DIGITS = st.text("0001235  \u2009\n\r/.,:'’&;#aя٣²-_\u200b", max_size=30)


def test_pieces_are_those_said_at_length_whatever_the_character() -> None:
    every = map(chr, range(sys.maxunicode + 1))
    text = "".join(f"1{one}000{one}" for one in every)
    assert LONG.findall(text) == PIECE.findall(text)


@given(DIGITS | st.lists(st.sampled_from(["&nbsp;", "&#44;", "1", "000", "/", " "])).map("".join))
def test_pieces_are_those_said_at_length(text: str) -> None:
    assert LONG.findall(text) == PIECE.findall(text)


def test_what_a_gap_consists_of() -> None:
    assert set(BLANK) == {*filter(str.isspace, map(chr, range(sys.maxunicode + 1))), *UNSEEN}


@pytest.mark.parametrize("hyphen", "\u2010\u2011\ufe63\uff0d")
def test_a_hyphen_is_one_however_it_is_written(hyphen: str) -> None:
    assert "-" == norm(hyphen)


def test_capitals_stand_where_they_are_seen() -> None:
    assert has_capitals("РФ", "Р\u00adФ")
    assert not has_capitals("РФ", "Р\u00adф")


def test_a_token_is_a_word_and_latin_as_the_pieces_are_cut() -> None:
    word, latin = re.compile(words._WORD), re.compile(words._LATIN)
    for one in map(chr, range(sys.maxunicode + 1)):
        if not one.isdecimal():
            assert (kind_of(one) is TokenKind.WORD) == (word.match(one) is not None), one
        assert is_latin(one) == (latin.match(one) is not None), one
