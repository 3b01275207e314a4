"""The features that a form can have: cases, number, tense; pymorphy3 tells them at compile time.

A form with several readings can have the features of each. An indeclinable noun ("евро") can have
any case and number. Nothing is known of a word without features, such as an adverb: its mask is 0.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache, reduce
from itertools import chain
from operator import or_
from typing import Any

from tradefacts.grammar.forms import joined
from tradefacts.grammar.morphology import SAME_CASE, morph
from tradefacts.grammar.tokens import norm

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
FEATURES = (*CASES, "past", "pres", "futr", "infn", "verb", "plur", "sing", "prtf")
"""The OpenCorpora names of cases, tenses, infinitives, finite verbs, numbers, participles."""


def mask(features: Iterable[str]) -> int:
    """Encode features as bits, in the order of `FEATURES`.

    >>> mask(["nomn", "past"])
    65
    """
    found = 0
    for feature in features:
        found |= 1 << FEATURES.index(feature)
    return found


ALL_CASES = mask(CASES)
NOMINATIVE, GENITIVE = mask(["nomn"]), mask(["gent"])
PLURAL, SINGULAR, INFINITIVE = mask(["plur"]), mask(["sing"]), mask(["infn"])


@cache
def word_features(word: str, lemma: str = "") -> int:
    """The features that a word can have, as bits; as a form of `lemma` if one is given.

    >>> from tradefacts.grammar.features import FEATURES
    >>> [f for f in FEATURES if word_features("вырос") & mask([f])]
    ['past', 'verb', 'sing']
    """
    return _union(_readings(word, lemma))


@cache
def place_features(word: str) -> int:
    """The cases of a word in the name of a place, read as a place name if the dictionary has it.

    A place is singular, unless its word has only a plural reading: "Штаты".

    >>> place_features("Индии") == mask(["gent", "datv", "loct"])  # not several of the metal
    True
    >>> place_features("Республики") == mask(["gent"])
    True
    """
    readings = morph().parse(word.lower())
    named = [p for p in readings if "Geox" in p.tag] or readings
    one = [p for p in named if (p.tag.POS, p.tag.number) != ("NOUN", "plur")]
    return _union(_of_tag(p.tag) for p in one or named) & ALL_CASES


def can_be(words: tuple[str, ...], lemmas: tuple[str | None, ...] | None, asked: int) -> bool:
    """Whether each word of a form that has features has all those asked for in a single reading.

    `lemmas` are the lemmas of the words of a form that declines. Words beyond these, and words
    whose lemma is None, are not checked.

    >>> can_be(("тонны",), ("тонна",), mask(["gent", "sing"]))
    True
    >>> can_be(("тонны",), ("тонна",), mask(["gent", "plur"]))  # two readings: "тонн" is
    False
    """
    told = _told(words, lemmas)
    return bool(told) and all(any(one & asked == asked for one in row) for row in told)


@cache
def _told(
    words: tuple[str, ...], lemmas: tuple[str | None, ...] | None
) -> tuple[tuple[int, ...], ...]:
    """The readings of the words that have features and are to be checked."""
    pairs = zip(words, lemmas or [""] * len(words), strict=False)
    rows = [_readings(word, lemma) for word, lemma in pairs if lemma is not None]
    return tuple(row for row in rows if any(row))


@cache
def _readings(word: str, lemma: str) -> tuple[int, ...]:
    """The features of each reading of a word; only readings as the lemma, if there are any."""
    if not word[0].isalpha():
        return ()
    first, lemma = joined(lemma)
    spelled = word[len(first) :].lower()
    told = _of_forms(lemma.lower()).get(spelled)
    if told is not None:
        return tuple(told)
    readings = morph().parse(spelled)
    own = [p for p in readings if _is_of(p, lemma)]
    return tuple(_of_tag(p.tag) for p in own or readings)


@cache
def _of_forms(lemma: str) -> Mapping[str, Collection[int]]:
    """The features of every form of a known word, all at once: parsing them one by one is slow.

    The keys have "е" for "ё", as a form written with "е" may be either. A form written with "ё" is
    not found here and is left to the parser.
    """
    found: dict[str, dict[int, None]] = defaultdict(dict)
    own = (p for p in morph().parse(lemma) if _is_of(p, lemma)) if lemma else ()
    for form in chain.from_iterable(p.lexeme for p in own if p.is_known):
        found[norm(form.word)][_of_tag(form.tag)] = None
    return found


def _is_of(reading: Any, lemma: str) -> bool:
    return norm(reading.normal_form) == norm(lemma)


def _union(readings: Iterable[int]) -> int:
    return reduce(or_, readings, 0)


@cache
def _of_tag(tag: Any) -> int:
    if "Abbr" in tag and tag.POS == "ADJF":  # "порт." for "портовый"
        return 0
    if "Fixd" in tag:
        return mask((*CASES, "plur", "sing"))
    found: list[str] = []
    if tag.case:
        found.append(SAME_CASE.get(str(tag.case), str(tag.case)))
    if tag.POS == "PRTS":
        found.append("past")
    elif tag.tense:
        found.append(str(tag.tense))
    if tag.POS in ("INFN", "VERB", "PRTF"):
        found.append(tag.POS.lower())
    if tag.number:
        found.append(str(tag.number))
    return mask(f for f in found if f in FEATURES)
