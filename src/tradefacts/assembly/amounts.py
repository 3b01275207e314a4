"""Amounts without a unit: digits and their scale, hedges, members of a list."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from attrs import evolve

from tradefacts.assembly.items import NUMBERS, UNITED, Item
from tradefacts.assembly.names import LexiconName
from tradefacts.assembly.vocabulary import Vocabulary
from tradefacts.facts import Percentage, PercentUnit, Relation
from tradefacts.grammar.features import PLURAL
from tradefacts.units.exact import add, multiply
from tradefacts.units.numerals import decimal

_BETWEEN: frozenset[LexiconName] = frozenset({"preposition", "opening", "reach", "indicator"})
"""What may separate a bare number from the one whose scale it has, besides marks and regions."""


def merged(items: list[Item]) -> list[Item]:
    """The items, with digits and scales merged to amounts, and hedges merged into their numbers."""
    return _without_hedges(_amounts(items))


def _amounts(items: list[Item]) -> list[Item]:
    """Merge digits and a scale into an amount, whose currency is still to be found."""
    out: list[Item] = []
    for item in items:
        scale = item.meaning.scale
        if scale is not None and (item.meaning.counts or _is_reached(item, out)):
            made = Item(item.text, item.start, item.stop, "amount")
            made.number = scale
            out.append(made)
        elif scale is not None and out and out[-1].kind == "digits":
            made = _with_lower(out, _amount(out.pop(), item.text, item.stop, scale))
            if made.low is None:
                _share_scale(out, scale)
            out.append(_with_larger(out, made))
        else:
            out.append(item)
    return out


def _amount(digits: Item, words: str, stop: int, scale: Decimal) -> Item:
    """An amount of digits times a scale, whose words end at `stop`."""
    made = Item(f"{digits.text} {words}".rstrip(), digits.start, stop, "amount")
    made.scale, made.number = scale, multiply(decimal(digits.text), scale)
    made.relation = digits.relation
    return made


def _with_larger(before: list[Item], amount: Item) -> Item:
    """An amount, merged with one of a larger scale that touches it: "3 млрд 50 млн"."""
    larger = before[-1] if before else None
    if larger is None or larger.scale <= amount.scale:
        return amount
    assert larger.number is not None
    assert amount.number is not None
    before.pop()
    made = Item(f"{larger.text} {amount.text}", larger.start, amount.stop, "amount")
    made.scale, made.number = amount.scale, add(larger.number, amount.number)
    made.low = larger.low
    return made


def _with_lower(before: list[Item], amount: Item) -> Item:
    """An amount, merged with the lower end of its range: "от 7 до 8 млрд", "3–4 млрд"."""
    opened = len(before) > 2 and before[-3].is_of("interval")
    opened = opened and (before[-1].is_of("limit") or before[-1].is_of("joining"))
    if not opened and not (len(before) > 1 and _is_stuck(before[-1], before[-2], amount)):
        return amount
    low = before[-2]
    if low.kind == "digits":
        low = _amount(low, "", low.stop, amount.scale)
    if low.number is None or amount.number is None or low.number >= amount.number:
        return amount
    begin = len(before) - (3 if opened else 2)
    made = Item(f"{low.text} - {amount.text}", before[begin].start, amount.stop, "amount")
    del before[begin:]
    made.low, made.number, made.scale = low.number, amount.number, amount.scale
    return made


def _is_stuck(dash: Item, low: Item, high: Item) -> bool:
    """Whether a dash without spaces makes two numbers a range: "3–4", but "экспорт – 4"."""
    return dash.text == "-" and low.stop == dash.start and dash.stop == high.start


def _share_scale(before: list[Item], scale: Decimal) -> None:
    """Give the scale of an amount to digits before it: "со 146 до 17 млн", "5, 6 и 7 млн"."""
    joint = len(before) - 1
    while joint > 0 and _joins(before, joint) and before[joint - 1].kind == "digits":
        before[joint - 1] = _amount(before[joint - 1], "", before[joint - 1].stop, scale)
        joint -= 2


def _joins(before: Sequence[Item], joint: int) -> bool:
    """Whether an item joins numbers of a list; before the last one it has to be a word."""
    item = before[joint]
    return item.is_of("limit") or item.is_of("joining") or (item.joins and joint < len(before) - 1)


def count_alike(items: list[Item], vocabulary: Vocabulary) -> None:
    """Let bare digits in a list count what its other numbers count.

    "Китай купил 12 машин, Иран – 34". They have the scale of the next number, "в Китай – 240, в
    Иран – 71 млн", or that of the one before: "с Китаем – 8,1 млрд, с Россией – 8,4". After a
    percentage they are percentages as well.
    """
    for at, item in enumerate(items):
        if item.kind == "digits":
            items[at] = _like_before(items, at, vocabulary)
    for at in range(len(items) - 1, -1, -1):
        item = items[at]
        if item.kind == "digits" and (_is_listed(items, at) or _is_of_then(items, at)):
            scale = _scale_behind(items, at, vocabulary) or _scale_before(items, at, vocabulary)
            if scale is None and _is_counted(items[:at], vocabulary):
                scale = Decimal(1)
            if scale is not None:
                items[at] = _amount(item, "", item.stop, scale)


def _like_before(items: Sequence[Item], at: int, vocabulary: Vocabulary) -> Item:
    """Bare digits as what the number before them in a list is: "Китай (54,8%) и Россия (43,7)".

    In brackets they have its scale as well: "металлы (412 млн) и древесина (61)".
    """
    digits = items[at]
    bracketed = [item.text for item in items[at - 1 : at + 2 : 2]] == ["(", ")"]
    if not (bracketed or _is_listed(items, at)):
        return digits
    for index in range(at - 1, -1, -1):
        before = items[index]
        if before.kind in NUMBERS or before.kind == "amount":
            alike = not bracketed or (index > 0 and items[index - 1].text == "(")
            return _alike(digits, before, vocabulary, scaled=bracketed) if alike else digits
        if not _is_between(before):
            break
    return digits


def _alike(digits: Item, before: Item, vocabulary: Vocabulary, *, scaled: bool) -> Item:
    """Digits as a percentage, or counted by a scale, like an earlier number."""
    share = before.mention
    if isinstance(share, Percentage):
        return _percentage(digits, share) if share.unit is PercentUnit.PERCENT else digits
    scale = (before.scale or _scale_of(before, vocabulary)) if scaled else None
    return digits if scale is None else _amount(digits, "", digits.stop, scale)


def _percentage(digits: Item, before: Percentage) -> Item:
    """Digits as a percentage like an earlier one."""
    start, stop, value = digits.start, digits.stop, decimal(digits.text)
    mention = evolve(
        before, text=digits.text, start=start, stop=stop, value=value, relation=digits.relation
    )
    return Item(digits.text, start, stop, "percent", mention)


def _is_between(item: Item) -> bool:
    """Whether an item may stand between two members of a list of goods or regions."""
    return _is_small(item) or item.kind == "region_adj" or item.unknown or item.is_of("sector")


def _is_small(item: Item) -> bool:
    """Whether an item may stand between two members of a list of regions."""
    small = item.kind in ("mark", "region", "period") or item.joins
    return small or not _BETWEEN.isdisjoint(item.lexicons)


def _is_counted(before: Sequence[Item], vocabulary: Vocabulary) -> bool:
    """Whether the last number before counts things, or tonnes without a scale; not money."""
    number = next((i for i in reversed(before) if i.kind in (*UNITED, "amount")), None)
    if number is None or number.unit_class is None:
        return False
    return number.unit_class == "count" or _scale_of(number, vocabulary) is None


def _is_listed(items: Sequence[Item], at: int) -> bool:
    """Whether a number stands between a dash and the next mark, as members of a list do."""
    lead = at - 1 if at > 1 and items[at - 1].is_of("sold_for") else at
    dash, behind = items[lead - 1], items[at + 1 : at + 2]
    if at + 2 < len(items) and _is_stuck(behind[0], items[at], items[at + 2]):
        return False
    apart = at > 1 and dash.text == "-" and dash.stop < items[lead].start
    return apart and all(item.kind == "mark" or item.joins for item in behind)


def _is_of_then(items: Sequence[Item], at: int) -> bool:
    """Whether a number is of another time: "3,3 млрд, хотя в 2021 году было 2,6".

    So is one that follows "против" or the like and has a period after it: "340 тракторов против 290
    в 2021 году".
    """
    behind = items[at + 1 : at + 2]
    if at and items[at - 1].is_of("versus"):
        near = items[at + 1 : at + 3]
        if any(i.kind == "period" for i in near) and all(_tells_when(i) for i in near[:1]):
            return True
    said = at > 1 and items[at - 1].is_of("reach") and items[at - 2].kind == "period"
    return said and all(item.kind == "mark" or item.joins for item in behind)


def _tells_when(item: Item) -> bool:
    return item.kind == "period" or item.is_of("preposition")


def _scale_behind(items: Sequence[Item], at: int, vocabulary: Vocabulary) -> Decimal | None:
    """The scale of the next member of a list; None if there is none."""
    for index in range(at + 3, min(at + 6, len(items))):
        item = items[index]
        if item.kind == "amount":
            return item.scale if _is_listed(items, index) else None
        if item.kind in NUMBERS:
            return _scale_of(item, vocabulary) if items[index - 1].text == "-" else None
    return None


def _scale_before(items: Sequence[Item], at: int, vocabulary: Vocabulary) -> Decimal | None:
    """The scale of the number before in a list of regions; None if more separates the two."""
    for item in reversed(items[:at]):
        if item.kind == "amount":
            return item.scale or None
        if item.kind in UNITED:
            return _scale_of(item, vocabulary)
        if not _is_small(item):
            return None
    return None


def _scale_of(number: Item, vocabulary: Vocabulary) -> Decimal | None:
    """The scale that the words of a number name."""
    scales = (vocabulary[word].meaning.scale for word in number.text.split())
    return next((scale for scale in scales if scale is not None), None)


def _is_reached(scale: Item, before: Sequence[Item]) -> bool:
    """Whether a scale alone is an amount: "вышли на миллиард"."""
    if scale.features & PLURAL:
        return False
    near = [item.lexicons for item in before[-2:]]
    if near and "preposition" in near[-1]:
        near.pop()
    return bool(near) and "reach" in near[-1]


def _without_hedges(items: list[Item]) -> list[Item]:
    """Merge words that only bound or soften a number into it: the rules need not see them.

    A verb among them, "не превысил", also says when, so it stays.
    """
    out: list[Item] = []
    for index, item in enumerate(items):
        hedge = item.meaning.hedge
        if hedge is not None and not _compares(item, items[index + 1 : index + 2]):
            near = [x for x in items[index + 1 : index + 5] if x.meaning.hedge is None]
            at = next((x for x in near if not x.is_of("preposition")), None)
            if at is not None and (at.kind in NUMBERS or at.kind == "digits"):
                at.relation = at.relation if hedge is Relation.EQ else hedge
                if hedge is Relation.EQ or item.meaning.mood is None:
                    continue
        out.append(item)
    return out


def _compares(hedge: Item, behind: Sequence[Item]) -> bool:
    """Whether "больше" bounds no number, but gives the direction of a change.

    "стал больше на 5 млн"
    """
    return hedge.is_of("comparison") and bool(behind) and behind[0].is_of("sold_for")
