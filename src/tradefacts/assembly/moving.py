"""What a verb of motion says of a number: which way goods went, if it was goods."""

from __future__ import annotations

from collections.abc import Sequence

from tradefacts.assembly import investments
from tradefacts.assembly.draft import OF_GOODS, RECEIVED, Draft
from tradefacts.assembly.group import Group
from tradefacts.assembly.heads import indicator_of
from tradefacts.assembly.items import Item
from tradefacts.assembly.places import codes, country
from tradefacts.assembly.setting import Setting, Told
from tradefacts.facts.trade import Place


def moved(at: Setting) -> Told | None:
    """What a verb of motion measures: a quantity of goods, or an amount "for" them.

    Other amounts may be taxes, which come in as well. Such a verb says less than any other head, so
    that investment or freight before it goes on.
    """
    group, made = at.group, at.made
    named = indicator_of(group)
    if made and made[-1].indicator in RECEIVED:
        return made[-1].indicator, Place.SENTENCE
    head, last = group.head, at.last
    if group.is_share and made and made[-1].indicator == "export":
        earned = any(item.role == "to" for item in group.tail(group.row.places))
        earned = earned or any(i.role == "sharer" for i in group.gap(group.row.places))  # a market
        taken = named == "import" and not earned  # a side that takes a part of it
        return "import" if taken else "export", Place.SENTENCE
    passes = named == "freight" and head is not None and not head.is_of("handled")
    if passes and last is not None and last.indicator == "transit":
        return "transit", Place.SENTENCE if made else Place.TOPIC
    if passes and made and made[-1].indicator in OF_GOODS and group.in_gap("thereof"):
        return made[-1].indicator, Place.SENTENCE  # "вывезли 5 тонн, из них 3 проследовали в Иран"
    if investments.is_put_abroad(group):
        return "investment", group.place
    if _comes_in_return(at):
        return "import", Place.CLAUSE
    abroad = _is_taken_abroad(at, named)
    if head is not None and head.is_of("received") and not (abroad or _comes_in(at, head)):
        return ("investment", Place.TOPIC) if investments.is_invested(at) else None
    if group.anchor.kind == "money" and group.before("investor") is not None:
        return "investment", group.place
    if named is None or (group.anchor.kind == "money" and not is_priced(group, made)):
        return None
    if abroad or _is_brought_home(at, named):
        named = "export" if abroad else "import"
    topic = at.memory.topic
    if topic is None or made or at.sentence.paragraph - topic.paragraph > 1:
        return named, group.place
    return named, Place.TOPIC if topic.indicator == named else group.place


def _is_taken_abroad(at: Setting, named: str | None) -> bool:
    """Whether goods are only carried somewhere, after an export: "в Китай везут 5 тонн"."""
    last = at.last
    home = at.memory.home or (last.get("reporter") if last is not None else None)
    if named != "import" or last is None or last.indicator != "export" or home is None:
        return False
    told = [item for item in at.group.gap(at.group.row.places) if item.code]
    goals = [item for item in told if item.role == "to"]
    away = bool(goals) and all(country(str(item.code)) != country(home) for item in goals)
    return away and len(told) == len(goals)


def _is_brought_home(at: Setting, named: str | None) -> bool:
    """Whether goods are said to go to the side at home from elsewhere: "в РФ едет из Чили"."""
    home = at.memory.home
    if named != "export" or home is None:
        return False
    told = [item for item in at.group.gap(at.group.row.places) if item.code]
    lands = {item.role: country(str(item.code)) for item in told}
    return lands.get("to") == country(home) != lands.get("from", country(home))


def _comes_in(at: Setting, head: Item) -> bool:
    """Whether the words before a number say that goods come, and from which region.

    After an import, more goods come from where these did; the import may also have been asked about
    one paragraph before. After an export, another country gets goods, by weight.
    """
    group, topic = at.group, at.memory.topic
    if head.index > group.at:
        return False
    if topic is not None and not at.made:
        far = at.sentence.paragraph - topic.paragraph
        asked = not topic.has_number
        counted = group.anchor.unit_class == "count"
        if topic.indicator == "import" and (counted or group.gap(group.row.of("sector"))):
            return far <= asked
        weighed = group.anchor.unit_class == "physical" and not far
        if topic.indicator == "export" and weighed and _is_of_another(group, topic):
            return True
    home = country(at.memory.home or "")
    said = [item for item in group.row.places if item.code and item.index < group.at]
    foreign = (i.role == "goods" and country(str(i.code)) != home for i in group.gap(said))
    return any(item.role == "from" for item in said) or any(foreign)


def _is_of_another(group: Group, topic: Draft) -> bool:
    """Whether a side other than the seller gets goods: its partner, or one that names no goods.

    "Канада получила 30 млн тонн пшеницы" may be its harvest.
    """
    does = next((i for i in group.gap(group.row.places) if i.role == "subject" and i.code), None)
    if does is None or country(str(does.code)) == country(topic.get("reporter") or ""):
        return False
    return does.code == topic.get("partner") or not group.around(group.row.of("sector"))


def _comes_in_return(at: Setting) -> bool:
    """Whether an exporter gets goods in return: "отправил 5 тонн, получил 3 тонны"."""
    group, made = at.group, at.made
    received = group.head is not None and group.head.is_of("received")
    if not (received and made and made[-1].indicator == "export") or named_between(group):
        return False
    return group.anchor.unit_class == "physical" or is_priced(group, made)


def named_between(group: Group) -> bool:
    """Whether a region stands in the gap before a number."""
    return bool(codes(group.gap(group.row.places)))


def is_priced(group: Group, made: Sequence[Draft]) -> bool:
    """Whether an amount is what goods are worth: "на 5 млн", "на сумму 5 млн", "в Иран (5 млн)".

    So is one after goods, "поступил чай (5 млн)", or in a bracket after a share: "треть экспорта
    (5 млн) забрал Иран".
    """
    row, at = group.row, group.at
    beside = row[at - 1].lexicons if at else {}
    listed = at > 1 and row[at - 1].text in ("(", "-")
    listed = listed and (row[at - 2].kind == "region" or row[at - 2].is_of("sector"))
    listed = listed or (bool(made) and made[-1].is_share and row[at - 1].text == "(")
    priced = "sold_for" in beside or "reach" in beside or listed
    return priced and group.before("rival") is None
