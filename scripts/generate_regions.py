"""Write grammars/lexicons/world_subdivisions.tfg: the world's subdivisions by their Russian names.

Sources: CLDR's Russian names of subdivisions (`sources/cldr-41-subdivisions-ru.xml`, as in Debian's
unicode-cldr-core 41-0.1; later releases drop the drafts), pycountry (which codes are in force and
how they nest). `world_regions.toml` selects the names. Names that may mean something else, by
pymorphy3's dictionary or another lexicon, go to `world_bound` and are read only beside a noun.

Usage: python scripts/generate_regions.py [--check]
"""

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pycountry
import pymorphy3

from generated import ROOT, run
from place_forms import adjective, forms

SOURCE = Path(__file__).parent / "sources" / "cldr-41-subdivisions-ru.xml"
CHOICE = Path(__file__).with_name("world_regions.toml")
LEXICONS = ROOT / "grammars" / "lexicons"
TARGET = LEXICONS / "world_subdivisions.tfg"
NOTES = re.compile(r"²|\s*\([^)]*\)|^(?:ил|Ил|лен|округ|провинция|регион) ")
VAGUE = re.compile(r" (?:провинция|[Рр]егион|департамент|мухафаза|округ|штат|остан)\b|^Приход ")
PARTS = {part.code: part for part in pycountry.subdivisions}
WIDTH = 110
SHORTEST = 4
"""The least length of a name that is read without a noun."""

KINDS = frozenset({"воеводство", "велаят", "жупания", "край", "уезд"})
"""Nouns that make a name unambiguous in any country: "Мазовецкое воеводство"."""

NOUNS = frozenset({"область", "район", "округ", "остров", "острова"})
"""Second-tier names with these nouns are left out: a noun before them would not be enough."""

Place = tuple[str, str]
"""A code and its Russian name."""


def main(arguments: list[str]) -> int:
    """Write the lexicons, or check them."""
    choice = tomllib.loads(CHOICE.read_text(encoding="utf-8"))
    places = sorted(named(choice))
    oblasts = [p for p in places if p[1].endswith("ая область") and p[1].count(" ") == 1]
    rayons = [p for p in places if p[1].endswith("ий район") and p[1].count(" ") == 1]
    others = [p for p in places if p not in oblasts and p not in rayons]
    taken = wordings(choice["by_hand_files"])
    bare = [place for place in others if is_plain(place, choice, taken)]
    bound = [place for place in others if place not in bare]
    own = unshared(others)
    bound = [place for place in bound if own[place[0]]]
    lines = [
        "grammar world_subdivisions",
        '"Subdivisions of the world without RU, BY, KZ. Written by scripts/generate_regions.py."',
        "# Names: CLDR 41, Unicode licence (Debian's unicode-cldr-core 41-0.1).",
        f"# Codes: pycountry {version('pycountry')}.",
        "# Forms: scripts/place_forms.py. What is taken: scripts/world_regions.toml.",
        "",
        "lexicon world_oblast : iso3166      # adjectives; the noun stands in the rule",
        *(entry(code, name, declined(name)) for code, name in oblasts),
        "",
        "lexicon world_rayon : iso3166       # adjectives; the noun stands in the rule",
        *(entry(code, name, declined(name)) for code, name in rayons),
        "",
        "lexicon world_subdivision : iso3166",
        *(entry(code, name, own[code]) for code, name in bare),
        "",
        "lexicon world_bound : iso3166       # read only beside a noun: the province of ...",
        *(entry(code, name, own[code]) for code, name in bound),
    ]
    return run({TARGET: "\n".join(lines) + "\n"}, arguments)


def named(choice: Mapping[str, Any]) -> Iterator[Place]:
    """List the subdivisions that their name identifies: Florida is not the one in Uruguay."""
    current = ((choice["recode"].get(code, code), name) for code, name in cldr())
    names = {code: choice["rename"].get(code, clean(name)) for code, name in current}
    unwanted = {*choice["drop"], *(c for c in names if c[:2] in choice["by_hand"])}
    names = {c: n for c, n in names.items() if c not in unwanted and is_name(n)}
    first = {code: name for code, name in names.items() if is_first_tier(code)}
    known = Counter(name for code, name in first.items() if code[:2] in choice["known"])
    count = Counter(first.values())
    every = Counter(name for code, name in names.items() if is_second_tier(code) or code in first)
    countries = wordings(["iso_country", "country_names"])
    for code, name in names.items():
        if code in first:
            alone = known[name] == 1 if code[:2] in choice["known"] else count[name] == 1
        else:
            alone = is_second_tier(code) and every[name] == 1 and name.split()[-1] not in NOUNS
        if alone and name not in countries:
            yield code, name


def cldr() -> Iterator[Place]:
    """Read CLDR's names; it writes codes as "usca"."""
    for node in ET.parse(SOURCE).getroot().iter("subdivision"):
        key = node.attrib["type"].upper()
        yield f"{key[:2]}-{key[2:]}", node.text or ""


def is_first_tier(code: str) -> bool:
    """Whether a code is in force, directly below its country, and not a city's."""
    part = PARTS.get(code)
    return part is not None and part.parent_code is None and "ity" not in part.type


def is_second_tier(code: str) -> bool:
    """Whether a code is in force, below another subdivision (such as Kent), and not a city's."""
    part = PARTS.get(code)
    return part is not None and part.parent_code is not None and "ity" not in part.type


def clean(name: str) -> str:
    """Drop what CLDR adds to distinguish equal names: "Вашингтон²", "Бурдур (ил)"."""
    return NOTES.sub("", name).strip()


def is_name(name: str) -> bool:
    """Whether this is a Cyrillic name that is not generic, as "Северный регион" is."""
    return re.fullmatch(r"[А-ЯЁ][А-ЯЁа-яё’ —-]+", name) is not None and not VAGUE.search(name)


def is_plain(place: Place, choice: Mapping[str, Any], taken: frozenset[str]) -> bool:
    """Whether a name may be read without a noun beside it."""
    code, name = place
    if not is_first_tier(code):
        return False
    if name in choice["sure"] or name.split()[-1] in KINDS:
        return True
    if code[:2] not in choice["known"] or name in choice["unsure"]:
        return False
    spelled = forms(name)
    return len(name) >= SHORTEST and not any(f in taken or is_word(f) for f in spelled)


@cache
def is_word(form: str) -> bool:
    """Whether a form is also a word that is not a place."""
    return " " not in form and any(
        "Geox" not in reading.tag
        for reading in morph().parse(form.lower())
        if morph().word_is_known(form.lower())
    )


@cache
def morph() -> pymorphy3.MorphAnalyzer:
    """Load the dictionary once."""
    return pymorphy3.MorphAnalyzer()


def wordings(names: Iterable[str]) -> frozenset[str]:
    """Collect the names in other lexicons: capitalised words and quoted strings."""
    found: set[str] = set()
    for name in names:
        text = (LEXICONS / f"{name}.tfg").read_text(encoding="utf-8")
        entries = re.sub(r'name "[^"]*"', "", text)
        found |= {a or b for a, b in re.findall(r'"([^"\n]+)"|([А-ЯЁ][^\s"#]+)', entries)}
    return frozenset(found)


def unshared(places: Iterable[Place]) -> Mapping[str, list[str]]:
    """List the forms of each code's name without those that another name shares.

    Second-tier names give up forms shared with any name, first-tier names only among themselves.
    """
    spelled = {code: forms(name) for code, name in places}
    every = Counter(form for found in spelled.values() for form in found)
    first = Counter(form for c, found in spelled.items() if is_first_tier(c) for form in found)
    return {
        code: [form for form in found if (first if is_first_tier(code) else every)[form] == 1]
        for code, found in spelled.items()
    }


def declined(name: str) -> list[str]:
    """Decline the adjective that begins a name, in the gender of its noun."""
    return list(
        dict.fromkeys(form for case in adjective(name.split(maxsplit=1)[0]) for form in case)
    )


def entry(code: str, name: str, spelled: Iterable[str]) -> str:
    """Write an entry of a lexicon, wrapping long lists of forms."""
    lines = [f'  {code}  name "{name}" ']
    for form in (f'"{form}"' if " " in form else form for form in spelled):
        if len(lines[-1]) + len(form) > WIDTH:
            lines.append("     ")
        lines[-1] += f" {form}" if " form " in lines[-1] else f" form {form}"
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
