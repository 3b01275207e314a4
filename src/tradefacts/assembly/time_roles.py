"""Which periods of a sentence belong together, and which of them are ahead or over by the date."""

from __future__ import annotations

from itertools import pairwise

from tradefacts.assembly import periods
from tradefacts.assembly.items import REGIONS, Item, Row, last
from tradefacts.assembly.names import LexiconName, Role
from tradefacts.facts import Money, Quantity
from tradefacts.grammar.features import mask
from tradefacts.units import calendar

_TO: tuple[Role, ...] = ("base", "horizon")
_WORDS = {"word", *REGIONS}
_LOCATIVE = mask(["loct"])
_MEASURES: tuple[LexiconName, ...] = ("comparison", "exceed", "versus")
"""Lexicons of words that introduce what something is compared with."""
_OPENING = 2
"""How many items open a sentence: "а годом ранее"."""
_NEAR = 3
"""How many words may lie between "после" and its year: "после обвала в 2020 году"."""


def settle_roles(row: Row, today: str | None, now: str | None) -> None:
    """Change roles that depend on a time: a level of a year ago becomes an earlier one.

    So does that of a year before `now`, the period that the text reports on: "в 2022 году он
    составлял 5".

    The period that a change leads up to is ahead or, if it is over by the day of writing, a base:
    "вырастет на 5% к 2030 году", "может вырасти на 5% к 2023 году".
    """
    for one, other in pairwise(row.periods):
        _settle_pair(row, one, other)
    _point_back(row, now)
    for item in row.numbers:
        if item.role == "level" and _is_of_a_year_ago(row, item):
            item.role = "past"
        elif item.role == "level" and (then := _that_was(row, item, now)) is not None:
            item.role, item.bound = "past", {"then": then.index}
        elif item.role == "change" and _is_of_what_was(row, item):
            item.role = "none"
    _settle_brackets(row)
    if today is None:
        return
    _read_adjectives(row, today)
    _settle_years(row, today)
    for item in row.periods:
        if item.role in _TO and item.period is not None:
            changed = any(i.role == "change" for i in row[max(0, item.index - 3) : item.index])
            named = item.role == "horizon" or periods.names_year(item)
            if named and periods.is_ahead(item.period, today):
                item.role = "horizon"
            elif changed and item.role == "horizon" and periods.is_over(item.period, today):
                item.role = "base"


def _settle_pair(row: Row, one: Item, other: Item) -> None:
    """Interpret a period by the one before it: "в прошлом году за десять месяцев"."""
    if _is_of_year(row, one, other):
        other.period = periods.aligned(one.period, other.period)
    elif _is_year_of(row, one, other):
        other.period = one.period
    elif one.year_ago and _stands_behind(row, one, other) and not periods.names_year(other):
        other.year_ago = True  # "годом ранее за тот же период"


def _point_back(row: Row, now: str | None) -> None:
    """Resolve "за эти три месяца" to the period that the text reports on, if it is as long."""
    for item in row.periods:
        before = row[max(0, item.index - 1) : item.index]
        this = any(word.key("pointing") == "this" for word in before)
        if this and _lasts_as(item.period, now):
            item.period = now


def _lasts_as(period: str | None, other: str | None) -> bool:
    """Whether two periods have equally many months, as the first and the second quarter."""
    if period is None or other is None or periods.is_open(period) or periods.is_open(other):
        return False
    return calendar.length(period) == calendar.length(other)


def _read_adjectives(row: Row, today: str) -> None:
    """Read "прошлогодний экспорт" as naming a period: the year before the day of writing.

    It names none if something is compared with it: "больше прошлогоднего экспорта".
    """
    for item in row.of("formerly"):
        before, behind = row[max(0, item.index - 1) : item.index], row[item.index + 1 :]
        compared = any(i.is_of(name) for i in before for name in _MEASURES)
        governed = any(i.is_of("preposition") for i in before) and not item.may_be(_LOCATIVE)
        of_trade = bool(behind) and behind[0].is_of("indicator")
        if item.key("formerly") == "year" and of_trade and not (compared or governed):
            year = periods.year_before(periods.year_of(today))
            row.let_tell(item, year)


def _settle_years(row: Row, today: str) -> None:
    """Move a part of a year into the year named before it in its sentence, if that is long over.

    "В 2008 году начался кризис: в марте ..." After the last year, it may as well be a part of this
    one.
    """
    named: Item | None = None
    for item in row.periods:
        if item.role != "when" or item.period is None:
            continue
        if periods.names_year(item):
            named = None if row.has("after", item.index - _NEAR, item.index) else item
        elif named is not None and not (item.points or item.year_ago or _is_pointed(row, item)):
            item.period = periods.of_year_long_over(item.period, named.period, today)


def _is_pointed(row: Row, part: Item) -> bool:
    """Whether the word after a part of a year says which year: "в первом полугодии текущего"."""
    return any(item.is_of("pointing") for item in row[part.index + 1 : part.index + 2])


def _is_of_year(row: Row, year: Item, part: Item) -> bool:
    """Whether a part of a year belongs to the year before it.

    "в прошлом году за десять месяцев"
    """
    return _stands_behind(row, year, part) and part.relative and not year.year_ago


def _stands_behind(row: Row, one: Item, other: Item) -> bool:
    """Whether only a preposition separates two periods."""
    between = row[one.index + 1 : other.index]
    return len(between) == 1 and between[0].is_of("preposition")


def _is_year_of(row: Row, month: Item, year: Item) -> bool:
    """Whether a year is that of a month named before the trade.

    "сентябрьский экспорт 2023 года"
    """
    between = row[month.index + 1 : year.index]
    told = 0 < len(between) <= _NEAR and all(item.kind in _WORDS for item in between)
    return told and periods.is_month_of(month.period, year.period) and not periods.names_year(month)


def _is_of_what_was(row: Row, number: Item) -> bool:
    """Whether a number says how much more there was before: "год назад экспорт был вдвое выше"."""
    begins = any(item.year_ago for item in row[:_OPENING])
    compared = any(i.is_of("comparison") for i in row[number.index + 1 : number.index + 2])
    return begins and compared and not row.has("versus", number.index, len(row))


def _settle_brackets(row: Row) -> None:
    """Make the bracketed numbers of a list earlier levels, if the first of them says when.

    "В Китай ушло 5 млн (в 2022 году – 4 млн), в Иран – 3 млн (2 млн)"
    """
    then: int | None = None
    for now, number in pairwise(row.numbers):
        between = row[now.index + 1 : number.index]
        if not between or between[0].text != "(":
            continue
        told = [item.index for item in between if item.kind == "period"]
        if number.role == "past" and told:
            then = told[-1]
        elif then is not None and len(between) == 1 and _counts_alike(now, number):
            number.role, number.bound = "past", {"then": then}


def _counts_alike(level: Item, number: Item) -> bool:
    """Whether two amounts have the same currency or unit, as far as they state it."""
    if number.role not in ("level", "restated"):
        return False
    one, other = level.mention, number.mention
    if isinstance(one, Money) and isinstance(other, Money):
        return one.currency == other.currency
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return one.unit == other.unit
    return number.kind == "amount"


def _opens_with_a_year_ago(row: Row, number: Item) -> bool:
    """Whether a number is an earlier level in a sentence that opens with "годом ранее"."""
    return number.role == "past" and any(i.year_ago for i in row[:_OPENING])


def _that_was(row: Row, number: Item, now: str | None) -> Item | None:
    """The earlier year, if a sentence opens with it and says how much there was then."""
    opening = row[: number.index]
    was = any(item.is_of("was") for item in opening)
    plain = all(item.kind in ("word", "period") for item in opening)
    then = next((item for item in opening if item.kind == "period"), None)
    if then is None or not (was and plain and row.periods[0].index < _OPENING):
        return None
    year = periods.is_year(then.period) and periods.is_year(now)
    return then if year and periods.goes_back(then.period, now) else None


def _lists(item: Item) -> bool:
    """Whether an item may stand between two numbers of a list."""
    small = item.text in ",;-" or item.joins or item.is_of("contrast")
    return small or item.is_of("preposition") or item.is_of("sector") or item.kind in REGIONS


def _is_of_a_year_ago(row: Row, number: Item) -> bool:
    """Whether only words and regions separate a number from "годом ранее".

    "годом ранее было 5 млн". A number that measures no trade counts as a word: "годом ранее 12
    контрактов на 5 млн". A list of that time goes on: "годом ранее Китай купил 5 тонн, Иран – 3".
    """
    before = last(row.numbers, 0, number.index)
    if before is not None and _opens_with_a_year_ago(row, before):
        between = row[before.index + 1 : number.index]
        return all(map(_lists, between)) and any(i.joins or i.text == "-" for i in between)
    for item in reversed(row[: number.index]):
        if item.kind not in _WORDS and item.role != "none" and item.text != "-":
            return item.year_ago
    return False
