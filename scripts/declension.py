"""Decline names with pymorphy3, word by word, with model words for those it does not know.

A name is a noun phrase: adjectives that agree with the head, the head, and unchanging words. In
overrides.toml, a bar may mark where the unchanging words begin ("острова | Херд и Макдональд");
without one, they begin after the head.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product, takewhile

import pymorphy3
from attrs import frozen
from pymorphy3.analyzer import Parse

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
NUMBERS = ("sing", "plur")
UNFIT = ({"NOUN", "Surn"}, {"NOUN", "Name"}, {"NOUN", "Patr"}, {"V-oy"}, {"V-ey"}, {"Supr"})


class UndeclinedError(ValueError):
    """A word cannot be declined and needs a line in overrides.toml."""


@frozen(eq=False)
class Declension:
    """Declines names. `models`: word -> a word declined alike; `still`: indeclinable words."""

    models: Mapping[str, str]
    still: frozenset[str]

    def currency(self, name: str) -> list[str]:
        """Decline the name of something countable: both numbers and the forms after 2 to 4."""
        before, head, after = self._parts(name)
        rows = [
            row
            for number, case in product(NUMBERS, CASES)
            for row in self._rows(before, head, number, case)
        ]
        for adjectives in ("gent", "nomn"):  # два белорусских рубля, две шведские кроны
            columns = [self._adjective(word, "plur", "", adjectives) for word in before]
            rows += product(*columns, self._noun(head, "sing", "gent"))
        return list(dict.fromkeys(" ".join([*row, *after]) for row in rows))

    def country(self, name: str, joints: list[str]) -> list[str]:
        """Decline the name of one thing; each part between joints ("и") is declined."""
        moving, _, after = name.partition(" | ")
        parts = [moving]
        for joint in joints:
            parts = [piece for part in parts for piece in _parted(part, joint)]
        found: list[str] = []
        for case in CASES:
            columns = [[part] if part in joints else self._singular(part, case) for part in parts]
            found += (" ".join([*row, after]).strip() for row in product(*columns))
        return list(dict.fromkeys(form.replace(" ,", ",") for form in found))

    def head(self, name: str) -> str:
        """Return the head word of a name."""
        return self._parts(name)[1]

    def is_known(self, name: str) -> bool:
        """Whether pymorphy3 knows all declinable words of a name and needs no model for them."""
        before, head, _ = self._parts(name)
        words = [*before, head]
        return not any(
            word in self.models or self._stands(word) or not _morph().word_is_known(word.lower())
            for word in words
        )

    def _singular(self, name: str, case: str) -> list[str]:
        before, head, after = self._parts(name)
        number = "plur" if not self._stands(head) and "plur" in self._reading(head).tag else "sing"
        return [" ".join([*row, *after]) for row in self._rows(before, head, number, case)]

    def _parts(self, name: str) -> tuple[list[str], str, list[str]]:
        moving, _, after = name.partition(" | ")
        words = moving.split()
        at = 0
        while at < len(words) - 1 and self._is_adjective(words[at]):
            at += 1
        return words[:at], words[at], [*words[at + 1 :], *after.split()]

    def _rows(
        self, before: list[str], head: str, number: str, case: str
    ) -> Iterator[tuple[str, ...]]:
        gender = self._gender(before, head)
        columns = [self._adjective(word, number, gender, case) for word in before]
        yield from product(*columns, self._noun(head, number, case, gender))

    def _gender(self, before: list[str], head: str) -> str:
        """Return the gender that a name's first adjective shows, or else that of the head."""
        tag = self._reading(before[0], adjective=True).tag if before else None
        if tag is None:
            tag = None if self._stands(head) else self._reading(head).tag
        return (tag.gender if tag else None) or "neut"

    def _noun(self, word: str, number: str, case: str, gender: str = "") -> list[str]:
        """List the forms of an inanimate noun in this number and case."""
        if self._stands(word):
            return [word]
        if case == "accs" and (number == "plur" or gender in {"masc", "neut"}):
            case = "nomn"
        cells = self._cells(word)
        return [form for form, tag in cells if {number, case} <= tag or "Fixd" in tag] or [word]

    def _adjective(self, word: str, number: str, gender: str, case: str) -> list[str]:
        wanted = {number, case} | ({gender} if number == "sing" else set())
        animate = {"anim"} if case == "accs" else set()
        cells = self._cells(word, adjective=True)
        return [form for form, tag in cells if wanted <= tag and not animate & tag]

    def _cells(self, word: str, *, adjective: bool = False) -> list[tuple[str, frozenset[str]]]:
        """List the forms of a word with their grammemes, keeping its spelling and capitals."""
        model = self.models.get(word, word).lower()
        pairs = zip(reversed(word.lower()), reversed(model), strict=False)
        ending = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
        root, of_model = word.lower()[: len(word) - ending], model[: len(model) - ending]
        found = []
        reading = self._reading(word, adjective=adjective)
        voice = reading.tag.tense, reading.tag.voice
        for form in reading.lexeme:
            if "PRTF" in form.tag and (form.tag.tense, form.tag.voice) != voice:
                continue  # another participle of the same verb
            if not form.word.startswith(of_model):
                raise UndeclinedError(
                    f"{word!r}: the model {model!r} changes inside, at {form.word!r}"
                )
            tag = frozenset(form.tag.grammemes)
            if not any(unfit <= tag for unfit in UNFIT) and tag & {"NOUN", "ADJF", "PRTF"}:
                found.append((_capitals(word, root + form.word[len(of_model) :]), tag))
        return found

    def _stands(self, word: str) -> bool:
        """Whether a word is indeclinable: it is listed as such, or it is an abbreviation."""
        return word in self.still or word.isupper()

    def _is_adjective(self, word: str) -> bool:
        try:
            return not self._stands(word) and bool(self._reading(word, adjective=True))
        except UndeclinedError:
            return False

    def _reading(self, word: str, *, adjective: bool = False) -> Parse:
        """Choose the nominative parse of a word or of its model: that of a place if capitalised."""
        model = self.models.get(word, word)
        kinds = {"ADJF", "PRTF"} if adjective else {"NOUN"}
        readings = [p for p in _readings(model.lower()) if p.tag.POS in kinds]
        if not readings:
            raise UndeclinedError(
                f"pymorphy3 does not know {word!r} as it stands here: give it a model"
            )
        place = model[:1].isupper()
        return max(readings, key=lambda p: (("Geox" in p.tag) == place, "sing" in p.tag, p.score))


@cache
def _readings(word: str) -> list[Parse]:
    """List the parses of a word as a nominative in pymorphy3's dictionary."""
    return [
        parse
        for parse in _morph().parse(word)
        if _morph().word_is_known(word)
        and "nomn" in parse.tag
        and parse.word.replace("ё", "е") == word.replace("ё", "е")
        and not any(unfit <= parse.tag.grammemes for unfit in UNFIT)
    ]


@cache
def _morph() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer()


def _parted(text: str, joint: str) -> list[str]:
    """Split at a joint and keep it: "Босния и Герцеговина" -> "Босния", "и", "Герцеговина"."""
    head, found, tail = text.replace(",", " ,").partition(f" {joint} ")
    return [head, joint, *_parted(tail, joint)] if found else [head]


def _capitals(pattern: str, form: str) -> str:
    """Give `form` the capitals of `pattern`, letter by letter."""
    styled = [f.upper() if p.isupper() else f for f, p in zip(form, pattern, strict=False)]
    return "".join(styled) + form[len(pattern) :]
