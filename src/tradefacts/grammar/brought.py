"""The names that a statement with a mistake was to bring: they are not unknown besides."""

from __future__ import annotations

import re

NAMED = {
    "import": re.compile(r"\w+"),
    "lexicon": re.compile(r"(?<=lexicon)\s+[\w-]*\w"),
    "rule": re.compile(r"(?<=rule)\s+[\w-]*\w"),
    "pattern": re.compile(r"(?<=pattern)\s+[\w-]*\w"),
    "frame": re.compile(r"(?<=frame)\s+[\w-]*\w"),
}
"""The names that a statement brings, in its own text."""
NAME = re.compile(r"[a-z_][a-z0-9_]*")
"""What a grammar and what stands in it may be called."""
_LATIN = str.maketrans("авекмнорстухАВЕКМНОРСТУХ", "abekmhopctyxABEKMHOPCTYX")
"""Cyrillic letters that look Latin, in a name that was meant to be."""
UNREAD = "?"
"""Among broken names: a name that cannot be read, so a missing one may be it."""


def brought(kind: str, text: str) -> set[str]:
    """The names that a broken statement was to bring, as written and as they were meant."""
    if kind == "import":
        text = text.partition("(")[2].partition(")")[0]
    names = {name.strip() for name in NAMED[kind].findall(text)}
    meant = {name.translate(_LATIN).lower() for name in names}
    read = bool(names) and all(map(NAME.fullmatch, meant))
    return names | meant | (set() if read else {UNREAD})
