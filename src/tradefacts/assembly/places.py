"""Which region an item names: ISO codes, codes of our own, capitals that stand for a country."""

from __future__ import annotations

from collections.abc import Iterable

from tradefacts.assembly import tourism
from tradefacts.assembly.items import REGIONS, Item, Row
from tradefacts.assembly.names import Role
from tradefacts.assembly.vocabulary import CAPITALS, Vocabulary
from tradefacts.grammar.features import NOMINATIVE
from tradefacts.grammar.tokens import norm, split

_APART = (",", ".")
"""Marks between the place and the day of a dateline."""

ACTING: frozenset[Role] = frozenset({"of", "subject", "holder", "source", "delegate", "speaker"})
"""Roles of the side that trades; others are roles of those it trades with."""


def country(code: str) -> str:
    """The country of a code; a code of our own stays as it is."""
    return code if code.startswith("X-") else code.partition("-")[0]


def is_subdivision(code: str) -> bool:
    """Whether a code is that of a part of a country."""
    return "-" in code and not code.startswith("X-")


def resolve(row: Row, vocabulary: Vocabulary) -> None:
    """Give each region of a row its code; the lexicon `code` has our own ones."""
    for item in row.places:
        told = item.placed
        if told is not None:
            item.code = told.code
            if item.code is None:
                item.code = _own_code(told.name, vocabulary) or _own_code(item.text, vocabulary)
            elif item.kind == "region":
                capital = vocabulary.capital(norm(told.name))
                if capital is not None:
                    item.meaning, item.lexicons = capital, capital.lexicons
        elif item.is_of("code") or (item.is_of("demonym") and not _is_crowd(row, item)):
            item.kind, item.code = "region", item.key("code") or item.key("demonym")


def _is_crowd(row: Row, item: Item) -> bool:
    """Whether people are only counted, and are no tourists: "работают 20 тыс. россиян"."""
    inside = item.index > 0 and item.start < row[item.index - 1].stop
    return inside and not tourism.is_told(row)


def spoken_for(item: Item, beside: Iterable[Item]) -> str | None:
    """The country that a capital stands for.

    A capital that also trades itself does so only beside another capital, or as the seat of an
    envoy.
    """
    trading = item.key("trading_capital")
    others = (other is not item and _is_capital(other) for other in beside)
    if trading is not None and (item.role == "seat" or any(others)):
        return trading
    return item.key("capital")


def _is_capital(item: Item) -> bool:
    """Whether an item is one of our capitals, or a city abroad."""
    abroad = item.is_city and "-" not in (item.code or "-")
    return abroad or any(name in item.lexicons for name in CAPITALS)


def _own_code(name: str, vocabulary: Vocabulary) -> str | None:
    words = [norm(word) for word in split(name)]
    for at in range(len(words)):
        for end in range(len(words), at, -1):
            entry = vocabulary.holds("code", words[at:end])
            if entry is not None:
                return entry.key
    return None


def codes(items: Iterable[Item]) -> list[str]:
    """The codes of the regions among items, each once."""
    return list(dict.fromkeys(i.code for i in items if i.kind in REGIONS and i.code))


def last_abroad(row: Row, home: str | None) -> Item | None:
    """The last region of a row outside the country at home, preferably one that acts.

    In "Китай потеснил Германию" it is Китай. In "она на втором месте после Вьетнама" Вьетнам is
    only compared with. In "Китай – партнер Тулы" Тула is at home, if nothing has said who is.
    """
    land = None if home is None else country(home)
    no_roles = ("none",) if land else ("none", "of")
    told = (i for i in reversed(row.places) if i.kind == "region" and i.role not in no_roles)
    abroad = [i for i in told if i.code is not None and country(i.code) != land]
    acting = (i for i in abroad if i.features & NOMINATIVE)
    return next(acting, next(iter(abroad), None))


def is_dateline(row: Row) -> bool:
    """Whether a row is only a city: "МИНСК." is where news comes from."""
    told = [item for item in row if item.kind != "mark"]
    return len(told) == 1 and told[0].is_city


def dateline(row: Row) -> str | None:
    """The region where a text was written, if a row begins with it.

    "Минск, 8 апреля", or reversed.
    """
    told = [item for item in row[:4] if item.kind != "mark"][:2]
    if {item.kind for item in told} != {"period", "region"} or row[1].text not in _APART:
        return None
    city = next(item for item in told if item.kind == "region")
    if not (city.is_city or _is_capital(city)):
        return None
    return spoken_for(city, ()) or city.code


def label(row: Row, vocabulary: Vocabulary) -> Item | None:
    """The region that a row consists of: "• Южная Корея."."""
    told = [item for item in row if item.kind != "mark"]
    if len(told) != 1 or told[0].kind != "region" or is_dateline(row):
        return None
    return None if vocabulary.capital(told[0].text) is not None else told[0]
