"""What words stand for by the rest of the text: "регион", "республика", "профицит Москвы"."""

from __future__ import annotations

from tradefacts.assembly.items import REGIONS, Item, Row
from tradefacts.assembly.names import LexiconName
from tradefacts.assembly.places import ACTING, codes, country
from tradefacts.assembly.salience import Salience
from tradefacts.grammar.features import ALL_CASES, PLURAL, SINGULAR, mask

_NO_ACCUSATIVE = ALL_CASES & ~mask(["accs"])
_OF_STATES: frozenset[LexiconName] = frozenset(
    {"preposition", "venue", "indicator", "this", "ours"}
)
"""What may stand before "союз" as a union of states; in "глава союза" it is an association."""


def resolve(row: Row, salience: Salience, recent: dict[str, None]) -> bool:
    """Resolve "регион", "республика" to the regions they mean; tell whether there were any.

    `recent` are the codes that the text has named so far, each once, the last named last; those of
    the row are added.
    """
    changed = False
    for item in row.places:
        index = item.index
        if item.kind in REGIONS and item.code is not None:
            recent.pop(item.code, None)
            recent[item.code] = None
        if not item.is_of("place") or item.kind != "word" or _is_plural(item):
            continue
        before = row[index - 1] if index else None
        after = row[index + 1] if index + 1 < len(row) else None
        if after is not None and after.kind == "region" and item.key("place") != "city":
            continue  # "республика Татарстан"
        if item.key("place") == "union" and _is_of_traders(before):
            continue
        within = None
        if before is not None and before.kind == "region_adj" and before.code is not None:
            within = country(before.code)
        spoken = codes(i for i in reversed(row[:index]) if i.mention is not None)
        others = (*_named_beside(row, index), *_elsewhere(row, salience))
        code = _speaking(row, item, salience) or salience.meant(item, within, spoken, others)
        if before is not None and before.is_of("ours"):
            code = salience.at_home(item) or code
        elif before is not None and (before.is_of("this") or _is_abroad(row, index)):
            code = _spoken_of(row, item, salience, recent) or code
        if code is not None:
            item.kind, item.code, item.inferred = "region", code, within is None
            if within is not None and before is not None:
                before.kind = "word"
            changed = True
    return changed


def _is_of_traders(before: Item | None) -> bool:
    """Whether "союз" is one of farmers or importers: "по прогнозу союза", but "страны союза"."""
    return before is not None and before.kind == "word" and _OF_STATES.isdisjoint(before.lexicons)


def _is_abroad(row: Row, index: int) -> bool:
    """Whether "страна" is not home: exports go into it, and nothing comes from elsewhere."""
    item = row[index]
    into = row[index - 1].is_of("preposition") and not item.features & _NO_ACCUSATIVE
    named = {head.indicator for head in row.heads} - {None}
    come = any(i.role == "from" for i in row.places)
    return into and item.key("place") == "country" and named == {"export"} and not come


def _spoken_of(row: Row, item: Item, salience: Salience, recent: dict[str, None]) -> str | None:
    """What "этот регион" means: the last one of its level that was named, preferably abroad.

    In "Турция отправила в республику" it is not the one that acts.
    """
    home = salience.pair[0]
    acting: list[str] = []
    if not row[item.index - 1].is_of("this"):
        clause = (i for i in row[: item.index] if i.clause == item.clause)
        acting = codes(i for i in clause if i.role == "subject")
    named = [c for c in reversed(recent) if c not in acting]
    abroad = [c for c in named if country(c) != home and c != home]
    level = item.key("place")
    alike = [c for c in (*abroad, *named) if salience.levels.get(c) == level]
    return next(iter((*alike, *abroad)), None)


def _is_plural(item: Item) -> bool:
    """Whether a form means several regions, and cannot be a genitive singular."""
    return bool(item.features & PLURAL) and not item.features & SINGULAR


def _named_beside(row: Row, index: int) -> list[str]:
    """The regions named in the clause before a stand-in that has a preposition of its own.

    In "Турецкие компании вложили в экономику республики" another one is meant.
    """
    lead = index - 1
    if lead > 0 and row[lead].is_of("venue"):
        lead -= 1
    if lead < 0 or not row[lead].is_of("preposition"):
        return []
    clause = row[index].clause
    return codes(i for i in row[:index] if i.clause == clause and i.mention is not None)


def _speaking(row: Row, item: Item, salience: Salience) -> str | None:
    """The region whose governor says what "регион" does: "глава области заявил, что регион"."""
    if item.clause == 0 or row[item.index - 1].is_of("preposition"):
        return None
    level = item.key("place")
    told = (i for i in row[: item.index] if i.role == "delegate" and i.clause < item.clause)
    return next((i.code for i in told if i.code and salience.levels.get(i.code) == level), None)


def _elsewhere(row: Row, salience: Salience) -> list[str]:
    """Regions of countries that have a share of the trade of "область": it is in none of them."""
    lands = codes(i for i in row.places if i.role == "sharer")
    return [code for code in salience.levels if country(code) in lands]


def _is_beside_capital(row: Row, city: Item) -> bool:
    """Whether a capital has a share just as another does: "у Пекина 21%, у Москвы 18%"."""
    capitals = (i for i in row.places if i.key("capital") is not None)
    return city.role == "sharer" and any(item.role == "sharer" for item in capitals)


def _is_of_land_abroad(row: Row, land: str) -> bool:
    """Whether the trade is another country's: "Москве принадлежит 4% кенийского экспорта"."""
    told = [i.code for i in row.places if i.code and i.role in ("of", "goods")]
    return bool(told) and all(country(code) != land for code in told)


def let_capitals_speak(row: Row, salience: Salience) -> None:
    """Let "Москва" in "профицит Москвы" be the country, if the text is about its trade.

    Beside other parts of the country that trade, it is one of them.
    """
    for item in row.places:
        land = item.key("trading_capital")
        if land is not None and _is_beside_capital(row, item):
            item.code = land
            continue
        if land is None or not salience.is_side(land):
            continue
        abroad = item.role == "sharer" and _is_of_land_abroad(row, land)
        if not abroad and item.role not in ("of", "subject"):
            continue
        others = (i.code for i in row.places if i is not item and i.role in ACTING)
        if not any(c and "-" in c and country(c) == land for c in others):
            item.code = land
