"""Investments abroad: what somebody builds, spends or puts in there."""

from __future__ import annotations

from tradefacts.assembly.group import Group
from tradefacts.assembly.items import MONEY
from tradefacts.assembly.names import LexiconName
from tradefacts.assembly.places import codes, country
from tradefacts.assembly.setting import Setting
from tradefacts.grammar.features import mask

_PAST = mask(["past"])
_FOREIGN: tuple[LexiconName, ...] = ("world", "investor", "inward")
"""Lexicons of those who invest from abroad."""
_SIDES = 2


def is_of_two(group: Group, home: str | None) -> bool:
    """Whether somebody builds abroad: two countries are named, or one that is not home."""
    named = codes(i for i in group.row.places if i.role in ("subject", "at", "goods", "of"))
    lands = set(map(country, named))
    if home is not None and len(lands) == 1:
        lands.add(country(home))
    return len(lands) == _SIDES


def is_put_abroad(group: Group) -> bool:
    """Whether money is spent on something abroad: "направит 9 млн в ветропарки Узбекистана"."""
    row, at = group.row, group.at
    spent = group.anchor.kind in MONEY and any(
        item.index > at and row.has("preposition", max(at, item.index - 2), item.index)
        for item in row.of("asset")
    )
    return spent and len({country(code) for code in codes(row.places)}) == _SIDES


def is_put_at_home(at: Setting) -> bool:
    """Whether nobody from abroad takes part in an investment: "в цех вложено 5 млн рублей"."""
    group, home = at.group, at.memory.home
    head, last = group.head, at.last
    if head is None or home is None or (last is not None and last.indicator == "investment"):
        return False
    if not head.features & _PAST or not group.around(group.row.of("asset")):
        return False
    if any(group.row.of(name) for name in _FOREIGN):
        return False
    named = [item for item in group.row.places if item.code is not None]
    return all(i.role != "to" and country(str(i.code)) == country(home) for i in named)


def is_invested(at: Setting) -> bool:
    """Whether money received is a part of the investment just reported.

    "область получила 3 млн"
    """
    if at.last is None or at.group.anchor.kind != "money":
        return False
    return at.last.indicator == "investment" and at.last.paragraph == at.sentence.paragraph
