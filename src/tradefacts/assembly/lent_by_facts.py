"""Parties that the fact before lends: devices of `lending`."""

from __future__ import annotations

from tradefacts.assembly import parties
from tradefacts.assembly.case import Case
from tradefacts.assembly.draft import Draft
from tradefacts.assembly.groups import Group
from tradefacts.assembly.memory import parties_of
from tradefacts.facts.trade import Place


def both_of_topic(case: Case) -> None:
    """Mutual trade without names is between the two sides of the sentence before."""
    topic, main = case.memory.topic, case.memory.main
    if not case.mutual or case.lender is not None or topic is None or case.own or not case.open:
        return
    if main is not None and main.get("partner") is None and case.salience.pair()[2]:
        parties.complete(case.draft, case.salience.sides(), Place.PAIR, lend_partner=True)
        return
    sides = parties.sides_of(topic)
    other = topic.get("indicator") != case.indicator
    if other and main is not None and case.salience.is_pair(parties.sides_of(main)):
        sides = parties.sides_of(main)
    if None not in sides:
        parties.complete(case.draft, sides, Place.TOPIC, lend_partner=True)


def of_the_other_side(case: Case) -> None:
    """What the other side was told to buy or sell goes on: "Китай закупает ... Куплено и газа"."""
    topic, head = case.memory.topic, case.group.head
    if topic is None or head is None or case.base is not None or case.own or case.draft.world:
        return
    alike = topic.get("indicator") == case.indicator and topic.paragraph == case.draft.paragraph
    mirrored = topic.get("partner") == case.memory.home is not None
    if alike and mirrored and (head.meaning.acts or "deal" in head.lexicons):
        parties.complete(case.draft, parties.sides_of(topic), Place.TOPIC, lend_partner=True)


def the_other_way(case: Case) -> None:
    """What is invested in return has the sides of before, turned round: "встречные вложения"."""
    topic, head = case.base or case.memory.topic, case.group.head
    if topic is None or head is None or case.own or case.indicator != "investment":
        return
    sides = parties.sides_of(topic)
    if "reverse" in head.lexicons and None not in sides:
        place = Place.SENTENCE if case.in_sentence else Place.TOPIC
        parties.complete(case.draft, sides[::-1], place, lend_partner=True)


def balance_of_pair(case: Case) -> None:
    """One of two sides that were just told of has its balance with the other: "профицит Минска"."""
    topic, side = case.memory.topic, case.draft.get("reporter")
    if case.indicator != "balance" or set(case.own) != {"reporter"} or topic is None:
        return
    if topic.paragraph == case.draft.paragraph and side in parties_of(topic) and case.open:
        parties.complete(case.draft, parties.sides_of(topic), Place.TOPIC, lend_partner=True)


def there(case: Case) -> None:
    """An adverb of place, "туда", without a region beside it is abroad in the fact before."""
    topic = case.memory.topic
    if topic is None or case.base is not None or "partner" in case.own:
        return
    said = case.group.around(case.group.row.of("there"))
    if any(item.code is None for item in said):
        sides = parties.sides_of(topic)
        if topic.get("partner") == case.memory.home:
            sides = sides[::-1]
        parties.complete(case.draft, sides, Place.TOPIC, lend_partner=True)


def next_clause(case: Case) -> None:
    """After a semicolon only who speaks goes on, not whom it spoke of."""
    lender = case.lender
    if lender is None or case.memory.main is None or not _is_parted(case.group):
        return
    if "reporter" not in case.own and lender.get("reporter") is not None:
        case.draft.answers["reporter"] = lender.answers["reporter"]
    case.lender = None


def speaker_of_topic(case: Case) -> None:
    """A list of partners goes on in the next sentence: who speaks is the same."""
    lender = case.lender
    if lender is None or case.in_sentence or "reporter" in case.own or not case.own:
        return
    speaks = lender.answers.get("reporter")
    main = case.memory.main
    if main is not None and lender.get("partner") == main.get("reporter"):
        speaks = main.answers.get("reporter")  # the other side was an aside
    parties.complete(case.draft, (speaks, None), Place.TOPIC, lend_partner=False)


def beside_the_listed(case: Case) -> None:
    """Who is listed in the next sentence has the same partner as the one before."""
    lender = case.lender
    if lender is None or case.in_sentence or set(case.own) != {"reporter"} or case.draft.world:
        return
    another = lender.get("reporter") != case.draft.get("reporter")
    if another and case.own["reporter"].role in parties.ONE_SIDE:
        partner = lender.answers.get("partner")
        parties.complete(case.draft, (None, partner), Place.TOPIC, lend_partner=True)


def same_as_before(case: Case) -> None:
    """The fact before tells both sides, or the one that is not named anew."""
    lender = case.lender
    if lender is None or (case.own and not (case.in_sentence or _is_part_of(case, lender))):
        return
    place = Place.SENTENCE if case.in_sentence else Place.TOPIC
    open_ = not case.draft.world and not _is_past_the_list(case)
    sides = parties.sides_of(lender)
    if _buys_as_well(case, lender):
        sides = (None, lender.answers["reporter"])
    parties.complete(case.draft, sides, place, lend_partner=open_)


def _is_part_of(case: Case, lender: Draft) -> bool:
    """Whether a part of the fact before names its reporter: "из них экспорт Армении"."""
    named = {side: item.code for side, item in case.own.items()}
    return case.group.in_gap("thereof") and named == {"reporter": lender.get("reporter")}


def _buys_as_well(case: Case, lender: Draft) -> bool:
    """Whether a third side buys what is told to be sold: "ушло в Турцию, Египет закупил 5"."""
    side = case.own.get("reporter")
    acts = side is not None and side.role == "subject" and len(case.own) == 1
    mirrored = case.indicator == "import" and lender.get("indicator") == "export"
    sides = parties_of(lender)
    return acts and mirrored and None not in sides and case.draft.get("reporter") not in sides


def _is_past_the_list(case: Case) -> bool:
    """Whether a new paragraph has left the partner of the last one: it is not that of the text."""
    lender, main = case.lender, case.memory.main
    if lender is None or main is None or lender.paragraph == case.draft.paragraph:
        return False
    return parties_of(lender)[1] != parties_of(main)[1]


def _is_parted(group: Group) -> bool:
    """Whether a semicolon parts the number from the one before, with a head of its own."""
    head = group.head
    if head is None:
        return False
    return any(item.text == ";" for item in group.row[group.since : min(head.index, group.at)])
