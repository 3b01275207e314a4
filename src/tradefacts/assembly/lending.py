"""Who trades with whom where a number does not say it itself: each device lends what it can.

A device looks at one case and fills sides that are still missing, in the order of `DEVICES`; what
the words beside the number say is never overwritten, but for `_faced_home`, which turns it round.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from tradefacts.assembly import parties
from tradefacts.assembly.case import Case
from tradefacts.assembly.draft import Draft
from tradefacts.assembly.groups import Group
from tradefacts.assembly.items import Item
from tradefacts.assembly.memory import OF_GOODS, RECEIVED, parties_of
from tradefacts.facts.trade import Place

_PAIRED = ("turnover", "investment")
"""What is told of two sides even where only one is named."""

_INSIDE = ("to", "at")
"""Roles of a union within which its members trade."""

_LISTED = ("listed", "sharer", "subject")


def lend(case: Case, devices: Iterable[Device]) -> None:
    """Let the devices fill the sides of a draft."""
    answers = case.draft.answers
    for device in devices:
        if case.closed or ("reporter" in answers and "partner" in answers):
            return
        device(case)


Device = Callable[[Case], None]


def _faced_home(case: Case) -> None:
    """Let a side that is named alone in a mutual trade face the side at home.

    "Россия сохранила первое место: взаимный товарооборот"
    """
    draft, main = case.draft, case.memory.main
    if not case.mutual or main is None or set(case.own) != {"reporter"} or draft.world:
        return
    home = case.memory.home
    if home is not None and draft.get("reporter") != home and main.get("partner") is None:
        draft.answers["partner"] = draft.answers.pop("reporter")


def _among_members(case: Case) -> None:
    """The trade of a union's members with one another: both sides are the union."""
    draft, main = case.draft, case.memory.main
    if not case.mutual or case.indicator != "turnover":
        return
    place = case.own.get("partner")
    if place is not None and "reporter" not in case.own and place.role in _INSIDE:
        draft.answers["reporter"] = draft.answers.pop("partner")  # "взаимная торговля в ЕАЭС"
    elif place is not None:
        return
    union = draft.get("reporter") or case.memory.home
    if union is None or not union.startswith("X-"):
        return
    if draft.get("reporter") is None and main is not None:
        draft.answers["reporter"] = main.answers["reporter"].moved(Place.PAIR)
    draft.answers["partner"] = draft.answers["reporter"]
    case.closed = True


def _both_of_topic(case: Case) -> None:
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


def _of_the_other_side(case: Case) -> None:
    """What the other side was told to buy or sell goes on: "Китай закупает ... Куплено и газа"."""
    topic, head = case.memory.topic, case.group.head
    if topic is None or head is None or case.base is not None or case.own or case.draft.world:
        return
    alike = topic.get("indicator") == case.indicator and topic.paragraph == case.draft.paragraph
    mirrored = topic.get("partner") == case.memory.home is not None
    if alike and mirrored and (head.meaning.acts or "deal" in head.lexicons):
        parties.complete(case.draft, parties.sides_of(topic), Place.TOPIC, lend_partner=True)


def _balance_of_pair(case: Case) -> None:
    """One of two sides that were just told of has its balance with the other: "профицит Минска"."""
    topic, side = case.memory.topic, case.draft.get("reporter")
    if case.indicator != "balance" or set(case.own) != {"reporter"} or topic is None:
        return
    if topic.paragraph == case.draft.paragraph and side in parties_of(topic) and case.open:
        parties.complete(case.draft, parties.sides_of(topic), Place.TOPIC, lend_partner=True)


def _there(case: Case) -> None:
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


def _next_clause(case: Case) -> None:
    """After a semicolon only who speaks goes on, not whom it spoke of."""
    lender = case.lender
    if lender is None or case.memory.main is None or not _is_parted(case.group):
        return
    if "reporter" not in case.own and lender.get("reporter") is not None:
        case.draft.answers["reporter"] = lender.answers["reporter"]
    case.lender = None


def _speaker_of_topic(case: Case) -> None:
    """A list of partners goes on in the next sentence: who speaks is the same."""
    lender = case.lender
    if lender is None or case.in_sentence or "reporter" in case.own or not case.own:
        return
    speaks = lender.answers.get("reporter")
    main = case.memory.main
    if main is not None and lender.get("partner") == main.get("reporter"):
        speaks = main.answers.get("reporter")  # the other side was an aside
    parties.complete(case.draft, (speaks, None), Place.TOPIC, lend_partner=False)


def _beside_the_listed(case: Case) -> None:
    """Who is listed in the next sentence has the same partner as the one before."""
    lender = case.lender
    if lender is None or case.in_sentence or set(case.own) != {"reporter"} or case.draft.world:
        return
    another = lender.get("reporter") != case.draft.get("reporter")
    if another and case.own["reporter"].role in _LISTED:
        partner = lender.answers.get("partner")
        parties.complete(case.draft, (None, partner), Place.TOPIC, lend_partner=True)


def _same_as_before(case: Case) -> None:
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


def _received(case: Case) -> None:
    """What somebody puts into a place goes to the side at home, where that is another."""
    draft = case.draft
    if case.indicator not in RECEIVED or case.handled or set(case.own) != {"reporter"}:
        return
    main = case.memory.main
    home = None if main is None else main.answers.get("reporter")
    first, second, _ = case.salience.pair()
    if home is not None and home.value is not None and draft.get("reporter") != home.value:
        parties.complete(draft, (None, home), Place.PAIR, lend_partner=True)
    elif draft.get("reporter") in (first, second):
        parties.complete(draft, case.salience.sides(), Place.PAIR, lend_partner=True)


def _inward(case: Case) -> None:
    """What foreigners invest, or what is attracted, goes to the side at home, whoever they are."""
    main, head = case.memory.main, case.group.head
    home = None if main is None else main.answers.get("reporter")
    if home is None or head is None or "reporter" in case.own or case.indicator != "investment":
        return
    if "inward" not in head.lexicons and not case.group.in_gap("attract"):
        return
    if "partner" not in case.own:
        case.draft.answers["partner"] = home.moved(Place.PAIR)
    case.closed = True


def _faces_home(case: Case) -> None:
    """Who buys or sells alone, and is abroad, does so with the side at home."""
    main, draft = case.memory.main, case.draft
    alone = set(case.own) == {"reporter"} and not draft.world
    if main is None or not alone or case.indicator not in OF_GOODS:
        return
    home, abroad = main.answers.get("reporter"), str(draft.get("reporter"))
    head = case.group.head
    buys = head is not None and "buy" in head.lexicons
    noun = head is None or ("indicator" in head.lexicons and not head.meaning.acts)
    if home is None or not (buys or (case.own["reporter"].role == "subject" and not noun)):
        return  # "Латвия нарастила экспорт" is a comparison
    told = main.get("indicator") in (*OF_GOODS, "turnover") and main.get("partner") is None
    if told and not parties.is_part(abroad, str(home.value), case.members):
        parties.complete(draft, (None, home), Place.PAIR, lend_partner=True)


def _main_pair(case: Case) -> None:
    """The two sides of the first fact of the text; who is abroad for both trades with home."""
    main, lender = case.memory.main, case.lender
    if main is None:
        return
    of_world = case.in_sentence and lender is not None and lender.world
    sides = parties.sides_of(main)
    listed = main.own_roles.get("partner") in _LISTED and not case.salience.is_pair(sides)
    open_ = case.open and not of_world and not listed
    if not case.mutual and not case.own and not case.salience.is_of_two(sides):
        open_ = open_ and _is_of_topic(case)
    if case.memory.whole == case.draft.paragraph:
        open_ = False
    reporter = case.draft.get("reporter")
    alike = case.indicator in OF_GOODS and case.indicator == main.get("indicator")
    if reporter is not None and not alike and parties.is_third(reporter, sides):
        sides = sides[::-1]
    parties.complete(case.draft, sides, Place.PAIR, lend_partner=open_)


def _is_of_topic(case: Case) -> bool:
    """Whether a share or a balance is of what was just told of the two main sides."""
    topic, main = case.memory.topic, case.memory.main
    if topic is None or main is None or not (case.group.is_share or case.indicator == "balance"):
        return False
    return topic.paragraph == case.draft.paragraph and parties_of(topic) == parties_of(main)


def _salient_pair(case: Case) -> None:
    """The two sides that the text is about, before any fact has told them."""
    if case.memory.main is not None and not case.mutual:
        return
    if case.indicator == "transit":
        return  # whose goods pass through, nobody can guess
    alone = case.salience.pair()[2]
    symmetric = "second" in case.flow.sides.get("partner", ())
    wanted = case.mutual or (alone and case.indicator in _PAIRED)
    parties.complete(
        case.draft,
        case.salience.sides(),
        Place.PAIR,
        lend_partner=wanted and case.open and symmetric,
    )


DEVICES: tuple[Device, ...] = (
    _faced_home,
    _among_members,
    _both_of_topic,
    _of_the_other_side,
    _balance_of_pair,
    _there,
    _next_clause,
    _speaker_of_topic,
    _beside_the_listed,
    _inward,
    _same_as_before,
    _received,
    _faces_home,
    _main_pair,
    _salient_pair,
)


def _is_parted(group: Group) -> bool:
    """Whether a semicolon parts the number from the one before, with a head of its own."""
    head = group.head
    if head is None:
        return False
    return any(item.text == ";" for item in group.row[group.since : min(head.index, group.at)])


def says_world(group: Group, own: Mapping[str, Item]) -> bool:
    """Whether the words say that the partner is the whole world; some do by a side's name alone.

    Of a share they name the whole, and "its share" is of what was spoken of, not of the world.
    """
    if group.is_share and group.in_gap("its"):
        return False
    said = group.around(group.row.of("world"))
    keys = {item.key("world") for item in said}
    if group.head is not None:
        keys.add(group.head.key("world"))
    return "all" in keys or ("own" in keys and (bool(own) or group.in_gap("its")))
