"""The commands and their options; the modules beside this one implement them.

Grammars, Yargy and pymorphy3 are imported inside the commands, so that `--help` answers at once.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

import io
import sys
from functools import cache, partial
from importlib.metadata import version as installed_version
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tradefacts.cli.explain import explain
from tradefacts.cli.facts import facts as trade_facts
from tradefacts.cli.files import (
    FAILED,
    FileError,
    complain,
    drop_output,
    on_terminal,
    replaced,
)
from tradefacts.cli.grammar import grammar as grammar_commands
from tradefacts.cli.options import Day, JsonLines, Layout, Output, Texts, Workers, flag, one_of
from tradefacts.cli.own import Chosen, Classes, extractor_of, own_files
from tradefacts.facts import KINDS, dump_json
from tradefacts.facts.fact import LATER
from tradefacts.facts.json_schema import json_schema

if TYPE_CHECKING:
    from tradefacts.cli.reading import Many

app = typer.Typer(
    name="tradefacts",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Typed facts from Russian trade news: who traded what with whom, how much, and when.",
)
app.add_typer(grammar_commands, name="grammar")


def run() -> None:
    """Run the command that the arguments name."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # in a pipe, JSON is UTF-8 whatever the locale; a terminal has its own encoding
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
    try:
        app()
    except SystemExit as end:
        if not isinstance(end.__context__, BrokenPipeError):
            raise
        drop_output()  # typer exits with 1 if the reader of a pipe goes away
    except OSError as error:  # from typer's own output, such as --help; commands report theirs
        complain(FileError(f"standard output: cannot be written: {error.strerror or error}"))
        drop_output()
        raise SystemExit(FAILED) from None


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"tradefacts {installed_version('tradefacts')}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    _: Annotated[
        bool,
        flag("--version", callback=_show_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Options of the program itself."""
    from tradefacts.cache import told_first

    # several programs are compiled on first use
    context.with_resource(told_first(cache(_tell_of_first_use)))


def _tell_of_first_use(message: str) -> None:
    if on_terminal(sys.stderr):
        complain(FileError(message))


def _known_kinds(kinds: list[str] | None) -> list[str] | None:
    for kind in kinds or ():
        if kind not in KINDS:
            hint = "; trade facts are what the command facts prints" if kind in LATER else ""
            raise typer.BadParameter(f"no kind {kind!r}: it is one of {', '.join(KINDS)}{hint}")
    return kinds


@app.command()
def extract(
    files: Texts,
    format_: Layout = None,
    grammar: Chosen = None,
    facts: Classes = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            callback=_known_kinds,
            metavar="|".join(KINDS),
            help="Only facts of this kind; may be repeated.",
        ),
    ] = None,
    date: Day = None,
    output: Output = None,
    jsonl: JsonLines = False,
    workers: Workers = 1,
) -> None:
    """Print the facts of texts: the words, their place, and their value.

    Ctrl-C stops after the current file (with several workers: the current files) and leaves the output complete so far; a second Ctrl-C stops at once.

    Offsets count code points of the file as it is, line ends included; a byte order mark is not part of the text.

    Exit code 1 if a file could not be read; the others are processed all the same.
    """  # noqa: E501  # the help keeps its line breaks
    from tradefacts.cli.articles import parts_of
    from tradefacts.cli.mentions import WRITERS
    from tradefacts.cli.writing import write_found

    def many() -> Many:
        extractor = extractor_of(grammar, kind)
        return partial(extractor.extract_many, workers=workers, date=date)

    beside = own_files(grammar, facts)
    write_found(files, parts_of(files, jsonl=jsonl), many, WRITERS, format_, output, beside=beside)


@app.command()
def schema(
    of: Annotated[
        Literal["fact", "document", "trade"],
        typer.Argument(
            parser=one_of("fact", "document", "trade"),
            help="A line of jsonl is a fact or a trade fact; an entry of json is a document.",
        ),
    ] = "fact",
) -> None:
    """Print the JSON Schema of facts, documents or trade facts."""
    try:
        with replaced(None) as stream:
            print(dump_json(json_schema(of), indent=2), file=stream)
    except FileError as problem:
        complain(problem)
        raise typer.Exit(FAILED) from None


app.command("facts")(trade_facts)
app.command(context_settings={"allow_extra_args": True})(explain)  # to report them
