"""Which numbers of a sentence can belong to facts: not those that count what is not traded."""

from __future__ import annotations

from collections.abc import Collection

from tradefacts.assembly import tourism
from tradefacts.assembly.items import Item, Row, first
from tradefacts.assembly.names import LexiconName, Role
from tradefacts.assembly.vocabulary import Vocabulary
from tradefacts.grammar.tokens import norm

_UNCOUNTED: tuple[LexiconName, ...] = ("rival", "place", "venue")
"""Lexicons of what texts on trade count although it is no goods: declarations, countries."""


def anchors(row: Row, roles: Collection[Role], vocabulary: Vocabulary) -> list[Item]:
    """The numbers of a row, in one of these roles, that can be the value or change of a fact."""
    found: list[Item] = []
    rival: Item | None = None
    for item in row.numbers:
        if item.kind == "quantity" and _counts_rivals(item, row, vocabulary):
            rival = item
        elif item.role in roles and not _is_change_of(rival, item, row):
            found.append(item)
    return found


def _counts_rivals(item: Item, row: Row, vocabulary: Vocabulary) -> bool:
    """Whether a quantity counts what is not traded: declarations, inhabitants.

    Tourists are not among these, although they may be counted as people.
    """
    unit = [] if item.quantity is None else norm(item.quantity.unit).split()
    holds = vocabulary.holds
    if holds("visitor", unit) is not None:
        return False
    if holds("people", unit) is not None and not tourism.is_of_noun(row, item.index):
        return True
    if holds("demonym", unit) is not None and not tourism.is_told(row):
        return True
    return any(holds(lexicon, unit) is not None for lexicon in _UNCOUNTED)


def _is_change_of(rival: Item | None, change: Item, row: Row) -> bool:
    """Whether a change is that of what is not traded: "выдано 46 сертификатов, вдвое больше"."""
    if rival is None or change.role != "change":
        return False
    return first(row.heads, rival.index, change.index) is None
