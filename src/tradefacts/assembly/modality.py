"""The modality of a fact: whether it is so, is to be so, is expected, or could be."""

from __future__ import annotations

from tradefacts.assembly.draft import Answer, Draft
from tradefacts.assembly.group import Group
from tradefacts.assembly.items import NUMBERS, Item, Row, first, last
from tradefacts.assembly.names import LexiconName
from tradefacts.facts.trade import Place
from tradefacts.grammar.features import INFINITIVE

_LEAD: frozenset[str] = frozenset({"mark", "period"})
_AIMS: tuple[LexiconName, ...] = ("trend", "reach", "exceed")
"""Lexicons of what somebody may aim to do to a trade."""
_NEAR = 5
"""How many words may lie between an accord and its clause: "договорились с Ираном, что"."""


def goal_alone(row: Row) -> Item | None:
    """The infinitive that opens a sentence and states a goal: "Довести оборот до 5 млн".

    "Нарастить экспорт удалось" states what was done.
    """
    told = (i for i in row if i.kind not in _LEAD and not i.is_of("preposition"))
    begins = next(told, None)
    if begins is None or not begins.features & INFINITIVE or row.of("managed"):
        return None
    return begins if any(map(begins.is_of, _AIMS)) else None


def modality(group: Group, base: Draft | None) -> Answer:
    """The modality that the words before a number state, else that of the number before."""
    row, at = group.row, group.at
    named = _named(group)
    if named is not None:
        return _told(named, Place.CLAUSE)
    contract = _contracted(group)
    if contract is not None:
        return Answer("target", Place.CLAUSE, contract)
    moods = [mood for mood in row.moods if not _is_measure(row, mood)]
    said = last(moods, 0, at)
    now = next(iter(group.gap(row.of("nowadays"))), None)
    if said is not None and now is not None and _are_parted(row, said, now):
        said = None  # "хотим довести до 5 млн, сейчас он не дотягивает"
    if said is None or said.clause != group.anchor.clause:
        said = first(moods, at + 1, group.until)
    if said is not None:
        mood = said.meaning.mood
        assert mood is not None
        governing = _governing(row, said, at) if mood.decided else _introducing(row, said)
        if governing is not None:  # "ждут, что поставят", "«Поставим 5 тонн», – прогнозирует"
            return _told(governing, Place.SENTENCE)
        return Answer(mood.modality, Place.CLAUSE, said, mood.line)
    goal = goal_alone(row)
    if goal is not None:
        return Answer("target", Place.CLAUSE, goal)
    lent = None if base is None else base.mood or base.answers.get("modality")
    if lent is not None and now is None:
        return lent
    modal = group.before("modal") if now is None else None
    return Answer("actual", Place.DEFAULT) if modal is None else _told(modal, Place.SENTENCE)


def _are_parted(row: Row, said: Item, now: Item) -> bool:
    """Whether a mark separates two words, the first of which stands before the other."""
    return any(item.kind == "mark" for item in row[said.index : now.index])


def _governing(row: Row, said: Item, at: int) -> Item | None:
    """The modal word of a sentence whose verb states a decision."""
    modals = row.of("modal")
    return last(modals, 0, said.index) or first(modals, at + 1, len(row))


def _introducing(row: Row, said: Item) -> Item | None:
    """The modal word that introduces the clause of a verb in the future.

    "договорились, что нарастят"
    """
    if said.meaning.mood is None or said.meaning.mood.modality == "actual":
        return None
    that = last([i for i in row.of("opening") if i.key("opening") == "that"], 2, said.index)
    if that is None:
        return None
    modal = last(row.of("modal"), max(0, that.index - _NEAR), that.index)
    if modal is None or any(item.joins for item in row[modal.index : that.index - 1]):
        return None
    return modal


def _is_measure(row: Row, mood: Item) -> bool:
    """Whether a plan is only what another number is measured by: "105% к плану"."""
    if not mood.is_of("plan") or mood.index < 2:
        return False
    number, word = row[mood.index - 2 : mood.index]
    compares = word.is_of("preposition") or word.is_of("comparison")
    return number.kind in NUMBERS and compares


def _named(group: Group) -> Item | None:
    """The modal word that is the head or governs it, whatever the verb.

    "прогноз экспорта составляет"
    """
    head = group.head
    if head is None or head.meaning.acts:  # "по контракту поставили"
        return None
    return first(group.row.of("modal"), head.index - 1, head.index + 1)


def _contracted(group: Group) -> Item | None:
    """The agreement that governs the head: "соглашение на поставку 5 тонн"."""
    row, head = group.row, group.head
    if head is None or head.index < 2 or not row[head.index - 1].is_of("preposition"):
        return None
    told = row[head.index - 2]
    return told if told.is_of("accord") or told.is_of("modal") else None


def _told(modal: Item, place: Place) -> Answer:
    entry = modal.lexicons["modal"]
    return Answer(entry.key, place, modal, entry.line)
