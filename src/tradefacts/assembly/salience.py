"""What a text is about: the regions that it names most, and the two sides among them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from attrs import frozen

from tradefacts.assembly.counts import Counts
from tradefacts.assembly.draft import Answer
from tradefacts.assembly.items import Item
from tradefacts.assembly.places import country, is_subdivision
from tradefacts.assembly.program import Entry, Program
from tradefacts.assembly.vocabulary import Vocabulary
from tradefacts.facts.trade import Place

_STRONG = 4
_HOME = 3
"""How many times the score of what is at home the first country may have.

At home may be a subdivision, or the country where the text was written.
"""


@frozen(slots=False)
class Salience:
    """What the text is about, computed from counts that no longer change."""

    program: Program
    vocabulary: Vocabulary
    counts: Counts

    @property
    def members(self) -> Mapping[str, tuple[str, ...]]:
        """The codes of the members of each union."""
        return self.program.members

    @property
    def scores(self) -> Mapping[str, int]:
        """How much the text says about each code."""
        return self.counts.scores

    @property
    def tells_all_trade(self) -> bool:
        """Whether the text reports a turnover, and so more than the trade in some goods."""
        return "turnover" in self.counts.measured

    @property
    def levels(self) -> Mapping[str, str]:
        """Whether a code is that of a country, of a subdivision, or only of a city."""
        return self.counts.levels

    @cached_property
    def ranked(self) -> list[str]:
        """The codes, the most mentioned first."""
        scores = self.scores
        return sorted(scores, key=lambda code: -scores[code])

    @cached_property
    def by_country(self) -> dict[str, int]:
        """The scores of countries including their parts, the most mentioned first."""
        found: dict[str, int] = {}
        for code in self.ranked:
            land = country(code)
            found[land] = found.get(land, 0) + self.scores[code]
        return dict(sorted(found.items(), key=lambda told: -told[1]))

    def is_of_two(self, sides: tuple[Answer | None, Answer | None]) -> bool:
        """Whether no third country is mentioned nearly as much as the less mentioned of two sides.

        Members of a union that is a side are no third country.
        """
        lands = {country(side.value) for side in sides if side is not None and side.value}
        inside = lands.union(*(self.members.get(land, ()) for land in lands))
        scores = self.by_country
        third = next((score for land, score in scores.items() if land not in inside), 0)
        return min((scores.get(land, 0) for land in lands), default=0) >= 1.5 * third

    def is_side(self, land: str) -> bool:
        """Whether a country is one of the two sides, and no part of it is mentioned more."""
        told = [c for c in self.pair[:2] if c is not None and country(c) == land]
        return bool(told) and self.scores.get(land, 0) >= self.scores[told[0]]

    def is_pair(self, sides: tuple[Answer | None, Answer | None]) -> bool:
        """Whether two sides are those that the text is about, and stand out from all others."""
        first, second, alone = self.pair
        told = {side.value for side in sides if side is not None}
        return alone and told == {first, second}

    def answer(self, code: str) -> Answer:
        """A region of the text as an answer, with the place where it was first named."""
        item = self.counts.said.get(code)
        return Answer(code, Place.PAIR, item, "" if item is None else item.line)

    def sides(self) -> tuple[Answer | None, Answer | None]:
        """The two parties that the text is about, as answers."""
        first, second, _ = self.pair
        if self._only_faces(first):
            first, second = second, first
        return (
            None if first is None or self._only_faces(first) else self.answer(first),
            None if second is None else self.answer(second),
        )

    def only_buys(self, code: str) -> bool:
        """Whether a region is only ever named as one that buys."""
        return self.counts.buying.get(code, 0) == self.scores[code]

    def _own_score(self, code: str) -> int:
        """The part of a region's score that it does not have as one that another trades with."""
        return self.scores[code] - self.counts.facing.get(code, 0)

    def _only_faces(self, code: str | None) -> bool:
        """Whether a region is only ever named as one that somebody else trades with."""
        return code is not None and self.counts.facing.get(code, 0) == self.scores[code]

    @cached_property
    def pair(self) -> tuple[str | None, str | None, bool]:
        """The two parties that the text is about, and whether they stand out from all others."""
        by_country, acting = self.by_country, self.counts.acting
        ranked = list(by_country)
        if not ranked:
            return None, None, False
        if len(ranked) > 1:
            one, other = ranked[:2]
            near = by_country[other] >= 0.6 * by_country[one] and not self._are_one(one, other)
            if near and acting.get(other, 0) > acting.get(one, 0):
                one, other = other, one
            if self._is_written_in(other, one) and not self._are_one(one, other):
                one, other = other, one
            ranked[:2] = one, other
        first = self._best(ranked[0])
        ranked[1:] = [land for land in ranked[1:] if not self._are_one(first, land)]
        second = self._best(ranked[1]) if len(ranked) > 1 else None
        third = by_country[ranked[2]] if len(ranked) > 2 else 0  # the third
        alone = second is not None and min(by_country[k] for k in ranked[:2]) >= max(6, 1.5 * third)
        home = self._home(first)
        if home is not None and home != first:
            return home, first, alone and home == second
        return first, second, alone

    def _is_written_in(self, land: str, guest: str) -> bool:
        """Whether a text comes from a country, and no envoy of the other one speaks in it.

        "МИНСК, 8 апреля. Премьер-министр Пакистана посетит Беларусь"
        """
        told = _HOME * self.by_country[land] >= self.by_country[guest]
        return told and land in self.counts.written and guest not in self.counts.envoys

    def _are_one(self, one: str, other: str) -> bool:
        """Whether one of the two is a union and the other a member of it."""
        return one in self.members.get(other, ()) or other in self.members.get(one, ())

    def _home(self, first: str) -> str | None:
        """A subdivision at home, if one is mentioned enough; then the countries are abroad."""
        parts = [c for c in self.ranked if is_subdivision(c)]
        if not parts or "-" in first or country(parts[0]) == first:
            return None
        return parts[0] if _HOME * self.scores[parts[0]] >= self.scores[first] else None

    def _best(self, land: str) -> str:
        """The country itself, or the one part of it that is mentioned about as much."""
        parts = [c for c in self.ranked if country(c) == land and c != land]
        whole = self.scores.get(land, 0)
        one = len(parts) == 1 or (parts and self.scores[parts[0]] > self.scores[parts[1]])
        if parts and (one or not whole) and self.scores[parts[0]] >= max(_STRONG, 0.6 * whole):
            return parts[0]
        return land if land in self.scores or not parts else parts[0]

    def _says(self, code: str, noun: Entry) -> bool:
        """Whether a name contains the noun itself: "Гродненская область" is an "область"."""
        words = self.counts.names.get(code, "").split()
        entries = (self.vocabulary.holds("place", [word]) for word in words)
        return any(entry is not None and entry.name == noun.name for entry in entries)

    def at_home(self, item: Item) -> str | None:
        """The region at home that "наша область" or "наша страна" stands for."""
        home = self.pair[0]
        if home is None:
            return None
        level = item.lexicons["place"].key
        if level == "country":
            return country(home)
        return home if self.levels.get(home) == level else None

    def meant(
        self, item: Item, within: str | None, spoken: Sequence[str], named_here: Collection[str]
    ) -> str | None:
        """The region that "область", "республика" or "страна" stands for; none of `named_here`.

        `spoken` are the codes of the sentence so far, the last first: "В Якутии ... республика".
        """
        entry = item.lexicons["place"]
        ranked = self.ranked
        named = [c for c in ranked if self._says(c, entry)]
        levels = [c for c in ranked if self.levels.get(c) == entry.key]
        home = self.pair[0]
        first = [c for c in spoken if c in named]
        if home is not None and (home in named or home in levels):
            first.append(max([home, *(named or levels)], key=self._own_score))
        for code in (*first, *named, *levels):
            if (within is None or country(code) == within) and code not in named_here:
                return code
        return None
