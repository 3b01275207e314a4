"""Earlier levels, and the base that a change is measured against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from tradefacts.assembly import periods
from tradefacts.assembly.draft import Answer, Draft
from tradefacts.assembly.group import Group
from tradefacts.assembly.items import NUMBERS, Item, Row
from tradefacts.assembly.memory import Memory
from tradefacts.assembly.names import Asked, Role
from tradefacts.assembly.program import Slot
from tradefacts.facts.trade import ChangeKind, Place

PAST: tuple[Role, ...] = ("past", "past_share")
"""Roles of a number that belongs to an earlier time."""
_THEN: tuple[Role, ...] = ("when", "base", "before")
_ALIKE: tuple[Asked, ...] = ("indicator", "reporter", "partner", "sector")
"""Slots in which two levels of one trade agree."""
_TOLD: tuple[Asked, ...] = (*_ALIKE, "period", "modality")
"""The same slots, with period and modality."""


def set_level(draft: Draft, group: Group, slot: Slot, memory: Memory) -> None:
    """Make a draft an earlier level; its period is stated after it, or is a year earlier."""
    draft.past = True
    draft.current = draft.answers.get("period")
    meant = draft.get("modality") not in (None, "actual")
    draft.mood = draft.answers.get("modality")
    if meant:  # what a goal starts from is actual, at an unknown time
        draft.answers["modality"] = Answer("actual", Place.DERIVED)
    times = group.row.periods
    then = group.anchor.bound.get("then")
    told = periods.first(group.tail(times) if then is None else [group.row[then]], _THEN)
    told = told or periods.first(group.gap(times), ("before",))
    now = draft.get("period") or memory.now
    if told is not None:
        share = group.anchor.role == "past_share" and not told.year_ago
        value = told.period if share or _is_whole(group, told) else _then(told, now)
        draft.answers["period"] = Answer(value, Place.CLAUSE, told, told.line)
    elif meant:
        draft.answers["period"] = Answer(None, Place.DERIVED)
    elif (lasting := _lasting(group)) is not None:
        draft.years = lasting.years
        before = periods.years_before(now, lasting.years)
        draft.answers["period"] = Answer(before, Place.CLAUSE, lasting, lasting.line)
    else:
        years = periods.first_and_last(now)
        before = periods.year_before(now) if years is None else years[0]
        draft.answers["period"] = Answer(before, Place.DERIVED, None, slot.line)


def _is_whole(group: Group, told: Item) -> bool:
    """Whether a period is said to be meant as a whole: "за весь прошлый год"."""
    return told.index > 0 and group.row[told.index - 1].is_of("world")


def _then(told: Item, now: str | None) -> str | None:
    """The earlier period that an item names, narrowed to the months of `now`."""
    if told.year_ago and now is not None:
        return periods.year_before(now)
    return periods.aligned(told.period, now)


def date(told: Sequence[Draft]) -> None:
    """Date an earlier level and the current one by what is said of both.

    "с 5 до 2 в 2023 году", "с 2020 по 2024 год вырос с 3 до 5"
    """
    for one, other in pairwise(told):
        then, now = (one, other) if one.past else (other, one)
        alike = all(then.get(slot) == now.get(slot) for slot in _ALIKE)
        if not then.past or now.past or not alike or now.get("modality") != "actual":
            continue
        before = periods.years_before(now.get("period"), 1 if then.years is None else then.years)
        years = periods.first_and_last(now.get("period"))
        if years is not None and then.get("period") in (None, years[0]):
            then.answers["period"], now.answers["period"] = (
                Answer(year, Place.DERIVED) for year in years
            )
        elif then is one and before is not None and then.get("period") is None:
            then.answers["period"] = Answer(before, Place.DERIVED)


def without_lost(told: Sequence[Draft]) -> list[Draft]:
    """The drafts of a sentence, without earlier levels that cannot be told from current ones.

    Such a level has no period: "Экспорт упал с $5 млрд до $2 млрд" does not state two exports.
    """
    now = {_said(draft) for draft in told if not draft.past}
    return [d for d in told if not (d.past and d.get("period") is None and _said(d) in now)]


def _said(draft: Draft) -> tuple[object, ...]:
    """What a draft says, except for its level."""
    return *map(draft.get, _TOLD), draft.value is None


def find_base(draft: Draft, group: Group, slots: Mapping[Asked, Slot]) -> None:
    """Set the period that a change is measured against, if the words state it."""
    slot = slots["base"]
    found = (periods.first(_part(group, place), slot.roles) for place in slot.places)
    told = next((item for item in found if item is not None), None)
    now = draft.get("period")
    if told is None:
        before = next(iter(group.around(group.row.of("previous"))), None)
        if before is not None:
            base = periods.right_before(now)
            draft.answers["base"] = Answer(base, Place.CLAUSE, before, slot.line)
        lasting = _lasting(group)
        if lasting is not None:  # the period itself may still be found
            draft.years = lasting.years
            draft.answers["base"] = Answer(None, Place.CLAUSE, lasting, slot.line)
        return
    base = _then(told, now)
    if base == now or not periods.names_year(told):  # "к аналогичному периоду", "к декабрю"
        base = periods.last_before(base, now)
    draft.answers["base"] = Answer(base, Place.CLAUSE, told, told.line)
    loose = periods.loose_of(group.row.periods)
    if loose and draft.get("period") is None:
        # "в прошлом году ... в сравнении с 2021 годом": the year after that one
        after, line = periods.year_after(base), slots["period"].line
        draft.answers["period"] = Answer(after, Place.DERIVED, loose[0], line)


def _lasting(group: Group) -> Item | None:
    """The period that only counts the years of a change: "за пять лет вырос вдвое"."""
    times = (item for item in group.around(group.row.periods) if item.role == "when")
    return next((item for item in times if item.years is not None), None)


def _part(group: Group, place: str) -> Sequence[Item]:
    """The periods that stand in a place, as seen from a number."""
    times = group.row.periods
    if place == "near":
        return group.gap(times)
    if place == "after":
        return group.tail(times)
    if place == "clause":
        return [item for item in times if group.at <= item.index < group.behind]
    if place == "sentence" and not group.around(times):
        return _opening(group.row)
    return ()


def _opening(row: Row) -> Sequence[Item]:
    """The periods that a sentence opens with, which apply to all its numbers.

    "К апрелю экспорт"
    """
    told = next((i.index for i in row if i.kind in NUMBERS or i.meaning.head), len(row))
    return [item for item in row.periods if item.index < told]


def derive_base(draft: Draft, slot: Slot, beside: Sequence[Draft] = ()) -> None:
    """Set the base to a year before if it is not stated and the slot may be derived.

    An earlier level `beside` it in the sentence gives the base, if its time is stated: "с 3 млрд в
    2020 году до 4 млрд, или на треть".
    """
    if "derived" not in slot.places or draft.change is None:
        return
    told = draft.answers.get("base")
    if told is not None and draft.years is not None:
        base = periods.years_before(draft.get("period"), draft.years)
        draft.answers["base"] = told.with_value(base)
        return
    if told is not None and (told.value is not None or told.place is Place.CLAUSE):
        return
    then = _level_before(draft, beside)
    if then is not None:
        draft.answers["base"] = then.at_place(Place.SENTENCE)
    elif not _is_from_now_on(draft):
        base = periods.base_of(draft.get("period"))
        draft.answers["base"] = Answer(base, Place.DERIVED, None, slot.line)


def _is_from_now_on(draft: Draft) -> bool:
    """Whether a change to come starts today and has a deadline: "удвоить к 2030 году".

    A plan for a single year adds to the year before: "нарастить в 2025 году на 10%".
    """
    when = draft.answers.get("period")
    times = draft.change is not None and draft.change.kind is ChangeKind.RATIO
    return (when is not None and when.by) or (draft.get("modality") == "target" and times)


def _level_before(draft: Draft, beside: Sequence[Draft]) -> Answer | None:
    """The period of the earlier level that stands beside a fact, if its words state one."""
    for other in beside:
        when = other.answers.get("period")
        alike = all(other.get(slot) == draft.get(slot) for slot in _ALIKE)
        if other.past and alike and when is not None and when.place is Place.CLAUSE:
            return when
    return None
