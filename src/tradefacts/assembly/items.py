"""A sentence as a row of items: mentions, phrases of the lexicons, plain words and marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from decimal import Decimal
from types import MappingProxyType

from tradefacts.assembly.meaning import NOTHING, Meaning
from tradefacts.assembly.names import LexiconName, Role
from tradefacts.facts import Fact, Level, Quantity, Relation
from tradefacts.facts.kinds import Placed

MONEY = ("money", "amount")
"""Kinds of items that are sums of money: with a currency, or with one to be found elsewhere."""
NUMBERS = frozenset({"money", "percent", "ratio", "quantity", "amount"})
"""Kinds of items that can be the number of a fact; an "amount" is a number without its unit."""
UNITED = ("money", "quantity")
"""Kinds of numbers that have a unit: a currency, tonnes."""
REGIONS = frozenset({"region", "region_adj"})
_PARTING = frozenset(";,-:")
"""Marks that may end a clause: a semicolon always does, the others before an opening word."""
NOTHING_BOUND: Mapping[str, int] = MappingProxyType({})
_NO_ITEMS: Sequence[Item] = ()


class Item:
    """One element of a sentence."""

    index = 0
    clause = 0
    strong = False
    """Whether it ends a clause."""
    role: Role | None = None
    bound = NOTHING_BOUND
    """The slots that its role bound, each to the index of an item of the row."""
    line = ""
    code: str | None = None
    inferred = False
    outside = False
    """Whether it is in a title that is not part of the text."""
    joint = False
    """Whether a region is one of several with one number: "в Китай, Индию и Турцию"."""
    period: str | None = None
    """The period that a mention names, in ISO 8601, if figures are given for such periods."""
    relative = False
    """Whether a period counts from another one: "месяцем ранее"."""
    points = False
    """Whether a period says which one it is, as seen from the day of writing: "этим летом"."""
    same = False
    """Whether a period is the one already spoken of: "в том же году"."""
    years: int | None = None
    """How many years a period lasts that names none: "за пять лет"; 0 if the text does not say."""
    year_ago = False
    """Whether it is the same period a year earlier, whichever that is: "годом ранее"."""
    turns: str | None = None
    """For a ratio that is itself a verb, "утроил": whether it goes `up` or `down`."""
    number: Decimal | None = None
    low: Decimal | None = None
    """The lower end of an amount that is a range; `number` is then the upper end."""
    scale = Decimal(0)
    """The scale of an amount's digits, such as a million."""
    relation = Relation.EQ
    """How the words before an amount bound it; a mention has a relation of its own."""

    def __init__(
        self,
        text: str,
        start: int,
        stop: int,
        kind: str,
        mention: Fact | None = None,
        meaning: Meaning = NOTHING,
    ) -> None:
        self.text = text
        self.start = start
        self.stop = stop
        self.kind = kind
        self.mention = mention
        self.take(meaning)

    def take(self, meaning: Meaning) -> None:
        """Give the item this meaning."""
        self.meaning = meaning
        self.lexicons = meaning.lexicons
        self.features = meaning.features

    def joined(self) -> Item:
        """A copy of the item, marked as one of several that share a number."""
        made = copy(self)
        made.joint = True
        return made

    @property
    def indicator(self) -> str | None:
        """The indicator that the words name."""
        return self.meaning.indicator

    @property
    def quantity(self) -> Quantity | None:
        """The mention, if it is a quantity."""
        return self.mention if isinstance(self.mention, Quantity) else None

    @property
    def unit_class(self) -> str | None:
        """The class of a quantity: "physical" if weighed, "count" if counted; else None."""
        return None if self.quantity is None else self.quantity.unit_class

    @property
    def placed(self) -> Placed | None:
        """The mention, if it names a place."""
        return self.mention if isinstance(self.mention, Placed) else None

    @property
    def is_city(self) -> bool:
        """Whether the mention names a city."""
        return self.placed is not None and self.placed.level is Level.CITY

    @property
    def unknown(self) -> bool:
        """Whether it is a word that is in no lexicon."""
        return self.kind == "word" and self.meaning is NOTHING

    @property
    def joins(self) -> bool:
        """Whether it separates the members of a list."""
        return self.text == "," or self.is_of("joining")

    def __repr__(self) -> str:
        told = ",".join(f"{name}.{entry.key}" for name, entry in self.lexicons.items())
        return f"<{self.text}|{self.kind}|{told}|{self.role}>"

    def is_of(self, lexicon: LexiconName) -> bool:
        """Whether the words are in a lexicon."""
        return lexicon in self.lexicons

    def key(self, lexicon: LexiconName) -> str | None:
        """What the words stand for in a lexicon, if they are in it."""
        entry = self.lexicons.get(lexicon)
        return None if entry is None else entry.key

    def may_be(self, features: int) -> bool:
        """Whether it can have all these features; an item without known features can."""
        return not self.features or self.features & features == features


class Row(list[Item]):
    """The items of a sentence, numbered and divided into clauses.

    A semicolon ends a clause; a comma, a dash and a colon do before an opening word.

    What is searched again and again is sorted once: the words of a lexicon (`of`), `heads`, which
    say what a number measures, `moods`, which are words with a modality, numbers, periods, and
    `places`, which are regions or words that may stand for one.
    """

    __slots__ = ("_lexicons", "heads", "moods", "numbers", "periods", "places")

    def __init__(self, items: Iterable[Item]) -> None:
        super().__init__(items)
        self._lexicons: dict[LexiconName, list[Item]] = {}
        self.heads: list[Item] = []
        self.moods: list[Item] = []
        self.numbers: list[Item] = []
        self.periods: list[Item] = []
        self.places: list[Item] = []
        clause = 0
        for index, item in enumerate(self):
            item.index = index
            if item.kind == "word":
                if item.meaning is not NOTHING:
                    self._sort_words(item)
            elif item.kind != "mark":
                self._sort_mention(item)
            elif item.text in _PARTING and self._ends_clause(item):
                item.strong = True
                clause += 1
            item.clause = clause

    def _sort_words(self, item: Item) -> None:
        meaning, lexicons = item.meaning, self._lexicons
        for name in meaning.lexicons:
            if name in lexicons:
                lexicons[name].append(item)
            else:
                lexicons[name] = [item]
        if meaning.head:
            self.heads.append(item)
        if meaning.mood is not None:
            self.moods.append(item)
        if meaning.placed:
            self.places.append(item)

    def let_mean(self, item: Item, meaning: Meaning, features: int) -> None:
        """Give a word of the row the meaning of other words, with features of its own."""
        item.take(meaning)
        item.features = features
        self._sort_words(item)
        for words in (self.heads, self.moods, *(self._lexicons[name] for name in meaning.lexicons)):
            words.sort(key=_by_place)

    def let_tell(self, item: Item, period: str | None) -> None:
        """Turn a word of the row into a period, in ISO 8601."""
        item.kind, item.role, item.period = "period", "when", period
        self.periods.append(item)
        self.periods.sort(key=_by_place)

    def _sort_mention(self, item: Item) -> None:
        if item.kind in REGIONS:
            self.places.append(item)
        elif item.kind == "period":
            self.periods.append(item)
        elif item.kind in NUMBERS:
            self.numbers.append(item)

    def _ends_clause(self, mark: Item) -> bool:
        if mark.text == ";":
            return True
        behind = self[mark.index + 1 : mark.index + 2]
        return bool(behind) and behind[0].is_of("opening")

    def of(self, lexicon: LexiconName) -> Sequence[Item]:
        """The words of the row that are in a lexicon."""
        return self._lexicons.get(lexicon, _NO_ITEMS)

    def has(self, lexicon: LexiconName, start: int, stop: int) -> bool:
        """Whether a word of a lexicon stands in a part of the row."""
        return first(self.of(lexicon), start, stop) is not None


def _by_place(item: Item) -> int:
    return item.index


def first(items: Sequence[Item], start: int, stop: int) -> Item | None:
    """The first of some items of a row whose index is in `start:stop`."""
    for item in items:
        if start <= item.index < stop:
            return item
    return None


def last(items: Sequence[Item], start: int, stop: int) -> Item | None:
    """The last of some items of a row whose index is in `start:stop`."""
    for item in reversed(items):
        if start <= item.index < stop:
            return item
    return None
