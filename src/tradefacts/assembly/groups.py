"""What belongs to which number of a sentence: the gap before it, the tail behind it, its head."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tradefacts.assembly.items import Item, Row, first, last
from tradefacts.assembly.meaning import HEADS
from tradefacts.assembly.names import LexiconName, Role
from tradefacts.assembly.tails import tail_end
from tradefacts.facts.trade import Place
from tradefacts.grammar.features import mask

_GENITIVE, _NOMINATIVE = mask(["gent"]), mask(["nomn"])
_NEAR = 3
_BESIDE = ("mark", "period")
_SAYS_PART: frozenset[LexiconName] = frozenset({"contrast", "link", "share"})
"""What may stand between an amount and its share: "5 млн за год, доля – 20%", "а это 20%"."""
_SHARES: tuple[Role, ...] = ("share", "past_share")
_FACING: tuple[Role, ...] = ("to", "from", "with", "listed", "sharer")
"""Roles of the partners among whom an amount is divided."""
_ENDS_BEHIND: frozenset[LexiconName] = frozenset({"comparison", "versus", "cause"})
"""Lexicons whose words tell of something else than the number before them."""
_GOVERNS: frozenset[LexiconName] = frozenset({"trend", "reach", "preposition"})
_ENDS_NEAR: frozenset[LexiconName] = frozenset({"trend", "reach", "share", "rival"})
"""Lexicons whose words part a number from the head that touches it."""


class Group:
    """One number and its surroundings, as indices of a row."""

    __slots__ = (
        "anchor", "at", "behind", "head", "place", "rival", "row", "since", "until", "when",
    )  # fmt: skip

    def __init__(self, row: Row, anchor: Item, since: int, until: int, behind: int) -> None:
        self.row = row
        self.anchor = anchor
        self.at = anchor.index
        self.since = since
        """Where the gap before the number begins."""
        self.until = until
        """Where the tail behind the number ends."""
        self.behind = behind
        """The next number, or the end of the row."""
        self.head: Item | None = None
        self.rival = False
        self.place = Place.CLAUSE
        """Where the head stands."""
        self.when: tuple[Item, str | None] | None = None
        """In a list of times, the one of this number: what tells it, and the time in ISO 8601."""

    @property
    def is_share(self) -> bool:
        """Whether the number is what a part is of a whole, or was."""
        return self.anchor.role in _SHARES

    def before(self, lexicon: LexiconName) -> Item | None:
        """The last word of a lexicon that stands before the number."""
        return last(self.row.of(lexicon), 0, self.at)

    @property
    def acts(self) -> bool:
        """Whether its head says that somebody trades: "закупил", not "закупки"."""
        return self.head is not None and self.head.meaning.acts

    def gap(self, items: Sequence[Item]) -> list[Item]:
        """Those of some items of the row between the number and the one before, backwards."""
        since, at = self.since, self.at
        return [item for item in reversed(items) if since <= item.index < at]

    def tail(self, items: Sequence[Item]) -> list[Item]:
        """Those of some items of the row that stand behind the number, as far as it goes."""
        at, until = self.at, self.until
        return [item for item in items if at < item.index < until]

    def around(self, items: Sequence[Item]) -> list[Item]:
        """Those of some items of the row that stand in the gap, then those in the tail."""
        return self.gap(items) + self.tail(items)

    def in_gap(self, lexicon: LexiconName) -> bool:
        """Whether a word of a lexicon stands between the number and the one before."""
        return self.row.has(lexicon, self.since, self.at)

    def in_tail(self, lexicon: LexiconName) -> bool:
        """Whether a word of a lexicon stands behind the number."""
        return self.row.has(lexicon, self.at + 1, self.until)


def groups(row: Row, anchors: list[Item]) -> list[Group]:
    """A group for each number, with its own head where it has one."""
    found: list[Group] = []
    since = 0
    for n, anchor in enumerate(anchors):
        behind = anchors[n + 1].index if n + 1 < len(anchors) else len(row)
        until = tail_end(row, anchor, behind)
        group = Group(row, anchor, since, until, behind)
        _find_head(group)
        found.append(group)
        since = max(group.until, anchor.index + 1)
    for group, share in pairwise(found):
        if group.head is None and _is_beside(group, share):
            group.head, group.place = share.head, Place.CLAUSE
    if found and found[0].head is None:
        _look_ahead(found)
    return found


def indicator_of(group: Group) -> str | None:
    """The indicator of a number's head; a head that its role bound is one in any case."""
    head = group.head
    if head is None or "head" not in group.anchor.bound:
        return None if head is None else head.indicator
    return next((key for name in HEADS if (key := head.key(name)) is not None), None)


def is_absorbed(row: Row, index: int) -> bool:
    """Whether a head is but the genitive of a balance, a price: "сальдо внешней торговли".

    So is what is spent on a trade: "на импорт газа потратили".
    """
    if row[index].is_of("spend"):
        return row.heads[0].index < index
    for at in range(index - 1, max(-1, index - 4), -1):
        item = row[at]
        if item.indicator is not None:
            return item.indicator == "balance"
        if item.is_of("price"):
            return bool(row[index].features & _GENITIVE)
        if item.kind not in ("word", "region_adj") or item.is_of("preposition"):
            return False
    return False


def is_oblique(row: Row, index: int) -> bool:
    """Whether a head stands after a preposition that makes it a circumstance.

    That is spent on a noun before a nominative: "цен на газ экспорт вырос".
    """
    for at in range(index - 1, max(-1, index - 4), -1):
        item = row[at]
        if row[index].features & _NOMINATIVE and (item.is_of("sector") or item.indicator):
            return False
        if item.key("preposition") == "oblique":
            return True
        if item.kind == "mark" or not _GOVERNS.isdisjoint(item.lexicons):
            return False
        if item.kind not in ("word", "region_adj"):
            return False
    return False


def _is_compared(row: Row, index: int) -> bool:
    """Whether a head is but what another is measured against: "купили меньше, чем продали"."""
    return index > 0 and row[index - 1].is_of("versus") and row[index].meaning.acts


def _find_head(group: Group) -> None:
    bound = group.anchor.bound.get("head")
    if bound is not None:
        group.head, group.place = group.row[bound], Place.STATED
        group.until = max(group.until, bound)  # what stands before it belongs to the number
        return
    touching = _touching_head(group)
    if touching is not None:
        group.head, group.place = _noun_beside(group, touching), Place.STATED
        return
    item = _head_before(group) or _head_behind(group)
    if item is not None and _is_rival(item):
        group.rival = True
    elif item is not None:
        group.head, group.place = _noun_beside(group, item), Place.CLAUSE


def _noun_beside(group: Group, head: Item) -> Item:
    """What moves, where a noun says it: "поступило 215 млн долларов инвестиций"."""
    if not is_moved(head):
        return head
    nouns = group.row.of("indicator")
    beside = [*group.tail(nouns), *group.gap(nouns), *_takers(group, head)]
    near = (item for item in beside if item.clause == head.clause)
    return next((item for item in near if not _is_announced(group.row, item, head)), head)


def _is_announced(row: Row, noun: Item, verb: Item) -> bool:
    """Whether a colon parts a noun from a verb: what the colon opens, has a verb of its own."""
    return any(item.text == ":" for item in row[noun.index : verb.index])


def _takers(group: Group, head: Item) -> list[Item]:
    """Those who take what is sold, or bring what is bought: "покупателем стал X, выбравший 5".

    Who was one, and then acts, does so for itself: "Иран, бывший покупателем, выбрал 5".
    """
    told = group.gap(group.row.of("counterpart"))
    if head.meaning.acts:
        told = [
            i for i in told if all(item.text != "," for item in group.row[i.index : head.index])
        ]
    pair = {"import": "export", "export": "import"}
    return [item for item in told if item.indicator == pair.get(head.indicator or "")]


def is_moved(head: Item) -> bool:
    """Whether a head is but a verb of motion, which says nothing of what moves."""
    return head.is_of("motion")


def _is_rival(item: Item) -> bool:
    return item.is_of("rival")


def _touching_head(group: Group) -> Item | None:
    """A head with nothing but plain words between it and the number."""
    row, at = group.row, group.anchor.index
    for index in range(at - 1, max(at - 1 - _NEAR, group.since - 1), -1):
        item = row[index]
        if _is_compared(row, index):
            return None
        if item.indicator is not None and not is_absorbed(row, index):
            return None if _is_circumstance(group, item) else item
        if item.kind != "word" or not _ENDS_NEAR.isdisjoint(item.lexicons):
            return None
    return None


def _is_circumstance(group: Group, head: Item) -> bool:
    """Whether a head only tells in what another one moved: "сальдо в этой торговле удвоилось"."""
    row = group.row
    if not is_oblique(row, head.index) or not row[head.index - 1].is_of("this"):
        return False
    others = (i for i in group.gap(row.heads) if i.index < head.index)
    return any(not _is_rival(i) and not is_oblique(row, i.index) for i in others)


def _head_before(group: Group) -> Item | None:
    """The last head or rival before the number; a circumstance only where there is no other."""
    row = group.row
    circumstance: Item | None = None
    for item in group.gap(row.heads):
        rival = _is_rival(item)
        if not rival and (is_absorbed(row, item.index) or _is_compared(row, item.index)):
            continue
        if item.is_of("counterpart") and circumstance is not None:
            return circumstance  # "партнеры по импорту"
        verb = item.meaning.acts  # "из нее ввезено": no preposition governs it
        if verb or not is_oblique(row, item.index) or (rival and _is_parted(group, item)):
            return item
        if item.index == group.at - 2 and row[group.at - 1].text == "(":
            return item  # "состоял из экспорта (5 млн) и импорта (3 млн)"
        circumstance = circumstance or item
    return circumstance


def _head_behind(group: Group) -> Item | None:
    """The first head or rival behind the number, before a comparison, a cause or a comma."""
    row = group.row
    only = group.since == 0 and group.behind == len(row)  # the only number of its sentence
    for item in row[group.at + 1 : None if only else group.until]:
        if _is_rival(item):
            return item
        if item.text in ",;" or not _ENDS_BEHIND.isdisjoint(item.lexicons):
            return None
        if item.indicator is not None and not is_absorbed(row, item.index):
            return item
    return None


def _is_parted(group: Group, rival: Item) -> bool:
    """Whether a comma parts what is no trade from the head before it."""
    before = group.row[group.since : rival.index]
    comma = max((i.index for i in before if i.text in (",", ";", ":")), default=-1)
    return any(i.indicator is not None and i.index < comma for i in before)


def _look_ahead(found: list[Group]) -> None:
    """The whole may be named after the last of its parts: "Китай – 9%, Грузия – 2% оборота"."""
    head = None
    for group in reversed(found):
        if group.anchor.role != "share" or group.rival:
            head = None
        elif group.head is not None:
            named = group.head.index > group.anchor.index
            head = group.head if named and group.anchor.role == "share" else None
        elif head is not None:
            group.head, group.place = head, Place.SENTENCE


def _is_beside(group: Group, share: Group) -> bool:
    """Whether a row or a bracket begins with an amount and its share: "5 млн, 11% экспорта"."""
    begins = group.since == 0 or group.row[group.at - 1].text == "("
    amount = begins and not (group.is_share or group.rival) and group.anchor.kind != "percent"
    return amount and share.is_share and is_aside(share)


def is_aside(group: Group) -> bool:
    """Whether a share stands right beside the amount that is the part."""
    if group.in_tail("share") or group.in_tail("thereof"):
        return False
    between = group.row[group.since : group.at]
    if any(item.text == ";" for item in between):
        return False
    if len(between) > 1 and between[-2].is_of("link") and between[-1].is_of("reach"):
        between.pop()  # "что составило 7% экспорта"
    return all(i.kind in _BESIDE or not _SAYS_PART.isdisjoint(i.lexicons) for i in between)


def has_parts(group: Group) -> bool:
    """Whether parts of an amount are told behind it, each of a partner of its own.

    "20 тонн, из них 5 – из России", "экспортировал 20 тонн: в Европу – 10, в Турцию – 8", "20 тонн,
    доля России в этом объеме – 4%"
    """
    row = group.row
    begins = next((i.index for i in row[group.at :] if i.text == ":" or i.is_of("thereof")), None)
    if begins is None:
        return False
    if any(i.role == "sharer" and group.at < i.index < begins for i in row.places):
        return row[begins].is_of("thereof")
    heads = (item.index for item in row.heads if item.index > begins)
    stop = next(heads, len(row))
    parts = (i for i in row.places if begins < i.index < stop and i.role in _FACING)
    return any(first(row.numbers, begins, part.index + _NEAR) is not None for part in parts)


def then_of(group: Group) -> Item | None:
    """The word that says that a number is of the time just named: "тогда"."""
    said = group.gap(group.row.of("this_time"))
    return next((item for item in said if item.key("this_time") == "then"), None)


def closes_bracket(group: Group) -> bool:
    """Whether a bracket closes before a number: what is in it, stays there."""
    return any(item.text == ")" for item in group.row[group.since : group.at])
