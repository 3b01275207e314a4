"""Convert a Lark error to a problem: where it is in the file, and what it most likely means."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from lark import Token, UnexpectedInput, UnexpectedToken

from tradefacts.grammar import bad_samples, mistakes
from tradefacts.grammar.errors import Location, Problem
from tradefacts.grammar.marks import uncommented
from tradefacts.grammar.syntax import items_of, tree_of


def problem_of(
    path: str, kind: str, numbers: Sequence[int], rows: list[str], error: UnexpectedInput
) -> tuple[Problem, int]:
    """Convert a Lark error to a problem, and tell its row (counted from 0).

    `numbers` are the line numbers of `rows` in the file.
    """
    token: Token | None = getattr(error, "token", None)
    if token is not None and token.type in {"$END", "_NL"}:
        row = _last_row(rows, error)
        column, width, got = len(uncommented(rows[row])) + 1, 1, "end of the line"
    else:
        # a `=>` token includes spaces and line ends before it, a comma token those after it
        row, column, found = error.line - 1, error.column, str(token or "")
        *skipped, found = [","] if found.startswith(",") else found.split("\n")
        row, column = row + len(skipped), 1 if skipped else column
        column, found = column + len(found) - len(found.lstrip()), found.lstrip()
        width = max(1, len(found))
        got = repr(found or rows[row][column - 1 : column])
    expected = sorted(getattr(error, "accepts", None) or getattr(error, "allowed", None) or ())
    first = max((i for i in items_of(kind, rows) if i <= row), default=0)
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
    """The last row with content at or before the place where Lark reached the end."""
    row = min(error.line - 1, len(rows) - 1) if error.line > 0 else len(rows) - 1
    while row > 0 and not uncommented(rows[row]):
        row -= 1
    return row


def _known_mistake(kind: str, error: UnexpectedInput) -> str | None:
    """The message of a bad sample that fails in the same parser state, if possible at equal tokens.

    Lark's `match_examples` does the same, but raises a TypeError if a sample fails in the same
    state but accepts different tokens.
    """
    alike = [
        (message, sample)
        for message, sample in _samples(kind)
        if sample.state == error.state and _both(sample, error, "accepts") is not False
    ]
    same_word = [message for message, sample in alike if _both(sample, error, "token")]
    return next(iter(same_word or (message for message, _ in alike)), None)


def _both(one: UnexpectedInput, other: UnexpectedInput, name: str) -> bool | None:
    """Whether an attribute of two errors is equal; None unless both are unexpected tokens."""
    if isinstance(one, UnexpectedToken) and isinstance(other, UnexpectedToken):
        return bool(getattr(one, name) == getattr(other, name))
    return None


@cache
def _samples(kind: str) -> tuple[tuple[str, UnexpectedInput], ...]:
    """The messages of the bad samples for a kind of statement, each with its sample's error."""
    found = []
    for message, bad in bad_samples.SAMPLES.items():
        for text in (text for of, text in bad if of == kind):
            try:
                tree_of(kind, [text])
            except UnexpectedInput as error:
                found.append((message, error))
    return tuple(found)
