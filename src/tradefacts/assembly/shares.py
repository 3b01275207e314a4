"""Who trades if parts of a trade are given: a member of a union, a province, a foreign side."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from tradefacts.assembly.draft import Draft
from tradefacts.assembly.group import Group
from tradefacts.assembly.items import UNITED, Item
from tradefacts.assembly.names import Role, Side
from tradefacts.assembly.places import country
from tradefacts.facts.trade import Place

_WHOLE: tuple[Role, ...] = ("of", "goods")
"""Roles of the side whose trade a share is of."""
_PARTS: tuple[Role, ...] = ("sharer", "listed")
"""Roles of a side that has a part of it."""


def part_of(
    mine: dict[Side, Item], items: Sequence[Item], members: Mapping[str, Collection[str]]
) -> dict[Side, Item]:
    """Find who has a part of a whole that is named beside it.

    "Китай обеспечил 24% экспорта Армении": a subject is then a partner, since the whole names the
    side that trades. But a member of a union trades itself, as a province does: "Россия обеспечила
    82% экспорта союза".
    """
    whole = mine.get("reporter")
    if whole is None or whole.role not in _WHOLE:
        return mine
    part = next(
        (i for i in items if i.role == "subject" and i.code not in (None, whole.code)), None
    )
    if part is not None and _is_inside(part, whole, members):
        return {**mine, "reporter": part}
    return mine if part is None or "partner" in mine else {**mine, "partner": part}


def among_takers(mine: dict[Side, Item], before: Draft) -> dict[Side, Item]:
    """If one side invests in several, make a side that has a share of this the receiver.

    The sentences before named receivers: "Главный получатель – Казахстан: 9 млн. На Узбекистан
    приходится 7 млн".
    """
    part = mine.get("reporter")
    if part is None or part.role not in _PARTS or "partner" in mine:
        return mine
    return {"partner": part} if goes_to_several(before) else mine


def goes_to_several(before: Draft) -> bool:
    """Whether a fact is about what one side invests in several, or in one of these."""
    if before.indicator != "investment" or before.get("reporter") is None:
        return False
    listed = "partner" in before.own_roles and "reporter" not in before.own_roles
    return listed or str(before.get("partner")).startswith("X-")


def _is_inside(part: Item, whole: Item, members: Mapping[str, Collection[str]]) -> bool:
    """Whether a part is a member of the whole, a union, or a province of it, a country."""
    return part.code in members.get(str(whole.code), ()) or _lies_in(part, whole.code)


def _lies_in(part: Item, land: str | None) -> bool:
    """Whether a place is a part of a country, and not the country itself."""
    return part.code is not None and part.code != land and country(part.code) == land


def sharing(
    mine: dict[Side, Item], home: str | None, members: Collection[str | None]
) -> dict[Side, Item]:
    """Find who has a part of a whole: a foreign subject is a partner, a part of home is not.

    "18% экспорта обеспечила Ташкентская область", but "18% экспорта обеспечил Казахстан".
    """
    other = mine.get("partner")
    if len(mine) == 1 and other is not None and other.code == home and other.role == "sharer":
        return {"reporter": other}  # "удельный вес области в экспорте республики"
    part = mine.get("reporter")
    if part is not None and len(mine) == 1 and _is_wider(part, home):
        return {}  # "это 17% всего российского экспорта": home has a part of it
    if part is None or "partner" in mine or part.role != "subject" or part.code is None:
        return mine
    inside = home is None or part.code == home or part.code in members
    if inside or (not members and country(part.code) == country(str(home))):
        return mine
    return {"partner": part}


def _is_wider(whole: Item, home: str | None) -> bool:
    """Whether a trade is that of the country in which the side at home lies."""
    if home is None or whole.role not in _WHOLE:
        return False
    return whole.code != home and whole.code == country(home)


def widen(whole: Draft, mine: Mapping[Side, Item]) -> None:
    """Remove the partner of a fact if it was only lent, and the share of one partner follows.

    "Китай закупил 4 тонны, из России – 29%"
    """
    part, lent = mine.get("partner"), whole.place("partner") is Place.PAIR
    if part is None or part.role != "sharer" or part.code == whole.get("partner"):
        return
    if lent and whole.value is not None:
        whole.answers.pop("partner")


def of_members(
    mine: dict[Side, Item], home: str | None, members: Collection[str | None]
) -> dict[Side, Item]:
    """Let a member or province of home that bears a part of its trade be the one that trades."""
    part, whole = mine.get("partner"), mine.get("reporter")
    if part is not None and whole is not None and _is_province(part, whole.code):
        return {"reporter": part}  # "на область пришлось 57% российского экспорта"
    if home is None and whole is not None:
        home = whole.code
    if part is None or part.role in ("to", "given"):
        return mine  # what goes to a member is not what it trades
    if not (part.code in members or _is_province(part, home)):
        return mine
    if whole is not None and whole.code != home:
        return mine
    return {"reporter": part}


def _is_province(part: Item, home: str | None) -> bool:
    """Whether a listed side is a part of the country at home: "Ферганская (5 млн)"."""
    return part.role in ("listed", "sharer") and _lies_in(part, home)


def taker(share: Draft, group: Group) -> Item | None:
    """The side that takes a share, if a number is its amount.

    "треть экспорта ($5 млн) забрал Иран"
    """
    if not share.is_share or share.value is not None or share.past or share.get("partner"):
        return None
    row, at = group.row, group.at
    between = [item for item in row[group.since : at] if not item.is_of("sold_for")]
    apart = bool(between) and all(item.kind == "mark" or item.is_of("link") for item in between)
    if not apart or group.anchor.kind not in UNITED:
        return None
    behind = row[at + 1 : group.behind]
    verb = next((i for i in behind if i.meaning.acts or i.is_of("share")), None)
    if verb is None or not (behind[0].kind == "mark" or between[-1].is_of("link")):
        return None
    role = "sharer" if verb.is_of("share") else "subject"
    if role == "subject" and verb.indicator != "import":
        return None
    near = row[verb.index + 1 : verb.index + 4]
    return next((i for i in near if i.role == role and i.code), None)
