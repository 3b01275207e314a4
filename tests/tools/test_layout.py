"""The canonical layout changes no meaning, loses no comment, and is its own fixed point."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tradefacts.grammar.errors import GrammarError
from tradefacts.grammar.parse import parse
from tradefacts.grammar.shipped import SUFFIX, grammar_folder
from tradefacts.tools.layout import layout, same

from .texts import grammars

GOLDEN = Path(__file__).parent / "golden"
FILES = sorted(grammar_folder().rglob(f"*{SUFFIX}"))


def comments(text: str) -> list[str]:
    quoted = False
    found = []
    for row in text.splitlines():
        for at, char in enumerate(row):
            quoted ^= char == '"' and row[at - 1 : at] != "\\"
            if char == "#" and not quoted:
                found.append(row[at:].rstrip())
                break
        quoted = False
    return found


@given(grammars())
def test_any_layout_becomes_one_that_says_the_same(text: str) -> None:
    parsed = parse("g.tfg", text.replace("\r\n", "\n"))
    assume(not parsed.problems)
    laid = layout(text)
    assert same(parsed, parse("g.tfg", laid))
    assert comments(text) == comments(laid)
    assert laid == layout(laid)


WIDTHS = st.tuples(
    st.integers(1, 6) | st.integers(1, 90), st.integers(1, 6), st.integers(1, 60), st.integers(0, 9)
)
LINES = st.lists(WIDTHS, min_size=1, max_size=9)


def _laid(head: str, rows: Sequence[str]) -> str:
    """A grammar of one statement, laid out."""
    return layout("\n".join(["grammar g", head, *rows, ""]))


@given(LINES)
def test_columns_are_those_that_come_of_them(lines: list[tuple[int, int, int, int]]) -> None:
    rows = [
        f'  | "{"x" * left}"{" " * gap}=> {"1" * right}{" " * comment}{"# y" * (comment > 1)}'
        for left, gap, right, comment in lines
    ]
    laid = _laid("rule a -> number", rows)
    assert laid == layout(laid)


# two stand at the usual column; the others, once they are moved, stand together elsewhere
@example(
    [
        (2, 2, 28, 2),
        (5, 2, 1, 2),
        (26, 3, 25, 0),
        (6, 4, 38, 9),
        (7, 3, 47, 8),
        (1, 3, 1, 8),
        (5, 6, 1, 8),
        (5, 2, 50, 5),
    ]
)
@given(LINES)
def test_columns_of_wordings_are_those_that_come_of_them(
    lines: list[tuple[int, int, int, int]],
) -> None:
    rows = [
        f"  {'k' * left}{' ' * gap}form {'x' * right}{' ' * comment}{'# y' * (comment > 1)}"
        for left, gap, right, comment in lines
    ]
    laid = _laid("lexicon a : flag", rows)
    assert laid == layout(laid)


@given(grammars())
def test_most_of_these_grammars_parse(text: str) -> None:
    """Else the property above would hold of nothing."""
    problems = parse("g.tfg", text.replace("\r\n", "\n")).problems
    assert [] == [f"{p.location}: {p.message}" for p in problems], text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_shipped_grammars_are_laid_out(path: Path) -> None:
    """So a contributor who formats a file changes nothing but what is his."""
    source = path.read_text(encoding="utf-8")
    assert source == layout(source, str(path))


def test_it_looks_like_this(golden: Callable[[str | Path, str], None]) -> None:
    source = (GOLDEN / "layout_in.tfg").read_text(encoding="utf-8")
    golden("layout_out.tfg", layout(source))


def test_what_does_not_parse_is_left_alone() -> None:
    with pytest.raises(GrammarError, match="an alternative begins with"):
        layout("grammar g\nrule a -> number\n  5\n", "g.tfg")
