"""How often, how early and in which roles a text names its regions, and what it measures."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import asdict, define, field

from tradefacts.assembly.items import REGIONS, Item, Row
from tradefacts.assembly.names import Role
from tradefacts.assembly.places import ACTING, country, dateline, is_dateline, spoken_for
from tradefacts.facts import Level
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
"""How strongly a mention in a role suggests that the text is about its region."""
_FACING: frozenset[Role] = frozenset({"to", "with", "given", "listed", "sharer", "through"})
"""Roles of those that somebody else trades with, or through."""
_BOUGHT_OF = _FACING | {"from"}
"""The same in a sentence that is about imports only."""
_HOSTS: tuple[tuple[frozenset[str], frozenset[Role]], ...] = (
    (frozenset({"export"}), frozenset({"from"})),
    (frozenset({"investment"}), frozenset({"to", "at"})),
    (frozenset({"transit", "freight"}), frozenset({"through"})),
)
"""Roles of home in a sentence that is only about what leaves it, comes to it or passes through."""
_HOST = 3
"""The weight of such a mention if its role has none."""
_EARLY = 3
"""How many sentences from the beginning count double."""


@define
class Counts:
    """What is counted in a text: by the codes of its regions, and by indicators."""

    scores: dict[str, int] = field(factory=dict)
    names: dict[str, str] = field(factory=dict)
    levels: dict[str, str] = field(factory=dict)
    acting: dict[str, int] = field(factory=dict)
    """The part of a country's score that comes from mentions as the side that trades."""
    facing: dict[str, int] = field(factory=dict)
    """The part of a region's score from mentions as one that somebody else trades with."""
    buying: dict[str, int] = field(factory=dict)
    """The part of a region's score from mentions as one that buys."""
    said: dict[str, Item] = field(factory=dict)
    """Where a region was first named."""
    written: dict[str, int] = field(factory=dict)
    """The country of the dateline, if there is one."""
    envoys: dict[str, int] = field(factory=dict)
    """The countries that an envoy speaks for, wherever the envoy is."""
    measured: dict[str, int] = field(factory=dict)
    """How often an indicator is named by words that by themselves mean trade."""

    def copy(self) -> Counts:
        """The counts so far; later additions do not change them."""
        return Counts(**{name: dict(told) for name, told in asdict(self, recurse=False).items()})

    def add(self, row: Row, items: Sequence[Item], sentence: int) -> None:
        """Count the regions among the items of a sentence, unless it is only a dateline."""
        if is_dateline(row):
            return
        desk = dateline(row) if sentence <= _EARLY else None
        if desk is not None:
            self.written[country(desk)] = 1
        told = {head.indicator for head in row.heads} - {None}
        facing = _BOUGHT_OF if told == {"import"} else _FACING
        for head in row.heads:
            if head.is_of("indicator") and not head.is_of("vague"):
                name = str(head.indicator)
                self.measured[name] = self.measured.get(name, 0) + 1
        host = next((roles for names, roles in _HOSTS if told and told <= names), frozenset())
        for item in items:
            code = item.code
            if item.kind not in REGIONS or code is None or item.is_of("relative"):
                continue
            weight = _WEIGHT.get(item.role or "", _HOST if item.role in host else 1)
            weight *= 2 if sentence < _EARLY else 1
            code = spoken_for(item, items) or code
            self.scores[code] = self.scores.get(code, 0) + weight
            self.said.setdefault(code, item)
            if item.role == "speaker":
                self.envoys[country(code)] = 1
            if item.role == "subject" and _buys(row, item):
                self.buying[code] = self.buying.get(code, 0) + weight
            if item.role in facing and item.role not in host:
                self.facing[code] = self.facing.get(code, 0) + weight
            elif item.role in ACTING or item.role in host:
                land = country(code)
                self.acting[land] = self.acting.get(land, 0) + weight
            placed = item.placed
            if placed is not None and (placed.level is not Level.CITY or code not in self.levels):
                self.names[code] = norm(placed.name)
                self.levels[code] = str(placed.level)


def _buys(row: Row, side: Item) -> bool:
    """Whether the first thing that a side is said to do is to buy."""
    behind = (i for i in row[side.index :] if i.indicator and (i.meaning.acts or i.is_of("buy")))
    deed = next(behind, None)
    if deed is None or deed.indicator != "import":
        return False
    return deed.is_of("buy") or deed.is_of("deal") or deed.is_of("taking")  # not "получила прибыль"
