"""Nouns that are left out: an adjective alone takes a fitting one that stands nearby."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tradefacts.assembly.items import Item
from tradefacts.assembly.meaning import NOTHING
from tradefacts.assembly.names import LexiconName
from tradefacts.assembly.vocabulary import Vocabulary, noun_of

_BEHIND: frozenset[LexiconName] = frozenset({"trend", "reach", "share", "preposition"})
"""Lexicons of words that may follow an adjective whose noun is left out."""
_MARKS = frozenset({"-", ":", "("})


def complete_goods(items: Sequence[Item], vocabulary: Vocabulary) -> None:
    """Let an adjective alone mean goods like those beside it: "черные и цветные металлы"."""
    nouns = [(item, noun_of(item.lexicons["sector"])) for item in items if item.is_of("sector")]
    for item, behind in pairwise(items) if nouns else ():
        if item.unknown and not behind.unknown:
            near = sorted(nouns, key=lambda told: abs(told[0].start - item.start))
            found = (vocabulary.goods(item.text, noun) for _, noun in near)
            item.take(next((one for one in found if one is not None), NOTHING))


def complete_heads(items: Sequence[Item], vocabulary: Vocabulary) -> None:
    """Let an adjective alone name a trade like the one before it.

    "экспортные поставки – 5, импортные – 3"
    """
    noun = ""
    for item, behind in pairwise(items):
        if item.indicator is not None and item.text.count(" ") == 1:
            noun = item.text.partition(" ")[2]
        elif noun and item.unknown and _lacks_noun(behind):
            meaning = vocabulary.together(item.text, noun)
            if meaning is not None and meaning.indicator is not None:
                item.take(meaning)


def _lacks_noun(behind: Item) -> bool:
    """Whether the item after an adjective cannot be its noun."""
    return behind.text in _MARKS or not _BEHIND.isdisjoint(behind.lexicons)
