"""Problems of a grammar, with location, code, message, source line, caret and hint."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import define, field, frozen

OWN_FACTS = "the module of a class of your own is named by --facts"
"""A hint that something unknown may belong to a fact class that was not imported."""


@frozen(order=True)
class Location:
    """A place in a grammar file; lines and columns count from 1, `width` is for the caret."""

    path: str
    line: int
    column: int
    width: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@frozen
class Problem:
    """One thing wrong in a grammar. Codes that begin with W are warnings."""

    code: str
    message: str
    location: Location
    hint: str = ""

    @property
    def is_warning(self) -> bool:
        """Whether the grammar is usable despite the problem."""
        return self.code.startswith("W")

    def render(self, source: str) -> str:
        """Show the problem with its source line and a caret under the place."""
        rows = source.split("\n")
        row = rows[min(self.location.line, len(rows)) - 1]
        # keep tabs, so that the caret is under its column in any terminal
        margin = "".join("\t" if c == "\t" else " " for c in row[: self.location.column - 1])
        margin += " " * max(0, self.location.column - 1 - len(row))
        caret = "^" * max(1, min(self.location.width, len(row) - self.location.column + 1))
        number = f"{self.location.line:>5}"
        lines = [
            f"{self.location}: {self.code} {self.message}",
            f"{number} | {row}",
            f"{'':>5} | {margin}{caret}",
        ]
        if self.hint:
            lines.append(f"{'':>5} = hint: {self.hint}")
        return "\n".join(lines)


@define  # not frozen: Python, typer and others set attributes on exceptions that pass through
class GrammarError(Exception):
    r"""Raised with all errors in a grammar and its imports; none of it is loaded.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from tradefacts import Extractor
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "fuel.tfg")
    ...     size = path.write_text("grammar fuel\nlexicon coin : iso4271\n  USD symbol $\n")
    ...     try:
    ...         Extractor([path])
    ...     except GrammarError as error:
    ...         print([problem.code for problem in error.problems])
    ['E030']

    `problems` are sorted by file and line; `str()` shows each with its source line.
    """

    problems: tuple[Problem, ...]
    sources: Mapping[str, str] = field(repr=False)

    def __str__(self) -> str:
        return render(self.problems, self.sources)


def render(problems: Iterable[Problem], sources: Mapping[str, str]) -> str:
    """Show all problems as text, each with its source line."""
    return "\n\n".join(p.render(sources.get(p.location.path, "")) for p in problems)
