"""Who trades with whom: what a group says itself, and what is lent by what came before."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from tradefacts.assembly.draft import Answer, Draft
from tradefacts.assembly.group import Group
from tradefacts.assembly.heads import is_absorbed
from tradefacts.assembly.items import REGIONS, Item, Row, last
from tradefacts.assembly.names import Asked, LexiconName, Role, Side
from tradefacts.assembly.places import country, spoken_for
from tradefacts.assembly.program import Flow
from tradefacts.facts.trade import Place
from tradefacts.grammar.features import NOMINATIVE, mask

SIDES: tuple[Side, ...] = ("reporter", "partner")
ONE_SIDE: tuple[Role, ...] = ("subject", "listed", "sharer")
"""Roles of a side that is named alone, or in a list."""
_KEPT: tuple[Role | None, ...] = (None, "goods", "given", "holder", "from", "with")
"""Roles of a partner that stay the same for the next side that does the same."""
_PASSED: frozenset[LexiconName] = frozenset({"counterpart", "motion"})
"""Heads that no adjective belongs to: a noun beside them says what is meant."""
_MUTUAL = ("turnover", "balance")
"""Indicators of two sides at once."""
_ACCUSATIVE = mask(["accs"])
_OTHER: Mapping[Side, Side] = {"reporter": "partner", "partner": "reporter"}


def own(
    group: Group,
    items: Sequence[Item],
    flow: Flow,
    indicator: str,
    before: Mapping[Side, Role | None] | None = None,
) -> dict[Side, Item]:
    """The parties among items, by the roles in the indicator's flow."""
    found: dict[Side, tuple[tuple[int, int], Item]] = {}
    for rank, item in enumerate(_acting(items, indicator)):
        if item.kind not in REGIONS or item.code is None or item.role is None:
            continue
        if item.kind == "region_adj" and _is_of_another(group, item, indicator):
            continue
        if item.role == "to" and indicator == "import" and _is_left(group, item):
            continue
        for side in SIDES:
            roles = flow.sides.get(side, ())
            if item.role in roles:
                key = (roles.index(item.role), rank)
                if side not in found or key < found[side][0]:
                    found[side] = key, item
    result = {side: item for side, (_, item) in found.items()}
    listed = None if before is None or "reporter" in result else result.get("partner")
    if before is not None and listed is not None and _goes_on(group, listed, before):
        result = {"reporter": listed}  # "Ташкентская область обеспечила 18%, Бухарская – 4%"
    taker = result.get("reporter") if before == {"partner": "to"} and len(result) == 1 else None
    if taker is not None and _is_listed_alone(group, taker):
        result = {"partner": taker}  # "область получила 3 млн, край – 2 млн"
    _add_buyer(result, group, items)
    _add_destination(result, items)
    _add_seller(result, items)
    if len(result) == len(SIDES) and result["reporter"] is result["partner"]:
        del result["partner"]
    if len(result) == len(SIDES) and result["reporter"].code == result["partner"].code:
        weaker = max(SIDES, key=lambda side: (result[side].mention is not None, found[side][0]))
        del result[weaker]
    return result


def _acting(items: Sequence[Item], indicator: str) -> Sequence[Item]:
    """The items, with two that act together made one joint side: "Польша и Литва импортировали".

    For what concerns both, such as a turnover, they are its two sides.
    """
    together = indicator not in _MUTUAL and any(
        item.role == "second" and item.features & NOMINATIVE for item in items
    )
    if not together:
        return items
    return [
        item.joined() if item.role == "first" else item for item in items if item.role != "second"
    ]


def _is_listed_alone(group: Group, item: Item) -> bool:
    """Whether a region is in a list without a preposition, which would make it the partner."""
    if item.role != "listed":
        return item.role == "sharer"
    return item.index == 0 or not group.row[item.index - 1].is_of("preposition")


def _goes_on(group: Group, item: Item, before: Mapping[Side, Role | None]) -> bool:
    """Whether the next in a list does what the side before did, by the roles of that one."""
    if before.get("reporter") not in ONE_SIDE:
        return False
    if before.get("partner") in _KEPT:
        return _is_listed_alone(group, item)
    if item.role == "listed" and _lists_subjects(group):
        return True  # "поставили туда Иран – 5 тонн, Чили – 3"
    contrasted = item.index > 0 and group.row[item.index - 1].is_of("contrast")
    acts = item.features & NOMINATIVE and (contrasted or not item.features & _ACCUSATIVE)
    return item.role == "listed" and bool(acts)


def _lists_subjects(group: Group) -> bool:
    """Whether the number before follows its subject, as in a list: "Иран – 5 тонн"."""
    row = group.row
    number = last(row.numbers, 0, group.since)
    if number is None or number.index < 2 or row[number.index - 1].text != "-":
        return False
    return row[number.index - 2].kind == "region" and row[number.index - 2].role == "subject"


def _add_buyer(found: dict[Side, Item], group: Group, items: Sequence[Item]) -> None:
    """Add a buyer that is listed by its purchases of another's goods.

    "по закупкам нашего сырья – Италия"
    """
    buys = group.head is not None and group.head.is_of("buy")
    if buys and "reporter" not in found and "partner" in found:
        listed = (i for i in items if i.role == "listed" and i.code and i is not found["partner"])
        buyer = next(listed, None)
        if buyer is not None and found["partner"].role == "goods":
            found["reporter"] = buyer


def _add_destination(found: dict[Side, Item], items: Sequence[Item]) -> None:
    """Let the place that goods pass send them on to their goal, if no origin is named.

    "Транзит в Россию через порты Эстонии"
    """
    crossed = found.get("partner")
    if crossed is None or crossed.role != "through" or "reporter" in found:
        return
    goal = next((item for item in items if item.role == "to" and item.code), None)
    if goal is not None:
        found["reporter"], found["partner"] = crossed, goal


def _add_seller(found: dict[Side, Item], items: Sequence[Item]) -> None:
    """Add a seller that is listed beside one that goods go to.

    "Иран стал поставщиком чая в Чили"
    """
    partner = found.get("partner")
    if partner is not None and partner.role in ("to", "given") and "reporter" not in found:
        listed = {i.code: i for i in items if i.role == "listed" and i.code}
        if len(listed) == 1 and partner.code not in listed:
            (found["reporter"],) = listed.values()


def _is_left(group: Group, goal: Item) -> bool:
    """Whether goods went somewhere before others were bought.

    "вывез 5 т в Чили, ввез из Ирана 3"
    """
    head = group.head
    if head is None or not head.meaning.acts or goal.index > head.index:
        return False
    return any(item.kind == "mark" for item in group.row[goal.index : head.index])


def _is_of_another(group: Group, item: Item, indicator: str) -> bool:
    """Whether an adjective belongs to a head other than that of the group."""
    if group.head is None:
        return False
    low, high = sorted((item.index, group.head.index))
    between = group.row[low + 1 : high]
    return any(
        x.indicator not in (None, indicator)
        and _PASSED.isdisjoint(x.lexicons)
        and not is_absorbed(group.row, x.index)
        for x in between
    )


def answers(items: Mapping[Side, Item]) -> dict[Asked, Answer]:
    """Parties as answers; a capital that faces a foreign side speaks for its country.

    If several trade together, none of them is the side: their answer has the value None.
    """
    found: dict[Asked, Answer] = {}
    for side, item in items.items():
        facing = items.get(_OTHER[side])
        code = spoken_for(item, [] if facing is None else [facing]) or item.code
        place = Place.DOCUMENT if item.inferred else Place.CLAUSE
        found[side] = Answer(None if item.joint else code, place, item, item.line)
    return found


Sides = tuple[Answer | None, Answer | None]
"""A reporter and a partner."""


def allies(row: Row, place: Place) -> tuple[Answer, Answer] | None:
    """The two sides of an accord: "соглашение между Ираном и ЕАЭС"."""
    told = [Answer(i.code, place, i, i.line) for i in row.places if i.role == "ally" and i.code]
    return (told[0], told[1]) if len(told) == len(SIDES) else None


def sides_of(draft: Draft) -> Sides:
    """The sides that a fact has."""
    reporter, partner = (draft.answers.get(side) for side in SIDES)
    return reporter, partner


def complete(draft: Draft, sides: Sides, place: Place, *, lend_partner: bool) -> None:
    """Fill the missing sides of a draft from two others, except one that it already has."""
    reporter, partner = draft.get("reporter"), draft.get("partner")
    if reporter is not None and not lend_partner:
        return
    first, second = (None if side is None or side.value is None else side for side in sides)
    if "reporter" not in draft.answers:
        other = second if is_one(partner, first) else first
        if other is not None and not is_one(partner, other):
            draft.answers["reporter"] = other.at_place(place)
    if "partner" not in draft.answers and lend_partner:
        other = first if reporter is not None and is_one(reporter, second) else second
        if other is not None and not is_one(reporter or _outward(draft), other):
            draft.answers["partner"] = other.at_place(place)


def _outward(draft: Draft) -> str | None:
    """The reporter, if it trades only with others; in a turnover, a union trades with itself."""
    return None if draft.indicator == "turnover" else draft.get("reporter")


def is_part(code: str, home: str, members: Collection[str]) -> bool:
    """Whether a code is the side at home, a part of its country, a member of it, or any union."""
    return code in members or code.startswith("X-") or country(code) == country(home)


def is_third(code: str, sides: Sides) -> bool:
    """Whether a code is abroad for both sides, so that it trades with the first, at home.

    Unions and parts of either country are no third side, and a union at home has none.
    """
    first, second = sides
    if first is None or second is None or first.value is None or first.value.startswith("X-"):
        return False
    at_home = (country(str(first.value)), country(str(second.value)))
    return not code.startswith("X-") and country(code) not in at_home


def is_one(code: str | None, side: Answer | None) -> bool:
    """Whether a code and a side are the same, or a place and the country it lies in."""
    if code is None or side is None:
        return False
    other = str(side.value)
    return code == other or (country(code) == country(other) and (code in other or other in code))
