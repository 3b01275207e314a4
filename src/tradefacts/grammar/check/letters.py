"""E032 and W077: words that look right and are written in other characters than those of texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from tradefacts.grammar import ast
from tradefacts.grammar.analysis import written_nodes
from tradefacts.grammar.errors import Location, Problem

_BETWEEN = re.compile(r"[\s\-–—/«»“”„\"()\[\],;:]+")
"""What parts words, each of which is of one script."""


def check_letters(text: str, place: Location, code: str = "E032") -> Iterator[Problem]:
    """Invisible characters, letters of two scripts in a word, letters in two code points."""
    for char in text:
        if unicodedata.category(char) in {"Cf", "Cc"} and not char.isspace():
            name = unicodedata.name(char, "control character")
            message = f"{text!r} holds an invisible character"
            yield Problem(code, message, place, f"U+{ord(char):04X} {name}")
    for word in _BETWEEN.split(text):
        scripts = {unicodedata.name(c, "?").split()[0] for c in word if c.isalpha()}
        whole = unicodedata.normalize("NFC", word)
        if len(scripts) > 1:
            both = " and ".join(s.title() for s in sorted(scripts))
            shown = " ".join(f"{c}=U+{ord(c):04X}" for c in word if c.isalpha())
            yield Problem(code, f"{word!r} mixes {both} letters", place, shown)
        elif len(whole) < len(word):
            message = f"{word!r} has a letter in two code points: type it anew"
            yield Problem(code, message, place, f"{whole} is {len(whole)} characters long")


def check_literals(module: ast.Module) -> Iterator[Problem]:
    """E032 in the strings of patterns, as a file has them."""
    for node in written_nodes(module):
        if isinstance(node, ast.Literal):
            yield from check_letters(node.text, node.location)


def check_texts(cases: tuple[ast.Case, ...]) -> Iterator[Problem]:
    """W077 in the texts of cases, which may be so on purpose."""
    for case in cases:
        yield from check_letters(case.text, case.location, "W077")
