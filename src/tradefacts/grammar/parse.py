"""Text of a grammar file -> one parse tree a statement, with every syntax error located.

The file is cut into statements, and a statement with a mistake into its items (alternatives,
entries, cases), so that one mistake hides no other: the wrong item is reported and left out, the
rest is parsed again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from attrs import field, frozen
from lark import Lark, Token, Tree, UnexpectedInput

from tradefacts.grammar.errors import Location, Problem

KEYWORDS = ("grammar", "import", "lexicon", "rule", "pattern", "example", "todo", "reject")
_SYMBOLS = {"grammar": "header", "import": "import_"}
"""Start symbols of the syntax that are not named as the keyword is."""
_START = re.compile(rf"({'|'.join(KEYWORDS)})\b")
_INDENTED = re.compile(
    r"[ \t]+(import\s+\S+\s*\(|lexicon\s+\w+\s*:|rule\s+\w+\s*->|pattern\s+\w+\(|"
    r"(example|todo|reject)\s+\w+\s*(#.*)?$)"
)
_ITEM = {
    "lexicon": re.compile(r"[ \t]*(?!(lemma|singular|loose|form|abbr|symbol)[ \t])[^\s#]"),
    "rule": re.compile(r"[ \t]*\|"),
    "pattern": re.compile(r"[ \t]*\|"),
    "example": re.compile(r'[ \t]*"'),
    "todo": re.compile(r'[ \t]*"'),
    "reject": re.compile(r'[ \t]*"'),
}

MISTAKES = {
    # message -> (kind of statement, bad samples): Lark finds the sample that fails in the same
    # parser state, as in its own documentation of `match_examples`
    "a rule says what it gives: rule name -> Fact | domain | (fields)": [
        ("rule", 'rule m\n  | "a"\n'),
    ],
    "an alternative begins with |": [
        ("rule", "rule m -> Money\n  a\n"),
        ("rule", 'rule m -> number\n  "a"\n'),
    ],
    "a lexicon names its domain: lexicon name : domain": [
        ("lexicon", "lexicon c\n  RUB lemma a\n"),
    ],
    "a slot has no pattern: write slot=pattern": [
        ("rule", "rule m -> Money\n  | a=\n"),
        ("rule", "rule m -> Money\n  | a= b= c\n"),
    ],
    'an example says what it gives: "text" => Fact(field=value)': [
        ("example", 'example m\n  "z"\n'),
        ("todo", 'todo m\n  "z"\n'),
    ],
    "a rejected text gives nothing: leave out what stands after it": [
        ("reject", 'reject m\n  "z" => Money(value=5)\n'),
    ],
    "a bracket is not closed": [
        ("rule", "rule m -> Money\n  | [ a\n"),
        ("rule", "rule m -> Money\n  | [ a => value = a\n"),
        ("rule", "rule m -> Money\n  | ( a\n"),
        ("rule", "rule m -> Money\n  | ( a | b\n"),
        ("pattern", "pattern m(a)\n  | ( a\n"),
    ],
    "an entry needs a wording: KEY lemma word": [
        ("lexicon", "lexicon c : d\n  RUB\n"),
    ],
    "a pattern names its parameters: pattern name(first, second)": [
        ("pattern", "pattern m\n  | a\n"),
    ],
}


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


def _parse(kind: str, text: str) -> Tree[Token]:
    return _lark().parse(text, start=_SYMBOLS.get(kind, kind))


def parse(path: str, source: str) -> Parsed:
    """Parse every statement of `source`; `path` is for the problems' locations."""
    statements: list[Statement] = []
    problems: list[Problem] = []
    broken: set[str] = set()
    for kind, line, text in _cut(source):
        if kind == "":
            problems.append(_stray(path, line, text, first=not statements and not problems))
            continue
        tree, found = _parse_statement(path, kind, line, text)
        problems += found
        if tree is not None:
            statements.append(Statement(kind, line, tree))
        if found and (name := re.match(r"\s*\w+\s+(\w+)", text)):
            broken.add(name.group(1))
    if not statements and not problems:
        message = "an empty file: a grammar begins with its name"
        problems.append(Problem("E001", message, Location(path, 1, 1), "grammar name"))
    return Parsed(path, tuple(statements), tuple(problems), frozenset(broken))


def _cut(source: str) -> Iterator[tuple[str, int, str]]:
    """Statements as (keyword, first line, text); text before the first has an empty keyword."""
    rows = source.splitlines(keepends=True)
    starts = [i for i, row in enumerate(rows) if _START.match(row) or _INDENTED.match(row)]
    for start, stop in zip([0, *starts], [*starts, len(rows)], strict=True):
        text = "".join(rows[start:stop])
        lead = re.match(r"\s*(\w+)", text)
        if start in starts and lead:
            yield lead.group(1), start + 1, text
        elif any(row.strip() and not row.lstrip().startswith("#") for row in rows[start:stop]):
            yield "", start + 1, text


def _stray(path: str, line: int, text: str, *, first: bool) -> Problem:
    for offset, row in enumerate(text.splitlines()):
        if row.strip() and not row.lstrip().startswith("#"):
            column = len(row) - len(row.lstrip()) + 1
            place = Location(path, line + offset, column, len(row.strip()))
            message = "a grammar begins with its name" if first else "no statement begins here"
            return Problem("E001", message, place, "statements: " + ", ".join(KEYWORDS))
    raise AssertionError("_cut yields no blank text")


def _parse_statement(
    path: str, kind: str, line: int, text: str
) -> tuple[Tree[Token] | None, list[Problem]]:
    """The tree of what parses, and a problem for each item that does not."""
    problems: list[Problem] = []
    rows = text.splitlines()
    while True:
        try:
            tree = _parse(kind, "\n".join(rows) + "\n")
        except UnexpectedInput as error:
            problem, row = _problem(path, kind, line, rows, error)
            problems.append(problem)
            item = _item_around(kind, rows, row)
            if item is None:
                return None, problems
            rows = [*rows[: item[0]], *[""] * (item[1] - item[0]), *rows[item[1] :]]
            if not any(_ITEM[kind].match(r) for r in rows[1:]):
                return None, problems
        else:
            return tree, problems


def _item_around(kind: str, rows: list[str], row: int) -> tuple[int, int] | None:
    """Rows [start, stop) of the item that holds `row`; None where it is the statement's head."""
    starts = [i for i, r in enumerate(rows) if i > 0 and kind in _ITEM and _ITEM[kind].match(r)]
    before = [i for i in starts if i <= row]
    if not before:
        return None
    return before[-1], next((i for i in starts if i > row), len(rows))


def _problem(
    path: str, kind: str, line: int, rows: list[str], error: UnexpectedInput
) -> tuple[Problem, int]:
    """An error of Lark as a problem, and the row (from 0) where it stands."""
    token: Token | None = getattr(error, "token", None)
    at_end = token is not None and (token.type == "$END" or not str(token).strip())
    if at_end:
        row = _last_row(rows, error)
        column, width, got = len(rows[row].split("#")[0].rstrip()) + 1, 1, "the end of the line"
    else:
        row, column = error.line - 1, error.column
        width = len(token) if token is not None else 1
        got = repr(str(token) if token is not None else rows[row][column - 1 : column])
    known = _known_mistake(kind, error)
    expected = sorted(getattr(error, "accepts", None) or getattr(error, "allowed", None) or ())
    shown = ", ".join(name.strip("_").lower() for name in expected[:10])
    problem = Problem(
        "E001",
        known or f"unexpected {got}",
        Location(path, line + row, column, width),
        "" if known else f"expected {shown}",
    )
    return problem, row


def _last_row(rows: list[str], error: UnexpectedInput) -> int:
    """The last row with content at or before the place where Lark met the end."""
    row = min(error.line - 1, len(rows) - 1) if error.line > 0 else len(rows) - 1
    while row > 0 and not rows[row].split("#")[0].strip():
        row -= 1
    return row


def _known_mistake(kind: str, error: UnexpectedInput) -> str | None:
    samples = {
        message: [text for k, text in bad if k == kind]
        for message, bad in MISTAKES.items()
        if any(k == kind for k, _ in bad)
    }
    if not samples:
        return None
    return error.match_examples(lambda text: _parse(kind, text), samples)
