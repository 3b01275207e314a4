"""Goods that a number does not name: lent by its sentence, by a label, or by the text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tradefacts.assembly import theme
from tradefacts.assembly.draft import OF_GOODS, Answer, Draft
from tradefacts.assembly.group import Group
from tradefacts.assembly.heads import is_moved
from tradefacts.assembly.search import Search
from tradefacts.assembly.theme import is_of_all
from tradefacts.assembly.vocabulary import Vocabulary
from tradefacts.facts.trade import Place
from tradefacts.grammar.features import NOMINATIVE
from tradefacts.grammar.tokens import split


def sector(
    search: Search, told: Answer | None, made: Sequence[Draft], vocabulary: Vocabulary
) -> Answer | None:
    """The goods of a number: those it names as `told`, or what these refer back to; else lent ones.

    `made` are the facts of its sentence so far.
    """
    if told is not None:
        return _of_topic(search, told) or told
    lent = _of_label(search) or _of_base(search) or _of_same(search) or _of_announced(search)
    if lent is not None and not search.in_sentence and _leaves_out(lent, vocabulary):
        return None
    if lent is None and all(
        draft.get("sector") and draft.place("sector") is not Place.CLAUSE for draft in made
    ):
        return theme.of_text(search, vocabulary)
    return lent


def _of_base(search: Search) -> Answer | None:
    """The goods of the fact that a number continues."""
    base = search.base
    if base is None or not _carry_on(search, base):
        return None
    return base.answers["sector"].at_place(Place.SENTENCE if search.in_sentence else Place.TOPIC)


def _of_topic(search: Search, told: Answer) -> Answer | None:
    """The goods that a wider word refers back to: "экспорт говядины ... доля этого мяса"."""
    row, topic = search.group.row, search.memory.topic
    own = next((item for item in row.of("sector") if item.start == told.start), None)
    before = None if topic is None or search.in_sentence else topic.answers.get("sector")
    if own is None or own.index == 0 or before is None or not before.value:
        return None
    this, noun = row[own.index - 1], str(told.value)
    points = this.is_of("such") and not this.features & NOMINATIVE  # "это машины" names them
    wider = noun not in before.value or before.value.endswith(f" {noun}")
    return before.at_place(Place.TOPIC) if points and wider else None


def _leaves_out(goods: Answer, vocabulary: Vocabulary) -> bool:
    """Whether goods are only what one sentence leaves out: "без учета золота"."""
    words = split(goods.value or "")
    return any(vocabulary.holds("except", words[:end]) for end in range(1, len(words)))


def _of_same(search: Search) -> Answer | None:
    """The goods just spoken of, if words say that these are traded, or measured differently.

    "Половину дал чай. Его главный покупатель – Иран (5 тонн)", "в деньгах экспорт страны вырос на
    3%"
    """
    topic, head = search.memory.topic, search.group.head
    if topic is None or head is None or search.in_sentence or not topic.get("sector"):
        return None
    beside = topic.paragraph == search.draft.paragraph and topic.indicator == search.indicator
    noun = not (head.meaning.acts or search.group.is_share)
    lead = search.group.row[search.group.since : head.index] if noun and beside else ()
    trader = topic.place("reporter") is Place.CLAUSE  # "its" may refer to that, too
    its = not trader and any(item.is_of("its") for item in lead)
    if its or any(item.is_of("measured") for item in lead):
        return topic.answers["sector"].at_place(Place.TOPIC)
    return None


def _of_announced(search: Search) -> Answer | None:
    """The goods of the sentence before, if it had no number: "Ввоз чая упал. Ввезли 5 т"."""
    topic, draft, group = search.memory.topic, search.draft, search.group
    if topic is None or search.in_sentence or topic.has_number or not topic.get("sector"):
        return None
    same = topic.indicator == draft.indicator and topic.get("reporter") == draft.get("reporter")
    same = same and topic.paragraph == draft.paragraph
    counts = group.acts or group.anchor.kind == "quantity"
    return topic.answers["sector"].at_place(Place.TOPIC) if same and counts else None


def _of_label(search: Search) -> Answer | None:
    """The goods in the heading of the paragraph, if a number of trade in goods names none."""
    of_goods = search.indicator in OF_GOODS and not is_of_all(search.group)
    return search.memory.label if of_goods else None


def _carry_on(search: Search, before: Draft) -> bool:
    """Whether a number that names no goods has those of the number before."""
    group, draft = search.group, search.draft
    if not before.get("sector") or is_of_all(group):
        return False
    if before.is_share and _is_relative(group) and not _is_of_whole(before):
        return False  # "чай дал 7% экспорта, который составил 9 млн": of all
    if search.in_sentence and (_is_part(search, before) or _is_other_side(draft, before)):
        return True
    return draft.indicator == before.indicator and _are_those_of(group, before)


def _is_part(search: Search, before: Draft) -> bool:
    """Whether only the partner is named again.

    "экспорт чая в Чили вырос на 5%, в Иран ушло 7 т".
    """
    alike = search.draft.indicator == before.indicator in OF_GOODS
    alike = alike and not (search.group.is_share or before.is_share)
    return alike and set(search.own) == {"partner"}


def _is_other_side(draft: Draft, before: Draft) -> bool:
    """Whether it is the other side that trades.

    "импорт мяса сократился, Белоруссия увеличила поставки"
    """
    mirrored = {draft.indicator, before.indicator} == set(OF_GOODS)
    acts = draft.own_roles == {"reporter": "subject"}
    return mirrored and acts and draft.get("partner") == before.get("reporter") is not None


def _are_those_of(group: Group, before: Draft) -> bool:
    """Whether nothing says that the goods are other than those before.

    A verb without an object has that of the verb before: "в Иран вывезли 5 тонн чая, в Катар – 3".
    """
    if group.is_share and _is_its_share(group):
        return before.get("partner") is None  # "экспорт чая вырос, его доля достигла 5%"
    if group.in_gap("modal"):
        return False
    return _says_only_that_they_move(group, before) and not _are_unknown(group, before)


def _is_its_share(group: Group) -> bool:
    """Whether a share is that of what was just spoken of: "его доля", "поднять эту долю до 30%"."""
    pairs = pairwise(group.row[group.since : group.at])
    this = any(one.is_of("this") and two.key("share") == "noun" for one, two in pairs)
    return this or group.in_gap("its")


def _is_relative(group: Group) -> bool:
    """Whether "который" opens the clause of a number."""
    return any(item.is_of("relative") for item in group.row[group.since : group.at][:2])


def _is_of_whole(share: Draft) -> bool:
    """Whether the goods of a share are those of its whole: "7% экспорта чая"."""
    goods, number = share.answers["sector"], share.change_item
    return number is not None and goods.start is not None and goods.start > number.start


def _says_only_that_they_move(group: Group, before: Draft) -> bool:
    """Whether the head of a number, if it has one, is a verb, a buyer, or the proceeds of goods."""
    head = group.head
    if head is None or head.meaning.acts or head.is_of("proceeds"):
        return True
    if any(item.is_of("measured") for item in group.row[head.index - 1 : head.index]):
        return True  # "физический объем импорта"
    if head.is_of("counterpart") or (group.is_share and group.before("counterpart") is not None):
        return not before.is_share  # after a share, a buyer's part is one of all goods
    return group.anchor.role == "share" and is_moved(head)


def _are_unknown(group: Group, before: Draft) -> bool:
    """Whether a number has goods of its own that are in no lexicon.

    They stand where the number before has its goods, "металлы (25%), машины (10%)", or after the
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
