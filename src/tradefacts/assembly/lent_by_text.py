"""Parties that the text as a whole lends, by whose trade it is about: devices of `lending`."""

from __future__ import annotations

from tradefacts.assembly import parties, shares
from tradefacts.assembly.draft import OF_GOODS, RECEIVED, Draft, parties_of
from tradefacts.assembly.group import Group
from tradefacts.assembly.items import NUMBERS
from tradefacts.assembly.names import Role
from tradefacts.assembly.places import country, is_subdivision
from tradefacts.assembly.search import Search
from tradefacts.facts.trade import Place

_PAIRED = ("turnover", "investment")
"""Indicators that have two sides even if only one is named."""
_INSIDE: tuple[Role, ...] = ("to", "at", "within")
"""Roles of a union within which its members trade."""


def faced_home(search: Search) -> None:
    """A side named alone in a mutual trade is the partner of the side at home.

    "Россия сохранила первое место: взаимный товарооборот"
    """
    draft, main = search.draft, search.memory.main
    if not search.mutual or main is None or set(search.own) != {"reporter"} or draft.world:
        return
    home = search.memory.home
    if home is not None and draft.get("reporter") != home and main.get("partner") is None:
        draft.answers["partner"] = draft.answers.pop("reporter")


def among_members(search: Search) -> None:
    """Trade among the members of a union has the union on both sides."""
    draft, main = search.draft, search.memory.main
    place = search.own.get("partner")
    within = place is not None and place.role == "within"  # "торговля внутри союза"
    if not (search.mutual or within) or search.indicator not in _PAIRED:
        return
    if place is not None and "reporter" not in search.own and place.role in _INSIDE:
        draft.answers["reporter"] = draft.answers.pop("partner")  # "взаимная торговля в ЕАЭС"
    elif place is not None:
        return
    union = draft.get("reporter") or search.memory.home
    if union is None or not union.startswith("X-"):
        return
    if draft.get("reporter") is None and main is not None:
        draft.answers["reporter"] = main.answers["reporter"].at_place(Place.PAIR)
    draft.answers["partner"] = draft.answers["reporter"]
    search.closed = True


def of_peers(search: Search) -> None:
    """A region listed in a text on another region of its country trades as that does.

    "Свердловская область вывезла товаров на 9 млрд. Лидирует Тюменская область – 14 млрд"
    """
    draft, main, home = search.draft, search.memory.main, search.memory.home
    if main is None or home is None or set(search.own) != {"partner"}:
        return
    other, partner = draft.get("partner") or "", main.get("partner") or ""
    peers = is_subdivision(home) and is_subdivision(other) and country(home) == country(other)
    if peers and search.own["partner"].role == "listed" and country(partner) != country(home):
        draft.turn()


def of_origin(search: Search) -> None:
    """A country's adjective tells where goods come from, if the import of another is reported.

    "Импорт Армении вырос. Китайский импорт утроился"
    """
    main, lender, side = search.memory.main, search.lender, search.own.get("reporter")
    home = search.memory.home
    if main is None or home is None or side is None or side.kind != "region_adj":
        return
    bought = [fact.indicator for fact in (main, lender) if fact and fact.get("reporter") == home]
    whole = main.indicator == "turnover" and main.get("partner") is None
    abroad = len(search.own) == 1 and country(str(side.code)) != country(home)
    if abroad and search.indicator == "import" and ("import" in bought or whole):
        search.draft.turn()


def received(search: Search) -> None:
    """What somebody puts into a place goes to the side at home, if that is another one."""
    draft, open_ = search.draft, not (search.handled or search.all_told)
    if search.indicator not in RECEIVED or not open_ or set(search.own) != {"reporter"}:
        return
    main, topic = search.memory.main, search.memory.topic
    if (
        topic is not None
        and topic.indicator == search.indicator == "investment"
        and topic.paragraph == draft.paragraph
    ):
        there = topic.answers.get("partner")  # where the one before put it
        parties.complete(draft, (None, there), Place.TOPIC, lend_partner=True)
    home = None if main is None else main.answers.get("reporter")
    first, second, _ = search.salience.pair
    sides = _facing(search, search.salience.sides())
    if home is not None and home.value is not None and draft.get("reporter") != home.value:
        parties.complete(draft, (None, home), Place.PAIR, lend_partner=True)
    elif draft.get("reporter") in (first, second):
        parties.complete(draft, sides, Place.PAIR, lend_partner=True)
    elif main is None and search.indicator == "investment":
        parties.complete(draft, (None, sides[0]), Place.PAIR, lend_partner=True)


def through(search: Search) -> None:
    """Transit goes through the country just spoken of, or through the one at home.

    A country that plans transit or has more of it is the one crossed: "Казахстан нарастил транзит".
    """
    draft, head, side = search.draft, search.group.head, search.own.get("reporter")
    if search.indicator != "transit" or "partner" in draft.answers:
        return
    acts = head is None or head.meaning.acts
    if side is not None and side.role == "subject" and not acts:
        draft.answers["partner"] = draft.answers.pop("reporter")
        return
    topic, main = search.memory.topic, search.memory.main
    land, place = None if main is None else main.answers.get("reporter"), Place.PAIR
    if topic is not None and topic.indicator == "transit" and topic.get("partner") is not None:
        land, place = topic.answers["partner"], Place.TOPIC
    if land is not None and land.value not in (None, draft.get("reporter")):
        draft.answers["partner"] = land.at_place(place)


def inward(search: Search) -> None:
    """What foreigners invest, or what is attracted, goes to the side at home."""
    main, head = search.memory.main, search.draft.head
    if head is None or "reporter" in search.own or search.indicator != "investment":
        return
    lender = search.lender
    if head.is_of("received") and lender is not None and shares.goes_to_several(lender):
        return  # "больше всего получил Казахстан"
    comes_in = head.is_of("inward") or head.is_of("received")
    if not comes_in and not search.group.in_gap("attract"):
        return
    home = search.salience.sides()[0] if main is None else main.answers.get("reporter")
    sources = {item.code for item in search.group.row.places if item.role == "from"}
    if home is not None and home.value in sources:
        search.closed = True  # "поступило 300 млн, из них 70% – из Китая"
        return
    if "partner" not in search.own and home is not None:
        search.draft.answers["partner"] = home.at_place(Place.PAIR)
    search.closed = "partner" in search.draft.answers


def faces_home(search: Search) -> None:
    """A buyer or seller abroad that is named alone trades with the side that the item is about.

    Not if others sell the same as that side: then it is unknown from whom they buy.
    """
    main, draft = search.memory.theme(search.draft.paragraph), search.draft
    alone = set(search.own) == {"reporter"} and not search.all_told
    if main is None or not alone or search.indicator not in OF_GOODS:
        return
    home, side = main.answers.get("reporter"), search.own["reporter"]
    head = search.group.head
    buys = head is not None and head.is_of("buy")
    noun = head is None or (head.is_of("indicator") and not head.meaning.acts)
    if home is None or not (buys or (side.role == "subject" and not noun)):
        return  # "Латвия нарастила экспорт" is a comparison
    if search.indicator == main.indicator:
        return  # a side that exports as well sells to others
    if search.memory.contested and main is search.memory.main:
        search.closed = True
        return
    told = main.indicator in (*OF_GOODS, "turnover")
    told = told and (main.get("partner") is None or side.joint)  # several are not its partner
    if told and not parties.is_part(str(side.code), str(home.value), search.members):
        parties.complete(draft, (None, home), Place.PAIR, lend_partner=True)


def main_pair(search: Search) -> None:
    """The two sides of the main fact; a side that is abroad for both trades with home."""
    main = search.memory.main
    if main is None or search.indicator == "transit":
        return
    sides, reporter = parties.sides_of(main), search.draft.get("reporter")
    lends = _lends_partner(search, main)
    alike = search.indicator in OF_GOODS and search.indicator == main.indicator
    third = reporter is not None and not alike and parties.is_third(reporter, sides)
    if third or _comes_to_member(search, main):
        sides = sides[::-1]
    parties.complete(search.draft, sides, Place.PAIR, lend_partner=lends)


def _comes_to_member(search: Search, main: Draft) -> bool:
    """Whether what a union buys goes to a member: "ЕС ввез 5 тонн. В Италию поставки упали"."""
    mirrored = search.indicator == "export" and main.indicator == "import"
    return mirrored and search.draft.get("partner") in search.members


def _lends_partner(search: Search, main: Draft) -> bool:
    """Whether the partner of the main fact may be that of another fact."""
    sides = parties.sides_of(main)
    of_world = search.in_sentence and search.base is not None and search.base.world
    listed = main.own_roles.get("partner") in parties.ONE_SIDE and not search.salience.is_pair(
        sides
    )
    if not search.open or of_world or listed or search.memory.whole == search.draft.paragraph:
        return False
    if not search.mutual and _is_of_others(search, main):
        return False
    meant = search.mutual or bool(search.own) or search.salience.is_of_two(sides)
    return meant or _is_of_topic(search)


def _is_of_others(search: Search, main: Draft) -> bool:
    """Whether a paragraph is about other partners, and then names its reporter again.

    "В Грузию вывезено 7 тонн сыра. Вина страна экспортировала на 9 млн": not to the main partner.
    """
    topic = search.memory.topic
    if topic is None or topic.paragraph != search.draft.paragraph or "reporter" not in search.own:
        return False
    another = topic.get("partner") not in (None, *parties_of(main))
    return another and topic.get("reporter") == search.draft.get("reporter")


def salient_pair(search: Search) -> None:
    """The two sides that the text is about, before any fact has stated them."""
    if search.memory.main is not None and not search.mutual:
        return
    if search.indicator == "transit":
        return  # nobody can guess whose goods pass through
    alone = search.salience.pair[2]
    symmetric = "second" in search.flow.sides.get("partner", ())
    wanted = search.mutual or (alone and search.indicator in _PAIRED)
    sides = _facing(search, search.salience.sides())
    if search.own and (search.indicator == "investment" or "reporter" in search.own):
        sides = _named_by(search, sides)  # "товарооборот края" is of all, so far
    seller = sides[0]
    if search.indicator == "export" and seller and search.salience.only_buys(str(seller.value)):
        sides = None, seller
    parties.complete(
        search.draft, sides, Place.PAIR, lend_partner=wanted and search.open and symmetric
    )


def _facing(search: Search, sides: parties.Sides) -> parties.Sides:
    """Two sides, without one that does in the sentence what the side beside the number does.

    "Инвестиции из Японии составили 3 млн, из Чили – 2 млн" does not say into what. A side that has
    a number of its own after this one is left out as well: "вложили 8 млн, в том числе китайские
    фирмы – 3".
    """
    group = search.group
    alike = {role for side in search.own for role in search.flow.sides[side]}
    told = {item.code for item in search.own.values()}
    behind = [i for i in group.row.places if i.index > group.at and _has_number(group, i.index)]
    others = {item.code for item in group.row.places if item.role in alike or item in behind}
    others -= told
    one, other = (None if side is not None and side.value in others else side for side in sides)
    return one, other


def _has_number(group: Group, at: int) -> bool:
    """Whether a region has a number after a dash or in brackets."""
    row = group.row
    mark = next((item.index for item in row[at + 1 : at + 3] if item.text in ("-", "(")), None)
    return mark is not None and any(item.kind in NUMBERS for item in row[mark + 1 : mark + 2])


def _named_by(search: Search, sides: parties.Sides) -> parties.Sides:
    """Two sides, without one that is named only later: it is not meant before."""
    end = search.group.row[-1].stop
    one, other = (
        side if side is None or side.outside or side.start is None or side.start < end else None
        for side in sides
    )
    return one, other


def _is_of_topic(search: Search) -> bool:
    """Whether a share or a balance is that of what was just said of the two main sides."""
    topic, main = search.memory.topic, search.memory.main
    if (
        topic is None
        or main is None
        or not (search.group.is_share or search.indicator == "balance")
    ):
        return False
    return topic.paragraph == search.draft.paragraph and parties_of(topic) == parties_of(main)
