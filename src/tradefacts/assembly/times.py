"""When: the period of a fact and its base, looked for in the places that the frame names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from attrs import frozen

from tradefacts.assembly import periods
from tradefacts.assembly.draft import Answer, Draft
from tradefacts.assembly.groups import Group
from tradefacts.assembly.items import Item
from tradefacts.assembly.memory import Memory
from tradefacts.assembly.program import Flow, Slot
from tradefacts.facts.trade import Place

PAST = ("past", "past_share")
"""Roles of a number that is of the time before."""
_THEN = ("when", "base", "before")


@frozen(eq=False)
class Search:
    """A fact whose period is looked for, and where that can be."""

    slot: Slot
    group: Group
    draft: Draft
    base: Draft | None
    """The fact before that this one goes on from."""
    in_sentence: bool
    """Whether that is a fact of the same sentence."""
    memory: Memory
    flow: Flow


def find_period(search: Search) -> None:
    """Set the period of a fact: the first place of its slot that tells one."""
    for place in search.slot.places:
        answer = _PLACES[place](search) if place in _PLACES else None
        if answer is not None and answer.value is not None:
            search.draft.answers["period"] = answer
            return


def _near(search: Search) -> Answer | None:
    return None if _is_past(search) else _told(search, search.group.gap)


def _after(search: Search) -> Answer | None:
    return None if _is_past(search) else _told(search, search.group.tail)


def _clause(search: Search) -> Answer | None:
    """For the first number of a sentence, what stands before, and behind up to a number of old."""
    group = search.group
    if search.in_sentence:
        return None
    past = _is_past(search)
    right = [] if past else group.row[group.behind :]
    own = group.gap if past else []  # "в 2023 году упал с 5 до 3": what is now, stands before
    ends = (k for k, item in enumerate(right) if item.role in PAST or item.text == ";")
    end = next(ends, len(right))
    return _told(search, [*own, *group.row[: group.since][::-1], *right[:end]])


def _sentence(search: Search) -> Answer | None:
    return _of_base(search.base) if search.in_sentence else None


def _topic(search: Search) -> Answer | None:
    """The period of the fact before, else the one that the text tells of.

    Words that need a date which nobody gave, "в этом году", mean neither.
    """
    around = search.group.around
    if not search.memory.dated and any(i.role == "when" and periods.is_loose(i) for i in around):
        return None
    answer = None if search.in_sentence else _of_base(search.base)
    if answer is None or answer.value is None:
        answer = search.memory.period if _carries(search) else None
    return answer and answer.moved(Place.TOPIC)


_PLACES: Mapping[str, Callable[[Search], Answer | None]] = {
    "near": _near,
    "after": _after,
    "clause": _clause,
    "sentence": _sentence,
    "topic": _topic,
}


def _is_past(search: Search) -> bool:
    return search.group.anchor.role in PAST


def _told(search: Search, items: Iterable[Item]) -> Answer | None:
    """The first period among items, in a role of the slot."""
    found = periods.first(items, search.slot.roles)
    if found is None:
        return None
    value = periods.iso(found)
    goal = any("reach" in item.lexicons for item in search.group.gap)
    if found.role == "until" and not goal and value is not None and "/" not in value:
        value = f"../{value}"
    elif found.role == "since":
        now = search.memory.period
        value = periods.to_date(value, None if now is None else now.value)
    return Answer(value, Place.CLAUSE, found, found.line)


def _of_base(base: Draft | None) -> Answer | None:
    return None if base is None else base.current or base.answers.get("period")


def _carries(search: Search) -> bool:
    """Whether a fact without a period is of the one told of: a goal and a stock have none."""
    draft = search.draft
    stock = draft.get("indicator") == "investment" or "partner" not in search.flow.sides
    return not stock and draft.get("modality") == "actual"


# -- the time before
def set_past(draft: Draft, group: Group, slot: Slot, memory: Memory) -> None:
    """A level of before: its period is told behind it, or is the one a year earlier."""
    draft.past = True
    draft.current = draft.answers.get("period")
    meant = draft.get("modality") not in (None, "actual")
    if meant:  # what a goal starts from is so already, since when nobody says
        draft.answers["modality"] = Answer("actual", Place.DERIVED)
    told = periods.first(group.tail, _THEN) or periods.first(group.gap, ("before",))
    now = draft.get("period") or (memory.period.value if memory.period else None)
    if told is not None:
        value = periods.aligned(periods.iso(told), now)
        draft.answers["period"] = Answer(value, Place.CLAUSE, told, told.line)
    elif meant:
        draft.answers["period"] = Answer(None, Place.DERIVED)
    else:
        before = periods.year_before(now)
        draft.answers["period"] = Answer(before, Place.DERIVED, None, slot.line)


def find_base(draft: Draft, group: Group, slots: Mapping[str, Slot]) -> None:
    """Set the period that a change is measured against, where the words tell it."""
    slot = slots["base"]
    where: Mapping[str, Iterable[Item]] = {
        "near": group.gap,
        "after": group.tail,
        "clause": group.row[group.anchor.index : group.behind],
    }
    found = (periods.first(where[place], slot.roles) for place in slot.places if place in where)
    told = next((item for item in found if item is not None), None)
    if told is None:
        return
    base = periods.iso(told)
    draft.answers["base"] = Answer(base, Place.CLAUSE, told, told.line)
    loose = [i for i in group.row if i.role == "when" and periods.is_loose(i)]
    if draft.get("period") is None and loose:
        # "в прошлом году ... в сравнении с 2021 годом": the year after that one
        after, line = periods.year_after(base), slots["period"].line
        draft.answers["period"] = Answer(after, Place.DERIVED, loose[0], line)


def derive_base(draft: Draft, slot: Slot) -> None:
    """The base that is not told is a year before, where the slot may be derived."""
    if "derived" not in slot.places or draft.change is None or draft.get("base") is not None:
        return
    if draft.get("modality") != "target":
        base = periods.year_before(draft.get("period"))
        draft.answers["base"] = Answer(base, Place.DERIVED, None, slot.line)
