"""Lists that are paired one by one: numbers, and their times, indicators or regions.

"в 2022, 2023 и 2024 годах составил 5, 8 и 13 млн", "экспорт и импорт составили 5 и 7 млн", "в Китай
и Индию – 5 и 7 млн": if one list is longer than the other, nobody knows what belongs together.
Goods are such a list if a word says so: "чая и меда продано на 5 и 7 млн соответственно".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from itertools import pairwise
from typing import TypeVar

from tradefacts.assembly import periods
from tradefacts.assembly.coordination import toward
from tradefacts.assembly.draft import Draft
from tradefacts.assembly.group import Group
from tradefacts.assembly.heads import is_absorbed, is_oblique
from tradefacts.assembly.items import MONEY, REGIONS, Item, Row
from tradefacts.assembly.names import Role
from tradefacts.facts.trade import Place
from tradefacts.grammar.features import ALL_CASES

_Thing = TypeVar("_Thing")
_LOOSE: tuple[Role | None, ...] = ("first", "second", "subject", None)
"""Roles of a region that a list can override."""
_LEVELS: tuple[Role, ...] = ("level", "restated")
"""Roles of an amount in a list; a later one looks restated, until the list is recognised."""
_CHANGES: tuple[Role, ...] = ("change", "of_base")


def settle(groups: Sequence[Group]) -> dict[Item, Item]:
    """Give each number of a list what it is paired with; return its region by number.

    Times and indicators are kept by the groups.
    """
    found: dict[Item, Item] = {}
    heads: Sequence[Item] = ()
    for numbers in _lists(groups):
        regions = _settle_regions(numbers)
        heads = _settle_heads(numbers, () if regions else heads)
        _settle_times(numbers, alone=not (regions or heads))
        if not (regions or heads):
            _settle_goods(numbers)
        found |= regions
    for group in groups:
        if group.when is None:
            _settle_time(group)
    return found


def go_on(groups: Sequence[Group], before: Sequence[Sequence[Draft]]) -> None:
    """Pair numbers that state only a time with the facts of the sentences before, one by one.

    "Экспорт составил 5 млн, импорт – 3 млн. Годом ранее – 4 и 2 млн соответственно"
    """
    row = groups[0].row if groups else ()
    named = any(i.kind in REGIONS or i.meaning.head or i.is_of("sector") for i in row)
    if named or list(groups) != next(_lists(groups), None):
        return
    for told in (before[-1:], before):  # the sentence before, or the two of them
        facts = [draft for sentence in told for draft in sentence]
        for group, draft in _paired(groups, facts if _tell_alike(groups, facts) else ()):
            group.base = draft


def _tell_alike(groups: Sequence[Group], before: Sequence[Draft]) -> bool:
    """Whether each number is a level, and in money exactly if the level of its fact is."""
    for group, draft in zip(groups, before, strict=False):
        level = draft.value if group.anchor.role in (*_LEVELS, "past") else None
        if level is None or (level.currency is not None) != (group.anchor.kind in MONEY):
            return False
    return True


def spread(groups: Sequence[Group]) -> list[Group]:
    """The groups, with one more for each indicator that shares a change.

    "экспорт и импорт упали". An amount of two indicators together is of neither.
    """
    out: list[Group] = []
    together = False
    for group in groups:
        heads = _joined_heads(group)
        if group.head is not None:
            # "за счет экспорта и импорта" only says why something else moved
            several = len(heads) > 1 and group.head is heads[-1]
            together = several and not is_oblique(group.row, heads[0].index)
        if together and group.anchor.role in _LEVELS:
            group.head, group.rival = None, True
        elif together and group.head is not None and group.anchor.role in _CHANGES:
            out += [_headed(copy(group), head) for head in heads[:-1]]
        out.append(group)
    return out


def _paired(numbers: Sequence[Group], things: Sequence[_Thing]) -> list[tuple[Group, _Thing]]:
    """Each number with what it is paired with; nothing if one list is longer than the other."""
    return list(zip(numbers, things, strict=True)) if len(numbers) == len(things) else []


# -- lists of numbers
def _lists(groups: Sequence[Group]) -> Iterator[list[Group]]:
    """The lists of two or more numbers: "5, 8 и 13 млн"."""
    run = list(groups[:1])
    for one, two in pairwise(groups):
        if not _are_alike(one, two):
            yield from _ended(run)
            run = []
        run.append(two)
    yield from _ended(run)


def _ended(run: list[Group]) -> Iterator[list[Group]]:
    """A run of numbers, if a conjunction stands before its last."""
    if len(run) > 1 and any(i.is_of("joining") for i in _between(run[-2].anchor, run[-1])):
        yield run


def _are_alike(one: Group, two: Group) -> bool:
    """Whether two numbers have like roles, and one "," or "и" and only plain words between them."""
    between = _between(one.anchor, two)
    plain = all(i.joins or (i.kind == "word" and not i.meaning.head) for i in between)
    same = one.anchor.role == two.anchor.role or (
        one.anchor.role in _LEVELS and two.anchor.role in _LEVELS
    )
    return plain and same and sum(item.joins for item in between) == 1


def _between(one: Item, two: Group) -> Row | list[Item]:
    return two.row[one.index + 1 : two.at]


def _run(row: Row, items: Sequence[Item]) -> list[Item]:
    """The last of some items of a row that form a list, with a conjunction only before its last."""
    run = list(items[-1:])
    for item in reversed(items[:-1]):
        between = row[item.index + 1 : run[0].index]
        if not 0 < len(between) <= 2 or not between[0].joins:
            break
        if len(run) == 1 and not between[0].is_of("joining"):
            break
        run.insert(0, item)
    return run


# -- times
def _settle_times(numbers: Sequence[Group], *, alone: bool) -> None:
    """Give each number its period; an interval of years is a list if nothing else is one."""
    first = numbers[0]
    run = _run(first.row, _times_before(first))
    if len(run) == 1 and alone:
        years = periods.years_of(run[0].period)
        for group, year in _paired(numbers, years):
            group.when = run[0], year
    elif len(run) > 1:
        times = _of_one_year(run)
        for group in numbers:
            group.when = run[-1], None
        for group, item, time in ((g, *told) for g, told in _paired(numbers, times)):
            group.when = item, time


def _settle_time(group: Group) -> None:
    """Give a number all the periods that it is of: "в мае и июне"."""
    run = _run(group.row, _times_before(group))
    if len(run) > 1:
        times = _of_one_year(run)
        follow = all(periods.follows(two[1], one[1]) for one, two in pairwise(times))
        group.when = run[-1], periods.whole(times[0][1], times[-1][1]) if follow else None


def _times_before(group: Group) -> list[Item]:
    """The periods in the gap before a number."""
    told = reversed(group.gap(group.row.periods))
    return [item for item in told if item.role == "when" and item.period is not None]


def _of_one_year(run: Sequence[Item]) -> list[tuple[Item, str | None]]:
    """The periods of a list, whose last may give the year of all: "в мае и июне 2024 года"."""
    last = run[-1]
    if not periods.names_year(last) or any(periods.names_year(item) for item in run[:-1]):
        return [(item, item.period) for item in run]
    return [(item, periods.into_year_of(item.period, last.period)) for item in run]


# -- indicators
def _settle_heads(numbers: Sequence[Group], before: Sequence[Item]) -> Sequence[Item]:
    """Give each number its indicator; return the indicators, if the lists are paired.

    Numbers that name none have those of the list before: "выросли на 5% и 7%, до 8 и 9 млн".
    """
    heads = _joined_heads(numbers[0])
    if len(heads) != len(numbers):
        heads = _respective_heads(numbers)
    if not heads and all(group.head is None for group in numbers):
        heads = list(before)
    pairs = _paired(numbers, heads)
    for group, head in pairs:
        _headed(group, head)
    return heads if pairs else ()


def _headed(group: Group, head: Item) -> Group:
    group.head, group.place, group.rival = head, Place.CLAUSE, False
    return group


def _joined_heads(group: Group) -> list[Item]:
    """The indicators before a number that are named together: "экспорт и импорт Армении"."""
    row = group.row
    heads = [i for i in reversed(group.gap(row.heads)) if not is_absorbed(row, i.index)]
    run = heads[-1:]
    for item in reversed(heads[:-1]):
        if not _are_named_together(row, item, run[0], last=len(run) == 1):
            break
        run.insert(0, item)
    return run


def _are_named_together(row: Row, one: Item, two: Item, *, last: bool) -> bool:
    """Whether two indicators are in one case, with hardly more than a conjunction between."""
    between = row[one.index + 1 : two.index]
    joints = [item for item in between if item.joins]
    small = all(i.joins or i.kind == "region_adj" or i.is_of("sector") for i in between)
    nouns = all(i.is_of("indicator") and i.features & ALL_CASES for i in (one, two))
    joined = len(joints) == 1 and (joints[0].is_of("joining") or not last)
    return small and nouns and joined and bool(one.features & two.features & ALL_CASES)


def _respective_heads(numbers: Sequence[Group]) -> list[Item]:
    """The indicators before numbers with "соответственно", or those of the numbers before them.

    "91% экспорта и 40% импорта, на Россию – 1% и 27% соответственно"
    """
    first, row = numbers[0], numbers[0].row
    if not _is_respective(first):
        return []
    gap = reversed(first.gap(row.of("indicator")))
    heads = [item for item in gap if not is_absorbed(row, item.index)]
    if len(heads) < 2 and all(group.head is None for group in numbers):
        before = [i for i in row.of("indicator") if i.index < first.since]
        heads = before[-len(numbers) :]
    return heads


def _is_respective(group: Group) -> bool:
    """Whether a word says, from the gap before a number on, that lists are paired one by one."""
    return group.row.has("respectively", group.since, len(group.row))


# -- goods
def _settle_goods(numbers: Sequence[Group]) -> None:
    """Give each number its goods, which stand before all numbers or after them."""
    first, last, row = numbers[0], numbers[-1], numbers[0].row
    if not _is_respective(first):
        return
    before = list(reversed(first.gap(row.of("sector"))))
    goods = _run(row, before or last.tail(row.of("sector")))
    for group, item in _paired(numbers, goods):
        group.goods = item


# -- regions
def _settle_regions(numbers: Sequence[Group]) -> dict[Item, Item]:
    """The region of each number, with its role settled: "в Китай и Индию – 5 и 7 млн"."""
    first, row = numbers[0], numbers[0].row
    places = [i for i in reversed(first.gap(row.places)) if i.kind in REGIONS and i.code]
    regions = _run(row, places)
    while places and len(regions) == 1:
        regions = _run(row, places := places[:-1])
    pairs = _paired(numbers, regions)
    role = _role_of(regions, first) if pairs else None
    for _, region in pairs:
        region.role, region.joint = role, False
    return {group.anchor: region for group, region in pairs}


def _role_of(regions: Sequence[Item], group: Group) -> Role | None:
    """The role of the regions of a list: by an adverb after them, a preposition, or as a list."""
    row, last = group.row, regions[-1]
    there = (i for i in row.places if last.index < i.index < group.at and i.is_of("there"))
    role = next((toward(item) for item in there), None)
    role = role or next((i.role for i in regions if i.role not in _LOOSE), None)
    if role is None and row[last.index + 1].text in ("-", "(", ":"):
        role = "subject" if group.acts else "listed"
    return role or regions[0].role
