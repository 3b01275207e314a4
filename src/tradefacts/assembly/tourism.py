"""Tourists: how many go from where to where."""

from __future__ import annotations

from collections.abc import Sequence

from tradefacts.assembly.draft import Draft
from tradefacts.assembly.group import Group
from tradefacts.assembly.items import REGIONS, Row
from tradefacts.assembly.vocabulary import Vocabulary

INDICATOR = "tourism"
_NEAR = 4
"""How many words may lie between a count and who is counted, or who comes."""
_SIZES = ("percent", "ratio")


def counts_visitors(unit: list[str], vocabulary: Vocabulary) -> bool:
    """Whether the unit of a count says who comes, and perhaps from where.

    "1,1 млн российских туристов", "1,4 млн россиян"
    """
    return any(vocabulary.holds(name, unit) is not None for name in ("visitor", "demonym"))


def is_told(row: Row) -> bool:
    """Whether a sentence says how many tourists there are."""
    return any(i.indicator == INDICATOR and is_counted(row, i.index) for i in row.heads)


def is_of_noun(row: Row, at: int) -> bool:
    """Whether a noun before a number says that it counts tourists: "турпоток достиг 5 тыс."."""
    return any(i.key("indicator") == INDICATOR and i.index < at for i in row.heads)


def is_counted(row: Row, index: int) -> bool:
    """Whether a word for tourists says how many there are.

    "Число туристов" does, "траты туристов" does not. "Турцию посетили 6 млн россиян" does, "министр
    посетил завод" does not.
    """
    item = row[index]
    if not (item.is_of("visitor") or item.is_of("motion")):
        return True  # "турпоток"
    near = row[max(0, index - _NEAR) : index + (_NEAR if item.is_of("motion") else 0)]
    return any(i.unit_class == "count" or i.is_of("crowd") for i in near)


def is_of_people(group: Group) -> bool:
    """Whether a number counts people, not what they spend; after a verb, people of a country.

    "Турцию посетили 6 млн россиян", but "выставку посетили 5 тыс. человек"
    """
    anchor, head = group.anchor, group.head
    verb = head is not None and head.is_of("motion")
    if anchor.kind in _SIZES:
        return not verb
    if anchor.kind == "amount":
        return head is None  # "из Ирана прибыло 9 тыс. туристов, из Чили – 5 тыс."
    behind = group.row[group.at + 1 : group.at + 2]
    of_country = any(item.kind in REGIONS for item in behind)
    return anchor.unit_class == "count" and (of_country or not verb)


def is_alone(indicator: str, base: Draft | None) -> bool:
    """Whether no other fact can lend its sides: to one about tourists, only another one does."""
    return indicator == INDICATOR and (base is None or base.indicator != INDICATOR)


def others(drafts: Sequence[Draft]) -> list[Draft]:
    """The facts about trade; no sentence continues those about tourists."""
    return [draft for draft in drafts if draft.indicator != INDICATOR]


def is_whole(draft: Draft) -> bool:
    """Whether a fact about tourists has both its sides, which no text lends; others are whole."""
    return draft.indicator != INDICATOR or None not in (draft.get("reporter"), draft.get("partner"))
