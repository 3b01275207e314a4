"""What a form can be: its cases, and the tense of a verb; found by pymorphy3 when compiled.

A feature that no reading of a form has is a reason to drop a rule; a word that is not inflected
has all of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
FEATURES = (*CASES, "past", "pres", "futr", "infn", "plur")
"""Cases by the names of OpenCorpora, tenses, the infinitive, the plural."""
_SAME = {"gen2": "gent", "loc2": "loct", "acc2": "accs", "gen1": "gent"}


def mask(features: Iterable[str]) -> int:
    """Features as bits, in the order of `FEATURES`.

    >>> mask(["nomn", "past"])
    65
    """
    found = 0
    for feature in features:
        found |= 1 << FEATURES.index(feature)
    return found


@cache
def _morph() -> Any:
    import pymorphy3  # noqa: PLC0415  # only where a grammar is compiled

    return pymorphy3.MorphAnalyzer()


@cache
def word_features(word: str, lemma: str = "") -> int:
    """What a form can be, as bits; all cases where it is not inflected.

    >>> from tradefacts.grammar.features import FEATURES
    >>> [f for f in FEATURES if word_features("вырос") & mask([f])]
    ['past']
    """
    found = 0
    readings = _morph().parse(word.lower())
    own = [
        p for p in readings if p.normal_form.replace("ё", "е") == lemma.lower().replace("ё", "е")
    ]
    for p in own or readings:
        found |= _of_tag(p.tag)
    return found


def place_features(word: str) -> int:
    """What a word of a place's name can be: as a name, where the dictionary knows it as one.

    >>> place_features("Индии") == mask(["gent", "datv", "loct"])  # not several of the metal
    True
    """
    readings = _morph().parse(word.lower())
    named = [p for p in readings if "Geox" in p.tag]
    found = 0
    for p in named or readings:
        found |= _of_tag(p.tag)
    return found


def _of_tag(tag: Any) -> int:
    if "Fixd" in tag:
        return mask(CASES)
    found: list[str] = []
    if tag.case:
        found.append(_SAME.get(str(tag.case), str(tag.case)))
    if tag.POS == "PRTS":
        found.append("past")
    elif tag.tense:
        found.append(str(tag.tense))
    if tag.POS == "INFN":
        found.append("infn")
    if tag.number == "plur":
        found.append("plur")
    return mask(f for f in found if f in FEATURES)
