"""Write grammars/lexicons/iso_currency.tfg and iso_country.tfg from CLDR and ISO.

Codes are those of ISO 4217 and ISO 3166-1, names those of CLDR (Babel, locale ru), amended by
overrides.toml. A name is written as `lemma` if the library declines it correctly, otherwise with
all its forms. CLDR's own plurals must be among the forms. The script fails on a name that it
cannot decline and on a name that two codes would share.

Usage: python scripts/generate_lexicons.py [--check]
"""

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import Any

from babel import Locale
from babel.core import get_cldr_version
from babel.numbers import get_currency_name

from declension import Declension
from generated import ROOT, run
from tradefacts.grammar.forms import forms
from tradefacts.grammar.tokens import norm, split
from tradefacts.units import iso3166, iso4217

LEXICONS = ROOT / "grammars" / "lexicons"
SINCE = "2001"  # currencies withdrawn before this year are left out
WIDTH = 100
CLDR = Locale("ru")
OVERRIDES: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("overrides.toml").read_text(encoding="utf-8")
)
MONEY, PLACES = OVERRIDES["currency"], OVERRIDES["country"]
DECLENSION = Declension(OVERRIDES["models"], frozenset(OVERRIDES["still"]["words"]))
SOURCES = (
    f"from CLDR {get_cldr_version()} (Babel {version('babel')}) and the codes of "
    f"pycountry {version('pycountry')} by scripts/generate_lexicons.py"
)

Wording = tuple[str, list[str]]
"""A kind of wording (`lemma`, `form`) and its texts."""
Entry = tuple[str, list[Wording]]
"""The head of an entry (key, name) and its wordings."""


def main(arguments: list[str]) -> int:
    """Write both lexicons, or check them."""
    names = {code: currency_names(code) for code in sorted(iso4217.codes()) if is_used(code)}
    currency = [
        "grammar iso_currency",
        f'"Currencies by their ISO 4217 codes and full names. Written {SOURCES}."',
        "",
        *lexicon("iso_currency : iso4217", (currency_entry(code, names[code]) for code in names)),
        "",
        "# Nouns of one currency alone; those that are other words too are left out.",
        *lexicon("iso_currency_noun : iso4217", own_nouns(names)),
    ]
    country = [
        "grammar iso_country",
        f'"Countries of ISO 3166-1 by their names. Written {SOURCES}."',
        "",
        *lexicon("iso_country : iso3166", (country_entry(c.code) for c in iso3166.countries())),
    ]
    files = {
        LEXICONS / "iso_currency.tfg": "\n".join(currency) + "\n",
        LEXICONS / "iso_country.tfg": "\n".join(country) + "\n",
    }
    return run(files, arguments)


def lexicon(head: str, entries: Iterable[Entry]) -> Iterator[str]:
    """Write the lines of a lexicon; no text may be in two entries."""
    yield f"lexicon {head}"
    owners: dict[str, str] = {}
    for key, wordings in entries:
        for text in (text for _, texts in wordings for text in texts):
            if owners.setdefault(text, key) != key:
                raise ValueError(f"{text!r} stands for {owners[text]} and for {key}")
        first, *rest = (line for kind, texts in wordings for line in wrapped(kind, texts))
        opening = f"  {key}  {first}"
        yield from [opening] if len(opening) <= WIDTH else [f"  {key}", f"      {first}"]
        yield from (f"      {line}" for line in rest)


def wrapped(kind: str, texts: list[str]) -> list[str]:
    """Write a wording as lines, each beginning with its kind."""
    lines = [kind]
    for text in map(quoted, texts):
        if len(lines[-1]) + len(text) >= WIDTH - 6:
            lines.append(kind)
        lines[-1] += f" {text}"
    return lines


def wordings(name: str, declined: list[str]) -> list[Wording]:
    """Make a name a lemma if the library declines it correctly, otherwise list its forms.

    Other spellings of a sign in the name (a dash, an apostrophe) are added as forms.
    """
    plain = name.replace(" | ", " ")
    wanted = {tuple(map(norm, split(form))) for form in declined}
    found = {tuple(map(norm, row)) for row in forms("lemma", plain)}
    spelled = [
        form.replace(sign, other)
        for sign, others in OVERRIDES["signs"].items()
        for other in others
        for form in declined
        if sign in form
    ]
    if wanted <= found and DECLENSION.is_known(name):
        return [("lemma", [plain]), *([("form", spelled)] if spelled else [])]
    return [("form", [*declined, *spelled])]


def quoted(text: str) -> str:
    """Quote a text unless it is a single word."""
    return text if re.fullmatch(r"[\w’'-]+", text) else f'"{text}"'


def is_used(code: str) -> bool:
    """Whether a currency goes into the lexicon: in force or withdrawn lately, and not excluded."""
    withdrawn = iso4217.currency(code).withdrawn
    return (withdrawn is None or withdrawn >= SINCE) and code not in MONEY["without"]


def currency_names(code: str) -> list[str]:
    """List the names of a currency: CLDR's or its override, and the additional ones."""
    names = MONEY["names"][code] if code in MONEY["names"] else cldr_currency(code)
    return [*names, *MONEY["also"].get(code, [])]


def cldr_currency(code: str) -> list[str]:
    """Return CLDR's name; its first letter, a capital in withdrawn currencies, becomes small.

    A name with years ("леоне (1964—2022)") is skipped: today the bare name means the new currency.
    """
    name = CLDR.currencies[code]
    return [] if re.search(r"\d{4}|^Старый", name) else [name[0].lower() + name[1:]]


def currency_entry(code: str, names: list[str]) -> Entry:
    """Write the entry of one currency."""
    counted = {name: DECLENSION.currency(name) for name in names}
    written = {norm(get_currency_name(code, n, CLDR)) for n in (1, 2, 5, Decimal("1.5"))}
    missing = written - {norm(form) for declined in counted.values() for form in declined}
    if missing and code not in MONEY["names"] and names:
        raise ValueError(f"{code}: CLDR writes {missing}; amend overrides.toml")
    spelled = (wordings(name, declined) for name, declined in counted.items())
    return code, [("form", [code]), *chain.from_iterable(spelled)]


def own_nouns(names: dict[str, list[str]]) -> Iterator[Entry]:
    """Write the nouns that name only one currency and so need no adjective."""
    heads = {code: {DECLENSION.head(name) for name in names[code]} for code in names}
    owners = Counter(head for found in heads.values() for head in found)
    for code, found in heads.items():
        own = sorted(noun for noun in found if owners[noun] == 1 and noun not in MONEY["common"])
        if own:
            spelled = (wordings(noun, DECLENSION.currency(noun)) for noun in own)
            yield code, list(chain.from_iterable(spelled))


def country_entry(code: str) -> Entry:
    """Write the entry of one country."""
    name = PLACES["names"].get(code) or cldr_country(code)
    spelled = (
        wordings(text, DECLENSION.country(text, OVERRIDES["joints"]["words"]))
        for text in [name, *PLACES["also"].get(code, [])]
    )
    title = name.replace(" | ", " ")
    return f'{code}  name "{title}"', list(chain.from_iterable(spelled))


def cldr_country(code: str) -> str:
    """Return CLDR's name with its abbreviations expanded."""
    name: str = CLDR.territories[code]
    for short, whole in OVERRIDES["expand"].items():
        name = re.sub(rf"(?<!\S){re.escape(short)}(?!\S)", whole, name)
    if re.search(r"[().]", name):
        raise ValueError(f"{code}: {name} is no plain name; write one into overrides.toml")
    return name


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
