"""The canonical layout of a grammar: spaces, indentation and columns; line breaks stay.

The author decides what goes on a line, and every comment and line break is kept. The spacing
between tokens is fixed. Columns (`=>`, wordings after their keys, comments) are those that most
lines of a statement already have, moved to the right where a line would not fit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from attrs import define, evolve

from tradefacts.grammar import ast
from tradefacts.grammar.build import build
from tradefacts.grammar.errors import GrammarError
from tradefacts.grammar.forms import KINDS
from tradefacts.grammar.parse import Parsed, parse

WIDTH = 100
"""A line gives up its column rather than get longer than this."""
_KIND = re.compile(rf"({'|'.join(KINDS)})(?=[ \t])")
_STRING = r'"(?:\\.|[^"\\])*"'
_LEXERS = {
    "lexicon": re.compile(rf'{_STRING}|#.*|[^\s"#]+'),
    "case": re.compile(rf"{_STRING}|#.*|=>|[\w.-]+|\S"),
    "pattern": re.compile(
        rf"{_STRING}|#.*|=>|->|<=|!=|\{{(?:\d+,\d+|[a-z \t]+)\}}|[A-Za-z_]\w*(?:\.[\w.-]+)?|\S"
    ),
    "result": re.compile(
        rf"{_STRING}|#.*|=>|<=|!=|[A-Z]{{2}}[A-Z0-9]*(?:-[A-Z0-9]+)?|\d+(?:\.\d+)?|[a-z_]\w*|\S"
    ),
}
_CLAUSE = re.compile(r"=>|(sharing|if)\b")
_BEFORE_SIGN = frozenset({"+", "-", "*", "/", "or", "<", "<=", "!=", "=", "=>", "(", ",", "if"})


@define
class _Row:
    """One line: its margin, the parts left and right of its column, its comment."""

    margin: int = 0
    left: str = ""
    right: str = ""
    comment: str = ""
    column: int = 0
    """Where the right part begins in the source."""
    comment_column: int = 0
    hangs: bool = False
    """Whether the right part goes to the column although the left part is empty."""
    free: bool = False
    """Whether the line may exceed `WIDTH`, as a list of words may."""
    at_margin: bool = False
    """Whether a comment line begins at the margin in the source."""

    def text(self, column: int, following: _Row | None = None) -> str:
        """Write the line, with the right part at `column` if it fits there.

        A comment line is indented like the line `following`.
        """
        shown = " " * self.margin + self.left
        if self.right:
            shown = shown.ljust(self.placed(column)) if self.left or self.hangs else shown
            shown += self.right
        if self.comment and shown.strip():
            shown = shown.ljust(max(self.comment_column, len(shown) + 2)) + self.comment
        elif self.comment:
            shown = " " * self._indentation(column, following) + self.comment
        return shown.rstrip()

    def _indentation(self, column: int, following: _Row | None) -> int:
        if self.at_margin:
            return 0
        if following is None:
            return 2
        return max(following.margin, column) if following.hangs else following.margin

    def placed(self, column: int) -> int:
        """The column of the right part: the statement's, the author's, or the nearest that fits."""
        end = self.margin + len(self.left)
        # a line that is already too long may stay too long
        room = column + 1 if self.free else max(WIDTH - len(self.right), self.column)
        for wanted in (column, self.column):
            if end < wanted <= room:
                return wanted
        return end + 2


def layout(source: str, path: str = "<grammar>") -> str:
    r"""Put a grammar into its canonical layout; doing so twice changes nothing.

    >>> print(layout('grammar g\nrule a->Money\n|[value=INT&"$"]=>currency=USD # as in "5$"\n'))
    grammar g
    rule a -> Money
      | [ value=INT & "$" ]  => currency = USD  # as in "5$"
    <BLANKLINE>

    Raises `GrammarError` if the grammar has a syntax error.
    """
    source = source.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    parsed = parse(path, source)
    if parsed.problems:
        raise GrammarError(parsed.problems, {path: source})
    kinds = {statement.line: statement.kind for statement in parsed.statements}
    blocks: list[tuple[str, list[str]]] = [("", [])]
    for number, row in enumerate(source.split("\n"), 1):
        if number in kinds:
            blocks.append((kinds[number], []))
        blocks[-1][1].append(row)
    rows = [line for kind, block in blocks for line in _block(kind, block)]
    shown = re.sub(r"\n{3,}", "\n\n", "\n".join(rows)).strip("\n") + "\n"
    assert same(parse(path, shown), parsed), "the layout would change what the grammar says"
    return shown


def same(a: Parsed, b: Parsed) -> bool:
    """Whether two parsed files are equal except for locations."""
    return _placeless(build(a)[0]) == _placeless(build(b)[0])


def _placeless(module: ast.Module) -> tuple[object, ...]:
    imports = [(i.path, [name for name, _ in i.names]) for i in module.imports]
    return imports, evolve(module, imports=(), path="")


def _block(kind: str, source: Sequence[str]) -> list[str]:
    """Lay out the lines of one statement; lines before the first statement have an empty kind."""
    rows: list[_Row] = []
    clause = False
    for index, line in enumerate(source):
        begins = line.lstrip().startswith("|")
        row, clause = _row(kind, line, head=index == 0, clause=clause and not begins)
        rows.append(row)
    column = _settled([row for row in rows if row.left and row.right])
    shown: list[str] = []
    following: _Row | None = None
    for row in reversed(rows):
        shown.append(row.text(column, following))
        if row.left or row.right:
            following = row
    return shown[::-1]


def _settled(rows: Sequence[_Row]) -> int:
    """Move right parts to their common column until that column no longer changes; return it.

    This terminates: with each change, more parts share the column, or as many share one further
    to the left.
    """
    column, before = _column(rows), -1
    while column != before:
        for row in rows:
            row.column = row.placed(column)
        column, before = _column(rows), column
    return column


def _column(rows: Sequence[_Row]) -> int:
    """The common column: the one most right parts share already, or right of all left parts."""
    counted = Counter(row.column for row in rows if row.column > row.margin + len(row.left))
    usual = min(counted, key=lambda column: (-counted[column], column), default=0)
    if counted[usual] > 1 or (usual and len(rows) == 1):
        return usual
    ends = [(row.margin + len(row.left) + 2, row) for row in rows]
    return max((column for column, _ in ends if _fits(column, ends)), default=0)


def _fits(column: int, ends: Sequence[tuple[int, _Row]]) -> bool:
    """Whether every line whose left part ends before a column has room for its right part."""
    return all(row.free or end > column or column + len(row.right) <= WIDTH for end, row in ends)


# -- lines -----------------------------------------------------------------------------------------
def _row(kind: str, source: str, *, head: bool, clause: bool) -> tuple[_Row, bool]:
    """Read one line; the flag says whether the pattern that it belongs to has ended."""
    code, comment, at = _parted(source)
    code = code.replace("\t", " ")
    row = _Row(comment=comment.rstrip(), comment_column=at, at_margin=at == 0)
    if not code.strip():
        return row, clause
    if head or kind in {"", "grammar", "import"}:
        row.margin = 0 if head or kind == "grammar" else 4
        row.left = _head(code.strip())
    elif kind == "lexicon":
        _entry(row, code)
    elif kind in ast.CASES:
        _case(row, code)
    elif kind == "frame":
        row.margin, row.left, row.free = max(2, _indent(code)), _policy(code), True
    else:
        return row, _line(row, code, clause)
    return row, False


def _parted(source: str) -> tuple[str, str, int]:
    """Split a line into code and comment; also return where the comment begins."""
    for found in re.finditer(rf"{_STRING}|#.*", source):
        if found.group().startswith("#"):
            return source[: found.start()], found.group(), found.start()
    return source, "", 0


def _indent(code: str) -> int:
    return len(code) - len(code.lstrip())


def _head(code: str) -> str:
    if code.startswith('"'):
        return code
    code = re.sub(r"\s*,\s*", ", ", code).rstrip()
    code = re.sub(r"\s*(->|:)\s*", r" \1 ", code)
    if code.startswith("import"):
        code = code.replace("(", " (")
    code = re.sub(r"\(\s+", "(", re.sub(r"\s+\)", ")", code))
    return re.sub(r"\s+", " ", code)


def _entry(row: _Row, code: str) -> None:
    """A key, then its wordings at the column; gaps of two or more spaces between groups stay."""
    tokens = list(_LEXERS["lexicon"].finditer(code))
    row.free, row.hangs = True, _KIND.match(code.strip()) is not None
    row.margin = 2
    if not row.hangs:
        row.left = tokens.pop(0).group()
    row.column = tokens[0].start() if tokens and not row.hangs else 0
    kind = False
    for index, token in enumerate(tokens):
        # after a kind, or at the end of the line, even a word spelled like a kind is a word
        last = index == len(tokens) - 1
        meant = token.group() in KINDS and not kind
        kind = meant and not last
        gap = token.start() - tokens[index - 1].end() if kind and index else 1
        shown = f'"{token.group()}"' if meant and last and row.comment else token.group()
        row.right += " " * (max(2, gap) if kind and index else min(index, 1)) + shown


def _case(row: _Row, code: str) -> None:
    found = list(_LEXERS["case"].finditer(code))
    tokens = [token.group() for token in found]
    row.margin = {'"': 2, "=": 4}.get(tokens[0][0]) or max(7, _indent(code))
    if row.margin == 2:
        row.left = tokens.pop(0)
        row.column = found[1].start() if tokens else 0
    for token in tokens:
        glued = not row.right or token in {"(", ")", ",", "="} or row.right[-1] in "(="
        row.right += token if glued and not row.right.endswith("=>") else f" {token}"


def _policy(code: str) -> str:
    """A line of a frame; gaps of two or more spaces, which the author uses for columns, stay."""
    parts = re.findall(r"( *)([=:]|[^\s=:]+)", code.strip())
    return "".join(
        (" " * max(1, len(gap)) if at else "") + word for at, (gap, word) in enumerate(parts)
    )


def _line(row: _Row, code: str, clause: bool) -> bool:
    """An alternative or a continuation of one; returns whether its pattern has ended."""
    cut = 0 if clause else _tail(code)
    begins = code.lstrip().startswith("|")
    starts = not code[:cut].strip() and not clause
    row.margin = 2 if begins else 6 if starts or _CLAUSE.match(code.strip()) else 9
    row.left, row.right = _pattern(code[:cut]), _clauses(code[cut:])
    row.column = cut if row.left and row.right else 0
    row.hangs = not row.left and _indent(code) > row.margin
    return clause or bool(row.right)


def _tail(code: str) -> int:
    """Where `=>`, `sharing` or `if` begins."""
    for found in re.finditer(rf"{_STRING}|=>|\b(?:sharing|if)(?=\s)", code):
        before = code[: found.start()].rstrip()
        # where an item must follow, `if` or `sharing` is a name
        if found.group()[0] != '"' and (found.group() == "=>" or before[-1:] not in set("|([,=!")):
            return found.start()
    return len(code)


def _pattern(code: str) -> str:
    shown, before, end = "", "", 0
    for found in _LEXERS["pattern"].finditer(code):
        token = found.group()
        call = token[0] == "(" and found.start() == end and before.isidentifier()
        quantifier = token in {"?", "+"} or (token[0] == "{" and len(token) > 1)
        tight = token in {")", ",", "="} or before in {"(", "!", "="}
        shown += token if not shown or call or quantifier or tight else f" {token}"
        before, end = token, found.end()
    return shown


def _clauses(code: str) -> str:
    """Results, `sharing` and `if`, each preceded by two spaces; no space after a sign."""
    shown, before, end, sign = "", "", 0, False
    for found in _LEXERS["result"].finditer(code):
        token = found.group()
        call = token[0] == "(" and found.start() == end and before.isidentifier()
        tight = token in {")", ","} or before == "(" or sign or call
        gap = "  " if _CLAUSE.fullmatch(token) else "" if tight else " "
        shown += (gap if shown else "") + token
        sign = token[0] == "-" and before in _BEFORE_SIGN
        before, end = token, found.end()
    return shown
