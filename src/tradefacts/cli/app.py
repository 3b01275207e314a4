"""Commands and their options; what they do stands in the modules beside this one.

Grammars, Yargy and pymorphy3 are imported inside the commands: `--help` is to answer at once.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

import datetime as dt
import io
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from tradefacts.cli.explain import explain
from tradefacts.cli.files import FAILED, FileError, complain, read_text, replaced
from tradefacts.cli.grammar import grammar
from tradefacts.facts import KINDS, Document, dump_json, json_schema

if TYPE_CHECKING:
    from tradefacts.extractor import Extractor

Format = Literal["table", "jsonl", "json", "csv", "html", "parquet"]
app = typer.Typer(
    name="tradefacts",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Typed facts from Russian trade news: money, percentages and regions.",
)
app.add_typer(grammar, name="grammar")


def main() -> None:
    """Run the command line; the entry point of the `tradefacts` script."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # in a pipe JSON is UTF-8 whatever the locale; a terminal knows its own encoding
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
    app()


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"tradefacts {installed_version('tradefacts')}")
        raise typer.Exit


@app.callback()
def options(
    _: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Options of the program itself."""


def _known_kinds(kinds: list[str] | None) -> list[str] | None:
    for kind in kinds or ():
        if kind not in KINDS:
            raise typer.BadParameter(f"no kind {kind!r}: it is one of {', '.join(KINDS)}")
    return kinds


def _known_day(day: str | None) -> str | None:
    if day is not None:
        try:
            dt.date.fromisoformat(day)
        except ValueError:
            raise typer.BadParameter(f"no date {day!r}: write it as 2024-05-15") from None
    return day


@app.command()
def extract(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE", help="Texts in UTF-8; - is standard input."),
    ],
    format_: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="By default the suffix of --output; else a table on a terminal, jsonl in a pipe.",
        ),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            callback=_known_kinds,
            metavar="|".join(KINDS),
            help="Only facts of this kind; may be repeated.",
        ),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(
            callback=_known_day,
            metavar="YYYY-MM-DD",
            help="The day the texts were written: it tells which year is the last one.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write here; the file appears only when it is whole."),
    ] = None,
) -> None:
    """Print the facts of texts: what is said, where, and what it is worth.

    Offsets count code points of a file as it is, line ends and all; a byte order mark is no part of the text.

    Exit code 1 where a file could not be read; the others are done all the same.
    """  # noqa: E501  # the help keeps its line breaks
    from tradefacts.cli.formats import WRITERS
    from tradefacts.cli.progress import watched
    from tradefacts.extractor import Extractor
    from tradefacts.grammar.errors import GrammarError

    chosen = format_ or _default_format(output)
    # a table is printed after the work is done, so a bar on the same terminal does not disturb it
    apart = output is not None or chosen == "table" or not sys.stdout.isatty()
    names = watched(files, shown=apart and sys.stderr.isatty())
    failures: list[Exception] = []
    try:
        extractor = Extractor(kinds=kind)
        with replaced(output) as stream:
            WRITERS[chosen](_documents(names, extractor, date, failures), stream)
    except (FileError, GrammarError) as problem:
        complain(problem)
        failures.append(problem)
    if failures:
        raise typer.Exit(FAILED)


def _default_format(output: Path | None) -> Format:
    if output is None:
        return "table" if sys.stdout.isatty() else "jsonl"
    return next((name for name in get_args(Format) if output.suffix == f".{name}"), "jsonl")


def _documents(
    names: Iterable[str], extractor: Extractor, date: str | None, failures: list[Exception]
) -> Iterator[tuple[str, Document]]:
    """Name and document of every file that can be read; of the others, the problem."""
    for name in names:
        try:
            text = read_text(name)
        except FileError as problem:
            complain(problem)
            failures.append(problem)
        else:
            yield name, extractor.extract(text, date)


@app.command()
def schema(
    of: Annotated[
        Literal["fact", "document"],
        typer.Argument(help="A line of jsonl is a fact; each entry of json is a document."),
    ] = "fact",
) -> None:
    """Print the JSON Schema of facts or of documents."""
    print(dump_json(json_schema(of), indent=2))


app.command()(explain)
