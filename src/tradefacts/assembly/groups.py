"""What belongs to which number of a sentence: the gap before it, the tail after it, its head."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tradefacts.assembly.group import Group
from tradefacts.assembly.heads import find_head
from tradefacts.assembly.items import MONEY, Item, Row, first
from tradefacts.assembly.names import LexiconName, Role
from tradefacts.assembly.tails import tail_end
from tradefacts.facts.trade import Place
from tradefacts.grammar.features import GENITIVE, NOMINATIVE

_NEAR = 3
_BESIDE = ("mark", "period")
_SAYS_PART: frozenset[LexiconName] = frozenset({"contrast", "link", "share"})
"""What may stand between an amount and its share: "5 млн за год, доля – 20%", "а это 20%"."""
_LEADS: frozenset[LexiconName] = frozenset({"reach", "sold_for"})
"""What may stand between a linking word and the share."""
_FACING: tuple[Role, ...] = ("to", "from", "with", "listed", "sharer")
"""Roles of the partners among whom an amount is divided."""


def groups(row: Row, anchors: list[Item]) -> list[Group]:
    """A group for each number, with its own head if it has one."""
    found: list[Group] = []
    since = 0
    for n, anchor in enumerate(anchors):
        behind = anchors[n + 1].index if n + 1 < len(anchors) else len(row)
        until = tail_end(row, anchor, behind)
        group = Group(row, anchor, since, until, behind)
        find_head(group)
        found.append(group)
        since = max(group.until, anchor.index + 1)
    for group, share in pairwise(found):
        if group.head is None and _is_beside(group, share):
            group.head, group.place = share.head, Place.CLAUSE
    if found and found[0].head is None:
        _look_ahead(found)
    return found


def _look_ahead(found: list[Group]) -> None:
    """Find the whole that is named after the last of its parts.

    "Китай – 9%, Грузия – 2% оборота"
    """
    head = None
    for group in reversed(found):
        if group.anchor.role != "share" or group.rival:
            head = None
        elif group.head is not None:
            named = group.head.index > group.anchor.index
            head = group.head if named and group.anchor.role == "share" else None
        elif head is not None:
            group.head, group.place = head, Place.SENTENCE


def _is_beside(group: Group, share: Group) -> bool:
    """Whether an amount and its share begin a row or a bracket: "5 млн, 11% экспорта"."""
    begins = group.since == 0 or group.row[group.at - 1].text == "("
    amount = begins and not (group.is_share or group.rival) and group.anchor.kind != "percent"
    return amount and share.is_share and is_aside(share)


def is_aside(group: Group) -> bool:
    """Whether a share describes the amount right before it, which is then the part.

    In "5 млн, 7% этой суммы – чай" the amount is the whole. In "5 млн, или 7% всей суммы" and in "5
    млн (7% общего объема)" it is the part. A share with a verb of its own is a separate statement:
    "5 млн: 60% экспорта уходит туда".
    """
    between = group.row[group.since : group.at]
    linked = any(item.is_of("link") for item in between) or _is_bracketed(group, between)
    if group.in_tail("share") or (group.in_tail("thereof") and not linked):
        return False
    if any(item.text == ";" for item in between):
        return False
    if any(_is_told_itself(head) for head in group.tail(group.row.heads)):
        return False
    if len(between) > 1 and between[-2].is_of("link") and _LEADS.intersection(between[-1].lexicons):
        between.pop()  # "что составило 7% экспорта", "то есть на 7%"
    if _is_joined(group, between):
        return True
    return all(i.kind in _BESIDE or not _SAYS_PART.isdisjoint(i.lexicons) for i in between)


def _is_told_itself(head: Item) -> bool:
    """Whether a head after a share makes it a separate statement.

    "уходит туда", "составил импорт"
    """
    cases = head.features & (NOMINATIVE | GENITIVE)
    return head.is_of("motion") or cases == NOMINATIVE


def _is_bracketed(group: Group, between: Sequence[Item]) -> bool:
    """Whether a share opens a bracket and the next number is no change of the amount."""
    changes = (item.role in ("change", "of_base") for item in group.row[group.behind :][:1])
    return [item.text for item in between] == ["("] and not any(changes)


def _is_joined(group: Group, between: Sequence[Item]) -> bool:
    """Whether only "и" separates an amount from a share without a whole.

    "у России – 5 млн и 15%"
    """
    if len(between) != 1 or not between[0].is_of("joining") or group.tail(group.row.heads):
        return False
    return group.row[group.since - 1].kind in (*MONEY, "quantity")


def has_parts(group: Group) -> bool:
    """Whether an amount is followed by its parts, each with a partner of its own.

    "20 тонн, из них 5 – из России", "экспортировал 20 тонн: в Европу – 10, в Турцию – 8", "20 тонн,
    доля России в этом объеме – 4%"
    """
    row = group.row
    begins = next((i.index for i in row[group.at :] if i.text == ":" or i.is_of("thereof")), None)
    if begins is None:
        return False
    if any(i.role == "sharer" and group.at < i.index < begins for i in row.places):
        return row[begins].is_of("thereof")
    heads = (item.index for item in row.heads if item.index > begins)
    stop = next(heads, len(row))
    parts = (i for i in row.places if begins < i.index < stop and i.role in _FACING)
    return any(first(row.numbers, begins, part.index + _NEAR) is not None for part in parts)


def is_of_a_time(row: Row, whole: Item) -> bool:
    """Whether a word for the whole refers to a period: "за весь год"."""
    return any(item.kind == "period" for item in row[whole.index + 1 : whole.index + 2])


def then_of(group: Group) -> Item | None:
    """The word that assigns a number to the period just named: "тогда"."""
    said = group.gap(group.row.of("this_time"))
    return next((item for item in said if item.key("this_time") == "then"), None)


def closes_bracket(group: Group) -> bool:
    """Whether a bracket closes in the gap before a number: what is inside stays inside."""
    return any(item.text == ")" for item in group.row[group.since : group.at])
