"""Which goods or which branch a number is about."""

from __future__ import annotations

from collections.abc import Sequence

from tradefacts.assembly.draft import Answer
from tradefacts.assembly.group import Group
from tradefacts.assembly.items import Item, Row, last
from tradefacts.assembly.program import Entry
from tradefacts.assembly.vocabulary import Vocabulary, noun_of
from tradefacts.facts.trade import Place
from tradefacts.grammar.features import ALL_CASES, GENITIVE, NOMINATIVE
from tradefacts.grammar.tokens import norm, split

_NEAR = 4
"""How many words may lie between the word for a cause and the goods."""


def named(group: Group, indicator: str) -> Answer | None:
    """The goods or the branch named beside a number; a list of them is one answer.

    For an investment, what it goes into counts as well: "в завод".
    """
    row = group.row
    if group.goods is not None:
        entry = _entry(group.goods)
        return Answer(_name(group.goods, ()), Place.CLAUSE, group.goods, entry.line)
    goods = [i for i in row.of("sector") if i.key("vessel") != "by"]
    if indicator == "investment":
        goods = sorted((*goods, *row.of("asset")), key=lambda item: item.index)
    goods = [item for item in goods if not _is_aside(group, item)]
    found = _right_behind(group, goods) or group.around(goods) or _behind_all(group, goods)
    if not found:
        return None
    alone = _weighed_alone(group)
    if alone is not None:
        return Answer(_name(alone, ()), Place.CLAUSE, alone, _entry(alone).line)
    item = _told_before(row, found[0]) or found[0]
    return Answer(_listed(row, item), Place.CLAUSE, item, _entry(item).line)


def _weighed_alone(group: Group) -> Item | None:
    """The last of the goods in a list, if a bracket gives its weight.

    "нефть, уголь (5 тонн), чай"
    """
    before = group.row[: group.at][-4:]
    if group.anchor.kind != "quantity" or [item.text for item in before[1::2]] != [",", "("]:
        return None
    return before[2] if all(item.is_of("sector") for item in before[::2]) else None


def _told_before(row: Row, goods: Item) -> Item | None:
    """Goods earlier in the sentence that words stand for.

    "этих товаров"; "мука" after "рыбная мука".
    """
    told = [item for item in row.of("sector") if not item.is_of("everything")]
    if goods.is_of("everything") and _is_pointed(row, goods):
        return last(told, 0, goods.index)
    noun = f" {_entry(goods).name}"
    return last([i for i in told if str(_entry(i).name).endswith(noun)], 0, goods.index)


def _is_pointed(row: Row, goods: Item) -> bool:
    """Whether a word says that goods are those already spoken of: "этого мяса", "таких услуг"."""
    before = row[goods.index - 1] if goods.index else goods
    return before.is_of("such") and not before.is_of("link")  # "треть – это машины"


def _entry(item: Item) -> Entry:
    """The entry of goods, or of what is invested in."""
    return item.lexicons.get("sector") or item.lexicons["asset"]


def _is_aside(group: Group, goods: Item) -> bool:
    """Whether a number is not about these goods: they caused a change, or are only the main part.

    "По прогнозу банка" only names a source.
    """
    row = group.row
    source = goods.is_of("asset") and goods.index > 0 and row[goods.index - 1].is_of("modal")
    return source or _is_cause(group, goods) or _are_main_part(row, goods)


def _are_main_part(row: Row, goods: Item) -> bool:
    """Whether goods are named in passing: "экспорт, главным образом руды и угля, достиг"."""
    at = _list_start(row, goods.index)
    said = at > 1 and row[at - 1].is_of("mainly") and row[at - 2].text in ",("
    behind = row[goods.index + 1 : goods.index + 2]
    return said and all(item.kind == "mark" or item.joins for item in behind)


def _is_cause(group: Group, goods: Item) -> bool:
    """Whether goods are only why a number moved: "вырос благодаря дорогому газу", "цены на газ".

    In "из-за засухи экспорт пшеницы упал" they belong to what the number measures.
    """
    for item in reversed(group.row[max(0, goods.index - _NEAR) : goods.index]):
        if item.kind != "word" or item is group.head:
            return False
        if item.is_of("cause") or item.is_of("price"):
            return True
    return False


def _right_behind(group: Group, goods: Sequence[Item]) -> list[Item]:
    """The goods right after a number, which are its own.

    "5 т новых машин", "10% – чай, 7% чая"
    """
    row, at = group.row, group.at
    if at + 2 < len(row) and row[at + 1].text == "-" and row[at + 2] in goods:
        return [row[at + 2]]
    if group.is_share and row[at + 1 : at + 2] and row[at + 1] in goods:
        return [row[at + 1]]
    if group.anchor.kind != "quantity":
        return []
    for item in group.row[group.at + 1 : group.at + 4]:
        if item.is_of("sector"):
            return [item] if item in goods else []
        if item.kind != "region_adj" and not item.unknown:
            break
    return []


def _behind_all(group: Group, goods: Sequence[Item]) -> list[Item]:
    """The goods after the last of several numbers, which are those of all of them.

    "42, 7 и 38 тонн ячменя"
    """
    row, at = group.row, group.at
    while at + 2 < len(row) and row[at + 1].joins and row[at + 2].kind == group.anchor.kind:
        at += 2
    return [item for item in goods if item.index == at + 1 and at > group.at]


def counted(group: Group, vocabulary: Vocabulary) -> Answer | None:
    """The goods that a number counts, "12 карьерных самосвалов"; containers only carry them."""
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
    """The goods that are all a sentence consists of: "Птица.", "Чай и кофе"."""
    goods = row.of("sector")
    if not goods or any(i.kind != "mark" and not i.joins and i not in goods for i in row):
        return None
    if not goods[0].features & NOMINATIVE:
        return None
    return Answer(_listed(row, goods[0]), Place.TOPIC, goods[0], _entry(goods[0]).line)


def _listed(row: Row, item: Item) -> str:
    """The names of goods that are joined: "рыба и морепродукты".

    For goods that are left out, it is what the text says: "без учета золота".
    """
    first = end = item.index
    if first and row[first - 1].is_of("except"):
        return f"{row[first - 1].text} {item.text}"
    first = _list_start(row, first)
    while end + 2 < len(row) and _are_joined(row, end, end + 2):
        end += 2
    told = _name(row[first], row[first + 1 : first + 3])
    for at in range(first + 2, end + 1, 2):
        space = "" if row[at - 1].kind == "mark" else " "
        told = f"{told}{space}{row[at - 1].text} {_name(row[at], row[at + 1 : at + 3])}"
    return told


def _list_start(row: Row, at: int) -> int:
    """Where a list of joined goods begins, given the place of one of them."""
    while at > 1 and _are_joined(row, at - 2, at):
        at -= 2
    return at


def _are_joined(row: Row, one: int, two: int) -> bool:
    """Whether goods at two places are in one list, in one case.

    In "6 тонн рыбы и кабель на 1 млн" each has a number of its own, and in "6 тонн рыбы, чая – 5".
    """
    if not (row[one].is_of("sector") and row[one + 1].joins and row[two].is_of("sector")):
        return False
    dashed = two + 1 < len(row) and row[two + 1].text == "-"
    if dashed and one and row[one - 1].kind == "quantity":
        return False
    first, second = _cases(row, one), row[two].features & ALL_CASES
    return 0 in (first, second) or first & second != 0


def _cases(row: Row, at: int) -> int:
    """The cases that goods can be in; a quantity governs a genitive: "5 тонн рыбы"."""
    cases = row[at].features & ALL_CASES
    weighed = at > 0 and row[at - 1].kind == "quantity"
    return cases & GENITIVE or cases if weighed else cases


def _name(goods: Item, behind: Sequence[Item]) -> str:
    """The name of goods; without its noun if the next in a list has it: "черные и цветные"."""
    entry = _entry(goods)
    name = str(entry.name)
    if goods.is_of("asset") and behind and behind[0].is_of("sector"):
        return f"{name} {behind[0].text}"  # "в переработку сои"
    following = behind[1].lexicons.get("sector") if len(behind) > 1 and behind[0].joins else None
    if following is None or noun_of(following) != noun_of(entry) or " " in goods.text:
        return name
    return name.removesuffix(noun_of(entry)).rstrip() or name
