"""Options and arguments that several commands take."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Literal

import typer

Format = Literal["table", "jsonl", "json", "csv", "html", "parquet"]

Texts = Annotated[
    list[str], typer.Argument(metavar="FILE", help="Texts in UTF-8; - is standard input.")
]


def _known_day(day: str | None) -> str | None:
    if day is not None:
        try:
            dt.date.fromisoformat(day)
        except ValueError:
            raise typer.BadParameter(f"no date {day!r}: write it as 2024-05-15") from None
    return day


Day = Annotated[
    str | None,
    typer.Option(
        "--date",
        callback=_known_day,
        metavar="YYYY-MM-DD",
        help="The day the texts were written: it tells which year is the last one.",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="Write here; the file appears only when it is whole."),
]
Layout = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        help="By default the suffix of --output; else a table on a terminal, jsonl in a pipe.",
    ),
]
Workers = Annotated[
    int, typer.Option(min=1, help="Processes; more than one pays for very many texts only.")
]
