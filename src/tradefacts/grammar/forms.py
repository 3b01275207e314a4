"""Wordings of a lexicon -> the forms they take in a text, by pymorphy3.

`lemma` declines as a noun phrase does: adjectives before the head agree with it, what follows the
head stands still. `loose` declines each word alone. `singular` gives the unambiguous singular
forms. `form`, `symbol` and `abbr` stand as written; an `abbr` may lack its dots or end in one.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import product, zip_longest
from typing import Any

from tradefacts.grammar.morphology import SAME_CASE, morph
from tradefacts.grammar.tokens import norm, split

DECLINED = ("lemma", "loose", "singular")
KINDS = (*DECLINED, "form", "abbr", "symbol")
"""The kinds of wordings: those that decline, and those that stand as written."""
_QUALITIES = ("ADJF", "PRTF")
_ORDER = {"NOUN": 0, "ADJF": 1, "NUMR": 1, "INFN": 1}


@cache
def forms(kind: str, text: str) -> tuple[tuple[str, ...], ...]:
    """Every form of a wording as a row of tokens, capitals as demanded.

    >>> [" ".join(row) for row in forms("lemma", "белорусский рубль")][:3]
    ['белорусские рубли', 'белорусские рубля', 'белорусский рубль']
    """
    words = text.split()
    if kind == "lemma":
        rows = _agreeing(words)
    elif kind == "loose":
        rows = set(product(*(_inflected(w) for w in words)))
    elif kind == "singular":
        rows = {(form,) for form in _singular(words[0])} if len(words) == 1 else {tuple(words)}
    else:
        rows = {tuple(words)}
    found = {split(" ".join(row)) for row in rows}
    if kind == "abbr":
        found = {spelled for row in found for spelled in _dotted(row)}
    return tuple(sorted(found))


def guessed_words(kind: str, text: str) -> list[str]:
    """Words that decline by pymorphy3's guess, as its dictionary does not hold them."""
    words = text.split()
    if kind == "lemma":
        words = words[: _head(words) + 1]  # what follows the head stands still
    elif kind not in DECLINED:
        return []
    return [word for word in words if not _is_known(word)]


def guessed_forms(word: str) -> list[str]:
    """The forms that pymorphy3 guesses for a word, the word itself first."""
    return list(dict.fromkeys([word, *(_styled(p.word, word) for p in _lexeme(word))]))


def dictionary_forms(word: str) -> list[str]:
    """What a word that pymorphy3 knows is a form of, capitals as written; else nothing."""
    if not morph().word_is_known(word.lower()):
        return []
    return list(dict.fromkeys(_styled(normal, word) for normal in normal_forms(word.lower())))


def normal_forms(word: str) -> list[str]:
    """The dictionary forms that a word may be a form of: "лет" is one of "лето" and of "год"."""
    return list(morph().normal_forms(word))


def _is_known(word: str) -> bool:
    return _reading(word) is not None and morph().word_is_known(word.lower())


@cache
def _reading(word: str) -> Any:
    """The reading of `word` as a dictionary form; None where it can be none."""
    clean = word.lower()
    readings = [p for p in morph().parse(clean) if _is_dictionary_form(p, clean)]
    proper = word[:1].isupper()

    def rank(p: Any) -> tuple[Any, ...]:
        # a plural nominative stands for itself ("Нидерланды"), but a singular reading comes first
        nominative = p.tag.case in {None, "nomn"}
        geographic = proper and "Geox" in p.tag
        plural = p.tag.number == "plur" and p.normal_form != clean
        return (not nominative, not geographic, _ORDER.get(p.tag.POS, 2), plural, -p.score)

    return min(readings, key=rank) if readings else None


def _is_dictionary_form(p: Any, clean: str) -> bool:
    if norm(p.normal_form) == norm(clean) or p.tag.POS == "INFN":
        return True
    nominative: bool = p.tag.case == "nomn"
    return nominative and (p.tag.number == "plur" or p.tag.POS == "ADJF")


@cache
def _lexeme(word: str) -> tuple[Any, ...]:
    reading = _reading(word)
    return () if reading is None else tuple(reading.lexeme)


def _inflected(word: str) -> set[str]:
    return {word} | {_styled(p.word, word) for p in _lexeme(word) if "Abbr" not in p.tag}


def _singular(word: str) -> set[str]:
    plural = {p.word for p in _lexeme(word) if p.tag.number == "plur"}
    return {p.word for p in _lexeme(word) if p.tag.number == "sing"} - plural


def _agreeing(words: list[str]) -> set[tuple[str, ...]]:
    """Forms of a noun phrase: what stands before its first noun agrees, what follows stands."""
    head = _head(words)
    before, noun, after = words[:head], words[head], tuple(words[head + 1 :])
    if not before:
        return {(form, *after) for form in _inflected(noun)}
    rows = {tuple(words)}
    for p in _lexeme(noun):
        columns = [
            {_styled(a.word, w) for a in _qualities(w) if _agrees(a.tag, p.tag)} or {w}
            for w in before
        ]
        rows |= {(*row, _styled(p.word, noun), *after) for row in product(*columns)}
    return rows


def _head(words: list[str]) -> int:
    """Index of the first noun of a phrase; of its first word where there is none."""
    nouns = [i for i, w in enumerate(words) if _noun(w) is not None]
    return next((i for i in nouns if not _qualifies(words[i:])), 0)


def _qualifies(words: list[str]) -> bool:
    """Whether a noun is here the adjective that it is as well: before a noun it agrees with."""
    for at, word in enumerate(words[1:], 1):
        noun = _noun(word)
        if noun is not None and noun.tag.case == "nomn":
            return all(_agrees_as_written(before, noun.tag) for before in words[:at])
    return False


def _agrees_as_written(word: str, noun: Any) -> bool:
    clean = word.lower()
    return any(a.word == clean and _agrees(a.tag, noun) for a in _qualities(word))


def _noun(word: str) -> Any:
    reading = _reading(word)
    return reading if reading is not None and reading.tag.POS == "NOUN" else None


@cache
def _qualities(word: str) -> tuple[Any, ...]:
    """The forms of the adjective that a word is, those of its superlative apart."""
    clean = word.lower()
    readings = (p for p in morph().parse(clean) if p.tag.POS in _QUALITIES)
    found = next((p for p in readings if _is_dictionary_form(p, clean)), None)
    if found is None:
        return ()
    return tuple(a for a in found.lexeme if ("Supr" in a.tag) == ("Supr" in found.tag))


@cache  # of tags there are few, and pymorphy3 takes them apart anew each time
def _agrees(adjective: Any, noun: Any) -> bool:
    if adjective.POS not in _QUALITIES:
        return False
    case = SAME_CASE.get(noun.case, noun.case)
    if (adjective.number, adjective.case) == (noun.number, case):
        return noun.number == "plur" or noun.gender is None or adjective.gender == noun.gender
    # after two, three, four: "два белорусских рубля", "две шведские кроны"
    counted = noun.number == "sing" and noun.case == "gent"
    return counted and adjective.number == "plur" and adjective.case in {"gent", "nomn"}


def _styled(form: str, pattern: str) -> str:
    """`form` with the capitals of the word it comes from, part by part at hyphens.

    Parts beyond those of the word stand as they are: "южнокорейский" has the forms of
    "южно-корейский" too, of which "южно" alone is none.
    """
    if len(pattern) > 1 and pattern.isupper():
        return form.upper()
    parts = zip_longest(form.split("-"), pattern.split("-")[: form.count("-") + 1], fillvalue="")
    return "-".join(f[:1].upper() + f[1:] if p[:1].isupper() else f for f, p in parts)


def _dotted(row: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """An abbreviation with and without each of its dots, and with one after it."""
    columns = [((), (".",)) if word == "." else ((word,),) for word in row]
    if row[-1] != ".":
        columns.append(((), (".",)))
    for choice in product(*columns):
        yield tuple(word for part in choice for word in part)
