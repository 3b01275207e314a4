"""How much: the number of a group becomes the value or the change of a draft, signed."""

from __future__ import annotations

from tradefacts.assembly import numbers, past
from tradefacts.assembly.draft import Draft
from tradefacts.assembly.groups import Group
from tradefacts.assembly.memory import OF_GOODS, Memory
from tradefacts.assembly.names import LexiconName
from tradefacts.assembly.program import Program
from tradefacts.facts.trade import Place

_OF_GOODS = frozenset({*OF_GOODS, "transit", "freight"})
"""What may be counted in tonnes."""


SIGNS: tuple[LexiconName, ...] = ("trend", "comparison", "exceed", "pace", "added")
"""Lexicons whose words may be the `sign` of a number in `roles`, the surest first."""


def set_number(draft: Draft, group: Group, program: Program, memory: Memory) -> None:
    """Give a draft the number of a group, as its role asks."""
    if group.anchor.role in program.slots["value"].roles:
        _set_value(draft, group, memory)
    else:
        _set_change(draft, group)
    if group.anchor.role in past.PAST:
        past.set_level(draft, group, program.slots["period"], memory)
    elif draft.change_item is group.anchor and group.anchor.role != "share":
        past.find_base(draft, group, program.slots)


def _set_value(draft: Draft, group: Group, memory: Memory) -> None:
    row, anchor = group.row, group.anchor
    draft.negative = _is_deficit(group, draft, memory.topic)
    lent: Draft | None = None
    if anchor.kind == "amount":
        unit, currency = numbers.counted(row, anchor.index)
        if unit is None and currency is None:
            unit = _usual_unit(draft, group, memory)
            if unit is None and _counts_goods(group):
                return
            lent = memory.money if unit is None else None
            currency = memory.currency
        value = numbers.amount(row, anchor, unit, currency, negative=draft.negative)
    else:
        value = numbers.magnitude(anchor.mention, negative=draft.negative)
    if value is None or (draft.indicator == "balance" and value.currency is None):
        return  # what is lacking in pieces or tonnes is no balance of a trade
    draft.set_value(value, anchor)
    if lent is not None:
        draft.currency = lent.answers["value"].at_place(Place.TOPIC)
    if draft.indicator != "investment":
        memory.unit = value.unit
        if value.currency is not None and (anchor.mention or value.currency != memory.currency):
            memory.money = draft


def _counts_goods(group: Group) -> bool:
    """Whether an amount counts goods, in what nobody says: "зерна отправлено 219 тысяч"."""
    return group.acts and group.in_gap("sector") and not numbers.is_worth(group.row, group.at)


def _usual_unit(draft: Draft, group: Group, memory: Memory) -> str | None:
    """What the text counts goods in: a whole trade and what is invested are counted in money."""
    of_goods = draft.indicator in _OF_GOODS
    return memory.unit if of_goods and not numbers.is_worth(group.row, group.at) else None


def _set_change(draft: Draft, group: Group) -> None:
    anchor = group.anchor
    role = "share" if anchor.role == "past_share" else anchor.role
    way = _way(group)
    if way is None and anchor.kind == "percent" and role == "change":
        return  # "скорректировался на 5%" says neither more nor less
    change = numbers.change(anchor, role, falls=way == "down")
    if change is not None:
        draft.set_change(change, anchor)


def restated(before: Draft, group: Group) -> Draft | None:
    """The same amount in another currency: a fact of its own that says so."""
    if before.value is None or before.value_item is None:
        return None
    value = numbers.magnitude(group.anchor.mention, negative=before.negative)
    if value is None or value.currency in (None, before.value.currency):
        return None
    draft = before.copy()
    draft.set_value(value, group.anchor)
    draft.restates = (before.value_item.start, before.value_item.stop)
    return draft


def _is_deficit(group: Group, draft: Draft, topic: Draft | None) -> bool:
    """Whether a balance is negative by its words, a deficit or a minus, or goes on from such."""
    if draft.indicator != "balance":
        return False
    told = group.before("balance_sign")
    sign = None if told is None else told.key("balance_sign")
    if sign is None and draft.place("indicator") is Place.TOPIC and topic is not None:
        return topic.negative
    return numbers.is_negative(group.anchor) or sign == "negative"


def _way(group: Group) -> str | None:
    """Whether a change goes `up` or `down`: by its minus, its role, or the verb before it."""
    if numbers.is_negative(group.anchor):
        return "down"
    at = group.anchor.bound.get("sign")
    said = () if at is None else map(group.row[at].key, SIGNS)
    sign = next((key for key in said if key is not None), None)
    if sign in ("up", "down"):
        return sign
    trend, comparison = group.before("trend"), group.before("comparison")
    if trend is None:
        return None if comparison is None else comparison.key("comparison")
    # "экспорт сократился на 5%, а импорт – на 3%", but "утроил" tells its own way
    parted = group.anchor.kind == "ratio" and trend.clause != group.anchor.clause
    return None if parted else trend.key("trend")
