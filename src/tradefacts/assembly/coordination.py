"""Words that take over what others say: regions in a list, pronouns, percentages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import cast

from tradefacts.assembly.draft import Draft
from tradefacts.assembly.group import Group
from tradefacts.assembly.items import NUMBERS, REGIONS, Item, Row
from tradefacts.assembly.names import LexiconName, Role
from tradefacts.grammar.features import ALL_CASES, GENITIVE, NOMINATIVE, SINGULAR, mask

_OWN: tuple[Role | None, ...] = ("first", "second", "subject", "delegate", None)
"""Roles that a region does not share with the next one."""
_SHARED: tuple[Role, ...] = ("of", "to", "given", "from", "with", "sharer", "holder")
"""Roles that a later region without a preposition takes over by its case."""
_BEARING: tuple[Role, ...] = ("sharer", "given")
"""Roles of a region that gets a part: "Ирану досталось 7% экспорта Армении, Ираку – 3%"."""
_GOVERNED: Mapping[Role | None, int] = {
    "of": GENITIVE,
    "to": mask(["accs"]),
    "given": mask(["datv"]),
    "from": GENITIVE,
    "with": mask(["ablt"]),
}
"""The cases that these roles require: "в КНР" is an accusative, whatever the name says."""
_GOVERNS: frozenset[LexiconName] = frozenset({"preposition", "share"})
"""What stands before "которой" if it is the region: "в которую", "на долю которой"."""
_SENDS: tuple[Role, ...] = ("subject", "of", "holder", "goods")
"""Roles of a region whose trade is reported: goods go from it to elsewhere."""


def toward(there: Item) -> Role:
    """The role of the region that an adverb stands for: "туда", "оттуда"."""
    return cast(Role, there.key("there"))


def each(group: Group) -> Item | None:
    """The other region, if the number is of each of two: "в ОАЭ и Катар – по 5 тонн".

    The number itself has the last of two before it, or the first of two after it.
    """
    if not _is_apiece(group.row, group.anchor):
        return None
    regions = _last_two(group.row, group)
    if regions is not None:
        return regions[0]
    places = group.row.places
    behind = [i for i in places if group.at < i.index < group.behind and _is_region(i)][:2]
    return behind[1] if len(behind) == 2 and _are_two(group.row, *behind) else None


def _last_two(row: Row, group: Group) -> tuple[Item, Item] | None:
    """The last two regions before a number that a conjunction joins."""
    before = [i for i in reversed(group.gap(row.places)) if _is_region(i)]
    for one, two in zip(before[-2::-1], before[:0:-1], strict=False):
        if _are_two(row, one, two):
            return one, two
    return None


def _are_two(row: Row, one: Item, two: Item) -> bool:
    """Whether a conjunction joins two regions: "в ОАЭ и в Катар"."""
    between = row[one.index + 1 : two.index]
    return bool(between) and between[0].is_of("joining") and len(between) <= 2


def share_roles(row: Row) -> None:
    """Give a region after "и" or a comma the role of the one before it: "во Францию и Италию"."""
    for item in row.places:
        if item.kind != "region" or item.index < 2:
            continue
        before, joint = row[item.index - 2 : item.index]
        if before.kind != "region" or item.role == "sharer" or _buys(row, item):
            continue
        alike = not item.features or not before.features or item.features & before.features
        if joint.joins and alike and before.role not in _OWN:
            item.role, item.line = before.role, before.line


def _buys(row: Row, item: Item) -> bool:
    """Whether a region begins a clause of its own, as a buyer: "ушла в Турцию, Египет закупил"."""
    behind = row[item.index + 1 : item.index + 2]
    takes = any(i.is_of("buy") or i.is_of("taking") for i in behind if i.meaning.acts)
    return takes and bool(item.features & NOMINATIVE)


def share_signs(row: Row) -> None:
    """Read a percentage beside the amount by which a trade moved as the same change.

    "снизившись на $15 млн (7%)", "вырос на 2 млн тонн, или 8%"
    """
    for amount, percent in pairwise(row.numbers):
        sign = amount.bound.get("sign") if amount.role == "delta" else None
        if sign is None or percent.role not in ("share", "change") or "head" in percent.bound:
            continue
        between = row[amount.index + 1 : percent.index]
        if _restate(between):
            percent.role, percent.bound = "change", {"sign": percent.bound.get("sign", sign)}


def _restate(between: Sequence[Item]) -> bool:
    """Whether what separates two numbers says that they are the same thing: a bracket, "или"."""
    small = all(i.text in "(,-" or i.is_of("link") or i.is_of("sold_for") for i in between)
    return small and any(i.text != "," for i in between)


def share_cases(row: Row) -> None:
    """Give a region before a dash the role of the last one in its case.

    "в Китай – 5, Индию – 3"
    """
    for at, item in enumerate(row.places):
        if item.kind != "region" or not _is_elliptic(row, item):
            continue
        before = [i for i in reversed(row.places[:at]) if i.kind == "region" and i.features]
        if _is_fixed(item):
            del before[1:]  # it agrees with any: the nearest is meant
        alike = [i for i in before if _cases(i) & item.features and i.role in _SHARED]
        alike = [i for i in alike if not _is_of_group(row, i)] or alike
        if alike:  # the one that has a share wins over the one whose trade it is
            told = next((i for i in alike if i.role in _BEARING), alike[0])
            item.role, item.line = told.role, told.line


def _cases(region: Item) -> int:
    """The cases that a region can be in; for an indeclinable name, those that its role requires."""
    told = _GOVERNED.get(region.role) if _is_fixed(region) else None
    return region.features if told is None else told


def _is_of_group(row: Row, item: Item) -> bool:
    """Whether a region only depends on a noun that has its role: "в страны союза"."""
    return item.index > 0 and row[item.index - 1].is_of("venue")


def _is_elliptic(row: Row, item: Item) -> bool:
    """Whether a region in an oblique case stands alone between a comma and a dash."""
    if (item.features & NOMINATIVE and not _is_fixed(item)) or not item.features & ALL_CASES:
        return False
    alone = 0 < item.index < len(row) - 1 and row[item.index + 1].text in ("-", "(")
    return alone and row[item.index - 1].joins


def _is_fixed(item: Item) -> bool:
    """Whether a name is indeclinable: "Марий Эл"."""
    return item.features & ALL_CASES == ALL_CASES


def join(row: Row) -> None:
    """Mark regions that do the same thing together: none of them is the side by itself."""
    for item in row.places:
        item.joint = False
    for one, two in pairwise(filter(_is_region, row.places)):
        between = row[one.index + 1 : two.index]
        alike = one.role == two.role and one.kind == two.kind and one.code != two.code
        if alike and len(between) == 1 and between[0].joins and not _is_each(row, one, two):
            one.joint = two.joint = True


def _is_each(row: Row, one: Item, last: Item) -> bool:
    """Whether the number after a list, or just before it, is of each of its members.

    "в ОАЭ и Катар – по 5 тонн", "по 5 тонн – в ОАЭ и Катар"
    """
    behind = next((i for i in row[last.index + 1 :] if i.kind in NUMBERS), None)
    before = [i for i in row[max(0, one.index - 3) : one.index] if i.kind in NUMBERS]
    return any(_is_apiece(row, number) for number in (*before, behind) if number is not None)


def _is_apiece(row: Row, number: Item) -> bool:
    return number.index > 0 and row[number.index - 1].is_of("apiece")


def _is_borne(row: Row, item: Item) -> bool:
    """Whether a pronoun stands for a side that has a share or is traded with.

    "Китай ... на него приходится 20%"
    """
    if item.kind != "word" or not item.is_of("pronoun") or item.index == 0:
        return False
    near = row[item.index + 1 : item.index + 5]
    governed = row[item.index - 1].is_of("preposition")
    if item.key("pronoun") == "land":
        return governed  # "через ее территорию"
    alone = item.index > 1 and item.features & SINGULAR
    traded = alone and row[item.index - 2].indicator == "turnover"  # "оборот с ней"
    return governed and (traded or any(i.is_of("share") or i.indicator == "turnover" for i in near))


def _bearer(
    row: Row, item: Item, last: Item, place: Item | None, subject: Item | None
) -> Item | None:
    """The region that a pronoun with a share means: the one that acts, or where exports go.

    "Китай купил нефти: на него приходится 20%", "Армения везет чай в Иран: на него приходится 64%
    экспорта". After goods alone it means these: "пшеница ... на нее пришлось 50%".
    """
    if place is not None and place.role == "to":
        exported = any(i.indicator == "export" for i in row[item.index :])
        if exported or subject is None:
            return place
    if subject is not None:
        return subject
    goods = any(goods.index < item.index for goods in row.of("sector"))
    return None if goods else last


def _acts(row: Row, item: Item) -> bool:
    """Whether "которая" stands right after a region and trades: "Турция, которая приобрела"."""
    at = item.index
    behind = at > 1 and row[at - 1].text == "," and _is_region(row[at - 2])
    return behind and any(i.meaning.acts for i in row[at + 1 : at + 3])


def _is_region(item: Item) -> bool:
    return item.kind in REGIONS and item.code is not None


def point_back(row: Row) -> bool:
    """Resolve "которую", "туда" to the region before; tell whether any was resolved."""
    changed = False
    last: Item | None = None
    place: Item | None = None
    subject: Item | None = None
    for item in row.places:
        if _is_region(item):
            last = item
            place = item if item.kind == "region" and item.role != "of" else place
            subject = item if item.kind == "region" and item.features & NOMINATIVE else subject
        elif last is not None and item.kind == "word" and item.is_of("relative"):
            before = row[item.index - 1] if item.index else None
            governed = before is not None and not _GOVERNS.isdisjoint(before.lexicons)
            if governed or _acts(row, item):
                item.kind, item.code, changed = "region", last.code, True
        elif last is not None and _is_borne(row, item):
            bearer = _bearer(row, item, last, place, subject)
            if bearer is not None:
                item.kind, item.code, changed = "region", bearer.code, True
        elif last is not None and item.kind == "word" and item.is_of("there"):
            if (place is None and last.role in _SENDS) or _does_so(row, place, item):
                continue  # the region named is the one that sends something there
            region = place or last  # an adverb of place rather refers to a noun
            item.kind, item.code, item.role = "region", region.code, toward(item)
            item.joint = region.joint  # "рынки Кении и Танзании, куда отправили"
    return changed


def _does_so(row: Row, place: Item | None, there: Item) -> bool:
    """Whether a region is the one that acts there.

    "Инвестиции в Чили выросли. Иран вложил туда"
    """
    if place is None or place.role != "subject":
        return False
    return all(item.kind != "mark" for item in row[place.index : there.index])


def continued(group: Group, made: Sequence[Draft]) -> Draft:
    """The fact of its sentence that a number without a head of its own continues: the last one.

    After a semicolon it is a list that goes on, and not the parts of its last member: "Китай – 5
    млн, в том числе экспорт 3 млн; Иран – 2 млн".
    """
    if group.head is None and any(item.text == ";" for item in group.row[group.since : group.at]):
        roles = {item.role for item in group.gap(group.row.places)}
        for draft in reversed(made):
            if not roles.isdisjoint(draft.own_roles.values()):
                return draft
    return made[-1]


def wholes(group: Group, made: Sequence[Draft]) -> Sequence[Draft]:
    """The facts that a number may continue; after a semicolon, no mere shares."""
    parted = any(item.text == ";" for item in group.row[group.since : group.at])
    told = [draft for draft in made if not draft.is_share]
    return told if parted and told and not group.is_share else made


def goes_on_as(group: Group, draft: Draft) -> bool:
    """Whether a number is in a list with the one before: both are shares, or both amounts."""
    return draft.is_share == group.is_share or (draft.value is not None and not group.is_share)
