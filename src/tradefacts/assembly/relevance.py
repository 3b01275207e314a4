"""Whether a text is about trade: news of any kind says who bought, sent and got what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tradefacts.assembly.draft import Draft, parties_of
from tradefacts.assembly.items import Row
from tradefacts.assembly.names import Role, Side
from tradefacts.facts.trade_terms import INFERRED

_LOOSE: frozenset[Role | None] = frozenset({None, "goods", "listed"})
"""Roles of a region that may stand there for another reason, "американские фильмы", or none."""


def relevant(drafts: Iterable[Draft], rows: Iterable[Row]) -> Iterator[Draft]:
    """The drafts that are about trade.

    If the text names trade anywhere, all are; else those that go abroad, and those that continue
    these.
    """
    named = any(_names_trade(row) for row in rows)
    told = set[tuple[object, ...]]()
    for draft in drafts:
        trade = draft.indicator, *parties_of(draft)
        whole = trade[:2]  # "отправила за рубеж 5 тонн. Лидируют Иран (3 тонны) и Ирак (2 тонны)"
        if named or _goes_abroad(draft) or not told.isdisjoint((trade, whole)):
            told.add(trade)
            if draft.world:
                told.add(whole)
            yield draft


def _names_trade(row: Row) -> bool:
    """Whether a word means trade by itself, or "взаимный оборот" does."""
    if row.of("topical"):
        return True
    for head in row.heads:
        around = row[max(0, head.index - 1) : head.index + 2]
        mutual = any(item.is_of("both") for item in around)
        if head.is_of("indicator") and (mutual or not head.is_of("vague")):
            return True
    return False


def _goes_abroad(draft: Draft) -> bool:
    """Whether the sentence itself says that trade is with the other side, or abroad."""
    firm = draft.own_roles.get("partner") not in _LOOSE or _is_named(draft, "reporter")
    return draft.world or (firm and _is_named(draft, "partner"))


def _is_named(draft: Draft, side: Side) -> bool:
    told = draft.answers.get(side)
    return told is not None and told.place not in INFERRED
