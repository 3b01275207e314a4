"""The syntax of one statement and of the items that it lists."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from lark import Lark, Token, Tree

from tradefacts.grammar.forms import KINDS
from tradefacts.grammar.marks import uncommented

KEYWORDS = (
    *("grammar", "import", "lexicon", "rule", "pattern", "roles", "frame"),
    *("example", "todo", "reject"),
)
_SYMBOLS = {"grammar": "header", "import": "import_"}
"""Start symbols of the syntax whose names differ from the keyword."""
_CASE = re.compile(r"""[ \t]*["'«“\w]""")
"""A case begins with its text; one without quotes must be recognized too."""
_ITEM = {
    "lexicon": re.compile(rf"[ \t]*(?!({'|'.join(KINDS)})[ \t])[^\s#]"),
    "rule": re.compile(r"[ \t]*\|"),
    "pattern": re.compile(r"[ \t]*\|"),
    "roles": re.compile(r"[ \t]*\|"),
    "frame": re.compile(r"[ \t]*(slot|flow)\b"),
    "example": _CASE,
    "todo": _CASE,
    "reject": _CASE,
}


@cache
def parser() -> Lark:
    """The parser of every kind of statement."""
    syntax = files("tradefacts.grammar").joinpath("syntax.lark").read_text(encoding="utf-8")
    start = [_SYMBOLS.get(keyword, keyword) for keyword in KEYWORDS]
    return Lark(
        syntax, parser="lalr", start=start, propagate_positions=True, maybe_placeholders=True
    )


def tree_of(kind: str, rows: list[str]) -> Tree[Token]:
    """Parse one statement; raises Lark's `UnexpectedInput` if it has an error."""
    text = "\n".join(rows) + "\n"
    return parser().parse(text, start=_SYMBOLS.get(kind, kind))


def items_of(kind: str, rows: list[str]) -> list[int]:
    """The indices of the rows on which an alternative, an entry or a case begins."""
    if kind not in _ITEM:
        return []
    begins = _ITEM[kind].match
    return [i for i, row in enumerate(rows) if i and begins(row) and not _goes_on(rows[i - 1], row)]


def _goes_on(before: str, row: str) -> bool:
    """Whether a row continues the one before it."""
    own = row.lstrip().startswith(('"', "|"))
    return not own and uncommented(before).endswith((",", "=>"))
