"""Parties that words refer to, "он", "ее доля", "туда", "наш": devices of `lending`."""

from __future__ import annotations

from tradefacts.assembly import parties
from tradefacts.assembly.group import Group
from tradefacts.assembly.search import Search
from tradefacts.facts.trade import Place


def of_its(search: Search) -> None:
    """The trade called "its" is that of a region that was named without a number.

    "Выиграл Иран. Его вывоз вырос". But "их" stands for several, and in "его пришло 5 тонн" the
    word stands for goods.
    """
    head, pointed = search.group.head, search.memory.pointed
    if head is None or pointed is None or head.index == 0 or head.meaning.acts:
        return
    if "reporter" in search.own:
        return
    if search.group.row[head.index - 1].key("its") not in (None, "they"):
        parties.complete(search.draft, (pointed, None), Place.TOPIC, lend_partner=False)


def of_its_share(search: Search) -> None:
    """The share called "its" in another's trade is that of the side just said to trade with it.

    "Иран продал России 5 тонн сыра. Его доля в российском импорте – 4%"
    """
    topic, whole = search.memory.topic, search.draft.get("reporter")
    its = search.group.is_share and search.group.in_gap("its") and not search.in_sentence
    if its and topic is not None and set(search.own) == {"reporter"}:
        first, second = parties.sides_of(topic)
        if first is not None and whole is not None and topic.get("partner") == whole:
            parties.complete(search.draft, (second, first), Place.TOPIC, lend_partner=True)


def ours(search: Search) -> None:
    """The trade called "ours" is that of the side at home, whoever traded in the sentence before.

    "Чили продала Армении 5 тонн вина. Наш экспорт упал", "Мы поставили туда 3 тонны"
    """
    main, head = search.memory.main, search.group.head
    if main is None or head is None or "reporter" in search.own:
        return
    before = search.group.row[head.index - 1 : head.index]
    acts = head.meaning.acts and _says_we(search.group)
    if not (acts or any(item.is_of("ours") for item in before)):
        return
    home = main.answers.get("reporter")
    parties.complete(search.draft, (home, None), Place.PAIR, lend_partner=False)


def borne(search: Search) -> None:
    """A pronoun that has a share is the partner just spoken of: "Ввоз из Ирака упал. На него"."""
    topic, group = search.memory.topic, search.group
    if topic is None or "partner" in search.own or search.in_sentence or not group.is_share:
        return
    own = "partner" in topic.own_roles and topic.paragraph == search.draft.paragraph
    if own and group.in_gap("share") and _by_pronoun(group):
        partner = topic.answers.get("partner")
        parties.complete(search.draft, (None, partner), Place.TOPIC, lend_partner=True)


def of_pointed(search: Search) -> None:
    """A pronoun is the partner that the sentence before named without a number.

    "Иран – партнер Армении. Товарооборот с ним вырос", "На его долю приходится 5% оборота"
    """
    pointed, group = search.memory.pointed, search.group
    if pointed is None or "partner" in search.own or search.in_sentence:
        return
    shares = (group.row[item.index + 1] for item in group.gap(group.row.of("its")))
    if _by_pronoun(group) or any(item.is_of("share") for item in shares):
        parties.complete(search.draft, (None, pointed), Place.TOPIC, lend_partner=True)


def acted(search: Search) -> None:
    """A pronoun that acts is the region just named without a number.

    "Рынок – Иран. Он купил 5 тонн"
    """
    pointed, group = search.memory.pointed, search.group
    if pointed is None or "reporter" in search.own or search.in_sentence or not group.acts:
        return
    if group.in_gap("personal"):
        parties.complete(search.draft, (pointed, None), Place.TOPIC, lend_partner=False)


def _says_we(group: Group) -> bool:
    return any(item.key("ours") == "we" for item in group.gap(group.row.of("ours")))


def _by_pronoun(group: Group) -> bool:
    """Whether a pronoun before the number stands for a side, and was not resolved to a region."""
    return any(item.kind == "word" for item in group.gap(group.row.of("pronoun")))


def there(search: Search) -> None:
    """An adverb of place, "туда", without a region is the one abroad in the sentence before."""
    topic, pointed = search.memory.topic, search.memory.pointed
    said = search.group.around(search.group.row.of("there"))
    if "partner" in search.own or all(item.code is not None for item in said):
        return
    if pointed is not None:
        parties.complete(search.draft, (None, pointed), Place.TOPIC, lend_partner=True)
    elif topic is not None and search.base is None:
        sides = parties.sides_of(topic)
        if topic.get("partner") == search.memory.home:
            sides = sides[::-1]
        parties.complete(search.draft, sides, Place.TOPIC, lend_partner=True)
