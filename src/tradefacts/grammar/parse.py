"""Parse a grammar file into one tree per statement, and locate every syntax error.

The file is cut into statements, and a statement with a mistake into its items (alternatives,
entries, cases), so that one mistake does not hide another: a wrong item is reported and left out,
and the rest is parsed again.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from attrs import field, frozen
from lark import Token, Tree, UnexpectedInput

from tradefacts.grammar.brought import NAMED, brought
from tradefacts.grammar.errors import Location, Problem
from tradefacts.grammar.forms import KINDS
from tradefacts.grammar.syntax import KEYWORDS, items_of, tree_of
from tradefacts.grammar.syntax_errors import problem_of

_START = re.compile(rf"({'|'.join(KEYWORDS)})\b")
_INDENTED = re.compile(
    r"[ \t]+(import\s+\S+\s*\(|lexicon\s+\w+\s*:|rule\s+\w+\s*->|pattern\s+\w+\(|"
    r"roles\s+\w+|frame\s+\w+\s*->|(example|todo|reject)\s+\w+\s*(#.*)?$)"
)
_HEADS = {
    "lexicon": "lexicon x : flag",
    "rule": "rule x -> flag",
    "pattern": "pattern x(x)",
    "roles": "roles money",
    "frame": "frame x -> Money",
    "example": "example x",
    "todo": "todo x",
    "reject": "reject x",
}
"""Substitute heads, to parse items whose own head is wrong."""

_MISSPELT = re.compile(r"(\w+)[ \t]+(\w+)[ \t]*(->|=>|:|\(|(?:#.*)?$)")
"""A row that looks like the start of a statement: `rul m ->`, `exampel m`."""
_FROM = re.compile(r"from\s+([\w/]+)\s+import\b([^#]*)")
"""An import as Python writes it."""
ANYTHING = "*"
"""Stands in broken names if some text belongs to no statement, so that any name may be missing."""
MAX_DEPTH = 60
"""How deeply a statement may nest, as later steps walk its tree recursively."""


@frozen
class Statement:
    """One statement and its tree; line 1 of the tree is line `line` of the file."""

    kind: str
    line: int
    tree: Tree[Token]


@frozen
class Parsed:
    """A parsed file: statements that parse, problems, and the names of those that do not."""

    path: str
    statements: tuple[Statement, ...]
    problems: tuple[Problem, ...]
    broken: frozenset[str] = field(default=frozenset())


def parse(path: str, source: str) -> Parsed:
    """Parse every statement of `source`; `path` is for the locations of problems."""
    statements: list[Statement] = []
    problems: list[Problem] = []
    broken: set[str] = set()
    for kind, line, text in _cut(source):
        if kind == "":
            problem, names = _stray(path, line, text, first=not statements and not problems)
            problems.append(problem)
            broken |= names
            continue
        tree, found = _parse_statement(path, kind, line, text)
        problems += found
        problems += _indented(path, kind, line, text)
        if tree is not None:
            statements.append(Statement(kind, line, tree))
        if found and kind in NAMED:
            broken |= brought(kind, text)
        elif found and kind == "roles":  # roles have no name
            broken.add(kind)
    if not statements and not problems:
        message = "an empty file: a grammar begins with its name"
        problems.append(Problem("E001", message, Location(path, 1, 1), "grammar name"))
    return Parsed(path, tuple(statements), tuple(problems), frozenset(broken))


def _indented(path: str, kind: str, line: int, text: str) -> list[Problem]:
    """Report a statement that does not begin at the margin; it is parsed nevertheless."""
    column = len(text) - len(text.lstrip(" \t"))
    place = Location(path, line, column + 1, len(kind))
    message = "a statement begins at the margin"
    return [Problem("E001", message, place, "leave out the space before it")] if column else []


def _cut(source: str) -> Iterator[tuple[str, int, str]]:
    """Cut into statements (keyword, first line, text); the keyword of stray text is empty."""
    rows = source.split("\n")
    starts = sorted({0} | {i for i, row in enumerate(rows) if _begins(row) or _misspelt(row)})
    for start, stop in zip(starts, [*starts[1:], len(rows)], strict=True):
        text = "\n".join(rows[start:stop])
        if _begins(rows[start]):
            yield re.findall(r"\w+", rows[start])[0], start + 1, text
        elif any(row.strip() and not row.lstrip().startswith("#") for row in rows[start:stop]):
            yield "", start + 1, text


def _begins(row: str) -> bool:
    return bool(_START.match(row) or _INDENTED.match(row))


def _misspelt(row: str) -> bool:
    """Whether a row at the margin seems to begin a statement, but with a wrong keyword."""
    found = _MISSPELT.match(row)
    if _FROM.match(row):
        return True
    if found is None or found[1] in KEYWORDS or found[2] in KINDS:
        return False
    return found[3] in {"->", "=>", "("} or _meant(found[1]) != ""


def _meant(word: str) -> str:
    return next(iter(difflib.get_close_matches(word, KEYWORDS, 1, 0.7)), "")


def _stray(path: str, line: int, text: str, *, first: bool) -> tuple[Problem, set[str]]:
    """The problem of text outside any statement, and the names that it would have defined."""
    rows = text.split("\n")
    offset = next(i for i, r in enumerate(rows) if r.strip() and not r.lstrip().startswith("#"))
    row = rows[offset]
    column = len(row) - len(row.lstrip())
    if other := _FROM.match(row):
        names = re.findall(r"\w+", other[2])
        message, hint = "an import begins with its file", f"import {other[1]} ({', '.join(names)})"
        place = Location(path, line + offset, 1, len("from"))
        return Problem("E001", message, place, hint), set(names)
    if _misspelt(row):
        found = _MISSPELT.match(row)
        assert found is not None
        meant = _meant(found[1])
        hint = f"did you mean {meant!r}?" if meant else "statements: " + ", ".join(KEYWORDS)
        place = Location(path, line + offset, 1, len(found[1]))
        return Problem("E001", f"no statement {found[1]!r}", place, hint), {found[2]}
    place = Location(path, line + offset, column + 1, len(row.strip()))
    message = "a grammar begins with its name" if first else "no statement begins here"
    return Problem("E001", message, place, "statements: " + ", ".join(KEYWORDS)), {ANYTHING}


def _parse_statement(
    path: str, kind: str, line: int, text: str
) -> tuple[Tree[Token] | None, list[Problem]]:
    """Parse what can be parsed of a statement; report a problem for each item that cannot."""
    rows = text.split("\n")
    problems: list[Problem] = []
    try:
        tree = tree_of(kind, rows)
    except UnexpectedInput as error:
        numbers = range(line, line + len(rows))
        problem, row = problem_of(path, kind, numbers, rows, error)
        items = items_of(kind, rows)
        if not items:
            return None, [problem]
        wrong_head = row < items[0]
        head = [_HEADS[kind]] if wrong_head else rows[: items[0]]
        good, problems = _by_item(path, kind, line, rows, items, head)
        if wrong_head:
            return None, [problem, *problems]
        if good is None:
            return None, problems
        tree = good
    if _depth(tree) > MAX_DEPTH:
        message = f"nested more than {MAX_DEPTH} deep"
        return None, [*problems, Problem("E001", message, Location(path, line, 1, len(kind)))]
    return tree, problems


def _by_item(
    path: str, kind: str, line: int, rows: list[str], items: list[int], head: list[str]
) -> tuple[Tree[Token] | None, list[Problem]]:
    """Parse each item alone under `head`, then make the tree of all correct items."""
    good = list(head)
    problems: list[Problem] = []
    for start, stop in zip(items, [*items[1:], len(rows)], strict=True):
        piece = rows[start:stop]
        try:
            tree_of(kind, [*head, *piece])
            good += piece
        except UnexpectedInput as error:
            numbers = [*range(line, line + len(head)), *range(line + start, line + stop)]
            problems.append(problem_of(path, kind, numbers, [*head, *piece], error)[0])
            good += [""] * len(piece)
    return (None if len(problems) == len(items) else tree_of(kind, good)), problems


def _depth(tree: Tree[Token]) -> int:
    """The height of a tree, computed without recursion."""
    level, depth = [tree], 0
    while level:
        level = [child for t in level for child in t.children if isinstance(child, Tree)]
        depth += 1
    return depth
