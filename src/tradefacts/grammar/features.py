"""What a form can be: its cases, and the tense of a verb; found by pymorphy3 when compiled.

A feature that no reading of a form has is a reason to drop a rule. A noun that is never inflected
("евро") can be of any case; of a word without features, an adverb, nothing is known: 0.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, reduce
from operator import or_
from typing import Any

from tradefacts.grammar.morphology import SAME_CASE, morph
from tradefacts.grammar.tokens import norm

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
FEATURES = (*CASES, "past", "pres", "futr", "infn", "plur")
"""Cases by the names of OpenCorpora, tenses, the infinitive, the plural."""


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
def word_features(word: str, lemma: str = "") -> int:
    """What a form can be, as bits, of the word of a lemma where it is named.

    >>> from tradefacts.grammar.features import FEATURES
    >>> [f for f in FEATURES if word_features("вырос") & mask([f])]
    ['past']
    """
    readings = morph().parse(word.lower())
    own = [p for p in readings if norm(p.normal_form) == norm(lemma)]
    return _any_of(own or readings)


@cache
def place_features(word: str) -> int:
    """What a word of a place's name can be: as a name, where the dictionary knows it as one.

    >>> place_features("Индии") == mask(["gent", "datv", "loct"])  # not several of the metal
    True
    """
    readings = morph().parse(word.lower())
    named = [p for p in readings if "Geox" in p.tag]
    return _any_of(named or readings)


def _any_of(readings: Iterable[Any]) -> int:
    return reduce(or_, (_of_tag(p.tag) for p in readings), 0)


@cache
def _of_tag(tag: Any) -> int:
    if "Fixd" in tag:
        return mask(CASES)
    found: list[str] = []
    if tag.case:
        found.append(SAME_CASE.get(str(tag.case), str(tag.case)))
    if tag.POS == "PRTS":
        found.append("past")
    elif tag.tense:
        found.append(str(tag.tense))
    if tag.POS == "INFN":
        found.append("infn")
    if tag.number == "plur":
        found.append("plur")
    return mask(f for f in found if f in FEATURES)
