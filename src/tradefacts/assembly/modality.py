"""Whether a fact is so, is to be so, is expected, or could be."""

from __future__ import annotations

from tradefacts.assembly.draft import Answer, Draft
from tradefacts.assembly.groups import Group
from tradefacts.assembly.items import first, last
from tradefacts.facts.trade import Place


def modality(group: Group, base: Draft | None) -> Answer:
    """The modality that the words before a number tell, else what the number before had."""
    moods, at = group.row.moods, group.at
    said = last(moods, 0, at)
    if said is None or said.clause != group.anchor.clause:
        said = first(moods, at + 1, group.until)
    if said is not None:
        mood = said.meaning.mood
        assert mood is not None
        return Answer(mood.modality, Place.CLAUSE, said, mood.line)
    if base is not None and base.get("modality") is not None:
        return base.answers["modality"]
    modal = group.before("modal")
    if modal is not None:
        entry = modal.lexicons["modal"]
        return Answer(entry.key, Place.SENTENCE, modal, entry.line)
    return Answer("actual", Place.DEFAULT)
