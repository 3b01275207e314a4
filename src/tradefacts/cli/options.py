"""Options and arguments that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import typer

from tradefacts.cli.files import STDOUT
from tradefacts.facts import FactError
from tradefacts.facts.days import as_day

Format = Literal["table", "jsonl", "json", "csv", "html", "parquet"]


def one_of(*names: str) -> Callable[[str], str]:
    """Make a parser for one of some names; typer's message for a `Literal` says "Value error"."""

    def take(name: str) -> str:
        if name not in names:
            raise typer.BadParameter(f"{name!r} is not one of {', '.join(names)}")
        return name

    take.__name__ = "|".join(names)  # what the help shows
    return take


def flag(name: str, **options: Any) -> Any:
    """Make a flag; without the empty metavar, typer's help would show a value for it."""
    return typer.Option(name, metavar="", **options)


Texts = Annotated[
    list[str], typer.Argument(metavar="FILE", help="Texts in UTF-8; - is standard input.")
]


def _known_day(day: str | None) -> str | None:
    try:
        return as_day(day)
    except FactError as problem:
        raise typer.BadParameter(str(problem)) from None


Day = Annotated[
    str | None,
    typer.Option(
        "--date",
        callback=_known_day,
        metavar="YYYY-MM-DD",
        help='The day the texts were written; "last year" depends on it.',
    ),
]


def _target(name: str) -> Path | None:
    """The output file; None for standard output (`-`), but `./-` is a file."""
    return None if name == STDOUT else Path(name)


Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        parser=_target,
        metavar="FILE",
        help="Write to this file, which appears only once complete. - is standard output.",
    ),
]
Layout = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        parser=one_of(*get_args(Format)),
        help="Default: the suffix of --output, else a table on a terminal, jsonl in a pipe.",
    ),
]
JsonLines = Annotated[
    bool,
    flag(
        "--jsonl",
        help='Files are JSON Lines: one {"text": …} per line, with its own "date" and "title".',
    ),
]
Title = Annotated[
    str | None,
    typer.Option(help="The headline of the text, if it is not part of the text."),
]
Workers = Annotated[
    int, typer.Option(min=1, help="Processes; more than one pays off only for very many texts.")
]
