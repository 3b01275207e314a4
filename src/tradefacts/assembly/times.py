"""When: the period of a fact and its base, looked for in the places that the frame names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from tradefacts.assembly import periods
from tradefacts.assembly.case import Case
from tradefacts.assembly.draft import Answer, Draft
from tradefacts.assembly.groups import Group
from tradefacts.assembly.items import Item, Row
from tradefacts.assembly.memory import Memory
from tradefacts.assembly.program import Slot
from tradefacts.facts.trade import Place

PAST = ("past", "past_share")
"""Roles of a number that is of the time before."""
_TO = ("base", "horizon")
_THEN = ("when", "base", "before")
_ALIKE = ("indicator", "reporter", "partner", "sector")
"""What two levels of one trade have in common."""

Look = Callable[[Case, Slot], Answer | None]
"""What looks for the period of a fact in one place."""


def turn(row: Row, today: str | None) -> None:
    """Turn what a change is measured to by the day of writing: it is a base, or what is ahead.

    "вырастет на 5% к 2030 году", "может вырасти на 5% к 2023 году"
    """
    if today is None:
        return
    for item in row.periods:
        if item.role in _TO and item.period is not None:
            changed = any(i.role == "change" for i in row[max(0, item.index - 3) : item.index])
            if periods.is_ahead(item.period, today):
                item.role = "horizon"
            elif changed and item.role == "horizon" and periods.is_over(item.period, today):
                item.role = "base"


def find_period(case: Case, slot: Slot, places: Mapping[str, Look] | None = None) -> None:
    """Set the period of a fact: its own in a list, or that of the first place that tells one."""
    if case.group.when is not None:
        told, value = case.group.when
        case.draft.answers["period"] = Answer(value, Place.CLAUSE, told, told.line)
        return
    for place in slot.places:
        look = (_PLACES if places is None else places).get(place)
        answer = None if look is None else look(case, slot)
        if answer is not None and answer.value is not None:
            case.draft.answers["period"] = answer
            return


def _near(case: Case, slot: Slot) -> Answer | None:
    group = case.group
    return None if _is_past(group) else _told(case, slot, group.gap(group.row.periods))


def _after(case: Case, slot: Slot) -> Answer | None:
    group = case.group
    return None if _is_past(group) else _told(case, slot, group.tail(group.row.periods))


def _clause(case: Case, slot: Slot) -> Answer | None:
    """For the first number of a sentence, what stands before, and behind up to a number of old."""
    if case.in_sentence:
        return None
    group, row = case.group, case.group.row
    left = [item for item in reversed(row.periods) if item.index < group.since]
    if _is_past(group):  # "в 2023 году упал с 5 до 3": what is now, stands before
        return _told(case, slot, [*group.gap(row.periods), *left])
    ends = (i.index for i in row[group.behind :] if i.role in PAST or i.text == ";")
    end = next(ends, len(row))
    return _told(case, slot, [*left, *(i for i in row.periods if group.behind <= i.index < end)])


def _sentence(case: Case, slot: Slot) -> Answer | None:
    del slot
    return _of_base(case.base) if case.in_sentence and not _is_untold(case) else None


def _topic(case: Case, slot: Slot) -> Answer | None:
    """The period that was asked for, else of the fact before, else the one the text tells of."""
    del slot
    group, memory = case.group, case.memory
    if _is_untold(case):
        return None
    if memory.topic is not None and (group.in_gap("this_time") or group.in_tail("this_time")):
        answer = memory.named or _of_base(memory.topic)
        return answer and answer.moved(Place.TOPIC)
    if memory.asked is not None and not case.in_sentence:
        return memory.asked
    if _is_of_whole_year(case):
        return _whole_year(memory.period)
    goes_on = not case.in_sentence and not _is_first_meant(case)
    answer = _of_base(case.base) if goes_on else None
    if answer is None or answer.value is None:
        answer = _of_same_sides(case) or (memory.period if _carries(case) else None)
    return answer and answer.moved(Place.TOPIC)


BESIDE: Mapping[str, Look] = {"near": _near, "after": _after}
"""The places right beside a number."""
_PLACES: Mapping[str, Look] = {
    **BESIDE,
    "clause": _clause,
    "sentence": _sentence,
    "topic": _topic,
}


def _is_untold(case: Case) -> bool:
    """Whether words beside a number need a date that nobody gave, as "в мае": no other is meant."""
    group = case.group
    if case.memory.today is not None or _is_past(group):
        return False
    return _loose(group.around(group.row.periods)) is not None


def _is_of_whole_year(case: Case) -> bool:
    """Whether a forecast is of all the year that the text tells of: "ждут, что за год"."""
    group = case.group
    said = group.before("whole_year") is not None or group.in_tail("whole_year")
    return said and case.draft.get("modality") == "forecast"


def _whole_year(now: Answer | None) -> Answer | None:
    year = None if now is None else periods.whole_year(now.value)
    return now and Answer(year, Place.TOPIC, None, now.line)


def _is_past(group: Group) -> bool:
    return group.anchor.role in PAST


def _loose(items: Iterable[Item]) -> Item | None:
    """The first time that nothing tells among items."""
    return next((i for i in items if i.role == "when" and periods.is_loose(i)), None)


def _told(case: Case, slot: Slot, items: Iterable[Item]) -> Answer | None:
    """The first period among items, in a role of the slot."""
    times = list(items)
    found = periods.first(times, slot.roles)
    if found is None:
        return _week(case, times)
    value = found.period
    if found.role == "until" and value is not None and "/" not in value:
        goal = case.group.in_gap("reach")
        value = value if goal else f"../{value}"
    elif found.role == "since":
        now = case.memory.period
        value = periods.to_date(value, None if now is None else now.value)
    if case.draft.get("modality") == "actual":
        value = periods.not_ahead(value, found, case.memory.today)
    return Answer(value, Place.CLAUSE, found, found.line)


def _week(case: Case, items: Iterable[Item]) -> Answer | None:
    """The week of what is so already, told in its own clause.

    "На этой неделе министр сообщил, что экспорт вырос" tells of another time.
    """
    clause = case.group.anchor.clause
    if case.draft.get("modality") == "actual":
        for item in items:
            week = periods.week(item)
            if week is not None and item.role == "when" and item.clause == clause:
                return Answer(week, Place.CLAUSE, item, item.line)
    return None


def _of_base(base: Draft | None) -> Answer | None:
    return None if base is None else base.current or base.answers.get("period")


def _of_same_sides(case: Case) -> Answer | None:
    """The period of the fact before where that is of the same two sides, and of none at home."""
    topic, draft = case.memory.topic, case.draft
    sides = {draft.get("reporter"), draft.get("partner")}
    if topic is None or None in sides or sides != {topic.get("reporter"), topic.get("partner")}:
        return None
    beside = topic.paragraph == draft.paragraph and case.memory.home not in sides
    return _of_base(topic) if beside and _carries(case) else None


def _is_first_meant(case: Case) -> bool:
    """Whether a fact is a goal, and the one that it goes on from is none."""
    modality, base = case.draft.get("modality"), case.base
    return modality != "actual" and base is not None and base.get("modality") == "actual"


def _carries(case: Case) -> bool:
    """Whether a fact without a period is of the one told of: a goal and a stock have none."""
    draft = case.draft
    stock = draft.get("indicator") == "investment" or "partner" not in case.flow.sides
    return not stock and draft.get("modality") == "actual"


# -- the time before
def set_past(draft: Draft, group: Group, slot: Slot, memory: Memory) -> None:
    """A level of before: its period is told behind it, or is the one a year earlier."""
    draft.past = True
    draft.current = draft.answers.get("period")
    meant = draft.get("modality") not in (None, "actual")
    if meant:  # what a goal starts from is so already, since when nobody says
        draft.answers["modality"] = Answer("actual", Place.DERIVED)
    times = group.row.periods
    then = group.anchor.bound.get("then")
    told = periods.first(group.tail(times) if then is None else [group.row[then]], _THEN)
    told = told or periods.first(group.gap(times), ("before",))
    now = draft.get("period") or (memory.period.value if memory.period else None)
    if told is not None:
        value = periods.aligned(told.period, now)
        draft.answers["period"] = Answer(value, Place.CLAUSE, told, told.line)
    elif meant:
        draft.answers["period"] = Answer(None, Place.DERIVED)
    else:
        years = periods.first_and_last(now)
        before = periods.year_before(now) if years is None else years[0]
        draft.answers["period"] = Answer(before, Place.DERIVED, None, slot.line)


def date_past(told: Sequence[Draft]) -> None:
    """Date two levels by what is told of both: the time before, and the last year of several.

    "с 5 до 2 в 2023 году", "с 2020 по 2024 год вырос с 3 до 5"
    """
    for one, other in pairwise(told):
        then, now = (one, other) if one.past else (other, one)
        alike = all(then.get(slot) == now.get(slot) for slot in _ALIKE)
        if not then.past or now.past or not alike or now.get("modality") != "actual":
            continue
        before = periods.year_before(now.get("period"))
        years = periods.first_and_last(now.get("period"))
        if years is not None and then.get("period") in (None, years[0]):
            then.answers["period"], now.answers["period"] = (
                Answer(year, Place.DERIVED) for year in years
            )
        elif then is one and before is not None and then.get("period") is None:
            then.answers["period"] = Answer(before, Place.DERIVED)


def without_lost(told: Sequence[Draft]) -> list[Draft]:
    """The drafts of a sentence but for levels of before that nothing parts from those of now.

    Neither has a time: "Экспорт упал с $5 млрд до $2 млрд" does not tell two exports.
    """
    now = {_said(draft) for draft in told if not draft.past}
    return [d for d in told if not (d.past and d.get("period") is None and _said(d) in now)]


def _said(draft: Draft) -> tuple[object, ...]:
    """What a draft says, but for its level."""
    return *map(draft.get, (*_ALIKE, "period", "modality")), draft.value is None


def find_base(draft: Draft, group: Group, slots: Mapping[str, Slot]) -> None:
    """Set the period that a change is measured against, where the words tell it."""
    slot = slots["base"]
    found = (periods.first(_part(group, place), slot.roles) for place in slot.places)
    told = next((item for item in found if item is not None), None)
    if told is None:
        return
    base, now = told.period, draft.get("period")
    if base == now:  # "к аналогичному периоду"
        base = periods.year_before(now)
    draft.answers["base"] = Answer(base, Place.CLAUSE, told, told.line)
    loose = None if draft.get("period") is not None else _loose(group.row.periods)
    if loose is not None:
        # "в прошлом году ... в сравнении с 2021 годом": the year after that one
        after, line = periods.year_after(base), slots["period"].line
        draft.answers["period"] = Answer(after, Place.DERIVED, loose, line)


def _part(group: Group, place: str) -> Sequence[Item]:
    """The times that stand in a place, as seen from a number."""
    times = group.row.periods
    if place == "near":
        return group.gap(times)
    if place == "after":
        return group.tail(times)
    if place == "clause":
        return [item for item in times if group.at <= item.index < group.behind]
    return ()


def derive_base(draft: Draft, slot: Slot, beside: Sequence[Draft] = ()) -> None:
    """The base that is not told is a year before, where the slot may be derived.

    A level of before that stands `beside` it in the sentence tells it, where it has a time of its
    own: "с 3 млрд в 2020 году до 4 млрд, или на треть".
    """
    if "derived" not in slot.places or draft.change is None or draft.get("base") is not None:
        return
    then = _level_before(draft, beside)
    if then is not None:
        draft.answers["base"] = then.moved(Place.SENTENCE)
    elif draft.get("modality") != "target" and not _is_goal(draft.answers.get("period")):
        base = periods.base_of(draft.get("period"))
        draft.answers["base"] = Answer(base, Place.DERIVED, None, slot.line)


def _is_goal(when: Answer | None) -> bool:
    """Whether a time is one by which something will be: since when, nobody says."""
    return when is not None and when.by


def _level_before(draft: Draft, beside: Sequence[Draft]) -> Answer | None:
    """The time, told by its words, of the level of before that stands beside a fact."""
    for other in beside:
        when = other.answers.get("period")
        alike = all(other.get(slot) == draft.get(slot) for slot in _ALIKE)
        if other.past and alike and when is not None and when.place is Place.CLAUSE:
            return when
    return None
