"""What a number measures: the indicator beside it, or the one spoken of before."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from tradefacts.assembly import goods, investments, periods, tourism
from tradefacts.assembly.coordination import continued, wholes
from tradefacts.assembly.draft import OF_GOODS, RECEIVED, Draft
from tradefacts.assembly.going_on import goes_on, is_meant
from tradefacts.assembly.group import Group
from tradefacts.assembly.heads import indicator_of, is_moved
from tradefacts.assembly.items import MONEY, REGIONS, Item
from tradefacts.assembly.moving import is_priced, moved, named_between
from tradefacts.assembly.names import Role
from tradefacts.assembly.places import codes, country
from tradefacts.assembly.setting import Setting, Told
from tradefacts.facts.trade import Place
from tradefacts.grammar.features import INFINITIVE

_SIDES = 2
_ORIGINS: tuple[Role, ...] = ("from", "goods", "subject")
"""Roles of the region that goods in transit come from."""
_GOODS: tuple[Role, ...] = ("from", "goods")
_FOREIGN: tuple[Role, ...] = ("goods",)
_GOALS: tuple[Role, ...] = ("to",)
_MARKET: tuple[Role, ...] = ("to", "sharer")
"""Roles of the region whose market it is, and of the one that has a share of it."""
_CROSSED: tuple[Role, ...] = ("through",)
_PORTS: tuple[Role, ...] = ("at",)
"""Roles of the region that goods in transit cross, and of the one whose ports handle them."""


def indicator(at: Setting) -> Told | None:
    """What a number measures and where that is said; None if it is no number of trade."""
    told = _told(at)
    if told is not None and told[0] == "export" and _is_sent_on(at):
        return "reexport", told[1]
    if told is not None and told[0] == tourism.INDICATOR and not tourism.is_of_people(at.group):
        return None
    return told


def _is_sent_on(at: Setting) -> bool:
    """Whether goods are only said to go, in a text about their reexport."""
    main, head = at.memory.main_fact, at.group.head
    if main is None or main.indicator != "reexport" or head is None or not head.meaning.acts:
        return False
    counted = at.group.anchor.unit_class == "count"
    loose = is_moved(head) or head.is_of("vague")
    return loose and (counted or goods.named(at.group, "export") is None)


def _told(at: Setting) -> Told | None:
    """The same, with goods that are sent on counted as exports."""
    group = at.group
    head = group.head
    if head is not None:
        alone = head.is_of("deal") or head.is_of("anyone")
        if alone and not _is_deal(at):
            return None
        if head.is_of("proceeds") and not _is_of_exports(at):
            aside = group.is_share and bool(at.made)  # "взял 5 тонн, или 4% выручки"
            if not aside and not any(i.text == "," for i in group.row[head.index : group.at]):
                return None
            return _told_before(at)  # "как заработает завод, вырастет на 5%"
        if head.is_of("build") and not investments.is_of_two(group, at.memory.home):
            return None
        if head.is_of("spend") and not investments.is_put_abroad(group):
            return None
        if head.is_of("taker") and at.last is not None and at.last.indicator == "investment":
            return "investment", Place.SENTENCE if at.made else Place.TOPIC
        if _is_in_transit(group, head, at.memory.home):
            return "transit", group.place
        if head.is_of("reverse") or _is_done_in_return(at):
            return _reversed(at.last, at.memory.home), group.place
        if is_moved(head):
            return moved(at)
        named = "import" if _comes_home(at, head) else indicator_of(group)
        if named is None:
            return None
        return named, Place.TOPIC if _is_told_again(at, named) else group.place
    return _told_before(at)


def _is_of_market(group: Group) -> bool:
    """Whether a share is that of a foreign market: "на рынке Китая доля России – 5%"."""
    roles = {item.role for item in group.gap(group.row.places)}
    return group.is_share and group.in_gap("market") and roles.issuperset(_MARKET)


def _is_told_again(at: Setting, named: str) -> bool:
    """Whether a noun only says what is measured of the same trade.

    "Физический объем импорта – 5 тонн". So do proceeds of what was just sold: "вывоз чая достиг 5
    тонн. Выручка составила 2 млн".
    """
    group, topic = at.group, at.memory.topic
    head = group.head
    if head is None or topic is None or at.made or topic.indicator != named:
        return False
    measured = any(item.is_of("measured") for item in group.row[head.index - 1 : head.index])
    near = topic.paragraph == at.sentence.paragraph and not named_between(group)
    return near and (measured or head.is_of("proceeds"))


def _told_before(at: Setting) -> Told | None:
    """What a number without a head of its own measures, by what came before."""
    group, made, memory = at.group, at.made, at.memory
    if memory.main is not None and _is_of_market(group):
        return "import", Place.SENTENCE
    if group.base is not None:
        return group.base.indicator, Place.TOPIC
    if made:
        goes_back = made[-1].place("indicator") is Place.TOPIC and _is_goal(group)
        last = memory.main_fact if goes_back else None
        return (last or continued(group, wholes(group, made))).indicator, Place.SENTENCE
    if memory.topic is not None and goes_on(group, memory.topic, at.sentence, memory.counted):
        topic = _topic(at, memory.topic)
        if _is_goal(group) and topic.indicator in OF_GOODS and _is_with(group):
            return "turnover", Place.DEFAULT
        return topic.indicator, Place.TOPIC
    if _is_goal(group) and len(_named(group)) == _SIDES:
        return "turnover", Place.DEFAULT
    return None


def _topic(at: Setting, topic: Draft) -> Draft:
    """The fact that a number continues: the main one for a goal, or for what follows a balance."""
    group, main = at.group, at.memory.main_fact
    listed = at.sentence.paragraph != topic.paragraph or any(i.role == "listed" for i in group.row)
    listed = listed and topic.indicator == "balance"
    whole = main is not None and main.indicator == "turnover"
    whole = whole and (group.before("both") is not None or _is_of_new_time(group, topic))
    whole = whole or bool(group.row.of("goods_list"))
    goal = _is_goal(group) and topic.indicator != "turnover"
    return main if main is not None and (listed or whole or goal) else topic


def _is_of_new_time(group: Group, topic: Draft) -> bool:
    """Whether words state a new period and no side: then the whole is meant, not a part of it.

    But "он" is what was spoken of last.
    """
    when = periods.first(group.gap(group.row.periods), ("when",))
    other = when is not None and when.period != topic.get("period")
    other = other and group.before("personal") is None
    return other and not topic.past and group.anchor.role == "level" and not _named(group)


def _is_goal(group: Group) -> bool:
    """Whether an amount is a goal; between two sides it is one for the trade of both."""
    if group.anchor.kind not in MONEY or group.row.of("rival"):
        return False
    return is_meant(group)


def _is_with(group: Group) -> bool:
    """Whether the words before a number say with whom one trades: that goes both ways."""
    return any(item.role == "with" for item in group.gap(group.row.places))


def _named(group: Group) -> list[str]:
    """The regions that are named before a number."""
    return codes(item for item in group.row.places if item.index < group.at)


def _is_deal(at: Setting) -> bool:
    """Whether buying or selling is trade between places, and not between people.

    Those who live or sell in a place need not trade for it, unless it is with goods that are
    traded.
    """
    group = at.group
    if indicator_of(group) == "investment" and investments.is_put_at_home(at):
        return False
    weighed = group.anchor.unit_class == "physical"
    if at.made or at.memory.main is not None or weighed or group.row.of("world"):
        return True
    sides = [i for i in group.row.places if i.kind in REGIONS and i.role]
    received = indicator_of(group) in RECEIVED
    trading = any(not _is_private(side, received=received) for side in sides)
    return trading or bool(sides and group.row.of("sector"))


def _is_private(side: Item, *, received: bool) -> bool:
    """Whether a region is only where people live, buy and sell; goods go to towns at home, too."""
    town = side.is_city and side.role in ("to", "from")
    return side.role in ("resident", "none") or (not received and (town or side.role == "at"))


def _is_of_exports(at: Setting) -> bool:
    """Whether proceeds are those of exports: from abroad, or if these were just spoken of."""
    group = at.group
    rival = group.before("rival")
    if rival is not None and all(item.text != ":" for item in group.row[rival.index : group.at]):
        return False
    sold = (item for item in group.row.heads if not item.is_of("proceeds"))
    told = any(item.indicator == "export" and _is_sold(item) for item in sold)
    if told or group.before("world") is not None:
        return True
    return at.last is not None and at.last.indicator in ("export", "reexport")


def _is_sold(head: Item) -> bool:
    return head.is_of("indicator") or head.is_of("deal")


def _is_in_transit(group: Group, head: Item, home: str | None) -> bool:
    """Whether goods of one country go through another: "из Китая через Литву прошло 5 тонн".

    So do those that its ports handle, "российские порты перевалили 5 тонн белорусских грузов", and
    foreign ones that pass through home: "по трубе прошло 5 тонн иранской нефти".
    """
    told = [item for item in group.row.places if item.code and item.index < group.until]
    ways = [(_PORTS, _GOODS)] if head.is_of("handled") else []
    if (is_moved(head) or _is_verb(head)) and head.indicator in ("export", "freight"):
        ways.append((_CROSSED, _ORIGINS))
    ends = _lands(told, _GOALS)  # "в Россию через Махачкалу": the country of the port gets them
    crossings = [(_lands(told, crossed) - ends, _lands(told, origins)) for crossed, origins in ways]
    if is_moved(head) and head.indicator == "freight" and home is not None:
        crossings.append(({country(home)}, _lands(told, _FOREIGN)))
    return any(here and there and here.isdisjoint(there) for here, there in crossings)


def _is_verb(head: Item) -> bool:
    """Whether a head says what somebody does, or may do: "может отправлять"."""
    return head.meaning.acts or bool(head.features & INFINITIVE)


def _lands(items: Sequence[Item], roles: Collection[Role]) -> set[str]:
    """The countries of the regions that have one of these roles."""
    return {country(str(item.code)) for item in items if item.role in roles}


def _comes_home(at: Setting, head: Item) -> bool:
    """Whether deliveries are reported as imports: "ввоз из Ирана упал, поставки из Чили – нет".

    They come from the other of two sides, or from anywhere in a text that was just about an import.
    """
    last, home = at.last, at.memory.home
    if not head.is_of("either") or last is None or home is None:
        return False
    told = [item for item in at.group.around(at.group.row.places) if item.code]
    imports = last.indicator == "import" and last.get("reporter") == home
    if not told:
        return imports and (bool(at.made) or _says_no_way(at, head))
    others = {country(str(item.code)) for item in told if item.role == "from"}
    main = at.memory.main_fact
    of_home = main is not None and main.get("reporter") == home
    faced = main is not None and main.get("partner") in others
    alone = all(item.role == "from" for item in told) and country(home) not in others
    return alone and (imports or faced or of_home)


def _says_no_way(at: Setting, head: Item) -> bool:
    """Whether nothing says from or to where, after a sentence on imports: "Поставки выросли"."""
    group, topic = at.group, at.memory.topic
    behind = group.row[head.index + 1 : head.index + 3]
    led = bool(behind) and behind[0].is_of("preposition") and behind[-1].kind != "period"
    if led or group.around(group.row.places) or group.before("world"):
        return False
    near = topic is not None and topic.paragraph == at.sentence.paragraph
    return near and all(draft.indicator == "import" for draft in at.memory.told[-1])


def _is_done_in_return(at: Setting) -> bool:
    """Whether somebody trades the other way, in goods or for an amount.

    "взамен получила 5 тонн". What follows a colon says itself who does it: "растет встречный поток:
    Иран поставил 5 тонн".
    """
    group, head = at.group, at.group.head
    said = group.gap(group.row.of("reverse"))
    if head is None or not head.meaning.acts or not said:
        return False
    if any(item.text == ":" for item in group.row[said[0].index : head.index]):
        return False
    of_goods = group.anchor.unit_class == "physical" or is_priced(group, at.made)
    others = (i for i in group.gap(group.row.places) if i.code and i.role != "subject")
    return not is_moved(head) or (of_goods and not any(others))


def _reversed(before: Draft | None, home: str | None) -> str:
    """What goes the other way than what was reported before, between the same two sides.

    If goods come home from the other side, it is what is sent there: "поставки таиландских товаров
    в Россию выросли, встречный поток сжался".
    """
    if before is not None and before.indicator in ("investment", "transit"):
        return before.indicator
    come = before is not None and before.own_roles.get("reporter") == "goods"
    if before is not None and come and before.get("partner") == home:
        return before.indicator
    return "export" if before is not None and before.indicator == "import" else "import"
