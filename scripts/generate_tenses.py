"""Write grammars/lexicons/tenses.tfg: forms of verbs that say whether a date is past or to come.

The verbs are those of tenses.toml, their forms those of pymorphy3: the third person of the future,
and all genders of the past. A form that is also another word's ("стали") stays, one that could be
of both tenses does not exist.

Usage: python scripts/generate_tenses.py [--check]
"""

import sys
import textwrap
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pymorphy3

from generated import ROOT, run

VERBS: dict[str, str] = tomllib.loads(
    Path(__file__).with_name("tenses.toml").read_text(encoding="utf-8")
)
HEAD = """grammar tenses
"Verbs that say whether a date is past or to come. Written by scripts/generate_tenses.py."
# From scripts/tenses.toml, forms by pymorphy3 {version}.

"""
WIDTH = 98
MORPH = pymorphy3.MorphAnalyzer()


def forms(verbs: str, tense: str) -> Iterator[str]:
    """The finite forms of verbs in a tense, of the future the third person."""
    for verb in verbs.split():
        parse = next(p for p in MORPH.parse(verb) if p.tag.POS == "INFN" and "perf" in p.tag)
        for form in parse.lexeme:
            tag = form.tag
            if tag.POS == "VERB" and tag.tense == tense and tag.person in (None, "3per"):
                yield form.word


def entry(verbs: str, tense: str) -> str:
    """The lines of one entry."""
    words = " ".join(dict.fromkeys(forms(verbs, tense)))
    lines = textwrap.wrap(words, WIDTH - len("     form "))
    return "\n".join(f"     form {line}" for line in lines)


def main(arguments: list[str]) -> int:
    """Write the lexicon, or check it."""
    text = HEAD.format(version=pymorphy3.__version__)
    text += "lexicon will : number\n  1\n" + entry(VERBS["both"] + VERBS["future"], "futr")
    text += "\n\nlexicon was : number\n  1\n" + entry(VERBS["both"], "past") + "\n"
    return run({ROOT / "grammars" / "lexicons" / "tenses.tfg": text}, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
