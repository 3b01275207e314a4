"""Which region an item names: codes, capitals that speak for their country, "регион", the pair."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from tradefacts.assembly.draft import Answer
from tradefacts.assembly.items import REGIONS, Item, Row
from tradefacts.assembly.program import Program
from tradefacts.assembly.vocabulary import CAPITALS, Vocabulary
from tradefacts.facts import Level
from tradefacts.facts.trade import Place
from tradefacts.grammar.features import mask
from tradefacts.grammar.tokens import norm, split

_WEIGHT = {
    "first": 4,
    "second": 4,
    "of": 3,
    "with": 4,
    "delegate": 4,
    "speaker": 9,
    "subject": 2,
    "to": 2,
    "from": 2,
}
"""How much a mention says that the text is about its region."""
_ACTING = frozenset({"of", "subject", "holder", "source", "delegate", "speaker"})
"""Roles of the side that trades; others are roles of those it trades with."""
_FACING = frozenset({"to", "with", "given", "listed", "sharer", "through"})
"""Roles of those that somebody else trades with, or through."""
_BOUGHT_OF = _FACING | {"from"}
"""The same where nothing but imports is told of."""
_STRONG = 4
_HOME = 3
"""A subdivision is at home where it has a third of the weight of the first country."""
_EARLY = 3
"""The sentences in which a mention counts double."""


def country(code: str) -> str:
    """The country of a code; a code of our own is itself."""
    return code if code.startswith("X-") else code.partition("-")[0]


def is_subdivision(code: str) -> bool:
    """Whether a code is that of a part of a country."""
    return "-" in code and not code.startswith("X-")


def resolve(row: Row, vocabulary: Vocabulary) -> None:
    """Give each region of a row its code, our own ones by the lexicon `code`."""
    for item in row.places:
        if item.mention is not None:
            item.code = item.mention.code  # type: ignore[attr-defined]  # of Region and its adjective
            if item.code is None:
                name = item.mention.name  # type: ignore[attr-defined]  # as above
                item.code = _own_code(name, vocabulary) or _own_code(item.text, vocabulary)
            elif item.kind == "region":
                capital = vocabulary.capitals.get(norm(item.mention.name))  # type: ignore[attr-defined]  # so
                if capital is not None:
                    item.meaning, item.lexicons = capital, capital.lexicons
        elif "code" in item.lexicons or "demonym" in item.lexicons:
            item.kind, item.code = "region", item.key("code") or item.key("demonym")


def spoken_for(item: Item, beside: Iterable[Item]) -> str | None:
    """The country that a capital stands for; one that trades itself only beside another capital."""
    trading = item.key("trading_capital")
    if trading is not None and any(other is not item and _is_capital(other) for other in beside):
        return trading
    return item.key("capital")


def _is_capital(item: Item) -> bool:
    """Whether an item is a capital of ours, or a city abroad."""
    level = getattr(item.mention, "level", None)
    abroad = level is Level.CITY and "-" not in (item.code or "-")
    return abroad or any(name in item.lexicons for name in CAPITALS)


def _own_code(name: str, vocabulary: Vocabulary) -> str | None:
    words = [norm(word) for word in split(name)]
    for at in range(len(words)):
        for end in range(len(words), at, -1):
            entry = vocabulary.holds("code", words[at:end])
            if entry is not None:
                return entry.key
    return None


class Salience:
    """What the text is about: how often, how early and in which roles regions are named."""

    def __init__(self, program: Program, vocabulary: Vocabulary) -> None:
        self.members = program.members
        self.vocabulary = vocabulary
        self.scores: dict[str, int] = {}
        self.names: dict[str, str] = {}
        self.levels: dict[str, str] = {}
        self.acting: dict[str, int] = {}
        """The part of a country's score that it has as the side that trades."""
        self._facing: dict[str, int] = {}
        """The part of a region's score that it has as one that somebody else trades with."""
        self._said: dict[str, Item] = {}
        self._by_country: dict[str, int] = {}
        self._lands: list[tuple[str, int]] = []
        """Countries and their scores, what is most talked of first."""
        self._pair: tuple[str | None, str | None, bool] | None = None

    def add(self, row: Row, items: Sequence[Item], sentence: int) -> None:
        """Count the regions among the items of a sentence."""
        imports = {head.indicator for head in row.heads} - {None} == {"import"}
        facing = _BOUGHT_OF if imports else _FACING
        for item in items:
            code = item.code
            if item.kind not in REGIONS or code is None:
                continue
            weight = _WEIGHT.get(item.role or "", 1) * (2 if sentence < _EARLY else 1)
            code = spoken_for(item, items) or code
            self.scores[code] = self.scores.get(code, 0) + weight
            self._said.setdefault(code, item)
            if item.role in facing:
                self._facing[code] = self._facing.get(code, 0) + weight
            elif item.role in _ACTING:
                land = country(code)
                self.acting[land] = self.acting.get(land, 0) + weight
            if item.mention is not None:
                level = item.mention.level  # type: ignore[attr-defined]  # of a region
                if level is not Level.CITY or code not in self.levels:
                    self.names[code] = norm(item.mention.name)  # type: ignore[attr-defined]  # so
                    self.levels[code] = str(level)

    def settle(self) -> None:
        """Reckon the pair anew, now that all is counted."""
        self._pair = None
        self._by_country = {}

    def ranked(self) -> list[str]:
        """The codes, what is most talked of first."""
        return sorted(self.scores, key=lambda c: -self.scores[c])

    def pair(self) -> tuple[str | None, str | None, bool]:
        """The two parties that the text is about, and whether they stand out from all others."""
        if self._pair is None:
            self._pair = self._found_pair()
        return self._pair

    def is_of_two(self, sides: tuple[Answer | None, Answer | None]) -> bool:
        """Whether no third country is talked of nearly as much as the less named of two sides.

        Members of a union that is a side are no third.
        """
        lands = {country(side.value) for side in sides if side is not None and side.value}
        inside = lands.union(*(self.members.get(land, ()) for land in lands))
        scores = self.by_country()
        third = next((s for land, s in self._lands if land not in inside), 0)
        return min((scores.get(land, 0) for land in lands), default=0) >= 1.5 * third

    def is_pair(self, sides: tuple[Answer | None, Answer | None]) -> bool:
        """Whether two sides are those that the text is about, and these stand out."""
        first, second, alone = self.pair()
        told = {side.value for side in sides if side is not None}
        return alone and told == {first, second}

    def by_country(self) -> dict[str, int]:
        """The scores of countries, with those of their parts, as last settled."""
        if not self._by_country:
            for code in self.ranked():
                land = country(code)
                self._by_country[land] = self._by_country.get(land, 0) + self.scores[code]
            self._lands = sorted(self._by_country.items(), key=lambda told: -told[1])
        return self._by_country

    def answer(self, code: str) -> Answer:
        """A region of the text as an answer, with the place where it was first named."""
        item = self._said.get(code)
        return Answer(code, Place.PAIR, item, "" if item is None else item.line)

    def sides(self) -> tuple[Answer | None, Answer | None]:
        """The two parties that the text is about, as answers."""
        first, second, _ = self.pair()
        if self._only_faces(first):
            first, second = second, first
        return (
            None if first is None or self._only_faces(first) else self.answer(first),
            None if second is None else self.answer(second),
        )

    def _only_faces(self, code: str | None) -> bool:
        """Whether a region is never named but as one that somebody else trades with."""
        return code is not None and self._facing.get(code, 0) == self.scores[code]

    def _found_pair(self) -> tuple[str | None, str | None, bool]:
        by_country = self.by_country()
        ranked = [land for land, _ in self._lands]
        if not ranked:
            return None, None, False
        if len(ranked) > 1:
            one, other = ranked[:2]
            near = by_country[other] >= 0.6 * by_country[one]
            if near and self.acting.get(other, 0) > self.acting.get(one, 0):
                ranked[:2] = other, one
        first = self._best(ranked[0])
        second = self._best(ranked[1]) if len(ranked) > 1 else None
        third = by_country[ranked[2]] if len(ranked) > 2 else 0  # the third
        alone = second is not None and min(by_country[k] for k in ranked[:2]) >= max(6, 1.5 * third)
        home = self._home(first)
        if home is not None and home != first:
            return home, first, alone and home == second
        return first, second, alone

    def _home(self, first: str) -> str | None:
        """A subdivision that is talked of enough is at home, and the countries are abroad."""
        parts = [c for c in self.ranked() if is_subdivision(c)]
        if not parts or "-" in first or country(parts[0]) == first:
            return None
        return parts[0] if _HOME * self.scores[parts[0]] >= self.scores[first] else None

    def _best(self, land: str) -> str:
        """The country itself, or that one part of it which is talked of about as much."""
        parts = [c for c in self.ranked() if country(c) == land and c != land]
        whole = self.scores.get(land, 0)
        one = len(parts) == 1 or (parts and self.scores[parts[0]] > self.scores[parts[1]])
        if parts and (one or not whole) and self.scores[parts[0]] >= max(_STRONG, 0.6 * whole):
            return parts[0]
        return land if land in self.scores or not parts else parts[0]

    def _says(self, code: str, line: str) -> bool:
        """Whether a name holds the noun itself: "Гродненская область" is an "область"."""
        entries = (self.vocabulary.holds("place", [w]) for w in self.names.get(code, "").split())
        return any(entry is not None and entry.line == line for entry in entries)

    def meant(self, item: Item, within: str | None, named_here: Collection[str]) -> str | None:
        """The region that "область", "республика", "страна" stand for; a name is no stand-in's."""
        entry = item.lexicons["place"]
        ranked = self.ranked()
        named = [c for c in ranked if self._says(c, entry.line)]
        levels = [c for c in ranked if self.levels.get(c) == entry.key]
        home = self.pair()[0]
        first = [home] if home in named or home in levels else []
        for code in (*first, *named, *levels):
            assert code is not None
            if (within is None or country(code) == within) and code not in named_here:
                return code
        return None


def stand_ins(row: Row, salience: Salience, recent: list[str]) -> bool:
    """Turn "регион", "республика" into the regions they mean; tell whether any was there.

    `recent` are the codes that the text has named so far; those of the row are added.
    """
    changed = False
    for item in row.places:
        index = item.index
        if item.kind in REGIONS and item.code is not None:
            recent.append(item.code)
        if "place" not in item.lexicons or item.kind != "word" or _is_plural(item):
            continue
        before = row[index - 1] if index else None
        after = row[index + 1] if index + 1 < len(row) else None
        if after is not None and after.kind == "region" and item.key("place") != "city":
            continue  # "республика Татарстан"
        within = None
        if before is not None and before.kind == "region_adj" and before.code is not None:
            within = country(before.code)
        code = salience.meant(item, within, _named_beside(row, index))
        if before is not None and ("this" in before.lexicons or _is_abroad(row, index)):
            code = _spoken_of(item, salience, recent) or code
        if code is not None:
            item.kind, item.code, item.inferred = "region", code, within is None
            if within is not None and before is not None:
                before.kind = "word"
            changed = True
    return changed


def _is_abroad(row: Row, index: int) -> bool:
    """Whether exports alone go to "страна", and nothing comes from elsewhere: it is not at home."""
    item = row[index]
    into = "preposition" in row[index - 1].lexicons and not item.features & ~_ACCUSATIVE
    named = {head.indicator for head in row.heads} - {None}
    come = any(i.role == "from" for i in row.places)
    return into and item.key("place") == "country" and named == {"export"} and not come


def _spoken_of(item: Item, salience: Salience, recent: Sequence[str]) -> str | None:
    """What "этот регион" means: the last named of its level, rather one abroad."""
    home = salience.pair()[0]
    abroad = [c for c in reversed(recent) if country(c) != home and c != home]
    level = item.key("place")
    alike = [c for c in (*abroad, *reversed(recent)) if salience.levels.get(c) == level]
    return next(iter((*alike, *abroad)), None)


_ACCUSATIVE, _PLURAL, _ONE_OR_MORE = mask(["accs"]), mask(["plur"]), mask(["nomn", "gent"])


def _is_plural(item: Item) -> bool:
    """Whether a form stands for several regions; their nominative may also be one's genitive."""
    one = item.features & _ONE_OR_MORE == _ONE_OR_MORE
    return bool(item.features & _PLURAL) and not one


def _named_beside(row: Row, index: int) -> list[str]:
    """The regions named in the clause before a stand-in that has a preposition of its own."""
    if index == 0 or "preposition" not in row[index - 1].lexicons:
        return []
    clause = row[index].clause
    return codes(i for i in row[:index] if i.clause == clause and i.mention is not None)


def codes(items: Iterable[Item]) -> list[str]:
    """The codes of regions among items, once each."""
    return list(dict.fromkeys(i.code for i in items if i.kind in REGIONS and i.code))
