"""Random trade news: words of the trade grammar, numbers, places and times in any order.

None of it is proper Russian, but invariants of trade facts must hold for any text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, partial
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from tradefacts import Article
from tradefacts.assembly import assembler
from tradefacts.facts import (
    Document,
    Fact,
    Money,
    Percentage,
    Period,
    Quantity,
    Ratio,
    Region,
    RegionAdjective,
)

_TOLD = (
    *("indicator", "deal", "motion", "trend", "reach", "share", "preposition", "both", "thereof"),
    *("there", "its", "balance_sign", "versus", "comparison", "modal", "build", "counterpart"),
    *("apiece", "this_time", "respectively", "place", "relative", "pronoun", "world", "buy"),
)
"""The lexicons whose words matter most for the assembly."""
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
    """All forms of all words of the trade grammar, by lexicon."""
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
    """Four to sixteen pieces, with a capital first and a full stop last."""
    said = " ".join(draw(st.lists(_pieces, min_size=4, max_size=16)))
    return f"{said[0].upper()}{said[1:]}."


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """One to four sentences, sometimes after a headline, a label or with a title."""
    said = draw(st.lists(sentences(), min_size=1, max_size=4))
    headline = draw(st.sampled_from(["", "", "Южная Корея.\n", f"{draw(sentences())[:-1]}\n"]))
    text = headline + draw(st.sampled_from([" ", " ", "\n", "\n• Грузия.\n"])).join(said)
    return Article(text, draw(st.sampled_from([None, "2025-05-10"])), draw(st.none() | sentences()))


@st.composite
def made_by_hand(draw: st.DrawFn) -> Document:
    """A text with mentions that no grammar found there, even at blanks and across words."""
    text = draw(sentences())
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=8)))
    made = [draw(_mentions(text, span)) for span in pairwise(cuts) if draw(st.booleans())]
    return Document(text, made, date=draw(st.sampled_from([None, "2025-02-10"])))


def _mentions(text: str, span: tuple[int, int]) -> st.SearchStrategy[Fact]:
    """Mentions of every kind that fill a span, whatever its words are."""
    place: dict[str, Any] = {"start": span[0], "stop": span[1], "text": text[slice(*span)]}
    words = st.text("тд. -(", min_size=1, max_size=4).filter(str.strip)
    period = st.sampled_from([None, "2024", "2024-01/2024-06", "2009/.."])
    return st.one_of(
        st.just(Money(**place, value=5, currency="USD")),
        st.just(Percentage(**place, value=5, unit="percent")),
        st.just(Ratio(**place, value=2, unit="times")),
        words.map(lambda unit: Quantity(**place, value=5, unit=unit, unit_class="count")),
        words.map(lambda name: Region(**place, code="AM", name=name, level="country")),
        words.map(lambda name: RegionAdjective(**place, code=None, name=name, level="union")),
        st.builds(partial(Period, **place), iso=period, relative=st.booleans()),
    )
