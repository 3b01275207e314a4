"""Whether a number without a head of its own continues the fact before.

A sentence that does so usually has a word that says so: `_FIRM` and `_LOOSE` are such hints.
"""

from __future__ import annotations

from collections.abc import Callable

from tradefacts.assembly.draft import OF_GOODS, Draft
from tradefacts.assembly.group import Group
from tradefacts.assembly.items import UNITED, Item
from tradefacts.assembly.modality import goal_alone
from tradefacts.assembly.names import Role
from tradefacts.assembly.sentences import Sentence
from tradefacts.grammar.features import NOMINATIVE

_CALLED_BACK: tuple[Role, ...] = ("to", "given", "with", "sharer", "from", "listed")
"""Roles in which a region continues a list: "в Китай – 5 млн"."""
_FAR = 3
"""How many paragraphs after its topic a goal or an answer may come; others may come one after."""
_BARE = 2
"""A sentence with no more words than this is hardly more than its number."""

Hint = Callable[[Group, Draft], bool]
"""Whether something in the sentence of a number says that it continues a fact."""


def goes_on(group: Group, topic: Draft, at: Sentence, counted: str | None) -> bool:
    """Whether a number continues a fact; `counted` is the unit that goods were last counted in."""
    reach = _FAR if is_meant(group) or _answers(group) else 1
    if at.paragraph - topic.paragraph > reach or group.before("rival") is not None:
        return False
    if topic.is_share and group.anchor.role == "change" and _says_she(group):
        return False  # "ее доля – 4%. Мы хотели бы увеличить ее вдвое": by how much it moves
    if any(hint(group, topic) for hint in _FIRM):
        return True
    if group.anchor.kind == "quantity" and not _has_its_unit(group, topic, counted):
        return _is_listed_among_goods(group, topic)
    return any(hint(group, topic) for hint in _LOOSE)


def _says_she(group: Group) -> bool:
    """Whether a pronoun before a number stands for a share, as no "торговля" is named."""
    if any(head.index < group.at for head in group.row.heads):
        return False
    said = group.before("anaphor"), group.before("its")
    return any(one is not None and "she" in (one.key("anaphor"), one.key("its")) for one in said)


def is_meant(group: Group) -> bool:
    """Whether a number is a goal or a plan: "хотим довести до 5", "план на год – 5", "ждут 5"."""
    modal = group.before("modal")
    if modal is None and goal_alone(group.row) is None:
        return False
    beside = modal is not None and _is_told_as(modal, group)
    return beside or group.before("reach") is not None or group.before("trend") is not None


def _is_told_as(modal: Item, group: Group) -> bool:
    """Whether a number stands right after a plan, or after a dash and its period."""
    between = group.row[modal.index + 1 : group.at]
    dashed = bool(between) and between[-1].text in ("-", ":")
    return not between or (dashed and all(i.kind in ("word", "period") for i in between[:-1]))


def _answers(group: Group) -> bool:
    """Whether a sentence is what somebody says: it begins with a dash."""
    return group.row[0].text == "-"


# -- hints that hold for any number
def _points_back(group: Group, _: Draft) -> bool:
    row, told = group.row, group.before("anaphor")
    if told is not None and told.key("anaphor") == "worth" and told.index + 2 != group.at:
        told = None  # "общая стоимость – 5 млн", but "общая стоимость проекта – 5 млн"
    if told is not None or group.in_tail("measured"):
        return True
    if group.anchor.kind == "ratio" and group.in_tail("anaphor"):
        return True  # "удвоить объемы"
    return bool(row.of("thereof") or row.of("goods_list"))


def _is_answer(group: Group, _: Draft) -> bool:
    return _answers(group) and group.anchor.role == "change"


def _answers_question(group: Group, topic: Draft) -> bool:
    """Whether somebody asked about a trade answers with a share: "— Примерно 9%"."""
    return not topic.has_number and _answers(group) and group.is_share


def _is_of_both(group: Group, _: Draft) -> bool:
    return group.before("both") is not None and group.before("trend") is not None


def _is_of_a_year_ago(group: Group, _: Draft) -> bool:
    """Whether a number is an earlier level: "Годом ранее было 1,5 млрд"."""
    return any(item.year_ago for item in group.row[:2]) and group.before("reach") is not None


def _is_of_then(group: Group, _: Draft) -> bool:
    """Whether a sentence begins with a period and how much there was: "В 2022 году было 5 млн"."""
    before = group.row[: group.at]
    plain = all(i.kind == "period" or i.is_of("preposition") or i.is_of("reach") for i in before)
    return plain and any(i.is_of("reach") for i in before) and bool(group.row.periods)


def _is_of_goods(group: Group, topic: Draft) -> bool:
    """Whether an amount stands right after its goods, as in a list: "шины ($311 млн)".

    Lines that begin with a dash list goods, known or not: "– мед – 214 тонн".
    """
    row, at = group.row, group.at
    if group.anchor.kind not in (*UNITED, "amount") or topic.indicator not in OF_GOODS:
        return False
    if at < 2:  # goods and a mark
        return False
    between = row[at - 1].text in ("(", "-") or row[at - 1].is_of("share")
    return between and (row[at - 2].is_of("sector") or _answers(group))


_FIRM: tuple[Hint, ...] = (
    _points_back,
    _is_answer,
    _answers_question,
    _is_of_both,
    _is_of_a_year_ago,
    _is_of_goods,
)


# -- hints that hold for a number that counts what the fact counts
def _is_share(group: Group, _: Draft) -> bool:
    """Whether a number is a share, or that of a part of the period: "на февраль пришлось 5 млн"."""
    times = group.gap(group.row.periods)
    part = group.is_share or any(item.role in ("when", "horizon") for item in times)
    return part and group.before("share") is not None


def _is_made_of(group: Group, topic: Draft) -> bool:
    """Whether a sentence begins with a share of goods: "58% объема – бумага, 21% – фанера"."""
    behind = group.row[group.at + 1 : group.at + 5]
    dash = next((n for n, item in enumerate(behind) if item.text == "-"), len(behind))
    made = any(item.is_of("sector") for item in behind[dash + 1 : dash + 2])
    return group.is_share and group.at == 0 and made and topic.indicator in OF_GOODS


def _falls_to(group: Group, _: Draft) -> bool:
    """Whether a part stands before the region that it falls to: "2 млн приходится на Ирак".

    So it does in a ranking: "за ней с 15% идет Китай".
    """
    behind = {i.role for i in group.row.places if group.at < i.index < group.behind}
    shared = group.in_tail("share") and "sharer" in behind
    return shared or (group.is_share and "listed" in behind)


def _names_another(group: Group, topic: Draft) -> bool:
    """Whether a region other than the reporter continues a list."""
    told = (item for item in group.row.places if item.index < group.at)
    others = (item for item in told if item.code not in (None, topic.get("reporter")))
    return any(item.role in _CALLED_BACK for item in others)


def _is_to_be_reached(group: Group, _: Draft) -> bool:
    return is_meant(group)


def _is_of_another_time(group: Group, _: Draft) -> bool:
    return any(item.relative for item in group.row[:2])


def _is_of_the_whole(group: Group, _: Draft) -> bool:
    """Whether a number is of the whole period of which the text reports a part.

    "За весь год – 5 млн"
    """
    said = group.gap(group.row.of("whole_year"))
    return any(item.key("whole_year") != "of" for item in said)


def _is_bare(group: Group, _: Draft) -> bool:
    return sum(item.kind == "word" for item in group.row) <= _BARE


def _is_growth_of_goods(group: Group, topic: Draft) -> bool:
    """Whether a sentence begins with goods that grow: "Лекарства прибавили 19%"."""
    begins = group.anchor.role == "change" and group.row[0].is_of("sector")
    return begins and topic.indicator in OF_GOODS and group.in_gap("trend")


def _is_growth_since(group: Group, _: Draft) -> bool:
    """Whether a noun of change says since when, not of what: "Рост к 2022 году составил 21%"."""
    sign = group.anchor.bound.get("sign")
    if sign is None or not group.row[sign].features & NOMINATIVE:
        return False
    between = group.row[sign + 1 : group.at]
    based = any(item.role == "base" for item in between)
    return based and between[0].is_of("preposition")


def _is_compared(group: Group, _: Draft) -> bool:
    sign = group.anchor.bound.get("sign")
    added = sign is not None and group.row[sign].is_of("added")  # "край добавил 7%"
    behind = group.row[group.at + 1 : group.at + 2]
    faced = any(item.is_of("versus") for item in behind)  # "5 тонн против 7"
    return group.anchor.role in ("of_base", "past") or group.in_tail("formerly") or added or faced


_LOOSE: tuple[Hint, ...] = (
    _is_share,
    _is_made_of,
    _falls_to,
    _names_another,
    _is_to_be_reached,
    _is_of_another_time,
    _is_of_then,
    _is_of_the_whole,
    _is_bare,
    _is_growth_of_goods,
    _is_growth_since,
    _is_compared,
)


def _has_its_unit(group: Group, topic: Draft, counted: str | None) -> bool:
    """Whether a quantity has the unit of a fact, or the one in which its goods were counted."""
    quantity = group.anchor.quantity
    unit = None if topic.value is None else topic.value.unit
    if quantity is not None and quantity.unit == (unit or counted):
        return True
    weighed = group.anchor.unit_class == "physical" and topic.get("sector") is not None
    return topic.value is None and weighed  # a change of goods


def _is_listed_among_goods(group: Group, topic: Draft) -> bool:
    """Whether a quantity of something else is given for a region in a list."""
    goods = topic.value is None or topic.indicator in OF_GOODS
    return goods and any(item.role == "listed" for item in group.gap(group.row.places))
