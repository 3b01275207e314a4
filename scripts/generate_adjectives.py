"""Write grammars/lexicons/place_adjectives.tfg: adjectives of the places that the grammars know.

The adjectives come from adjectives.toml, names and levels from the grammar of regions. Adjectives
that pymorphy3 declines are written as `lemma`, others with all their forms. More lexicons hold the
first halves of hyphenated adjectives ("белорусско-российский").

Usage: python scripts/generate_adjectives.py [--check]
"""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generated import ROOT, run
from tradefacts import Extractor
from tradefacts.grammar.forms import forms, guessed_words
from tradefacts.grammar.tokens import split

ADJECTIVES: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_name("adjectives.toml").read_text(encoding="utf-8")
)
HARD = ["ого", "ому", "ым", "ом", "ая", "ой", "ую", "ое", "ые", "ых", "ыми"]
AFTER_K = ["ого", "ому", "им", "ом", "ая", "ой", "ую", "ое", "ие", "их", "ими"]
WIDTH = 98
LEVELS = ("country", "subdivision", "city", "macroregion")
REGIONS = Extractor(["region"])


def wordings(adjectives: str) -> Iterator[str]:
    """Yield the lines with the adjective forms of one place."""
    for adjective in adjectives.split():
        stem = adjective[:-2]
        endings = AFTER_K if stem.endswith("к") else HARD
        paradigm = [adjective, *(stem + ending for ending in endings)]
        known = {split(form) for form in paradigm} <= set(forms("lemma", adjective))
        if known and not guessed_words("lemma", adjective):
            yield f"        lemma {adjective}"
            continue
        line = "        form"
        for form in paradigm:
            if len(line) + len(form) + 1 > WIDTH:
                yield line
                line = "        form"
            line += f" {form}"
        yield line


def halves(adjectives: str) -> Iterator[str]:
    """Yield a line of first halves of hyphenated adjectives: "российско"."""
    stems = [a[:-2] + "о" for a in adjectives.split() if a.endswith("кий") and "-" not in a]
    if stems:
        yield "        form " + " ".join(stems)


def places() -> Iterator[tuple[str, str, str, str]]:
    """Yield level, code, name and adjectives of every place."""
    for level in ("country", "subdivision"):
        for code, adjectives in ADJECTIVES[level].items():
            yield level, code, REGIONS.lookup(code).name, adjectives
    for name, row in ADJECTIVES["city"].items():
        code, _, adjectives = row.partition(" ")
        yield "city", code, name, adjectives
    for name, adjectives in ADJECTIVES["macroregion"].items():
        yield "macroregion", "_", name, adjectives


def lexicon(level: str, name: str, lines: Any) -> Iterator[str]:
    """Yield the lines of a lexicon with the places of one level."""
    rows = [
        (f'  {code}  name "{place}"', list(lines(adjectives)))
        for own, code, place, adjectives in places()
        if own == level
    ]
    yield f"lexicon {name} : {'place' if level == 'macroregion' else 'iso3166'}"
    for head, written in rows:
        if written:
            yield head
            yield from written
    yield ""


def main(arguments: list[str]) -> int:
    """Write the lexicons, or check them."""
    lines = [
        "grammar place_adjectives",
        '"Adjectives of places: whose. Written by scripts/generate_adjectives.py."',
        "# From scripts/adjectives.toml, names by the grammar of regions.",
        "",
    ]
    for level in LEVELS:
        lines += lexicon(level, f"{level}_adjective", wordings)
    for level in ("country", "subdivision"):
        lines += lexicon(level, f"{level}_half", halves)
    lines += ["lexicon short_half : iso3166"]
    for code, half in ADJECTIVES["half"].items():
        lines.append(f'  {code}  name "{REGIONS.lookup(code).name}"  form {half}')
    text = "\n".join(lines).rstrip("\n") + "\n"
    return run({ROOT / "grammars" / "lexicons" / "place_adjectives.tfg": text}, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
