"""Expand the wordings of a lexicon to the forms they take in a text, with pymorphy3.

`lemma` declines like a noun phrase: adjectives before the head agree with it, and what follows the
head does not change. `loose` declines each word alone. `singular` gives the unambiguous singular
forms. `form`, `symbol` and `abbr` stay as written; an `abbr` may lack its dots or end in one.

A compound that no dictionary has, "агро+холдинг", declines like the part after the plus sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import chain, product, zip_longest
from typing import Any

from tradefacts.grammar.morphology import SAME_CASE, morph
from tradefacts.grammar.tokens import norm, split

DECLINED = ("lemma", "loose", "singular")
KINDS = (*DECLINED, "form", "abbr", "symbol")
"""The kinds of wordings: those that decline, and those that stay as written."""
_QUALITIES = ("ADJF", "PRTF")
_JOINT = re.compile(r"(?<=[^\W\d_]|-)\+(?=[^\W\d_])")
"""The sign between the parts of a compound."""
_ORDER = {"NOUN": 0, "ADJF": 1, "NUMR": 1, "INFN": 1}


@cache
def forms(kind: str, text: str) -> tuple[tuple[str, ...], ...]:
    """Every form of a wording as a row of tokens, with the capitals that it demands.

    >>> [" ".join(row) for row in forms("lemma", "белорусский рубль")][:3]
    ['белорусские рубли', 'белорусские рубля', 'белорусский рубль']
    >>> [" ".join(row) for row in forms("lemma", "агро+холдинг")][:3]
    ['агрохолдинг', 'агрохолдинга', 'агрохолдингам']
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
    if kind in DECLINED:
        rows = {tuple(map(whole, row)) for row in rows}
    found = {split(" ".join(row)) for row in rows}
    if kind == "abbr":
        found = {spelled for row in found for spelled in _dotted(row)}
    return tuple(sorted(found))


def guessed_words(kind: str, text: str) -> list[str]:
    """The words whose forms pymorphy3 guesses, because its dictionary lacks them."""
    words = _declined(kind, text) if kind in DECLINED else []
    return [word for word in words if not _is_known(word)]


def whole(wording: str) -> str:
    """A wording as it appears in a text, without the plus signs in its compounds.

    >>> whole("агро+холдинг"), whole("+")
    ('агрохолдинг', '+')
    """
    return _JOINT.sub("", wording)


def joined(word: str) -> tuple[str, str]:
    """Split a compound into its beginning and the word that it declines like.

    >>> joined("агро+холдинг"), joined("рубль")
    (('агро', 'холдинг'), ('', 'рубль'))
    """
    *first, last = _JOINT.split(word)
    return "".join(first), last


def inflected(kind: str, text: str) -> tuple[str, ...]:
    """The tokens of a wording that decline; a compound keeps its plus sign."""
    words = ((word, split(whole(word))) for word in _declined(kind, text))
    return tuple(chain.from_iterable(row if len(row) > 1 else [word] for word, row in words))


def _declined(kind: str, text: str) -> list[str]:
    words = text.split()
    return words[: _head(words) + 1] if kind == "lemma" else words  # the rest does not change


def guessed_forms(word: str) -> list[str]:
    """The forms that pymorphy3 guesses for a word, the word itself first."""
    return list(dict.fromkeys([whole(word), *(_styled(p.word, word) for p in _lexeme(word))]))


def compound(word: str) -> str:
    """Split a word before the longest dictionary word that it ends in; "" if there is none.

    >>> compound("агрохолдинг")
    'агро+холдинг'
    """
    for at in range(2, len(word) - 3):
        parted = f"{word[:at]}+{word[at:]}"
        if joined(parted)[0] and _is_known(word[at:]):
            return parted
    return ""


def dictionary_forms(word: str) -> list[str]:
    """The dictionary forms of a word that pymorphy3 knows, capitals as written; else none."""
    first, base = joined(word)
    if not morph().word_is_known(base.lower()):
        return []
    normal = (_styled(normal, base) for normal in normal_forms(base.lower()))
    return list(dict.fromkeys(f"{first}+{form}" if first else form for form in normal))


def normal_forms(word: str) -> list[str]:
    """The dictionary forms that a word may be a form of: "лет" is one of "лето" and of "год"."""
    return list(morph().normal_forms(word))


def _is_known(word: str) -> bool:
    return _reading(word) is not None and morph().word_is_known(joined(word)[1].lower())


@cache
def _reading(word: str) -> Any:
    """The best reading of `word` as a dictionary form; None if it cannot be one."""
    base = joined(word)[1]
    clean = base.lower()
    readings = [p for p in morph().parse(clean) if _is_dictionary_form(p, clean)]
    proper = base[:1].isupper()

    def rank(p: Any) -> tuple[Any, ...]:
        # a plural nominative may be a lemma ("Нидерланды"), but a singular reading comes first
        nominative = p.tag.case in {None, "nomn"}
        geographic = proper and "Geox" in p.tag
        plural = p.tag.number == "plur" and p.normal_form != clean
        return (not nominative, not geographic, _ORDER.get(p.tag.POS, 2), plural, -p.score)

    return min(readings, key=rank) if readings else None


def _is_dictionary_form(p: Any, clean: str) -> bool:
    if norm(p.normal_form) == norm(clean) or p.tag.POS == "INFN":
        return True
    nominative: bool = p.tag.case == "nomn"
    return nominative and (p.tag.number == "plur" or p.tag.POS in _QUALITIES)


@cache
def _lexeme(word: str) -> tuple[Any, ...]:
    reading = _reading(word)
    return () if reading is None else _compounds(word, _own_lexeme(reading))


def _own_lexeme(reading: Any) -> list[Any]:
    """The forms of a word; for a participle, only its own, not all those of the verb."""
    if reading.tag.POS != "PRTF":
        return list(reading.lexeme)
    tag = reading.tag
    own = (tag.POS, tag.tense, tag.voice)
    return [p for p in reading.lexeme if (p.tag.POS, p.tag.tense, p.tag.voice) == own]


def _compounds(word: str, lexeme: Iterable[Any]) -> tuple[Any, ...]:
    """The forms of a compound, made from the forms of the word that it declines like."""
    first = joined(word)[0].lower()
    if not first:
        return tuple(lexeme)
    # compound adjectives are rarely comparatives ("пятипроцентнее") or short forms
    some = (p for p in lexeme if p.tag.POS not in ("COMP", "ADJS"))
    return tuple(p._replace(word=first + p.word) for p in some)


def _inflected(word: str) -> set[str]:
    return {whole(word)} | {_styled(p.word, word) for p in _lexeme(word) if "Abbr" not in p.tag}


def _singular(word: str) -> set[str]:
    plural = {p.word for p in _lexeme(word) if p.tag.number == "plur"}
    return {p.word for p in _lexeme(word) if p.tag.number == "sing"} - plural


def _agreeing(words: list[str]) -> set[tuple[str, ...]]:
    """The forms of a noun phrase: what precedes the head agrees, what follows does not change."""
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
    """The index of the first noun of a phrase; of its first word if there is none."""
    nouns = [i for i, w in enumerate(words) if _noun(w) is not None]
    return next((i for i in nouns if not _qualifies(words[i:])), 0)


def _qualifies(words: list[str]) -> bool:
    """Whether the first word, a noun that may be an adjective too, qualifies a noun after it."""
    for at, word in enumerate(words[1:], 1):
        noun = _noun(word)
        if noun is not None and noun.tag.case == "nomn":
            return all(_agrees_as_written(before, noun.tag) for before in words[:at])
    return False


def _agrees_as_written(word: str, noun: Any) -> bool:
    clean = whole(word).lower()
    return any(a.word == clean and _agrees(a.tag, noun) for a in _qualities(word))


def _noun(word: str) -> Any:
    reading = _reading(word)
    return reading if reading is not None and reading.tag.POS == "NOUN" else None


@cache
def _qualities(word: str) -> tuple[Any, ...]:
    """The forms of the adjective that a word is, without those of its superlative."""
    clean = joined(word)[1].lower()
    readings = (p for p in morph().parse(clean) if p.tag.POS in _QUALITIES)
    found = next((p for p in readings if _is_dictionary_form(p, clean)), None)
    if found is None:
        return ()
    alike = (a for a in _own_lexeme(found) if ("Supr" in a.tag) == ("Supr" in found.tag))
    return _compounds(word, alike)


@cache  # there are few tags, and pymorphy3 parses a tag anew on each access
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

    Parts beyond those of the word stay as they are: "южнокорейский" also has the forms of
    "южно-корейский", and "южно" alone would not be a form.
    """
    pattern = whole(pattern)
    if len(pattern) > 1 and pattern.isupper():
        return form.upper()
    parts = zip_longest(form.split("-"), pattern.split("-")[: form.count("-") + 1], fillvalue="")
    return "-".join(f[:1].upper() + f[1:] if p[:1].isupper() else f for f, p in parts)


def _dotted(row: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """An abbreviation with and without each of its dots, and with and without a final one."""
    columns = [((), (".",)) if word == "." else ((word,),) for word in row]
    if row[-1] != ".":
        columns.append(((), (".",)))
    for choice in product(*columns):
        yield tuple(word for part in choice for word in part)
