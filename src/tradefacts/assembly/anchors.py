"""Which numbers of a sentence may be those of facts; what counts no trade is none."""

from __future__ import annotations

from collections.abc import Collection

from tradefacts.assembly import tourism
from tradefacts.assembly.items import Item, Row, first
from tradefacts.assembly.names import LexiconName, Role
from tradefacts.assembly.vocabulary import Vocabulary
from tradefacts.grammar.tokens import norm

_UNCOUNTED: tuple[LexiconName, ...] = ("rival", "place", "venue")
"""Lexicons of what is counted in texts on trade, and is no goods: declarations, countries."""


def anchors(row: Row, roles: Collection[Role], vocabulary: Vocabulary) -> list[Item]:
    """The numbers of a row, in one of some roles, that can be the value or the change of a fact."""
    found: list[Item] = []
    rival: Item | None = None
    for item in row.numbers:
        if item.kind == "quantity" and _counts_rivals(item, row, vocabulary):
            rival = item
        elif item.role in roles and not _is_change_of(rival, item, row):
            found.append(item)
    return found


def _counts_rivals(item: Item, row: Row, vocabulary: Vocabulary) -> bool:
    """Whether a quantity is one of what is no trade: declarations, inhabitants.

    Tourists are told as people, too.
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
    """Whether a change is of what is no trade: "выдано 46 сертификатов, вдвое больше"."""
    if rival is None or change.role != "change":
        return False
    return first(row.heads, rival.index, change.index) is None
