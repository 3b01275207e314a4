"""Text of a grammar file -> one parse tree a statement, with every syntax error located.

The file is cut into statements, and a statement with a mistake into its items (alternatives,
entries, cases), so that one mistake hides no other: the wrong item is reported and left out, the
rest is parsed again.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from attrs import field, frozen
from lark import Lark, Token, Tree, UnexpectedInput, UnexpectedToken

from tradefacts.grammar import bad_samples, mistakes
from tradefacts.grammar.brought import NAMED, brought
from tradefacts.grammar.errors import Location, Problem
from tradefacts.grammar.forms import KINDS
from tradefacts.grammar.marks import uncommented

KEYWORDS = (
    *("grammar", "import", "lexicon", "rule", "pattern", "roles", "frame"),
    *("example", "todo", "reject"),
)
_SYMBOLS = {"grammar": "header", "import": "import_"}
"""Start symbols of the syntax that are not named as the keyword is."""
_START = re.compile(rf"({'|'.join(KEYWORDS)})\b")
_INDENTED = re.compile(
    r"[ \t]+(import\s+\S+\s*\(|lexicon\s+\w+\s*:|rule\s+\w+\s*->|pattern\s+\w+\(|"
    r"roles\s+\w+|frame\s+\w+\s*->|(example|todo|reject)\s+\w+\s*(#.*)?$)"
)
_CASE = re.compile(r"""[ \t]*["'«“\w]""")
"""A case begins with its text; without its quotes it is to be told apart all the same."""
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
"""Heads under which items are parsed when their own head is wrong."""

_MISSPELT = re.compile(r"(\w+)[ \t]+(\w+)[ \t]*(->|=>|:|\(|(?:#.*)?$)")
"""What looks like a statement: `rul m ->`, `exampel m`."""
_FROM = re.compile(r"from\s+([\w/]+)\s+import\b([^#]*)")
"""An import as Python writes it."""
ANYTHING = "*"
"""Among broken names: there was text that belongs to no statement, so any name may be missing."""
MAX_DEPTH = 60
"""How deep a statement may nest; what follows walks its tree recursively."""


@frozen
class Statement:
    """One statement: its tree, whose lines count from `line` of the file."""

    kind: str
    line: int
    tree: Tree[Token]


@frozen
class Parsed:
    """What a file holds: statements that parse, problems, and names whose statements do not."""

    path: str
    statements: tuple[Statement, ...]
    problems: tuple[Problem, ...]
    broken: frozenset[str] = field(default=frozenset())


@cache
def _lark() -> Lark:
    syntax = files("tradefacts.grammar").joinpath("syntax.lark").read_text(encoding="utf-8")
    start = [_SYMBOLS.get(keyword, keyword) for keyword in KEYWORDS]
    return Lark(
        syntax, parser="lalr", start=start, propagate_positions=True, maybe_placeholders=True
    )


def _parse(kind: str, rows: list[str]) -> Tree[Token]:
    text = "\n".join(rows) + "\n"
    return _lark().parse(text, start=_SYMBOLS.get(kind, kind))


def parse(path: str, source: str) -> Parsed:
    """Parse every statement of `source`; `path` is for the problems' locations."""
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
        elif found and kind == "roles":  # which have no name
            broken.add(kind)
    if not statements and not problems:
        message = "an empty file: a grammar begins with its name"
        problems.append(Problem("E001", message, Location(path, 1, 1), "grammar name"))
    return Parsed(path, tuple(statements), tuple(problems), frozenset(broken))


def _indented(path: str, kind: str, line: int, text: str) -> list[Problem]:
    """The problem of a statement that does not begin at the margin; it is read all the same."""
    column = len(text) - len(text.lstrip(" \t"))
    place = Location(path, line, column + 1, len(kind))
    message = "a statement begins at the margin"
    return [Problem("E001", message, place, "leave out the space before it")] if column else []


def _cut(source: str) -> Iterator[tuple[str, int, str]]:
    """Statements as (keyword, first line, text); text that is none has an empty keyword."""
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
    """Whether a row at the margin means to begin a statement, with a word that begins none."""
    found = _MISSPELT.match(row)
    if _FROM.match(row):
        return True
    if found is None or found[1] in KEYWORDS or found[2] in KINDS:
        return False
    return found[3] in {"->", "=>", "("} or _meant(found[1]) != ""


def _meant(word: str) -> str:
    return next(iter(difflib.get_close_matches(word, KEYWORDS, 1, 0.7)), "")


def _stray(path: str, line: int, text: str, *, first: bool) -> tuple[Problem, set[str]]:
    """The problem of text that is no statement, and the names that it was to define."""
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
    """The tree of what parses, and a problem for each item that does not."""
    rows = text.split("\n")
    problems: list[Problem] = []
    try:
        tree = _parse(kind, rows)
    except UnexpectedInput as error:
        numbers = range(line, line + len(rows))
        problem, row = _problem(path, kind, numbers, rows, error)
        items = _items(kind, rows)
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
    """Each item parsed alone under `head`; the tree is of those that are right."""
    good = list(head)
    problems: list[Problem] = []
    for start, stop in zip(items, [*items[1:], len(rows)], strict=True):
        piece = rows[start:stop]
        try:
            _parse(kind, [*head, *piece])
            good += piece
        except UnexpectedInput as error:
            numbers = [*range(line, line + len(head)), *range(line + start, line + stop)]
            problems.append(_problem(path, kind, numbers, [*head, *piece], error)[0])
            good += [""] * len(piece)
    return (None if len(problems) == len(items) else _parse(kind, good)), problems


def _depth(tree: Tree[Token]) -> int:
    """The height of a tree, found without recursion."""
    level, depth = [tree], 0
    while level:
        level = [child for t in level for child in t.children if isinstance(child, Tree)]
        depth += 1
    return depth


def _items(kind: str, rows: list[str]) -> list[int]:
    """The rows on which an alternative, an entry or a case begins."""
    if kind not in _ITEM:
        return []
    begins = _ITEM[kind].match
    return [i for i, row in enumerate(rows) if i and begins(row) and not _goes_on(rows[i - 1], row)]


def _goes_on(before: str, row: str) -> bool:
    """Whether a row is the rest of the one before it."""
    own = row.lstrip().startswith(('"', "|"))
    return not own and uncommented(before).endswith((",", "=>"))


def _problem(
    path: str, kind: str, numbers: Sequence[int], rows: list[str], error: UnexpectedInput
) -> tuple[Problem, int]:
    """An error of Lark as a problem, and the row (from 0) where it stands.

    `numbers` are the lines of the file that `rows` are.
    """
    token: Token | None = getattr(error, "token", None)
    if token is not None and token.type in {"$END", "_NL"}:
        row = _last_row(rows, error)
        column, width, got = len(uncommented(rows[row])) + 1, 1, "end of the line"
    else:
        # a `=>` takes in the space and the line ends before it, a comma those behind it
        row, column, found = error.line - 1, error.column, str(token or "")
        *skipped, found = [","] if found.startswith(",") else found.split("\n")
        row, column = row + len(skipped), 1 if skipped else column
        column, found = column + len(found) - len(found.lstrip()), found.lstrip()
        width = max(1, len(found))
        got = repr(found or rows[row][column - 1 : column])
    expected = sorted(getattr(error, "accepts", None) or getattr(error, "allowed", None) or ())
    first = max((i for i in _items(kind, rows) if i <= row), default=0)
    mistake = mistakes.unpaired(rows, first, row, column - 1)
    mistake = mistake or mistakes.at_place(kind, rows, row, column - 1, expected)
    if mistake is not None:
        place = Location(path, numbers[mistake.row], mistake.column + 1, mistake.width)
        return Problem("E001", mistake.message, place, mistake.hint), row
    place = Location(path, numbers[row], column, width)
    known = _known_mistake(kind, error)
    if known is not None:
        return Problem("E001", known, place), row
    return Problem("E001", f"unexpected {got}", place, bad_samples.expectation(expected)), row


def _last_row(rows: list[str], error: UnexpectedInput) -> int:
    """The last row with content at or before the place where Lark met the end."""
    row = min(error.line - 1, len(rows) - 1) if error.line > 0 else len(rows) - 1
    while row > 0 and not uncommented(rows[row]):
        row -= 1
    return row


def _known_mistake(kind: str, error: UnexpectedInput) -> str | None:
    """The message whose bad sample fails in the same state of the parser, at best at the same word.

    `match_examples` of Lark asks the same, but ends in a TypeError where two samples fail in one
    state and may go on in different ways.
    """
    alike = [
        (message, sample)
        for message, sample in _samples(kind)
        if sample.state == error.state and _both(sample, error, "accepts") is not False
    ]
    same_word = [message for message, sample in alike if _both(sample, error, "token")]
    return next(iter(same_word or (message for message, _ in alike)), None)


def _both(one: UnexpectedInput, other: UnexpectedInput, name: str) -> bool | None:
    """Whether two errors have the same `name`; unexpected characters have none."""
    if isinstance(one, UnexpectedToken) and isinstance(other, UnexpectedToken):
        return bool(getattr(one, name) == getattr(other, name))
    return None


@cache
def _samples(kind: str) -> tuple[tuple[str, UnexpectedInput], ...]:
    """The messages of the bad samples of a kind of statement, and the errors that they end in."""
    found = []
    for message, bad in bad_samples.SAMPLES.items():
        for text in (text for of, text in bad if of == kind):
            try:
                _parse(kind, [text])
            except UnexpectedInput as error:
                found.append((message, error))
    return tuple(found)
