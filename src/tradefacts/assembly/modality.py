"""Whether a fact is so, is to be so, is expected, or could be."""

from __future__ import annotations

from collections.abc import Sequence

from tradefacts.assembly.draft import Answer, Draft
from tradefacts.assembly.groups import Group
from tradefacts.assembly.items import Item
from tradefacts.facts.trade import Place
from tradefacts.grammar.features import mask

_DONE = mask(["past", "pres"])
_FUTURE = mask(["futr"])
_DECIDED = frozenset({"deal", "indicator", "motion"})
_VERBS = _DECIDED | {"trend", "reach", "share"}


def modality(group: Group, base: Draft | None) -> Answer:
    """The modality that the words before a number tell, else what the number before had."""
    for item in _named(group):
        entry = item.lexicons.get("modal")
        if entry is not None:
            return Answer(entry.key, Place.CLAUSE, item, entry.line)
    clause = group.anchor.clause
    before = [item for item in reversed(group.before) if item.clause == clause]
    for item in (*before, *group.tail):
        found = _of(item) if item.lexicons else None
        if found is not None and found.line == "" and found.value == "target":
            return _governed(group, item) or found
        if found is not None:
            return found
    if base is not None and base.get("modality") is not None:
        return base.answers["modality"]
    for item in reversed(group.before):
        entry = item.lexicons.get("modal")
        if entry is not None:
            return Answer(entry.key, Place.SENTENCE, item, entry.line)
    return Answer("actual", Place.DEFAULT)


def _named(group: Group) -> Sequence[Item]:
    """The head and the noun that governs it: "прогноз экспорта составляет", whatever the verb."""
    head = group.head
    return () if head is None else group.row[max(0, head.index - 1) : head.index + 1]


def _governed(group: Group, verb: Item) -> Answer | None:
    """What a modal before a verb to come says of it: "ждут, что поставят"."""
    for item in reversed(group.row[: verb.index]):
        entry = item.lexicons.get("modal")
        if entry is not None:
            return Answer(entry.key, Place.SENTENCE, item, entry.line)
    return None


def _of(item: Item) -> Answer | None:
    """What one word says: a modal its own, a verb by its tense."""
    entry = item.lexicons.get("modal")
    if entry is not None:
        return Answer(entry.key, Place.CLAUSE, item, entry.line)
    if item.features and not _VERBS.isdisjoint(item.lexicons):
        if item.features & _FUTURE and not item.features & _DONE:
            # who will supply or invest has decided so; what will grow is foreseen
            decided = not _DECIDED.isdisjoint(item.lexicons)
            return Answer("target" if decided else "forecast", Place.CLAUSE, item)
        if item.features & _DONE and not item.features & ~_DONE & ~mask(["plur"]):
            return Answer("actual", Place.CLAUSE, item)
    return None
