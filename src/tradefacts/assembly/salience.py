"""What a text is about: the regions that it names most, and the two sides among them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from tradefacts.assembly.draft import Answer
from tradefacts.assembly.items import REGIONS, Item, Row
from tradefacts.assembly.names import Role
from tradefacts.assembly.places import ACTING, country, is_dateline, is_subdivision, spoken_for
from tradefacts.assembly.program import Entry, Program
from tradefacts.assembly.vocabulary import Vocabulary
from tradefacts.facts import Level
from tradefacts.facts.trade import Place
from tradefacts.grammar.tokens import norm

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
_FACING: frozenset[Role] = frozenset({"to", "with", "given", "listed", "sharer", "through"})
"""Roles of those that somebody else trades with, or through."""
_BOUGHT_OF = _FACING | {"from"}
"""The same where nothing but imports is told of."""
_HOSTS: tuple[tuple[frozenset[str], frozenset[Role]], ...] = (
    (frozenset({"investment"}), frozenset({"to", "at"})),
    (frozenset({"transit", "freight"}), frozenset({"through"})),
)
"""Roles of the land at home where nothing but what comes to it, or through it, is told of."""
_HOST = 3
"""The weight of such a land where its role has none."""
_STRONG = 4
_HOME = 3
"""A subdivision is at home where it has a third of the weight of the first country."""
_EARLY = 3
"""The sentences in which a mention counts double."""


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
        self._buying: dict[str, int] = {}
        """The part of a region's score that it has as one that buys."""
        self._said: dict[str, Item] = {}
        self._by_country: dict[str, int] = {}
        self._lands: list[tuple[str, int]] = []
        """Countries and their scores, what is most talked of first."""
        self._pair: tuple[str | None, str | None, bool] | None = None

    def add(self, row: Row, items: Sequence[Item], sentence: int) -> None:
        """Count the regions among the items of a sentence; a city alone is where it was written."""
        if is_dateline(row):
            return
        told = {head.indicator for head in row.heads} - {None}
        facing = _BOUGHT_OF if told == {"import"} else _FACING
        host = next((roles for names, roles in _HOSTS if told and told <= names), frozenset())
        for item in items:
            code = item.code
            if item.kind not in REGIONS or code is None or item.is_of("relative"):
                continue
            weight = _WEIGHT.get(item.role or "", _HOST if item.role in host else 1)
            weight *= 2 if sentence < _EARLY else 1
            code = spoken_for(item, items) or code
            self.scores[code] = self.scores.get(code, 0) + weight
            self._said.setdefault(code, item)
            if item.role == "subject" and _buys(row, item):
                self._buying[code] = self._buying.get(code, 0) + weight
            if item.role in facing and item.role not in host:
                self._facing[code] = self._facing.get(code, 0) + weight
            elif item.role in ACTING or item.role in host:
                land = country(code)
                self.acting[land] = self.acting.get(land, 0) + weight
            placed = item.placed
            if placed is not None and (placed.level is not Level.CITY or code not in self.levels):
                self.names[code] = norm(placed.name)
                self.levels[code] = str(placed.level)

    def forget(self) -> None:
        """Drop what was reckoned before all was counted; it is reckoned anew when asked for."""
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

    def is_side(self, land: str) -> bool:
        """Whether a country is one of the two sides, and no part of it is more talked of."""
        told = [c for c in self.pair()[:2] if c is not None and country(c) == land]
        return bool(told) and self.scores.get(land, 0) >= self.scores[told[0]]

    def is_pair(self, sides: tuple[Answer | None, Answer | None]) -> bool:
        """Whether two sides are those that the text is about, and these stand out."""
        first, second, alone = self.pair()
        told = {side.value for side in sides if side is not None}
        return alone and told == {first, second}

    def by_country(self) -> dict[str, int]:
        """The scores of countries, with those of their parts, as last reckoned."""
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

    def only_buys(self, code: str) -> bool:
        """Whether a region is never named but as one that buys."""
        return self._buying.get(code, 0) == self.scores[code]

    def _own_score(self, code: str) -> int:
        """The part of a score that a region does not have as one that another trades with."""
        return self.scores[code] - self._facing.get(code, 0)

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
            near = by_country[other] >= 0.6 * by_country[one] and not self._are_one(one, other)
            if near and self.acting.get(other, 0) > self.acting.get(one, 0):
                ranked[:2] = other, one
        first = self._best(ranked[0])
        ranked[1:] = [land for land in ranked[1:] if not self._are_one(first, land)]
        second = self._best(ranked[1]) if len(ranked) > 1 else None
        third = by_country[ranked[2]] if len(ranked) > 2 else 0  # the third
        alone = second is not None and min(by_country[k] for k in ranked[:2]) >= max(6, 1.5 * third)
        home = self._home(first)
        if home is not None and home != first:
            return home, first, alone and home == second
        return first, second, alone

    def _are_one(self, one: str, other: str) -> bool:
        """Whether one is a union and the other a member of it."""
        return one in self.members.get(other, ()) or other in self.members.get(one, ())

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

    def _says(self, code: str, noun: Entry) -> bool:
        """Whether a name holds the noun itself: "Гродненская область" is an "область"."""
        entries = (self.vocabulary.holds("place", [w]) for w in self.names.get(code, "").split())
        return any(entry is not None and entry.name == noun.name for entry in entries)

    def at_home(self, item: Item) -> str | None:
        """The region at home that "наша область", "наша страна" stand for."""
        home = self.pair()[0]
        if home is None:
            return None
        level = item.lexicons["place"].key
        if level == "country":
            return country(home)
        return home if self.levels.get(home) == level else None

    def meant(
        self, item: Item, within: str | None, spoken: Sequence[str], named_here: Collection[str]
    ) -> str | None:
        """The region that "область", "республика", "страна" stand for; a name is no stand-in's.

        `spoken` are the codes of the sentence so far, the last first: "В Якутии ... республика".
        """
        entry = item.lexicons["place"]
        ranked = self.ranked()
        named = [c for c in ranked if self._says(c, entry)]
        levels = [c for c in ranked if self.levels.get(c) == entry.key]
        home = self.pair()[0]
        first = [c for c in spoken if c in named]
        if home is not None and (home in named or home in levels):
            first.append(max([home, *(named or levels)], key=self._own_score))
        for code in (*first, *named, *levels):
            if (within is None or country(code) == within) and code not in named_here:
                return code
        return None


def _buys(row: Row, side: Item) -> bool:
    """Whether the first that a side is told to do is to buy."""
    behind = (i for i in row[side.index :] if i.indicator and (i.meaning.acts or i.is_of("buy")))
    deed = next(behind, None)
    if deed is None or deed.indicator != "import":
        return False
    return deed.is_of("buy") or deed.is_of("deal")  # "получила прибыль" buys nothing
