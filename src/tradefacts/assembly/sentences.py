"""Where sentences, headlines and paragraphs begin and end."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from tradefacts.assembly.paragraphs import paragraphs, trimmed
from tradefacts.facts import Fact
from tradefacts.grammar.tokens import CLOSERS, ENDS, OPENERS, norm, opens
from tradefacts.units.numerals import UNSEEN


def _one_of(marks: frozenset[str]) -> str:
    return f"[{re.escape(''.join(sorted(marks)))}]"


_END = re.compile(
    rf"(?<!{_one_of(ENDS)}){_one_of(ENDS)}++{_one_of(CLOSERS)}*+[{UNSEEN}]*+\s[\s{UNSEEN}]*+"
)
_PARTS = re.compile(r"[([—–\s-]*+")
"""Brackets and dashes, which separate clauses too: "«Рост!» — сказал он" is one sentence."""
_AROUND = re.compile(rf"(?:[\s{UNSEEN}]|{_one_of(CLOSERS | OPENERS)})*+")
_COUNTED = re.compile(r"\d[ \u00a0\u202f]*[^\W\d_]{2,4}$")
"""A number and its abbreviated scale: "6,6 млрд"."""
_WORD_BEFORE = re.compile(r"[^\W\d_]+$")


class Sentence(NamedTuple):
    """A sentence: its span, its paragraph, whether it is a headline, whether outside the text."""

    start: int
    stop: int
    paragraph: int
    headline: bool
    outside: bool = False


def sentences(text: str, mentions: Sequence[Fact], abbreviations: frozenset[str]) -> list[Sentence]:
    """The sentences of a text; a paragraph ends one, the dot of an abbreviation does not."""
    starts = [m.start for m in mentions]
    found: list[Sentence] = []
    for paragraph, (first, last) in enumerate(paragraphs(text)):
        ends = (
            end.end()
            for end in _END.finditer(text, first, last)
            if _begins(text, end.end(), last)
            and _ends(text, end.start(), mentions, starts, abbreviations)
        )
        for cut, end in pairwise((first, *ends, last)):
            span = trimmed(text, cut, end)
            if span is not None:
                start, stop = span
                headline = not found and stop == last and text[stop - 1] not in ENDS
                found.append(Sentence(start, stop, paragraph, headline))
    return found


def _begins(text: str, at: int, last: int) -> bool:
    """Whether a sentence may begin at a place of a paragraph, also after brackets and dashes."""
    parts = _PARTS.match(text, at, last)
    assert parts is not None
    return parts.end() < last and opens(text[at]) and opens(text[parts.end()])


def _ends(
    text: str,
    at: int,
    mentions: Sequence[Fact],
    starts: list[int],
    abbreviations: frozenset[str],
) -> bool:
    before = bisect_right(starts, at) - 1
    inside = before >= 0 and mentions[before].start <= at < mentions[before].stop
    if inside and at < mentions[before].stop - 1:
        return False
    word = _WORD_BEFORE.search(text, max(0, at - 30), at)
    if text[at] != "." or word is None:
        return True
    short = len(word.group()) == 1 and word.group().isupper()
    if not short and norm(word.group()) not in abbreviations:
        return True
    # the dot of "млн долл." ends a sentence too, where a capital follows the whole mention
    counted = _COUNTED.search(text, max(0, at - 40), at) is not None
    ends = before >= 0 and mentions[before].stop in (at, at + 1)
    ends = counted or (ends and mentions[before].kind in ("money", "quantity", "percent"))
    around = _AROUND.match(text, at + 1)
    assert around is not None
    rest = text[around.end() : around.end() + 1]
    return ends and (not rest or rest.isupper())
