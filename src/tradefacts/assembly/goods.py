"""Which goods or branch a number is of."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tradefacts.assembly.draft import Answer, Draft
from tradefacts.assembly.groups import Group, is_moved
from tradefacts.assembly.items import Item, Row, last
from tradefacts.assembly.program import Entry
from tradefacts.assembly.vocabulary import Vocabulary, noun_of
from tradefacts.facts.trade import Place
from tradefacts.grammar.tokens import norm, split

_NEAR = 4
"""Words between what tells a cause and the goods."""


def named(group: Group, indicator: str) -> Answer | None:
    """The goods or the branch that is named by a number; a list of them is one answer.

    An investment is told of what it goes into as well: "в завод".
    """
    row = group.row
    goods = [i for i in row.of("sector") if i.key("vessel") != "by" and not _is_aside(row, i)]
    if indicator == "investment":
        goods = sorted((*goods, *row.of("asset")), key=lambda item: item.index)
    found = _weighed(group, goods) or group.around(goods) or _behind_all(group, goods)
    if not found:
        return None
    item = _told_before(row, found[0]) or found[0]
    return Answer(_listed(row, item), Place.CLAUSE, item, _entry(item).line)


def _told_before(row: Row, goods: Item) -> Item | None:
    """What "этих товаров" stands for, and "мука" behind "рыбная мука": goods of their sentence."""
    named = [item for item in row.of("sector") if not item.is_of("everything")]
    if goods.is_of("everything") and is_pointed(row, goods):
        return last(named, 0, goods.index)
    noun = f" {_entry(goods).name}"
    return last([i for i in named if str(_entry(i).name).endswith(noun)], 0, goods.index)


def is_pointed(row: Row, goods: Item) -> bool:
    """Whether a word says that goods are those spoken of: "этого мяса", "таких услуг"."""
    before = row[goods.index - 1] if goods.index else goods
    return before.is_of("such") and not before.is_of("link")  # "треть – это машины"


def _entry(item: Item) -> Entry:
    """What goods, or what is invested in, stand for."""
    return item.lexicons.get("sector") or item.lexicons["asset"]


def _is_aside(row: Row, goods: Item) -> bool:
    """Whether a number is not of the goods: they moved it, or are the greater part of it."""
    return _is_cause(row, goods) or _are_main_part(row, goods)


def _are_main_part(row: Row, goods: Item) -> bool:
    """Whether goods are named in passing: "экспорт, главным образом руды и угля, достиг"."""
    at = _list_start(row, goods.index)
    said = at > 1 and row[at - 1].is_of("mainly") and row[at - 2].text in ",("
    behind = row[goods.index + 1 : goods.index + 2]
    return said and all(item.kind == "mark" or item.joins for item in behind)


def _is_cause(row: Row, goods: Item) -> bool:
    """Whether goods are but why a number moved: "вырос благодаря дорогому газу"."""
    for item in reversed(row[max(0, goods.index - _NEAR) : goods.index]):
        if item.kind != "word":
            return False
        if item.is_of("cause"):
            return True
    return False


def _weighed(group: Group, goods: Sequence[Item]) -> list[Item]:
    """What a quantity is of stands right behind it, adjectives between: "5 т новых машин"."""
    if group.anchor.kind != "quantity":
        return []
    for item in group.row[group.at + 1 : group.at + 4]:
        if item.is_of("sector"):
            return [item] if item in goods else []
        if item.kind != "region_adj" and not item.unknown:
            break
    return []


def _behind_all(group: Group, goods: Sequence[Item]) -> list[Item]:
    """What stands behind the last of several numbers is of all: "42, 7 и 38 тонн ячменя"."""
    row, at = group.row, group.at
    while at + 2 < len(row) and row[at + 1].joins and row[at + 2].kind == group.anchor.kind:
        at += 2
    return [item for item in goods if item.index == at + 1 and at > group.at]


def counted(group: Group, vocabulary: Vocabulary) -> Answer | None:
    """The goods that a number counts: "12 карьерных самосвалов"; in containers they travel."""
    item = group.anchor
    if item.unit_class != "count":
        return None
    words = [norm(word) for word in split(item.text)]
    for at in range(1, len(words)):
        entry = vocabulary.holds("sector", words[at:])
        if entry is not None:
            if vocabulary.holds("vessel", words[at:]) is not None:
                return None
            return Answer(entry.name, Place.CLAUSE, item, entry.line)
    return None


def are_those_of(group: Group, before: Draft) -> bool:
    """Whether a number that names no goods goes on with those of the number before.

    A verb without an object has that of the verb before: "в Иран вывезли 5 тонн чая, в Катар – 3".
    """
    if not before.get("sector") or is_of_all(group):
        return False
    if before.is_share and _is_relative(group) and not _is_of_whole(before):
        return False  # "чай дал 7% экспорта, который составил 9 млн": of all
    if group.is_share and _is_its_share(group):
        return before.get("partner") is None  # "экспорт чая вырос, его доля достигла 5%"
    if group.in_gap("modal"):
        return False
    return _says_only_that_they_move(group, before) and not _are_unknown(group, before)


def _is_its_share(group: Group) -> bool:
    """Whether a share is that of what was just told of: "его доля", "поднять эту долю до 30%"."""
    pairs = pairwise(group.row[group.since : group.at])
    this = any(one.is_of("this") and two.key("share") == "noun" for one, two in pairs)
    return this or group.in_gap("its")


def _is_relative(group: Group) -> bool:
    """Whether "который" opens the clause of a number."""
    return any(item.is_of("relative") for item in group.row[group.since : group.at][:2])


def _is_of_whole(share: Draft) -> bool:
    """Whether the goods of a share are those of what it is a part of: "7% экспорта чая"."""
    goods, number = share.answers["sector"], share.change_item
    return number is not None and goods.start is not None and goods.start > number.start


def _says_only_that_they_move(group: Group, before: Draft) -> bool:
    """Whether the head of a number is a verb, who buys, or what goods brought in, if it has one."""
    head = group.head
    if head is None or head.meaning.acts or head.is_of("proceeds"):
        return True
    if head.is_of("counterpart") or (group.is_share and group.before("counterpart") is not None):
        return not before.is_share  # who buys part of it, does so of all
    return group.anchor.role == "share" and is_moved(head)


def is_of_all(group: Group) -> bool:
    """Whether words sum up: "всего же вывезли на 9 млн"; "на Евросоюз в целом" they do not."""
    said = (item for item in group.gap(group.row.of("world")) if item.key("world") == "own")
    return any(not (i.index and group.row[i.index - 1].kind == "region") for i in said)


def _are_unknown(group: Group, before: Draft) -> bool:
    """Whether a number has goods of its own that no lexicon knows.

    They stand where the number before has its goods: "металлы (25%), машины (10%)", or behind the
    same preposition.
    """
    row, told = group.row, before.answers["sector"]
    named = (item for item in row.of("sector") if item.outside is told.outside)
    own = next((item for item in named if item.start == told.start), None)
    number = before.change_item if before.value_item is None else before.value_item
    if own is None or number is None:
        return False
    end = next((i.index for i in row[group.at : group.behind] if i.joins), group.behind)
    lead = row[max(0, own.index - 1)]
    if lead.is_of("preposition"):
        pairs = pairwise(row[group.since : end])
        return any(one.text == lead.text and two.unknown for one, two in pairs)
    at = group.at + own.index - number.index
    if not group.since <= at < end or not row[at].unknown:
        return False
    if at < group.at:
        return all(i.kind == "mark" or i.joins or i.unknown for i in row[group.since : at])
    between = row[group.at + 1 : at], row[number.index + 1 : own.index]
    ours, theirs = ([item.text for item in items] for items in between)
    return ours in (theirs, ["-"])


def _listed(row: Row, item: Item) -> str:
    """The names of goods that stand joined: "рыба и морепродукты".

    Of those that are left out it is what the text says: "без учета золота".
    """
    first = last = item.index
    if first and row[first - 1].is_of("except"):
        return f"{row[first - 1].text} {item.text}"
    first = _list_start(row, first)
    while last + 2 < len(row) and row[last + 1].joins and row[last + 2].is_of("sector"):
        last += 2
    told = _name(row[first], row[first + 1 : first + 3])
    for at in range(first + 2, last + 1, 2):
        space = "" if row[at - 1].kind == "mark" else " "
        told = f"{told}{space}{row[at - 1].text} {_name(row[at], row[at + 1 : at + 3])}"
    return told


def _list_start(row: Row, at: int) -> int:
    """Where goods stand first that are joined with those at a place."""
    while at > 1 and row[at - 1].joins and row[at - 2].is_of("sector"):
        at -= 2
    return at


def _name(goods: Item, behind: Sequence[Item]) -> str:
    """The name of goods; without its noun, if the next in a list says it: "черные и цветные"."""
    entry = _entry(goods)
    name = str(entry.name)
    if goods.is_of("asset") and behind and behind[0].is_of("sector"):
        return f"{name} {behind[0].text}"  # "в переработку сои"
    following = behind[1].lexicons.get("sector") if len(behind) > 1 and behind[0].joins else None
    if following is None or noun_of(following) != noun_of(entry) or " " in goods.text:
        return name
    return name.removesuffix(noun_of(entry)).rstrip() or name
