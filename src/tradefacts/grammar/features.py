"""What a form can be: its cases and number, the tense of a verb; by pymorphy3 when compiled.

A feature that no reading of a form has is a reason to drop a rule. A noun that is never inflected
("евро") can be of any case and number; of a word without features, an adverb, nothing is known: 0.
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
"""By the names of OpenCorpora: cases, tenses, infinitives, finite verbs, numbers, participles."""


def mask(features: Iterable[str]) -> int:
    """Features as bits, in the order of `FEATURES`.

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
    """What a form can be, as bits, of the word of a lemma where it is named.

    >>> from tradefacts.grammar.features import FEATURES
    >>> [f for f in FEATURES if word_features("вырос") & mask([f])]
    ['past', 'verb', 'sing']
    """
    return _union(_readings(word, lemma))


@cache
def place_features(word: str) -> int:
    """The cases of a word of a place's name: as a name, where the dictionary knows it as one.

    A place is one, unless its word has no singular: "Штаты".

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
    """Whether a form can be all that is asked for: each word that has features, in one reading.

    `lemmas` are those of its words, where it declines: of more words than these nothing is asked,
    nor of one without a lemma.

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
    """The readings of the words that have features and are asked for."""
    pairs = zip(words, lemmas or [""] * len(words), strict=False)
    rows = [_readings(word, lemma) for word, lemma in pairs if lemma is not None]
    return tuple(row for row in rows if any(row))


@cache
def _readings(word: str, lemma: str) -> tuple[int, ...]:
    """What a form can be, reading by reading; where the lemma has some, those of the lemma."""
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
    """What each form of a known word can be: all at once, as parsing one by one takes long.

    The forms have no yo, as with e they can be forms of either; what has it is for the parser.
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
    if "Abbr" in tag and tag.POS == "ADJF":  # "порт." of "портовый"
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
