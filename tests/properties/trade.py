"""Random news of trade: words of the trade grammar, numbers, places and times in any order.

Nothing here is a sentence of the language; what holds of trade facts holds of any text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from hypothesis import strategies as st

from tradefacts import Article
from tradefacts.assembly import assembler

_TOLD = (
    *("indicator", "deal", "motion", "trend", "reach", "share", "preposition", "both", "thereof"),
    *("there", "its", "balance_sign", "versus", "comparison", "modal", "build", "counterpart"),
    *("apiece", "this_time", "respectively", "place", "relative", "pronoun", "world", "buy"),
)
"""Lexicons whose words the assembly looks for most."""
_NUMBERS = (
    *("5 млн долларов", "7%", "2 млн тонн", "вдвое", "треть", "3 млрд", "12", "на 5%", "$7 млн"),
    *("10 тонн пшеницы", "40 млрд рублей", "минус 3 млн"),
)
_REGIONS = (
    *("Армения", "в Китай", "из Китая", "России", "Иран", "Калужской области", "Минск"),
    *("российский", "в Турцию и Индию", "ЕАЭС", "страна", "Приморский край"),
)
_TIMES = (
    *("в 2024 году", "в мае", "годом ранее", "к 2030 году", "с начала года", "за пять лет"),
    *("в прошлом году", "до 2025 года", "в мае и июне", "после 2022 года"),
)
_MARKS = (",", " –", ".", " (", ")", ";", ":", " и", " а", " или", " из которых")


@cache
def _wordings() -> Mapping[str, Sequence[str]]:
    """All forms of all words of the trade grammar by their lexicon."""
    found: dict[str, list[str]] = defaultdict(list)
    for phrases in assembler().program.phrases.values():
        for phrase in phrases:
            found[phrase.entry.lexicon].append(" ".join(phrase.written))
    return found


def _word(lexicon: str) -> st.SearchStrategy[str]:
    return st.sampled_from(_wordings()[lexicon])


_told = st.sampled_from(_TOLD).flatmap(_word)
_any = st.deferred(lambda: st.sampled_from(sorted(_wordings())).flatmap(_word))
_numbers, _regions, _times, _marks = map(st.sampled_from, (_NUMBERS, _REGIONS, _TIMES, _MARKS))
_pieces = st.one_of(_numbers, _numbers, _regions, _times, _marks, _told, _told, _any)


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """Four to sixteen pieces with a capital and a full stop."""
    said = " ".join(draw(st.lists(_pieces, min_size=4, max_size=16)))
    return f"{said[0].upper()}{said[1:]}."


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """One to four sentences, now and then behind a headline, under a label or a title."""
    said = draw(st.lists(sentences(), min_size=1, max_size=4))
    headline = draw(st.sampled_from(["", "", "Южная Корея.\n", f"{draw(sentences())[:-1]}\n"]))
    text = headline + draw(st.sampled_from([" ", " ", "\n", "\n• Грузия.\n"])).join(said)
    return Article(text, draw(st.sampled_from([None, "2025-05-10"])), draw(st.none() | sentences()))
