"""The names that a broken statement would have defined, so as not to report them as unknown too."""

from __future__ import annotations

import re

NAMED = {
    "import": re.compile(r"\w+"),
    "lexicon": re.compile(r"(?<=lexicon)\s+[\w-]*\w"),
    "rule": re.compile(r"(?<=rule)\s+[\w-]*\w"),
    "pattern": re.compile(r"(?<=pattern)\s+[\w-]*\w"),
    "frame": re.compile(r"(?<=frame)\s+[\w-]*\w"),
}
"""For each keyword, a regular expression that finds the names that its statement brings."""
NAME = re.compile(r"[a-z_][a-z0-9_]*")
"""A valid name of a grammar or of anything in it."""
_LATIN = str.maketrans("авекмнорстухАВЕКМНОРСТУХ", "abekmhopctyxABEKMHOPCTYX")
"""Cyrillic letters that look like Latin ones, as a name may contain by mistake."""
UNREAD = "?"
"""Stands in broken names for a name that cannot be read, so any missing name may be that one."""


def brought(kind: str, text: str) -> set[str]:
    """The names that a broken statement would have brought, as written and as probably meant."""
    if kind == "import":
        text = text.partition("(")[2].partition(")")[0]
    names = {name.strip() for name in NAMED[kind].findall(text)}
    meant = {name.translate(_LATIN).lower() for name in names}
    read = bool(names) and all(map(NAME.fullmatch, meant))
    return names | meant | (set() if read else {UNREAD})
