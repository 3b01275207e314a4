"""A window on a text shows the tokens that the whole text has."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tradefacts.engine.vocabulary import Classes, build_graph
from tradefacts.engine.window import Window
from tradefacts.grammar.tokens import Token, paragraphs

WORDS = "5|1 234|12.03|10:30|руб|Рост|т|usd|.|,|»|!|…|$|%| | | |  |\n|\n\n|\u2029|\u00a0|0|000|'"
PIECES = st.sampled_from(WORDS.split("|"))
TEXTS = st.lists(PIECES, max_size=60).map("".join)


@given(text=TEXTS, picks=st.lists(st.integers(0, 10**6), max_size=4), reach=st.integers(1, 12))
def test_windows_show_the_tokens_of_the_text(text: str, picks: list[int], reach: int) -> None:
    cut = list(paragraphs(text, {"т"}))
    places = [(tokens, at) for tokens in cut for at in range(len(tokens))]
    window = Window(text, Classes(build_graph({})), {"т"})
    for pick in sorted({pick % len(places) for pick in picks} if places else ()):
        tokens, at = places[pick]
        assert window.move(tokens[at].start, tokens[at].stop)
        for offset in [*range(-1, -reach, -1), *range(reach)]:
            check(window, tokens, at, offset)


def check(window: Window, tokens: tuple[Token, ...], base: int, offset: int) -> None:
    at = base + offset
    inside = 0 <= at < len(tokens)
    assert inside == bool(window.cls(offset).terminals)
    if not inside:
        return
    token = tokens[at]
    assert (token.start, token.stop) == window.span(offset)
    assert token.text == window.text_of(offset)
    assert (at > 0 and token.glued) == window.glued(offset)
    assert (at > 0 and token.sentence != tokens[at - 1].sentence) == window.fresh(offset)


def test_a_place_inside_a_token_is_none() -> None:
    window = Window("рубль", Classes(build_graph({})), set())
    assert not window.move(0, 3)
