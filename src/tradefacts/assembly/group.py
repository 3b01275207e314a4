"""One number of a sentence, with what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence

from tradefacts.assembly.draft import Draft
from tradefacts.assembly.items import Item, Row, last
from tradefacts.assembly.names import LexiconName, Role
from tradefacts.facts.trade import Place

_SHARES: tuple[Role, ...] = ("share", "past_share")


class Group:
    """One number and its surroundings, as indices of a row."""

    __slots__ = (
        "anchor", "at", "base", "behind", "goods", "head", "place", "rival", "row", "since",
        "until", "when",
    )  # fmt: skip

    def __init__(self, row: Row, anchor: Item, since: int, until: int, behind: int) -> None:
        self.row = row
        self.anchor = anchor
        self.at = anchor.index
        self.since = since
        """Where the gap before the number begins."""
        self.until = until
        """Where the tail after the number ends."""
        self.behind = behind
        """The index of the next number, or the end of the row."""
        self.head: Item | None = None
        self.rival = False
        self.place = Place.CLAUSE
        """Where the head stands."""
        self.base: Draft | None = None
        """In a list that continues the facts of the last sentence: the one for this number."""
        self.goods: Item | None = None
        """In a list of goods: those of this number."""
        self.when: tuple[Item, str | None] | None = None
        """In a list of times: the item for this number, and its period in ISO 8601."""

    @property
    def is_share(self) -> bool:
        """Whether the number is a share of a whole, now or earlier."""
        return self.anchor.role in _SHARES

    def before(self, lexicon: LexiconName) -> Item | None:
        """The last word of a lexicon before the number."""
        return last(self.row.of(lexicon), 0, self.at)

    @property
    def acts(self) -> bool:
        """Whether its head is a verb that says that somebody trades: "закупил", not "закупки"."""
        return self.head is not None and self.head.meaning.acts

    def gap(self, items: Sequence[Item]) -> list[Item]:
        """Those of these items that are in the gap before the number, in reverse order."""
        since, at = self.since, self.at
        return [item for item in reversed(items) if since <= item.index < at]

    def tail(self, items: Sequence[Item]) -> list[Item]:
        """Those of these items that are in the tail after the number."""
        at, until = self.at, self.until
        return [item for item in items if at < item.index < until]

    def around(self, items: Sequence[Item]) -> list[Item]:
        """Those of these items that are in the gap, then those in the tail."""
        return self.gap(items) + self.tail(items)

    def in_gap(self, lexicon: LexiconName) -> bool:
        """Whether a word of a lexicon stands in the gap before the number."""
        return self.row.has(lexicon, self.since, self.at)

    def in_tail(self, lexicon: LexiconName) -> bool:
        """Whether a word of a lexicon stands in the tail after the number."""
        return self.row.has(lexicon, self.at + 1, self.until)
