"""How far the words after a number belong to it, and where the next number begins."""

from __future__ import annotations

from tradefacts.assembly.items import NUMBERS, Item, Row
from tradefacts.assembly.names import LexiconName

_OF: frozenset[LexiconName] = frozenset({"rival", "sector"})
"""Lexicons of what a number can measure, besides indicators."""


def tail_end(row: Row, anchor: Item, behind: int) -> int:
    """The end of the tail: the next mark or conjunction, or else what begins the next number."""
    start = anchor.index + 1
    if start + 1 < len(row) and row[start + 1].text == "-" and row[start].is_of("thereof"):
        start += 1  # "371 млн из них – экспорт"
    if start < len(row) and row[start].text == "-" and start + 1 < len(row):
        # "$20,6 млрд – импорт", "227 млн – в Казахстан": the dash is a copula
        after = tail_end(row, row[start], behind)
        named = [x for x in row[start + 1 : after] if _is_told(x)]
        if named and not any(x.kind in NUMBERS for x in row[start:after]):
            return after
        return start
    aside = closing(row, anchor.index)
    for index in range(start, min(behind, len(row))):
        item = row[index]
        if item.text == aside:
            aside = ""  # "более половины (56%) обеспечил Казахстан"
        elif _is_before_than(row, index):
            continue  # "на 4% меньше, чем в апреле"
        elif _is_in_brackets_behind(row, index, behind):
            return index - 1  # "(740 млн) состоял из экспорта (140 млн)"
        elif _says_whither(row, start, index):
            return index + 3
        elif item.kind == "mark" or item.is_of("joining"):
            return _end_of_goods(row, index, behind) if anchor.role == "share" else index
    if behind < len(row):
        # no mark: the tail goes on up to a preposition, and includes a period
        far = row[start].is_of("limit")
        if start + 1 < behind and row[start + 1].kind == "period" and not far:
            start += 2
        return next((i for i in range(start, behind) if _begins(row[i], i > start)), start)
    return len(row)


def _is_before_than(row: Row, at: int) -> bool:
    """Whether a comma is inside a comparison: "больше, чем"."""
    inside = 0 < at < len(row) - 1 and row[at].text == ","
    return inside and row[at - 1].is_of("comparison") and row[at + 1].is_of("versus")


def _is_in_brackets_behind(row: Row, at: int, number: int) -> bool:
    """Whether what a preposition governs has its own number, in brackets after it."""
    opens = at + 2 == number < len(row) and row[at + 1].text == "("
    return opens and row[at].indicator is not None and row[at - 1].is_of("preposition")


def _says_whither(row: Row, start: int, at: int) -> bool:
    """Whether a dash after goods only leads to their destination: "7 тонн муки – в Ирак"."""
    goods = start < at and all(item.is_of("sector") for item in row[start:at])
    if not goods or row[at].text != "-" or at + 3 >= len(row):
        return False
    placed = row[at + 1].is_of("preposition") and row[at + 2].kind == "region"
    return placed and (row[at + 3].joins or row[at + 3].text in {";", "."})


def _end_of_goods(row: Row, at: int, behind: int) -> int:
    """Where the goods end that a dash gives to a share; or `at`.

    "треть ввоза – машины из Китая"
    """
    if row[at].text != "-":
        return at
    start, end = at + 1, at
    if start < behind and row[start].is_of("link"):
        start += 1  # "это машины"
    while start < behind and row[start].is_of("sector"):
        start = end = start + 1
        if start < behind and row[start].is_of("joining"):
            start += 1  # "машины и сыр"
    between = row[start:behind][:2]
    beside = len(between) > 1 and between[0].is_of("preposition") and between[1].kind == "region"
    return start + 2 if beside else end


def closing(row: Row, at: int) -> str:
    """The mark that closes an aside of a number: "(56%)", "доля, 92%, за Китаем"."""
    before = row[at - 1].text if at else ""
    if before == "," and at > 1 and row[at - 2].is_of("share"):
        return ","
    return ")" if before == "(" else "," if _is_within_clause(row, at) else ""


def _is_within_clause(row: Row, at: int) -> bool:
    """Whether two commas set off a number from the verb of its clause; no other number precedes.

    "Больше всего чая, на 7 млн долларов, ушло в Иран", "почти весь чай, 87%, достался Ирану"
    """
    start = at - 1 if at and row[at - 1].is_of("sold_for") else at
    whole = row[at + 1 : at + 2]
    at += len(whole) if whole and whole[0].is_of("proceeds") else 0  # "52% выручки"
    commas = start > 1 and row[start - 1].text == "," and row[at + 1 : at + 2]
    if not commas or commas[0].text != ",":
        return False
    since = max((i.index for i in row[:start] if i.text == ";"), default=0)
    if any(since <= told.index < start for told in (*row.numbers, *row.heads)):
        return False
    verb = next((head for head in row.heads if head.index > at), None)
    if verb is None or not (verb.meaning.acts or verb.is_of("proceeds")):
        return False
    return all(i.kind not in ("mark", *NUMBERS) and not i.joins for i in row[at + 2 : verb.index])


def _begins(item: Item, later: bool) -> bool:
    """Whether an item begins what is the next number's: a preposition, cause, subject or modal."""
    told = item.role == "subject" or item.is_of("modal")
    # "20 тонн чая на сумму 5 млн"
    governs = item.is_of("preposition") or item.is_of("cause")
    return governs or (later and (told or item.is_of("reach")))


def _is_told(item: Item) -> bool:
    """Whether an item can be what a number is about."""
    told = item.indicator is not None or item.kind == "region" or item.role in ("to", "sharer")
    return told or not _OF.isdisjoint(item.lexicons)
