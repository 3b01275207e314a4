"""How much: turn the number of a group into the value or the change of a draft, signed."""

from __future__ import annotations

from attrs import evolve

from tradefacts.assembly import numbers, past
from tradefacts.assembly.draft import OF_GOODS, Draft
from tradefacts.assembly.group import Group
from tradefacts.assembly.items import UNITED, Item, Row
from tradefacts.assembly.memory import Memory
from tradefacts.assembly.names import LexiconName
from tradefacts.assembly.program import Program
from tradefacts.facts import Relation
from tradefacts.facts.trade import Place
from tradefacts.grammar.features import ALL_CASES, NOMINATIVE, mask

_OF_GOODS = frozenset({*OF_GOODS, "transit", "freight"})
"""Indicators that may be counted in tonnes."""
_SUBJECT = mask(["nomn", "gent"])
_NEAR = 3
_BETWEEN: tuple[LexiconName, ...] = ("formerly", "versus", "preposition")
"""Lexicons of what may stand between "меньше" and the level that it compares with."""

SIGNS: tuple[LexiconName, ...] = ("trend", "comparison", "exceed", "pace", "added")
"""Lexicons whose words may be the `sign` of a number in `roles`, the surest first."""


def set_number(draft: Draft, group: Group, program: Program, memory: Memory) -> None:
    """Set the value or the change of a draft to the number of a group, according to its role."""
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
        # "на $5 млн, ввезено – 3 млн"
        goes_on = currency is not None and row[anchor.index - 1].text == "-"
        if unit is None and not goes_on and _moves_goods(draft, group):
            unit = memory.counted
        if unit is None and (named := _named_unit(group)) is not None:
            unit, currency = named, None
        if unit is None and currency is None:
            unit = _usual_unit(draft, group, memory)
            if unit is None and _counts_goods(group):
                return
            lent = memory.money if unit is None else None
            currency = memory.currency
        value = numbers.amount(row, anchor, unit, currency, negative=draft.negative)
    else:
        value = numbers.magnitude(anchor.mention, negative=draft.negative)
        if value is not None and anchor.role in past.PAST and _measures(row, anchor.index):
            value = evolve(value, relation=Relation.EQ)
    if value is None or (draft.indicator == "balance" and value.currency is None):
        return  # a deficit in pieces or tonnes is no trade balance
    draft.set_value(value, anchor)
    if lent is not None:
        draft.currency = lent.answers["value"].at_place(Place.TOPIC)
    if draft.indicator != "investment":
        memory.unit = value.unit
        memory.counted = value.unit or memory.counted
        if value.currency is not None and (anchor.mention or value.currency != memory.currency):
            memory.money = draft


def _measures(row: Row, at: int) -> bool:
    """Whether a number is what a change is measured against: "на 5% меньше прошлогодних 9 млн"."""
    for item in reversed(row[:at]):
        if not (item.text == "," or any(map(item.is_of, _BETWEEN))):
            return item.is_of("comparison")
    return False


def _counts_goods(group: Group) -> bool:
    """Whether an amount counts goods in a unit not stated: "зерна отправлено 219 тысяч".

    In brackets it is what they are worth: "поступили металлы (94 миллиона)".
    """
    if group.row[group.at - 1].text == "(":
        return False
    return group.acts and group.in_gap("sector") and not numbers.is_worth(group.row, group.at)


def _moves_goods(draft: Draft, group: Group) -> bool:
    """Whether an amount is of goods that somebody trades: "Иран купил 5 млн", not "на 5 млн"."""
    head = group.head
    priced = numbers.is_worth(group.row, group.at) or group.in_gap("reach")
    sold = head is not None and head.meaning.acts and not head.is_of("proceeds")
    return draft.indicator in _OF_GOODS and sold and not priced


def _named_unit(group: Group) -> str | None:
    """The unit that words before an amount name separately: "в тоннах осталось 2,2 млн"."""
    row = group.row
    said = group.before("measured")
    if said is None or any(item.kind in UNITED for item in row[said.index : group.at]):
        return None
    key = said.key("measured")
    return None if key in ("unit", "money") else key


def _usual_unit(draft: Draft, group: Group, memory: Memory) -> str | None:
    """The unit that the text counts goods in, if the amount is one of goods.

    A turnover and investment are counted in money. So is a plan, which is of all goods, after some
    of them: "Сахара продали 5 т. Задача – 8 млрд".
    """
    goods = None if memory.topic is None else memory.topic.get("sector")
    planned = group.in_gap("modal") and draft.place("sector") is not Place.CLAUSE
    if planned and goods not in (None, draft.get("sector")):
        return None
    of_goods = draft.indicator in _OF_GOODS
    return memory.unit if of_goods and not numbers.is_worth(group.row, group.at) else None


def _set_change(draft: Draft, group: Group) -> None:
    anchor = group.anchor
    role = "share" if anchor.role == "past_share" else anchor.role
    way = _way(group)
    if way is None and role == "change":
        return  # "скорректировался на 5%" says neither more nor less
    change = numbers.change(anchor, role, falls=way == "down")
    if change is not None:
        draft.set_change(change, anchor)


def restated(before: Draft, group: Group) -> Draft | None:
    """The same amount in another currency, as a fact of its own that restates the first."""
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
    """Whether a balance is negative: by its words, by a minus, or by the one it continues."""
    if draft.indicator != "balance":
        return False
    told = group.before("balance_sign")
    sign = None if told is None else told.key("balance_sign")
    if sign is None and draft.place("indicator") is Place.TOPIC and topic is not None:
        return topic.negative
    return numbers.is_negative(group.anchor) or sign == "negative"


def _way(group: Group) -> str | None:
    """Whether a change goes `up` or `down`: by its minus, itself, its sign or a word before it."""
    row, anchor = group.row, group.anchor
    if numbers.is_negative(anchor):
        return "down"
    if anchor.turns is not None:
        return anchor.turns
    at = anchor.bound.get("sign")
    words = [] if at is None else [row[at]]
    for lexicon in ("trend", "comparison"):
        words += [word for word in reversed(row.of(lexicon)) if word.index < group.at]
    governing = (word for word in words if not _is_spent(word, group))
    said = (word.key(name) for word in governing for name in SIGNS)
    return next((key for key in said if key is not None), None)


def _is_spent(word: Item, group: Group) -> bool:
    """Whether a noun of change gives the direction of something other than this number.

    It may belong to a number after it, "восстановился на 12% после спада на 8%". Or it may say
    what happened before or was the cause: "после спада импорт оживился на 7%".
    """
    row, anchor = group.row, group.anchor
    if not word.features & ALL_CASES:
        return False  # a verb
    if word.index > anchor.index:
        others = (i for i in row.numbers if i.index > word.index)
        return _is_circumstance(row, word) or any(_governs(word, i) for i in others)
    between = row[word.index : anchor.index]
    return _is_circumstance(row, word) and any(_is_subject(item) for item in between)


def _governs(word: Item, number: Item) -> bool:
    return number.bound.get("sign") == word.index


def _is_circumstance(row: Row, word: Item) -> bool:
    """Whether a noun follows "после", "благодаря" or the like."""
    for item in reversed(row[max(0, word.index - _NEAR) : word.index]):
        if item.is_of("after") or item.is_of("cause"):
            return True
        if item.kind != "word" or not item.meaning.plain:
            return False
    return False


def _is_subject(item: Item) -> bool:
    """Whether it is a trade or a place, and nominative only: no noun before it governs it."""
    told = item.indicator is not None or item.kind == "region"
    return told and item.features & _SUBJECT == NOMINATIVE
