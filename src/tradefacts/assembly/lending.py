"""Who trades with whom, if a number does not say it itself: each device lends what it can.

A device looks at one search and fills sides that are still missing, in the order of `DEVICES`. What
the words beside the number say is kept; only a few devices, such as `faced_home`, `of_peers` and
`of_origin`, move it to the other side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from tradefacts.assembly import lent_by_facts, lent_by_text, lent_by_words
from tradefacts.assembly.group import Group
from tradefacts.assembly.groups import is_aside, is_of_a_time
from tradefacts.assembly.items import Item
from tradefacts.assembly.names import Side
from tradefacts.assembly.parties import SIDES
from tradefacts.assembly.places import country
from tradefacts.assembly.search import Search

Device = Callable[[Search], None]

DEVICES: tuple[Device, ...] = (
    lent_by_text.faced_home,
    lent_by_text.of_peers,
    lent_by_text.of_origin,
    lent_by_text.among_members,
    lent_by_facts.of_listed,
    lent_by_words.of_its,
    lent_by_words.of_its_share,
    lent_by_words.ours,
    lent_by_words.borne,
    lent_by_words.of_pointed,
    lent_by_words.acted,
    lent_by_facts.of_whole,
    lent_by_facts.of_allies,
    lent_by_facts.both_of_topic,
    lent_by_facts.of_the_other_side,
    lent_by_facts.the_other_way,
    lent_by_facts.balance_of_pair,
    lent_by_words.there,
    lent_by_facts.sold_at_home,
    lent_by_facts.of_province,
    lent_by_facts.next_clause,
    lent_by_text.inward,
    lent_by_facts.speaker_of_topic,
    lent_by_facts.announced,
    lent_by_facts.same_as_before,
    lent_by_facts.of_another,
    lent_by_text.through,
    lent_by_text.received,
    lent_by_text.faces_home,
    lent_by_text.main_pair,
    lent_by_text.salient_pair,
)


def lend(search: Search, devices: Iterable[Device]) -> None:
    """Let the devices fill the missing sides of a draft."""
    answers = search.draft.answers
    for device in devices:
        if search.closed or ("reporter" in answers and "partner" in answers):
            return
        device(search)


def let_lands_trade(search: Search) -> None:
    """Make the countries of two sides the parties, if words say so: "товарооборот двух стран".

    In a text on a region and a foreign country, these are its own country and that one.
    """
    said = search.group.gap(search.group.row.of("both"))
    if not any(item.key("both") == "lands" for item in said):
        return
    for side in SIDES:
        told = search.draft.answers.get(side)
        if told is not None and told.value is not None and side not in search.own:
            search.draft.answers[side] = told.with_value(country(told.value))


def says_world(group: Group, own: Mapping[Side, Item]) -> bool:
    """Whether the words say that the partner is the whole world; some do only by a side's name.

    Beside "its share", or a share right after an amount, they name the whole that was spoken of.
    """
    if group.is_share and (group.in_gap("its") or (group.since > 0 and is_aside(group))):
        return False
    said = [i for i in group.around(group.row.of("world")) if not _is_of_another(group, i)]
    keys = {item.key("world") for item in said}
    if group.head is not None:
        keys.add(group.head.key("world"))
    summed = not keys.isdisjoint(("own", "sum")) and (bool(own) or group.in_gap("its"))
    return "all" in keys or summed


def _is_of_another(group: Group, item: Item) -> bool:
    """Whether a word belongs to another head or a period: "весь год", "весь оборот формирует"."""
    behind = group.row[item.index + 1 : item.index + 2]
    head = any(one.indicator is not None and one is not group.head for one in behind)
    return head or (item.key("world") == "own" and is_of_a_time(group.row, item))
