"""A bar on standard error for work that takes its time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TimeElapsedColumn

LONG = 100_000
"""Bytes of text from which on a bar is shown: some seconds of work."""


def watched(names: Sequence[str], *, shown: bool) -> Iterator[str]:
    """The names, one after another, with a bar that moves by the size of their files."""
    sizes = [_size(name) for name in names]
    if not shown or sum(sizes) < LONG:
        yield from names
        return
    columns = (SpinnerColumn(), *Progress.get_default_columns(), TimeElapsedColumn())
    # what is printed to standard error meanwhile appears above the bar
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as progress:
        task = progress.add_task("extracting", total=sum(sizes))
        for name, size in zip(names, sizes, strict=True):
            yield name
            progress.advance(task, size)


def _size(name: str) -> int:
    path = Path(name)
    return path.stat().st_size if path.is_file() else 0
