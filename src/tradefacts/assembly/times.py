"""When: find the period of a fact in the places that the frame names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from tradefacts.assembly import periods
from tradefacts.assembly.draft import Answer, Draft, parties_of
from tradefacts.assembly.group import Group
from tradefacts.assembly.groups import then_of
from tradefacts.assembly.items import Item, Row, last
from tradefacts.assembly.memory import Memory
from tradefacts.assembly.names import Where
from tradefacts.assembly.past import PAST
from tradefacts.assembly.program import Slot
from tradefacts.assembly.search import Search
from tradefacts.facts.trade import Place
from tradefacts.units import calendar

Look = Callable[[Search, Slot], Answer | None]
"""A function that looks for the period of a fact in one place."""


def find_period(search: Search, slot: Slot, places: Mapping[Where, Look] | None = None) -> None:
    """Set the period of a fact: its own in a list, or that of the first place that has one."""
    if search.group.when is not None:
        told, value = search.group.when
        ahead = search.draft.get("modality") != "actual"
        value = periods.nearest(value, told, search.memory.today, ahead=ahead)
        search.draft.answers["period"] = Answer(value, Place.CLAUSE, told, told.line)
        return
    for place in slot.places:
        look = (_PLACES if places is None else places).get(place)
        answer = None if look is None else look(search, slot)
        if answer is not None and answer.value is not None:
            search.draft.answers["period"] = answer
            return


def settle_same_years(row: Row, memory: Memory) -> None:
    """Resolve "в том же году" to the year reported on, not to one it was compared with.

    "Вывезли 5 тонн, больше, чем в 2016-м. Импорт за тот же год ...": the year of the 5 tonnes.
    """
    topic = memory.topic
    actual = topic is not None and topic.get("modality") == "actual"
    told = memory.named or (_of_base(topic) if actual else memory.period)
    year = None if told is None else periods.year_of(told.value)
    for item in row.periods[:1]:
        if item.same and year is not None and periods.is_year(item.period):
            item.period = year


def _near(search: Search, slot: Slot) -> Answer | None:
    group = search.group
    if _is_past(group):
        return None
    return _told(search, slot, group.gap(group.row.periods)) or _then(group)


def _then(group: Group) -> Answer | None:
    """The period that "тогда" refers to: the last one named in its sentence."""
    word, told = then_of(group), [i for i in group.row.periods if i.period]
    named = None if word is None else last(told, 0, word.index)
    return None if named is None else Answer(named.period, Place.CLAUSE, named, named.line)


def _after(search: Search, slot: Slot) -> Answer | None:
    group = search.group
    return None if _is_past(group) else _told(search, slot, group.tail(group.row.periods))


def _clause(search: Search, slot: Slot) -> Answer | None:
    """For the first number of a sentence: periods before it, or after it up to an earlier one."""
    if search.in_sentence:
        return None
    group, row = search.group, search.group.row
    if then_of(group) is not None:
        return None  # "тогда же" refers to the sentence before
    left = [item for item in reversed(row.periods) if item.index < group.since]
    if _is_past(group):  # "в 2023 году упал с 5 до 3": the current period comes first
        then = group.anchor.bound.get("then")
        before = (*group.gap(row.periods), *left)
        now = [item for item in before if not item.year_ago and item.index != then]
        return _told(search, slot, now)
    if row.has("after", group.at, group.behind):
        return _told(search, slot, left)
    ends = (
        i.bound.get("then", i.index)  # an earlier level may have its time before it
        for i in row[group.behind :]
        if i.role in PAST or i.text in ";:" or i.key("opening") == "while" or i.meaning.mood
    )
    end = next(ends, len(row))
    behind = (i for i in row.periods if group.behind <= i.index < end and not i.year_ago)
    return _told(search, slot, [*left, *behind])


def _sentence(search: Search, slot: Slot) -> Answer | None:
    del slot
    if not search.in_sentence or _is_untold(search) or search.group.in_gap("nowadays"):
        return None
    return _of_base(search.base)


def _topic(search: Search, slot: Slot) -> Answer | None:
    """The period asked about, else that of the fact before, else the one the text reports on."""
    del slot
    group, memory = search.group, search.memory
    if _is_untold(search) or group.before("nowadays") is not None:
        return None
    this_time = next(iter(group.around(group.row.of("this_time"))), None)
    if memory.topic is not None and this_time is not None:
        season = this_time.key("this_time") == "season"
        answer = memory.season if season else memory.named or _of_base(memory.topic)
        return answer and answer.at_place(Place.TOPIC)
    if memory.asked is not None and not search.in_sentence:
        return memory.asked
    whole = _whole(search)
    if whole is not None:
        return whole
    goes_on = not search.in_sentence and not _is_of_other_mood(search)
    answer = _of_base(search.base) if goes_on else None
    if answer is None and (_is_meant_as_well(search) or _is_stock_as_well(search)):
        answer = _of_base(memory.topic)
    if answer is None or answer.value is None:
        answer = _of_same_sides(search) or (memory.period if _carries(search) else None)
    return answer and answer.at_place(Place.TOPIC)


BESIDE: Mapping[Where, Look] = {"near": _near, "after": _after}
"""The places right beside a number."""
_PLACES: Mapping[Where, Look] = {
    **BESIDE,
    "clause": _clause,
    "sentence": _sentence,
    "topic": _topic,
}


def _is_untold(search: Search) -> bool:
    """Whether the words beside a number name a time that cannot be known; then no other is meant.

    It depends on a date that is not given, "в мае", or no date would help: "в мае каждого года", "а
    через год упал".
    """
    group, row = search.group, search.group.row
    if _is_past(group):
        return False
    loose = periods.loose_of(group.around(row.periods))
    if search.memory.today is None:
        return bool(loose)
    return any(not item.relative or row.has("hence", item.index - 1, item.index) for item in loose)


def _whole(search: Search) -> Answer | None:
    """The year or quarter that the text reports a part of, if the words mean it: "за весь год".

    "За год" means it only in a forecast: "вырос за год на 5%" compares.
    """
    group, now = search.group, search.memory.period
    said = group.before("whole_year") or next(iter(group.tail(group.row.of("whole_year"))), None)
    if now is None or said is None:
        return None
    unit = _WHOLES.get(str(said.key("whole_year")))
    if unit is not None:
        return Answer(periods.whole_of(now.value, unit), Place.TOPIC, None, now.line)
    if search.draft.get("modality") == "forecast":
        return Answer(periods.whole_year(now.value), Place.TOPIC, None, now.line)
    return None


_WHOLES: Mapping[str, Callable[[str], str]] = {
    "whole": calendar.year,
    "half": calendar.half,
    "quarter": calendar.quarter,
}
"""Functions of `calendar` for the keys of the lexicon `whole_year`."""


def _is_past(group: Group) -> bool:
    return group.anchor.role in PAST


def _told(search: Search, slot: Slot, items: Iterable[Item]) -> Answer | None:
    """The first period among items that has a role of the slot; else a week or a day."""
    times = list(items)
    found = periods.first(times, slot.roles)
    if found is None:
        return _week(search, times) or _day(search, times)
    value = found.period
    if found.role == "until" and value is not None and "/" not in value:
        head = search.group.head
        built = head is not None and head.is_of("build")  # "построить завод стоимостью 5 млн"
        goal = search.group.in_gap("reach") and not built
        value = value if goal else f"../{value}"
    elif found.role == "since":
        now = search.memory.period
        value = periods.to_date(value, None if now is None else now.value, search.memory.today)
        if periods.is_season(value):
            return Answer(value, Place.CLAUSE, found, found.line)  # it is not over
    ahead = search.draft.get("modality") != "actual"
    value = periods.nearest(value, found, search.memory.today, ahead=ahead)
    return Answer(value, Place.CLAUSE, found, found.line)


def _week(search: Search, items: Iterable[Item]) -> Answer | None:
    """The week of an actual fact, if it is named in its own clause.

    "На этой неделе министр сообщил, что экспорт вырос" speaks of another time.
    """
    clause = search.group.anchor.clause
    if search.draft.get("modality") == "actual":
        for item in items:
            week = periods.week(item)
            if week is not None and item.role == "when" and item.clause == clause:
                return Answer(week, Place.CLAUSE, item, item.line)
    return None


def _day(search: Search, items: Iterable[Item]) -> Answer | None:
    """The day by which something has been invested: "на 1 июля"."""
    row = search.group.row
    if search.indicator != "investment" or search.draft.get("modality") != "actual":
        return None
    for item in items:
        day = periods.day(item)
        if day is not None and item.index > 0 and row[item.index - 1].is_of("sold_for"):
            day = periods.nearest(day, item, search.memory.today, ahead=False)
            return Answer(day, Place.CLAUSE, item, item.line)
    return None


def _of_base(base: Draft | None) -> Answer | None:
    if base is None:
        return None
    return base.current or (None if base.past else base.answers.get("period"))


def _of_same_sides(search: Search) -> Answer | None:
    """The period of the fact before, if neither is about home or that one has the same sides.

    "Экспорт Латвии за полугодие вырос, Литва вывезла 5 тонн": both are about others.
    """
    topic, draft = search.memory.topic, search.draft
    if topic is None:
        return None
    others = search.memory.home not in parties_of(topic)
    if not (others or _is_of_same_sides(draft, topic)):
        return None
    at_home = search.memory.home in parties_of(draft)
    beside = topic.paragraph == draft.paragraph and not at_home
    return _of_base(topic) if beside and _carries(search) else None


def _is_of_same_sides(draft: Draft, topic: Draft) -> bool:
    """Whether another fact has the same two sides, or its reporter is one of these."""
    sides = parties_of(draft)
    if None not in sides and set(sides) == set(parties_of(topic)):
        return True
    return topic.get("reporter") is not None and topic.get("reporter") in sides


def _is_of_other_mood(search: Search) -> bool:
    """Whether of a fact and the one that it continues only one is actual."""
    base = search.base
    if base is None:
        return False
    now, before = (one.get("modality") == "actual" for one in (search.draft, base))
    return now != before


def _is_meant_as_well(search: Search) -> bool:
    """Whether a forecast continues a fact that is not actual, in the same paragraph."""
    topic, draft = search.memory.topic, search.draft
    if topic is None or draft.get("modality") != "forecast" or topic.get("modality") == "actual":
        return False
    return topic.paragraph == draft.paragraph


def _is_stock_as_well(search: Search) -> bool:
    """Whether more is said to be invested, in a text that dates investments by a day."""
    topic, draft = search.memory.topic, search.draft
    if topic is None or draft.indicator != "investment" or draft.get("modality") != "actual":
        return False
    return topic.paragraph + 1 >= draft.paragraph and periods.is_day(topic.get("period"))


def _carries(search: Search) -> bool:
    """Whether a fact without a period takes the one reported on: goals and stocks do not."""
    draft = search.draft
    stock = draft.indicator == "investment" and not _is_flow(search)
    stock = stock or "partner" not in search.flow.sides
    return not stock and draft.get("modality") == "actual"


def _is_flow(search: Search) -> bool:
    """Whether an investment is of the period reported on: by statistics, or like the one before."""
    head, topic = search.group.head, search.memory.topic
    if search.group.before("accrued") is not None:
        return False
    if head is not None and head.is_of("inward"):
        return True
    if topic is None or topic.indicator != "investment":
        return False
    return bool(topic.get("period"))
