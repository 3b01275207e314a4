"""What a number measures: the head that the words before or after it name."""

from __future__ import annotations

from tradefacts.assembly import tourism
from tradefacts.assembly.group import Group
from tradefacts.assembly.items import Item, Row
from tradefacts.assembly.meaning import HEADS
from tradefacts.assembly.names import LexiconName
from tradefacts.assembly.tails import closing
from tradefacts.facts.trade import Place
from tradefacts.grammar.features import ALL_CASES, GENITIVE, NOMINATIVE

_NEAR = 3
_ENDS_BEHIND: frozenset[LexiconName] = frozenset({"comparison", "versus", "cause"})
"""Lexicons whose words begin to speak of something other than the number before them."""
_GOVERNS: frozenset[LexiconName] = frozenset({"trend", "reach", "preposition"})
_ENDS_NEAR: frozenset[LexiconName] = frozenset({"trend", "reach", "share", "rival"})
"""Lexicons whose words separate a number from a head that would otherwise touch it."""


def indicator_of(group: Group) -> str | None:
    """The indicator of a number's head; one that its role bound may be in any grammatical case."""
    head = group.head
    if head is None or "head" not in group.anchor.bound:
        return None if head is None else head.indicator
    return next((key for name in HEADS if (key := head.key(name)) is not None), None)


def is_absorbed(row: Row, index: int) -> bool:
    """Whether a head only depends on a balance or a price: "сальдо внешней торговли".

    The same goes for spending after another head, "на импорт газа потратили", and for tourists who
    are not counted, "траты туристов".
    """
    if row[index].is_of("spend"):
        return row.heads[0].index < index
    if row[index].indicator == tourism.INDICATOR:
        return not tourism.is_counted(row, index)
    for at in range(index - 1, max(-1, index - 4), -1):
        item = row[at]
        if item.indicator is not None:
            return item.indicator == "balance"
        if item.is_of("price"):
            return bool(row[index].features & GENITIVE)
        if item.kind not in ("word", "region_adj") or item.is_of("preposition"):
            return False
    return False


def is_oblique(row: Row, index: int) -> bool:
    """Whether a head follows a preposition that makes it a circumstance.

    It is none if the preposition governs another noun before a nominative: "цен на газ экспорт
    вырос".
    """
    for at in range(index - 1, max(-1, index - 4), -1):
        item = row[at]
        if row[index].features & NOMINATIVE and (item.is_of("sector") or item.indicator):
            return False
        if item.key("preposition") == "oblique" or item.is_of("cause"):
            return True
        if item.kind == "mark" or not _GOVERNS.isdisjoint(item.lexicons):
            return False
        if item.kind not in ("word", "region_adj"):
            return False
    return False


def _is_compared(row: Row, index: int) -> bool:
    """Whether a head is only what another is compared with: "купили меньше, чем продали"."""
    return index > 0 and row[index - 1].is_of("versus") and row[index].meaning.acts


def find_head(group: Group) -> None:
    """Set the head of a number: bound by its role, touching it, or nearest; or mark it a rival."""
    bound = group.anchor.bound.get("head")
    if bound is not None:
        group.head, group.place = group.row[bound], Place.STATED
        group.until = max(group.until, bound)  # what stands up to the head belongs to the number
        return
    touching = _touching_head(group)
    if touching is not None:
        group.head, group.place = _noun_beside(group, touching), Place.STATED
        return
    item = _head_before(group) or _head_behind(group)
    if item is not None and _is_rival(group.row, item):
        group.rival = True
    elif item is not None:
        group.head, group.place = _noun_beside(group, item), Place.CLAUSE


def _noun_beside(group: Group, head: Item) -> Item:
    """The noun for what moves or brings money, if there is one, else the head itself.

    "поступило 215 млн долларов инвестиций"
    """
    brings = head.is_of("proceeds") and not head.features & ALL_CASES
    if not (is_moved(head) or brings):
        return head
    nouns = group.row.of("indicator")
    beside = [*group.tail(nouns), *group.gap(nouns), *_takers(group, head)]
    near = (item for item in beside if item.clause == head.clause)
    return next((item for item in near if not _is_announced(group.row, item, head)), head)


def _is_announced(row: Row, noun: Item, verb: Item) -> bool:
    """Whether a colon stands between a noun and a verb, so that they do not belong together."""
    return any(item.text == ":" for item in row[noun.index : verb.index])


def _takers(group: Group, head: Item) -> list[Item]:
    """Those who take what is sold or bring what is bought: "покупателем стал X, выбравший 5".

    A verb that a comma separates from such a word is independent of it: "Иран, бывший покупателем,
    выбрал 5".
    """
    told = group.gap(group.row.of("counterpart"))
    if head.meaning.acts:
        told = [
            i for i in told if all(item.text != "," for item in group.row[i.index : head.index])
        ]
    pair = {"import": "export", "export": "import"}
    return [item for item in told if item.indicator == pair.get(head.indicator or "")]


def is_moved(head: Item) -> bool:
    """Whether a head is only a verb of motion, which does not say what moves."""
    return head.is_of("motion")


def _is_rival(row: Row, item: Item) -> bool:
    """Whether a head rules out a fact for its number; counted tourists do not."""
    counted = item.is_of("visitor") and tourism.is_counted(row, item.index)
    return item.is_of("rival") and not counted


def _touching_head(group: Group) -> Item | None:
    """A head with only plain words between it and the number."""
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
    """Whether a head only says within what another one changed.

    "сальдо в этой торговле удвоилось"
    """
    row = group.row
    if not is_oblique(row, head.index) or not row[head.index - 1].is_of("this"):
        return False
    others = (i for i in group.gap(row.heads) if i.index < head.index)
    return any(not _is_rival(row, i) and not is_oblique(row, i.index) for i in others)


def _head_before(group: Group) -> Item | None:
    """The last head or rival before the number; a circumstance only if there is no other."""
    row = group.row
    circumstance: Item | None = None
    for item in group.gap(row.heads):
        rival = _is_rival(row, item)
        if not rival and (is_absorbed(row, item.index) or _is_compared(row, item.index)):
            continue
        if circumstance is not None and (item.is_of("counterpart") or item.is_of("modal")):
            return circumstance  # "партнеры по импорту", "законтрактовал на форуме поставку"
        verb = item.meaning.acts  # "из нее ввезено": no preposition governs it
        if verb or not is_oblique(row, item.index) or (rival and _is_parted(group, item)):
            return item
        if item.index == group.at - 2 and row[group.at - 1].text == "(":
            return item  # "состоял из экспорта (5 млн) и импорта (3 млн)"
        circumstance = circumstance or item
    return circumstance


def _head_behind(group: Group) -> Item | None:
    """The first head or rival after the number, before a comparison, a cause or a comma."""
    row = group.row
    only = group.since == 0 and group.behind == len(row)  # the only number of its sentence
    start = group.at + 1 + (closing(row, group.at) == ",")  # "чай, 87%, достался Ирану"
    for item in row[start : None if only else group.until]:
        if item.is_of("price") and is_oblique(row, item.index):
            return None  # "5 тонн на 3 млн по средней цене 2 доллара"
        if _is_rival(row, item):
            return item
        if item.text in ",;" or not _ENDS_BEHIND.isdisjoint(item.lexicons):
            return None
        if item.indicator is not None and not is_absorbed(row, item.index):
            return item
    return None


def _is_parted(group: Group, rival: Item) -> bool:
    """Whether a comma separates a rival from a head before it."""
    before = group.row[group.since : rival.index]
    comma = max((i.index for i in before if i.text in (",", ";", ":")), default=-1)
    return any(i.indicator is not None and i.index < comma for i in before)
