"""Parties that the text as a whole lends, whose trade it is about: devices of `lending`."""

from __future__ import annotations

from tradefacts.assembly import parties
from tradefacts.assembly.case import Case
from tradefacts.assembly.draft import Draft
from tradefacts.assembly.memory import OF_GOODS, RECEIVED, parties_of
from tradefacts.facts.trade import Place

_PAIRED = ("turnover", "investment")
"""What is told of two sides even where only one is named."""
_INSIDE = ("to", "at")
"""Roles of a union within which its members trade."""


def faced_home(case: Case) -> None:
    """Let a side that is named alone in a mutual trade face the side at home.

    "Россия сохранила первое место: взаимный товарооборот"
    """
    draft, main = case.draft, case.memory.main
    if not case.mutual or main is None or set(case.own) != {"reporter"} or draft.world:
        return
    home = case.memory.home
    if home is not None and draft.get("reporter") != home and main.get("partner") is None:
        draft.answers["partner"] = draft.answers.pop("reporter")


def among_members(case: Case) -> None:
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


def received(case: Case) -> None:
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


def inward(case: Case) -> None:
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


def faces_home(case: Case) -> None:
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


def main_pair(case: Case) -> None:
    """The two sides of the first fact of the text; who is abroad for both trades with home."""
    main = case.memory.main
    if main is None:
        return
    sides, reporter = parties.sides_of(main), case.draft.get("reporter")
    lends = _lends_partner(case, main)
    alike = case.indicator in OF_GOODS and case.indicator == main.get("indicator")
    if reporter is not None and not alike and parties.is_third(reporter, sides):
        sides = sides[::-1]
    parties.complete(case.draft, sides, Place.PAIR, lend_partner=lends)


def _lends_partner(case: Case, main: Draft) -> bool:
    """Whether the partner of the main fact may be that of another."""
    sides = parties.sides_of(main)
    of_world = case.in_sentence and case.base is not None and case.base.world
    listed = main.own_roles.get("partner") in parties.ONE_SIDE and not case.salience.is_pair(sides)
    if not case.open or of_world or listed or case.memory.whole == case.draft.paragraph:
        return False
    meant = case.mutual or bool(case.own) or case.salience.is_of_two(sides)
    return meant or _is_of_topic(case)


def salient_pair(case: Case) -> None:
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


def _is_of_topic(case: Case) -> bool:
    """Whether a share or a balance is of what was just told of the two main sides."""
    topic, main = case.memory.topic, case.memory.main
    if topic is None or main is None or not (case.group.is_share or case.indicator == "balance"):
        return False
    return topic.paragraph == case.draft.paragraph and parties_of(topic) == parties_of(main)
