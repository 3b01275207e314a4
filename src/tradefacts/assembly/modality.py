"""Whether a fact is so, is to be so, is expected, or could be."""

from __future__ import annotations

from tradefacts.assembly.draft import Answer, Draft
from tradefacts.assembly.groups import Group
from tradefacts.facts.trade import Place


def modality(group: Group, base: Draft | None) -> Answer:
    """The modality that the words before a number tell, else what the number before had."""
    row, at, clause = group.row, group.at, group.anchor.clause
    before = [item for item in reversed(row.moods) if item.clause == clause and item.index < at]
    said = before or group.tail(row.moods)
    if said:
        mood = said[0].meaning.mood
        assert mood is not None
        return Answer(mood.modality, Place.CLAUSE, said[0], mood.line)
    if base is not None and base.get("modality") is not None:
        return base.answers["modality"]
    modal = group.before("modal")
    if modal is not None:
        entry = modal.lexicons["modal"]
        return Answer(entry.key, Place.SENTENCE, modal, entry.line)
    return Answer("actual", Place.DEFAULT)
