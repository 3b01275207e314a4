"""Where a number stands: its sentence so far, and what the text said of trade before it."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from tradefacts.assembly.draft import Draft
from tradefacts.assembly.group import Group
from tradefacts.assembly.memory import Memory
from tradefacts.assembly.sentences import Sentence
from tradefacts.facts.trade import Place

Told = tuple[str, Place]
"""What a number measures, and where that is said."""


@frozen(eq=False)
class Setting:
    """A number, the facts of its sentence so far, and what the text said before it."""

    group: Group
    made: Sequence[Draft]
    memory: Memory
    sentence: Sentence

    @property
    def last(self) -> Draft | None:
        """The last fact before the number."""
        return self.made[-1] if self.made else self.memory.topic
