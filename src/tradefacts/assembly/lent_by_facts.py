"""Parties that the fact before lends: devices of `lending`."""

from __future__ import annotations

from tradefacts.assembly import parties
from tradefacts.assembly.draft import OF_GOODS, RECEIVED, Draft, parties_of
from tradefacts.assembly.group import Group
from tradefacts.assembly.heads import is_moved
from tradefacts.assembly.names import Role
from tradefacts.assembly.places import codes, country, is_subdivision
from tradefacts.assembly.search import Search
from tradefacts.facts.trade import Place
from tradefacts.grammar.features import mask

_VERB = mask(["verb"])


def both_of_topic(search: Search) -> None:
    """Mutual trade without names is between the two sides of the sentence before."""
    topic, main = search.memory.topic, search.memory.main
    alone = search.lender is None and not search.own
    if not (search.mutual and search.open and alone) or topic is None:
        return
    if main is not None and main.get("partner") is None and search.salience.pair[2]:
        parties.complete(search.draft, search.salience.sides(), Place.PAIR, lend_partner=True)
        return
    sides = parties.sides_of(topic)
    other = topic.indicator != search.indicator
    if other and main is not None and search.salience.is_pair(parties.sides_of(main)):
        sides = parties.sides_of(main)
    if None not in sides:
        parties.complete(search.draft, sides, Place.TOPIC, lend_partner=True)


def of_whole(search: Search) -> None:
    """A part of what was carried has its sides: "перевезли 9 тонн, из них экспорт – 5"."""
    topic = search.base or search.memory.topic
    part = search.group.in_gap("thereof") and search.draft.indicator in OF_GOODS
    if topic is not None and part and not search.own and topic.indicator == "freight":
        place = Place.SENTENCE if search.in_sentence else Place.TOPIC
        parties.complete(search.draft, parties.sides_of(topic), place, lend_partner=True)


def of_allies(search: Search) -> None:
    """Two sides that have agreed on something trade with each other, if no other side is named."""
    if search.indicator != "turnover" or search.own or not search.open:
        return
    allies = parties.allies(search.group.row, Place.SENTENCE)
    if allies is None and search.mutual:
        allies = search.memory.allies
    if allies is not None:
        parties.complete(search.draft, allies, allies[0].place, lend_partner=True)


def of_the_other_side(search: Search) -> None:
    """What the other side was said to buy or sell continues.

    "Китай закупает ... Куплено и газа"
    """
    topic, head = search.memory.topic, search.group.head
    if topic is None or head is None or search.base is not None or search.own or search.draft.world:
        return
    alike = topic.indicator == search.indicator and topic.paragraph == search.draft.paragraph
    mirrored = topic.get("partner") == search.memory.home is not None
    if alike and mirrored and (head.meaning.acts or head.is_of("deal")):
        parties.complete(search.draft, parties.sides_of(topic), Place.TOPIC, lend_partner=True)


def the_other_way(search: Search) -> None:
    """What the other side does in return has the sides swapped: "встречные вложения".

    Transit the other way goes through the same country.
    """
    topic, head = search.base or search.memory.topic, search.group.head
    if topic is None or head is None or not head.is_of("reverse"):
        return
    if search.indicator != topic.indicator:
        return
    first, second = parties.sides_of(topic)
    turned = (None, second) if search.indicator == "transit" else (second, first)
    if search.indicator == "transit" or not (search.own or None in turned):
        place = Place.SENTENCE if search.in_sentence else Place.TOPIC
        parties.complete(search.draft, turned, place, lend_partner=True)


def of_listed(search: Search) -> None:
    """A list of those that trade with home continues with the next one listed.

    "Иран взял 5 тонн, за ним Ирак: 3", "Италия продала вина на 5 млн. За ней следует Чили с 3 млн"
    """
    base, home = search.base, search.memory.home
    if base is None or home is None or set(search.own) != {"partner"}:
        return
    goes_on = base.own_roles.get("partner") == "listed" or search.group.in_gap("anaphor")
    if search.in_sentence and not goes_on:
        return
    listed = search.own["partner"].role == "listed" and search.draft.get("partner") != home
    alike = search.indicator == base.indicator and base.get("partner") == home
    if listed and alike and search.indicator in OF_GOODS:
        search.draft.turn()
        parties.complete(
            search.draft, (None, base.answers["partner"]), Place.TOPIC, lend_partner=True
        )


def balance_of_pair(search: Search) -> None:
    """One of two sides just spoken of has its balance with the other: "профицит Минска"."""
    topic, side = search.memory.topic, search.draft.get("reporter")
    if search.indicator != "balance" or set(search.own) != {"reporter"} or topic is None:
        return
    if topic.paragraph == search.draft.paragraph and side in parties_of(topic) and search.open:
        parties.complete(search.draft, parties.sides_of(topic), Place.TOPIC, lend_partner=True)


def sold_at_home(search: Search) -> None:
    """What is sold after somebody bought from home is sold by home, too.

    "Иран купил 5 тонн, в Ирак продано 3". If the head is a verb of selling with a subject of its
    own, it is still the buyer that sells.
    """
    lender, head = search.lender, search.group.head
    if lender is None or head is None or "reporter" in search.own:
        return
    mirrored = {search.indicator, lender.indicator} == set(OF_GOODS)
    bought = lender.get("partner") == search.memory.home is not None
    told = bool(search.own) or (search.indicator == "import" and head.meaning.acts)
    if mirrored and bought and told and (is_moved(head) or not head.features & _VERB):
        turned = lender.answers["partner"], lender.answers.get("reporter")
        parties.complete(search.draft, turned, Place.SENTENCE, lend_partner=not search.own)


def of_province(search: Search) -> None:
    """A province that was just said to sell goes on, if no other seller is named.

    "Экспорт Сурхандарьи вырос на 5%. Лук отправляли в Россию – 7 тонн"
    """
    topic, head, home = search.memory.topic, search.group.head, search.memory.home
    if topic is None or head is None or home is None or set(search.own) != {"partner"}:
        return
    beside = topic.paragraph == search.draft.paragraph and not search.in_sentence
    alike = topic.indicator == search.indicator and topic.place("reporter") is Place.CLAUSE
    told = topic.get("reporter") or ""
    if beside and alike and head.meaning.acts and is_subdivision(told) and country(told) == home:
        parties.complete(
            search.draft, (topic.answers["reporter"], None), Place.TOPIC, lend_partner=False
        )


def next_clause(search: Search) -> None:
    """After a semicolon only the reporter goes on, not its partner."""
    lender = search.lender
    if lender is None or search.memory.main is None or not _is_parted(search.group):
        return
    if _trades_as_well(search, lender) or _goes_elsewhere(search, lender):
        return  # "из Чили привезли 5 тонн; белорусские фирмы прислали 3"
    if search.group.is_share and "reporter" in search.own:
        return  # "доля Китая в экспорте – 19%; у Латвии в импорте – 18%"
    told = "reporter" not in search.own and lender.get("reporter") is not None
    if told and not parties.is_one(search.draft.get("partner"), lender.answers["reporter"]):
        search.draft.answers["reporter"] = lender.answers["reporter"]
    taken = search.indicator in RECEIVED and lender.indicator == search.indicator
    if taken and set(search.own) == {"reporter"}:  # "страна получила 9 млн; из Ирана поступило 3"
        parties.complete(
            search.draft, (None, lender.answers.get("partner")), Place.SENTENCE, lend_partner=True
        )
    search.lender = None


_COMES: tuple[Role, ...] = ("from", "goods")
"""Roles of those from whom more comes to the same side: "из Чили поступило 3 тонны"."""


def speaker_of_topic(search: Search) -> None:
    """A list of partners goes on in the next sentence, with the same reporter."""
    lender = search.lender
    if lender is None or search.in_sentence or "reporter" in search.own or not search.own:
        return
    speaks = lender.answers.get("reporter")
    main = search.memory.main
    if main is not None and _is_aside(search, lender, main):
        speaks = main.answers.get("reporter")
    parties.complete(search.draft, (speaks, None), Place.TOPIC, lend_partner=False)


def _is_aside(search: Search, lender: Draft, main: Draft) -> bool:
    """Whether a side just said to trade with home was named only in passing.

    Not if more comes to that side, or if the trade goes the other way than the main fact: "Китай
    ввез 5 т меди. Чили вывезла 3, все в Китай. Италии досталась тонна".
    """
    bought = search.indicator == lender.indicator == "import"
    comes = bought and search.own["partner"].role in _COMES
    other = {main.indicator, search.indicator} == set(OF_GOODS)
    return lender.get("partner") == main.get("reporter") and not (comes or other)


def announced(search: Search) -> None:
    """A number has the sides of the sentence before, if that announced the same trade.

    "Закупки газа в Иране упали. Ввезли 5 тонн"
    """
    topic, speaks = search.memory.topic, search.own.get("reporter")
    if topic is None or search.in_sentence or topic.has_number:
        return
    if speaks is not None and speaks.code != topic.get("reporter"):
        return
    if topic.paragraph == search.draft.paragraph and topic.indicator == search.indicator:
        open_ = "partner" not in search.own and search.open
        parties.complete(search.draft, parties.sides_of(topic), Place.TOPIC, lend_partner=open_)


def of_another(search: Search) -> None:
    """The reporter of the fact before goes on, though the text is about another: a news item.

    "Сальдо Азербайджана составило 6 млн. Экспорт – 20 млн, импорт – 14 млн." In a text about two
    sides, that has to be trade with the whole world.
    """
    memory = search.memory
    topic, main = memory.topic, memory.main
    if topic is None or topic.paragraph != search.draft.paragraph or "reporter" in search.own:
        return
    begun = topic.indicator in ("turnover", "balance") or topic.place("reporter") is Place.TOPIC
    whole = topic.world and begun
    alone = whole or (main is not None and main.get("partner") is None)
    alone = alone and topic.get("partner") is None
    speaks = topic.get("reporter")
    at_home = memory.home in codes(search.group.row.places)
    if speaks is None or at_home or not alone:
        return
    if not parties.is_part(speaks, str(memory.home), search.members):
        sides = topic.answers["reporter"], None
        parties.complete(search.draft, sides, Place.TOPIC, lend_partner=False)
        search.closed = "partner" not in search.own
        search.draft.world = topic.world


def same_as_before(search: Search) -> None:
    """The fact before lends both sides, or the one that is not named again."""
    lender = search.lender
    if lender is None or (search.own and not (search.in_sentence or _is_part_of(search, lender))):
        return
    place = Place.SENTENCE if search.in_sentence else Place.TOPIC
    open_ = not search.all_told and not _is_past_the_list(search)
    sides = parties.sides_of(lender)
    if _trades_as_well(search, lender):
        sides = (None, lender.answers["reporter"])
    elif _is_part_bought(search, lender):
        sides, open_ = sides[::-1], True
    elif _goes_elsewhere(search, lender):
        sides = lender.answers.get("partner"), None
    parties.complete(search.draft, sides, place, lend_partner=open_)


def _is_part_of(search: Search, lender: Draft) -> bool:
    """Whether a part of the fact before names its reporter again: "из них экспорт Армении"."""
    named = {side: item.code for side, item in search.own.items()}
    return search.group.in_gap("thereof") and named == {"reporter": lender.get("reporter")}


def _trades_as_well(search: Search, lender: Draft) -> bool:
    """Whether a third side buys what is said to be sold: "ушло в Турцию, Египет закупил 5".

    Or sells what is bought: "ввоз из Парагвая сократился, Белоруссия увеличила поставки".
    """
    side = search.own.get("reporter")
    acts = side is not None and side.role == "subject" and len(search.own) == 1
    mirrored = {search.indicator, lender.indicator} == set(OF_GOODS)
    sides = parties_of(lender)
    return acts and mirrored and sides[0] is not None and search.draft.get("reporter") not in sides


def _is_part_bought(search: Search, lender: Draft) -> bool:
    """Whether a buyer has a share of the export: "взял 5 тонн и дал треть экспорта".

    With "их экспорт" the seller is the one that exports, whoever has the share.
    """
    mirrored = search.indicator == "export" and lender.indicator == "import"
    theirs = search.group.in_tail("its") and set(search.own) == {"partner"}
    part = search.in_sentence and search.group.is_share and not lender.is_share
    return mirrored and part and (theirs or not search.own)


def _goes_elsewhere(search: Search, lender: Draft) -> bool:
    """Whether more of what was bought from home goes elsewhere: "Ирак взял 5, в Чили ушло 3"."""
    head = search.group.head
    moved = head is not None and is_moved(head) and set(search.own) == {"partner"}
    mirrored = search.indicator == "export" and lender.indicator == "import"
    return moved and mirrored and lender.get("partner") == search.memory.home is not None


def _is_past_the_list(search: Search) -> bool:
    """Whether a paragraph follows another whose last partner is not that of the main fact."""
    lender, main = search.lender, search.memory.main
    if lender is None or main is None or lender.paragraph == search.draft.paragraph:
        return False
    return parties_of(lender)[1] != parties_of(main)[1]


def _is_parted(group: Group) -> bool:
    """Whether a semicolon separates a number with a head of its own from the one before."""
    head = group.head
    if head is None:
        return False
    return any(item.text == ";" for item in group.row[group.since : min(head.index, group.at)])
