"""Who trades with whom where a number does not say it itself: each device lends what it can.

A device looks at one case and fills sides that are still missing, in the order of `DEVICES`; what
the words beside the number say is never overwritten, but for `_faced_home`, which turns it round.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from attrs import define

from tradefacts.assembly import parties
from tradefacts.assembly.draft import Draft
from tradefacts.assembly.groups import Group
from tradefacts.assembly.items import Item
from tradefacts.assembly.memory import RECEIVED, Memory
from tradefacts.assembly.places import Salience
from tradefacts.assembly.program import Flow
from tradefacts.facts.trade import Place

_PAIRED = ("turnover", "investment")
"""What is told of two sides even where only one is named."""

_INSIDE = ("to", "at")
"""Roles of a union within which its members trade."""

_SHARES = ("share", "past_share")
_TRADES = ("export", "import")
_LISTED = ("listed", "sharer", "subject")


@define(eq=False)
class Case:
    """A draft whose sides are to be found, and all that may lend them."""

    draft: Draft
    group: Group
    own: Mapping[str, Item]
    """What the words beside the number say."""
    base: Draft | None
    """The fact before that this one goes on from."""
    in_sentence: bool
    """Whether that is a fact of the same sentence."""
    memory: Memory
    salience: Salience
    flow: Flow
    mutual: bool
    """Whether the words speak of both sides: "взаимный"."""
    closed: bool = False
    """Whether nothing more is to be lent."""

    @property
    def open(self) -> bool:
        """Whether there can be a partner that is not named: not the world, not a place at work."""
        return not self.draft.world and "partner" in self.flow.sides

    @property
    def members(self) -> Collection[str]:
        """The members of the union at home."""
        return self.salience.members.get(self.memory.home or "", ())

    @property
    def indicator(self) -> str:
        """What is measured."""
        return str(self.draft.get("indicator"))


def lend(case: Case, devices: Iterable[Device]) -> None:
    """Let the devices fill the sides of a draft."""
    for device in devices:
        if not case.closed:
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
    topic = case.memory.topic
    if not case.mutual or case.base is not None or topic is None or case.own or not case.open:
        return
    sides = parties.sides_of(topic)
    if None not in sides:
        parties.complete(case.draft, sides, Place.TOPIC, lend_partner=True)


def _there(case: Case) -> None:
    """An adverb of place, "туда", without a region beside it is abroad in the fact before."""
    topic = case.memory.topic
    if topic is None or case.base is not None or "partner" in case.own:
        return
    if any("there" in item.lexicons and item.code is None for item in case.group.around):
        sides = parties.sides_of(topic)
        if topic.get("partner") == case.memory.home:
            sides = sides[::-1]
        parties.complete(case.draft, sides, Place.TOPIC, lend_partner=True)


def _next_clause(case: Case) -> None:
    """After a semicolon only who speaks goes on, not whom it spoke of."""
    base = case.base
    if base is None or case.memory.main is None or not _is_parted(case.group):
        return
    if "reporter" not in case.own and base.get("reporter") is not None:
        case.draft.answers["reporter"] = base.answers["reporter"]
    case.base = None


def _speaker_of_topic(case: Case) -> None:
    """A list of partners goes on in the next sentence: who speaks is the same."""
    base = case.base
    if base is None or case.in_sentence or "reporter" in case.own or not case.own:
        return
    speaks = base.answers.get("reporter")
    main = case.memory.main
    if main is not None and base.get("partner") == main.get("reporter"):
        speaks = main.answers.get("reporter")  # the other side was an aside
    parties.complete(case.draft, (speaks, None), Place.TOPIC, lend_partner=False)


def _beside_the_listed(case: Case) -> None:
    """Who is listed in the next sentence has the same partner as the one before."""
    base = case.base
    if base is None or case.in_sentence or set(case.own) != {"reporter"} or case.draft.world:
        return
    if case.own["reporter"].role in _LISTED and base.get("reporter") != case.draft.get("reporter"):
        partner = base.answers.get("partner")
        parties.complete(case.draft, (None, partner), Place.TOPIC, lend_partner=True)


def _same_as_before(case: Case) -> None:
    """The fact before tells both sides, or the one that is not named anew."""
    base = case.base
    if base is None or (case.own and not case.in_sentence):
        return
    place = Place.SENTENCE if case.in_sentence else Place.TOPIC
    open_ = not case.draft.world
    parties.complete(case.draft, parties.sides_of(base), place, lend_partner=open_)


def _received(case: Case) -> None:
    """What somebody puts into a place goes to the side at home, where that is another."""
    draft = case.draft
    if case.indicator not in RECEIVED or "reporter" not in case.own or "partner" in case.own:
        return
    main = case.memory.main
    home = None if main is None else main.answers.get("reporter")
    first, second, _ = case.salience.pair()
    if home is not None and home.value is not None and draft.get("reporter") != home.value:
        parties.complete(draft, (None, home), Place.PAIR, lend_partner=True)
    elif draft.get("reporter") in (first, second):
        parties.complete(draft, case.salience.sides(), Place.PAIR, lend_partner=True)


def _faces_home(case: Case) -> None:
    """Who buys or sells alone, and is abroad, does so with the side at home."""
    main, draft = case.memory.main, case.draft
    alone = set(case.own) == {"reporter"} and not draft.world
    if main is None or not alone or case.indicator not in _TRADES:
        return
    home, abroad = main.answers.get("reporter"), str(draft.get("reporter"))
    if home is None or case.own["reporter"].role != "subject":
        return  # at its own place it is a comparison
    told = main.get("indicator") in (*_TRADES, "turnover") and main.get("partner") is None
    if told and not parties.is_part(abroad, str(home.value), case.members):
        parties.complete(draft, (None, home), Place.PAIR, lend_partner=True)


def _main_pair(case: Case) -> None:
    """The two sides of the first fact of the text; who is abroad for both trades with home."""
    main, base = case.memory.main, case.base
    if main is None:
        return
    of_world = case.in_sentence and base is not None and base.world
    open_ = case.open and not of_world and main.own_roles.get("partner") not in _LISTED
    sides = parties.sides_of(main)
    if not case.mutual and not case.own and not case.salience.is_of_two(sides):
        open_ = False
    reporter = case.draft.get("reporter")
    if reporter is not None and parties.is_third(reporter, sides):
        sides = sides[::-1]
    parties.complete(case.draft, sides, Place.PAIR, lend_partner=open_)


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
    _there,
    _next_clause,
    _speaker_of_topic,
    _beside_the_listed,
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
    return any(i.text == ";" for i in group.gap if i.index < head.index)


def says_world(group: Group, own: Mapping[str, Item]) -> bool:
    """Whether the words say that the partner is the whole world; some do by a side's name alone.

    Of a share they name the whole, and "its share" is of what was spoken of, not of the world.
    """
    if group.anchor.role in _SHARES and any("its" in item.lexicons for item in group.gap):
        return False
    keys = {item.key("world") for item in (*group.around, *([group.head] if group.head else []))}
    return "all" in keys or ("own" in keys and bool(own))


def says_both(group: Group) -> bool:
    """Whether the words before the number speak of both sides."""
    return any("both" in i.lexicons for i in group.gap)
