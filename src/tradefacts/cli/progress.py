"""A bar on standard error for work that takes its time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from tradefacts.facts import Document

LONG = 1_000_000
"""Bytes of text from which on a bar is shown: some tenths of a second of work."""

Advance = Callable[[str, Document], None]
"""Tells a bar that a file is done, and what was found in it."""


@contextmanager
def bar(names: Sequence[str], *, shown: bool) -> Iterator[Advance]:
    """A bar that moves by the size of files, and tells how many, how fast and with what facts."""
    sizes = {name: _size(name) for name in names}
    if not shown or sum(sizes.values()) < LONG:
        yield _nothing
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.fields[files]} of {task.fields[all]} files"),
        BarColumn(),
        TextColumn("{task.fields[speed]} characters/s, {task.fields[facts]} facts"),
        TimeRemainingColumn(),
    )
    # what is printed to standard error meanwhile appears above the bar
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as progress:
        known: dict[str, Any] = {"files": 0, "all": len(names), "speed": "-", "facts": "0"}
        task = progress.add_task("", total=sum(sizes.values()), **known)
        characters = files = facts = 0

        def advance(name: str, document: Document) -> None:
            nonlocal characters, files, facts
            characters += len(document.text)
            files += name in sizes
            facts += len(document.facts)
            elapsed = progress.tasks[0].elapsed or 0
            speed = f"{characters / elapsed:,.0f}" if elapsed else "-"
            progress.update(
                task, advance=done(name, document), files=files, speed=speed, facts=f"{facts:,}"
            )

        def done(name: str, document: Document) -> int:
            """Bytes of a file, or about those of a line of one."""
            return sizes.get(name) or len(document.text.encode(errors="replace"))

        yield advance


def _nothing(_name: str, _document: Document) -> None:
    """No bar is there to be told."""


def _size(name: str) -> int:
    path = Path(name)
    return path.stat().st_size if path.is_file() else 0
