"""A text as a row shows the tokens that it has; a view shows no more than its paragraph."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradefacts.engine.row import Row, View
from tradefacts.engine.vocabulary import Classes, Symbols, build_graph
from tradefacts.grammar.paragraphs import Token, paragraphs
from tradefacts.grammar.tokens import TokenKind, kind_of, token_pattern

WORDS = "5|1 234|12.03|10:30|руб|Рост|т|usd|.|,|»|!|…|$|%|_|ү|٣|\u0301| | | |  |\n|\n\n|\u2029"
PIECES = st.sampled_from(
    [*WORDS.split("|"), "\u200b", "мил\u00adлион", "\u00a0", "0", "000", "'", "/", "&nbsp;"]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join)


def row_of(text: str) -> Row:
    return Row(text, Symbols(Classes(build_graph({})), lambda _, __: False), {"т"})


@given(text=TEXTS)
def test_rows_have_the_tokens_of_the_text(text: str) -> None:
    found = [(t.start, t.stop, t.text, t.kind) for p in paragraphs(text) for t in p]
    row = row_of(text)
    numbers = range(len(row.pieces))
    words = [row.word(at) for at in numbers]
    places = [(row.start(at), row.stops[at + 1]) for at in numbers]
    assert found == [
        (*place, word, kind_of(word)) for place, word in zip(places, words, strict=True)
    ]


@pytest.mark.parametrize("space", [" ", "\n", "\r\n", "\u00a0", "\n "])
def test_space_at_the_end_holds_no_token_and_takes_no_time(space: str) -> None:
    start = process_time()
    assert ("\n\n5",) == row_of("5" + space * 500_000).pieces
    assert process_time() - start < 5  # it took the square of the length: minutes


@given(text=TEXTS)
def test_what_a_token_is_made_of_does_not_depend_on_its_place(text: str) -> None:
    for found in token_pattern().finditer(text):
        assert TokenKind(found.lastgroup) == kind_of(found.group())


@given(text=TEXTS, pick=st.integers(0, 10**6), reach=st.integers(1, 12))
def test_views_show_the_tokens_of_the_paragraph(text: str, pick: int, reach: int) -> None:
    row = row_of(text)
    places = [(tokens, at) for tokens in paragraphs(text, {"т"}) for at in range(len(tokens))]
    if places:
        base = pick % len(places)
        view = View(row, base)
        tokens, at = places[base]
        for offset in [*range(-1, -reach, -1), *range(reach)]:
            check(view, tokens, at, offset)
        assert view.low <= 0 < view.high <= view.seen


def check(view: View, tokens: tuple[Token, ...], base: int, offset: int) -> None:
    at = base + offset
    inside = 0 <= at < len(tokens)
    assert inside == bool(view.cls(offset).terminals)
    if not inside:
        return
    token = tokens[at]
    assert (token.start, token.stop) == view.span(offset, offset + 1)
    assert token.text == view.text_of(offset)
    assert (at > 0 and token.glued) == view.glued(offset)
    assert (at > 0 and token.sentence != tokens[at - 1].sentence) == view.fresh(offset)


def test_what_a_view_has_looked_at() -> None:
    view = View(row_of("a b c\n\nd"), 1)
    assert not view.has(2)
    assert (0, 2, 3) == (view.low, view.high, view.seen)
    assert not view.has(-2)
    assert -1 == view.low
