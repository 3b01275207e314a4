"""The goods that a text, or an item of the news, is about: those of numbers that name none."""

from __future__ import annotations

from collections.abc import Sequence

from tradefacts.assembly import goods
from tradefacts.assembly.draft import Answer, Draft
from tradefacts.assembly.memory import OF_GOODS
from tradefacts.assembly.places import country, is_subdivision
from tradefacts.assembly.search import Search
from tradefacts.assembly.vocabulary import Vocabulary
from tradefacts.facts.trade import Place
from tradefacts.grammar.tokens import split

_TRADED = (*OF_GOODS, "reexport", "services")
"""What goods and services are traded by: a theme is told of these."""


def goods_of(search: Search, made: Sequence[Draft], vocabulary: Vocabulary) -> Answer | None:
    """The goods of a number: its own, else those that its sentence or the text lends."""
    group, base, indicator = search.group, search.base, search.indicator
    named = goods.named(group, indicator) or goods.counted(group, vocabulary)
    if named is not None:
        return named if made else _pointed(search, named) or named
    same = base is not None and base.indicator == indicator
    if base is not None and same and goods.are_those_of(group, base):
        return base.answers["sector"].at_place(Place.SENTENCE if made else Place.TOPIC)
    return _of_text(search, vocabulary) if _names_no_goods(made) else None


def _names_no_goods(made: Sequence[Draft]) -> bool:
    """Whether a sentence has told goods of none of its facts by its own words."""
    return all(draft.place("sector") is not Place.CLAUSE for draft in made)


def _pointed(search: Search, sector: Answer) -> Answer | None:
    """The goods of the fact before, where a number points to them: "этого мяса", "таких услуг"."""
    topic, row = search.memory.topic, search.group.row
    item = next((i for i in row.of("sector") if i.start == sector.start), None)
    if topic is None or item is None or item.outside or not goods.is_pointed(row, item):
        return None
    told = topic.answers.get("sector")
    return None if told is None or told.value is None else told.at_place(Place.TOPIC)


def _of_text(search: Search, vocabulary: Vocabulary) -> Answer | None:
    """The goods that the text is about, where a number of the same trade names none.

    Where it says once more whose trade is meant, it is all of it: "экспорт чая вырос на 5%.
    Белорусский экспорт достиг 7 млрд".
    """
    draft = search.draft
    topic, theme = search.memory.topic, search.memory.theme(draft.paragraph)
    if theme is None or draft.indicator not in _TRADED or goods.is_of_all(search.group):
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
    """Whether a number is told by the other side of the trade just told of: who sold it there."""
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
        return True  # a province does what its country was told to do
    part = search.group.is_share and not search.salience.tells_all_trade
    return side == home and (named is None or named.role == "goods" or part)


def _is_of_another(search: Search, theme: Draft) -> bool:
    """Whether another side sells the same goods, or buys them.

    It trades with the side at home. Others do so in a text that tells of these goods alone, and not
    of one item of the news after another: "Грузия нарастила вывоз на 5%". Where a paragraph begins
    with their trade, only what is weighed is of the goods.
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
