"""The goods that a text or a news item is about: those of numbers that name none."""

from __future__ import annotations

from tradefacts.assembly.draft import OF_GOODS, Answer, Draft
from tradefacts.assembly.group import Group
from tradefacts.assembly.groups import is_of_a_time
from tradefacts.assembly.places import country, is_subdivision
from tradefacts.assembly.search import Search
from tradefacts.assembly.vocabulary import Vocabulary
from tradefacts.facts.trade import Place
from tradefacts.grammar.tokens import split

_TRADED = (*OF_GOODS, "reexport", "services")
"""Indicators of trade in goods and services, which a theme is about."""


def of_text(search: Search, vocabulary: Vocabulary) -> Answer | None:
    """The goods that the text is about, if a sentence of the same trade names none.

    If it names the trader again, all of its trade is meant: "экспорт чая вырос на 5%. Белорусский
    экспорт достиг 7 млрд".
    """
    draft = search.draft
    topic, theme = search.memory.topic, search.memory.theme(draft.paragraph)
    if theme is None or draft.indicator not in _TRADED or is_of_all(search.group):
        return None
    if search.in_sentence and search.group.is_share and search.salience.tells_all_trade:
        return None
    if topic is not None and _mirrors(draft, topic):
        theme = topic
    elif not _is_of_theme(search, theme):
        return None
    told = theme.answers.get("sector")
    if told is None or told.value is None:
        return None
    if vocabulary.holds("everything", split(told.value)) is not None:
        return None
    return told.at_place(Place.TOPIC)


def _mirrors(draft: Draft, topic: Draft) -> bool:
    """Whether a number is about the other side of the trade just reported: who sold it there."""
    beside = draft.paragraph == topic.paragraph and topic.get("sector") is not None
    both = {draft.indicator, topic.indicator} == set(OF_GOODS)
    return beside and both and draft.get("partner") == topic.get("reporter") is not None


def _is_of_theme(search: Search, theme: Draft) -> bool:
    """Whether a number is of the side of the theme, or of one that trades in the same goods."""
    draft = search.draft
    side, home = draft.get("reporter"), theme.get("reporter")
    if side is None or home is None:
        return False
    if country(side) != country(home) and side not in search.members:
        return _is_of_another(search, theme)
    if draft.indicator != theme.indicator:
        return False
    if search.group.anchor.unit_class == "physical":
        return True
    named = search.own.get("reporter")
    if named is not None and is_subdivision(side) and country(side) == home:
        return True  # a province does what its country was said to do
    part = search.group.is_share and not search.salience.tells_all_trade
    return side == home and (named is None or named.role == "goods" or part)


def _is_of_another(search: Search, theme: Draft) -> bool:
    """Whether another side sells or buys the same goods.

    It does if it trades with the side at home. Others do in a text about these goods alone, "Грузия
    нарастила вывоз на 5%", unless that is a series of news items. If a paragraph begins with their
    trade, only what is weighed is of these goods.
    """
    draft, memory = search.draft, search.memory
    if draft.indicator != theme.indicator:
        if {draft.indicator, theme.indicator} != set(OF_GOODS):
            return False
        if draft.get("partner") == theme.get("reporter"):
            return True
        if draft.indicator == "export":
            return False
    if search.salience.tells_all_trade:
        return False
    if search.in_sentence and search.base is not None:
        return search.base.get("sector") is not None
    if memory.topic is not None and memory.topic.paragraph == draft.paragraph:
        return True
    return memory.item is None and search.group.anchor.unit_class == "physical"


def is_of_all(group: Group) -> bool:
    """Whether words sum up: "всего же вывезли на 9 млн", but not "на Евросоюз в целом".

    So do goods that are named by their origin alone: "купил узбекской продукции на 5 млн".
    """
    for item in group.gap(group.row.of("everything")):
        if item.index > 0 and group.row[item.index - 1].role == "goods":
            return True
    said = (item for item in group.gap(group.row.of("world")) if item.key("world") == "own")
    whole = (item for item in said if not is_of_a_time(group.row, item))
    return any(i.index == 0 or group.row[i.index - 1].role != "sharer" for i in whole)
