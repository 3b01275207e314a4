"""The parties that the words beside a number name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tradefacts.assembly import coordination, parties, shares
from tradefacts.assembly.draft import Draft, parties_of
from tradefacts.assembly.group import Group
from tradefacts.assembly.items import Item
from tradefacts.assembly.memory import Memory
from tradefacts.assembly.names import Role, Side
from tradefacts.assembly.past import PAST
from tradefacts.assembly.places import country
from tradefacts.assembly.program import Program


def beside(
    group: Group,
    made: Sequence[Draft],
    indicator: str,
    listed: Item | None,
    memory: Memory,
    program: Program,
) -> dict[Side, Item]:
    """The sides of a number, as far as its own words name them.

    `made` are the facts of its sentence so far; `listed` is its region in a list that pairs numbers
    and regions one by one.
    """
    home = memory.home or (made[0].get("reporter") if made else None)
    flow, listed_as = program.flow(indicator), _roles_before(group, made, memory.home)
    if made and group.head is None and group.is_share and _is_of_another(made[-1], home):
        home = made[-1].get("reporter")  # "Иран купил 5 тонн, 44% которых пришлось на нас"
    items = [i for i in _items(group, made) if not _is_around(i, home, program)]
    mine = parties.own(group, items, flow, indicator, listed_as)
    if listed is not None:
        mine |= parties.own(group, [listed], flow, indicator, listed_as)
    if made and group.in_gap("thereof"):
        home = made[-1].get("reporter") or home  # "ввез 20 тонн, наша доля в этом объеме – 4%"
    members = program.members.get(home or "", ())
    before = made[-1] if made else memory.topic
    if indicator == "investment" and before is not None:
        mine = shares.among_takers(mine, before)
    if group.anchor.role == "share" and not _acts(group, indicator):
        mine = shares.part_of(mine, items, program.members)
        if home is not None:
            mine = shares.sharing(mine, home, members)
    return shares.of_members(mine, home, members)


def _is_of_another(told: Draft, home: str | None) -> bool:
    """Whether a fact is about the trade of a country other than home."""
    trades = told.get("reporter")
    if trades is None or home is None:
        return False
    return country(trades) != country(home)


def _is_around(item: Item, home: str | None, program: Program) -> bool:
    """Whether goods are those of home, named after the area that it lies in: "сибирские".

    In a text on the trade of Томская область, these are its own.
    """
    around = item.kind == "region_adj" and item.role == "goods"
    return around and home in program.members.get(item.code or "", ())


def _items(group: Group, made: Sequence[Draft]) -> list[Item]:
    """The regions that may be meant; for the first number of a sentence, all in its clause."""
    places = group.row.places
    items = group.around(places)
    if not made:
        clauses = {group.anchor.clause, (group.head or group.anchor).clause}
        rest = (item for item in reversed(places) if item.index < group.since)
        items += [i for i in rest if i.clause in clauses or i.role in ("subject", "at")]
    return items


def _roles_before(
    group: Group, made: Sequence[Draft], home: str | None
) -> Mapping[Side, Role | None] | None:
    """The roles of the parties before in a list; None if the number is in no list.

    Others send to the side at home as well: "Иран поставил нам 5 тонн, Ирак – 3".
    """
    if not made or group.head is not None or not coordination.goes_on_as(group, made[-1]):
        return None
    then = group.anchor.role in PAST  # in a list of earlier levels
    before = [draft for draft in made if then or not draft.past]
    while len(before) > 1 and not before[-1].own_roles and _are_alike(*before[-2:]):
        before.pop()  # "купил 5 тонн чая на 3 млн": the second number has the sides of the first
    if not before:
        return None
    roles = before[-1].own_roles
    comes = home is not None and before[-1].get("partner") == home
    return {"reporter": roles["reporter"]} if comes and "reporter" in roles else roles


def _are_alike(one: Draft, two: Draft) -> bool:
    """Whether two facts have the same sides."""
    return parties_of(one) == parties_of(two)


def _acts(group: Group, indicator: str) -> bool:
    """Whether the head is a verb for what is measured; its subject is then no part of a whole."""
    return group.acts and group.head is not None and group.head.indicator == indicator
