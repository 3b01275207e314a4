"""What a sentence without a fact tells later ones: whose trade, in what, with whom, and when."""

from __future__ import annotations

from tradefacts.assembly import goods, parties, periods, places, tourism
from tradefacts.assembly.draft import Answer, Draft
from tradefacts.assembly.items import Item, Row
from tradefacts.assembly.memory import Memory
from tradefacts.assembly.names import LexiconName, Role
from tradefacts.assembly.sentences import Sentence
from tradefacts.assembly.vocabulary import Vocabulary
from tradefacts.facts.trade import Place

_WEAK: frozenset[LexiconName] = frozenset({"build", "deal", "motion", "proceeds", "spend"})
_WAY: tuple[Role, ...] = ("from", "to")
"""Roles of the regions that goods go from and to."""


def is_label(row: Row, at: Sentence, memory: Memory, vocabulary: Vocabulary) -> bool:
    """Keep what a label says of the sentences under it; tell whether it was that of a region."""
    memory.head(goods.label(row))
    label = places.label(row, vocabulary)
    if label is None:
        return False
    draft = Draft((at.start, at.stop), at.paragraph)
    draft.answers["reporter"] = Answer(label.code, Place.TOPIC, label, label.line)
    memory.begin(draft)
    return True


def spoken_of(row: Row, memory: Memory) -> Item | None:
    """The word that names an indicator without a number, if there is one: "А покупаем?"."""
    ways = {item.role for item in row.places}
    tells = ways.issuperset(_WAY)  # "из Мексики в Россию везут пиво"
    tells = tells or (_asks(row) and memory.main is not None)
    heads = (i for i in row.heads if i.indicator not in (None, tourism.INDICATOR))
    return next((i for i in heads if tells or _WEAK.isdisjoint(i.lexicons)), None)


def keep(row: Row, memory: Memory, *, spoken: bool) -> None:
    """Keep the sides and the period of a sentence; `spoken` tells whether it names an indicator."""
    abroad = places.last_abroad(row, memory.home)
    if abroad is not None:
        memory.pointed = Answer(abroad.code, Place.TOPIC, abroad, abroad.line)
    memory.allies = parties.allies(row, Place.TOPIC)
    item = periods.first(row.periods, ("when",))
    if item is not None:
        when = periods.nearest(item.period, item, memory.today, ahead=False)
        if _is_to_come(row, when, memory):
            return
        if spoken or not _is_time_of_topic(when, memory):
            memory.add_period(Answer(when, Place.TOPIC, item, item.line), asked=_asks(row))


def _asks(row: Row) -> bool:
    return row[-1].text == "?"


def _is_to_come(row: Row, when: str | None, memory: Memory) -> bool:
    """Whether a period that is not over is only one of plans: "в этом году ждут роста"."""
    if when is None or memory.today is None or not row.moods or _asks(row):
        return False
    return not periods.is_over(when, memory.today)


def _is_time_of_topic(when: str | None, memory: Memory) -> bool:
    """Whether the text reports on a part of this period, such as half of "этот год"."""
    return periods.is_within(memory.now, when)
