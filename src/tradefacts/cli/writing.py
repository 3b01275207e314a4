"""Reads files and writes the facts found: the common part of `extract` and `facts`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import get_args

import typer

from tradefacts.cli import STOPPED
from tradefacts.cli.articles import Parts
from tradefacts.cli.files import (
    FAILED,
    FileError,
    check_output,
    complain,
    on_terminal,
    replaced,
)
from tradefacts.cli.formats import Writer
from tradefacts.cli.options import Format
from tradefacts.cli.reading import Many, documents, stoppable
from tradefacts.grammar.errors import GrammarError


def write_found(
    files: list[str],
    parts: Parts,
    many: Callable[[], Many],
    writers: Mapping[str, Writer],
    format_: Format | None,
    output: Path | None,
    *,
    beside: Sequence[str] = (),
) -> None:
    """Read files, and write what `many` finds in their `parts` in the requested format.

    `beside` are other inputs, such as grammars, which `output` must not overwrite. Raises
    `typer.Exit` if a file could not be read or written, or if Ctrl-C was pressed.
    """
    failures: list[Exception] = []
    with stoppable() as stop:
        try:
            check_output(output, (*files, *beside))
            chosen = format_ or _default_format(output)
            _tell_of_suffix(output, chosen)
            # a table is printed at the end, so a bar on the same terminal does not disturb it
            apart = output is not None or chosen == "table" or not on_terminal(sys.stdout)
            shown = apart and on_terminal(sys.stderr)
            # close it, and with it any worker processes, here: an exception from the writer
            # would keep it alive until some thread collects it as garbage
            found = closing(documents(files, parts, many(), failures, stop, shown=shown))
            with found as named, replaced(output) as stream:
                writers[chosen](named, stream)
        except (FileError, GrammarError) as problem:
            complain(problem)
            failures.append(problem)
    if stop.asked:
        raise typer.Exit(STOPPED)
    if failures:
        raise typer.Exit(FAILED)


def _default_format(output: Path | None) -> Format:
    if output is None:
        return "table" if on_terminal(sys.stdout) else "jsonl"
    if not output.suffix:
        return "jsonl"
    named = _named(output)
    if named is None:
        hint = f"name a file with .{', .'.join(get_args(Format))}, or add --format"
        raise typer.BadParameter(f"{output}: {output.suffix} names no format; {hint}")
    return named


def _named(output: Path) -> Format | None:
    """The format that a file's suffix names."""
    known: tuple[Format, ...] = get_args(Format)
    return next((name for name in known if output.suffix.lower() == f".{name}"), None)


def _tell_of_suffix(output: Path | None, chosen: Format) -> None:
    named = None if output is None else _named(output)
    if named not in {None, chosen}:
        told = f"{output}: gets {chosen}, as --format says, though its suffix names {named}"
        complain(FileError(told))
