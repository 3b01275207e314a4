"""Which goods or branch a number is of."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tradefacts.assembly.draft import Answer, Draft
from tradefacts.assembly.groups import Group, is_moved
from tradefacts.assembly.items import Item, Row, last
from tradefacts.assembly.memory import OF_GOODS
from tradefacts.assembly.places import country, is_subdivision
from tradefacts.assembly.program import Entry
from tradefacts.assembly.search import Search
from tradefacts.assembly.vocabulary import Vocabulary, noun_of
from tradefacts.facts.trade import Place
from tradefacts.grammar.features import CASES, mask
from tradefacts.grammar.tokens import norm, split

_CASES, _GENITIVE, _NOMINATIVE = mask(CASES), mask(["gent"]), mask(["nomn"])
_NEAR = 4
"""Words between what tells a cause and the goods."""


def named(group: Group, indicator: str) -> Answer | None:
    """The goods or the branch that is named by a number; a list of them is one answer.

    An investment is told of what it goes into as well: "в завод".
    """
    row = group.row
    goods = [i for i in row.of("sector") if i.key("vessel") != "by"]
    if indicator == "investment":
        goods = sorted((*goods, *row.of("asset")), key=lambda item: item.index)
    goods = [item for item in goods if not _is_aside(row, item)]
    found = _weighed(group, goods) or group.around(goods) or _behind_all(group, goods)
    if not found:
        return None
    item = _told_before(row, found[0]) or found[0]
    return Answer(_listed(row, item), Place.CLAUSE, item, _entry(item).line)


def _told_before(row: Row, goods: Item) -> Item | None:
    """What "этих товаров" stands for: the goods that their sentence has named."""
    if not (goods.is_of("everything") and goods.index and row[goods.index - 1].is_of("this")):
        return None
    return last([i for i in row.of("sector") if not i.is_of("everything")], 0, goods.index)


def _entry(item: Item) -> Entry:
    """What goods, or what is invested in, stand for."""
    return item.lexicons.get("sector") or item.lexicons["asset"]


def _is_aside(row: Row, goods: Item) -> bool:
    """Whether a number is not of the goods: they moved it, or are the greater part of it.

    "По прогнозу банка" tells who says it.
    """
    source = goods.is_of("asset") and goods.index > 0 and row[goods.index - 1].is_of("modal")
    return source or _is_cause(row, goods) or _are_main_part(row, goods)


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


def label(row: Row) -> Answer | None:
    """The goods that a sentence is nothing but: "Птица.", "Чай и кофе"."""
    goods = row.of("sector")
    if not goods or any(i.kind != "mark" and not i.joins and i not in goods for i in row):
        return None
    if not goods[0].features & _NOMINATIVE:
        return None
    return Answer(_listed(row, goods[0]), Place.TOPIC, goods[0], _entry(goods[0]).line)


def of_label(search: Search) -> Answer | None:
    """The goods that a paragraph is headed with, where a number of its trade names none."""
    of_goods = search.indicator in OF_GOODS and not _is_of_all(search.group)
    return search.memory.label if of_goods else None


def carry_on(search: Search, before: Draft) -> bool:
    """Whether a number that names no goods goes on with those of the number before."""
    group, draft = search.group, search.draft
    if not before.get("sector") or _is_of_all(group):
        return False
    if search.in_sentence and (_is_part(search, before) or _is_other_side(draft, before)):
        return True
    return draft.indicator == before.indicator and _are_those_of(group, before)


def _is_part(search: Search, before: Draft) -> bool:
    """Whether but the partner is named anew: "экспорт чая вырос на 5%, поставки в Иран – на 7%"."""
    alike = search.draft.indicator == before.indicator in OF_GOODS
    alike = alike and not (search.group.is_share or before.is_share)
    return alike and set(search.own) == {"partner"} and before.get("partner") is None


def _is_other_side(draft: Draft, before: Draft) -> bool:
    """Whether the other side trades: "импорт мяса сократился, Белоруссия увеличила поставки"."""
    mirrored = {draft.indicator, before.indicator} == set(OF_GOODS)
    acts = draft.own_roles == {"reporter": "subject"}
    return mirrored and acts and draft.get("partner") == before.get("reporter") is not None


def _are_those_of(group: Group, before: Draft) -> bool:
    """Whether nothing says that the goods are others than those before.

    A verb without an object has that of the verb before: "в Иран вывезли 5 тонн чая, в Катар – 3".
    """
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


def of_text(search: Search, vocabulary: Vocabulary) -> Answer | None:
    """The goods that the text is about, where a number of the same trade names none.

    Where it says once more whose trade is meant, it is all of it: "экспорт чая вырос на 5%.
    Белорусский экспорт достиг 7 млрд".
    """
    draft, main = search.draft, search.memory.main
    if main is None or draft.indicator not in OF_GOODS or _is_of_all(search.group):
        return None
    if not (_is_of_theme(search, main) or _is_bought_of_theme(draft, main)):
        return None
    told = main.answers.get("sector")
    if told is None or told.value is None:
        return None
    if vocabulary.holds("everything", split(told.value)) is not None:
        return None
    return told.at_place(Place.TOPIC)


def _is_of_theme(search: Search, main: Draft) -> bool:
    """Whether a number is of the side at home as the text tells of it; weighed, of a part of it."""
    side, home = search.draft.get("reporter"), main.get("reporter")
    if search.draft.indicator != main.indicator:
        return False
    if search.group.anchor.unit_class == "physical":
        inside = home is not None and country(str(side)) == country(home)
        return side is not None and (inside or side in search.members)
    named = search.own.get("reporter")
    part = named is not None and home is not None and is_subdivision(str(side))
    if part and country(str(side)) == home:
        return True  # a province does what its country was told to do
    return side == home and (named is None or named.role == "goods")


def _is_bought_of_theme(draft: Draft, main: Draft) -> bool:
    """Whether somebody buys of the side at home, whose export of some goods the text tells of."""
    bought = draft.indicator == "import" and main.indicator == "export"
    return bought and draft.get("partner") == main.get("reporter") is not None


def _says_only_that_they_move(group: Group, before: Draft) -> bool:
    """Whether the head of a number is a verb, who buys, or what goods brought in, if it has one."""
    head = group.head
    if head is None or head.meaning.acts or head.is_of("proceeds"):
        return True
    if head.index > 0 and group.row[head.index - 1].is_of("measured"):
        return True  # "физический объем импорта"
    if head.is_of("counterpart") or (group.is_share and group.before("counterpart") is not None):
        return not before.is_share  # who buys part of it, does so of all
    return group.anchor.role == "share" and is_moved(head)


def _is_of_all(group: Group) -> bool:
    """Whether words sum up: "всего же вывезли на 9 млн"."""
    return any(item.key("world") == "own" for item in group.gap(group.row.of("world")))


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
    while last + 2 < len(row) and _are_joined(row, last, last + 2):
        last += 2
    told = _name(row[first], row[first + 1 : first + 3])
    for at in range(first + 2, last + 1, 2):
        space = "" if row[at - 1].kind == "mark" else " "
        told = f"{told}{space}{row[at - 1].text} {_name(row[at], row[at + 1 : at + 3])}"
    return told


def _list_start(row: Row, at: int) -> int:
    """Where goods stand first that are joined with those at a place."""
    while at > 1 and _are_joined(row, at - 2, at):
        at -= 2
    return at


def _are_joined(row: Row, one: int, two: int) -> bool:
    """Whether goods at two places are one list, in one case.

    In "6 тонн рыбы и кабель на 1 млн" each has a number of its own.
    """
    if not (row[one].is_of("sector") and row[one + 1].joins and row[two].is_of("sector")):
        return False
    first, second = _cases(row, one), row[two].features & _CASES
    return 0 in (first, second) or first & second != 0


def _cases(row: Row, at: int) -> int:
    """The cases that goods can stand in; a quantity governs a genitive: "5 тонн рыбы"."""
    cases = row[at].features & _CASES
    weighed = at > 0 and row[at - 1].kind == "quantity"
    return cases & _GENITIVE or cases if weighed else cases


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
