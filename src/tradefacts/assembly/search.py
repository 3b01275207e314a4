"""A fact whose parties and period are searched for, and all that may supply them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from tradefacts.assembly.draft import Draft
from tradefacts.assembly.group import Group
from tradefacts.assembly.groups import has_parts
from tradefacts.assembly.items import Item
from tradefacts.assembly.memory import Memory
from tradefacts.assembly.names import Side
from tradefacts.assembly.program import Flow
from tradefacts.assembly.salience import Salience


class Search:
    """A draft that lacks its parties and period, the words by its number, and what came before."""

    __slots__ = (
        "base", "closed", "divided", "draft", "flow", "group", "in_sentence", "lender", "memory",
        "mutual", "own", "salience",
    )  # fmt: skip

    def __init__(
        self,
        draft: Draft,
        group: Group,
        own: Mapping[Side, Item],
        flow: Flow,
        base: Draft | None = None,
        *,
        in_sentence: bool,
        memory: Memory,
        salience: Salience,
    ) -> None:
        self.draft = draft
        self.group = group
        self.own = own
        """The parties that the words beside the number name."""
        self.flow = flow
        self.base = base
        """The earlier fact that this one continues."""
        self.lender = base
        """The same fact, as long as it may lend parties."""
        self.in_sentence = in_sentence
        """Whether that fact is in the same sentence."""
        self.memory = memory
        self.salience = salience
        self.mutual = group.in_gap("both")
        """Whether the words before the number speak of both sides: "взаимный"."""
        self.divided = has_parts(group)
        """Whether the words after the number divide it among partners."""
        self.closed = False
        """Whether no more parties may be lent."""

    @property
    def all_told(self) -> bool:
        """Whether no partner is missing: it is the whole world, several, or given by parts."""
        return self.draft.world or self.divided or self.several

    @property
    def several(self) -> bool:
        """Whether the words speak of several partners together: "в обе страны"."""
        return bool(self.group.around(self.group.row.of("several")))

    @property
    def open(self) -> bool:
        """Whether there may be a partner that is not named; what a port handles has none."""
        return not (self.all_told or self.handled) and "partner" in self.flow.sides

    @property
    def handled(self) -> bool:
        """Whether it is what a port handles, which trades with nobody."""
        head, place = self.draft.head, self.own.get("reporter")
        at_port = place is not None and place.role in ("through", "at")
        by_port = head is not None and head.is_of("handled")
        return self.indicator == "freight" and (at_port or by_port)

    @property
    def members(self) -> Collection[str]:
        """The members of the union at home."""
        return self.salience.members.get(self.memory.home or "", ())

    @property
    def indicator(self) -> str:
        """What is measured."""
        return self.draft.indicator
