"""Write grammars/lexicons/units.tfg: physical units by the names and symbols of CLDR.

Names and symbols are CLDR's long and short ones (Babel, locale ru). A name is written as `lemma`;
plurals of CLDR that the library would decline differently are written out.

Usage: python scripts/generate_units.py [--check]
"""

import sys
from collections.abc import Iterator
from importlib.metadata import version

from babel import Locale
from babel.core import get_cldr_version

from generated import ROOT, run
from tradefacts.grammar.forms import forms, guessed_words
from tradefacts.grammar.tokens import split
from tradefacts.units import ucum

UNITS = {
    "mg": "mass-milligram",
    "g": "mass-gram",
    "kg": "mass-kilogram",
    "t": "mass-tonne",
    "oz_tr": "mass-ounce-troy",
    "ct": "mass-carat",
    "mm": "length-millimeter",
    "cm": "length-centimeter",
    "m": "length-meter",
    "km": "length-kilometer",
    "mi": "length-mile",
    "m2": "area-square-meter",
    "km2": "area-square-kilometer",
    "ha": "area-hectare",
    "mL": "volume-milliliter",
    "L": "volume-liter",
    "hL": "volume-hectoliter",
    "m3": "volume-cubic-meter",
    "bbl": "volume-barrel",
    "W": "power-watt",
    "kW": "power-kilowatt",
    "MW": "power-megawatt",
    "GW": "power-gigawatt",
    "HP": "power-horsepower",
    "kWh": "energy-kilowatt-hour",
    "V": "electric-volt",
    "GB": "digital-gigabyte",
    "TB": "digital-terabyte",
}
"""Symbols and the corresponding units of CLDR."""
SHORT_LEFT_OUT = {"g", "V", "HP", "mi", "oz_tr", "ct"}
"""Units whose short name is also another word ("г" is a year), or not what texts use."""
PLURALS = ("one", "few", "many", "other")
SUPERSCRIPTS = str.maketrans("²³", "23")


def entry(symbol: str, unit: str) -> Iterator[str]:
    """Yield the lines of one unit."""
    patterns = Locale.parse("ru")._data["unit_patterns"][unit]  # noqa: SLF001  # no public way
    names = {form: patterns["long"][form].replace("{0}", "").strip() for form in PLURALS}
    long = names["one"]
    known = set(forms("lemma", long))
    others = sorted({name for name in names.values() if split(name) not in known})
    kind = "form" if guessed_words("lemma", long) else "lemma"
    yield f'  {symbol:6}{kind} "{long}"'
    if others:
        yield "        form " + " ".join(f'"{name}"' for name in others)
    short = patterns["short"]["many"].replace("{0}", "").strip()
    if symbol not in SHORT_LEFT_OUT and short != long:
        spellings = dict.fromkeys([short, short.translate(SUPERSCRIPTS), short.replace("⋅", "·")])
        kind = "abbr" if short.endswith(".") else "form"
        yield f"        {kind} " + " ".join(f'"{s.removesuffix(".")}"' for s in spellings)


def main(arguments: list[str]) -> int:
    """Write the lexicon, or check it."""
    unknown = set(UNITS) - ucum.symbols()
    assert not unknown, f"no symbols of units/ucum.py: {unknown}"
    lines = [
        "grammar units",
        '"Physical units by names and symbols of CLDR. Written by scripts/generate_units.py."',
        f"# CLDR {get_cldr_version()} (Babel {version('babel')}), Unicode licence.",
        "",
        "lexicon unit : flag",
        *(line for symbol, unit in UNITS.items() for line in entry(symbol, unit)),
        "",
    ]
    return run({ROOT / "grammars" / "lexicons" / "units.tfg": "\n".join(lines)}, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
