"""Files in, what was found in them out: what `extract` and `facts` have in common."""

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
    """Read files, and write what `many` finds in their `parts`, in the format asked for.

    `beside` are other files that are read, as grammars: `output` must be none of them. Raises
    `typer.Exit` where a file could not be read or written, or Ctrl-C ended it.
    """
    failures: list[Exception] = []
    with stoppable() as stop:
        try:
            check_output(output, (*files, *beside))
            chosen = format_ or _default_format(output)
            _tell_of_suffix(output, chosen)
            # a table comes when the work is done: a bar on the same terminal does not disturb it
            apart = output is not None or chosen == "table" or not on_terminal(sys.stdout)
            shown = apart and on_terminal(sys.stderr)
            # closed here, and with it what processes may be at work: whatever the writer raises
            # keeps it alive until some thread collects it
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
    """The format of a file's suffix."""
    known: tuple[Format, ...] = get_args(Format)
    return next((name for name in known if output.suffix.lower() == f".{name}"), None)


def _tell_of_suffix(output: Path | None, chosen: Format) -> None:
    named = None if output is None else _named(output)
    if named not in {None, chosen}:
        told = f"{output}: gets {chosen}, as --format says, though its suffix names {named}"
        complain(FileError(told))
